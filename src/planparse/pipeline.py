"""The one place that knows the order of the stages."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from hashlib import blake2s
from pathlib import Path

from planparse.assembly.facts import Facts
from planparse.assembly.kinds import background, ordering
from planparse.garbage import no_search_for_cycles
from planparse.outline.grid import find_grids
from planparse.plan import Plan
from planparse.source import Source
from planparse.span import Span
from planparse.stages.apply_leads import apply_leads, find_lead_rules
from planparse.stages.assemble import PartFindings, assemble
from planparse.stages.build_outline import build_outline, name_items
from planparse.stages.compare_duties import compare_duties, rows_without_units
from planparse.stages.find_citations import find_citations
from planparse.stages.find_dates import find_deadlines
from planparse.stages.find_targets import find_targets
from planparse.stages.normalise import joined_lines, normalise
from planparse.stages.read_responsibility import read_responsibility
from planparse.stages.read_tables import named_units, presumed_columns, read_tables, share_columns, terms_in
from planparse.stages.resolve_units import resolve_units
from planparse.stages.split_blocks import home_places, split_blocks
from planparse.syntax import (
    Clause,
    DeadlineFact,
    Duty,
    Layout,
    Note,
    Outline,
    Part,
    PartKind,
    TargetFact,
    Text,
)


def parse(source: Source) -> Plan:
    """The plan of one notice. Never raises on text: what is not understood stays as paragraphs."""
    with no_search_for_cycles():
        return _parse(source)


def _parse(source: Source) -> Plan:
    text = normalise(source)
    layout = split_blocks(text)
    notes: list[Note] = [*joined_lines(text), *layout.notes]
    clauses = {part: read_responsibility(text, part.body) for part in layout.parts}
    grids = {part: find_grids(text, part.body) for part in layout.parts}
    notes += presumed_columns(text, [grid for part in layout.parts for grid in grids[part]])
    outlines: dict[Part, Outline] = {}
    for part in layout.parts:
        outlines[part], more = build_outline(text, part, [c.span for c in clauses[part]], grids[part])
        notes += more
    rules = find_lead_rules(text, [p.body for p in layout.parts if p.kind is not PartKind.COVER])
    named = named_units(text, [clause for part in layout.parts for clause in clauses[part]])
    rows = {
        part: _beside(read_tables(text, outlines[part], named, grids[part]), clauses[part]) for part in layout.parts
    }
    for part in layout.parts:
        notes += name_items(text, outlines[part], [c.span for c in (*clauses[part], *rows[part])])
    places = home_places(layout, text)
    skip = [rule.span for rule in rules]
    everything = [c for part in layout.parts for c in sorted((*clauses[part], *rows[part]), key=lambda c: c.span)]
    # A clause in which no unit is left is text like any other.
    resolved = [duty for duty in resolve_units(text, everything, places, skip) if duty.mentions]
    duties, lead_notes = apply_leads(text, _columns(text, resolved, outlines), rules)
    notes += lead_notes
    notes += compare_duties(text, list(outlines.values()), duties)
    notes += rows_without_units(list(outlines.values()), duties)
    parts = [_findings(text, layout, outlines[part], duties) for part in layout.parts]
    return assemble(text, layout, parts, rules, notes, rules_digest())


def _beside(rows: Sequence[Clause], clauses: Sequence[Clause]) -> tuple[Clause, ...]:
    """The clauses of table rows, where no clause with words of its own stands."""
    return tuple(row for row in rows if not any(row.span.overlaps(c.span) for c in clauses))


def _columns(text: Text, duties: Sequence[Duty], outlines: dict[Part, Outline]) -> tuple[Duty, ...]:
    out: list[Duty] = list(duties)
    for outline in outlines.values():
        out = list(share_columns(text, out, outline))
    return tuple(out)


def _findings(text: Text, layout: Layout, outline: Outline, duties: Sequence[Duty]) -> PartFindings:
    body = outline.part.body
    own = tuple(d for d in duties if body.covers(d.clause.span))
    issued = _issued(layout)
    year = int(issued[:4]) if issued else None
    told = [cell for zone in outline.zones for cell in zone.told]
    dues = [due for due in find_deadlines(text, body, year, terms_in(text, outline, own), issued=issued) if not _inside(due, told)]
    rows = [item.span for item in outline.walk() if item.row]
    cells = [cell for zone in outline.zones for cell in zone.cells]
    targets = find_targets(text, body, year, ordering(outline), background(text, outline), dues, rows, cells)
    found = Facts(
        text,
        own,
        dues,
        [target for target in targets if not _inside(target, told)],
        find_citations(text, outline.part.span, own=_own_titles(layout)),
    )
    return PartFindings(part=outline.part, outline=outline, facts=found, duties=own)


def _inside(fact: DeadlineFact | TargetFact, cells: Sequence[Span]) -> bool:
    return any(cell.covers(fact.span) for cell in cells)


def _issued(layout: Layout) -> str:
    """The day from which the notice speaks, in EDTF; empty where the copy does not say it."""
    return next(
        (fact.value for key in ("date_issued", "date_published") for fact in layout.facts if fact.key == key), ""
    )


def _own_titles(layout: Layout) -> frozenset[str]:
    named = [f.value for f in layout.facts if f.key in ("title", "document_number")]
    return frozenset([*named, *(p.title_text for p in layout.parts if p.title_text)])


@cache
def rules_digest() -> str:
    """A digest of the rule tables and the lexicon: two plans with the same digest were read alike."""
    digest = blake2s(digest_size=8)
    for package in ("rules", "lexicon"):
        for path in sorted(Path(__file__).with_name(package).iterdir()):
            if path.name.endswith((".py", ".yaml", ".txt")):
                digest.update(path.read_bytes())
    return digest.hexdigest()


__all__ = ["parse", "rules_digest"]
