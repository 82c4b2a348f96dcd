"""A plan as a tree of nodes that can be compared, whatever each of them was called.

Whether an item is a section, a task or a measure follows from what stands around it, so all of them are
nodes of one type here. A node owns pieces: its sentences or paragraphs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import blake2s

from planparse.patterns import compiled
from planparse.plan import (
    Attachment,
    Citation,
    Deadline,
    Measure,
    Paragraph,
    Plan,
    Responsibility,
    Section,
    Target,
    Task,
)

# What a copy has left in a sentence: the number of a page (—3—; not the month of 2025-12-31), and entities.
PAGE = compiled(r"(?<!\d)[—－-]\s?\d{1,3}\s?[—－-](?!\d)")
_LEFTOVER = compiled(rf"{PAGE.pattern}|&[a-z]{{2,6}};")
_DROPPED = compiled(r"[^\w.%]+|_|(?<!\d)\.|\.(?!\d)")  # marks and blanks
_WIDE_WORDS = compiled("[０-９Ａ-Ｚａ-ｚ．％]")
_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_COUNTER = compiled(r"-\d+$")

Holder = Paragraph | Measure | Task | Section


def fold(text: str) -> str:
    """`text` without marks and blanks, full-width characters as half-width; decimal points stay.

    >>> fold("提高到3.5%以上， 实现“一网通办”。")
    '提高到3.5%以上实现一网通办'
    >>> fold("不得干预。—15—电能量"), fold("至2025-12-31止")
    ('不得干预电能量', '至20251231止')
    """
    if _WIDE_WORDS.search(text):  # rare, and the look-up takes longer than all the rest
        text = text.translate(_WIDE)
    return _DROPPED.sub("", _LEFTOVER.sub("", text))


def digest(*content: str) -> str:
    """Twelve hexadecimal digits for `content`."""
    return blake2s("\x1f".join(content).encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()


@dataclass(slots=True, eq=False, kw_only=True)
class Facts:
    """What is stated in one stretch of text; clauses that were carried down are not."""

    duties: tuple[Responsibility, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    targets: tuple[Target, ...] = ()
    citations: tuple[Citation, ...] = ()


@dataclass(slots=True, eq=False, kw_only=True)
class Piece:
    """A sentence of a task, or a paragraph."""

    node: Node
    text: str
    span: tuple[int, int]
    facts: Facts
    id: str | None = None
    index: int = 0
    folded: str = ""


@dataclass(slots=True, eq=False, kw_only=True)
class Node:
    """A section, task or numbered measure; or a part: the plan itself, its cover, an attachment."""

    kind: str
    part: str
    key: str = ""
    id: str | None = None
    path: tuple[int, ...] | None = None
    number: str | None = None
    heading: str | None = None
    span: tuple[int, int] = (0, 0)
    facts: Facts = field(default_factory=Facts)
    pieces: list[Piece] = field(default_factory=list)
    children: list[Node] = field(default_factory=list)
    parent: Node | None = None
    index: int = 0
    title: str = ""
    says: str = ""
    units: frozenset[str] = frozenset()

    def finish(self, folded: Callable[[str], str]) -> None:
        """Fill in what follows from the rest: folded heading and text, units."""
        self.title = folded(self.heading or "")
        for piece in self.pieces:
            piece.folded = folded(piece.text)
        self.says = self.title + "".join(piece.folded for piece in self.pieces)
        duties = [*self.facts.duties, *(d for piece in self.pieces for d in piece.facts.duties)]
        self.units = frozenset(unit.unit for duty in duties for unit in duty.units)

    def walk(self) -> Iterator[Node]:
        """This node and all below it, in document order."""
        yield self
        for child in self.children:
            yield from child.walk()

    def above(self) -> Iterator[Node]:
        """The nodes that hold this one, from the nearest up."""
        node = self.parent
        while node is not None:
            yield node
            node = node.parent


@dataclass(slots=True, eq=False)
class Tree:
    """One plan as nodes: `roots` are its parts, `nodes` all nodes in document order."""

    plan: Plan
    roots: list[Node]
    nodes: list[Node]
    pieces: list[Piece]


def tree_of(plan: Plan, folded: Callable[[str], str] = fold) -> Tree:
    """The nodes of `plan`; `folded` is how its words are folded before they are compared."""
    roots: list[Node] = []
    if plan.cover:
        roots.append(_part("cover", None, plan.cover.span, plan.cover.paragraphs, plan.cover.sections))
    roots.append(_part("main", None, (0, plan.source.length), plan.preamble, plan.sections))
    for n, attachment in enumerate(plan.attachments, 1):
        paragraphs = (*attachment.preamble, *attachment.paragraphs, *_cells(attachment))
        name = f"attachment-{n}"
        roots.append(_part(name, attachment.title, attachment.span, paragraphs, attachment.sections))
    tree = Tree(plan, roots, [node for root in roots for node in root.walk()], [])
    for index, node in enumerate(tree.nodes):
        node.index = index
        node.finish(folded)
        for piece in node.pieces:
            piece.index = len(tree.pieces)
            tree.pieces.append(piece)
    return tree


def _cells(attachment: Attachment) -> Iterator[Paragraph]:
    for table in attachment.tables:
        for cell in table.cells:
            if cell.text.strip():
                yield Paragraph(text=cell.text, span=cell.span)


def _part(
    name: str,
    heading: str | None,
    span: tuple[int, int],
    paragraphs: Iterable[Paragraph],
    sections: Sequence[Section],
) -> Node:
    root = Node(kind="part", part=name, heading=heading, span=span)
    root.pieces = [_piece(root, paragraph) for paragraph in paragraphs]
    root.children = [_section(section, root) for section in sections]
    return root


def _section(section: Section, parent: Node) -> Node:
    if section.kind == "group" and section.number is None and len(section.tasks) == 1 and not section.paragraphs:
        return _task(section.tasks[0], parent)  # a wrapper of one task says nothing of its own
    node = _node("section", section, parent)
    node.pieces = [_piece(node, paragraph) for paragraph in section.paragraphs]
    both: list[Section | Task] = [*section.sections, *section.tasks]
    below = sorted(both, key=lambda item: item.span) if section.sections and section.tasks else both
    node.children = [_section(b, node) if isinstance(b, Section) else _task(b, node) for b in below]
    return node


def _task(task: Task, parent: Node) -> Node:
    return _with_measures(_node("task", task, parent), task.measures)


def _measure(measure: Measure, parent: Node) -> Node:
    return _with_measures(_node("measure", measure, parent), measure.measures)


def _with_measures(node: Node, measures: Iterable[Measure]) -> Node:
    for measure in measures:
        if measure.number is None and not measure.measures:
            node.pieces.append(_piece(node, measure))
        else:
            node.children.append(_measure(measure, node))
    return node


def _node(kind: str, record: Section | Task | Measure, parent: Node) -> Node:
    return Node(
        kind=kind,
        part=parent.part,
        # The first letter of an id says what the item was taken for, the last digits count duplicates.
        key=_COUNTER.sub("", record.id[1:]),
        id=record.id,
        path=record.path,
        number=record.number,
        heading=record.heading,
        span=record.span,
        facts=_facts(record),
        parent=parent,
    )


def _piece(node: Node, record: Paragraph | Measure) -> Piece:
    identifier = record.id if isinstance(record, Measure) else None
    return Piece(node=node, text=record.text, span=record.span, facts=_facts(record), id=identifier)


def _facts(record: Holder) -> Facts:
    return Facts(
        duties=tuple(duty for duty in record.responsibilities if not duty.inherited),
        deadlines=record.deadlines,
        targets=record.targets,
        citations=record.citations,
    )
