"""Markdown: the decoded file unchanged, with its signs told apart from its words."""

from __future__ import annotations

from planparse.readers.decoding import decode
from planparse.readers.raw import Raw, checked_length
from planparse.source import Source

SUFFIXES = (".md", ".markdown")


def claims(raw: Raw) -> int:
    """How sure this is Markdown: its suffix says so, and nothing else can."""
    return 3 if raw.suffix in SUFFIXES else 0


def read(raw: Raw) -> Source:
    """The source of a Markdown file."""
    from planparse.readers.markdown_signs import find_signs

    text, encoding = decode(raw.data, raw.shown)
    checked_length(text, raw)
    signs = find_signs(text)
    return Source(
        name=raw.name,
        media_type="text/markdown",
        encoding=encoding,
        reader="markdown",
        sha256=raw.sha256(),
        text=text,
        styles=signs.styles,
        cells=signs.cells,
        markup=signs.markup,
    )
