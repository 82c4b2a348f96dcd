"""Ruling lines → the grid of a table; entries that stand under each other → a table without lines."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from msgspec import Struct, field

from planparse.readers.pdf_lines import Line, lines_of, parts_of
from planparse.readers.pdf_page import Glyph, Page, Rule

_NEAR = 3.0  # points within which two lines are one, or meet
_MOST = 600  # rules of a page; beyond that they are a drawing
_FIELDS = 4_000  # of a grid, the same
_PADDING = 10.8  # points that a cell keeps free at its sides together, by custom


class Entry(Struct):
    """A cell: its place, its lines from top to bottom, and how wide these may be, in points."""

    row: int
    column: int
    row_span: int = 1
    column_span: int = 1
    width: float = 0.0
    lines: list[Line] = field(default_factory=list)


class Table(Struct):
    """A table of one page, from `top` to `bottom`; `edges` are the borders of its columns."""

    top: float
    bottom: float
    edges: tuple[float, ...]
    entries: list[Entry]
    page: int = 0
    ruled: bool = True

    @property
    def rows(self) -> int:
        """How many rows it has."""
        return max((entry.row + entry.row_span for entry in self.entries), default=0)


class _Box(NamedTuple):
    xs: tuple[float, ...]
    ys: tuple[float, ...]
    level: list[Rule]
    upright: list[Rule]


def ruled_tables(page: Page) -> tuple[list[Table], list[Glyph]]:
    """The tables of a page that are drawn with lines, and the characters outside them."""
    level, upright = _merged(page.level), _merged(page.upright)
    if not level or not upright or len(level) + len(upright) > _MOST:
        return [], page.glyphs
    tables: list[Table] = []
    rest = page.glyphs
    for box in _boxes(level, upright):
        table, rest = _table(box, rest, page.number)
        if table is not None:
            tables.append(table)
    return sorted(tables, key=lambda table: table.top), rest


def _merged(rules: Sequence[Rule]) -> list[Rule]:
    """Rules on one line that touch are one rule: programs draw them cell by cell."""
    out: list[Rule] = []
    groups: list[list[Rule]] = []
    for rule in sorted(rules):
        if groups and rule.at - groups[-1][0].at <= _NEAR:
            groups[-1].append(rule)
        else:
            groups.append([rule])
    for group in groups:
        at = sum(rule.at for rule in group) / len(group)
        start, end = None, 0.0
        for rule in sorted(group, key=lambda r: r.start):
            if start is not None and rule.start <= end + _NEAR:
                end = max(end, rule.end)
                continue
            if start is not None:
                out.append(Rule(at, start, end))
            start, end = rule.start, rule.end
        if start is not None:
            out.append(Rule(at, start, end))
    return out


def _boxes(level: Sequence[Rule], upright: Sequence[Rule]) -> Iterator[_Box]:
    """Rules that meet, directly or through others, make one box each."""
    groups = list(range(len(level) + len(upright)))

    def root(n: int) -> int:
        while groups[n] != n:
            groups[n] = groups[groups[n]]
            n = groups[n]
        return n

    for n, flat in enumerate(level):
        for m, post in enumerate(upright, len(level)):
            if (
                flat.start - _NEAR <= post.at <= flat.end + _NEAR
                and post.start - _NEAR <= flat.at <= post.end + _NEAR
            ):
                groups[root(m)] = root(n)
    members: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for n in range(len(groups)):
        flats, posts = members.setdefault(root(n), ([], []))
        if n < len(level):
            flats.append(level[n])
        else:
            posts.append(upright[n - len(level)])
    for flats, posts in members.values():
        if len(flats) >= 2 and posts:
            xs = _apart([p.at for p in posts] + [end for f in flats for end in (f.start, f.end)])
            ys = _apart([f.at for f in flats] + [end for p in posts for end in (p.start, p.end)])
            if len(xs) >= 3 and len(ys) >= 2 and len(xs) * len(ys) <= _FIELDS:
                yield _Box(xs, ys, flats, posts)


def _apart(values: Sequence[float]) -> tuple[float, ...]:
    out: list[float] = []
    for value in sorted(values):
        if not out or value - out[-1] > _NEAR:
            out.append(value)
    return tuple(out)


def _table(box: _Box, glyphs: list[Glyph], page: int) -> tuple[Table | None, list[Glyph]]:
    """The table of a box, if it has cells with text enough to be one, and what stands outside."""
    entries, owner = _grid(box)
    inside: dict[int, list[Glyph]] = {}
    rest = []
    for glyph in glyphs:
        row = bisect_right(box.ys, glyph.base - 0.3 * glyph.size) - 1
        column = bisect_right(box.xs, (glyph.left + glyph.right) / 2) - 1
        if 0 <= row < len(box.ys) - 1 and 0 <= column < len(box.xs) - 1:
            inside.setdefault(owner[row, column], []).append(glyph)
        else:
            rest.append(glyph)
    rows = {entries[n].row for n in inside}
    columns = {entries[n].column for n in inside}
    if len(columns) < 2 or (len(rows) < 2 and len(columns) < 3):
        return None, glyphs
    for n, held in sorted(inside.items()):
        entries[n].lines = lines_of(held, page)
    return Table(box.ys[0], box.ys[-1], box.xs, entries, page), rest


def _grid(box: _Box) -> tuple[list[Entry], dict[tuple[int, int], int]]:
    """The cells of a box, and which of them each field of the grid belongs to.

    Fields that no line parts are one cell. A cell takes its whole rectangle.
    """
    rows, columns = len(box.ys) - 1, len(box.xs) - 1
    owner: dict[tuple[int, int], int] = {}
    entries: list[Entry] = []
    for row in range(rows):
        for column in range(columns):
            if (row, column) in owner:
                continue
            across = 1
            while (
                column + across < columns
                and (row, column + across) not in owner
                and not _parts(box.upright, box.xs[column + across], box.ys[row], box.ys[row + 1])
            ):
                across += 1
            left, right = box.xs[column], box.xs[column + across]
            down = 1
            while row + down < rows and not _parts(box.level, box.ys[row + down], left, right):
                down += 1
            width = right - left - _PADDING
            for r in range(row, row + down):
                for c in range(column, column + across):
                    owner.setdefault((r, c), len(entries))
            entries.append(Entry(row, column, down, across, width))
    return entries, owner


def _parts(rules: Sequence[Rule], at: float, start: float, end: float) -> bool:
    """Does a rule at `at` run along most of the way from `start` to `end`?"""
    covered = 0.0
    for rule in rules:
        if abs(rule.at - at) <= _NEAR:
            covered += max(0.0, min(rule.end, end) - max(rule.start, start))
    return covered > 0.5 * (end - start)


def aligned_tables(lines: Sequence[Line]) -> list[Table | Line]:
    """`lines` with tables in the place of those whose entries stand under each other.

    A table without lines is three rows or more of two or more entries each, parted by wide gaps,
    the entries of a column beginning, ending or standing in the middle of the same place. A line in
    the midst that begins in a later column goes on with the row above.
    """
    out: list[Table | Line] = []
    at = 0
    while at < len(lines):
        table, after = _aligned(lines, at)
        if table is None:
            out.append(lines[at])
            at += 1
        else:
            out.append(table)
            at = after
    return out


def _aligned(lines: Sequence[Line], at: int) -> tuple[Table | None, int]:
    first = parts_of(lines[at])
    if len(first) < 2:
        return None, at
    starts = [[part[0].left, part[-1].right] for part in first]
    rows: list[dict[int, Line]] = []
    entries: list[Entry] = []
    after = at
    while after < len(lines):
        line = lines[after]
        if after > at and (
            line.base - lines[after - 1].base > 4 * line.size or line.column != lines[at].column
        ):
            break
        placed = _placed(line, starts)
        if placed is None or (0 not in placed and not rows):
            break
        if 0 in placed and len(placed) < 2:
            break
        if 0 in placed:
            rows.append(placed)
            entries += [Entry(len(rows) - 1, column, lines=[part]) for column, part in sorted(placed.items())]
        else:
            _continue(entries, len(rows) - 1, placed)
        after += 1
    if len(rows) < 3:
        return None, at
    edges = tuple(start for start, _ in starts)
    for entry in entries:
        low = starts[entry.column][0]
        high = starts[entry.column + 1][0] if entry.column + 1 < len(starts) else starts[entry.column][1]
        entry.width = high - low
    size = lines[at].size
    table = Table(lines[at].base - size, lines[after - 1].base, edges, entries, lines[at].page, ruled=False)
    return table, after


def _placed(line: Line, columns: list[list[float]]) -> dict[int, Line] | None:
    """The entries of a line by column; None where one of them stands in no column, or in two."""
    out: dict[int, Line] = {}
    for part in parts_of(line):
        left, right = part[0].left, part[-1].right
        over = [n for n, (start, end) in enumerate(columns) if left < end and right > start]
        if len(over) != 1 or over[0] in out:
            return None
        start, end = columns[over[0]]
        near = line.size
        if abs(left - start) > near and abs(right - end) > near and abs(left + right - start - end) > near:
            return None
        columns[over[0]] = [min(start, left), max(end, right)]
        out[over[0]] = Line(part, line.base, line.size, line.page, line.column)
    return out


def _continue(entries: list[Entry], row: int, placed: dict[int, Line]) -> None:
    for column, part in sorted(placed.items()):
        for entry in reversed(entries):
            if entry.row == row and entry.column == column:
                entry.lines.append(part)
                break
        else:
            entries.append(Entry(row, column, lines=[part]))
