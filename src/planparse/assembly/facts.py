"""The facts of one part, asked for by stretch of text."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import Any, Generic, Protocol, TypeVar

from msgspec import Struct

from planparse.span import Span
from planparse.syntax import CitationFact, DeadlineFact, Duty, Mention, TargetFact, Text

DOUBTFUL = 0.5  # the confidence of a name read by a narrow margin; where there is none to doubt, none is given


class _Placed(Protocol):
    @property
    def span(self) -> Span: ...


F = TypeVar("F", bound=_Placed)


class Shelf(Generic[F]):
    """Facts in text order, looked up by where they begin."""

    def __init__(self, facts: Iterable[F]) -> None:
        self.facts = sorted(facts, key=lambda f: f.span)
        self.starts = [f.span.start for f in self.facts]

    def within(self, start: int, end: int) -> list[F]:
        """The facts that begin in ``[start, end)``."""
        return self.facts[bisect_left(self.starts, start) : bisect_left(self.starts, end)]


class PlacedDuty(Struct, frozen=True):
    """A duty with the span of its clause, so that it can stand on a shelf."""

    duty: Duty

    @property
    def span(self) -> Span:
        """Where the clause stands."""
        return self.duty.clause.span


Record = dict[str, Any]  # what becomes a record of the public model, when the whole plan is checked at once


class Facts:
    """Everything found in one part."""

    def __init__(
        self,
        text: Text,
        duties: Sequence[Duty],
        deadlines: Sequence[DeadlineFact],
        targets: Sequence[TargetFact],
        citations: Sequence[CitationFact],
    ) -> None:
        self.text = text
        self.duties = Shelf(PlacedDuty(d) for d in duties)
        self._deadlines = Shelf(deadlines)
        self._targets = Shelf(targets)
        self._citations = Shelf(citations)
        shelves = (self._deadlines, self._targets, self._citations)
        self._starts = sorted(start for shelf in shelves for start in shelf.starts)

    def any_in(self, span: Span) -> bool:
        """Does a deadline, target or citation begin in `span`?"""
        i = bisect_left(self._starts, span.start)
        return i < len(self._starts) and self._starts[i] < span.end

    def of(self, spans: Sequence[Span]) -> Record:
        """The deadlines, targets and citations that begin in any of `spans`, by field."""
        spans = list(filter(self.any_in, spans))
        if not spans:  # most stretches of a notice hold none
            return {}
        return {
            "deadlines": self.deadlines(*spans),
            "targets": self.targets(*spans),
            "citations": self.citations(*spans),
        }

    def deadlines(self, *spans: Span) -> list[Record]:
        """The deadlines that begin in any of `spans`."""
        return [self._deadline(f) for s in spans for f in self._deadlines.within(*s)]

    def targets(self, *spans: Span) -> list[Record]:
        """The targets that begin in any of `spans`."""
        return [self._target(f) for s in spans for f in self._targets.within(*s)]

    def citations(self, *spans: Span) -> list[Record]:
        """The citations that begin in any of `spans`."""
        return [self._citation(f) for s in spans for f in self._citations.within(*s)]

    def clause_spans(self, start: int, end: int) -> list[Span]:
        """The clauses that begin in ``[start, end)``."""
        return [d.span for d in self.duties.within(start, end)]

    def responsibilities(self, duties: Iterable[Duty]) -> list[Record]:
        """`duties` as records."""
        return [self._responsibility(d) for d in duties]

    def _placed(self, span: Span, rule: str) -> Record:
        origin = self.text.origin(span)
        return {"text": origin.of(self.text.source.text), "span": origin, "rule": rule}

    def _deadline(self, f: DeadlineFact) -> Record:
        return {"due": f.due, **self._placed(f.span, f.rule)}

    def _target(self, f: TargetFact) -> Record:
        return {
            "indicator": f.indicator,
            "comparator": f.comparator,
            "value": f.value,
            "uom": f.uom,
            "by": f.by,
            **self._placed(f.span, f.rule),
        }

    def _citation(self, f: CitationFact) -> Record:
        return {
            "title": f.title,
            "document_number": f.document_number,
            "repaired": f.repaired,
            **self._placed(f.span, f.rule),
        }

    def _responsibility(self, duty: Duty) -> Record:
        clause = duty.clause
        origin = self.text.origin(clause.span)
        return {
            "quote": origin.of(self.text.source.text),
            "span": origin,
            "rule": clause.rule,
            "scope": clause.scope,
            "units": [self._mention(m) for m in duty.mentions],
        }

    def _mention(self, m: Mention) -> Record:
        origin = self.text.origin(m.span)
        return {
            "name": m.name,
            "raw": origin.of(self.text.source.text),
            "span": origin,
            "role": m.role.value,
            "unit": m.key or m.name,
            **_told(m),
        }


def _told(m: Mention) -> Record:
    """The fields of a mention that most leave at what they are by default."""
    told: Record = {}
    if m.basis:
        told["lead_basis"] = m.basis
    if m.presumed_lead:
        told["presumed_lead"] = True
    if m.collective:
        told["collective"] = True
    if m.repairs:
        told["repairs"] = [{"kind": r.kind, "inserted": r.inserted, "at": r.at} for r in m.repairs]
    if m.doubtful:
        told["confidence"] = DOUBTFUL
    return told
