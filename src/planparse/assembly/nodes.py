"""Items → Section, Task and Measure records, each fact at the innermost node it belongs to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from planparse.assembly.facts import Facts
from planparse.assembly.ids import IdMaker
from planparse.assembly.kinds import Kind, kinds_of, section_kind
from planparse.assembly.pieces import outside, paragraphs, sentences
from planparse.plan import Measure, Paragraph, Responsibility, Section, Task
from planparse.span import Span
from planparse.syntax import Duty, Item, Outline, Text


class NodeBuilder:
    """Builds the records of one part. `make_id` is shared by all parts of a notice."""

    def __init__(self, text: Text, outline: Outline, facts: Facts, make_id: IdMaker, *, is_main: bool) -> None:
        self.text = text
        self.outline = outline
        self.facts = facts
        self.make_id = make_id
        self.owned = own_duties(outline, [d.duty for d in facts.duties.facts])
        self.kinds = kinds_of(text, outline, lambda item: bool(self.owned.get(id(item))), is_main)

    def sections(self) -> tuple[Section, ...]:
        """The sections at the top. A task at the top stands in a section of its own number."""
        built = [self._section(item) for item in self.outline.items]
        closing = self._paragraphs(self.outline.closing)
        if closing:
            built.append(self._closing(closing))
        return tuple(built)

    def preamble(self) -> tuple[Paragraph, ...]:
        """What stands before the first item."""
        return self._paragraphs(self.outline.preamble)

    def _closing(self, closing: tuple[Paragraph, ...]) -> Section:
        span = (closing[0].span[0], closing[-1].span[1])
        return Section(
            id=self.make_id("s", closing[0].text), level=0, kind="closing", span=span, paragraphs=closing
        )

    def _section(self, item: Item) -> Section:
        own = self._own_spans(item)
        sections = [c for c in item.children if self.kinds[id(c)] is Kind.SECTION]
        tasks = [c for c in item.children if self.kinds[id(c)] is Kind.TASK]
        body = self._paragraphs(item.body)
        if item.level == 0 and self.kinds[id(item)] is Kind.TASK:
            return self._section_of_one(item)
        outer = self._beside(own, body)
        return Section.model_validate(
            {
                "id": self.make_id("s", self._content(item)),
                **self._numbering(item),
                "level": item.level,
                "kind": section_kind(self.text, item),
                "heading": self._heading(item),
                "span": self.text.origin(item.span),
                "paragraphs": body,
                "responsibilities": self._duties_beside(item, body),
                "deadlines": self.facts.deadlines(*outer),
                "targets": self.facts.targets(*outer),
                "citations": self.facts.citations(*outer),
                "sections": tuple(self._section(c) for c in sections),
                "tasks": tuple(self._task(c) for c in tasks),
            }
        )

    def _section_of_one(self, item: Item) -> Section:
        """An item at the top that is a task: an unnumbered section around it holds it."""
        task = self._task(item)
        return Section.model_validate(
            {
                "id": self.make_id("s", self._content(item)),
                "level": 0,
                "kind": "group",
                "span": task.span,
                "tasks": (task,),
            }
        )

    def _task(self, item: Item) -> Task:
        measures = self._measures(item)
        outer = self._beside(self._own_spans(item), measures)
        return Task.model_validate(
            {
                "id": self.make_id("t", self._content(item)),
                **self._numbering(item),
                "heading": self._heading(item),
                "span": self.text.origin(item.span),
                "measures": measures,
                "responsibilities": self._duties_beside(item, measures),
                "deadlines": self.facts.deadlines(*outer),
                "targets": self.facts.targets(*outer),
                "citations": self.facts.citations(*outer),
            }
        )

    def _measures(self, item: Item) -> tuple[Measure, ...]:
        """The sentences of a task, then its numbered sub-items."""
        pieces = list(sentences(self.text.norm, self._free(item.body)))
        inline = self._inline_duties(item, pieces)
        own = [self._sentence(piece, inline[n]) for n, piece in enumerate(pieces)]
        return (*own, *(self._sub_item(child) for child in item.children))

    def _sentence(self, piece: Span, duties: Sequence[Duty]) -> Measure:
        says = self.text.quote(piece)
        return Measure(
            id=self.make_id("m", says),
            text=says,
            span=self.text.origin(piece),
            responsibilities=self.facts.responsibilities(duties),
            deadlines=self.facts.deadlines(piece),
            targets=self.facts.targets(piece),
            citations=self.facts.citations(piece),
        )

    def _sub_item(self, item: Item) -> Measure:
        inner = self._measures(item)
        outer = self._beside(self._own_spans(item), inner)
        return Measure.model_validate(
            {
                "id": self.make_id("m", self._content(item)),
                **self._numbering(item),
                "heading": self._heading(item),
                "text": self.text.quote(Span(item.span.start, max(item.body.end, item.span.start))).strip(),
                "span": self.text.origin(item.span),
                "responsibilities": self._duties_beside(item, inner),
                "deadlines": self.facts.deadlines(*outer),
                "targets": self.facts.targets(*outer),
                "citations": self.facts.citations(*outer),
                "measures": inner,
            }
        )

    # ---------------------------------------------------------------- stretches of text

    def _own_spans(self, item: Item) -> list[Span]:
        """What is the item's own: from its mark to its first child."""
        return [Span(item.span.start, item.body.end)]

    def _free(self, span: Span) -> list[Span]:
        """`span` without the clauses in it."""
        return list(outside(span, self.facts.clause_spans(*span)))

    def _beside(self, own: Sequence[Span], inner: Sequence[Measure | Paragraph]) -> list[Span]:
        """The stretches of `own` that none of the `inner` records holds (numbers, headings, clauses)."""
        back = {record.span[0] for record in inner}
        out: list[Span] = []
        for span in own:
            holes = [hole for hole in self._pieces_in(span) if self.text.origin(hole).start in back]
            out += outside(span, holes)
        return out

    def _pieces_in(self, span: Span) -> list[Span]:
        free = self._free(span)
        found = [*sentences(self.text.norm, free), *paragraphs(self.text.norm, free)]
        return sorted(set(found))

    def _paragraphs(self, span: Span) -> tuple[Paragraph, ...]:
        return self.paragraphs_of(span)

    def paragraphs_of(self, span: Span) -> tuple[Paragraph, ...]:
        """The lines of `span` as paragraphs, each with the facts in it."""
        pieces = list(paragraphs(self.text.norm, self._free(span)))
        return tuple(
            Paragraph(
                text=self.text.quote(piece),
                span=self.text.origin(piece),
                responsibilities=self.facts.responsibilities(duties),
                deadlines=self.facts.deadlines(piece),
                targets=self.facts.targets(piece),
                citations=self.facts.citations(piece),
            )
            for piece, duties in zip(pieces, self._following(span, pieces), strict=True)
        )

    # ---------------------------------------------------------------- duties

    def _following(self, span: Span, pieces: Sequence[Span]) -> list[list[Duty]]:
        """The clauses that close one of several `pieces`, each with the piece that it follows.

        A clause that is the only one of its stretch closes the whole item and stands there.
        """
        out: list[list[Duty]] = [[] for _ in pieces]
        placed = [d.duty for d in self.facts.duties.within(*span) if not self._moved(d.duty)]
        inside_item = span not in (self.outline.preamble, self.outline.closing)
        if inside_item and len(placed) < 2:
            return out
        for duty in placed:
            before = [n for n, piece in enumerate(pieces) if piece.start < duty.clause.span.start]
            if before:
                out[before[-1]].append(duty)
        return out

    def _inline_duties(self, item: Item, pieces: Sequence[Span]) -> list[list[Duty]]:
        return self._following(item.body, pieces)

    def _duties_beside(self, item: Item, inner: Sequence[Measure | Paragraph]) -> tuple[Responsibility, ...]:
        """The clauses of `item` that none of the `inner` records carries."""
        taken = {r.span for record in inner for r in record.responsibilities}
        own = self.facts.responsibilities(self.owned.get(id(item), ()))
        return tuple(r for r in own if r.span not in taken)

    def _moved(self, duty: Duty) -> bool:
        """Does the clause belong to another item than the one that it stands in?"""
        return any(d is duty for d in self.owned.get(-1, ()))

    # ---------------------------------------------------------------- fields

    def _numbering(self, item: Item) -> dict[str, object]:
        marker = item.marker
        number = self.text.quote(marker.span)
        return {"path": item.path, "number": number or None, "restored": marker.restored} | (
            {"number": number or f"{marker.ordinal}"} if not number else {}
        )

    def _heading(self, item: Item) -> str | None:
        return self.text.say(item.heading) if item.heading else None

    def _content(self, item: Item) -> str:
        return self.text.of(item.heading) if item.heading else self.text.of(item.body)[:400]


def own_duties(outline: Outline, duties: Sequence[Duty]) -> dict[int, list[Duty]]:
    """The clauses of each item, by ``id(item)``; under -1 those that were moved up to a parent.

    A clause belongs to the innermost item that it stands in. One in a line of its own behind the
    last of several sub-items, none of which has a clause of its own, closes the item above them.
    """
    owned: dict[int, list[Duty]] = defaultdict(list)
    chains = [_chain(outline, duty.clause.span.start) for duty in duties]
    for duty, chain in zip(duties, chains, strict=True):
        if chain:
            owned[id(chain[-1])].append(duty)
    for duty, chain in zip(duties, chains, strict=True):
        if len(chain) < 2 or not duty.clause.own_line:
            continue
        item, parent = chain[-1], chain[-2]
        siblings = parent.children
        bare = not any(owned.get(id(node)) for other in siblings[:-1] for node in other.walk())
        if item is siblings[-1] and len(siblings) > 1 and bare and not item.row:
            owned[id(item)].remove(duty)
            owned[id(parent)].append(duty)
            owned[-1].append(duty)
    return owned


def _chain(outline: Outline, offset: int) -> list[Item]:
    """The items that hold `offset`, from the top."""
    chain: list[Item] = []
    level: Sequence[Item] = outline.items
    while True:
        holder = next((i for i in level if i.span.start <= offset < i.span.end), None)
        if holder is None:
            return chain
        chain.append(holder)
        level = holder.children
