"""What the text says: the frozen types that the stages hand to each other.

Every span in this module counts code points of ``Text.norm``, the normalised text; ``Text.origin``
takes one to ``Source.text``.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from enum import StrEnum

from msgspec import Struct, field

from planparse.source import Source
from planparse.span import Span

LONG_LINE = 1000  # characters of a line, on the average, from which on a copy has lost its lines

# ------------------------------------------------------------------------------ normalised text


class OffsetMap(Struct, frozen=True):
    """Where each character of the normalised text stands in the source.

    The two texts run in step from each pair ``(norm[i], source[i])`` on; `folded` holds the
    offsets of those normalised characters that stand for several source characters, with how many.
    """

    norm: tuple[int, ...] = (0,)
    source: tuple[int, ...] = (0,)
    folded: dict[int, int] = field(default_factory=dict)

    def to_source(self, offset: int) -> int:
        """The source offset at which the normalised character `offset` begins."""
        i = bisect_right(self.norm, offset) - 1
        return self.source[i] + offset - self.norm[i]

    def to_norm(self, offset: int) -> int:
        """The normalised offset of the source character `offset`, or of the next one that was kept."""
        i = bisect_right(self.source, offset) - 1
        here = self.norm[i] + offset - self.source[i]
        return min(here, self.norm[i + 1]) if i + 1 < len(self.norm) else here

    def span_to_source(self, span: Span) -> Span:
        """The source span from the first to the last character of `span`.

        An empty span stays empty, at the place where its start stands.
        """
        at, last = span.start, span.end - 1
        i = bisect_right(self.norm, at) - 1
        start = self.source[i] + at - self.norm[i]
        if last < at:
            return Span(start, start)
        if i + 1 < len(self.norm) and last >= self.norm[i + 1]:
            i = bisect_right(self.norm, last, i + 1) - 1
        return Span(start, self.source[i] + last - self.norm[i] + self.folded.get(last, 1))


class Edit(Struct, frozen=True, kw_only=True):
    """A change that normalising made and that a reader may want to know of (`span` in source)."""

    kind: str
    span: Span


class Text(Struct, frozen=True, kw_only=True):
    """The normalised text of a notice, and the way back.

    `norm` has half-width digits, letters, brackets and marks, no blanks (one stays between two
    Latin words), no markup, and ``\\n`` between lines that hold something. `gaps` are the offsets
    in `norm` before which blanks were dropped inside a line. `lines` are the non-empty lines.
    """

    source: Source
    norm: str
    offsets: OffsetMap
    gaps: frozenset[int] = frozenset()
    edits: tuple[Edit, ...] = ()
    lines: tuple[Span, ...] = ()

    def origin(self, span: Span) -> Span:
        """`span` in ``source.text``."""
        return self.offsets.span_to_source(span)

    def quote(self, span: Span) -> str:
        """What the source has at `span`, unchanged."""
        return self.origin(span).of(self.source.text)

    def say(self, span: Span) -> str:
        """The source at `span` as one would read it aloud: no blanks, breaks, markup or entities.

        Widths and marks stay as the source has them.
        """
        raw = self.quote(span)
        if len(raw) == span.end - span.start and "\n" not in raw:
            return raw
        offsets, source, out = self.offsets, self.source.text, []
        for i in range(*span):
            char = self.norm[i]
            start = offsets.to_source(i)
            if char != "\n":
                out.append(char if i in offsets.folded else source[start])
        return "".join(out)

    def of(self, span: Span) -> str:
        """What the normalised text has at `span`."""
        return self.norm[span.start : span.end]

    def line_at(self, offset: int) -> Span:
        """The line that holds `offset`."""
        start = self.norm.rfind("\n", 0, offset) + 1
        end = self.norm.find("\n", offset)
        return Span(start, len(self.norm) if end < 0 else end)


# ------------------------------------------------------------------------------ blocks and parts


class BlockKind(StrEnum):
    """What a stretch of the notice is for."""

    CHROME = "chrome"  # page furniture, a database's header, a page's metadata table
    HEAD = "head"  # masthead, document number, title, addressees
    COVER = "cover"  # the covering notice of an enclosed plan
    PLAN = "plan"  # the plan itself, or what else is enclosed
    SIGNATURE = "signature"  # issuer and date under the text
    NOTE = "note"  # (此件公开发布)
    COLOPHON = "colophon"  # 抄送, 印发机关, 印发日期
    ATTACHMENT_LIST = "attachment_list"  # 附件：1.… 2.…


class Block(Struct, frozen=True, kw_only=True):
    """A stretch of the notice with one purpose. All blocks together are `norm`, once."""

    kind: BlockKind
    span: Span


class PartKind(StrEnum):
    """Where in the plan model a part goes."""

    COVER = "cover"
    MAIN = "main"
    ATTACHMENT = "attachment"


class Part(Struct, frozen=True, kw_only=True):
    """A text with a numbering of its own: the cover, the plan, or an attachment.

    `span` is the part with its title; `body` is what follows the title. `title` is None where the
    part has none. `number` is what is printed behind 附件, if anything. `aside` are stretches of the body
    that are none of it: a table of contents behind a preface.
    """

    kind: PartKind
    span: Span
    body: Span
    title: Span | None = None
    number: int | None = None
    title_text: str = ""
    aside: tuple[Span, ...] = ()


class Fact(Struct, frozen=True, kw_only=True):
    """A value of the metadata, and where it was read. `span` is None where a format declared it."""

    key: str
    value: str
    span: Span | None
    rule: str


class Layout(Struct, frozen=True, kw_only=True):
    """The anatomy of a notice: `blocks` cover the text once, `parts` lie inside them in order."""

    blocks: tuple[Block, ...]
    parts: tuple[Part, ...]
    facts: tuple[Fact, ...]
    notes: tuple[Note, ...] = ()


# ------------------------------------------------------------------------------ outline

# The kinds of columns that hold units.
UNIT_COLUMNS = frozenset({"lead", "support", "responsible"})


class Zone(Struct, frozen=True, kw_only=True):
    """A table of responsibility: its head, the kinds of its columns in order, and where its rows stand.

    Where cells share a line, `cells` are those below the head, in order. `numbers` are cells that
    hold the number of a row, `groups` those that head several rows and have no number, outer first;
    `inner` are those of them that stand behind the number of their first row. `terms` are the cells of
    columns of deadlines, `told` those of columns that tell what has been done.
    """

    head: Span
    columns: tuple[str, ...]
    body: Span
    cells: tuple[Span, ...] = ()
    numbers: tuple[Span, ...] = ()
    groups: tuple[tuple[Span, ...], ...] = ()
    inner: tuple[Span, ...] = ()
    terms: tuple[Span, ...] = ()
    told: tuple[Span, ...] = ()

    @property
    def unit_columns(self) -> tuple[str, ...]:
        """The columns that hold units, in order."""
        return tuple(c for c in self.columns if c in UNIT_COLUMNS)

    @property
    def has_task_cell(self) -> bool:
        """Do a column of tasks and one of text stand before the units, so that a row opens with its task?"""
        before = self.columns[: next(i for i, c in enumerate(self.columns) if c in UNIT_COLUMNS)]
        return "task" in before and "content" in before


class Marker(Struct, frozen=True, kw_only=True):
    """A number before an item: its style (a row of the numbering table), its value, its place."""

    style: str
    ordinal: int
    span: Span
    restored: bool = False


class Item(Struct, kw_only=True):
    """A numbered item of the outline.

    `span` reaches from the marker to where the next item of the same or a higher level begins;
    `body` is what follows marker and heading up to the first child. `heading` is None where the
    item is a plain sentence; `presumed` where nothing but the wording shows where it ends. `tail` is
    what the item goes on with behind its last child.
    """

    marker: Marker
    path: tuple[int, ...]
    level: int
    span: Span
    body: Span
    heading: Span | None = None
    presumed: bool = False
    tail: Span | None = None
    children: list[Item] = field(default_factory=list)
    row: bool = False  # a row of a table of responsibility

    def walk(self) -> Iterator[Item]:
        """This item and all below it, in text order."""
        ahead = [self]
        while ahead:
            item = ahead.pop()
            yield item
            if item.children:
                ahead += item.children[::-1]


class Outline(Struct, frozen=True, kw_only=True):
    """The items of one part. `preamble` is what stands before the first, `closing` behind the last.

    `zones` are the tables among them that have lost their cells.
    """

    part: Part
    items: tuple[Item, ...]
    preamble: Span
    closing: Span
    zones: tuple[Zone, ...] = ()

    def walk(self) -> Iterator[Item]:
        """All items in text order."""
        for item in self.items:
            yield from item.walk()


# ------------------------------------------------------------------------------ responsibility


class Role(StrEnum):
    """What a notice says of a unit's share in a task."""

    LEAD = "lead"
    SUPPORT = "support"
    RESPONSIBLE = "responsible"


class UnitList(Struct, frozen=True, kw_only=True):
    """A stretch of a clause that lists units of one role. `basis` says how the role is known.

    `reach` is the stretch behind a merged cell whose rows have no such cell of their own.
    """

    span: Span
    role: Role
    basis: str | None = None
    rule: str = ""
    reach: Span | None = None


class Clause(Struct, frozen=True, kw_only=True):
    """A list of units that stands apart from the sentence it closes.

    `span` is the clause with its brackets and labels, `rule` the row that read it. `labelled` says
    that its lists carry role words of their own, which override a declared rule.
    """

    span: Span
    rule: str
    lists: tuple[UnitList, ...]
    scope: str = "item"
    labelled: bool = False
    own_line: bool = False


class LeadRule(Struct, frozen=True, kw_only=True):
    """A convention that the notice declares: how lead units are marked. Holds inside `scope`."""

    basis: str  # typography | position | symbol | punctuation
    span: Span
    scope: Span
    rule: str
    symbol: str = ""


class Repair(Struct, frozen=True, kw_only=True):
    """What was put back into a name: `inserted` at offset `at` of the name."""

    kind: str  # separator | prefix | head | tail | character
    inserted: str
    at: int


class Mention(Struct, frozen=True, kw_only=True):
    """One unit in one clause. `name` is the full name as restored, `span` what was read."""

    name: str
    span: Span
    role: Role
    basis: str | None = None
    presumed_lead: bool = False
    collective: bool = False
    key: str = ""
    repairs: tuple[Repair, ...] = ()
    doubtful: bool = False


class Duty(Struct, frozen=True, kw_only=True):
    """A clause with its units resolved."""

    clause: Clause
    mentions: tuple[Mention, ...]


# ------------------------------------------------------------------------------ facts


class DeadlineFact(Struct, frozen=True, kw_only=True):
    """A date by which something is due, in EDTF at the precision given."""

    due: str
    span: Span
    rule: str


class TargetFact(Struct, frozen=True, kw_only=True):
    """An indicator with a value to be reached."""

    indicator: str
    comparator: str
    value: str
    uom: str
    span: Span
    rule: str
    by: str | None = None


class CitationFact(Struct, frozen=True, kw_only=True):
    """A document named in 《》, or by its number alone."""

    span: Span
    rule: str
    title: str | None = None
    document_number: str | None = None
    repaired: bool = False


class Note(Struct, frozen=True, kw_only=True):
    """Something about the text that a user should look at. Becomes a diagnostic."""

    code: str
    severity: str  # info | warning
    message: str
    span: Span | None = None
