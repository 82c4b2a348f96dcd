"""What is different between two plans: the public model, frozen, and its JSON Schema."""

from __future__ import annotations

from typing import Any, Literal

from planparse.plan import Generator, Path, Record, SpanPair

SCHEMA_VERSION = "1.0"
SCHEMA_ID = "https://planparse.dev/schema/diff-1.0.json"

Severity = Literal["note", "warning", "breaking"]


class Word(Record):
    """A stretch of a word-level comparison; numbers and dates are never split."""

    op: Literal["equal", "insert", "delete"]
    text: str


class Place(Record):
    """Where something stands in one of the two plans.

    `span` counts code points of that side's source text. `quote` is what stands there; of a whole
    task or section it is the heading and the sentences, a line each.
    """

    part: str
    kind: Literal["part", "section", "task", "measure", "paragraph", "clause", "fact", "metadata"]
    id: str | None = None
    path: Path | None = None
    number: str | None = None
    heading: str | None = None
    span: SpanPair | None = None
    quote: str = ""


class Edit(Record):
    """One stretch of text that was reworded, put in (`old` null) or taken out (`new` null)."""

    old: Place | None = None
    new: Place | None = None
    words: tuple[Word, ...] = ()


class Change(Record):
    """One change. `kind` is stable, `fingerprint` too: no number or position enters it.

    `before` and `after` are values (units, a date, a target). `inside` holds what went or came with a
    section or task; `implies` names kinds that are part of this change and not listed on their own.
    """

    kind: str
    severity: Severity
    fingerprint: str
    path: str
    section: str
    subject: str
    message: str
    message_zh: str
    before: str | None = None
    after: str | None = None
    units: tuple[str, ...] = ()
    old: Place | None = None
    new: Place | None = None
    also_old: tuple[Place, ...] = ()
    also_new: tuple[Place, ...] = ()
    inside: tuple[Place, ...] = ()
    implies: tuple[str, ...] = ()
    edits: tuple[Edit, ...] = ()
    count: int = 1
    waived: str | None = None


class Side(Record):
    """One of the two plans."""

    name: str
    sha256: str
    title: str | None = None
    document_number: str | None = None
    date_issued: str | None = None
    tasks: int = 0


class Summary(Record):
    """What was counted. `renumbered` items have another number and are no changes by that."""

    changes: int = 0
    breaking: int = 0
    warning: int = 0
    note: int = 0
    waived: int = 0
    aligned: int = 0
    renumbered: int = 0
    marks_only: int = 0


class PlanDiff(Record):
    """All changes from `old` to `new`, in the order of the new plan."""

    schema_version: str = SCHEMA_VERSION
    generator: Generator
    old: Side
    new: Side
    summary: Summary
    changes: tuple[Change, ...] = ()
    findings: tuple[Change, ...] = ()

    def failing(self, fail_on: tuple[str, ...]) -> tuple[Change, ...]:
        """The changes and findings that are not waived and of a severity or kind in `fail_on`.

        A severity stands for itself and all graver ones.
        """
        return tuple(c for c in (*self.changes, *self.findings) if c.waived is None and fails(c, fail_on))


class TracedTask(Record):
    """A task of one of two plans that are traced: who leads, who else bears it."""

    part: str
    id: str | None = None
    path: Path | None = None
    number: str | None = None
    heading: str | None = None
    text: str
    span: SpanPair
    leads: tuple[str, ...] = ()
    units: tuple[str, ...] = ()


class TakenUp(Record):
    """A task of the lower plan that takes one of the upper up; `likeness` from 0 to 1."""

    task: TracedTask
    likeness: float


class Traced(Record):
    """A task of the upper plan with those of the lower that take it up; none where it is left out."""

    task: TracedTask
    taken_up: tuple[TakenUp, ...] = ()


class Trace(Record):
    """What a lower-level plan makes of a higher-level one; `own` are its tasks that none above accounts for."""

    schema_version: str = SCHEMA_VERSION
    generator: Generator
    upper: Side
    lower: Side
    tasks: tuple[Traced, ...] = ()
    own: tuple[TracedTask, ...] = ()


def fails(change: Change, fail_on: tuple[str, ...]) -> bool:
    """Is `change` of a severity (or a graver one) or a kind that is in `fail_on`?"""
    from planparse.rules.changes import SEVERITIES, at_least

    names = {change.kind, *change.implies}
    return any(
        at_least(change.severity, wanted) if wanted in SEVERITIES else wanted in names for wanted in fail_on
    )


def diff_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of `PlanDiff`, as it is written out."""
    schema = PlanDiff.model_json_schema(mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": SCHEMA_ID, **schema}
