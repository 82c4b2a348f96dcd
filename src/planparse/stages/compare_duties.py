"""Tables of responsibility: where they name other units than the text that they divide, and rows without any."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from msgspec import Struct

from planparse.assembly.cells import rows_reached
from planparse.assembly.owners import own_duties
from planparse.patterns import compiled
from planparse.syntax import Duty, Item, Mention, Note, Outline, Role, Text

FEWEST_ROWS, MOST_BARE = 4, 0.25  # rows of a table that show its habit; the share that may break it
SHORTEST = 4  # characters of a heading that tells a task from others
_MARKS = compiled(r"[\W_]+")


class _Assigned(Struct, frozen=True):
    """An item and the units that its own clauses name, if any."""

    item: Item
    units: tuple[Mention, ...]


def compare_duties(text: Text, outlines: Sequence[Outline], duties: Sequence[Duty]) -> tuple[Note, ...]:
    """A note for each row of a table whose task the text gives to other units, in order of the text.

    The row and the item of the text have the same words as heading, and no other row or item has
    them: 加强组织领导 heads many tasks. Both clauses stay where they are.
    """
    rows: dict[str, list[_Assigned]] = defaultdict(list)
    body: dict[str, list[_Assigned]] = defaultdict(list)
    for outline in outlines:
        for found in _assigned(outline, duties):
            key = _MARKS.sub("", text.of(found.item.heading)) if found.item.heading else ""
            if len(key) >= SHORTEST:
                (rows if found.item.row else body)[key].append(found)
    notes: list[Note] = []
    for key, same in rows.items():
        if len(same) == len(body.get(key, ())) == 1 and same[0].units and body[key][0].units:
            notes += _differences(text, same[0], body[key][0])
    return tuple(sorted(notes, key=lambda note: note.span or (0, 0)))


def rows_without_units(outlines: Sequence[Outline], duties: Sequence[Duty]) -> tuple[Note, ...]:
    """A note for each row without units in a table that gives units to nearly all of its rows."""
    notes: list[Note] = []
    for outline in outlines:
        inside = [duty for duty in duties if outline.part.body.covers(duty.clause.span)]
        owned, _ = own_duties(outline, inside)
        shared = rows_reached(outline, inside)
        leaves = [item for item in outline.walk() if item.row and not item.children]
        for zone in outline.zones:
            rows = [item for item in leaves if zone.body.covers(item.marker.span)]
            bare = [item for item in rows if not owned.get(id(item)) and not shared.get(id(item))]
            if zone.unit_columns and len(rows) >= FEWEST_ROWS and 0 < len(bare) <= len(rows) * MOST_BARE:
                notes += [_bare(item) for item in bare]
    return tuple(notes)


def _bare(item: Item) -> Note:
    message = f"no unit was found in row {_path(item)}, though nearly all rows of the table name some"
    return Note(code="row_without_units", severity="info", message=message, span=item.marker.span)


def _assigned(outline: Outline, duties: Sequence[Duty]) -> Iterator[_Assigned]:
    inside = [duty for duty in duties if outline.part.body.covers(duty.clause.span)]
    owned, _ = own_duties(outline, inside)
    for item in outline.walk():
        own = [duty for duty in owned.get(id(item), ()) if duty.clause.scope != "sentence"]
        yield _Assigned(item, tuple(mention for duty in own for mention in duty.mentions))


def _differences(text: Text, row: _Assigned, other: _Assigned) -> Iterator[Note]:
    here, there = _names(row.units), _names(other.units)
    leads = _leads(row.units), _leads(other.units)
    says = []
    if here.keys() != there.keys():
        says += _only("the table", here, there) + _only("the text", there, here)
    if all(leads) and leads[0].keys() != leads[1].keys():
        says += [f"led by {_listed(leads[0])} in the table, by {_listed(leads[1])} in the text"]
    if says:
        heading = text.say(row.item.heading) if row.item.heading else ""
        yield Note(
            code="duty_disagreement",
            severity="warning",
            message=f"{heading}: the table and item {_path(other.item)} of the text differ: {'; '.join(says)}",
            span=row.item.heading,
        )


def _names(mentions: Sequence[Mention]) -> dict[str, str]:
    return {mention.key or mention.name: mention.name for mention in mentions}


def _leads(mentions: Sequence[Mention]) -> dict[str, str]:
    return _names([mention for mention in mentions if mention.role is Role.LEAD])


def _only(where: str, here: dict[str, str], there: dict[str, str]) -> list[str]:
    own = {key: name for key, name in here.items() if key not in there}
    return [f"only {where} names {_listed(own)}"] if own else []


def _listed(names: dict[str, str]) -> str:
    return "、".join(names.values())


def _path(item: Item) -> str:
    return ".".join(map(str, item.path))
