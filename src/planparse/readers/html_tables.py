"""Tables of a web page: which hold data, and where each cell stands in the grid."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from planparse.source import Cell
from planparse.span import Span

_LONG_CELL = 1500  # characters; a longer cell holds a page, not a value
_MOST_SPAN = 100


def is_data_table(table: Any) -> bool:
    """Does `table` hold data? A layout table has a table, or a whole text, in one of its cells."""
    if any(inner.mem_id != table.mem_id for inner in table.css("table")):
        return False
    cells = table.css("td, th")
    if len(cells) < 2:
        return False
    return all(len(cell.text()) <= _LONG_CELL for cell in cells[:400])


class Grid:
    """Hands out grid places to the cells of one table, spans taken into account."""

    def __init__(self, table: int) -> None:
        self._table = table
        self._row = -1
        self._column = 0
        self._taken: set[tuple[int, int]] = set()

    def next_row(self) -> None:
        """Begin a row."""
        self._row += 1
        self._column = 0

    def cell(self, attributes: Mapping[str, str | None], span: Span) -> Cell:
        """The next cell of the row, with the text at `span`."""
        row, down, across = max(self._row, 0), _span(attributes, "rowspan"), _span(attributes, "colspan")
        while (row, self._column) in self._taken:
            self._column += 1
        column = self._column
        for r in range(row, row + down):
            for c in range(column, column + across):
                self._taken.add((r, c))
        self._column += across
        return Cell(span=span, table=self._table, row=row, column=column, row_span=down, column_span=across)


def _span(attributes: Mapping[str, str | None], name: str) -> int:
    raw = (attributes.get(name) or "1").strip()
    return min(max(int(raw), 1), _MOST_SPAN) if raw.isdigit() else 1
