"""A plan as lines that a line-by-line comparison can work on: one sentence a line, units of a clause each on one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from planparse.diff.nodes import Facts, Node, tree_of
from planparse.plan import Plan
from planparse.rules.changes import FIELDS, ROLES


def lines(plan: Plan, *, numbers: bool = False) -> Iterator[str]:
    """`plan` as lines. Without `numbers`, items that only have another number are the same lines."""
    for name, (_, chinese) in FIELDS.items():
        value = getattr(plan.metadata, name)
        said = "、".join(value) if isinstance(value, tuple) else value
        if said and name not in {"genre", "region", "level"}:
            yield f"{chinese}：{said}"
    for root in tree_of(plan).roots:
        yield ""
        if root.part != "main":
            yield f"# {root.heading or ('印发通知' if root.part == 'cover' else '附件')}"
        for piece in root.pieces:
            yield _line(piece.text)
            yield from _facts([piece.facts], "  ")
        for child in root.children:
            yield from _node(child, 0, numbers)


def _node(node: Node, depth: int, numbers: bool) -> Iterator[str]:
    indent = "  " * depth
    number = f"{node.number or ''}" if numbers else ""
    sign = {"section": "##", "task": "*", "measure": "-"}[node.kind]
    yield f"{indent}{sign} {number}{_line(node.heading or '')}".rstrip()
    yield from _facts([node.facts], indent + "  ")
    for piece in node.pieces:
        yield indent + "  " + _line(piece.text)
        yield from _facts([piece.facts], indent + "    ")
    for child in node.children:
        yield from _node(child, depth + 1, numbers)


def _facts(all_facts: Iterable[Facts], indent: str) -> Iterator[str]:
    for facts in all_facts:
        for duty in facts.duties:
            for unit in duty.units:
                yield f"{indent}[{ROLES[unit.role][1]}] {unit.name}"
        for deadline in facts.deadlines:
            yield f"{indent}[时限] {deadline.due}"


def _line(text: str) -> str:
    return " ".join(text.split())
