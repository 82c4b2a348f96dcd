"""The words of responsibility clauses: labels before a list, verbs behind it, and what is neither.

The forms come from real plan notices of all levels; each row stands for a word family, not for one
notice. How the words make a clause is the grammar in ``stages/_clause_grammar.py``.
"""

from __future__ import annotations

from functools import cache
from re import Pattern

from planparse.patterns import compiled
from planparse.rules.rulebook import HAN, Rule, combine

OPENING, CLOSING = "(〔【[", ")〕】]"

_BODY = "(?:单位|部门|处室|科室|股室|机构|机关|司局|主体|企业)"
_SHARE = "(?:责任|负责|承办|领办|承担|实施|落实|执行|完成|办理|主体|抓总)"
_HELP = "(?:配合|协办|协助|参加|参与|协同|支持|会办|会商|联办|指导|督导|督促|监督)"
_HEAD = "(?:牵头|主办|主责|主管|主抓|总抓)"
_JOIN = f"(?:/|和|及|与|、|或|以及|\\(|\\)|{_SHARE}|{_HELP}|{_BODY}){{0,4}}"

# Places that are to act: 责任市县.
_PLACES = r"(?:市县|市州|县区|区县|旗县|地区|(?:乡镇|镇街|街镇)(?:\(街道\))?|[市县区旗](?:\((?:[市县区旗]、?){1,3}\)))"
# Offices of a bureau or a town: 责任科(站), 责任办(中心).
_OFFICES = r"(?:[科站办所股室]|中心)(?:\((?:[科站办所股室]|中心|科室|单位|部门)\))?"
# Whose unit, or which of several: part of the label.
_RANK = "(?:主要|第[一二三四五]|具体|直接|其他|其它|其余|相关|有关|总|省级|市级|区级|县级|州级|国家|省|市|区|县)"
RANKS = f"{_RANK}{{0,2}}"

# Other words for who is to act. Whoever is praised, heard, checked or fined is called 单位 as well: the list is closed.
_ACT = "(?:推进|推动|统筹|归口|业主|组织|运营|管护|养护|建设|管理|协同|攻坚|承接|召集|保障|支撑|协调|协作|成员|帮扶|其他(?:相关|有关)?|相关|主推|对接|跟进|包保|包联|挂联|实施|推广|培育|监管|联办|主持|经办)"

# What a label as a whole says; a label is a word of these families and what stands between it and its
# colon. Lead and support take a bare colon too (牵头:, 配合:).
# fmt: off
LABELS: tuple[Rule, ...] = (
    Rule(name="person_label", pattern=r"(?:(?<!(?:单位|部门)[及和、/]责任)人|领导|同志|人员|电话|方式)$",
         examples=("责任人", "牵头领导", "负责人", "责任单位联系人"), rejects=("责任单位", "牵头部门", "责任单位及责任人"),
         note="names a person: it ends a list of units and opens none"),
    Rule(name="joint_label", pattern=rf"^{RANKS}{_HEAD}{_BODY}?(?:/|和|及|与|、|或|以及){_HELP}{_BODY}$",
         examples=("牵头和配合单位", "牵头单位及配合单位"), rejects=("牵头单位", "牵头责任单位"),
         note="one list for leads and helpers: which is which is not said"),
    Rule(name="lead_label", pattern=rf"^{RANKS}{_HEAD}{_JOIN}(?:{_OFFICES})?$",
         examples=("牵头单位", "牵头责任单位", "牵头(责任)单位", "主办单位", "牵头落实", "牵头", "牵头部门(单位)"),
         rejects=("牵头推进", "牵头组织")),
    Rule(name="support_label", pattern=rf"^{RANKS}{_HELP}{_JOIN}(?:{_OFFICES}|{_PLACES})?$",
         examples=("配合单位", "参加部门", "配合/责任单位", "协办", "协同配合单位"), rejects=("配合做好", "参与条件")),
    Rule(name="responsible_label", pattern=rf"^(?:{RANKS}{_SHARE}{_JOIN}(?:{_BODY}(?:[及和、/]责任人)?|{_PLACES}|{_OFFICES})\)?|责任|落实|负责|承办|领办|责任分工|责任落实)$",
         examples=("责任单位", "责任部门", "负责处室", "落实单位", "责任分工", "责任单位(部门)", "主要责任单位", "责任市县", "承办", "责任科(站)", "责任县(市、区)", "责任单位及责任人"),
         rejects=("责任制度", "落实措施", "实施重点企业")),
    Rule(name="other_label",
         pattern=rf"^(?:技术|业务)?{_ACT}{{1,2}}(?:管理)?(?:单位|部门|处室|科室|股室|主体)$",
         examples=("推进单位", "统筹部门", "业主单位", "归口处室", "成员单位", "其他相关单位", "技术支撑单位"),
         rejects=("主送单位", "申报单位", "有关部门", "表彰单位", "处罚部门", "列席单位", "重点企业", "考核单位", "验收单位"),
         note="whatever a plan calls those who are to act; believed only before a list that is units throughout"),
)

WORD = (
    "(?:牵头|主办|主责|主管|主抓|总抓|主体|责任|负责|承办|领办|承担|实施|落实|执行|完成|办理|配合|协办|协助|协同|参加|参与"
    "|支持|会办|会商|联办|指导|督导|督促|监督|联系|分管|包抓|主要)"
)
# Another word than those: only where a bracket, a line or a sentence begins.
_OTHER_LABEL = rf"(?:(?<=[,;。\n(【〔\[])|^)(?!{HAN}{{0,2}}{WORD})(?:技术|业务)?{_ACT}{{1,2}}(?:管理)?(?:单位|部门|处室|科室|股室|主体):"
_REST = rf"(?:{HAN}|[/、()]){{0,9}}"
_LABEL = rf"{WORD}{_REST}:"
# The copula in place of the colon (牵头单位为A): only where the label begins a sentence or a piece.
_COPULA = rf"(?<!{HAN})(?<!、){WORD}{_BODY}[为是](?!总?牵头|主办|主责|责任|第一|首要|主要|配合|[本该各]|多个|[两二三]个)"
# The label in brackets of its own: 【牵头单位】A.
_BRACKETED = rf"[【〔\[]{WORD}{_REST}[】〕\]](?![、,;。)]|$):?"
_SHARED = r"(?:(?:按照?|依照?|根据|依据)(?:各自)?(?:的)?(?:职责|职能|任务|责任)?(?:和|及|与|、)?(?:任务)?(?:职责|分工|权限|范围|要求){0,2}|在各自职责范围内)"
_HOW = "(?:分别|分工|共同|具体|各自|联合|积极|密切|统一|统筹|分头|协同|全面|主要|一并|全程)"
_DO = "(?:属地|负责|落实|实施|组织|推进|完成|办理|承办|承担|执行|协调|抓总|推动|督导|监督|指导|做好|抓好|工作)"
VERBS: tuple[Rule, ...] = (
    Rule(name="lead_verb", pattern=rf"{_SHARED}?{_HOW}?(?:负责)?(?:(?:总?牵头|主办|主抓){_DO}{{0,3}}(?!{_BODY})|总?(?:主责|负总责|总负责|抓总|为主|统筹(?:协调|推进|负责)?)(?=[,;。\n]|$))",
         examples=("牵头", "牵头负责", "分别牵头负责", "负责牵头组织实施", "按职责分工牵头负责", "主责", "负总责", "为主", "统筹协调", "负责统筹"), rejects=("带头", "主责主业", "为主体")),
    Rule(name="support_verb",
         pattern=rf"(?:按要求)?(?:给予|予以|做好)?{_SHARED}?{_HOW}{{0,2}}(?:负责)?(?:配合|参与|参加|(?<!政)协办|协助|协同|支持|会办|联办){_DO}{{0,2}}",
         examples=("配合", "参与", "按职责分工配合", "积极配合落实", "协同配合", "负责配合", "按要求做好配合"), rejects=("组织", "负责")),
    Rule(name="guide_verb", pattern=rf"{_HOW}?(?:指导|督导|监督|督促){{1,2}}(?:落实|实施)?",
         examples=("指导", "督促落实", "督促指导"), rejects=("领导",), note="the unit that guides does not do the work itself"),
    Rule(name="responsible_verb",
         pattern=rf"{_SHARED}?{_HOW}{{0,2}}(?:负责|落实|实施|承办|承担|(?<![党会业济团群])组织|推进|办理|执行|抓好|各负其责){_DO}{{0,2}}|{_SHARED}(?:分工)?",
         examples=("负责", "按职责分工负责", "按照各自职责分工负责", "分别负责", "负责落实", "组织实施"), rejects=("牵头", "各社会组织")),
)

# What is said for all that follows.
ONWARD = r"(?:下同|后同|不再|(?:以下|下列|上述)[^()\n]{0,12}(?:由|需|同|须))"
# What a bracket or a piece of one may hold besides units: a date, a term with a colon.
OTHER: tuple[Rule, ...] = (
    Rule(name="term", pattern=rf"(?:(?<=[,;。\n])|^)(?:(?:考核|验收|督办|审批|报送|检查|评估|审核|受理)(?:单位|部门)|(?!{HAN}{{0,6}}(?:{_BODY}|{_HEAD}|配合)){HAN}{{2,8}}):",
         examples=(";完成时限:", ",适用范围:", ";考核单位:"), rejects=("完成时限", ",成员单位:")),
    Rule(name="onward", pattern=rf"(?<=[,;。\n]){ONWARD}",
         examples=(";以下均需", ",以下各项均由", ",下同"), rejects=("以下任务",),
         note="a duty for what follows, said once: its units are not those of this item"),
    Rule(name="date",
         pattern=r"(?:于|到|在|力争)?(?:20\d\d(?=年|[-.—至])|\d{1,2}月|年底|年内|长期|每年|常年|持续|全年)[^,;。()\n]{0,40}",
         examples=(",10月底前完成", ";2023年底前完成", ",长期坚持"), rejects=("2023个", ",市大数据局")),
    Rule(name="mark", pattern=r"[(〔\[【](?:总?(?:牵头|主办|主责|主管|主抓|主体)|配合|协办|协助|协同|参加|参与|支持|会办|联办)(?:责任|落实)?(?:单位|部门)?[)〕\]】]",
         examples=("市发改委(牵头)", "市财政局(配合单位)", "市农牧局(主责)", "市教育局[协助]"), rejects=("(牵头单位:市发改委)", "各部门(参与企业)"),
         note="a role in brackets behind one name"),
    Rule(name="joint", pattern=rf"会同|(?<=[,;])(?:联合|商)(?=[市省县区国])|(?<=[局部厅署])(?:会商(?![务贸事议户业中室机研])|商(?=[市省县区国]))(?={HAN}{{2,14}}?(?:局|委|厅|部|办|院))",
         examples=("市发改委会同市财政局负责", "市教育局商市公安局", "教育部会商市场监管总局"), rejects=("市商务局",)),
    Rule(name="stop", pattern=r"[;。]|(?<![、,;])\n", examples=("甲;乙", "甲\n乙"), rejects=("甲、乙", "甲、\n乙")),
)

_INSIDE = tuple(rule for rule in OTHER if rule.name in ("mark", "joint", "stop"))  # the mark holds a verb
_BEHIND_A_MARK = tuple(rule for rule in OTHER if rule not in _INSIDE)

# What a list of units ends in: enough to tell a list from a clause of a sentence at its end.
LIST_END = Rule(
    name="list_end",
    pattern=r"(?:[局委办厅部会院署社处室科所队组庭]|(?<!公)司|站(?=$)|电视台|银行|分行|党校|军团|政府|公司|中心|集团|单位|部门|地区|地方|企业|机构|机关|街道|乡镇|镇街|各地"
            r"|[镇乡]|园区|开发区|新区|示范区|科技园|产业园|海关|学校|大学|运营商|电信|移动|联通|铁塔|国企|工委|支行|馆|省|自治区|直辖市|[县市区](?=$)"
            r"|党委|兵团|军区|法院|检察院|协会|学会|联盟|商会|同志|成员|[妇残侨文]联|工商联|科协|专班|中学|小学|幼儿园|体校|[林农]场|煤矿|网格员|教学点|窗口|[股村园](?=$))"
            r"(?:[(〔\[〈][^()〔〕\[\]〈〉]{0,30}[)〕\]〉])?(?:等|等等|为主)?$",
    examples=("市发展改革委、市财政局", "各县(市、区)政府", "市教育局等", "各镇(街道)", "国务院相关部门", "县妇联", "工作专班", "安全股", "各幼儿园"),
    rejects=("谁审批谁", "市发改委根据实际情况安排", "推进项目建设"))
NO_LIST = Rule(
    name="no_list",
    pattern=r"设在|[的是按须已被把。]|将(?!乐)|(?<!机)要|(?<![华无])为|(?<!自)由|通过|进行|根据|以及时|^(?:略|无(?![锡极为棣线])|见|详见|同上|另行|具体|待定)",
    examples=("详见附件", "局里的同志", "办公室设在市发改委"), rejects=("市发展改革委", "各有关部门", "自由贸易区管委会", "无锡市政府"),
    note="words that stand in sentences and not in names")
OWNER = Rule(
    name="owner", pattern=r"(?:[组会局委办厅部\n]|单位|部门|专班|机构|成员|名单)$",
    examples=("成立领导小组", "市发展改革委", "有关部门"), rejects=("加强平台建设",),
    note="before a bracket: what stands in it explains this word and closes no sentence")
BY = Rule(
    name="by", pattern=r"^(?:(?:此|该|本|上述|以上|各|所有)(?:项|条|款)?(?:工作|任务|事项|项目|措施|内容)?(?:均|都|主要|具体)?|工作|主要|具体|分别|其中,?[^、,;。由]{0,14})?由",
    examples=("由市教育局", "此项工作由市教育局", "其中信用平台由市数据局"), rejects=("自由贸易区管委会",),
    note="stands before the first unit and is none of it")
COVERING = Rule(
    name="covers_preceding",
    pattern=r"(?:以上|上述|前述)(?:各项|所有|全部|重点|工作|任务|措施|事项|内容|项目|目标|第?\d+[-—至]\d+项|、|和|及){1,4},?(?:均|都|皆|全部)?(?:需|须|要|应)?由",
    examples=("以上任务由", "以上各项工作均由", "上述措施由"), rejects=("以上任务的", "由市发改委"),
    note="one list for all that stands before it")
# fmt: on
RULES = (*LABELS, *VERBS, *OTHER, LIST_END, NO_LIST, OWNER, BY, COVERING)

LABEL_TAILS = ("单位:", "部门:", "处室:", "科室:", "股室:", "主体:")
# What can begin a clause: a word of responsibility, or a bracket right behind a sentence or at the end of a line. Literals
# only, so that the scan is one table look-up a character.
# fmt: off
ANCHORS = (
    *("牵头", "责任", "负责", "主办", "主责", "协办", "承办", "配合", "参加", "参与", "协助", "会同", "按职责", "按照职责"),
    *("落实单位", "落实部门", "落实)", "落实:", "实施单位", "实施部门", "实施)", "指导单位", "督导单位", "协同单位", "完成单位"),
    *("支持单位", "监督单位", "主管部门:", "主管单位:", "领办", "以上", "上述"),
    *LABEL_TAILS,
    *(end + opening for end in "。;!?”" for opening in OPENING),
    *(closing + "\n" for closing in CLOSING),
)
# fmt: on


@cache
def anchor_pattern() -> Pattern[str]:
    """Where in the text a clause may be."""
    return compiled("|".join("".join("\\" + c if c in "([)?" else c for c in word) for word in ANCHORS))


@cache
def label_pattern() -> Pattern[str]:
    """What a label says: to be matched with the label alone; ``lastgroup`` names the row."""
    return compiled(combine(LABELS))


@cache
def colon_pattern() -> Pattern[str]:
    """A label with its colon, from its first word on; whether it is one, `label_pattern` says."""
    return compiled(rf"{_LABEL}|{_COPULA}|{_BRACKETED}|{_OTHER_LABEL}")


# Where a label, a verb or a mark can begin. Most characters of a list are none of these, and one look
# at the character is all they cost.
_BEGINS = (
    "(?=[负责牵领配联分包主具第总协参同支指督承实落执完按依根据在共各积密统全一给予做组推抓商(;。\n【〔[]"
    "|会[同办商]|办理|监督)"
)


@cache
def piece_pattern() -> Pattern[str]:
    """Everything inside a clause that is not a unit; ``lastgroup`` names the row."""
    # 牵头 is no part of a name: it ends a list even where the mark behind it is lost.
    verbs = rf"{combine(VERBS[:1])}|(?:{combine(VERBS[1:])})(?=[,;。、.\n\0]|$|{WORD}{_BODY})"
    # Behind a mark or at the very beginning a label may have lost its colon.
    bare = rf"(?P<bare_label>{WORD}{_BODY})(?!等)"
    anywhere = "|".join((f"(?P<label>{_LABEL}|{_COPULA}|{_BRACKETED})", combine(_INSIDE[:1]), verbs, combine(_INSIDE[1:])))
    other = f"(?P<other_label>{_OTHER_LABEL})"
    return compiled(rf"{_BEGINS}(?:{anywhere})|(?:(?<=[,;。\n(])|^)(?:{bare}|{other}|{combine(_BEHIND_A_MARK)})")


@cache
def rank_pattern() -> Pattern[str]:
    """What stands right before a label and belongs to it (市级责任单位)."""
    return compiled(rf"{RANKS}\Z")
