"""Titles and numbers of documents, whole and damaged, and the plan's own."""

from __future__ import annotations

import pytest

from planparse.span import Span
from planparse.stages.find_citations import distinct_citations, find_citations
from planparse.stages.normalise import normalise, plain
from planparse.syntax import CitationFact


def cited(source: str, *own: str) -> list[tuple[str | None, str | None]]:
    return [(f.title, f.document_number) for f in facts(source, *own)]


def facts(source: str, *own: str) -> tuple[CitationFact, ...]:
    text = normalise(plain(source))
    return find_citations(text, Span(0, len(text.norm)), frozenset(own))


@pytest.mark.parametrize(
    ("source", "title", "number"),
    [
        ("根据《某省条例》要求", "某省条例", None),
        ("根据《某省规划》（某政发〔2021〕8号）", "某省规划", "某政发〔2021〕8号"),
        ("根据《某省规划》（某政发[2021]8号，以下简称《规划》）", "某省规划", "某政发[2021]8号"),
        ("根据《某省规划》(某政发(2021)8号)", "某省规划", "某政发(2021)8号"),
        ("按照国办发〔2021〕12号《关于政务公开的通知》要求", "关于政务公开的通知", "国办发〔2021〕12号"),
        (
            "根据《关于印发〈某市方案〉的通知》（某政办〔2020〕3号）",
            "关于印发〈某市方案〉的通知",
            "某政办〔2020〕3号",
        ),
        ("根据《关于印发《某市方案》的通知》精神", "关于印发《某市方案》的通知", None),
        ("执行《某某管理条例》（国务院令第745号）", "某某管理条例", "国务院令第745号"),
        ("要遵循中发〔2015〕9号文件精神", None, "中发〔2015〕9号"),
        ("制定《某市数据 管理办法》，报市政府", "某市数据管理办法", None),
    ],
)
def test_whole(source: str, title: str | None, number: str | None) -> None:
    assert cited(source) == [(title, number)]
    assert not any(f.repaired for f in facts(source))


@pytest.mark.parametrize(
    ("source", "title", "number"),
    [
        ("贯彻《某市规划的通知》（某政字〔202235)，进一步", "某市规划的通知", "某政字〔2022〕35号"),
        ("落实某省残疾人职业技能提升计划》，开展培训", "某省残疾人职业技能提升计划", None),
        ("按照某省特殊教育提升计划2021-2025》。加快", "某省特殊教育提升计划2021-2025", None),
        ("落实《某省无障碍环境建设办法，统筹推进", "某省无障碍环境建设办法", None),
        ("印发《某省就业行动方案(20222024年)》要求", "某省就业行动方案(2022—2024年)", None),
    ],
)
def test_damaged(source: str, title: str, number: str | None) -> None:
    assert cited(source) == [(title, number)]
    assert all(f.repaired for f in facts(source))


@pytest.mark.parametrize(
    "source",
    [
        "现将《某市方案》印发给你们，请认真贯彻执行。",
        "《某市方案》已经市政府同意，现印发给你们。",
        "《某市甲方案》《某市乙方案》已经市政府同意，现印发给你们。",
        "为落实要求，现制定《某市规划任务分工实施方案》。",
        "最终形成了《意见》。",
        "据《某某日报》报道",
        "东京路35号",
    ],
)
def test_not_cited(source: str) -> None:
    assert cited(source) == []


def test_own_titles_and_number() -> None:
    own = ("某市人民政府关于印发某市数字经济发展规划（2021-2025年）的通知", "某政发〔2021〕5号")
    source = "（某政发〔2021〕5号）根据《某市数字经济发展规划（2021—2025年）》和《某省数字经济发展规划》"
    assert cited(source, *own) == [("某省数字经济发展规划", None)]


def test_the_plan_of_the_same_name_one_level_up_is_cited() -> None:
    own = "某某市“十四五”残疾人保障规划"
    assert cited("依据国务院《“十四五”残疾人保障规划》、《某省“十四五”残疾人保障规划》，制定本规划。", own) == [
        ("“十四五”残疾人保障规划", None),
        ("某省“十四五”残疾人保障规划", None),
    ]
    assert cited("现将《“十四五”残疾人保障规划》印发给你们。", own) == []


def test_a_title_that_the_own_title_builds_on_is_cited() -> None:
    own = "某区信用体系建设规划任务分工实施方案"
    assert cited("为落实《某区信用体系建设规划》", own) == [("某区信用体系建设规划", None)]
    assert cited("贯彻《某市事业发展规划》", "关于落实《某市事业发展规划》的意见") == [
        ("某市事业发展规划", None)
    ]


def test_number_alone_takes_the_title_given_elsewhere() -> None:
    source = "根据《某省规划》（某政发〔2021〕8号）。要落实某政发〔2021〕8号文件。"
    assert cited(source) == [("某省规划", "某政发〔2021〕8号")] * 2
    assert len(distinct_citations(facts(source))) == 1


@pytest.mark.parametrize(
    "piece", ["《", "》", "《某", "《某市规划", "〔2021", "国发〔2021〕1号", "(以下简称《"]
)
def test_no_text_is_slow_or_fatal(piece: str) -> None:
    cited(piece * 3000)
