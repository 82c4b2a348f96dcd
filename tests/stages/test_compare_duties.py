"""Where a table gives a task to other units than the text that it divides."""

from __future__ import annotations

from planparse.pipeline import parse
from planparse.stages.normalise import plain

TEXT = """云溪市人民政府办公室关于印发云溪市数字农业实施方案的通知
各区县政府：
现将方案印发给你们。
云溪市人民政府办公室
2021年3月1日
云溪市数字农业实施方案
一、重点任务
（一）建设农情监测网络。布设站点，汇集数据。（牵头单位：{lead}；配合单位：市发改委、市财政局）
（二）推广智能农机装备。补贴购置，培训机手。（牵头单位：市农业农村局；配合单位：市财政局）
附件：任务分解表
序号
重点任务
牵头单位
配合单位
1
建设农情监测网络
市农业农村局
{support}
2
推广智能农机装备
市农业农村局
市财政局
3
加强组织领导
市农业农村局
市委编办
"""


def said(lead: str, support: str) -> list[str]:
    plan = parse(plain(TEXT.format(lead=lead, support=support)))
    return [d.message for d in plan.diagnostics if d.code == "duty_disagreement"]


def test_the_same_units_are_no_disagreement_in_any_order_and_spelling() -> None:
    assert said("市农业农村局", "市财政局、市发改委") == []
    assert said("市农业农村局", "市财政局、市发展和改革委员会") == []


def test_units_that_only_one_of_the_two_names() -> None:
    assert said("市农业农村局", "市财政局、市水利局") == [
        ("建设农情监测网络: the table and item 1.1 of the text differ: "
        "only the table names 市水利局; only the text names 市发改委")
    ]


def test_another_lead() -> None:
    assert said("市财政局", "市财政局、市发改委") == [
        ("建设农情监测网络: the table and item 1.1 of the text differ: "
        "only the table names 市农业农村局; led by 市农业农村局 in the table, by 市财政局 in the text")
    ]


def test_a_heading_of_many_tasks_is_compared_with_none() -> None:
    twice = TEXT.replace("（二）推广智能农机装备。", "（二）建设农情监测网络。")
    plan = parse(plain(twice.format(lead="市财政局", support="市水利局")))
    assert not [d for d in plan.diagnostics if d.code == "duty_disagreement"]


def test_a_row_without_units_in_a_table_that_gives_units_to_the_others() -> None:
    rows = "".join(f"{n}\n建设第{n}号站点\n{unit}\n" for n, unit in enumerate(("市教育局", "市财政局", "面向全市", "市水利局", "市气象局"), 1))
    plan = parse(plain(f"云溪市任务表\n序号\n工作任务\n责任单位\n{rows}"))
    assert [(d.code, d.message[:27]) for d in plan.diagnostics if d.code == "row_without_units"] == [
        ("row_without_units", "no unit was found in row 3,"),
    ]
