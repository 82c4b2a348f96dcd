"""How a notice declares which unit of a list leads: by type, place, sign or mark.

Every declaration says two things: what marks a unit, and that the marked unit leads. A row is one way
of marking; the wording around it varies freely.
"""

from __future__ import annotations

from functools import cache
from re import Match, Pattern

from planparse.patterns import compiled
from planparse.rules.rulebook import Rule, combine

_LEADS = (
    r"(?:的|者)?(?:单位|部门|机构|处室|名称|名字|字体|责任单位){0,2},?(?:即|均|皆|都|一律|分别)?[为是系作表示即]{1,3}(?:该项|本项|各项)?(?:工作|任务|项目|事项)?(?:的)?"
    r"(?:总?牵头|主办|主责|第一责任|首要责任|主要责任|主要负责)(?:责任|负责)?(?:单位|部门|机构|处室|方)?"
)
UNDERLINE = "划线"
_FACE = f"(?:加?黑体|粗体|加粗|加黑|粗黑体?|黑色字体|加粗黑体|黑体加粗|[下加]?{UNDERLINE})"
# The verb in place of 为牵头单位: 列第一位的负责牵头.
_LEAD = r"(?:的|者)?(?:责任)?(?:单位|部门|处室)?(?:负责)?总?牵头(?:负责|抓总|落实|组织)?(?![单部处])"
_ORDER = r"(?:第一|第1|首|首个|最前|最前面|前面|前位|最先|之首)"
SYMBOLS = "△▲★☆※●○◆◇■□*＊#√◎▼▽✱✳"

# fmt: off
DECLARATIONS: tuple[Rule, ...] = (
    Rule(name="typography",
         pattern=rf"(?:其中,?|注[:,]?)?(?:责任单位|责任部门|表|文|表格|栏)?(?:中|内|里)?,?(?:用|以|标注?|注明?|标示)?(?:为|有|的)?{_FACE}(?:字体?|显示|标注?|标示|标明|印刷|部分)*"
                 rf"{_LEADS}",
         examples=("标黑体的为牵头", "加粗的为牵头单位", "黑体字为牵头部门", "用黑体标注的单位为牵头单位", "责任单位中加粗的为牵头单位"),
         rejects=("标题用黑体", "加粗为标题")),
    Rule(name="position",
         pattern=rf"(?:其中,?|注[:,]?)?(?:各项任务|各任务|责任单位|责任部门|单位|部门|名单)?(?:中|栏|里)?(?:的)?,?(?:排名|排列|排位|列名|排序|名列|位列|排|列|居)?(?:在|于|为)?{_ORDER}(?:位|名|个|家|序位)?(?:次)?"
                 rf"(?:(?:的|者)?(?:责任)?(?:单位|部门)?{_LEADS}|{_LEAD})",
         examples=("列第一位者为牵头单位", "排在第一位的部门为牵头部门", "列首位的为牵头单位", "排名第一的为牵头单位", "责任单位中第一个单位为牵头单位", "排名第一位的为牵头单位", "列首位的负责牵头", "由排在第一位的单位牵头", "排在前位的为牵头部门", "位列第一的为牵头单位"),
         rejects=("把质量放在首位", "第一位的是", "第一副组长牵头")),
    Rule(name="symbol",
         pattern=rf"(?:其中,?)?(?:责任单位|责任部门)?(?:两个以上的?|有多个的?)?(?:中|栏)?,?(?:前面|前|后)?(?:带有?|标注?|标有|标记|加注?|注有|有|打|用|以){{1,2}}[“\"'‘(]?(?P<sign>[{SYMBOLS}])[”\"'’)]?(?:号|标记|符号|标志|标识|标示|标注)?{_LEADS}",
         examples=("带“△”的为牵头单位", "标★的为牵头单位", "加*号的单位为牵头单位", "责任单位两个以上的,带“△”的为牵头单位"),
         rejects=("标“★”项目为标志性项目",)),
    Rule(name="punctuation",
         pattern=rf"(?:其中,?)?(?:责任单位|责任部门)?(?:中|栏)?,?(?P<before>逗号|分号|顿号|冒号|句号|斜杠|斜线|[“(]?[,;/][”)]?)(?:之)?前(?:面|边)?(?:的)?{_LEADS}"
                 r"(?:,(?:逗号|分号|顿号|斜杠)?之?后(?:面|边)?(?:的|者)?为[^,。()\n]{2,6})?",
         examples=("逗号前为牵头单位", "分号前的单位为牵头单位", "逗号前为牵头单位,逗号后为配合单位"), rejects=("逗号前后",)),
)
ONWARD = Rule(
    name="onward", pattern=r"[,;。、(]?(?:以)?下(?:文|列)?(?:均|皆|都)?同|[,;。、(]?后(?:文)?同|[,;。、(]?不再(?:一一)?(?:列出|注明|标注|说明)",
    examples=(",下同", "(以下均同"), rejects=("如下", "同时"),
    note="the declaration holds from here to the end of the notice")
# fmt: on
RULES = (*DECLARATIONS, ONWARD)
MARKS = {"逗号": ",", "分号": ";", "顿号": "、", "冒号": ":", "句号": "。", "斜杠": "/", "斜线": "/"}
# Every declaration has this in it; around it the patterns above are tried. The class that its words begin
# with comes first, so that the search can skip ahead.
CORE = (
    "[为是系表第首](?:(?:(?<=[为是系])|(?<=表)示)(?:该项|本项|各项)?(?:工作|任务|项目|事项)?(?:的)?(?:总?牵头|主办|主责|第一责任|首要责任|主要责任|主要负责)"
    "|(?:(?<=第)[一1]|(?<=首))(?:[位名个家者的责任单部门处室]{0,9})(?:负责)?总?牵头(?![单部处]))"
)


@cache
def declaration_pattern() -> Pattern[str]:
    """All declarations, each a group of its row's name, with what says how far they hold."""
    return compiled(rf"(?:{combine(DECLARATIONS)})(?P<onward>{ONWARD.pattern})?")


def find_declarations(norm: str, start: int, end: int) -> list[Match[str]]:
    """The declarations in ``norm[start:end]``, in order, without overlap.

    The core words are looked for first: the wording around them is too free to be tried everywhere.
    """
    found: list[Match[str]] = []
    for core in compiled(CORE).finditer(norm, start, end):
        low = max(start, core.start() - 50)
        low = max(low, norm.rfind("\n", low, core.start()) + 1)
        if found:
            low = max(low, found[-1].end())
        match = declaration_pattern().search(norm, low, min(end, core.end() + 40))
        if match and match.end() >= core.end():
            found.append(match)
    return found


_AROUND = dict(zip("(〔【[<〈“", ")〕】]>〉”", strict=True))


def with_brackets(norm: str, start: int, end: int) -> tuple[int, int]:
    """The range of a declaration without a mark before it, with its brackets if they hold nothing else."""
    while norm[start] in ",;。、":
        start += 1
    if start and _AROUND.get(norm[start - 1]) == norm[end : end + 1] != "":
        return start - 1, end + 1
    return start, end


def row_of(match: Match[str]) -> str:
    """The row that read a declaration: typography, position, symbol or punctuation."""
    return next(rule.name for rule in DECLARATIONS if match[rule.name])


def mark_of(match: Match[str]) -> str:
    """The sign or the mark that a declaration names, or nothing."""
    if match["sign"]:
        return match["sign"]
    word = (match["before"] or "").strip("“”()")
    return MARKS.get(word, word)
