"""``planparse formats``: every reader is listed, and what is missing says how to get it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from planparse import readers
from planparse.cli import formats

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without pypdfium2 and LibreOffice."""
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    monkeypatch.setattr("planparse.readers.from_office.program", lambda: None)


@pytest.fixture
def equipped(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine that has both."""
    monkeypatch.setattr("importlib.util.find_spec", lambda name: object())
    monkeypatch.setattr("planparse.readers.from_office.program", lambda: "/usr/bin/soffice")


def test_every_reader_is_described() -> None:
    assert set(readers.SUFFIXES_OF) == set(formats._WHAT)
    assert sorted(s for row in formats.known_formats() for s in row.suffixes) == list(readers.SUFFIXES)


def test_a_bare_machine_reads_six_formats(bare: None) -> None:
    readable = {row.name for row in formats.known_formats() if row.needs is None}
    assert readable == {"text", "markdown", "html", "mhtml", "docx", "ofd"}


def test_what_is_missing_says_how_to_get_it(bare: None) -> None:
    needs = {row.name: row.needs for row in formats.known_formats() if row.needs}
    assert "pip install 'planparse[pdf]'" in needs["pdf"][0]
    assert "LibreOffice" in needs["office"][0]
    assert "soffice" in needs["office"][1]
    assert "OCR" in needs["scan"][0]


def test_with_everything_installed_only_scans_are_left(equipped: None) -> None:
    assert [row.name for row in formats.known_formats() if row.needs] == ["scan"]


def test_what_can_be_read_stands_first(bare: None) -> None:
    missing = [row.needs is not None for row in formats.known_formats()]
    assert missing == sorted(missing)


def test_text_is_a_line_each(cli: Run) -> None:
    done = cli("formats")
    assert (done.returncode, done.stderr) == (0, b"")
    lines = done.stdout.decode().splitlines()
    assert len(lines) == len(formats.known_formats())
    assert {line.split()[0] for line in lines} == {*readers.SUFFIXES_OF, "scan"}
    assert any(line.startswith("docx") and ".docx" in line and " yes " in line for line in lines)


def test_in_chinese(cli: Run) -> None:
    text = cli("formats", "--lang", "zh").stdout.decode()
    assert "可读" in text
    assert "文字识别" in text


def test_as_data(cli: Run) -> None:
    done = cli("formats", "--to", "json")
    rows = {row["name"]: row for row in json.loads(done.stdout)}
    assert rows["html"]["readable"] is True
    assert rows["html"]["needs"] is None
    assert rows["scan"]["readable"] is False
    assert done.stdout == cli("formats", "--to", "json", "--lang", "zh").stdout


def test_libreoffice_is_looked_for_on_path(cli: Run, tmp_path: Path) -> None:
    def office(path: str) -> bool:
        rows = json.loads(cli("formats", "--to", "json", env={"PATH": path}).stdout)
        return next(row["readable"] for row in rows if row["name"] == "office")

    assert not office(str(tmp_path))
    if os.name == "posix":
        program = tmp_path / "soffice"
        program.write_text("#!/bin/sh\n")
        program.chmod(0o755)
        assert office(str(tmp_path))


def test_unknown_way(cli: Run) -> None:
    done = cli("formats", "--to", "xml")
    assert done.returncode == 2
    assert done.stdout == b""
    assert done.stderr.count(b"\n") == 1
    assert b"text, json" in done.stderr


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs /dev/full")
def test_output_that_cannot_be_written() -> None:
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "planparse", "formats"], stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert done.returncode == 5
