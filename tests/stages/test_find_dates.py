"""Which dates are deadlines, and which year a date without one means."""

from __future__ import annotations

import pytest

from planparse.span import Span
from planparse.stages.find_dates import find_deadlines
from planparse.stages.normalise import normalise, plain


def dues(source: str, year: int | None = 2021) -> list[str]:
    text = normalise(plain(source))
    return [fact.due for fact in find_deadlines(text, Span(0, len(text.norm)), year)]


@pytest.mark.parametrize(
    ("source", "due"),
    [
        ("到2025年，全市基本建成。", "2025"),
        ("2025年，全市基本建成。", "2025"),  # a copy that has lost its 到
        ("2022年推动上云企业翻番。", "2022"),
        ("4.2021年启动试点。", "2021"),
        ("2023年6月底前制定办法。", "2023-06"),
        ("平台于2022年12月31日前上线。", "2022-12-31"),
        ("二〇二三年底前完成。", "2023"),
        ("请于5月28日17:00前报送。", "2021-05-28"),
        ("请于5月28日（星期五）17时前报送。", "2021-05-28"),
        ("请于5月28日下午5点前报送。", "2021-05-28"),
        ("完成时间：2021.9", "2021-09"),
        ("完成时限：2021-09-30", "2021-09-30"),
        ("各校每月25日前报送进展，12月10日前报送总结。", "2021-12-10"),
        ("责任单位：市财政局\n完成时间 2021年9月30日", "2021-09-30"),
        ("2022年十一月中旬前完成。", "2022-11"),
        ("（责任单位：市财政局；完成时限：2022年11月底）", "2022-11"),
        ("（市财政局负责，2022年底前完成）", "2022"),
        ("年底前，各部门完成整改。", "2021"),
        ("今年9月份完成验收。", "2021-09"),
        ("明年3月底前完成验收。", "2022-03"),
        ("2021—2023年，每年培育10家。", "2023"),
        ("2021年1月1日至12月31日，对困难企业给予补贴。", "2021-12-31"),
        ("第一阶段（2021年3月—6月）", "2021-06"),
        ("总结阶段（2021年12月）", "2021-12"),
        ("2022年上半年完成清查。", "2022-06"),
        ("平台建设；11底前，完成对接。", "2021-11"),
        ("20222024年，每年培育10家。", "2024"),
        ("自2021年至2024年，开展专项整治。", "2024"),
        ("预计2024年竣工。", "2024"),
        ("截至2025年，全市建成100个。", "2025"),
        ("2025年全市产值达到10亿元。", "2025"),
        ("9月底前\n市财政局", "2021-09"),
        ("市财政局\n2022年\n2\n优化服务\n市商务局\n2023年前", "2022 2023"),
        ("序号\n任务\n完成时限\n1\n建平台\n2022.12", "2022-12"),
        ("力争到2023年省级试点达到20个以上。", "2023"),
        ("2022年，全市产值同比增长15%。", "2022"),
        ("2021年数字经济领域新认定高新企业100家。", "2021"),
        ("2022年、2025年分别达到30%、50%。", "2022 2025"),
    ],
)
def test_deadlines(source: str, due: str) -> None:
    assert dues(source) == due.split()


@pytest.mark.parametrize(
    "source",
    [
        "2021年3月5日，省政府常务会议审议通过方案。",
        "根据《某市规划（2021—2025年）》，制定本方案。",
        "现将某市行动计划（2021—2023年）印发给你们。",
        "某市人民政府\n2021年3月5日",
        "以2020年为基期。",
        "能耗比2020年下降18%。",
        "截至2020年底，已建成3个。",
        "在2021年6月底前已实现全覆盖的基础上，加快推广。",
        "每年2月底前报送。",
        "每年3月底前编制计划，9月底前调整。",
        "2021年起，实施新办法。",
        "本办法自2021年5月1日起施行，有效期至2026年4月30日。",
        "三年内完成，年内启动，“十四五”期间推进。",
        "三月内办结。",
        "规划期为2021年至2025年。",
        "修订出台2021年版产业目录。",
        "上报2021年重点任务进展情况。",
        "2021年政务公开工作要点",
        "2019年，全市产值达到10亿元。",
        "2021年6月，全市产值同比增长15%。",
        "2021年以来，各项工作有序推进。",
        "2021年1月1日前注册的企业可以申请。",
        "成文日期：2022年3月5日",
        "指标名称\n2020年\n2025年\n属性",
        "次年3月底前完成。",
    ],
)
def test_no_deadlines(source: str) -> None:
    assert dues(source) == []


def test_year_of_the_sentence() -> None:
    assert dues("2022年6月底前制定政策，12月底前全面实现。") == ["2022-06", "2022-12"]


def test_year_of_the_head() -> None:
    assert dues("2022年重点工作任务\n1.建平台\n6月底前完成。") == ["2022-06"]


def test_year_of_the_title() -> None:
    text = normalise(plain("某市2022年工作要点\n一、建平台。6月底前完成。"))
    body = Span(text.norm.index("一、"), len(text.norm))
    assert [fact.due for fact in find_deadlines(text, body, 2021)] == ["2022-06"]


def test_next_year_only_where_the_text_says_so() -> None:
    assert dues("2021年12月底前完成，次年3月底前验收。") == ["2021-12", "2022-03"]
    assert dues("12月底前完成，3月底前验收。") == ["2021-12", "2021-03"]


def test_year_of_the_signature_where_nobody_knows_another() -> None:
    assert dues("6月底前完成。\n某市人民政府\n2022年3月5日", None) == ["2022-06"]
    assert dues("6月底前完成。", None) == []


def test_span_and_rule() -> None:
    text = normalise(plain("一、 2023 年 6 月底前完成。"))
    (fact,) = find_deadlines(text, Span(0, len(text.norm)), 2022)
    assert text.quote(fact.span) == "2023 年 6 月底前"
    assert fact.rule == "by"


@pytest.mark.parametrize(
    "piece", ["2021年", "1", "年底", "三", "2021-", "《", "每年6月", "2021", "底前", "1月1日至"]
)
def test_no_text_is_slow_or_fatal(piece: str) -> None:
    dues(piece * 3000)


def test_a_day_before_the_notice_is_told_and_not_set() -> None:
    text = normalise(plain("2024年3月8日至7月7日，共排查隐患567处。2024年3月1日前建立台账。2024年12月10日完成整改。"))
    whole = Span(0, len(text.norm))
    due = [fact.due for fact in find_deadlines(text, whole, 2024, issued="2024-08-01")]
    assert due == ["2024-03-01", "2024-12-10"]


@pytest.mark.parametrize(
    ("source", "due"),
    [
        ("8月1日至15日，各单位开展自查。", "2021-08-15"),
        ("动员部署阶段（2021年8月1日—15日）", "2021-08-15"),
        ("2021年12月31日前（含当日）完成。", "2021-12-31"),
        ("2021年12月31日（含）前完成。", "2021-12-31"),
        ("2021年6月底前出台减免房租措施。", "2021-06"),
        ("完善服务体系，实现四级统一5月20日前完成。", "2021-05-20"),
    ],
)
def test_days_within_a_month_and_glosses(source: str, due: str) -> None:
    assert dues(source) == [due]


@pytest.mark.parametrize(
    "source",
    [
        "自2021年5月1日起施行，至2023年12月31日止。",
        "2021年年底前重点文化企业可免缴国有资本收益。",
        "2022年12月31日前，对小规模纳税人免征增值税。",
        "于1997年1月7日至11日召开会议。",
    ],
)
def test_how_long_something_holds_is_no_deadline(source: str) -> None:
    assert dues(source) == []
