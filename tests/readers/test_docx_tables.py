"""Tables of Word documents are full grids, whatever is merged or nested."""

from __future__ import annotations

from builders import docx, p, tbl, tc, tr, val

from planparse.readers.from_docx import read_docx


def grid(*body: str) -> list[tuple[str, int, int, int, int, int]]:
    """Text, table, row, column, rows and columns spanned, of every cell."""
    source = read_docx(docx(*body), "notice.docx")
    return [(c.span.of(source.text), c.table, c.row, c.column, c.row_span, c.column_span) for c in source.cells]


def test_each_cell_has_its_place() -> None:
    assert grid(tbl(tr("序号", "任务"), tr("1", "甲"))) == [
        ("序号", 0, 0, 0, 1, 1), ("任务", 0, 0, 1, 1, 1), ("1", 0, 1, 0, 1, 1), ("甲", 0, 1, 1, 1, 1),
    ]  # fmt: skip


def test_a_cell_over_several_columns_moves_the_next_one() -> None:
    assert grid(tbl(tr(tc("甲", span=2), "乙"))) == [("甲", 0, 0, 0, 1, 2), ("乙", 0, 0, 2, 1, 1)]


def test_a_cell_over_several_rows_spans_them() -> None:
    rows = [tr(tc("甲", down="restart"), "1"), tr(tc(down="continue"), "2"), tr(tc(down="continue"), "3"), tr("乙", "4")]
    assert grid(tbl(*rows)) == [
        ("甲", 0, 0, 0, 3, 1), ("1", 0, 0, 1, 1, 1), ("2", 0, 1, 1, 1, 1), ("3", 0, 2, 1, 1, 1),
        ("乙", 0, 3, 0, 1, 1), ("4", 0, 3, 1, 1, 1),
    ]  # fmt: skip


def test_a_cell_over_rows_and_columns() -> None:
    rows = [tr(tc("甲", span=2, down="restart"), "1"), tr(tc(span=2, down="continue"), "2")]
    assert grid(tbl(*rows)) == [("甲", 0, 0, 0, 2, 2), ("1", 0, 0, 2, 1, 1), ("2", 0, 1, 2, 1, 1)]


def test_a_merge_without_a_word_goes_on_and_one_without_a_start_is_a_cell() -> None:
    bare = tc(down="continue").replace(' w:val="continue"', "")
    assert grid(tbl(tr(tc("甲", down="restart")), tr(bare))) == [("甲", 0, 0, 0, 2, 1)]
    assert grid(tbl(tr(tc("甲", down="continue")))) == [("甲", 0, 0, 0, 1, 1)]


def test_two_merges_below_each_other_are_two_cells() -> None:
    rows = [tr(tc(t, down=d)) for t, d in (("甲", "restart"), ("", "continue"), ("乙", "restart"), ("", "continue"))]
    assert grid(tbl(*rows)) == [("甲", 0, 0, 0, 2, 1), ("乙", 0, 2, 0, 2, 1)]


def test_the_old_kind_of_horizontal_merge() -> None:
    assert grid(tbl(tr(tc("甲", right="restart"), tc(right="continue"), "乙"))) == [("甲", 0, 0, 0, 1, 2), ("乙", 0, 0, 2, 1, 1)]


def test_columns_left_free_before_a_row() -> None:
    assert grid(tbl(tr("甲", properties=val("gridBefore", 2)))) == [("甲", 0, 0, 2, 1, 1)]


def test_a_cell_of_several_paragraphs_spans_its_lines() -> None:
    assert grid(tbl(tr(tc(p("市教育局"), p("市民政局")), "甲"))) == [("市教育局\n市民政局", 0, 0, 0, 1, 1), ("甲", 0, 0, 1, 1, 1)]


def test_an_empty_cell_keeps_its_place() -> None:
    assert grid(tbl(tr("甲", "", "乙"))) == [("甲", 0, 0, 0, 1, 1), ("", 0, 0, 1, 1, 1), ("乙", 0, 0, 2, 1, 1)]


def test_a_table_in_a_cell_has_a_grid_of_its_own() -> None:
    assert grid(tbl(tr(tc(p("甲"), tbl(tr("1", "2")), p("乙")), "丙")), tbl(tr("丁"))) == [
        ("甲\n1\n2\n乙", 0, 0, 0, 1, 1), ("丙", 0, 0, 1, 1, 1), ("1", 1, 0, 0, 1, 1), ("2", 1, 0, 1, 1, 1),
        ("丁", 2, 0, 0, 1, 1),
    ]  # fmt: skip


def test_what_a_merged_cell_hides_is_not_text() -> None:
    rows = [tr(tc("甲", down="restart")), tr(tc("藏", down="continue"))]
    assert read_docx(docx(tbl(*rows), p("乙")), "x").text == "甲\n乙"


def test_rows_and_cells_inside_content_controls() -> None:
    row = f"<w:sdt><w:sdtContent>{tr('甲', '乙')}</w:sdtContent></w:sdt>"
    assert [c[0:4] for c in grid(tbl(row, tr("丙")))] == [("甲", 0, 0, 0), ("乙", 0, 0, 1), ("丙", 0, 1, 0)]


def test_a_merged_cell_goes_on_past_a_row_without_it() -> None:
    rows = [tr(tc("甲", down="restart"), "1"), tr("乙", "2"), tr(tc("丙", down="continue"), "3")]
    assert [c[0] for c in grid(tbl(*rows)) if c[3] == 0] == ["甲", "乙", "丙"]
