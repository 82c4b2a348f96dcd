"""Bold and black-letter type of an HTML element: its tag, its style, its classes, its face."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

# Families of 黑体. 微软雅黑 is the body face of much of the web and marks nothing.
_HEITI = re.compile("黑体|simhei|(?<![a-z])st-?heiti|(?<![a-z])heiti|hei[ _-]?gb2312", re.IGNORECASE)
_WEIGHT = re.compile(r"font-weight\s*:\s*([a-z0-9]+)", re.IGNORECASE)
_FONT = re.compile(r"(?<![\w-])font\s*:\s*([^;]{1,200})", re.IGNORECASE)
_FAMILY = re.compile(r"(?<!-)font-family\s*:\s*([^;]{1,200})", re.IGNORECASE)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_RULE = re.compile(r"([^{}]{1,300})\{([^{}]{0,2000})\}")
_COMMENT = re.compile(r"/\*[^*]{0,2000}\*/|<!--|-->")
_SELECTOR = re.compile(r"^(?P<tag>[a-zA-Z][\w-]*|\*)?(?P<mark>[.#][\w\u4e00-\u9fff-]+)?$")

BOLD_TAGS = frozenset({"b", "strong", "h1", "h2", "h3", "h4", "h5", "h6", "th"})


class Type(NamedTuple):
    """What a rule says of the type: each True, False (turned off), or None (nothing said)."""

    bold: bool | None = None
    heiti: bool | None = None
    hidden: bool = False

    def over(self, other: Type) -> Type:
        """This, where it says something, else `other`."""
        return Type(
            self.bold if self.bold is not None else other.bold,
            self.heiti if self.heiti is not None else other.heiti,
            self.hidden or other.hidden,
        )


def of_declarations(css: str) -> Type:
    """What a list of declarations says.

    >>> of_declarations("font-weight: 700; font-family: 宋体")
    Type(bold=True, heiti=False, hidden=False)
    """
    bold: bool | None = None
    weight = _WEIGHT.search(css)
    if weight:
        value = weight.group(1).lower()
        bold = int(value) >= 600 if value.isdigit() else value in ("bold", "bolder")
    family = _FAMILY.search(css)
    short = _FONT.search(css)
    if short and bold is None and re.search(r"\bbold", short.group(1)):
        bold = True
    face = family or short
    heiti = bool(_HEITI.search(face.group(1).split(",")[0])) if face else None
    return Type(bold, heiti, bool(_HIDDEN.search(css)))


class StyleSheet:
    """The rules of all ``<style>`` elements that name a tag, a class or an id."""

    def __init__(self, css: str) -> None:
        self._rules: dict[tuple[str, str], Type] = {}
        for match in _RULE.finditer(_COMMENT.sub("", css)):
            says = of_declarations(match.group(2))
            if says == Type():
                continue
            for selector in match.group(1).split(","):
                last = selector.split()[-1:] or [""]
                parts = _SELECTOR.match(last[0])
                if parts:
                    key = (parts.group("tag") or "", parts.group("mark") or "")
                    self._rules[key] = says.over(self._rules.get(key, Type()))

    def of(self, tag: str, attributes: Mapping[str, str | None]) -> Type:
        """What the sheet says of an element: an id over a class over a tag."""
        says = self._rules.get((tag, ""), Type())
        if not self._rules:
            return says
        for name in (attributes.get("class") or "").split():
            says = self._rules.get((tag, f".{name}"), Type()).over(self._rules.get(("", f".{name}"), Type())).over(says)
        if identity := attributes.get("id"):
            says = self._rules.get(("", f"#{identity}"), Type()).over(says)
        return says


def type_of(tag: str, attributes: Mapping[str, str | None], sheet: StyleSheet) -> Type:
    """What an element says of its type: its style over the sheet over its tag."""
    says = Type(bold=True) if tag in BOLD_TAGS else Type()
    says = sheet.of(tag, attributes).over(says)
    if tag == "font" and attributes.get("face"):
        says = Type(heiti=bool(_HEITI.search(attributes["face"] or ""))).over(says)
    if style := attributes.get("style"):
        says = of_declarations(style).over(says)
    return says
