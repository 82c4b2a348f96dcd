"""The parts of an OFD file (GB/T 33190-2016): its pages, its fonts, and where they are."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import NamedTuple
from xml.etree import ElementTree as ET

from planparse.readers import xmlsafe
from planparse.readers.limits import Limits
from planparse.readers.typefaces import is_heiti
from planparse.readers.zipsafe import Package

_BOLD = ("bold", "heavy", "black", "粗", "demi")
_A4 = (0.0, 0.0, 210.0, 297.0)


class Face(NamedTuple):
    """What is seen of a font."""

    bold: bool = False
    heiti: bool = False


class Sheaf(NamedTuple):
    """One page: its content (templates below it first) and its area in millimetres."""

    layers: tuple[ET.Element, ...]
    box: tuple[float, float, float, float]


def local(element: ET.Element) -> str:
    """The name of an element without its namespace, which writers spell in several ways."""
    tag = element.tag
    return tag[tag.rfind("}") + 1 :]


def child(parent: ET.Element | None, *names: str) -> ET.Element | None:
    """The first child of that name, and the first child of that, and so on."""
    for name in names:
        if parent is None:
            return None
        parent = next((element for element in parent if local(element) == name), None)
    return parent


def numbers(text: str | None) -> list[float]:
    """The numbers of an array; what is none ends it.

    >>> numbers("0 0 210 297"), numbers(None)
    ([0.0, 0.0, 210.0, 297.0], [])
    """
    found: list[float] = []
    for word in (text or "").split():
        try:
            value = float(word)
        except ValueError:
            break
        if not abs(value) < 1e6:  # not a number, or beyond any page
            break
        found.append(value)
    return found


class OfdParts:
    """Hands out the pages of an OFD file in order."""

    def __init__(self, package: Package, limits: Limits) -> None:
        self._package, self._limits = package, limits
        self._templates: dict[str, ET.Element] = {}
        self.faces: dict[str, Face] = {}  # of the document whose pages are handed out, by id

    def pages(self) -> Iterator[Sheaf]:
        """All pages of all documents in the file. Raises `UnreadableError` and `LimitError`."""
        root = self._tree("OFD.xml")
        for body in root:
            place = child(body, "DocRoot")
            if local(body) == "DocBody" and place is not None and place.text:
                yield from self._document(_join("", place.text))

    def _document(self, name: str) -> Iterator[Sheaf]:
        root = self._tree(name)
        common = child(root, "CommonData")
        self.faces, self._templates = {}, {}
        box = _area(child(common, "PageArea")) or _A4
        for element in common if common is not None else ():
            kind = local(element)
            if kind in ("PublicRes", "DocumentRes") and element.text:
                self._fonts(_join(name, element.text))
            elif kind == "TemplatePage" and element.get("BaseLoc"):
                self._templates[element.get("ID", "")] = self._tree(_join(name, element.get("BaseLoc", "")))
        pages = child(root, "Pages")
        for page in pages if pages is not None else ():
            if page.get("BaseLoc"):
                yield self._page(self._tree(_join(name, page.get("BaseLoc", ""))), box)

    def _page(self, root: ET.Element, box: tuple[float, float, float, float]) -> Sheaf:
        layers = []
        for element in root:
            template = self._templates.get(element.get("TemplateID", "")) if local(element) == "Template" else None
            content = child(template, "Content")
            if content is not None:
                layers.append(content)
        content = child(root, "Content")
        if content is not None:
            layers.append(content)
        return Sheaf(tuple(layers), _area(child(root, "Area")) or box)

    def _fonts(self, name: str) -> None:
        if name not in self._package:  # a resource that the text can do without
            return
        for font in self._tree(name).iter():
            if local(font) == "Font" and font.get("ID"):
                names = f"{font.get('FontName', '')} {font.get('FamilyName', '')}"
                bold = font.get("Bold") in ("true", "1") or any(word in names.lower() for word in _BOLD)
                heiti = is_heiti(font.get("FontName", "")) or is_heiti(font.get("FamilyName", ""))
                self.faces[font.get("ID", "")] = Face(bold, heiti)

    def _tree(self, name: str) -> ET.Element:
        return xmlsafe.tree(self._package.read(name), name, self._package.shown, self._limits)


def _join(source: str, target: str) -> str:
    """The name of the part that `target`, as written in the part `source`, means."""
    target = target.strip().replace("\\", "/")
    return posixpath.normpath(posixpath.join("/", posixpath.dirname(source), target)).lstrip("/")


def _area(parent: ET.Element | None) -> tuple[float, float, float, float] | None:
    for kind in ("PhysicalBox", "ApplicationBox"):
        element = child(parent, kind)
        values = numbers(element.text) if element is not None else []
        if len(values) == 4 and values[2] > 0 and values[3] > 0:
            return values[0], values[1], values[2], values[3]
    return None
