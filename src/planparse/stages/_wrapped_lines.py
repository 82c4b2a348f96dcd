"""Lines cut at a fixed width: how wide, and which breaks are none of the notice's own.

A text copied from a PDF or an e-mail has each paragraph in lines of one width. Nothing in the text says
so; the lengths of its lines do: many lines end at the same place, hardly one goes beyond it, and most of
them end in the middle of a sentence. Only then is any break looked at.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from planparse.patterns import compiled
from planparse.rules.dates import DUE_CELL
from planparse.rules.front_matter import LABELS
from planparse.rules.numbering import marker_pattern
from planparse.rules.rulebook import HAN
from planparse.source import Source
from planparse.span import Span
from planparse.stages._wrapped_width import (
    BEYOND,
    LONG_LINE,
    NARROWEST,
    PAUSE,
    Line,
    Measure,
    is_full,
    lines_of,
    measure_of,
)

TITLE_LINES = 3
INDENT = 2  # of a paragraph, by custom
SHORT_FIRST = 4  # lines that end short by as much prove that it was lost
BLANKS = 0.2  # of the breaks have a blank beside them

_STOP = r"[。！？!?][”’）)》】]{0,2}$"
_LEAD_IN = r"(?:如下|以下|下列)[^，。；]{0,8}[：:]$"
_LABEL = r"(?:[（(〔【\[]|责任|牵头|主办|配合|协办|单位|部门|时限)[^，。、；：:（）()]{0,6}[：:]$"
# A table whose cells are lines: a cell of its head, and what begins the cell that says by when.
_TABLE_HEAD = (
    r"序号|(?:完成(?:时[间限]|期限)|时间节点|(?:责任|牵头|配合|主办|协办)(?:单位|部门))$"
)
_DUE = r"(?:\d{4}年)?\d{1,2}月(?:\d{1,2}日|底)前"
_UNIT_TAIL = r"[局委办厅部门院会府位所][）)]?$"
_CLOSED = (
    r"[。！？!?；;：:][”’）)》】]{0,2}$|^[^（(]*[）)]$|[（(][^（）()]*(?:[：:、，,。]|负责|牵头|配合)[^（）()]*[）)]$"
)
_OPEN = r"[（(《〔【][^（）()《》〔〕【】]{0,200}$"
# What opens a paragraph without being a number.
_OPENER = (
    r"附件?\s?[\d一二三四五六七八九十]{0,2}\s?[：:]|附\s?件\s?\d{0,2}$|[（(]此件|抄\s?送|主送|[#>|*+★☆△▲●■◆]|-\s|"
    r"序号|责任单位[：:]?$|\d{4}\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日$"
)
_ROW = rf"\d{{1,3}}(?=$|{HAN}|[“《])(?![年月日个项家万亿%])"
_MARK_OPENS = r"[第（(\d一二三四五六七八九十百〇零首其再最①-⒛❶-❿]"
_WEAK = frozenset({"is_first", "first_then", "circled", "arabic_half"})  # that often stand inside a sentence


class _Pair(NamedTuple):
    """Two lines that follow each other; `full`: what begins `b` would not have fitted into `a`."""

    a: Line
    b: Line
    full: bool


class _Custom(Struct, frozen=True):
    """How a copy opens paragraphs.

    `base` is the indentation of all lines; `indented`: most paragraphs have more; `spaced`: a blank line
    stands behind every line; `numbered`: numbers open lines by custom, not because they fall there.
    """

    base: int
    indented: bool
    spaced: bool
    numbered: bool


class Join(Struct, frozen=True):
    """A stretch of the source between two halves of a paragraph; `page` is a page number inside it."""

    span: Span
    page: Span | None = None
    gap: bool = False  # a blank of the text's own stood there, too


def wrapped_breaks(source: Source) -> list[Join]:
    """The breaks of `source` that only end a line of full width, in order; none in a copy of another kind."""
    text = source.text
    lengths = [len(line) for line in text.splitlines()]
    longer = sum(n > LONG_LINE for n in lengths)
    if longer > BEYOND * sum(NARROWEST <= n <= LONG_LINE for n in lengths):  # the common case, told at once
        return []
    lines = list(lines_of(text))
    measure = measure_of(lines)
    return _joins(lines, measure, [cell.span for cell in source.cells]) if measure else []


def _joins(lines: Sequence[Line], measure: Measure, cells: Sequence[Span]) -> list[Join]:
    pairs = _pairs(lines, measure)
    custom = _custom(pairs, min(line.indent for line in lines))
    starts = [cell.start for cell in cells]
    row, table, joins = 0, False, []
    for i, (a, b, full) in enumerate(pairs):
        table = table or bool(compiled(_TABLE_HEAD).match(a.words))
        number = compiled(_ROW).match(b.words) if table else None
        n = int(number.group()) if number else 0
        if n and (n == row + 1 or (n == 1 and not full)):
            row = n
            continue
        if not full or b.indent > custom.base or (b.blank_before and not custom.spaced and not b.page_before):
            continue
        if starts and (_in_cell(cells, starts, a) or _in_cell(cells, starts, b)):
            continue
        if (table and _begins_cell(a, b)) or (_is_twice(a, b) and not (i and pairs[i - 1].full)):
            continue
        if not _opens(a, b, custom, _last_of(pairs, i + 1)):
            joins.append(Join(Span(a.end, b.start), b.page_before, gap=b.gap_before and not b.page_before))
    if sum(join.gap for join in joins) > BLANKS * len(joins):  # then every line ends in a blank
        joins = [replace(join, gap=False) for join in joins]
    return joins


def _begins_cell(a: Line, b: Line) -> bool:
    """Does `b` say by when, behind a cell that only happens to be of full width?"""
    return bool(compiled(DUE_CELL.pattern).match(b.words) or (compiled(_UNIT_TAIL).search(a.words) and compiled(_DUE).match(b.words)))


def _is_twice(a: Line, b: Line) -> bool:
    """Is it the title, printed by the page and by the notice?"""
    return a.words[:8] == b.words[:8]


def _pairs(lines: Sequence[Line], measure: Measure) -> list[_Pair]:
    """All lines but the last with the one behind, and whether they are full.

    A copy may have lost the indentation of first lines: then many lines end short by just that.
    """
    pairs = [_Pair(a, b, is_full(a, b, measure)) for a, b in pairwise(lines)]
    narrow = replace(measure, width=measure.width - INDENT)
    short = [i for i, (a, b, full) in enumerate(pairs) if not full and not a.indent and is_full(a, b, narrow)]
    ends = sum(measure.width - 9 <= measure.length(a.words) < measure.width - 4 for a, _, _ in pairs)
    if len(short) < max(SHORT_FIRST, 0.6 * ends):
        return pairs
    for i in short:
        if i == 0 or not pairs[i - 1].full:
            pairs[i] = pairs[i]._replace(full=True)
    return pairs


def _custom(pairs: Sequence[_Pair], base: int) -> _Custom:
    """How this copy opens its paragraphs, judged by the lines behind one that is not full."""
    openers = [b for _, b, full in pairs if not full]
    inner = [b for _, b, full in pairs if full]
    numbers = sum(bool(_mark("", b.words)) for b in openers)
    chance = sum(bool(_mark(a.words, b.words)) for a, b, full in pairs if full and b.indent <= base)
    return _Custom(
        base=base,
        indented=sum(b.indent > base for b in openers) * 2 > len(openers),
        spaced=sum(b.blank_before for b in inner) * 2 > len(inner),
        numbered=numbers >= chance,
    )


def _in_cell(cells: Sequence[Span], starts: Sequence[int], line: Line) -> bool:
    i = bisect_right(starts, line.start) - 1
    return i >= 0 and cells[i].end >= line.end


def _last_of(pairs: Sequence[_Pair], i: int) -> Line | None:
    """The last of the lines that the first of pair `i` begins; None if they are more than a title has."""
    for at in range(i, i + TITLE_LINES):
        if at >= len(pairs):
            return pairs[-1].b
        if not pairs[at].full or pairs[at].b.indent:
            return pairs[at].a
    return None


def _opens(a: Line, b: Line, custom: _Custom, last: Line | None) -> bool:
    """Does `b` begin a paragraph though `a` is full? `last` is the line that would close that paragraph."""
    if compiled(_OPENER).match(b.words) or _is_label(b.words):
        return True
    mark = _mark(a.words, b.words)
    if mark:
        return custom.numbered and (bool(PAUSE.search(a.words)) or not (custom.indented or mark in _WEAK))
    if compiled(_OPEN).search(a.words) or compiled(_LABEL).search(a.words):
        return False
    if not custom.indented and compiled(_LEAD_IN).search(a.words):
        return True
    return last is not None and bool(compiled(_STOP).search(a.words)) and not compiled(_CLOSED).search(last.words)


def _is_label(words: str) -> bool:
    """Does a line open with a label of a page's table (发文字号：)?"""
    name, colon, _ = words[:10].replace("：", ":").partition(":")
    return bool(colon) and any(name in names for names in LABELS.values())


def _mark(before: str, words: str) -> str:
    """The style of the number that `words` begin with, read behind the end of the line before."""
    if not compiled(_MARK_OPENS).match(words):
        return ""
    tail = before[-12:]
    both = (tail + words[:24]).translate({ord("（"): "(", ord("）"): ")", ord("．"): "."})
    match = marker_pattern().match(both, len(tail))
    return match.lastgroup or "" if match else ""
