"""Files inserted whole into a Word document (``w:altChunk``): read where they stand, or refused by name."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest
from builders import RELATIONS, ROLE, docx, p, r, tbl, tc, tr, val, zipped

import planparse
from planparse.errors import LimitError, UnreadableError
from planparse.readers import read_bytes
from planparse.readers.from_docx import read_docx
from planparse.readers.limits import Limits
from planparse.source import Source

CHUNK = f'<w:altChunk xmlns:r="{ROLE}" r:id="c{{}}"><w:altChunkPr><w:matchSrc/></w:altChunkPr></w:altChunk>'
HTML = "<html><body><p>（一）优化流程。公开时限。</p><p><b>责任单位</b>：区教育局</p></body></html>".encode()


def chunk(number: int = 0) -> str:
    return CHUNK.format(number)


def package(*body: str, files: dict[str, bytes], external: bool = False) -> bytes:
    """A document with those files, which ``chunk(0)``, ``chunk(1)`` … insert."""
    with zipfile.ZipFile(BytesIO(docx(*body))) as made:
        members: dict[str, str | bytes] = {name: made.read(name) for name in made.namelist()}
    mode = ' TargetMode="External"' if external else ""
    rows = "".join(f'<Relationship Id="c{n}" Type="{ROLE}/aFChunk" Target="{name}"{mode}/>' for n, name in enumerate(files))
    members["word/_rels/document.xml.rels"] = f'<Relationships xmlns="{RELATIONS}">{rows}</Relationships>'
    return zipped(members | {f"word/{name}": data for name, data in files.items()})


def read(*body: str, limits: Limits | None = None, **files: bytes) -> Source:
    named = {name.replace("_", "."): data for name, data in files.items()}
    return read_docx(package(*body, files=named), "notice.docx", limits)


def test_a_web_page_stands_between_the_paragraphs_around_it_with_its_type() -> None:
    source = read(p("一、重点任务"), chunk(), p("二、组织保障"), a_html=HTML)
    assert source.text.split("\n") == ["一、重点任务", "（一）优化流程。公开时限。", "责任单位：区教育局", "二、组织保障"]
    assert [run.span.of(source.text) for run in source.styles] == ["责任单位"]
    assert [o.part for o in source.origins] == ["word/document.xml", "word/a.html", "word/a.html", "word/document.xml"]
    assert source.reader == "docx"


def test_a_word_document_brings_its_own_styles() -> None:
    inner = docx(p(r("区教育局", val("b")), "、区民政局"))
    source = read(p("甲"), chunk(), p("乙"), a_docx=inner)
    assert source.text == "甲\n区教育局、区民政局\n乙"
    assert [run.span.of(source.text) for run in source.styles] == ["区教育局"]


def test_a_saved_page_and_plain_text() -> None:
    page = b"MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n" + HTML
    source = read(chunk(0), chunk(1), a_mht=page, b_txt="第一行\r\n第二行".encode("gb18030"))
    assert source.text.split("\n")[1:] == ["责任单位：区教育局", "第一行", "第二行"]


def test_tables_of_a_chunk_are_counted_on() -> None:
    page = b"<table border=1><tr><th>c</th><th>d</th></tr><tr><td>e</td><td>f</td></tr></table>"
    source = read(tbl(tr("甲", "乙")), chunk(), tbl(tr("丙")), a_html=page)
    assert [(c.table, c.row, c.column, c.span.of(source.text)) for c in source.cells] == [
        (0, 0, 0, "甲"), (0, 0, 1, "乙"), (1, 0, 0, "c"), (1, 0, 1, "d"), (1, 1, 0, "e"), (1, 1, 1, "f"), (2, 0, 0, "丙"),
    ]  # fmt: skip


def test_a_chunk_in_a_cell_is_the_text_of_the_cell() -> None:
    source = read(tbl(tr("甲", tc("乙").replace("<w:p>", chunk() + "<w:p>", 1))), a_html="<p>内</p>".encode())
    assert [c.span.of(source.text) for c in source.cells] == ["甲", "内\n乙"]


def test_the_plan_of_a_document_put_together() -> None:
    data = package(p("云溪区便民服务提升工作方案"), p("一、重点任务"), chunk(), files={"a.html": HTML})
    [task] = planparse.parse(read_bytes(data, "a.docx")).tasks()
    assert [unit.name for clause in task.responsibilities for unit in clause.units] == ["区教育局"]


REFUSED = {
    "rich text": b"{\\rtf1 x}",
    "a picture": b"\x89PNG\r\n\x1a\n",
    "an empty page": b"<html></html>",
    "a damaged document": b"PK\x03\x04 word/",
    "a document that inserts another": package(chunk(), files={"b.docx": docx(p("内"))}),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_read_is_named_and_not_left_out(case: str) -> None:
    with pytest.raises(UnreadableError, match=r"word/a\.dat") as caught:
        read(p("甲"), chunk(), a_dat=REFUSED[case])
    assert "Word" in caught.value.message_zh


def test_a_chunk_that_is_not_there_or_somewhere_else_is_named_and_not_fetched() -> None:
    with pytest.raises(UnreadableError, match="c7"):
        read(p("甲"), chunk(7), a_html=HTML)
    data = package(p("甲"), chunk(), files={"http://example.org/a.html": b""}, external=True)
    with pytest.raises(UnreadableError, match="c0"):
        read_docx(data, "notice.docx")


def test_too_many_chunks_and_too_many_bytes_are_a_limit() -> None:
    assert read(*[chunk()] * 20, a_html=HTML).text
    with pytest.raises(LimitError, match="20 files"):
        read(*[chunk()] * 21, a_html=HTML)
    with pytest.raises(LimitError, match="too large"):
        read(chunk(), limits=Limits(bytes=100), a_html=HTML)


def test_characters_of_chunks_count_with_those_of_the_document() -> None:
    with pytest.raises(LimitError, match="characters"):
        read(p("甲" * 30), chunk(), limits=Limits(characters=50), a_txt="乙".encode() * 40)


def test_a_chunk_in_a_deleted_row_is_out() -> None:
    row = tr(tc("乙").replace("<w:p>", chunk() + "<w:p>", 1), properties='<w:del w:id="1" w:author="x"/>')
    assert read(tbl(tr("甲"), row), a_html=HTML).text == "甲"
