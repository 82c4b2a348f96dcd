"""What each line of a table given as cells stands for, by the head of its column."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from planparse.rules.tables import column_pattern
from planparse.source import Cell
from planparse.span import Span
from planparse.syntax import UNIT_COLUMNS, Text


class Place(NamedTuple):
    """The kind of the column in which a line stands, and its row in the document (counted on)."""

    kind: str
    row: int


class Columns:
    """Looks up the column of a line. Empty for text without cells."""

    def __init__(self, cells: Sequence[tuple[Span, Place]]) -> None:
        self._cells = sorted(cells)
        self._starts = [span.start for span, _ in self._cells]

    def at(self, line: Span) -> Place | None:
        """The column and row of the cell that holds `line`; None outside a table with a head of units."""
        i = bisect_right(self._starts, line.start) - 1
        if i < 0:
            return None
        span, place = self._cells[i]
        return place if line.start < span.end else None


def columns_of_cells(text: Text) -> Columns:
    """The columns of all tables of the source whose head names a column of units.

    The head is the first row with two cells or more that are column heads, one of them for units.
    """
    tables: dict[int, list[Cell]] = defaultdict(list)
    for cell in text.source.cells:
        tables[cell.table].append(cell)
    placed: list[tuple[Span, Place]] = []
    for number, cells in sorted(tables.items()):
        kinds, head_row = _head(text, cells)
        for cell in cells:
            if kinds and cell.row > head_row:
                place = Place(kinds.get(cell.column, "other"), number * 100_000 + cell.row)
                placed.append((_norm(text, cell), place))
    return Columns(placed)


def _head(text: Text, cells: Sequence[Cell]) -> tuple[dict[int, str], int]:
    rows: dict[int, dict[int, str]] = defaultdict(dict)
    for cell in cells:
        match = column_pattern().fullmatch(text.of(_norm(text, cell)).replace("\n", ""))
        if match:
            for column in range(cell.column, cell.column + cell.column_span):
                rows[cell.row][column] = match.lastgroup or "other"
    for row, kinds in sorted(rows.items()):
        if len(kinds) >= 2 and UNIT_COLUMNS & set(kinds.values()):
            return kinds, row
    return {}, -1


def _norm(text: Text, cell: Cell) -> Span:
    return Span(text.offsets.to_norm(cell.span.start), text.offsets.to_norm(cell.span.end))
