"""Chinese, Latin, circled and Roman numerals as they stand before items and in dates."""

from __future__ import annotations

DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "Ｏ": 0, "两": 2, "元": 1}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_CIRCLED = {chr(0x2460 + i): i + 1 for i in range(20)} | {chr(0x2776 + i): i + 1 for i in range(10)}
_BRACKETED = {chr(0x2474 + i): i + 1 for i in range(20)} | {chr(0x3220 + i): i + 1 for i in range(10)}
_DOTTED = {chr(0x2488 + i): i + 1 for i in range(20)}
LONGEST = 9
SPECIAL = _CIRCLED | _BRACKETED | _DOTTED


def parse_numeral(text: str) -> int | None:
    """The value of a whole numeral in any script, or None where it is none.

    >>> [parse_numeral(n) for n in ("12", "十二", "二十", "一百零五", "二〇二二", "③", "⒈", "２")]
    [12, 12, 20, 105, 2022, 3, 1, 2]
    >>> parse_numeral("第三") is None
    True
    """
    if not text:
        return None
    if text.isdecimal():  # no number before an item or in a date is longer
        return int(text) if len(text) <= LONGEST else None
    if text in SPECIAL:
        return SPECIAL[text]
    if any(c in _UNITS for c in text):
        return _with_places(text)
    if len(text) <= LONGEST and all(c in DIGITS for c in text):
        return int("".join(str(DIGITS[c]) for c in text))
    return None


def _with_places(text: str) -> int | None:
    """十二, 一百零五: figures and the places they stand for."""
    total, figure, last = 0, 0, 10_000
    for char in text:
        if char in _UNITS:
            place = _UNITS[char]
            if place >= last:  # 十十, 十百 are no numerals
                return None
            total += (figure or 1) * place
            figure, last = 0, place
        elif char in DIGITS:
            if figure:  # 二三十 is no numeral
                return None
            figure = DIGITS[char]
        else:
            return None
    return total + figure


def to_chinese(value: int) -> str:
    """1 to 9999 in Chinese numerals, as written before items.

    >>> [to_chinese(n) for n in (1, 10, 12, 20, 105, 110, 2022)]
    ['一', '十', '十二', '二十', '一百零五', '一百一十', '二千零二十二']
    """
    if not 0 < value < 10_000:
        raise ValueError(f"{value} is not between 1 and 9999")
    figures = "零一二三四五六七八九"
    out, gap = "", False
    for place, sign in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = value // place % 10
        if digit:
            out += ("零" if gap and out else "") + figures[digit] + sign
            gap = False
        elif out:
            gap = True
    return out[1:] if out.startswith("一十") else out
