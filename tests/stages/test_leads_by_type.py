"""Leads by type, from the file to the plan: declared anywhere, in Word's bold and a page's, or not declared at all."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from html import escape
from pathlib import Path

import pytest

import planparse

sys.path.insert(0, str(Path(__file__).parent.parent / "readers"))

import builders as word

_MARKED = re.compile(r"(\*\*.+?\*\*|==.+?==|__.+?__)")
_WORD = {"**": word.val("b"), "==": word.fonts(eastAsia="黑体", hint="eastAsia"), "__": word.val("u", "single")}
_HTML = {"**": "<b>{}</b>", "==": '<span style="font-family:黑体">{}</span>', "__": "<u>{}</u>"}


def runs(line: str) -> list[tuple[str, str]]:
    """The text of a line with the mark around each piece: ``**粗体**``, ``==黑体==``, ``__划线__``."""
    pieces = [piece for piece in _MARKED.split(line) if piece]
    return [(p[2:-2], p[:2]) if _MARKED.fullmatch(p) else (p, "") for p in pieces]


def as_docx(notice: str) -> bytes:
    lines = notice.strip().splitlines()
    return word.docx(*(word.p(*(word.r(text, _WORD.get(mark, "")) for text, mark in runs(line))) for line in lines))


def as_html(notice: str) -> bytes:
    lines = notice.strip().splitlines()
    body = "".join("<p>" + "".join(_HTML.get(m, "{}").format(escape(t)) for t, m in runs(line)) + "</p>\n" for line in lines)
    return f"<html><body>{body}</body></html>".encode()


FORMATS: dict[str, Callable[[str], bytes]] = {"docx": as_docx, "html": as_html}


@pytest.fixture(params=FORMATS)
def extract(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[str], planparse.Plan]:
    def made(notice: str) -> planparse.Plan:
        path = tmp_path / f"notice.{request.param}"
        path.write_bytes(FORMATS[request.param](notice))
        return planparse.extract(path)

    return made


Extract = Callable[[str], planparse.Plan]


def units(plan: planparse.Plan) -> list[str]:
    """The units of each clause, with ``*`` behind a lead, ``?`` behind a presumed one, ``+`` in support."""
    signs = {"lead": "*", "support": "+", "responsible": ""}
    return [
        "、".join(u.name + signs[u.role] + ("?" if u.presumed_lead else "") for u in clause.units)
        for task in plan.tasks()
        for clause in task.responsibilities
    ]


def bases(plan: planparse.Plan) -> set[str | None]:
    return {u.lead_basis for t in plan.tasks() for c in t.responsibilities for u in c.units if u.role == "lead"}


def codes(plan: planparse.Plan) -> set[str]:
    return {d.code for d in plan.diagnostics}


TITLE = "临江市消费促进工作方案"
TASKS = """==一、重点任务==
（一）举办展会。全年不少于十场。（责任单位：**市商务局**、市财政局）
（二）发放消费券。分三批投放。（责任单位：市教育局、**市科技局**、市民政局）"""
LED = ["市商务局*、市财政局+", "市教育局+、市科技局*、市民政局+"]


@pytest.mark.parametrize("words", ["标黑体的为牵头", "加粗的为牵头单位", "黑体字为牵头部门", "加粗字体单位为牵头单位", "粗体标注的为牵头单位"])
def test_declared_before_the_clauses_in_any_wording(extract: Extract, words: str) -> None:
    plan = extract(f"{TITLE}\n为促进消费，制定本方案。各项任务责任单位中{words}。\n{TASKS}")
    assert units(plan) == LED
    assert bases(plan) == {"typography"}
    assert [c.basis for c in plan.conventions] == ["typography"]
    assert not codes(plan) & {"lead_presumed", "lead_mark_lost", "lead_contradiction"}


def test_declared_behind_the_clauses(extract: Extract) -> None:
    plan = extract(f"{TITLE}\n{TASKS}\n注：加粗的为牵头单位。")
    assert units(plan) == LED


def test_declared_in_the_first_clause_right_behind_a_name(extract: Extract) -> None:
    first = TASKS.replace("**市商务局**、市财政局", "**市商务局**（标黑体的为牵头，下同）、市财政局")
    assert units(extract(f"{TITLE}\n{first}")) == LED


def test_declared_far_away_in_the_last_chapter(extract: Extract) -> None:
    filler = "\n".join(f"（{n}）加强宣传。组织各类媒体宣传{n}次。" for n in "一二三四五六七八九")
    plan = extract(f"{TITLE}\n{TASKS}\n==二、宣传工作==\n{filler}\n==三、组织保障==\n各单位要压实责任。上述任务责任单位加粗的为牵头单位。")
    assert [u for u in units(plan) if u] == LED


def test_declared_in_the_covering_notice(extract: Extract) -> None:
    cover = (
        "临江市人民政府办公室关于印发消费促进工作方案的通知\n临政办发〔2024〕8号\n各县（区）人民政府，市政府各部门：\n"
        "现将《临江市消费促进工作方案》印发给你们，请认真组织实施。方案中加粗的为牵头单位。\n临江市人民政府办公室\n2024年3月5日\n"
    )
    assert units(extract(f"{cover}{TITLE}\n{TASKS}")) == LED


def test_underlined_names_lead_where_the_notice_says_so(extract: Extract) -> None:
    tasks = TASKS.replace("**市商务局**", "__市商务局__").replace("**市科技局**", "__市科技局__")
    plan = extract(f"{TITLE}\n责任单位中加下划线的为牵头单位。\n{tasks}")
    assert units(plan) == LED
    assert bases(plan) == {"typography"}


def test_bold_is_no_underline_and_underline_no_bold(extract: Extract) -> None:
    declared = extract(f"{TITLE}\n责任单位中加下划线的为牵头单位。\n{TASKS}")
    assert units(declared) == [line.replace("*", "").replace("+", "") for line in LED]
    assert "lead_mark_lost" in codes(declared)
    underlined = TASKS.replace("**", "__")
    assert bases(extract(f"{TITLE}\n责任单位中加粗的为牵头单位。\n{underlined}")) == set()
    assert "lead_presumed" not in codes(extract(f"{TITLE}\n{underlined}"))


def test_a_name_half_in_bold_counts_by_its_head(extract: Extract) -> None:
    tasks = TASKS.replace("**市商务局**", "**市商务**局").replace("**市科技局**、市民政局", "**市科技局、市**民政局")
    assert units(extract(f"{TITLE}\n加粗的为牵头单位。\n{tasks}")) == LED
    tail = TASKS.replace("**市商务局**、市财政局", "**市商务局**、市财**政局**")
    assert units(extract(f"{TITLE}\n加粗的为牵头单位。\n{tail}")) == LED


def test_marks_and_labels_in_bold_beside_the_names_change_nothing(extract: Extract) -> None:
    tasks = TASKS.replace("（责任单位：", "（**责任单位：**").replace("**市商务局**、", "**市商务局、**")
    assert units(extract(f"{TITLE}\n加粗的为牵头单位。\n{tasks}")) == LED


def test_several_leads_in_one_clause(extract: Extract) -> None:
    tasks = TASKS.replace("**市商务局**、市财政局", "**市商务局、市财政局**、市统计局")
    assert units(extract(f"{TITLE}\n加粗的为牵头单位。\n{tasks}"))[0] == "市商务局*、市财政局*、市统计局+"


def test_one_unit_alone_in_bold_leads(extract: Extract) -> None:
    tasks = TASKS.replace("**市商务局**、市财政局", "**市商务局**")
    assert units(extract(f"{TITLE}\n加粗的为牵头单位。\n{tasks}"))[0] == "市商务局*"


EMPHASIS = {
    "headings of tasks": ("（一）举办展会。", "**（一）举办展会。**"),
    "words of a count": ("全年不少于", "**一是**全年不少于"),
    "a unit named in the sentence": ("全年不少于十场。", "**市文旅局**的展会全年不少于十场。"),
    "the label": ("（责任单位：", "（**责任单位：**"),
}


@pytest.mark.parametrize("case", EMPHASIS)
@pytest.mark.parametrize("declared", [True, False])
def test_emphasis_outside_the_list_makes_no_lead(extract: Extract, case: str, *, declared: bool) -> None:
    plain = TASKS.replace("**", "")
    plan = extract(f"{TITLE}\n{'加粗的为牵头单位。' if declared else '抓好落实。'}\n{plain.replace(*EMPHASIS[case])}")
    assert bases(plan) == set()
    assert not any("?" in line for line in units(plan))


@pytest.mark.parametrize("declared", [True, False])
def test_clauses_wholly_in_bold_make_no_lead(extract: Extract, *, declared: bool) -> None:
    tasks = re.sub(r"（责任单位：.*）", lambda m: f"**{m[0]}**", TASKS.replace("**", ""))
    plan = extract(f"{TITLE}\n{'加粗的为牵头单位。' if declared else '抓好落实。'}\n{tasks}")
    assert bases(plan) == set()
    assert not any("?" in line for line in units(plan))


def test_type_without_a_declaration_is_presumed(extract: Extract) -> None:
    plan = extract(f"{TITLE}\n{TASKS}")
    assert units(plan) == ["市商务局?、市财政局", "市教育局、市科技局?、市民政局"]
    assert "lead_presumed" in codes(plan)
    assert plan.conventions == ()


def test_one_clause_in_many_with_type_is_not_presumed(extract: Extract) -> None:
    plain = "\n".join(f"（{n}）开展培训。每年{i}次。（责任单位：市教育局、市民政局）" for i, n in enumerate("三四五六", 1))
    tasks = TASKS.replace("**市科技局**", "市科技局")
    assert not any("?" in line for line in units(extract(f"{TITLE}\n{tasks}\n{plain}")))


def test_type_that_contradicts_the_words_is_reported_and_the_words_are_followed(extract: Extract) -> None:
    tasks = TASKS.replace("责任单位：**市商务局**、市财政局", "牵头单位：市商务局；责任单位：**市财政局**")
    plan = extract(f"{TITLE}\n加粗的为牵头单位。\n{tasks}")
    assert units(plan)[0].startswith("市商务局*、市财政局")
    assert "*" not in units(plan)[0].split("、")[1]
    assert "lead_contradiction" in codes(plan)


def test_type_that_agrees_with_the_words_is_no_contradiction(extract: Extract) -> None:
    tasks = TASKS.replace("责任单位：**市商务局**、市财政局", "牵头单位：**市商务局**；配合单位：市财政局")
    plan = extract(f"{TITLE}\n加粗的为牵头单位。\n{tasks}")
    assert units(plan) == LED
    assert "lead_contradiction" not in codes(plan)


def test_type_that_the_words_do_not_know_is_left_alone_without_a_declaration(extract: Extract) -> None:
    tasks = TASKS.replace("责任单位：**市商务局**、市财政局", "牵头单位：市商务局；配合单位：**市财政局**")
    plan = extract(f"{TITLE}\n{tasks}")
    assert units(plan)[0] == "市商务局*、市财政局+"


def test_a_declaration_below_one_attachment_does_not_hold_for_another(extract: Extract) -> None:
    def plan_of(name: str, declared: str) -> str:
        tasks = TASKS.replace("==", "")
        return f"{name}\n{declared}{tasks}"

    notice = (
        "临江市人民政府办公室关于印发两个方案的通知\n各县（区）人民政府：\n现将《临江市消费促进工作方案》《临江市就业促进工作方案》"
        "印发给你们，请认真组织实施。\n附件：1.临江市消费促进工作方案\n2.临江市就业促进工作方案\n临江市人民政府办公室\n2024年3月5日\n"
        f"附件1\n{plan_of(TITLE, '加粗的为牵头单位。' + chr(10))}\n附件2\n{plan_of('临江市就业促进工作方案', '')}"
    )
    found = units(extract(notice))
    assert found[:2] == LED
    assert not any("*" in line for line in found[2:])
