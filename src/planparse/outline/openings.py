"""The first words of an item: where they end, and how; from these a heading is told."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from enum import StrEnum

from msgspec import Struct

from planparse.outline.grid import cell_end
from planparse.patterns import compiled
from planparse.rules.headings import GLUED, ORDER
from planparse.rules.rulebook import HAN
from planparse.span import Span
from planparse.syntax import LONG_LINE, Item, Text, Zone

# Lengths in characters. Run-in headings of real plans are short; a line that is only a heading may be long.
SHORT, MIDDLING, LONGEST_LINE = 28, 45, 80
COLON_HEADING = 16
NO_HEADING_LINE = 40  # a line of more characters is more than a customary heading
OPEN_END = ";,、:是"

_SENTENCE_END = compiled(r"[。!?]")


class Shape(StrEnum):
    """How the first words of an item end."""

    LINE = "line"  # with the line, no mark behind them
    RUN_IN = "run_in"  # with 。, text follows in the line
    SENTENCE = "sentence"  # with 。 at the line's end
    COLON = "colon"  # with ：, text follows
    CLAUSE = "clause"  # before a responsibility clause
    GLUED = "glued"  # with nothing, text follows: a customary heading
    CHILD = "child"  # where the first child begins, in the same line
    NONE = "none"  # no text


class Opening(Struct, frozen=True, kw_only=True):
    """The first words of an item: their span, how they end, and what follows of the item's own."""

    span: Span
    shape: Shape
    own_end: int  # where the first child begins, or the item ends
    has_body: bool  # text of its own behind the words, clauses left aside, or children
    is_parent: bool = False
    last: str = ""  # the last character of the words
    orders: bool = False  # a sentence that tells somebody to do something


class Clauses:
    """The clauses of a part, for asking which one begins within a stretch."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self.spans = sorted(spans)
        self.starts = [s.start for s in self.spans]

    def first_in(self, start: int, end: int) -> Span | None:
        """The first clause that begins in ``[start, end)``."""
        i = bisect_left(self.starts, start)
        return self.spans[i] if i < len(self.spans) and self.starts[i] < end else None


def zone_of(item: Item, zones: Sequence[Zone]) -> Zone | None:
    """The table in which `item` begins, if it does in one."""
    for zone in zones:
        if zone.body.start <= item.span.start < zone.body.end:
            return zone
    return None


def cells_of(item: Item, zones: Sequence[Zone]) -> Sequence[Span]:
    """The cells of the table in which `item` begins, none outside one."""
    zone = zone_of(item, zones)
    return zone.cells if zone else ()


def groups_in(item: Item, zones: Sequence[Zone]) -> Sequence[Span]:
    """The cells behind the number of `item` that head it and the rows below it."""
    zone = zone_of(item, zones)
    return zone.inner if zone else ()


def bold_type(text: Text) -> list[Span]:
    """The stretches in bold or black-letter type, in order, those that touch as one."""
    out: list[Span] = []
    for run in sorted(run.span for run in text.source.styles if run.bold or run.heiti):
        span = Span(text.offsets.to_norm(run.start), text.offsets.to_norm(run.end))
        out[-1:] = [Span(out[-1].start, span.end)] if out and span.start <= out[-1].end else [*out[-1:], span]
    return out


def _type_ends(bold: Sequence[Span], start: int) -> int:
    """Where the bold type ends that the words at `start` are set in; -1 where they are not."""
    i = bisect_right(bold, Span(start, start + 1_000_000)) - 1
    return bold[i].end if i >= 0 and bold[i].start <= start < bold[i].end else -1


def read_opening(
    text: Text,
    item: Item,
    clauses: Clauses,
    cells: Sequence[Span] = (),
    bold: Sequence[Span] = (),
    heads: Sequence[int] = (),
    groups: Sequence[Span] = (),
) -> Opening:
    """The first words of `item`. `cells`, `bold` type and `heads` of tables are what may end them besides marks.

    `groups` are cells that head rows, and no words of theirs.
    """
    norm = text.norm
    own_end = item.children[0].span.start if item.children else item.span.end
    start, line_end = _first_line(norm, item, own_end, cells, heads, groups)
    clause = clauses.first_in(start, line_end)
    stop = _SENTENCE_END.search(norm, start, line_end)
    end, shape = _first_end(norm, start, line_end, own_end, clause, stop)
    if shape in (Shape.LINE, Shape.CHILD) and norm[end - 1] == ":" and end - 1 - start <= COLON_HEADING:
        end, shape = end - 1, Shape.COLON  # with its text below it
    boxed = norm.find("】", start, start + SHORT) if norm.startswith("【", start) else -1
    if boxed > start + 1:  # 第八条【投资方向】
        start, end, shape, clause = start + 1, boxed, Shape.GLUED, None
    apart = _set_apart(text, item, Span(start, end), shape, line_end, bold)
    if apart:
        end, shape, clause = apart, Shape.GLUED, None
    if end <= start:
        return Opening(span=Span(start, start), shape=Shape.NONE, own_end=own_end, has_body=bool(item.children))
    rest_from = clause.end if shape is Shape.CLAUSE and clause else end
    # The other cells of a row are its body, though nothing but units stands in them.
    has_body = item.row or bool(item.children) or bool(_text_without(norm, rest_from, own_end, clauses))
    if shape is Shape.RUN_IN and not _text_without(norm, end, line_end, clauses):
        shape = Shape.SENTENCE
    return Opening(
        span=Span(start, end),
        shape=shape,
        own_end=own_end,
        has_body=has_body,
        is_parent=bool(item.children),
        last=norm[end - 1],
        orders=shape is Shape.SENTENCE and compiled(ORDER.pattern).search(norm, start, end) is not None,
    )


def _first_line(
    norm: str, item: Item, own_end: int, cells: Sequence[Span], heads: Sequence[int], groups: Sequence[Span]
) -> tuple[int, int]:
    """Where the words of `item` begin behind its number, and where their line or cell ends."""
    blank = " \n:.、。|│" if cells or item.row else " \n:.、。"
    start = item.marker.span.end
    while start < own_end and norm[start] in blank:
        start += 1
    group = next((cell for cell in groups if cell.start == start), None)
    if group:
        start = group.end
        while start < own_end and norm[start] in blank:
            start += 1
    head = next((at for at in heads if start <= at), own_end)  # the head of a table is no words of an item's
    line_end = min(_line_end(norm, start, own_end, cells), head)
    if item.row and start < line_end and norm[line_end - 1] in "|│":  # the border of its cell
        line_end -= 1
    return start, line_end


def _set_apart(text: Text, item: Item, words: Span, shape: Shape, line_end: int, bold: Sequence[Span]) -> int:
    """Where first words end that no mark but a blank, their type or custom sets apart in `words`; 0 where none do."""
    start, end = words
    ends = []
    by_blanks = not item.row and item.span.start in text.gaps  # so blanks stand where lines ended
    if by_blanks and shape in (Shape.RUN_IN, Shape.SENTENCE, Shape.COLON):
        lost = len(text.lines) * LONG_LINE < len(text.norm)  # the blanks stand for lines, and one heads the text
        ends.append(blank_after(text, start, line_end if lost else end))
    type_end = _type_ends(bold, start) if bold and not item.row else -1
    # Words are set in bold inside a sentence, too: a blank behind them shows that they stand apart.
    if type_end in text.gaps and text.norm[type_end - 1] not in OPEN_END and start + 2 <= type_end < start + LONGEST_LINE:
        ends.append(type_end)
    if line_end - start > NO_HEADING_LINE or shape in (Shape.RUN_IN, Shape.SENTENCE):
        glued = compiled(GLUED.pattern).match(text.norm[start : start + 60])
        ends.append(start + glued.end() if glued else 0)
    return min((at for at in ends if start < at < end), default=0)


def _line_end(norm: str, start: int, own_end: int, cells: Sequence[Span]) -> int:
    """Where the line ends that begins at `start`, or the cell: few words that a copy has broken are one cell."""
    whole = cell_end(cells, start, own_end)
    if whole < own_end and whole - start <= MIDDLING and not _SENTENCE_END.search(norm, start, whole):
        return whole
    line_end = norm.find("\n", start, own_end)
    return min(whole, own_end if line_end < 0 else line_end)


def _first_end(
    norm: str, start: int, line_end: int, own_end: int, clause: Span | None, stop: re.Match[str] | None
) -> tuple[int, Shape]:
    """The earliest of: a colon after a few words, a sentence's end, a clause, the line's end."""
    limit = min(stop.start() if stop else line_end, clause.start if clause else line_end)
    mark = compiled(r":(?<!\d:)|:(?!\d)").search(norm, start, min(limit, start + SHORT + 1))  # not that of 17:00
    colon = mark.start() if mark else -1
    if start < colon < line_end - 1 and norm[colon + 1] != "\n":
        return colon, Shape.COLON
    if clause and clause.start <= limit:
        return clause.start, Shape.CLAUSE
    if stop:
        at_end = not norm[stop.end() : line_end].strip("”)")
        return stop.start(), Shape.SENTENCE if at_end else Shape.RUN_IN
    return line_end, Shape.CHILD if line_end == own_end and norm[own_end - 1 : own_end] != "\n" else Shape.LINE


def blank_after(text: Text, start: int, end: int) -> int:
    """Where a blank parts a heading from its text up to `end`; 0 where none does.

    The words before the first blank are a heading if they are few and what follows is more than they
    are. A blank beside a figure is one within a date or a number.
    """
    for offset in range(start + 2, min(end, start + SHORT + 1)):
        if offset in text.gaps:
            beside = text.norm[offset - 1].isdecimal() or text.norm[offset].isdecimal()
            row = compiled(rf"{HAN}\d{{1,2}}{HAN}").search(text.norm, start, offset)  # 制度1企业: the row of a table begins
            return 0 if beside or row or end - offset <= offset - start else offset
    return 0


def _text_without(norm: str, start: int, end: int, clauses: Clauses) -> str:
    """What stands in ``[start, end)`` beside clauses and marks."""
    out = []
    while start < end:
        clause = clauses.first_in(start, end)
        out.append(norm[start : clause.start if clause else end])
        start = max(clause.end, start + 1) if clause else end
    return "".join(out).strip("。.;,、\n ")
