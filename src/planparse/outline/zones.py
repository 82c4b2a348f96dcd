"""Where a table of responsibility stands in text that has lost its cells."""

from __future__ import annotations

import re

from planparse.rules.rulebook import compiled
from planparse.rules.tables import UNIT_HEAD, column_pattern, header_pattern
from planparse.span import Span
from planparse.syntax import UNIT_COLUMNS, Text, Zone

BEFORE, AFTER = 90, 60  # how far the head of a table reaches from its first column of units
_NOTE = re.compile(r"\n(?:注|备注|说明)[:1]")


def find_zones(text: Text, span: Span) -> tuple[Zone, ...]:
    """The tables in `span`, in order: each from its head to the next head, a note, or the end.

    A head is two or more column heads in a row, one of them for units, that begin a line or
    follow a title, and that no running text goes through.
    """
    heads: list[tuple[Span, tuple[str, ...]]] = []
    at = span.start
    for word in compiled(UNIT_HEAD).finditer(text.norm, *span):
        if word.start() < at:
            continue
        whole = _head_around(text, Span(*word.span()), max(at, word.start() - BEFORE), span.end)
        if whole:
            head, columns = _head(text, whole)
            if _is_head(text, head, columns):
                heads.append((head, columns))
                at = head.end
    zones = []
    for i, (head, columns) in enumerate(heads):
        limit = heads[i + 1][0].start if i + 1 < len(heads) else span.end
        note = _NOTE.search(text.norm, head.end, limit)
        zones.append(Zone(head=head, columns=columns, body=Span(head.end, note.start() if note else limit)))
    return tuple(zones)


def _head_around(text: Text, word: Span, start: int, end: int) -> Span | None:
    """The run of column heads that holds `word`."""
    for found in header_pattern().finditer(text.norm, start, min(end, word.end + AFTER)):
        if found.start() <= word.start < found.end():
            # The window may have cut it short.
            again = header_pattern().match(text.norm, found.start(), end)
            return Span(*(again or found).span())
    return None


def _head(text: Text, span: Span) -> tuple[Span, tuple[str, ...]]:
    """The head and the kinds of its columns, without what a title above it lends.

    ``…重点工作清单`` in the line above ends in words that are a column head elsewhere: where heads stand a
    line each, the first must begin its line.
    """
    found = list(column_pattern().finditer(text.norm, *span))
    if "\n" in text.of(span):
        while found and found[0].start() and text.norm[found[0].start() - 1] != "\n":
            del found[0]
    start = found[0].start() if found else span.start
    return Span(start, span.end), tuple(m.lastgroup or "" for m in found)


def _is_head(text: Text, head: Span, columns: tuple[str, ...]) -> bool:
    if not UNIT_COLUMNS & set(columns) or not {"number", "task", "content"} & set(columns):
        return False
    at_line = head.start == 0 or text.norm[head.start - 1] == "\n"
    if at_line and text.of(head).count("\n") >= len(columns) - 1:
        return True  # a line each
    # Glued heads: three or more, whether they begin a line or stand in a copy without lines.
    return len(columns) >= 3 and text.norm[head.end : head.end + 1] not in (",", "。", "、", ":", ";", "(")
