"""Rows of tables of responsibility → clauses: one for each cell, or pair of cells, that names units."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from planparse.lexicon.pieces import is_broken
from planparse.lexicon.segmenter import find_unit_runs, is_unit_list
from planparse.outline.grid import Grid, Place
from planparse.patterns import compiled
from planparse.rules.headings import DONE
from planparse.rules.responsibility import NO_LIST
from planparse.span import Span, trim
from planparse.stages._cards import card_clauses
from planparse.stages._clause_lists import ends_list
from planparse.stages._glued_rows import SYMBOLS, due_cells, glued_lists
from planparse.stages._unit_cells import basis_of, cell_lists
from planparse.syntax import (
    UNIT_COLUMNS,
    Clause,
    Duty,
    Item,
    Mention,
    Note,
    Outline,
    Role,
    Text,
    UnitList,
    Zone,
)

GLUED = "table_row_glued"
_MARKS = " \n,;、。|"
_LONGEST_CELL = 80  # characters of a cell that lists units nobody knows
_LONGEST_NAME = 14
_BETWEEN = "[、,;]"


def read_tables(
    text: Text, outline: Outline, known: Collection[str] = (), given: Sequence[Grid] = ()
) -> tuple[Clause, ...]:
    """The clauses of all rows in the tables of one part, in order.

    Cells a line each are told apart by what they hold; cells that run together by where unit names
    begin and end. `known` are unit names that the notice uses elsewhere (`named_units`), `given` the
    tables of the part whose cells are known (`find_grids`).
    """
    clauses: list[Clause] = []
    for zone in outline.zones:
        own = [grid for grid in given if grid.head == zone.head or zone.body.overlaps(grid.body)]
        for stretch in _rows(outline, zone):
            clauses += _row_clauses(text, zone, stretch, known, own)
    return (*clauses, *card_clauses(text, outline.part.body, outline.zones))


def presumed_columns(text: Text, grids: Sequence[Grid]) -> list[Note]:
    """A note for each column whose head nobody knows, and which was told by the units below it."""
    return [
        Note(
            code="column_presumed",
            severity="info",
            message=f"{text.say(head)} is no known head of a column; the cells below it are units, so it is read as one of theirs",
            span=head,
        )
        for grid in grids
        for head in grid.presumed
    ]


def terms_in(text: Text, outline: Outline, duties: Sequence[Duty]) -> list[Span]:
    """The cells of terms in the tables of one part: given as cells, or shown by the list behind them."""
    glued = [duty.clause.span for duty in duties if duty.clause.rule == GLUED]
    cells: list[Span] = []
    for zone in outline.zones:
        cells += (*zone.terms, *due_cells(text, zone, glued))
        if not zone.cells:
            placed = [pair for row in _rows(outline, zone) for pair in _placed(zone, list(_lines(text, row)))]
            cells += [line for column, line in placed if column == "deadline" and line not in cells]
    return cells


def named_units(text: Text, clauses: Sequence[Clause]) -> frozenset[str]:
    """The names in the lists of `clauses` that end as those of units do: in a cell of its own each is one."""
    names = (name for c in clauses for part in c.lists for name in compiled(_BETWEEN).split(text.of(part.span)))
    return frozenset(n for n in names if 2 < len(n) <= _LONGEST_NAME and ends_list(n))


def _rows(outline: Outline, zone: Zone) -> Iterator[Span]:
    """What belongs to each numbered row alone, heading included; the whole table where none is numbered."""
    rows = [i for i in outline.walk() if zone.body.start <= i.span.start < zone.body.end and not i.children]
    if not rows:
        yield zone.body
    for item in rows:
        yield Span(item.marker.span.end, min(_own_end(item), zone.body.end))


def _own_end(item: Item) -> int:
    return item.children[0].span.start if item.children else item.span.end


def _row_clauses(
    text: Text, zone: Zone, row: Span, known: Collection[str], given: Sequence[Grid]
) -> Iterator[Clause]:
    lines = list(_lines(text, row))
    cells = [(grid, cell) for grid in given for cell in grid.within(row)]
    if cells:
        yield from _given_cells(text, cells)
        return
    placed = _by_place(text, zone, lines, known)
    if placed:
        yield placed
        return
    if any(_holds_units(text, line, known) for line in lines[1:]):
        glued = _glued_tail(text, lines, known)
        if glued is None:
            yield from _cells(text, zone, lines, known)
            return
    for stretch in glued_lists(text, row, zone, known):
        unit_list = UnitList(span=stretch, role=Role.RESPONSIBLE, rule=GLUED)
        yield Clause(span=stretch, rule=GLUED, lists=(unit_list,), scope="row")


def _lines(text: Text, row: Span) -> Iterator[Span]:
    at = row.start
    while at < row.end:
        end = text.norm.find("\n", at, row.end)
        end = row.end if end < 0 else end
        line = trim(text.norm, Span(at, end), _MARKS)
        if line.start < line.end:
            yield line
        at = end + 1


def _glued_tail(text: Text, lines: Sequence[Span], known: Collection[str]) -> Span | None:
    """Where the first line ends in units, the unit lines behind it continue its cell."""
    if len(lines) < 2:
        return None
    head = lines[0]
    for start, end in find_unit_runs(text.of(head), tuple(known)):
        if head.start + end == head.end and start > 0:
            return Span(head.start + start, lines[-1].end)
    return None


def _holds_units(text: Text, line: Span, known: Collection[str] = ()) -> bool:
    says = text.of(line).lstrip(SYMBOLS)
    return is_unit_list(says) or bool(known) and all(name in known for name in compiled(_BETWEEN).split(says))


def _given_cells(text: Text, cells: Sequence[tuple[Grid, Place]]) -> Iterator[Clause]:
    """Cells that are given: each line in a column of units is a list of its role."""
    lists: list[UnitList] = []
    labelled = False
    at_row = -1
    for grid, cell in cells:
        if cell.kind not in UNIT_COLUMNS:
            continue
        if lists and cell.row != at_row:
            yield _clause(lists, labelled=labelled)
            lists, labelled = [], False
        at_row = cell.row
        labelled = labelled or cell.kind != "responsible"
        reach = Span(cell.span.end, grid.row_end(cell)) if cell.rows > 1 else None
        for line in _lists_in(text, cell.span):
            if text.of(line).strip("—-/无"):  # nobody
                lists += cell_lists(text, line, cell.kind, reach)
    if lists:
        yield _clause(lists, labelled=labelled)


def _lists_in(text: Text, cell: Span) -> Iterator[Span]:
    """The lists in a cell: one in each line, but that a copy has broken a name over several."""
    held: Span | None = None
    for line in _lines(text, cell):
        if held and is_broken(text.of(held), text.of(line)):
            held = Span(held.start, line.end)
        else:
            if held:
                yield held
            held = line
    if held:
        yield held


def _by_place(text: Text, zone: Zone, lines: Sequence[Span], known: Collection[str]) -> Clause | None:
    """A row with one line for each column: the cells in the columns of units, if they look like lists."""
    lists: list[UnitList] = []
    for column, line in _placed(zone, lines):
        listed = _holds_units(text, line, known)
        if column not in UNIT_COLUMNS:
            if listed and not _is_prose(text, line):  # a cell is empty, another has two lines
                return None
            continue
        says = text.of(line)
        if not listed and (
            line.end - line.start > _LONGEST_CELL or not ends_list(says)
        ):
            return None
        if not listed and compiled(NO_LIST.pattern).search(says):
            return None
        lists += cell_lists(text, line, column)
    labelled = any(part.role is not Role.RESPONSIBLE for part in lists)
    return _clause(lists, labelled=labelled) if lists else None


def _placed(zone: Zone, lines: Sequence[Span]) -> list[tuple[str, Span]]:
    """The lines of a row by the kind of their column; none where they are not one for each."""
    columns = zone.columns[1:] if zone.columns[0] == "number" else zone.columns
    return list(zip(columns, lines, strict=True)) if len(lines) == len(columns) >= 3 else []


def _is_prose(text: Text, line: Span) -> bool:
    """Is the cell a sentence, though the names of works in it end like those of units?"""
    long = line.end - line.start > _LONGEST_CELL or text.norm[line.end : line.end + 1] == "。"
    return long or compiled(rf"(?:{DONE})(?=.{{4}})").match(text.norm, line.start) is not None


def _cells(text: Text, zone: Zone, lines: Sequence[Span], known: Collection[str]) -> Iterator[Clause]:
    """Cells a line each: the unit cells that follow each other make one clause."""
    group: list[Span] = []
    for line in lines:
        if _holds_units(text, line, known):
            group.append(line)
        elif group:
            yield from _clauses_of(text, zone, group)
            group = []
    if group:
        yield from _clauses_of(text, zone, group)


def _clauses_of(text: Text, zone: Zone, cells: Sequence[Span]) -> Iterator[Clause]:
    columns = zone.unit_columns
    if len(columns) == 1:
        # Lines that follow each other in one column are rows of their own only if each is a list.
        lists = [part for cell in cells for part in cell_lists(text, cell, columns[0])]
        if not lists:
            return
        yield _clause(lists, labelled=columns[0] != "responsible")
        return
    # The last cell is that of the last column; what stands before it fills the first.
    lists = []
    for n, cell in enumerate(cells):
        column = columns[0] if n < len(cells) - 1 or len(cells) == 1 else columns[-1]
        lists += cell_lists(text, cell, column)
    if lists:
        yield _clause(lists, labelled=True)


def _clause(lists: Sequence[UnitList], *, labelled: bool) -> Clause:
    span = Span(lists[0].span.start, lists[-1].span.end)
    return Clause(span=span, rule="table_cell", lists=tuple(lists), scope="row", labelled=labelled)


# ------------------------------------------------------------------------------ after the units


def share_columns(text: Text, duties: Sequence[Duty], outline: Outline) -> tuple[Duty, ...]:
    """Give the units of glued rows to their columns.

    Units that follow each other without a mark stand in cells, or lines of a cell, of their own:
    the last such stretch is the last column, what stands before it the first. A blank before the
    whole stretch is an empty first cell.
    """
    out = []
    for duty in duties:
        zone = next((z for z in outline.zones if z.body.covers(duty.clause.span)), None)
        if duty.clause.rule == GLUED and zone:
            out.append(_shared(text, duty, zone))
        else:
            out.append(duty)
    return tuple(out)


def _shared(text: Text, duty: Duty, zone: Zone) -> Duty:
    columns = zone.unit_columns
    stretches = _stretches(text, duty.mentions)
    if not stretches:
        return duty
    first, last = columns[0], columns[-1]
    if len(columns) == 1:
        return _with_roles(duty, [(duty.mentions, first)])
    if len(stretches) == 1:
        empty_first = duty.clause.span.start in text.gaps
        column = "responsible" if empty_first else first
        return _with_roles(duty, [(stretches[0], column)])
    # The lines of a first cell hold a unit each: a stretch of several behind them begins the last cell.
    cut = next((i for i, s in enumerate(stretches) if i and len(s) > 1), len(stretches) - 1)
    head, tail = stretches[:cut], stretches[cut:]
    return _with_roles(duty, [([m for s in head for m in s], first), ([m for s in tail for m in s], last)])


def _stretches(text: Text, mentions: Sequence[Mention]) -> list[list[Mention]]:
    """Mentions in the order of the text, cut where no mark stands between two."""
    out: list[list[Mention]] = []
    for m in mentions:
        between = text.norm[out[-1][-1].span.end : m.span.start] if out else ""
        if out and between.strip("\n") and m.span.start >= out[-1][-1].span.end:
            out[-1].append(m)
        elif out and m.span.start < out[-1][-1].span.end:
            out[-1].append(m)
        else:
            out.append([m])
    return out


def _with_roles(duty: Duty, shares: Sequence[tuple[Sequence[Mention], str]]) -> Duty:
    roles = {id(m): column for mentions, column in shares for m in mentions}
    mentions = tuple(_as(m, roles.get(id(m), "responsible")) for m in duty.mentions)
    clause = duty.clause
    labelled = any(column != "responsible" for _, column in shares)
    marked = Clause(
        span=clause.span, rule=clause.rule, lists=clause.lists, scope=clause.scope, labelled=labelled
    )
    return Duty(clause=marked, mentions=mentions)


def _as(m: Mention, column: str) -> Mention:
    return Mention(
        name=m.name,
        span=m.span,
        role=Role(column),
        basis=basis_of(column),
        presumed_lead=m.presumed_lead,
        collective=m.collective,
        key=m.key,
        repairs=m.repairs,
        doubtful=m.doubtful,
    )
