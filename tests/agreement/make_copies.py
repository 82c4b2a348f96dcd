"""Makes the copies of the notices in ``notices/``: each as txt, HTML, MHTML, DOCX, PDF and OFD, into ``copies/``.

Run it (``python tests/agreement/make_copies.py``) after a change here or there; the copies are kept.
They are drawn by the builders of the reader tests, byte for byte the same on every machine.

A notice is a text file of one paragraph a line. `^` opens a title line, `^^` one below it, `<` a line
at the left margin, `>` one at the right, `|` a row of a table (a cell `^` goes on with the one above),
`---` a new page. `__…__` is set in 黑体, `**…**` in bold. Lines like `一、…` are headings in 黑体.
"""

from __future__ import annotations

import quopri
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape
from itertools import groupby
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "readers"))

import builders as word
from pdf_builder import A4, LEFT, PITCH, RIGHT, SIZE, TOP, Page, Pdf, broken

BOTTOM = 740.0
PLAIN, BOLD, HEITI = "plain", "bold", "heiti"
_MARKED = re.compile(r"\*\*(?P<bold>.+?)\*\*|__(?P<heiti>.+?)__")
_NUMBER = re.compile(r"(?P<h>[一二三四五六七八九十]+、)|(?P<s>（[一二三四五六七八九十]+）)|(?P<i>\d+\.)")
_LEVEL = {"h": 0, "s": 1, "i": 2}

Run = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How the copies of a notice are set: what differs between them and from one notice to the next."""

    numbered: bool = False  # the DOCX numbers its paragraphs itself
    running: bool = False  # … and 1. 2. 3. run on across headings
    styled: bool = False  # the DOCX marks leads by a character style, not by the run
    page: bool = False  # the HTML is a page of a web site, not a document saved as one


LOOKS = {
    "jinsha-kongqi": Look(styled=True, page=True),
    "lvhe-fenlei": Look(page=True),
    "qianling-yanglao": Look(numbered=True),
    "yunhu-shuili": Look(numbered=True, running=True, page=True),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A paragraph (`runs`), a table (`rows`) or a new page."""

    kind: str  # title, under, left, right, heading, text, table, break
    runs: tuple[Run, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()

    @property
    def text(self) -> str:
        """The paragraph without its marks."""
        return "".join(text for text, _ in self.runs)


def blocks(notice: str) -> Iterator[Block]:
    """The blocks of a notice."""
    kinds = {"^ ": "title", "^^ ": "under", "< ": "left", "> ": "right"}
    for is_row, lines in groupby(notice.splitlines(), lambda line: line.startswith("|")):
        if is_row:
            yield Block(kind="table", rows=tuple(tuple(c.strip() for c in line.split("|")[1:-1]) for line in lines))
            continue
        for line in lines:
            sign = next((s for s in kinds if line.startswith(s)), "")
            rest = line.removeprefix(sign)
            number = _NUMBER.match(rest)
            kind = kinds.get(sign) or ("heading" if number and number["h"] else "text")
            yield Block(kind="break") if line == "---" else Block(kind=kind, runs=tuple(_runs(rest)))


def _runs(line: str) -> Iterator[Run]:
    at = 0
    for match in _MARKED.finditer(line):
        if match.start() > at:
            yield line[at : match.start()], PLAIN
        yield (match["bold"], BOLD) if match["bold"] else (match["heiti"], HEITI)
        at = match.end()
    if at < len(line):
        yield line[at:], PLAIN


# ------------------------------------------------------------------------------ txt


def as_txt(name: str, notice: list[Block]) -> bytes:
    """The words alone, a cell a line, as a copy from the screen has them."""
    lines = []
    for block in notice:
        if block.kind == "table":
            lines += [cell for row in block.rows for cell in row if cell != "^"]
        else:
            lines.append(f"　　{block.text}" if block.kind in ("text", "heading") else block.text)
    return ("\n".join(lines) + "\n").encode()


# ------------------------------------------------------------------------------ HTML

_PAGE = """<!DOCTYPE html>
<html><head><meta charset="utf-8"><title>{title}</title>
<meta name="ArticleTitle" content="{title}">
<style>.strong {{ font-weight: 700 }} .hei {{ font-family: 黑体, SimHei }} td {{ border: 1px solid }}</style></head>
<body><div class="nav"><a href="/">首页</a> <a href="/gk">政务公开</a> <a href="/fw">政务服务</a></div>
<div class="crumbs">当前位置：<a href="/">首页</a> &gt; <a href="/gk">政务公开</a> &gt; <a href="/wj">政策文件</a></div>
<div class="article" id="content">
{body}
</div>
<div class="foot"><a href="/map">网站地图</a> <a href="javascript:window.print()">打印本页</a></div></body></html>
"""
_SAVED = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head>
<meta http-equiv=Content-Type content="text/html; charset=utf-8"><title>{title}</title>
<style>p.MsoNormal {{ font-family: 仿宋 }}</style></head>
<body lang=ZH-CN><div class=WordSection1>
{body}
</div></body></html>
"""
_ALIGN = {"title": "center", "under": "center", "right": "right", "left": "left"}


def as_html(name: str, notice: list[Block]) -> bytes:
    """A page of a web site, or what a word processor saves as one."""
    look = LOOKS[name]
    title = "".join(block.text for block in notice[: [b.kind for b in notice].index("under")])
    body = "\n".join(_html_block(block, look) for block in notice if block.kind != "break")
    return (_PAGE if look.page else _SAVED).format(title=title, body=body).encode()


def _html_block(block: Block, look: Look) -> str:
    if block.kind == "table":
        return _html_table(block.rows)
    inside = "".join(_html_run(text, HEITI if block.kind == "heading" else mark, look) for text, mark in block.runs)
    align = f' align="{_ALIGN[block.kind]}"' if block.kind in _ALIGN else ""
    if block.kind == "title":
        inside = f"<b>{inside}</b>"
    indent = "　　" if block.kind in ("text", "heading") else ""
    return f"<p{'' if look.page else ' class=MsoNormal'}{align}>{indent}{inside}</p>"


def _html_run(text: str, mark: str, look: Look) -> str:
    text = escape(text, quote=False)
    if mark == BOLD:
        return f'<span class="strong">{text}</span>' if len(text) % 2 else f"<strong>{text}</strong>"
    if mark == HEITI and look.page:
        return f'<span class="hei">{text}</span>'
    if mark == HEITI:  # one name in two elements, as editing leaves them
        return "".join(f"<span style='font-family:黑体'>{part}</span>" for part in (text[:2], text[2:]))
    return text if look.page else f"<span lang=ZH-CN style='font-family:仿宋'>{text}</span>"


def _html_table(rows: tuple[tuple[str, ...], ...]) -> str:
    out = []
    for r, row in enumerate(rows):
        cells = []
        for c, cell in enumerate(row):
            if cell != "^":
                down = _down(rows, r, c)
                cells.append(f"<td{f' rowspan={chr(34)}{down}{chr(34)}' if down > 1 else ''}>{escape(cell)}</td>")
        out.append(f"<tr>{''.join(cells)}</tr>")
    return "<table>\n" + "\n".join(out) + "\n</table>"


def _down(rows: tuple[tuple[str, ...], ...], r: int, c: int) -> int:
    """How many rows the cell takes."""
    down = 1
    while r + down < len(rows) and rows[r + down][c] == "^":
        down += 1
    return down


def as_mhtml(name: str, notice: list[Block]) -> bytes:
    """The same page as a browser saves it in one file."""
    head = "From: <Saved by Blink>\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary=--X--\n\n"
    part = "\n----X--\nContent-Type: text/html\nContent-Transfer-Encoding: quoted-printable\n\n"
    return head.encode() + part.encode() + quopri.encodestring(as_html(name, notice)) + b"\n----X----\n"


# ------------------------------------------------------------------------------ DOCX

_STYLES = (
    word.defaults(word.fonts(ascii="Times New Roman", eastAsia="仿宋_GB2312"))
    + word.style("Normal", default=True)
    + word.style("Heading", based_on="Normal", run=word.fonts(eastAsia="黑体"))
    + word.style("Lead", kind="character", run=word.val("b"))
)


def as_docx(name: str, notice: list[Block]) -> bytes:
    """A Word document, with numbers typed or given by Word itself."""
    look = LOOKS[name]
    body = []
    for block in notice:
        if block.kind == "table":
            body.append(_word_table(block.rows))
        elif block.kind == "break":
            body.append(word.p(word.r(inner='<w:br w:type="page"/>')))
        else:
            body.append(_word_paragraph(block, look))
    return word.docx(*body, styles=_STYLES, **({"numbering": _numbering(look)} if look.numbered else {}))


def _numbering(look: Look) -> str:
    levels = (
        word.level(0, "%1、", "chineseCountingThousand"),
        word.level(1, "（%2）", "chineseCountingThousand"),
        word.level(2, "%3.", more=word.val("lvlRestart", 0) if look.running else ""),
    )
    return word.abstract(0, *levels) + word.num(1, 0)


def _word_paragraph(block: Block, look: Look) -> str:
    runs, num = list(block.runs), None
    number = _NUMBER.match(block.text) if look.numbered and block.kind in ("heading", "text") else None
    if number:
        runs[0] = (runs[0][0][number.end() :], runs[0][1])
        num = (1, _LEVEL[number.lastgroup or ""])
    faces = {
        BOLD: word.val("rStyle", "Lead") if look.styled else word.val("b"),
        HEITI: word.fonts(eastAsia="黑体", hint="eastAsia"),
        PLAIN: "",
    }
    if block.kind == "title":
        faces[PLAIN] = word.fonts(eastAsia="方正小标宋简体")
    style = "Heading" if block.kind == "heading" else ""
    return word.p(*(word.r(text, faces[mark]) for text, mark in runs), style=style, num=num)


def _word_table(rows: tuple[tuple[str, ...], ...]) -> str:
    def cell(r: int, c: int) -> str:
        if rows[r][c] == "^":
            return word.tc(down="continue")
        return word.tc(rows[r][c], down="restart" if _down(rows, r, c) > 1 else "")

    return word.tbl(*(word.tr(*(cell(r, c) for c in range(len(row)))) for r, row in enumerate(rows)))


# ------------------------------------------------------------------------------ PDF

_BODY, _HEAD, _HEITI = "FangSong", "FZXiaoBiaoSong-B05S", "SimHei"


def as_pdf(name: str, notice: list[Block]) -> bytes:
    """Pages as a printer would set them, with page numbers; bold is drawn by stroking, as Word does."""
    pdf = Pdf()
    _lay_out(pdf, notice)
    return pdf.data(compress=False)


def _lay_out(pdf: Pdf, notice: list[Block]) -> None:
    pdf.page()
    for block in notice:
        if block.kind == "table":
            _pdf_table(pdf, block.rows)
        elif block.kind == "break":
            pdf.page()
        else:
            _pdf_paragraph(pdf, block)
    for number, page in enumerate(pdf.pages, 1):
        page.text(275, 790, f"— {number} —", 12)


def _pdf_paragraph(pdf: Pdf, block: Block) -> None:
    size, indent = (20.0 if block.kind == "title" else SIZE), (2 if block.kind in ("text", "heading") else 0)
    marks = [mark for text, mark in block.runs for _ in text]
    at = 0
    for n, line in enumerate(broken(block.text, RIGHT - LEFT, size, indent)):
        if pdf.y > BOTTOM:
            pdf.page()
        x = LEFT + (indent * size if n == 0 else 0)
        if block.kind in ("title", "under"):
            x = (LEFT + RIGHT - _wide(line, size)) / 2
        if block.kind == "right":
            x = RIGHT - _wide(line, size) - 2 * size
        for mark, group in groupby(zip(line, marks[at : at + len(line)], strict=True), lambda pair: pair[1]):
            text = "".join(char for char, _ in group)
            font = _HEAD if block.kind == "title" else _HEITI if HEITI in (mark, "heiti" * (block.kind == "heading")) else _BODY
            pdf.pages[-1].text(x, pdf.y, text, size, font, mode=2 if mark == BOLD else 0)
            x += _wide(text, size)
        at += len(line)
        pdf.y += PITCH * (1.4 if block.kind == "title" else 1)


def _wide(text: str, size: float) -> float:
    return sum(size / 2 if char.isascii() else size for char in text)


def _pdf_table(pdf: Pdf, rows: tuple[tuple[str, ...], ...]) -> None:
    xs, size = [LEFT, 134.0, 164.0, 278.0, 362.0, 446.0, RIGHT], 12.0
    set_ = [
        [cell if cell == "^" else "/".join(broken(cell, xs[c + 1] - xs[c] - 11, size, 0)) for c, cell in enumerate(row)]
        for row in rows
    ]
    ys = [pdf.y]
    for row in set_:
        ys.append(ys[-1] + size * (1.3 * max(cell.count("/") + 1 for cell in row) + 0.8))
    assert ys[-1] < BOTTOM > TOP, "a table of one page"
    pdf.pages[-1].table(xs, ys, set_, size, bars=True)
    pdf.y = ys[-1] + PITCH


# ------------------------------------------------------------------------------ OFD

_FACES = {_BODY: "1", _HEITI: "2", _HEAD: "3", "STSong-Light": "4"}
_MM = 25.4 / 72


class _OfdPage(Page):
    """A page that takes down the same marks as objects of OFD."""

    def text(
        self, x: float, y: float, text: str, size: float = SIZE, font: str = "STSong-Light", mode: int = 0, spacing: float = 0, turn: str = ""
    ) -> None:
        """A line of text, its steps given one by one."""
        step = " ".join(f"{_wide(char, size) * _MM:.3f}" for char in text[:-1])
        bold = 'Stroke="true"' if mode == 2 else ""
        self.content.append(
            word.text_object(text, round(x * _MM, 3), round(y * _MM, 3), size=round(size * _MM, 3), font=_FACES[font], step=step, more=bold)
        )

    def line(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """A stroked rule."""
        self.content.append(word.path(f"M {x0 * _MM:.3f} {y0 * _MM:.3f} L {x1 * _MM:.3f} {y1 * _MM:.3f}"))

    bar = line


class _Ofd(Pdf):
    def page(self, size: tuple[float, float] = A4, rotate: int = 0) -> Page:
        """A new page."""
        self.pages.append(_OfdPage(size, rotate))
        self.y = TOP
        return self.pages[-1]


def as_ofd(name: str, notice: list[Block]) -> bytes:
    """The same pages as the PDF has."""
    ofd = _Ofd()
    _lay_out(ofd, notice)
    faces = {"1": "仿宋", "2": "黑体", "3": "方正小标宋简体", "4": "宋体"}
    return word.ofd(*("".join(page.content) for page in ofd.pages), fonts=faces)


FORMATS: dict[str, Callable[[str, list[Block]], bytes]] = {
    "txt": as_txt,
    "html": as_html,
    "mhtml": as_mhtml,
    "docx": as_docx,
    "pdf": as_pdf,
    "ofd": as_ofd,
}


def copies() -> Iterator[tuple[str, bytes]]:
    """File name and content of every copy."""
    for name in sorted(LOOKS):
        notice = list(blocks((HERE / "notices" / f"{name}.txt").read_text("utf-8")))
        for suffix, make in FORMATS.items():
            yield f"{name}.{suffix}", make(name, notice)


if __name__ == "__main__":
    for file, data in copies():
        (HERE / "copies" / file).write_bytes(data)
        print(f"{len(data):7,} {file}")
