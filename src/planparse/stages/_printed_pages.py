"""Page numbers that a copy of a printed text has left inside its sentences, without a mark around them."""

from __future__ import annotations

from collections import deque
from itertools import pairwise

from planparse.patterns import compiled
from planparse.rules.rulebook import HAN
from planparse.span import Span

# Between two characters of a sentence, and not before a measure, behind 第, or in the name of a table.
# It begins with a plain class, so that the search can skip ahead.
_FIGURE = (
    rf"[0-9](?<=(?:[^\W\d]|[,。、;:)”])[0-9])(?<![第表图栏件款项条章节例注式共约近超达于至为][0-9])[0-9]{{0,3}}(?={HAN})"
    "(?![年月日号个项家万亿元千百户人条名次类种批座台天周小公平米吨度倍级位期届岁])"
)
FEWEST = 3  # numbers that follow one another
SHORTEST, LONGEST = 300, 2500  # characters of a page
_NEAR = 8  # figures of one value that are remembered
UNEVEN = 1.8  # how much longer the longest page may be than the shortest


def printed_pages(raw: str) -> list[Span]:
    """The numbers of pages in `raw`, in order: each one more than the last, and a page of text apart.

    Numbers that go on before or behind at another distance are those of a list or a table.

    >>> page = "坚持公平公正的原则" * 60
    >>> text = f"{page}坚39持公开。{page}容40量充足{page}有41序推进"
    >>> [text[span.start : span.end] for span in printed_pages(text)]
    ['39', '40', '41']
    """
    found = [Span(*match.span()) for match in compiled(_FIGURE).finditer(raw)]
    if len(found) < FEWEST:
        return []
    values = [int(raw[span.start : span.end]) for span in found]
    chain = _longest_chain(found, values)
    spans = [found[n] for n in chain]
    if len(spans) < FEWEST or not _is_even(spans) or _goes_on(chain, found, values) or _counts(raw, spans):
        return []
    return spans


def _longest_chain(found: list[Span], values: list[int]) -> list[int]:
    """The longest run of numbers, each one more than the last and a page behind it; the first of several."""
    recent: dict[int, deque[int]] = {}  # by value, those that another may follow
    before: list[int | None] = []
    length: list[int] = []
    for n, span in enumerate(found):
        near = [m for m in recent.get(values[n] - 1, ()) if SHORTEST <= span.start - found[m].start <= LONGEST]
        last = max(near, key=lambda m: length[m], default=None)
        before.append(last)
        length.append(1 + (length[last] if last is not None else 0))
        recent.setdefault(values[n], deque(maxlen=_NEAR)).append(n)
    at: int | None = max(range(len(found)), key=lambda n: length[n])
    chain: list[int] = []
    while at is not None:
        chain.insert(0, at)
        at = before[at]
    return chain


def _counts(raw: str, spans: list[Span]) -> bool:
    """Do the numbers count things or items: from 1 on, all behind one word (项目1), or all behind a stop?"""
    ahead = {raw[span.start - 1] for span in spans}
    return raw[spans[0].start : spans[0].end] == "1" or len(ahead) == 1 or ahead <= set(",。、;:)”")


def _is_even(spans: list[Span]) -> bool:
    lengths = [b.start - a.start for a, b in pairwise(spans)]
    return max(lengths) <= UNEVEN * min(lengths)


def _goes_on(chain: list[int], found: list[Span], values: list[int]) -> bool:
    """Does the number before the first, or behind the last, stand near it?"""
    first, last = chain[0], chain[-1]
    before = any(values[n] == values[first] - 1 and found[first].start - found[n].start < LONGEST for n in range(first))
    return before or any(
        values[n] == values[last] + 1 and found[n].start - found[last].start < LONGEST for n in range(last + 1, len(found))
    )
