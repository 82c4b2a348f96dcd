"""Automatic numbering in Word: which text stands before a paragraph.

Lists (``w:num``) that share a definition (``w:abstractNum``) share its counters; a list with a start
of its own (``w:startOverride``) sets the counter once, where it is first used. A deeper level starts
anew behind a higher one unless ``w:lvlRestart`` says otherwise; a higher level that was never used
counts as begun.
"""

from __future__ import annotations

import re
from typing import NamedTuple
from xml.etree import ElementTree as ET

from planparse.readers.docx_numerals import format_number
from planparse.readers.docx_package import W, WordParts
from planparse.readers.docx_styles import Properties, Styles, properties_of
from planparse.readers.docx_symbols import symbol

_PLACE = re.compile("%([1-9])")
_SUFFIX = {"tab": "\t", "space": " ", "nothing": ""}
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_LEVELS = 9


class Level(NamedTuple):
    """One level of a list as defined."""

    start: int = 1
    style: str = "decimal"
    custom: str = ""
    text: str = ""
    suffix: str = "tab"
    restart: int | None = None  # restart behind this level (from 1); 0: never
    legal: bool = False
    paragraph_style: str = ""
    symbol_font: str = ""
    look: Properties = ()


class Number(NamedTuple):
    """What stands before a paragraph: its `text` with what separates it, and its type."""

    text: str
    look: Properties


class _List(NamedTuple):
    abstract: str
    levels: dict[int, Level]
    starts: dict[int, int]


class Numbering:
    """The lists of a document. Counters belong to a story: see `counters`."""

    def __init__(self, parts: WordParts, styles: Styles) -> None:
        self._styles = styles
        self._abstracts: dict[str, dict[int, Level]] = {}
        self._links: dict[str, str] = {}
        self._lists: dict[str, _List] = {}
        root = parts.tree("numbering")
        if root is not None:
            for abstract in root.iter(f"{W}abstractNum"):
                key = abstract.get(f"{W}abstractNumId", "")
                self._abstracts[key] = _levels(abstract)
                link = abstract.find(f"{W}numStyleLink")
                if link is not None:
                    self._links[key] = link.get(f"{W}val", "")
            for num in root.iter(f"{W}num"):
                self._add(num)

    def _add(self, num: ET.Element) -> None:
        reference = num.find(f"{W}abstractNumId")
        abstract = reference.get(f"{W}val", "") if reference is not None else ""
        levels: dict[int, Level] = {}
        starts: dict[int, int] = {}
        for override in num.iter(f"{W}lvlOverride"):
            at = _number(override.get(f"{W}ilvl"), 0)
            levels.update(_levels(override))
            start = override.find(f"{W}startOverride")
            if start is not None:
                starts[at] = _number(start.get(f"{W}val"), 1)
        self._lists[num.get(f"{W}numId", "")] = _List(abstract, levels, starts)

    def counters(self) -> Counters:
        """Fresh counters, for a story of its own: the text, a text box, the notes."""
        return Counters(self)

    def find(self, num_id: str) -> tuple[str, dict[int, Level], dict[int, int]] | None:
        """The definition (its name, its levels) behind a list and the starts of the list itself."""
        found = self._lists.get(num_id)
        if found is None:
            return None
        abstract = found.abstract
        if abstract in self._links:  # defined by a style of the kind numbering, which names another list
            linked = self._lists.get(self._styles.list_of(self._links[abstract]))
            abstract = linked.abstract if linked else abstract
        return abstract, self._abstracts.get(abstract, {}) | found.levels, found.starts

    def place(self, paragraph_style: str, num_id: str | None, level: str | None) -> tuple[str, int] | None:
        """The list and the level of a paragraph, from what it says itself and what its style says."""
        by_style = self._styles.numbering(paragraph_style)
        if num_id is None:
            if by_style is None:
                return None
            num_id = by_style.num_id
            level = level or self._level_of_style(by_style.num_id, by_style.style) or by_style.level
        if num_id == "0":
            return None
        return num_id, min(_number(level, 0), _LEVELS - 1)

    def _level_of_style(self, num_id: str, style: str) -> str | None:
        found = self.find(num_id)
        for at, level in found[1].items() if found else ():
            if level.paragraph_style == style:
                return str(at)
        return None


class Counters:
    """The state of all lists at one place of a story."""

    def __init__(self, numbering: Numbering) -> None:
        self._numbering = numbering
        self._counts: dict[str, dict[int, int]] = {}
        self._restarted: set[tuple[str, int]] = set()

    def next(self, num_id: str, at: int) -> Number | None:
        """Count one on in that list at that level, and what stands on paper."""
        found = self._numbering.find(num_id)
        if found is None:
            return None
        abstract, levels, starts = found
        counts = self._counts.setdefault(abstract, {})
        level = levels.get(at, Level())
        if at in starts and (num_id, at) not in self._restarted:
            self._restarted.add((num_id, at))
            counts[at] = starts[at]
        else:
            counts[at] = counts[at] + 1 if at in counts else level.start
        for higher in range(at):
            counts.setdefault(higher, levels.get(higher, Level()).start)
        for deeper in [d for d in counts if d > at]:
            restart = levels.get(deeper, Level()).restart
            if restart is None or restart > 0 and at < restart:
                del counts[deeper]
        text = _written(level, levels, counts)
        return Number(text + _SUFFIX.get(level.suffix, "\t"), level.look) if text else None


def _written(level: Level, levels: dict[int, Level], counts: dict[int, int]) -> str:
    if level.style == "bullet":
        return "".join(symbol(level.symbol_font, char) for char in level.text)
    if level.style == "none":
        return _PLACE.sub("", level.text)

    def one(match: re.Match[str]) -> str:
        at = int(match.group(1)) - 1
        there = levels.get(at, Level())
        style = "decimal" if level.legal else there.style
        return format_number(counts.get(at, there.start), style, there.custom)

    return _PLACE.sub(one, level.text)


def _levels(parent: ET.Element) -> dict[int, Level]:
    return {_number(lvl.get(f"{W}ilvl"), 0): _level(lvl) for lvl in parent.findall(f"{W}lvl")}


def _level(lvl: ET.Element) -> Level:
    # Formats that old versions do not know stand in a choice, with a plain one to fall back on.
    style = lvl.find(f"{W}numFmt")
    if style is None:
        style = lvl.find(f"{_MC}AlternateContent/{_MC}Choice/{W}numFmt")
    restart = _attribute(lvl, "lvlRestart")
    fonts = lvl.find(f"{W}rPr/{W}rFonts")
    legal = lvl.find(f"{W}isLgl")
    return Level(
        start=_number(_attribute(lvl, "start"), 0 if lvl.find(f"{W}start") is None else 1),
        style=style.get(f"{W}val", "decimal") if style is not None else "decimal",
        custom=style.get(f"{W}format", "") if style is not None else "",
        text=_attribute(lvl, "lvlText") or "",
        suffix=_attribute(lvl, "suff") or "tab",
        restart=_number(restart, 0) if restart is not None else None,
        legal=legal is not None and legal.get(f"{W}val", "1") not in ("0", "false", "off"),
        paragraph_style=_attribute(lvl, "pStyle") or "",
        symbol_font=(fonts.get(f"{W}ascii") or fonts.get(f"{W}hAnsi") or "") if fonts is not None else "",
        look=properties_of(lvl.find(f"{W}rPr")),
    )


def _attribute(parent: ET.Element, name: str) -> str | None:
    child = parent.find(f"{W}{name}")
    return child.get(f"{W}val") if child is not None else None


def _number(value: str | None, default: int) -> int:
    """The value of a number in the file, kept within what Word itself allows."""
    text = (value or "").strip()
    return min(int(text), 999_999) if text.isascii() and text.isdecimal() else default
