"""Hard-wrapped copies: the breaks that only end a line of full width are none."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from msgspec.structs import replace

import planparse
from planparse.source import Cell, Source
from planparse.span import Span
from planparse.stages._wrapped_lines import wrapped_breaks
from planparse.stages.normalise import joined_lines, normalise, plain

RAW = sorted((Path(__file__).parents[2] / "data/raw").iterdir())
# A word or a figure stays whole, a mark with the character before it.
UNIT = re.compile(r"[“（(《〔]*(?:[A-Za-z0-9.%]+|[^\n])[，。、；：！？”）》〕,.;:!?)%]*")
TASK = (
    "　　{}加强统筹协调。各有关单位要按照职责分工细化工作措施，明确时间节点和具体责任人员，"
    "定期研究解决推进中的困难和问题，重要情况及时报告市政府办公室，确保各项任务按期落地见效。"
)
NOTICE = "\n".join(
    ["一、总体要求", *(TASK.format(f"（{n}）") for n in "一二三四五"), "二、保障措施", TASK.format("1.")]
)


def wrapped(text: str, width: int) -> str:
    lines = []
    for paragraph in text.replace("\r\n", "\n").split("\n"):
        line, room = "", 2 * width
        for unit in UNIT.findall(paragraph):
            size = sum(1 if c < "\x7f" else 2 for c in unit)
            if line and size > room:
                lines.append(line)
                line, room = "", 2 * width
            line, room = line + unit, room - size
        lines.append(line)
    return "\n".join(lines)


def breaks(norm: str) -> set[int]:
    """How many characters stand before each break, breaks not counted."""
    return {m.start() - i for i, m in enumerate(re.finditer("\n", norm))}


@pytest.mark.parametrize("width", [28, 36, 42])
def test_wrapping_and_joining_gives_the_same_text(width: int) -> None:
    text = normalise(plain(wrapped(NOTICE, width)))
    assert text.norm == normalise(plain(NOTICE)).norm
    assert [n.code for n in joined_lines(text)] == ["wrapped_lines_joined"]


@pytest.mark.parametrize("width", [28, 36, 42])
@pytest.mark.parametrize("path", RAW, ids=lambda p: p.name)
def test_of_a_wrapped_notice_few_breaks_are_told_wrongly(path: Path, width: int) -> None:
    """A paragraph that ends just at the edge is undecidable; what has too few full lines is left alone."""
    source = plain(planparse.read(path).text.replace("\r\n", "\n"))
    copy = replace(source, text=wrapped(source.text, width))
    if not wrapped_breaks(copy):
        pytest.skip("too few lines of full width")
    whole, again = normalise(source).norm, normalise(copy).norm
    assert again.replace("\n", "") == whole.replace("\n", "")
    wrong = breaks(whole) ^ breaks(again)
    assert len(wrong) <= 0.12 * copy.text.count("\n")


@pytest.mark.parametrize("path", RAW, ids=lambda p: p.name)
def test_a_copy_whose_lines_are_paragraphs_is_left_alone(path: Path) -> None:
    assert wrapped_breaks(planparse.read(path)) == []


def test_offsets_stay_exact_and_the_break_stays_in_the_source() -> None:
    source = plain(wrapped(NOTICE, 36))
    text = normalise(source)
    for line in text.lines:
        quote = text.quote(line)
        assert quote == text.origin(line).of(source.text)
        assert normalise(plain(quote.replace("\n", ""))).norm == text.of(line)
    assert any("\n" in text.quote(line) for line in text.lines)
    assert all("\n" not in text.say(line) for line in text.lines)


@pytest.mark.parametrize("page", ["- 3 -", "—3—", "— 3 —", "第3页", "第 3 页 共 12 页"])
def test_a_page_number_inside_a_sentence_is_joined_across(page: str) -> None:
    lines = wrapped(NOTICE, 36).split("\n")
    lines.insert(2, page)
    text = normalise(plain("\n".join(lines)))
    assert text.norm == normalise(plain(NOTICE)).norm
    assert [text.source.text[slice(*e.span)] for e in text.edits if e.kind == "page_number"] == [page]


def shape(lines: list[str]) -> str:
    return normalise(plain("\n".join([wrapped(NOTICE, 36), *lines]))).norm


@pytest.mark.parametrize(
    ("full", "following"),
    [
        ("任" * 35 + "。", "（六）强化督促检查。"),
        ("任" * 35 + "。", "　　各单位要抓好落实。"),
        ("任" * 35 + "。", "青禾县人民政府办公室"),
        ("任" * 36, "附件：任务分解表"),
        ("任" * 36, "序号"),
        ("任" * 36, "抄送：县委办公室。"),
        ("任" * 20, "各单位要抓好落实。"),
    ],
)
def test_what_begins_a_paragraph_is_not_joined(full: str, following: str) -> None:
    norm = shape([full, following])
    assert norm.endswith(full + "\n" + normalise(plain(following)).norm)


def test_cells_and_rows_of_tables_are_left_alone() -> None:
    table = ["序号", "责任单位", "1", "建" * 36, "10月底前", "2", "设" * 34 + "公室", "3", "县财政局"]
    assert shape(table).endswith("\n".join(table))
    cell = "\n".join([wrapped(NOTICE, 36), "建" * 36, "县财政局"])
    start = cell.index("建")
    kept: Source = replace(plain(cell), cells=(Cell(span=Span(start, start + 36), table=0, row=0, column=0),))
    assert normalise(kept).norm.endswith("\n县财政局")


@pytest.mark.parametrize(
    "lines",
    [
        ["一、总体要求"] * 40,
        ["县财政局、县发展改革局、县教育局、县民政局、县水利局"] * 7,
        [f"{n}.推进建设并完善工作机制，定期调度情况，按时完成任务。" for n in range(1, 41)],
        ["张三 县财政局党组书记、局长兼任领导小组办公室常务副主任" + "甲" * (n % 17) for n in range(60)],
    ],
)
def test_lists_are_not_taken_for_wrapped_paragraphs(lines: list[str]) -> None:
    assert wrapped_breaks(plain("\n".join(lines))) == []


def test_the_plan_says_that_lines_were_joined() -> None:
    codes = [d.code for d in planparse.parse(plain(wrapped(NOTICE, 36))).diagnostics]
    assert codes.count("wrapped_lines_joined") == 1
    assert "wrapped_lines_joined" not in [d.code for d in planparse.parse(plain(NOTICE)).diagnostics]


def test_lines_of_one_character_have_no_width() -> None:
    assert wrapped_breaks(plain("保障组\n1\n甲\n" * 60)) == []
