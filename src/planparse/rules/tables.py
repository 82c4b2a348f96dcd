"""Column heads of tables of responsibility, and what each column holds."""

from __future__ import annotations

from functools import cache
from re import Pattern

from planparse.patterns import compiled
from planparse.rules.rulebook import HAN, Rule, combine

_LEVEL = "(?:(?:国家|中央|省|市|区|县|州|镇|乡)(?:级|直|本级)?)?(?:主要|第[一二三]|其他|其它|相关|有关)?"
# What stands in brackets behind the word for a unit: another such word, or which of the units leads.
_ASIDE = r"(?:\((?:单位|部门|地区|科室|处室|县区|市县|[科站办所股室]|中心|(?:牵头单位|牵头部门|排|列|第)[^()\n]{0,10}[首位前头])\))?"
# The words for a unit, and those for an office where a bracket gives the choice: 责任科(室), 责任办(中心).
_UNIT = r"(?:单位|部门|处室|科室|股室|站所|司局|委办局|地区|[科站办所股室](?=\([科站办所股室中]))"
_TIED = "包保|包联|包抓|包干|挂联|帮扶"  # the tie of a unit, or of an official, to a place or a firm

# Columns: the row's name is the kind of the column. Longer heads stand before shorter ones.
# fmt: off
COLUMNS: tuple[Rule, ...] = (
    Rule(name="support",
         pattern=rf"{_LEVEL}(?:(?:配合|协办|协同|协助|协作|参与|参加|支持|会办|会商|联办){{1,2}}(?:检查|整改|落实)?(?:/责任|\(责任\)|、责任|责任|\(?参与\)?)?){_UNIT}(?:[及和、](?:单位|部门|社区|村|乡镇|街道))?{_ASIDE}",
         examples=("配合单位", "配合/责任单位", "参加单位", "市级配合单位", "配合部门(单位)", "协同配合单位", "协作单位", "参与检查部门", "协办科室及社区"), rejects=("配合", "单位", "责任单位(部门)")),
    Rule(name="lead",
         pattern=rf"{_LEVEL}(?:(?:总?牵头|主办|主责|主抓)(?:责任|负责|落实|检查|整改|抓总)?(?:/责任|\(责任\)|\(主办\))?|责任\(牵头\)|负责\(牵头\)){_UNIT}{_ASIDE}(?![和及与、/](?:配合|协办|参与|责任))",
         examples=("牵头单位", "省级牵头单位", "主办单位", "牵头部门", "牵头(责任)单位", "牵头部门(单位)", "责任(牵头)部门", "主抓部门", "牵头股室", "牵头检查部门"),
         rejects=("牵头", "责任单位", "牵头(配合)单位", "牵头单位和配合单位")),
    Rule(name="responsible",
         pattern=rf"{_LEVEL}(?:整改)?(?:责任|负责|实施|承办|承接|落实|承担|主管|对应|建设|业主|推进|统筹|归口|组织|运营|管护|完成|{_TIED})(?:\(落实\)|\(实施\)|\(主管\))?(?:主体)?(?:{_UNIT}|主体|(?<=责任)(?:乡镇|镇街|县区|区县|市县))"
                 rf"(?:/部门|及(?:配合单位|责任人|负责人)|{_ASIDE})?|(?:牵头|主办)(?:单位|部门)[和及与、/](?:配合|协办|参与|责任)(?:单位|部门)",
         examples=("责任单位", "责任部门", "实施单位", "包保单位", "县级包联单位", "责任部门(单位)", "责任(实施)单位", "第一责任单位", "整改责任单位", "责任科(室)",
                   "责任单位及责任人", "责任部门(第一位为牵头部门)", "牵头单位和配合单位"),
         rejects=("责任", "责任人", "包保责任人", "包联领导", "督办单位")),
    Rule(name="official",
         pattern=rf"(?:[市县区](?:委|政府))?(?:责任|牵头|分管|联系|市级|县级|区级|{_TIED})(?:市|县|区)?(?:领导|人|人员)(?:(?:及|[/、])(?:责任|负责|联系)人)?|负责人|联系人|联系电话",
         examples=("责任领导", "责任人", "牵头领导", "责任领导/责任人", "包保领导", "县政府分管领导"), rejects=("领导", "责任单位", "包保单位")),
    Rule(name="deadline",
         pattern=r"(?:计划|预计|要求|拟)?(?:完成|办结|办理|整改|实施|推进|工作|落实|建设)?(?:时限|期限|时间节点|(?<=推进|工作|实施)节点|时间要求|时间安排|时间|年限|进度安排|时间进度|进度)(?:要求)?",
         examples=("完成时限", "完成时间", "时间节点"), rejects=("时", "完成")),
    Rule(name="number", pattern="序号|编号", examples=("序号",), rejects=("文号",)),
    Rule(name="category", pattern="(?:任务|工作|项目|指标|目标|排查)?(?:类别|分类|领域|板块|方面|大类|类型)|一级(?:指标|任务)",
         examples=("类别", "任务类别", "一级指标"), rejects=("任务", "指标"), note="heads several rows, wherever it stands"),
    Rule(name="progress", pattern="(?:工作|目前|任务|项目|整改)?(?:完成|进展|落实|推进|办理|整改)(?:情况|进度情况)|(?:工作|目前|当前)进展|进展",
         examples=("完成情况", "工作进展情况", "目前进展"), rejects=("进度", "完成时限"), note="tells what has been done: no date or figure in it is a goal"),
    Rule(name="content",
         pattern=r"(?:细化|推进|整改|工作)(?:分工|安排|举措)|(?:工作|主要|具体|建设|任务|重点|实施|改革|年度|目标|阶段|预期|细化|推进|整改|(?:19|20)\d\d年(?:度)?(?:工作)?)?(?:内容|要求|措施|举措|目标(?!任务)|成效|成果|标准|说明|任务描述)(?!名称|清单)"
                 r"(?:及(?:要求|目标|标准|措施))?|(?:19|20)\d\d年(?:度)?(?:主要|重点)?工作任务|工作目标|年度目标(?:任务)?|任务目标|(?:年度)?(?:重点|主要)?(?:任务|工作|内容)(?:及|和|与)(?:主要|工作|年度)?(?:目标|内容|要求|成果|措施)",
         examples=("工作内容", "内容", "工作要求", "年度目标", "2019年工作任务", "年度重点任务及工作目标"), rejects=("工作任务", "要")),
    Rule(name="task",
         pattern=r"目标[与和]任务|议定事项|(?:反馈|存在)?问题|(?:重点|主要|工作|具体|目标|改革|任务|建设|分解|一级|二级|三级)?(?:任务|工作|事项|项目|领域|类别|指标|任务分工|工程|行动)(?:名称|清单|分类|类别|事项|分解|和项目)?" + rf"|(?!单位|部门|机构|企业|公司|姓名){HAN}{{2,4}}名称",
         examples=("工作任务", "重点任务", "项目名称", "任务", "重点任务和项目", "成果名称", "点位名称"), rejects=("名称", "单位", "单位名称")),
    Rule(name="over", pattern="(?:责任|职责)分工(?:情况)?|责任落实(?:情况)?",
         examples=("责任分工",), rejects=("任务分工", "责任单位"), note="stands above the heads of several columns of units"),
    Rule(name="other", pattern="督[办导]单位|备注|附注|区域|地点|来源|依据|投资额|总投资", examples=("备注",), rejects=("注意",)),
)
# fmt: on
# A cell that repeats the one above it.
SAME_AS_ABOVE = frozenset(("同上", "〃", "″", "“", '"', "同前"))
# A role alone heads a column beside another such head, or below one that spans several columns.
BARE_ROLES = (
    Rule(name="bare_lead", pattern="^(?:牵头|主办|主责)$", examples=("牵头",), rejects=("牵头单位", "牵头推进")),
    Rule(name="bare_support", pattern="^(?:配合|协办|协助|参与|参加|协同)$", examples=("配合",), rejects=("配合单位",)),
    Rule(name="bare_responsible", pattern="^(?:责任|落实|负责|实施|属地|承办)$", examples=("落实",), rejects=("落实情况",)),
)
# What the head of a column says of its units, where the head as a whole is unknown.
ROLE_WORDS = (
    Rule(name="word_lead", pattern="牵头|主办|主责|主抓|总抓|抓总", examples=("牵头抓总层级",), rejects=("责任层级",)),
    Rule(name="word_support", pattern="配合|协办|协同|协助|协作|参与|参加|支持|会办|会商", examples=("参与检查单位名单",), rejects=("协会名称",)),
    Rule(name="word_responsible", pattern="责任|负责|落实|实施|承办|承担|承接|领办|分工", examples=("任务承接层级",), rejects=("单位名称",)),
)
SHARE = Rule(name="share", pattern="(?:牵头|配合|负责|参与|协办)(?:[,;。]|$)|(?:牵头|配合|责任|负责|主办|协办)(?:单位|部门)?:",
             examples=("市水利局牵头,市财政局配合", "牵头单位:市水利局"), rejects=("市水利局", "负责人签字"), note="a clause in a column 责任分工")
NO_UNIT = Rule(
    name="no_unit",
    pattern=r"^(?:已|未|正在|待|暂|拟)(?:完成|启动|办结|落实|推进|定|开工)(?!.*[局委办厅部会院心组]$)"
            r"|^(?:长期|全年|持续|常年|每[年月季周]|年底|年内|第?[一二三四]季度|[上下]半年)(?:一次|坚持|推进|开展|落实|实施|完成|调度|[前末内])*(?:一次)?$"
            r"|^同[上前]$|^〃$|^(?:根据|按照?)(?:各自)?职责(?:分工)?(?:落实|负责|实施)?$|^\d{1,2}月|^\d{4}[-./年]",
    examples=("已完成", "长期坚持", "同上", "3月11日公开采购意向", "2024-10-30", "按照职责分工"),
    rejects=("市财政局", "团委", "工会", "高新区", "安保站", "龙山镇", "各镇街"),
    note="stands in a column of units where a copy has moved its cells, and names no unit; asked only where the lexicon knows none")
NO_DUTY = Rule(name="no_duty", pattern="督[办导查]|考核|考试|验收|审[核批]|[被未已不]|享受|追究|投诉|处罚|许可|意见|协议|(?<!单位|部门|层级|主体|科室|处室|站所)(?<!单位[)]|部门[)])$",
               examples=("督办单位", "责任人", "被责任追究单位", "参加对象"), rejects=("牵头单位", "任务承接层级"),
               note="who checks, and persons: no column of those who are to act")
RULES = (*COLUMNS, *BARE_ROLES, *ROLE_WORDS, SHARE, NO_UNIT, NO_DUTY)


# What the search for a table starts from: a column of units, with no colon as a clause would have.
UNIT_HEAD = (
    rf"(?:牵头|主办|主责|主抓|责任|负责|实施|承办|承接|落实|承担|主管|对应|建设|完成|配合|协办|协同|协助|协作|参与|参加|支持|会办|{_TIED})"
    r"(?:/责任|主体|责任|检查|\((?:责任|牵头|主办|落实|实施|主管|参与)\))?"
    rf"(?:{_UNIT}|主体){_ASIDE}(?![:,。、的和及要应(])"
)


@cache
def column_pattern() -> Pattern[str]:
    """One column head; ``lastgroup`` is its kind."""
    return compiled(combine(COLUMNS))


@cache
def header_pattern() -> Pattern[str]:
    """Column heads that follow each other, glued or a line each: the head of a table copied as text."""
    one = "|".join(rule.pattern for rule in COLUMNS if rule.name != "progress")  # 进展 stands in titles, too
    return compiled(rf"(?:(?:{one})[|\n]*){{2,10}}")
