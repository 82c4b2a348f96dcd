"""Column heads of tables of responsibility, and what each column holds."""

from __future__ import annotations

from functools import cache
from re import Pattern

from planparse.patterns import compiled
from planparse.rules.rulebook import HAN, Rule, combine

_LEVEL = "(?:(?:国家|中央|省|市|区|县|州|镇|乡)(?:级|直|本级)?)?"
# What stands in brackets behind the word for a unit: another such word, never a role of its own.
_ASIDE = r"(?:\((?:单位|部门|地区|科室|处室|县区|市县)\))?"
_TIED = "包保|包联|包抓|包干|挂联|帮扶"  # the tie of a unit, or of an official, to a place or a firm

# Columns: the row's name is the kind of the column. Longer heads stand before shorter ones.
# fmt: off
COLUMNS: tuple[Rule, ...] = (
    Rule(name="support",
         pattern=rf"{_LEVEL}(?:配合|协办|协同|协助|参与|参加|支持)(?:/责任|\(责任\)|、责任|\(?参与\)?)?(?:单位|部门|处室|科室){_ASIDE}",
         examples=("配合单位", "配合/责任单位", "参加单位", "市级配合单位", "配合部门(单位)"), rejects=("配合", "单位", "责任单位(部门)")),
    Rule(name="lead",
         pattern=rf"{_LEVEL}(?:主要)?(?:(?:牵头|主办|主责|牵头责任|牵头负责|牵头落实)(?:/责任|\(责任\)|\(主办\))?|责任\(牵头\)|负责\(牵头\))(?:单位|部门|处室|科室|地区){_ASIDE}",
         examples=("牵头单位", "省级牵头单位", "主办单位", "牵头部门", "牵头(责任)单位", "牵头部门(单位)", "责任(牵头)部门"),
         rejects=("牵头", "责任单位", "牵头(配合)单位")),
    Rule(name="responsible",
         pattern=rf"{_LEVEL}(?:责任|负责|实施|承办|落实|承担|主管|对应|建设|业主|推进|统筹|归口|组织|运营|管护|完成|{_TIED})(?:\(落实\)|\(实施\)|\(主管\))?(?:主体)?(?:单位|部门|处室|科室|地区|主体)(?:/部门|{_ASIDE}|及配合单位)?",
         examples=("责任单位", "责任部门", "实施单位", "包保单位", "县级包联单位", "责任部门(单位)", "责任(实施)单位"),
         rejects=("责任", "责任人", "包保责任人", "包联领导")),
    Rule(name="official",
         pattern=rf"(?:责任|牵头|分管|联系|市级|县级|区级|{_TIED})(?:市|县|区)?(?:领导|人|人员)(?:(?:及|[/、])(?:责任|负责|联系)人)?|负责人|联系人|联系电话",
         examples=("责任领导", "责任人", "牵头领导", "责任领导/责任人", "包保领导"), rejects=("领导", "责任单位", "包保单位")),
    Rule(name="deadline",
         pattern=r"(?:计划|预计|要求|拟)?(?:完成|办结|整改|实施|推进|工作|落实|建设)?(?:时限|期限|时间节点|时间要求|时间安排|时间|年限|进度安排|时间进度|进度)(?:要求)?",
         examples=("完成时限", "完成时间", "时间节点"), rejects=("时", "完成")),
    Rule(name="number", pattern="序号|编号", examples=("序号",), rejects=("文号",)),
    Rule(name="content",
         pattern=r"(?:工作|主要|具体|建设|任务|重点|实施|改革|年度|目标|阶段|预期|(?:19|20)\d\d年(?:度)?(?:工作)?)?(?:内容|要求|措施|举措|目标(?!任务)|成效|成果|标准|说明|任务描述)(?!名称|清单)"
                 r"(?:及(?:要求|目标|标准|措施))?|(?:19|20)\d\d年(?:度)?(?:主要|重点)?工作任务|工作目标|年度目标(?:任务)?|任务目标|(?:年度)?(?:重点|主要)?(?:任务|工作|内容)(?:及|和|与)(?:主要|工作|年度)?(?:目标|内容|要求|成果|措施)",
         examples=("工作内容", "内容", "工作要求", "年度目标", "2019年工作任务", "年度重点任务及工作目标"), rejects=("工作任务", "要")),
    Rule(name="task",
         pattern=r"(?:重点|主要|工作|具体|目标|改革|任务|建设|分解|一级|二级|三级)?(?:任务|工作|事项|项目|领域|类别|指标|任务分工|工程|行动)(?:名称|清单|分类|类别|事项|分解|和项目)?" + rf"|(?!单位|部门|机构|企业|公司|姓名){HAN}{{2,4}}名称",
         examples=("工作任务", "重点任务", "项目名称", "任务", "重点任务和项目", "成果名称", "点位名称"), rejects=("名称", "单位", "单位名称")),
    Rule(name="over", pattern="(?:责任|职责)分工(?:情况)?|责任落实(?:情况)?",
         examples=("责任分工",), rejects=("任务分工", "责任单位"), note="stands above the heads of several columns of units"),
    Rule(name="other", pattern="备注|附注|类型|区域|地点|来源|依据|分类|类别|投资额|总投资", examples=("备注",), rejects=("注意",)),
)
# fmt: on
RULES = COLUMNS


# What the search for a table starts from: a column of units, with no colon as a clause would have.
UNIT_HEAD = (
    rf"(?:牵头|主办|主责|责任|负责|实施|承办|落实|承担|主管|对应|建设|完成|配合|协办|协同|协助|参与|参加|支持|{_TIED})"
    r"(?:/责任|主体|\((?:责任|牵头|主办|落实|实施|主管|参与)\))?"
    rf"(?:单位|部门|处室|科室|主体|地区){_ASIDE}(?![:,。、的和及要应(])"
)


@cache
def column_pattern() -> Pattern[str]:
    """One column head; ``lastgroup`` is its kind."""
    return compiled(combine(COLUMNS))


@cache
def header_pattern() -> Pattern[str]:
    """Column heads that follow each other, glued or a line each: the head of a table copied as text."""
    one = "|".join(rule.pattern for rule in COLUMNS)
    return compiled(rf"(?:(?:{one})[|\n]*){{2,10}}")
