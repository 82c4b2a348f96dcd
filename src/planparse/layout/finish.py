"""The last steps: blocks that cover the text once, and what a user should look at."""

from __future__ import annotations

from collections.abc import Sequence

from planparse.layout.enclosure import Enclosure
from planparse.layout.lists import Listed
from planparse.layout.values import align
from planparse.patterns import compiled
from planparse.rules.front_matter import KINDS
from planparse.span import Span
from planparse.syntax import Block, BlockKind, Note, Part, Text


def covering(blocks: list[Block], length: int) -> tuple[Block, ...]:
    """The blocks in order, grown over the breaks between them so that they cover the text once."""
    kept = [
        block
        for block in sorted(blocks, key=lambda b: (b.span.start, b.span.end))
        if block.span.end > block.span.start
    ]
    out: list[Block] = []
    at = 0
    for index, block in enumerate(kept):
        end = kept[index + 1].span.start if index + 1 < len(kept) else length
        if end > at:
            out.append(Block(kind=block.kind, span=Span(at, end)))
            at = end
    if not out and length:
        out.append(Block(kind=BlockKind.PLAN, span=Span(0, length)))
    return tuple(out)


def doubts(
    text: Text, end: int, titled: bool, enclosure: Enclosure, lists: list[Listed], parts: list[Part]
) -> list[Note]:
    """What a user should look at: a title, a plan or an attachment that was not found for sure."""
    notes = []
    if not titled:
        notes.append(Note(code="title_missing", severity="info", message="the notice has no title"))
    if enclosure.sentence and enclosure.titles and enclosure.start is None:
        message = f"the notice says it encloses {enclosure.titles[0]}, which the copy lacks"
        notes.append(
            Note(code="enclosure_missing", severity="warning", message=message, span=enclosure.sentence)
        )
    elif enclosure.start is not None and not enclosure.sure:
        at = Span(enclosure.start, min(end, enclosure.start + 30))
        message = "no title of the cover begins the plan"
        notes.append(Note(code="plan_start_unsure", severity="warning", message=message, span=at))
    titles = [text.of(part.title) for part in parts if part.title]
    for listed in lists:
        for name in listed.names:
            if not any(_is_named(name.removesuffix("(略)"), title) for title in titles):
                message = f"the attachment {name} is named but not in the copy"
                notes.append(
                    Note(code="attachment_missing", severity="info", message=message, span=listed.span)
                )
    return notes


def set_aside(blocks: list[Block], spans: Sequence[Span]) -> None:
    """Take `spans` out of the blocks that hold them (changed in place), as furniture."""
    for span in spans:
        n = next((n for n, block in enumerate(blocks) if block.span.covers(span)), None)
        if n is not None:
            kind, whole = blocks[n].kind, blocks[n].span
            pieces = ((kind, Span(whole.start, span.start)), (BlockKind.CHROME, span), (kind, Span(span.end, whole.end)))
            blocks[n : n + 1] = [Block(kind=k, span=s) for k, s in pieces]


_LISTS = "表单录册账图工"  # what a 分工表, 清单, 目录, 名册, 台账 or 任务分工 ends with


def _is_named(name: str, title: str) -> bool:
    """Is `title` that of the attachment `name`? The table or the projects of a plan are not the plan, near as their names are."""
    plain = [compiled(r"\([^()]*\)$").sub("", words) for words in (name, title)]
    lists = [words[-1:] in _LISTS for words in plain]
    nouns = {found[0] for words in plain if (found := compiled(rf"(?:{KINDS})$").search(words))}
    return lists[0] == lists[1] and len(nouns) < 2 and align(name, title, 0)[1] >= 0.75
