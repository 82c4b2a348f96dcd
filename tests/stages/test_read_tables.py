"""Rows of tables of responsibility: which cell a unit stands in."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

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
    """Each duty of a row, a unit after the first letter of its role; a plus before what is inherited."""
    found: list[str] = []

    def walk(node: Section | Task | Measure) -> None:
        for duty in node.responsibilities:
            units = " ".join(f"{unit.role[0]}:{unit.name}" for unit in duty.units)
            found.append("+" * duty.inherited + units)
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


def in_cells(rows: list[list[str]], spans: dict[tuple[int, int], tuple[int, int]] | None = None) -> Source:
    """A notice with a table that its format gives as cells; `spans` are rows and columns of merged ones.

    An empty string is a place that a merged cell takes.
    """
    text, cells = HEAD, []
    for i, row in enumerate(rows):
        for k, content in enumerate(row):
            if content:
                down, across = (spans or {}).get((i, k), (1, 1))
                span = Span(len(text), len(text) + len(content))
                cells.append(Cell(table=0, row=i, column=k, span=span, row_span=down, column_span=across))
                text += content + "\n"
    return replace(plain(text), cells=tuple(cells))


def headed(source: Source) -> list[str]:
    """The sections and tasks: a section's kind and heading, a task's path and heading."""
    found: list[str] = []

    def walk(section: Section) -> None:
        found.append(f"{section.kind} {section.heading or ''}".strip())
        found.extend(f"{'.'.join(map(str, task.path))} {task.heading}" for task in section.tasks)
        for part in section.sections:
            walk(part)

    plan = parse(source)
    for section in (*plan.sections, *(s for a in plan.attachments for s in a.sections)):
        walk(section)
    return found


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


WRITTEN = {
    "tabs": "序号\t重点任务\t牵头单位\t配合单位\n1\t建设平台\t市工信局\t市教育局、市科技局\n2\t引进专家\t市人社局\t\n",
    "a cell broken over lines": "序号\t重点任务\t牵头单位\t配合单位\n1\t建设平\n台\t市工信局\t市教育局、市科技局\n2\t引进专家\t市人社局\t\n",
    "bars and a rule": "| 序号 | 重点任务 | 牵头单位 | 配合单位 |\n|---|:--|---|---|\n| 1 | 建设平台 | 市工信局 | 市教育局、市科技局 |\n| 2 | 引进专家 | 市人社局 | |\n",
    "bars between the cells only": "序号|重点任务|牵头单位|配合单位\n1|建设平台|市工信局|市教育局、市科技局\n2|引进专家|市人社局|\n",
    "a head of two rows": "序号\t重点任务\t责任分工\t\n\t\t牵头单位\t配合单位\n1\t建设平台\t市工信局\t市教育局、市科技局\n2\t引进专家\t市人社局\t\n",
    "the same, a cell a line": "序号\n重点任务\n责任分工\n备注\n牵头单位\n配合单位\n1\n建设平台\n市工信局\n市教育局、市科技局\n新建\n2\n引进专家\n市人社局\n",
}


@pytest.mark.parametrize("case", WRITTEN)
def test_tables_written_in_plain_text(case: str) -> None:
    assert told(plain(HEAD + WRITTEN[case])) == ["l:市工信局 s:市教育局 s:市科技局", "l:市人社局"]


def test_cells_in_one_line_keep_their_borders() -> None:
    rows = "序号\t重点任务\t工作内容\t责任单位\n1\t建设平台\t（1）选址；（2）动工。\t市工信局\n2\t引进专家\t引进十人。\t市人社局\n"
    plan = parse(plain(HEAD + rows))
    tasks = [task for section in plan.sections for task in section.tasks]
    assert [(t.heading, [m.text for m in t.measures]) for t in tasks] == [
        ("建设平台", ["（1）选址；（2）动工。"]),
        ("引进专家", ["引进十人。"]),
    ]
    assert not plan.diagnostics


def test_tabs_without_a_head_of_units_are_blanks() -> None:
    rows = "一、任务\n\t1.修路。先修东路。\t市建设局负责。\n\t2.种树。再种南山。\n\t二、保障\n"
    assert [s.heading for s in parse(plain(HEAD + rows)).sections] == ["任务", "保障"]


def test_a_head_of_two_rows_names_the_lower_columns() -> None:
    rows = [
        ["序号", "任务内容", "责任分工", "", "完成时间"],
        ["", "", "牵头（责任）单位", "配合部门（单位）", ""],
        ["1", "建设平台", "市工信局", "市教育局", "6月底前"],
    ]
    spans = {(0, 0): (2, 1), (0, 1): (2, 1), (0, 2): (1, 2), (0, 4): (2, 1)}
    assert told(in_cells(rows, spans)) == ["l:市工信局 s:市教育局"]


GROUPS = {
    "merged down": (
        [
            ["类别", "序号", "任务", "责任单位"],
            ["设施建设", "1", "建设平台", "市工信局"],
            ["", "2", "建设机房", "市财政局"],
            ["人才引进", "3", "引进专家", "市人社局"],
        ],
        {(1, 0): (2, 1)},
        ["group 设施建设", "1 建设平台", "2 建设机房", "group 人才引进", "3 引进专家"],
    ),
    "merged across, numbers that begin again": (
        [
            ["序号", "任务", "责任单位"],
            ["设施建设", "", ""],
            ["1", "建设平台", "市工信局"],
            ["2", "建设机房", "市财政局"],
            ["人才引进", "", ""],
            ["1", "引进专家", "市人社局"],
        ],
        {(1, 0): (1, 3), (4, 0): (1, 3)},
        ["group 设施建设", "1 建设平台", "2 建设机房", "group 人才引进", "1 引进专家"],
    ),
    "numbered groups are items of their own": (
        [
            ["序号", "任务", "责任单位"],
            ["一、设施建设", "", ""],
            ["1", "建设平台", "市工信局"],
            ["二、人才引进", "", ""],
            ["2", "引进专家", "市人社局"],
        ],
        {(1, 0): (1, 3), (3, 0): (1, 3)},
        ["group 设施建设", "1.1 建设平台", "group 人才引进", "2.2 引进专家"],
    ),
}


@pytest.mark.parametrize("case", GROUPS)
def test_cells_that_head_several_rows(case: str) -> None:
    rows, spans, expected = GROUPS[case]
    assert headed(in_cells(rows, spans)) == expected


def test_groups_in_tabs_leave_their_column_empty_below() -> None:
    rows = (
        "类别\t序号\t任务\t责任单位\n设施建设\t1\t建设平台\t市工信局\n\t2\t建设机房\t市财政局\n"
        "人才引进\t3\t引进专家\t市人社局\n"
    )
    assert headed(plain(HEAD + rows)) == GROUPS["merged down"][2]


def test_rows_share_the_merged_cells_of_a_row_above() -> None:
    rows = [
        ["序号", "任务", "牵头单位", "配合单位"],
        ["1", "建设平台", "市工信局", "市教育局"],
        ["2", "建设机房", "", "市财政局"],
        ["3", "引进专家", "市人社局", "市科技局"],
        ["4", "培训骨干", "", ""],
        ["5", "优化流程", "市司法局", ""],
    ]
    spans = {(1, 2): (2, 1), (3, 2): (2, 1), (3, 3): (2, 1)}
    assert told(in_cells(rows, spans)) == [
        "l:市工信局 s:市教育局",
        "+l:市工信局",
        "s:市财政局",
        "l:市人社局 s:市科技局",
        "+l:市人社局 s:市科技局",
        "l:市司法局",
    ]


def test_a_sentence_in_the_column_of_contents_is_no_list_of_units() -> None:
    rows = "序号\n工作任务\n主要内容\n牵头单位\n完成时间\n1\n布局设施\n建设市算力中心、市超算中心、市数据中心。\n市发改委、市科技局\n明年\n"
    assert told(plain(HEAD + rows)) == ["l:市发改委 l:市科技局"]


def test_a_table_of_another_kind_ends_the_zone() -> None:
    rows = "序号\n任务\n责任单位\n1\n建设平台\n市工信局\n序号\n企业名称\n行业\n1\n某某局有限公司\n电子\n"
    assert told(plain(HEAD + rows)) == ["r:市工信局"]


@pytest.mark.parametrize(
    ("cell", "units"),
    [
        ("市数据局牵头，市住建局、市财政局配合", [("lead", "市数据局"), ("support", "市住建局"), ("support", "市财政局")]),
        ("市城投公司（牵头）、市住建局", [("lead", "市城投公司"), ("responsible", "市住建局")]),
        ("牵头单位：市公安局；配合单位：市住建局", [("lead", "市公安局"), ("support", "市住建局")]),
        ("市教育局、市住建局按职责分工负责", [("responsible", "市教育局"), ("responsible", "市住建局")]),
    ],
)
@pytest.mark.parametrize("term", ["10月底", "长期坚持", "张三"])
def test_the_words_of_a_cell_come_before_its_column(cell: str, units: list[tuple[str, str]], term: str) -> None:
    source = f"某市重点任务分工表\n序号\t任务\t责任单位\t完成时限\n1\t新增泊位\t{cell}\t{term}\n2\t新建公园\t市城管局\t全年\n"
    first, second = parse(plain(source)).tasks()
    assert [(unit.role, unit.name) for duty in first.responsibilities for unit in duty.units] == units
    assert [(unit.role, unit.name) for duty in second.responsibilities for unit in duty.units] == [("responsible", "市城管局")]


@pytest.mark.parametrize("mark", ["（{}）", "{}、"])
def test_a_line_between_rows_heads_a_group(mark: str) -> None:
    first, second = (mark.format(n) for n in "一二")
    source = (
        f"某市重点任务分工表\n序号\t任务\t责任单位\t完成时限\n{first}优化环境\n1\t新增泊位\t市公安局、市住建局\t10月底\n2\t新建公园\t市城管局\t年底前\n"
        f"{second}加强保障\n3\t新建学校\t市教育局\t全年\n"
    )
    plan = parse(plain(source))
    assert [section.heading for section in plan.sections] == ["优化环境", "加强保障"]
    assert [[unit.name for duty in task.responsibilities for unit in duty.units] for task in plan.tasks()] == [
        ["市公安局", "市住建局"],
        ["市城管局"],
        ["市教育局"],
    ]


# ------------------------------------------------------------------------------ heads

ROW = ["1", "修建渠道", "市水利局", "市财政局", "6月底"]


@pytest.mark.parametrize(
    ("first", "second", "units"),
    [
        ("主要责任单位", "协同配合单位", "r:市水利局 s:市财政局"),
        ("牵头股室", "配合股室", "l:市水利局 s:市财政局"),
        ("主抓部门", "协作单位", "l:市水利局 s:市财政局"),
        ("第一责任单位", "其他责任单位", "r:市水利局 r:市财政局"),
        ("责任科（室）", "会办单位", "r:市水利局 s:市财政局"),
        ("责任部门（第一位为牵头部门）", "督办单位", "l:市水利局"),
        ("牵头检查部门", "参与检查部门", "l:市水利局 s:市财政局"),
        ("牵头", "配合", "l:市水利局 s:市财政局"),
        ("整改责任单位及责任人", "督导单位", "r:市水利局"),
        ("牵头层级单位", "协同层级单位", "l:市水利局 s:市财政局"),  # known by a word, and by what stands below
    ],
)
def test_heads_of_many_wordings(first: str, second: str, units: str) -> None:
    rows = [["序号", "工作任务", first, second, "完成时限"], ROW, ["2", "疏浚河道", "市水利局", "市住建局", "9月底"]]
    assert told(in_cells(rows))[0] == units


def test_a_head_that_names_no_duty_stays_unread() -> None:
    rows = [["序号", "单位名称", "联系电话", "责任单位"], ["1", "市水利局", "12345", "市财政局"], ["2", "市住建局", "12346", "市教育局"]]
    assert told(in_cells(rows)) == ["r:市财政局", "r:市教育局"]


@pytest.mark.parametrize(("upper", "lower"), [("责任单位", ("牵头", "配合")), ("责任分工", ("主办", "协办")), ("责任部门", ("牵头单位", "配合单位"))])
def test_a_second_row_names_the_parts_of_a_head(upper: str, lower: tuple[str, str]) -> None:
    rows = [["序号", "工作任务", upper, "", "完成时限"], ["", "", *lower, ""], ROW]
    spans = {(0, 0): (2, 1), (0, 1): (2, 1), (0, 2): (1, 2), (0, 4): (2, 1)}
    assert told(in_cells(rows, spans)) == ["l:市水利局 s:市财政局"]


def test_a_column_of_shares_holds_clauses() -> None:
    rows = [["序号", "任务", "责任分工", "时限"], ["1", "修建渠道", "牵头：市水利局\n配合：市财政局", "6月底"], ["2", "疏浚河道", "市水利局牵头，市住建局配合", "9月底"]]
    assert told(in_cells(rows)) == ["l:市水利局 s:市财政局", "l:市水利局 s:市住建局"]


def test_a_head_that_is_printed_again_is_no_row() -> None:
    head = ["序号", "任务", "责任分工", "时限"]
    rows = [head, ["一、水利"], ["1", "修建渠道", "市水利局", "6月底"], head, ["二、交通"], ["2", "养护公路", "市交通运输局", "9月底"]]
    spans = {(1, 0): (1, 4), (4, 0): (1, 4)}
    assert headed(in_cells(rows, spans)) == ["group 水利", "1.1 修建渠道", "group 交通", "2.2 养护公路"]


# ------------------------------------------------------------------------------ cells


def test_what_repeats_the_cell_above_is_inherited() -> None:
    rows = [["序号", "任务", "牵头单位", "配合单位"], ["1", "修建渠道", "市水利局", "市财政局"], ["2", "疏浚河道", "同上", "市住建局"]]
    assert told(in_cells(rows)) == ["l:市水利局 s:市财政局", "+l:市水利局", "s:市住建局"]


@pytest.mark.parametrize("cell", ["张某某", "已完成", "长期坚持", "3月11日公开采购", "2024-10-30", "按职责分工落实", "王局长"])
def test_no_unit_in_a_column_of_units(cell: str) -> None:
    rows = [["序号", "任务", "牵头单位", "配合单位"], ["1", "修建渠道", cell, "市财政局"], ["2", "疏浚河道", "市水利局", cell]]
    assert told(in_cells(rows)) == ["s:市财政局", "l:市水利局"]


def test_persons_behind_units_are_none() -> None:
    rows = [["序号", "任务", "责任单位及责任人", "时限"], ["1", "修建渠道", "市水利局（张某）", "6月底"], ["2", "疏浚河道", "市住建局、李局长", "9月底"], ["3", "养路", "市交通局 王某某", "9月底"]]
    assert told(in_cells(rows)) == ["r:市水利局", "r:市住建局", "r:市交通局"]


@pytest.mark.parametrize("name", ["水利", "一、水利", "（一）水利"])
def test_a_column_behind_the_number_groups_rows(name: str) -> None:
    rows = [
        ["序号", "类别", "任务", "责任单位"],
        ["1", name, "修建渠道", "市水利局"],
        ["2", "", "疏浚河道", "市住建局"],
        ["3", "交通", "养护公路", "市交通运输局"],
    ]
    for spans in ({(1, 1): (2, 1)}, {}):  # merged, or empty below
        source = in_cells(rows, spans)
        assert headed(source) == [f"group {name}", "1 修建渠道", "2 疏浚河道", "group 交通", "3 养护公路"]
        assert told(source) == ["r:市水利局", "r:市住建局", "r:市交通运输局"]


@pytest.mark.parametrize("numbers", [("1-1", "1-2", "2-1"), ("1.1", "1.2", "2.1")])
def test_rows_that_count_within_groups_are_counted_through(numbers: tuple[str, str, str]) -> None:
    tasks = [("修建渠道", "市水利局"), ("疏浚河道", "市住建局"), ("养护公路", "市交通运输局")]
    rows = [["序号", "任务", "责任单位"], *([n, *task] for n, task in zip(numbers, tasks, strict=True))]
    assert headed(in_cells(rows)) == ["group", "1 修建渠道", "group", "2 疏浚河道", "group", "3 养护公路"]


def test_dates_in_figures_stand_in_a_column_of_terms() -> None:
    rows = [["序号", "任务", "责任单位", "完成时限"], ["1", "修建渠道", "市水利局", "2021-10-30"], ["2", "疏浚河道", "市住建局", "2021/11/30"]]
    plan = parse(in_cells(rows))
    dues = [d.due for task in plan.tasks() for holder in (task, *task.measures) for d in holder.deadlines]
    assert dues == ["2021-10-30", "2021-11-30"]


def test_a_date_in_figures_does_not_make_the_table_page_furniture() -> None:
    table = "2021年任务分解表\n序号\n任务\n责任单位\n完成时限\n1\n修建渠道\n市水利局\n2021-10-30\n2\n疏浚河道\n市住建局\n2021-12-30\n"
    assert told(plain(table)) == ["r:市水利局", "r:市住建局"]


def test_targets_keep_to_their_cells() -> None:
    table = "| 序号 | 任务 | 目标 | 责任单位 |\n| --- | --- | --- | --- |\n| 1 | 老年食堂 | 新建社区老年食堂3家 | 市民政局 |\n| 2 | 垃圾分类 | 覆盖率达到90%以上 | 市城管局 |\n"
    plan = parse(plain(HEAD + table))
    found = [t for task in plan.tasks() for holder in (task, *task.measures) for t in holder.targets]
    assert [(t.indicator, t.value) for t in found] == [("社区老年食堂", "3"), ("覆盖率", "90")]


def test_a_head_that_nobody_knows_is_told_of() -> None:
    rows = [["序号", "工作任务", "牵头层级单位", "完成时限"], ["1", "修建渠道", "市水利局", "6月底"], ["2", "疏浚河道", "市住建局", "9月底"]]
    told_of = [d.message for d in parse(in_cells(rows)).diagnostics if d.code == "column_presumed"]
    assert len(told_of) == 1
    assert told_of[0].startswith("牵头层级单位 ")
    assert not [d for d in parse(in_cells([["序号", "工作任务", "牵头单位"], ["1", "修建渠道", "市水利局"]])).diagnostics if d.code == "column_presumed"]


def test_a_row_that_lost_its_merged_cell_is_moved_back() -> None:
    table = (
        "类别 | 任务 | 目标 | 责任单位 | 分管领导 | 完成情况 |\n一、水利 | 1.修建渠道 | 建成水池2座 | 市水利局 | 张某某 | 已完成70% |\n"
        "2.疏浚河道 | 疏浚3公里 | 市住建局 | 李某某 | 已于3月底前完成 | |\n"
    )
    source = plain(HEAD + table)
    assert told(source) == ["r:市水利局", "r:市住建局"]
    facts = [f for task in parse(source).tasks() for holder in (task, *task.measures) for f in (*holder.targets, *holder.deadlines)]
    assert [fact.text for fact in facts] == ["建成水池2座"]  # what has been done is no goal


SPACED = "序号 排查类别 排查内容 责任领导 责任部门 配合部门 完成时间\n1 水库 坝体、溢洪道 王某某 水利站 各村 5月底\n2 校园 围墙、屋面 陈某 中心校 派出所、村镇办 6月10日\n注：以上按月调度。\n"
LOOSE = "序号 主要任务 细化措施 牵头单位 参与单位\n1 保护 水源 严守红线，防止 新增取水。 市水利局 市发展改革委、农业局等\n2 节水 改造管网。 市住建局 市财政局\n"


def test_blanks_part_cells() -> None:
    assert told(plain(HEAD + SPACED)) == ["r:水利站 s:各村", "r:中心校 s:派出所 s:村镇办"]
    assert headed(plain(HEAD + SPACED))[:4] == ["group", "1 水库", "group", "2 校园"]


def test_blanks_inside_a_text_do_not_move_its_units() -> None:
    assert told(plain(HEAD + LOOSE)) == ["l:市水利局 s:市发展改革委 s:市农业局", "l:市住建局 s:市财政局"]


def test_a_sentence_that_counts_is_no_row_of_blanks() -> None:
    text = SPACED.replace("2 校园 围墙、屋面 陈某 中心校 派出所、村镇办 6月10日", "2 台设备 由县水利局 负责 采购 并按 规定 验收")
    assert told(plain(HEAD + text)) == []  # a table that is understood in part is none


@pytest.mark.parametrize("cell", ["未成年人保护办公室", "长期护理保险中心", "全年安委会"])
def test_a_unit_whose_name_begins_like_a_date(cell: str) -> None:
    rows = [["序号", "任务", "牵头单位", "配合单位"], ["1", "修建渠道", cell, "市财政局"], ["2", "疏浚河道", "市水利局", "市财政局"]]
    assert len(told(in_cells(rows))[0].split()) == 2


@pytest.mark.parametrize("head", ["被责任追究单位", "享受乡镇", "参加对象", "督查组成员"])
def test_a_column_of_those_who_do_not_act(head: str) -> None:
    rows = [["序号", "任务", head, "责任单位"], ["1", "修建渠道", "市水利局", "市财政局"], ["2", "疏浚河道", "市住建局", "市教育局"]]
    assert told(in_cells(rows)) == ["r:市财政局", "r:市教育局"]


def test_what_is_planned_stays_a_goal() -> None:
    rows = [["序号", "任务", "责任单位", "进展情况"], ["1", "修建渠道", "市水利局", "计划建成水池2座"], ["2", "疏浚河道", "市住建局", "建成水池3座"]]
    facts = [f.text for task in parse(in_cells(rows)).tasks() for holder in (task, *task.measures) for f in holder.targets]
    assert facts == ["计划建成水池2座"]


def test_a_task_number_in_words_inside_a_cell_begins_nothing() -> None:
    rows = [["序号", "任务", "责任单位"], ["1", "任务一：修建渠道", "市水利局"], ["2", "任务二：疏浚河道", "市住建局"]]
    plan = parse(in_cells(rows))
    assert [t.path[-1] for t in plan.tasks()] == [1, 2] and told(in_cells(rows)) == ["r:市水利局", "r:市住建局"]


def test_a_column_without_a_cell() -> None:
    rows = [["序号", "类别", "任务", "责任单位"], ["1", "", "修建渠道", "市水利局"], ["2", "", "疏浚河道", "市住建局"]]
    assert headed(in_cells(rows)) == ["group", "1 修建渠道", "group", "2 疏浚河道"]




def test_a_card_names_each_cell_by_the_one_before_it() -> None:
    rows = [["项目名称", "县医院迁建"], ["牵头单位", "县卫健局"], ["配合单位", "县住建局、县财政局"], ["完成时限", "12月底"], ["责任单位", "县公安局"]]
    plan = parse(in_cells(rows))
    duties = [d for p in plan.preamble for d in p.responsibilities]
    assert [[f"{u.role[0]}:{u.name}" for u in d.units] for d in duties] == [["l:县卫健局", "s:县住建局", "s:县财政局"], ["r:县公安局"]]
