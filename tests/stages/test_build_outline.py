"""What counts as an item, at which depth, and what its heading is: texts in, outlines out."""

from __future__ import annotations

import pytest

from planparse.outline.candidates import find_candidates
from planparse.outline.search import CLOSE_CALL, best_reading
from planparse.pipeline import parse
from planparse.span import Span
from planparse.stages.build_outline import build_outline, name_items
from planparse.stages.normalise import normalise, plain
from planparse.syntax import Part, PartKind


def read(source: str) -> list[str]:
    """The outline of `source`, an item a string: path, a star where restored, heading."""
    text = normalise(plain(source))
    whole = Span(0, len(text.norm))
    outline, _ = build_outline(text, Part(kind=PartKind.MAIN, span=whole, body=whole))
    name_items(text, outline, ())
    return [
        ".".join(map(str, item.path))
        + ("*" if item.marker.restored else "")
        + (f" {text.of(item.heading)}" if item.heading else "")
        for item in outline.walk()
    ]


CASES = {
    "three levels in the standard order": (
        "一、总体要求\n（一）指导思想。以发展为要。\n二、任务\n（一）修路\n1.修桥。先修东桥。\n2.铺路。再铺西路。\n三、保障\n",
        ["1 总体要求", "1.1 指导思想", "2 任务", "2.1 修路", "2.1.1 修桥", "2.1.2 铺路", "3 保障"],
    ),
    "depth is derived: figures directly below 一、": (
        "一、修路\n1.修桥。先修东桥。\n2.铺路。再铺西路。\n(1)备料\n(2)施工\n二、种树\n",
        ["1 修路", "1.1 修桥", "1.2 铺路", "1.2.1 备料", "1.2.2 施工", "2 种树"],
    ),
    "numbers that run on across sections stay as printed": (
        "一、修路\n1.修桥。先东。\n2.铺路。再西。\n二、种树\n3.育苗。早育。\n4.栽种。早栽。\n",
        ["1 修路", "1.1 修桥", "1.2 铺路", "2 种树", "2.3 育苗", "2.4 栽种"],
    ),
    "emergency plans: decimals below 1. and below a bare 1": (
        "1.总则\n1.1目的\n为防灾。\n1.2原则\n（1）快。先报告。\n（2）准。再处置。\n2.组织\n2.1机构\n设办公室。\n3 附则\n3.1解释\n由办公室解释。\n",
        [
            "1 总则",
            "1.1 目的",
            "1.2 原则",
            "1.2.1 快",
            "1.2.2 准",
            "2 组织",
            "2.1 机构",
            "3 附则",
            "3.1 解释",
        ],
    ),
    "customary headings that lost the line break behind them": (
        (
            "一、工作目标到2025年，建成路桥三十座，通车里程明显增加，群众出行更加便利，建设水平走在前列。二、组织架构组长：张三，副组长：李四，成员单位有建设局、交通局、财政局、农业局和各镇人民政府。"
            "三、加强组织领导各级各部门要高度重视路桥建设，细化方案，明确分工，压实责任，确保各项任务按期完成。"
        ),
        ["1 工作目标", "2 组织架构", "3 加强组织领导"],
    ),
    "a lead-in that ends in 是 is no heading": (
        "一、总则\n1.工作的方针是：以民为本，从快从简。\n2.工作的要求是：按期办结，不留尾巴。\n",
        ["1 总则", "1.1", "1.2"],
    ),
    "an article behind a heading that ends like a reference": (
        "第一章总则第一条为修路，制定本办法。第二章资格认定第二条申请人应当有料，有人，有地，并有稳定的供水、供电、通讯和足以承担责任的资金。按规定第一条办理。",
        ["1 总则", "1.1", "2 资格认定", "2.2"],
    ),
    "all in one line": (
        "一、修路(一)修桥。先修东桥。(二)铺路。再铺西路。二、种树(一)育苗。早育苗。(二)栽种。早栽种。三、保障",
        ["1 修路", "1.1 修桥", "1.2 铺路", "2 种树", "2.1 育苗", "2.2 栽种", "3 保障"],
    ),
    "enumerations inside a sentence are no items": (
        "一、修路\n做到：（1）备料；（2）施工。一是快，二是好。\n二、种树\n发展一、二、三产业，集中统一、高效。\n",
        ["1 修路", "2 种树"],
    ),
    "decimals and years": (
        "一、目标\n1.增长3.5%，总量10.5亿元。\n2.2025年，全部完成。\n3.5G基站建成。\n",
        ["1 目标", "1.1", "1.2", "1.3"],
    ),
    "lost numbers are restored where the sequence proves them": (
        "总体要求\n（一）指导思想。以发展为要。\n（二）目标。到明年建成。\n、重点任务\n（一）修路。先修东路。\n)种树。再种南山。\n、保障措施\n",
        ["1* 总体要求", "1.1 指导思想", "1.2 目标", "2* 重点任务", "2.1 修路", "2.2* 种树", "3* 保障措施"],
    ),
    "marks that have lost a bracket": (
        "一、修路\n(一修桥。先修东桥。\n二)铺路。再铺西路。\n（三）架灯。先架东街。\n(1备料\n2)施工\n二、种树\n",
        ["1 修路", "1.1 修桥", "1.2 铺路", "1.3 架灯", "1.3.1 备料", "1.3.2 施工", "2 种树"],
    ),
    "rules: chapters, articles, sub-items": (
        "第一章　总则\n第一条　为修路，制定本办法。\n第二条　依照前条和第一条规定办理。\n第二章　修路\n第三条　条件如下：\n（一）有料。\n（二）有人。\n",
        ["1 总则", "1.1", "1.2", "2 修路", "2.3", "2.3.1", "2.3.2"],
    ),
    "an article has a heading only where it stands apart": (
        "第一条【目的】为修路，制定本办法。\n第二条　本办法适用于修路。\n修桥参照执行。\n第三条　申报程序\n（一）提交材料。\n",
        ["1 目的", "2", "3 申报程序", "3.1"],
    ),
    "一是 opens an item at the head of a line only": (
        "一、修路\n一是修桥。先修东桥，一是快。\n二是铺路。再铺西路。\n",
        ["1 修路", "1.1 修桥", "1.2 铺路"],
    ),
    "plain sentences have no headings": (
        "一、任务\n1.支持建设大型路桥，加快推进各类道路连通成网，打造示范省。\n2.全面推动桥梁平台建设，推进资料共享，完善服务网络。\n",
        ["1 任务", "1.1", "1.2"],
    ),
    "a symbol before a number": (
        "一、任务\n★1.修桥。先修东桥。\n2.铺路。再铺西路。\n",
        ["1 任务", "1.1 修桥", "1.2 铺路"],
    ),
    "rows of a table, cells a line each, groups printed again at a page turn": (
        "序号\n项目名称\n责任单位\n一、修路\n1\n修桥\n市建设局\n2\n铺路\n市建设局\n一、修路\n3\n架灯\n市城管局\n二、种树\n4\n育苗\n市林业局\n",
        ["1 修路", "1.1 修桥", "1.2 铺路", "1.3 架灯", "2 种树", "2.4 育苗"],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_outline(name: str) -> None:
    source, expected = CASES[name]
    assert read(source) == expected


def test_a_close_call_keeps_its_runner_up() -> None:
    text = normalise(plain("三、修路。二、种树。"))
    reading, runner_up, margin = best_reading(find_candidates(text, Span(0, len(text.norm))))
    assert (reading, [(a.style, a.ordinal) for a in runner_up]) == ([], [("cjk_comma", 3)])
    assert 0 < margin <= CLOSE_CALL


def test_to_leave_out_a_mark_that_goes_on_is_no_close_call() -> None:
    text = normalise(plain("一、修路。平整路面。二、种树。养护林木。三、治水。疏浚河道。四、清污。"))
    reading, runner_up, _ = best_reading(find_candidates(text, Span(0, len(text.norm))))
    assert [a.ordinal for a in reading] == [1, 2, 3, 4]
    assert runner_up == []


def test_gaps_are_told() -> None:
    text = normalise(plain("一、甲\n二、乙\n四、丁\n五、戊\n六、己\n"))
    whole = Span(0, len(text.norm))
    _, notes = build_outline(text, Part(kind=PartKind.MAIN, span=whole, body=whole))
    assert [(n.code, n.message) for n in notes] == [("number_gap", "4 follows 2")]


def test_the_text_of_a_heading_is_no_closing_paragraph() -> None:
    text = "一、修路。先修东路。\n二、铺桥。后铺西桥。\n三、种树。再种柳树。\n四、注重宣传。\n各地各部门要解读举措。\n"
    assert read(text)[-1] == "4 注重宣传"
    longer = "一、修路。先修东路。\n二、铺桥。后铺西桥。\n三、种树。再种柳树，沿河两岸各种一行，三年成荫。\n各地各部门要抓好落实。\n"
    norm = normalise(plain(longer))
    whole = Span(0, len(norm.norm))
    outline, _ = build_outline(norm, Part(kind=PartKind.MAIN, span=whole, body=whole))
    assert norm.of(outline.closing).startswith("各地各部门")


def test_what_follows_an_enumeration_belongs_to_the_item_above() -> None:
    plan = parse(
        plain(
            "一、审批\n（一）有下列情形之一的，不予批准：\n1.材料不全；\n2.超出期限；\n3.弄虚作假。\n情形消除后可以重新申请。（市民政局负责）\n"
            "（二）其他要求。\n1.公开流程。\n2.公开结果。\n3.接受监督。\n各窗口要逐项落实。\n"
        )
    )
    first, second = plan.sections[0].tasks[0], next(s for s in (*plan.sections[0].sections, *plan.sections[0].tasks) if s.path == (1, 2))
    assert [unit.name for duty in first.responsibilities for unit in duty.units] == ["市民政局"]
    assert [m.text for m in first.measures if m.path is None] == ["有下列情形之一的，不予批准：", "情形消除后可以重新申请。"]
    assert "各窗口要逐项落实。" not in [m.text for m in getattr(second, "measures", ()) if m.path is None]


def test_what_follows_an_enumeration_stands_behind_it() -> None:
    source = "一、总体要求\n坚持便民。\n二、主要任务\n（一）支持项目。对下列项目给予支持：\n1.修路；\n2.铺桥；\n3.种树。\n以上项目年底前完成。责任单位：市财政局\n（二）加强管理。推进管理。责任单位：市教育局\n"
    task = next(iter(parse(plain(source)).tasks()))
    assert [measure.text for measure in task.measures] == ["对下列项目给予支持：", "1.修路；", "2.铺桥；", "3.种树。", "以上项目年底前完成。"]


def test_a_clock_time_ends_no_heading() -> None:
    task = next(iter(parse(plain("一、任务\n（一）请于5月28日17:00前报送材料。（市财政局负责）\n（二）加强管理。推进管理。（市教育局负责）\n")).tasks()))
    assert task.heading is None or task.heading.endswith("材料")


def test_what_a_note_counts_is_no_item() -> None:
    row = "市教育局\n"
    source = f"序号\n任务\n责任单位\n1\n修路\n{row}2\n铺桥\n{row}3\n种树\n{row}注:1.市教育局牵头。\n2.各区配合。\n3.按月报送。\n"
    assert read(source) == ["1 修路", "2 铺桥", "3 种树", ""]  # the last is what stands below the table
