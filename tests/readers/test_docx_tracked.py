"""Tracked changes from the command line to the plan: the reading asked for, and the finding that counts them."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from builders import deleted, docx, p, r, tracked

import planparse
from planparse import readers

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]
HEAD = (p("云溪区便民服务提升工作方案"), p("一、重点任务"))


@pytest.fixture
def notice(tmp_path: Path) -> Path:
    """One task whose lead unit was exchanged under tracking."""
    task = p(
        r("（一）优化流程。公开时限。（牵头单位：区"), tracked("del", deleted("财政局")), tracked("ins", r("教育局")), r("；配合单位：区司法局）")
    )
    path = tmp_path / "notice.docx"
    path.write_bytes(docx(*HEAD, task))
    return path


def leads(plan: planparse.Plan) -> list[str]:
    return [unit.name for task in plan.tasks() for clause in task.responsibilities for unit in clause.units if unit.role == "lead"]


def finding(plan: planparse.Plan) -> list[tuple[str, str]]:
    return [(d.severity, d.message) for d in plan.diagnostics if d.code == "tracked_changes"]


def test_the_final_text_is_read_unless_the_original_is_asked_for(notice: Path) -> None:
    assert leads(planparse.extract(notice)) == ["区教育局"]
    assert leads(planparse.extract(notice, tracked="final")) == ["区教育局"]
    assert leads(planparse.extract(notice, tracked="original")) == ["区财政局"]
    assert leads(planparse.parse(planparse.read(notice, tracked="original"))) == ["区财政局"]


def test_one_finding_counts_the_changes_and_names_the_other_reading(notice: Path) -> None:
    [(severity, final)] = finding(planparse.extract(notice))
    [(_, original)] = finding(planparse.extract(notice, tracked="original"))
    assert severity == "warning"
    assert "1 insertion and 1 deletion, all taken as accepted" in final
    assert "--tracked original" in final
    assert "all taken as rejected" in original
    assert "--tracked final" in original


@pytest.mark.parametrize(("kind", "run"), [("ins", r("区教育局")), ("del", deleted("区教育局"))])
@pytest.mark.parametrize(("reading", "taken"), [("final", "accepted"), ("original", "rejected")])
def test_changes_of_one_kind_alone_tell_the_reading_too(kind: str, run: str, reading: readers.Tracked, taken: str) -> None:
    data = docx(*HEAD, p(r("（一）优化流程。公开时限。"), tracked(kind, run)))
    [(_, message)] = finding(planparse.parse(readers.read_bytes(data, "a.docx", tracked=reading)))
    assert f"taken as {taken}" in message


def test_the_finding_stands_at_the_first_change(notice: Path) -> None:
    source = planparse.read(notice)
    [found] = [d for d in planparse.parse(source).diagnostics if d.code == "tracked_changes"]
    assert found.span == source.revisions[0].span


def test_a_document_without_changes_has_no_finding() -> None:
    plan = planparse.parse(readers.read_bytes(docx(*HEAD, p("（一）优化流程。公开时限。")), "a.docx", tracked="original"))
    assert finding(plan) == []


def test_a_format_without_tracking_takes_the_option() -> None:
    data = "一、总体要求\n公开时限。".encode()
    assert readers.read_bytes(data, "a.txt", tracked="original") == readers.read_bytes(data, "a.txt")


def test_another_reading_is_an_error_of_the_caller(notice: Path) -> None:
    with pytest.raises(ValueError, match="original"):
        planparse.read(notice, tracked="both")  # type: ignore[arg-type]


def test_from_the_command_line_and_standard_input(cli: Run, notice: Path) -> None:
    for arguments, more in ((str(notice), {}), ("-", {"input": notice.read_bytes()})):
        for reading, unit in (("final", "区教育局"), ("original", "区财政局")):
            done = cli("extract", arguments, "--to", "json", "--tracked", reading, **more)
            assert done.returncode == 0, done.stderr
            assert leads(planparse.Plan.model_validate_json(done.stdout)) == [unit]


@pytest.mark.parametrize(("lang", "words"), [("en", "original"), ("zh", "可选")])
def test_an_unknown_reading_is_a_usage_error(cli: Run, notice: Path, lang: str, words: str) -> None:
    done = cli("--lang", lang, "extract", str(notice), "--tracked", "both")
    assert done.returncode == 2
    assert done.stderr.count(b"\n") == 1
    assert words in done.stderr.decode()
