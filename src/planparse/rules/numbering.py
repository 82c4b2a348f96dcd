"""How items are numbered (层次序数). A style is one row; its depth in a plan is derived, never fixed.

Sources: GB/T 9704-2012 §7.3.3 (一、 （一） 1. （1）), the Legislation Law's 编章节条款项, and what real notices
add: circled figures, ``一是``, ``首先``, rows of tables.
"""

from __future__ import annotations

from functools import cache
from re import Pattern

from msgspec import Struct

from planparse.numerals import parse_numeral
from planparse.patterns import compiled
from planparse.rules.rulebook import HAN, Rule, combine

CJK = "[一二三四五六七八九十百〇零]"
_NEIGHBOURS = "一、二|二、三|三、四|四、五|五、六|六、七|七、八|八、九|九、十"  # 一、二层; not 一、一级响应

# Columns: `rank` orders the styles by custom (a lower rank seldom stands below a higher one);
# `inline` says whether the style may open an item in the middle of a line (a copy without line breaks).


class NumberingStyle(Struct, frozen=True, kw_only=True):
    """One way of numbering. The rule's pattern is the whole mark; its figures are the ordinal."""

    rule: Rule
    rank: int
    inline: bool = True

    @property
    def name(self) -> str:
        """The row's name, used as the style of a marker."""
        return self.rule.name


# fmt: off
STYLES: tuple[NumberingStyle, ...] = (
    NumberingStyle(rank=0, rule=Rule(
        name="part", pattern=rf"第(?:{CJK}{{1,4}}|\d{{1,3}})[编篇](?![写制章幅目])|(?<![^\n])第(?:{CJK}{{1,4}}|\d{{1,2}})部分(?![的为是由占共按和与及、,。内中])(?=[^\n。,;:]{{2,24}}(?:\n|$))",
        examples=("第一编总则", "第二部分重点任务"), rejects=("第一编制组", "新编第", "第一部分为", "其中第二部分重点", "第二部分重点解决资金问题。"))),
    NumberingStyle(rank=1, rule=Rule(
        name="chapter", pattern=rf"(?<![本该依照据及和、])第(?:{CJK}{{1,4}}|\d{{1,3}})章(?![的、]|规定|程(?!序)|中[的规]|(?:和|至|或)第)",
        examples=("第一章总则", "第十二章附则", "第二章规划与建设", "第三章程序"), rejects=("依照本办法第三章的规定", "按照第三章规定"))),
    NumberingStyle(rank=2, rule=Rule(
        name="division", pattern=rf"(?<![本该依照据及和、])第(?:{CJK}{{1,4}}|\d{{1,3}})节(?![的、课]|规定|(?:和|至|或)第)",
        examples=("第一节一般规定", "第一节规划"), rejects=("第一节课",))),
    NumberingStyle(rank=3, rule=Rule(
        name="article",
        pattern=rf"(?<![本该法例依照据及和与或、至到〉》反有除])(?<!规定)(?<!决定)第(?:{CJK}{{1,5}}|\d{{1,3}})条"
                r"(?![、的之款项]|规定|所[列称规]|中[的规]|(?:和|至|或|及|到)第|第[\d一二三四五六七八九十]|生产|例)",
        examples=("第一条为规范", "第五条中央财政", "第六条规划应当", "第三十二条本办法自", "资格认定第五条"), rejects=("本办法第三条规定", "按规定第三条", "依照第八条、第九条", "第一条生产线", "《公司法》第三条"),
        note="a reference (第三条规定, 本法第八条) is told from an article by its neighbours")),
    NumberingStyle(rank=4, rule=Rule(
        name="cjk_comma", pattern=rf"(?<![第统唯之同专万其{CJK[1:-1]}])(?<!{CJK}、)(?!(?:{_NEIGHBOURS})[层楼级期线类等批季轮产]){CJK}{{1,3}}、(?!{CJK}{{1,3}}[、是])",
        examples=("一、总体要求", "二十一、保障措施", "60100三、空间布局", "一、一级响应", "二、一批项目"), rejects=("一、二、三产业", "第一、", "集中统一、高效", "其一、", "负一、二层为商铺", "三、四级城市")) ),
    NumberingStyle(rank=4, rule=Rule(
        name="cjk_point", pattern=rf"(?<![第统唯之同专万其图表栏件{CJK[1:-1]}\d])(?:(?<![^\n]){CJK}{{1,3}}[,:](?!是|{CJK})(?={HAN})|{CJK}{{1,3}}\.(?={HAN})(?!{CJK}))(?!{CJK}{{1,3}}[.、,:是])",
        examples=("一.总体要求", "二,主要任务", "三:保障措施"), rejects=("第一,加强", "划一,推进", "二.五", "一是,", "一,是加强", "三:七开", "表一.指标"),
        note="typed instead of 、; a comma or a colon only at the head of a line")),
    NumberingStyle(rank=4, inline=False, rule=Rule(
        name="formal", pattern=r"(?<![^\n])[壹贰叁肆伍陆柒捌玖拾]{1,2}[、.]",
        examples=("壹、总体要求", "拾贰、附则"), rejects=("人民币壹、", "壹佰元"), note="numerals as on cheques, in older notices")),
    NumberingStyle(rank=5, inline=False, rule=Rule(
        name="named", pattern=rf"(?<![^\n])(?:重点|主要|专项|具体)?(?:任务|措施|行动|工程|举措)(?:{CJK}{{1,3}}|\d{{1,2}})[:.](?!\d)",
        examples=("任务一:建设平台", "措施2:开展培训", "专项行动三.清理"), rejects=("任务:建设", "工程1.5亿元", "该任务一:", "任务一、任务二由"),
        note="the word for what is counted, with its number and a colon")),
    NumberingStyle(rank=5, rule=Rule(
        name="cjk_paren", pattern=rf"(?<![第章条款])\((?:{CJK}{{1,3}}|(?<=[\n。]\()[—-](?=\)[^\W\d]))\)(?![至到和、或]第?\(|项(?!目)|款)|(?<![^\n])[〔\[〈<【]{CJK}{{1,3}}[〕\]〉>】]",
        examples=("(一)指导思想", "(二十五)完善", "(三)项目建设", "(四)到明年", "〔一〕组织领导", "[二]工作要求"), rejects=("第七条(一)", "(一)至(三)项", "(一项)", "见〔一〕")),
        ),
    NumberingStyle(rank=6, rule=Rule(
        name="arabic", pattern=r"(?<![\d.A-Za-z第—+-])(?!0+[.、])\d{1,3}[.、](?!\d{1,2}(?!月)(?:\D|$)|\d{3,}(?:\.\d|[万亿%元个家户]|\n|$))",
        examples=("1.加强领导", "12、推进", "4.2021年启动", "11.121人才梯队项目", "1.4月底前完成"),
        rejects=("增长3.5%", "10.5亿元", "2.0版本", "第3、", "12.3万", "0.085", "3.7575"),
        note="one or two figures behind the point make a decimal; four make a year, three a name")),
    NumberingStyle(rank=6, inline=False, rule=Rule(
        name="arabic_decimal", pattern=r"(?<![\d.A-Za-z第])\d{1,3}\.(?=\d{1,2}G)",
        examples=("10.5G产业",), rejects=("10.5亿", "10.5克"),
        note="an item whose text begins with a generation of networks; only where the sequence wants it")),
    NumberingStyle(rank=7, rule=Rule(
        name="arabic_paren", pattern=r"(?<![第表图式条款件至到和、])\((?:\d{1,2}|(?<=\n\()\d{3})\)(?![至到和、或]第?\(|项(?!目)|款)",
        examples=("(1)建立", "\n(100)建立"), rejects=("(2019)", "式(1)", "(1)至(3)", "指标(100)"))),
    NumberingStyle(rank=7, rule=Rule(
        name="arabic_half", pattern=r"(?<![\d.A-Za-z(])(?:\d{1,2}|(?<=\n)\d{3})\)",
        examples=("1)建立", "\n100)建立"), rejects=("(1)", "共100)"))),
    NumberingStyle(rank=8, rule=Rule(
        name="circled", pattern="[①-⑳⑴-⒇⒈-⒛❶-❿]", examples=("①建立", "⑵推进"), rejects=("1建立",))),
    NumberingStyle(rank=8, inline=False, rule=Rule(
        name="is_first", pattern=rf"(?<![第唯统]){CJK}{{1,2}}是(?!否)", examples=("一是提升网络",), rejects=("统一是", "一是否"))),
    NumberingStyle(rank=8, inline=False, rule=Rule(
        name="first_then", pattern="(?:首先|其次|再次|最后)[,、]?", examples=("首先,明确",), rejects=("先首",))),
    NumberingStyle(rank=5, rule=Rule(
        name="decimal", pattern=rf"(?<![\d.A-Za-z第至—~-])(?:[1-9]\d?\.){{1,3}}[1-9]\d?(?={HAN}|[“《])(?![年月日个项家万亿倍元件级版米公平千度吨小时])",
        examples=("1.1编制目的", "3.2.1预警分级"), rejects=("3.5亿元", "10.5%", "2.0平台", "1.5倍"),
        note="1.1 总则, 3.2.1 预警: emergency plans; believed only where several stand in a sequence")),
)
# fmt: on
BY_NAME = {style.name: style for style in STYLES}

# A mark that has lost one of its brackets: (一加强, 一)加强, (1加强.
# The class that all begin with comes first, so that a search can skip ahead.
HALF_PAREN = (
    rf"[({CJK[1:-1]}](?:(?<=\()(?:{CJK}{{1,3}}(?![)、{CJK[1:-1]}])|\d{{1,2}}(?=[^\W\d]{{2}}))"
    rf"|(?<!\()(?<!\({CJK}){CJK}{{0,2}}\))"
)

# Styles that no pattern finds: a damaged mark, the row numbers of tables, cells that head several rows.
LOST_COMMA, LOST_POINT, LOST_PAREN, BARE_HEADING, ROW, GROUP = "lost_comma", "lost_point", "lost_paren", "bare_heading", "row", "group"
# Decimal numbers by how many figures they have: 1, 1.1, 1.1.1, 1.1.1.1.
DECIMALS = ("decimal_1", "decimal_2", "decimal_3", "decimal_4")
# What a damaged or bare mark stands for.
STANDS_FOR = {"arabic_half": "arabic_paren", "cjk_point": "cjk_comma", LOST_COMMA: "cjk_comma", LOST_POINT: "arabic", LOST_PAREN: "cjk_paren", BARE_HEADING: "cjk_comma", "arabic_decimal": "arabic"}
# 任务一: stands below whatever is open, and above all but the first level.
RANK = {style.name: style.rank for style in STYLES} | {ROW: 6, "named": 4.5} | {name: 4.5 + i for i, name in enumerate(DECIMALS)}
NEVER_INLINE = frozenset(style.name for style in STYLES if not style.inline)
RULES = tuple(style.rule for style in sorted(STYLES, key=lambda s: s.name != "decimal"))

_NAMED = "重点主要专项具体任务措施行动工程举壹贰叁肆伍陆柒捌玖拾"  # what the marks of named and formal begin with, at the head of a line
_FORMAL = str.maketrans("壹贰叁肆伍陆柒捌玖拾", "一二三四五六七八九十")
_FIRST_THEN = {"首先": 1, "其次": 2, "再次": 3, "最后": 4}


@cache
def marker_pattern() -> Pattern[str]:
    """All styles in one pattern; ``lastgroup`` names the style.

    The look-ahead is for speed: at most places no style can begin, and one class tells.
    """
    return compiled(rf"(?=[第(〔\[〈<【\d{CJK[1:-1]}首其再最①-⒛❶-❿]|(?<![^\n])[{_NAMED}])(?:{combine(RULES)})")


def ordinal_of(mark: str) -> int | None:
    """The value of a whole mark.

    >>> [ordinal_of(m) for m in ("二、", "(十二)", "3.", "第二十条", "③", "一是", "其次,")]
    [2, 12, 3, 20, 3, 1, 2]
    """
    figures = mark.strip("()〔〕[]〈〉<>【】第编篇章节条部分、.是,:").translate(_FORMAL).lstrip(_NAMED)
    if figures in ("—", "-"):  # a scan's 一
        return 1
    if figures in _FIRST_THEN:
        return _FIRST_THEN[figures]
    return parse_numeral(figures)
