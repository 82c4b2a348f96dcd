"""What a date looks like, and what around it makes it a term, a start, or the name of something.

A date counts where its grammar makes it a goal or a time at which work is to be done. Each row of
`BEFORE`, `AFTER` and `WITHIN` is one piece of evidence for or against, with its weight; a date is a
deadline where the sum reaches `THRESHOLD`. Weights are in halves of one clear sign (a preposition such as
到 or a closing 前 weighs 2 and more by itself, a mere place in the sentence less).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from re import Pattern

from planparse.rules.rulebook import Rule, combine, compiled

THRESHOLD = 2.25


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence(Rule):
    """A rule with a weight: positive where it speaks for a deadline, negative against one."""

    weight: float


# ------------------------------------------------------------------------------ the expression

YEAR = r"(?:(?:19|20)\d\d|[一二][〇○零O0九][〇○零O0一二三四五六七八九]{2})"
MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
DAY = r"(?:[12]\d|3[01]|0?[1-9]|[二三]?十[一二三四五六七八九]?|[一二三四五六七八九])"
_DASH = r"(?:起?至|起?到|[-—~]{1,2})"
_BY = r"(?:[之以]?前|以内|内(?![蒙地部容河陆环外涵在需]))"
_TURN = r"(?:[上中下]旬|底|末|初|中)"

# Where a period begins: what is left open there is said at its end. 2019年1月1日至12月31日, 3-5月, 20222024年.
_START = (
    rf"(?:(?P<sy>{YEAR})年?(?:(?P<sm>{MONTH})月?份?(?:{DAY}[日号]|{_TURN})?|初|底)?"
    rf"|(?P<sm2>{MONTH})(?:月份?(?:{DAY}[日号]|{_TURN})?)?)"
)
_INSIDE = (
    rf"(?:(?P<m>{MONTH})月份?(?:(?P<d>{DAY})[日号]?|(?P<turn>{_TURN}))?"
    r"|(?P<half>[上下])半年|第?(?P<quarter>[一二三四1-4])季度|(?P<end>年?[底末]|年[初中]|初))"
)
_END = (
    rf"(?:(?:(?P<y>{YEAR})(?:年|(?=[底末][之以]?前))|(?P<rel>[今本当同明次翌来]年)(?=\d|[一二三四五六七八九十第上下年底末]))"
    rf"{_INSIDE}?"
    rf"|(?P<m2>{MONTH})(?:月份?(?:(?P<d2>{DAY})[日号]|(?P<turn2>{_TURN}))?|(?P<lost>底)(?=[之以]?前))"
    rf"|(?P<ny>20[0-4]\d)(?P<sign>[./-])(?P<nm>1[0-2]|0?[1-9])(?:(?P=sign)(?P<nd>[12]\d|3[01]|0?[1-9]))?(?![\d.%/-])"
    r"|(?P<bare>年[底末]))"
)
_EXPRESSION = (
    rf"(?<!\d)(?:{_START}(?P<dash>{_DASH}|(?<=\d\d\d\d)(?=(?:19|20)\d\d年)))?{_END}(?P<by>{_BY})?(?!个)"
)


def expression_pattern() -> Pattern[str]:
    """A date or a period in normalised text; its groups are the parts of the end date.

    >>> expression_pattern().search("自2019年1月1日至12月31日,")["m2"]
    '12'
    """
    return compiled(_EXPRESSION)


# ------------------------------------------------------------------------------ evidence

# fmt: off
BEFORE: tuple[Evidence, ...] = (
    Evidence(name="recurring", weight=-9,
             pattern=r"(?:每一?年度?|每隔一年|逐年|历年|上一?年度?|去年|前一年|每个年度)(?:的|在|于|应当?|须)?$",
             examples=("应当在每年", "上一年度的"), rejects=("2023年",), note="recurring, or a year that is not said"),
    Evidence(name="validity", weight=-8,
             pattern=r"(?:有效期限?|执行期限?|施行期限?|试行期限?|试点期限?|政策期限?|适用期限?|规划期限?|实施期限|行动期限?|建设期限?|规划期间|存续期|保质期|任期|聘期"
                     r"|(?:执行|施行|试行|生效|实施|适用|延续|有效|顺延))(?:时间)?(?:为|是|:|自|从|暂定|截至|截止|截至到)?(?:至|到)?$",
             examples=("有效期至", "规划期为", "政策执行至", "本办法自施行"), rejects=("完成时限:",), note="how long a rule holds"),
    Evidence(name="record", weight=-9,
             pattern=r"(?:成文|发文|发布|印发|生成|公开|公布|更新|签发|制发|生效|登记|收文|来文|落款|发表|施行)(?:日期|时间)[:为]?$",
             examples=("成文日期:", "发布时间:"), rejects=("完成时间:",), note="a field of the document's record"),
    Evidence(name="compared", weight=-5,
             pattern=r"(?:比|较|与|同|跟|以|低于|高于|相比于?|相对于?|不低于|超过|基于|不超过|参照|对照|基准为|基期为)$",
             examples=("产值比", "以", "能耗较"), rejects=("到", "力争到"), note="the year compared with"),
    Evidence(name="as_of", weight=-4, pattern=r"(?:截至|截止到?|截止至|截至到)$",
             examples=("截至", "截止"), rejects=("至",), note="a state reached, unless the year is still to come"),
    Evidence(name="term_label", weight=4,
             pattern=r"(?:(?:完成|办结|整改|落实|达标|截止|推进|进度|启动|任务|工作|报送|申报|实施|计划|序时|开放|建成|投产|竣工)?(?:时限|期限|限期|节点|时间|日期)"
                     r"|(?:完成|整改|截止)(?:时间)?)(?:要求|进度|安排|节点)?(?:[:(]|为|:)(?:第?[一二三四五六\d]+(?:批|期|阶段|步)|力争|预计|计划)?(?:到|至|于)?$",
             examples=("完成时限:", "完成时间:", "整改期限:第一批", "时间节点为"), rejects=("有效期至", "完成")),
    Evidence(name="phase", weight=3, pattern=r"(?:阶段|步骤|步|期|时期)(?:目标|任务|工作)?[:(,]$",
             examples=("动员部署阶段(", "第一步:", "近期目标("), rejects=("阶段性", "长期"), note="a stage of the work and its time"),
    Evidence(name="goal", weight=2.5,
             pattern=r"(?:到|至|力争|争取|力求|确保|务必|务求|计划|预计|预期|拟|最迟|不迟于|不晚于|不得迟于|不得晚于|提前|推迟|延长|应|须|要|需|可|将|并|且|再|届时)(?:在|于|至|到)?$",
             examples=("到", "力争到", "争取", "最迟于", "应于"), rejects=("自", "比"), note="a word that points forward"),
    Evidence(name="since", weight=-4, pattern=r"(?:自|从|由|起于|始于|始自|自从)(?:\((?:即|含)\))?$", examples=("自", "从"), rejects=("到",),
             note="a start"),
    Evidence(name="within", weight=1.5, pattern=r"(?:于|在|就|赶在|按|按照)$", examples=("会同配合单位于", "在"), rejects=("到",)),
    Evidence(name="already", weight=-5, pattern=r"(?:已经?|曾|刚刚?|早|曾经)(?:在|于|从)?$", examples=("已于", "曾在"), rejects=("力争在",)),
    Evidence(name="object", weight=-2,
             pattern=r"(?:对|将|把|根据|依据|落实|贯彻|执行|完成|实现|下达|编制|编写|制定|制订|印发|发布|出台|公布|报送|上报|总结|分析|修订|报告|提交|按|推进|组织|开展|做好|抓好|启动"
                     r"|列入|纳入|作为|和|及|与|的|是|为|关于|参加|召开|举办|办好|通过|围绕|聚焦|确定|明确|细化|分解|建立|形成|公开|更新|占|达到?|相当于|年度|[“《〈‘\"])$",
             examples=("对", "上报", "印发", "落实", "的"), rejects=("到", "于"), note="the date belongs to the noun behind it"),
    Evidence(name="list_mark", weight=0.5, pattern=r"、$", examples=("甲、",), rejects=("甲,",)),
    Evidence(name="clause_start", weight=1.5, pattern=r"(?:^|[\n,;。:()〔〕【】\[\].!?—★△●•·※◆■□]|其中|同时)$",
             examples=("。", "——", "4.", ";", "\n"), rejects=("落实",)),
)
AFTER: tuple[Evidence, ...] = (
    Evidence(name="start", weight=-7, pattern=r"^\(?(?:起|开始|以来|来(?!$)|之?后(?:,|的|$)|以后|后,|来,|始)(?!至|到)", examples=("起,实施", "以来", "开始,"),
             rejects=("启动", "起至"), note="when something starts"),
    Evidence(name="already", weight=-6, pattern=r"^,?[^,;。\n已了]{0,6}(?:已经?|曾|就已)(?![建竣办投有])", examples=("已实现", ",全市已完成"), rejects=("完成", "对已建成的")),
    Evidence(name="edition", weight=-7,
             pattern=r"^\)?(?:度(?!底|末|内|目标|前)|版|本\)|修订|修正|第\d+号|第[一二三四五六七八九十]+号|届|级|\)?号|中央一号|高考|毕业|春季|秋季学期|以上|以下|\(?含|国民经济|颁布|发布的|出台的|印发的|通过的|成立的|制定的)",
             examples=("版目录", "度报告", "修订)", "第5号"), rejects=("完成", "底前"), note="part of a name"),
    Evidence(name="attribute", weight=-3.5,
             pattern=r"^(?:[底末初]|年[底末初])?(?:的|工作|重点|主要|任务|目标任务|目标(?!是|为|,)|计划(?!实|完|建|推|新|投)|要点|清单|安排|预算|标准|水平|同期|相比|基数|基期|数据|行动|专项|新增的|实施的|建设的|建设计划"
                     r"|财政|省级|市级|政府|全[国省市区县州](?:政|数|重|经|工|年|教|科|农|生|信|卫|环|社|深|国)[^,;。\n]{0,30}(?:工作|要点|任务|计划|方案|会议|报告)(?:[,;。\n]|$))",
             examples=("重点任务", "工作要点", "的基数"), rejects=("全面推广", "重新", "实现"), note="the date belongs to the noun behind it"),
)
VERBS: tuple[Evidence, ...] = (
    Evidence(name="verb", weight=1.5,
             pattern=r"^,?(?:基本|全面|全部|初步|率先|组织|继续|再|要有?|应|将|可|须|需|力争|争取|确保|计划|预计|实施|进一步|有序|分批|分步|逐步|重点|集中|各|至少|累计|总|新|"
                     r"同步|陆续|有针对性地|正式|对|为|在|向|以|从|由|使|让|按|着力|统一)?"
                     r"(?:完成|有所|实现|建成|达到|启动|形成|开展|推[进广动行出]|建[立设]|制[定订]|出台|印发|发布|研究|提[出升高]|争创|创建|培[育养]|打造|引[进育导]|新[增建]|扩[大展]"
                     r"|组[织建]|举办|召开|编制|修[订改]|完善|健全|上线|运行|投[产入用]|竣工|开[工通放展]|动工|落[实地]|覆盖|接入|对接|整[合治改]|清[理零]|取[消得]|公[布开]|报[送请]|上报|提交|反馈"
                     r"|压[缩减]|降[低至]|减少|突破|超过|翻番|不低于|不少于|保持|稳定|力争|争取|确保|全面|基本|全部|初步|率先|占|增[长加至]|解决|消除|淘汰|关闭|关停|搬迁|退出|改[造革]|升级|优化"
                     r"|验收|评估|考核|检查|督[查导]|总结|部署|部分|试[点行运]|拓展|构建|搭建|布局|部署|支持|扶持|选[派拔树]|遴选|评[选定审]|认定|招[引聘]|培训|轮训|安排|下达|拨付|筹集|设立|成立|明确"
                     r"|梳理|归集|汇聚|共享|迁移|普及|延伸|深化|加[快强]|巩固|夯实|掌握|配[备齐置]|装备|购置|采购|签[订约]|交付|移交|申[报请]|审[定批查议]|办[理结]|入[驻库选]|实[施行现]|执行|施行|转[移型]|统一"
                     r"|自查|排查|摸底|普查|宣传|动员|发动|参与|融入|满足|具备|拥有|成为|进入|迈入|跨入|跻身|步入|处于|走在|位居|攻克|创新|研发|获批|获得|带动|辐射|吸引|集聚|聚集|储备|衔接|贯通|联通|互联)",
             examples=("完成", "启动", "全面推广", "要有所突破", ",组织"), rejects=("全区政务", "的"), note="a verb right behind it"),
)
WITHIN: tuple[Evidence, ...] = (
    Evidence(name="event", weight=-5,
             pattern=r"(?:会议|会上|大会|论坛|讲话|指出|强调|视察|考察|批示|批复|公布了|颁布|出版|诞生|发生|当选|签署|揭牌|举行|发表|常务会|讨论通过|审议通过|(?<!拟)发布《|印发《|印发了|下发《|出台《|联合印发|提出了|写入|列为|获批为|被列入|被评为|被国)",
             examples=("常务会议审议通过", "总书记指出", "国务院印发《"), rejects=("制定出台办法", "完成"), note="an event reported"),
    Evidence(name="perfect", weight=-3, pattern=r"(?:[^为除到罢]了(?![解然结却])|已(?:经|达|有|建|完|实|成|形|基|累|全|超|突|开|初)|(?:达|增长|提高|下降)到?了|累计(?:建成|完成|实现)|同比|以来)",
             examples=("取得了", "已达到", "同比增长"), rejects=("解决", "为了"), note="told as done"),
    Evidence(name="will", weight=1,
             pattern=r"(?:实现|完成|建成|达到|达[\d百千万一二三]|力争|争取|不低于|不少于|不超过|超过|突破|以上|左右|控制在|[\d.]%|覆盖|形成|启动|(?<![主重需])要(?!点|求|素|闻|件)|将)",
             examples=("全县产值达到10亿元", "要有突破"), rejects=("重点任务台账", "主要任务")),
    Evidence(name="naming", weight=-4,
             pattern=r"(?:要点|清单|计划|方案|台账|分解表|一览表|目录|名单|责任书|通知|规划|报告|安排|表|任务分工|工作总结)(?:\((?:[^()\n]{0,20})\))?$",
             examples=("重点任务清单", "建设规划(草案)"), rejects=("完成规划编制",), note="a line that is the name of a document"),
)
# fmt: on
RULES = (*BEFORE, *AFTER, *VERBS, *WITHIN)

# A clause whose verb drafts a document may end in the document's name.
DRAFTING = (
    r"^(?:前|,)?[^,;。\n]{0,6}?(?:编制|制定|制订|出台|印发|发布|完善|形成|建立|修订|起草|完成|研究|公布|提出|下达|报送|签订|上报|拟定|梳理)"
)
# A document or a phase whose name a bracketed year or period completes: …规划(2021-2025年).
NAMED = (
    r"(?:规划|计划|方案|行动|清单|目录|要点|意见|标准|纲要|工程|项目|办法|措施|条例|规定|通知|报告|图集|指南|指标|表|政策|分工|任务|蓝图|战略|制度|改革|法|期间|”)\(?$"
)
# Dates in a row share what is said of them: 2022年、2025年分别达到….
LISTED = rf"^[、和及](?:到|至)?(?:{YEAR}年|{MONTH}月)"
SIGNED = rf"(?:^|\n)({YEAR})年{MONTH}月{DAY}日(?=\n|$)"
NUMBERED = r"[〔\[(](20\d\d)[〕\])]第?\d{1,4}号"
NEXT_YEAR = frozenset(("明年", "次年", "翌年", "来年"))
ANCHORED = frozenset(("次年", "翌年", "当年", "同年", "本年"))  # these count from a year that the sentence has named


_TABLES: dict[str, tuple[Evidence, ...]] = {"before": BEFORE, "after": AFTER, "verbs": VERBS, "within": WITHIN}


@cache
def evidence_pattern(table: str) -> Pattern[str]:
    """One pattern for a table: the first row that fits; ``lastgroup`` names it."""
    return compiled(combine(_TABLES[table]))


@cache
def weights(table: str) -> dict[str, float]:
    """The weights of a table by name."""
    return {row.name: row.weight for row in _TABLES[table]}
