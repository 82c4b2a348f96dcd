"""What a reader hands over: one text, its typography, its cells. Knows no Chinese."""

from __future__ import annotations

from dataclasses import dataclass

from planparse.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class StyleRun:
    """A stretch of ``Source.text`` set apart by type: bold, or in a black-letter face (黑体)."""

    span: Span
    bold: bool = False
    heiti: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A table cell: where its text stands in ``Source.text`` and where it stands in its table."""

    span: Span
    table: int
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One notice as read.

    `text` is, for plain text and Markdown, the decoded file itself, unchanged; for other formats
    the paragraphs and cells in reading order, each on a line of its own. Every offset in this
    object counts code points of `text`.

    `chrome` are stretches that the reader knows to be page furniture (navigation, footers).
    `markup` are characters of `text` that are signs of a format, not of the notice (``**``).
    `fields` are label and value pairs that the format itself declares (``<meta name=…>``).
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
