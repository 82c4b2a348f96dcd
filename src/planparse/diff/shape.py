"""Changes of the outline: what came, what went, what stands elsewhere, what was split or merged."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from planparse.diff.align import Alignment, Group
from planparse.diff.candidates import ascending
from planparse.diff.nodes import Node


@dataclass(slots=True, eq=False, kw_only=True)
class Top:
    """A node that came or went, without one above it that did; `tasks` are those inside it that share its fate."""

    node: Node
    tasks: list[Node]


@dataclass(slots=True, eq=False, kw_only=True)
class Move:
    """A node that stands elsewhere; `other` is the one it changed places with."""

    old: Node
    new: Node
    other: Node | None = None


def tops(nodes: Sequence[Node], groups: dict[Node, Group]) -> Iterator[Top]:
    """Of the nodes that are in no group (all came, or all went), the topmost."""
    loose = {node for node in nodes if node not in groups}
    for node in nodes:
        if node in loose and node.parent not in loose:
            inside = [n for n in node.walk() if n in loose and n is not node and n.kind == "task"]
            yield Top(node=node, tasks=inside)


def moves(found: Alignment) -> list[Move]:
    """The nodes that stand under another parent, or in another order under the same.

    A parent that came or went itself does not count: what it held stands where its own parent is.
    """
    out: list[Move] = []
    families: dict[int, list[tuple[Node, Node]]] = defaultdict(list)
    for old, new in found.to.items():
        if old.kind == "part" or new.kind == "part":
            continue
        left, right = _holder(old, found), _holder(new, found)
        if left is right and left is not None:
            families[id(left)].append((old, new))
        elif not _fragment(old, new, found):
            out.append(Move(old=old, new=new))
    for family in families.values():
        out += _reordered(family)
    return _exchanged(sorted(out, key=lambda move: move.new.index), found)


def _holder(node: Node, found: Alignment) -> Group | None:
    return next((found.groups[above] for above in node.above() if above in found.groups), None)


def _fragment(old: Node, new: Node, found: Alignment) -> bool:
    """Does the node stand inside what its former holder was split into, or the other way round?"""
    return any(found.groups.get(above) is found.groups.get(old) for above in new.above() if above in found.groups)


def _reordered(family: list[tuple[Node, Node]]) -> list[Move]:
    family.sort(key=lambda pair: pair[1].index)
    rank = {id(old): n for n, (old, _) in enumerate(sorted(family, key=lambda pair: pair[0].index))}
    order = [rank[id(old)] for old, _ in family]
    if all(order[order[i]] == i for i in range(len(order))):  # nothing but exchanges of two
        return [
            Move(old=family[i][0], new=family[i][1], other=family[j][1]) for i, j in enumerate(order) if i < j
        ]
    kept = ascending(order)
    return [Move(old=old, new=new) for i, (old, new) in enumerate(family) if i not in kept]


def _exchanged(found: list[Move], alignment: Alignment) -> list[Move]:
    """Two nodes of different parents that stand in each other's place are one move."""
    out: list[Move] = []
    by_old_path: dict[tuple[str, tuple[int, ...] | None], Move] = {(m.old.part, m.old.path): m for m in found if m.other is None and m.old.path}
    gone: set[int] = set()
    for move in found:
        if id(move) in gone:
            continue
        partner = by_old_path.get((move.new.part, move.new.path)) if move.other is None else None
        if (
            partner is not None
            and partner is not move
            and partner.new.path == move.old.path
            and alignment.same(move.old.parent, partner.new.parent)
            and alignment.same(partner.old.parent, move.new.parent)
        ):
            gone.add(id(partner))
            move.other = partner.new
        out.append(move)
    return out
