"""(stub) Web pages: paragraphs and cells in reading order."""

from __future__ import annotations

from planparse.readers.decoding import decode
from planparse.readers.raw import Raw, checked_length
from planparse.source import Source

SUFFIXES = (".htm", ".html", ".xhtml")


def claims(raw: Raw) -> int:
    return 3 if raw.suffix in SUFFIXES else 0


def read(raw: Raw) -> Source:
    from selectolax.lexbor import LexborHTMLParser

    text, encoding = decode(raw.data, raw.shown)
    tree = LexborHTMLParser(text)
    tree.strip_tags(["script", "style", "noscript", "head"])
    for tag in ("p", "td", "th", "div", "br", "li", "tr", "h1", "h2", "h3"):
        for node in tree.css(tag):
            node.insert_after("\n")
    out = "\n".join(x.strip() for x in tree.root.text().split("\n") if x.strip())
    return Source(name=raw.name, media_type="text/html", encoding=encoding, reader="html",
                  sha256=raw.sha256(), text=checked_length(out, raw))
