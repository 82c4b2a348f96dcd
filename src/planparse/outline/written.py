"""Tables written in plain text: cells parted by tabs, as pasting from a table gives, or by bars."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from planparse.lexicon.segmenter import is_unit_list
from planparse.patterns import compiled
from planparse.rules.tables import column_pattern
from planparse.source import Cell
from planparse.span import Span, trim
from planparse.syntax import UNIT_COLUMNS, Text

MOST_LOST = 2  # cells before those of a row that a merged one may have taken
_BAR = "|\uff5c\u2502"
_BORDERS = rf"[\t{_BAR}]"
_RULE = compiled(r"[-:=+\u2500-\u257f|\s]*[-\u2500]{2,}[-:=+\u2500-\u257f|\s]*")
# A line above the rows of a group, and no sentence.
_GROUP = compiled(r"[ \u3000]*(?:[一二三四五六七八九十]{1,3}、|[(\uff08][一二三四五六七八九十]{1,3}[)\uff09])[^。;\uff1b\r\n]{2,30}")
_NUMBER = compiled(r"\d{1,3}")
_LINE = compiled(r"[^\r\n]+")
_WIDTH = str.maketrans({chr(n): chr(n - 0xFEE0) for n in (0xFF08, 0xFF09, 0xFF0F)} | {" ": "", "\u3000": ""})


class _Table(Struct):
    """The rows read so far, the rows of the head included, and what parts their cells."""

    border: str
    rows: list[list[Span]]
    head: int = 1

    @property
    def width(self) -> int:
        return len(self.rows[0])


def written_cells(text: Text, span: Span) -> Iterator[Cell]:
    """The cells of tables with a head of units in `span` of a text whose format gives no cells.

    A table begins at a line that holds two column heads or more, one of them for units, and ends at
    the first line without a border of cells that does not continue a broken cell. An empty cell
    below one in a column before the number belongs to it, as copies of merged cells leave it.
    """
    source = text.source.text
    if not compiled(_BORDERS).search(source):
        return
    table: _Table | None = None
    above: list[Span] = []
    number = 0
    for match in _LINE.finditer(source, *text.origin(span)):
        line = Span(*match.span())
        if table and _belongs(source, table, line):
            continue
        if table:
            yield from _cells(source, table, number)
            number += 1
        table, above = _begun(source, line, above)
    if table:
        yield from _cells(source, table, number)


def _begun(source: str, line: Span, above: list[Span]) -> tuple[_Table | None, list[Span]]:
    """The table that `line` begins, if any, and its cells. `above` are those of the line before."""
    says = source[line.start : line.end]
    border = "\t" if "\t" in says else _BAR
    if not compiled(_BORDERS).search(says):
        return None, []
    row = _split(source, line, border)
    kinds = _kinds(source, row)
    if len(kinds) < 2 or not UNIT_COLUMNS & set(kinds.values()):
        return None, row
    # 责任分工 above 牵头单位 and 配合单位: the heads of the other columns stand in the line above.
    others = [column for column, kind in _kinds(source, above).items() if kind != "over"]
    if others and len(above) == len(row) and not any(column in kinds for column in others):
        return _Table(border, [above, row], head=2), row
    return _Table(border, [row]), row


def _belongs(source: str, table: _Table, line: Span) -> bool:
    """Is `line` a row of `table`, or part of one? It is taken in."""
    if _RULE.fullmatch(source, *line) or not source[line.start : line.end].strip():
        return True
    row = _split(source, line, table.border)
    if len(row) > 1:
        _take(source, table, row)
        return True
    return _continues(source, table, line) or _heads_group(source, table, line)


def _split(source: str, line: Span, border: str) -> list[Span]:
    """The cells of a line, empty ones included; the bars at its two ends bound no cells."""
    if border != "\t":
        line = trim(source, line)
    edges = [line.start - 1, *(n for n in range(*line) if source[n] in border), line.end]
    if border != "\t" and len(edges) > 2:
        edges = edges[source[line.start] in border :]
        edges = edges[: -1 if source[line.end - 1] in border else None]
    return [trim(source, Span(a + 1, b)) for a, b in zip(edges, edges[1:], strict=False)]


def _kinds(source: str, row: Sequence[Span]) -> dict[int, str]:
    """The kinds of the cells that are column heads, by column."""
    said = (column_pattern().fullmatch(_said(source, cell)) for cell in row)
    return {n: match.lastgroup or "other" for n, match in enumerate(said) if match}


def _said(source: str, cell: Span) -> str:
    return source[cell.start : cell.end].translate(_WIDTH)


def _take(source: str, table: _Table, row: list[Span]) -> None:
    """Add a row, or what a line break within a cell has parted from it."""
    last = table.rows[-1]
    broken = len(table.rows) > table.head and len(last) < table.width >= len(last) + len(row) - 1
    numbered = any(_NUMBER.fullmatch(_said(source, cell)) for cell in row[:2])
    if broken and not numbered and row[0].start < row[0].end:
        last[-1:] = [Span(last[-1].start, row[0].end), *row[1:]]
    else:
        table.rows.append(row)


def _continues(source: str, table: _Table, line: Span) -> bool:
    """Does a line without borders stand inside the last cell of a row that is not yet full?"""
    last = table.rows[-1]
    if len(table.rows) <= table.head or len(last) >= table.width or last[-1].start == last[-1].end:
        return False
    last[-1] = Span(last[-1].start, trim(source, line).end)
    return True


def _heads_group(source: str, table: _Table, line: Span) -> bool:
    """Is `line` the heading of a group of rows, with a row of the table below it? It is a cell over all columns."""
    below = _LINE.search(source, line.end)
    if not _GROUP.fullmatch(source, *line) or below is None or len(_split(source, Span(*below.span()), table.border)) < 2:
        return False
    table.rows.append([trim(source, line)])
    return True


def _cells(source: str, table: _Table, number: int) -> Iterator[Cell]:
    heads = {column: kind for row in table.rows[: table.head] for column, kind in _kinds(source, row).items()}
    counter = next((column for column, kind in sorted(heads.items()) if kind == "number"), 0)
    units = next((column for column, kind in sorted(heads.items()) if kind in UNIT_COLUMNS), 0)
    body = [_aligned(source, row, table.width, units) for row in table.rows[table.head :]]
    for at, row in enumerate([*table.rows[: table.head], *body]):
        in_head = at < table.head
        rows = table.rows[: table.head] if in_head else table.rows
        for column, cell in enumerate(row):
            if cell.start < cell.end:
                down = _empty_below(rows, at, column) if in_head or column < counter else 1
                across = table.width if len(row) == 1 else 1
                yield Cell(span=cell, table=number, row=at, column=column, row_span=down, column_span=across)


def _aligned(source: str, row: list[Span], width: int, units: int) -> list[Span]:
    """`row` moved to the right, where a copy has dropped the merged cell before it and so the units stand too far left."""
    filled = list(row)
    while filled and filled[-1].start == filled[-1].end:
        filled.pop()
    lost = width - len(filled)
    if len(row) < 2 or not 0 < lost <= MOST_LOST or units < lost:
        return row
    there = filled[units] if units < len(filled) else None
    if there and is_unit_list(_said(source, there)) or not is_unit_list(_said(source, filled[units - lost])):
        return row
    return [Span(row[0].start, row[0].start)] * lost + filled


def _empty_below(rows: Sequence[Sequence[Span]], at: int, column: int) -> int:
    """The rows that a cell reaches over: its own, and those below it in which its column is empty."""
    reach = 1
    for row in rows[at + 1 :]:
        if column >= len(row) or row[column].start < row[column].end:
            break
        reach += 1
    return reach
