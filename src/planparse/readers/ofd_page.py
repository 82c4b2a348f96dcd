"""One page of an OFD file → its characters with their place and type, its ruling lines, its pictures.

An object stands in a box (``Boundary``, millimetres on the page) and may be transformed within it
(``CTM``); a text code gives where its first character stands and the steps to the next ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from math import hypot
from xml.etree import ElementTree as ET

from planparse.readers.limits import Limits, too_long
from planparse.readers.ofd_package import Face, Sheaf, child, local, numbers
from planparse.readers.pdf_characters import BLANKS, folded
from planparse.readers.pdf_page import Glyph, Page, rules_of

_POINTS = 72 / 25.4  # in a millimetre
_BOLD_WEIGHT = 600  # of 1000; 400 is ordinary
_STEP = re.compile(r"g\s+(\d{1,6})\s+(-?[\d.]{1,12})|(-?[\d.]{1,12}(?:[eE]-?\d{1,3})?)")
_PATH = re.compile(r"[SMLQBAC]|-?\d{0,9}(?:\.\d{1,12})?(?:[eE]-?\d{1,3})?")
_PLAIN = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
# How many numbers follow an operator of a path; the last two are where it leads.
_OPERANDS = {"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}


class OfdExtract:
    """Reads pages; counts their characters against the limits."""

    def __init__(self, shown: str, limits: Limits) -> None:
        self._shown, self._limits = shown, limits
        self._characters = 0

    def page(self, sheaf: Sheaf, number: int, faces: Mapping[str, Face]) -> Page:
        """The page, in points as PDF pages are."""
        left, top, width, height = sheaf.box
        page = Page(number=number, width=width * _POINTS, height=height * _POINTS)
        askew: list[str] = []
        area = 0.0
        for layer in sheaf.layers:
            for element in layer.iter():
                kind = local(element)
                if kind not in ("TextObject", "PathObject", "ImageObject") or _unseen(element):
                    continue
                frame = _Frame(element, left, top)
                if kind == "TextObject":
                    self._text(element, frame, faces, page, askew)
                elif kind == "PathObject":
                    _draw(element, frame, page)
                else:
                    area += frame.area
        page.askew = "".join(askew)
        page.pictures = area / (width * height)
        return page

    def _text(self, element: ET.Element, frame: _Frame, faces: Mapping[str, Face], page: Page, askew: list[str]) -> None:
        face = faces.get(element.get("Font", ""), Face())
        size = _number(element.get("Size"), 3.5)
        bold = face.bold or _number(element.get("Weight"), 400) >= _BOLD_WEIGHT or _is_outlined(element)
        across = size * _number(element.get("HScale"), 1.0)
        last = (0.0, 0.0)
        for code in element:
            if local(code) != "TextCode" or not code.text:
                continue
            self._characters += len(code.text)
            if self._characters > self._limits.characters:
                too_long(self._shown, self._limits)
            last = _number(code.get("X"), last[0]), _number(code.get("Y"), last[1])
            if not frame.level or element.get("ReadDirection", "0") not in ("0", ""):
                askew.append(code.text)
                continue
            for char, x, y in _places(code, *last, across):
                start, base = frame.point(x, y)
                end, _ = frame.point(x + (across if char >= "\u2e80" else across / 2), y)
                self._put(page, char, (start, end, base), frame.scale * size * _POINTS, Face(bold, face.heiti))

    def _put(self, page: Page, char: str, place: tuple[float, float, float], size: float, face: Face) -> None:
        left, right, base = place
        for part in folded(ord(char)):
            if part not in BLANKS and part not in "\r\n":
                page.glyphs.append(Glyph(part, left, right, base, max(1.0, size), face.bold, face.heiti))


class _Frame:
    """From an object's coordinates to those of the page, in points."""

    def __init__(self, element: ET.Element, left: float, top: float) -> None:
        box = numbers(element.get("Boundary"))
        matrix = numbers(element.get("CTM"))
        self._x, self._y, width, height = box if len(box) == 4 else (0.0, 0.0, 0.0, 0.0)
        self._matrix = tuple(matrix) if len(matrix) == 6 else _PLAIN
        self._left, self._top = left, top
        a, b, c, d, *_ = self._matrix
        self.scale = hypot(c, d) or 1.0
        self.level = a > 0 and abs(b) < 0.1 * a
        self.area = abs(width * height)

    def point(self, x: float, y: float) -> tuple[float, float]:
        a, b, c, d, e, f = self._matrix
        return (
            (self._x - self._left + a * x + c * y + e) * _POINTS,
            (self._y - self._top + b * x + d * y + f) * _POINTS,
        )


def _places(code: ET.Element, x: float, y: float, em: float) -> Iterator[tuple[str, float, float]]:
    """Each character with its place. Where the steps run out, characters follow by their width."""
    across, down = _steps(code.get("DeltaX")), _steps(code.get("DeltaY"))
    for n, char in enumerate(code.text or ""):
        yield char, x, y
        x += across[n] if n < len(across) else 0.0 if down else em if char >= "\u2e80" else em / 2
        y += down[n] if n < len(down) else 0.0


def _steps(text: str | None) -> list[float]:
    """The steps from character to character; ``g 3 5`` says 5 three times.

    >>> _steps("5 g 3 2.5 6"), _steps(None)
    ([5.0, 2.5, 2.5, 2.5, 6.0], [])
    """
    found: list[float] = []
    for many, repeated, single in _STEP.findall(text or ""):
        step = _number(repeated or single, 0.0)
        found += [step] * (min(int(many), 10_000) if many else 1)
        if len(found) > 100_000:
            break
    return found


def _number(text: str | None, default: float) -> float:
    values = numbers(text)
    return values[0] if values else default


def _unseen(element: ET.Element) -> bool:
    return element.get("Visible") in ("false", "0") or element.get("Alpha") == "0"


def _is_outlined(element: ET.Element) -> bool:
    """Filled and stroked: how writers without a bold font make type bold."""
    return element.get("Stroke") in ("true", "1") and element.get("Fill", "true") in ("true", "1")


def _draw(element: ET.Element, frame: _Frame, page: Page) -> None:
    """The ruling lines of a path."""
    data = child(element, "AbbreviatedData")
    stroked = element.get("Stroke", "true") in ("true", "1")
    if data is None or not (stroked or element.get("Fill") in ("true", "1")):
        return
    outline: list[tuple[float, float]] = []
    operator, values = "", list[float]()
    for word in _PATH.findall(data.text or ""):
        if not word:
            continue
        if word.isalpha():
            if word == "C" and outline:
                outline.append(outline[0])
            elif word in "SM":
                rules_of(outline, stroked, page)
                outline = []
            operator, values = word, []
            continue
        values.append(_number(word, 0.0))
        if operator and len(values) == _OPERANDS[operator]:
            outline.append(frame.point(values[-2], values[-1]))
            values = []
    rules_of(outline, stroked, page)
