"""Tables in plain text whose cells blanks part: a row a line, its number first and its units last."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from planparse.lexicon.segmenter import is_unit_list
from planparse.outline.heads import kind_of
from planparse.patterns import compiled
from planparse.rules.responsibility import LIST_END, NO_LIST
from planparse.source import Cell
from planparse.span import Span
from planparse.syntax import UNIT_COLUMNS, Text

FEWEST_HEADS = 4
LONGEST_CELL = 120
MOST_BETWEEN = 2  # pieces of a line between rows
_BEGIN = compiled(r"(?<![^\r\n])[ \t\u3000]*(?:序号|编号)[ \t\u3000]")
_PIECE = compiled(r"[^ \t\u3000\xa0\r\n]+")
_LINE = compiled(r"[^\r\n]+")
_NUMBER = compiled(r"\d{1,3}")
_ENDS = ("校", "村", "社", "园")  # of small units, in a row whose cells are told apart
_TEXT_KINDS = ("task", "content", "other", "progress")


def spaced_cells(text: Text, span: Span) -> Iterator[Cell]:
    """The cells of such tables in `span`, in source offsets.

    The pieces of a row are more than the columns where blanks stand inside its text; so columns are counted from
    both ends: the number stands first, behind the text stand as many cells as the head has there, and the text
    between is one cell. A row counts if those in columns of units are lists of units.
    """
    source, whole = text.source.text, text.origin(span)
    for table, begin in enumerate(_BEGIN.finditer(source, *whole)):
        lines = _LINE.finditer(source, begin.start(), whole.end)
        head = _pieces(source, next(lines))
        heads = [kind_of(piece.of(source)) or "other" for piece in head]
        if len(heads) < FEWEST_HEADS or not UNIT_COLUMNS & set(heads):
            continue
        rows = _rows(source, (_pieces(source, line) for line in lines), heads)
        for at, row in enumerate([dict(enumerate(head)), *rows] if rows else []):
            yield from (Cell(span=cell, table=table, row=at, column=column) for column, cell in sorted(row.items()))


def _rows(source: str, lines: Iterable[list[Span]], heads: list[str]) -> list[dict[int, Span]]:
    """The rows below a head; none at all where one that bears a number does not fit."""
    rows = []
    for pieces in lines:
        if pieces and _NUMBER.fullmatch(source, *pieces[0]):
            row = _row(source, pieces, heads)
            if row is None:
                return []
            rows.append(row)
        elif len(pieces) > MOST_BETWEEN:  # more than a page number, or a line that heads a group
            break
    return rows


def _pieces(source: str, line: re.Match[str]) -> list[Span]:
    return [Span(*piece.span()) for piece in _PIECE.finditer(source, *line.span())]


def _row(source: str, pieces: list[Span], heads: list[str]) -> dict[int, Span] | None:
    """The cells of a row by column, or None where the line is none."""
    last_text = max((n for n, kind in enumerate(heads) if kind in _TEXT_KINDS and n < _first_unit(heads)), default=0)
    behind = len(heads) - 1 - last_text
    if not last_text or len(pieces) < behind + 2:
        return None
    inside, tail = pieces[1 : len(pieces) - behind], pieces[len(pieces) - behind :]
    row = {0: pieces[0]} | {last_text + 1 + n: piece for n, piece in enumerate(tail)}
    exact = len(pieces) == len(heads)
    if inside and heads[last_text + 1] in UNIT_COLUMNS and is_unit_list(inside[-1].of(source)):
        return None  # blanks part units of one cell, too
    units = [cell.of(source) for column, cell in row.items() if heads[column] in UNIT_COLUMNS]
    if not all(map(_may_be_units, units)):
        return None
    if exact:
        return row | {n + 1: piece for n, piece in enumerate(inside)}
    return row | ({last_text: Span(inside[0].start, inside[-1].end)} if inside else {})


def _may_be_units(says: str) -> bool:
    """Can the cell be a list of units?"""
    if is_unit_list(says):
        return True
    ends = compiled(LIST_END.pattern).search(says) or says.endswith(_ENDS)
    return len(says) <= LONGEST_CELL and bool(ends) and compiled(NO_LIST.pattern).search(says) is None


def _first_unit(heads: list[str]) -> int:
    return next(n for n, kind in enumerate(heads) if kind in UNIT_COLUMNS)
