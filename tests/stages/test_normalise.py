"""Source → Text: what is folded, what is dropped, and the way back."""

from __future__ import annotations

import pytest

from planparse.source import Source
from planparse.span import Span
from planparse.stages.normalise import normalise, plain

FOLDED = [
    # source, normalised
    ("（一）１．总体要求：", "(一)1.总体要求:"),
    ("〔２０２４〕《甲》“乙”", "〔2024〕《甲》“乙”"),
    ("甲﹑乙﹔丙﹕丁", "甲、乙;丙:丁"),
    ("2021―2025年，2021–2025年", "2021—2025年,2021—2025年"),
    ("国　务　院", "国务院"),
    ("\u3000\u3000一、目标", "一、目标"),
    ("甲\u200b乙\u00ad丙\ufeff丁", "甲乙丙丁"),
    ("\u202d甲\u202c", "甲"),
    ("GB/T 23000 标准", "GB/T 23000标准"),
    ("甲\r\n\r\n  乙\n", "甲\n乙"),
    ("甲\u2028乙\u2029丙\x85丁\x0b戊", "甲\n乙\n丙\n丁\n戊"),
    ("\n\n甲", "甲"),
    ("甲&nbsp;乙", "甲乙"),
    ("甲&ldquo;乙&rdquo;", "甲“乙”"),
    ("五位一体&quot;布局", "五位一体“布局"),
    ("“五位一体&quot;布局", "“五位一体”布局"),
    ("&quot;甲&quot;", "“甲”"),
    ("A&amp;B", "A&B"),
    ("甲&无此实体;乙", "甲&无此实体;乙"),
    ("甲&nosuch;乙", "甲&nosuch;乙"),
    ("&#65288;甲&#xFF09;", "(甲)"),
    ("甲\x01乙", "甲\x01乙"),  # a control character is no blank: it is not dropped unseen
]


@pytest.mark.parametrize(("source", "norm"), FOLDED)
def test_folding(source: str, norm: str) -> None:
    assert normalise(plain(source)).norm == norm


PAGE_NUMBERS = [
    ("加强督促—3—检查", "加强督促检查"),
    ("加强督促 — 12 — 检查", "加强督促检查"),
    ("加强督促-3-检查", "加强督促检查"),
]
NO_PAGE_NUMBERS = ["2021—2025年", "0-6岁", "010-12345678", "甲——乙", "2021-10-20", "3-5年"]


@pytest.mark.parametrize(("source", "norm"), PAGE_NUMBERS)
def test_a_page_number_in_a_sentence_goes_and_is_recorded(source: str, norm: str) -> None:
    text = normalise(plain(source))
    assert text.norm == norm
    assert [edit.kind for edit in text.edits] == ["page_number"]


@pytest.mark.parametrize("source", NO_PAGE_NUMBERS)
def test_no_page_number(source: str) -> None:
    assert normalise(plain(source)).norm == source


BLANK_ENTITIES = ["&nbsp;", "&emsp;", "&#12288;", "&#160;", "&#xA0;", "&zwnj;", "&lrm;", "&shy;", "&#8203;", "&#10;"]


@pytest.mark.parametrize("entity", BLANK_ENTITIES)
def test_a_blank_written_as_an_entity_is_a_blank(entity: str) -> None:
    assert normalise(plain(f"甲{entity}乙")).norm == "甲乙"


def test_a_quote_reaches_over_what_was_dropped_inside_but_not_outside() -> None:
    text = normalise(plain("  国　务　院  办公厅"))
    assert text.norm == "国务院办公厅"
    assert text.quote(Span(0, 3)) == "国　务　院"
    assert text.quote(Span(3, 6)) == "办公厅"
    assert text.say(Span(0, 3)) == "国务院"


def test_a_line_break_stands_for_all_blanks_around_it() -> None:
    text = normalise(plain("甲。 \n\n　　乙"))
    assert text.norm == "甲。\n乙"
    assert text.quote(Span(2, 3)) == " \n\n　　"
    assert text.quote(Span(3, 4)) == "乙"
    assert [text.of(line) for line in text.lines] == ["甲。", "乙"]


def test_an_entity_is_one_character_and_the_whole_of_its_source() -> None:
    text = normalise(plain("甲&quot;乙"))
    assert text.quote(Span(1, 2)) == "&quot;"
    assert text.say(Span(0, 3)) == "甲“乙"
    assert [edit.kind for edit in text.edits] == ["entity"]


def test_gaps_are_where_blanks_were() -> None:
    text = normalise(plain("李　明 主任\n王&nbsp;五"))
    assert text.norm == "李明主任\n王五"
    assert text.gaps == {1, 2, 6}


def test_marks_of_a_format_go() -> None:
    raw = "**市民政局**、市财政局"
    source = Source(
        name="a.md",
        media_type="text/markdown",
        encoding="utf-8",
        reader="markdown",
        sha256="",
        text=raw,
        markup=(Span(0, 2), Span(6, 8)),
    )
    text = normalise(source)
    assert text.norm == "市民政局、市财政局"
    assert text.quote(Span(0, 4)) == "市民政局"
    assert text.quote(Span(4, 5)) == "、"


def test_line_at_finds_the_line_of_an_offset() -> None:
    text = normalise(plain("甲乙\n丙\n丁戊"))
    assert [text.of(text.line_at(i)) for i in (0, 2, 3, 5, 6)] == ["甲乙", "甲乙", "丙", "丁戊", "丁戊"]


@pytest.mark.parametrize("raw", ["", " ", "\n", "\u3000\n\t", "&nbsp;"])
def test_nothing_gives_nothing(raw: str) -> None:
    text = normalise(plain(raw))
    assert (text.norm, text.lines) == ("", ())
