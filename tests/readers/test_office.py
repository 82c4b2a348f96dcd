"""DOC, WPS, RTF and ODT go through LibreOffice; a small program stands in for it here."""

from __future__ import annotations

import shutil
import sys
import time
from pathlib import Path

import pytest
from builders import docx, p, r

from planparse.errors import LimitError, UnreadableError
from planparse.readers.from_office import read_office
from planparse.readers.limits import Limits
from planparse.readers.zipsafe import OLE

DOC = OLE + bytes(600) + "WordDocument".encode("utf-16-le") + bytes(600)
RTF = rb"{\rtf1\ansi \b lead\b0}"

STAND_IN = """#!{python}
import pathlib, shutil, sys, time
here = pathlib.Path({here!r})
(here / "arguments").write_text("\\n".join(sys.argv[1:]))
outdir = pathlib.Path(sys.argv[sys.argv.index("--outdir") + 1])
{behaviour}
"""
CONVERTS = 'outdir.mkdir(); shutil.copy(here / "made.docx", outdir / "notice.docx")'


def stand_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, behaviour: str = CONVERTS) -> Path:
    """Puts a program named soffice, and nothing else, on PATH."""
    folder = tmp_path / "bin"
    folder.mkdir()
    (tmp_path / "made.docx").write_bytes(docx(p("牵头单位：", r("市教育局", "<w:b/>"))))
    program = folder / "soffice"
    program.write_text(STAND_IN.format(python=sys.executable, here=str(tmp_path), behaviour=behaviour))
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(folder))
    return tmp_path


@pytest.mark.parametrize(("data", "suffix"), [(DOC, ".doc"), (RTF, ".rtf")])
def test_a_document_is_converted_and_read_with_its_type(tmp_path, monkeypatch, data: bytes, suffix: str) -> None:
    here = stand_in(tmp_path, monkeypatch)
    source = read_office(data, "通知.wps")
    assert source.text == "牵头单位：市教育局"
    assert [run.span.of(source.text) for run in source.styles] == ["市教育局"]
    assert (source.reader, source.name) == ("office", "通知.wps")
    assert source.sha256 != read_office(data + b" ", "x").sha256
    assert (here / "arguments").read_text().endswith(f"notice{suffix}")


def test_it_has_a_profile_of_its_own_and_leaves_nothing_behind(tmp_path, monkeypatch) -> None:
    here = stand_in(tmp_path, monkeypatch)
    read_office(DOC, "a.doc")
    arguments = (here / "arguments").read_text().split("\n")
    profile = next(a for a in arguments if a.startswith("-env:UserInstallation=file://"))
    assert "--headless" in arguments
    assert not Path(profile.removeprefix("-env:UserInstallation=file://")).parent.exists()


def refusal(data: bytes, **options: float) -> str:
    with pytest.raises(UnreadableError) as caught:
        read_office(data, "通知.doc", **options)  # type: ignore[arg-type]
    for message in (caught.value.message, caught.value.message_zh):
        assert message.startswith("通知.doc") and "\n" not in message
    return caught.value.message


def test_without_libreoffice_one_line_says_how_to_get_there(tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "install LibreOffice" in refusal(DOC)
    assert "save the file as .docx" in refusal(RTF)


def test_it_is_stopped_when_its_time_is_over(tmp_path, monkeypatch) -> None:
    stand_in(tmp_path, monkeypatch, "time.sleep(60)")
    start = time.monotonic()
    assert "within 0.5 s" in refusal(DOC, seconds=0.5)
    assert time.monotonic() - start < 10


def test_it_makes_nothing_of_the_file(tmp_path, monkeypatch) -> None:
    stand_in(tmp_path, monkeypatch, "sys.exit(1)")
    assert "could not convert" in refusal(DOC)


def test_a_password_is_named_before_anything_is_run(tmp_path, monkeypatch) -> None:
    here = stand_in(tmp_path, monkeypatch)
    assert "password" in refusal(OLE + "EncryptedPackage".encode("utf-16-le"))
    assert not (here / "arguments").exists()


def test_an_office_file_without_text_is_not_converted(tmp_path, monkeypatch) -> None:
    here = stand_in(tmp_path, monkeypatch)
    assert "no text document" in refusal(OLE + "Workbook".encode("utf-16-le"))
    assert not (here / "arguments").exists()


def test_what_comes_of_it_is_held_to_the_limits(tmp_path, monkeypatch) -> None:
    stand_in(tmp_path, monkeypatch)
    with pytest.raises(LimitError):
        read_office(DOC, "a.doc", Limits(bytes=10))
    with pytest.raises(LimitError):
        read_office(DOC, "a.doc", Limits(elements=3))


@pytest.mark.skipif(not (shutil.which("soffice") or shutil.which("libreoffice")), reason="LibreOffice is not installed")
def test_libreoffice_itself_keeps_bold() -> None:
    source = read_office(rb"{\rtf1\ansi plain \b lead\b0  rest}", "a.rtf")
    assert [run.span.of(source.text).strip() for run in source.styles if run.bold] == ["lead"]
