"""What stands behind the last of several items and is not its own: closing paragraphs of a plan, the rest of a parent."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from planparse.rules.headings import ADDRESS, CLOSING
from planparse.span import Span
from planparse.syntax import Item, Text, Zone

FEWEST = 3  # items that show how a plan writes them
NO_TEXT = 20  # a first line of so few characters is a heading


def cut_closing(text: Text, items: Sequence[Item], body: Span, zones: Sequence[Zone] = ()) -> Span:
    """The closing paragraphs of a part, taken off the end of its last items (changed in place).

    Empty, at the end of `body`, where there are none. Only lines of their own can close a plan.
    """
    nothing = Span(body.end, body.end)
    if not items or zones:
        return nothing
    chain = _last_chain(items)
    leaf = chain[-1]
    lines = _paragraphs(text, leaf.span)
    own = _usual_lines(text, chain, items)
    # A line that can only be a heading needs the next one: 18.注重宣传引导。⏎各部门要…, 四、附则⏎本办法由….
    bare_head = bool(lines) and len(text.of(lines[0])) <= NO_TEXT and "。" not in text.of(lines[0])[:-1]
    start = body.end
    for n in range(len(lines) - 1, 0, -1):
        words = text.of(lines[n])
        addressed = n >= own > 0 and ADDRESS.matches(words)
        if bare_head and n == 1 or not (CLOSING.matches(words) or addressed):
            break
        start = lines[n].start
    if start == body.end:
        return nothing
    for item in chain:
        item.span = Span(item.span.start, min(item.span.end, start))
    return Span(start, body.end)


def cut_tails(text: Text, items: Sequence[Item]) -> None:
    """Give what follows an enumeration in one sentence to the item above it (`tail`, set in place).

    Where all sub-items but the last are a line that ends in a semicolon, and the last one a line that
    ends in a full stop, the sentence is over, which a colon had begun: 有下列情形之一:(一)…;(二)…。⏎情形消除后….
    """
    for parent in (node for item in items for node in item.walk()):
        if len(parent.children) < FEWEST or any(child.children or child.row for child in parent.children):
            continue
        if not text.norm[parent.span.start : parent.children[0].span.start].endswith((":", ":\n")):
            continue
        *before, last = (_lines(text, child.span) for child in parent.children)
        if not all(len(lines) == 1 and text.of(lines[0])[-1] in ";；" for lines in before):
            continue
        if len(last) > 1 and text.of(last[0])[-1] == "。":
            parent.tail = Span(last[1].start, parent.children[-1].span.end)
            parent.children[-1].span = Span(parent.children[-1].span.start, last[1].start)


def _last_chain(items: Sequence[Item]) -> list[Item]:
    chain = [items[-1]]
    while chain[-1].children:
        chain.append(chain[-1].children[-1])
    return chain


def _lines(text: Text, span: Span) -> Sequence[Span]:
    """The lines that begin in `span`."""
    return text.lines[bisect_left(text.lines, (span.start,)) : bisect_left(text.lines, (span.end,))]


def _paragraphs(text: Text, span: Span) -> Sequence[Span]:
    """The lines in `span`; where it is one line, what blanks behind full stops part, as in a copy without lines."""
    lines = _lines(text, span)
    if len(lines) > 1 or not text.gaps:
        return lines
    breaks = [at for at in range(span.start + 1, span.end) if at in text.gaps and text.norm[at - 1] in "。!?"]
    return [Span(a, b) for a, b in pairwise([span.start, *breaks, span.end])]


def _usual_lines(text: Text, chain: Sequence[Item], items: Sequence[Item]) -> int:
    """How many paragraphs the siblings of the last item have at most; 0 where there are too few to tell.

    Where it has few siblings, the other items of its style that have no items below them tell.
    """
    last = chain[-1]
    siblings = chain[-2].children if len(chain) > 1 else items
    if len(siblings) < FEWEST:
        everything = (node for item in items for node in item.walk())
        siblings = [n for n in everything if n.marker.style == last.marker.style and not n.children]
    if len(siblings) < FEWEST:
        return 0
    return max(len(_paragraphs(text, item.span)) for item in siblings if item is not last)
