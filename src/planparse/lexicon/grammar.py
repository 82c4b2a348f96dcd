"""How a unit's name is built: level prefix · body · tail, a branch behind it, a gloss in parentheses.

Everything here looks at one string of normalised text and knows no notice.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from planparse.lexicon.lexicon import Lexicon, load
from planparse.patterns import compiled
from planparse.rules.rulebook import HAN

LEVELS = "自治区|自治州|兵团|地区|市(?![场域镇容井])|区(?![域块划间])|县(?!域)|乡(?![村镇贤土])|[省州盟旗镇]"
LEVEL_HEADS = "自兵地省市州盟县区旗镇乡"
# 市委宣传部: the Party committee belongs to the prefix, and hands it on.
_LEVEL = f"(?:{LEVELS})"
_COMMITTEE = f"(?:{LEVELS})(?:党委|工委|委(?!员|办公[室厅]))"
LONGEST_GROUP = 40
MEMBERS = "成员单位"  # a group whatever stands before them
SYMBOLS = "△▲★☆*※◆◇●○■□#＊"
OPENING, CLOSING = "(〈<〔﹝[【", ")〉>〕﹞]】"
CONJUNCTION = "以及|及其|及|和|与|暨|会同"
# A branch behind the name of its parent: 市公安局 + 交通警察支队 + 张店大队.
_BRANCH = (
    f"(?:(?:(?![局厅委办]){HAN}){{2,8}}?(?:支队|总队))?(?:(?![局厅委办]){HAN}){{2,6}}?"
    f"(?:分局|支局|大队|中队|支队|总队|派出所|监管组|管理所)|(?:(?![局厅委办]){HAN}){{0,6}}?机关(?!事务|工委|党)"
)
# A local office behind the name of a central body: 国家税务总局 + 杭州市税务局, 人民银行 + 凤山县支行.
_OFFICE = (
    f"(?:(?!公司|集团|银行|[局厅委办、]){HAN}){{2,9}}?(?:中心支行|中支|支行|分行|税务局|税务分局|税务所|调查总队|调查队|监管局|监管分局|监管组|分公司|支公司|供电公司|供电局|办事处"
    "|专员办|总部|分院|分所|分社|分中心|管理局|管理办|安监局|特派办|营业管理部|营业部|有限公司|公司|分局|海关|分署|分会|集团)"
)
_GLOSS = r"\([^()\n]{1,24}\)|〈[^〈〉\n]{1,24}〉|<[^<>\n]{1,24}>|〔[^〔〕\n]{1,24}〕"
# A note to the reader stands in parentheses too and belongs to no name.
NOTE = r"\((?!含|包括|不含)[^()\n]{0,60}(?:牵头|为主|下同|简称|排名|首位|第一位|黑体|标注)[^()\n]{0,60}\)|[,、]下同(?=\))"
_LEVEL_WORDS = r"(?:各|有关|相关)*(?:地市|地(?=、)|[省市州盟县区旗镇乡]|县级|街道|自治|\(|\)|、|<|>|〔|〕|﹝|﹞|〈|〉){1,16}"
_TAIL_OF_LIST = (
    "等(?:[0-9一二三四五六七八九十]{1,3}[个家]?)?(?:[有相]关|国务院|各|其他|省[直级]?|市[直级]?|县[直级]?|区[直级]?|州[直级]?"
    "|自治区|中央|国家|职能|业务|主管|责任|配合|成员|直属|行政)*"
    r"(?:部门|单位|部委|机构|企业|处室|科室|委办局|局办|组织|方面)?(?:[、和及与(/](?:单位|部门|机构|企业|地方|组织)\)?)*"
    "(?=$|以及|及|和|与|[、,;)(])"
)
# 8890便民中心, 中铁济南局, 国网…: a name of its own that takes no level prefix.
_OWN = (
    "[0-9A-Za-z“]|中国|中共|中央|国家|国务院|全国|国网|中铁|中石|人民银行|人行|税务总局|金融监管总局|金融监督管理总局|武警(?![支总大中]队|机动)|海关|银保监|证监|保监|各|有关|相关|其他"
    "|高新|经开|自贸|新区|开发区|保税|团[省市县区州盟旗]委"
    "|(?:长江|黄河|珠江|淮河|海河|松辽|太湖|松花江)(?:流域|水利|航务|航道|海事|委)"
)
_OWN_END = (
    "(?:管委会|管理委员会|政府|办事处|银行|支行|分行|学院|大学|学校|医院|研究院|研究所|设计院|科学院|规划院|铁路局|铁路局集团|海关|协会|学会|商会"
    "|股份|联盟|基金会|运营商|成员单位|证监局|银保监局|银保监分局|保监局|部|总局|总署|高校|院校|企业|公司|集团|个人)$"
)
_GENERIC_FIRM = (
    "(?:旅游|文化|文旅|文投|旅投|城市|城建|城投|交通|交投|水务|水利|水投|农业|农投|投资|国有|国投|产业|产投|开发|建设|燃气|热力|供水|供热|供电|公交"
    "|殡葬|排水|污水|粮食|大数据|数据|信息|融资|担保|金融|金控|能源|环保|环境|体育|教育|人才|轨道|地铁|机场|烟草|盐业|电力|自来水|广电|邮政"
    f"|电信|移动|联通|铁塔|数字|科技|国资|担保|民生|保安|供销){HAN}{{0,12}}(?:公司|集团)$"
)


class Prefix(NamedTuple):
    """The level at the head of a name: ``text`` as written, ``size`` characters long."""

    text: str
    party: bool = False
    place: bool = False


@cache
def collective_pattern() -> re.Pattern[str]:
    """Matches a group at a place: 各县(市、区)人民政府, 市直有关部门, 国务院相关部门."""
    lexicon = load()
    quantity = "|".join(lexicon.quantifiers)
    scope = "|".join(lexicon.scopes)
    noun = "|".join(lexicon.nouns)
    # Brackets and level words may stand in between: 各乡(镇)人民政府, 各区、县(市)政府.
    level = r"(?:[(〔<〈](?:[省市州盟县区旗镇乡、,/]|街道|办|地|园区){1,8}[)〕>〉]|[省市州盟县区旗镇乡、](?=[省市州盟县区旗镇乡(〔<〈街级政人党委管、])|县级(?=市)|设区|省级)"
    group = (
        f"(?:(?:{scope}|[中省市]{{1,2}}、?[省市]?[驻直]{HAN}{{0,2}}?)?(?:{quantity}){{1,2}}(?:{level}|{scope}){{0,8}}(?:{noun})"
        r"(?:(?:和|、|及|与)(?:单位|部门|企业|机构)|\((?:[省市州盟县区旗镇乡、]|街道|街道办事处|办事处|单位|部门|办|园区|群岛){1,10}\)|[街管]委会|办事处|政府|人民政府)*"
    )
    return compiled(group + ")")


def is_collective(name: str) -> bool:
    """Does `name` stand for a group of units?

    >>> [is_collective(n) for n in ("各县(市、区)人民政府", "市直有关部门", "各地区", "市民政局", "各类人才")]
    [True, True, True, False, False]
    """
    if name.endswith(MEMBERS):
        return True
    if compiled(_TWO_GROUPS).search(name):
        return False
    return collective_pattern().fullmatch(name) is not None or _loose_collective(name)


def may_be_group(text: str) -> bool:
    """Could `text` end a group? A sieve before `is_collective`."""
    return any(word in text for word in load().quantifiers) or text.endswith(MEMBERS)


@cache
def group_heads() -> frozenset[str]:
    """The characters that a group may begin with, those of members aside."""
    lexicon = load()
    return frozenset(word[0] for word in (*lexicon.quantifiers, *lexicon.scopes)) | frozenset("中省市驻直")


@cache
def _loose_pattern() -> re.Pattern[str]:
    lexicon = load()
    scope, noun = "|".join(lexicon.scopes), "|".join(lexicon.nouns)
    return compiled(
        f"(?:(?:{scope}|[中省市]{{1,2}}、?[中省市]?[直驻]{HAN}{{0,3}})?(?:各|有关|相关|其他|其它|所有|全体)|[中省市]{{1,2}}、?[中省市]?[直驻]|区属|市属|县属|省属)"
        f"(?![类种项界])[^;,。:“”《》]{{0,24}}?(?:{noun})(?:\\([^()]{{1,16}}\\))?(?:[和、及与/](?:{noun}))?"
    )


# 县直有关部门各乡(镇)人民政府: two groups with a lost separator, where 各地各部门 is one.
_TWO_GROUPS = (
    "(?:各|有关|相关|其他)[^各]{0,16}(?:单位|部门|企业|机构|局|运营商|级市)"
    "(?:各|其他|[有相]关(?:部门|单位|地区|企业)|(?:[省市县区州]|国务院)(?:[直属级]|有关|相关)|[中省]、?省?驻)"
    "|(?:各|有关)[^各]{0,16}政府(?:各|[省市县区州][直属级])"
)


def _loose_collective(name: str) -> bool:
    return len(name) <= LONGEST_GROUP and _loose_pattern().fullmatch(name) is not None


def split_prefix(name: str, lexicon: Lexicon) -> tuple[Prefix | None, str]:
    """The level prefix of `name`, if it bears one, and the rest.

    >>> [split_prefix(n, load())[1] for n in ("市场监管局", "市市场监管局", "市委网信办", "鄞州区教育局", "市委办公室")]
    ['市场监管局', '市场监管局', '网信办', '教育局', '委办公室']
    """
    bare = without_gloss(name)
    if bare in lexicon.units or bare in lexicon.national:
        return None, name
    match = compiled(_COMMITTEE).match(bare)
    if match and len(bare) - match.end() >= 2:
        return Prefix(match.group(), party=True), name[match.end() :]
    match = compiled(_LEVEL).match(bare)
    if match and len(bare) - match.end() >= 2:
        return Prefix(match.group()), name[match.end() :]
    if bare[:2] not in lexicon.place_heads:
        return None, name
    for size in range(min(9, len(bare) - 2), 1, -1):
        if bare[:size] in lexicon.divisions:
            rest = compiled(_COMMITTEE).match(bare[size - 1 :])
            if rest and len(bare) - size - rest.end() + 1 >= 2:
                end = size - 1 + rest.end()
                return Prefix(name[:end], party=True, place=True), name[end:]
            return Prefix(name[:size], place=True), name[size:]
    return None, name


def without_gloss(name: str) -> str:
    """市委宣传部(市文明办) → 市委宣传部."""
    if name and name[-1] in CLOSING:
        for match in compiled(_GLOSS).finditer(name):
            if match.end() == len(name) and match.start() > 1:
                return name[: match.start()]
    return name


def gloss_end(text: str, at: int) -> int:
    """Where a gloss that begins at `at` ends, or `at`."""
    if at < len(text) and text[at] in OPENING:
        match = compiled(_GLOSS).match(text, at)
        if match:
            return match.end()
    return at


def has_place(core: str, lexicon: Lexicon, home: frozenset[str] = frozenset()) -> bool:
    """Does `core` begin with the name of a place (黄山供电公司, 平潭海关)?"""
    if core[:2] not in lexicon.place_heads and not home:
        return False
    for size in range(min(8, len(core) - 1), 1, -1):
        head = core[:size]
        if (
            head in lexicon.places or head in lexicon.divisions or head in home
        ) and core not in lexicon.units:
            return True
    return False


def takes_prefix(core: str, lexicon: Lexicon, home: frozenset[str] = frozenset()) -> bool:
    """May the level prefix of a list be put before `core`, a name that has none?

    >>> [takes_prefix(n, load()) for n in ("司法局", "网络经济局", "平潭海关", "某某研究院", "管委会", "旅游投资公司")]
    [True, True, False, False, False, True]
    """
    bare = without_gloss(core)
    if compiled(_OWN).match(bare) or is_collective(bare) or has_place(bare, lexicon, home):
        return False
    if bare in lexicon.local or bare in lexicon.divisions or bare.endswith("政府"):
        return False
    if bare in lexicon.units:
        return True
    if bare in lexicon.national:
        return False
    if compiled(_GENERIC_FIRM).match(bare):
        return not bare.endswith("分公司") and not any(
            bare[i : i + 2] in lexicon.places for i in range(len(bare))
        )
    if compiled(_OWN_END).search(bare):
        return False
    return bare.endswith(lexicon.strong_tails) or ends_like_branch(bare, lexicon)


def ends_like_branch(bare: str, lexicon: Lexicon) -> bool:
    """公安局交警支队, 残疾人联合会机关: the name of a known unit with a branch behind it."""
    for size in range(min(12, len(bare) - 2), 1, -1):
        if bare[:size] in lexicon.units and compiled(_BRANCH).fullmatch(bare, size):
            return True
    return False


def is_local_office(bare: str, lexicon: Lexicon) -> bool:
    """人民银行南丹县支行, 国网绍兴供电公司, 宁波电信: a central body or a carrier at a place."""
    if bare[-2:] in lexicon.operators and (bare[:-2] in lexicon.places or bare[:-2] in lexicon.divisions):
        return True
    return any(
        bare[:size] in lexicon.national and compiled(_OFFICE).fullmatch(bare, size) for size in range(min(9, len(bare) - 3), 1, -1)
    )


def branch_ends(text: str, at: int, *, central: bool = False) -> list[int]:
    """Where branches that follow a parent's name at `at` may end; a central body has offices too."""
    if central:
        office = compiled(_OFFICE).match(text, at)
        return [office.end()] if office else []
    ends: list[int] = []
    match = compiled(_BRANCH).match(text, at)
    while match and match.end() > at and len(ends) < 3:
        ends.append(match.end())
        match = compiled(_BRANCH).match(text, ends[-1])
    return ends


def list_tail(piece: str) -> tuple[int, int] | None:
    """The stretch of `piece` that only closes the list (等有关单位), if any.

    >>> list_tail("市财政局等有关部门和单位")
    (4, 12)
    >>> list_tail("高等院校") is None
    True
    """
    match = compiled(_TAIL_OF_LIST).search(piece, 1)
    return match.span() if match else None


def is_level_words(piece: str) -> bool:
    """各区, 县(市), 省: levels alone, that share what follows."""
    return compiled(_LEVEL_WORDS).fullmatch(piece) is not None


_OPEN_GROUP = "(?:各|有关|相关)(?:[有相]关)?(?:设区的?|省辖)?(?:(?:开发|功能|管理|新|园|高新|经开|工业园|产业园)区|园区|(?:地市|自治区|地(?!区)|[省市州盟县区旗镇乡]){1,3})(?:[(〔<][省地市州盟县区旗镇乡、]{1,6}[)〕>])?$"


def ends_in_open_group(piece: str) -> bool:
    """…各区, …各有关区: a group at the end that the next piece may go on with."""
    return compiled(_OPEN_GROUP).search(piece) is not None
