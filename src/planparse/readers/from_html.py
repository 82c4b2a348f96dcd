"""Web pages: paragraphs and cells in reading order, with their type, tables and page furniture."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from planparse.patterns import compiled
from planparse.readers.decoding import decode
from planparse.readers.raw import Raw, checked_length
from planparse.source import Source, StyleRun
from planparse.span import Span

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

    from planparse.readers.html_text import Page

SUFFIXES = (".htm", ".html", ".xhtml")

_KNOWN = (
    r"p|div|span|table|tbody|tr|td|th|h[1-6]|b|i|u|em|strong|font|br|hr|center|ul|ol|li|dl|dt|dd|a|img|sub|sup|section"
    r"|article|main|header|footer|nav|pre|blockquote|form|select|option|script|style|meta|title|head|body|html"
)
_OPENS_PAGE = r"(?i)(?:<\?xml[^>]{0,200}>\s*)?(?:<!--(?s:(?!-->).){0,2000}+-->\s*+)*+<(?:!doctype\s+html|html|head|body|meta|title)\b"
_OPENS_ELEMENT = rf"(?i)<(?:{_KNOWN})\b[^>]*>"
_TAG = rf"(?i)</?(?:{_KNOWN})\b"
_CLOSING = r"(?i)</(?:p|div|span|table|tr|td|li|font|strong)>"
_CHARSET = (
    r"(?i)<meta\b[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w.:-]{3,20})"
    r"|<\?xml[^>]{0,100}encoding\s*=\s*[\"']([\w.:-]{3,20})"
)
_LOOSE_ROWS = r"(?i)\s*<(?:tbody|tr|td|th)\b"
_DECLARATION_ZONE = 4096  # browsers look for a charset in the first 1024 bytes; pages put it further down

# Declared by pages, and nothing about the notice.
_TECHNICAL = frozenset(
    "viewport renderer robots generator format-detection theme-color referrer progid originator"
    " applicable-device mobile-agent google csrf-token csrf-param handheldfriendly".split()
)


def claims(raw: Raw) -> int:
    """How sure this is a web page: by its first tag, else by its suffix and any tag."""
    head = raw.head()
    if compiled(_OPENS_PAGE).match(head):
        return 4
    opened = compiled(_OPENS_ELEMENT).match(head) is not None
    if raw.suffix in SUFFIXES:
        return 3 if opened or compiled(_TAG).search(head) else 0
    closed = 0 if "</" not in head else len(compiled(_CLOSING).findall(head))
    return 2 if closed >= (1 if opened else 5) else 0


def read(raw: Raw) -> Source:
    """The source of a web page. Raises what `read_html` raises."""
    return read_html(raw)


def read_html(raw: Raw, charset: str = "") -> Source:
    """The source of a web page. `charset` is what was declared outside it, which comes before its own word.

    Raises `UnreadableError` where nothing can be decoded or nothing is said, `LimitError` where the
    page would take too much to parse.
    """
    from planparse.readers import html_guard
    from planparse.readers.chrome import find_chrome
    from planparse.readers.html_style import Sheet
    from planparse.readers.html_tables import all_cells
    from planparse.readers.html_text import read_page

    html, encoding = decode(raw.data, raw.shown, charset or _declared_charset(raw.data))
    html_guard.check(html, raw.shown, raw.limits)
    tree = _parse(html)
    fields = tuple(_fields(tree))
    page = read_page(tree.root, Sheet(node.text() for node in tree.css("style")))
    text = checked_length(page.text, raw)
    return Source(
        name=raw.name,
        media_type="text/html",
        encoding=encoding,
        reader="html",
        sha256=raw.sha256(),
        text=text,
        styles=tuple(_styles(page)),
        cells=all_cells(page.grids, text),
        chrome=find_chrome(page, fields),
        fields=fields,
    )


def _declared_charset(data: bytes) -> str:
    match = compiled(_CHARSET).search(data[:_DECLARATION_ZONE].decode("latin-1"))
    return match.group(1) or match.group(2) if match else ""


def _parse(html: str) -> LexborHTMLParser:
    from selectolax.lexbor import LexborHTMLParser

    if compiled(_LOOSE_ROWS).match(html):  # copied out of a table: a parser drops rows without one
        html = f"<table>{html}"
    return LexborHTMLParser(html)


def _styles(page: Page) -> Iterator[StyleRun]:
    """The stretches set apart by type, those of blanks alone left out."""
    for start, end, look in page.styled:
        if page.text[start:end].strip():
            yield StyleRun(span=Span(start, end), bold=look.bold, heiti=look.heiti, underline=look.underline)


def _fields(tree: LexborHTMLParser) -> Iterator[tuple[str, str]]:
    """The title of the page and what its ``<meta name=…>`` declare, in order, each pair once."""
    seen = set()
    title = tree.css_first("title")
    pairs = [("title", title.text())] if title is not None else []
    for node in tree.css("meta"):
        attributes = node.attributes
        pairs.append((attributes.get("name") or "", attributes.get("content") or ""))
    for name, value in pairs:
        pair = name.strip(), " ".join(value.split())
        if all(pair) and pair not in seen and not _is_technical(pair[0].lower()):
            seen.add(pair)
            yield pair


def _is_technical(name: str) -> bool:
    return name in _TECHNICAL or name.startswith(("apple-", "msapplication", "baidu", "360-", "x-", "screen-", "full-"))
