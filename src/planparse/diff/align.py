"""Which node of the new plan is which of the old one.

In this order, each step over what the ones before left: same content digest (the id), same text, sections
by what they hold, duplicates by where they stand, likeness of heading and text with units as evidence, and
last the number. Numbers decide nothing that words can. What is then left over may have been split off from
a node, or merged into one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from planparse.diff.candidates import Index
from planparse.diff.fragments import find_fragments
from planparse.diff.nodes import Node, Tree, fold

_LIKE = 0.56  # from here on two texts are one, reworded; unrelated ones of a field reach 0.35
_LIKE_AT_HOME = 0.46  # the same under a parent that is one
_LIKE_IN_PLACE = 0.3  # the same with the same number too
_HOLDS = 0.4  # of what two sections hold, so much must be the same


@dataclass(slots=True, eq=False)
class Group:
    """Nodes that are one work: one each as a rule; several new ones after a split, several old after a merge."""

    olds: list[Node]
    news: list[Node]


@dataclass(slots=True, eq=False)
class Alignment:
    """The result: `to` and `back` pair nodes one to one, `groups` has splits and merges joined to their pair."""

    old: Tree
    new: Tree
    to: dict[Node, Node] = field(default_factory=dict)
    back: dict[Node, Node] = field(default_factory=dict)
    groups: dict[Node, Group] = field(default_factory=dict)

    def pair(self, old: Node, new: Node) -> None:
        """Say that the two are one. Both must be free."""
        self.to[old] = new
        self.back[new] = old

    def free_old(self) -> list[Node]:
        """Nodes of the old plan that are not paired yet."""
        return [node for node in self.old.nodes if node not in self.to]

    def free_new(self) -> list[Node]:
        """Nodes of the new plan that are not paired yet."""
        return [node for node in self.new.nodes if node not in self.back]

    def same(self, old: Node | None, new: Node | None) -> bool:
        """Are the two one, by pair or by group?"""
        if old is None or new is None:
            return old is new
        group = self.groups.get(old)
        return self.to.get(old) is new or (group is not None and group is self.groups.get(new))


def align(old: Tree, new: Tree) -> Alignment:
    """Pair the nodes of both trees. The result does not depend on numbers or order where words decide."""
    found = Alignment(old, new)
    _parts(found)
    _unique(found, lambda node: node.key)
    _unique(found, lambda node: node.says if len(node.says) > 5 else "")
    for _ in range(2):
        _sections(found)
        _duplicates(found)
        _alike(found)
    _in_place(found)
    _group(found)
    return found


def _parts(found: Alignment) -> None:
    """Cover to cover, plan to plan; attachments by title, then by likeness, then by their place."""
    olds = {root.part: root for root in found.old.roots}
    news = {root.part: root for root in found.new.roots}
    for name in ("cover", "main"):
        if name in olds and name in news:
            found.pair(olds.pop(name), news.pop(name))
    left, right = list(olds.values()), list(news.values())
    scored = [(_attachments_alike(o, n), o, n) for o in left for n in right]
    _greedy(found, scored, lambda _o, _n: 0.5)


def _attachments_alike(old: Node, new: Node) -> float:
    titles = fuzz.ratio(old.title, new.title) / 100 if old.title and new.title else 0.5
    texts = fuzz.ratio(_outline_text(old), _outline_text(new)) / 100
    return max(titles if old.title else 0.0, (titles + texts) / 2) + (0.05 if old.part == new.part else 0.0)


def _outline_text(root: Node) -> str:
    return "".join(node.title or node.says[:20] for node in root.walk())[:2000] + root.says[:2000]


def _unique(found: Alignment, key: Callable[[Node], Hashable]) -> None:
    """Pair nodes whose `key` (not empty) stands once among the free ones of each side."""
    olds, news = _by(found.free_old(), key), _by(found.free_new(), key)
    for value, old in olds.items():
        new = news.get(value, [])
        if len(old) == len(new) == 1 and _compatible(old[0], new[0]):
            found.pair(old[0], new[0])


def _by(nodes: Iterable[Node], key: Callable[[Node], Hashable]) -> dict[Hashable, list[Node]]:
    table: dict[Hashable, list[Node]] = defaultdict(list)
    for node in nodes:
        if node.kind != "part" and key(node):
            table[key(node)].append(node)
    return table


def _compatible(old: Node, new: Node) -> bool:
    return (old.kind == "part") == (new.kind == "part")


def _sections(found: Alignment) -> None:
    """Pair nodes that hold the same nodes, from the innermost out."""
    for old in reversed(found.old.nodes):
        if old in found.to or not old.children:
            continue
        votes: Counter[Node] = Counter()
        for child in old.children:
            new = found.to.get(child)
            if new is not None and new.parent is not None and new.parent not in found.back:
                votes[new.parent] += _weight(child)
        best = max(votes, key=lambda node: (votes[node], -node.index), default=None)
        if best is not None and best.kind != "part" and _share(votes[best], old, best) >= _HOLDS:
            found.pair(old, best)


def _share(common: int, old: Node, new: Node) -> float:
    total = sum(map(_weight, old.children)) + sum(map(_weight, new.children))
    held = 2 * common / total if total else 0.0
    if old.title and new.title:
        return 0.6 * held + 0.4 * fuzz.ratio(old.title, new.title) / 100
    return held


def _weight(node: Node) -> int:
    return 20 + min(len(node.says), 400)


def _duplicates(found: Alignment) -> None:
    """Nodes of one content that occur several times: those under one parent first, then the likest."""
    olds, news = _by(found.free_old(), lambda n: n.key), _by(found.free_new(), lambda n: n.key)
    for key, old in olds.items():
        new = news.get(key, [])
        if new and len(old) * len(new) <= 2500:
            _greedy(found, ((_likeness(found, o, n), o, n) for o in old for n in new), lambda _o, _n: 0.4)


def _alike(found: Alignment) -> None:
    """Likeness of heading and text, the likest first."""
    olds = [node for node in found.free_old() if node.kind != "part"]
    news = [node for node in found.free_new() if node.kind != "part"]
    if not olds or not news:
        return
    index = Index([node.says for node in news])
    scored: dict[tuple[Node, Node], float] = {}
    for old in olds:
        for number in index.near(old.says):
            scored[old, news[number]] = _likeness(found, old, news[number])
    for old, new in _siblings(found, olds):
        if (old, new) not in scored:
            scored[old, new] = _likeness(found, old, new)
    ranked = ((score, old, new) for (old, new), score in scored.items())
    _greedy(found, ranked, lambda o, n: _LIKE_AT_HOME if found.same(o.parent, n.parent) else _LIKE)


def _siblings(found: Alignment, olds: Iterable[Node]) -> Iterator[tuple[Node, Node]]:
    """Free nodes under parents that are one, unless there are too many."""
    waiting: dict[Node, list[Node]] = defaultdict(list)
    for old in olds:
        if old.parent in found.to:
            waiting[old.parent].append(old)
    for parent, children in waiting.items():
        free = [child for child in found.to[parent].children if child not in found.back]
        if len(children) * len(free) <= 400:
            yield from ((old, new) for old in children for new in free)


def _likeness(found: Alignment, old: Node, new: Node) -> float:
    """From 0 to about 1.1: the words, with units and surroundings as evidence beside them."""
    words = fuzz.ratio(old.says, new.says) / 100
    if old.title and new.title:
        words = max(words, 0.6 * fuzz.ratio(old.title, new.title) / 100 + 0.4 * words)
    if not old.says and not new.says:
        words = 0.3
    units = len(old.units & new.units) / len(old.units | new.units) if old.units and new.units else 0.0
    home = 0.05 if found.same(old.parent, new.parent) else 0.0
    return words + 0.05 * units + home + (0.02 if old.kind == new.kind else 0.0) + (0.01 if old.path == new.path else 0.0)


def _greedy(
    found: Alignment,
    scored: Iterable[tuple[float, Node, Node]],
    threshold: Callable[[Node, Node], float],
) -> None:
    for score, old, new in sorted(scored, key=lambda item: (-item[0], item[1].index, item[2].index)):
        if old not in found.to and new not in found.back and score >= threshold(old, new):
            found.pair(old, new)


def _in_place(found: Alignment) -> None:
    """What is left under parents that are one and bears the same number, where the words do not speak against it."""
    olds = [node for node in found.free_old() if node.kind != "part" and node.number]
    scored = []
    for old, new in _siblings(found, olds):
        if new.number and fold(old.number or "") == fold(new.number) and old.kind == new.kind:
            units = bool(old.units) and old.units == new.units
            scored.append((_likeness(found, old, new) + (0.1 if units else 0.0), old, new))
    _greedy(found, scored, lambda _o, _n: _LIKE_IN_PLACE + 0.08)


def _group(found: Alignment) -> None:
    """Join what was split off from a pair, or merged into one, with it."""
    for old, new in found.to.items():
        group = Group([old], [new])
        found.groups[old] = found.groups[new] = group
    parted = find_fragments(found.free_new(), found.old.nodes, found.to)
    for node, source in parted:
        group = found.groups[source]
        group.news.append(node)
        found.groups[node] = group
    merged = find_fragments(found.free_old(), found.new.nodes, found.back)
    for node, target in merged:
        group = found.groups[target]
        if len(group.news) == 1:
            group.olds.append(node)
            found.groups[node] = group
    for group in found.groups.values():
        group.olds.sort(key=_order)
        group.news.sort(key=_order)


def _order(node: Node) -> int:
    return node.index


def groups_in_order(found: Alignment) -> Sequence[Group]:
    """Every group once, in the order of the new plan."""
    seen: set[int] = set()
    out: list[Group] = []
    for node in found.new.nodes:
        group = found.groups.get(node)
        if group is not None and id(group) not in seen:
            seen.add(id(group))
            out.append(group)
    return out
