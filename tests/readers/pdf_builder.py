"""Writes small PDFs by hand: text in Chinese fonts that need no embedding, rules, pictures, pages that are turned.

Places are points from the upper left corner; `y` is a baseline.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence

A4 = (595.0, 842.0)
LEFT, RIGHT, TOP = 80.0, 512.0, 100.0  # 27 characters of 16 points
SIZE, PITCH = 16.0, 28.0
_STANDS_OFF = "，。、；：？！）〕】》”"


class Page:
    """Content of one page."""

    def __init__(self, size: tuple[float, float] = A4, rotate: int = 0) -> None:
        self.size = size
        self.rotate = rotate
        self.fonts: dict[str, str] = {}
        self.content: list[str] = []
        self.images = 0

    def text(
        self,
        x: float,
        y: float,
        text: str,
        size: float = SIZE,
        font: str = "STSong-Light",
        mode: int = 0,
        spacing: float = 0,
        turn: str = "1 0 0 1",
    ) -> None:
        """`text` at (x, y). `mode` is the render mode, `spacing` points between characters, `turn` a matrix."""
        key = self.fonts.setdefault(font, f"F{len(self.fonts) + 1}")
        code = text.encode("utf-16-be").hex()
        self.content.append(
            f"BT /{key} {size} Tf {mode} Tr {spacing} Tc {turn} {x:.2f} {self.size[1] - y:.2f} Tm <{code}> Tj ET"
        )

    def line(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """A stroked rule."""
        self.content.append(f"{x0:.2f} {self.size[1] - y0:.2f} m {x1:.2f} {self.size[1] - y1:.2f} l S")

    def bar(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """The same as a filled box half a point thick, as word processors draw it."""
        wide, high = max(x1 - x0, 0.5), max(y1 - y0, 0.5)
        self.content.append(f"{x0:.2f} {self.size[1] - y0 - high:.2f} {wide:.2f} {high:.2f} re f")

    def picture(self, x: float, y: float, wide: float, high: float) -> None:
        """A grey picture whose upper left corner is at (x, y)."""
        self.images += 1
        self.content.append(f"q {wide} 0 0 {high} {x} {self.size[1] - y - high} cm /Im Do Q")

    def table(self, xs: Sequence[float], ys: Sequence[float], rows: Sequence[Sequence[str]], size: float = 12, *, bars: bool = False) -> None:
        """A ruled table. Lines of a cell are parted by `/`; `<` goes on with the cell to the left, `^` with
        the one above.
        """
        draw = self.bar if bars else self.line
        for r, row in enumerate(rows):
            for c, cell in enumerate(row):
                if cell != "^":
                    draw(xs[c], ys[r], xs[c + 1], ys[r])
                if cell != "<":
                    draw(xs[c], ys[r], xs[c], ys[r + 1])
                if cell not in ("^", "<"):
                    for n, line in enumerate(cell.split("/")):
                        self.text(xs[c] + 5.4, ys[r] + size * 1.3 * (n + 1), line, size)
        draw(xs[0], ys[-1], xs[-1], ys[-1])
        draw(xs[-1], ys[0], xs[-1], ys[-1])


class Pdf:
    """A document: pages, and text that flows over them."""

    def __init__(self) -> None:
        self.pages: list[Page] = []
        self.y = 1e9

    def page(self, size: tuple[float, float] = A4, rotate: int = 0) -> Page:
        """A new page."""
        self.pages.append(Page(size, rotate))
        self.y = TOP
        return self.pages[-1]

    def flow(self, paragraphs: Iterable[str], indent: float = 2, left: float = LEFT, right: float = RIGHT, bottom: float = 740, **type_: object) -> None:
        """Sets paragraphs to the measure, as a word processor would; pages are added where needed."""
        size = float(type_.get("size", SIZE))  # type: ignore[arg-type]
        for paragraph in paragraphs:
            for n, line in enumerate(broken(paragraph, right - left, size, indent)):
                if self.y > bottom:
                    self.page()
                self.pages[-1].text(left + (indent * size if n == 0 else 0), self.y, line, **type_)  # type: ignore[arg-type]
                self.y += PITCH

    def data(self, *, subset: bool = False, encrypt: bool = False, compress: bool = True) -> bytes:
        """The file. `subset` names characters by ToUnicode maps, as embedded fonts do."""
        objects: list[bytes] = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
        fonts: dict[str, int] = {}
        used = sorted({c for p in self.pages for part in p.content for c in _codes(part)})
        for name in sorted({font for page in self.pages for font in page.fonts}):
            fonts[name] = _font(objects, name, used if subset else None)
        picture = _stream(objects, b"\x80" * 3000, "/Type /XObject /Subtype /Image /Width 100 /Height 30 /ColorSpace /DeviceGray /BitsPerComponent 8")
        kids = []
        for page in self.pages:
            content = _stream(objects, "\n".join(page.content).encode(), "", compress=compress)
            named = " ".join(f"/{key} {fonts[name]} 0 R" for name, key in page.fonts.items())
            wide, high = page.size
            objects.append(
                f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {wide} {high}] /Rotate {page.rotate} /Contents {content} 0 R"
                f" /Resources << /Font << {named} >> /XObject << /Im {picture} 0 R >> >> >>".encode()
            )
            kids.append(f"{len(objects)} 0 R")
        objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>".encode()
        trailer = ""
        if encrypt:  # a password that nobody knows: the check value is made up
            objects.append(b"<< /Filter /Standard /V 1 /R 2 /P -4 /O <%s> /U <%s> >>" % (b"ab" * 32, b"cd" * 32))
            trailer = f" /Encrypt {len(objects)} 0 R /ID [<00> <00>]"
        return _file(objects, trailer)


def broken(text: str, measure: float, size: float, indent: float) -> list[str]:
    """`text` in lines; marks that may not begin a line take a character along."""
    lines, line, room = [], "", measure - indent * size
    for char in text:
        wide = size / 2 if char.isascii() else size
        if wide > room + 0.01:
            keep = ""
            if char in _STANDS_OFF:
                line, keep = line[:-1], line[-1]
            lines.append(line)
            line, room = keep, measure - size * len(keep)
        line += char
        room -= wide
    return [*lines, line]


def _codes(content: str) -> Iterable[str]:
    start, end = content.find("<"), content.rfind("> Tj")
    return bytes.fromhex(content[start + 1 : end]).decode("utf-16-be") if 0 <= start < end else ""


def _font(objects: list[bytes], name: str, used: Sequence[str] | None) -> int:
    """A composite font; half-width figures and Latin letters."""
    safe = "".join(f"#{b:02X}" if b > 126 or chr(b) in " #()/" else chr(b) for b in name.encode("gb18030"))
    encoding, maps, order, wide = "UniGB-UCS2-H", "", "GB1", "1 95 500"
    if used is not None:
        pairs = "\n".join(f"<{ord(c):04x}> <{ord(c):04x}>" for c in used)
        maps = f" /ToUnicode {_stream(objects, _CMAP.replace('PAIRS', f'{len(used)} beginbfchar{chr(10)}{pairs}{chr(10)}endbfchar').encode(), '')} 0 R"
        encoding, order, wide = "Identity-H", "Identity", "32 126 500"
    objects.append(
        f"<< /Type /FontDescriptor /FontName /{safe} /Flags 4 /FontBBox [0 -120 1000 880] /Ascent 880 /Descent -120"
        " /ItalicAngle 0 /CapHeight 880 /StemV 80 >>".encode()
    )
    objects.append(
        f"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /{safe} /FontDescriptor {len(objects)} 0 R /DW 1000"
        f" /W [{wide}] /CIDSystemInfo << /Registry (Adobe) /Ordering ({order}) /Supplement 2 >> >>".encode()
    )
    objects.append(
        f"<< /Type /Font /Subtype /Type0 /BaseFont /{safe} /Encoding /{encoding} /DescendantFonts [{len(objects)} 0 R]{maps} >>".encode()
    )
    return len(objects)


_CMAP = """/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def
1 begincodespacerange <0000> <ffff> endcodespacerange
PAIRS
endcmap end end"""


def _stream(objects: list[bytes], data: bytes, extra: str, *, compress: bool = True) -> int:
    packed = zlib.compress(data) if compress else data
    filters = " /Filter /FlateDecode" if compress else ""
    objects.append(f"<< /Length {len(packed)}{filters} {extra} >>\nstream\n".encode() + packed + b"\nendstream")
    return len(objects)


def _file(objects: Sequence[bytes], trailer: str) -> bytes:
    out = bytearray(b"%PDF-1.5\n")
    places = []
    for number, held in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, held)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R{trailer} >>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)
