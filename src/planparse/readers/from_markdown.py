"""Markdown: the decoded file unchanged, with its signs told apart from its words."""

from __future__ import annotations

import re

from planparse.readers.decoding import decode
from planparse.readers.raw import Raw, checked_length
from planparse.source import Source

SUFFIXES = (".md", ".markdown")


# A heading with its signs, or a line set in bold from its beginning: two of them in a text without
# another suffix than that of plain text are no chance. Lines that begin with a single # may be a list.
_SIGNED = rb"(?m)^(?:#{1,6} +[^\s#]|\*\*[^*\s][^*\n]{1,200}\*\*)"
_FEWEST = 2


def claims(raw: Raw) -> int:
    """How sure this is Markdown: its suffix says so, or lines of a text that begin with its signs."""
    if raw.suffix in SUFFIXES:
        return 3
    found = re.findall(_SIGNED, raw.data) if raw.suffix in ("", ".txt") else []
    return 2 if len(found) >= _FEWEST and any(line[:2] != b"# " for line in found) else 0


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
