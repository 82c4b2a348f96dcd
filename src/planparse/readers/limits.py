"""What a reader takes on at most. Every bound is finite by default and can be set by the caller."""

from __future__ import annotations

from typing import NoReturn

from msgspec import Struct

from planparse.errors import LimitError

_MB = 1024 * 1024


class Limits(Struct, frozen=True, kw_only=True):
    """The bounds: `bytes` of the file, `characters` of its text, `elements` of its markup, how deep
    these may nest, `pages` where the format has them, and `parts` of a web archive (its pictures).

    Bytes alone do not do: a short file can ask a parser for millions of elements, and the time a
    parser takes grows with elements × depth. Browsers stop at a depth of 512.

    >>> Limits().bytes == 50 * 1024 * 1024
    True
    """

    bytes: int = 50 * _MB
    characters: int = 5_000_000
    elements: int = 2_000_000
    depth: int = 512
    pages: int = 2_000
    parts: int = 5_000


def too_big(shown: str, limits: Limits) -> NoReturn:
    """The file has too many bytes."""
    size = f"{limits.bytes / _MB:.3g} MB"
    raise LimitError(
        f"{shown}: larger than {size}, the limit for one notice; split the file, or raise Limits.bytes",
        f"{shown}：超过单个文件 {size} 的上限；请拆分文件，或调高 Limits.bytes",
    )


def too_long(shown: str, limits: Limits) -> NoReturn:
    """The text has too many characters."""
    raise LimitError(
        f"{shown}: more than {limits.characters:,} characters of text; split the file, or raise Limits.characters",
        f"{shown}：正文超过 {limits.characters:,} 字的上限；请拆分文件，或调高 Limits.characters",
    )


def too_many(shown: str, limits: Limits, kind: str = "HTML") -> NoReturn:
    """The markup has too many elements."""
    raise LimitError(
        f"{shown}: more than {limits.elements:,} {kind} elements; save the notice as plain text, or raise Limits.elements",
        f"{shown}：{kind} 元素超过 {limits.elements:,} 个；请另存为纯文本，或调高 Limits.elements",
    )


def too_deep(shown: str, limits: Limits, kind: str = "HTML") -> NoReturn:
    """The markup is nested too deep."""
    raise LimitError(
        f"{shown}: {kind} elements nested deeper than {limits.depth}; save the notice as plain text, or raise Limits.depth",
        f"{shown}：{kind} 元素嵌套超过 {limits.depth} 层；请另存为纯文本，或调高 Limits.depth",
    )


def too_tangled(shown: str) -> NoReturn:
    """The markup has too many attributes or options in one place, or too much of it lies too deep."""
    raise LimitError(
        f"{shown}: HTML that would take minutes to parse; save the notice as plain text and try again",
        f"{shown}：HTML 结构异常，解析耗时过长；请另存为纯文本后再试",
    )
