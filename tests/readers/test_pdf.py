"""What the PDF reader makes of pages: each fixture is drawn for the one thing its test is named after."""

from __future__ import annotations

import builtins
import importlib.util
import re
import time
from pathlib import Path

import pytest

from planparse.errors import LimitError, UnreadableError
from planparse.pipeline import parse
from planparse.readers import Limits, read_bytes
from planparse.source import Cell, Source

_spec = importlib.util.spec_from_file_location("pdf_builder", Path(__file__).with_name("pdf_builder.py"))
assert _spec and _spec.loader
pdf_builder = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(pdf_builder)
Pdf, LEFT, RIGHT = pdf_builder.Pdf, pdf_builder.LEFT, pdf_builder.RIGHT

pytest.importorskip("pypdfium2")

LONG = (
    "为加快推进全县农村道路建设，提升群众出行条件，结合工作实际，制定本方案，请各单位认真组织实施，确保按期完成各项任务。"
)
OTHER = "各乡镇要把工作摆上重要位置，明确分管领导和具体责任人，及时研究解决工作中遇到的困难和问题。"


def source_of(pdf: Pdf, **options: bool) -> Source:
    return read_bytes(pdf.data(**options), "notice.pdf")


def lines_of(source: Source) -> list[str]:
    """The lines that are not furniture."""
    lines, at = [], 0
    furniture = {span.start for span in source.chrome}
    for line in source.text.split("\n"):
        if at not in furniture:
            lines.append(line)
        at += len(line) + 1
    return lines


def chrome_of(source: Source) -> list[str]:
    return [span.of(source.text) for span in source.chrome]


def cells_of(source: Source) -> list[tuple[int, int, int, str]]:
    return [(c.table, c.row, c.column, c.span.of(source.text)) for c in source.cells]


def cell(source: Source, text: str) -> Cell:
    return next(c for c in source.cells if c.span.of(source.text) == text)


def test_lines_of_a_paragraph_are_joined_and_indents_begin_new_ones() -> None:
    pdf = Pdf()
    pdf.page()
    pdf.flow([LONG, OTHER, "一、总体要求", LONG])
    assert lines_of(source_of(pdf)) == [LONG, OTHER, "一、总体要求", LONG]


def test_a_paragraph_goes_on_overleaf_and_the_page_number_stands_behind_it() -> None:
    pdf = Pdf()
    pdf.page()
    pdf.flow([LONG] * 12)
    for number, page in enumerate(pdf.pages, 1):
        page.text(280, 790, f"— {number} —", 14)
    source = source_of(pdf)
    assert len(pdf.pages) == 2
    assert lines_of(source) == [LONG] * 12
    assert chrome_of(source) == ["—1—", "—2—"]


def test_bare_page_numbers_are_furniture_where_they_count_up() -> None:
    pdf = Pdf()
    for number in range(1, 4):
        pdf.page()
        pdf.flow([LONG])
        pdf.pages[-1].text(290, 800, str(number), 10)
    source = source_of(pdf)
    assert lines_of(source) == [LONG] * 3
    assert chrome_of(source) == ["1", "2", "3"]


def test_a_figure_that_closes_a_page_is_no_page_number() -> None:
    pdf = Pdf()
    pdf.page()
    pdf.flow([LONG])
    pdf.pages[-1].text(LEFT, 790, "2025")
    pdf.page()
    pdf.flow([LONG])
    pdf.pages[-1].text(LEFT, 790, "88")
    assert not source_of(pdf).chrome


def test_running_heads_are_set_aside_and_the_title_is_not() -> None:
    title = "关于印发农村道路建设方案的通知"
    pdf = Pdf()
    pdf.page().text(170, 130, title, 22)
    pdf.y = 180
    pdf.flow([LONG] * 26)
    for page in pdf.pages:
        page.text(200, 50, title, 9)
    source = source_of(pdf)
    assert len(pdf.pages) >= 3
    assert lines_of(source) == [title, *[LONG] * 26]
    assert chrome_of(source) == [title] * len(pdf.pages)


def test_heiti_is_known_by_the_name_of_the_font_in_latin_and_chinese() -> None:
    pdf = Pdf()
    page = pdf.page()
    page.text(112, 100, "牵头部门", font="ABCDEF+SimHei")
    page.text(176, 100, "、配合部门", font="STSong-Light")
    page.text(112, 128, "第二单位", font="黑体")
    source = source_of(pdf)
    assert [(r.span.of(source.text), r.heiti, r.bold) for r in source.styles] == [
        ("牵头部门", True, False),
        ("第二单位", True, False),
    ]


def test_bold_is_known_by_the_font_by_render_mode_and_by_overprinting() -> None:
    pdf = Pdf()
    page = pdf.page()
    page.text(112, 100, "甲局", font="SimSun,Bold")
    page.text(144, 100, "、乙局")
    page.text(112, 128, "丙局", mode=2)
    page.text(144, 128, "、丁局")
    page.text(112, 156, "戊局")
    page.text(112.4, 156, "戊局")
    page.text(144, 156, "、己局")
    source = source_of(pdf)
    assert lines_of(source) == ["甲局、乙局", "丙局、丁局", "戊局、己局"]
    assert [r.span.of(source.text) for r in source.styles if r.bold] == ["甲局", "丙局", "戊局"]


def test_kangxi_radicals_and_compatibility_forms_are_ordinary_characters() -> None:
    pdf = Pdf()
    pdf.page().text(112, 100, "⼀、⼯作⽬标：⻓期⾦融、\uf9e9程")
    assert source_of(pdf, subset=True).text == "一、工作目标：长期金融、里程"


def test_blanks_between_chinese_characters_go_and_latin_words_stay_apart() -> None:
    pdf = Pdf()
    page = pdf.page()
    page.text(112, 100, "2025 年 6 月底前建成 Open API 平台")
    page.text(112, 128, "通 知 事 项")
    page.text(112, 156, "印 章", spacing=16)
    source = source_of(pdf)
    assert lines_of(source) == ["2025年6月底前建成Open API平台", "通知事项", "印章"]


@pytest.mark.parametrize("subset", [True, False])
def test_characters_set_one_by_one_are_read_though_their_font_is_nowhere(subset: bool) -> None:
    pdf = Pdf()
    pdf.page()
    for n, char in enumerate("工作方案"):
        pdf.pages[0].text(112 + 16 * n, 100, char, mode=2 if n < 2 else 0)
    source = source_of(pdf, subset=subset)
    assert source.text == "工作方案"
    assert [r.span.of(source.text) for r in source.styles if r.bold] == ["工作"]


def test_hyphens_that_part_a_word_go_and_those_between_figures_stay() -> None:
    pdf = Pdf()
    page = pdf.page()
    page.text(112, 100, "（2024\xad2026年）按国家发展和改革工作要求建立Infor-")
    page.text(80, 128, "mation平台，推进一体化管理。")
    for n in range(3):
        page.text(80, 156 + 28 * n, "全县上下要统一思想，提高认识，加强领导，落实责任，保证。")
    source = source_of(pdf, subset=True)
    assert lines_of(source)[0] == "（2024-2026年）按国家发展和改革工作要求建立Information平台，推进一体化管理。"


def test_a_wide_gap_between_names_is_kept_as_a_blank() -> None:
    pdf = Pdf()
    page = pdf.page()
    page.text(112, 100, "民政局")
    page.text(112 + 16 * 4, 100, "财政局")
    page.text(112 + 16 * 8, 100, "水利局")
    assert source_of(pdf).text == "民政局 财政局 水利局"


def test_ruled_tables_become_cells_with_merged_ones_and_lines_of_a_cell_joined() -> None:
    pdf = Pdf()
    pdf.page().text(112, 100, "任务分工表如下")
    pdf.pages[0].table(
        [80, 120, 300, 400, 500],
        [120, 150, 200, 250],
        [
            ["序号", "工作任务", "责任单位", "<"],
            ["1", "建设农村道路二百公里，完成全/部安全防护工程", "县交通局", "县财政局/县水利局"],
            ["2", "^", "县住房和城乡建/设局", "各乡镇"],
        ],
    )
    pdf.pages[0].text(112, 300, "以上任务年底完成。")
    source = source_of(pdf)
    assert cells_of(source) == [
        (0, 0, 0, "序号"),
        (0, 0, 1, "工作任务"),
        (0, 0, 2, "责任单位"),
        (0, 1, 0, "1"),
        (0, 1, 1, "建设农村道路二百公里，完成全部安全防护工程"),
        (0, 1, 2, "县交通局"),
        (0, 1, 3, "县财政局\n县水利局"),
        (0, 2, 0, "2"),
        (0, 2, 2, "县住房和城乡建设局"),
        (0, 2, 3, "各乡镇"),
    ]
    assert cell(source, "责任单位").column_span == 2
    assert cell(source, "建设农村道路二百公里，完成全部安全防护工程").row_span == 2
    assert source.text.startswith("任务分工表如下\n") and source.text.endswith("\n以上任务年底完成。")


def test_a_table_that_goes_on_overleaf_is_one_and_its_repeated_head_is_furniture() -> None:
    pdf = Pdf()
    xs, head = [80, 120, 360, 500], ["序号", "工作任务", "责任单位"]
    pdf.page().table(xs, [100, 130, 160], [head, ["1", "修建道路", "县交通局"]], bars=True)
    pdf.page().table(xs, [100, 130, 160], [head, ["2", "修建水库", "县水利局"]], bars=True)
    source = source_of(pdf)
    assert [c[:3] for c in cells_of(source)] == [(0, r, c) for r in range(3) for c in range(3)]
    assert cells_of(source)[-1] == (0, 2, 2, "县水利局")
    assert chrome_of(source) == head


def test_entries_that_stand_under_each_other_are_a_table_without_lines() -> None:
    pdf = Pdf()
    pdf.page()
    pdf.flow([LONG])
    page = pdf.pages[0]
    for n, row in enumerate([("序号", "任务", "单位"), ("1", "修建道路", "县交通局"), ("2", "修建水库", "县水利局")]):
        for x, entry in zip((100, 180, 380), row, strict=True):
            page.text(x, 260 + 28 * n, entry, 14)
    source = source_of(pdf)
    assert lines_of(source)[0] == LONG
    assert cells_of(source)[3:] == [
        (0, 1, 0, "1"),
        (0, 1, 1, "修建道路"),
        (0, 1, 2, "县交通局"),
        (0, 2, 0, "2"),
        (0, 2, 1, "修建水库"),
        (0, 2, 2, "县水利局"),
    ]


def test_two_columns_are_read_one_after_the_other() -> None:
    pdf = Pdf()
    pdf.page().text(170, 80, "农村道路建设方案", 22)
    pdf.y = 130
    pdf.flow([LONG] * 4, left=60, right=284, size=14)
    left = pdf.y
    pdf.y = 137  # lines of the two columns need not meet
    pdf.flow([OTHER] * 4, left=312, right=536, size=14)
    assert left < 842
    assert lines_of(source_of(pdf)) == ["农村道路建设方案", *[LONG] * 4, *[OTHER] * 4]


def test_a_turned_page_reads_as_shown() -> None:
    pdf = Pdf()
    page = pdf.page((595, 842), rotate=90)
    page.text(100, 700, "第一行", turn="0 1 -1 0")
    page.text(140, 700, "第二行", turn="0 1 -1 0")
    assert source_of(pdf).text == "第一行\n第二行"


def test_a_watermark_across_the_page_is_furniture() -> None:
    pdf = Pdf()
    pdf.page().text(150, 600, "内部资料", 60, turn="0.7 0.7 -0.7 0.7")
    pdf.flow([LONG, OTHER])
    source = source_of(pdf)
    assert lines_of(source) == [LONG, OTHER]
    assert chrome_of(source) == ["内部资料"]


def test_annexes_that_follow_page_by_page_keep_their_numbers() -> None:
    pdf = Pdf()
    for number in range(1, 4):
        page = pdf.page()
        page.text(LEFT, 80, f"附件{number}")
        pdf.y = 110
        pdf.flow([LONG])
    source = source_of(pdf)
    assert not source.chrome
    assert [line for line in lines_of(source) if line.startswith("附件")] == ["附件1", "附件2", "附件3"]


def test_titles_and_signatures_are_lines_of_their_own() -> None:
    pdf = Pdf()
    page = pdf.page()
    page.text(230, 80, "山河县人民政府", 22)
    page.text(186, 112, "关于加快道路建设的通知", 22)
    pdf.y = 160
    pdf.flow(["各乡镇人民政府："], indent=0)
    pdf.flow([LONG])
    pdf.pages[0].text(380, pdf.y, "山河县人民政府")
    pdf.pages[0].text(376, pdf.y + 28, "2025年3月1日")
    assert lines_of(source_of(pdf)) == [
        "山河县人民政府",
        "关于加快道路建设的通知",
        "各乡镇人民政府：",
        LONG,
        "山河县人民政府",
        "2025年3月1日",
    ]


def test_a_title_that_fills_the_measure_goes_on_below() -> None:
    pdf = Pdf()
    page = pdf.page()
    page.text(84, 80, "山河县人民政府关于加快推进农村道路建", 24)
    page.text(240, 114, "设的实施意见", 24)
    pdf.y = 160
    pdf.flow([LONG] * 3)
    assert lines_of(source_of(pdf))[0] == "山河县人民政府关于加快推进农村道路建设的实施意见"


def test_the_word_that_two_issuers_share_follows_both() -> None:
    pdf = Pdf()
    page = pdf.page()
    page.text(110, 100, "山河县发展改革局", 32)
    page.text(110, 140, "山河县财政局", 32, spacing=10)
    page.text(420, 120, "文件", 32)
    assert source_of(pdf).text == "山河县发展改革局\n山河县财政局\n文件"


def test_the_plan_of_a_notice_is_that_of_its_text() -> None:
    notice = [
        "关于印发农村道路建设方案的通知",
        "各乡镇人民政府，县直各单位：",
        LONG,
        "一、主要任务",
        "（一）加快道路建设。新建农村道路200公里，完善安全防护设施，2025年12月底前完成。（责任单位：县交通局、县财政局）",
        "（二）加强管理养护。落实养护资金，建立长效机制，定期开展检查考核。（责任单位：县交通局、县水利局，各乡镇）",
        "二、组织保障",
        OTHER,
    ]
    pdf = Pdf()
    pdf.page().text(130, 80, notice[0], 22)
    pdf.y = 130
    pdf.flow(notice[1:2], indent=0)
    pdf.flow(notice[2:])
    got = parse(source_of(pdf))
    want = parse(read_bytes("\n".join(notice).encode(), "notice.txt"))
    assert got.title == want.title == notice[0]
    assert [u.name for u in got.units] == [u.name for u in want.units]
    assert [(s.number, s.heading, len(s.tasks)) for s in got.sections] == [(s.number, s.heading, len(s.tasks)) for s in want.sections]


def test_origins_name_page_and_place_of_every_line() -> None:
    pdf = Pdf()
    pdf.page()
    pdf.flow([LONG])
    pdf.page()
    pdf.flow(["二、组织保障"])
    source = source_of(pdf)
    assert [(o.span.of(source.text), o.page) for o in source.origins] == [(LONG, 1), ("二、组织保障", 2)]
    box = source.origins[1].box
    assert box is not None
    assert box == pytest.approx((39.5, 30.3, 73.4, 36.0), abs=0.3)  # (80 + 32) points are 39.5 mm


def test_a_scan_is_refused_and_ocr_is_named() -> None:
    pdf = Pdf()
    for _ in range(2):
        pdf.page().picture(0, 0, 595, 842)
        pdf.pages[-1].text(280, 800, "扫描王", 9)
    with pytest.raises(UnreadableError, match="OCR") as error:
        source_of(pdf)
    assert "OCR" in error.value.message_zh and "\n" not in error.value.message


def test_text_that_no_font_explains_is_refused_and_ocr_is_named() -> None:
    pdf = Pdf()
    pdf.page()
    pdf.flow(["".join(chr(0xE000 + n) for n in range(60))])
    with pytest.raises(UnreadableError, match="OCR"):
        source_of(pdf, subset=True)


def test_a_locked_file_is_refused() -> None:
    pdf = Pdf()
    pdf.page()
    with pytest.raises(UnreadableError, match="password"):
        source_of(pdf, encrypt=True)


@pytest.mark.parametrize("share", [0.02, 0.3, 0.6, 0.9, 0.99])
def test_a_file_cut_off_is_refused(share: float) -> None:
    pdf = Pdf()
    pdf.page()
    pdf.flow([LONG] * 30)
    data = pdf.data()
    with pytest.raises(UnreadableError, match="incomplete"):
        read_bytes(data[: int(len(data) * share)], "notice.pdf")


def test_too_many_pages_are_a_limit() -> None:
    pdf = Pdf()
    for _ in range(2001):
        pdf.page()
    with pytest.raises(LimitError, match="2,001 pages"):
        source_of(pdf)
    with pytest.raises(LimitError, match=r"2,001 pages, more than 7.*raise Limits\.pages"):
        read_bytes(pdf.data(), "notice.pdf", limits=Limits(pages=7))


def test_a_stream_that_unpacks_to_a_thousandfold_is_a_limit() -> None:
    pdf = Pdf()
    pdf.page().content.append(" " * 210 * 1024 * 1024)
    data = pdf.data()
    assert len(data) < 1024 * 1024
    start = time.perf_counter()
    with pytest.raises(LimitError, match="unpacks"):
        read_bytes(data, "notice.pdf")
    assert time.perf_counter() - start < 3


def test_too_much_text_is_a_limit() -> None:
    pdf = Pdf()
    pdf.page()
    pdf.flow([LONG])
    with pytest.raises(LimitError, match="characters"):
        read_bytes(pdf.data(), "notice.pdf", limits=Limits(characters=20))


def test_without_the_library_one_line_names_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def missing(name: str, *rest: object, **more: object) -> object:
        if name.startswith("pypdfium2"):
            raise ImportError(name)
        return real(name, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(builtins, "__import__", missing)
    with pytest.raises(UnreadableError, match=re.escape("pip install 'planparse[pdf]'")) as error:
        read_bytes(Pdf().data(), "notice.pdf")
    assert "pip install 'planparse[pdf]'" in error.value.message_zh


def test_content_decides_and_not_the_suffix() -> None:
    pdf = Pdf()
    pdf.page()
    pdf.flow([LONG])
    assert read_bytes(pdf.data(), "notice.txt").reader == "pdf"
    assert read_bytes("%不是 PDF".encode(), "notice.pdf").reader == "text"


def test_fifty_pages_a_second() -> None:
    pdf = Pdf()
    pdf.page()
    pdf.flow([LONG] * 300)
    data = pdf.data()
    read_bytes(data, "notice.pdf")
    start = time.perf_counter()
    read_bytes(data, "notice.pdf")
    assert len(pdf.pages) / (time.perf_counter() - start) > 25  # half, for machines that are busy
