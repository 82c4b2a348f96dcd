"""Characters that stand for something else: symbol fonts, and fields that draw one sign over another."""

from __future__ import annotations

import re

from planparse.readers.docx_numerals import format_number


def _font(*ranges: tuple[int, str]) -> dict[int, str]:
    """Code → character, from runs of characters that follow each other from a first code on."""
    return {first + i: char for first, chars in ranges for i, char in enumerate(chars)}


_WINGDINGS = _font(
    (0x28, "☎"), (0x2A, "✉"), (0x46, "☞"), (0x6C, "●❍■□□❑❒◆◆◆❖◆☒"), (0x80, "⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿"),
    (0x9E, "·•"), (0xA1, "○○○◉◎"), (0xA7, "▪□"), (0xAA, "✦★✶✴"), (0xD8, "➢"), (0xDC, "➲"), (0xDF, "←→↑↓"),
    (0xE8, "➔"), (0xF0, "⇨"), (0xFB, "✗✓☒☑"),
)  # fmt: skip
_FONTS: dict[str, dict[int, str]] = {
    "wingdings": _WINGDINGS,
    "wingdings 2": _font(
        (0x50, "✓☒☑☒☒"), (0x69, "⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿"), (0x95, "·•●"), (0x98, "●"), (0xA2, "■□")
    ),
    "wingdings 3": _font((0x70, "▲▼△▽◀▶◁▷"), (0x7D, "▶")),
    "symbol": _font(
        (0x2D, "−"), (0x44, "Δ"), (0xA3, "≤"), (0xA5, "∞"), (0xA7, "♣♦♥♠"), (0xAE, "→"), (0xB0, "°±"), (0xB3, "≥×"),
        (0xB7, "•÷≠"), (0xBB, "≈"), (0xDE, "⇒"),
    ),
    "courier new": {ord("o"): "○"},  # Word's bullet of the second level
}  # fmt: skip
_OVERSTRIKE = re.compile(r"\\o\b.{0,80}?\(([^(),，;]{0,8})[,，;] {0,4}([^()]{1,20})\)\s*$", re.IGNORECASE)
_PHONETIC = re.compile(r"\\o\b.{0,200}[,，;] {0,4}([^(),，;]{1,40})\)\s*$", re.IGNORECASE)
_FRAME = "○◯〇Oo"


def is_symbol_font(font: str) -> bool:
    """Does this font draw other characters than those written?"""
    return font.lower() in _FONTS


def symbol(font: str, char: str) -> str:
    """The character that `char` in `font` looks like. Symbol fonts keep theirs at U+F000 and on.

    >>> symbol("Wingdings", "\\uf06c"), symbol("Symbol", "\\uf0b7"), symbol("宋体", "△")
    ('●', '•', '△')
    """
    code = ord(char)
    private = 0xF000 <= code <= 0xF0FF
    signs = _FONTS.get(font.lower(), _WINGDINGS if private else {})
    if private or code < 0x100:
        found = signs.get(code & 0xFF)
        if found:
            return found
        return "•" if private else char
    return char


def drawn_by_field(code: str) -> str:
    r"""What a field without a result shows: an encircled figure, or text with its reading above.

    >>> drawn_by_field(r"eq \o\ac(○,3)"), drawn_by_field(r"EQ \* jc2 \o\ad(\s\up 9(ban),办)")
    ('③', '办')
    >>> drawn_by_field("PAGE")
    ''
    """
    if not code.strip().lower().startswith("eq"):
        return ""
    match = _OVERSTRIKE.search(code)
    if match:
        frame, inner = match.group(1).strip(), match.group(2).strip()
        if frame in _FRAME and inner.isascii() and inner.isdecimal():
            return format_number(int(inner), "decimalEnclosedCircle")
        return inner
    match = _PHONETIC.search(code)
    return match.group(1).strip() if match else ""
