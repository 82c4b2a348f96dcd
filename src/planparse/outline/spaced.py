"""Tables in plain text whose cells blanks part: a row a line, its number first and its units last."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from planparse.lexicon.segmenter import is_unit_list
from planparse.outline.heads import kind_of
from planparse.patterns import compiled
from planparse.rules.responsibility import LIST_END, NO_LIST
from planparse.source import Cell
from planparse.span import Span
from planparse.syntax import UNIT_COLUMNS, Text

FEWEST_HEADS = 4
LONGEST_CELL = 120
_BEGIN = compiled(r"(?<![^\r\n])[ \t\u3000]*(?:序号|编号)[ \t\u3000]")
_PIECE = compiled(r"[^ \t\u3000\xa0\r\n]+")
_LINE = compiled(r"[^\r\n]+")
_NUMBER = compiled(r"\d{1,3}")
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
        yield from (Cell(span=piece, table=table, row=0, column=n) for n, piece in enumerate(head))
        rows = (_row(source, pieces, heads) for line in lines if (pieces := _pieces(source, line)))
        for at, row in enumerate(takewhile(bool, rows), 1):
            yield from (Cell(span=cell, table=table, row=at, column=column) for column, cell in sorted((row or {}).items()))


def _pieces(source: str, line: re.Match[str]) -> list[Span]:
    return [Span(*piece.span()) for piece in _PIECE.finditer(source, *line.span())]


def _row(source: str, pieces: list[Span], heads: list[str]) -> dict[int, Span] | None:
    """The cells of a row by column, or None where the line is none."""
    last_text = max((n for n, kind in enumerate(heads) if kind in _TEXT_KINDS and n < _first_unit(heads)), default=0)
    behind = len(heads) - 1 - last_text
    if not last_text or len(pieces) < behind + 2 or not _NUMBER.fullmatch(source, *pieces[0]):
        return None
    inside, tail = pieces[1 : len(pieces) - behind], pieces[len(pieces) - behind :]
    row = {0: pieces[0]} | {last_text + 1 + n: piece for n, piece in enumerate(tail)}
    exact = len(pieces) == len(heads)
    units = [cell.of(source) for column, cell in row.items() if heads[column] in UNIT_COLUMNS]
    if not all(_may_be_units(unit, exact=exact) for unit in units):
        return None
    if exact:
        return row | {n + 1: piece for n, piece in enumerate(inside)}
    return row | ({last_text: Span(inside[0].start, inside[-1].end)} if inside else {})


def _may_be_units(says: str, *, exact: bool) -> bool:
    """Can the cell be a list of units? Where a row has a piece for each column, whatever is no sentence can."""
    if is_unit_list(says):
        return True
    if compiled(NO_LIST.pattern).search(says) or len(says) > LONGEST_CELL:
        return False
    return exact or compiled(LIST_END.pattern).search(says) is not None


def _first_unit(heads: list[str]) -> int:
    return next(n for n, kind in enumerate(heads) if kind in UNIT_COLUMNS)
