"""Paragraphs and runs of a Word document, from the events of its XML.

Each handler is named for the element it meets. State belongs to the story being read: the text, a
text box, a note.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from planparse.readers.docx_numbering import Numbering
from planparse.readers.docx_pack import PACKED, Packer
from planparse.readers.docx_styles import Look, Property, Styles, font_property
from planparse.readers.docx_symbols import drawn_by_field, is_symbol_font, symbol
from planparse.readers.docx_text import Field, Paragraph, Story
from planparse.readers.sheet import Sheet
from planparse.readers.xmlsafe import Start, Walker
from planparse.source import Origin

Attributes = dict[str, str]

INSERTION, DELETION = "insertion", "deletion"
# A soft break, while a run is collected: no XML can hold this character; a line feed it can.
_BREAK = "\x0b"


class _Type(NamedTuple):
    """What a block of properties says of a run."""

    properties: tuple[Property, ...]
    style: str
    symbol_font: str


class Runs:
    """Puts runs together to lines on a sheet. `original` shows the text before tracked changes."""

    def __init__(self, sheet: Sheet, walker: Walker, styles: Styles, numbering: Numbering, *, original: bool) -> None:
        self._sheet, self._walker = sheet, walker
        self._styles, self._numbering = styles, numbering
        self._hiding = INSERTION if original else DELETION
        self._original = original
        self._now = Story(numbering.counters())
        self._within: list[str] = []  # the properties of a paragraph, a row, a cell that are open
        self._target: list[Property] = []  # where a property of type goes
        self._contents = 0  # in how many tables of contents we are
        self._paragraphs = 0
        self._part = ""
        self._packer = Packer()
        self._types: dict[str, _Type] = {}
        self._starts: dict[str, Start] = {}

    # ------------------------------------------------------------------ paragraphs

    def _p(self, _: Attributes) -> None:
        now = self._now
        if now.in_code:  # a field that never shows its result: it shall not hide what follows
            now.fields = [open_field for open_field in now.fields if not open_field.in_code]
            now.in_code = 0
        now.paragraph = paragraph = Paragraph(self._paragraphs)
        self._paragraphs += 1
        if now.carried is not None:
            paragraph.take_over(now.carried)
            now.carried = None
        paragraph.contents = self._contents > 0

    def _p_end(self) -> None:
        now = self._now
        paragraph, now.paragraph = now.paragraph, None
        if paragraph is None or now.mute:
            return
        paragraph.contents |= self._contents > 0 or self._styles.is_contents(paragraph.style)
        if paragraph.mark_change == self._hiding or self._look(paragraph, "", paragraph.mark).hidden:
            now.carried = paragraph
        else:
            self._write(paragraph)

    def _settle(self) -> None:
        """Write what waits for a paragraph that does not come."""
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

    def _look(self, paragraph: Paragraph, character: str, properties: Sequence[Property]) -> Look:
        tables = self._now.tables
        return self._styles.look(paragraph.style, character, tables[-1].style if tables else "", tuple(properties))

    def _p_style(self, attributes: Attributes) -> None:
        if self._now.paragraph is not None:
            self._now.paragraph.style = attributes.get("w:val", "")

    def _num_id(self, attributes: Attributes) -> None:
        if self._now.paragraph is not None:
            self._now.paragraph.num_id = attributes.get("w:val")

    def _ilvl(self, attributes: Attributes) -> None:
        if self._now.paragraph is not None:
            self._now.paragraph.level = attributes.get("w:val")

    def _p_pr(self, _: Attributes) -> None:
        self._within.append("pPr")

    def _p_pr_change(self, _: Attributes) -> None:
        """What the paragraph was before: nothing to us, or everything."""
        paragraph = self._now.paragraph
        if not self._original or paragraph is None:
            self._walker.skip()
        else:
            paragraph.style, paragraph.num_id, paragraph.level = "", None, None

    def _out_of_properties(self) -> None:
        self._within.pop()

    # ------------------------------------------------------------------ runs

    def _r(self, _: Attributes) -> None:
        now = self._now
        if now.in_run:  # the base of a reading above the line is a run within a run
            self._r_end()
        now.in_run = True
        now.properties, now.text = (), []
        now.character_style = now.symbol_font = ""

    def _r_end(self) -> None:
        now = self._now
        now.in_run = False
        pieces, now.text = now.text, []
        paragraph = now.paragraph
        if not pieces or paragraph is None or now.mute:
            return
        look = self._look(paragraph, now.character_style, now.properties)
        if look.hidden:
            return
        text = "".join(pieces)
        if "\n" in text or "\r" in text:  # blanks of the file, not breaks of the text
            text = text.replace("\r", "").replace("\n", " ")
        if now.symbol_font:
            text = "".join(symbol(now.symbol_font, char) for char in text)
        text = text.replace(_BREAK, "\n")
        if self._hiding in now.changes:
            paragraph.leave_out(text, self._hiding)
        else:
            change = now.changes[-1] if now.changes else ""
            heiti = look.heiti(text)
            paragraph.add(text, bold=look.bold, heiti=heiti, underline=look.underline, change=change)

    def _ruby_end(self) -> None:
        self._now.in_run = True

    def _t(self, _: Attributes) -> None:
        now = self._now
        if now.in_run and not now.in_code:
            self._walker.text_to(now.text.append)

    def _t_end(self) -> None:
        self._walker.text_to(None)

    def _put(self, char: str) -> None:
        if self._now.in_run and not self._now.in_code:
            self._now.text.append(char)

    def _tab(self, _: Attributes) -> None:
        self._put("\t")

    def _br(self, _: Attributes) -> None:
        self._put(_BREAK)

    def _hyphen(self, _: Attributes) -> None:
        self._put("-")

    def _sym(self, attributes: Attributes) -> None:
        try:
            char = chr(int(attributes.get("w:char", ""), 16))
        except (ValueError, OverflowError):
            return
        self._put(symbol(attributes.get("w:font", ""), char))

    # ------------------------------------------------------------------ type

    def _r_pr(self, attributes: Attributes) -> None:
        now = self._now
        if self._within[-1:] == ["pPr"]:
            self._target = now.paragraph.mark if now.paragraph is not None else []
        elif now.in_run:
            now.properties = self._target = []
        else:
            self._target = []
        if attributes:
            self._unpack(attributes.get(PACKED, ""))

    def _unpack(self, name: str) -> None:
        kind = self._types.get(name)
        if kind is None:
            kind = self._types[name] = self._read_block(self._packer.block(name))
        if self._within[-1:] == ["pPr"]:
            self._target.extend(kind.properties)
        elif self._now.in_run:
            self._now.properties = kind.properties
            self._now.character_style, self._now.symbol_font = kind.style, kind.symbol_font

    def _read_block(self, block: bytes) -> _Type:
        """What a block of properties says, by the handlers that would have met its elements."""
        now, within, target = self._now, self._within, self._target
        self._now, self._within = Story(now.counters, in_run=True), []
        walker = Walker(self._sheet.shown, self._sheet.limits, {})
        walker.walk(b"<w:rPr>" + block + b"</w:rPr>", self._part, self._starts, {})
        read = self._now
        self._now, self._within, self._target = now, within, target
        return _Type(tuple(read.properties), read.character_style, read.symbol_font)

    def _r_pr_end(self) -> None:
        self._target = []

    def _r_pr_change(self, _: Attributes) -> None:
        if self._original:
            self._target.clear()
            self._now.character_style = self._now.symbol_font = ""
        else:
            self._walker.skip()

    def _r_style(self, attributes: Attributes) -> None:
        if self._now.in_run:
            self._now.character_style = attributes.get("w:val", "")

    def _r_fonts(self, attributes: Attributes) -> None:
        self._target.append(font_property(attributes))
        font = attributes.get("w:ascii", "")
        if self._now.in_run and is_symbol_font(font):
            self._now.symbol_font = font

    def _b(self, attributes: Attributes) -> None:
        self._target.append(("b", attributes.get("w:val", "1")))

    def _b_cs(self, attributes: Attributes) -> None:
        self._target.append(("bCs", attributes.get("w:val", "1")))

    def _u(self, attributes: Attributes) -> None:
        self._target.append(("u", attributes.get("w:val", "none")))

    def _vanish(self, attributes: Attributes) -> None:
        self._target.append(("vanish", attributes.get("w:val", "1")))

    def _cs(self, attributes: Attributes) -> None:
        self._target.append(("cs", attributes.get("w:val", "1")))

    # ------------------------------------------------------------------ fields

    def _fld_char(self, attributes: Attributes) -> None:
        now = self._now
        kind = attributes.get("w:fldCharType")
        if kind == "begin":
            now.fields.append(Field())
            now.in_code += 1
        elif kind == "separate" and now.fields and now.fields[-1].in_code:
            self._show_result(now.fields[-1])
        elif kind == "end" and now.fields:
            self._end_field(now.fields.pop())

    def _show_result(self, last: Field) -> None:
        self._now.in_code -= 1
        last.in_code = False
        if "".join(last.code).split(maxsplit=1)[:1] == ["TOC"]:
            last.contents = True
            self._contents += 1

    def _end_field(self, last: Field) -> None:
        if last.in_code:
            self._now.in_code -= 1
            self._put(drawn_by_field("".join(last.code)))
        elif last.contents:
            self._contents -= 1

    def _instr_text(self, _: Attributes) -> None:
        fields = self._now.fields
        if fields and fields[-1].in_code:
            self._walker.text_to(fields[-1].code.append)
