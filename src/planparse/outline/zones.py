"""Where a table of responsibility stands: one given as cells, or one that has lost them in the copy."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from planparse.outline.grid import Grid, Place, grouping_columns
from planparse.patterns import compiled
from planparse.rules.tables import UNIT_HEAD, column_pattern, header_pattern
from planparse.span import Span
from planparse.syntax import UNIT_COLUMNS, Text, Zone

BEFORE, AFTER = 90, 60  # how far the head of a table reaches from its first column of units
# A note below the table, or the head of another that names no units (those with units begin a zone).
_END = compiled(r"\n(?:(?:注|备注|说明)[:1]|(?:序号|编号)\n)")
_PLANNED = compiled("计划|预计|拟于|力争|争取")
_NUMBER = compiled(r"[★☆△▲●■◆*]?\d{1,3}(?:[-.—]\d{1,3}){0,2}[.、]?")  # 1-2, 3.1: rows counted within groups
# A cell over the whole width that heads the rows below it: a few words, no sentence, sum or note.
_GROUP = compiled(r"(?!注[:1]|备注|说明|合计|总计|小计|\d)[^。;!?\n]{2,40}")


def find_zones(text: Text, span: Span, grids: Sequence[Grid]) -> tuple[Zone, ...]:
    """The tables in `span`, in order: each from its head to the next head, a note, or the end.

    A head is two or more column heads in a row, one of them for units, that begin a line or
    follow a title, and that no running text goes through. `grids` are those whose cells are known.
    """
    given = {grid.head: grid for grid in grids}
    heads = [(grid.head, grid.columns) for grid in given.values()]
    heads += [head for head in _written_heads(text, span) if not any(head[0].overlaps(g) for g in given)]
    heads.sort()
    zones = []
    for i, (head, columns) in enumerate(heads):
        limit = heads[i + 1][0].start if i + 1 < len(heads) else span.end
        ended = _END.search(text.norm, head.end, limit)
        body = Span(head.end, ended.start() if ended else limit)
        if head in given:
            body = Span(head.end, min(body.end, given[head].body.end))
        zones.append(
            _zone(text, given[head], body) if head in given else Zone(head=head, columns=columns, body=body)
        )
    return tuple(zones)


def _zone(text: Text, grid: Grid, body: Span) -> Zone:
    """The zone of a table given as cells."""
    inside = [cell for cell in grid.cells if body.covers(cell.span)]
    inner = _inner(grid, inside)
    return Zone(
        head=grid.head,
        columns=grid.columns,
        body=body,
        cells=() if _is_lined(text, grid) else tuple(cell.span for cell in inside),
        numbers=tuple(c.span for c in inside if c.kind == "number" and _NUMBER.fullmatch(text.norm, *c.span)),
        groups=(*(() if not inner else (inner,)), *_groups(text, grid, inside)),
        inner=inner,
        terms=tuple(cell.span for cell in inside if cell.kind == "deadline"),
        told=tuple(c.span for c in inside if c.kind == "progress" and not _PLANNED.search(text.norm, *c.span)),
    )


def _is_lined(text: Text, grid: Grid) -> bool:
    """Does each cell stand in lines of its own, so that lines tell all there is to tell?"""
    broken = not text.source.cells and any("\n" in text.of(cell.span) for cell in grid.cells)
    return grid.in_lines(text.norm) and not broken


def _inner(grid: Grid, cells: Sequence[Place]) -> tuple[Span, ...]:
    """The cells of a column between the number and the task that head several rows: 序号|类别|任务."""
    counter = next((column for column, kind in grid.kinds.items() if kind == "number"), 0)
    for column in grouping_columns(grid.kinds):
        heading = [cell for cell in cells if cell.column == column]
        if column > counter and any(_numbers_in(cell, cells) > 1 for cell in heading):
            return tuple(cell.span for cell in heading)
    return ()


def _numbers_in(cell: Place, cells: Sequence[Place]) -> int:
    """How many numbered rows `cell` reaches over."""
    return sum(other.kind == "number" and cell.row <= other.row < cell.row + cell.rows for other in cells)


def _groups(text: Text, grid: Grid, cells: Sequence[Place]) -> Iterator[tuple[Span, ...]]:
    """Cells that head several rows: those of each column before the number, and those alone in their row."""
    counter = next((column for column, kind in grid.kinds.items() if kind == "number"), 0)
    for column in range(counter):
        heading = [cell for cell in cells if cell.column == column]
        if any(cell.rows > 1 for cell in heading):
            yield tuple(cell.span for cell in heading)
    taken = Counter(row for cell in cells for row in range(cell.row, cell.row + cell.rows))
    lined = grid.in_lines(text.norm)
    alone = (c for c in cells if taken[c.row] == c.rows == 1 and (c.columns > 1 if lined else c.column == 0))
    yield tuple(c.span for c in alone if _GROUP.fullmatch(text.norm, *c.span))


def _written_heads(text: Text, span: Span) -> list[tuple[Span, tuple[str, ...]]]:
    """The heads that stand in the text, and the kinds of their columns."""
    heads: list[tuple[Span, tuple[str, ...]]] = []
    at = span.start
    for word in compiled(UNIT_HEAD).finditer(text.norm, *span):
        if word.start() < at:
            continue
        whole = _head_around(text, Span(*word.span()), max(at, word.start() - BEFORE), span.end)
        if whole:
            head, columns = _head(text, whole)
            if _is_head(text, head, columns):
                heads.append((head, columns))
                at = head.end
    return heads


def _head_around(text: Text, word: Span, start: int, end: int) -> Span | None:
    """The run of column heads that holds `word`."""
    for found in header_pattern().finditer(text.norm, start, min(end, word.end + AFTER)):
        if found.start() <= word.start < found.end():
            # The window may have cut it short.
            again = header_pattern().match(text.norm, found.start(), end)
            return Span(*(again or found).span())
    return None


def _head(text: Text, span: Span) -> tuple[Span, tuple[str, ...]]:
    """The head and the kinds of its columns, without what a title above it lends.

    ``…重点工作清单`` in the line above ends in words that are a column head elsewhere: where heads stand a
    line each, the first must begin its line.
    """
    found = list(column_pattern().finditer(text.norm, *span))
    if "\n" in text.of(span):
        while found and found[0].start() and text.norm[found[0].start() - 1] != "\n":
            del found[0]
    start = found[0].start() if found else span.start
    return Span(start, span.end), _below(tuple(m.lastgroup or "" for m in found))


def _below(columns: tuple[str, ...]) -> tuple[str, ...]:
    """`columns` with those that stand under a head of their own, and behind the rest in the text, in its place."""
    if "over" not in columns:
        return columns
    at = columns.index("over")
    cut = len(columns)
    while cut - 1 > at and columns[cut - 1] in UNIT_COLUMNS:
        cut -= 1
    return (*columns[:at], *columns[cut:], *columns[at + 1 : cut])


def _is_head(text: Text, head: Span, columns: tuple[str, ...]) -> bool:
    if not UNIT_COLUMNS & set(columns) or not {"number", "task", "content"} & set(columns):
        return False
    at_line = head.start == 0 or text.norm[head.start - 1] == "\n"
    if at_line and text.of(head).count("\n") >= len(columns) - 1:
        return True  # a line each
    # Glued heads: three or more, whether they begin a line or stand in a copy without lines.
    return len(columns) >= 3 and text.norm[head.end : head.end + 1] not in (",", "。", "、", ":", ";", "(")
