"""A stretch of text: two offsets, and nothing else."""

from __future__ import annotations

from typing import NamedTuple


class Span(NamedTuple):
    """A half-open range of code points, ``start <= i < end``.

    Which text it counts in is said by whoever holds it: the stages count in the normalised
    text, the public model in ``Source.text``.

    >>> Span(2, 5).of("通知：各单位")
    '：各单'
    """

    start: int
    end: int

    def of(self, text: str) -> str:
        """The characters of `text` that this span covers."""
        return text[self.start : self.end]

    def covers(self, other: Span) -> bool:
        """Does `other` lie inside this span (equal ends included)?"""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Do the two share at least one character?"""
        return self.start < other.end and other.start < self.end

    def shift(self, by: int) -> Span:
        """The same stretch, `by` code points further on."""
        return Span(self.start + by, self.end + by)


def trim(text: str, span: Span, chars: str = " \t\n\r\u3000\xa0") -> Span:
    """`span` without the `chars` at its ends.

    >>> trim("  通知。\\n", Span(0, 6))
    Span(start=2, end=5)
    """
    start, end = span
    while start < end and text[start] in chars:
        start += 1
    while end > start and text[end - 1] in chars:
        end -= 1
    return Span(start, end) if (start, end) != span else span
