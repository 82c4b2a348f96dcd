"""Cards: tables of two or four columns in which each cell is named by the one before it, a card for each project."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from planparse.lexicon.segmenter import is_unit_list
from planparse.outline.heads import cell_text, kind_of
from planparse.source import Cell
from planparse.span import Span
from planparse.stages._unit_cells import cell_lists
from planparse.syntax import UNIT_COLUMNS, Clause, Text, UnitList, Zone


def card_clauses(text: Text, part: Span, zones: tuple[Zone, ...]) -> Iterator[Clause]:
    """The clauses of the cards in `part`, one for each run of named lists of units: 牵头单位|甲局, 配合单位|乙局."""
    tables: dict[int, list[tuple[Cell, Span]]] = defaultdict(list)
    for cell in text.source.cells:
        span = Span(text.offsets.to_norm(cell.span.start), text.offsets.to_norm(cell.span.end))
        if part.covers(span) and not any(zone.head.overlaps(span) or zone.body.covers(span) for zone in zones):
            tables[cell.table].append((cell, span))
    for _, cells in sorted(tables.items()):
        yield from _of_table(text, cells)


def _of_table(text: Text, cells: list[tuple[Cell, Span]]) -> Iterator[Clause]:
    lists: list[UnitList] = []
    start = end = 0
    for (cell, label), (following, value) in pairwise(sorted(cells, key=lambda placed: placed[1])):
        kind = kind_of(cell_text(text, label))
        named = kind in UNIT_COLUMNS and following.row == cell.row and is_unit_list(cell_text(text, value))
        if named and kind:
            start = start if lists else label.start
            lists += cell_lists(text, value, kind)
            end = value.end
        elif lists and label.start >= end:
            yield _clause(lists, Span(start, end))
            lists = []
    if lists:
        yield _clause(lists, Span(start, end))


def _clause(lists: list[UnitList], span: Span) -> Clause:
    return Clause(span=span, rule="table_card", lists=tuple(lists), scope="item", labelled=True)
