"""Clauses → Duties: which units a list names, each with its full name.

Two passes. The clean lists of the notice teach a lexicon of its own; then every piece between two
separators is read with it. What a list gives once (a level prefix, a head or tail that names share)
is put back, and so are characters that a damaged copy lost, as far as the notice itself shows
them. Every restoration is recorded in `Mention.repairs`, and close calls are marked `doubtful`.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from planparse.lexicon import grammar, naming, pieces
from planparse.lexicon.decoder import decode
from planparse.lexicon.lattice import NEVER, Reading
from planparse.lexicon.lexicon import load
from planparse.lexicon.notice import NoticeLexicon
from planparse.lexicon.pieces import Piece
from planparse.lexicon.segmenter import words
from planparse.patterns import compiled
from planparse.rules.persons import LIKELY, PERSON
from planparse.span import Span
from planparse.syntax import Clause, Duty, Mention, Repair, Text, UnitList

# Below this margin to the next best reading a boundary that no separator shows is a close call.
_CLOSE_CALL = 0.25
# So many lost separators, where one name with a prefix follows another, make a damaged copy.
_DAMAGED = 3


class _Unit(Struct):
    """A unit as read: its piece, its place there, what the notice calls it."""

    piece: Piece
    reading: Reading
    margin: float
    of: UnitList
    base: int

    @property
    def text(self) -> str:
        return self.piece.text[self.reading.start : self.reading.end]

    @property
    def span(self) -> Span:
        at = self.piece.at
        return Span(self.base + at[self.reading.start], self.base + at[self.reading.end - 1] + 1)


def resolve_units(
    text: Text, clauses: Sequence[Clause], home: Sequence[str] = (), skip: Sequence[Span] = ()
) -> tuple[Duty, ...]:
    """The units of each clause, in order, named in full.

    `home` are place names of the issuer; `skip` are stretches inside lists that name no unit.

    >>> from planparse.stages.normalise import normalise, plain
    >>> from planparse.syntax import Role
    >>> text = normalise(plain("市市场监管局、司法局,各区、县(市)政府等"))
    >>> lists = (UnitList(span=Span(0, len(text.norm)), role=Role.RESPONSIBLE),)
    >>> duty, = resolve_units(text, [Clause(span=Span(0, len(text.norm)), rule="", lists=lists)])
    >>> [mention.name for mention in duty.mentions]
    ['市市场监管局', '市司法局', '各区、县(市)政府']
    """
    notice = NoticeLexicon(load(), home=frozenset(home))
    seen: dict[str, list[Piece]] = {}
    cut = [[(found, _pieces(text, found, skip, seen)) for found in clause.lists] for clause in clauses]
    reader = _Reader(notice)
    reader.study([found for lists in cut for _, found in lists])
    duties = []
    for clause, lists in zip(clauses, cut, strict=True):
        units = [
            unit for unit_list, found in lists for piece in found for unit in reader.read(piece, unit_list)
        ]
        named = [unit for unit in units if not _is_person(unit)] or units  # 县教育局 张某
        duties.append(Duty(clause=clause, mentions=tuple(_name(named, notice))))
    return tuple(duties)


def _pieces(
    text: Text, unit_list: UnitList, skip: Sequence[Span], cut: dict[str, list[Piece]]
) -> list[Piece]:
    """The pieces of a list; `cut` remembers those of lists that occur word for word again."""
    span = unit_list.span
    dropped = [(s.start - span.start, s.end - span.start) for s in skip if s.overlaps(span)]
    soft = [at for at in range(1, span.end - span.start) if span.start + at in text.gaps] if text.gaps else []
    listed = text.of(span)
    if dropped or soft:
        return pieces.split(listed, dropped, soft)
    if listed not in cut:
        cut[listed] = pieces.split(listed)
    return cut[listed]


class _Reader:
    """Reads pieces, each distinct one once."""

    def __init__(self, notice: NoticeLexicon) -> None:
        self.notice = notice
        self.seen: dict[tuple[str, frozenset[int]], tuple[list[Reading], float]] = {}

    def study(self, lists: list[list[Piece]]) -> None:
        """Let the plain pieces teach the notice lexicon, and see whether the copy is damaged."""
        found = [piece for pieces_of_one in lists for piece in pieces_of_one]
        for pieces_of_one in lists:
            self.notice.note_style(piece.text for piece in pieces_of_one)
        plain: list[str] = []
        mixed: list[Piece] = []
        glued = 0
        for piece in found:
            readings, _ = self._decode(piece)
            if piece.tail:
                continue
            if len(readings) == 1:
                if naming.teaches(piece.text, self.notice):
                    plain.append(grammar.without_gloss(piece.text))
            else:
                glued += sum(reading.joined for reading in readings)
                mixed.append(piece)
        self.notice.learn(plain)
        self.notice.note_brackets()
        inside: list[str] = []
        for piece in mixed:
            for reading in self._decode(piece)[0]:
                word = grammar.without_gloss(piece.text[reading.start : reading.end])
                facts = self.notice.facts(word)
                if facts.known and facts.prefix is not None:
                    inside.append(word)
        if inside:
            self.notice.learn(inside)
        odd = {
            p.text
            for p in found
            if not self.notice.facts(p.text).known and not self.notice.facts(p.text).collective
        }
        if odd:
            # Two bodies without tails are proof: nothing else lost that much.
            glued += self.notice.remains(odd) + _DAMAGED * self.notice.bodies_alone(odd)
        if glued >= _DAMAGED and glued * 50 >= len(found):
            self.notice.distrust()
            self._unlearn()
        if self.notice.damaged:
            self.seen.clear()
        elif mixed:  # a piece that is one known name stays one
            self.seen = {key: found for key, found in self.seen.items() if found[1] >= NEVER}
        for key in [key for key in self.seen if key[0] in self.notice.halves]:
            del self.seen[key]

    def _unlearn(self) -> None:
        """Forget names that, without themselves, read as several: two names glued at one lost mark."""
        known = len(self.notice.counts)
        for name in [n for n in self.notice.counts if len(n) > 6 and not self.notice.facts(n).known]:
            count = self.notice.counts.pop(name)
            readings, _ = decode(name, self.notice)
            self.notice.counts[name] = count
            if len(readings) > 1:
                self.notice.forget(name)
        if len(self.notice.counts) < known:
            self.notice.distrust()

    def read(self, piece: Piece, of: UnitList) -> list[_Unit]:
        """The units of a piece."""
        base = of.span.start
        readings, margin = self._decode(piece)
        if piece.tail:  # the tail belongs to the last unit of the piece, and was not read here
            readings = [r for r in readings if r.start < len(piece.text)]
            readings[-1] = readings[-1]._replace(end=len(piece.text), target="")
        return [_Unit(piece, _without_person(piece, reading), margin, of, base) for reading in readings]

    def _decode(self, piece: Piece) -> tuple[list[Reading], float]:
        key = (piece.text + piece.tail, piece.soft)
        if key not in self.seen:
            self.seen[key] = decode(piece.text + piece.tail, self.notice, piece.soft, words)
        return self.seen[key]


def _is_person(unit: _Unit) -> bool:
    """Is it the name of a person: by its form, or behind a blank that parts it from a unit?"""
    apart = unit.reading.start > 0 and unit.reading.start in unit.piece.soft
    return not unit.piece.tail and (PERSON.matches(unit.text) or (apart and LIKELY.matches(unit.text)))


def _without_person(piece: Piece, reading: Reading) -> Reading:
    """A name less the person in brackets behind it: 县教育局(张某)."""
    gloss = compiled(r"\(([^()]{2,5})\)$").search(piece.text, reading.start, reading.end)
    named = gloss and (PERSON.matches(gloss[1]) or (len(gloss[1]) == 3 and LIKELY.matches(gloss[1])))
    if gloss and named and gloss.start() > reading.start:
        return reading._replace(end=gloss.start())
    return reading


def _remains_unclear(name: str, notice: NoticeLexicon) -> bool:
    """In a damaged copy, does `name` look cut short, and nothing in the notice say of what?"""
    facts = notice.facts(name)
    whole = facts.known or facts.collective or facts.bare in notice.counts
    return notice.damaged and not whole and not facts.bare.endswith(notice.lexicon.tails)


def _name(units: list[_Unit], notice: NoticeLexicon) -> list[Mention]:
    """Full names for the units of one clause: prefixes pass from name to name, lists included."""
    carry = naming.Carry(notice)
    mentions = []
    for unit in units:
        piece, last = unit.piece, unit.reading.end == len(unit.piece.text)
        name = carry.complete(
            unit.text, unit.reading.target, piece.head, piece.tail if last else "", joined=unit.reading.joined
        )
        close = unit.reading.joined and unit.margin < _CLOSE_CALL
        doubtful = name.doubtful or close or _remains_unclear(name.text, notice)
        mentions.append(
            Mention(
                name=name.text,
                span=unit.span,
                role=unit.of.role,
                basis=unit.of.basis,
                collective=name.collective,
                key=name.key,
                repairs=tuple([Repair(kind=r.kind, inserted=r.inserted, at=r.at) for r in name.restored]),
                doubtful=doubtful,
            )
        )
    return mentions
