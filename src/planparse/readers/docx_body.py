"""The text of a Word document, from the events of its XML: what a reader of the printed page sees.

Each handler is named for what it meets. State belongs to the story being read (the text, a text box,
a note); a text box puts the state of the text around it aside until it ends, so its lines stand
before the paragraph that it hangs on.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from planparse.readers.docx_numbering import Counters, Numbering
from planparse.readers.docx_styles import Property, Styles, font_property, is_on
from planparse.readers.docx_symbols import drawn_by_field, is_symbol_font, symbol
from planparse.readers.docx_tables import Table
from planparse.readers.docx_text import Field, Paragraph
from planparse.readers.sheet import Sheet
from planparse.readers.xmlsafe import End, Start, Walker
from planparse.source import Origin

Attributes = dict[str, str]

# A soft break, while a run is collected: no XML can hold this character, a line feed it can.
_BREAK = "\x0b"
INSERTION, DELETION = "insertion", "deletion"
# Extensions of Word whose elements hold text that we read. What asks for another one is not taken.
_UNDERSTOOD = {"wps", "wpg", "wpc", "wp14", "w14", "w15", "w16", "w16se", "w16cid", "a14", "v", "o", "w10"}


@dataclass(slots=True)
class _Story:
    """What is open in the story being read."""

    counters: Counters
    paragraph: Paragraph | None = None
    carried: Paragraph | None = None  # its mark is not seen: the next paragraph goes on with it
    in_run: bool = False
    properties: list[Property] = field(default_factory=list)  # of the run
    character_style: str = ""
    symbol_font: str = ""
    text: list[str] = field(default_factory=list)  # of the run
    fields: list[Field] = field(default_factory=list)
    in_code: int = 0
    tables: list[Table] = field(default_factory=list)
    changes: list[str] = field(default_factory=list)
    mute: int = 0  # inside what is merged away, deleted with its row, or not asked for


class Body:
    """Reads parts of one document onto a sheet. `original` shows the text before tracked changes."""

    def __init__(self, sheet: Sheet, walker: Walker, styles: Styles, numbering: Numbering, *, original: bool) -> None:
        self._sheet, self._walker = sheet, walker
        self._styles, self._numbering = styles, numbering
        self._hiding = INSERTION if original else DELETION
        self._original = original
        self._saved: list[_Story] = []
        self._now = _Story(numbering.counters())
        self._where = ""  # in the properties of a paragraph, row or cell, or of nothing in particular
        self._target: list[Property] = []  # where the property of a run goes
        self._merge: tuple[int, str | None, str | None] = (1, None, None)
        self._choices: list[bool] = []
        self._blocks: list[bool] = []  # content controls: is this a table of contents?
        self._contents = 0
        self._tables = 0
        self._paragraphs = 0
        self._part = ""
        self.notes: dict[str, list[str]] = {"footnote": [], "endnote": []}  # ids, as referred to
        self._starts, self._ends = self._handlers()

    def read(self, data: bytes, part: str) -> None:
        """Read one part. Raises `UnreadableError` and `LimitError`."""
        self._part, self._paragraphs = part, 0
        self._now = _Story(self._numbering.counters())
        self._walker.walk(data, part, self._starts, self._ends)
        self._settle()

    # ------------------------------------------------------------------ paragraphs

    def _p(self, _: Attributes) -> None:
        now = self._now
        now.paragraph = Paragraph(self._paragraphs)
        self._paragraphs += 1
        if now.carried is not None:
            now.paragraph.take_over(now.carried)
            now.carried = None
        now.paragraph.contents = self._contents > 0

    def _p_end(self) -> None:
        now = self._now
        paragraph, now.paragraph = now.paragraph, None
        while now.fields and now.fields[-1].in_code:  # never closed: do not hide what follows
            now.fields.pop()
            now.in_code -= 1
        if paragraph is None or now.mute:
            return
        paragraph.contents |= self._contents > 0 or self._styles.is_contents(paragraph.style)
        if paragraph.mark_change == self._hiding or self._look(paragraph, "", paragraph.mark).hidden:
            now.carried = paragraph
        else:
            self._write(paragraph)

    def _settle(self) -> None:
        """Write what waits for a paragraph that will not come."""
        carried, self._now.carried = self._now.carried, None
        if carried is not None and carried.length:
            self._write(carried)

    def _write(self, paragraph: Paragraph) -> None:
        place = self._numbering.place(paragraph.style, paragraph.num_id, paragraph.level)
        number = self._now.counters.next(*place) if place else None
        if number is not None:
            look = self._look(paragraph, "", [*paragraph.mark, *number.look])
            paragraph.number(number, bold=look.bold, heiti=look.heiti(number.text))
        span = self._sheet.line("".join(paragraph.pieces), paragraph.styled, paragraph.changes)
        self._sheet.origins.append(Origin(span=span, part=self._part, paragraph=paragraph.index))
        if paragraph.contents and span.start < span.end:
            self._sheet.chrome.append(span)

    def _look(self, paragraph: Paragraph, character: str, properties: list[Property]):  # type: ignore[no-untyped-def]
        tables = self._now.tables
        return self._styles.look(paragraph.style, character, tables[-1].style if tables else "", tuple(properties))

    # ------------------------------------------------------------------ runs

    def _r(self, _: Attributes) -> None:
        now = self._now
        now.in_run = True
        now.properties, now.text = [], []
        now.character_style = now.symbol_font = ""

    def _r_end(self) -> None:
        now = self._now
        now.in_run = False
        paragraph = now.paragraph
        if not now.text or paragraph is None or now.mute:
            return
        text = "".join(now.text)
        look = self._look(paragraph, now.character_style, now.properties)
        if look.hidden:
            return
        if "\n" in text or "\r" in text:  # blanks of the file, not breaks of the text
            text = text.replace("\r", "").replace("\n", " ")
        if now.symbol_font:
            text = "".join(symbol(now.symbol_font, c) if c not in "\t\x0b" else c for c in text)
        text = text.replace(_BREAK, "\n")
        change = now.changes[-1] if now.changes else ""
        if change and self._hiding in now.changes:
            paragraph.leave_out(text, self._hiding)
        else:
            paragraph.add(text, bold=look.bold, heiti=look.heiti(text), change=change)

    def _t(self, _: Attributes) -> None:
        now = self._now
        if now.in_run and not now.in_code:
            self._walker.text_to(now.text.append)

    def _t_end(self) -> None:
        self._walker.text_to(None)
