"""One page of a PDF → its characters with their place and type, its ruling lines, its pictures.

Places are points (1/72 inch) from the upper left corner of the page as it is shown, turned pages
turned, x to the right and y downwards.
"""

from __future__ import annotations

import ctypes
from math import hypot
from typing import Any, NamedTuple

from msgspec import Struct, field

from planparse.errors import LimitError
from planparse.readers.limits import Limits, too_long
from planparse.readers.pdf_characters import BLANKS, folded
from planparse.readers.typefaces import is_heiti

_THIN = 3.0  # a ruling line is no thicker, in points
_SHORT = 6.0  # nor shorter
_DEPTH = 8  # of forms within forms
_BOLD = ("bold", "heavy", "black", "粗", "demi")
_NOT_BOLD = ("semibold",)  # the ordinary weight of some screen faces' headings; said by the name alone
_HAIR = 1.2  # points: text printed twice is no further apart
_LAYERS = 4  # how often it is printed at most
_FORCE_BOLD = 1 << 18  # PDF 32000-1, table 123
_FILL_AND_STROKE = 2  # text render mode
_INVISIBLE = 7  # clip only: nothing is shown
_TEXT, _PATH, _IMAGE, _FORM = 1, 2, 3, 5  # kinds of page objects


class Glyph(NamedTuple):
    """A character: `left` and `right` with its set width, `base` its baseline, `size` its height."""

    char: str
    left: float
    right: float
    base: float
    size: float
    bold: bool
    heiti: bool


class Rule(NamedTuple):
    """A ruling line: at `at` across its direction, from `start` to `end` along it."""

    at: float
    start: float
    end: float


class _Type(NamedTuple):
    size: float
    bold: bool
    heiti: bool
    upright: bool


class _Struck(NamedTuple):
    left: float
    bottom: float
    wide: float
    high: float
    key: int


class Page(Struct, kw_only=True):
    """What a page shows. `pictures` is the share of it that they cover; `askew` is turned text, such
    as a watermark, in the order of the file.
    """

    number: int
    width: float
    height: float
    glyphs: list[Glyph] = field(default_factory=list)
    level: list[Rule] = field(default_factory=list)
    upright: list[Rule] = field(default_factory=list)
    pictures: float = 0.0
    askew: str = ""


class _Frame:
    """From the file's coordinates to those of the page as shown."""

    def __init__(self, library: Any, page: Any) -> None:
        left, bottom, right, top = page.get_bbox()
        self._turns = library.FPDFPage_GetRotation(page.raw) % 4
        self._box = left, bottom, right, top
        wide, high = right - left, top - bottom
        self.width, self.height = (wide, high) if self._turns % 2 == 0 else (high, wide)

    def point(self, x: float, y: float) -> tuple[float, float]:
        left, bottom, right, top = self._box
        if self._turns == 0:
            return x - left, top - y
        if self._turns == 1:
            return y - bottom, x - left
        if self._turns == 2:
            return right - x, y - bottom
        return top - y, right - x

    def is_level(self, a: float, b: float) -> bool:
        """Does text of the direction (a, b) run to the right on the page as shown?"""
        along, across = ((a, b), (b, a), (-a, b), (-b, a))[self._turns]
        return along > 0 and abs(across) < 0.1 * along


class Extract:
    """Reads pages through `library`, the bindings; counts what it meets against the limits."""

    def __init__(self, library: Any, shown: str, limits: Limits) -> None:
        self._lib = library
        self._shown = shown
        self._limits = limits
        self._characters = 0
        self._objects = 0
        self._modes: dict[int, int] = {}  # of objects of the present page that had to be changed
        self._fonts: dict[bytes, tuple[bool, bool]] = {}

    def page(self, page: Any, number: int) -> Page:
        """The page; it is closed afterwards."""
        frame = _Frame(self._lib, page)
        found = Page(number=number, width=frame.width, height=frame.height)
        self._modes.clear()
        struck: dict[tuple[int, int], list[_Struck]] = {}
        twice: set[int] = set()
        area = self._objects_of(page.raw, frame, found, struck, twice)
        found.pictures = area / max(1.0, frame.width * frame.height)
        text = page.get_textpage()
        self._text(text.raw, frame, found, twice)
        text.close()
        page.close()
        return found

    def _text(self, text: Any, frame: _Frame, page: Page, twice: set[int]) -> None:
        lib = self._lib
        code_of, generated, box_of, origin_of = (
            lib.FPDFText_GetUnicode,
            lib.FPDFText_IsGenerated,
            lib.FPDFText_GetLooseCharBox,
            lib.FPDFText_GetCharOrigin,
        )
        count = lib.FPDFText_CountChars(text)
        self._characters += count
        if self._characters > self._limits.characters:
            too_long(self._shown, self._limits)
        types: dict[int | None, _Type] = {}
        box, x, y = lib.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
        askew = []
        for index in range(count):
            if generated(text, index) == 1:
                continue
            char = folded(code_of(text, index))
            if char in BLANKS:
                continue
            holder = lib.FPDFText_GetTextObject(text, index)
            key = ctypes.cast(holder, ctypes.c_void_p).value
            kind = types.get(key) or types.setdefault(key, self._type(text, index, holder, frame, twice))
            if not kind.upright:
                askew.append(char)
                continue
            box_of(text, index, box)
            origin_of(text, index, x, y)
            one, _ = frame.point(box.left, box.bottom)
            two, _ = frame.point(box.right, box.top)
            base = frame.point(x.value, y.value)[1]
            left, right = (one, two) if one < two else (two, one)
            for part in char if len(char) > 1 else (char,):
                page.glyphs.append(Glyph(part, left, right, base, kind.size, kind.bold, kind.heiti))
        page.askew = "".join(askew)

    def _type(self, text: Any, index: int, holder: Any, frame: _Frame, twice: set[int]) -> _Type:
        lib = self._lib
        matrix = lib.FS_MATRIX()
        level, scale = True, 1.0
        if lib.FPDFText_GetMatrix(text, index, matrix):
            scale = hypot(matrix.c, matrix.d) or 1.0
            level = frame.is_level(matrix.a, matrix.b)
        size = max(1.0, lib.FPDFText_GetFontSize(text, index) * scale)
        key = ctypes.cast(holder, ctypes.c_void_p).value or 0
        mode = self._modes.get(key, lib.FPDFTextObj_GetTextRenderMode(holder)) if key else 0
        buffer, flags = ctypes.create_string_buffer(256), ctypes.c_int()
        lib.FPDFText_GetFontInfo(text, index, buffer, 256, flags)
        bold, heiti = self._face(buffer.value, flags.value)
        return _Type(
            size, bold or key in twice or mode == _FILL_AND_STROKE, heiti, level and mode != _INVISIBLE
        )

    def _face(self, name: bytes, flags: int) -> tuple[bool, bool]:
        known = self._fonts.get(name)
        if known is None:
            face = _decoded(name).split("+", 1)[-1]
            plain = face.lower()
            bold = any(word in plain for word in _BOLD) and not any(word in plain for word in _NOT_BOLD)
            known = self._fonts[name] = bold, is_heiti(face.split(",")[0])
        return known[0] or bool(flags & _FORCE_BOLD), known[1]

    def _objects_of(
        self,
        holder: Any,
        frame: _Frame,
        page: Page,
        struck: dict[tuple[int, int], list[_Struck]],
        twice: set[int],
    ) -> float:
        """Collects the rules of a page, and which texts are printed twice; how much of it is covered by
        pictures, in square points.
        """
        lib = self._lib
        waiting: list[tuple[Any, tuple[tuple[float, ...], ...], int]] = [
            (lib.FPDFPage_GetObject(holder, n), (), 0) for n in range(lib.FPDFPage_CountObjects(holder))
        ]
        area = 0.0
        while waiting:
            self._objects += 1
            if self._objects > self._limits.elements:
                self._too_many()
            thing, outer, depth = waiting.pop()
            kind = lib.FPDFPageObj_GetType(thing)
            if kind == _TEXT:
                self._strike(thing, struck, twice)
            elif kind == _PATH:
                self._path(thing, outer, frame, page)
            elif kind == _IMAGE:
                area += self._area(thing, outer)
            elif kind == _FORM and depth < _DEPTH:
                inner = (self._matrix(thing), *outer)
                waiting += [
                    (lib.FPDFFormObj_GetObject(thing, n), inner, depth + 1)
                    for n in range(lib.FPDFFormObj_CountObjects(thing))
                ]
        return area

    def _strike(self, thing: Any, struck: dict[tuple[int, int], list[_Struck]], twice: set[int]) -> None:
        """Text that is printed again a hair's breadth away is bold; the library gives it only once."""
        edges = [ctypes.c_float() for _ in range(4)]
        if not self._lib.FPDFPageObj_GetBounds(thing, *edges):
            return
        left, bottom, right, top = (edge.value for edge in edges)
        if min(right - left, top - bottom) < 0.01:
            self._widen(thing)
        new = _Struck(
            left, bottom, right - left, top - bottom, ctypes.cast(thing, ctypes.c_void_p).value or 0
        )
        column, row = round(left / _HAIR), round(bottom / _HAIR)
        for place in ((column + c, row + r) for c in (-1, 0, 1) for r in (-1, 0, 1)):
            for old in struck.get(place, ())[-_LAYERS:]:
                apart = max(abs(old.left - new.left), abs(old.bottom - new.bottom))
                alike = abs(old.wide - new.wide) < 0.05 and abs(old.high - new.high) < 0.05
                if alike and 0.02 < apart < _HAIR:
                    twice.update((old.key, new.key))
        struck.setdefault((column, row), []).append(new)

    def _widen(self, thing: Any) -> None:
        """A character whose font is neither in the file nor on this machine has no extent, and the
        library passes over text without extent. An outline gives it some, once its place is set anew.
        """
        lib = self._lib
        key = ctypes.cast(thing, ctypes.c_void_p).value or 0
        self._modes[key] = lib.FPDFTextObj_GetTextRenderMode(thing)
        matrix = lib.FS_MATRIX()
        lib.FPDFPageObj_GetMatrix(thing, matrix)
        lib.FPDFTextObj_SetTextRenderMode(thing, _FILL_AND_STROKE)
        lib.FPDFPageObj_SetMatrix(thing, matrix)

    def _matrix(self, thing: Any) -> tuple[float, ...]:
        matrix = self._lib.FS_MATRIX()
        self._lib.FPDFPageObj_GetMatrix(thing, matrix)
        return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f

    def _area(self, thing: Any, outer: tuple[Any, ...]) -> float:
        a, b, c, d, *_ = self._matrix(thing)
        area = abs(a * d - b * c)
        for m in outer:
            area *= abs(m[0] * m[3] - m[1] * m[2])
        return float(area)

    def _path(self, thing: Any, outer: tuple[Any, ...], frame: _Frame, page: Page) -> None:
        lib = self._lib
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        if not lib.FPDFPath_GetDrawMode(thing, fill, stroke) or not (fill.value or stroke.value):
            return
        matrices = (self._matrix(thing), *outer)
        x, y = ctypes.c_float(), ctypes.c_float()
        count = lib.FPDFPath_CountSegments(thing)
        self._objects += count
        if self._objects > self._limits.elements:
            self._too_many()
        outline: list[tuple[float, float]] = []
        for n in range(count):
            segment = lib.FPDFPath_GetPathSegment(thing, n)
            kind = lib.FPDFPathSegment_GetType(segment)
            if not lib.FPDFPathSegment_GetPoint(segment, x, y):
                continue
            if kind == 2 and outline:  # FPDF_SEGMENT_MOVETO
                rules_of(outline, bool(stroke.value), page)
                outline = []
            at = x.value, y.value
            for a, b, c, d, e, f in matrices:
                at = a * at[0] + c * at[1] + e, b * at[0] + d * at[1] + f
            outline.append(frame.point(*at))
            if lib.FPDFPathSegment_GetClose(segment):
                outline.append(outline[0])
        rules_of(outline, bool(stroke.value), page)

    def _too_many(self) -> None:
        raise LimitError(
            f"{self._shown}: more than {self._limits.elements:,} drawn objects; print it to a new PDF, or raise Limits.elements",
            f"{self._shown}：图形对象超过 {self._limits.elements:,} 个；请重新打印为 PDF，或调高 Limits.elements",
        )


def rules_of(outline: list[tuple[float, float]], stroked: bool, page: Page) -> None:
    """The ruling lines of one outline: a thin box is one, so is each straight side that is stroked."""
    if len(outline) < 2:
        return
    left, right = min(x for x, _ in outline), max(x for x, _ in outline)
    top, bottom = min(y for _, y in outline), max(y for _, y in outline)
    if min(right - left, bottom - top) <= _THIN:
        _rule(left, top, right, bottom, page)
    elif stroked:
        for (x0, y0), (x1, y1) in zip(outline, outline[1:], strict=False):
            if abs(x0 - x1) < 0.5 or abs(y0 - y1) < 0.5:
                _rule(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1), page)


def _rule(left: float, top: float, right: float, bottom: float, page: Page) -> None:
    if right - left >= _SHORT and right - left > bottom - top:
        page.level.append(Rule((top + bottom) / 2, left, right))
    elif bottom - top >= _SHORT:
        page.upright.append(Rule((left + right) / 2, top, bottom))


def _decoded(name: bytes) -> str:
    """A font's name; Chinese systems write it in GB18030 where they do not write UTF-8."""
    try:
        return name.decode("utf-8")
    except UnicodeDecodeError:
        return name.decode("gb18030", "replace")
