"""Words that open or make headings: used where a number is lost, and to tell the kind of a section."""

from __future__ import annotations

from planparse.rules.rulebook import Rule

# fmt: off
NARRATIVE = Rule(
    name="narrative",
    pattern=r"^(?:总体(?:要求|目标|思路|框架|部署|安排|思想)?|指导(?:思想|原则)|基本(?:原则|思路|情况|要求)|(?:发展|工作|主要|奋斗|建设|行动|预期|具体|总)目标"
            r"|目标任务$|发展(?:基础|现状|环境|形势|思路|态势|趋势|定位|机遇)|现状|形势|工作思路|总则|目的|意义|背景|重要意义|规划背景|时间安排|适用范围)"
            r"|^.{0,10}(?:面临|环境|保护|发展|总体|当前)的?(?:主要)?形势(?:分析)?$|^(?:主要|发展|工作|建设)?(?:成就|成效)$|^.{0,6}背景$|^.{0,14}机遇[和与]?挑战$"
            r"|回顾$|^存在的?(?:主要|突出)?(?:问题|不足|短板|差距|困难)(?:[和与及、](?:问题|不足|短板|差距|困难|挑战))?$|^面临的?(?:主要)?(?:形势|机遇|挑战|问题|困难)(?:[和与及、](?:形势|机遇|挑战|问题|困难))?$|^主体功能$|取得(?:积极|明显|显著|重大)进展$",
    examples=("总体要求", "指导思想", "发展目标", "基本原则", "全国生态环境保护形势", "主要成就", "机遇与挑战", "发展态势", "存在不足", "面临的挑战", "发展定位"), rejects=("重点任务", "目标责任考核", "营造良好发展环境", "夯实产业发展基础", "通报国内外形势"),
    note="sections that tell of aims and grounds; no work is assigned in them")
BACKGROUND = Rule(
    name="background",
    pattern=r"^(?:主要|发展|工作|建设)?(?:现状|成就|成效|历程|回顾)|^(?:发展|现实)?基础(?:和|与|$)|^发展(?:基础|现状|环境|形势|态势|趋势)|(?:形势|现状|背景)(?:分析)?$|机遇[和与]?挑战$|^存在|取得(?:积极|明显|显著|重大)进展$|意义$|必要性$",
    examples=("发展现状", "全国生态环境保护形势", "存在的主要问题", "发展基础和环境"), rejects=("夯实发展基础", "主要目标", "基础设施"),
    note="tells what has been reached: a figure there is a goal only under a year to come")
SAFEGUARDS = Rule(
    name="safeguards",
    pattern=r"^(?:切实|进一步|着力)?(?:强化|加强|完善|健全|做好|抓好|加大|落实|夯实)?(?:(?:组织|保障|工作|推进|政策|实施|支撑|要素|制度)(?:和|与|及|、)?){1,2}"
            r"(?:措施|保障|实施|领导|要求|机制|支持|落实|推进){1,2}(?:力度|体系|工作)?(?=$|[,、和与及。(])|^(?:保障|组织|监督)$|^附则|^施行(?:日期|时间)?$"
            r"|^监督(?:检查|考核|评估|落实|机制|与|管理$)|^强化保障|^组织(?:指挥|领导)?(?:体系|机构|架构|形式)(?:$|[和与及、])",
    examples=("保障措施", "组织实施", "工作要求", "附则", "加强组织领导", "加大组织保障力度", "切实做好组织实施", "监督检查", "加强组织和制度保障", "组织指挥体系及职责", "健全保障机制措施"),
    rejects=("加快推进产业集聚", "主要任务", "保障粮食安全", "组织开展专项整治", "监督管理体系建设", "保障和改善民生"),
    note="how the plan is carried out and watched")
MAIN_TASKS = Rule(
    name="main_tasks",
    pattern=r"^(?:主要|重点|工作|具体|实施|目标)?(?:任务|工作|行动|举措|措施|内容|项目|工程|职责|步骤)(?:和|及|与|、)?"
            r"(?:主要|重点|工作|具体|保障|责任)?(?:任务|工作|行动|举措|措施|内容|项目|工程|分工|清单)?$",
    examples=("重点任务", "主要任务", "重点任务和主要措施", "工作任务"), rejects=("推进重点任务落地", "工程建设管理"),
    note="a heading of the first level by custom, where its number is lost")
CLOSING = Rule(
    name="closing",
    pattern=r"^(?:本|此|该|上述|以上)[《“]?(?:实施|工作|行动|管理|若干|应急|发展|暂行|三年|五年)*"
            r"(?:(?:方案|办法|意见|规划|计划|通知|措施|政策|规定|细则|条例|要点|清单|分工|预案)[》”]?[^。]{0,40}(?:起|之日|施行|实施|执行|有效|解释|印发|生效|负责)"
            r"|(?:规则|制度|决定|纲要|规程|导则|指南|标准|公告|通告)[》”]?[^。]{0,40}(?:[自从][^,;。]{1,24}起|之日|解释|有效期))",
    examples=("本方案自印发之日起施行", "本意见由市发展改革委负责解释", "本实施意见自发布之日起实施", "本预案自印发之日起实施", "本《行动计划》由市数据局负责解释", "本规则自2021年7月1日起施行"),
    rejects=("本市实施计划", "本方案所称数字经济是指", "本指南由市文旅局负责编制", "该标准由市住建局牵头制定并组织实施"),
    note="the last paragraph of a plan, which speaks of the plan as a whole")
ADDRESS = Rule(
    name="address",
    pattern=r"^(?:各(?:地区|地|部门|级|单位|省|市|区|县|乡镇|镇|街道|有关|责任|牵头|相关)|对(?:本|各))",
    examples=("各地区、各部门要按照职责分工", "各有关单位要高度重视"), rejects=("各类主体参与",),
    note="the plan turns to those who are to carry it out; closing only behind items of one paragraph each")
_OPENER = r"(?=以|到20|至20|从20|自20|20\d\d年|坚持|按照|根据|通过|围绕|全面|深入|充分|紧紧|力争|组长|各|成立|建立|对|贯彻|市|县|区|省)"
GLUED = Rule(
    name="glued",
    pattern=r"^(?:(?:指导|总体)思想|(?:总体|基本|工作|发展)(?:思路|原则)|总体要求(?=以)|(?:总体|发展|工作|主要|行动|建设|具体)目标|组织(?:架构|机构)|组成人员"
            r"|(?:时间|进度|督查|检查)安排|(?:督查|检查|考核|整治)(?:内容|对象|人员|方式)|(?:适用|实施|整治)范围)(?![任责管和与及、的是等为:,;。()])(?!进一步明确)"
            rf"|^(?:(?:总体|工作|有关)要求|(?:主要|工作|部门)职责|职责分工|组织领导|(?:实施|工作|方法)步骤|(?:主要|重点|工作)(?:任务|措施|内容)|保障措施){_OPENER}"
            r"|^(?:加强|强化|健全|落实|严格|完善|注重|加大|明确)[^\W\d]{2,6}(?:领导|协调|责任|落实|考核|督查|宣传|保障|监督|引导|配合|力度)"
            r"(?=各(?:级|地|部门|单位|有关|相关|县|区|市|乡|镇|街道|责任|牵头|成员)[^。]{0,30}[要应须])",
    examples=("指导思想以发展为要", "工作目标到2025年建成", "组织架构组长", "加强组织领导各级各部门要高度重视"),
    rejects=("工作目标任务分解", "指导思想和原则", "主要任务", "加强对各级干部的培训", "发展目标是"),
    note="customary headings whose mark or line end is lost: what follows can only begin a sentence")
# Words that begin what is to be done about a task, in the cell behind its name.
DONE = (
    "编制|出台(?!背景|后|以来)|印发|制定|制订|修订|梳理|建立|建成|构建|搭建|打造|形成|完成|完善|实现|推进|推动|推广|推行|提升|提高|提供|加快|加强|加大|强化|优化|深化|健全|开展|组织(?!部|建设|生活|人事|领导|保障|支撑|体系|机制|机构|架构|协调|管理)|启动|落实|确保|明确|成立|采集|汇集|整理"
    "|探索|做好|做到|打通|促进|配合|引进|扩大|增加|减少|压缩|统筹|支持|鼓励|引导|研究|实施|开发|升级|聚焦|参与"
)
_BY = "依托|围绕|根据|依据|按照|结合|针对|通过|对标"
_MANNER = "充分|严格|切实|持续|积极(?!性|进展|作用|因素)|深入|进一步|逐步"
_HOW = (
    f"{_BY}|{_MANNER}|利用|运用|全面|包括|每年|近年来|当前|自(?=19|20)|党的(?=十|二十)|高(?:标准|水平|质量|起点)(?=[建推打])"
    "|以(?![上下前后内外及来])|对(?![外口象接应])|与(?=国家|全[国省市区县]|省|市)|将|在(?![线建校岗册职编])|从(?![业事严快优重])|各(?:级|地|部门|单位|有关)|所有|市县|省市|省级|全[省市区县国]"
)
CELL_OPENING = Rule(
    name="cell_opening",
    pattern=rf"^(?:(?:(?:{DONE})(?!{_BY}|{_MANNER}|\d{{1,2}}月)|{_HOW})(?![的地得])|(?:重点|基本|初步)(?=[建推抓做实完形]|围绕|发展)|(?:20\d\d年)?\d{{1,2}}月(?:\d{{1,2}}日)?[底末]?前,)",
    examples=("梳理我市已有的特色应用案例", "依托省农业农村基础数据库", "6月底前,完成方案编制", "对关系群众生命财产的产品", "重点建成数据网"),
    rejects=("建设项目", "推进的项目", "对外开放", "平台建设", "以上企业", "6月20日前市委编办", "重点企业", "与管理", "引导按照事项性质", "在线审批平台"),
    note="where the cells of a row run together: the content begins with what is done, by what, or by when")
ORDER = Rule(
    name="order",
    pattern=r"[后时的],|有下列|(?<![主重需])要(?![求素点闻件])|应当|应(?![急用对])|必须|不得|负责|给予|立即|依照|处以",
    examples=("各县区要把粮食安全放在首位", "有下列行为之一的,依照规定处理", "启动预案后,指挥部立即进入状态"),
    rejects=("健全应急管理体系", "主要任务", "落实重要举措", "加强组织领导"),
    note="a sentence that orders or lays down, though items follow it: no heading says so",
)
NO_HEADING_END = Rule(
    name="no_heading_end",
    pattern=r"(?:应当?|可以?|要|须|需|并|也|均|都|就|又|再|仍|已|正|依法|分别|有序|优先|广泛|主要|原则上|及时|统一|共同|一般|大力|着力|继续|重点|不断|切实|加快|加强|推进|推动)$"
            r"|^(?:支持|鼓励|引导|组织|推动|帮助|指导|督促)[^,]{0,8}(?:企业|单位|机构|部门|高校|院校|群众|农户|农民|主体|各地|地区|力量|资本|人员|协会)$",
    examples=("县级以上人民政府应当", "完善服务体系,重点", "支持龙头企业"),
    rejects=("加强组织领导", "完善市场体系", "培育龙头企业"),
    note="words that go with the verb behind them, and those who are to do it: no heading ends here",
)
_BEHIND = r"(?:\([^()\n]{1,12}\))?(?![的和与及或、,;:。.)”》〉等为是])"
LAST_NOUNS = (
    *(Rule(name=name, pattern=noun + _BEHIND, examples=(f"甲{noun}推动甲事", f"甲{noun}(一期)推动甲事"), rejects=(f"甲{noun}的实施", f"甲{noun}和乙{noun}、"),
           note="siblings that are all named by this noun")
      for name, noun in (("plans", "计划"), ("actions", "行动"), ("works", "工程"), ("programmes", "专项"), ("groups", "小组"))),
)
FORM_NOUN = Rule(
    name="form_noun", pattern="(?:情况|内容|目标|意见|简介|概况)" + _BEHIND,
    examples=("单位基本情况单位名称", "建设内容(三年内)简要介绍"), rejects=("情况的说明", "主要内容和要求"),
    note="what the parts of a form ask for; only where somebody is to sign it")
FORM_SIGN = Rule(name="form_sign", pattern=r"\((?:盖章|公章|签[名字章])\)|填表(?:人|日期)|填报(?:人|单位|日期)", examples=("申报单位(盖章):", "填表人:"), rejects=("加盖公章", "填报数据"))
SOFT_OPENING = Rule(
    name="soft_opening",
    pattern=rf"(?:建设|创新|培育|规范|布局|深化|评估|发展)(?![的地得和与及、,]|{DONE})",
    examples=("建设工业互联网平台", "创新数字化监管模式"),
    rejects=("建设和管理", "创新的环境", "建设推进"),
    note="verbs that are as often nouns: they open a text only where siblings have shown that their headings run on",
)
CELL_NOUN = Rule(
    name="cell_noun",
    pattern=rf"(?:(?<=平台|系统|体系|中心|机制|工程)|(?<=[库网图账”]))(?:(?:建设|应用)(?!{DONE}|建设|工程|项目|计划|行动|方案|标准|水平|示范)|推广|整合|改造|对接)(?![和及、,。]|升级|$)",
    examples=("应急指挥平台建设统一的指挥网", "“一张图”应用省平台"),
    rejects=("贸易“单一窗口”平台建设加强推广", "平台建设、运维", "大数据应用"),
    note="as above, behind the noun that ends the name of something that is built; 平台建设 may be the name, too",
)
# Words of four characters whose second half is such a verb, and in which no border lies.
COMPOUNDS = frozenset(
    "政策支持 资金支持 人才支持 财政支持 金融支持 要素支持 科技支持 技术支持 项目支持 组织推进 统筹推进 协调推进 协同推进 调研推进 联动推进 工作推进 有序推进 整体推进 "
    "组织实施 推进实施 贯彻实施 项目实施 政策实施 工程实施 宣传引导 政策引导 舆论引导 规划引导 正面引导 示范引导 贯彻落实 责任落实 工作落实 政策落实 任务落实 跟踪落实 督促落实 措施落实 "
    "转型升级 改造升级 产业升级 优化升级 消费升级 提档升级 规划编制 方案编制 预算编制 目录编制 科学研究 课题研究 政策研究 技术研究 合作开发 资源开发 产品开发 旅游开发 市场开发 "
    "能力提升 质量提升 品质提升 素质提升 服务提升 水平提升 效能提升 改造提升 质量提高 信息采集 数据采集 人才引进 项目引进 价值实现 空间开发 产业提升 政策完善 标准制定 标准制订 规则制定 总体统筹 区域统筹".split()
)
# A cell that names a task does not end on these, nor on an opening mark.
CELL_GOES_ON = frozenset("的和与及或未、,.(“《〈在对以为将把由从向于各所不最予")
PROVISION = Rule(
    name="provision",
    pattern=r"应当?|必须|须|不得|不予|可以?|适用|需要?|[本该](?:办法|规定|条例|细则|法|市|省|区|县)|由|负责|称|是|有|为|按照?|根据|依(?:法|照|据)?|经|对|将|自|鼓励|支持|禁止"
            r"|国家|政府|部门|人民|单位|企业|[,;:0-9]",
    examples=("安全校核应当在规定期限内完成", "本办法适用于跨省工程", "鼓励社会资本参与"), rejects=("准许成本的计算", "坚持民主集中制", "议事决策范围"),
    note="an article's first sentence that lays something down is no heading, however short")
# fmt: on
# Words that head a section of the first level, right before its first item.
STANDARD_GLUED = (  # each word spelt out: a search can skip ahead to their first characters
    "(?:总体要求|总体思路|总体目标|主要任务|重点任务|工作任务|保障措施|工作措施|主要措施|重点措施|组织实施|工作要求)"
    r"(?=\([一1]\))"
)
RULES = (NARRATIVE, BACKGROUND, SAFEGUARDS, MAIN_TASKS, CLOSING, ADDRESS, GLUED, PROVISION, *LAST_NOUNS, FORM_NOUN, FORM_SIGN)
