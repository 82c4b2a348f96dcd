"""What is open while a Word document is read: paragraph, fields, tables, changes."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct, field

from planparse.readers.docx_numbering import Counters, Number
from planparse.readers.docx_styles import Property
from planparse.readers.docx_tables import Table
from planparse.readers.sheet import Change, Styled


class Paragraph(Struct):
    """Its text in pieces, its type and its changes, counted from its start."""

    index: int
    style: str = ""
    num_id: str | None = None
    level: str | None = None
    mark: list[Property] = field(default_factory=list)  # the type of the paragraph mark
    mark_change: str = ""  # the mark itself was inserted or deleted
    contents: bool = False  # an entry of a table of contents
    length: int = 0
    pieces: list[str] = field(default_factory=list)
    styled: list[Styled] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)

    def take_over(self, before: Paragraph) -> None:
        """The mark of the paragraph `before` is not seen: its text stands at the start of this one."""
        self.index = before.index
        self.length, self.pieces = before.length, before.pieces
        self.styled, self.changes = before.styled, before.changes

    def add(self, text: str, *, bold: bool, heiti: bool, underline: bool, change: str) -> None:
        """Text that is seen."""
        start = self.length
        self.pieces.append(text)
        self.length = end = start + len(text)
        if bold or heiti or underline:
            if self.styled and self.styled[-1][1:] == (start, bold, heiti, underline):
                start = self.styled.pop().start  # the same type goes on
            self.styled.append(Styled(start, end, bold, heiti, underline))
        if change:
            self._record(change, end - len(text), end, text)

    def leave_out(self, text: str, change: str) -> None:
        """Text that a tracked change keeps out of sight."""
        self._record(change, self.length, self.length, text)

    def _record(self, kind: str, start: int, end: int, text: str) -> None:
        last = self.changes[-1] if self.changes else None
        if last and last.kind == kind and last.end == start and (last.start < last.end) == (start < end):
            last.end, last.text = end, last.text + text
        else:
            self.changes.append(Change(kind, start, end, text))

    def number(self, number: Number, *, bold: bool, heiti: bool) -> None:
        """Put the automatic number before the text."""
        by = len(number.text)
        self.pieces.insert(0, number.text)
        self.length += by
        self.styled = [Styled(s.start + by, s.end + by, *s[2:]) for s in self.styled]
        if bold or heiti:
            self.styled.insert(0, Styled(0, len(number.text.rstrip()), bold, heiti))
        for change in self.changes:
            change.start += by
            change.end += by


class Field(Struct):
    """A field between its begin and its end: first its code, then what it shows."""

    code: list[str] = field(default_factory=list)
    in_code: bool = True
    contents: bool = False  # a table of contents


class Story(Struct):
    """What is open in the story being read."""

    counters: Counters
    paragraph: Paragraph | None = None
    carried: Paragraph | None = None  # its mark is not seen: the next paragraph goes on with it
    in_run: bool = False
    properties: Sequence[Property] = ()  # of the run
    character_style: str = ""
    symbol_font: str = ""
    text: list[str] = field(default_factory=list)  # of the run
    fields: list[Field] = field(default_factory=list)
    in_code: int = 0
    tables: list[Table] = field(default_factory=list)
    rows: list[bool] = field(default_factory=list)  # for each open row and cell: is it out of sight?
    cells: list[bool] = field(default_factory=list)
    changes: list[str] = field(default_factory=list)
    mute: int = 0  # how many of them are
