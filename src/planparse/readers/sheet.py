"""What a reader writes a source on: lines, and beside them type, cells, origins and changes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from msgspec import Struct, field
from msgspec.structs import replace

from planparse.readers.limits import Limits, too_long
from planparse.source import Cell, Origin, Revision, Source, StyleRun
from planparse.span import Span


class Styled(NamedTuple):
    """A stretch of a line in bold, in 黑体 or underlined, counted from the start of the line."""

    start: int
    end: int
    bold: bool
    heiti: bool
    underline: bool = False


class Change(Struct):
    """A tracked change in a line, counted from the start of the line."""

    kind: str
    start: int
    end: int
    text: str


class Sheet(Struct):
    """The text under construction; each line joins by a line feed to the one before."""

    shown: str
    limits: Limits
    position: int = 0  # where the next line will begin
    lines: list[str] = field(default_factory=list)
    styles: list[StyleRun] = field(default_factory=list)
    cells: list[Cell] = field(default_factory=list)
    chrome: list[Span] = field(default_factory=list)
    origins: list[Origin] = field(default_factory=list)
    revisions: list[Revision] = field(default_factory=list)

    def line(self, text: str, styled: Sequence[Styled] = (), changes: Sequence[Change] = ()) -> Span:
        """Add a line (which may itself hold soft breaks) and say where it stands."""
        start = self.position
        self.position = start + len(text) + 1
        if self.position > self.limits.characters:
            too_long(self.shown, self.limits)
        self.lines.append(text)
        for first, last, bold, heiti, line in styled:
            span = Span(start + first, start + last)
            self.styles.append(StyleRun(span=span, bold=bold, heiti=heiti, underline=line))
        for change in changes:
            span = Span(start + change.start, start + change.end)
            self.revisions.append(Revision(kind=change.kind, span=span, text=change.text))
        return Span(start, self.position - 1)

    def embed(self, source: Source, part: str, table: int) -> int:
        """Add the lines of another source, its tables counted from `table` on. Returns the next count."""
        start = self.position
        for number, text in enumerate(source.text.split("\n")):
            self.origins.append(Origin(span=self.line(text), part=part, paragraph=number))
        moved = [replace(run, span=run.span.shift(start)) for run in source.styles]
        self.styles += moved
        self.chrome += [span.shift(start) for span in source.markup]
        self.revisions += [replace(change, span=change.span.shift(start)) for change in source.revisions]
        self.cells += [replace(cell, span=cell.span.shift(start), table=cell.table + table) for cell in source.cells]
        return table + max((cell.table + 1 for cell in source.cells), default=0)

    def source(self, *, name: str, media_type: str, reader: str, sha256: str) -> Source:
        """The finished source."""
        text = "\n".join(self.lines)
        # A cell without a line, at the very end, stands where a line would have begun.
        cells = [c if c.span.end <= len(text) else replace(c, span=Span(len(text), len(text))) for c in self.cells]
        return Source(
            name=name,
            media_type=media_type,
            encoding="utf-8",
            reader=reader,
            sha256=sha256,
            text=text,
            styles=tuple(sorted(self.styles, key=lambda run: run.span)),
            cells=tuple(sorted(cells, key=lambda cell: (cell.table, cell.row, cell.column))),
            chrome=tuple(sorted(self.chrome)),
            origins=tuple(self.origins),
            revisions=tuple(self.revisions),
        )
