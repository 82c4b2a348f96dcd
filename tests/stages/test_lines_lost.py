"""Copies that have lost their lines: what stood in cells and lines of its own is told apart by what it says."""

from __future__ import annotations

import pytest

from planparse.outline.task_cells import border
from planparse.pipeline import parse
from planparse.plan import Plan, Task
from planparse.stages.normalise import plain

HEAD = (
    "云溪市人民政府办公室关于印发2024年云溪市便民服务任务分工的通知（云政办发〔2024〕8号）各县（市、区）人民政府："
    "《2024年云溪市便民服务任务分工》已经市政府同意，现印发给你们，请认真执行。"
    "云溪市人民政府办公室2024年3月5日2024年云溪市便民服务任务分工"
)
TIMED = (
    "工作任务内容完成时间责任单位一、优化办事流程1.编制服务事项目录出台《云溪市服务事项目录》5月底前市政府办公室、市司法局"
    "2.清单梳理工作梳理汇总权力清单6月20日前市委编办、市司法局梳理汇总服务清单8月20日前市政务服务办，各县（市、区）政府"
    "3.提升窗口服务水平各级窗口落实首问负责，每月通报办理情况，全市统一9月底前市政务服务办"
)
MARKED = (
    "2024年云溪市重点数字化项目序号项目名称工作内容责任单位1数据共享平台完善市级数据目录，推进部门对接。△市数据局，市司法局"
    "2智慧养老服务系统6月底前，完成平台建设。市民政局3信用信息平台应用省级标准，归集信用数据。△市发展改革委，市“信用云溪”领导小组成员单位，市数据局"
    "注：标“△”的为牵头单位"
)


def plan_of(*parts: str) -> Plan:
    return parse(plain("".join((HEAD, *parts))))


def tasks_of(plan: Plan) -> dict[str, Task]:
    return {task.heading or task.number: task for task in plan.tasks()}


def units(task: Task) -> list[str]:
    duties = [duty for holder in (task, *task.measures) for duty in holder.responsibilities]
    return [" ".join(f"{u.role[0]}:{u.name}" for u in duty.units) for duty in duties]


def test_a_row_holds_a_list_behind_each_of_its_terms() -> None:
    task = tasks_of(plan_of(TIMED))["清单梳理工作"]
    assert units(task) == ["r:市委编办 r:市司法局", "r:市政务服务办 r:各县(市、区)政府"]
    assert [deadline.due for m in task.measures for deadline in m.deadlines] == ["2024-06-20", "2024-08-20"]


def test_a_term_before_a_list_is_a_cell_of_its_own() -> None:
    task = tasks_of(plan_of(TIMED))["提升窗口服务水平"]
    found = [deadline for holder in (task, *task.measures) for deadline in holder.deadlines]
    assert [(deadline.due, deadline.rule) for deadline in found] == [("2024-09", "by")]


def test_a_symbol_begins_a_list_and_an_unknown_name_does_not_end_it() -> None:
    tasks = tasks_of(plan_of(TIMED, MARKED))
    assert units(tasks["数据共享平台"]) == ["l:市数据局 s:市司法局"]
    assert units(tasks["信用信息平台"]) == ["l:市发展改革委 s:市“信用云溪”领导小组成员单位 s:市数据局"]
    assert units(tasks["智慧养老服务系统"]) == ["r:市民政局"]


def test_a_second_table_begins_a_document_of_its_own() -> None:
    plan = plan_of(TIMED, MARKED)
    assert plan.title == "2024年云溪市便民服务任务分工"
    assert [attachment.title for attachment in plan.attachments] == ["2024年云溪市重点数字化项目"]
    assert [task.path for task in plan.tasks()] == [(1, 1), (1, 2), (1, 3), (1,), (2,), (3,)]


def test_an_outline_that_begins_anew_under_a_title_is_a_document_of_its_own() -> None:
    plan = plan_of(
        "一、总体要求坚持便民。二、重点任务（一）优化流程。精简材料。三、保障措施加强督促检查。"
        "云溪市便民服务中心建设方案编制大纲一、基础条件（一）单位概况（二）技术成果二、建设内容（一）建设目标（二）推进计划"
    )
    assert [attachment.title for attachment in plan.attachments] == ["云溪市便民服务中心建设方案编制大纲"]
    assert [s.heading for s in plan.attachments[0].sections] == ["基础条件", "建设内容"]


@pytest.mark.parametrize(
    "text",
    [
        "一、总体要求坚持便民。按照2024年工作要点一、二、三项要求推进。二、重点任务加强督促。",
        "一、总体要求坚持便民。二、重点任务落实2024年项目责任单位要求，加强督促。三、保障措施加强检查。",
    ],
)
def test_a_title_within_a_sentence_begins_nothing(text: str) -> None:
    assert not plan_of(text).attachments


def test_headings_cut_by_their_wording_are_told_of() -> None:
    told = [d for d in plan_of(TIMED, MARKED).diagnostics if d.code == "cells_run_together"]
    assert [d.message.split(";")[1].split()[0] for d in told] == ["3", "3"]


def test_cells_that_end_in_a_full_stop_are_left_whole() -> None:
    plan = plan_of(
        "序号工作任务工作要求责任单位1积极采取发布会形式做好政策解读工作。每季度至少一次。市政府办公室2推进规章集中公开。年内完成。市司法局"
        "3密切关注重点舆情。及时回应。市委网信办4规范年度报告发布工作。按时发布。市政府办公室"
    )
    assert next(task.heading for task in plan.tasks()) == "积极采取发布会形式做好政策解读工作"
    assert not [d for d in plan.diagnostics if d.code == "cells_run_together"]


@pytest.mark.parametrize(
    ("row", "name"),
    [
        ("加快政务服务客户端整合各级各部门自建系统迁入", "加快政务服务客户端整合"),
        ("综合应急指挥平台建设统一的指挥网络", "综合应急指挥平台"),
        ("推进数字人社建设建设人社数据中心", "推进数字人社建设"),
        ("移动办公系统10月底前,优化办公系统", "移动办公系统"),
        ("完善通讯录信息通讯录信息完整率达100%", "完善通讯录信息"),
        ("推进项目的实施与管理", ""),
        ("市级公共数据平台建设、运维", ""),
    ],
)
def test_border_of_a_task_cell(row: str, name: str) -> None:
    assert row[: border(row, 0, len(row))] == name


def test_links_of_an_export_end_where_its_ruler_begins() -> None:
    page = "标题: 关于印发云溪市便民服务方案的通知发布时间: 2024-03-06 文号:发布机构:栏目: 文件原文链接: https://example.org/a.htm本地目录: a/b页面链接与图片详见 links.tsv(同目录)==== 正文 ===="
    plan = parse(plain(page + HEAD + "一、总体要求坚持便民。二、重点任务优化流程。"))
    assert plan.metadata.document_number == "云政办发〔2024〕8号"
    assert plan.metadata.addressees == ("各县（市、区）人民政府",)


LINES = (
    "二、重点任务（一）推进数据共享加快建设统一的共享平台，打通部门数据。（二）优化办事流程对高频事项逐项梳理，压减材料。"
    "（三）提升窗口服务能力充分发挥综合窗口作用，落实首问负责。三、保障措施（一）加强组织领导各部门要高度重视。"
    "（二）强化政策支持统筹安排专项资金，做好用地保障。（三）明确任务分工明确各方责任，按月调度进展。"
)


def headings(plan: Plan) -> list[str | None]:
    return [heading for section in plan.sections for heading in (section.heading, *(t.heading for t in section.tasks), *(s.heading for s in section.sections))]


def test_headings_end_where_their_text_begins() -> None:
    plan = plan_of("一、总体要求坚持便民。", LINES)
    assert headings(plan)[1:] == [
        "重点任务",
        "推进数据共享",
        "优化办事流程",
        "提升窗口服务能力",
        "保障措施",
        "加强组织领导",
        "强化政策支持",
        "明确任务分工",
    ]
    told = [d for d in plan.diagnostics if d.code == "headings_run_on"]
    assert len(told) == 1
    assert next(plan.tasks()).span[0] < (told[0].span or (0, 0))[0]


def test_headings_with_a_full_stop_are_left_whole() -> None:
    plan = plan_of(
        "二、重点任务（一）完善政策体系，加强资金支持。落实各项资金。（二）建立完善培养机制。开展培训。"
        "（三）统筹推进转型升级。用好专项资金。（四）抓好组织实施。按月调度。"
    )
    assert headings(plan)[1:] == ["完善政策体系，加强资金支持", "建立完善培养机制", "统筹推进转型升级", "抓好组织实施"]
    assert not [d for d in plan.diagnostics if d.code == "headings_run_on"]


def test_articles_are_sentences() -> None:
    plan = plan_of(
        "第一条县级以上人民政府应当加快建设共享平台。第二条市有关部门应当依法组织开展检查。第三条各单位应当按照规定公开目录。"
    )
    assert headings(plan) == [None] * len(headings(plan))


def test_a_copy_with_lines_is_read_by_its_lines() -> None:
    plan = plan_of(
        "\n一、总体要求\n坚持便民。\n二、重点任务\n（一）推进数据共享加快建设统一的共享平台。\n（二）优化办事流程对高频事项逐项梳理。\n（三）提升窗口能力充分发挥窗口作用。\n"
    )
    assert "推进数据共享" not in headings(plan)


def test_a_blank_parts_headings_from_their_text() -> None:
    plan = plan_of(
        "\n一、总体要求\n坚持便民。\n二、重点任务\n（一）强化事前公开 各部门要统筹推进公开工作，明确内容。\n"
        "（二）规范事中公示 窗口人员要亮明身份，做好告知。\n（三）加强事后公开 各单位要及时公布结果。\n"
    )
    assert headings(plan)[2:] == ["强化事前公开", "规范事中公示", "加强事后公开"]
    scattered = plan_of(
        "\n一、总体要求\n坚持便民。\n二、重点任务\n（一）强化事前 公开各部门要统 筹推进公开工作，明确 内容。\n"
        "（二）规范事中公示窗口 人员要亮明身份，做好 告知。\n（三）加强事后公开各单 位要及时公布 结果。\n"
    )
    assert headings(scattered)[2:] == [None, None, None]


def test_what_ends_an_enumeration_is_no_heading() -> None:
    plan = plan_of("\n一、总体要求\n坚持便民。\n二、主要职责\n（一）部署重要工作；\n（二）通报各方情况；\n（三）讨论其他事项。\n会议每半年召开一次。\n")
    assert headings(plan)[2:] == [None, None, None]


def test_the_closing_paragraph_of_a_copy_without_lines() -> None:
    plan = plan_of("一、总体要求坚持便民。二、保障措施（一）加强领导。落实责任。（二）加强督促。按月调度。　　本《行动计划》由市数据局负责解释。")
    assert plan.sections[-1].kind == "closing"


def test_a_verb_that_may_be_a_noun_opens_a_text_where_siblings_show_how_headings_run_on() -> None:
    plan = plan_of(
        "一、总体要求坚持便民。二、重点任务（一）推进数据共享加快建立统一的共享平台，打通部门数据。（二）优化办事流程对高频事项逐项梳理，压减材料。"
        "（三）提升窗口能力充分发挥综合窗口作用，落实首问负责。（四）夯实网络基础建设千兆到户的光纤网络，方便群众。三、保障措施加强督促。"
    )
    assert headings(plan)[2:6] == ["推进数据共享", "优化办事流程", "提升窗口能力", "夯实网络基础"]
    alone = plan_of("一、总体要求坚持便民。二、重点任务（一）夯实网络基础建设千兆到户的光纤网络。（二）数据按时共享。（三）窗口首问负责。")
    assert "夯实网络基础" not in headings(alone)


def test_headings_of_siblings_end_in_the_noun_that_names_them_all() -> None:
    plan = plan_of(
        "一、总体要求坚持便民。二、重点任务（一）数字底座培育计划长三角示范区先行，通信能力达到一流。（二）便民服务提质计划（一期）就医、就学少跑一趟。"
        "（三）产业协同发展计划工业园区接入统一平台。三、保障措施加强督促。"
    )
    assert headings(plan)[2:5] == ["数字底座培育计划", "便民服务提质计划（一期）", "产业协同发展计划"]
    mixed = plan_of(
        "一、总体要求坚持便民。二、重点任务（一）数字底座培育计划长三角示范区先行。（二）就医、就学少跑一趟。（三）工业园区接入统一平台。三、保障措施加强督促。"
    )
    assert "数字底座培育计划" not in headings(mixed)


FORM = (
    "附件云溪市便民服务示范点申报表申报单位（盖章）：云溪市便民服务示范点申报表一、单位基本情况单位名称注册时间联系电话"
    "二、服务工作情况简要介绍窗口服务的人员、事项和办理量。三、建设内容（三年内）说明拟建的窗口和设备。"
)


def test_the_parts_of_a_form_are_headed_by_what_they_ask_for() -> None:
    plan = plan_of("一、总体要求坚持便民。二、重点任务评选示范点。三、保障措施加强督促。", FORM)
    assert [s.heading for s in plan.attachments[0].sections] == ["单位基本情况", "服务工作情况", "建设内容（三年内）"]
    unsigned = plan_of("一、总体要求坚持便民。二、重点任务评选示范点。三、保障措施加强督促。", FORM.replace("（盖章）", ""))
    assert [s.heading for s in unsigned.attachments[0].sections] != ["单位基本情况", "服务工作情况", "建设内容（三年内）"]


def test_steps_that_begin_right_behind_a_heading_are_its_children() -> None:
    plan = plan_of(
        "一、总体要求坚持便民。二、重点任务（一）建设应用平台1.加快建设公共平台（1）建设统一认证组件。各部门接入。（2）建设电子印章组件。年内上线。"
        "（3）建设支付组件。按月统计。2.推进网络整合（1）统筹政务网络。分步并网。（2）改造办公网络。年底完成。三、保障措施加强督促。"
    )
    assert [t.path for t in plan.tasks()] == [(2, 1, 1, 1), (2, 1, 1, 2), (2, 1, 1, 3), (2, 1, 2, 1), (2, 1, 2, 2)]
    counted = plan_of("一、总体要求坚持便民。二、重点任务（一）优化流程。包括：（1）精简材料；（2）压缩时限。三、保障措施加强督促。")
    assert [t.path for t in counted.tasks()] == [(2, 1)]


DAMAGED = (
    "一、重点任务（一）增加床位。盘活闲置用房。责任部门：区民政局区住房城乡建设局、区财政局)（二）培训人员。开设护理课程。责任部门：区民政局、区教育局民政税务"
    "（三）方便就医。设立专窗。责任部门：区卫生健康局区民政局、区财政局、区税务局二、保障措施（一）加强组织领导。区级统筹推进。责任部门：区民政局、区财政局)"
    "强化经费保障。经费列入预算。责任部门：区财政局区民政局、区审计局)开展监测评估。每年评估一次。责任部门：区民政局、区卫生健康局"
)


def test_a_closing_bracket_behind_a_list_is_what_a_number_has_left() -> None:
    plan = parse(plain("云浦区养老服务实施意见" + DAMAGED))
    assert [t.heading for s in plan.sections for t in s.tasks][-3:] == ["加强组织领导", "强化经费保障", "开展监测评估"]
    assert [t.path for t in plan.tasks()][-2:] == [(2, 2), (2, 3)]


def test_a_list_ends_in_names_that_have_lost_their_tails() -> None:
    task = next(t for t in parse(plain("云浦区养老服务实施意见" + DAMAGED)).tasks() if t.path == (1, 2))
    assert units(task) == ["r:区民政局 r:区教育局 r:区民政局 r:区税务局"]
