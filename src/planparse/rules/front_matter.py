"""What stands around the text of a notice: page furniture, head, signature, colophon.

All patterns are over normalised text. A line begins at `BOL` and ends at `EOL`; the notices that have
lost their line breaks are why few rows ask for either.
"""

from __future__ import annotations

from planparse.rules.rulebook import Rule

BOL = r"(?<![^\n])"
EOL = r"(?![^\n])"
# A Han character; a Latin letter passes too. A range of code points says it better, and takes 0.6 ms
# each time a pattern with it is compiled: twenty times as long.
HAN = r"[^\W\d]"

# ------------------------------------------------------------------------------ page table

# Metadata key → what web sites call it. "" are labels that only mark page furniture. `time` and
# `name` alone are labels where a value of their kind follows or where they open a line.
LABELS: dict[str, tuple[str, ...]] = {
    "index_number": ("信息索引号", "索引号", "索取号", "统一编号"),
    "subject": ("主题分类", "信息分类", "主题类别", "所属主题"),
    "issuers": ("发文机关", "发文单位", "发文机构", "制发机关", "制定机关", "印发机关", "发文部门", "颁布单位", "颁布机关"),
    "publisher": ("信息发布机构", "发布机构", "发布单位", "发布机关", "公开机构", "公开主体", "发布部门"),
    "date_issued": ("成文日期", "成文时间", "签发日期", "制发日期", "印发日期", "发文日期", "发文时间", "颁布日期", "颁布时间"),
    "date_published": ("发布日期", "发布时间", "公开发布日期", "公开日期", "公开时间", "公布日期", "上网日期", "生成日期", "产生日期", "时间"),
    "title": ("发文标题", "信息名称", "信息标题", "文件名称", "文件标题", "公文标题", "公文名称", "标题", "名称"),
    "document_number": ("发文字号", "文件编号", "文件字号", "发文文号", "文号"),
    "status": ("文件有效性", "有效性", "时效性", "信息状态", "时效", "效力状态", "文件状态", "是否有效"),
    "disclosure": ("信息公开形式", "公开类型", "公开方式", "公开属性", "公开类别", "公开形式"),
    "genre": ("公文种类", "体裁分类", "公文类型", "文种", "体裁"),
    "date_effective": ("生效日期", "实施日期", "施行日期", "生效时间"),
    "valid_until": ("失效日期", "废止日期", "失效时间", "有效期至"),
    "": (
        "主题词", "关键词", "关键字", "公文目录", "公开目录", "公开责任部门", "统一登记号", "信息时效期", "载体类型", "政策解读", "文字解读", "栏目", "信息来源", "稿件来源", "来源", "作者", "责任编辑", "编辑", "审核",
        "浏览次数", "访问次数", "点击数", "点击量", "阅读次数", "浏览量", "下载地址", "法规类别", "法规类型", "所属行业", "所属区域", "文件类型", "效力等级", "阅读人次", "评论人次", "批准部门", "批准日期", "阅读", "浏览", "点击", "导读", "组配分类", "服务对象", "公开范围",
        "公开时限", "效力级别", "内容概述", "原文链接", "本地目录", "字号", "字体", "当前位置", "语种",
    ),
}  # fmt: skip

# What a format itself declares (``<meta name=…>``): lower-case name → key.
DECLARED = {
    "articletitle": "title",
    "pubdate": "date_published",
    "contentsource": "publisher",
    "索引号": "index_number",
    "文号": "document_number",
}

# ------------------------------------------------------------------------------ page furniture

FURNITURE = (
    Rule(
        name="database",
        pattern=r"北大法宝(?=[【\n]|\Z)|【法宝引证码】(?:CLI[A-Z0-9.()]{0,30})?",
        examples=("北大法宝【法宝引证码】CLI.14.1",),
        note="the code says where it ends: in a copy without lines the title follows at once",
    ),
    Rule(
        name="address",
        pattern=r"(?:原文链接:)?https?://[!-~]{3,300}(?: [!-~]{1,80}){0,4}|(?:原文链接|本地目录):[^\n=]*|页面链接与图片详见[^\n=]*",
        examples=("原文链接:https://example.org/a.html", "页面链接与图片详见links.tsv(同目录)"),
    ),
    Rule(
        name="stamp",
        pattern=BOL
        + r"(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{4})(?: ?\d{1,2}:\d\d(?::\d\d)?)?"
        + EOL,
        examples=("2014-03-10 08:00:00", "06.05.2014 20:16"),
        rejects=("2014-03-10印发",),
    ),
    Rule(
        name="breadcrumb",
        pattern=BOL + r"(?:[^\n。<>《》:]{0,12}位置:)?[^\n。<>《》]{1,24}[>›»](?:[^\n。<《]{0,80})" + EOL,
        examples=("首页>政务公开>政府文件", "您所在的位置:首页->信息公开->文件"),
        rejects=("关于落实<某规划>的意见", "收入>支出。"),
    ),
    Rule(
        name="ruler",
        pattern=r"={4,}(?:正文)?=*",
        examples=("====正文====",),
        rejects=("a=b",),
    ),
    Rule(name="bulleted_field", pattern=BOL + r"[•·]所属[^\n:。]{0,6}:[^\n。]{0,40}" + EOL, examples=("•所属单位:某街道办事处",), rejects=("•发布会:由市府办负责。",)),
    Rule(
        name="body_mark", pattern=BOL + r"(?:【?正文】?:?|(?:发文|文件|正文|法规)内容:?|朗读|语音播报|听全文|文章属性)" + EOL,
        examples=("正文", "【正文】", "发文内容:", "朗读"), rejects=("正文如下", "内容", "朗读大赛"), note="what a page prints above the text",
    ),
    Rule(
        name="share",
        pattern=r"(?:分享到?[:|]?)?(?:微信|新浪)?微博(?:QQ空间|微信)?|QQ空间|分享到[:|]?|微信(?=微博|QQ)",
        examples=("微信微博QQ空间", "分享到:微博"),
        rejects=("企业微信平台",),
    ),
    Rule(
        name="scan",
        pattern=r"扫一扫[^\n。]{0,16}(?:页|打开|分享|手机|看|阅读)(?=扫|打|分|\n|\Z)",
        examples=("扫一扫在手机打开当前页",),
    ),
    Rule(
        name="tool",
        pattern=r"【?打印(?:本页|此页)?】?[|】]?【?关闭(?:窗口|本页)?】?|打印本页|关闭窗口|字体:?【?大中小】?|附件下载|相关附件[:]?",
        examples=("【打印】【关闭】", "附件下载"),
        rejects=("3D打印产业",),
    ),
    Rule(
        name="tool_line",
        pattern=BOL
        + r"(?:[•·|>*:\[\]【】]|字号|字体|大|中|小|打印|分享|收藏|转发|微信|微博|QQ空间|扫一扫|关闭|下载|返回|首页|纠错|无障碍浏览){1,24}"
        + EOL,
        examples=("•打印", "•|", "打印", "字号:大中小打印分享:微信微博QQ空间扫一扫"),
        rejects=("打印设备", "大力发展"),
    ),
)

# What closes a web page, besides `FURNITURE`: matched only at the very end.
PAGE_END = (
    Rule(name="source_line", pattern=r"(?:信息)?来源:[^\n。:]{1,24}", examples=("来源:某市政府网",)),
    Rule(name="copied_from", pattern=r"\((?:转自|来源|摘自)[^()\n]{1,30}\)", examples=("(转自某某网)",)),
    Rule(
        name="neighbours",
        pattern=BOL
        + r"(?:上一篇|下一篇|相关(?:链接|文档|附件|解读|新闻|阅读)|政策解读|【?(?:图解|解读)|主办单位|版权所有)[^\n]{0,80}",
        examples=("上一篇:某通知",),
    ),
    Rule(
        name="byline",
        pattern=BOL + r"(?:(?:信息)?(?:来源|作者|责任编辑|编辑|审核|校对|录入):[^\n。:]{0,20}){2,6}" + EOL,
        examples=("来源:作者:编辑:张三",),
    ),
    Rule(name="editor", pattern=r"(?:责任编辑|编辑|审核|作者):[^\n。]{1,20}", examples=("责任编辑:张三",)),
    Rule(
        name="licence",
        pattern=BOL + r"[^\n。]{0,40}(?:ICP备|公网安备|网站标识码|网站地图|技术支持:|版权所有)[^\n。]{0,60}",
        examples=("京ICP备05000000号", "主办:某县政府办公室网站标识码:0000000000", "关于我们|网站地图"),
    ),
)

# ------------------------------------------------------------------------------ dates

_HAN_YEAR = r"[一二][〇○零0Oo一二三四五六七八九]{3}"
DATES = (
    Rule(
        name="western",
        pattern=r"(?<!\d)(?:19|20)\d\d年\d{1,2}月\d{1,2}日",
        examples=("2022年10月20日",),
        rejects=("2022年10月",),
    ),
    Rule(
        name="han",
        pattern=_HAN_YEAR
        + r"年(?:十[一二]?|[一二三四五六七八九])月(?:[二三]?十[一二三四五六七八九]?|[一二三四五六七八九])日",
        examples=("二○一一年三月二日", "一九九七年一月二十日"),
    ),
    Rule(
        name="damaged",
        pattern=r"(?<!\d)20\d\d年?[01]\d月?[0-3]\d日",
        examples=("20221020日", "2022年1020日"),
        rejects=("2022年1月",),
        note="characters lost where the page had styled spans; eight figures are still unambiguous",
    ),
    Rule(
        name="bare",
        pattern=BOL
        + r"\{?20\d\d(?:年\d{1,2}月[0-3]?\d|年?(?:[01]\d[0-3]\d|[2-9][0-3]\d|[2-9]\d)| \d{1,2} \d{1,2})"
        + EOL,
        examples=("20171116", "2018525", "2014年5月14", "2017 6 23"),
        rejects=("2018112", "2017", "编号20171116"),
        note="年, 月 and 日 lost with the spans that held them, on a line of its own; only where one reading is left",
    ),
)
ISO_DATE = r"(?<!\d)((?:19|20)\d\d)[-/.年]([01]?\d)[-/.月]([0-3]?\d)日?(?: ?\d{1,2}:\d\d(?::\d\d)?)?(?!\d)"

# ------------------------------------------------------------------------------ head

# The marks of the year: 〔2022〕, [2022], (2022), 【2022】, of which one may be lost.
DOCUMENT_NUMBERS = (
    Rule(
        name="number",
        pattern=rf"(?:(?!的|通知|意见|决定|方案|规划|计划|办法|规定|条例|通报|批复|细则|要点|措施|做法|空间|文件){HAN}){{1,16}}(?:[〔\[(【]\d{{4}}[〕\])】]?|\d{{4}}[〕\])】])第?\d{{1,5}}号",
        examples=("淄政字〔2022〕35号", "桂政发[2019]77号", "京政办(2020)8号", "国函〔2021〕第3号"),
        rejects=("2022年第3号", "建国路35号"),
        note="a title glued before it is no part of it, so the words that end titles are left out",
    ),
    Rule(
        name="order",
        pattern=rf"(?:{HAN}{{1,20}}令)?第[\d一二三四五六七八九十百]{{1,6}}号",
        examples=("国令第707号", "第85号"),
        note="orders and announcements; only where it stands alone",
    ),
    Rule(
        name="cut_number",
        pattern=BOL + rf"{HAN}{{2,14}}[〔\[【](?:19|20)\d\d[〕\]】]?\d{{1,4}}" + EOL,
        examples=("某政办发〔201746",),
        rejects=("某政办发〔2017",),
        note="〕 and 号 lost in copying; four figures are the year",
    ),
)

# Nouns that end the title of a notice or of what it encloses.
KINDS = (
    "通知|意见|决定|决议|通报|通告|公告|批复|复函|函|报告|请示|命令|令|公报|方案|规划|计划|办法|规定|细则|条例|规则|"
    "要点|措施|政策|举措|预案|纲要|规程|导则|指南|指引|标准|制度|分工|分工表|分解表|任务表|一览表|统计表|项目表|申报表|"
    "任务书|清单|目录|台账|名单|大纲|体系|框架|框架图|说明|解释|职责|安排|表|图|倡议书|承诺书|协议|章程|机制|内容|做法|"
    "项目|指标|汇总表|情况表|明细表|流程图|示意图|责任分工|解读|条件|要求|提纲|范本|样式|总结|准则|公约|实施方法|办法|口径"
)
# What plans are called that bear no kind in their name: only right above the text.
BARE_KINDS = "工作任务|重点任务|主要任务|任务分解|任务|行动|重点工作|实事|工程"
GENRES = "通知|意见|决定|决议|通报|通告|公告|批复|复函|函|报告|请示|命令|令|公报|方案|规划|计划|办法|规定|细则|条例|规则|要点|措施"

# What opens a body: with it a title that was glued to the text ends.
BODY_OPENINGS = (
    r"为(?:了|深入|贯彻|全面|进一步|加快|推动|推进|切实|认真|规范|加强|促进|落实|科学|积极|适应|健全|做好|有效|扎实|充分|统筹|实现|"
    r"更好|保障|确保|建立|引导|提升|提高|强化|优化|完善|构建|打造|鼓励|支持)"
    r"|根据|按照|依据|依照|第[一1]章|第[一1]条|第[一1]节|第[一1]部分|[一壹]、|\([一1]\)|1[.、]|1总则|目录|序言|前言|引言|总则"
    r"|当前[,，]|近年来|党的|党中央|多年来|现就|[《“]?十[三四五]五|保护|认真贯彻|序号"
)

# What the addressees of a notice begin with.
ADDRESSEE_OPENINGS = r"各|国务院|中央|省|市|县|区|州|盟|旗|局|委|厅|办|机关|有关|相关|本|直属|驻|全|中共|自治区|国家|在|镇|乡|街道"

# What stands in a head and is no part of it: signs of Markdown, how urgent or secret a notice is.
HEAD_FILLERS = (
    Rule(name="comment", pattern=r"<!--[^\n>]{0,40}-->", examples=("<!--INFO END-->",)),
    Rule(name="red_line", pattern=BOL + r"[━─—_=＿-]{4,}★?[━─—_=＿-]*" + EOL, examples=("━━━━━━", "————★————"), rejects=("——数字经济",)),
    Rule(name="hashes", pattern=BOL + r"#{1,6}", examples=("#某条例",)),
    Rule(
        name="secrecy",
        pattern=BOL + r"(?:特急|加急|急件|平急|特提|机密|秘密|内部)[^\n]{0,8}" + EOL + r"|(?<=号)(?:特急|加急|急件|平急|特提|[A-C]类)" + EOL,
        examples=("特急", "急件"),
    ),
    Rule(
        name="adopted",
        pattern=BOL
        + r"\(?(?:19|20)\d\d年\d{1,2}月\d{1,2}日[^\n。]{0,80}(?:通过|批准|公布|施行|修订|发布)\)?"
        + EOL,
        examples=("2015年8月27日第十二届人民代表大会常务委员会第三十次会议通过", "2021年5月1日施行"),
        rejects=("2015年8月27日",),
    ),
)

# How rules and regulations say who laid them down: their number is that of the order.
PROMULGATED = Rule(
    name="promulgated",
    pattern=r"(?P<date>(?:19|20)\d\d年\d{1,2}月\d{1,2}日)(?P<number>(?P<who>[^\n\d,。;:()]{3,34}?)(?:令|公告)\(?第?\d{1,4}号\)?)(?:公布|发布|颁布)",
    examples=("2021年1月26日中华人民共和国国务院令第737号公布", "2015年10月14日某市第十二届人民代表大会常务委员会公告第57号公布"),
    rejects=("2015年8月27日第十二届人民代表大会常务委员会第三十次会议通过", "某市人民政府令第61号"),
    note="a line below the title of a law in a database; without the line no such field is known",
)
ADOPTED = Rule(
    name="adopted_by",
    pattern=r"(?P<date>(?:19|20)\d\d年\d{1,2}月\d{1,2}日)(?P<who>[^\n\d,。;:()]{3,34}?(?:人民代表大会|常务委员会))第[一二三四五六七八九十]{1,4}次会议通过",
    examples=("2020年12月3日某市第五届人民代表大会常务委员会第二十二次会议通过",),
    rejects=("2020年12月21日国务院第119次常务会议通过", "第五届人民代表大会第三次会议通过"),
    note="where no order is named, the body that adopted a law, and the day it did",
)

NOTES = (
    Rule(
        name="note",
        pattern=r"\((?:此件|本件|此文|本文|本通知|[此本以]页?下?无正文|信息公开|公开|主动公开|依申请公开|不予公开|有删)[^()\n]{0,40}\)",
        examples=("(此件公开发布)", "(本文有删减)", "(此页无正文)", "(信息公开形式:主动公开)"),
        rejects=("(此项工作由办公室负责",),
    ),
    Rule(
        name="contact",
        pattern=r"\(联系(?:人|电话|单位|处室)[^()\n]{1,80}\)",
        examples=("(联系人:张三,联系电话:12345)",),
    ),
    Rule(name="also_found", pattern=r"\(此件同时[^()\n]{0,40}\)", examples=("(此件同时登载于某网)",)),
)

CONTACT_LINE = Rule(
    name="contact_line",
    pattern=BOL + r"联系(?:人|电话|方式|处室|单位):[^\n。]{1,60}" + EOL,
    examples=("联系人:张三联系电话:12345", "联系电话:12345"),
    rejects=("联系人:张三,请于6月底前报送。",),
    note="below the date only: above it the line is text of the notice",
)

COLOPHON = (
    Rule(name="copied_to", pattern=r"抄送(?:单位|机关)?:(?:[^\n]|(?<=[、,;])\n){2,400}", examples=("抄送:市委办公室。", "抄送:市委办公室,\n市人大常委会办公室。")),
    Rule(
        name="printed",
        pattern=rf"{HAN}{{4,30}}+(?:19|20)\d\d年\d{{1,2}}月\d{{1,2}}日印(?:发|制)?",
        examples=("某市人民政府办公室2022年10月20日印发", "某县教育局办公室2023年3月6日印制"),
    ),
    Rule(
        name="printed_date",
        pattern=r"(?:19|20)\d\d年\d{1,2}月\d{1,2}日印发",
        examples=("2022年10月20日印发",),
    ),
    Rule(
        name="disclosure",
        pattern=r"(?:信息)?公开(?:选项|形式|方式|属性|类别):(?:主动公开|依申请公开|不予公开)",
        examples=("信息公开选项:依申请公开",),
    ),
    Rule(
        name="rule_line", pattern=BOL + r"[—_=-]{4,}" + EOL, examples=("————————",), rejects=("——数字经济",)
    ),
    Rule(name="disclosed", pattern=BOL + r"(?:此件)?(?:主动公开|依申请公开|不予公开)" + EOL, examples=("主动公开",), rejects=("主动公开的内容",)),
    Rule(name="subject_words", pattern=BOL + r"主题词:[^\n]{2,80}", examples=("主题词:教育 安全 通知",)),
    Rule(
        name="staff", pattern=BOL + r"(?:(?:打字|录入|校对|核稿|拟稿|印数|责任校对|承办人):?[^\n:]{1,12}){1,3}" + EOL,
        examples=("校对:张三", "打字:李四校对:张三"), rejects=("校对稿件:由办公室负责。",), note="who typed and read a paper notice",
    ),
    Rule(name="copies", pattern=r"\(?共印\d{1,5}份\)?", examples=("(共印120份)",)),
    Rule(
        name="sent_to", pattern=BOL + r"(?:主送|分送|抄报|抄发|报送|[报送发]):[^\n]{2,300}", examples=("分送:各区。", "报:市委、市政府。")
    ),
)
# One of these is in every row above; to look for them costs little, and few texts hold one near their end.
COLOPHON_SIGNS = "抄送|日印|公开|[—_=-]{2}|主题词|打字|录入|校对|核稿|拟稿|印数|承办人|共印|送:|抄报|抄发|报:|发:"

SIGNER = rf"签发人:((?:{HAN}|、){{2,20}}?)(?={EOL}|第|{ADDRESSEE_OPENINGS})"
SIGNER_LINE = rf"签发人:[^\n]{{0,24}}{EOL}"
PERSON_SIGNS = rf"(?:总理|主席|省长|市长|县长|区长|州长|部长|局长|主任|厅长|代市长|代省长)[:]?({HAN}{{2,4}})"

# How the name of a body ends that issues notices.
UNIT_END = r"(?:政府|国务院|[委局厅部院署会办室行社]|中心|小组|联席会议|指挥部|党组|集团|公司|大学|机关|总队|支队|大队|军区|联社|专班|调查组|专家组|工作组)"
