"""Tables given as cells, by their format or by tabs and bars in plain text: what each cell stands for."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from msgspec import Struct

from planparse.outline.stacked import stacked_cells
from planparse.outline.written import written_cells
from planparse.rules.tables import column_pattern
from planparse.source import Cell
from planparse.span import Span
from planparse.syntax import UNIT_COLUMNS, Text


class Place(NamedTuple):
    """A cell below the head: its stretch, the kind of its column, where it stands in its table, how far it reaches."""

    span: Span
    kind: str
    row: int
    rows: int
    column: int
    columns: int


class Grid(Struct, frozen=True, kw_only=True):
    """A table whose head names a column of units.

    `head` reaches from its first cell to its last, `kinds` are those of the columns from the left;
    `cells` are what stands below the head, in order of the text.
    """

    head: Span
    kinds: dict[int, str]
    cells: tuple[Place, ...]

    @property
    def body(self) -> Span:
        """From the end of the head to the end of the last cell."""
        return Span(self.head.end, max(cell.span.end for cell in self.cells))

    @property
    def columns(self) -> tuple[str, ...]:
        """The kinds of the columns in order."""
        return tuple(kind for _, kind in sorted(self.kinds.items()))

    def in_lines(self, norm: str) -> bool:
        """Do all cells begin a line? Those parted by tabs or bars share theirs."""
        return all(not c.span.start or norm[c.span.start - 1] == "\n" for c in self.cells)

    def within(self, span: Span) -> Sequence[Place]:
        """The cells that begin in `span`."""
        return self.cells[self._at(span.start) : self._at(span.end)]

    def _at(self, offset: int) -> int:
        return bisect_left(self.cells, offset, key=lambda cell: cell.span.start)

    def row_end(self, cell: Place) -> int:
        """Where the last of the rows ends that `cell` reaches over."""
        return max(c.span.end for c in self.cells if c.row < cell.row + cell.rows)


def find_grids(text: Text, span: Span) -> tuple[Grid, ...]:
    """The tables in `span` whose head names a column of units, in order of the text.

    The head is the first row with two cells or more that are column heads, one of them for units.
    """
    cells = list(_inside(text, span)) or [(_norm(text, c), c) for c in _read_as_cells(text, span)]
    tables: dict[int, list[tuple[Span, Cell]]] = defaultdict(list)
    for placed in cells:
        tables[placed[1].table].append(placed)
    grids = (_grid(text, table) for _, table in sorted(tables.items()))
    return tuple(sorted((grid for grid in grids if grid), key=lambda grid: grid.head))


def _read_as_cells(text: Text, span: Span) -> list[Cell]:
    """The cells of tables in plain text: those that share lines, or those that stand a line each."""
    return list(written_cells(text, span)) or list(stacked_cells(text, span))


def _inside(text: Text, span: Span) -> Iterator[tuple[Span, Cell]]:
    origin = text.origin(span)
    for cell in text.source.cells:
        if origin.covers(cell.span):
            yield _norm(text, cell), cell


def _grid(text: Text, cells: Sequence[tuple[Span, Cell]]) -> Grid | None:
    kinds, head_row = _head(text, cells)
    head = [span for span, cell in cells if cell.row <= head_row]
    first = min((span.start for span, cell in cells if cell.row <= head_row and kinds), default=0)
    below = [
        Place(span, kinds.get(c.column, "other"), c.row, c.row_span, c.column, c.column_span)
        for span, c in sorted(cells)
        if c.row > head_row
    ]
    if not kinds or not below:
        return None
    return Grid(head=Span(first, max(span.end for span in head)), kinds=kinds, cells=tuple(below))


def _head(text: Text, cells: Sequence[tuple[Span, Cell]]) -> tuple[dict[int, str], int]:
    """The kinds by column, and the last row of the head.

    A cell that reaches over several rows is a head in each: 序号 stands beside 责任分工, and beside the
    牵头单位 and 配合单位 below that.
    """
    rows: dict[int, dict[int, str]] = defaultdict(dict)
    begins: set[int] = set()
    for span, cell in cells:
        match = column_pattern().fullmatch(text.of(span).replace("\n", ""))
        if match:
            begins.add(cell.row)
            for row in range(cell.row, cell.row + cell.row_span):
                for column in range(cell.column, cell.column + cell.column_span):
                    rows[row][column] = match.lastgroup or "other"
    for row, kinds in sorted(rows.items()):
        if row in begins and len(kinds) >= 2 and UNIT_COLUMNS & set(kinds.values()):
            return kinds, row
    return {}, -1


def _norm(text: Text, cell: Cell) -> Span:
    return Span(text.offsets.to_norm(cell.span.start), text.offsets.to_norm(cell.span.end))


def cell_end(cells: Sequence[Span], offset: int, limit: int) -> int:
    """Where the cell ends that holds `offset`; `limit` where none does."""
    i = bisect_right(cells, Span(offset, limit + 1)) - 1
    return min(limit, cells[i].end) if i >= 0 and cells[i].start <= offset < cells[i].end else limit
