"""Lists of units → names in full, with what was put back."""

from __future__ import annotations

import pytest

from planparse.lexicon.segmenter import is_unit_list
from planparse.span import Span
from planparse.stages.normalise import normalise, plain
from planparse.stages.resolve_units import resolve_units
from planparse.syntax import Clause, Duty, Role, Text, UnitList


def _duties(*clauses: str, home: tuple[str, ...] = ()) -> tuple[Text, tuple[Duty, ...]]:
    """One clause a line, its lists parted by ``||``: the first leads, the others support."""
    text = normalise(plain("\n".join(clauses)))
    made = []
    for line in text.lines:
        lists, at = [], line.start
        for k, part in enumerate(text.of(line).split("||")):
            role = Role.LEAD if k == 0 else Role.SUPPORT
            lists.append(UnitList(span=Span(at, at + len(part)), role=role, basis="word"))
            at += len(part) + 2
        made.append(Clause(span=line, rule="test", lists=tuple(lists)))
    return text, resolve_units(text, made, home)


def _names(*clauses: str) -> list[list[str]]:
    return [[mention.name for mention in duty.mentions] for duty in _duties(*clauses)[1]]


@pytest.mark.parametrize(
    ("listed", "names"),
    [
        ("市市场监管局、司法局", "市市场监管局 市司法局"),
        ("县发改局||县经贸局、卫生健康局", "县发改局 县经贸局 县卫生健康局"),
        ("县农业农村局||各乡(镇)人民政府,自然资源局", "县农业农村局 各乡(镇)人民政府 县自然资源局"),
        ("市委网信办,信息中心", "市委网信办 市信息中心"),
        ("市委组织部(人才办)、编办,市人社局、发改委", "市委组织部(人才办) 市委编办 市人社局 市发改委"),
        ("自治区党委网信办,自治区教育厅、科技厅", "自治区党委网信办 自治区教育厅 自治区科技厅"),
        ("县扶贫办、商务局、网信办", "县扶贫办 县商务局 县网信办"),
        ("市金融办、人民银行云浦支行、财政局", "市金融办 人民银行云浦支行 市财政局"),
        ("省财政厅、税务总局、国网山东电力公司", "省财政厅 税务总局 国网山东电力公司"),
        (
            "市商务局,平潭海关、黄山供电公司、自贸区管委会,浑南区政府",
            "市商务局 平潭海关 黄山供电公司 自贸区管委会 浑南区政府",
        ),
        ("省金融办,江西证监局、宁波银保监局", "省金融办 江西证监局 宁波银保监局"),
        ("市公安局、临川军分区、武警临川支队、武警支队", "市公安局 临川军分区 武警临川支队 市武警支队"),
        ("市金融办、金融监管总局临川监管分局", "市金融办 金融监管总局临川监管分局"),
        ("财政部、发展改革委、海关总署", "财政部 发展改革委 海关总署"),
        ("省水利厅、黄河水利委员会、太湖流域管理局", "省水利厅 黄河水利委员会 太湖流域管理局"),
        ("县委农办、乡村振兴局", "县委农办 县乡村振兴局"),
        ("市财政局,以及各区政府", "市财政局 各区政府"),
        ("各县(市、区)党委、政府", "各县(市、区)党委、政府"),
        ("各市(地)、县(市、区)政府(行署)", "各市(地)、县(市、区)政府(行署)"),
        ("各地、州、市人民政府", "各地、州、市人民政府"),
        ("各设区市、省直管县(市)人民政府", "各设区市、省直管县(市)人民政府"),
        ("各开发区、管理区管委会", "各开发区、管理区管委会"),
        ("各市(含云浦市、南湖市,下同)政府,市教育局", "各市(含云浦市、南湖市)政府 市教育局"),
        ("各镇街、功能区管委会", "各镇街 功能区管委会"),
        ("高新区、云浦经开区管委会", "高新区管委会 云浦经开区管委会"),
        ("滨海新区、临港片区管委会", "滨海新区 临港片区管委会"),
        ("北京市、天津市、河北省人民政府", "北京市人民政府 天津市人民政府 河北省人民政府"),
        ("市科技局、财政局、电力设计研究院、济南铁路局", "市科技局 市财政局 电力设计研究院 济南铁路局"),
        ("县工信局、南丹生态环境局、农业农村局", "县工信局 南丹生态环境局 县农业农村局"),
        ("市、区教育局", "市教育局 区教育局"),
        ("省发展改革委,济南、青岛市政府", "省发展改革委 济南市政府 青岛市政府"),
        ("市工信局市电信、移动、联通、铁塔公司", "市工信局 市电信公司 市移动公司 市联通公司 市铁塔公司"),
        ("市商务局崆峒区、庄浪县、泾川县商务局", "市商务局 崆峒区商务局 庄浪县商务局 泾川县商务局"),
        ("市民政局等有关单位,各镇(街道)", "市民政局 各镇(街道)"),
        ("市民政局等部门及各地区", "市民政局 各地区"),
        ("有关部门", "有关部门"),
        ("市妇联、团委", "市妇联 团市委"),
        ("市发改委和市财政局", "市发改委 市财政局"),
        ("市市场监管局、市政协办", "市市场监管局 市政协办"),
        ("市“信用云浦”建设领导小组各成员单位、市司法局", "市“信用云浦”建设领导小组各成员单位 市司法局"),
        ("区委办(区档案局)、区司法局", "区委办(区档案局) 区司法局"),
        ("△市民政局,★市教育局", "市民政局 市教育局"),
    ],
)
def test_names_in_full(listed: str, names: str) -> None:
    assert _names(listed) == [names.split(" ")]


def test_roles_and_bases_are_those_of_the_list() -> None:
    _, (duty,) = _duties("市民政局||财政局")
    assert [(m.role, m.basis) for m in duty.mentions] == [(Role.LEAD, "word"), (Role.SUPPORT, "word")]


def test_spans_quote_what_was_read() -> None:
    text, (duty,) = _duties("△市民政局、财政局,济南、青岛市政府等")
    assert [text.of(m.span) for m in duty.mentions] == ["市民政局", "财政局", "济南", "青岛市政府"]


def test_groups_are_marked() -> None:
    _, (duty,) = _duties("市民政局、市直有关部门,各县(市、区)人民政府")
    assert [m.collective for m in duty.mentions] == [False, True, True]


def test_one_key_for_two_forms() -> None:
    _, duties = _duties("市发改委、市财政局", "市发展改革委")
    assert duties[0].mentions[0].key == duties[1].mentions[0].key != duties[0].mentions[1].key


def test_skipped_stretches_name_no_unit() -> None:
    text = normalise(plain("区教育局(黑体字的牵头)、财政局"))
    whole = Span(0, len(text.norm))
    clause = Clause(span=whole, rule="test", lists=(UnitList(span=whole, role=Role.RESPONSIBLE),))
    (duty,) = resolve_units(text, [clause], skip=[Span(4, 12)])
    assert [m.name for m in duty.mentions] == ["区教育局", "区财政局"]


def test_a_name_given_in_full_elsewhere_wins() -> None:
    assert _names("财政局、残疾人联合会机关", "区财政局、区司法局、区残疾人联合会机关")[0] == [
        "区财政局",
        "区残疾人联合会机关",
    ]


def test_a_list_that_repeats_its_level_gives_none() -> None:
    listed = "市财政局、市教育局、市民政局、亚组委、市司法局、市水利局"
    assert "亚组委" in _names(listed)[0]


DAMAGED = (
    "区民政局、区财政局、区教育和体育局、区委宣传部、区人力资源和社会保障局",
    "区残疾人联合会机关、区民政局、区委宣传部、区卫生健康局、市医疗保障局云浦分局",
    "区税务局、区委组织部、市医疗保障局云浦分局、区乡村振兴局、区委宣传部",
    "区残疾人联合会机关区人力资源和社会保障局、民政税务",
    "区教育和体育区卫生健康局、区民政局",
    "区卫生健康局、市医疗保障局云浦分区残疾人联合会机关",
    "委组织部、区残疾人联合会机关区宣传部",
    "民政区财政局乡村振兴",
)


def test_a_damaged_copy_is_mended_from_itself() -> None:
    names = _names(*DAMAGED)
    assert names[3] == ["区残疾人联合会机关", "区人力资源和社会保障局", "区民政局", "区税务局"]
    assert names[4] == ["区教育和体育局", "区卫生健康局", "区民政局"]
    assert names[5] == ["区卫生健康局", "市医疗保障局云浦分局", "区残疾人联合会机关"]
    assert names[6] == ["区委组织部", "区残疾人联合会机关", "区委宣传部"]
    assert names[7] == ["区民政局", "区财政局", "区乡村振兴局"]


def test_repairs_restore_what_was_read() -> None:
    text, duties = _duties(*DAMAGED)
    for duty in duties:
        for mention in duty.mentions:
            left = mention.name
            for repair in sorted(mention.repairs, key=lambda r: -r.at):
                if repair.kind != "separator":
                    assert left[repair.at : repair.at + len(repair.inserted)] == repair.inserted
                    left = left[: repair.at] + left[repair.at + len(repair.inserted) :]
            assert left == text.of(mention.span)


def test_nothing_is_invented() -> None:
    """A clean notice keeps short forms, and an unknown remainder stays as it is."""
    assert _names("市委宣传部、市财政局", "市宣传部、市民政局")[1] == ["市宣传部", "市民政局"]
    assert _names(*DAMAGED, "区审计、区委组织部")[-1] == ["区审计", "区委组织部"]


@pytest.mark.parametrize(
    "junk", ["", "、、,", "()", "等", "(((((", "各", "市市市市市", "无", "a" * 500, "局" * 300]
)
def test_junk_is_survived(junk: str) -> None:
    text = normalise(plain("x" + junk))
    whole = Span(0, len(text.norm))
    clause = Clause(span=whole, rule="test", lists=(UnitList(span=whole, role=Role.RESPONSIBLE),))
    (duty,) = resolve_units(text, [clause])
    assert all(whole.covers(mention.span) for mention in duty.mentions)
    is_unit_list(junk)


@pytest.mark.parametrize(
    ("listed", "names"),
    [
        (["县教体局、公安局", "市公安局"], ["县教体局 县公安局", "市公安局"]),  # the county's, though the city's is named elsewhere
        (["市教育局、公安局", "市公安局"], ["市教育局 市公安局", "市公安局"]),
        (["县教育局、张某"], ["县教育局"]),
        (["县教育局（李某某）、县公安局"], ["县教育局 县公安局"]),
        (["1.县教育局、2.县公安局"], ["县教育局 县公安局"]),
        (["各县(市、区)、高新区、经开区"], ["各县(市、区) 高新区 经开区"]),
        (["各县(市、区)、开发区管委会"], ["各县(市、区)、开发区管委会"]),
    ],
)
def test_levels_persons_and_zones(listed: list[str], names: list[str]) -> None:
    assert [" ".join(found) for found in _names(*listed)] == names
