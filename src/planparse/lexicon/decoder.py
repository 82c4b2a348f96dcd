"""Where one name ends and the next begins, in a piece of a list that shows no separator.

Most pieces are one known name, and are not looked into; the others go through lattice.py.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from planparse.lexicon.anatomy import KNOWN
from planparse.lexicon.lattice import NEVER, Lattice, Reading
from planparse.lexicon.notice import NoticeLexicon

# A reading dearer than this is a stretch that nobody knows.
_UNEXPLAINED = 0.95
_OFFICE_TAILS = ("局", "委", "办", "厅", "部", "会", "院", "公司", "集团")


def decode(
    piece: str,
    notice: NoticeLexicon,
    soft: frozenset[int] = frozenset(),
    words: Callable[[str], list[str]] | None = None,
) -> tuple[list[Reading], float]:
    """The units of `piece` in order, and how much dearer it would be to read it as one.

    `soft` are offsets at which the copy has a blank or a line break: evidence for a boundary.
    `words` cuts text into words; it is asked only where, in a damaged copy, a long stretch stays
    that neither the notice nor the lexicon explains.
    """
    if piece in notice.halves:
        return [Reading(0, len(piece), notice.halves[piece], False, KNOWN)], NEVER
    if _is_whole(piece, notice):
        return [Reading(0, len(piece), "", False, KNOWN)], NEVER
    lines = _whole_lines(piece, notice, soft) if soft else None
    if lines:
        return lines, NEVER
    lattice = Lattice(piece, notice, soft)
    readings, margin = lattice.best()
    if words and notice.damaged and any(r.price > _UNEXPLAINED and r.end - r.start > 6 for r in readings):
        ends = _word_ends(piece, words)
        if ends:
            lattice.hidden = sorted({*lattice.hidden, *ends})
            return lattice.best()
    return readings, margin


def _whole_lines(piece: str, notice: NoticeLexicon, soft: frozenset[int]) -> list[Reading] | None:
    """The fast path for cells that give a name a line: every line is one, and shows that it begins anew."""
    cuts = [0, *sorted(soft), len(piece)]
    readings = []
    for start, end in pairwise(cuts):
        word = piece[start:end]
        facts = notice.facts(word)
        begins = facts.prefix is not None or facts.collective or facts.bare in notice.lexicon.national
        if not _is_whole(word, notice) or (start and not begins):
            return None
        readings.append(Reading(start, end, "", False, KNOWN))
    return readings


def _word_ends(piece: str, words: Callable[[str], list[str]]) -> list[int]:
    """Where a word ends on the tail of an office, with another such word behind it."""
    ends: list[int] = []
    at = 0
    for word in words(piece):
        at += len(word)
        if word.endswith(_OFFICE_TAILS):
            ends.append(at)
    return [end for end in ends[:-1] if end < len(piece)]


def _is_whole(piece: str, notice: NoticeLexicon) -> bool:
    """The fast path: a piece that is one known name from end to end."""
    facts = notice.facts(piece)
    if facts.bare in notice.counts:
        return True
    return not notice.damaged and (facts.known or facts.collective)
