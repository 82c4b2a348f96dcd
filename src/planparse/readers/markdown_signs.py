"""Markdown's signs: which characters mark up, what stands in bold, where the cells of a table are.

Marks are paired without CommonMark's rule that letters must not touch them on the wrong side: written
for scripts with blanks between words, it leaves ``**牵头单位：**市发展改革委`` without its bold.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from msgspec import Struct

from planparse.patterns import compiled
from planparse.source import Cell, StyleRun
from planparse.span import Span, trim

_LINE = r"[^\r\n]*(?:\r\n?|\n|\Z)"
# What opens a line: quotation marks, then one heading or list mark.
_OPENING = r"[ \t\u3000]*(?:>[ \t]?)*(?:#{1,6}(?=[ \t\u3000]|$)[ \t\u3000]*|[*+-][ \t]+(?=\S))?"
_CLOSING_HASHES = r"[ \t]+#+[ \t]*$"
_WHOLE = r"[ \t]{0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}|={3,}[ \t]*|(?:```|~~~)[^`]{0,80})$"
_DELIMITER = r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$"
# Inline signs. A pair of underscores with more beside it is a blank to be filled in.
_SIGN = (
    r"(?P<escape>\\(?=[!-/:-@\[-`{-~]))"
    r"|(?P<bold>\*\*\*?|(?<![_0-9A-Za-z])__(?!_)|(?<!_)__(?![_0-9A-Za-z]))"
    r"|(?P<tag></?(?:b|strong)>|<br[ ]?/?>)"
    r"|(?P<link>!?\[(?=[^\[\]\r\n]{0,300}\]\((?:https?:|mailto:|\.{0,2}/|#)[^()\s]{0,2000}\)))"
    r"|(?P<target>\]\((?:https?:|mailto:|\.{0,2}/|#)[^()\s]{0,2000}\))"
)


class Signs(Struct, frozen=True, kw_only=True):
    """What was found, each in order; all spans count in the text of the file."""

    styles: tuple[StyleRun, ...]
    cells: tuple[Cell, ...]
    markup: tuple[Span, ...]


class _Mark(NamedTuple):
    kind: str
    text: str
    span: Span


def find_signs(text: str) -> Signs:
    """The signs of a Markdown text.

    >>> signs = find_signs("## 一、目标\\n- **市财政局**配合\\n")
    >>> [span.of("## 一、目标\\n- **市财政局**配合\\n") for span in signs.markup]
    ['## ', '- ', '**', '**']
    """
    comments = list(_comments(text))
    markup: list[Span] = list(comments)
    styles: list[StyleRun] = []
    cells: list[Cell] = []
    inline: list[_Mark] = []
    lines = [Span(*m.span()) for m in compiled(_LINE).finditer(text) if m.group()]
    rows = _table_rows(text, lines)
    for at, line in enumerate(lines):
        marks = list(_read_row(text, line, *rows[at], cells) if at in rows else _line_marks(text, line))
        markup += marks
        if not text[line.start : line.end].strip():  # bold does not reach across paragraphs
            _settle(inline, markup, styles)
        elif at not in rows or rows[at][1] >= 0:
            begin = marks[0].end if marks and at not in rows else line.start
            inline += _inline_marks(text, Span(begin, line.end), markup, comments)
    _settle(inline, markup, styles)
    return Signs(styles=tuple(sorted(styles, key=lambda run: run.span)), cells=tuple(cells), markup=_apart(markup))


def _comments(text: str) -> Iterator[Span]:
    end = 0
    while (start := text.find("<!--", end)) >= 0 and (end := text.find("-->", start + 4) + 3) > 2:
        yield Span(start, end)


def _line_marks(text: str, line: Span) -> Iterator[Span]:
    """The marks at the two ends of a line, or the whole of a rule or a fence."""
    body = text[line.start : line.end].rstrip("\r\n")
    if compiled(_WHOLE).match(body):
        yield Span(line.start, line.start + len(body))
        return
    opening = compiled(_OPENING).match(body)
    marks = opening.group().strip(" \t\u3000") if opening else ""
    if opening and marks:
        yield Span(line.start + opening.group().index(marks[0]), line.start + opening.end())
        closing = compiled(_CLOSING_HASHES).search(body, opening.end())
        if "#" in marks and closing:
            yield Span(line.start + closing.start(), line.start + closing.end())


def _inline_marks(text: str, line: Span, markup: list[Span], comments: Sequence[Span]) -> Iterator[_Mark]:
    """The marks of bold in a line; signs that need no partner go to `markup` at once."""
    escaped = -1
    for match in compiled(_SIGN).finditer(text, *line):
        kind, span = match.lastgroup or "", Span(*match.span())
        if span.start == escaped or _inside(span, comments):
            continue
        if kind == "escape":
            escaped = span.end
        if kind == "bold" or (kind == "tag" and "br" not in match.group()):
            yield _Mark(kind, match.group(), span)
        else:
            markup.append(span)


def _inside(span: Span, comments: Sequence[Span]) -> bool:
    at = bisect_right(comments, (span.start, len(comments) and comments[-1].end)) - 1
    return at >= 0 and comments[at].covers(span)


def _settle(marks: list[_Mark], markup: list[Span], styles: list[StyleRun]) -> None:
    """Pair the marks of one paragraph: each with the next of its own kind. The rest is text."""
    open_marks: dict[str, _Mark] = {}
    for mark in marks:
        kind = mark.text.strip("</>") if mark.kind == "tag" else mark.text[0]
        before = open_marks.pop(kind, None)
        if before is None or before.text[:2] == "</":
            if mark.text[:2] != "</":
                open_marks[kind] = mark
            continue
        if before.span.end < mark.span.start:
            styles.append(StyleRun(span=Span(before.span.end, mark.span.start), bold=True))
            markup += [before.span, mark.span]
    marks.clear()


def _table_rows(text: str, lines: list[Span]) -> dict[int, tuple[int, int]]:
    """Line → its table and row, for lines of pipe tables; row −1 for the line below the head."""
    rows: dict[int, tuple[int, int]] = {}
    tables = 0
    for at in range(1, len(lines)):
        body = text[lines[at].start : lines[at].end].rstrip("\r\n")
        head = text[lines[at - 1].start : lines[at - 1].end]
        if at in rows or "|" not in body or "|" not in head or not compiled(_DELIMITER).match(body):
            continue
        rows[at - 1], rows[at] = (tables, 0), (tables, -1)
        row = 1
        for below in range(at + 1, len(lines)):
            if "|" not in text[lines[below].start : lines[below].end]:
                break
            rows[below] = (tables, row)
            row += 1
        tables += 1
    return rows


def _read_row(text: str, line: Span, table: int, row: int, cells: list[Cell]) -> Iterator[Span]:
    """The pipes of one row, or the whole line below the head; the cells go to `cells`."""
    body = trim(text, line)
    if row < 0:
        yield body
        return
    pipes = [m.start() for m in compiled(r"(?<!\\)\|").finditer(text, body.start, body.end)]
    for pipe in pipes:
        yield Span(pipe, pipe + 1)
    edges = [body.start - 1, *pipes, body.end]
    if pipes and pipes[0] == body.start:
        edges = edges[1:]
    if pipes and pipes[-1] == body.end - 1:
        edges.pop()
    for column, (left, right) in enumerate(zip(edges, edges[1:], strict=False)):
        span = trim(text, Span(left + 1, right))
        if span.start < span.end:
            cells.append(Cell(span=span, table=table, row=row, column=column))


def _apart(markup: list[Span]) -> tuple[Span, ...]:
    """`markup` in order without overlap; where two begin together the longer one stands."""
    out: list[Span] = []
    for span in sorted(markup, key=lambda span: (span.start, -span.end)):
        if not out or span.start >= out[-1].end:
            out.append(span)
    return tuple(out)
