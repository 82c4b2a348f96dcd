"""Files inserted whole into a Word document (``w:altChunk``): Word takes their text in when it opens it.

Programs that put documents together write them, and until Word saves the file the text is nowhere
else. What is a web page, a saved page, plain text or another Word document is read by its reader.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NoReturn

from planparse.errors import LimitError, UnreadableError

if TYPE_CHECKING:
    from collections.abc import Callable

    from planparse.readers.docx_package import WordParts
    from planparse.readers.limits import Limits
    from planparse.readers.raw import Raw, Tracked
    from planparse.source import Source

_MOST = 20  # a program that merges records may insert one a record; each may be as long as a document


class Chunks:
    """The files inserted into one document. `read_word` reads one that is a Word document itself."""

    def __init__(self, parts: WordParts, limits: Limits, tracked: Tracked, read_word: Callable[[bytes], Source] | None) -> None:
        self._parts, self._limits, self._tracked = parts, limits, tracked
        self._read_word = read_word
        self._count = self._bytes = 0

    def read(self, relation: str) -> tuple[str, Source]:
        """The part that the relation of that id names, and what it says.

        Raises `UnreadableError` where it cannot be read, so that no text is lost without a word, and
        `LimitError` where there are too many or they are too large.
        """
        name = self._parts.by_id(relation)
        data = self._parts.bytes(name) if name else b""
        self._count += 1
        self._bytes += len(data)
        if self._count > _MOST or self._bytes > self._limits.bytes:
            self._too_many()
        try:
            return name, self._source(data, name)
        except UnreadableError:
            self._unreadable(name or relation)

    def _source(self, data: bytes, name: str) -> Source:
        from planparse.readers import from_html, from_mhtml, from_text
        from planparse.readers.raw import Raw

        shown = self._parts.shown
        if data.startswith(b"PK\x03\x04") and self._read_word is not None:
            return self._read_word(data)
        suffix = os.path.splitext(name)[1].lower()
        raw = Raw(data=data, name=name, shown=shown, suffix=suffix, limits=self._limits, tracked=self._tracked)
        if from_mhtml.claims(raw):
            return from_mhtml.read(raw)
        if from_html.claims(raw):
            return from_html.read(raw)
        if suffix != ".txt":
            self._unreadable(name)
        return from_text.read(_plain(raw))

    def _unreadable(self, name: str) -> NoReturn:
        shown = self._parts.shown
        raise UnreadableError(
            f"{shown}: a file inserted into it ({name}) cannot be read; open it in Word, save it anew and read that",
            f"{shown}：其中插入的文件（{name}）无法读取；请用 Word 打开并重新保存后再读取",
        ) from None

    def _too_many(self) -> NoReturn:
        shown = self._parts.shown
        raise LimitError(
            f"{shown}: more than {_MOST} files inserted into it, or too large ones; open it in Word and save it anew",
            f"{shown}：其中插入的文件超过 {_MOST} 个或过大；请用 Word 打开并重新保存",
        )


def _plain(raw: Raw) -> Raw:
    """Lines parted as those of a document are."""
    from msgspec.structs import replace

    return replace(raw, data=raw.data.replace(b"\r\n", b"\n"))
