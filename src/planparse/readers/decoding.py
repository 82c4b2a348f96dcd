"""Bytes → text: byte order mark, declared charset, strict UTF-8, GB18030; and which of them it was.

No guessing by statistics: those who guess take Chinese notices for Big5. GB2312 and GBK are subsets of
GB18030, and files that name them use characters of the larger set, so the largest is always used.
"""

from __future__ import annotations

import codecs
from typing import NamedTuple

from planparse.errors import UnreadableError
from planparse.patterns import compiled

# Longest first: the mark of UTF-32 begins with that of UTF-16. Each codec drops its mark itself.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

# Charsets that a page may declare and that are believed where the bytes bear it out. Latin ones are
# left out: they decode anything, so that declaring them says nothing.
_DECLARED = {
    "gb2312": "gb18030", "gb_2312-80": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030", "cp936": "gb18030",
    "gb18030": "gb18030", "euc-cn": "gb18030",
    "big5": "big5hkscs", "big5-hkscs": "big5hkscs", "x-x-big5": "big5hkscs",
}  # fmt: skip

_FEW = 8  # so many bytes beyond ASCII may be valid UTF-8 by chance: there the declared charset is believed
_SHORT = 64  # up to so many, what comes out is looked at
_ASCII = bytes(range(128))
_CONTROL = r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]"
_PRIVATE = "[\ue000-\uf8ff\U000f0000-\U0010ffff]"
_HAN = "[\u3001-\u3002\u4e00-\u9fff\uff01-\uff5e]"


class Decoded(NamedTuple):
    """The text of a file, its byte order mark left out, and the Python name of its encoding."""

    text: str
    encoding: str


def decode(data: bytes, shown: str, declared: str = "") -> Decoded:
    """The text of `data`. `declared` is the charset that the file itself names.

    Raises `UnreadableError` where no encoding fits or what comes out is no text.

    >>> decode("通知".encode("gb18030"), "a.txt")
    Decoded(text='通知', encoding='gb18030')
    >>> decode(b"\\xef\\xbb\\xbfabc", "a.txt")
    Decoded(text='abc', encoding='utf-8-sig')
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _printable(_strict(data, encoding, shown), encoding, shown)
    named = _DECLARED.get(declared.strip().lower(), "")
    if named and len(data.translate(None, _ASCII)) < _FEW:
        text = _attempt(data, named)
        if text is not None:
            return _printable(text, named, shown)
    # Valid UTF-8 is UTF-8, whatever is declared: Chinese text in another encoding breaks its rules
    # within a line.
    text = _attempt(data, "utf-8")
    if text is not None and not _by_chance(data, text):
        return _printable(text, "utf-8", shown)
    return _other(data, shown, named)


def _by_chance(data: bytes, text: str) -> bool:
    """Is this a word or two of GB18030 that happens to be valid UTF-8? 通知 is, and comes out as ``֪ͨ``."""
    if text.isascii() or len(data.translate(None, _ASCII)) > _SHORT or compiled(_HAN).search(text):
        return False
    other = _attempt(data, "gb18030") or ""
    beyond = [char for char in other if not char.isascii()]
    return bool(beyond) and len(compiled(_HAN).findall(other)) == len(beyond)


def _other(data: bytes, shown: str, named: str) -> Decoded:
    """What is not valid UTF-8: the declared charset, GB18030, or nothing that can be read."""
    # UTF-8 but for a cut or a damaged place may happen to decode as GB18030, to nonsense.
    lenient = data.decode("utf-8", "replace")
    if len(compiled(_HAN).findall(lenient)) > 10 * lenient.count("\ufffd"):
        return _printable(_strict(data, "utf-8", shown), "utf-8", shown)
    for encoding in dict.fromkeys((named or "gb18030", "gb18030")):
        text = _attempt(data, encoding)
        if text is not None and _plausible(text):
            return _printable(text.removeprefix("\ufeff"), encoding, shown)
    raise UnreadableError(
        f"{shown}: neither UTF-8 nor GB18030: another encoding, or no text; open it and save it as UTF-8",
        f"{shown}：既非 UTF-8 也非 GB18030，可能采用其他编码或不是文本；请打开后另存为 UTF-8",
    )


def _attempt(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _strict(data: bytes, encoding: str, shown: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        name = encoding.removesuffix("-sig").upper()
        raise UnreadableError(
            f"{shown}: damaged {name} at byte {error.start:,}; fetch the file again, or open it and save it as UTF-8",
            f"{shown}：第 {error.start:,} 字节处的 {name} 编码已损坏；请重新获取文件，或打开后另存为 UTF-8",
        ) from None


def _plausible(text: str) -> bool:
    """Is this what its writer saw? Text in another encoding comes out full of private-use characters."""
    private = len(compiled(_PRIVATE).findall(text))
    return private <= 2 or private * 100 < len(text)


def _printable(text: str, encoding: str, shown: str) -> Decoded:
    """`text`, if it is text: no NUL, and hardly any other control character."""
    controls = compiled(_CONTROL).findall(text)
    if controls and ("\0" in controls or len(controls) * 100 > len(text)):
        raise UnreadableError(
            f"{shown}: a binary file, not text; save the notice as .txt (UTF-8) or .html",
            f"{shown}：是二进制文件而非文本；请将通知另存为 .txt（UTF-8）或 .html",
        )
    return Decoded(text, encoding)
