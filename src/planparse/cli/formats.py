"""``planparse formats``: what can be read on this machine, and how to get the rest."""

from __future__ import annotations

import json
from typing import Annotated

import typer
from msgspec import Struct

from planparse import readers
from planparse.cli import output as out
from planparse.cli.console import Console, UsageError
from planparse.cli.options import Lang
from planparse.errors import PlanparseError

WAYS = ("text", "json")

# By reader: what it reads, in English and Chinese. A reader without a row goes by its name.
_WHAT = {
    "docx": ("Word documents: numbering, type, tables, tracked changes", "Word 文档：自动编号、字体、表格、修订"),
    "html": ("web pages", "网页"),
    "markdown": ("Markdown", "Markdown"),
    "mhtml": ("web pages saved as one file", "保存为单个文件的网页"),
    "ofd": ("OFD documents (GB/T 33190)", "OFD 版式文档（GB/T 33190）"),
    "office": ("Word and WPS documents of the old kind, RTF, ODT", "旧版 Word、WPS 文档，RTF，ODT"),
    "pdf": ("PDF with a text layer", "带文字层的 PDF"),
    "text": ("plain text in UTF-8, UTF-16 or GB18030", "纯文本：UTF-8、UTF-16、GB18030"),
}
_PDF = ("pip install 'planparse[pdf]'", "pip install 'planparse[pdf]'")
_OFFICE = (
    "install LibreOffice so that soffice is on PATH, or save the file as .docx",
    "安装 LibreOffice 并确保 soffice 在 PATH 中，或另存为 .docx",
)
_SCANS = ("scanned pages and pictures", "扫描件和图片")
_OCR = (
    "run OCR first, e.g. ocrmypdf -l chi_sim scan.pdf text.pdf, and read what it makes",
    "先做文字识别（OCR），如 ocrmypdf -l chi_sim 扫描件.pdf 文字.pdf，再读取其结果",
)


class Format(Struct, frozen=True, kw_only=True):
    """One format. `what` and `needs` are in English and Chinese; `needs` is None where it can be read."""

    name: str
    suffixes: tuple[str, ...]
    what: tuple[str, str]
    needs: tuple[str, str] | None = None


def formats(
    context: typer.Context,
    to: Annotated[str, typer.Option("--to", metavar="WAY", help="How to print it: text (the default) or json.", show_default=False)] = "",
    lang: Lang = None,
) -> None:
    """List what can be read on this machine, and how to get the rest.

    What a file holds decides how it is read; suffixes say which files of a directory are taken.

    \b
    Examples:
      planparse formats
      planparse formats --to json
    """
    console: Console = context.obj
    code = 0
    try:
        if to not in ("", *WAYS):
            ways = ", ".join(WAYS)
            raise UsageError(f"--to {to}: unknown; choose one of {ways}", f"--to {to}：没有这种输出方式，可选 {ways}")
        out.write_stdout(_as_json() if to == "json" else _as_text(console))
    except out.Stop as stop:
        code = 0 if stop.error is None else console.error(stop.error)
    except PlanparseError as error:
        code = console.error(error)
    raise typer.Exit(code)


def known_formats() -> tuple[Format, ...]:
    """Every format that has a reader, what can be read first; scans, which no reader takes, last."""
    missing = _missing()
    rows = [
        Format(name=name, suffixes=tuple(sorted(suffixes)), what=_WHAT.get(name, (name, name)), needs=missing.get(name))
        for name, suffixes in readers.SUFFIXES_OF.items()
    ]
    rows.sort(key=lambda row: row.needs is not None)
    return (*rows, Format(name="scan", suffixes=(), what=_SCANS, needs=_OCR))


def _missing() -> dict[str, tuple[str, str]]:
    """By reader, how to get what it needs and this machine lacks."""
    from importlib.util import find_spec

    from planparse.readers.from_office import program

    missing = {}
    if find_spec("pypdfium2") is None:
        missing["pdf"] = _PDF
    if program() is None:
        missing["office"] = _OFFICE
    return missing


def _as_text(console: Console) -> str:
    """A line for each: its name, its suffixes, whether it can be read, and what it is or needs."""
    rows = known_formats()
    wide = max(len(" ".join(row.suffixes)) for row in rows)
    lines = []
    for row in rows:
        state = console.say("yes", "可读") if row.needs is None else console.say("no ", "缺件")
        words = console.say(*row.what)
        if row.needs is not None:
            words += console.say(": ", "：") + console.say(*row.needs)
        lines.append(f"{row.name:<9} {' '.join(row.suffixes):<{wide}}  {state}  {words}\n")
    return "".join(lines)


def _as_json() -> str:
    """The same as data, in English whatever the language of messages."""
    rows = [
        {
            "name": row.name,
            "suffixes": row.suffixes,
            "readable": row.needs is None,
            "what": row.what[0],
            "needs": row.needs[0] if row.needs else None,
        }
        for row in known_formats()
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"
