"""Which texts of one side are worth comparing with a text of the other: those that share rare strings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

_SIZE = 4  # characters; four of Chinese are about two words
_COMMON = 24  # a string that stands in more texts than this says nothing
_MOST = 72  # strings looked up for one text


class Index:
    """Texts by the strings of four characters in them.

    >>> Index(["加强组织领导和统筹协调", "完善公共服务设施"]).near("加强组织领导，完善机制")
    [0]
    """

    def __init__(self, texts: Sequence[str]) -> None:
        self._holders: dict[str, list[int]] = {}
        for number, text in enumerate(texts):
            for gram in _grams(text):
                self._holders.setdefault(gram, []).append(number)

    def near(self, text: str, most: int = 6) -> list[int]:
        """The numbers of the texts that share most with `text`, at most `most`, best first."""
        votes: Counter[int] = Counter()
        grams = _grams(text)
        step = max(1, len(grams) // _MOST)
        for gram in grams[::step]:
            holders = self._holders.get(gram, ())
            if len(holders) <= _COMMON:
                votes.update(holders)
        return [number for number, _ in sorted(votes.items(), key=lambda item: (-item[1], item[0]))[:most]]


def _grams(text: str) -> list[str]:
    return list(dict.fromkeys(text[i : i + _SIZE] for i in range(max(1, len(text) - _SIZE + 1))))


def ascending(numbers: Sequence[int]) -> set[int]:
    """The places in `numbers` of a longest ascending run; what is not in it has changed its order.

    >>> sorted(ascending([3, 0, 1, 2]))
    [1, 2, 3]
    """
    from bisect import bisect_left

    tails: list[int] = []
    at: list[int] = []
    before: list[int] = []
    for place, number in enumerate(numbers):
        size = bisect_left(tails, number)
        before.append(at[size - 1] if size else -1)
        if size == len(tails):
            tails.append(number)
            at.append(place)
        else:
            tails[size] = number
            at[size] = place
    kept: set[int] = set()
    place = at[-1] if at else -1
    while place >= 0:
        kept.add(place)
        place = before[place]
    return kept
