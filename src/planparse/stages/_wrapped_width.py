"""The lines of a copy, and the width at which they are cut, if they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from planparse.patterns import compiled
from planparse.span import Span

# Widths in full-width characters.
NARROWEST, WIDEST, LONG_LINE = 20, 60, 132
ENOUGH = 8  # lines of one width
BEYOND = 0.06  # lines that may go beyond the width, to one that ends at it
OPEN_ENDED = 0.6  # of the lines of full width end in no stop
EXACT = 0.85  # of the lines near the width that hold all they can: then no line may hold less
LONGEST_HEAD = 20  # of a word or a figure that is put off to the next line
NEAR, OVER = 1.5, 2.5  # marks may hang over the edge, a word may be put off to the next line

_BLANK = " \t\u3000\xa0\u2002\u2003\u2009\u200b\ufeff"
_LINE = compiled(r"[^\r\n\x0b\x0c\x85\u2028\u2029]+")
_ENTITY = compiled(r"&[^;]*;")
_INDENTED = compiled(rf"(?:[{_BLANK}]|&(?:amp;)?(?:nbsp|ensp|emsp|\#160|\#12288|\#x[aA]0|\#x3000);)+")
# What a page number is printed as in a line of its own.
_PAGE = compiled(
    r"[—–―─－-]{1,2}\s?\d{1,3}\s?[—–―─－-]{1,2}|第\s?\d{1,3}\s?页(?:[,，/]?\s?共\s?\d{1,3}\s?页)?"
)
_LONGEST_PAGE = 20
PAUSE = compiled(r"[。！？!?；;：:][”’）)》】]{0,2}$")
# What may not begin a line hangs on to the character before it; a word or a figure is not cut.
_UNIT = compiled(r"(?:[“‘（(《〔【]*(?:[A-Za-z0-9.%]+|.))[，。、；：！？”’）》〕】,.;:!?)\]％%]*")


class Line(NamedTuple):
    """A line that holds something: its words in the source, its indentation, what stands before it."""

    start: int
    end: int
    words: str
    head: str  # what of `words` is not cut
    indent: int
    blanks: str  # of the indentation, one for an entity
    blank_before: bool
    page_before: Span | None
    gap_before: bool  # blanks beside the break


class Measure(Struct, frozen=True):
    """How a notice was cut: the length that is counted, the width, and how exactly it is kept."""

    length: Callable[[str], float]
    width: float
    slack: float


def lines_of(text: str) -> Iterator[Line]:
    """The lines with words; page numbers are handed to the line that follows them."""
    last_end, page = 0, None
    for match in _LINE.finditer(text):
        words = match.group().strip(_BLANK)
        if not words:
            continue
        start = text.index(words[0], match.start())
        if words[0] == "&" and (blanks := _INDENTED.match(words)):  # blanks written as entities
            start += blanks.end()
            words = words[blanks.end() :]
            if not words:
                continue
        if len(words) <= _LONGEST_PAGE and _PAGE.fullmatch(words):
            page = Span(start, start + len(words))
            continue
        head = _UNIT.match(words)
        indent = text[match.start() : start]
        yield Line(
            start=start,
            end=start + len(words),
            words=words,
            head=head.group() if head else "",
            indent=len(indent),
            blanks=_ENTITY.sub(" ", indent) if "&" in indent else indent,
            blank_before=_breaks(text, last_end, match.start()) > 1,
            page_before=page,
            gap_before=last_end > 0 and text[last_end:start].strip("\r\n") != "",
        )
        last_end, page = start + len(words), None


def _breaks(text: str, start: int, end: int) -> int:
    between = text[start:end]
    return max(between.count("\n"), between.count("\r"))


def _columns(words: str) -> float:
    """Width in full-width characters: ASCII is half as wide.

    >>> _columns("到2020年")
    4.0
    """
    return (len(words) + len(words.encode("utf-8", "replace"))) / 4


def measure_of(lines: Sequence[Line]) -> Measure | None:
    """By what the lines were cut: by count of characters, or by width; None where they are not.

    The measure with the sharper edge wins.
    """
    found = [edge for length in (len, _columns) if (edge := _edge(lines, length))]
    return max(found, key=lambda pair: pair[0])[1] if found else None


def _edge(lines: Sequence[Line], length: Callable[[str], float]) -> tuple[float, Measure] | None:
    """The width by one way of counting, and how sharply the lines end at it."""
    sizes = [length(line.blanks) + length(line.words) for line in lines]
    counts = Counter(int(size + 0.5) for size in sizes if NARROWEST <= size <= WIDEST + 1)
    if not counts:
        return None
    width = max(counts, key=lambda w: (counts[w] + counts[w - 1], w), default=0)
    if counts[width - 1] > counts[width] * 4:
        width -= 1
    near = [line for line, size in zip(lines, sizes, strict=True) if abs(size - width) <= NEAR]
    # A signature stands at the right edge of its page, wherever that is.
    beyond = sum(s > width + OVER and length(line.blanks) < width / 2 for line, s in zip(lines, sizes, strict=True))
    # The last line of a paragraph ends where it ends.
    open_sizes = [size for line, size in zip(lines, sizes, strict=True) if not PAUSE.search(line.words)]
    half = sum(size >= width / 2 for size in open_sizes)
    below = sum(width - 8 <= size < width - NEAR for size in open_sizes)
    opened = sum(not PAUSE.search(line.words) for line in near)
    if (
        len(near) < max(ENOUGH, half / 4, below)
        or beyond > BEYOND * len(near)
        or opened < OPEN_ENDED * len(near)
    ):
        return None
    exact = Measure(length, width, 0)
    ends = [pair for pair, size in zip(pairwise(lines), sizes, strict=False) if abs(size - width) <= OVER]
    kept = sum(is_full(a, b, exact) for a, b in ends)
    measure = exact if kept >= EXACT * len(ends) else replace(exact, slack=1)
    return counts[width] / sum(counts[width + d] for d in (-2, -1, 0, 1, 2)) - beyond, measure


def is_full(line: Line, following: Line, measure: Measure) -> bool:
    """Would what `following` begins with not have fitted into `line`?"""
    size = measure.length(line.blanks) + measure.length(line.words)
    if not measure.width - LONGEST_HEAD < size <= measure.width + OVER:
        return False
    return size + measure.length(following.head) > measure.width - measure.slack
