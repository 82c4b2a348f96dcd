"""Drafts of rewordings: of a heading, of one sentence, of several of one item."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from planparse.diff.align import Group
from planparse.diff.model import Edit
from planparse.diff.nodes import Node, Piece, fold
from planparse.diff.pairs import Match, Pieces
from planparse.diff.places import of_head, of_pieces
from planparse.diff.records import Draft, key_of
from planparse.diff.scene import Scene
from planparse.diff.values import Fact
from planparse.diff.words import compare, printed, without
from planparse.lexicon.words import characters

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Section:
    """Stretches of both sides whose change has been told as a fact."""

    olds: Sequence[Span]
    news: Sequence[Span]


def words_of(scene: Scene, group: Group, pieces: Pieces, told: Section) -> list[Draft]:
    """The rewordings of a group: one record for the whole item, or for the one sentence that it is."""
    changed = [m for m in pieces.matches if _reworded(scene, m, told)]
    scene.marks_only += sum(1 for m in pieces.matches if m not in changed and _text(m.olds) != _text(m.news) and m.equal)
    heads = _heads(scene, group, told)
    if not changed and not heads:
        return []
    if group.news[0].kind in {"section", "part"}:
        tasks = [m for m in changed if any(p.facts.duties for p in m.news)]
        rest = [m for m in changed if m not in tasks]
        drafts = [_draft(scene, "task-reworded", group, (), [m]) for m in tasks]
        return drafts + ([_draft(scene, "section-reworded", group, heads, rest)] if rest or heads else [])
    node = group.news[0]
    alone = len(changed) == 1 and not heads and (len(node.pieces) > 1 or node.children)
    kind = "measure-reworded" if alone or node.kind == "measure" else "task-reworded"
    return [_draft(scene, kind, group, heads, changed)]


def _reworded(scene: Scene, m: Match, told: Section) -> bool:
    if m.equal:
        return False
    old, new = (names.fold for names in scene.names)
    return without(m.olds, told.olds, old) != without(m.news, told.news, new)


def _heads(scene: Scene, group: Group, told: Section) -> tuple[tuple[Node, Node], ...]:
    """The headings that changed; one that was only cut off from its text, or joined to it, has not."""
    out = []
    for old in group.olds:
        new = scene.found.to.get(old)
        if new is None or old.title == new.title or (old.kind == "part" and old.part == "main"):
            continue
        if len(group.olds) + len(group.news) > 2 and not (old.title and new.title):
            continue  # parts of a split have headings of their own
        if old.says == new.says or _told(scene, old, told.olds, 0) == _told(scene, new, told.news, 1):
            continue
        out.append((old, new))
    return tuple(out)


def _told(scene: Scene, node: Node, spans: Sequence[Span], side: int) -> str:
    """The heading without the facts told."""
    title = node.title
    facts: list[Fact] = [*node.facts.deadlines, *node.facts.targets, *node.facts.citations]
    for fact in facts:
        if fact.span in spans:
            title = title.replace(scene.names[side].fold(fact.text), "")
    return title


def _draft(
    scene: Scene, kind: str, group: Group, heads: Sequence[tuple[Node, Node]], changed: Sequence[Match]
) -> Draft:
    edits = (*_head_edits(heads), *(_edit(scene, m) for m in changed))
    node = group.news[0]
    says = "".join(_text(m.olds) + "\x1f" + _text(m.news) for m in changed) + "".join(
        (o.heading or "") + "\x1f" + (n.heading or "") for o, n in heads
    )
    return Draft(
        kind=kind,
        order=scene.order(None, node, 5),
        node=node,
        identity=(key_of(group.olds[0], node), fold(says)),
        old=edits[0].old,
        new=edits[0].new,
        edits=edits,
    )


def _head_edits(heads: Sequence[tuple[Node, Node]]) -> Iterator[Edit]:
    for old, new in heads:
        yield Edit(old=of_head(old), new=of_head(new), words=compare(old.heading or "", new.heading or ""))


def _edit(scene: Scene, m: Match) -> Edit:
    old, new = printed(_text(m.olds)), printed(_text(m.news))
    scene.words_left -= len(old) + len(new)
    words = compare(old, new) if scene.words_left > 0 else compare(old, new, characters)
    return Edit(old=of_pieces(m.olds), new=of_pieces(m.news), words=words)


def _text(pieces: Sequence[Piece]) -> str:
    return "".join(piece.text for piece in pieces)
