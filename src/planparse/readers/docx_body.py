"""The text of a Word document as a reader of the printed page sees it.

Besides paragraphs and runs: tracked changes, tables, text boxes, notes. A text box puts the story
around it aside until it ends, so its lines stand before the paragraph that it hangs on.
"""

from __future__ import annotations

from planparse.readers.docx_chunks import Chunks
from planparse.readers.docx_numbering import Numbering
from planparse.readers.docx_runs import DELETION, INSERTION, Attributes, Runs
from planparse.readers.docx_styles import Styles
from planparse.readers.docx_tables import Table
from planparse.readers.docx_text import Story
from planparse.readers.sheet import Sheet
from planparse.readers.xmlsafe import End, Start, Walker
from planparse.source import Origin

# Extensions of Word whose elements we read. A choice that asks for any other is not taken.
_UNDERSTOOD = frozenset({"wps", "wpg", "wpc", "wp14", "w14", "w15", "w16", "w16se", "w16cid", "a14", "v"})
_NO_NOTES = frozenset({"separator", "continuationSeparator", "continuationNotice"})


class Body(Runs):
    """Reads the parts of one document onto a sheet."""

    def __init__(
        self, sheet: Sheet, walker: Walker, styles: Styles, numbering: Numbering, chunks: Chunks, *, original: bool
    ) -> None:
        super().__init__(sheet, walker, styles, numbering, original=original)
        self._chunks = chunks
        self._around: list[Story] = []  # stories put aside
        self._merge: tuple[int, str | None, str | None] = (1, None, None)
        self._choices: list[bool] = []
        self._controls: list[bool] = []  # content controls: is this one a table of contents?
        self._tables = 0
        self.notes: dict[str, set[str]] = {"footnote": set(), "endnote": set()}  # referred to, by id
        self._starts, self._ends = self._handlers()

    def read(self, data: bytes, part: str) -> None:
        """Read one part. Raises `UnreadableError` and `LimitError`."""
        self._part, self._paragraphs = part, 0
        self._now = Story(self._numbering.counters())
        self._walker.walk(data, part, self._starts, self._ends, self._packer.pack)
        self._settle()

    # ------------------------------------------------------------------ tracked changes

    def _change(self, kind: str) -> Start:
        """Around runs, or as a mark in the properties of a paragraph or a row."""

        def start(_: Attributes) -> None:
            now = self._now
            where = self._within[-1] if self._within else ""
            if not where:
                now.changes.append(kind)
            elif where == "pPr" and now.paragraph is not None:
                now.paragraph.mark_change = kind
            elif where == "trPr" and kind == self._hiding and now.tables and now.rows[-1:] == [False]:
                now.tables[-1].lose_row()
                now.rows[-1] = True
                now.mute += 1

        return start

    def _change_end(self) -> None:
        if not self._within and self._now.changes:
            self._now.changes.pop()

    def _num_pr(self, _: Attributes) -> None:
        self._within.append("numPr")

    # ------------------------------------------------------------------ tables

    def _tbl(self, _: Attributes) -> None:
        self._place()
        self._settle()
        self._now.tables.append(Table(self._tables))
        self._tables += 1

    def _tbl_end(self) -> None:
        if self._now.tables:
            self._sheet.cells += self._now.tables.pop().cells()

    def _tbl_style(self, attributes: Attributes) -> None:
        if self._now.tables:
            self._now.tables[-1].style = attributes.get("w:val", "")

    def _tr(self, _: Attributes) -> None:
        self._now.rows.append(False)
        if self._now.tables:
            self._now.tables[-1].begin_row()

    def _tr_end(self) -> None:
        self._now.mute -= self._now.rows.pop()

    def _tr_pr(self, _: Attributes) -> None:
        self._within.append("trPr")

    def _grid_before(self, attributes: Attributes) -> None:
        if self._now.tables:
            self._now.tables[-1].shift(_count(attributes, 0))

    def _tc(self, _: Attributes) -> None:
        self._merge = (1, None, None)
        self._now.cells.append(False)
        if self._now.tables:
            self._now.tables[-1].placed = False

    def _tc_pr(self, _: Attributes) -> None:
        self._within.append("tcPr")

    def _tc_pr_end(self) -> None:
        self._within.pop()
        self._place()

    def _place(self) -> None:
        """The present cell gets its place as soon as its properties are known."""
        now = self._now
        if now.tables and now.cells and not now.tables[-1].placed:
            if not now.tables[-1].place(self._sheet.position, *self._merge) and not now.cells[-1]:
                now.cells[-1] = True
                now.mute += 1
            self._merge = (1, None, None)

    def _tc_end(self) -> None:
        self._place()
        self._settle()
        self._now.mute -= self._now.cells.pop()
        if self._now.tables:
            self._now.tables[-1].end_cell(self._sheet.position)

    def _grid_span(self, attributes: Attributes) -> None:
        self._merge = (_count(attributes, 1), *self._merge[1:])

    def _v_merge(self, attributes: Attributes) -> None:
        self._merge = (self._merge[0], attributes.get("w:val", "continue"), self._merge[2])

    def _h_merge(self, attributes: Attributes) -> None:
        self._merge = (*self._merge[:2], attributes.get("w:val", "continue"))

    def _p(self, attributes: Attributes) -> None:
        self._place()  # of a cell without properties
        super()._p(attributes)

    # ------------------------------------------------------------------ boxes, choices, controls, notes

    def _txbx_content(self, _: Attributes) -> None:
        now = self._now
        if now.mute or now.in_code or self._hiding in now.changes:
            self._walker.skip()
            return
        self._around.append(now)
        self._now = Story(self._numbering.counters())

    def _txbx_content_end(self) -> None:
        self._settle()
        self._now = self._around.pop()

    def _textpath(self, attributes: Attributes) -> None:
        """Lettering drawn as a shape, as heads of red letters often are."""
        now = self._now
        text = " ".join(attributes.get("string", "").split())
        if text and now.paragraph is not None and not now.mute and self._hiding not in now.changes:
            span = self._sheet.line(text)
            self._sheet.origins.append(Origin(span=span, part=self._part, paragraph=now.paragraph.index))

    def _alternate(self, _: Attributes) -> None:
        self._choices.append(False)

    def _alternate_end(self) -> None:
        self._choices.pop()

    def _choice(self, attributes: Attributes) -> None:
        if self._choices[-1:] == [False] and set(attributes.get("Requires", "").split()) <= _UNDERSTOOD:
            self._choices[-1] = True
        else:
            self._walker.skip()

    def _fallback(self, _: Attributes) -> None:
        if self._choices[-1:] == [True]:
            self._walker.skip()

    def _sdt(self, _: Attributes) -> None:
        self._controls.append(False)

    def _sdt_end(self) -> None:
        self._contents -= self._controls.pop()

    def _gallery(self, attributes: Attributes) -> None:
        if self._controls and not self._controls[-1] and attributes.get("w:val") == "Table of Contents":
            self._controls[-1] = True
            self._contents += 1

    def _reference(self, kind: str) -> Start:
        def start(attributes: Attributes) -> None:
            now = self._now
            if not now.mute and not now.in_code and self._hiding not in now.changes:
                self.notes[kind].add(attributes.get("w:id", ""))

        return start

    def _note(self, kind: str) -> Start:
        def start(attributes: Attributes) -> None:
            if attributes.get("w:type") in _NO_NOTES or attributes.get("w:id", "") not in self.notes[kind]:
                self._walker.skip()

        return start

    def _alt_chunk(self, attributes: Attributes) -> None:
        now = self._now
        self._place()  # of a cell that holds nothing else
        if not now.mute and self._hiding not in now.changes:
            self._settle()
            name, source = self._chunks.read(attributes.get("r:id", ""))
            self._tables = self._sheet.embed(source, name, self._tables)

    def _skip(self, _: Attributes) -> None:
        self._walker.skip()

    # ------------------------------------------------------------------ who handles what

    def _handlers(self) -> tuple[dict[str, Start], dict[str, End]]:
        ins, dele = self._change(INSERTION), self._change(DELETION)
        starts: dict[str, Start] = {
            "w:p": self._p, "w:pPr": self._p_pr, "w:pStyle": self._p_style, "w:numPr": self._num_pr,
            "w:numId": self._num_id, "w:ilvl": self._ilvl, "w:pPrChange": self._p_pr_change,
            "w:r": self._r, "w:rPr": self._r_pr, "w:rStyle": self._r_style, "w:rFonts": self._r_fonts,
            "w:b": self._b, "w:bCs": self._b_cs, "w:u": self._u, "w:vanish": self._vanish, "w:specVanish": self._vanish,
            "w:cs": self._cs, "w:rtl": self._cs, "w:rPrChange": self._r_pr_change,
            "w:t": self._t, "w:delText": self._t, "m:r": self._r, "m:t": self._t,
            "w:tab": self._tab, "w:ptab": self._tab, "w:br": self._br, "w:cr": self._br,
            "w:noBreakHyphen": self._hyphen, "w:sym": self._sym,
            "w:fldChar": self._fld_char, "w:instrText": self._instr_text,
            "w:ins": ins, "w:moveTo": ins, "w:del": dele, "w:moveFrom": dele,
            "w:tbl": self._tbl, "w:tblStyle": self._tbl_style, "w:tr": self._tr, "w:trPr": self._tr_pr,
            "w:gridBefore": self._grid_before, "w:tc": self._tc, "w:tcPr": self._tc_pr,
            "w:gridSpan": self._grid_span, "w:vMerge": self._v_merge, "w:hMerge": self._h_merge,
            "w:txbxContent": self._txbx_content, "v:textpath": self._textpath,
            "mc:AlternateContent": self._alternate, "mc:Choice": self._choice, "mc:Fallback": self._fallback,
            "w:sdt": self._sdt, "w:docPartGallery": self._gallery,
            "w:footnoteReference": self._reference("footnote"), "w:endnoteReference": self._reference("endnote"),
            "w:altChunk": self._alt_chunk, "w:footnote": self._note("footnote"), "w:endnote": self._note("endnote"),
        }  # fmt: skip
        # What is no text: readings above characters, sections with their heads, former properties.
        for name in ("rt", "rubyPr", "sectPr", "tblGrid", "tblPrChange", "trPrChange", "tcPrChange", "tblPrExChange"):
            starts[f"w:{name}"] = self._skip
        ends: dict[str, End] = {
            "w:p": self._p_end, "w:pPr": self._out_of_properties, "w:numPr": self._out_of_properties,
            "w:r": self._r_end, "w:ruby": self._ruby_end, "w:rPr": self._r_pr_end, "m:r": self._r_end,
            "w:t": self._t_end, "w:delText": self._t_end, "m:t": self._t_end, "w:instrText": self._t_end,
            "w:ins": self._change_end, "w:moveTo": self._change_end,
            "w:del": self._change_end, "w:moveFrom": self._change_end,
            "w:tbl": self._tbl_end, "w:tr": self._tr_end, "w:trPr": self._out_of_properties,
            "w:tc": self._tc_end, "w:tcPr": self._tc_pr_end, "w:txbxContent": self._txbx_content_end,
            "mc:AlternateContent": self._alternate_end, "w:sdt": self._sdt_end,
        }  # fmt: skip
        return starts, ends


def _count(attributes: Attributes, default: int) -> int:
    value = attributes.get("w:val", "")
    return min(int(value), 1000) if value.isascii() and value.isdecimal() else default
