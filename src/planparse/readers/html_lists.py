"""The numbers that a browser prints before list items: part of what a page says, though not of its text."""

from __future__ import annotations

from planparse.numerals import to_chinese
from planparse.patterns import compiled

# What `list-style-type`, ``<ol type>`` and the classes of a common editor (UEditor) call the numbers
# that a browser prints before items. Others are printed as 1. or not at all.
_NUMBERS = {
    "decimal": "1.", "1": "1.", "num": "1.", "num1": "1)", "num2": "(1)", "cjk-ideographic": "一、",
    "simp-chinese-informal": "一、", "trad-chinese-informal": "一、", "cn": "一、", "cn1": "(一)", "cn2": "(一)",
}  # fmt: skip
_UNNUMBERED = frozenset(("none", "disc", "circle", "square", "dash", "dot"))
_OWN_NUMBER = r"[(（]?[\d一二三四五六七八九十]{1,3}[)）、.．是]|第[一二三四五六七八九十\d]|[①-⑳]"


def has_own_number(text: str) -> bool:
    """Does an item's text begin with a number already? Pages number by hand and hide the list's numbers.

    >>> [has_own_number(text) for text in ("（二）健全机制", "1.健全机制", "健全机制")]
    [True, True, False]
    """
    return compiled(_OWN_NUMBER).match(text.lstrip("\u3000\xa0 ")) is not None


def style(name: str) -> str:
    """How a list style prints its numbers; empty where it prints none."""
    words = name.split()
    if any(word in _UNNUMBERED for word in words):
        return ""
    return next((_NUMBERS[word] for word in words if word in _NUMBERS), "1.")


def printed(style: str, value: int) -> str:
    """The number as printed; empty for a list that prints none.

    >>> printed("(一)", 12), printed("", 1)
    ('(十二)', '')
    """
    if not style or not 0 < value < 1000:
        return ""
    return style.replace("1", str(value)).replace("一", to_chinese(value))


def whole(value: str | None) -> int | None:
    """An attribute's whole number; None where it is none."""
    value = (value or "").strip()
    return int(value) if value.isascii() and value.isdecimal() and len(value) < 6 else None
