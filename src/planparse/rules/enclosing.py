"""How a notice says that it encloses something, and how what is enclosed is marked."""

from __future__ import annotations

from planparse.rules.front_matter import HAN
from planparse.rules.rulebook import Rule

_VERB = r"(?:印发|转发|批转|下发|发布|公布|颁布|颁发|印送|印转|发给|发你|送你)"

ENCLOSING = (
    Rule(
        name="now_issued",
        pattern=rf"(?:现|特)(?:将[^。\n]{{0,700}}?|予以?|随文|随函|一并|正式|制定)?{_VERB}",
        examples=(
            "现将《某市工作方案》印发给你们",
            "《某办法》已经同意,现印发给你们",
            "现予公布",
            "现将有关事项随文印发",
        ),
        rejects=("现就有关事项通知如下",),
    ),
    Rule(
        name="comments_sought",
        pattern=r"(?:公开|书面)?征求《[^。\n]{2,80}》[^。\n]{0,20}意见|现将[^。\n]{0,300}征求(?:社会)?(?:各界|公众|你们|各单位)?[^。\n]{0,10}意见",
        examples=("公开征求《某条例》意见",),
    ),
    Rule(
        name="title_issues",
        pattern=rf"{_VERB}《?[^\n]{{4,200}}》?的(?:通知|函|公告|通告|决定|命令|令)",
        examples=("关于印发某市实施方案的通知",),
        rejects=("关于做好就业工作的通知",),
    ),
)

# The words before a title in 《》 that make it a basis, not what is enclosed.
BASIS = rf"(?:根据|按照|依据|依照|贯彻|落实|执行|遵照|参照|按|精神|结合|对照){HAN}{{0,24}}$"

# 附件, 附件1, 附件一:, 附表2-1. Before a year only one figure is the number: 附件22020年….
MARK = (
    r"附[件表录图]"
    r"(?P<number>\d(?=(?:19|20)\d\d年)|\d{1,2}(?:-\d{1,2})?(?!\d|年)|[一二三四五六七八九十]{1,3}(?![、0-9]))?"
    r"(?P<colon>:)?"
)


# Heads of table columns: with a run of them a table begins.
COLUMN_HEADS = frozenset(
    (
        "序号", "序", "名称", "项目", "类别", "备注", "单位", "地点", "目标", "指标", "内容", "任务", "时限", "事项",
        "工作任务", "重点任务", "主要任务", "目标任务", "任务名称", "任务分工", "重点工作", "工作事项", "项目名称", "成果名称",
        "主要内容", "工作内容", "建设内容", "工作目标", "年度目标", "工作要求", "具体措施", "工作措施", "主要措施", "成果形式",
        "完成时间", "完成时限", "时间节点", "进度安排", "一级指标", "二级指标", "三级指标", "责任人", "责任领导",
        "责任单位", "牵头单位", "配合单位", "责任部门", "牵头部门", "参与单位", "参加单位", "实施单位", "省级牵头单位", "市级配合单位",
    )
)  # fmt: skip

# What the last word of an attachment's title says it is, whatever stands in it.
LIST_TITLE = Rule(
    name="list",
    pattern=r"(?:清单|名单|名录|目录|一览表|台账|汇总表|明细表|分工表|分解表|任务表|项目表|指标表|安排表|计划表)(?:\([^()]{1,20}\))?$|\(共\d+[项个家名]\)$",
    examples=("重点项目清单(首批)", "领导小组成员名单", "任务分工表", "典型经验做法(共130项)"),
    rejects=("实施方案", "申报表"),
)
FORM_TITLE = Rule(
    name="form",
    pattern=r"(?:申报表|申请表|登记表|推荐表|报名表|回执|反馈表|备案表|审批表|样表|模板|格式|文本)(?:\([^()]{1,20}\))?$",
    examples=("资金申请表", "参会回执", "合同文本(示范)"),
    rejects=("任务分工表", "申报指南"),
)
ATTACHMENT_KINDS = (LIST_TITLE, FORM_TITLE)
