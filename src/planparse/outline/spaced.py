"""Tables in plain text whose cells blanks part: a row a line, its number first and its units last."""

from __future__ import annotations

from collections.abc import Iterator

from planparse.lexicon.segmenter import is_unit_list
from planparse.outline.heads import kind_of
from planparse.patterns import compiled
from planparse.rules.responsibility import LIST_END, NO_LIST
from planparse.source import Cell
from planparse.span import Span
from planparse.syntax import UNIT_COLUMNS, Text

FEWEST_HEADS = 4
LONGEST_CELL = 120
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
    source = text.source.text
    heads: list[str] = []
    table = -1
    for match in _LINE.finditer(source, *text.origin(span)):
        pieces = [Span(*piece.span()) for piece in _PIECE.finditer(source, *match.span())]
        if not pieces:
            continue
        kinds = [kind_of(piece.of(source)) or "other" for piece in pieces]
        if len(kinds) >= FEWEST_HEADS and kinds[0] == "number" and UNIT_COLUMNS & set(kinds):
            heads, table, at = kinds, table + 1, 0
            yield from (Cell(span=piece, table=table, row=0, column=n) for n, piece in enumerate(pieces))
        elif heads:
            row = _row(source, pieces, heads)
            if row is None:
                heads = []
                continue
            at += 1
            yield from (Cell(span=cell, table=table, row=at, column=column) for column, cell in sorted(row.items()))


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
