"""What the stages found → Plan."""

from __future__ import annotations

from collections.abc import Sequence
from operator import itemgetter

from msgspec import Struct

from planparse import __version__
from planparse.assembly.facts import Facts, Record
from planparse.assembly.grids import tables_in
from planparse.assembly.ids import IdMaker
from planparse.assembly.nodes import NodeBuilder
from planparse.assembly.pieces import outside, paragraphs
from planparse.assembly.revisions import tracked_changes
from planparse.patterns import compiled
from planparse.plan import Plan
from planparse.rules.enclosing import ATTACHMENT_KINDS
from planparse.span import Span, trim
from planparse.syntax import (
    Block,
    BlockKind,
    Duty,
    Fact,
    Layout,
    LeadRule,
    Note,
    Outline,
    Part,
    PartKind,
    Role,
    Text,
)

_MANY = {"issuers", "addressees", "copied_to"}
_ASIDE = {
    BlockKind.CHROME: "chrome",
    BlockKind.HEAD: "head",
    BlockKind.SIGNATURE: "signature",
    BlockKind.NOTE: "note",
    BlockKind.COLOPHON: "colophon",
    BlockKind.ATTACHMENT_LIST: "attachment_list",
}


class PartFindings(Struct, frozen=True, kw_only=True):
    """One part, its outline, and the facts in it."""

    part: Part
    outline: Outline
    facts: Facts
    duties: tuple[Duty, ...]


def assemble(
    text: Text,
    layout: Layout,
    parts: Sequence[PartFindings],
    lead_rules: Sequence[LeadRule],
    notes: Sequence[Note],
    rules_digest: str,
) -> Plan:
    """The plan of the notice. Everything that the stages found stands in it once.

    The records are plain mappings until the whole is checked against the model in one go, which
    costs a tenth of making them one by one.
    """
    make_id = IdMaker()
    built = [(f, NodeBuilder(text, f.outline, f.facts, make_id, assigns=_assigns(f))) for f in parts]
    by_kind: dict[PartKind, list[tuple[PartFindings, NodeBuilder]]] = {kind: [] for kind in PartKind}
    for found, builder in built:
        by_kind[found.part.kind].append((found, builder))
    main = next(iter(by_kind[PartKind.MAIN]), None)
    cover = next((_cover(text, f, b) for f, b in by_kind[PartKind.COVER]), None)
    record = {
        "generator": {"name": "planparse", "version": __version__, "rules": rules_digest},
        "source": _source_info(text),
        "metadata": _metadata(text, layout.facts),
        "conventions": [_convention(text, rule) for rule in lead_rules],
        "cover": cover,
        "title": _title(text, main[0].part) if main else None,
        "preamble": main[1].preamble() if main else [],
        "sections": main[1].sections() if main else [],
        "citations": _in_title(main[0]) if main else [],
        "attachments": [_attachment(text, f, b) for f, b in by_kind[PartKind.ATTACHMENT]],
        "units": unit_registry([duty for f in parts for duty in f.duties]),
        "set_aside": _set_aside(text, layout, parts),
        "diagnostics": _diagnostics(text, notes),
    }
    return Plan.model_validate(record)


def _assigns(found: PartFindings) -> bool:
    return found.part.kind is not PartKind.COVER


def _source_info(text: Text) -> Record:
    source = text.source
    return {
        "name": source.name,
        "media_type": source.media_type,
        "sha256": source.sha256,
        "encoding": source.encoding,
        "reader": source.reader,
        "length": len(source.text),
    }


def _title(text: Text, part: Part) -> str | None:
    if part.title_text:
        return part.title_text
    return text.say(part.title) if part.title else None


def _words_of_title(text: Text, part: Part) -> str:
    return text.of(part.title) if part.title else part.title_text or ""


def _in_title(found: PartFindings) -> list[Record]:
    title = found.part.title
    return found.facts.citations(title) if title else []


def _metadata(text: Text, facts: Sequence[Fact]) -> Record:
    values: Record = {}
    spans: dict[str, list[Span]] = {}
    for fact in facts:
        if fact.key in _MANY:
            values.setdefault(fact.key, []).append(fact.value)
        elif fact.key in values:
            continue
        else:
            values[fact.key] = fact.value
        if fact.span:
            spans.setdefault(fact.key, []).append(text.origin(fact.span))
    return {**values, "spans": spans}


def _convention(text: Text, rule: LeadRule) -> Record:
    return {
        "basis": rule.basis,
        "symbol": rule.symbol or None,
        "quote": text.quote(rule.span),
        "span": text.origin(rule.span),
        "scope": text.origin(rule.scope),
        "rule": rule.rule,
    }


def _cover(text: Text, found: PartFindings, builder: NodeBuilder) -> Record:
    return {
        "span": text.origin(found.part.span),
        "paragraphs": builder.preamble(),
        "sections": builder.sections(),
    }


def _kind(title: str, has_items: bool) -> str:
    """What an attachment is: by the last word of its title, else by what stands in it."""
    for row in ATTACHMENT_KINDS:
        if compiled(row.pattern).search(title):
            return row.name
    return "plan" if has_items else "annex"


def _attachment(text: Text, found: PartFindings, builder: NodeBuilder) -> Record:
    sections = builder.sections()
    numbered = any(s.get("number") for s in sections)
    span = text.origin(found.part.span)
    return {
        "kind": _kind(_words_of_title(text, found.part), numbered or bool(found.duties)),
        "number": found.part.number,
        "title": _title(text, found.part),
        "span": span,
        "preamble": builder.preamble(),
        "sections": sections,
        "tables": tables_in(text.source, span),
    }


def _set_aside(text: Text, layout: Layout, parts: Sequence[PartFindings]) -> list[Record]:
    """All that stands in no part's body: whole blocks, titles, and labels such as 附件1 above them; heads of tables."""
    aside = [s for block in layout.blocks if (s := _block_aside(text, block))]
    read = [block.span for block in layout.blocks if block.kind not in _ASIDE]
    titles = [p.title for p in layout.parts if p.title and any(span.covers(p.title) for span in read)]
    aside += [_aside(text, "title", title) for title in titles]
    taken = [*titles, *(p.body for p in layout.parts)]
    for span in read:
        for piece in paragraphs(text.norm, outside(span, taken)):
            aside.append(_aside(text, "label", piece))
    for found in parts:
        for head in (zone.head for zone in found.outline.zones):
            pieces = (trim(text.norm, p) for p in outside(head, found.facts.clause_spans(*head)))
            aside += [_aside(text, "table_head", piece) for piece in pieces if piece.start < piece.end]
    return sorted(aside, key=itemgetter("span"))


def _block_aside(text: Text, block: Block) -> Record | None:
    kind = _ASIDE.get(block.kind)
    span = trim(text.norm, block.span)
    return _aside(text, kind, span) if kind and span.start < span.end else None


def _aside(text: Text, kind: str, span: Span) -> Record:
    return {"kind": kind, "text": text.quote(span), "span": text.origin(span)}


def _diagnostics(text: Text, notes: Sequence[Note]) -> list[Record]:
    found = [
        {
            "code": note.code,
            "severity": note.severity,
            "message": note.message,
            "span": text.origin(note.span) if note.span else None,
        }
        for note in notes
    ]
    found += tracked_changes(text.source.revisions)
    return sorted(found, key=lambda d: (d["span"] or (-1, -1), d["code"], d["message"]))


def unit_registry(duties: Sequence[Duty]) -> list[Record]:
    """The units of the notice in order of first mention, with how often each is named and leads."""
    units: dict[str, Record] = {}
    for m in (m for duty in duties for m in duty.mentions):
        key = m.key or m.name
        unit = units.setdefault(
            key, {"key": key, "name": m.name, "collective": m.collective, "mentions": 0, "leads": 0}
        )
        unit["mentions"] += 1
        unit["leads"] += m.role is Role.LEAD
    return list(units.values())
