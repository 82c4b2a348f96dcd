"""OFD, the fixed-layout format of Chinese offices (GB/T 33190-2016), set out as PDF pages are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planparse.errors import UnreadableError

if TYPE_CHECKING:
    from planparse.readers.limits import Limits
    from planparse.readers.pdf_page import Page
    from planparse.readers.raw import Raw
    from planparse.readers.zipsafe import ZipLimits
    from planparse.source import Source

SUFFIXES = (".ofd",)
MEDIA_TYPE = "application/ofd"


def claims(raw: Raw) -> int:
    """Sure of a zip file with an OFD's root in it."""
    return 7 if raw.data.startswith(b"PK\x03\x04") and b"OFD.xml" in raw.data else 0


def read(raw: Raw, zip_limits: ZipLimits | None = None) -> Source:
    """The source of one OFD file: lines in reading order, joined to paragraphs, tables by their rules.

    Raises `UnreadableError` where the file is damaged, encrypted or a scan, `LimitError` where it is
    larger than the limits.
    """
    from msgspec.structs import replace

    from planparse.readers.ofd_package import OfdParts
    from planparse.readers.ofd_page import OfdExtract
    from planparse.readers.pdf_document import compose
    from planparse.readers.zipsafe import Package

    parts = OfdParts(Package(raw.data, raw.shown, "OFD", zip_limits), raw.limits)
    extract = OfdExtract(raw.shown, raw.limits)
    pages = [extract.page(sheaf, number, parts.faces) for number, sheaf in enumerate(parts.pages(), 1)]
    _check_text(pages, raw.shown)
    return replace(compose(pages, raw), media_type=MEDIA_TYPE, reader="ofd")


def read_ofd(
    data: bytes, name: str, limits: Limits | None = None, *, zip_limits: ZipLimits | None = None
) -> Source:
    """As `read`, for bytes that have a name and nothing more."""
    from planparse.readers.limits import Limits
    from planparse.readers.raw import Raw

    return read(Raw(data=data, name=name, shown=name, suffix=".ofd", limits=limits or Limits()), zip_limits)


def _check_text(pages: list[Page], shown: str) -> None:
    if any(page.glyphs for page in pages):
        return
    if any(page.pictures for page in pages):
        raise UnreadableError(
            f"{shown}: a scan, pictures without text; run OCR on it and read the text that gives",
            f"{shown}：是扫描件，只有图像没有文字；请先做文字识别（OCR），再读取识别后的文本",
        )
    raise UnreadableError(
        f"{shown}: no text in this file; was the download or the export complete?",
        f"{shown}：文件中没有文字；请检查下载或导出是否完整",
    )
