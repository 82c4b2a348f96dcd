"""Rows of tables of responsibility: which cell a unit stands in."""

from __future__ import annotations

from dataclasses import replace

from planparse.pipeline import parse
from planparse.plan import Measure, Section, Task
from planparse.source import Cell, Source
from planparse.span import Span
from planparse.stages.normalise import plain

HEAD = (
    "某某市人民政府办公室关于印发工作任务分解表的通知\n各区政府：\n现将分解表印发给你们。\n"
    "某某市人民政府办公室\n2021年3月1日\n附件\n工作任务分解表\n"
)


def told(source: Source) -> list[str]:
    """Each duty of a row, a unit after the first letter of its role."""
    found: list[str] = []

    def walk(node: Section | Task | Measure) -> None:
        for duty in node.responsibilities:
            found.append(" ".join(f"{unit.role[0]}:{unit.name}" for unit in duty.units))
        for part in (
            *getattr(node, "tasks", ()),
            *getattr(node, "sections", ()),
            *getattr(node, "measures", ()),
        ):
            walk(part)

    plan = parse(source)
    for section in (*plan.sections, *(s for a in plan.attachments for s in a.sections)):
        walk(section)
    return found


def in_cells(rows: list[list[str]]) -> Source:
    """A notice with a table that its format gives as cells."""
    text, cells = HEAD, []
    for i, row in enumerate(rows):
        for k, content in enumerate(row):
            cells.append(Cell(table=0, row=i, column=k, span=Span(len(text), len(text) + len(content))))
            text += content + "\n"
    return replace(plain(text), cells=tuple(cells))


def test_a_line_of_several_units_begins_the_last_cell() -> None:
    rows = (
        "序号重点任务牵头单位配合单位\n1推进平台建设。市工信局市教育局、市科技局、市财政局有关区政府\n"
        "2加强人才引进。市人社局市教育局\n3优化办事流程。市政务办市司法局"
    )
    assert told(plain(HEAD + rows))[0] == "l:市工信局 s:市教育局 s:市科技局 s:市财政局 s:有关区政府"


def test_names_with_everyday_words_in_them_are_cells() -> None:
    rows = (
        "序号\n任务\n责任单位\n1\n推进平台建设。\n市应急管理局、市公安局\n"
        "2\n加强人才引进。\n如东县政府、市人社局\n"
    )
    assert told(plain(HEAD + rows)) == ["r:市应急管理局 r:市公安局", "r:如东县政府 r:市人社局"]


def test_given_cells_follow_the_heads_of_their_columns() -> None:
    source = in_cells(
        [
            ["序号", "任务", "牵头单位", "配合单位"],
            ["1", "推进平台建设", "市工信局", "市财政局\n市科技局"],
            ["2", "加强人才引进", "市人社局", "各区政府"],
        ]
    )
    assert told(source) == ["l:市工信局 s:市财政局 s:市科技局", "l:市人社局 s:各区政府"]


def test_a_line_for_each_column_places_units_that_nobody_knows() -> None:
    rows = (
        "序号 |\n任务 |\n责任领导 |\n牵头单位 |\n责任单位 |\n完成时限 |\n"
        "1 |\n推进平台建设。 |\n张三 |\n服务工作部 |\n改革办、安商工作部 |\n全年 |\n"
        "2 |\n加强人才引进。 |\n李四 |\n市人社局 |\n产业发展办 |\n6月底前 |\n"
    )
    assert told(plain(HEAD + rows)) == ["l:服务工作部 r:改革办 r:安商工作部", "l:市人社局 r:市产业发展办"]
