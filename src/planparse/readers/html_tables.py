"""Rows and cells → grid positions; tables that hold data told from those that only lay out a page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from planparse.source import Cell
from planparse.span import Span, trim

_COLUMNS = 64  # cells further right are text like any other
_ROWS = 1_000  # the longest row span; the standard allows 65,534
_PAGE = 1_500  # characters of a cell that may be the page itself rather than an entry


class _Entry(Struct):
    row: int
    column: int
    row_span: int
    column_span: int
    start: int
    end: int = -1


class Grid:
    """A table being read. `start` is where its text begins, `nested` whether it holds another table."""

    def __init__(self, start: int, presentation: bool) -> None:
        self.start = start
        self.nested = False
        self._presentation = presentation
        self._entries: list[_Entry] = []
        self._row = -1
        self._column = 0
        self._taken: list[tuple[int, int]] = []  # for each column: until which row, until which column
        self._open: list[_Entry] = []

    def next_row(self) -> None:
        """A row begins."""
        self._row += 1
        self._column = 0

    def begin(self, start: int, row_span: str | None, column_span: str | None) -> None:
        """A cell begins; its place is the first one that no cell from above takes."""
        self._row = max(self._row, 0)
        column = self._column
        while column < len(self._taken) and self._taken[column][0] > self._row:
            column = self._taken[column][1]
        rows, columns = _span(row_span, _ROWS), _span(column_span, _COLUMNS)
        if column < _COLUMNS:
            until = min(column + columns, _COLUMNS)
            self._taken += [(0, 0)] * (until - len(self._taken))
            self._taken[column:until] = [(self._row + rows, until)] * (until - column)
            columns = until - column
        self._column = column + columns
        self._open.append(_Entry(self._row, column, rows, columns, start))

    def finish(self, end: int) -> None:
        """The innermost open cell ends."""
        entry = self._open.pop()
        entry.end = max(entry.start, end)
        self._entries.append(entry)

    def is_data(self) -> bool:
        """Is this a table of entries? One that holds a table, or the page in one cell, only lays out."""
        if self.nested or self._presentation:
            return False
        rows = {entry.row for entry in self._entries if entry.end > entry.start}
        columns = {entry.column for entry in self._entries if entry.end > entry.start}
        if len(columns) < 2 or len(rows) < 2 and len(columns) < 3:
            return False
        sizes = [entry.end - entry.start for entry in self._entries]
        return max(sizes) < max(_PAGE, 0.7 * sum(sizes))

    def cells(self, text: str, table: int) -> Iterator[Cell]:
        """The cells that hold text, in reading order."""
        last = max((entry.row for entry in self._entries), default=0)
        for entry in self._entries:
            span = trim(text, Span(entry.start, entry.end))
            if span.start < span.end and entry.column < _COLUMNS:
                yield Cell(
                    span=span,
                    table=table,
                    row=entry.row,
                    column=entry.column,
                    row_span=min(entry.row_span, last - entry.row + 1),
                    column_span=entry.column_span,
                )


def all_cells(grids: Sequence[Grid], text: str) -> tuple[Cell, ...]:
    """The cells of all tables that hold data, table by table in reading order."""
    data = [grid for grid in grids if grid.is_data()]
    return tuple(cell for number, grid in enumerate(data) for cell in grid.cells(text, number))


def _span(value: str | None, most: int) -> int:
    """How many rows or columns a cell takes up. Zero rows means all that follow."""
    value = (value or "").strip()
    if not value.isascii() or not value.isdecimal() or len(value) > 9:
        return 1
    return min(int(value), most) or (most if most == _ROWS else 1)
