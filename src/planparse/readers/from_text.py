"""Plain text: the decoded file itself, unchanged."""

from __future__ import annotations

from planparse.readers.decoding import decode
from planparse.readers.raw import Raw, checked_length
from planparse.source import Source

SUFFIXES = (".txt",)


def claims(raw: Raw) -> int:  # noqa: ARG001 - every reader is asked in the same way
    """How sure this is plain text: it is what remains."""
    return 1


def read(raw: Raw) -> Source:
    """The source of a text file; `text` is the file decoded, newlines and all."""
    text, encoding = decode(raw.data, raw.shown)
    return Source(
        name=raw.name,
        media_type="text/plain",
        encoding=encoding,
        reader="text",
        sha256=raw.sha256(),
        text=checked_length(text, raw),
    )
