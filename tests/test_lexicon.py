"""The lexicon: what is known of names, where they end, which strings list units."""

from __future__ import annotations

import time

import pytest

from planparse.garbage import no_search_for_cycles
from planparse.lexicon import grammar, naming, pieces
from planparse.lexicon.decoder import decode
from planparse.lexicon.lexicon import load
from planparse.lexicon.notice import NoticeLexicon
from planparse.lexicon.segmenter import find_unit_runs, is_unit_list, words

LISTS = (
    "市民政局",
    "市市场监管局、市公安局",
    "市委宣传部(市文明办)、市民政局",
    "各县(市、区)人民政府",
    "财政部、税务总局等国务院相关部门及各地区",
    "人民银行南湖市中心支行、省地方金融监管局",
    "市工信局市发改委",
    "市网络经济局、市文产办",
    "市公安局交通警察支队云浦大队",
    "团市委、市妇联",
)
NO_LISTS = (
    "以下简称“规划”",
    "APP",
    "2021—2025年",
    "教育、医疗、养老",
    "镇(街道)",
    "村(社区)",
    "企业、高校",
    "各类企业",
    "省、市、县",
    "一网通办",
    "政府、企业、社会组织",
    "标黑体的为牵头",
    "",
)


@pytest.mark.parametrize("text", LISTS)
def test_a_list_of_units_is_known(text: str) -> None:
    assert is_unit_list(text)


@pytest.mark.parametrize("text", NO_LISTS)
def test_what_lists_no_units_is_none(text: str) -> None:
    assert not is_unit_list(text)


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("建成平台。市工信局市发改委、市科技局完成部署", ["市工信局市发改委、市科技局"]),
        ("建成站点。市电信、移动、联通公司按期完工", ["市电信、移动、联通公司"]),
        ("开展评估。市商务局各县(市、区)政府年底完成", ["市商务局各县(市、区)政府"]),
        ("提高经济建设部署水平", []),
        ("优化流程,方便群众办理", []),
    ],
)
def test_runs_of_names_in_glued_cells(text: str, runs: list[str]) -> None:
    assert [text[start:end] for start, end in find_unit_runs(text)] == runs


def test_runs_use_names_that_the_caller_knows() -> None:
    text = "完成改造。云浦快线项目部市财政局负责"
    assert [text[a:b] for a, b in find_unit_runs(text, ("云浦快线项目部",))] == ["云浦快线项目部市财政局"]


@pytest.mark.parametrize(
    ("listed", "parts"),
    [
        ("市、区教育局", ["市教育局", "区教育局"]),
        ("市、县(区)财政局", ["市财政局", "县(区)财政局"]),
        ("济南、青岛、烟台市政府", ["济南市政府", "青岛市政府", "烟台市政府"]),
        ("郑州、开封等省辖市政府", ["郑州市政府", "开封市政府"]),
        ("郑州等有关省辖市政府", ["郑州市政府"]),
        ("天河区、黄埔区政府", ["天河区政府", "黄埔区政府"]),
        ("云浦、澄湖区政府", ["云浦区政府", "澄湖区政府"]),
        ("中国电信、中国移动忻城分公司", ["中国电信忻城分公司", "中国移动忻城分公司"]),
        ("各区、县(市)政府、管委会", ["各区、县(市)政府", "管委会"]),
        ("各区、县级市", ["各区、县级市"]),
        ("各地区、各部门", ["各地区", "各部门"]),
        ("中、省驻临有关单位", ["中、省驻临有关单位"]),
        ("省有关部门、单位", ["省有关部门、单位"]),
        ("市财政局等有关部门和单位", ["市财政局"]),
        ("市财政局等国务院相关部门及各地区", ["市财政局", "各地区"]),
        ("市财政局(排第一位的为牵头单位,下同)、民政局", ["市财政局", "民政局"]),
        ("发改委(大数据局、能源局)、教育局", ["发改委(大数据局、能源局)", "教育局"]),
        ("高等院校、科研院所", ["高等院校", "科研院所"]),
    ],
)
def test_what_a_list_shares(listed: str, parts: list[str]) -> None:
    assert [piece.head + piece.text + piece.tail for piece in pieces.split(listed)] == parts


@pytest.mark.parametrize(
    ("piece", "names"),
    [
        ("市工业和信息化局", ["市工业和信息化局"]),
        ("市水务局和市林业局", ["市水务局", "市林业局"]),
        ("市交通局市网络经济局", ["市交通局", "市网络经济局"]),
        ("市公安局交通警察支队云浦大队", ["市公安局交通警察支队云浦大队"]),
        ("市自然资源和规划局云浦分局", ["市自然资源和规划局云浦分局"]),
        ("国家税务总局杭州市税务局", ["国家税务总局杭州市税务局"]),
        ("市发改委能源局", ["市发改委能源局"]),
        ("区直有关单位各区属事业单位", ["区直有关单位", "各区属事业单位"]),
        ("各地各部门", ["各地各部门"]),
    ],
)
def test_boundaries_without_a_separator(piece: str, names: list[str]) -> None:
    readings, _ = decode(piece, NoticeLexicon(load()))
    assert [piece[r.start : r.end] for r in readings] == names


def test_one_key_for_the_forms_of_a_name() -> None:
    notice = NoticeLexicon(load())
    keys = {
        naming.identity(notice.facts(name), load())
        for name in ("市发改委", "市发展改革委", "市发展和改革委员会")
    }
    assert len(keys) == 1
    others = {
        naming.identity(notice.facts(name), load())
        for name in ("市国土局", "市规划局", "市大数据局", "市信访局")
    }
    assert len(others) == 4


def test_short_place_names_are_no_bodies() -> None:
    lexicon = load()
    assert "公安" not in lexicon.places and "资源" not in lexicon.places
    assert {"黔西南", "大化", "张店", "忻城"} <= lexicon.places


@pytest.mark.parametrize(
    ("core", "takes"),
    [
        ("民政局", True),
        ("文产办", True),
        ("研究院", False),
        ("济南铁路局", False),
        ("电力设计研究院", False),
        ("税务总局", False),
    ],
)
def test_which_names_take_a_level(core: str, takes: bool) -> None:
    assert grammar.takes_prefix(core, load()) is takes


def test_words_know_the_units() -> None:
    assert "人力资源社会保障局" in words("市人力资源社会保障局负责")


@pytest.mark.parametrize(
    "unit", ["市", "各", "(市、区)", "局", "市财政局", "各区、", "等有关", "中国", "和", "公司"]
)
def test_hostile_lists_take_linear_time(unit: str) -> None:
    def seconds(size: int) -> float:
        text = unit * size
        begun = time.process_time()
        is_unit_list(text)
        find_unit_runs(text)
        for piece in pieces.split(text):
            decode(piece.text, NoticeLexicon(load()), piece.soft)
        return time.process_time() - begun

    with no_search_for_cycles():  # through all that the test run holds
        seconds(50)
        small, large = seconds(200), seconds(800)
    assert large < 12 * small + 0.05


@pytest.mark.parametrize(
    ("words", "is_list"),
    [
        ("人行绍兴市中心支行", True),
        ("人民银行南丹县支行", True),
        ("国网绍兴供电公司", True),
        ("国家统计局绍兴调查队", True),
        ("宁波电信", True),
        ("宁波建设", False),
        ("设立绍兴分行", False),
    ],
)
def test_a_local_office_alone_is_a_unit(words: str, is_list: bool) -> None:
    assert is_unit_list(words) is is_list
