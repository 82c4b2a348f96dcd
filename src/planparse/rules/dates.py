"""What a date looks like, and what around it makes it a term, a start, or the name of something.

A date counts where its grammar makes it a goal or a time at which work is to be done. Each row of
`BEFORE`, `AFTER` and `WITHIN` is one piece of evidence for or against, with its weight; a date is a
deadline where the sum reaches `THRESHOLD`. Weights are in halves of one clear sign (a preposition such as
到 or a closing 前 weighs 2 and more by itself, a mere place in the sentence less).
"""

from __future__ import annotations

from functools import cache
from re import Pattern

from planparse.patterns import compiled
from planparse.rules.rulebook import Rule, combine

THRESHOLD = 2.25


class Evidence(Rule, frozen=True, kw_only=True):
    """A rule with a weight: positive where it speaks for a deadline, negative against one."""

    weight: float


# ------------------------------------------------------------------------------ the expression

NUMERALS = "〇○零一二三四五六七八九十"
YEAR = rf"(?:(?:19|20)\d\d|[一二][{NUMERALS}O0]{{3}})"
MONTH = rf"(?:1[0-2]|0?[1-9]|[{NUMERALS}]{{1,2}})"
DAY = rf"(?:[12]\d|3[01]|0?[1-9]|[{NUMERALS}]{{1,3}})"
_DASH = r"(?:起?[至到]|[-—~]{1,2})"
_BY = r"(?:[之以]?前|下班之?前|以内|内(?![蒙地部容河陆环外涵在需]))"
_TURN = r"(?:[上中下]旬|[底末初中])"

# Where a period begins: what is left open there is said at its end. 2019年1月1日至12月31日, 3-5月, 20222024年.
_START = rf"(?=[\d{NUMERALS}])(?:(?P<sy>{YEAR})年?)?(?:{MONTH}月?份?(?:{DAY}[日号]?|{_TURN})?)?[底初]?"
_YEAR_SAID = rf"(?:(?P<y>{YEAR})(?:年|(?=[底末][之以]?前))|(?P<rel>[今本当同明次翌来]年))"
_CLOCK = r"(?:(?:上午|下午|中午|晚上?|凌晨)?\d{1,2}(?:[时点](?:\d{1,2}分|整|半)?|:\d\d)(?!分钟))"
_INSIDE = (
    rf"(?:(?P<m>{MONTH})(?:月份?(?:(?P<d>{DAY})[日号]?(?:\((?:星期|周)[一二三四五六日天]\))?{_CLOCK}?|(?P<turn>{_TURN}))?|(?P<lost>底)(?=[之以]?前))"
    r"|(?P<half>[上下])半年|第?(?P<quarter>[一二三四1-4])季度|(?P<end>年?[底末初]|年中))"
)
_FIGURES = r"(?P<ny>20[0-4]\d)(?P<sign>[./-])(?P<nm>1[0-2]|0?[1-9])(?:(?P=sign)(?P<nd>[12]\d|3[01]|0?[1-9]))?(?![\d.%/-])"
# 8月1日至15日: the end is a day alone, in the month of the start.
_DAYS = rf"(?:(?P<py>{YEAR})年)?(?P<pm>{MONTH})月{DAY}[日号]?{_DASH}(?P<pd>{DAY})[日号]"
_INCLUDED = r"(?:\(含[^()\n]{0,6}\))?"
_EXPRESSION = (
    rf"(?:{_DAYS}|{_FIGURES}|(?:{_START}(?P<dash>{_DASH}|(?<=\d\d\d\d)(?=(?:19|20)\d\d年)))?"
    rf"{_YEAR_SAID}?{_INSIDE}?){_INCLUDED}(?P<by>{_BY})?{_INCLUDED}(?!个)"
)
# What every date has somewhere, cheap to look for, and what may begin one.
_SIGN = r"[年月底./-](?:(?<=[年月])|(?<=\d底)(?=[之以]?前)|(?<=20[0-4]\d[./-])(?=\d))"
FIRST = frozenset("0123456789" + NUMERALS + "今本当同明次翌来")
WITHIN = FIRST | frozenset("-—~至到起年月日号底末初中旬上下份O./")


def sign_pattern() -> Pattern[str]:
    """A character that every date has: look around it with `expression_pattern`."""
    return compiled(_SIGN)


def expression_pattern() -> Pattern[str]:
    """A date or a period at its place; its groups are the parts of the end date. May match nothing.

    >>> expression_pattern().match("2019年1月1日至12月31日,")["m"]
    '12'
    """
    return compiled(_EXPRESSION)


# The end of a cell in a column of terms: what stands behind it in the row is the next cell.
DUE_CELL = Rule(
    name="due_cell",
    pattern=rf"(?:(?:{YEAR}年)?\d{{1,2}}月(?:\d{{1,2}}日|{_TURN})?[之以]?前?|年[底末初中](?:[之以]?前)?|{YEAR}年[之以]?前|全年|长期|常年)$",
    examples=("6月20日前", "2022年10月底前", "12月底", "年底前", "2025年前", "全年"),
    rejects=("3个月", "第4季度报告", "5月底前完成", "发布2019年"),
    note="not a year alone: the name of a document may follow it",
)

# ------------------------------------------------------------------------------ evidence

# fmt: off
BEFORE: tuple[Evidence, ...] = (
    Evidence(name="recurring", weight=-9,
             pattern=r"(?:每一?年度?|每隔一年|逐年|历年|上一?年度?|去年|前一年|每个年度)(?:的|在|于|应当?|须)?$",
             examples=("应当在每年", "上一年度的"), rejects=("2023年",), note="recurring, or a year that is not said"),
    Evidence(name="validity", weight=-8,
             pattern=r"(?:有效期限?|执行期限?|施行期限?|试行期限?|试点期限?|政策期限?|适用期限?|规划期限?|实施期限|行动期限?|建设期限?|规划期间|存续期|保质期|任期|聘期"
                     r"|(?:执行|施行|试行|生效|实施|适用|延续|有效|顺延)|起(?:施行|实施|执行|试行|生效),)(?:时间)?(?:为|是|:|自|从|暂定|截至|截止|截至到)?(?:至|到)?$",
             examples=("有效期至", "规划期为", "政策执行至", "本办法自施行", "起施行,至"), rejects=("完成时限:",), note="how long a rule holds"),
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
                     r"|(?:完成|整改|截止)(?:时间)?)(?:要求|进度|安排|节点)?(?:[:(]|为|:)(?:第?[一二三四五六\d]+(?:批|期|阶段|步)|力争|预计|计划)?(?:到|至|于)?$"
                     r"|^(?:完成|办结|整改)(?:时限|时间|期限)$",
             examples=("完成时限:", "完成时间:", "整改期限:第一批", "时间节点为", "完成时间"), rejects=("有效期至", "完成", "的完成时间")),
    Evidence(name="phase", weight=3, pattern=r"(?:阶段|步骤|步|期|时期)(?:目标|任务|工作)?[:(,]$",
             examples=("动员部署阶段(", "第一步:", "近期目标("), rejects=("阶段性", "长期"), note="a stage of the work and its time"),
    Evidence(name="goal", weight=2.5,
             pattern=r"(?:到|至|力争|争取|力求|确保|务必|务求|计划|预计|预期|拟|最迟|不迟于|不晚于|不得迟于|不得晚于|提前|推迟|延长|应|须|要|需|可|(?<!现)将|并|且|再|届时)(?:在|于|至|到)?$",
             examples=("到", "力争到", "争取", "最迟于", "应于"), rejects=("自", "比", "现将"), note="a word that points forward"),
    Evidence(name="since", weight=-4, pattern=r"(?:自|从|由|起于|始于|始自|自从)(?:\((?:即|含)\))?$", examples=("自", "从"), rejects=("到",),
             note="a start"),
    Evidence(name="within", weight=1.5, pattern=r"(?:于|在|就|赶在|按|按照)$", examples=("会同配合单位于", "在"), rejects=("到",)),
    Evidence(name="already", weight=-5, pattern=r"(?:已经?|曾|刚刚?|早|曾经)(?:在|于|从)?$", examples=("已于", "曾在"), rejects=("力争在",)),
    Evidence(name="object", weight=-2,
             pattern=r"(?:对|将|现就|把|根据|依据|落实|贯彻|执行|完成|实现|下达|编制|编写|制定|制订|印发|发布|出台|公布|报送|上报|总结|分析|修订|报告|提交|按|推进|组织|开展|做好|抓好|启动"
                     r"|列入|纳入|作为|和|及|与|的|是|为|关于|参加|召开|举办|办好|通过|围绕|聚焦|确定|明确|细化|分解|建立|形成|公开|更新|占|达到?|相当于|年度|[“《〈‘\"])$",
             examples=("对", "上报", "印发", "落实", "的"), rejects=("到", "于"), note="the date belongs to the noun behind it"),
    Evidence(name="list_mark", weight=0.5, pattern=r"、$", examples=("甲、",), rejects=("甲,",)),
    Evidence(name="clause_start", weight=1.5, pattern=r"(?:^|[\n,;。:()〔〕【】\[\].!?—★△●•·※◆■□]|其中|同时)$",
             examples=("。", "——", "4.", ";", "\n"), rejects=("落实",)),
)
AFTER: tuple[Evidence, ...] = (
    Evidence(name="start", weight=-7, pattern=r"^\(?(?:起|开始|以来|来(?!$)|之?后(?:,|的|$)|以后|后,|来,|始)(?!至|到)", examples=("起,实施", "以来", "开始,"),
             rejects=("启动", "起至"), note="when something starts"),
    Evidence(name="done_since", weight=-6, pattern=r"^,?[^,;。\n已了]{0,6}(?:已经?|曾|就已)(?![建竣办投有])", examples=("已实现", ",全市已完成"), rejects=("完成", "对已建成的")),
    Evidence(name="edition", weight=-7,
             pattern=r"^\)?(?:度(?!底|末|内|目标|前)|版|本\)|修订|修正|第\d+号|第[一二三四五六七八九十]+号|届|级|\)?号|中央一号|高考|毕业|春季|秋季学期|以上|以下|\(?含|国民经济|颁布|发布的|出台的|印发的|通过的|成立的|制定的)",
             examples=("版目录", "度报告", "修订)", "第5号"), rejects=("完成", "底前"), note="part of a name"),
    Evidence(name="qualifier", weight=-4.5,
             pattern=r"^[^,;。\n]{0,8}(?:登记|注册|成立|出生|取得|建成|参加工作|入职|开工|投产|签订|发生|立项|备案|购买|召开|举行|获得|获批|认定|入选|受理|通过)(?:的|了)",
             examples=("注册的企业", "已取得的证书"), rejects=("完成注册,",), note="who or what is meant, not when something is due"),
    Evidence(name="exempt", weight=-8,
             pattern=r"^,?(?![^,;。\n]{0,6}实现)(?:[^,;。\n]{0,14}可|对[^,;。\n]{0,20}|继续|暂)(?:(?:免|减|缓)予?(?:征|缴|收)|[免减缓]交[^,;。\n]{0,12}(?:税|费|金))"
                     r"|^,?[^,;。\n]{0,14}可享受[^,;。\n]{0,16}(?:政策|减免|优惠|补贴|税|补助)",
             examples=("对小规模纳税人免征增值税", "企业可免缴收益"), rejects=("出台减免房租措施", "完成免征手续", ",群众可享受门诊费用直接结算服务", ",实现群众可免交证明材料"), note="how long a relief lasts"),
    Evidence(name="attribute", weight=-3.5,
             pattern=r"^(?:[底末初]|年[底末初])?(?:的|工作|重点|主要|任务|目标任务|目标(?!是|为|,)|计划(?!实|完|建|推|新|投)|要点|清单|安排|预算|标准|水平|同期|相比|基数|基期|数据|行动|专项|新增的|实施的|建设的|建设计划"
                     r"|财政|省级|市级|政府|全[国省市区县州](?:政|数|重|经|工|年|教|科|农|生|信|卫|环|社|深|国)[^,;。\n]{0,30}(?:工作|要点|任务|计划|方案|会议|报告)(?:[,;。\n]|$))",
             examples=("重点任务", "工作要点", "的基数"), rejects=("全面推广", "重新", "实现"), note="the date belongs to the noun behind it"),
)
# What may stand right behind a date that says when something is done. Looked up as words, two characters
# each, which costs nothing to load; the row's pattern says the same for tests and for readers.
VERB_WORDS = frozenset(
    "完成 有所 实现 建成 达到 启动 形成 开展 推进 推广 推动 推行 推出 建立 建设 制定 制订 出台 印发 发布 研究 提出 提升 提高 争创 创建 培育 培养 "
    "打造 引进 引育 引导 新增 新建 扩大 扩展 组织 组建 举办 召开 编制 修订 修改 完善 健全 上线 运行 投产 投入 投用 竣工 开工 开通 开放 动工 落实 落地 "
    "覆盖 接入 对接 整合 整治 整改 清理 清零 取消 取得 公布 公开 报送 报请 上报 提交 反馈 压缩 压减 降低 降至 减少 突破 超过 翻番 不低 不少 保持 稳定 "
    "增长 增加 增至 解决 消除 淘汰 关闭 关停 搬迁 退出 改造 改革 升级 优化 验收 评估 考核 检查 督查 督导 总结 部署 部分 试点 试行 试运 拓展 构建 搭建 布局 "
    "支持 扶持 选派 选拔 选树 遴选 评选 评定 评审 认定 招引 招聘 培训 轮训 安排 下达 拨付 筹集 设立 成立 明确 梳理 归集 汇聚 共享 迁移 普及 延伸 深化 加快 "
    "加强 巩固 夯实 掌握 配备 配齐 配置 装备 购置 采购 签订 签约 交付 移交 申报 申请 审定 审批 审查 审议 办理 办结 入驻 入库 入选 实施 实行 执行 施行 转移 "
    "转型 统一 自查 排查 摸底 普查 宣传 动员 发动 参与 融入 满足 具备 拥有 成为 进入 迈入 跨入 跻身 步入 处于 走在 位居 攻克 创新 研发 获批 获得 带动 辐射 "
    "吸引 集聚 聚集 储备 衔接 贯通 联通 互联 确保 力争 争取 基本 全面 全部 初步 率先".split()
)
ADVERBS = frozenset(
    "进一步 继续 计划 预计 有序 分批 分步 逐步 重点 集中 至少 累计 同步 陆续 正式 着力 要有 再 要 应 将 可 须 需 各 总 新 均 先 对 为 在 向 以 由 使 让 按".split()
)
VERB = Evidence(
    name="verb", weight=1.5, pattern=rf"^,?(?:{'|'.join(sorted(ADVERBS))})?(?:{'|'.join(sorted(VERB_WORDS))})",
    examples=("完成", "启动", "全面推广", "要有所突破", ",组织"), rejects=("全区政务", "的"), note="a verb right behind it")
EVENT = Evidence(
    name="event", weight=-5,
             pattern=r"(?:会议|会上|大会|论坛|讲话|指出|强调|视察|考察|批示|批复|公布了|颁布|出版|诞生|发生|当选|签署|揭牌|举行|发表|常务会|讨论通过|审议通过|(?<!拟)发布《|印发《|印发了|下发《|出台《|联合印发|提出了|写入|列为|获批为|被列入|被评为|被国)",
             examples=("常务会议审议通过", "总书记指出", "国务院印发《"), rejects=("制定出台办法", "完成"), note="an event reported")
PERFECT = Evidence(
    name="perfect", weight=-3, pattern=r"(?:[^为除到罢]了(?![解然结却])|已(?:经|达|有|建|完|实|成|形|基|累|全|超|突|开|初)|(?:达|增长|提高|下降)到?了|累计(?:建成|完成|实现)|以来)",
             examples=("取得了", "已达到"), rejects=("解决", "为了"), note="told as done")
REPORTED = Evidence(
    name="reported", weight=-3, pattern=r"同比", examples=("同比增长5%",), rejects=("比例增长5%",), note="of a month a growth is reported, of a year it may be the aim")
WILL = Evidence(
    name="will", weight=1,
             pattern=r"(?:实现|完成|建成|达到|达[\d百千万一二三]|力争|争取|不低于|不少于|不超过|超过|突破|以上|左右|控制在|[\d.]%|覆盖|形成|启动|新[增认建][^,;。\d]{0,12}\d{1,4}[家个户项名万]|(?<![主重需])要(?!点|求|素|闻|件)|将)",
             examples=("全县产值达到10亿元", "要有突破"), rejects=("重点任务台账", "主要任务"))
NAMING = Evidence(
    name="naming", weight=-4,
             pattern=r"(?:要点|清单|计划|方案|台账|分解表|一览表|目录|名单|责任书|通知|规划|报告|安排|表|任务分工|工作总结)(?:\((?:[^()\n]{0,20})\))?$",
             examples=("重点任务清单", "建设规划(草案)"), rejects=("完成规划编制",), note="a line that is the name of a document")
NAMED = Evidence(
    name="named", weight=-6,
    pattern=r"(?:规划|计划|方案|行动|清单|目录|要点|意见|标准|纲要|工程|项目|办法|措施|条例|规定|通知|报告|图集|指南|指标|表|政策|分工|任务|蓝图|战略|制度|改革|法|期间|”)\(?$",
    examples=("某市规划(", "行动计划"), rejects=("第一阶段(",), note="a period that completes a name: …规划(2021-2025年)")
SO_FAR = Evidence(
    name="so_far", weight=-2, pattern=r"目前|现已|去年|前期|此前", examples=("目前,一期已于",), rejects=("提前",),
    note="the sentence tells the state of things")
RECURRING = Evidence(
    name="every_year", weight=-9, pattern=r"(?:每(?:一?年|季|月|半年)|按年度|逐年|历年)(?!(?<=每[月季])[^,;]{0,6}\d{1,2}[日号]前?[^,;]*报[^,;]{0,12}[,;])", examples=("每年3月底前,", "每年1月底前报送计划,3月"), rejects=("年底前", "每月25日前报送进展,12月10日前"),
    note="months that follow in the sentence recur too, but for the day on which the last report is due")
# What the form of the date itself says, and its place in its line.
FORM: tuple[Evidence, ...] = (
    Evidence(name="by", weight=4, pattern=r"(?:[之以]?前|内)$", examples=("2023年6月底前", "2023年内"), rejects=("2023年",)),
    Evidence(name="close", weight=2.5, pattern=r"(?:[底末中]|[中下]旬)$", examples=("2023年底", "10月中旬"), rejects=("2023年初",)),
    Evidence(name="pause", weight=1.5, pattern=r"^[,:]", examples=(",组织",), rejects=("完成",), note="set off from the sentence: when"),
    Evidence(name="period", weight=1.5, pattern=r"[-—~至到]", examples=("2021-2023年",), rejects=("2023年",)),
    Evidence(name="day", weight=-0.5, pattern=r"[日号]$", examples=("3月5日",), rejects=("3月",), note="events have a day more often than goals"),
    Evidence(name="figures", weight=-2.5, pattern=r"\d[./]\d", examples=("2019.12",), rejects=("2019年",), note="a date only in a column or behind a label"),
    Evidence(name="bracketed", weight=1, pattern=r"[^》”]\($", examples=("动员部署(",), rejects=("规划》(",), note="a month alone in brackets behind a step"),
    Evidence(name="term_column", weight=3.5,
             pattern=r"(?:^|\n)(?:[^\n]{0,8}[^\n公发印成]{0,2})?(?:时限|时间节点|完成时间|完成期限|时间要求|进度要求|时间安排|完成日期|截止时间|办结时间|完成节点)(?:要求)?(?=\n)",
             examples=("责任单位\n完成时限\n备注",), rejects=("完成时限:",), note="a line of its own below the head of a column of terms"),
    Evidence(name="cell", weight=2, pattern=r"[局委办厅部会院府]$", examples=("市财政局",), rejects=("责任单位",),
             note="a line of its own below a unit: a column of terms"),
    Evidence(name="column_head", weight=-5,
             pattern=r"^(?:序号|指标|属性|单位|类型|类别|名称|备注|计量|预期|约束|基期|目标值|现状)|(?:名称|类型|指标|属性)$|^20\d\d年?(?:目标值?|末)?$",
             examples=("指标名称", "2020年"), rejects=("市财政局",), note="a line of its own beside heads of columns"),
)
# fmt: on
RULES = (*BEFORE, *AFTER, VERB, EVENT, PERFECT, REPORTED, WILL, NAMING, NAMED, SO_FAR, RECURRING, *FORM)

# A clause whose verb drafts a document may end in the document's name.
DRAFTING = (
    r"^(?:前|,)?[^,;。\n]{0,6}?(?:编制|制定|制订|出台|印发|发布|完善|形成|建立|修订|起草|完成|研究|公布|提出|下达|报送|签订|上报|拟定|梳理)"
)
SIGNED = rf"(?:^|\n)({YEAR})年{MONTH}月{DAY}日(?=\n|$)"
NUMBERED = r"[〔\[(](20\d\d)[〕\])]第?\d{1,4}号"
NEXT_YEAR = frozenset(("明年", "次年", "翌年", "来年"))
ANCHORED = frozenset(("次年", "翌年", "当年", "同年", "本年"))  # these count from a year that the sentence has named

# By how much a date outweighs the year of the notice, and what the past costs: last year, earlier.
FUTURE, LAST_YEAR, LONG_AGO = 1.0, -4.0, -8.0
# A year in the middle of a clause, without a word for or against, belongs to a noun.
INSIDE = -1.0
# A list of dates stands or falls together.
LIKE_THE_LAST, UNLIKE = 1.5, -3.0
# 截至2025年 in a notice of 2021 is a goal.
AS_OF_FUTURE = 6.5


@cache
def evidence_pattern(table: str) -> Pattern[str]:
    """One pattern for ``before`` or ``after``: the first row that fits; ``lastgroup`` names it."""
    return compiled(combine({"before": BEFORE, "after": AFTER}[table]))


@cache
def weights() -> dict[str, float]:
    """The weight of each row by name."""
    return {row.name: row.weight for row in RULES}
