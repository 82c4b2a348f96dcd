"""What a PDF writes for a character → the character; which characters stand apart on a line."""

from __future__ import annotations

import unicodedata

# Radicals (U+2E80–2EFF) that stand for a character of their own but have no decomposition: fonts
# that share a glyph between the two give back the radical.
_PAIRS = "⺇几⺎兀⺒巳⺓幺⺝月⺠民⺪疋⺫目⺬示⺮竹⺶羊⺼月⻁虎⻄西⻅见⻆角⻉贝⻋车⻓长⻔门⻘青⻙韦⻚页⻛风⻜飞⻝食⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻬齐⻮齿⻰龙"
_RADICALS = dict(zip(_PAIRS[::2], _PAIRS[1::2], strict=True))
_FOLDED = (
    (0x2E80, 0x2FDF),
    (0xF900, 0xFAFF),
    (0xFB00, 0xFB06),
    (0xFE10, 0xFE19),
    (0xFE30, 0xFE44),
    (0x2F800, 0x2FA1F),
)
_HYPHENS = "\xad\u2010\u2011"
_GLUE = "\x02\ufffe"  # what the library writes for a hyphen that ends a line
BLANKS = " \t\xa0\u3000\u2002\u2003\u2009\u200b\ufeff"


def folded(code: int) -> str:
    """The ordinary character for the code of a glyph; U+FFFD for a glyph without meaning.

    >>> "".join(folded(ord(c)) for c in "⼀⽂⻓⻋車︵ﬁ")
    '一文长车車(fi'
    """
    char = chr(code)
    if code < 0x2000:
        return "-" if char in _HYPHENS else "\ufffd" if code < 0x20 and char not in "\t\x02" else char
    if char in _HYPHENS:
        return "-"
    if code < 0x2E80 or 0x2FE0 <= code < 0xD800:
        return char
    if 0xD800 <= code < 0xF900 or (code >= 0xF0000):  # surrogates, private use
        return "\ufffd"
    if any(low <= code <= high for low, high in _FOLDED):
        return _RADICALS.get(char) or unicodedata.normalize("NFKC", char)
    return char


def is_glue(char: str) -> bool:
    """Is this a hyphen that only parts a word at the end of a line?"""
    return char in _GLUE


def is_latin(char: str) -> bool:
    """Does `char` belong to words and figures that blanks part?"""
    return char.isascii() and (char.isalnum() or char in "%$&+@/") or "\xc0" <= char <= "\u024f"


def may_not_begin(char: str) -> bool:
    """May a line not begin with `char`?"""
    return char in "，。、；：？！）〕】》〉」』”’…—％,.;:?!)]}%"


def may_not_end(char: str) -> bool:
    """May a line not end with `char`?"""
    return char in "（〔【《〈「『“‘([{"
