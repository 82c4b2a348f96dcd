"""``trace(upper, lower)``: which tasks of a higher-level plan a lower-level plan takes up.

A lower plan does not repeat the upper one: it joins tasks, divides them, and says in one sentence what
the upper says in three. So beside the likeness of heading and text it counts how much of one task stands
in the other, and one task of the upper plan may be taken up by several.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from planparse import __version__
from planparse.diff.candidates import Index
from planparse.diff.engine import side_of
from planparse.diff.model import TakenUp, Trace, Traced, TracedTask
from planparse.diff.names import names_of
from planparse.diff.nodes import Node, Tree, tree_of
from planparse.patterns import compiled
from planparse.plan import Generator, Plan

_TAKEN = 0.5  # from here on a task takes another up
_ALSO = 0.62  # the same for a second one, which is not the likest
_TITLE = 80  # two headings that are so alike (of 100) name one work
_SENTENCE = 72  # from this likeness on (of 100) a sentence stands in the other task
_NEAR = 8

# Words of headings of tasks that any plan has: they tell no work from another.
_COMMON = compiled("大力|加快|加强|推进|推动|促进|发展|建设|深化|提升|强化|完善|实施|开展|积极|着力|全面|体系|工作|数字化?")
# A unit of another level bears the same work.
_LEVEL = compiled("^(?:国家|中国|(?:[一-鿿]{2,6}(?:省|市|县|区|州|旗)|自治区|自治县|自治州|省|市|县|区|州|旗))")


@dataclass(slots=True, eq=False)
class _Work:
    """A task with all that stands below it."""

    node: Node
    title: str
    sentences: list[str]
    text: str
    units: frozenset[str]


def trace(upper: Plan, lower: Plan) -> Trace:
    """What `lower` makes of `upper`. Never raises; the same plans give the same result."""
    names = names_of(upper, lower)
    above = _works(tree_of(upper, names[0].fold))
    tree = tree_of(lower, names[1].fold)
    below = _works(tree)
    links = _links(above, [*below, *_unborne(tree, below)])
    taken = {id(work) for found in links.values() for _, work in found}
    return Trace(
        generator=Generator(name="planparse", version=__version__, rules=lower.generator.rules),
        upper=side_of(upper),
        lower=side_of(lower),
        tasks=tuple(
            Traced(
                task=_task(work.node),
                taken_up=tuple(
                    TakenUp(task=_task(other.node), likeness=round(min(score, 1.0), 2))
                    for score, other in sorted(links[n], key=lambda item: item[1].node.index)
                ),
            )
            for n, work in enumerate(above)
        ),
        own=tuple(_task(work.node) for work in below if id(work) not in taken),
    )


def _works(tree: Tree) -> list[_Work]:
    """The tasks of a plan; of one without tasks, the items that hold nothing but text."""
    nodes = [node for node in tree.nodes if node.kind == "task" and node.part != "cover"]
    nodes = nodes or [node for node in tree.nodes if node.kind == "section" and not node.children]
    return [_work(node) for node in nodes]


def _unborne(tree: Tree, works: Sequence[_Work]) -> list[_Work]:
    """The items that hold text and no task: what is asked there is asked of nobody by name, but it is taken up."""
    known = {work.node for work in works}
    leaves = [n for n in tree.nodes if n.kind == "section" and n.part != "cover" and not n.children and n not in known]
    return [_work(node) for node in leaves if node.pieces]


def _work(node: Node) -> _Work:
    all_nodes = list(node.walk())
    sentences = [piece.folded for one in all_nodes for piece in one.pieces if len(piece.folded) > 5]
    sentences += [one.title for one in all_nodes[1:] if len(one.title) > 5]
    units = frozenset(_LEVEL.sub("", unit) for one in all_nodes for unit in one.units)
    return _Work(node, _COMMON.sub("", node.title), sentences, node.title + "".join(sentences), units)


def _links(above: Sequence[_Work], below: Sequence[_Work]) -> dict[int, list[tuple[float, _Work]]]:
    """For each task above, by its place, those below that take it up, with their likeness."""
    index = Index([work.text for work in above])
    titles = Index([work.title for work in above])
    found: dict[int, list[tuple[float, _Work]]] = defaultdict(list)
    best_below: dict[int, tuple[float, _Work]] = {}
    for work in below:
        near = dict.fromkeys((*index.near(work.text, _NEAR), *titles.near(work.title, _NEAR)))
        scored = sorted(((_likeness(above[n], work), -n) for n in near), reverse=True)
        for rank, (score, negative) in enumerate(scored):
            n = -negative
            if score > best_below.get(n, (0.0, work))[0]:
                best_below[n] = (score, work)
            if score >= (_TAKEN if rank == 0 else _ALSO):
                found[n].append((score, work))
    for n, (score, work) in best_below.items():  # the likest below, where it is the likest of another above too
        if score >= _TAKEN and all(other is not work for _, other in found[n]):
            found[n].append((score, work))
    return found


def _likeness(upper: _Work, lower: _Work) -> float:
    """From 0 to about 1.1: the headings, the texts, and how much of one stands in the other."""
    title = fuzz.ratio(upper.title, lower.title) / 100 if upper.title and lower.title else 0.0
    text = fuzz.ratio(upper.text, lower.text) / 100
    shared = max(_shared(upper, lower), _shared(lower, upper))
    units = len(upper.units & lower.units) / min(len(upper.units), len(lower.units)) if upper.units and lower.units else 0.0
    named = 0.55 if upper.title and lower.title and title * 100 >= _TITLE and len(lower.title) > 2 else 0.0
    return max(text, 0.5 * title + 0.5 * text, 0.9 * shared, named) + 0.05 * units


def _shared(one: _Work, other: _Work) -> float:
    """How much of the sentences of `one` stands in `other`."""
    total = sum(map(len, one.sentences))
    if not total or not other.sentences:
        return 0.0
    held = sum(
        len(sentence)
        for sentence in one.sentences
        if any(fuzz.ratio(sentence, said, score_cutoff=_SENTENCE) for said in other.sentences)
    )
    return held / total if held > 24 else 0.0


def _task(node: Node) -> TracedTask:
    duties = [duty for one in node.walk() for facts in (one.facts, *(p.facts for p in one.pieces)) for duty in facts.duties]
    mentions = [unit for duty in duties for unit in duty.units]
    leads = tuple(dict.fromkeys(unit.name for unit in mentions if unit.role == "lead"))
    return TracedTask.model_validate(
        {
            "part": node.part,
            "id": node.id,
            "path": node.path,
            "number": node.number,
            "heading": node.heading,
            "text": "".join(piece.text for piece in node.pieces),
            "span": node.span,
            "leads": leads,
            "units": tuple(dict.fromkeys(unit.name for unit in mentions if unit.name not in leads)),
        }
    )
