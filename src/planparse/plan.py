"""What the text means: the public model, frozen, and its JSON Schema.

Every `span` here is a half-open pair of code-point offsets into ``Source.text`` (for plain text
the decoded file itself), and ``source.text[start:end]`` is the quote, unchanged.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

SCHEMA_VERSION = "1.0"
SCHEMA_ID = "https://planparse.dev/schema/plan-1.0.json"

SpanPair = Annotated[tuple[int, int], Field(description="half-open code-point offsets into the source text")]
Path = Annotated[tuple[int, ...], Field(description="ordinals from the top: 二、(一)1. is [2, 1, 1]")]


class Record(BaseModel):
    """Base of all records: frozen, and nothing beyond the fields named."""

    # Built when first used: a parse checks whole plans and never needs the parts on their own.
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Generator(Record):
    """What made the plan. `rules` is a digest of the rule tables and the lexicon."""

    name: str
    version: str
    rules: str


class SourceInfo(Record):
    """The input: enough to find it again and to check it, nothing of the machine."""

    name: str
    media_type: str
    sha256: str
    encoding: str
    reader: str
    length: int


class RepairRecord(Record):
    """What was put back into a name or a title: `inserted` at offset `at` of it."""

    kind: str
    inserted: str
    at: int


class UnitMention(Record):
    """A unit as named in one responsibility clause."""

    name: str
    raw: str
    span: SpanPair
    role: Literal["lead", "support", "responsible"]
    lead_basis: Literal["word", "typography", "position", "symbol", "punctuation"] | None = None
    presumed_lead: bool = False
    unit: str
    collective: bool = False
    repairs: tuple[RepairRecord, ...] = ()
    confidence: float | None = Field(default=None, description="given only where a user should look")


class Responsibility(Record):
    """A clause that assigns duty. `inherited` ones are carried down and stand elsewhere in full."""

    quote: str
    span: SpanPair
    rule: str
    scope: Literal["item", "sentence", "heading", "preceding", "plan", "row"] = "item"
    inherited: bool = False
    units: tuple[UnitMention, ...] = ()


class Deadline(Record):
    """A date by which something is due; `due` in EDTF at the precision given."""

    due: str
    text: str
    span: SpanPair
    rule: str


class Target(Record):
    """An indicator and the value it is to reach."""

    indicator: str
    comparator: Literal["=", ">=", "<=", ">", "<", "~"]
    value: str
    uom: str
    by: str | None = None
    text: str
    span: SpanPair
    rule: str


class Citation(Record):
    """A document that the notice names."""

    title: str | None = None
    document_number: str | None = None
    text: str
    span: SpanPair
    rule: str
    repaired: bool = False


class Paragraph(Record):
    """Text that stands on its own, with the facts in it."""

    text: str
    span: SpanPair
    responsibilities: tuple[Responsibility, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    targets: tuple[Target, ...] = ()
    citations: tuple[Citation, ...] = ()


class Measure(Record):
    """A step of a task: a sentence of it, the sentences that one of several clauses closes, or a numbered sub-item."""

    id: str
    path: Path | None = None
    number: str | None = None
    restored: bool = False
    heading: str | None = None
    text: str
    span: SpanPair
    responsibilities: tuple[Responsibility, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    targets: tuple[Target, ...] = ()
    citations: tuple[Citation, ...] = ()
    measures: tuple[Measure, ...] = ()


class Task(Record):
    """The smallest numbered item to which work is assigned."""

    id: str
    path: Path
    number: str
    restored: bool = False
    heading: str | None = None
    span: SpanPair
    measures: tuple[Measure, ...] = ()
    responsibilities: tuple[Responsibility, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    targets: tuple[Target, ...] = ()
    citations: tuple[Citation, ...] = ()


class Section(Record):
    """A division of the plan. Without a number, `path` and `number` are null."""

    id: str
    path: Path | None = None
    number: str | None = None
    restored: bool = False
    level: int
    kind: Literal["section", "narrative", "safeguards", "closing", "group"] = "section"
    heading: str | None = None
    span: SpanPair
    paragraphs: tuple[Paragraph, ...] = ()
    responsibilities: tuple[Responsibility, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    targets: tuple[Target, ...] = ()
    citations: tuple[Citation, ...] = ()
    sections: tuple[Section, ...] = ()
    tasks: tuple[Task, ...] = ()


class TableCell(Record):
    """A cell of a table that the format gives as such. Row and column count from 0."""

    row: int
    column: int
    row_span: int = 1
    column_span: int = 1
    text: str
    span: SpanPair


class Table(Record):
    """A table given as cells."""

    span: SpanPair
    cells: tuple[TableCell, ...]


class Attachment(Record):
    """What else the notice encloses, a second plan included.

    `tables` are a second view of the text: the cells of tables that the format gives as such.
    """

    kind: Literal["annex", "plan", "list", "form"]
    number: int | None = None
    title: str | None = None
    span: SpanPair
    preamble: tuple[Paragraph, ...] = ()
    sections: tuple[Section, ...] = ()
    tables: tuple[Table, ...] = ()
    paragraphs: tuple[Paragraph, ...] = ()


class Cover(Record):
    """The covering notice of an enclosed plan."""

    span: SpanPair
    paragraphs: tuple[Paragraph, ...] = ()
    sections: tuple[Section, ...] = ()


class Metadata(Record):
    """What the head, the page table and the signature say of the notice; `spans` by field."""

    title: str | None = None
    document_number: str | None = None
    index_number: str | None = None
    issuers: tuple[str, ...] = ()
    addressees: tuple[str, ...] = ()
    date_issued: str | None = None
    date_published: str | None = None
    date_effective: str | None = None
    valid_until: str | None = None
    publisher: str | None = None
    subject: str | None = None
    status: str | None = None
    disclosure: str | None = None
    genre: str | None = None
    region: str | None = None
    level: Literal["national", "province", "city", "county", "township"] | None = None
    copied_to: tuple[str, ...] = ()
    printed_by: str | None = None
    date_printed: str | None = None
    signed_by: str | None = None
    spans: dict[str, tuple[SpanPair, ...]] = Field(default_factory=dict)


class Convention(Record):
    """A rule that the notice declares for itself: how lead units are marked."""

    basis: Literal["typography", "position", "symbol", "punctuation"]
    symbol: str | None = None
    quote: str
    span: SpanPair
    scope: SpanPair
    rule: str


class Unit(Record):
    """A unit of the notice: `key` is what mentions point to."""

    key: str
    name: str
    standard_name: str | None = None
    level: str | None = None
    kind: str | None = None
    collective: bool = False
    mentions: int
    leads: int


class SetAside(Record):
    """Text that belongs to the copy and not to the plan: page furniture, head, signature, heads of tables."""

    kind: Literal["chrome", "head", "signature", "note", "colophon", "attachment_list", "title", "label", "table_head"]
    text: str
    span: SpanPair


class Diagnostic(Record):
    """Something about the notice that a user should look at."""

    code: str
    severity: Literal["info", "warning", "error"]
    message: str
    span: SpanPair | None = None


class Plan(Record):
    """One notice, read."""

    schema_version: str = SCHEMA_VERSION
    generator: Generator
    source: SourceInfo
    metadata: Metadata
    conventions: tuple[Convention, ...] = ()
    cover: Cover | None = None
    title: str | None = None
    preamble: tuple[Paragraph, ...] = ()
    sections: tuple[Section, ...] = ()
    citations: tuple[Citation, ...] = Field(default=(), description="documents named in the plan's own title")
    attachments: tuple[Attachment, ...] = ()
    units: tuple[Unit, ...] = ()
    set_aside: tuple[SetAside, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()

    def walk_sections(self) -> Iterator[Section]:
        """Every section, cover and attachments included, in document order."""
        stack: list[Section] = []
        for attachment in reversed(self.attachments):
            stack += reversed(attachment.sections)
        stack += reversed(self.sections)
        if self.cover:
            stack += reversed(self.cover.sections)
        while stack:
            section = stack.pop()
            yield section
            stack += reversed(section.sections)

    def tasks(self) -> Iterator[Task]:
        """Every task of the notice, in document order."""
        for section in self.walk_sections():
            yield from section.tasks


def plan_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of `Plan`, as it is written out."""
    schema = Plan.model_json_schema(mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": SCHEMA_ID, **schema}
