"""Clauses in running text: what is one, where it ends, who has which part in it."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planparse.pipeline import parse
from planparse.span import Span
from planparse.stages._clause_grammar import read_inside
from planparse.stages.normalise import normalise, plain
from planparse.stages.read_responsibility import read_responsibility
from planparse.syntax import Clause, Text


def read(source: str) -> tuple[Text, tuple[Clause, ...]]:
    text = normalise(plain(source))
    return text, read_responsibility(text, Span(0, len(text.norm)))


def told(source: str) -> list[str]:
    """Each clause as `lead: … | support: …`, the role by its first letter."""
    text, clauses = read(source)
    return [" | ".join(f"{part.role.value[0]}:{text.of(part.span)}" for part in c.lists) for c in clauses]


# fmt: off
LABELLED = [
    ("加强建设。（责任单位：市教育局）", "r:市教育局"),
    ("加强建设。【责任单位：市教育局、市财政局】", "r:市教育局、市财政局"),
    ("加强建设。[负责部门:市教育局]", "r:市教育局"),
    ("加强建设。（牵头单位：市教育局；配合单位：市财政局，各县区政府）", "l:市教育局 | s:市财政局,各县区政府"),
    ("加强建设。〔牵头单位：市教育局，责任单位：市财政局〕", "l:市教育局 | r:市财政局"),
    ("加强建设。（牵头单位：市教育局。参加单位：市财政局。）", "l:市教育局 | s:市财政局"),
    ("加强建设。（牵头单位：市教育局责任单位：市财政局）", "l:市教育局 | r:市财政局"),
    ("加强建设。（牵头单位：市教育局；配合单位市财政局）", "l:市教育局 | s:市财政局"),
    ("加强建设。（牵头单位：市教育局；市财政局、市科技局）", "l:市教育局 | r:市财政局、市科技局"),
    ("加强建设。（牵头落实：市教育局、市财政局）", "l:市教育局、市财政局"),
    ("加强建设。（牵头：市教育局；配合：市财政局）", "l:市教育局 | s:市财政局"),
    ("加强建设。（牵头和配合单位：市教育局、市财政局）", "r:市教育局、市财政局"),
    ("加强建设。（主办单位：市教育局；协办单位：市财政局）", "l:市教育局 | s:市财政局"),
    ("加强建设。（市级责任单位：市教育局；县级责任单位：各县政府）", "r:市教育局 | r:各县政府"),
    ("加强建设。（责任单位：市教育局、市财政局按照职责分工负责）", "r:市教育局、市财政局"),
    ("加强建设。（责任单位：市教育局牵头，市财政局配合）", "l:市教育局 | s:市财政局"),
    ("加强建设。（责任单位：市教育局（牵头）、市财政局）", "l:市教育局 | r:市财政局"),
    ("加强建设。（责任单位市教育局、市财政局）", "r:市教育局、市财政局"),
    ("加强建设。（责任部门：市教育局；完成时限：2018年11月底）", "r:市教育局"),
    ("加强建设。（完成时限：2018年11月底；责任部门：市教育局）", "r:市教育局"),
    ("加强建设。（责任部门：市教育局，10月底前完成）", "r:市教育局"),
    ("加强建设。（责任部门：市教育局；适用范围：所有试点地区）", "r:市教育局"),
    ("加强建设。（责任单位：市教育局；责任人：张三）", "r:市教育局"),
    ("加强建设。（牵头领导：张三；责任单位：市教育局）", "r:市教育局"),
    ("加强建设。（责任单位：市教育局；以下均需各县区政府落实，不再重复）", "r:市教育局"),
    ("加强建设。（牵头单位为市教育局，配合单位为市财政局）", "l:市教育局 | s:市财政局"),
    ("加强建设。\n责任单位为市教育局、市财政局。", "r:市教育局、市财政局"),
    ("加强建设。【牵头单位】市教育局【配合单位】市财政局", "l:市教育局 | s:市财政局"),
    ("加强建设。\n牵头单位：\n市教育局\n配合单位：\n市财政局、市科技局", "l:市教育局 | s:市财政局、市科技局"),
    ("加强建设。\n【牵头单位】市教育局\n【配合单位】市财政局、市科技局", "l:市教育局 | s:市财政局、市科技局"),
    ("加强建设。（2018年11月底前完成，责任部门：市教育局）", "r:市教育局"),
    ("加强建设。（责任单位：市教育局，各市（含甲市、乙市，下同）政府）", "r:市教育局,各市(含甲市、乙市,下同)政府"),
    ("加强建设。（责任单位：市府办、市政协办）", "r:市府办、市政协办"),
    ("加强建设。（责任单位：各社会组织、各党组织）", "r:各社会组织、各党组织"),
    ("加强建设。（市应急管理局、市公安局）", "r:市应急管理局、市公安局"),
    ("加强建设。（责任单位：市城管局，市住建局、市财政局配合）", "r:市城管局 | s:市住建局、市财政局"),
    ("加强建设。（牵头单位：市教育局，成员单位：市财政局）", "l:市教育局 | r:市财政局"),
    ("加强建设。（牵头单位：市教育局；考核单位：市财政局）", "l:市教育局"),
    ("加强建设。（省级主要责任单位：省教育厅；其他相关责任单位：省财政厅）", "r:省教育厅 | r:省财政厅"),
    ("加强建设。责任单位：市教育局（责任人：张三）、市财政局（责任人：李四）", "r:市教育局 | r:市财政局"),
    ("加强建设。（市农牧局（主责）、市财政局[协助]、市教育局）", "l:市农牧局 | s:市财政局 | r:市教育局"),
    ("加强建设。（牵头单位：医政司，配合单位：规划司、法规司）", "l:医政司 | s:规划司、法规司"),
]
PHRASED = [
    ("加强建设。（市教育局负责）", "r:市教育局"),
    ("加强建设。（市教育局牵头）", "l:市教育局"),
    ("加强建设。（市教育局牵头负责）", "l:市教育局"),
    ("加强建设。（市教育局、市财政局分别牵头负责）", "l:市教育局、市财政局"),
    ("加强建设。（市教育局、市财政局按职责分工负责）", "r:市教育局、市财政局"),
    ("加强建设。（市教育局牵头，市财政局按职责分工负责）", "l:市教育局 | r:市财政局"),
    ("加强建设。（市教育局牵头，市财政局、各县区政府配合）", "l:市教育局 | s:市财政局、各县区政府"),
    ("加强建设。（市教育局牵头市财政局配合）", "l:市教育局 | s:市财政局"),
    ("加强建设。（市教育局按职责分工负责，各县区政府配合）", "r:市教育局 | s:各县区政府"),
    ("加强建设。（市教育局会同市财政局负责）", "l:市教育局 | s:市财政局"),
    ("加强建设。（市教育局牵头，会同市财政局落实）", "l:市教育局 | s:市财政局"),
    ("加强建设。（生态环境部指导，试点城市政府负责落实）", "s:生态环境部 | r:试点城市政府"),
    ("加强建设。（市教育局按职责分工负责，各县区政府，某某新区管委会）", "r:市教育局 | r:各县区政府,某某新区管委会"),
    ("加强建设。（市教育局、市财政局，各县区政府按职责分工负责）", "r:市教育局、市财政局,各县区政府"),
    ("加强建设。（此项工作由市教育局牵头）", "l:市教育局"),
    ("加强建设。（市教育局负责，2022年6月底前完成）", "r:市教育局"),
    ("加强建设。（市教育局负责，下同）", "r:市教育局"),
    ("加强建设。（市公路局牵头，市水务局参加。2026年12月底前取得阶段性成效）", "l:市公路局 | s:市水务局"),
    ("加强建设。（市公路局牵头，市水务局参加。完成时限：2023年12月底前）", "l:市公路局 | s:市水务局"),
]
DAMAGED = [
    ("扩大援助范围责任部门：区残联、区民政局\n2.加强", "r:区残联、区民政局"),
    ("加强建设。责任单位：市教育局、市财政局）\n2.加强", "r:市教育局、市财政局"),
    ("加强建设。（责任单位：市教育局、市财政局\n2.加强", "r:市教育局、市财政局"),
    ("加强建设。（市教育局、市财政局负责\n2.加强", "r:市教育局、市财政局"),
    ("加强建设。市教育局牵头，市财政局配合）\n2.加强", "l:市教育局 | s:市财政局"),
    ("加强建设。责任单位：市教育局、市财政局2.推进平台建设", "r:市教育局、市财政局"),
    ("加强建设。责任单位：市教育局、各县（市、区）政府三、保障措施", "r:市教育局、各县(市、区)政府"),
    ("加强建设。责任单位：市教育局、市财政局加快推进平台建设。", "r:市教育局、市财政局"),
    ("加强建设。牵头单位：市教育局配合单位：市财政局二、推进", "l:市教育局 | s:市财政局"),
    ("加强建设。责任单位：市教育局、\n市财政局\n2.加强", "r:市教育局、\n市财政局"),
    ("加强建设（市教育局、市财政局）\n2.加强", "r:市教育局、市财政局"),
]
NONE = [
    "民政部门要加强领导。", "由市教育局牵头，会同市财政局制定办法。", "市教育局（以下简称教育局）", "负责人：张三\n责任人：李四",
    "各责任单位：要加强领导", "牵头单位要按照要求推进。", "序号重点任务牵头单位配合单位完成时限1加强建设", "成立领导小组（市教育局、市财政局）。",
    "明确责任单位。", "（张三负责）", "坚持谁审批谁负责（谁审批、谁负责）。", "领导小组办公室设在市教育局，市教育局负责。",
    "坚持共筹原则（由市国资委牵头，各市属企业根据实际情况共筹费用）。", "本办法由市教育局负责解释。", "实施范围：市教育局、市财政局", "责任单位\n完成时限",
    "报送市发展改革委（市大数据局）。", "（责任单位：详见附件）",
]
# fmt: on


@pytest.mark.parametrize(("source", "expected"), LABELLED + PHRASED + DAMAGED)
def test_one_clause(source: str, expected: str) -> None:
    assert told(source) == [expected]


@pytest.mark.parametrize("source", NONE)
def test_no_clause(source: str) -> None:
    assert told(source) == []


def test_a_bare_list_closes_a_sentence() -> None:
    assert told("加强建设。（市教育局、市财政局）\n2.推进") == ["r:市教育局、市财政局"]
    assert told("加强建设。（一）推进") == []


def test_two_lines_are_one_clause() -> None:
    text, clauses = read("一、小组\n负责人：张三\n牵头单位：市教育局\n配合单位：市财政局\n二、小组")
    assert [text.of(c.span) for c in clauses] == ["牵头单位:市教育局\n配合单位:市财政局"]
    assert clauses[0].own_line and clauses[0].labelled


def test_several_clauses_in_a_paragraph() -> None:
    text, clauses = read("加强建设。（市教育局牵头）推进应用。（市财政局负责）\n2.扩大")
    assert [(text.of(c.span), c.scope) for c in clauses] == [
        ("(市教育局牵头)", "sentence"),
        ("(市财政局负责)", "item"),
    ]


def test_scope_of_heading_and_of_what_precedes() -> None:
    _, clauses = read(
        "（一）加强建设（市教育局牵头，市财政局配合）\n1.推进平台\n以上任务由市教育局、市财政局负责。"
    )
    assert [c.scope for c in clauses] == ["heading", "preceding"]


def test_a_rank_before_a_label_and_a_dash_before_a_name_are_no_unit() -> None:
    assert told("甲。（第一责任单位：市教育局；第二责任单位：市财政局）") == ["r:市教育局 | r:市财政局"]
    assert told("——市教育局、市财政局负责") == ["r:市教育局、市财政局"]
    assert told("甲。（市教育局负责牵头，市财政局负责配合）") == ["l:市教育局 | s:市财政局"]


def test_what_precedes_is_covered_by_the_whole_list() -> None:
    text, clauses = read("1.甲\n2.乙\n以上工作由市教育局牵头，各县（市、区）人民政府负责落实。")
    assert [text.of(c.span) for c in clauses] == ["以上工作由市教育局牵头,各县(市、区)人民政府负责落实"]


def test_only_words_of_lead_or_support_make_a_clause_labelled() -> None:
    _, clauses = read("甲。（责任单位：市教育局）\n乙。（市教育局、市财政局负责）\n丙。（市教育局牵头）")
    assert [c.labelled for c in clauses] == [False, False, True]
    assert [part.basis for c in clauses for part in c.lists] == [None, None, "word"]


def test_a_declaration_is_no_part_of_a_list() -> None:
    assert told("甲。（市教育局、市财政局负责。列第一位者为牵头单位，下同）") == ["r:市教育局、市财政局"]
    assert told("甲。（责任单位：市教育局、市财政局，列首位的为牵头单位，下同）") == ["r:市教育局、市财政局"]
    text, clauses = read("甲。责任部门：区教育局（标黑体的为牵头）、区财政局\n2.乙")
    assert text.of(clauses[0].lists[0].span).endswith("、区财政局")


def test_a_field_without_a_colon_needs_its_blank() -> None:
    assert told("责任单位　市教育局、市财政局") == ["r:市教育局、市财政局"]
    assert told("责任单位市教育局、市财政局") == []


def test_brackets_belong_to_the_clause_and_the_stop_behind_does_not() -> None:
    text, clauses = read("甲。（责任单位：市教育局）。\n乙")
    assert text.of(clauses[0].span) == "(责任单位:市教育局)"


def test_only_inside_the_span() -> None:
    text = normalise(plain("（市教育局牵头）\n（市财政局牵头）"))
    assert [c.span.start for c in read_responsibility(text, Span(9, len(text.norm)))] == [9]


def test_lists_of_the_grammar() -> None:
    assert [part.rule for part in read_inside("市教育局牵头,市财政局、各县政府", 0).lists] == [
        "lead_verb",
        "tail_group",
    ]


@given(st.text(alphabet="市教育局财政、，；：。（）〔〕\n牵头责任单位配合负责1.一", max_size=120))
def test_clauses_never_overlap_and_hold_their_lists(source: str) -> None:
    text, clauses = read(source)
    at = 0
    for clause in clauses:
        assert at <= clause.span.start < clause.span.end <= len(text.norm)
        at = clause.span.end
        assert clause.lists
        assert all(clause.span.covers(part.span) and part.span.start < part.span.end for part in clause.lists)


@pytest.mark.parametrize(
    "unit",
    [
        "（",
        "（牵头",
        "责任单位：",
        "负责",
        "市教育局、",
        "（市教育局",
        "牵头单位：市局，",
        "以上任务由",
        "）\n（",
    ],
)
def test_hostile_text_takes_linear_time(unit: str) -> None:
    def cost(n: int) -> float:
        text = normalise(plain(unit * n))
        start = time.process_time()
        read_responsibility(text, Span(0, len(text.norm)))
        return time.process_time() - start

    cost(50)
    assert cost(2000) < max(0.05, cost(500) * 4 * 2.5)


def test_the_same_label_again_begins_a_clause_that_may_close_the_item_above() -> None:
    text = (
        "一、重点任务\n（一）发展农业。\n1.建设基地。\n责任单位：县农业农村局\n"
        "2.培育品牌。\n责任单位：县市场监管局\n责任单位：各乡镇政府\n（二）改善环境。整治村庄。\n责任单位：县住建局"
    )
    above = parse(plain(text)).sections[0].sections[0]
    assert [unit.name for duty in above.responsibilities for unit in duty.units] == ["各乡镇政府"]
    assert [len(task.responsibilities) for task in above.tasks] == [1, 1]
