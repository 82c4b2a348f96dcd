"""How a plan says what an indicator is to reach: indicator, word, value, unit of measure, tail.

The word and the tail give the comparator (达到…以上 is ``>=``). A value that is a condition, a sum of
money granted, or a state already reached is no target.
"""

from __future__ import annotations

from functools import cache
from re import Pattern

from planparse.patterns import compiled
from planparse.rules.rulebook import HAN, Rule, combine

# fmt: off
# In order of length, so that 不低于 is not read as 低于.
WORDS: tuple[Rule, ...] = (
    Rule(name="at_least", pattern=r"(?:达到?|应|要|(?<!平)均)?(?:不得?低于|不得?少于|不得?小于|至少(?:达到?|为|有)?)", examples=("不低于80%", "至少达到5个"), rejects=("低于",)),
    Rule(name="at_most", pattern=r"(?:不得?超过|不得?高于|不得?大于|不得?多于|控制在)", examples=("不超过5天", "控制在3%"), rejects=("超过",)),
    Rule(name="more_than", pattern=r"(?:超过|突破|高于|大于|(?<!不)超(?!过|高|大|级|前|市|出|越|声|算|限|标))", examples=("超过100家", "突破50亿", "超5万件"), rejects=("超高清",)),
    Rule(name="less_than", pattern=r"(?:低于|少于|小于)", examples=("低于5%",), rejects=("低碳",)),
    Rule(name="reach",
         pattern=r"(?:(?:提[高升]|增[长加]|扩[大展充]|发展|压[缩减降]|缩[短减小]|下降|降低?|减少?|精简|稳定|保持|维持|力争|争取|预计|(?<!平)均|各|分别){0,2}"
                 r"(?:达到|达至|达|到|至|在|为|实现)(?:约|近|全国|全省)?|达)",
         examples=("达到85%", "提高到60%", "压缩至5个", "达40%", "稳定在3%"), rejects=("先进水平",)),
    Rule(name="stated", pattern=r"(?:(?<=[率额值重比量模])|(?<=收入|增速|里程|面积|指数|产能|产量|产值|能力|数量|人数|户数|家数))",
         examples=("网上申报率", "年销售额", "占生产总值的比重", "面板年产能"), rejects=("加快", "建成"),
         note="a measure with its value right behind it (网络零售额3550亿元): a target where a date governs it or a bound follows"),
    Rule(name="growth", pattern=r"(?:年均|(?<!\d)年|每年|同比|逐年)?(?:再|平均)?(?:增长|增速|递增|提高|提升|增加|下降|降低|减少|压缩|压减|精简|削减|缩短|上升)(?:率)?(?:约|达到?)?",
         examples=("年均增长25%", "下降18%", "降低3.5%"), rejects=("新增",)),
)
_FIGURE = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_COUNT = (
    r"(?:元|个月|个|家|户|人次|人年|人|名|项|件|种|条|台|套|座|辆次|辆|张|处|所|间|幢|栋|宗|例|次|批|篇|款|只|头|株|床|岁|分钟|分|站|场次|场|架|标准机架|机架|吨标准煤|吨|公斤|千克|微克|毫克|克|公里|千米|米|平方公里|平方千米|平方米"
    r"|亩|公顷|立方米|千瓦时|兆瓦时|吉瓦时|千瓦|兆瓦|吉瓦|千伏安|兆伏安|瓦时|瓦|度|升|兆|个月|天|日|周|小时|秒|美元|车位|基站|Gbps|Mbps|Tbps|Mb/s|(?:PB|TB|GB|EB|G|M|P|T)(?![A-Za-z]))"
)
UNIT = rf"(?:%|‰|个?百分点|(?:个)?工作日|个?自然日|倍|[十百千万亿]{{0,3}}{_COUNT}(?:/(?:千瓦时|立方米|平方米|平方公里|公顷|万人|小时|人|户|年|天|日|吨|亩|升|台|个))?|[万亿]{{1,2}}(?!{_COUNT}))"
TAIL = r"(?:\(含\))?(?:\(?(?:含|以)?(?:以上|以内|以下|之内|左右|上下|之间)|及以上|余|多)?"
PAST = Rule(
    name="past",
    pattern=r"已(?!建|立|有的|投|办|[^,;。]{1,10}的|有[^,;。]{0,6}基础)|(?<![为除])了(?!解)|同比[^,;]*$|截至|目前|去年|上年|以来|曾|历史|现有|分别为|累计达到了|近年|比上[^,;]*$|较上[^,;]*$|较前[^,;]*$|实现.{0,6}了",
    examples=("已达到80%", "同比增长5%", "取得了"), rejects=("到2025年达到80%", "为了"), note="a state reached, not a goal")
CONDITION = Rule(
    name="condition",
    pattern=r"(?:^|[,;。\n(])(?:对(?![外口])|凡|如|若|当(?!地)|因|在(?![线建校岗册职用])|每(?![万百千亿])|按(?![时期])|由|从(?!业)|将|以|给予|符合|单个|单笔|最高)[^,;。\n]{0,40}$|(?:给予|补助|补贴|奖励|奖补|资助|罚款|处以|贷款(?!余额)|额度|安排|单[车户台位]最高|按每|是指|收取|免征|扣除|扣减|加分|计分|得分|注册资本|年龄|标准为|期限|费用)[^,;。\n]{0,14}$",
    examples=("对年收入", ",给予最高", "最高奖励"), rejects=("全市覆盖率", "从业人员", "对外贸易总额", "在线新经济产业规模", "每万人口发明专利拥有量", "按时办结率"), note="who gets something, or how much")
AIMED = Rule(
    name="aimed", pattern=r"力争|争取|确保|(?<![主重需])要(?!点|求|素|闻|件)|将|应|须|[底末旬日月年]前|目标|不断|努力|计划|预计", examples=("10月底前,", "力争全市"),
    rejects=("主要指标", "全市已"), note="a plain value without a date is a target only where the sentence aims at it")
ATTRIBUTE = Rule(
    name="attribute", pattern=rf"^(?:的|/|级|以上|时(?!间)|后|情况)|^{HAN}{{0,4}}?(?:企业|项目|集群|园区|基地|平台|产业带|村|镇|县)(?!数|占|总|个|率)",
    examples=("企业达到5家", "的项目", "产业集群3个"), rejects=("。", ",企业"),
    note="a value right before a noun says which ones are meant, not what is to be reached")
GRANT = Rule(
    name="grant", pattern=r"^(?:(?:[^,;。\n]{0,24},)?[^,;。\n]{0,24}\d[^,;。\n]{0,10}的,|[^,;。\n]{0,12}的,|[^。;\n]{0,30}?,按(?=照?(?:一定)?比例|[^,。;\n]{0,24}给予\d))[^。\n]{0,50}?(?:给予|奖补|奖励|补助|资助|补贴)", examples=("的,一次性给予30万元奖励", ",研发投入达到3%,按比例给予补助", ",按上一年度投入给予2%奖补"),
    rejects=(",对企业给予奖励", "。给予奖励", ",按规定对困难群体给予补贴", "以上,建设美丽的,有特色的村庄,落实补助"), note="behind a value: it says who gets something")
RANGE_OPENS = Rule(name="range_opens", pattern=r"^(?:[~—–-]{1,2}|[至到])\d", examples=("~40%额定容量", "至40%之间"), rejects=("以上", "至年底"),
                   note="behind a value: it is the lower bound of two")
RANGE_ENDS = Rule(name="range_ends", pattern=r"^[^由从]*\d(?:%|[个家户元十百千万亿]*)[至到]$", examples=("控制在30%至",), rejects=("由30%至", "压缩至"),
                  note="before a value: it is the upper bound of two, where nothing says from where")
LEAD_IN = Rule(
    name="lead_in",
    pattern=r"^(?:(?:到|至|力争到|争取到|确保到)?(?:20\d\d|“?十[一二三四五六]五”?)年?(?:年?[底末]|期末|末|期间|前)?,?|\d{1,2}月(?:[上中下]旬|底|末|\d{1,2}日)?前,?|底?前,?|[—·•●◆-]+|原则上|力争|争取|确保|实现|推动|推进|促进|保持|使|并|其中|全面|基本|努力|预计|将|要(?![求素点闻件])|应|须|需|大力|加快|着力|积极|进一步|持续|不断|稳步|逐步|有效|同时|即|以及|及|和|与|且|把|让|带动|保证|保障|其|均|各(?![级类地县乡镇区单])|力求|达到|提高|提升|降低)+",
    examples=("到2025年,全市", "力争实现"), rejects=("全市覆盖率",), note="what stands before the name of the indicator")
_MAKING = "新?(?:引进|培育|认定|建设|建成|招引|设立|组建|培训)(?!用面)|引育|建成(?![区率后])|建设(?![用面])|建立|培育|打造|形成(?!的)|完成|新建|改建|扩建|新增|新招引|引进|招引|创建|改造|认定|遴选|推广|选派|培训|培养|扶持|布局|实施(?!方案|办法|细则|意见)|开通(?!率)|设立|组建|发展(?!改革|[中党])|落地|申报|创成|争创|入库|推出|孵化|规划|带动|吸引"
DELIVER = Rule(
    name="deliver", pattern=rf"(?:全[国市县区省州])?(?:累计|总共|共|再|计划|重点|积极|分批|分别)?(?:{_MAKING})(?:[并、和及或]?(?:{_MAKING}|提升|升级|投用|运营)){{0,2}}",
    examples=("培育", "累计建成", "引进培育", "建成并开通", "改造提升"), rejects=("提高", "降低"),
    note="培育30家标杆企业, 建成5G基站3000个: what is made, and how many of it; the thing counted is the indicator")
SHARE_VERB = Rule(
    name="share", pattern=r"(?:基本|全面|原则上|确保|力争|达到|实现|完成|覆盖|使|让|推动)+", examples=("覆盖全县90%", "原则上实现"), rejects=("农产品",),
    note="may stand before a share of things: 覆盖90%以上行政村")
SUM_SO_FAR = Rule(
    name="sum_so_far", pattern=r"每年|累计|共计|先后|陆续|“?十[一二三]五”?(?:期间|时期|以来)|年以来|取得|成效|现状", examples=("全市累计", "先后"), rejects=("到2025年",),
    note="without a date, a bound or an aim such a count tells what has been reached")
THINGS = r"(?:家|户|人次|名|项|件|种|条|台|套|座|辆|处|所|间|宗|例|批|款|只|架|标准机架|个(?!月|百分点|工作日|小时|自然日)|人(?!均|民|员|才)|公里|亩|公顷|平方公里|平方米|万吨|吨|立方米|千瓦)"
COUNTED = rf"[0-9][百千万亿]?{THINGS}"
# fmt: on
RULES = (*WORDS, PAST, CONDITION, AIMED, ATTRIBUTE, GRANT, RANGE_OPENS, RANGE_ENDS, LEAD_IN, DELIVER, SHARE_VERB, SUM_SO_FAR)
COMPARATORS = {"at_least": ">=", "at_most": "<=", "more_than": ">", "less_than": "<", "reach": "=", "growth": "=", "deliver": "=", "stated": "=", "share": "="}
TAILS = {"上": ">=", "内": "<=", "下": "<=", "右": "~", "余": ">", "多": ">"}
# What may stand between the name of an indicator and its word.
BETWEEN = r"(?:力争|争取|确保|一般|平均|最[高多低少]|合计|总共|在20\d\d年(?:的)?(?:基础|水平)上?|原则上|必?须|应当?|要|均|(?:到|至|力争)?(?<![比较与])20\d\d年(?:底|末)?|(?:由|从)[^,;]{0,8}\d[^,;]{0,4})$"
# With what a level is compared; what a growth is compared with belongs to its name.
COMPARED = r"(?:比|较|与)20\d\d年(?:底|末)?(?:相比|水平)?$"
NO_INDICATOR = r"(?:按照?|[的了是在和与及或、月日第其]|(?<![比较与]20\d\d)年|\d|不|一个|一批|平均|这|该|本|分别|逐步|分别减|均|各|建成|建设|建立|培育|引进|新增|新建|完成|打造|联合|(?<!社会)组织|开展|举办|认定|选派|培养|支持|实施|推广|发展|布局|创建|形成|拥有|申报|遴选|占|年均|(?<![湿绿林耕基用牧草])地)$|^[的得之]|^\d+(?:\.\d+)?[^\W\d]{1,3}$"

BOUNDS = ("at_least", "at_most", "more_than")  # words that may stand between a verb and a count
MONEY = r"(?:投资|资金|金额)$"  # what is spent is no target, but that it grows may be one


# The characters that the words above end in: a value is looked for behind one of them.
_WORD_ENDS = "于少到达为有过在破超至约近国省长速增高升加降低率额值重比量模入程积数缩减简短的能产"


@cache
def value_pattern() -> Pattern[str]:
    """A value with unit and tail, or two with what they range over, behind a character that a word may end in."""
    low = rf"(?P<low>{_FIGURE})(?P<low_uom>{UNIT})?(?:[~—–-]{{1,2}}|[至到])"  # 30%~40%: both bounds are said
    return compiled(rf"[{_WORD_ENDS}](?:{low}(?=\d))?(?P<value>{_FIGURE})(?P<uom>{UNIT})(?P<tail>{TAIL})")


@cache
def count_pattern() -> Pattern[str]:
    """A number of things: behind a word for a bound, where there is one."""
    words = "|".join(row.pattern for row in WORDS if row.name in BOUNDS)
    return compiled(
        rf"(?P<word>{words})?(?P<about>约|近)?(?<![\d.第“—~-])(?P<value>{_FIGURE})(?P<uom>[百千万亿]?{THINGS})(?P<tail>{TAIL})"
    )


@cache
def word_pattern() -> Pattern[str]:
    """The word right before a value that stands at the end; ``lastgroup`` is not the row.

    `of` is what the value is a share of: 不少于执法人员总数的5%.
    """
    return compiled(rf"(?:{combine(WORDS)})(?P<about>约|近)?(?P<of>{HAN}{{2,20}}的)?$")
