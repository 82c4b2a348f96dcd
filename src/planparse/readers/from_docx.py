"""Word documents (DOCX), by our own reader: numbering, type and tables as they are on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planparse.errors import UnreadableError

if TYPE_CHECKING:
    from planparse.readers.limits import Limits
    from planparse.readers.raw import Raw, Tracked
    from planparse.readers.sheet import Sheet
    from planparse.readers.zipsafe import ZipLimits
    from planparse.source import Source

SUFFIXES = (".docx", ".docm", ".dotx")
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def claims(raw: Raw) -> int:
    """Sure of a zip file with Word's folder in it."""
    return 6 if raw.data.startswith(b"PK\x03\x04") and b"word/" in raw.data else 0


def read(raw: Raw) -> Source:
    """The source of one Word document. Raises what `read_docx` raises."""
    return read_docx(raw.data, raw.name, raw.limits, shown=raw.shown, tracked=raw.tracked)


def read_docx(
    data: bytes,
    name: str,
    limits: Limits | None = None,
    *,
    shown: str = "",
    tracked: Tracked = "final",
    zip_limits: ZipLimits | None = None,
    inserted: bool = False,
) -> Source:
    """The text of a Word document: paragraphs and cells, each on a line, automatic numbers included.

    `shown` is what messages call the file, `name` unless given. Tracked changes are taken as accepted
    (``"final"``) or rejected (``"original"``); either way ``Source.revisions`` has them. Headers,
    footers, comments and hidden text are left out, notes stand at the end, text boxes before the
    paragraph they hang on; a table of contents is chrome and marked as no part of the notice.

    A file inserted whole is read where it stands, but none inserted into an `inserted` one.

    Raises `UnreadableError` where the file is damaged, encrypted or no Word document, `LimitError`
    where it is larger than the limits.
    """
    import hashlib
    from functools import partial

    from msgspec.structs import replace

    from planparse.readers.docx_body import Body
    from planparse.readers.docx_chunks import Chunks
    from planparse.readers.docx_numbering import Numbering
    from planparse.readers.docx_package import PREFIXES, WordParts
    from planparse.readers.docx_styles import Styles
    from planparse.readers.limits import Limits
    from planparse.readers.sheet import Sheet
    from planparse.readers.xmlsafe import Walker
    from planparse.readers.zipsafe import Package

    shown, limits = shown or name, limits or Limits()
    read_word = partial(
        read_docx, name=name, limits=limits, shown=shown, tracked=tracked, zip_limits=zip_limits, inserted=True
    )
    parts = WordParts(Package(data, shown, "DOCX", zip_limits), limits)
    styles = Styles(parts)
    sheet = Sheet(shown, limits)
    body = Body(
        sheet,
        Walker(shown, limits, PREFIXES),
        styles,
        Numbering(parts, styles),
        Chunks(parts, limits, tracked, None if inserted else read_word),
        original=tracked == "original",
    )
    body.read(parts.bytes(parts.document), parts.document)
    for kind in ("footnote", "endnote"):
        part = parts.name(f"{kind}s")
        if part and body.notes[kind]:
            body.read(parts.bytes(part), part)
    _check_text(sheet)
    source = sheet.source(
        name=name, media_type=MEDIA_TYPE, reader="docx", sha256=hashlib.sha256(data).hexdigest()
    )
    return replace(source, markup=source.chrome)  # a table of contents says nothing of its own


def _check_text(sheet: Sheet) -> None:
    if not any(line.strip(" \t\n\u3000\xa0") for line in sheet.lines):
        raise UnreadableError(
            f"{sheet.shown}: no text in this document; if its pages are pictures, run them through OCR first",
            f"{sheet.shown}：文档中没有文字；如各页为图片，请先做文字识别（OCR）",
        )
