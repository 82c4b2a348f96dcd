"""Items → what becomes Section, Task and Measure records, each fact at its innermost node."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence

from planparse.assembly.cells import by_cells, rows_reached
from planparse.assembly.facts import Facts, Record
from planparse.assembly.ids import IdMaker
from planparse.assembly.kinds import Kind, kinds_of, section_kind
from planparse.assembly.owners import own_duties
from planparse.assembly.pieces import lost_lines, outside, paragraphs, sentences
from planparse.rules.numbering import GROUP
from planparse.span import Span, trim
from planparse.syntax import Duty, Item, Outline, Text


class NodeBuilder:
    """Builds the records of one part. `make_id` is shared by all parts of a notice."""

    def __init__(self, text: Text, outline: Outline, facts: Facts, make_id: IdMaker, *, assigns: bool) -> None:
        self.text = text
        self.outline = outline
        self.facts = facts
        self.make_id = make_id
        self.owned, self.moved = own_duties(outline, [d.duty for d in facts.duties.facts])
        self.merged = rows_reached(outline, [d.duty for d in facts.duties.facts])
        self.breaks = lost_lines(text, outline.part.body)
        self.kinds = kinds_of(text, outline, self._has_duty, assigns)

    def sections(self) -> list[Record]:
        """The sections at the top. A task at the top stands in a section of its own number."""
        built = [self._section(item) for item in self.outline.items]
        closing = self._paragraphs(self.outline.closing)
        if closing:
            built.append(self._closing(closing))
        return built

    def preamble(self) -> list[Record]:
        """What stands before the first item."""
        return self._paragraphs(self.outline.preamble)

    def _closing(self, closing: list[Record]) -> Record:
        return {
            "id": self.make_id("s", closing[0]["text"]),
            "level": 0,
            "kind": "closing",
            "span": (closing[0]["span"][0], closing[-1]["span"][1]),
            "paragraphs": closing,
        }

    def _section(self, item: Item, above: Sequence[Duty] = ()) -> Record:
        if item.level == 0 and self.kinds[id(item)] is Kind.TASK:
            return self._section_of_one(item)
        pieces = list(paragraphs(self.text.norm, self._own(item), self.breaks))
        following = self._following(item, pieces)
        carried = [*above, *self._carried_down(item)]
        return {
            "id": self.make_id("s", self._content(item)),
            **self._numbering(item),
            "level": item.level,
            "kind": section_kind(self.text, item),
            "heading": self._heading(item),
            "span": self.text.origin(item.span),
            "paragraphs": list(map(self._paragraph, pieces, following)),
            **self._beside(item, pieces, following),
            "sections": [self._section(c, carried) for c in item.children if self.kinds[id(c)] is Kind.SECTION],
            "tasks": [self._task(c, carried) for c in item.children if self.kinds[id(c)] is Kind.TASK],
        }

    def _section_of_one(self, item: Item) -> Record:
        """An item at the top that is a task: an unnumbered section around it holds it."""
        task = self._task(item)
        return {
            "id": self.make_id("s", self._content(item)),
            "level": 0,
            "kind": "group",
            "span": task["span"],
            "tasks": [task],
        }

    def _task(self, item: Item, above: Sequence[Duty] = ()) -> Record:
        pieces, following = self._steps(item)
        task = {
            "id": self.make_id("t", self._content(item)),
            **self._numbering(item),
            "heading": self._heading(item),
            "span": self.text.origin(item.span),
            "measures": self._measures(item, pieces, following),
            **self._beside(item, pieces, following),
        }
        return self._with_inherited(task, item, above)

    def _carried_down(self, item: Item) -> list[Duty]:
        """The clauses that hold for all tasks below `item`: its own, and one that looks back on them."""
        own = [d for d in self.owned.get(id(item), ()) if d.clause.scope != "sentence"]
        if item.children:
            last = self.owned.get(id(item.children[-1]), ())
            own += [d for d in last if d.clause.scope == "preceding"]
        return own

    def _has_duty(self, item: Item) -> bool:
        return bool(self.owned.get(id(item)) or self.merged.get(id(item)))

    def _with_inherited(self, task: Record, item: Item, above: Sequence[Duty]) -> Record:
        """`task` with what is carried down to it, marked so, where it names no unit of its own.

        A row shares the merged cells of a row above it beside what it names itself.
        """
        merged = self.merged.get(id(item))
        if merged:
            shared = [{**r, "inherited": True} for r in self.facts.responsibilities(merged)]
            task["responsibilities"] = [*shared, *task.get("responsibilities", ())]
            return task
        own = any(self.owned.get(id(node)) for node in item.walk())
        if above and not own:
            task["responsibilities"] = [{**r, "inherited": True} for r in self.facts.responsibilities(above)]
        return task

    def _sub_item(self, item: Item) -> Record:
        pieces, following = self._steps(item)
        return {
            "id": self.make_id("m", self._content(item)),
            **self._numbering(item),
            "heading": self._heading(item),
            "text": self.text.quote(trim(self.text.norm, Span(item.span.start, item.body.end))),
            "span": self.text.origin(item.span),
            "measures": self._measures(item, pieces, following),
            **self._beside(item, pieces, following),
        }

    def _measures(self, item: Item, pieces: Sequence[Span], following: Sequence[Sequence[Duty]]) -> list[Record]:
        """The steps before the sub-items, these, and the steps behind them."""
        steps = list(map(self._sentence, pieces, following))
        behind = sum(piece.start >= item.tail.start for piece in pieces) if item.tail else 0
        first = len(steps) - behind
        return [*steps[:first], *self._sub_items(item), *steps[first:]]

    def _sub_items(self, item: Item) -> list[Record]:
        out: list[Record] = []
        for child in item.children:
            if child.marker.style != GROUP:
                out.append(self._sub_item(child))
                continue
            # A table inside a task: what heads its rows is a step before them.
            out += [self._sentence(child.heading, ())] if child.heading else self._loose(child.body, sentences, self._sentence)
            out += self._sub_items(child)
        return out

    def _sentence(self, piece: Span, duties: Sequence[Duty]) -> Record:
        origin = self.text.origin(piece)
        says = origin.of(self.text.source.text)
        return {
            "id": self.make_id("m", says),
            "text": says,
            "span": origin,
            **self._inside(piece, duties),
        }

    def _paragraph(self, piece: Span, duties: Sequence[Duty]) -> Record:
        origin = self.text.origin(piece)
        return {
            "text": origin.of(self.text.source.text),
            "span": origin,
            **self._inside(piece, duties),
        }

    def _paragraphs(self, span: Span) -> list[Record]:
        """The lines of a stretch outside the outline. A clause with no line before it is one itself."""
        return self._loose(span, lambda norm, free: paragraphs(norm, free, self.breaks), self._paragraph)

    def _loose(
        self,
        span: Span,
        cut: Callable[[str, list[Span]], Iterator[Span]],
        record: Callable[[Span, Sequence[Duty]], Record],
    ) -> list[Record]:
        """The pieces of a stretch that is no item, each with the clauses behind it."""
        pieces = list(cut(self.text.norm, self._free(span)))
        duties = [d.duty for d in self.facts.duties.within(*span) if id(d.duty) not in self.moved]
        alone = [d.clause.span for d in duties if not any(p.start < d.clause.span.start for p in pieces)]
        pieces = sorted([*pieces, *alone])
        return list(map(record, pieces, _behind(pieces, duties)))

    # ---------------------------------------------------------------- facts

    def _inside(self, piece: Span, duties: Sequence[Duty]) -> Record:
        """The facts in one stretch, and the clauses that close it."""
        return self._facts(duties, [piece])

    def _facts(self, duties: Sequence[Duty], spans: Sequence[Span]) -> Record:
        """The fields of a record that hold facts: none that would be empty, as most are."""
        facts = self.facts.of(spans)
        if duties:
            facts["responsibilities"] = self.facts.responsibilities(duties)
        return facts

    def _beside(
        self, item: Item, pieces: Sequence[Span], following: Sequence[Sequence[Duty]]
    ) -> Record:
        """The facts of `item` that none of its pieces holds: in its number, heading and clauses."""
        taken = {id(duty) for duties in following for duty in duties}
        own = [d for d in self.owned.get(id(item), ()) if id(d) not in taken]
        return self._facts(own, self._outer(item, pieces))

    def _outer(self, item: Item, pieces: Sequence[Span]) -> list[Span]:
        """What `pieces` leave of the item's text, where it holds a fact at all, with the clauses moved up to it."""
        moved = [d.clause.span for d in self.owned.get(id(item), ()) if id(d) in self.moved]
        own = [Span(item.span.start, item.body.end), *([item.tail] if item.tail else [])]
        if not any(map(self.facts.any_in, own)):  # as in most
            return moved
        away = [d.clause.span for d in self._standing_in(item) if id(d) in self.moved]
        return [*(outer for span in own for outer in outside(span, [*pieces, *away])), *moved]

    def _standing_in(self, item: Item) -> list[Duty]:
        """The clauses that stand in the item's own text, whatever they belong to."""
        spans = (item.body, item.tail) if item.tail else (item.body,)
        return [d.duty for span in spans for d in self.facts.duties.within(*span)]

    def _own(self, item: Item) -> list[Span]:
        """The text of `item` itself, before its children and behind them, without clauses."""
        return [*self._free(item.body), *(self._free(item.tail) if item.tail else ())]

    def _free(self, span: Span) -> list[Span]:
        """`span` without the clauses and the heads of tables in it."""
        heads = [s for zone in self.outline.zones for s in (zone.head, *zone.inner) if s.overlaps(span)]
        free = outside(span, [*self.facts.clause_spans(*span), *heads, *self.outline.part.aside])
        return [piece for stretch in free for piece in by_cells(self.text, self.outline, stretch)]

    def _steps(self, item: Item) -> tuple[list[Span], list[list[Duty]]]:
        """The sentences of an item, each with the clauses that close it.

        Where an item has several clauses, each is about all that stands before it in its paragraph:
        that is one step, though it is several sentences.
        """
        pieces = list(sentences(self.text.norm, self._own(item)))
        following = self._following(item, pieces)
        if item.row or not any(following):
            return pieces, following
        steps: list[Span] = []
        closed: list[list[Duty]] = []
        first = 0
        for n, piece in enumerate(pieces):
            if n and "\n" in self.text.norm[pieces[n - 1].end : piece.start]:
                first = n
            if following[n]:
                del steps[len(steps) - (n - first) :], closed[len(closed) - (n - first) :]
                piece, first = Span(pieces[first].start, piece.end), n + 1
            steps.append(piece)
            closed.append(following[n])
        return steps, closed

    def _following(self, item: Item, pieces: Sequence[Span]) -> list[list[Duty]]:
        """The clauses that close one of several `pieces`, each with the piece that it follows.

        A clause that is the only one of its item closes the whole item and stands there.
        """
        placed = [d for d in self._standing_in(item) if id(d) not in self.moved]
        return _behind(pieces, placed if len(placed) > 1 else ())

    # ---------------------------------------------------------------- fields

    def _numbering(self, item: Item) -> Record:
        marker = item.marker
        if marker.style == GROUP:
            return {}
        number = self.text.quote(marker.span) or str(marker.ordinal)
        return {"path": item.path, "number": number, "restored": marker.restored}

    def _heading(self, item: Item) -> str | None:
        return self.text.say(item.heading) if item.heading else None

    def _content(self, item: Item) -> str:
        return self.text.of(item.heading) if item.heading else self.text.of(item.body)[:400]


def _behind(pieces: Sequence[Span], duties: Sequence[Duty]) -> list[list[Duty]]:
    """For each of `pieces` the clauses that stand behind it and before the next."""
    out: list[list[Duty]] = [[] for _ in pieces]
    starts = [piece.start for piece in pieces]
    for duty in duties:
        n = bisect_right(starts, duty.clause.span.start) - 1
        if n >= 0:
            out[n].append(duty)
    return out
