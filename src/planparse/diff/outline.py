"""Drafts of changes of the outline: items that came, went, moved, were split or merged."""

from __future__ import annotations

from collections.abc import Iterator

from planparse.diff.align import Group, groups_in_order
from planparse.diff.nodes import Node
from planparse.diff.places import of_node, subject
from planparse.diff.records import Draft, key_of
from planparse.diff.scene import Scene
from planparse.diff.shape import Move, Top, moves, tops

_KIND = {"part": "section", "section": "section", "task": "task", "measure": "measure"}


def drafts(scene: Scene) -> Iterator[Draft]:
    """All changes of the outline."""
    found = scene.found
    for top in tops(found.old.nodes, found.groups):
        yield _one_sided(scene, top, gone=True)
    for top in tops(found.new.nodes, found.groups):
        yield _one_sided(scene, top, gone=False)
    for move in moves(found):
        yield _move(scene, move)
    for group in groups_in_order(found):
        if len(group.olds) + len(group.news) > 2:
            yield _regrouped(scene, group)


def kind_of(node: Node) -> str:
    """The first word of the kinds of changes of a node."""
    return "attachment" if node.kind == "part" and node.part.startswith("attachment") else _KIND[node.kind]


def _one_sided(scene: Scene, top: Top, *, gone: bool) -> Draft:
    node, word = top.node, "removed" if gone else "added"
    place = of_node(node)
    kind = kind_of(node)
    implies = [f"task-{word}"] if top.tasks and kind != "task" else []
    if gone and kind == "measure" and node.part != "cover":
        implies += _lost(node)
    return Draft(
        kind=f"{kind}-{word}",
        order=scene.order(node if gone else None, None if gone else node),
        node=node,
        identity=(key_of(node), node.parent.key if node.parent else ""),
        units=tuple(_units(node)),
        old=place if gone else None,
        new=None if gone else place,
        inside=tuple(map(of_node, top.tasks)),
        implies=tuple(implies),
    )


def _lost(node: Node) -> list[str]:
    """What goes with a removed measure."""
    facts = [part for n in node.walk() for part in (n.facts, *(p.facts for p in n.pieces))]
    kinds = []
    if any(unit.role == "lead" for one in facts for duty in one.duties for unit in duty.units):
        kinds.append("lead-removed")
    if any(one.deadlines for one in facts):
        kinds.append("deadline-dropped")
    return kinds


def _units(node: Node) -> Iterator[str]:
    """The units of a node, leads first, each once."""
    facts = [part for n in node.walk() for part in (n.facts, *(p.facts for p in n.pieces))]
    mentions = [unit for one in facts for duty in one.duties for unit in duty.units]
    mentions.sort(key=lambda unit: unit.role != "lead")
    yield from dict.fromkeys(unit.name for unit in mentions)


def _move(scene: Scene, move: Move) -> Draft:
    before, after = _where(move.old, move.new, scene)
    return Draft(
        kind=f"{_KIND[move.new.kind]}-moved",
        order=scene.order(None, move.new, 1),
        node=move.new,
        identity=(key_of(move.old, move.new), key_of(move.other)),
        before=before,
        after=after,
        old=of_node(move.old),
        new=of_node(move.new),
        also_new=(of_node(move.other),) if move.other is not None else (),
    )


def _where(old: Node, new: Node, scene: Scene) -> tuple[str, str]:
    """From where to where: the parents where they differ, else the numbers."""
    left, right = old.parent, new.parent
    if left is not None and right is not None and not scene.found.same(left, right):
        return f"“{subject(left)}”", f"“{subject(right)}”"
    return old.number or "原位置", new.number or "新位置"


def _regrouped(scene: Scene, group: Group) -> Draft:
    first_new, first_old = group.news[0], group.olds[0]
    split = len(group.news) >= len(group.olds)
    return Draft(
        kind=f"{_KIND[(first_old if split else first_new).kind]}-{'split' if split else 'merged'}",
        order=scene.order(None, first_new, 2),
        node=first_new,
        name=subject(first_old) if split else subject(first_new),
        identity=(key_of(*group.olds), key_of(*group.news)),
        old=of_node(first_old),
        new=of_node(first_new),
        also_old=tuple(map(of_node, group.olds[1:])),
        also_new=tuple(map(of_node, group.news[1:])),
    )
