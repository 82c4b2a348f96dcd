"""Cells of tables: what merged ones carry down, and where one ends that shares its line with others."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import groupby

from msgspec.structs import replace

from planparse.assembly.pieces import outside
from planparse.span import Span
from planparse.syntax import Duty, Item, Outline, Text

_BORDERS = "|│ \n"


def _reaching(duty: Duty, offset: int) -> list[Duty]:
    """The parts of `duty` that merged cells carry to the row at `offset`: cells beside each other are one."""
    at = Span(offset, offset)
    out = []
    for reaches, group in groupby(
        duty.clause.lists, lambda part: part.reach is not None and part.reach.covers(at)
    ):
        parts = tuple(group)
        span = Span(parts[0].span.start, parts[-1].span.end)
        mentions = tuple(m for m in duty.mentions if span.covers(m.span))
        if reaches and mentions:
            out.append(Duty(clause=replace(duty.clause, span=span, lists=parts), mentions=mentions))
    return out


def rows_reached(outline: Outline, duties: Iterable[Duty]) -> dict[int, list[Duty]]:
    """What each row takes from the merged cells of rows above it, by ``id(item)``."""
    rows = sorted((item for item in outline.walk() if item.row), key=_start)
    taken: dict[int, list[Duty]] = defaultdict(list)
    for duty in duties:
        reach = [part.reach for part in duty.clause.lists if part.reach]
        if not reach:
            continue
        first = bisect_left(rows, min(span.start for span in reach), key=_start)
        last = bisect_right(rows, max(span.end for span in reach), key=_start)
        for item in rows[first:last]:
            taken[id(item)] += _reaching(duty, item.span.start)
    return taken


def _start(item: Item) -> int:
    return item.span.start


def _overlapping(cells: Sequence[Span], span: Span) -> Sequence[Span]:
    first = bisect_right(cells, span.start, key=lambda cell: cell.end)
    last = bisect_left(cells, span.end, key=lambda cell: cell.start)
    return cells[first:last]


def by_cells(text: Text, outline: Outline, span: Span) -> list[Span]:
    """`span`, cut where a cell begins or ends that shares its line with others; borders are left out."""
    zones = [zone for zone in outline.zones if zone.cells and zone.body.overlaps(span)]
    if not zones:
        return [span]
    cells = [c for zone in zones for c in _overlapping(zone.cells, span)]
    inside = [Span(max(c.start, span.start), min(c.end, span.end)) for c in cells]
    return [piece for piece in sorted((*outside(span, inside), *inside)) if text.of(piece).strip(_BORDERS)]
