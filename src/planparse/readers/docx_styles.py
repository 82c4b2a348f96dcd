"""How type comes about in Word: direct, by character style, by paragraph style, by default.

Bold and hidden are toggles (ISO/IEC 29500-1, 17.7.3): what styles of different kinds say is combined
by exclusive or, so that a bold character style within a bold paragraph style is not bold; a default
that is on stays on; what stands directly at a run decides alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple
from xml.etree import ElementTree as ET

from planparse.readers.docx_package import A, W, WordParts
from planparse.readers.typefaces import is_heiti

_OFF = frozenset({"0", "false", "off", "none"})
_EAST_ASIAN = "\u2e80"  # from here on Word takes the East-Asian font
_SCRIPTS = {"zh-TW": "Hant", "zh-HK": "Hant", "zh-MO": "Hant", "ja-JP": "Jpan", "ko-KR": "Hang"}

# One property as it stands in the file: its name and its values.
Property = tuple[str, ...]
Properties = tuple[Property, ...]


class Look(NamedTuple):
    """What is seen of a run. `eastern` and `western` tell whether that half of its font is 黑体."""

    bold: bool = False
    hidden: bool = False
    eastern: bool = False
    western: bool = False
    hint: bool = False
    underline: bool = False

    def heiti(self, text: str) -> bool:
        """Is `text` set in 黑体? Characters that both fonts have (“”—·) go by the hint."""
        if self.eastern == self.western:
            return self.eastern
        if text.isascii():
            return self.western
        if max(text) >= _EAST_ASIAN or self.hint:
            return self.eastern
        return self.western


class _Style(NamedTuple):
    kind: str
    name: str
    base: str
    own: Properties
    num_id: str | None
    level: str | None


class Numbered(NamedTuple):
    """The numbering that a style gives. `style` is the one of the chain that names the list."""

    num_id: str
    level: str | None
    style: str


def is_on(value: str | None) -> bool:
    """Is a switch with this ``w:val`` on? One without is."""
    return value not in _OFF


def font_property(attributes: dict[str, str], prefix: str = "w:") -> Property:
    """``w:rFonts`` in short."""
    get = attributes.get
    return (
        "font",
        get(f"{prefix}eastAsia", ""),
        get(f"{prefix}eastAsiaTheme", ""),
        get(f"{prefix}ascii") or get(f"{prefix}hAnsi", ""),
        get(f"{prefix}asciiTheme") or get(f"{prefix}hAnsiTheme", ""),
        get(f"{prefix}hint", ""),
    )


class Styles:
    """All styles of a document, and what they come to."""

    def __init__(self, parts: WordParts) -> None:
        self._parts = parts
        self._styles: dict[str, _Style] = {}
        self._defaults: dict[str, str] = {}
        self._base: Properties = ()
        self._looks: dict[tuple[str, str, str, Properties], Look] = {}
        self._merged: dict[str, dict[str, Property]] = {}
        self._theme: dict[str, str] | None = None
        root = parts.tree("styles")
        for style in root.iter(f"{W}style") if root is not None else ():
            self._add(style)
        if root is not None:
            self._base = properties_of(root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr"))

    def _add(self, style: ET.Element) -> None:
        key, kind = style.get(f"{W}styleId", ""), style.get(f"{W}type", "paragraph")
        if is_on(style.get(f"{W}default", "0")):
            self._defaults.setdefault(kind, key)
        numbering = style.find(f"{W}pPr/{W}numPr")
        self._styles[key] = _Style(
            kind=kind,
            name=_value(style, "name").lower(),
            base=_value(style, "basedOn"),
            own=properties_of(style.find(f"{W}rPr")),
            num_id=_value(numbering, "numId") or None if numbering is not None else None,
            level=_value(numbering, "ilvl") or None if numbering is not None else None,
        )

    def is_contents(self, key: str) -> bool:
        """Is this the style of an entry in a table of contents?"""
        style = self._styles.get(key)
        return style is not None and style.name.startswith("toc ") and style.name[4:].isdigit()

    def numbering(self, key: str) -> Numbered | None:
        """The numbering that a paragraph has by its style, or None."""
        level: str | None = None
        for name, style in self._chain(key, "paragraph"):
            level = level or style.level
            if style.num_id is not None:
                return Numbered(style.num_id, level, name)
        return None

    def list_of(self, key: str) -> str:
        """The list (``w:numId``) that a style of the kind numbering stands for."""
        style = self._styles.get(key)
        return (style.num_id if style else None) or ""

    def look(self, paragraph: str, character: str, table: str, direct: Properties) -> Look:
        """What a run in those styles, with those properties of its own (the last counts), looks like."""
        key = (paragraph, character, table, direct)
        found = self._looks.get(key)
        if found is None:
            found = self._looks[key] = self._find_look(paragraph, character, table, direct)
        return found

    def _find_look(self, paragraph: str, character: str, table: str, direct: Properties) -> Look:
        own = {p[0]: p for p in direct}
        # From the strongest to the weakest.
        levels = [
            self._style_properties(character, "character"),
            self._style_properties(paragraph, "paragraph"),
            self._style_properties(table, "table"),
        ]
        base = {p[0]: p for p in self._base}
        complex_script = any(is_on(own[n][1]) for n in ("cs", "rtl") if n in own)
        eastern, western, hint = self._fonts([own, *levels, base])
        return Look(
            bold=_toggle("bCs" if complex_script else "b", own, levels, base),
            hidden=_toggle("vanish", own, levels, base),
            eastern=is_heiti(eastern),
            western=is_heiti(western),
            hint=hint,
            underline=is_on(next((level["u"][1] for level in (own, *levels, base) if "u" in level), "none")),
        )

    def _fonts(self, levels: Sequence[dict[str, Property]]) -> tuple[str, str, bool]:
        eastern = western = ""
        hint = False
        for level in levels:
            if "font" in level:
                _, east, east_theme, west, west_theme, own_hint = level["font"]
                eastern = eastern or self._face(east, east_theme)
                western = western or self._face(west, west_theme)
                hint = hint or own_hint == "eastAsia"
        return eastern, western, hint

    def _face(self, plain: str, theme: str) -> str:
        """A theme font is stronger than a plain one beside it."""
        if theme and self._theme is None:
            self._theme = _theme_fonts(self._parts)
        return (self._theme or {}).get(theme, "") or plain

    def _style_properties(self, key: str, kind: str) -> dict[str, Property]:
        """Everything that a style says of runs, what it is based on included."""
        known = f"{kind} {key}"
        if known not in self._merged:
            merged: dict[str, Property] = {}
            for _, style in self._chain(key, kind):
                for p in style.own:
                    merged[p[0]] = _over(merged.get(p[0]), p)
            self._merged[known] = merged
        return self._merged[known]

    def _chain(self, key: str, kind: str) -> Iterator[tuple[str, _Style]]:
        """The style and what it is based on, nearest first. A circle ends where it closes."""
        key = key if key in self._styles else self._defaults.get(kind, "")
        seen: set[str] = set()
        while key in self._styles and key not in seen:
            seen.add(key)
            style = self._styles[key]
            if style.kind == kind:
                yield key, style
            key = style.base


def _over(nearer: Property | None, further: Property) -> Property:
    """The nearer property; what a nearer font leaves open the further one fills."""
    if nearer is None:
        return further
    if nearer[0] != "font":
        return nearer
    eastern = nearer if nearer[1] or nearer[2] else further
    western = nearer if nearer[3] or nearer[4] else further
    return ("font", eastern[1], eastern[2], western[3], western[4], nearer[5] or further[5])


def _toggle(name: str, own: dict[str, Property], levels: Sequence[dict[str, Property]], base: dict[str, Property]) -> bool:
    if name in own:
        return is_on(own[name][1])
    if name in base and is_on(base[name][1]):
        return True
    return sum(is_on(level[name][1]) for level in levels if name in level) % 2 == 1


def properties_of(element: ET.Element | None) -> Properties:
    """What an ``rPr`` in a tree says of bold, underlined, hidden and fonts."""
    found: list[Property] = []
    for child in element if element is not None else ():
        name = child.tag.removeprefix(W)
        if name == "rFonts":
            found.append(font_property(child.attrib, W))
        elif name == "u":
            found.append((name, child.get(f"{W}val", "none")))
        elif name in ("b", "bCs", "vanish", "cs", "rtl"):
            found.append((name, child.get(f"{W}val", "1")))
    return tuple(found)


def _value(parent: ET.Element, name: str) -> str:
    child = parent.find(f"{W}{name}")
    return child.get(f"{W}val", "") if child is not None else ""


def _theme_fonts(parts: WordParts) -> dict[str, str]:
    """``majorEastAsia`` and so on → the font. Where the theme names none, its list by script does."""
    root = parts.tree("theme")
    fonts: dict[str, str] = {}
    settings = parts.tree("settings")
    language = settings.find(f"{W}themeFontLang") if settings is not None else None
    tongue = language.get(f"{W}eastAsia", "zh-CN") if language is not None else "zh-CN"
    script = _SCRIPTS.get(tongue, "Hans")
    for size in ("major", "minor"):
        group = root.find(f".//{A}{size}Font") if root is not None else None
        if group is None:
            continue
        by_script = {f.get("script", ""): f.get("typeface", "") for f in group.iter(f"{A}font")}
        faces = {kind: element.get("typeface", "") for kind in ("latin", "ea") if (element := group.find(f"{A}{kind}")) is not None}
        fonts[f"{size}EastAsia"] = faces.get("ea") or by_script.get(script, "")
        fonts[f"{size}HAnsi"] = fonts[f"{size}Ascii"] = faces.get("latin", "")
    return fonts
