"""The grid of a Word table while its rows go by."""

from __future__ import annotations

from msgspec import Struct, field

from planparse.source import Cell
from planparse.span import Span

_MOST = 1000  # columns; Word itself stops at 63


class _Open(Struct):
    """A cell that may still grow. `start` and `end` count in the text."""

    start: int
    row: int
    column: int
    across: int
    end: int = 0
    down: int = 1


class Table(Struct):
    """One table."""

    number: int
    style: str = ""
    row: int = -1
    column: int = 0
    lost_row: bool = False  # deleted or not yet inserted under tracking
    placed: bool = True  # the present cell has its place
    _cells: list[_Open] = field(default_factory=list)
    _growing: dict[int, _Open] = field(default_factory=dict)  # by column: may be continued below
    _cell: _Open | None = None

    def begin_row(self) -> None:
        """A row begins; a lost row takes no place."""
        self.row += 1
        self.column = 0
        self.lost_row = False

    def lose_row(self) -> None:
        """The present row is not seen."""
        self.row -= 1
        self.lost_row = True

    def shift(self, columns: int) -> None:
        """Columns that are left free before the first cell."""
        self.column += min(columns, _MOST)

    def place(self, start: int, across: int, down: str | None, right: str | None) -> bool:
        """Give the present cell its place. `down` and `right` are its marks of merging, if any.

        False where what it holds is not seen: it is the lower or right part of a merged cell.
        """
        across = min(max(across, 1), _MOST)
        self.placed = True
        column = self.column
        self.column = min(column + across, _MOST)
        self._cell = None
        if self.lost_row:
            return True
        above = self._growing.get(column)
        if down == "continue" and above is not None:
            above.down = self.row - above.row + 1
            return False
        if right == "continue" and self._cells and self._cells[-1].row == self.row:
            self._cells[-1].across += across
            return False
        for at in range(column, column + across):
            self._growing.pop(at, None)
        self._cell = _Open(start, self.row, column, across)
        self._cells.append(self._cell)
        if down is not None:
            self._growing[column] = self._cell
        return True

    def end_cell(self, position: int) -> None:
        """The cell ends where the next line of the text would begin."""
        if self._cell is not None:
            self._cell.end = max(position - 1, self._cell.start)
            self._cell = None

    def cells(self) -> list[Cell]:
        """All cells, in order."""
        return [
            Cell(
                span=Span(c.start, max(c.start, c.end)),
                table=self.number,
                row=c.row,
                column=c.column,
                row_span=c.down,
                column_span=c.across,
            )
            for c in self._cells
        ]
