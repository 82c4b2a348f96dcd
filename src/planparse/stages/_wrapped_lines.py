"""Lines cut at a fixed width: how wide, and which breaks are none of the notice's own.

A text copied from a PDF or an e-mail has each paragraph in lines of one width. Nothing in the text says
so; the lengths of its lines do: many lines end at the same place, hardly one goes beyond it, and most of
them end in the middle of a sentence. Only then is any break looked at.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from planparse.rules.numbering import marker_pattern
from planparse.source import Source
from planparse.span import Span

# Widths in full-width characters.
NARROWEST, WIDEST, LONG_LINE = 20, 60, 66
ENOUGH = 8  # lines of one width
BEYOND = 0.06  # lines that may go beyond the width, to one that ends at it
OPEN_ENDED = 0.6  # of the lines of full width end in no stop
EXACT = 0.85  # of the lines near the width end at it: the copy was cut by count, not by a type-setter
INDENT = 2

_BLANK = " \t\u3000\xa0\u2002\u2003\u2009\u200b\ufeff"
_LINE = re.compile(r"[^\r\n\x0b\x0c\x85\u2028\u2029]+")
_INDENTED = re.compile(rf"(?:[{_BLANK}]|&(?:amp;)?(?:nbsp|ensp|emsp|\#160|\#12288|\#x[aA]0|\#x3000);)+")
# What a page number is printed as in a line of its own.
_PAGE = re.compile(r"[—–―─－-]{1,2}\s?\d{1,3}\s?[—–―─－-]{1,2}|第\s?\d{1,3}\s?页(?:[,，/]?\s?共\s?\d{1,3}\s?页)?")
_STOP = re.compile(r"[。！？!?][”’）)》】]{0,2}$")
_PAUSE = re.compile(r"[。！？!?；;：:][”’）)》】]{0,2}$")
_COLON = re.compile(r"[：:]$")
_CLOSED = re.compile(r"[。！？!?；;：:，,、）)】][”’）)》】]{0,2}$")
_OPEN = re.compile(r"[（(《〔【][^（）()《》〔〕【】]{0,200}$")
# What opens a paragraph without being a number.
_OPENER = re.compile(
    r"附件?\s?[\d一二三四五六七八九十]{0,2}\s?[：:]|附\s?件\s?\d{0,2}$|[（(]此件|抄\s?送|主送|[#>|*+★☆△▲●■◆]|-\s|"
    r"序号|责任单位[：:]?$|\d{4}\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日$"
)
_ROW = re.compile(r"\d{1,3}(?=$|[\u4e00-\u9fff“《])(?![年月日个项家万亿%])")
# What may not begin a line hangs on to the character before it; a word or a figure is not cut.
_UNIT = re.compile(
    r"(?:[“‘（(《〔【]*(?:[A-Za-z0-9.%]+|.))[，。、；：！？”’）》〕】,.;:!?)\]％%]*"
)
_WEAK = frozenset({"is_first", "first_then", "circled", "arabic_half"})  # that often stand inside a sentence


@dataclass(frozen=True, slots=True)
class _Line:
    """A line that holds something: its words in the source, its indentation, what stands before it."""

    start: int
    end: int
    words: str
    indent: int
    blank_before: bool
    page_before: Span | None


@dataclass(frozen=True, slots=True)
class _Measure:
    """How a notice was cut: the length that is counted, the width, and how exactly it is kept."""

    length: Callable[[str], float]
    width: float
    slack: float


@dataclass(frozen=True, slots=True)
class Join:
    """A stretch of the source between two halves of a paragraph; `page` is a page number inside it."""

    span: Span
    page: Span | None = None


def wrapped_breaks(source: Source) -> list[Join]:
    """The breaks of `source` that only end a line of full width, in order; none in a copy of another kind."""
    text = source.text
    lengths = [len(line) for line in text.splitlines()]
    if sum(n > LONG_LINE * 2 for n in lengths) > BEYOND * sum(NARROWEST <= n <= LONG_LINE * 2 for n in lengths):
        return []
    lines = list(_lines(text))
    measure = _measure(lines)
    if measure is None:
        return []
    return list(_joins(lines, measure, [cell.span for cell in source.cells]))


def _lines(text: str) -> Iterator[_Line]:
    """The lines with words; page numbers are handed to the line that follows them."""
    last_end, page = 0, None
    for match in _LINE.finditer(text):
        words = match.group().strip(_BLANK)
        if not words:
            continue
        indent = _INDENTED.match(text, match.start(), match.end())
        start = indent.end() if indent else match.start()
        if len(words) <= len("第100页,共100页") + 4 and _PAGE.fullmatch(words):
            page = Span(start, start + len(words))
            continue
        words = text[start : match.end()].rstrip(_BLANK)
        if not words:
            continue
        yield _Line(
            start=start,
            end=start + len(words),
            words=words,
            indent=start - match.start(),
            blank_before=_breaks(text, last_end, match.start()) > 1,
            page_before=page,
        )
        last_end, page = start + len(words), None


def _breaks(text: str, start: int, end: int) -> int:
    between = text[start:end]
    return max(between.count("\n"), between.count("\r"))


def _columns(words: str) -> float:
    """Width in full-width characters: ASCII is half as wide.

    >>> _columns("到2020年")
    4.0
    """
    return (len(words) + len(words.encode("utf-8", "replace"))) / 4 if words else 0.0


def _measure(lines: Sequence[_Line]) -> _Measure | None:
    """By what the lines were cut: by count of characters, or by width. The measure with the sharper edge wins."""
    found = []
    for length in (len, _columns):
        sizes = [line.indent + length(line.words) for line in lines]
        counts = Counter(int(size + 0.5) for size in sizes if NARROWEST <= size <= WIDEST + 1)
        width = max(counts, key=lambda w: (counts[w] + counts[w - 1], w), default=0)
        if not width:
            continue
        if counts[width - 1] > counts[width] * 4:
            width -= 1
        near = [line for line, size in zip(lines, sizes, strict=True) if abs(size - width) <= 1.5]
        beyond = sum(size > width + 2.5 for size in sizes)
        half = sum(size >= width / 2 for size in sizes)
        opened = sum(not _PAUSE.search(line.words) for line in near)
        if len(near) < ENOUGH or beyond > BEYOND * len(near) or len(near) * 2 < half or opened < OPEN_ENDED * len(near):
            continue
        exact = counts[width] / sum(counts[width + d] for d in (-2, -1, 0, 1))
        found.append((exact, _Measure(length, width, 0 if exact >= EXACT else 1)))
    return max(found, key=lambda pair: pair[0])[1] if found else None


def _joins(lines: Sequence[_Line], measure: _Measure, cells: Sequence[Span]) -> Iterator[Join]:
    full = [*(_is_full(a, b, measure) for a, b in zip(lines, lines[1:], strict=False)), False]
    base = min(line.indent for line in lines)
    openers = [b for was_full, b in zip(full, lines[1:], strict=False) if not was_full]
    indented = sum(b.indent > base for b in openers) * 2 > len(openers)
    inner = [b for was_full, b in zip(full, lines[1:], strict=False) if was_full]
    spaced = sum(b.blank_before for b in inner) * 2 > len(inner)
    starts = [cell.start for cell in cells]
    row, table = 0, False
    for i, (a, b) in enumerate(zip(lines, lines[1:], strict=False)):
        table = table or a.words.startswith("序号")
        number = _ROW.match(b.words) if table else None
        if number and int(number.group()) == row + 1:
            row += 1
            continue
        if not full[i] or b.indent > base or (b.blank_before and not spaced and not b.page_before):
            continue
        if starts and (_in_cell(cells, starts, a) or _in_cell(cells, starts, b)):
            continue
        if not _opens(a, b, indented=indented, b_full=full[i + 1]):
            yield Join(Span(a.end, b.start), b.page_before)


def _in_cell(cells: Sequence[Span], starts: Sequence[int], line: _Line) -> bool:
    i = bisect_right(starts, line.start) - 1
    return i >= 0 and cells[i].end >= line.end


def _is_full(line: _Line, following: _Line, measure: _Measure) -> bool:
    """Would what `following` begins with not have fitted into `line`?"""
    unit = _UNIT.match(following.words)
    size = line.indent + measure.length(line.words)
    if size > measure.width + 2.5:
        return False
    if not measure.slack and measure.length is len:
        return size == measure.width
    return size + measure.length(unit.group() if unit else "") > measure.width - measure.slack


def _opens(a: _Line, b: _Line, *, indented: bool, b_full: bool) -> bool:
    """Does `b` begin a paragraph though `a` is full?"""
    if _OPENER.match(b.words):
        return True
    mark = _mark(a.words, b.words)
    if mark:
        return bool(_PAUSE.search(a.words)) or not (indented or mark in _WEAK)
    if _OPEN.search(a.words):
        return False
    if not indented and _COLON.search(a.words):
        return True
    return bool(_STOP.search(a.words)) and not b_full and not _CLOSED.search(b.words)


def _mark(before: str, words: str) -> str:
    """The style of the number that `words` begin with, read behind the end of the line before."""
    tail = before[-12:]
    both = (tail + words[:24]).translate({ord("（"): "(", ord("）"): ")", ord("．"): "."})
    match = marker_pattern().match(both, len(tail))
    return match.lastgroup or "" if match else ""
