"""PDF: lines in reading order, joined into paragraphs by where they stand on the page."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Any, NoReturn

from planparse.errors import LimitError, UnreadableError
from planparse.readers.raw import Raw, checked_length
from planparse.source import Source

SUFFIXES = (".pdf",)

_SIGN = b"%PDF-"
_PASSWORD = 4  # FPDF_ERR_PASSWORD
_LOCK = Lock()  # the library is not safe to call from two threads


def claims(raw: Raw) -> int:
    """How sure this is a PDF: by its sign, before which a server may have left a header."""
    at = raw.data.find(_SIGN, 0, 1024)
    if at < 0:
        return 0
    return 6 if not raw.data[:at].strip(b" \t\r\n\x00\xef\xbb\xbf") else 3 if raw.suffix in SUFFIXES else 0


def read(raw: Raw) -> Source:
    """The source of a PDF.

    Raises `UnreadableError` where the file is damaged, locked or a scan, or the library is missing;
    `LimitError` where it has too many pages or would unpack to too much.
    """
    from planparse.readers import pdf_guard
    from planparse.readers.pdf_document import compose
    from planparse.readers.pdf_page import Extract

    pdfium, library = _library(raw)
    pdf_guard.check(raw.data, raw.shown)
    with _LOCK, _opened(pdfium, raw) as document:
        count = len(document)
        if count > raw.limits.pages:
            _too_many_pages(raw, count)
        if not count:
            pdf_guard.damaged(raw.shown)
        extract = Extract(library, raw.shown, raw.limits)
        pages = [extract.page(_page(document, number, raw), number + 1) for number in range(count)]
    pdf_guard.check_text(pages, raw.shown)
    source = compose(pages, raw)
    checked_length(source.text, raw)
    return source


def _library(raw: Raw) -> tuple[Any, Any]:
    try:
        import pypdfium2
        import pypdfium2.raw
    except ImportError:
        raise UnreadableError(
            f"{raw.shown}: reading PDF needs one more package: pip install 'planparse[pdf]'",
            f"{raw.shown}：读取 PDF 需要另装组件：pip install 'planparse[pdf]'",
        ) from None
    return pypdfium2, pypdfium2.raw


@contextmanager
def _opened(pdfium: Any, raw: Raw) -> Iterator[Any]:
    from planparse.readers import pdf_guard

    try:
        document = pdfium.PdfDocument(raw.data)
    except pdfium.PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD or "password" in str(error).lower():
            raise UnreadableError(
                f"{raw.shown}: this PDF is locked by a password; save a copy without it and try again",
                f"{raw.shown}：PDF 已加密，需要口令；请另存为不加密的副本后再试",
            ) from None
        pdf_guard.damaged(raw.shown)
    try:
        yield document
    finally:
        document.close()


def _page(document: Any, number: int, raw: Raw) -> Any:
    from planparse.readers import pdf_guard

    try:
        return document[number]
    except Exception as error:  # the library's own error class is known only inside `_library`
        if type(error).__name__ != "PdfiumError":
            raise
        pdf_guard.damaged(raw.shown, number + 1)


def _too_many_pages(raw: Raw, count: int) -> NoReturn:
    limit = raw.limits.pages
    raise LimitError(
        f"{raw.shown}: {count:,} pages, more than {limit:,}, the limit for one notice; split the file, or raise Limits.pages",
        f"{raw.shown}：共 {count:,} 页，超过单个文件 {limit:,} 页的上限；请拆分文件，或调高 Limits.pages",
    )
