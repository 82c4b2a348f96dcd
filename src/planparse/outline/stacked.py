"""Tables copied a cell a line: which line stands in which column.

A copy puts each cell on a line of its own, breaks long cells over several lines, leaves empty cells
out, and prints the heads again where the table turns a page. The head says which columns there are;
the rows with one line for each column show what a column holds; the lines of other rows are given to
columns at the least cost.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from re import Pattern
from typing import TypeAlias

from msgspec import Struct

from planparse.lexicon.pieces import BARE_TAILS
from planparse.lexicon.segmenter import is_unit_list
from planparse.patterns import compiled
from planparse.rules.responsibility import LIST_END
from planparse.rules.tables import COLUMNS, column_pattern
from planparse.source import Cell
from planparse.span import Span, trim
from planparse.syntax import UNIT_COLUMNS, Text

FEWEST_HEADS, MOST_HEADS, LONGEST_HEAD = 3, 16, 20
FEWEST_ROWS = 2  # of all tables with one head
LONGEST_NUMBER = 3
BARS = "|│"
USUAL = 0.5  # as often as the most frequent length of a row
SHORTEST_ROW = 0.6  # of the lines of the head: a figure nearer to the row's number stands in a cell
_ENDS = r"(?:附?[表件图]\d|注\d?[:.]|备注[:.]|说明[:.]|合计$|[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\))"
_NO_HEAD = r"\d{1,3}[.、]?$|[。;:!?]|^[一二三四五六七八九十]{1,3}、|^\([一二三四五六七八九十]{1,3}\)"
_STEP = r"(?:\(?1\)|1[.、])[^\d]"  # the first of several in a cell
_FIGURES = r"[\d.,%~—年月日底前至-]+"

MOST_LINES = 6  # over which a cell is broken
# The costs of giving lines to a column.
EMPTY, JOIN = 1.6, 0.7
NO_UNITS, ODD_UNITS, STRAY_UNITS = 3.0, 0.6, 1.0  # in a column of units: no list, a doubtful one; a list elsewhere
TAIL_APART = 2.0  # 政府 in another cell than what it governs
LEFT_OVER = 1.2
FIGURES_DIFFER = 1.2
FAR_LONGER = 0.8


class _Stack(Struct, frozen=True):
    """A head and the rows below it, as lines; the first line of a row is its number."""

    head: tuple[Span, ...]
    rows: tuple[tuple[Span, ...], ...]


class _Column(Struct, frozen=True):
    """What a column holds: its kind, the usual length of its cells, whether they are figures."""

    kind: str
    length: float
    figures: bool


def stacked_cells(text: Text, span: Span) -> Iterator[Cell]:
    """The cells, in source offsets, of tables in `span` that stand a cell a line below heads of which some are unknown.

    Where all heads are known the rows are read line by line, as far as they go, unless cells hold
    numbered steps: those would be taken for rows.
    """
    alike: dict[tuple[str, ...], list[_Stack]] = defaultdict(list)
    for stack in _stacks(text, span):
        alike[tuple(map(text.of, stack.head))].append(stack)
    tables = (stack for stacks in alike.values() for stack in _cells(text, stacks))
    for number, cells in enumerate(tables):
        for place, cell in cells:
            yield Cell(span=text.origin(cell), table=number, row=place[0], column=place[1])


def _stacks(text: Text, span: Span) -> Iterator[_Stack]:
    whole = (trim(text.norm, line, BARS) for line in text.lines if span.covers(line))  # a bar may end each
    lines = [line for line in whole if line.start < line.end]
    at = 0
    while at < len(lines):
        stack = _stack(text, lines, at) if text.of(lines[at]) in ("序号", "编号") else None
        if stack:
            yield stack
        at += len(stack.head) + sum(map(len, stack.rows)) if stack else 1


# ------------------------------------------------------------------------------ head and rows


def _stack(text: Text, lines: Sequence[Span], at: int) -> _Stack | None:
    """The table whose head begins with the line `at`."""
    end = at + 1
    while end < len(lines) and end - at <= MOST_HEADS and _may_be_head(text.of(lines[end])):
        end += 1
    if end - at < FEWEST_HEADS or end == len(lines) or _number(text, lines, end) is None:
        return None
    head = tuple(lines[at:end])
    rows = tuple(_rows(text, lines, end, len(head)))
    known = all(column_pattern().fullmatch(text.of(line)) for line in head)
    barred = text.norm.startswith(tuple(BARS), head[0].end)
    if known and not barred and not any(compiled(_STEP).match(text.of(line)) for row in rows for line in row):
        return None  # its rows may hold rows of their own, which reading line by line tells apart
    return _Stack(head, rows) if rows else None


def _may_be_head(says: str) -> bool:
    return len(says) <= LONGEST_HEAD and says not in ("序号", "编号") and not compiled(_NO_HEAD).search(says)


def _rows(text: Text, lines: Sequence[Span], at: int, heads: int) -> Iterator[tuple[Span, ...]]:
    """The rows from the line `at` on, which holds the first number: each up to the number after its own."""
    least = max(2, int(heads * SHORTEST_ROW))
    longest = 0
    while (here := _number(text, lines, at)) is not None:
        end = min(at + least, len(lines))
        while end < len(lines) and _number(text, lines, end) != here + 1 and not _ends(text, lines, end):
            end += 1
        if _number(text, lines, end) == _number(text, lines, end + 1) == here + 1:  # the first is a cell
            end += 1
        if end == len(lines) or end - at > 2 * heads:
            end = min(end, at + max(longest, heads))
        if end - at < least:
            return
        longest = max(longest, end - at)
        yield tuple(lines[at:end])
        at = end
        if _number(text, lines, at) != here + 1:  # a line that heads the next rows stands between
            at += 1
        if _number(text, lines, at) != here + 1:
            return


def _number(text: Text, lines: Sequence[Span], at: int) -> int | None:
    """The number of a row that the line `at` is."""
    says = text.of(lines[at]) if at < len(lines) and lines[at].end - lines[at].start <= LONGEST_NUMBER else ""
    return int(says) if says.isdecimal() else None


def _ends(text: Text, lines: Sequence[Span], at: int) -> bool:
    says = text.of(lines[at])
    return says in ("序号", "编号") or compiled(_ENDS).match(says) is not None


# ------------------------------------------------------------------------------ columns


# The row and column of a cell, and where it stands.
_Placed: TypeAlias = tuple[tuple[int, int], Span]


def _cells(text: Text, stacks: Sequence[_Stack]) -> Iterator[list[_Placed]]:
    """The cells of each of several tables with the same head: what their columns hold, they show together."""
    rows = [row for stack in stacks for row in stack.rows]
    if len(rows) < FEWEST_ROWS:
        return
    width = _width(rows, _heads(text, stacks[0].head))
    columns: list[_Column] = []
    for stack in stacks:
        head = _joined_heads(text, stack.head, width)
        if head is None:
            return
        if not columns:
            kinds = [_kind(text.of(span).replace("\n", "")) for span in head]
            columns = [_column(text, rows, n, kind, width) for n, kind in enumerate(kinds)]
        cells: list[_Placed] = [((0, column), span) for column, span in enumerate(head)]
        for row, lines in enumerate(stack.rows, 1):
            cells.append(((row, 0), lines[0]))
            cells += [((row, column + 1), cell) for column, cell in _aligned(text, lines[1:], columns[1:])]
        yield cells


def _width(rows: Sequence[Sequence[Span]], heads: int) -> int:
    """How many columns there are: as many as `heads`, where a good part of the rows have that many lines.

    Else heads are broken that do not look it: the fewest lines that a good part of the rows have.
    """
    counts = Counter(map(len, rows))
    if counts[heads] >= USUAL * max(counts.values()):
        return heads
    return min(length for length, count in counts.items() if count >= USUAL * max(counts.values()))


def _heads(text: Text, lines: Sequence[Span]) -> int:
    """How many heads stand in these lines, those counted as one that look broken (总投资⏎(亿元), 建设⏎周期)."""
    said = [text.of(line) for line in lines]
    return len(said) - sum(_price_of_joining(a, b) <= 1 for a, b in pairwise(said))


def _joined_heads(text: Text, lines: Sequence[Span], width: int) -> list[Span] | None:
    """The heads of `width` columns: lines that belong together are joined, the likeliest first."""
    heads = list(lines)
    while len(heads) > width:
        n = min(range(1, len(heads) - 1), key=lambda n: _price_of_joining(text.of(heads[n]), text.of(heads[n + 1])))
        heads[n : n + 2] = [Span(heads[n].start, heads[n + 1].end)]
    return heads if len(heads) == width else None


def _price_of_joining(first: str, second: str) -> int:
    if second.startswith("("):
        return 0
    known = sum(column_pattern().fullmatch(says.replace("\n", "")) is not None for says in (first, second))
    return 1 + 3 * known + (len(first) > 2)


@cache
def _units_at_end() -> Pattern[str]:
    rows = (row for row in COLUMNS if row.name in UNIT_COLUMNS)
    return compiled("|".join(f"(?P<{row.name}>{row.pattern})$" for row in rows))


def _kind(head: str) -> str:
    match = column_pattern().fullmatch(head) or _units_at_end().search(head)
    return (match.lastgroup if match else None) or "other"


def _column(text: Text, rows: Sequence[Sequence[Span]], n: int, kind: str, width: int) -> _Column:
    """What column `n` holds in the rows with one line for each column."""
    cells = [text.of(row[n]) for row in rows if len(row) == width]
    figures = sum(compiled(_FIGURES).fullmatch(cell) is not None for cell in cells) * 2 > len(cells)
    return _Column(kind, sum(map(len, cells)) / len(cells), figures)


# ------------------------------------------------------------------------------ lines to columns


def _aligned(text: Text, lines: Sequence[Span], columns: Sequence[_Column]) -> list[tuple[int, Span]]:
    """The columns and cells of a row, at the least cost: a column takes none, one or several lines."""
    if len(lines) == len(columns) and all(_fits(text, line, column) for line, column in zip(lines, columns, strict=True)):
        return list(enumerate(lines))
    best: list[dict[int, tuple[float, int]]] = [{0: (0.0, 0)}]  # by column: lines taken → cost, lines before
    for column in columns:
        reached: dict[int, tuple[float, int]] = {}
        for taken, (cost, _) in best[-1].items():
            for end in range(taken, min(taken + MOST_LINES, len(lines)) + 1):
                price = cost + _price(text, lines[taken:end], column)
                if end not in reached or price < reached[end][0]:
                    reached[end] = (price, taken)
        best.append(reached)
    out = []
    # The last line may head the next rows instead.
    end = min(best[-1], key=lambda n: best[-1][n][0] + (LEFT_OVER if n == len(lines) - 1 else 0 if n == len(lines) else 99))
    for n in range(len(columns), 0, -1):
        start = best[n][end][1]
        if start < end:
            out.append((n - 1, Span(lines[start].start, lines[end - 1].end)))
        end = start
    return out[::-1]


def _fits(text: Text, line: Span, column: _Column) -> bool:
    return _price(text, [line], column) < FIGURES_DIFFER


def _price(text: Text, lines: Sequence[Span], column: _Column) -> float:
    if not lines:
        return EMPTY
    says = "".join(map(text.of, lines))
    price = JOIN * (len(lines) - 1) + TAIL_APART * (text.of(lines[0]) in BARE_TAILS)
    if column.kind in UNIT_COLUMNS:
        if not is_unit_list(says):
            price += ODD_UNITS if compiled(LIST_END.pattern).search(says) else NO_UNITS
    elif is_unit_list(says):
        price += STRAY_UNITS
    price += FIGURES_DIFFER * ((compiled(_FIGURES).fullmatch(says) is not None) != column.figures)
    long, short = max(len(says), column.length), min(len(says), column.length)
    return price + FAR_LONGER * (long > 20 and long > 4 * short)
