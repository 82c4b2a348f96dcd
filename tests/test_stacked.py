"""Tables copied a cell a line: which line stands in which column, and where the table ends."""

from __future__ import annotations

import pytest

from planparse.pipeline import parse
from planparse.plan import Plan, Section
from planparse.stages.normalise import plain

TABLE = """兰川市人民政府办公室关于印发园区项目表的通知
各区政府：
现将项目表印发给你们。
兰川市人民政府办公室
2021年3月1日
附件
兰川市重点园区项目表
表1 示范园区
序号
园区名称
实施单位
所在地点
园区建设主要内容
建设性质
建设
周期（年）
总投资
（亿元）
1
云谷软件
产业园
云溪区政府
云溪区
建设软件研发、测试、培训为一体的园区，集聚企业总部和区域总部，带动配套服务业集聚发展
新建
2021-2025
2
2
青河物流园
青河开发区
管委会
青河区
建设仓储、分拨、信息发布为一体的物流园区，完善道路、水电等配套，引进第三方物流企业
在建
2019-2022
7.6
序号
园区名称
实施单位
所在地点
园区建设主要内容
建设性质
建设
周期（年）
总投资
（亿元）
3
数字文创园
兰川文投集团
云溪区
改造旧厂房，引进创意设计、动漫游戏、直播电商企业，配套公共服务平台和人才公寓
新建
2021-2023
2.15
4
智能制造园
市经信局
青河区
新建标准厂房，引进机器人、高端装备企业，建设检测认证中心和实训基地
新建
2021-2024
12
注：投资额为估算数。
表2 示范小镇
序号
小镇名称
实施单位
小镇主要特点
1
陶艺小镇
窑口镇
政府
依托古窑址发展陶艺体验、研学和民宿
2
茶香小镇
岭南镇政府
以茶园观光、茶叶加工和茶文化体验为主
3
湖畔小镇
云溪区文旅局
建设环湖步道、露营地和水上运动中心
"""


def rows(plan: Plan) -> list[str]:
    """Each row: its number, heading and units; each group without rows by its first words."""
    found: list[str] = []

    def walk(section: Section) -> None:
        for task in section.tasks:
            units = " ".join(unit.name for duty in task.responsibilities for unit in duty.units)
            found.append(f"{task.path[-1]} {task.heading}: {units}")
        if not section.tasks and not section.sections:
            found.append(" / ".join(paragraph.text for paragraph in section.paragraphs))
        for part in section.sections:
            walk(part)

    for section in (*plan.sections, *(s for a in plan.attachments for s in a.sections)):
        walk(section)
    return found


def test_lines_stand_in_their_columns_though_cells_are_broken_and_heads_unknown() -> None:
    assert rows(parse(plain(TABLE))) == [
        "1 云谷软件产业园: 云溪区政府",
        "2 青河物流园: 青河开发区管委会",
        "3 数字文创园: 兰川文投集团",
        "4 智能制造园: 市经信局",
        "注：投资额为估算数。 / 表2 示范小镇",
        "1 陶艺小镇: 窑口镇政府",
        "2 茶香小镇: 岭南镇政府",
        "3 湖畔小镇: 云溪区文旅局",
    ]


def test_heads_stand_apart_wherever_the_table_turns_a_page() -> None:
    plan = parse(plain(TABLE))
    heads = [aside.text.split("\n")[1] for aside in plan.set_aside if aside.kind == "table_head"]
    assert heads == ["园区名称", "园区名称", "小镇名称"]


def test_a_figure_in_a_cell_is_no_number_of_a_row() -> None:
    """The first row invests 2: the number of the second row stands a line below."""
    assert [row.split(" ")[0] for row in rows(parse(plain(TABLE)))[:4]] == ["1", "2", "3", "4"]


def test_lines_below_a_word_that_is_no_head_are_left_alone() -> None:
    text = TABLE.split("表1", maxsplit=1)[0] + "序号\n一、加强领导。\n1\n各地要高度重视。\n2\n抓好落实。\n"
    assert not [aside for aside in parse(plain(text)).set_aside if aside.kind == "table_head"]


def test_a_copy_cut_off_anywhere_is_read() -> None:
    lines = TABLE.split("\n")
    for n in range(8, len(lines)):
        parse(plain("\n".join(lines[:n])))
    parse(plain(TABLE.replace("\n3\n", "\n" + "3" * 5000 + "\n")))


HEAD = "兰川市任务表\n序号\n重点事项\n推进处\n责任单位\n"


def test_a_line_that_heads_the_next_rows_ends_no_table() -> None:
    table = HEAD + "".join(
        f"{n}\n建设第{n}号站\n甲处\n市财政局\n" + ("城乡建设类\n" if n == 2 else "") for n in range(1, 6)
    )
    assert [row.split(":")[1].strip() for row in rows(parse(plain(table))) if ":" in row] == ["市财政局"] * 5


def test_numbers_of_two_figures_and_a_short_row() -> None:
    table = HEAD + "01\n建设站点\n甲处\n市财政局\n02\n改造管网\n乙处\n市住建局\n03\n培育企业\n丙处\n市工信局\n"
    assert rows(parse(plain(table))) == ["1 建设站点: 市财政局", "2 改造管网: 市住建局", "3 培育企业: 市工信局"]


def test_a_head_printed_again_above_one_row() -> None:
    head = "序号\n重点事项\n推进处\n责任单位\n"
    table = HEAD + "1\n建设站点\n甲处\n市财政局\n2\n改造管网\n乙处\n市住建局\n" + head + "3\n培育企业\n丙处\n市工信局\n"
    assert rows(parse(plain(table)))[-1] == "3 培育企业: 市工信局"


@pytest.mark.parametrize("mark", ["{}.", "（{}）"])
def test_steps_inside_cells_are_no_rows(mark: str) -> None:
    one, two = mark.format(1), mark.format(2)
    source = (
        "某市整改任务清单\n序号\n问题\n整改措施\n责任单位\n完成时限\n"
        f"1\n粪污治理不到位。\n{one}开展排查。\n{two}督促整改。\n市农业农村局\n2023年6月底\n"
        f"2\n污水直排。\n{one}建设管网。\n{two}加强监管。\n市住建局、市水务局\n2023年9月底\n"
        f"3\n扬尘管控不力。\n{one}严格执法。\n市城管局\n2023年12月底\n"
    )
    tasks = list(parse(plain(source)).tasks())
    assert [task.path for task in tasks] == [(1,), (2,), (3,)]
    assert [[unit.name for duty in task.responsibilities for unit in duty.units] for task in tasks] == [
        ["市农业农村局"],
        ["市住建局", "市水务局"],
        ["市城管局"],
    ]
