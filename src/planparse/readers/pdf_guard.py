"""What a PDF is refused for: it is cut off, unpacks to too much, or holds pictures of text."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NoReturn

from planparse.errors import LimitError, UnreadableError

if TYPE_CHECKING:
    from planparse.readers.pdf_page import Page

_UNPACKED = 200 * 1024 * 1024  # bytes; pictures, which nobody unpacks, not counted
_PIECE = 1024 * 1024
_FEW = 20  # characters on a scanned page: a stamp of the scanning program, a page number
_STREAM = re.compile(rb"stream\r?\n(?=x)")  # a stream that is deflated begins with 0x78
_LOST = 0.3  # share of characters without a meaning from which a text is no text


def check(data: bytes, shown: str) -> None:
    """Raises `UnreadableError` for a file that is cut off, `LimitError` for one that is a bomb."""
    end = data.rfind(b"%%EOF")
    if end < 0 or b" obj" in data[end:]:  # a file made for the web has an end mark near its beginning too
        damaged(shown)
    total = 0
    for size in _unpacked(data):
        total += size
        if total > _UNPACKED:
            raise LimitError(
                f"{shown}: a PDF that unpacks to more than {_UNPACKED // _PIECE} MB; print it to a new PDF and try again",
                f"{shown}：PDF 解压后超过 {_UNPACKED // _PIECE} MB 的上限；请重新打印为 PDF 后再试",
            )


def _unpacked(data: bytes) -> Iterator[int]:
    """The sizes of what the deflated streams hold, piece by piece."""
    for match in _STREAM.finditer(data):
        head = data[max(0, match.start() - 400) : match.start()]
        if b"/Image" in head[head.rfind(b" obj") + 1 :]:
            continue
        decoder = zlib.decompressobj()
        at = match.end()
        try:
            while not decoder.eof and (decoder.unconsumed_tail or at < len(data)):
                piece = decoder.unconsumed_tail or data[at : (at := at + 65_536)]
                yield len(decoder.decompress(piece, _PIECE))
        except zlib.error:
            continue


def check_text(pages: Sequence[Page], shown: str) -> None:
    """Raises `UnreadableError` where the pages are pictures, or what they say cannot be known."""
    counts = [len(page.glyphs) for page in pages]
    scanned = [page.pictures > 0.4 and n <= _FEW for page, n in zip(pages, counts, strict=True)]
    if sum(scanned) > len(pages) / 2 or (not any(counts) and any(page.pictures for page in pages)):
        raise UnreadableError(
            f"{shown}: a scanned PDF, pictures without text; run OCR on it and read the text that gives",
            f"{shown}：是扫描件，只有图像没有文字；请先做文字识别（OCR），再读取识别后的文本",
        )
    lost = sum(glyph.char == "\ufffd" for page in pages for glyph in page.glyphs)
    if lost > max(_FEW, _LOST * sum(counts)):
        raise UnreadableError(
            f"{shown}: the fonts of this PDF do not say which characters they show; run OCR on it and read the text that gives",
            f"{shown}：PDF 的字体没有文字编码，无法还原文字；请先做文字识别（OCR），再读取识别后的文本",
        )


def damaged(shown: str, page: int = 0) -> NoReturn:
    """The file is not whole."""
    where, ort = (f" (page {page})", f"（第 {page} 页）") if page else ("", "")
    raise UnreadableError(
        f"{shown}: a damaged or incomplete PDF{where}; was the download complete? Fetch it again",
        f"{shown}：PDF 已损坏或不完整{ort}；请检查下载是否完整，重新获取",
    )
