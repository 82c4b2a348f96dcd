"""Indicators with the values they are to reach, and what only looks like one."""

from __future__ import annotations

import pytest

from planparse.span import Span
from planparse.stages.find_dates import find_deadlines
from planparse.stages.find_targets import find_targets
from planparse.stages.normalise import normalise, plain


def read(source: str) -> list[tuple[str, str, str, str, str | None]]:
    text = normalise(plain(source))
    found = find_targets(text, Span(0, len(text.norm)))
    return [(f.indicator, f.comparator, f.value, f.uom, f.by) for f in found]


@pytest.mark.parametrize(
    ("source", "indicator", "comparator", "value", "uom", "by"),
    [
        ("到2025年，全市污水处理率达到95%以上。", "全市污水处理率", ">=", "95", "%", "2025"),
        ("到2025年6月，网上可办率达90%。", "网上可办率", "=", "90", "%", "2025-06"),
        ("到2025年，网上零售额突破460亿元。", "网上零售额", ">", "460", "亿元", "2025"),
        ("力争办理时限压缩至5个工作日以内。", "办理时限", "<=", "5", "个工作日", None),
        ("到2025年，产业增加值年均增长25%以上。", "产业增加值年均增长", ">=", "25", "%", "2025"),
        ("到2025年，占比达到50%左右。", "占比", "~", "50", "%", "2025"),
        ("失业率控制在5.5%以内。", "失业率", "<=", "5.5", "%", None),
        ("到2025年，外送电量力争达到500亿千瓦时。", "外送电量", "=", "500", "亿千瓦时", "2025"),
        ("到2025年，受理率平均达到30%。", "受理率", "=", "30", "%", "2025"),
        ("管理支出占比最高不超过2%。", "管理支出占比", "<=", "2", "%", None),
        ("到2025年，覆盖率由30%提高至40%。", "覆盖率", "=", "40", "%", "2025"),
        ("网办比例不低于90%。", "网办比例", ">=", "90", "%", None),
        ("固定资产投资增长10%以上。", "固定资产投资增长", ">=", "10", "%", None),
        ("到2025年，商品销售额达到1,200万元。", "商品销售额", "=", "1200", "万元", "2025"),
    ],
)
def test_targets(source: str, indicator: str, comparator: str, value: str, uom: str, by: str | None) -> None:
    assert read(source) == [(indicator, comparator, value, uom, by)]


@pytest.mark.parametrize(
    "source",
    [
        "对年营业收入达到1000万元以上的企业给予奖励。",
        "到2025年，项目完成投资达到50亿元以上。",
        "给予最高不超过50万元补助。",
        "最多不超过11人。",
        "到2025年，用电量达到2千万至1亿千瓦时。",
        "同时应达到本办法1—13条的要求。",
        "截至2020年底，全市普及率达到70%以上。",
        "全市普及率已达到70%以上。",
        "全市普及率达到70%。",  # neither a date nor an aim
        "乡（镇）人民政府到2020年建成。",
        "支持企业在5G领域创新。",
        "每年建成3个基站。",
        "全市累计建成120个站点。",
        "建设面积3平方公里。",
        "建设12345热线平台。",
        "组织开展“双百”行动，打造一个品牌。",
        "培育5G产业链上下游企业。",
        "对培育30家以上企业的园区给予奖励。",
        "办理时限分别压减到4个、2个工作日以内。",
    ],
)
def test_no_targets(source: str) -> None:
    assert read(source) == []


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("建成不少于100个基站。", [("基站", ">=", "100", "个", None)]),
        ("到2025年，培育30家标杆企业。", [("标杆企业", "=", "30", "家", "2025")]),
        ("力争建成5G基站3000个以上，覆盖城区。", [("5G基站", ">=", "3000", "个", None)]),
        ("力争完成2.2亿千瓦机组改造。", [("机组改造", "=", "2.2", "亿千瓦", None)]),
        ("1.新建数字化车间30个；", [("数字化车间", "=", "30", "个", None)]),
        ("培育5家以上独角兽、准独角兽企业。", [("独角兽、准独角兽企业", ">=", "5", "家", None)]),
        (
            "建设100个示范基地、20条生产线和3个中心。",
            [("示范基地", "=", "100", "个", None), ("生产线", "=", "20", "条", None), ("中心", "=", "3", "个", None)],
        ),
    ],
)
def test_counts_of_what_is_to_be_made(source: str, found: list[tuple[str, str, str, str, str | None]]) -> None:
    assert read(source) == found


def test_a_date_in_an_earlier_sentence_governs_the_rest_of_the_paragraph() -> None:
    assert read("到2025年，体系基本建成。网上可办率达到90%。") == [("网上可办率", "=", "90", "%", "2025")]
    assert read("力争到2025年：\n网上可办率达到90%。\n培育企业30家。")[0][4] == "2025"
    assert read("体系基本建成。网上可办率达到90%。") == []


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("到2025年，全市网络零售额3550亿元。", [("全市网络零售额", "=", "3550", "亿元", "2025")]),
        ("政务数据共享率90%以上，", [("政务数据共享率", ">=", "90", "%", None)]),
        ("到2025年，从业人员达到5000人以上。", [("从业人员", ">=", "5000", "人", "2025")]),
        ("支持单机容量30万千瓦以上机组。", []),
        ("全市网络零售额3550亿元。", []),
    ],
)
def test_a_measure_with_its_value_behind_it(source: str, found: list[tuple[str, str, str, str, str | None]]) -> None:
    assert read(source) == found


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("到2025年，90%以上行政村实现光纤接入。", [("行政村实现光纤接入", ">=", "90", "%", "2025")]),
        ("农产品100%实现质量可追溯。", [("农产品实现质量可追溯", "=", "100", "%", None)]),
        ("到2025年，站点覆盖全县80%的行政村。", [("站点覆盖全县行政村", "=", "80", "%", "2025")]),
        ("80%的行政村实现光纤接入。", []),  # neither a date nor a bound
        ("按投资额的30%给予补助。", []),
        ("给予50%以上贷款贴息。", []),
        ("目前90%以上行政村实现光纤接入。", []),
        ("75.6%的企业实现上云。", []),
    ],
)
def test_shares_before_what_they_are_a_share_of(source: str, found: list[tuple[str, str, str, str, str | None]]) -> None:
    assert read(source) == found


def test_a_date_before_the_signature_is_no_goal() -> None:
    assert read("到2015年，普及率达到70%以上。\n某市人民政府\n2016年3月5日") == []


@pytest.mark.parametrize("piece", ["达到1", "达到1%", "1%以上、", "率达到", "到2025年,率达到1%"])
def test_no_text_is_slow_or_fatal(piece: str) -> None:
    read(piece * 3000)


def test_the_number_of_an_item_is_no_part_of_the_indicator() -> None:
    text = normalise(plain("一、目标\n1.努力实现地区生产总值增长6.2%左右。\n（二）规上工业增加值增长12%以上\n"))
    found = find_targets(text, Span(0, len(text.norm)))
    assert [f.indicator for f in found] == ["地区生产总值增长", "规上工业增加值增长"]


@pytest.mark.parametrize(
    "source",
    ["到2025年，机组出力达到30%~40%额定容量。", "到2025年，机组出力控制在30%至40%之间。", "到2025年，机组出力达到30-40%。"],
)
def test_a_range_gives_both_its_bounds(source: str) -> None:
    assert read(source) == [("机组出力", ">=", "30", "%", "2025"), ("机组出力", "<=", "40", "%", "2025")]


def test_a_share_of_something() -> None:
    assert read("法制审核人员不少于本单位执法人员总数的5%。") == [("法制审核人员占本单位执法人员总数", ">=", "5", "%", None)]
    assert read("省级专项资金按不超过技术交易额的1%补助。") == []
    assert read("按不低于采购金额的30%提前预付。") == []


@pytest.mark.parametrize(
    ("source", "indicators"),
    [
        ("到2025年，培训人员达到500人，财政投入稳步加大，年均增长10%。", ["培训人员"]),  # of what was put in
        ("到2025年，新增规上企业达到100家，按相关政策给予支持和奖励。", ["新增规上企业"]),
        ("到2025年，指数达到100-5分。", []),
    ],
)
def test_what_the_sentence_does_not_say_is_not_made_up(source: str, indicators: list[str]) -> None:
    assert [fact[0] for fact in read(source)] == indicators


def test_a_deadline_of_the_sentence_or_the_row_governs() -> None:
    source = "10月底前，直接答复率达到85%以上。\n新建公园10个以上\n2021年11月底前\n"
    text = normalise(plain(source))
    whole = Span(0, len(text.norm))
    dues = find_deadlines(text, whole, 2021)
    row = Span(text.norm.index("新建"), len(text.norm))
    found = find_targets(text, whole, 2021, dues=dues, rows=[row])
    assert [(f.indicator, f.by) for f in found] == [("直接答复率", "2021-10"), ("公园", "2021-11")]


@pytest.mark.parametrize(
    ("source", "thing", "value"),
    [
        ("在数字经济领域建成100个以上高水平创新平台。", "高水平创新平台", "100"),
        ("各区县推出2个以上数据开放创新应用。", "数据开放创新应用", "2"),
        ("新引进和培育100家以上设计企业。", "设计企业", "100"),
        ("新认定市级企业技术中心20家以上。", "市级企业技术中心", "20"),
        ("到2025年，建成8万个以上5G基站。", "5G基站", "8"),
    ],
)
def test_things_to_be_made_with_words_before_the_verb(source: str, thing: str, value: str) -> None:
    assert [(indicator, figure) for indicator, _, figure, _, _ in read(source)] == [(thing, value)]


def test_a_chain_of_values_has_one_subject() -> None:
    assert [f[:1] + f[2:4] for f in read("到2025年，数字经济增加值达5亿元以上，年均增长15%以上，占GDP的比重达50%以上。")] == [
        ("数字经济增加值", "5", "亿元"),
        ("数字经济增加值年均增长", "15", "%"),
        ("数字经济增加值占GDP的比重", "50", "%"),
    ]
    assert read("到2025年，年均增长15%以上。") == []


def test_the_year_from_which_a_target_counts_is_not_its_term() -> None:
    assert read("2012年起5年内引进人才达到2000名以上。")[0][4] is None
    assert read("到2015年引进人才达到2000名以上。")[0][4] == "2015"
