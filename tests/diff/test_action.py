"""The GitHub action: its scripts, run as a runner would, with a `gh` that only writes down what it is asked."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent.parent
EXAMPLES = ROOT / "docs" / "examples"
STEPS = {step.get("name"): step for step in yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))["runs"]["steps"]}

pytestmark = pytest.mark.skipif(
    not all(map(shutil.which, ("bash", "git", "iconv"))), reason="needs bash, git and iconv as runners have them"
)

Step = Callable[..., subprocess.CompletedProcess[str]]


def git(*arguments: str, cwd: Path) -> str:
    return subprocess.run(["git", *arguments], check=True, capture_output=True, text=True, cwd=cwd).stdout.strip()


@pytest.fixture
def repository(tmp_path: Path, git_identity: None) -> Path:
    """A shallow checkout of a commit after the one that holds the draft; `origin` has both."""
    origin = tmp_path / "origin"
    (origin / "plans").mkdir(parents=True)
    git("init", "-qb", "main", cwd=origin)
    git("config", "uploadpack.allowAnySHA1InWant", "true", cwd=origin)
    for name in ("draft.txt", "final.txt"):
        for plan in ("plan.txt", "便民 方案.txt"):
            shutil.copy(EXAMPLES / name, origin / "plans" / plan)
        shutil.copy(EXAMPLES / "draft.txt", origin / "plans" / "same.txt")
        git("add", ".", cwd=origin)
        git("commit", "-qm", name, cwd=origin)
    git("clone", "-q", "--depth=1", origin.as_uri(), "work", cwd=tmp_path)
    return tmp_path / "work"


@pytest.fixture
def step(repository: Path, tmp_path: Path) -> Step:
    """Runs the script of a step."""
    programs = tmp_path / "bin"
    programs.mkdir()
    _program(programs / "planparse", f'exec "{sys.executable}" -m planparse "$@"')
    _program(
        programs / "gh",
        'printf "%s\\n" "$*" >> "$RUNNER_TEMP/gh.log"\n'
        'case "$*" in *--paginate*) printf "$KNOWN";; esac\n'
        'case "$*" in *body=@*) cp "${*##*body=@}" "$RUNNER_TEMP/sent.md";; esac\nexit "${GH_CODE:-0}"',
    )
    base = git("rev-parse", "HEAD~1", cwd=repository.parent / "origin")
    given = {
        "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}", "RUNNER_TEMP": str(tmp_path),
        "GITHUB_STEP_SUMMARY": str(tmp_path / "summary.md"), "GITHUB_OUTPUT": str(tmp_path / "output.txt"),
        "GITHUB_REPOSITORY": "owner/name", "PLAN_PATHS": "plans/plan.txt\n", "BASE": base, "FAIL_ON": "breaking",
        "WAIVERS": "", "PLAN_LANG": "zh", "NUMBER": "7", "KNOWN": "", "GH_TOKEN": "none",
    }  # fmt: skip

    def run(name: str, **environment: str) -> subprocess.CompletedProcess[str]:
        command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", STEPS[name]["run"]]
        env = {**os.environ, **given, **environment}
        return subprocess.run(command, cwd=repository, env=env, capture_output=True, text=True, check=False)

    return run


def _program(path: Path, script: str) -> None:
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)


def outputs(directory: Path) -> dict[str, str]:
    lines = (directory / "output.txt").read_text("utf-8").splitlines()
    return dict(line.split("=", 1) for line in lines)


def test_changes_are_said_and_fail(step: Step, tmp_path: Path) -> None:
    done = step("Compare", PLAN_PATHS="plans/plan.txt\n\nplans/便民 方案.txt\nplans/same.txt\nplans/no.txt\n")
    assert (done.returncode, done.stderr) == (0, "")
    assert outputs(tmp_path) == {"worst": "1", "changed": "true"}
    summary = (tmp_path / "summary.md").read_text("utf-8")
    assert summary.count("牵头单位变更") >= 2
    assert "`plans/便民 方案.txt`" in summary
    assert "same.txt" not in summary
    assert "::error file=plans/plan.txt,line=" in done.stdout
    assert "plans/no.txt: no such file" in done.stdout
    assert step("Result", WORST="1").returncode == 1
    assert step("Comment").returncode == 0
    assert "--method POST repos/owner/name/issues/7/comments" in (tmp_path / "gh.log").read_text("utf-8")
    assert (tmp_path / "sent.md").read_text("utf-8") == summary


@pytest.mark.parametrize(
    ("environment", "worst", "said"),
    [
        ({"FAIL_ON": "never"}, "0", "牵头单位变更"),
        ({"BASE": "main~1"}, None, "::error title=planparse::the revision to compare with (main~1)"),
        ({"BASE": ""}, None, "::error title=planparse::the revision to compare with (none)"),
        ({"BASE": "0" * 40}, "0", "::notice title=planparse::a new branch"),
        ({"BASE": "main"}, "0", ""),  # a branch that only origin has: equal to what is checked out
        ({"WAIVERS": "none.yaml"}, "3", "无法比较"),
    ],
)
def test_other_ways(step: Step, tmp_path: Path, repository: Path, environment: dict[str, str], worst: str | None, said: str) -> None:
    git("checkout", "-q", "--detach", cwd=repository)
    git("branch", "-qD", "main", cwd=repository)
    git("update-ref", "-d", "refs/remotes/origin/main", cwd=repository)
    done = step("Compare", **environment)
    if worst is None:
        assert done.returncode == 3
        assert said in done.stdout
        return
    assert (done.returncode, outputs(tmp_path)["worst"]) == (0, worst)
    assert said in done.stdout + (tmp_path / "summary.md").read_text("utf-8")


def test_a_deleted_plan_is_a_change(step: Step, tmp_path: Path, repository: Path) -> None:
    (repository / "plans" / "plan.txt").unlink()
    assert step("Compare").returncode == 0
    assert outputs(tmp_path) == {"worst": "1", "changed": "true"}
    assert "已删除" in (tmp_path / "summary.md").read_text("utf-8")


def test_an_old_comment_is_written_over(step: Step, tmp_path: Path, repository: Path) -> None:
    shutil.copy(EXAMPLES / "draft.txt", repository / "plans" / "plan.txt")
    assert step("Compare").returncode == 0
    assert step("Comment").returncode == 0
    assert not (tmp_path / "sent.md").exists()  # nothing to say, and nothing said before
    assert step("Comment", KNOWN="41\\n42\\n").returncode == 0
    assert "--method PATCH repos/owner/name/issues/comments/41 " in (tmp_path / "gh.log").read_text("utf-8")
    assert "没有变化" in (tmp_path / "sent.md").read_text("utf-8")


def test_without_the_right_to_comment_the_result_still_counts(step: Step) -> None:
    step("Compare")
    done = step("Comment", GH_CODE="1")
    assert (done.returncode, "needs pull-requests: write" in done.stdout) == (0, True)


def test_a_full_clone_keeps_its_history(step: Step, repository: Path) -> None:
    git("fetch", "-q", "--unshallow", cwd=repository)
    assert step("Compare").returncode == 0
    assert git("rev-list", "--count", "HEAD", cwd=repository) == "2"
