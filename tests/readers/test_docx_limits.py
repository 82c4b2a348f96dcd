"""Hostile and broken Word documents end in one clear line, soon and in little memory."""

from __future__ import annotations

import io
import struct
import subprocess
import sys
import time
import zipfile
from contextlib import suppress
from random import Random

import pytest
from builders import NAMESPACES, W, docx, fonts, p, r, zipped

from planparse.errors import LimitError, PlanparseError, UnreadableError
from planparse.readers.from_docx import read_docx
from planparse.readers.limits import Limits
from planparse.readers.zipsafe import OLE, ZipLimits

HEAD = f"<w:document {NAMESPACES}><w:body>".encode()
TAIL = b"</w:body></w:document>"


def refused(data: bytes, kind: type[PlanparseError], limits: Limits | None = None, zips: ZipLimits | None = None) -> str:
    """The message with which `data` is refused; one line in each language, with the name of the file."""
    with pytest.raises(kind) as caught:
        read_docx(data, "文件.docx", limits, zip_limits=zips)
    error = caught.value
    for message in (error.message, error.message_zh):
        assert message.startswith("文件.docx") and "\n" not in message
    assert error.message != error.message_zh
    return error.message


def whole(inside: bytes) -> bytes:
    return zipped({"word/document.xml": HEAD + inside + TAIL})


def test_too_many_members() -> None:
    parts = {f"word/media/{i}.png": b"" for i in range(1001)}
    assert "1,000 files" in refused(zipped(parts), LimitError)


def test_a_directory_of_a_hundred_thousand_members_is_counted_not_parsed() -> None:
    entry = struct.pack("<4s4B4HL2L5H2L", b"PK\x01\x02", 20, 0, 20, 0, *[0] * 4, *[0] * 3, 1, *[0] * 4, 0, 0) + b"a"
    many = entry * 100_000
    data = many + struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 1, 1, len(many), 0, 0)
    start = time.process_time()
    assert "files" in refused(data, LimitError)
    assert time.process_time() - start < 0.5


def test_a_part_that_unpacks_to_hundreds_of_times_its_size() -> None:
    assert "200 times" in refused(whole(b" " * 20_000_000), LimitError)


def test_what_unpacks_is_counted_and_not_what_the_directory_says() -> None:
    data = bytearray(whole(b" " * 20_000_000))
    at = data.rfind(b"PK\x01\x02")
    struct.pack_into("<L", data, at + 24, 100)  # the directory claims a hundred bytes
    refused(bytes(data), PlanparseError)


def test_more_bytes_unpacked_than_allowed() -> None:
    zips = ZipLimits(unpacked=1_000_000, ratio=10**9)
    assert "1 MB" in refused(whole(b" " * 1_200_000), LimitError, zips=ZipLimits(unpacked=1 << 20, ratio=10**9))
    assert refused(whole(b" " * 1_200_000), LimitError, zips=zips)


def test_a_small_part_of_blanks_is_no_bomb() -> None:
    assert read_docx(whole(b" " * 500_000 + p("甲").encode()), "x").text == "甲"


def test_too_many_elements() -> None:
    assert "elements" in refused(docx(p("甲") * 50), LimitError, Limits(elements=100))


def test_too_many_attributes() -> None:
    inside = b"<w:p " + b" ".join(b'a%d="x"' % i for i in range(500)) + b"/>"
    assert "elements" in refused(whole(inside), LimitError, Limits(elements=200))


def test_too_many_characters() -> None:
    assert "characters" in refused(docx(p("甲乙丙丁") * 10), LimitError, Limits(characters=30))


def test_nested_too_deep_in_elements_known_unknown_and_skipped() -> None:
    for name in ("w:sdt", "zz", "w:sectPr"):
        inside = f"<{name}>" * 600 + f"</{name}>" * 600
        assert "deeper than 512" in refused(whole(inside.encode()), LimitError)


def test_nested_too_deep_in_a_side_part() -> None:
    styles = "<w:style>" * 600 + "</w:style>" * 600
    assert "deeper" in refused(docx(p("甲"), styles=styles), LimitError)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_type_is_refused_in_any_part_and_encoding(encoding: str) -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
    document = f'<?xml version="1.0" encoding="{encoding}"?>{bomb}{HEAD.decode()}<w:p/>{TAIL.decode()}'
    assert "DTD" in refused(zipped({"word/document.xml": document.encode(encoding)}), UnreadableError)
    styles = f'{bomb}<w:styles xmlns:w="{W}"/>'
    parts = {"word/document.xml": HEAD + TAIL, "word/styles.xml": styles, "word/_rels/document.xml.rels": _styles()}
    assert "DTD" in refused(zipped(parts), UnreadableError)


def test_an_encoding_that_could_hide_a_document_type_is_refused() -> None:
    document = b'<?xml version="1.0" encoding="cp037"?>' + HEAD + TAIL
    assert "cp037" in refused(zipped({"word/document.xml": document}), UnreadableError)


def test_utf_16_and_gbk_parts_are_read() -> None:
    document = f'<?xml version="1.0" encoding="{{}}"?>{HEAD.decode()}{p("甲")}{TAIL.decode()}'
    for encoding in ("utf-16", "gbk"):
        data = zipped({"word/document.xml": document.format(encoding).encode(encoding)})
        assert read_docx(data, "x").text == "甲"


def test_a_document_with_a_password() -> None:
    ole = OLE + bytes(500) + "EncryptedPackage".encode("utf-16-le") + bytes(500)
    assert "password" in refused(ole, UnreadableError)


def test_an_encrypted_member() -> None:
    data = bytearray(whole(p("甲").encode()))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.find(mark) + offset] |= 1
    assert "password" in refused(bytes(data), UnreadableError)


def test_the_old_binary_format() -> None:
    assert "binary" in refused(OLE + bytes(1000), UnreadableError)


def test_a_file_cut_off_anywhere() -> None:
    data = docx(p("甲" * 500), styles="")
    for end in range(0, len(data) - 1, 97):
        refused(data[:end], UnreadableError)


def test_bytes_damaged_anywhere_never_raise_anything_else() -> None:
    data = docx(p("甲乙丙", r("丁", fonts(eastAsia="黑体"))), styles="")
    for at in range(len(data)):
        broken = bytearray(data)
        broken[at] ^= 0x5A
        with suppress(PlanparseError):
            read_docx(bytes(broken), "x.docx")


TAGS = (
    "p r t pPr rPr tbl tr tc tcPr trPr ins del sdt sdtContent sdtPr txbxContent hyperlink numPr ruby rt fldSimple delText"
    " instrText footnote pPrChange rPrChange moveFrom sectPr"
).split()
MARKS = ("vMerge", "hMerge", "b", "vanish", "tab", "br", "sym", "numId", "ilvl", "pStyle", "gridSpan", "gridBefore", "docPartGallery")


@pytest.mark.parametrize("seed", range(100))
def test_elements_in_any_order_never_raise_nor_hide_what_follows(seed: int) -> None:
    random = Random(seed)

    def anything(depth: int) -> str:
        choice = random.random()
        if depth > 9 or choice < 0.15:
            return f"<w:t>{random.choice(('甲', 'a', ''))}</w:t>"
        if choice < 0.35:
            return f'<w:{random.choice(MARKS)} w:val="{random.choice(("1", "0", "restart", "continue", "x", "99999"))}"/>'
        if choice < 0.4:
            kind = random.choice(("begin", "separate", "end"))
            return f'<w:fldChar w:fldCharType="{kind}"/>'
        tag = random.choice(("mc:AlternateContent", "mc:Choice", "mc:Fallback", *(f"w:{t}" for t in TAGS * 3)))
        inside = "".join(anything(depth + 1) for _ in range(random.randrange(5)))
        return f"<{tag}>{inside}</{tag}>"

    body = "".join(anything(0) for _ in range(12)) + p("末")
    for tracked in ("final", "original"):
        source = read_docx(docx(body, numbering="", styles=""), "x", tracked=tracked)
        assert source.text.endswith("末")
        assert all(0 <= s.span.start <= s.span.end <= len(source.text) for s in (*source.styles, *source.cells, *source.origins))


def test_a_part_that_is_no_xml() -> None:
    assert "word/document.xml" in refused(zipped({"word/document.xml": b"<w:document><w:p></w:document>"}), UnreadableError)


def test_a_zip_file_that_is_no_word_document() -> None:
    assert "no Word document" in refused(zipped({"a.txt": b"a"}), UnreadableError)


def test_a_method_of_packing_that_is_not_known() -> None:
    data = bytearray(whole(b""))
    for mark, offset in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        struct.pack_into("<H", data, data.find(mark) + offset, 97)
    refused(bytes(data), UnreadableError)


def test_a_document_of_pictures_names_the_way_out() -> None:
    assert "OCR" in refused(docx(p(r(inner="<w:drawing/>"))), UnreadableError)


def _styles() -> bytes:
    from builders import relations

    return relations([("styles", "styles.xml")]).encode()


HOSTILE = """
import resource, sys, time
from planparse.errors import LimitError
from planparse.readers.from_docx import read_docx
data = open(sys.argv[1], "rb").read()
start = time.perf_counter()
try:
    read_docx(data, "x.docx")
except LimitError:
    print(time.perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


@pytest.mark.parametrize("padding", [0, 500_000], ids=["packed", "padded_to_pass_the_ratio"])
def test_ten_million_paragraphs_are_refused_within_three_seconds_and_300_mb(tmp_path, padding: int) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package, package.open("word/document.xml", "w") as part:
        part.write(HEAD)
        if padding:  # bytes that do not pack, in a comment
            part.write(b"<!--" + Random(1).randbytes(padding).hex().encode() + b"-->")
        for _ in range(100):
            part.write(b"<w:p/>" * 100_000)
        part.write(TAIL)
    path = tmp_path / "x.docx"
    path.write_bytes(out.getvalue())
    done = subprocess.run([sys.executable, "-c", HOSTILE, str(path)], capture_output=True, text=True, check=True)
    seconds, megabytes = map(float, done.stdout.split())
    assert seconds < 3
    assert megabytes < 300


def test_forty_thousand_characters_read_within_forty_milliseconds() -> None:
    """On a quiet machine in 25; the bound leaves room for one that is not."""
    run = fonts(ascii="仿宋_GB2312", eastAsia="仿宋_GB2312", hint="eastAsia") + '<w:sz w:val="32"/>'
    paragraph = p(r("加强组织领导，落实工作责任，" * 2, run), r("市教育局、市民政局", "<w:b/>" + run), r("按职责分工负责。", run))
    data = docx(paragraph * 900)
    assert len(read_docx(data, "x").text) > 40_000
    best = min(_seconds(data) for _ in range(5))
    assert best < 0.08


def _seconds(data: bytes) -> float:
    start = time.process_time()
    read_docx(data, "x")
    return time.process_time() - start
