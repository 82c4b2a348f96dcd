"""Compiled patterns that are kept from one run to the next."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from planparse import patterns

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = sorted((ROOT / "data" / "raw").iterdir())
PATTERNS = (r"(?P<lead>牵头|主办)(?P<who>[^,;。]{2,8})", r"(?<=[省市])(?:局|委)(?!员会)", "(?s)a.*?(b)|c", "负责")


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where the file of this test will stand; nothing is compiled yet."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.delenv("PLANPARSE_CACHE", raising=False)
    monkeypatch.setattr(patterns, "_new", {})
    start_again()
    yield tmp_path / "planparse" / f"patterns.{sys.implementation.cache_tag}"
    start_again()


def start_again() -> None:
    """What a new process would find."""
    patterns.compiled.cache_clear()
    patterns._kept.cache_clear()


def fill() -> None:
    for pattern in PATTERNS:
        patterns.compiled(pattern)
    patterns.keep()
    start_again()


def test_what_was_kept_is_what_re_compiles(shelf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill()
    assert shelf.is_file()
    expected = [re.compile(pattern) for pattern in PATTERNS]
    monkeypatch.setattr(patterns.re, "compile", lambda pattern: pytest.fail(f"{pattern} was compiled anew"))
    kept = [patterns.compiled(pattern) for pattern in PATTERNS]
    assert kept == expected
    assert [p.groupindex for p in kept] == [p.groupindex for p in expected]
    found = kept[0].search("由市发展改革委牵头推进工作")
    assert found is not None
    assert found.lastgroup == "who"
    assert found.groupdict() == {"lead": "牵头", "who": "推进工作"}


def test_every_pattern_of_a_notice_can_be_kept() -> None:
    probe = (
        "import sys, planparse\n"
        "from planparse import patterns\n"
        "for name in sys.argv[1:]: planparse.extract(name)\n"
        "lost = [p for p, found in patterns._new.items() if not patterns._program(found)]\n"
        "print(len(patterns._new), lost)"
    )
    done = subprocess.run(
        [sys.executable, "-c", probe, *map(str, SAMPLES)],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PLANPARSE_CACHE": "0"},
    )
    count, lost = done.stdout.split(maxsplit=1)
    assert int(count) > 200
    assert lost == "[]\n"


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: b"",
        lambda data: data[:-1],
        lambda data: data[:200] + bytes([data[200] ^ 1]) + data[201:],
        lambda data: os.urandom(500),
    ],
    ids=["empty", "cut", "a bit turned", "noise"],
)
def test_a_damaged_file_is_no_file(shelf: Path, spoil) -> None:  # type: ignore[no-untyped-def]
    fill()
    shelf.write_bytes(spoil(shelf.read_bytes()))
    assert [patterns.compiled(pattern) for pattern in PATTERNS] == [re.compile(pattern) for pattern in PATTERNS]
    assert len(patterns._new) == len(PATTERNS)
    patterns.keep()
    start_again()
    assert len(patterns._kept()) == len(PATTERNS)


def test_another_python_compiles_its_own(shelf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill()
    monkeypatch.setattr(patterns, "_build", lambda: "another")
    assert patterns._kept() == {}


def test_a_program_that_re_refuses_is_compiled_anew(shelf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = patterns._Program(32, 0, {}, b"\xff\xff\xff\xff")
    monkeypatch.setattr(patterns, "_program", lambda found: broken)
    fill()
    assert patterns._kept()["负责"] == broken
    assert patterns.compiled("负责") == re.compile("负责")


def test_a_python_that_works_otherwise_keeps_nothing(shelf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("re._compiler._code", lambda *_: [1])
    assert patterns._program(re.compile("负责")) is None


def test_patterns_of_the_past_do_not_pile_up(shelf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill()
    monkeypatch.setattr(patterns, "_MOST", len(PATTERNS))
    patterns.compiled("另一个")
    patterns.keep()
    start_again()
    assert set(patterns._kept()) == {"另一个"}


def test_nothing_is_written_where_that_is_not_wanted(shelf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLANPARSE_CACHE", "0")
    fill()
    assert not shelf.parent.exists()


def test_the_file_is_the_users_own(shelf: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    fill()
    assert shelf.stat().st_mode & 0o777 == 0o600
    monkeypatch.setenv("XDG_CACHE_HOME", "a/place/relative/to/nowhere")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    fill()
    assert not (tmp_path / "a").exists()
    assert list((tmp_path / "home").rglob("patterns.*"))


def test_nothing_is_raised_when_the_work_is_done(shelf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr("_sre.CODESIZE")
    fill()
    assert not shelf.exists()


def test_a_place_that_cannot_be_written_is_no_error(shelf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    occupied = shelf.parent.parent / "occupied"
    occupied.write_text("a file where a directory would have to be")
    monkeypatch.setenv("XDG_CACHE_HOME", str(occupied))
    fill()
    assert patterns.compiled("负责") == re.compile("负责")


def test_two_runs_of_the_command_line_say_the_same(shelf: Path) -> None:
    command = [sys.executable, "-m", "planparse", "extract", str(SAMPLES[1]), "--to", "json"]
    first = subprocess.run(command, capture_output=True, check=True)
    written = shelf.read_bytes()
    second = subprocess.run(command, capture_output=True, check=True)
    assert first.stdout == second.stdout
    assert not second.stderr
    assert shelf.read_bytes() == written
    assert [path.name for path in shelf.parent.iterdir()] == [shelf.name]
