"""Text of an item without its clauses, in paragraphs or sentences."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from planparse.patterns import compiled
from planparse.span import Span, trim
from planparse.syntax import LONG_LINE, Text

# A sentence ends with its mark and the closing quote or bracket behind it. A semicolon ends a
# measure too: 出台…；建立…； are steps of their own in a task.
_SENTENCE = compiled(r"[^。!?\n]*(?:[。!?]+[”)）》】]*|\n|$)")
_BLANK = "\n "
_WORD = compiled(r"[^\W_]")


def outside(span: Span, holes: Sequence[Span]) -> Iterator[Span]:
    """The stretches of `span` that none of `holes` covers, in order."""
    at = span.start
    for hole in sorted(holes):
        if hole.end <= at or hole.start >= span.end:
            continue
        if hole.start > at:
            yield Span(at, hole.start)
        at = max(at, hole.end)
    if at < span.end:
        yield Span(at, span.end)


def paragraphs(norm: str, spans: Iterable[Span], breaks: Sequence[int] = ()) -> Iterator[Span]:
    """The lines of `spans` that hold something, trimmed; a line ends at each of the offsets `breaks`, too."""
    for span in spans:
        at = span.start
        while at < span.end:
            end = norm.find("\n", at, span.end)
            end = span.end if end < 0 else end
            i = bisect_right(breaks, at)
            if i < len(breaks) and breaks[i] < end:
                end = breaks[i]
            piece = trim(norm, Span(at, end), _BLANK)
            if piece.start < piece.end:
                yield piece
            at = end + norm.startswith("\n", end) if end < span.end else span.end


def lost_lines(text: Text, part: Span) -> list[int]:
    """Where paragraphs end in a copy that has lost its lines: at blanks behind the end of a sentence or a lead-in."""
    if text.norm.count("\n", *part) * LONG_LINE >= part.end - part.start:
        return []
    return sorted(at for at in text.gaps if part.start < at < part.end and text.norm[at - 1] in "。!?:;")


def sentences(norm: str, spans: Iterable[Span]) -> Iterator[Span]:
    """The sentences of `spans`, trimmed; a stretch of marks alone joins what stands before it."""
    held: Span | None = None
    for span in spans:
        for match in _SENTENCE.finditer(norm, *span):
            piece = trim(norm, Span(*match.span()), _BLANK)
            if piece.start >= piece.end:
                continue
            if not _WORD.search(norm, *piece):  # what a clause left behind it
                held = Span(held.start, piece.end) if held and held.end == piece.start else held
                continue
            if held:
                yield held
            held = piece
    if held:
        yield held
