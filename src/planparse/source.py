"""What a reader hands over: one text, its typography, its cells. Knows no Chinese."""

from __future__ import annotations

from msgspec import Struct

from planparse.span import Span


class StyleRun(Struct, frozen=True, kw_only=True):
    """A stretch of ``Source.text`` set apart by type: bold, in a black-letter face (黑体), underlined."""

    span: Span
    bold: bool = False
    heiti: bool = False
    underline: bool = False


class Cell(Struct, frozen=True, kw_only=True):
    """A table cell: where its text stands in ``Source.text`` and where it stands in its table."""

    span: Span
    table: int
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1


class Origin(Struct, frozen=True, kw_only=True):
    """Where a stretch of ``Source.text`` stands in the file: one for each paragraph, in order.

    `part` is the member of a package (``word/document.xml``), `paragraph` counts the paragraphs of
    that part from 0, those without text included. An offset in the paragraph is the offset in
    ``Source.text`` less ``span.start``. Formats with pages give `page`, from 1 (0: has none), and
    `box`: left, top, right, bottom in millimetres from the upper left corner of the page.
    """

    span: Span
    part: str = ""
    paragraph: int = 0
    page: int = 0
    box: tuple[float, float, float, float] | None = None


class Revision(Struct, frozen=True, kw_only=True):
    """A tracked change: `kind` is ``insertion`` or ``deletion``.

    Where its text is in ``Source.text``, `span` covers it; where it was left out, `span` is empty and
    says where it would stand.
    """

    kind: str
    span: Span
    text: str


class Source(Struct, frozen=True, kw_only=True):
    """One notice as read.

    `text` is, for plain text and Markdown, the decoded file itself, unchanged; for other formats
    the paragraphs and cells in reading order, each on a line of its own. Every offset in this
    object counts code points of `text`.

    `chrome` are stretches that the reader knows to be page furniture (navigation, footers).
    `markup` are characters of `text` that are signs of a format, not of the notice (``**``).
    `fields` are label and value pairs that the format itself declares (``<meta name=…>``).
    `origins` say where each paragraph stands in the file, `revisions` what was changed in it under
    tracking; both in order, both empty where the format has none.
    """

    name: str
    media_type: str
    encoding: str
    reader: str
    sha256: str
    text: str
    styles: tuple[StyleRun, ...] = ()
    cells: tuple[Cell, ...] = ()
    chrome: tuple[Span, ...] = ()
    markup: tuple[Span, ...] = ()
    fields: tuple[tuple[str, str], ...] = ()
    origins: tuple[Origin, ...] = ()
    revisions: tuple[Revision, ...] = ()
