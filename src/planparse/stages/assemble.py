"""What the stages found → Plan."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from planparse import __version__
from planparse.assembly.facts import Facts
from planparse.assembly.ids import IdMaker
from planparse.assembly.nodes import NodeBuilder
from planparse.assembly.pieces import outside, paragraphs
from planparse.plan import (
    Attachment,
    Convention,
    Cover,
    Diagnostic,
    Generator,
    Metadata,
    Plan,
    SetAside,
    SourceInfo,
    Unit,
)
from planparse.span import Span, trim
from planparse.syntax import Block, BlockKind, Duty, Fact, Layout, LeadRule, Note, Outline, Part, PartKind, Role, Text

_MANY = {"issuers", "addressees", "copied_to"}
_ASIDE = {
    BlockKind.CHROME: "chrome",
    BlockKind.HEAD: "head",
    BlockKind.SIGNATURE: "signature",
    BlockKind.NOTE: "note",
    BlockKind.COLOPHON: "colophon",
    BlockKind.ATTACHMENT_LIST: "attachment_list",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PartFindings:
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
    units: Sequence[Unit],
    notes: Sequence[Note],
    rules_digest: str,
) -> Plan:
    """The plan of the notice. Everything that the stages found stands in it once."""
    make_id = IdMaker()
    built = [(found, NodeBuilder(text, found.outline, found.facts, make_id, is_main=_is_main(found))) for found in parts]
    main = next(((f, b) for f, b in built if f.part.kind is PartKind.MAIN), None)
    return Plan(
        generator=Generator(name="planparse", version=__version__, rules=rules_digest),
        source=_source_info(text),
        metadata=_metadata(text, layout.facts),
        conventions=tuple(_convention(text, rule) for rule in lead_rules),
        cover=next((_cover(text, f, b) for f, b in built if f.part.kind is PartKind.COVER), None),
        title=_title(text, main[0].part) if main else None,
        preamble=main[1].preamble() if main else (),
        sections=main[1].sections() if main else (),
        attachments=tuple(_attachment(text, f, b) for f, b in built if f.part.kind is PartKind.ATTACHMENT),
        units=tuple(units),
        set_aside=tuple(_set_aside(text, layout)),
        diagnostics=tuple(_diagnostics(text, notes)),
    )


def _is_main(found: PartFindings) -> bool:
    return found.part.kind is not PartKind.COVER


def _source_info(text: Text) -> SourceInfo:
    source = text.source
    return SourceInfo(
        name=source.name,
        media_type=source.media_type,
        sha256=source.sha256,
        encoding=source.encoding,
        reader=source.reader,
        length=len(source.text),
    )


def _title(text: Text, part: Part) -> str | None:
    if part.title_text:
        return part.title_text
    return text.say(part.title) if part.title else None


def _metadata(text: Text, facts: Sequence[Fact]) -> Metadata:
    values: dict[str, object] = {}
    spans: dict[str, tuple[Span, ...]] = {}
    for fact in facts:
        if fact.key in _MANY:
            values[fact.key] = (*values.get(fact.key, ()), fact.value)  # type: ignore[misc]
        elif fact.key not in values:
            values[fact.key] = fact.value
        else:
            continue
        if fact.span:
            spans[fact.key] = (*spans.get(fact.key, ()), text.origin(fact.span))
    return Metadata.model_validate({**values, "spans": spans})


def _convention(text: Text, rule: LeadRule) -> Convention:
    return Convention.model_validate(
        {
            "basis": rule.basis,
            "symbol": rule.symbol or None,
            "quote": text.quote(rule.span),
            "span": text.origin(rule.span),
            "scope": text.origin(rule.scope),
            "rule": rule.rule,
        }
    )


def _cover(text: Text, found: PartFindings, builder: NodeBuilder) -> Cover:
    return Cover(
        span=text.origin(found.part.span), paragraphs=builder.preamble(), sections=builder.sections()
    )


def _attachment(text: Text, found: PartFindings, builder: NodeBuilder) -> Attachment:
    sections = builder.sections()
    numbered = any(s.number for s in sections)
    kind = "plan" if numbered or found.duties else "annex"
    return Attachment.model_validate(
        {
            "kind": kind,
            "number": found.part.number,
            "title": _title(text, found.part),
            "span": text.origin(found.part.span),
            "preamble": builder.preamble(),
            "sections": sections,
        }
    )


def _set_aside(text: Text, layout: Layout) -> list[SetAside]:
    """All that stands in no part's body: whole blocks, titles, and labels such as 附件1 above them."""
    aside = [s for block in layout.blocks if (s := _block_aside(text, block))]
    read = [block.span for block in layout.blocks if block.kind not in _ASIDE]
    titles = [p.title for p in layout.parts if p.title and any(span.covers(p.title) for span in read)]
    aside += [_aside(text, "title", title) for title in titles]
    taken = [*titles, *(p.body for p in layout.parts)]
    for span in read:
        for piece in paragraphs(text.norm, outside(span, taken)):
            aside.append(_aside(text, "label", piece))
    return sorted(aside, key=lambda a: a.span)


def _block_aside(text: Text, block: Block) -> SetAside | None:
    kind = _ASIDE.get(block.kind)
    span = trim(text.norm, block.span)
    return _aside(text, kind, span) if kind and span.start < span.end else None


def _aside(text: Text, kind: str, span: Span) -> SetAside:
    return SetAside.model_validate({"kind": kind, "text": text.quote(span), "span": text.origin(span)})


def _diagnostics(text: Text, notes: Sequence[Note]) -> list[Diagnostic]:
    out = []
    for note in notes:
        span = text.origin(note.span) if note.span else None
        out.append(
            Diagnostic.model_validate(
                {"code": note.code, "severity": note.severity, "message": note.message, "span": span}
            )
        )
    return sorted(out, key=lambda d: (d.span or (-1, -1), d.code, d.message))


def unit_registry(duties: Sequence[Duty]) -> list[Unit]:
    """The units of the notice in order of first mention, with how often each is named and leads."""
    names: dict[str, str] = {}
    collective: dict[str, bool] = {}
    mentions: Counter[str] = Counter()
    leads: Counter[str] = Counter()
    for duty in duties:
        for m in duty.mentions:
            key = m.key or m.name
            names.setdefault(key, m.name)
            collective.setdefault(key, m.collective)
            mentions[key] += 1
            leads[key] += m.role is Role.LEAD
    return [
        Unit(key=key, name=name, collective=collective[key], mentions=mentions[key], leads=leads[key])
        for key, name in names.items()
    ]
