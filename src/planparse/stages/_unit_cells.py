"""The lists in one cell of a column of units: what its words say of roles comes before what its column says."""

from __future__ import annotations

from planparse.lexicon.lexicon import load
from planparse.lexicon.segmenter import is_unit_list
from planparse.patterns import compiled
from planparse.rules.persons import LIKELY, PERSON
from planparse.rules.responsibility import WORD
from planparse.rules.tables import NO_UNIT
from planparse.span import Span
from planparse.stages._clause_grammar import read_inside
from planparse.stages._clause_lists import holds
from planparse.syntax import Role, Text, UnitList


def cell_lists(text: Text, cell: Span, column: str, reach: Span | None = None) -> list[UnitList]:
    """The lists of units in `cell`, which stands in a column of the kind `column`; spans in the normalised text.

    A cell may be a clause in itself: 市数据局牵头,市财政局配合; 市城投公司(牵头)、市住建局. What its
    words leave open is of the column's role. `reach` as in `UnitList`. None where nothing in it can be a unit.
    """
    says = text.of(cell)
    if not is_unit_list(says) and all(map(_is_no_unit, filter(None, compiled("[、,;]").split(says)))):
        return []
    if compiled(WORD).search(says):
        reading = read_inside(says, cell.start)
        marked = any(part.rule == "mark" for part in reading.lists)
        if (reading.kind != "bare" or marked) and holds(reading, says, cell.start, bare=marked):
            return [_of_column(part, column, reach) for part in reading.lists]
    return [UnitList(span=cell, role=Role(column), basis=basis_of(column), rule="table_cell", reach=reach)]


def _is_no_unit(name: str) -> bool:
    """Is it a state, a term, or a person of three characters? Two are more often a place (萧山) or an office (武警)."""
    person = PERSON.matches(name) or (len(name) == 3 and LIKELY.matches(name) and name not in load().places)
    return person or NO_UNIT.matches(name)


def _of_column(part: UnitList, column: str, reach: Span | None) -> UnitList:
    """`part` with the role of its column where no word says more."""
    said = part.role is not Role.RESPONSIBLE or part.rule in ("tail_group", "second_list")
    role, basis = (part.role, part.basis) if said else (Role(column), basis_of(column))
    return UnitList(span=part.span, role=role, basis=basis, rule=part.rule, reach=reach)


def basis_of(column: str) -> str | None:
    """How the role of a unit in such a column is known: the head of the column says it."""
    return "word" if column == "lead" else None
