"""Pages → the source: paragraphs, tables and page furniture, in reading order."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from msgspec.structs import replace

from planparse.readers.pdf_chrome import furniture
from planparse.readers.pdf_lines import Line, Written, in_reading_order, joined, written
from planparse.readers.pdf_page import Page
from planparse.readers.pdf_paragraphs import Setting, in_cell
from planparse.readers.pdf_tables import Entry, Table, aligned_tables, ruled_tables
from planparse.readers.raw import Raw
from planparse.readers.sheet import Sheet, Styled
from planparse.source import Cell, Origin, Source
from planparse.span import Span

_MM = 25.4 / 72  # millimetres in a point
_ASCENT, _DESCENT = 0.88, 0.12  # of the type size, above and below the baseline
_SAME_EDGE = 4.0  # points: columns of a table that goes on overleaf
_NEW = Written("", ())


def compose(pages: Sequence[Page], raw: Raw) -> Source:
    """The source of a document. Raises `LimitError` where its text is too long."""
    tables: list[list[Table]] = []
    lines: list[list[Line]] = []
    for page in pages:
        ruled, rest = ruled_tables(page)
        tables.append(ruled)
        lines.append(in_reading_order(rest, page.number))
    aside = furniture(pages, lines)
    flow = [
        [line for n, line in enumerate(held) if n not in out] for held, out in zip(lines, aside, strict=True)
    ]
    writer = _Writer(raw, Setting(pages, [line for held in flow for line in held]))
    for page, ruled, held, out, kept in zip(pages, tables, lines, aside, flow, strict=True):
        beside = [held[n] for n in sorted(out)]
        writer.furniture([line for line in beside if line.base < page.height / 2])
        for item in _in_order(aligned_tables(kept), ruled):
            if isinstance(item, Table):
                writer.table(item)
            else:
                writer.line(item)
        writer.furniture([line for line in beside if line.base >= page.height / 2], page.askew)
    return writer.source()


def _in_order(items: Sequence[Table | Line], tables: Sequence[Table]) -> list[Table | Line]:
    """Lines in their order, with each ruled table before the first line below it."""
    out: list[Table | Line] = []
    waiting = list(tables)
    for item in items:
        top = item.base if isinstance(item, Line) else item.top
        while waiting and waiting[0].top < top:
            out.append(waiting.pop(0))
        out.append(item)
    return out + waiting


class _Writer:
    """Writes what comes in on a sheet; a paragraph is held back until it is known where it ends."""

    def __init__(self, raw: Raw, setting: Setting) -> None:
        self._raw = raw
        self._setting = setting
        self._sheet = Sheet(shown=raw.shown, limits=raw.limits)
        self._open: list[Line] = []
        self._aside: list[tuple[Written, int, tuple[float, float, float, float] | None]] = []
        self._table: Table | None = None  # the one just written, if nothing stands behind it yet
        self._number = -1
        self._row = 0  # where the rows of the present part of the table begin
        self._head: list[str] = []

    def line(self, line: Line) -> None:
        """A line of the text."""
        self._table = None
        if self._open and not self._setting.continues(self._open, line):
            self._flush()
        self._open.append(line)

    def furniture(self, lines: Sequence[Line], askew: str = "") -> None:
        """What a page shows beside the text; it waits for the paragraph that goes on overleaf."""
        for line in lines:
            self._aside.append((written(line.glyphs), line.page, _box([line])))
        if askew:
            self._aside.append((Written(askew, ((False, False),) * len(askew)), 0, None))
        if not self._open:
            self._flush()

    def _flush(self) -> None:
        if self._open:
            text = _NEW
            for line in self._open:
                text = joined(text, written(line.glyphs))
            self._put(text, self._open[0].page, _box(self._open))
            self._open = []
        for text, page, box in self._aside:
            self._sheet.chrome.append(self._put(text, page, box))
        self._aside = []

    def _put(self, text: Written, page: int, box: tuple[float, float, float, float] | None) -> Span:
        span = self._sheet.line(text.text, _styled(text))
        self._sheet.origins.append(Origin(span=span, paragraph=len(self._sheet.origins), page=page, box=box))
        return span

    def table(self, table: Table) -> None:
        """A table, or the part of one that stands on this page."""
        before = self._table
        self._flush()
        rows = {row: _row_texts(table, row) for row in (0,)}
        if before is not None and _goes_on(before, table):
            self._row += before.rows
            repeated = bool(rows[0]) and rows[0] == self._head
        else:
            self._number += 1
            self._row = 0
            self._head = rows[0]
            repeated = False
        if repeated:
            self._row -= 1
        for entry in table.entries:
            if not entry.lines:
                continue
            text = _cell_text(entry, table.ruled)
            span = self._put(text, table.page, _box(entry.lines))
            if repeated and entry.row == 0:
                self._sheet.chrome.append(span)
            else:
                self._cell(entry, span)
        self._table = table

    def _cell(self, entry: Entry, span: Span) -> None:
        self._sheet.cells.append(
            Cell(
                span=span,
                table=self._number,
                row=self._row + entry.row,
                column=entry.column,
                row_span=entry.row_span,
                column_span=entry.column_span,
            )
        )

    def source(self) -> Source:
        """The finished source. Furniture is marked as signs of the format: it is no part of the notice."""
        self._flush()
        source = self._sheet.source(
            name=self._raw.name, media_type="application/pdf", reader="pdf", sha256=self._raw.sha256()
        )
        return replace(source, markup=source.chrome)


def _goes_on(before: Table, table: Table) -> bool:
    """Is `table`, first on its page, the rest of the one that ended the page before?"""
    return (
        table.page == before.page + 1
        and table.ruled == before.ruled
        and len(table.edges) == len(before.edges)
        and all(abs(a - b) <= _SAME_EDGE for a, b in zip(table.edges, before.edges, strict=True))
    )


def _row_texts(table: Table, row: int) -> list[str]:
    return [
        _cell_text(entry, table.ruled).text for entry in table.entries if entry.row == row and entry.lines
    ]


def _cell_text(entry: Entry, ruled: bool) -> Written:
    """The text of a cell, its paragraphs on lines of their own."""
    whole = _NEW
    for lines in in_cell(entry.lines, entry.width, 0.35 if ruled else 1.5):
        text = _NEW
        for line in lines:
            text = joined(text, written(line.glyphs))
        if whole.text:
            whole = Written(f"{whole.text}\n{text.text}", (*whole.kinds, (False, False), *text.kinds))
        else:
            whole = text
    return whole


def _styled(text: Written) -> list[Styled]:
    out = []
    at = 0
    for (bold, heiti), group in groupby(text.kinds):
        end = at + sum(1 for _ in group)
        if bold or heiti:
            out.append(Styled(at, end, bold, heiti))
        at = end
    return out


def _box(lines: Sequence[Line]) -> tuple[float, float, float, float]:
    """Where lines stand on the page of the first of them, in millimetres."""
    held = [line for line in lines if line.page == lines[0].page]
    left, right = min(line.left for line in held), max(line.right for line in held)
    top = min(line.base - _ASCENT * line.size for line in held)
    bottom = max(line.base + _DESCENT * line.size for line in held)
    return round(left * _MM, 1), round(top * _MM, 1), round(right * _MM, 1), round(bottom * _MM, 1)
