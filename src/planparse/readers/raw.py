"""What every reader is given: the bytes of one notice and what is known of them from outside."""

from __future__ import annotations

import codecs
from typing import Literal

from msgspec import Struct

from planparse.errors import UnreadableError
from planparse.readers.limits import Limits, too_long

Tracked = Literal["final", "original"]  # tracked changes taken as accepted, or as rejected

_HEAD = 65_536

# What a file begins with → what it is called in English and Chinese. A row with a word in its third
# column holds only where that word stands further down.
_FOREIGN = (
    (b"%PDF-", b"", "a PDF file", "PDF 文件"),
    (b"PK\x03\x04", b"word/", "a Word document (DOCX)", "Word 文档（DOCX）"),
    (b"PK\x03\x04", b"OFD.xml", "an OFD file", "OFD 文件"),
    (b"PK\x03\x04", b"xl/", "an Excel workbook", "Excel 工作簿"),
    (b"PK\x03\x04", b"opendocument", "an OpenDocument file", "OpenDocument 文件"),
    (b"PK\x03\x04", b"", "a zip archive", "zip 压缩包"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"", "a Word or WPS document (DOC)", "Word 或 WPS 文档（DOC）"),
    (b"{\\rtf", b"", "a rich text document (RTF)", "RTF 文档"),
    (b"Rar!\x1a", b"", "a RAR archive", "RAR 压缩包"),
    (b"7z\xbc\xaf\x27\x1c", b"", "a 7z archive", "7z 压缩包"),
    (b"\x1f\x8b", b"", "a gzip archive", "gzip 压缩包"),
    (b"\x89PNG\r\n", b"", "an image", "图片"),
    (b"\xff\xd8\xff", b"", "an image", "图片"),
    (b"GIF8", b"", "an image", "图片"),
    (b"II*\x00", b"", "an image", "图片"),
    (b"<?xml", b"<w:wordDocument", "a Word document (XML)", "Word 文档（XML）"),
    (b"<?xml", b"<office:document", "an OpenDocument file", "OpenDocument 文件"),
)


class Raw(Struct, frozen=True, kw_only=True):
    """One notice as found.

    `name` goes into the source and is the same on every machine; `shown` is what the user called the
    file, for messages. `suffix` is in lower case, with its dot, or empty. `tracked` says which text of
    a document with tracked changes is asked for.
    """

    data: bytes
    name: str
    shown: str
    suffix: str
    limits: Limits
    tracked: Tracked = "final"

    def sha256(self) -> str:
        """The digest of the bytes, in hexadecimal."""
        import hashlib  # loads OpenSSL, which help texts do without

        return hashlib.sha256(self.data).hexdigest()

    def head(self) -> str:
        """The beginning of the file, good enough to look for ASCII signs of a format."""
        data = self.data[:_HEAD]
        if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return data.decode("utf-16", "replace").lstrip("\ufeff \t\r\n\f")
        return data.removeprefix(codecs.BOM_UTF8).decode("latin-1").lstrip(" \t\r\n\f")


def refuse_empty(raw: Raw) -> None:
    """Raises `UnreadableError` for a file with nothing in it but blanks."""
    if not raw.data.strip(b" \t\r\n\f\x00\xef\xbb\xbf"):
        raise UnreadableError(
            f"{raw.shown}: an empty file; was the download or the export complete?",
            f"{raw.shown}：空文件；请检查下载或导出是否完整",
        )


def refuse_foreign(raw: Raw) -> None:
    """Raises `UnreadableError` for a file of a known format that no reader takes."""
    start = raw.data[:64].removeprefix(codecs.BOM_UTF8).lstrip()
    for mark, inside, english, chinese in _FOREIGN:
        if start.startswith(mark) and inside in raw.data:
            raise UnreadableError(
                f"{raw.shown}: {english}, which cannot be read; save it as .txt or .html and try again",
                f"{raw.shown}：是 {chinese}，无法读取；请另存为 .txt 或 .html 后再试",
            )


def checked_length(text: str, raw: Raw) -> str:
    """`text`, if it has something to read and is not too long.

    Raises `LimitError` or `UnreadableError`.
    """
    if len(text) > raw.limits.characters:
        too_long(raw.shown, raw.limits)
    if not text.strip(" \t\r\n\f\v\u3000\xa0\ufeff"):
        raise UnreadableError(
            f"{raw.shown}: no text in this file; was the download or the export complete?",
            f"{raw.shown}：文件中没有文字；请检查下载或导出是否完整",
        )
    return text
