"""Laws that hold on any text: the offset map, numerals, spans."""

from __future__ import annotations

import html
import re
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from planparse.numerals import parse_numeral, to_chinese
from planparse.pipeline import parse
from planparse.plan import Plan
from planparse.source import Source
from planparse.span import Span, trim
from planparse.stages.normalise import BLANK, BREAK, WIDTH, normalise, plain
from planparse.syntax import Text
from planparse.writers import write

# BLANK is the inside of a character class, ranges included; spelled out, one by one:
BLANKS = "".join(c for c in map(chr, range(0x10000)) if re.match(f"[{BLANK}]", c))

SEEDED = settings(max_examples=150, derandomize=True, deadline=None, database=None)

# Pieces that meet the branches of the folding, and any character that can stand in a decoded file.
PIECES = st.sampled_from(
    [*BLANKS, *BREAK, *"（）：，；．１９Ａ﹝―–－、。《》“”〔〕abc12甲乙丙一十", "\r\n", "——", "—3—", "-12-", "— 7 —", "—3", "2021—2025"]
    + ["&quot;", "&nbsp;", "&amp;", "&lt;", "&#12288;", "&#xFF08;", "&ldquo;", "&nosuch;", "&#0;", "&#1;", "&", ";", "&#"]
    + ["\x00", "\x01", "\x1b", "\x1c", "\x1f", "\x7f", "\u200e", "\u202e", "\u2066", "\ufffd", "\U0001f600", "e\u0301"]
)
ANY = st.characters(exclude_categories=["Cs"])
NOTICE = st.lists(st.one_of(PIECES, ANY), max_size=60).map("".join)


@st.composite
def marked(draw: st.DrawFn) -> Source:
    """A text in which some stretches are signs of a format."""
    pieces = draw(st.lists(st.tuples(st.one_of(PIECES, ANY), st.booleans()), max_size=40))
    text, markup = "", []
    for piece, is_markup in pieces:
        if is_markup and piece:
            markup.append(Span(len(text), len(text) + len(piece)))
        text += piece
    return Source(
        name="any", media_type="text/plain", encoding="utf-8", reader="text", sha256="", text=text, markup=tuple(markup)
    )


def origins(text: Text) -> list[Span]:
    return [text.origin(Span(i, i + 1)) for i in range(len(text.norm))]


def same(char: str, quote: str) -> bool:
    """Is `char` what `quote` folds to?"""
    if char == "\n":
        return any(c in BREAK for c in quote) and all(c in BLANKS + BREAK for c in quote)
    if char == " ":
        return all(c in BLANKS for c in quote)
    if quote == "&quot;":
        return char in "“”"
    return html.unescape(quote).translate(WIDTH) == char or quote.translate(WIDTH) == char


@SEEDED
@given(NOTICE.map(plain) | marked())
def test_every_character_maps_to_its_source(source: Source) -> None:
    text = normalise(source)
    for char, origin in zip(text.norm, origins(text), strict=True):
        assert 0 <= origin.start < origin.end <= len(source.text)
        assert same(char, origin.of(source.text)), (char, origin.of(source.text))


@SEEDED
@given(NOTICE.map(plain) | marked())
def test_the_map_is_monotone_and_nothing_is_claimed_twice(source: Source) -> None:
    for left, right in pairwise(origins(normalise(source))):
        assert left.end <= right.start


@SEEDED
@given(NOTICE.map(plain) | marked())
def test_only_blanks_markup_and_page_numbers_are_dropped(source: Source) -> None:
    text = normalise(source)
    kept = {i for origin in origins(text) for i in range(*origin)}
    kept |= {i for span in source.markup for i in range(*span)}
    kept |= {i for edit in text.edits if edit.kind == "page_number" for i in range(*edit.span)}
    dropped = "".join(c if i not in kept else "\n" for i, c in enumerate(source.text))
    for piece in dropped.split("\n"):
        said = html.unescape(piece)
        assert not said.strip(BLANKS + BREAK), piece


@SEEDED
@given(NOTICE.map(plain) | marked())
def test_the_normalised_text_has_no_blank_but_between_latin_words(source: Source) -> None:
    norm = normalise(source).norm
    assert not norm.startswith("\n")
    assert not norm.endswith("\n")
    assert "\n\n" not in norm
    for i, char in enumerate(norm):
        if char == " ":
            assert norm[i - 1].isascii() and norm[i - 1].isalnum()
            assert norm[i + 1].isascii() and norm[i + 1].isalnum()
        elif char != "\n":
            assert char not in BLANKS + BREAK, f"U+{ord(char):04X}"


@SEEDED
@given(marked(), st.data())
def test_a_span_quotes_its_source(source: Source, data: st.DataObject) -> None:
    text = normalise(source)
    start = data.draw(st.integers(0, len(text.norm)))
    end = data.draw(st.integers(start, len(text.norm)))
    span = Span(start, end)
    origin = text.origin(span)
    assert text.quote(span) == source.text[origin.start : origin.end]
    if start < end:
        assert origin == Span(text.origin(Span(start, start + 1)).start, text.origin(Span(end - 1, end)).end)
        assert text.say(span).translate(WIDTH) == text.of(span).replace("\n", "")
    else:
        assert origin.start == origin.end


@SEEDED
@given(NOTICE.map(plain) | marked())
def test_lines_and_gaps_describe_the_normalised_text(source: Source) -> None:
    text = normalise(source)
    assert [text.of(line) for line in text.lines] == [line for line in text.norm.split("\n") if line]
    assert all(0 < gap <= len(text.norm) and text.norm[gap - 1] != "\n" for gap in text.gaps)


@SEEDED
@given(NOTICE)
def test_normalising_twice_gives_the_same(raw: str) -> None:
    assert normalise(plain(raw)) == normalise(plain(raw))


@SEEDED
@given(st.integers(1, 9999))
def test_a_numeral_reads_back(value: int) -> None:
    assert parse_numeral(to_chinese(value)) == value
    assert parse_numeral(str(value)) == value
    assert parse_numeral("".join(chr(ord(c) + 0xFEE0) for c in str(value))) == value


@SEEDED
@given(st.text(alphabet=st.sampled_from("零一二三九十百千〇○两元0１①⒈⑴㈠ 、第") | ANY, max_size=8))
def test_a_numeral_is_a_number_or_none(text: str) -> None:
    value = parse_numeral(text)
    assert value is None or value >= 0


@SEEDED
@given(NOTICE, st.data())
def test_trim_takes_blanks_from_the_ends_only(raw: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(raw)))
    end = data.draw(st.integers(start, len(raw)))
    outer = Span(start, end)
    inner = trim(raw, outer)
    assert outer.covers(inner)
    assert inner.of(raw) == outer.of(raw).strip(" \t\n\r\u3000\xa0")
    assert trim(raw, inner) == inner


# Lines that look like a notice, in no order: what the stages meet when nothing is where it should be.
LINES = st.sampled_from(
    ["一、总体要求", "二、", "三、保障措施。", "（一）建设站点。", "(二)", ")强化保障", "、重点任务", "1.", "1.推进共享。", "4.2024年启动。"]
    + ["（1）核对。", "①", "一是", "第一章　总则", "第三条", "1.1.1", "专栏1", "——", "附件", "附件2", "附件：1.甲表", "抄送：市委办。"]
    + ["（责任单位：市民政局、财政局", "责任单位：", "（市民政局牵头，", "牵头单位", "配合单位", "△市民政局，", "排名第一位的为牵头单位，下同"]
    + ["（标黑体的为牵头）", "临政发〔2024〕1号", "《", "《关于", "》", "2024年13月40日前", "不低于99%", "各县（市、区）", "市、区教育局"]
    + ["关于印发方案的通知", "临江市工作方案", "各有关单位：", "临江市人民政府", "2024年3月5日", "序号", "工作任务", "完成时限"]
)


@SEEDED
@given(st.lists(st.tuples(LINES | NOTICE, st.sampled_from(["", "\n", "\n", " "])), max_size=30))
def test_any_text_is_parsed(pieces: list[tuple[str, str]]) -> None:
    raw = "".join(line + end for line, end in pieces)
    plan = parse(plain(raw))
    assert plan.source.length == len(raw)
    assert Plan.model_validate_json(write(plan, "json")) == plan


SPANS = st.tuples(st.integers(0, 30), st.integers(0, 30)).map(lambda pair: Span(min(pair), max(pair)))


@SEEDED
@given(SPANS, SPANS, st.integers(-5, 5))
def test_covers_and_overlaps_agree_with_sets(one: Span, other: Span, by: int) -> None:
    mine, theirs = set(range(*one)), set(range(*other))
    if theirs:
        assert one.covers(other) == (theirs <= mine)
    if mine and theirs:
        assert one.overlaps(other) == bool(mine & theirs)
    assert one.overlaps(other) == other.overlaps(one)
    assert one.shift(by).shift(-by) == one
    assert set(range(*one.shift(by))) == {i + by for i in mine}
