"""Part → Outline: which marks are items, under which, and what they are called."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from planparse.outline.candidates import find_candidates
from planparse.outline.closing import cut_closing, cut_tails
from planparse.outline.grid import Grid
from planparse.outline.groups import end_tables, set_groups
from planparse.outline.headings import set_headings
from planparse.outline.search import Accepted, best_reading
from planparse.outline.zones import find_zones
from planparse.rules.numbering import GROUP, RANK, ROW
from planparse.span import Span
from planparse.syntax import Item, Marker, Note, Outline, Part, Text, Zone


def build_outline(
    text: Text, part: Part, clauses: Sequence[Span] = (), grids: Sequence[Grid] = ()
) -> tuple[Outline, tuple[Note, ...]]:
    """The numbered items of `part`, and what was doubtful or restored. Headings are for `name_items` to tell.

    `clauses` are the spans of responsibility clauses: no item begins inside one. `grids` are the tables of the
    part whose cells are known.
    """
    zones = find_zones(text, part.body, grids)
    inner = (Span(cell.start - 1, cell.end) for zone in zones for cell in zone.inner)  # 一、 in such a cell is no item
    shut = [*clauses, *(zone.head for zone in zones), *inner, *part.aside]
    candidates = find_candidates(text, part.body, zones, shut)
    accepted, second, margin = best_reading(candidates)
    items = _tree(part.body, accepted)
    zones = tuple(_at_the_top(zone, items) for zone in zones)
    closing = cut_closing(text, items, part.body, zones)
    cut_tails(text, items)
    end_tables(text, items, zones)
    set_groups(text, items, zones)
    named = {node.heading for item in items for node in item.walk() if node.marker.style == GROUP}
    zones = tuple(replace(zone, inner=tuple(cell for cell in zone.inner if cell in named)) for zone in zones)
    first = items[0].span.start if items else part.body.end
    outline = Outline(
        part=part,
        items=tuple(items),
        preamble=Span(part.body.start, first),
        closing=closing,
        zones=zones,
    )
    return outline, (*_doubts(text, accepted, second, margin), *_restored(accepted), *_irregular(items))


def name_items(text: Text, outline: Outline, clauses: Sequence[Span]) -> tuple[Note, ...]:
    """Set headings and bodies (in place) once all `clauses` are known, those of table rows too: they end headings.

    Returns what is presumed of where headings end: a note for each table, and one for the running text.
    """
    set_headings(text, outline.items, clauses, outline.zones)
    presumed = [item.heading for item in outline.walk() if item.heading and item.presumed]
    notes = []
    for zone in outline.zones:
        count = sum(zone.body.covers(heading) for heading in presumed)
        message = f"the cells of rows run together; {count} headings end where the wording shows that another cell begins"
        if count:
            notes.append(Note(code="cells_run_together", severity="info", message=message, span=zone.head))
    running = [heading for heading in presumed if not any(zone.body.covers(heading) for zone in outline.zones)]
    if running:
        message = f"the copy has lost its lines; {len(running)} headings end where the wording shows that a sentence begins"
        notes.append(Note(code="headings_run_on", severity="info", message=message, span=running[0]))
    return tuple(notes)


def _tree(body: Span, accepted: Sequence[Accepted]) -> list[Item]:
    roots: list[Item] = []
    path: list[Item] = []
    for i, this in enumerate(accepted):
        end = next((a.candidate.start for a in accepted[i + 1 :] if a.depth <= this.depth), body.end)
        item = _item(this, path[: this.depth], Span(this.candidate.start, end))
        (path[this.depth - 1].children if this.depth else roots).append(item)
        path[this.depth :] = [item]
    return roots


def _at_the_top(zone: Zone, items: Sequence[Item]) -> Zone:
    """`zone` without the groups behind its numbers where its rows stand below an item of the text."""
    below = any(node.row and zone.body.covers(node.marker.span) for item in items if not item.row for node in item.walk())
    return replace(zone, inner=(), groups=tuple(g for g in zone.groups if g != zone.inner)) if zone.inner and below else zone


def _item(accepted: Accepted, above: Sequence[Item], span: Span) -> Item:
    candidate = accepted.candidate
    parent = above[-1].path if above else ()
    return Item(
        marker=Marker(
            style=accepted.style,
            ordinal=accepted.ordinal,
            span=candidate.span,
            restored=accepted.restored,
        ),
        path=(*parent, accepted.ordinal),
        level=accepted.depth,
        span=span,
        body=span,
        row=candidate.in_table and (accepted.style == ROW or RANK.get(accepted.style, 0) >= RANK["arabic"]),
    )


def _doubts(text: Text, first: Sequence[Accepted], second: Sequence[Accepted], margin: float) -> list[Note]:
    """The first place at which a reading that is nearly as good goes another way."""
    if not second:
        return []
    here, there = {a.candidate.span: a for a in first}, {a.candidate.span: a for a in second}
    for span in sorted(here.keys() | there.keys()):
        if here.get(span) != there.get(span):
            mark = text.quote(span).strip() or "the lost number"
            message = f"{mark} is read as {_reading(here.get(span))}; nearly as good: as {_reading(there.get(span))}"
            message = f"{message} (prices {margin:.1f} apart)"
            return [Note(code="outline_close_call", severity="info", message=message, span=span)]
    return []


def _reading(accepted: Accepted | None) -> str:
    return f"item {accepted.ordinal} at level {accepted.depth}" if accepted else "part of the running text"


def _restored(accepted: Sequence[Accepted]) -> list[Note]:
    return [
        Note(
            code="ordinal_restored",
            severity="info",
            message=f"the number is lost in the copy; the sequence proves {a.ordinal}",
            span=Span(a.candidate.span.start, a.candidate.span.end + 1),
        )
        for a in accepted
        if a.restored
    ]


def _irregular(items: Sequence[Item]) -> list[Note]:
    """Numbers that are missing or repeated between siblings, as printed."""
    notes = []
    for siblings in [list(items), *(item.children for root in items for item in root.walk())]:
        for before, after in zip(siblings, siblings[1:], strict=False):
            step = after.marker.ordinal - before.marker.ordinal
            if before.marker.style == after.marker.style and step != 1:
                code = "number_repeated" if step == 0 else "number_gap" if step > 0 else "number_restarts"
                notes.append(
                    Note(
                        code=code,
                        severity="info",
                        message=f"{after.marker.ordinal} follows {before.marker.ordinal}",
                        span=after.marker.span,
                    )
                )
    return notes
