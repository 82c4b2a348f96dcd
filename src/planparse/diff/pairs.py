"""Which sentence is which, inside nodes that are one; and which went to another node altogether."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from planparse.diff.candidates import Index
from planparse.diff.nodes import Piece

_LIKE = 50  # of 100: from here on two sentences of one node are one, reworded
_REWRITTEN = 30  # the same for sentences that stand alone between the same neighbours
_SHORT = 65  # the same for less than six characters
_MOVED = 85  # the same for sentences of different nodes
_MANY = 2500  # so many comparisons are made without an index
_JOINED = 85  # how much of a sentence must stand in another that has taken it in


@dataclass(slots=True, eq=False)
class Match:
    """Sentences that are one: one each as a rule, several where marks between them came or went."""

    olds: list[Piece]
    news: list[Piece]

    @property
    def equal(self) -> bool:
        """Do both sides have the same words?"""
        return "".join(p.folded for p in self.olds) == "".join(p.folded for p in self.news)


@dataclass(slots=True, eq=False)
class Pieces:
    """The pieces of one group: matched, gone, come."""

    matches: list[Match] = field(default_factory=list)
    gone: list[Piece] = field(default_factory=list)
    come: list[Piece] = field(default_factory=list)


def match(olds: Sequence[Piece], news: Sequence[Piece]) -> Pieces:
    """Pair the sentences of nodes that are one: equal words first, then the likest, then what was joined."""
    olds = [piece for piece in olds if piece.folded]
    news = [piece for piece in news if piece.folded]
    found = Pieces()
    gone, come = _equal(olds, news, found)
    gone, come = _alike(gone, come, found)
    gone = _joined(gone, found, old=True)
    come = _joined(come, found, old=False)
    found.gone, found.come = _in_gaps(gone, come, found)
    found.matches.sort(key=lambda m: (m.news[0].index, m.olds[0].index))
    return found


def _equal(olds: Sequence[Piece], news: Sequence[Piece], found: Pieces) -> tuple[list[Piece], list[Piece]]:
    waiting: dict[str, deque[Piece]] = defaultdict(deque)
    for piece in olds:
        waiting[piece.folded].append(piece)
    come = []
    for piece in news:
        queue = waiting.get(piece.folded)
        if queue:
            found.matches.append(Match([queue.popleft()], [piece]))
        else:
            come.append(piece)
    return sorted((p for queue in waiting.values() for p in queue), key=_order), come


def _alike(gone: list[Piece], come: list[Piece], found: Pieces) -> tuple[list[Piece], list[Piece]]:
    scored = sorted(_scored(gone, come), key=lambda item: (-item[0], item[1].index, item[2].index))
    taken: set[Piece] = set()
    for _, old, new in scored:
        if old not in taken and new not in taken:
            taken |= {old, new}
            found.matches.append(Match([old], [new]))
    return [p for p in gone if p not in taken], [p for p in come if p not in taken]


def _scored(gone: Sequence[Piece], come: Sequence[Piece]) -> list[tuple[float, Piece, Piece]]:
    if len(gone) * len(come) <= _MANY:
        pairs = [(old, new) for old in gone for new in come]
    else:
        index = Index([new.folded for new in come])
        pairs = [(old, come[n]) for old in gone for n in index.near(old.folded)]
    scored = []
    for old, new in pairs:
        least = _SHORT if min(len(old.folded), len(new.folded)) < 6 else _LIKE
        score = fuzz.ratio(old.folded, new.folded, score_cutoff=least)
        if score:
            scored.append((score, old, new))
    return scored


def _joined(left: list[Piece], found: Pieces, *, old: bool) -> list[Piece]:
    """Join each of `left` to a match beside it whose other side has taken its words in. Returns the rest."""
    owner = {piece.index: m for m in found.matches for piece in (m.olds if old else m.news)}
    rest = []
    for piece in left:
        for beside in (piece.index - 1, piece.index + 1):
            m = owner.get(beside)
            if m is None:
                continue
            mine, other = (m.olds, m.news) if old else (m.news, m.olds)
            host = "".join(p.folded for p in other)
            own = "".join(p.folded for p in mine)
            longer = len(host) > len(own) + len(piece.folded) // 2
            if longer and len(piece.folded) > 3 and fuzz.partial_ratio(piece.folded, host) >= _JOINED:
                mine.append(piece)
                mine.sort(key=_order)
                owner[piece.index] = m
                break
        else:
            rest.append(piece)
    return rest


def _in_gaps(gone: list[Piece], come: list[Piece], found: Pieces) -> tuple[list[Piece], list[Piece]]:
    """Pair what is left alone between the same neighbours on both sides: one sentence, written anew."""
    after_old = {m.olds[-1].index: m for m in found.matches}
    after_new = {m.news[-1].index: m for m in found.matches}
    waiting: dict[int, list[Piece]] = defaultdict(list)
    for piece in come:
        waiting[_gap(piece, after_new)].append(piece)
    taken: set[Piece] = set()
    lone: dict[int, list[Piece]] = defaultdict(list)
    for piece in gone:
        lone[_gap(piece, after_old)].append(piece)
    for gap, olds in lone.items():
        news = waiting.get(gap, [])
        if len(olds) == len(news) == 1 and fuzz.ratio(olds[0].folded, news[0].folded) >= _REWRITTEN:
            found.matches.append(Match(olds, news))
            taken |= {olds[0], news[0]}
    return [p for p in gone if p not in taken], [p for p in come if p not in taken]


def _gap(piece: Piece, behind: dict[int, Match]) -> int:
    """The match before a piece that is left over, as a number; -1 where none is."""
    index = piece.index - 1
    while index >= 0 and index not in behind and piece.index - index < 200:
        index -= 1
    m = behind.get(index)
    return id(m) if m is not None else -1


def moved(gone: Sequence[Piece], come: Sequence[Piece]) -> list[Match]:
    """Sentences that left one node and stand in another: equal, or nearly so, and not short."""
    found = Pieces()
    left, right = _equal([p for p in gone if len(p.folded) > 7], [p for p in come if len(p.folded) > 7], found)
    scored = [item for item in _scored(left, right) if item[0] >= _MOVED]
    taken: set[Piece] = set()
    for _, old, new in sorted(scored, key=lambda item: (-item[0], item[1].index, item[2].index)):
        if old not in taken and new not in taken:
            taken |= {old, new}
            found.matches.append(Match([old], [new]))
    return sorted(found.matches, key=lambda m: m.news[0].index)


def _order(piece: Piece) -> int:
    return piece.index
