"""Which words of a sentence changed; and whether what changed is no more than a fact already told."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from html import unescape
from typing import Literal

from rapidfuzz.distance import Indel, Postfix, Prefix

from planparse.diff.model import Word
from planparse.diff.nodes import PAGE, Piece
from planparse.lexicon.words import words as segment
from planparse.patterns import compiled

_MARGIN = 16  # no word, number or date is longer
_BREAKS = "，。；：、！？“”（）()《》\n"

_HOLE = "\ue000"
# Words that come and go with a date or a figure: 于…前, 到…, 达到…以上.
_BESIDE = compiled(rf"(?:[在于到至达]|达到|力争|并)?{_HOLE}(?:[前底]|之前|以前|以上|左右)?")

_OPS: tuple[Literal["equal", "delete", "insert"], ...] = ("equal", "delete", "insert")

Told = Iterable[tuple[int, int]]


def compare(old: str, new: str, cut: Callable[[str], list[str]] = segment) -> tuple[Word, ...]:
    """`old` against `new`, word by word; each text is what one kind of ``op`` and ``equal`` give joined.

    >>> [(w.op, w.text) for w in compare("建成20个社区服务站", "建成35个社区服务站")]
    [('equal', '建成'), ('delete', '20'), ('insert', '35'), ('equal', '个社区服务站')]
    """
    start, end = _same_ends(old, new)
    left = [old[:start], *cut(old[start : len(old) - end]), old[len(old) - end :]]
    right = [new[:start], *cut(new[start : len(new) - end]), new[len(new) - end :]]
    runs: list[tuple[str, str, str]] = []  # what stayed, then what went and came behind it
    for op in Indel.opcodes(left, right):
        gone, come = "".join(left[op.src_start : op.src_end]), "".join(right[op.dest_start : op.dest_end])
        if op.tag == "equal":
            runs.append((gone, "", ""))
        elif runs:
            same, before, after = runs[-1]
            runs[-1] = (same, before + gone, after + come)
        else:
            runs.append(("", gone, come))
    return tuple(Word(op=op, text=text) for run in runs for op, text in zip(_OPS, run, strict=True) if text)


def printed(text: str) -> str:
    """`text` as it was printed: without the numbers of pages that a copy has left in it, entities as what they mean.

    >>> printed("结—9—算的&ldquo;要求&quot;")
    '结算的“要求"'
    """
    return unescape(PAGE.sub("", text))


def _same_ends(old: str, new: str) -> tuple[int, int]:
    """How many characters both share at the beginning and the end, less a margin in which words may begin.

    Cutting into words is the slowest step of a comparison; what is equal need not be cut.
    """
    start = Prefix.similarity(old, new)
    end = min(Postfix.similarity(old, new), min(len(old), len(new)) - start)
    return _edge(old, start), len(old) - _edge_behind(old, len(old) - end)


def _edge(text: str, at: int) -> int:
    """The last mark before `at`, at most `_MARGIN` away: no word goes across one."""
    for i in range(at - 1, max(0, at - _MARGIN), -1):
        if text[i] in _BREAKS:
            return i + 1
    return max(0, at - _MARGIN)


def _edge_behind(text: str, at: int) -> int:
    for i in range(at, min(len(text), at + _MARGIN)):
        if text[i] in _BREAKS:
            return i
    return min(len(text), at + _MARGIN)


def without(pieces: Sequence[Piece], told: Told, folded: Callable[[str], str]) -> str:
    """The folded words of `pieces` without the stretches `told` (source offsets) and what goes with them."""
    spans = sorted(told)
    return "".join(_without(piece, spans, folded) for piece in pieces)


def _without(piece: Piece, told: Sequence[tuple[int, int]], folded: Callable[[str], str]) -> str:
    start, end = piece.span
    inside = [(max(a, start) - start, min(b, end) - start) for a, b in told if a < end and start < b]
    if not inside or end - start != len(piece.text):  # offsets hold only where the text is the quote itself
        return piece.folded
    out, at = [], 0
    for a, b in inside:
        if a >= at:
            out += [piece.text[at:a], _HOLE]
            at = b
    text = "".join([*out, piece.text[at:]])
    return folded(_BESIDE.sub("", text))
