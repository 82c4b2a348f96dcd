"""How a notice names another document: by its title in 《》, by its number, or by both.

Copies lose one of the two marks, a bracket or 号 of the number. What is put back is flagged, and only put
back where the words on both sides prove it.
"""

from __future__ import annotations

from planparse.rules.rulebook import HAN, Rule

_YEAR = r"(?:19|20)\d\d"
_KIND = (
    r"(?:规划|计划|方案|意见|办法|条例|规定|决定|通知|纲要|细则|指南|目录|标准|措施|要点|规范|规程|规则|章程|政策|清单|制度|预案|决议|公告|批复|函|报告|倡议|公约|守则|准则|导则|法|法典|表|名录|图)"
)

# fmt: off
NUMBER = Rule(
    name="number",
    pattern=rf"[〔\[(【]{_YEAR}[〕\])】]?第?\d{{1,5}}号|{HAN}{_YEAR}[〕\])】]\d{{1,4}}号|令第?\d{{1,4}}号|第\d{{1,4}}号令",
    examples=("国发〔2021〕10号", "政办发[2019]89号", "府发(2019)8号", "国务院令第745号", "财政部第87号令"),
    rejects=("2021年10号", "京东路35号"), note="the year in any brackets; orders of a ministry have none")
DAMAGED = Rule(
    name="damaged_number", pattern=rf"[〔\[【]({_YEAR})[〕\]】]?(\d{{1,4}})(?=[)〕\]】,;。])|[〔\[【]({_YEAR})(\d{{1,4}})号",
    examples=("某政字〔202235)", "某政字〔2022〕35)", "某政字〔202235号"), rejects=("某政字〔2022〕35号",),
    note="the closing bracket or 号 is lost")
AGENCY = Rule(
    name="agency", pattern=rf"{HAN}{{1,16}}$", examples=("甘政办发", "发改价格规"), rejects=("甘政发1",))
SHORT_FORM = Rule(
    name="short_form",
    pattern=rf"^(?:本|该|此)?(?:总体|工作|实施|行动|若干|指导|管理|建设|发展|暂行|试行|三年行动|五年|年度|任务分工|分工|改革|专项|具体|配套){{0,3}}{_KIND}(?:\((?:试行|草案|暂行|征求意见稿|送审稿|修订)[^()]{0,6}\))?$",
    examples=("意见", "实施方案", "三年行动计划", "规划"), rejects=("优化营商环境条例", "某市数字经济发展规划"),
    note="a kind of document without a subject: an abbreviation of a title given before")
DECLARED = Rule(
    name="declared", pattern=r"(?:以下|下称|下文|以下均|并|统|合)?(?:统称|简称|称)(?:为|:|是)?$",
    examples=("以下简称", "(简称:", "以下统称为"), rejects=("职务",), note="the title that follows is a short form")
OPENED = Rule(
    name="lost_opening",
    pattern=r"(?:落实|实施|按照|根据|依据|贯彻|执行|印发|下发|制定|制订|出台|遵循|对照|参照|编制|发布|修订|完善|依照|符合|推进|遵守|的)(?!的|好)$",
    examples=("严格落实", "按照", "制定"), rejects=("落实好",), note="what may stand right before a title whose 《 is lost")
CLOSED = Rule(
    name="lost_closing",
    pattern=rf"^[一-鿿“”、·A-Za-z\d+()〈〉<>—-]{{4,60}}?{_KIND}(?:\((?:试行|暂行|修订|修正|征求意见稿|草案|{_YEAR}[^()]{{0,12}})\)|{_YEAR}[-—~]{_YEAR}年?)?"
            r"(?=[,。;\n(〔]|要求|精神|规定|有关|,)",
    examples=("某省残疾人就业办法,", "某市提升计划2021-2025,"), rejects=("某省残疾人就业",), note="where a title may end whose 》 is lost")
FORWARDED = Rule(
    name="forwarded", pattern=r"^.{0,80}?(?:印发|转发|发布|公布|下发|批转|颁布|下达)[《〈<]?(.{4,}?)[》〉>]?的?(?:通知|公告|函|通告|决定)?$",
    examples=("某市关于印发某市规划的通知",), rejects=("某市关于落实某市规划的意见",), note="the plan inside the title of its notice")
NO_DOCUMENT = Rule(
    name="no_document", pattern=r"(?:日报|晚报|晨报|早报|都市报|周刊|杂志|学报|联播|频道|栏目|访谈|问政)$",
    examples=("某某日报",), rejects=("工作报告",), note="a newspaper or a programme")
BASIS = Rule(
    name="basis",
    pattern=r"(?:(?:根据|依据|按照|依照|遵照|贯彻|落实|对接|衔接|结合|对照)[^。;\n]{0,60}|国务院|国家|中央|[省市州盟区](?:委|人民政府|政府)?(?:办公[厅室])?[、和]?)$",
    examples=("依据国务院", "根据《国务院关于印发计划的通知》、", "全面落实"), rejects=("现将", "印发的", "编制了"),
    note="a title behind it is a document that the plan rests on, not the plan, though it lack but the place of the plan's own")
# fmt: on
RULES = (NUMBER, DAMAGED, AGENCY, SHORT_FORM, DECLARED, OPENED, CLOSED, FORWARDED, NO_DOCUMENT, BASIS)

# Where a running sentence stops and the agency code of a number begins.
CODE_EDGES = (
    r"根据|依据|按照|依照|落实|贯彻|执行|遵循|参照|参见|详见|见|以及|和|与|及|的|在|对|将|把|通知|文件|意见|方案|办法|规划|印发|转发|下发|发布|废止|了|要求|精神|规定|中办|号文|由|以|按|如|即|是|附件|文号|字号|报告|公告|决定|函复|同意|原|对应|措施|通报|复函|要点|空间"
)
ISSUED = (
    r"^[^《》。\n]{0,12}?(?:(?:已经?|业经|经)[^《。\n]{0,70}?(?:同意|通过|审定|批准|研究|审议|讨论)[^《。\n]{0,16}?)?,?(?:请[^。\n]{0,10})?(?:现|特|正式|予以|并|一并)?(?:予以|予|将其|随文|转)?(?:印发|下发|转发|公布|发布|批转|下达)(?:给|你|,|。|各|实施|施行|执行|请|全)"
)
