"""Web pages saved as one file: the page is found, decoded and read as HTML; nothing else is touched."""

from __future__ import annotations

import base64
import quopri
import time
from contextlib import suppress
from pathlib import Path

import pytest

import planparse
from planparse.errors import LimitError, PlanparseError, UnreadableError
from planparse.readers import Limits, read_bytes
from planparse.source import Source

BODY = (
    "<p align=center>云溪区便民服务提升工作方案</p><p>一、重点任务</p>"
    "<p>（一）优化流程。公开时限。（牵头单位：区教育局；配合单位：<b>区司法局</b>）</p>"
)
HTML = f"<html><head><title>方案</title></head><body>{BODY}</body></html>"
LINES = ["云溪区便民服务提升工作方案", "一、重点任务", "（一）优化流程。公开时限。（牵头单位：区教育局；配合单位：区司法局）"]
PICTURE = b"Content-Type: image/png\nContent-Transfer-Encoding: base64\nContent-Location: http://example.org/a.png\n\niVBORw0KGgo="


def part(html: str = HTML, *, charset: str = "utf-8", declared: str = "", encoding: str = "quoted-printable", more: str = "") -> bytes:
    """One page with its head."""
    data = html.encode(charset)
    packed = {"quoted-printable": quopri.encodestring, "base64": base64.encodebytes}.get(encoding, bytes)(data)
    named = f"; charset={declared}" if declared else ""
    return f"Content-Type: text/html{named}\nContent-Transfer-Encoding: {encoding}\n{more}\n".encode() + packed


def archive(*parts: bytes, more: str = "", boundary: str = "----=_Next_01", end: str = "\n------=_Next_01--\n") -> bytes:
    """An archive as a browser writes it."""
    head = (
        "From: <Saved by Blink>\nSubject: =?utf-8?Q?=E6=96=B9=E6=A1=88?=\nMIME-Version: 1.0\n"
        f'Content-Type: multipart/related;\n\ttype="text/html";{more}\n\tboundary="{boundary}"\n\n'
    )
    return head.encode() + b"".join(b"\n--" + boundary.encode() + b"\n" + p for p in parts) + end.encode()


def read(data: bytes, name: str = "a.mhtml", limits: Limits | None = None) -> Source:
    return read_bytes(data, name, limits=limits)


@pytest.mark.parametrize("encoding", ["quoted-printable", "base64", "8bit", "binary"])
@pytest.mark.parametrize("charset", ["utf-8", "gb18030"])
@pytest.mark.parametrize("breaks", [b"\n", b"\r\n"])
def test_the_page_is_decoded_by_its_transfer_encoding_and_charset(encoding: str, charset: str, breaks: bytes) -> None:
    declared = "gb2312" if charset == "gb18030" else ""
    source = read(archive(part(charset=charset, declared=declared, encoding=encoding), PICTURE).replace(b"\n", breaks))
    assert source.text.split("\n") == LINES
    assert (source.reader, source.media_type, source.encoding) == ("mhtml", "multipart/related", charset)
    assert [run.span.of(source.text) for run in source.styles if run.bold] == ["区司法局"]
    assert ("title", "方案") in source.fields


def test_the_plan_is_that_of_the_page(tmp_path: Path) -> None:
    (tmp_path / "a.mht").write_bytes(archive(part()))
    (tmp_path / "a.html").write_text(HTML, encoding="utf-8")
    saved, page = (planparse.extract(tmp_path / f"a.{suffix}") for suffix in ("mht", "html"))
    assert saved.model_dump(exclude={"source"}) == page.model_dump(exclude={"source"})


def test_the_page_is_the_part_that_is_named_as_the_start() -> None:
    other = part("<p>另一页</p>", more="Content-ID: <frame@x>\n")
    root = part(more="Content-ID: <root@x>\n")
    assert read(archive(other, root, more=' start="<root@x>";')).text.split("\n") == LINES
    assert read(archive(other, root)).text == "另一页"
    assert read(archive(other, root, more=' start="<nobody@x>";')).text == "另一页"


def test_the_first_page_is_read_where_a_picture_or_a_style_stands_before_it() -> None:
    css = b"Content-Type: text/css\n\np { font-weight: bold }"
    assert read(archive(PICTURE, css, part(), part("<p>框架</p>"))).text.split("\n") == LINES


def test_a_page_inside_an_alternative_inside_the_archive() -> None:
    inner = b"Content-Type: multipart/alternative; boundary=B\n\n--B\nContent-Type: text/plain\n\nx\n--B\n" + part() + b"\n--B--"
    assert read(archive(inner, PICTURE)).text.split("\n") == LINES


def test_a_message_that_is_nothing_but_a_page() -> None:
    assert read(b"MIME-Version: 1.0\n" + part()).text.split("\n") == LINES


@pytest.mark.parametrize("name", ["a.mht", "a.html", "a.txt", "notice"])
def test_the_content_decides_and_not_the_suffix(name: str) -> None:
    assert read(archive(part()), name).reader == "mhtml"
    assert read(b"\xef\xbb\xbf\r\n" + archive(part()), name).reader == "mhtml"


def test_a_text_that_speaks_of_mail_is_a_text() -> None:
    text = "From: 区政府办公室\n\nMIME-Version: 1.0\nContent-Type: multipart/related\n"
    assert read(text.encode(), "a.txt").reader == "text"


def test_an_archive_without_a_page_says_so() -> None:
    for data in (archive(PICTURE), archive(), archive(part()).replace(b"_Next_01\n", b"_Other\n"), archive(b"no head")):
        with pytest.raises(UnreadableError, match="without a page") as caught:
            read(data)
        assert "网页存档" in caught.value.message_zh
        assert "\n" not in caught.value.message


def test_a_page_that_breaks_off_is_refused_and_pictures_that_do_are_not() -> None:
    with pytest.raises(UnreadableError, match="breaks off"):
        read(archive(part(), end=""))
    assert read(archive(part(), PICTURE, end="")).text.split("\n") == LINES


def test_an_empty_page_is_refused() -> None:
    with pytest.raises(UnreadableError, match="no text"):
        read(archive(part("<html></html>")))


def test_too_many_parts_are_a_limit() -> None:
    data = archive(part(), *[PICTURE] * 20)
    assert read(data, limits=Limits(parts=21)).text
    with pytest.raises(LimitError, match="more than 20 parts"):
        read(data, limits=Limits(parts=20))


def test_parts_within_parts_are_counted_together() -> None:
    inner = b"Content-Type: multipart/mixed; boundary=B\n\n" + b"--B\n\n" * 30 + b"--B--"
    with pytest.raises(LimitError, match="parts"):
        read(archive(inner, inner), limits=Limits(parts=50))


def test_bytes_characters_and_elements_of_the_page_are_held_to_the_limits() -> None:
    for limits in (Limits(bytes=100), Limits(characters=10), Limits(elements=3)):
        with pytest.raises(LimitError):
            read(archive(part(encoding="base64")), limits=limits)


def test_a_file_cut_off_anywhere_ends_in_one_line() -> None:
    data = archive(part(encoding="base64"), PICTURE)
    for end in range(1, len(data), 7):
        with suppress(PlanparseError):
            read(data[:end])


@pytest.mark.parametrize("seed", range(8))
def test_bytes_damaged_anywhere_never_raise_anything_else(seed: int) -> None:
    import random

    chance = random.Random(seed)
    for _ in range(40):
        data = bytearray(archive(part(), PICTURE, more=' start="<root@x>";'))
        for _ in range(chance.randrange(1, 12)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        with suppress(PlanparseError):
            read(bytes(data))


HOSTILE = {
    "multiparts within each other": b"".join(b"Content-Type: multipart/mixed; boundary=B%d\n\n--B%d\n" % (n, n) for n in range(20_000)),
    "a boundary that nearly matches": b"Content-Type: text/css\n\n" + b"\n------=_Next_01-" * 300_000,
    "a head without an end": b"X: y\n" * 500_000,
    "a parameter of quotes": b'Content-Type: text/html; a="' + b";" * 3_000_000,
    "blanks": b"Content-Type: text/html\n" + b"\n" * 3_000_000,
}


@pytest.mark.parametrize("case", HOSTILE)
def test_what_is_made_to_hurt_ends_soon(case: str) -> None:
    start = time.process_time()
    with suppress(PlanparseError):
        read(archive(HOSTILE[case]))
    assert time.process_time() - start < 2


def test_nothing_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a reader opened a connection")

    monkeypatch.setattr("socket.socket.connect", refuse)
    html = HTML.replace("<body>", "<body><img src=http://example.org/a.png><iframe src=cid:frame@x></iframe>")
    assert read(archive(part(html.replace("<head>", "<head><link rel=stylesheet href=http://example.org/a.css>")))).text.split("\n") == LINES
