"""Tables given as cells, by their format or by tabs and bars in plain text: what each cell stands for."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from msgspec import Struct

from planparse.outline.heads import head_of
from planparse.outline.spaced import spaced_cells
from planparse.outline.stacked import stacked_cells
from planparse.outline.written import written_cells
from planparse.rules.tables import SAME_AS_ABOVE
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
    `cells` are what stands below the head, in order of the text. `presumed` are heads that nobody knows, told
    by the units below them.
    """

    head: Span
    kinds: dict[int, str]
    cells: tuple[Place, ...]
    presumed: tuple[Span, ...] = ()

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
    cells = list(_inside(text, span))
    if cells:
        return _grids(text, cells)
    # In plain text cells share lines, parted by borders or blanks, or stand a line each.
    readings = (read(text, span) for read in (written_cells, spaced_cells, stacked_cells))
    return next((grids for found in readings if (grids := _grids(text, [(_norm(text, c), c) for c in found]))), ())


def _grids(text: Text, cells: Sequence[tuple[Span, Cell]]) -> tuple[Grid, ...]:
    tables: dict[int, list[tuple[Span, Cell]]] = defaultdict(list)
    for placed in cells:
        tables[placed[1].table].append(placed)
    grids = (_grid(text, part) for _, table in sorted(tables.items()) for part in _between_heads(text, table))
    return tuple(sorted((grid for grid in grids if grid), key=lambda grid: grid.head))


def _inside(text: Text, span: Span) -> Iterator[tuple[Span, Cell]]:
    origin = text.origin(span)
    for cell in text.source.cells:
        if origin.covers(cell.span):
            yield _norm(text, cell), cell


def _between_heads(text: Text, cells: list[tuple[Span, Cell]]) -> Iterator[list[tuple[Span, Cell]]]:
    """A table in parts that begin where its head is printed again, as at the top of a page."""
    head = head_of(text, cells)
    rows: dict[int, list[str]] = defaultdict(list)
    for span, cell in cells:
        rows[cell.row].append(text.of(span))
    again = [row for row, says in rows.items() if head and row > head.last_row and says == rows[head.last_row] and len(says) > 1]
    edges = [0, *sorted(again), max(rows) + 1]
    for start, end in pairwise(edges):
        yield [(span, cell) for span, cell in cells if start <= cell.row < end]


def _grid(text: Text, cells: Sequence[tuple[Span, Cell]]) -> Grid | None:
    head = head_of(text, cells)
    if head is None:
        return None
    kinds = head.kinds
    above = [span for span, cell in cells if cell.row <= head.last_row]
    below = [
        Place(span, kinds.get(c.column, "other"), c.row, c.row_span, c.column, c.column_span)
        for span, c in sorted(cells, key=lambda placed: placed[0])
        if c.row > head.last_row
    ]
    if not below:
        return None
    end = max(span.end for span in above)
    whole = Span(min(span.start for span in above), end + text.norm.startswith(("|", "│"), end))  # with its right edge
    cells_below = _over_empty(_without_repeats(text, below), kinds)
    return Grid(head=whole, kinds=kinds, cells=tuple(cells_below), presumed=head.presumed)


def _over_empty(cells: list[Place], kinds: dict[int, str]) -> list[Place]:
    """`cells` with those of columns that group rows reaching over the empty ones below them, as a merged cell would."""
    grouping = grouping_columns(kinds)
    last = max(cell.row + cell.rows for cell in cells)
    wide = {cell.row for cell in cells if cell.columns > 1}  # a row that heads others ends what is above it
    out = list(cells)
    for column in grouping:
        own = [n for n, cell in enumerate(cells) if cell.column == column]
        for n, end in zip(own, [*(cells[following].row for following in own[1:]), last], strict=False):
            end = min([end, *(row for row in wide if row > cells[n].row)])
            if cells[n].columns == 1 and end > cells[n].row + cells[n].rows:
                out[n] = cells[n]._replace(rows=end - cells[n].row)
    return out


def grouping_columns(kinds: dict[int, str]) -> list[int]:
    """The columns whose cells may head several rows: before the number, and the one behind it if the task comes later."""
    counter = next((column for column, kind in sorted(kinds.items()) if kind == "number"), None)
    if counter is None:
        return []
    last = max((column for column, kind in kinds.items() if kind in ("task", "content")), default=0)
    behind = counter + 1
    groups = behind < last and kinds.get(behind, "other") in ("category", "other")
    return [*range(counter), *([behind] if groups else [])]


def _without_repeats(text: Text, cells: Sequence[Place]) -> list[Place]:
    """`cells` less those that say 同上 in a column of units: the cell above them reaches over their rows."""
    above: dict[int, int] = {}
    out: list[Place] = []
    for cell in cells:
        at = above.get(cell.column)
        if cell.kind in UNIT_COLUMNS and text.of(cell.span) in SAME_AS_ABOVE and at is not None:
            out[at] = out[at]._replace(rows=cell.row + cell.rows - out[at].row)
        else:
            above[cell.column] = len(out)
            out.append(cell)
    return out


def _norm(text: Text, cell: Cell) -> Span:
    return Span(text.offsets.to_norm(cell.span.start), text.offsets.to_norm(cell.span.end))


def cell_end(cells: Sequence[Span], offset: int, limit: int) -> int:
    """Where the cell ends that holds `offset`; `limit` where none does."""
    i = bisect_right(cells, Span(offset, limit + 1)) - 1
    return min(limit, cells[i].end) if i >= 0 and cells[i].start <= offset < cells[i].end else limit
