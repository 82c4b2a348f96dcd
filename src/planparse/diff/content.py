"""Drafts of changes inside items that are one: bearers, facts, words, sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from planparse.diff import duties, pairs, values
from planparse.diff.align import Group, groups_in_order
from planparse.diff.candidates import ascending
from planparse.diff.duties import DutyChange
from planparse.diff.model import Place
from planparse.diff.nodes import Node, Piece
from planparse.diff.pages import without_page_numbers
from planparse.diff.pairs import Match, Pieces
from planparse.diff.places import of_clause, of_node, of_pieces, of_words, opening, subject
from planparse.diff.records import Draft, key_of
from planparse.diff.scene import Scene
from planparse.diff.slots import board
from planparse.diff.values import Fact, ValueChange
from planparse.diff.wording import Section as Words
from planparse.diff.wording import words_of
from planparse.plan import UnitMention
from planparse.rules.changes import ROLES


def drafts(scene: Scene) -> list[Draft]:
    """All changes of bearers, facts and words."""
    out: list[Draft] = []
    gone: list[Piece] = []
    come: list[Piece] = []
    lost: dict[Piece, list[str]] = {}
    for group in groups_in_order(scene.found):
        pieces = pairs.match(_pieces(group.olds), _pieces(group.news))
        on = board(group.olds, group.news, pieces)
        of = _Group(scene, group)
        facts = values.compare(on)
        out += [of.duty(change) for change in duties.compare(on, scene.context)]
        out += [of.value(change) for change in facts.changes]
        told = Words(
            [c.old.span for c in facts.changes if c.old], [c.new.span for c in facts.changes if c.new]
        )
        out += words_of(scene, group, pieces, told)
        out += list(of.reordered(pieces))
        _note_losses(pieces, facts.implied, lost)
        gone += pieces.gone
        come += pieces.come
    out += _left_over(scene, gone, come, lost)
    return without_page_numbers(_renamed_once(out))


def _pieces(nodes: Sequence[Node]) -> list[Piece]:
    return [piece for node in nodes for piece in node.pieces]


def _note_losses(pieces: Pieces, implied: Sequence[tuple[str, Fact]], lost: dict[Piece, list[str]]) -> None:
    """What goes with each sentence that went."""
    for piece in pieces.gone:
        if piece.node.part == "cover":  # what a covering notice asks is no duty of the plan
            continue
        kinds = [kind for kind, fact in implied if piece.span[0] <= fact.span[0] < piece.span[1]]
        if any(unit.role == "lead" for duty in piece.facts.duties for unit in duty.units):
            kinds.append("lead-removed")
        lost[piece] = list(dict.fromkeys(kinds))


class _Group:
    """Makes drafts for one group of nodes that are one."""

    def __init__(self, scene: Scene, group: Group) -> None:
        self.scene = scene
        self.group = group
        self.old = group.olds[0]
        self.new = group.news[0]
        self.identity = key_of(self.old, self.new)

    def duty(self, change: DutyChange) -> Draft:
        """A change of bearers."""
        before, after = _named(change, change.olds), _named(change, change.news)
        names = [unit.name for unit in (*change.olds, *change.news)]
        return Draft(
            kind=change.kind,
            order=self.scene.order(None, self.new, 3),
            node=self.new,
            identity=(self.identity,),
            before=before or None,
            after=after or None,
            units=tuple(dict.fromkeys(names)),
            old=of_clause(self.old, change.old_clause),
            new=of_clause(self.new, change.new_clause),
        )

    def value(self, change: ValueChange) -> Draft:
        """A change of a date, a target, a citation."""
        indicator = getattr(change.new or change.old, "indicator", "")
        return Draft(
            kind=change.kind,
            order=self.scene.order(None, self.new, 4),
            node=self.new,
            identity=(self.identity, indicator),
            before=change.before,
            after=change.after,
            old=_fact(self.old, change.old),
            new=_fact(self.new, change.new),
        )

    def reordered(self, pieces: Pieces) -> Iterator[Draft]:
        """Sentences that stand in another order."""
        if len(self.group.olds) + len(self.group.news) > 2:
            return  # a split or merge orders anew
        matches = pieces.matches
        order = [m.olds[0].index for m in matches]
        kept = ascending(order)
        for i, m in enumerate(matches):
            if i not in kept:
                yield moved(self.scene, m)


def _named(change: DutyChange, mentions: Sequence[UnitMention]) -> str:
    """Names; with their roles where those are what changed, or where no role is in the kind."""
    if change.kind in {"role-changed", "unit-added", "unit-removed"}:
        return "、".join(f"{m.name}（{ROLES[m.role][1]}）" for m in mentions)
    leads = [m.name for m in mentions if m.role == "lead"]
    if change.kind.startswith("lead-") and leads:
        return "、".join(leads)
    return "、".join(m.name for m in mentions)


def _fact(node: Node, fact: Fact | None) -> Place | None:
    return of_words(node, "fact", fact.span, fact.text) if fact else None


def noun(piece: Piece) -> str:
    """What a sentence or paragraph is called: one with a clause of its own is a task without a number."""
    if piece.node.kind in {"task", "measure"}:
        return "measure"
    return "task" if piece.facts.duties else "paragraph"


def moved(scene: Scene, match: Match) -> Draft:
    """A sentence that stands elsewhere."""
    old, new = match.olds[0], match.news[0]
    same = old.node is new.node or scene.found.same(old.node, new.node)
    return Draft(
        kind=f"{noun(new)}-moved",
        order=scene.order(None, new.node, 5),
        node=new.node,
        name=opening(new.text),
        identity=(old.folded, new.folded),
        before="原位置" if same else f"“{subject(old.node)}”",
        after="新位置" if same else f"“{subject(new.node)}”",
        old=of_pieces(match.olds),
        new=of_pieces(match.news),
    )


def _left_over(
    scene: Scene, gone: list[Piece], come: list[Piece], lost: dict[Piece, list[str]]
) -> Iterator[Draft]:
    """Sentences that went to another item, and those that went or came altogether."""
    elsewhere = pairs.moved(gone, come)
    taken = {piece for m in elsewhere for piece in (*m.olds, *m.news)}
    for m in elsewhere:
        yield moved(scene, m)
    for piece in gone:
        if piece not in taken:
            yield _one_sided(scene, piece, "removed", lost.get(piece, []))
    for piece in come:
        if piece not in taken:
            yield _one_sided(scene, piece, "added", [])


def _one_sided(scene: Scene, piece: Piece, word: str, implies: list[str]) -> Draft:
    gone = word == "removed"
    partner = scene.found.groups[piece.node].news[0] if gone else piece.node
    place = of_pieces([piece])
    return Draft(
        kind=f"{noun(piece)}-{word}",
        order=scene.order(None, partner, 6),
        node=partner,
        identity=(key_of(piece.node), piece.folded),
        units=tuple(dict.fromkeys(u.name for duty in piece.facts.duties for u in duty.units)),
        old=place if gone else None,
        new=None if gone else place,
        implies=tuple(kind for kind in implies if kind != f"{noun(piece)}-{word}"),
    )


def _renamed_once(drafts_: list[Draft]) -> list[Draft]:
    """One record for a unit that was renamed in many places."""
    out: list[Draft] = []
    first: dict[tuple[str | None, str | None], Draft] = {}
    for draft in drafts_:
        if draft.kind != "unit-renamed":
            out.append(draft)
            continue
        known = first.setdefault((draft.before, draft.after), draft)
        if known is draft:
            out.append(draft)
        else:
            known.count += 1
            known.inside += (of_node(draft.node),) if draft.node else ()
    for draft in first.values():
        draft.identity = ()
        if draft.count > 1:
            draft.inside = ((of_node(draft.node),) if draft.node else ()) + draft.inside
            draft.name = draft.group = "单位"
    return out


__all__ = ["drafts", "moved", "noun"]
