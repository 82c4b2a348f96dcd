"""The commands from outside: on a terminal, with bad input, in a repository, and from Python."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import planparse
from planparse import readers

LINUX = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs /dev/full and terminals of Linux")
EXAMPLES = Path(__file__).resolve().parent.parent.parent / "docs" / "examples"
ANSI = re.compile(r"\x1b\[[0-9;]*m")


def on_terminal(*arguments: str, columns: int = 80, **environment: str) -> tuple[int, str]:
    """The exit code and what a terminal shows, its colours as they are."""
    import pty

    controller, terminal = pty.openpty()
    kept = {k: v for k, v in os.environ.items() if k not in {"NO_COLOR", "FORCE_COLOR", "LINES"}}
    process = subprocess.Popen(
        [sys.executable, "-m", "planparse", *arguments], cwd=EXAMPLES, stdout=terminal, stderr=subprocess.PIPE,
        env={**kept, "COLUMNS": str(columns), "TERM": "xterm-256color", **environment},
    )  # fmt: skip
    os.close(terminal)
    seen = b""
    while True:
        try:
            piece = os.read(controller, 4096)
        except OSError:  # how Linux says that the other end is closed
            break
        if not piece:
            break
        seen += piece
    _, errors = process.communicate(timeout=30)
    os.close(controller)
    assert errors == b""
    return process.returncode, seen.decode().replace("\r\n", "\n")


def cells(line: str) -> int:
    from rich.cells import cell_len

    return cell_len(line)


# ------------------------------------------------------------------------------ terminal


@LINUX
@pytest.mark.parametrize("columns", [40, 72])
def test_diff_on_a_terminal(columns: int) -> None:
    code, text = on_terminal("diff", "draft.txt", "final.txt", "--lang", "zh", columns=columns)
    assert code == 1
    plain = ANSI.sub("", text)
    assert "\x1b[" in text
    assert all(cells(line) <= columns for line in plain.splitlines())
    assert not any(line.lstrip()[:1] in set("，。；、）”") for line in plain.splitlines() if line.strip())
    joined = re.sub(r"\n +", "", plain)
    for words in ("由区民政局变更为区委社会工作部", "删除任务", "新增任务", "窗口人员和社区工作者参加"):
        assert words in joined
    assert joined.count("（牵头单位：区民政局；") == 1  # one clause, however many changes of it


@LINUX
def test_words_are_marked_without_colours() -> None:
    code, text = on_terminal("diff", "draft.txt", "final.txt", "--lang", "en", "--fail-on", "never", NO_COLOR="1")
    assert code == 0
    assert "{+和社区工作者+}" in ANSI.sub("", text)
    assert "Document" in text


@LINUX
def test_trace_on_a_terminal() -> None:
    code, text = on_terminal("trace", "final.txt", "township.txt", "--lang", "zh", columns=44)
    plain = ANSI.sub("", text)
    assert code == 0
    assert all(cells(line) <= 44 for line in plain.splitlines())
    for words in ("承接 2 项，未承接 3 项", "✗ （二）优化办事流程（未承接）", "→ 二、建设社区服务站", "+ 三、举办邻里节"):
        assert words in re.sub(r"\n {6,}", "", plain)


# ------------------------------------------------------------------------------ bad input


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    """A directory with what cannot be read."""
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "binary.docx").write_bytes(b"PK\x03\x04" + bytes(range(256)) * 8)
    (tmp_path / "half.json").write_text('{"schema_version": "1.0", "sec', encoding="utf-8")
    (tmp_path / "other.yaml").write_text("- 1\n- 2\n", encoding="utf-8")
    (tmp_path / "latin.json").write_bytes(b"\xff\xfe{")
    (tmp_path / "deep.json").write_bytes(b"[" * 100_000)
    (tmp_path / "w.yaml").write_text("waivers:\n  - kind: task-added\n    reason: r\n    expires: soon\n", encoding="utf-8")
    return tmp_path


SIDES = ("none.txt", "empty.txt", "binary.docx", "half.json", "other.yaml", "latin.json", "deep.json", "nope:none.txt", ".")


@pytest.mark.parametrize("command", ["diff", "trace"])
@pytest.mark.parametrize("side", SIDES)
def test_a_side_that_cannot_be_read(cli: Any, bad: Path, command: str, side: str) -> None:
    before = sorted(bad.iterdir())
    for sides in ((EXAMPLES / "draft.txt", side), (side, EXAMPLES / "draft.txt")):
        done = cli(command, *sides, "-o", "result.json", cwd=bad)
        text = done.stderr.decode()
        assert (done.returncode, done.stdout, text.count("\n")) == (3, b"", 1), text
        assert text.startswith(f"planparse: {side}: ")
        assert "Traceback" not in text
        assert "internal" not in text
        assert "error in planparse itself" not in text
    assert sorted(bad.iterdir()) == before


@pytest.mark.parametrize(
    ("arguments", "code", "named"),
    [
        (["--waivers", "w.yaml"], 3, "w.yaml:2: "),
        (["--waivers", "none.yaml"], 3, "none.yaml: "),
        (["--waivers", "."], 3, ".: "),
        (["--waivers", "latin.json"], 3, "latin.json: "),
        (["--to", "nonsense"], 2, "nonsense"),
        (["--fail-on", "nonsense"], 2, "nonsense"),
        (["-o", "missing/out.html"], 5, "missing/out.html"),
        (["-o", "."], 5, "."),
        (["-o", "x.unknown"], 2, ".unknown"),
        (["third.txt"], 2, "third.txt"),
        (["-o", f"{EXAMPLES}/final.txt"], 2, "final.txt"),
    ],
)
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_wrong_command_lines(cli: Any, bad: Path, arguments: list[str], code: int, named: str, lang: str) -> None:
    before = sorted(bad.iterdir())
    done = cli("diff", EXAMPLES / "draft.txt", EXAMPLES / "final.txt", *arguments, "--lang", lang, cwd=bad)
    text = done.stderr.decode()
    assert (done.returncode, done.stdout, text.count("\n")) == (code, b"", 1), text
    assert named.rstrip(" :") in text
    assert "Traceback" not in text
    assert sorted(bad.iterdir()) == before


@pytest.mark.parametrize(("command", "suffix"), [("diff", ".unknown"), ("diff", ".csv"), ("trace", ".unknown"), ("trace", ".html")])
def test_a_suffix_that_no_format_has(cli: Any, tmp_path: Path, command: str, suffix: str) -> None:
    sides = (EXAMPLES / "draft.txt", EXAMPLES / "final.txt")
    done = cli(command, *sides, "-o", f"x{suffix}", cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr.decode().startswith(f"planparse: x{suffix}: no format has the suffix {suffix}; take one of .")
    assert not list(tmp_path.iterdir())
    assert cli(command, *sides, "-o", f"x{suffix}", "--to", "json", cwd=tmp_path).returncode == (command == "diff")
    assert (tmp_path / f"x{suffix}").read_bytes().startswith(b"{")
    assert cli(command, *sides, "-o", "plain", cwd=tmp_path).returncode == (command == "diff")


def test_an_old_result_is_kept_or_replaced_whole(cli: Any, bad: Path) -> None:
    target = bad / "result.json"
    target.write_text("old", encoding="utf-8")
    assert cli("diff", EXAMPLES / "draft.txt", "none.txt", "-o", target, cwd=bad).returncode == 3
    assert target.read_text("utf-8") == "old"
    assert cli("diff", EXAMPLES / "draft.txt", EXAMPLES / "final.txt", "-o", target, cwd=bad).returncode == 1
    assert planparse.PlanDiff.model_validate_json(target.read_bytes()).summary.changes == 7


@LINUX
@pytest.mark.parametrize("command", ["diff", "trace", "textconv"])
def test_full_disk(command: str) -> None:
    sides = ["draft.txt"] if command == "textconv" else ["draft.txt", "final.txt"]
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "planparse", command, *sides],
            cwd=EXAMPLES, stdout=full, stderr=subprocess.PIPE, check=False,
        )  # fmt: skip
    assert (done.returncode, done.stderr.count(b"\n")) == (5, 1)


# ------------------------------------------------------------------------------ git


@pytest.fixture
def repository(tmp_path: Path, git_identity: None) -> Path:
    """A repository whose last commit holds the draft, and its directory the final text."""
    (tmp_path / "plan.txt").write_bytes((EXAMPLES / "draft.txt").read_bytes())
    (tmp_path / "package.json").write_text('{"name": "x"}', encoding="utf-8")
    (tmp_path / "README.md").write_text("# Words\n\nof no plan\n", encoding="utf-8")
    for command in (["init", "-q"], ["add", "."], ["commit", "-qm", "one"]):
        subprocess.run(["git", *command], check=True, capture_output=True, cwd=tmp_path)
    (tmp_path / "plan.txt").write_bytes((EXAMPLES / "final.txt").read_bytes())
    (tmp_path / "new.txt").write_bytes((EXAMPLES / "final.txt").read_bytes())
    (tmp_path / "README.md").write_text("# Other words\n\nof no plan\n", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["plan.txt"], 1),
        (["--fail-on", "target-lowered", "plan.txt", "new.txt"], 0),
        (["--fail-on=lead-changed", "plan.txt"], 1),
        (["new.txt", "package.json"], 0),
        (["--fail-on", "any", "README.md"], 0),
    ],
)
def test_hook(repository: Path, arguments: list[str], code: int) -> None:
    command = [sys.executable, "-m", "planparse.cli.hook", *arguments]
    done = subprocess.run(command, capture_output=True, cwd=repository, check=False)
    assert (done.returncode, done.stderr) == (code, b"")
    assert ("区委社会工作部".encode() in done.stdout) == done.stdout.startswith(b"plan.txt:\n") == ("plan.txt" in arguments)


def test_the_hook_takes_all_that_is_read_without_more() -> None:
    pattern = re.search(r"(?m)^  files: (.+)$", (EXAMPLES.parent.parent / ".pre-commit-hooks.yaml").read_text("utf-8"))
    assert pattern is not None
    needs_more = {*readers.SUFFIXES_OF["pdf"], *readers.SUFFIXES_OF["office"]}
    taken = {suffix for suffix in (*readers.SUFFIXES, ".json", ".yaml", ".yml", ".png") if re.search(pattern[1], f"a{suffix}")}
    assert taken == {*readers.SUFFIXES, ".json", ".yaml", ".yml"} - needs_more


def test_textconv_as_a_driver_of_git(repository: Path) -> None:
    driver = f"diff.planparse.textconv={sys.executable} -m planparse textconv"
    (repository / ".gitattributes").write_text("*.txt diff=planparse\n", encoding="utf-8")
    command = ["git", "-c", driver, "diff", "--no-color", "HEAD", "--", "plan.txt"]
    done = subprocess.run(command, capture_output=True, cwd=repository, check=True)
    lines = done.stdout.decode().splitlines()
    assert "-    [牵头] 区民政局" in lines or "+    [牵头] 区委社会工作部" in lines
    assert not any(line[:1] in "+-" and "优化办事流程" in line for line in lines)  # only its number changed


# ------------------------------------------------------------------------------ from Python

ORDERS = (
    "planparse.diff(old, new); import planparse.diff.model as model; import planparse.diff",
    "import planparse.diff.engine",
    "planparse.trace(old, new); from planparse.diff import engine",
    "from planparse import *; diff(old, new)",
)


@pytest.mark.parametrize("first", ORDERS)
def test_diff_can_be_called_whatever_came_first(first: str) -> None:
    probe = (
        "import planparse; old, new = map(planparse.extract, ('draft.txt', 'final.txt'));"
        f"{first}; print(planparse.diff(old, new).summary.changes, len(planparse.trace(old, new).tasks))"
    )
    done = subprocess.run([sys.executable, "-c", probe], cwd=EXAMPLES, capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("7 5\n", "")


def test_names_are_all_there() -> None:
    assert {"diff", "trace", "PlanDiff"} <= set(planparse.__all__) == set(dir(planparse))
    assert all(hasattr(planparse, name) for name in planparse.__all__)
