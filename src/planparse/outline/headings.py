"""Where a heading ends, and whether an item has one at all: its siblings show which."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from enum import StrEnum

from msgspec import Struct

from planparse.outline.grid import cell_end
from planparse.patterns import compiled
from planparse.rules.headings import GLUED, PROVISION
from planparse.rules.numbering import GROUP
from planparse.span import Span
from planparse.syntax import Item, Text, Zone

# Lengths in characters. Run-in headings of real plans are short; a line that is only a heading may be long.
SHORT, MIDDLING, LONGEST_LINE, LONGEST_TASK_CELL = 28, 45, 80, 120
COLON_HEADING = 16
NO_HEADING_LINE = 40  # a line of more characters is more than a customary heading
ENOUGH = 4  # siblings that can judge for themselves

_SENTENCE_END = compiled(r"[。!?]")
_LEAD_IN = compiled(r"(?:(?:以下|下列)[^。]{1,8}|如下|包括|主要有|分别是)$")
_COLON_LABEL = compiled(r"(?:具体|主要|工作|重点)?(?:措施|任务|内容|要求|目标|如下)$|责任|牵头|配合")
_OPEN_END = ";,、:是"


class Shape(StrEnum):
    """How the first words of an item end."""

    LINE = "line"  # with the line, no mark behind them
    RUN_IN = "run_in"  # with 。, text follows in the line
    SENTENCE = "sentence"  # with 。 at the line's end
    COLON = "colon"  # with ：, text follows in the line
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


def set_headings(text: Text, items: Sequence[Item], clauses: Sequence[Span], zones: Sequence[Zone]) -> None:
    """Fill in `heading` and `body` of every item of a part, in place."""
    starts = _Clauses(clauses)
    everything = [node for item in items for node in item.walk()]
    bold = _bold(text)
    heads = sorted(zone.head.start for zone in zones)
    openings = [_opening(text, item, starts, _cells_of(item, zones), bold, heads) for item in everything]
    company = _company(everything, zones)
    shares: dict[int, float] = {}
    for i, (item, opening) in enumerate(zip(everything, openings, strict=True)):
        if item.marker.style == GROUP:  # the cell is its heading
            continue
        zone = _zone_of(item, zones)
        task_column = zone is not None and item.row and zone.has_task_cell
        judges = company[i]
        if id(judges) not in shares:
            shares[id(judges)] = _share_of_headings([openings[n] for n in judges])
        share = shares[id(judges)]
        found = _is_heading(text, item, opening, share, task_column)
        item.heading = opening.span if found else None
        start = opening.span.end if found else item.marker.span.end
        item.body = Span(_behind_mark(text, start) if found else start, opening.own_end)


def _behind_mark(text: Text, offset: int) -> int:
    return offset + 1 if text.norm[offset : offset + 1] in ("。", ":", "\n", "】", "|", "│") else offset


class _Clauses:
    """The clauses of a part, for asking which one begins within a stretch."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self.spans = sorted(spans)
        self.starts = [s.start for s in self.spans]

    def first_in(self, start: int, end: int) -> Span | None:
        """The first clause that begins in ``[start, end)``."""
        i = bisect_left(self.starts, start)
        return self.spans[i] if i < len(self.spans) and self.starts[i] < end else None


def _company(items: Sequence[Item], zones: Sequence[Zone]) -> list[list[int]]:
    """For each item, those that show by their own form whether it has a heading.

    Its siblings; where they are few, also the items of the same style and depth that stand nearest
    (a plan may change its manner half-way); for a row, the rows of the same table.
    """
    close: dict[tuple[object, ...], list[int]] = defaultdict(list)
    wide: dict[tuple[object, ...], list[int]] = defaultdict(list)
    keys = []
    for i, item in enumerate(items):
        zone = _zone_of(item, zones) if item.row else None
        level = (item.marker.style, item.level, zone.head.start if zone else -1)
        family = (*level, *(() if zone else item.path[:-1]))
        wide[level].append(i)
        close[family].append(i)
        keys.append((level, family))
    place = {i: n for members in wide.values() for n, i in enumerate(members)}
    company = []
    for i, (level, family) in enumerate(keys):
        if len(close[family]) >= ENOUGH:
            company.append(close[family])
        else:
            n = place[i]
            company.append(wide[level][max(0, n - ENOUGH + 1) : n + ENOUGH])
    return company


def _zone_of(item: Item, zones: Sequence[Zone]) -> Zone | None:
    for zone in zones:
        if zone.body.start <= item.span.start < zone.body.end:
            return zone
    return None


def _cells_of(item: Item, zones: Sequence[Zone]) -> Sequence[Span]:
    zone = _zone_of(item, zones)
    return zone.cells if zone else ()


def _bold(text: Text) -> list[Span]:
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


def _opening(
    text: Text,
    item: Item,
    clauses: _Clauses,
    cells: Sequence[Span] = (),
    bold: Sequence[Span] = (),
    heads: Sequence[int] = (),
) -> Opening:
    norm = text.norm
    own_end = item.children[0].span.start if item.children else item.span.end
    start = item.marker.span.end
    while start < own_end and norm[start] in (" \n:.、。|│" if cells or item.row else " \n:.、。"):
        start += 1
    head = next((at for at in heads if start <= at), own_end)  # the head of a table is no words of an item's
    line_end = min(_line_end(norm, start, own_end, cells), head)
    if item.row and start < line_end and norm[line_end - 1] in "|│":  # the border of its cell
        line_end -= 1
    clause = clauses.first_in(start, line_end)
    stop = _SENTENCE_END.search(norm, start, line_end)
    end, shape = _first_end(norm, start, line_end, own_end, clause, stop)
    closing = norm.find("】", start, start + SHORT) if norm.startswith("【", start) else -1
    if closing > start + 1:  # 第八条【投资方向】
        start, end, shape, clause = start + 1, closing, Shape.GLUED, None
    by_blanks = not item.row and item.span.start in text.gaps  # so blanks stand where lines ended
    blank = _blank_after(text, start, end) if by_blanks and shape in (Shape.RUN_IN, Shape.SENTENCE, Shape.COLON) else 0
    if blank:
        end, shape, clause = blank, Shape.GLUED, None
    type_end = _type_ends(bold, start) if bold and not item.row else -1
    # Words are set in bold inside a sentence, too: a blank behind them shows that they stand apart.
    apart = type_end in text.gaps and norm[type_end - 1] not in _OPEN_END
    if apart and start + 2 <= type_end < min(end, start + LONGEST_LINE):
        end, shape, clause = type_end, Shape.GLUED, None  # the words in bold, and the text behind them in another type
    glued = compiled(GLUED.pattern).match(norm[start : start + 60]) if line_end - start > NO_HEADING_LINE else None
    if glued and start + glued.end() < end:
        end, shape, clause = start + glued.end(), Shape.GLUED, None
    if end <= start:
        return Opening(span=Span(start, start), shape=Shape.NONE, own_end=own_end, has_body=bool(item.children))
    rest_from = clause.end if shape is Shape.CLAUSE and clause else end
    # The other cells of a row are its body, though nothing but units stands in them.
    has_body = item.row or bool(item.children) or bool(_text_without(norm, rest_from, own_end, clauses))
    if shape is Shape.RUN_IN and not _text_without(norm, end, line_end, clauses):
        shape = Shape.SENTENCE
    return Opening(
        span=Span(start, end), shape=shape, own_end=own_end, has_body=has_body, is_parent=bool(item.children)
    )


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
    colon = norm.find(":", start, min(limit, start + COLON_HEADING + 1))
    if start < colon < line_end - 1 and norm[colon + 1] != "\n":
        return colon, Shape.COLON
    if clause and clause.start <= limit:
        return clause.start, Shape.CLAUSE
    if stop:
        at_end = not norm[stop.end() : line_end].strip("”)")
        return stop.start(), Shape.SENTENCE if at_end else Shape.RUN_IN
    return line_end, Shape.CHILD if line_end == own_end and norm[own_end - 1 : own_end] != "\n" else Shape.LINE


def _blank_after(text: Text, start: int, end: int) -> int:
    """Where a blank parts a heading from its text in a copy without line breaks; 0 where none does.

    Such a copy has blanks where its lines ended. The words before the first of them are a heading if
    they are few and what follows is more than they are.
    """
    for offset in range(start + 2, min(end, start + SHORT + 1)):
        if offset in text.gaps:
            return offset if end - offset > offset - start else 0
    return 0


def _text_without(norm: str, start: int, end: int, clauses: _Clauses) -> str:
    """What stands in ``[start, end)`` beside clauses and marks."""
    out = []
    while start < end:
        clause = clauses.first_in(start, end)
        out.append(norm[start : clause.start if clause else end])
        start = max(clause.end, start + 1) if clause else end
    return "".join(out).strip("。.;,、\n ")


def _looks_like_heading(opening: Opening) -> bool:
    length = opening.span.end - opening.span.start
    if opening.shape in (Shape.GLUED, Shape.LINE, Shape.CHILD, Shape.CLAUSE):
        return length <= MIDDLING
    if opening.shape is Shape.SENTENCE and opening.is_parent:
        return length <= LONGEST_LINE
    return opening.shape in (Shape.RUN_IN, Shape.SENTENCE) and length <= SHORT and opening.has_body


def _share_of_headings(openings: Sequence[Opening]) -> float:
    told = [o for o in openings if o.shape is not Shape.NONE]
    return sum(_looks_like_heading(o) for o in told) / len(told) if told else 0.0


def _is_heading(text: Text, item: Item, opening: Opening, share: float, task_column: bool) -> bool:
    words = text.of(opening.span)
    length = len(words)
    if opening.shape is Shape.NONE or not words or words[-1] in _OPEN_END or _LEAD_IN.search(words):
        return False
    if item.marker.style == "article" and opening.shape in (Shape.RUN_IN, Shape.SENTENCE, Shape.COLON):
        # An article is a sentence, unless its heading stands apart or is a few words that lay nothing down.
        return opening.shape is Shape.RUN_IN and length <= COLON_HEADING and not PROVISION.matches(words)
    if task_column:
        return length <= LONGEST_TASK_CELL
    if opening.shape is Shape.GLUED:
        return True
    if opening.shape in (Shape.LINE, Shape.CHILD):
        return length <= LONGEST_LINE
    if opening.shape is Shape.COLON:
        return length <= COLON_HEADING and not _COLON_LABEL.match(words)
    if opening.shape is Shape.CLAUSE:
        if item.row:  # the task cell
            return length <= MIDDLING
        return length <= SHORT and (share >= 0.5 or opening.has_body)
    if opening.shape is Shape.SENTENCE and not opening.has_body:
        return False
    if length <= SHORT:
        return share >= 0.5 or (item.children != [] and opening.shape is Shape.SENTENCE)
    if item.children and opening.shape is Shape.SENTENCE:  # the line is all there is above the children
        return length <= LONGEST_LINE and share >= 0.3
    return length <= MIDDLING and share >= 0.7
