"""Input made to hurt: it ends in one line and exit code 4, soon, whatever its size."""

from __future__ import annotations

import time
from contextlib import suppress
from pathlib import Path

import pytest

from planparse import readers
from planparse.errors import LimitError
from planparse.pipeline import parse
from planparse.readers import Limits
from planparse.stages.normalise import plain

SMALL = Limits(bytes=1000, characters=100, elements=50, depth=20)

EXCEEDED = {
    "bytes": ("a" * 1001, "a.txt"),
    "characters of text": ("a" * 101, "a.txt"),
    "characters of Markdown": ("a" * 101, "a.md"),
    "characters of a page": (f"<p>{'a' * 101}</p>", "a.html"),
    "elements": ("<p>a</p>" * 51, "a.html"),
    "depth": ("<div>" * 21 + "a", "a.html"),
}


@pytest.mark.parametrize("case", EXCEEDED)
def test_each_limit_can_be_set(case: str) -> None:
    text, name = EXCEEDED[case]
    assert readers.read_bytes(text.encode(), name).text
    with pytest.raises(LimitError) as caught:
        readers.read_bytes(text.encode(), name, limits=SMALL)
    error = caught.value
    assert error.exit_code == 4
    for message in (error.message, error.message_zh):
        assert message.startswith(name)
        assert "\n" not in message
    assert error.message != error.message_zh


def test_what_is_just_within_the_limits_is_read() -> None:
    assert readers.read_bytes(b"a" * 100, "a.txt", limits=SMALL).text == "a" * 100
    assert readers.read_bytes(b"<div>" * 19 + b"a", "a.html", limits=SMALL).text == "a"


def test_a_large_file_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(Limits().bytes + 1)  # sparse: reading it would take a while
    start = time.process_time()
    with pytest.raises(LimitError, match="50 MB"):
        readers.read(path)
    assert time.process_time() - start < 0.05


def test_a_file_without_an_end_is_read_up_to_the_limit() -> None:
    with pytest.raises(LimitError):
        readers.read("/dev/zero", limits=SMALL)


def repeat(piece: str, times: int) -> str:
    return "".join(piece.format(n) for n in range(times))


# Each takes a tree builder minutes or gigabytes, or Python's stack, where nothing is counted first.
HOSTILE = {
    "blocks a million deep": "<div>" * 1_000_000 + "a",
    "inline elements a million deep": "<span>" * 1_000_000 + "a",
    "blocks that a closing tag inside a table does not close": "<div><table></div></table>" * 5_000,
    "blocks inside spans": "<span><div></span>" * 5_000,
    "blocks inside paragraphs": "<p><div>" * 5_000,
    "blocks inside cells of no table": "<td><div>" * 5_000,
    "tables in tables": "<table><tr><td>" * 5_000,
    "formatting that is opened again in each paragraph": repeat("<p><font size={}>", 20_000),
    "formatting opened again behind each block": repeat("<b id={}>", 400) + "<div></div>" * 50_000,
    "attributes": "<p " + repeat("a{} ", 100_000) + ">a</p>",
    "attributes of the root": repeat("<html a{}=1>", 100_000) + "a",
    "options": "<select>" + "<option>a</option>" * 100_000,
    "elements": "<br>" * 2_100_000 + "a",
}


@pytest.mark.parametrize("case", HOSTILE)
def test_hostile_pages_are_refused_before_they_are_parsed(case: str) -> None:
    with pytest.raises(LimitError):
        readers.read_bytes(HOSTILE[case].encode(), "a.html")


# What is legal, if odd, and must be read in time that grows with its length.
LONG = {
    "closed paragraphs": "<p>a</p>",
    "unclosed paragraphs": "<p>a",
    "unclosed cells": "<table><tr><td>a",
    "closed bold": "<p><b>a</b></p>",
    "less-than signs": "< a",
    "comments never closed": "<!-- a",
    "tags never closed": "<p><a ",
    "quotes never closed": "<p><a href='x",
    "entities": "&amp;&#30002;",
    "styles": "<p style='font-weight:bold;color:red'>a</p>",
    "style sheets": "<style>.a{font-weight:bold}</style><p class=a>a</p>",
    "furniture in furniture": "<div class=nav><p>a<p>b",
    "hidden in hidden": "<i style=display:none>a</i>",
    "links": "<li><a href=x>甲</a>",
    "open braces": "<style>@media print{</style><p>a</p>",
}


@pytest.mark.parametrize("case", LONG)
def test_time_grows_with_length(case: str) -> None:
    short, long = (best_time(f"<p>甲</p>{_close(LONG[case] * n)}") for n in (1_000, 4_000))
    assert long < 4 * 2.5 * short + 0.02


def _close(html: str) -> str:
    return html.replace("<table>", "", html.count("<table>") - 1)  # one table, many rows


def best_time(text: str, name: str = "a.html") -> float:
    """Seconds of this process alone: the machine may be busy with other tests."""
    times = []
    for _ in range(3):
        start = time.process_time()
        with suppress(LimitError):
            readers.read_bytes(text.encode(), name)
        times.append(time.process_time() - start)
    return min(times)


TEXTS = ("中1", "一、\n", "2020年某市重大项目清单一、", "负责", "(一)", "注:1.甲\n")


@pytest.mark.parametrize("piece", TEXTS)
def test_time_of_a_plan_grows_with_length(piece: str) -> None:
    def seconds(count: int) -> float:
        start = time.process_time()
        parse(plain(piece * count))
        return time.process_time() - start

    short, long = seconds(500), seconds(2_000)
    assert long < 4 * 2.5 * short + 0.1


MARKS = ("**a", "*a", "__a", "<!--", "<!---->", "[a](#", "[", "\\", "- ", "> ", "#", "|---", "| a |\n|-|\n", "<b>", " #", "_ ")


@pytest.mark.parametrize("mark", MARKS)
def test_time_of_markdown_grows_with_length(mark: str) -> None:
    short, long = (best_time(f"甲\n{mark * count}", "a.md") for count in (5_000, 20_000))
    assert long < 4 * 2.5 * short + 0.02


def test_bytes_of_any_kind_are_read_or_refused() -> None:
    """Nothing but our own errors leaves a reader."""
    pieces = (b"<", b"</p>", b"<table>", b"<td rowspan=0>", b"\xd6\xd0", b"\x00", b"&#x110000;", b"]]>", b"**", b"|", b"\n", b"<style>{")
    for seed in range(300):
        data = b"".join(pieces[(seed * 7 + n * n * (seed % 11 + 1)) % len(pieces)] for n in range(20))
        for suffix in (".html", ".txt", ".md"):
            try:
                readers.read_bytes(data, f"a{suffix}")
            except readers.UnreadableError:
                continue
