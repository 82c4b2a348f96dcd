"""The documents say what is so: their commands run, their examples come out, every command is there."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import planparse
from planparse import writers
from planparse.writers import comparisons

ROOT = Path(__file__).resolve().parent.parent
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.M | re.S)
TEXTS = sorted(ROOT.glob("*.md"))


def blocks(name: str, language: str) -> list[str]:
    return [body for kind, body in BLOCK.findall((ROOT / name).read_text("utf-8")) if kind == language]


def commands(name: str) -> list[str]:
    lines = [line for block in blocks(name, "sh") for line in block.splitlines()]
    return [line for line in lines if line.startswith("planparse ")]


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
def test_commands_run(name: str, tmp_path: Path) -> None:
    """Each ends with 0, or with the code that a comment behind it names."""
    for folder in ("data", "docs/examples"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    assert commands(name)
    for line in commands(name):
        command = line.replace("planparse", f"{shlex.quote(sys.executable)} -m planparse", 1)
        done = subprocess.run(command, shell=True, cwd=tmp_path, capture_output=True, check=False)
        said = re.search(r"# exit code (\d)$", line)
        assert (done.returncode, done.stderr) == (int(said[1]) if said else 0, b""), line


@pytest.fixture
def example(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A directory that holds the notice of the README."""
    (tmp_path / "notice.txt").write_text(blocks("README.md", "text")[0], encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path / "notice.txt"


def contained(part: Any, whole: Any, path: str = "plan") -> None:
    """Everything that `part` shows is so in `whole`; keys may be left out, items of lists may not."""
    if isinstance(part, dict):
        for key, value in part.items():
            contained(value, whole[key], f"{path}.{key}")
    elif isinstance(part, list):
        assert len(part) == len(whole), path
        for i, (a, b) in enumerate(zip(part, whole, strict=True)):
            contained(a, b, f"{path}[{i}]")
    else:
        assert part == whole, path


def test_example_comes_out(example: Path) -> None:
    plan = json.loads(planparse.write(planparse.extract(example)))
    contained(json.loads(blocks("README.md", "json")[0]), plan)


def test_python_example_runs(example: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", blocks("README.md", "python")[0]], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "优化办事流程 ['区行政审批局']" in done.stdout


def test_every_command_is_documented() -> None:
    import typer

    from planparse.cli import chinese
    from planparse.cli.app import application

    group = typer.main.get_command(application())
    for name in group.commands:  # type: ignore[attr-defined]
        assert any(line.startswith(f"planparse {name}") for line in commands("README.md")), name
        assert name in chinese.HELP
    for command in (group, *group.commands.values()):  # type: ignore[attr-defined]
        for parameter in command.params:
            assert chinese.help_for(command.name, parameter.name), f"no Chinese help for {parameter.name}"


def test_every_option_and_format_is_documented() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    for words in ("`-o`", "`--output PATH`", "`--lang zh`", "`--lang en`", *(f"`--to {n}`" for n in (*writers.names(), *comparisons.names()))):
        assert words.strip("`") in text, words


def test_exit_codes_are_those_of_the_code() -> None:
    from planparse import errors
    from planparse.cli.console import UsageError

    rows = {int(code) for code in re.findall(r"^\| (\d+) \|", (ROOT / "README.md").read_text("utf-8"), re.M)}
    codes = {e.exit_code for e in (UsageError, errors.UnreadableError, errors.LimitError, errors.OutputError)}
    assert codes | {0, 1, 130} == rows


def test_keys_are_those_of_the_model() -> None:
    table = re.findall(r"^\| (`.*?`) \|", (ROOT / "README.md").read_text("utf-8"), re.M)
    named = {key for cell in table for key in re.findall(r"`(\w+)(?:\[\])?`", cell)}
    assert set(planparse.Plan.model_fields) <= named


def test_ci_runs_the_command_of_the_readme() -> None:
    script = (ROOT / ".ci" / "run").read_text("utf-8")
    assert "python -m pytest -q" in script
    assert ".venv/bin/python -m pytest -q" in blocks("README.md", "sh")[1]
    assert os.access(ROOT / ".ci" / "run", os.X_OK)


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
def test_links_and_files_exist(path: Path) -> None:
    text = path.read_text("utf-8")
    for target in re.findall(r"\]\(([^)#:]+)\)", text):
        assert (ROOT / target).exists(), target
    for target in re.findall(r"`((?:rules|lexicon|readers|writers|cli|stages)/[\w./]+\.(?:py|yaml))`", text):
        if "NAME" not in target:
            assert (ROOT / "src" / "planparse" / target).exists(), target


def test_make_targets_exist() -> None:
    targets = set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text("utf-8"), re.M))
    for path in TEXTS:
        for name in re.findall(r"`make (\w+)`", path.read_text("utf-8")):
            assert name in targets, name


def test_changelog_opens_with_what_is_unreleased() -> None:
    heads = re.findall(r"^## (.*)$", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.M)
    assert heads[0] == "Unreleased"
