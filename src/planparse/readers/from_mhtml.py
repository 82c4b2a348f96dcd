"""Web pages saved as one file (MHTML, RFC 2557): the page is taken out and read as HTML.

The archive is split here, by its boundary lines, and not by a mail parser, which takes time in the
square of the nesting; heads of parts and their encodings are the standard library's. Pictures, frames
and style files stay where they are; nothing is fetched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple, NoReturn

from planparse.errors import LimitError, UnreadableError
from planparse.patterns import compiled

if TYPE_CHECKING:
    from email.message import Message

    from planparse.readers.raw import Raw
    from planparse.source import Source

SUFFIXES = (".mht", ".mhtml")
MEDIA_TYPE = "multipart/related"

_PAGES = ("text/html", "application/xhtml+xml")
_MAX_HEAD = 16_384  # bytes of the lines before a part; browsers write some three hundred
_MAX_LINE = 1_000  # characters of one head line that we read: the library takes their square
_MAX_DEPTH = 4  # multiparts within each other; mail programs write two

_HEAD_LINE = r"[A-Za-z][A-Za-z0-9-]{1,60}:"
_MIME = r"(?im)^MIME-Version[ \t]*:"
_CONTENT = r"(?im)^Content-Type[ \t]*:\s*(?:multipart/(?:related|mixed|alternative)|text/html)\b"


class _Part(NamedTuple):
    head: Message
    body: bytes
    closed: bool  # a boundary follows, so that nothing of it is missing


def claims(raw: Raw) -> int:
    """Sure of the head of a MIME message that holds a page, whatever the suffix."""
    head = raw.head()[:_MAX_HEAD]
    if not compiled(_HEAD_LINE).match(head):
        return 0
    end = compiled(r"\r?\n\r?\n").search(head)
    lines = head[: end.start()] if end else head
    return 6 if compiled(_MIME).search(lines) and compiled(_CONTENT).search(lines) else 0


def read(raw: Raw) -> Source:
    """The source of the page that a web archive holds: the part that it names as its start, or the first.

    Raises `UnreadableError` where there is no page in it or the page breaks off, `LimitError` where
    there are too many parts, and what the HTML reader raises.
    """
    from msgspec.structs import replace

    from planparse.readers.from_html import read_html

    data = raw.data.removeprefix(b"\xef\xbb\xbf").lstrip(b" \t\r\n\f")
    page = _Archive(raw).page(_part(data, closed=False), 0)
    if page is None:
        _no_page(raw.shown)
    if not page.closed:
        _broken_off(raw.shown)
    html = page.head.get_payload(decode=True)
    inner = replace(raw, data=html if isinstance(html, bytes) else b"")
    source = read_html(inner, _parameter(page.head, "charset"))
    return replace(source, media_type=MEDIA_TYPE, reader="mhtml", sha256=raw.sha256())


class _Archive:
    """Looks for the page, and counts the parts it meets on the way."""

    def __init__(self, raw: Raw) -> None:
        self._raw = raw
        self._count = 0

    def page(self, part: _Part, depth: int) -> _Part | None:
        """The page in a part: itself, or the start of what it is made of, or the first that has one."""
        kind = part.head.get_content_type() if _line(part.head, "Content-Type") else ""
        if kind in _PAGES:
            part.head.set_payload(part.body.decode("ascii", "surrogateescape"))
            return part if depth else part._replace(closed=True)  # without boundaries nothing says that it ends
        boundary = _parameter(part.head, "boundary")
        if not kind.startswith("multipart/") or not boundary or depth >= _MAX_DEPTH:
            return None
        parts = list(self._parts(part, boundary.encode("ascii", "replace")))
        start = _parameter(part.head, "start").strip(" <>")
        named = [p for p in parts if start and _line(p.head, "Content-ID").strip(" <>") == start]
        return next((page for p in (*named, *parts) if (page := self.page(p, depth + 1))), None)

    def _parts(self, whole: _Part, boundary: bytes) -> Iterator[_Part]:
        """The parts between the boundary lines, in order."""
        line = re.compile(rb"(?:\A|\r?\n|\r)--" + re.escape(boundary) + rb"(--)?[ \t]*(?=[\r\n]|\Z)")
        start = -1
        for match in line.finditer(whole.body):
            if start >= 0:
                yield _part(whole.body[start : match.start()], closed=True)
            if match[1]:
                return
            start = match.end()
            self._count += 1
            if self._count > self._raw.limits.parts:
                _too_many(self._raw)
        if start >= 0:
            yield _part(whole.body[start:], closed=whole.closed)


def _part(data: bytes, *, closed: bool) -> _Part:
    """One part, its head parsed and its body as it stands."""
    from email.parser import BytesHeaderParser

    data = re.sub(rb"\A[ \t]*(?:\r\n|\r|\n)", b"", data, count=1)
    end = re.search(rb"\A(?:\r\n|\r|\n)|\r?\n\r?\n|\r\r", data[:_MAX_HEAD])
    lines, body = (data[: end.start()], data[end.end() :]) if end else (data[:_MAX_HEAD], b"")
    return _Part(BytesHeaderParser().parsebytes(lines), body, closed)


def _line(head: Message, name: str) -> str:
    value = str(head.get(name, ""))
    return value if len(value) <= _MAX_LINE else ""


def _parameter(head: Message, name: str) -> str:
    """A parameter of the content type, or nothing."""
    from email.utils import collapse_rfc2231_value

    if not _line(head, "Content-Type"):
        return ""
    value = head.get_param(name)
    return collapse_rfc2231_value(value).strip() if value else ""


def _no_page(shown: str) -> NoReturn:
    raise UnreadableError(
        f"{shown}: a web archive (MHTML) without a page in it; open the page in a browser and save it as .html",
        f"{shown}：网页存档（MHTML）中没有网页；请在浏览器中打开原网页并另存为 .html",
    )


def _broken_off(shown: str) -> NoReturn:
    raise UnreadableError(
        f"{shown}: the web archive (MHTML) breaks off inside the page; was the download or the saving complete?",
        f"{shown}：网页存档（MHTML）中的网页不完整；请检查下载或保存是否完成",
    )


def _too_many(raw: Raw) -> NoReturn:
    most = raw.limits.parts
    raise LimitError(
        f"{raw.shown}: a web archive of more than {most:,} parts; save the page as .html, or raise Limits.parts",
        f"{raw.shown}：网页存档的部分超过 {most:,} 个；请将网页另存为 .html，或调高 Limits.parts",
    )
