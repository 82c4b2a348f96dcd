"""The head of a table given as cells: which rows it takes, and what its columns hold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from msgspec import Struct

from planparse.lexicon.segmenter import is_unit_list
from planparse.patterns import compiled
from planparse.rules.tables import BARE_ROLES, NO_DUTY, ROLE_WORDS, SHARE, column_pattern
from planparse.source import Cell
from planparse.span import Span
from planparse.syntax import UNIT_COLUMNS, Text

LONGEST_HEAD = 16
FEWEST_LISTS, MOST_LISTS = 2, 0.75  # cells below an unknown head that have to be lists of units, and their share


class Head(Struct, frozen=True):
    """`kinds` of the columns from the left, the last row of the head, and the cells whose kind is presumed."""

    kinds: dict[int, str]
    last_row: int
    presumed: tuple[Span, ...] = ()


def head_of(text: Text, cells: Sequence[tuple[Span, Cell]]) -> Head | None:
    """The head of a table whose columns hold units, or None.

    The first row with two known heads, one of them for units. The row below belongs to it where it names the parts
    of a cell that spans several columns: 责任单位 above 牵头 and 配合. A head that nobody knows counts
    where it holds a word of responsibility and most cells below it are lists of units.
    """
    for row, known in sorted(_known(text, cells).items()):
        if any(cell.row == row and cell.column not in known and is_unit_list(cell_text(text, span)) for span, cell in cells):
            continue  # a list beside its name: a card, and no head
        kinds, last = _refined(text, cells, known, row)
        kinds, presumed = _with_unknown(text, cells, kinds, row, last)
        if not UNIT_COLUMNS & set(kinds.values()):
            shares = [column for column, kind in kinds.items() if kind == "over" and _are_shares(text, cells, column, last)]
            kinds |= dict.fromkeys(shares, "responsible")
        if len(kinds) >= 2 and UNIT_COLUMNS & set(kinds.values()):
            return Head(kinds, last, presumed)
    return None


def _known(text: Text, cells: Sequence[tuple[Span, Cell]]) -> dict[int, dict[int, str]]:
    """The kinds by column that each row with a known head has.

    A cell that reaches over several rows is a head in each: 序号 stands beside 责任分工, and beside the
    牵头单位 and 配合单位 below that. A bare 牵头 is one beside another such cell.
    """
    rows: dict[int, dict[int, str]] = defaultdict(dict)
    begins: set[int] = set()
    for span, cell in cells:
        kind = kind_of(cell_text(text, span))
        if kind:
            begins.add(cell.row)
            for row in range(cell.row, cell.row + cell.row_span):
                rows[row] |= dict.fromkeys(_columns(cell), kind)
    for row in list(rows):
        bare = {cell.column: kind for span, cell in cells if cell.row == row and (kind := _bare(cell_text(text, span)))}
        if len(bare) >= 2:
            rows[row] |= bare
    return {row: kinds for row, kinds in rows.items() if row in begins}


def _refined(
    text: Text, cells: Sequence[tuple[Span, Cell]], kinds: dict[int, str], row: int
) -> tuple[dict[int, str], int]:
    """`kinds` with those of the row below, where all its cells name parts of cells of this one."""
    # In plain text a cell spans what is left empty beside it.
    single = {cell.column for _, cell in cells if cell.row == row and cell.column_span == 1 and kinds.get(cell.column) != "over"}
    below = {cell.column: kind_of(says) or _bare(says) for span, cell in cells if cell.row == row + 1 and (says := cell_text(text, span))}
    parts = {column: kind for column, kind in below.items() if kind and column not in single}
    if not parts or len(parts) < len(below) or not UNIT_COLUMNS & set(parts.values()):
        return kinds, row
    return kinds | parts, row + 1


def _with_unknown(
    text: Text, cells: Sequence[tuple[Span, Cell]], kinds: dict[int, str], row: int, last: int
) -> tuple[dict[int, str], tuple[Span, ...]]:
    """`kinds` with those of heads that nobody knows, and where these stand."""
    found = dict(kinds)
    presumed: list[Span] = []
    if not text.source.cells or not {"task", "content"} & set(kinds.values()):
        return found, ()  # cells that were put together from lines prove too little
    for span, cell in cells:
        says = cell_text(text, span)
        if row <= cell.row <= last and cell.column not in kinds and cell.column_span == 1 and len(says) <= LONGEST_HEAD:
            role = _role(says)
            if role and _are_lists(text, cells, cell.column, last):
                found[cell.column] = role
                presumed.append(span)
    return found, tuple(presumed)


def _are_shares(text: Text, cells: Sequence[tuple[Span, Cell]], column: int, last: int) -> bool:
    """Do most cells of a column 责任分工 hold lists of units, or clauses?"""
    below = [cell for cell in _below(text, cells, column, last) if kind_of(cell) is None]  # the head may be printed again
    told = sum(is_unit_list(cell) or SHARE.matches(cell) for cell in below)
    return bool(below) and told >= len(below) * MOST_LISTS


def _are_lists(text: Text, cells: Sequence[tuple[Span, Cell]], column: int, last: int) -> bool:
    """Are most cells of `column` below the head lists of units?"""
    below = _below(text, cells, column, last)
    lists = sum(map(is_unit_list, below))
    return lists >= FEWEST_LISTS and lists >= len(below) * MOST_LISTS


def _below(text: Text, cells: Sequence[tuple[Span, Cell]], column: int, last: int) -> list[str]:
    return [cell_text(text, span) for span, cell in cells if cell.column == column and cell.row > last]


def cell_text(text: Text, span: Span) -> str:
    """What a cell says, in one line."""
    return text.of(span).replace("\n", "")


def kind_of(says: str) -> str | None:
    """The kind of a column by its head as a whole; None where that is unknown."""
    match = column_pattern().fullmatch(says)
    return (match.lastgroup or "other") if match else None


def _bare(says: str) -> str | None:
    return next((rule.name.removeprefix("bare_") for rule in BARE_ROLES if rule.matches(says)), None)


def _role(says: str) -> str | None:
    """The kind of a column by a word of its head."""
    if compiled(NO_DUTY.pattern).search(says):
        return None
    return next((rule.name.removeprefix("word_") for rule in ROLE_WORDS if rule.matches(says)), None)


def _columns(cell: Cell) -> Iterator[int]:
    return iter(range(cell.column, cell.column + cell.column_span))
