"""The facts of one part, asked for by stretch of text."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from planparse.plan import Citation, Deadline, RepairRecord, Responsibility, Target, UnitMention
from planparse.span import Span
from planparse.syntax import CitationFact, DeadlineFact, Duty, Mention, TargetFact, Text


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


@dataclass(frozen=True, slots=True)
class PlacedDuty:
    """A duty with the span of its clause, so that it can stand on a shelf."""

    duty: Duty

    @property
    def span(self) -> Span:
        """Where the clause stands."""
        return self.duty.clause.span


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

    def deadlines(self, *spans: Span) -> tuple[Deadline, ...]:
        """The deadlines that begin in any of `spans`, as records."""
        return tuple(self._deadline(f) for s in spans for f in self._deadlines.within(*s))

    def targets(self, *spans: Span) -> tuple[Target, ...]:
        """The targets that begin in any of `spans`, as records."""
        return tuple(self._target(f) for s in spans for f in self._targets.within(*s))

    def citations(self, *spans: Span) -> tuple[Citation, ...]:
        """The citations that begin in any of `spans`, as records."""
        return tuple(self._citation(f) for s in spans for f in self._citations.within(*s))

    def clause_spans(self, start: int, end: int) -> list[Span]:
        """The clauses that begin in ``[start, end)``."""
        return [d.span for d in self.duties.within(start, end)]

    def responsibilities(self, duties: Iterable[Duty]) -> tuple[Responsibility, ...]:
        """`duties` as records."""
        return tuple(self._responsibility(d) for d in duties)

    def _deadline(self, f: DeadlineFact) -> Deadline:
        origin = self.text.origin(f.span)
        return Deadline(due=f.due, text=self.text.quote(f.span), span=origin, rule=f.rule)

    def _target(self, f: TargetFact) -> Target:
        return Target.model_validate(
            {
                "indicator": f.indicator,
                "comparator": f.comparator,
                "value": f.value,
                "uom": f.uom,
                "by": f.by,
                "text": self.text.quote(f.span),
                "span": self.text.origin(f.span),
                "rule": f.rule,
            }
        )

    def _citation(self, f: CitationFact) -> Citation:
        return Citation(
            title=f.title,
            document_number=f.document_number,
            text=self.text.quote(f.span),
            span=self.text.origin(f.span),
            rule=f.rule,
            repaired=f.repaired,
        )

    def _responsibility(self, duty: Duty) -> Responsibility:
        clause = duty.clause
        return Responsibility.model_validate(
            {
                "quote": self.text.quote(clause.span),
                "span": self.text.origin(clause.span),
                "rule": clause.rule,
                "scope": clause.scope,
                "units": tuple(self._mention(m) for m in duty.mentions),
            }
        )

    def _mention(self, m: Mention) -> UnitMention:
        return UnitMention.model_validate(
            {
                "name": m.name,
                "raw": self.text.quote(m.span),
                "span": self.text.origin(m.span),
                "role": m.role.value,
                "lead_basis": m.basis,
                "presumed_lead": m.presumed_lead,
                "unit": m.key or m.name,
                "collective": m.collective,
                "repairs": tuple(RepairRecord(kind=r.kind, inserted=r.inserted, at=r.at) for r in m.repairs),
                "confidence": 0.5 if m.doubtful else None,
            }
        )
