"""What is written: formats that other tools read, waivers, and the command line around them."""

from __future__ import annotations

import json
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Callable
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import typer

from planparse.cli.console import Console
from planparse.cli.diff import diff as diff_command
from planparse.cli.textconv import textconv as textconv_command
from planparse.cli.trace import trace as trace_command
from planparse.diff.engine import diff
from planparse.diff.model import PlanDiff, diff_schema
from planparse.diff.trace import trace
from planparse.diff.view import File, View
from planparse.diff.waivers import parse_waivers, waive
from planparse.errors import UnreadableError
from planparse.pipeline import parse
from planparse.plan import Plan
from planparse.stages.normalise import plain
from planparse.writers import comparisons, write

Call = Callable[..., tuple[int, str, str]]


@pytest.fixture
def sides(draft: Any, spare: Any) -> tuple[Any, Any]:
    new = draft.copy()
    new.sections[0][1].insert(0, spare)
    item = new.sections[1][1][0]
    item.clause = item.clause.replace("区民政局", "区委社会工作部")
    item.sentences[0] = item.sentences[0].replace("合理布局", "科学规划<b>&布局")
    new.sections[4][1].pop()
    return draft, new


@pytest.fixture
def found(sides: tuple[Any, Any]) -> PlanDiff:
    return diff(sides[0].plan(), sides[1].plan())


@pytest.fixture
def view(sides: tuple[Any, Any]) -> View:
    old, new = (File(f"方案/{name}.txt", side.text()) for name, side in zip(("旧", "新"), sides, strict=True))
    return View(lang="zh", fail_on=("breaking",), old=old, new=new)


@pytest.fixture
def files(sides: tuple[Any, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name, side in zip(("old.txt", "new.txt"), sides, strict=True):
        Path(name).write_text(side.text(), encoding="utf-8")
    return tmp_path


@pytest.fixture
def call(capfdbinary: Any) -> Call:
    """Runs a command in this process: exit code, standard output, standard error."""

    def run(command: Any, *arguments: str) -> tuple[int, str, str]:
        app = typer.Typer(add_completion=False)
        app.command()(command)
        result = typer.main.get_command(app).main(list(arguments), standalone_mode=False, obj=Console(lang="en"))
        out, err = capfdbinary.readouterr()
        return result if isinstance(result, int) else 0, out.decode(), err.decode()

    return run


# ------------------------------------------------------------------------------ formats


@pytest.mark.parametrize("name", comparisons.names())
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_format_is_the_same_twice(name: str, lang: str, found: PlanDiff) -> None:
    text = comparisons.writer(name).document(found, View(lang=lang))
    assert text == comparisons.writer(name).document(found, View(lang=lang))
    assert text.endswith("\n")


@pytest.mark.parametrize("name", comparisons.names())
def test_no_change_is_said(name: str, draft: Any, view: View) -> None:
    nothing = diff(draft.plan(), draft.plan())
    text = comparisons.writer(name).document(nothing, view)
    assert "没有变化" in text or '"changes": []' in text or '"results": []' in text


def test_json_conforms_and_reads_back(found: PlanDiff, view: View) -> None:
    text = comparisons.writer("json").document(found, view)
    jsonschema.Draft202012Validator(diff_schema()).validate(json.loads(text))
    assert PlanDiff.model_validate_json(text) == found


def test_sarif(found: PlanDiff, view: View) -> None:
    log = json.loads(comparisons.writer("sarif").document(found, view))
    (run,) = log["runs"]
    assert (log["version"], run["columnKind"]) == ("2.1.0", "unicodeCodePoints")
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    for result in run["results"]:
        assert rules[result["ruleIndex"]] == result["ruleId"]
        assert result["partialFingerprints"]["planparseChange/v1"]
        for place in (*result["locations"], *result.get("relatedLocations", ())):
            place = place["physicalLocation"]
            uri = place["artifactLocation"]["uri"]
            assert uri.isascii()
            assert not uri.startswith(("/", "file:"))
            assert run["artifacts"][place["artifactLocation"]["index"]]["location"]["uri"] == uri
            if region := place.get("region"):
                text = (view.new.text if place["artifactLocation"]["index"] == 0 else view.old.text) or ""
                start = region["charOffset"]
                assert text[start : start + region["charLength"]] == region["snippet"]["text"]
                line = text.split("\n")[region["startLine"] - 1]
                assert region["snippet"]["text"].startswith(line[region["startColumn"] - 1 :][:4])
    levels = {result["ruleId"]: result["level"] for result in run["results"]}
    assert levels["lead-changed"] == levels["task-removed"] == "error"
    assert levels["task-added"] == "warning"


def test_junit(found: PlanDiff, view: View) -> None:
    suite = ET.fromstring(comparisons.writer("junit").document(found, view)).find("testsuite")
    assert suite is not None
    failures = suite.findall("testcase/failure")
    assert int(suite.get("failures", "")) == len(failures) == 2
    assert len(suite.findall("testcase")) == len(found.changes)


def test_github(found: PlanDiff, view: View) -> None:
    lines = comparisons.writer("github").document(found, view).splitlines()
    assert sum(line.startswith("::error file=方案/新.txt,line=") for line in lines) >= 1
    assert len(lines) == len(found.changes) + 1


def test_markdown_escapes(found: PlanDiff, view: View) -> None:
    text = comparisons.writer("markdown").document(found, view)
    assert "<b>" not in text
    assert "<ins>" in text
    assert "**" in text


class Page(HTMLParser):
    """Collects what a page links to, loads and holds."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.loads: list[str] = []
        self.ids: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        self.links += [named["href"] or ""] if tag == "a" else []
        self.loads += [value or "" for key, value in attrs if key in {"src", "srcset", "action"} or (key == "href" and tag != "a")]
        self.ids += [named["id"] or ""] if "id" in named else []
        if tag not in {"meta", "br", "link", "input"}:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_html_stands_alone(found: PlanDiff, view: View) -> None:
    text = comparisons.writer("html").document(found, view)
    page = Page()
    page.feed(text)
    assert not page.open
    assert not page.loads
    assert "@import" not in text
    assert "url(" not in text
    assert len(set(page.ids)) == len(page.ids)
    assert {link.removeprefix("#") for link in page.links} <= set(page.ids)
    for change in found.changes:
        assert f"c-{change.fingerprint}" in page.ids
    assert "科学规划&lt;b&gt;&amp;" in text
    assert '<form id="filters" hidden' in text  # without scripts there is nothing to filter with


@pytest.mark.parametrize("to", ["text", "markdown", "html"])
def test_marks_that_are_only_wider_are_not_shown(to: str, draft: Any) -> None:
    old, new = draft.copy(), draft.copy()
    old.sections[0][1][0].sentences[0] = "清理各类证明(含村级证明);能够共享的材料不再要求群众提交。"
    new.sections[0][1][0].sentences[0] = "清理各类证明（含村级证明）；能够共享的材料一律不再要求群众提交。"
    text = comparisons.writer(to).document(diff(old.plan(), new.plan()), View(lang="zh"))
    assert "一律" in text
    assert not any(f"{sign}{mark}" in text for sign in ("[-", "{+", "<del>", "<ins>") for mark in "();（）；")


def test_html_marks_units_as_lists_give_them(draft: Any) -> None:
    new = draft.copy()
    item = new.sections[0][1][0]
    item.clause = "牵头单位：区行政审批局；配合单位：区司法局、财政局、审计局"
    other = new.copy()
    other.sections[0][1][0].clause = "牵头单位：区行政审批局；配合单位：区司法局"
    text = comparisons.writer("html").document(diff(new.plan(), other.plan()), View(lang="zh"))
    assert "区司法局、<mark>财政局</mark>、<mark>审计局</mark>" in text


# ------------------------------------------------------------------------------ waivers

TODAY = date(2026, 1, 15)


def test_waivers(found: PlanDiff) -> None:
    lead = next(c for c in found.changes if c.kind == "lead-changed")
    text = f"""waivers:
  - {{fingerprint: "{lead.fingerprint}", reason: agreed, expires: 2026-12-31}}
  - {{kind: task-added, path: "main/1/*", reason: new duty, expires: 2026-02-01}}
  - {{kind: task-removed, path: "*", reason: late, expires: 2026-01-14}}
  - {{kind: deadline-later, reason: no such, expires: 2026-02-01}}
"""
    result = waive(found, parse_waivers(text, "w.yaml"), TODAY, "w.yaml")
    assert {c.kind for c in result.changes if c.waived} == {"lead-changed", "task-added"}
    assert [(f.kind, f.path) for f in result.findings] == [("waiver-expired", "w.yaml:4"), ("waiver-unused", "w.yaml:5")]
    assert [c.kind for c in result.failing(("breaking",))] == ["task-removed"]
    assert result.failing(("waiver-expired",)) == (result.findings[0],)
    assert result.summary.waived == 2


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("waivers:\n  - kind: task-added\n", 2),
        ("waivers:\n  - {kind: nonsense, reason: r, expires: 2026-01-01}\n", 2),
        ("- {fingerprint: '12', reason: r, expires: soon}\n", 1),
        ("- {fingerprint: 123456789012, reason: r, expires: 2026-01-01}\n", 1),
        ("- {fingerprint: a, kind: task-added, reason: r, expires: 2026-01-01}\n", 1),
        ("waivers:\n\n\n  - just words\n", 4),
        ("waivers: [\n", 2),
        ("other: 1\n", 1),
        ("waivers: 3\n", 1),
        ("\n- {kind: task-added, reason: r, expires: 2026-01-01, until: x}\n", 2),
        ("- !!python/object:os.system {}\n", 1),
    ],
)
def test_bad_waivers_name_the_line(text: str, line: int) -> None:
    with pytest.raises(UnreadableError) as caught:
        parse_waivers(text, "w.yaml")
    assert str(caught.value).startswith(f"w.yaml:{line}: ")


def test_no_waivers() -> None:
    assert parse_waivers("", "w") == parse_waivers("waivers:\n", "w") == ()


# ------------------------------------------------------------------------------ the command


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ([], 1),
        (["--fail-on", "never"], 0),
        (["--fail-on", "breaking"], 1),
        (["--fail-on", "deadline-later,target-lowered"], 0),
        (["--fail-on", "deadline-later", "--fail-on", "lead-changed"], 1),
        (["--fail-on", "everything"], 2),
        (["--to", "pdf"], 2),
    ],
)
def test_exit_codes(call: Call, files: Path, options: list[str], code: int) -> None:
    assert call(diff_command, "old.txt", "new.txt", *options)[0] == code
    assert call(diff_command, "old.txt", "old.txt", *(options if code == 2 else []))[0] == (2 if code == 2 else 0)


def test_unreadable_sides_are_named(call: Call, files: Path) -> None:
    Path("bad.json").write_text('{"sections": 1}', encoding="utf-8")
    Path("bad.yaml").write_text("a: [", encoding="utf-8")
    for bad in ("none.txt", "HEAD:none.txt", "bad.json", "bad.yaml"):
        code, out, err = call(diff_command, "old.txt", bad, "-o", "result.json")
        assert (code, out) == (3, "")
        assert err.startswith(f"planparse: {bad}: ")
        assert err.count("\n") == 1
        assert not Path("result.json").exists()
    assert call(diff_command, "none.txt", "bad.json")[2].count("\n") == 2


def test_plans_and_notices_mix(call: Call, files: Path, sides: tuple[Any, Any]) -> None:
    Path("old.json").write_text(write(sides[0].plan()), encoding="utf-8")
    Path("old.yaml").write_text(write(sides[0].plan(), to="yaml"), encoding="utf-8")
    results = [json.loads(call(diff_command, old, "new.txt", "--to", "json")[1]) for old in ("old.json", "old.yaml", "old.txt")]
    kinds = [[change["fingerprint"] for change in result["changes"]] for result in results]
    assert kinds[0] == kinds[1] == kinds[2]


def test_suffix_chooses_the_format(call: Call, files: Path) -> None:
    call(diff_command, "old.txt", "new.txt", "-o", "r.html")
    assert Path("r.html").read_text("utf-8").startswith("<!DOCTYPE html>")
    assert call(diff_command, "old.txt", "new.txt", "-o", "no/such/r.html")[0] == 5


def test_revision_of_git(call: Call, files: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{name}_NAME", "n")
        monkeypatch.setenv(f"GIT_{name}_EMAIL", "n@example.org")
    Path("plan.txt").write_bytes(Path("old.txt").read_bytes())
    for command in (["init", "-q"], ["add", "plan.txt"], ["commit", "-qm", "one"]):
        subprocess.run(["git", *command], check=True, capture_output=True)
    Path("plan.txt").write_bytes(Path("new.txt").read_bytes())
    code, out, err = call(diff_command, "HEAD:plan.txt", "plan.txt", "--to", "sarif")
    assert (code, err) == (1, "")
    assert json.loads(out)["runs"][0]["artifacts"][1]["location"]["uri"] == "plan.txt"
    assert call(diff_command, "--", "--end:plan.txt", "plan.txt")[0] == 3


def test_waivers_file_is_found(call: Call, files: Path) -> None:
    Path(".planparse-waivers.yaml").write_text("- {kind: lead-changed, reason: r, expires: 2999-01-01}\n", encoding="utf-8")
    assert call(diff_command, "old.txt", "new.txt", "--fail-on", "lead-changed")[0] == 0
    assert call(diff_command, "old.txt", "new.txt", "--waivers", "none.yaml")[0] == 3


def test_textconv(call: Call, files: Path) -> None:
    code, out, _ = call(textconv_command, "old.txt")
    assert code == 0
    assert "[牵头] 区民政局" in out
    assert "（一）" not in out
    assert "（一）" in call(textconv_command, "old.txt", "--numbers")[1]
    assert call(textconv_command, "none.txt")[:2] == (0, "(none.txt: no such file; check the name and the directory)\n")


# ------------------------------------------------------------------------------ trace


@pytest.fixture
def levels(draft: Any) -> tuple[Plan, Plan]:
    """A district's plan and one of a township: two tasks taken up, one of them by two, one of its own."""
    lower = draft.copy()
    first = lower.sections[1][1]
    station = first[0]
    second = type(station)("推进站点建设", [station.sentences.pop()], station.clause)
    own = type(station)("举办邻里节", ["组织邻里互助和传统文化展示。"], "牵头单位：镇宣传办")
    lower.sections = [("重点任务", [station, second, lower.sections[3][1][1], own])]
    lower.title = "张家镇便民服务工作方案"
    return draft.plan(), lower.plan()


def test_trace(levels: tuple[Plan, Plan]) -> None:
    result = trace(*levels)
    taken = {t.task.heading: [x.task.heading for x in t.taken_up] for t in result.tasks if t.taken_up}
    assert taken == {"建设社区服务站": ["建设社区服务站", "推进站点建设"], "保障数据安全": ["保障数据安全"]}
    assert [task.heading for task in result.own] == ["举办邻里节"]
    assert result.own[0].leads == ("镇宣传办",)


def test_what_names_no_unit_takes_a_task_up_too(draft: Any) -> None:
    lower = draft.copy()
    item = lower.sections[4][1][0]
    text = lower.text().replace(f"（{item.clause}）", "").replace("云溪区", "张家镇")
    result = trace(draft.plan(), parse(plain(text, "lower.txt")))
    (found,) = [traced for traced in result.tasks if traced.task.heading == item.heading]
    assert [(taken.task.heading, taken.task.units) for taken in found.taken_up] == [(item.heading, ())]
    assert item.heading not in [task.heading for task in result.own]


@pytest.mark.parametrize("to", comparisons.names("trace"))
def test_trace_formats(to: str, levels: tuple[Plan, Plan]) -> None:
    text = comparisons.writer(to, "trace").document(trace(*levels), View(lang="zh"))
    assert "举办邻里节" in text
    assert "推进站点建设" in text


def test_trace_command(call: Call, files: Path) -> None:
    code, out, _ = call(trace_command, "old.txt", "new.txt", "--to", "csv")
    assert code == 0
    assert out.splitlines()[0].startswith("relation,upper_path")
    assert call(trace_command, "old.txt", "none.txt")[0] == 3
    assert call(trace_command, "old.txt", "new.txt", "--to", "html")[0] == 2


# ------------------------------------------------------------------------------ the same anywhere


def test_hash_seeds_do_not_matter(files: Path) -> None:
    probe = (
        "import planparse; from planparse.diff.engine import diff; import hashlib;"
        "d = diff(planparse.extract('old.txt'), planparse.extract('new.txt'));"
        "print(hashlib.sha256(d.model_dump_json().encode()).hexdigest())"
    )
    import os

    digests = {
        subprocess.run(
            [sys.executable, "-c", probe], capture_output=True, text=True, check=True, env={**os.environ, "PYTHONHASHSEED": seed}
        ).stdout
        for seed in ("0", "1", "77")
    }
    assert len(digests) == 1


def test_the_package_can_be_called(draft: Any) -> None:
    import planparse.diff

    assert planparse.diff(draft.plan(), draft.plan()).summary.changes == 0  # type: ignore[operator]
