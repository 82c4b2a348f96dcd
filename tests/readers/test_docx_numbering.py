"""Automatic numbering of Word documents: every number that is printed stands in the text."""

from __future__ import annotations

import pytest
from builders import abstract, docx, level, num, override, p, r, style, tbl, tc, text_box, tr, tracked, val

from planparse.readers.docx_numerals import format_number
from planparse.readers.from_docx import read_docx

PLAN = abstract(
    0,
    level(0, "%1、", "chineseCountingThousand"),
    level(1, "（%2）", "chineseCountingThousand"),
    level(2, "%3．"),
    level(3, "（%4）"),
)


def lines(*body: str, numbering: str = "", styles: str = "") -> list[str]:
    data = docx(*body, numbering=numbering, **({"styles": styles} if styles else {}))
    return read_docx(data, "notice.docx").text.split("\n")


FORMATS = [
    # format, counter, what stands on paper
    ("chineseCounting", 10, "十"),
    ("chineseCounting", 23, "二十三"),
    ("chineseCounting", 105, "一〇五"),
    ("chineseCountingThousand", 10, "十"),
    ("chineseCountingThousand", 12, "十二"),
    ("chineseCountingThousand", 105, "一百零五"),
    ("chineseCountingThousand", 1010, "一千零一十"),
    ("chineseCountingThousand", 20300, "二万零三百"),
    ("chineseLegalSimplified", 21, "贰拾壹"),
    ("taiwaneseCounting", 11, "十一"),
    ("taiwaneseCountingThousand", 101, "一百零一"),
    ("taiwaneseDigital", 20, "二〇"),
    ("ideographDigital", 12, "一二"),
    ("ideographTraditional", 3, "丙"),
    ("ideographTraditional", 11, "11"),
    ("ideographZodiac", 12, "亥"),
    ("ideographZodiacTraditional", 1, "甲子"),
    ("ideographZodiacTraditional", 60, "癸亥"),
    ("ideographLegalTraditional", 102, "壹佰零貳"),
    ("ideographEnclosedCircle", 1, "㊀"),
    ("decimalEnclosedCircle", 1, "①"),
    ("decimalEnclosedCircle", 20, "⑳"),
    ("decimalEnclosedCircle", 21, "㉑"),
    ("decimalEnclosedCircle", 51, "51"),
    ("decimalEnclosedCircleChinese", 10, "⑩"),
    ("decimalEnclosedFullstop", 2, "⒉"),
    ("decimalEnclosedParen", 3, "⑶"),
    ("decimalFullWidth", 12, "１２"),
    ("decimalFullWidth2", 3, "３"),
    ("decimalHalfWidth", 3, "3"),
    ("decimalZero", 3, "03"),
    ("numberInDash", 3, "- 3 -"),
    ("japaneseCounting", 110, "百十"),
    ("japaneseLegal", 3, "参"),
    ("japaneseDigitalTenThousand", 10, "一〇"),
    ("koreanDigital2", 10, "一〇"),
    ("ganada", 2, "나"),
    ("chosung", 2, "ㄴ"),
    ("aiueo", 1, "ｱ"),
    ("irohaFullWidth", 2, "ロ"),
    ("upperRoman", 14, "XIV"),
    ("lowerRoman", 9, "ix"),
    ("upperLetter", 27, "AA"),
    ("lowerLetter", 3, "c"),
    ("ordinal", 2, "2nd"),
    ("hex", 255, "FF"),
    ("none", 5, ""),
    ("not-a-format", 7, "7"),
    ("decimal", 7, "7"),
]


@pytest.mark.parametrize(("fmt", "counter", "expected"), FORMATS)
def test_every_number_format_is_written_as_word_writes_it(fmt: str, counter: int, expected: str) -> None:
    assert format_number(counter, fmt) == expected
    numbering = abstract(0, level(0, "%1", fmt, start=counter)) + num(1, 0)
    assert lines(p("。", num=(1, 0)), numbering=numbering) == [f"{expected}。"]


def test_levels_count_each_for_itself_and_start_anew_under_the_next_item() -> None:
    body = [p(t, num=(1, at)) for t, at in (("甲", 0), ("乙", 1), ("丙", 2), ("丁", 2), ("戊", 1), ("己", 2), ("庚", 0), ("辛", 1))]
    assert lines(*body, numbering=PLAN + num(1, 0)) == [
        "一、甲", "（一）乙", "1．丙", "2．丁", "（二）戊", "1．己", "二、庚", "（一）辛",
    ]  # fmt: skip


def test_paragraphs_without_a_number_between_items_do_not_stop_the_count() -> None:
    body = [p("甲", num=(1, 0)), p("正文。"), p("乙", num=(1, 0))]
    assert lines(*body, numbering=PLAN + num(1, 0)) == ["一、甲", "正文。", "二、乙"]


def test_text_around_the_number_is_kept() -> None:
    numbering = abstract(0, level(0, "第%1章　", "chineseCounting"), level(1, "第%2条", "chineseCounting", suffix="space")) + num(1, 0)
    assert lines(p("总则", num=(1, 0)), p("为了", num=(1, 1)), numbering=numbering) == ["第一章　总则", "第一条 为了"]


def test_a_level_can_show_the_levels_above_it() -> None:
    numbering = abstract(0, level(0, "%1."), level(1, "%1.%2"), level(2, "%1.%2.%3")) + num(1, 0)
    body = [p("甲", num=(1, 0)), p("乙", num=(1, 1)), p("丙", num=(1, 2)), p("丁", num=(1, 2))]
    assert lines(*body, numbering=numbering) == ["1.甲", "1.1乙", "1.1.1丙", "1.1.2丁"]


def test_a_level_marked_legal_shows_chinese_levels_above_it_in_figures() -> None:
    numbering = abstract(0, level(0, "%1、", "chineseCounting"), level(1, "%1.%2", more=val("isLgl"))) + num(1, 0)
    assert lines(p("甲", num=(1, 0)), p("乙", num=(1, 1)), numbering=numbering) == ["一、甲", "1.1乙"]


def test_a_level_above_that_was_never_used_counts_as_begun() -> None:
    numbering = abstract(0, level(0, "%1.", start=3), level(1, "%1.%2")) + num(1, 0)
    assert lines(p("甲", num=(1, 1)), p("乙", num=(1, 1)), numbering=numbering) == ["3.1甲", "3.2乙"]


def test_a_level_starts_where_its_definition_says() -> None:
    numbering = abstract(0, level(0, "%1.", start=5)) + num(1, 0)
    assert lines(p("甲", num=(1, 0)), p("乙", num=(1, 0)), numbering=numbering) == ["5.甲", "6.乙"]


def test_suffixes_are_tab_blank_or_nothing() -> None:
    numbering = "".join(abstract(i, level(0, "%1.", suffix=s)) + num(i + 1, i) for i, s in enumerate(("tab", "space", "nothing")))
    assert lines(*(p("甲", num=(i, 0)) for i in (1, 2, 3)), numbering=numbering) == ["1.\t甲", "1. 甲", "1.甲"]


def test_lists_with_one_definition_go_on_counting() -> None:
    numbering = PLAN + num(1, 0) + num(2, 0)
    assert lines(p("甲", num=(1, 0)), p("乙", num=(2, 0)), numbering=numbering) == ["一、甲", "二、乙"]


def test_a_list_with_a_start_of_its_own_starts_anew_once() -> None:
    numbering = PLAN + num(1, 0) + num(2, 0, override(0, start=1))
    body = [p("甲", num=(1, 0)), p("乙", num=(1, 0)), p("丙", num=(2, 0)), p("丁", num=(2, 0))]
    assert lines(*body, numbering=numbering) == ["一、甲", "二、乙", "一、丙", "二、丁"]


def test_a_list_can_override_a_whole_level() -> None:
    numbering = PLAN + num(1, 0, override(0, lvl=level(0, "任务%1：")))
    assert lines(p("甲", num=(1, 0)), p("乙", num=(1, 1)), numbering=numbering) == ["任务1：甲", "（一）乙"]


def test_a_level_that_never_restarts_runs_on_across_sections() -> None:
    numbering = abstract(0, level(0, "%1、"), level(1, "%2.", more=val("lvlRestart", 0))) + num(1, 0)
    body = [p(num=(1, at)) for at in (0, 1, 1, 0, 1)]
    assert lines(*body, numbering=numbering) == ["1、", "1.", "2.", "2、", "3."]


def test_a_level_can_restart_behind_a_higher_level_alone() -> None:
    numbering = abstract(0, level(0, "%1、"), level(1, "（%2）"), level(2, "%3.", more=val("lvlRestart", 1))) + num(1, 0)
    body = [p(num=(1, at)) for at in (0, 1, 2, 1, 2, 0, 1, 2)]
    assert lines(*body, numbering=numbering) == ["1、", "（1）", "1.", "（2）", "2.", "2、", "（1）", "1."]


def test_a_style_brings_its_numbering_and_the_list_says_which_level() -> None:
    numbering = abstract(0, level(0, "%1、", "chineseCounting", more=val("pStyle", "H1")), level(1, "（%2）", "chineseCounting", more=val("pStyle", "H2"))) + num(1, 0)
    of_list = f"<w:numPr>{val('numId', 1)}</w:numPr>"
    styles = style("H1", paragraph=of_list) + style("H2", paragraph=of_list) + style("H2a", based_on="H2")
    body = [p("甲", style="H1"), p("乙", style="H2"), p("丙", style="H2a")]
    assert lines(*body, numbering=numbering, styles=styles) == ["一、甲", "（一）乙", "（二）丙"]


def test_a_paragraph_can_switch_off_the_numbering_of_its_style() -> None:
    styles = style("H1", paragraph=f"<w:numPr>{val('numId', 1)}</w:numPr>")
    body = [p("甲", style="H1"), p("乙", style="H1", num=(0, None)), p("丙", style="H1")]
    assert lines(*body, numbering=PLAN + num(1, 0), styles=styles) == ["一、甲", "乙", "二、丙"]


def test_a_paragraph_can_change_the_level_of_its_style_alone() -> None:
    styles = style("H1", paragraph=f"<w:numPr>{val('numId', 1)}</w:numPr>")
    body = [p("甲", style="H1"), p("乙", style="H1", num=(None, 1))]
    assert lines(*body, numbering=PLAN + num(1, 0), styles=styles) == ["一、甲", "（一）乙"]


def test_a_definition_can_be_that_of_a_numbering_style() -> None:
    styles = style("L", kind="numbering", paragraph=f"<w:numPr>{val('numId', 9)}</w:numPr>")
    numbering = PLAN + abstract(5, val("numStyleLink", "L")) + num(9, 0) + num(1, 5)
    assert lines(p("甲", num=(1, 0)), p("乙", num=(1, 1)), numbering=numbering, styles=styles) == ["一、甲", "（一）乙"]


def test_a_format_of_figures_with_leading_zeros_stands_in_a_choice() -> None:
    choice = (
        '<mc:AlternateContent><mc:Choice Requires="w14"><w:numFmt w:val="custom" w:format="001, 002, 003, ..."/></mc:Choice>'
        '<mc:Fallback><w:numFmt w:val="decimal"/></mc:Fallback></mc:AlternateContent>'
    )
    numbering = abstract(0, f'<w:lvl w:ilvl="0">{val("start", 1)}{choice}{val("suff", "nothing")}{val("lvlText", "%1号")}</w:lvl>') + num(1, 0)
    assert lines(p(num=(1, 0)), p(num=(1, 0)), numbering=numbering) == ["001号", "002号"]


def test_bullets_are_shown_as_the_sign_that_is_printed() -> None:
    wingdings = '<w:rPr><w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/></w:rPr>'
    numbering = abstract(0, level(0, "\uf06c", "bullet", more="").replace("</w:lvl>", wingdings + "</w:lvl>")) + num(1, 0)
    numbering += abstract(1, level(0, "★", "bullet")) + num(2, 1)
    assert lines(p("甲", num=(1, 0)), p("乙", num=(2, 0)), numbering=numbering) == ["●甲", "★乙"]


def test_an_empty_cell_with_a_number_shows_the_number() -> None:
    numbering = abstract(0, level(0, "%1")) + num(1, 0)
    body = tbl(*(tr(tc(p(num=(1, 0))), t) for t in ("甲", "乙")))
    assert lines(body, numbering=numbering) == ["1", "甲", "2", "乙"]


def test_a_text_box_counts_for_itself() -> None:
    body = [p("甲", num=(1, 0)), p(text_box(p("框", num=(1, 0))), "文"), p("乙", num=(1, 0))]
    assert lines(*body, numbering=PLAN + num(1, 0)) == ["一、甲", "一、框", "文", "二、乙"]


def test_a_deleted_paragraph_takes_no_number() -> None:
    gone = p(tracked("del", "<w:r><w:delText>删</w:delText></w:r>"), num=(1, 0), mark=tracked("del"))
    body = [p("甲", num=(1, 0)), gone, p("乙", num=(1, 0))]
    assert lines(*body, numbering=PLAN + num(1, 0)) == ["一、甲", "二、乙"]


def test_a_number_takes_the_type_of_its_level_and_of_the_paragraph_mark() -> None:
    bold = level(0, "%1、", more="").replace("</w:lvl>", "<w:rPr><w:b/></w:rPr></w:lvl>")
    data = docx(p("甲", num=(1, 0)), p(r("乙"), num=(2, 0), mark="<w:b/>"), numbering=abstract(0, bold) + num(1, 0) + abstract(1, level(0, "%1、")) + num(2, 1))
    source = read_docx(data, "notice.docx")
    assert [run.span.of(source.text) for run in source.styles if run.bold] == ["1、", "1、"]


def test_a_list_that_is_not_defined_gives_no_number() -> None:
    assert lines(p("甲", num=(7, 0)), numbering=PLAN) == ["甲"]
    assert lines(p("甲", num=(7, 0))) == ["甲"]
