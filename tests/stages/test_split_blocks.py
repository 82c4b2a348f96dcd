"""Text → Layout: parts, blocks and facts, in copies with lines and in copies that have lost them."""

from __future__ import annotations

from pathlib import Path

import pytest

from planparse.pipeline import parse
from planparse.span import Span
from planparse.stages.normalise import normalise, plain
from planparse.stages.split_blocks import home_places, split_blocks
from planparse.syntax import BlockKind, Layout, PartKind, Text

ROOT = Path(__file__).resolve().parents[2]

HEAD = "云溪市人民政府办公室关于印发云溪市便民服务实施方案的通知\n(云政办发〔2024〕8号)\n各县(市、区)人民政府,市政府各部门、各直属机构:\n"
COVER = "《云溪市便民服务实施方案》已经市政府同意,现印发给你们,请认真组织实施。\n"
SIGNED = "云溪市人民政府办公室\n2024年3月5日\n(此件公开发布)\n"
PLAN = (
    "云溪市便民服务实施方案\n为方便群众办事,制定本方案。\n一、总体要求\n到2025年,事项就近办理。\n"
    "二、重点任务\n(一)优化流程。精简材料。\n三、保障措施\n加强督促检查。\n"
)
LIST = "附件:1.云溪市便民服务任务清单\n2.云溪市便民服务协调小组名单\n"
ANNEXES = (
    "附件1\n云溪市便民服务任务清单\n序号\n工作任务\n责任单位\n1\n精简材料\n市民政局\n"
    "附件2\n云溪市便民服务协调小组名单\n组长:张三\n"
)


def layout_of(source: str) -> tuple[Text, Layout]:
    text = normalise(plain(source))
    layout = split_blocks(text)
    check(text, layout)
    return text, layout


def check(text: Text, layout: Layout) -> None:
    """What holds of every layout of every text."""
    assert "".join(text.of(block.span) for block in layout.blocks) == text.norm
    assert all(block.span.start < block.span.end for block in layout.blocks)
    kinds = [part.kind for part in layout.parts]
    assert kinds.count(PartKind.MAIN) == 1
    assert kinds in (
        [PartKind.COVER, PartKind.MAIN] + [PartKind.ATTACHMENT] * (len(kinds) - 2),
        [PartKind.MAIN] + [PartKind.ATTACHMENT] * (len(kinds) - 1),
    )
    assert [part.body for part in layout.parts] == sorted(part.body for part in layout.parts)
    whole = Span(0, len(text.norm))
    for part in layout.parts:
        assert whole.covers(part.span)
        assert part.span.covers(part.body)
        assert part.title is None or not part.title.overlaps(part.body)
    for block in layout.blocks:
        if block.kind in (BlockKind.SIGNATURE, BlockKind.NOTE, BlockKind.COLOPHON, BlockKind.ATTACHMENT_LIST):
            assert not any(part.body.overlaps(block.span) for part in layout.parts)
    for fact in layout.facts:
        assert fact.value
        assert fact.span is None or whole.covers(fact.span)


def values(layout: Layout, key: str) -> list[str]:
    return [fact.value for fact in layout.facts if fact.key == key]


def bodies(text: Text, layout: Layout) -> list[tuple[str, str, str]]:
    """Kind, title and the first characters of each part."""
    return [
        (part.kind.value, text.of(part.title).replace("\n", "") if part.title else "", text.of(part.body)[:4])
        for part in layout.parts
    ]


EXPECTED = [
    ("cover", "", "《云溪市"),
    ("main", "云溪市便民服务实施方案", "为方便群"),
    ("attachment", "云溪市便民服务任务清单", "序号"),
    ("attachment", "云溪市便民服务协调小组名单", "组长:张"),
]


@pytest.mark.parametrize("mark", ["", "附件\n", "附件:\n"])
@pytest.mark.parametrize("breaks", [True, False])
def test_plan_below_its_cover(mark: str, breaks: bool) -> None:
    source = HEAD + COVER + SIGNED + mark + PLAN + LIST + ANNEXES
    text, layout = layout_of(source if breaks else source.replace("\n", ""))
    found = bodies(text, layout)
    assert [part[:2] for part in found] == [part[:2] for part in EXPECTED]
    assert [part[2][:2] for part in found] == [part[2][:2] for part in EXPECTED]
    main = next(part for part in layout.parts if part.kind is PartKind.MAIN)
    assert text.of(main.body).endswith("加强督促检查。")
    assert not layout.notes


@pytest.mark.parametrize("breaks", [True, False])
def test_facts(breaks: bool) -> None:
    source = HEAD + COVER + SIGNED + PLAN
    _, layout = layout_of(source if breaks else source.replace("\n", ""))
    assert values(layout, "title") == ["云溪市人民政府办公室关于印发云溪市便民服务实施方案的通知"]
    assert values(layout, "document_number") == ["云政办发〔2024〕8号"]
    assert values(layout, "issuers") == ["云溪市人民政府办公室"]
    assert values(layout, "addressees") == ["各县(市、区)人民政府", "市政府各部门", "各直属机构"]
    assert values(layout, "date_issued") == ["2024-03-05"]
    assert values(layout, "genre") == ["通知"]
    assert values(layout, "level") == ["city"]


def test_list_in_the_cover_names_the_plan_first() -> None:
    cover = COVER + "附件:1.云溪市便民服务实施方案\n2.云溪市便民服务协调小组名单\n"
    second = "附件2\n云溪市便民服务协调小组名单\n组长:张三\n"
    text, layout = layout_of(HEAD + cover + SIGNED + "附件1\n" + PLAN + second)
    assert bodies(text, layout) == [EXPECTED[0], EXPECTED[1], EXPECTED[3]]
    assert BlockKind.ATTACHMENT_LIST in {block.kind for block in layout.blocks}


def test_nothing_enclosed() -> None:
    source = (
        "云溪市人民政府关于促进就业的意见\n云政发〔2024〕1号\n各区人民政府:\n为促进就业,提出以下意见。\n一、目标\n稳定就业。\n"
        "附件:就业指标\n云溪市人民政府\n2024年1月2日\n(此件公开发布)\n附件\n就业指标\n序号\n指标\n目标\n1\n新增就业\n5万人\n"
    )
    text, layout = layout_of(source)
    assert [part.kind.value for part in layout.parts] == ["main", "attachment"]
    assert text.of(layout.parts[0].body).endswith("稳定就业。")
    assert values(layout, "date_issued") == ["2024-01-02"]
    assert layout.parts[0].title_text == "云溪市人民政府关于促进就业的意见"


def test_several_plans_of_equal_rank() -> None:
    source = (
        "云溪市人民政府关于印发两个专项方案的通知\n各区人民政府:\n《云溪市数字社会行动方案》《云溪市数字经济行动方案》已经同意,现印发给你们。\n"
        "云溪市人民政府\n2024年1月2日\n云溪市数字社会行动方案\n制定本方案。\n一、目标\n甲。\n二、任务\n乙。\n"
        "云溪市数字经济\n行动方案\n制定本方案。\n一、目标\n丙。\n二、任务\n丁。\n"
    )
    text, layout = layout_of(source)
    assert [(kind, title) for kind, title, _ in bodies(text, layout)] == [
        ("cover", ""),
        ("main", "云溪市数字社会行动方案"),
        ("attachment", "云溪市数字经济行动方案"),
    ]


def test_document_without_a_mark() -> None:
    """A title of its own and a numbering that starts anew, as forms and outlines in regulations have."""
    form = "附件:\n云溪市服务中心申报表\n一、基本情况\n单位名称\n二、申报意见\n盖章\n"
    outline = "云溪市服务中心建设方案编制大纲\n一、基础条件\n二、建设目标\n"
    text, layout = layout_of(HEAD + COVER + SIGNED + PLAN + form + outline)
    assert [title for _, title, _ in bodies(text, layout)][2:] == [
        "云溪市服务中心申报表",
        "云溪市服务中心建设方案编制大纲",
    ]


def test_tables_with_titles_of_their_own() -> None:
    head = "工作任务\n完成时间\n责任单位\n"
    source = (
        HEAD.replace("便民服务实施方案", "数字化任务分工")
        + "《2024年数字化任务分工》已经同意,现印发给你们。\n"
        + SIGNED
        + f"2024年数字化任务分工\n{head}1.甲任务\n5月底前\n市民政局\n2024年数字化重点创新项目\n{head}1.乙任务\n6月底前\n市财政局\n"
        + f"{head}2.丙任务\n7月底前\n市教育局\n"
    )
    text, layout = layout_of(source)
    assert [title for _, title, _ in bodies(text, layout)] == [
        "",
        "2024年数字化任务分工",
        "2024年数字化重点创新项目",
    ]


def test_table_of_contents_is_set_aside() -> None:
    plan = "云溪市便民服务实施方案\n(2024—2026年)\n二○二四年三月\n目录\n序言\n一、总体要求\n二、重点任务\n(一)优化流程\n三、保障措施\n附件1:名词解释\n"
    body = "序言\n为方便群众办事。\n一、总体要求\n甲。\n二、重点任务\n乙。\n附件1:\n名词解释\n1.窗口:办事处所。\n"
    text, layout = layout_of(HEAD + COVER + SIGNED + plan + body)
    assert bodies(text, layout)[1:] == [
        ("main", "云溪市便民服务实施方案(2024—2026年)", "序言\n为"),
        ("attachment", "名词解释", "1.窗口"),
    ]


def test_fragment() -> None:
    text, layout = layout_of("为深入落实要求,提出以下意见。\n一、目标\n1.目标。见附件2。\n二、任务\n")
    assert bodies(text, layout) == [("main", "", "为深入落")]
    assert {fact.key for fact in layout.facts} == set()
    assert [note.code for note in layout.notes] == ["title_missing"]


def test_a_table_to_the_plan_is_not_the_plan() -> None:
    _, layout = layout_of(HEAD + COVER + SIGNED + PLAN + "附件:云溪市便民服务实施分工表\n")
    assert [note.code for note in layout.notes] == ["attachment_missing"]
    whole = HEAD + COVER + SIGNED + PLAN + "附件:云溪市便民服务实施分工表\n附件\n云溪市便民服务实施分工表(标△的为牵头)\n"
    assert layout_of(whole)[1].notes == ()


def test_absent_attachment_is_noted() -> None:
    _, layout = layout_of(HEAD + COVER + SIGNED + PLAN + LIST)
    assert [note.code for note in layout.notes] == ["attachment_missing", "attachment_missing"]


CELLS = (
    "索引号:\nA0001/2024-00012\n主题分类:\n民政\n发文机关:\n云溪市人民政府\n成文日期:\n2024年03月05日\n标题:\n{title}\n"
    "发文字号:\n云政发〔2024〕8号\n发布日期:\n2024年03月08日\n主题词:\n"
)
GLUED = "标题:{title}\n索引号:A0001/2024-00012文号:云政发〔2024〕8号\n成文日期:2024-03-05发布日期:2024-03-08\n•打印\n"
NO_COLON = "索引号A0001/2024-00012\n发文字号云政发〔2024〕8号\n成文日期2024年3月5日\n发布日期2024年3月8日\n标题:{title}\n"


@pytest.mark.parametrize("page", [CELLS, GLUED, NO_COLON])
def test_page_table(page: str) -> None:
    title = "云溪市人民政府关于做好便民服务的通知"
    text, layout = layout_of(
        page.format(title=title) + f"{title[:10]}\n{title[10:]}\n各区人民政府:\n一、要求\n甲。\n"
    )
    assert layout.blocks[0].kind is BlockKind.CHROME
    assert values(layout, "title") == [title]
    assert values(layout, "index_number") == ["A0001/2024-00012"]
    assert values(layout, "document_number") == ["云政发〔2024〕8号"]
    assert values(layout, "date_issued") == ["2024-03-05"]
    assert values(layout, "date_published") == ["2024-03-08"]
    assert values(layout, "issuers") == ["云溪市人民政府"]
    assert text.of(layout.parts[0].body) == "一、要求\n甲。"


SPACED = "信息标题 {title} 文件编号 云政发〔2024〕8号\n成文日期 2024年3月5日 产生日期 2024-03-08\n载体类型 电子 索引号 A0001/2024-00012\n发布机构 文件有效性\n"
BOXED = "您现在的位置:首页>>政府文件\n{title}\n【发布部门】 云溪市人民政府\n【发文字号】 云政发〔2024〕8号\n【成文日期】 2024-03-05\n【发布日期】 2024-03-08\n【效力级别】 规范性文件\n【索引号】 A0001/2024-00012\n"
BULLETS = "• 索引号:\nA0001/2024-00012\n• 主题分类:\n• 发文字号:\n云政发〔2024〕8号\n• 成文日期:\n2024年03月05日 16:40\n• 发布日期:\n2024年03月08日\n• 来源:\n"
RUN = "索引号:A0001/2024-00012 分类:民政 发文字号:云政发〔2024〕8号 成文日期:2024-03-05 标题:{title} 发布日期:2024-03-08 来源:云溪网 浏览:88 "


@pytest.mark.parametrize("page", [SPACED, BOXED, BULLETS, RUN], ids=["blanks", "boxes", "bullets", "one line"])
def test_page_table_in_other_dress(page: str) -> None:
    title = "云溪市人民政府关于做好便民服务的通知"
    text, layout = layout_of(page.format(title=title) + f"{title}\n各区人民政府:\n一、要求\n甲。\n")
    assert values(layout, "title") == [title]
    assert values(layout, "index_number") == ["A0001/2024-00012"]
    assert values(layout, "document_number") == ["云政发〔2024〕8号"]
    assert values(layout, "date_issued") == ["2024-03-05"]
    assert values(layout, "date_published") == ["2024-03-08"]
    assert values(layout, "addressees") == ["各区人民政府"]
    assert text.of(layout.parts[0].body) == "一、要求\n甲。"


STRANGE = [
    "云溪市人民政府文件\n",
    "导读:便民服务是民生所系。\n",
    "云溪市人民政府\n",
    "2024-03-09 10:00:00\n来源:某网 时间:2024年3月9日 10:00 阅读:99\n",
]


@pytest.mark.parametrize("between", STRANGE)
def test_title_stands_again_below_strange_lines(between: str) -> None:
    title = "云溪市人民政府关于做好便民服务的通知"
    text, layout = layout_of(
        f"精确检索\n{title}\n{between}{title}\n云政发〔2024〕8号\n某网提示:本文继续有效\n各区人民政府:\n一、要求\n甲。\n"
    )
    assert values(layout, "title") == [title]
    assert values(layout, "issuers") == ["云溪市人民政府"]
    assert values(layout, "document_number") == ["云政发〔2024〕8号"]
    assert values(layout, "addressees") == ["各区人民政府"]
    assert text.of(layout.parts[0].body) == "一、要求\n甲。"


@pytest.mark.parametrize("date", ["20240305", "202435", "2024年3月5", "2024 3 5"])
@pytest.mark.parametrize("note", ["", "(此件公开发布)\n"])
def test_signature_with_lost_characters(date: str, note: str) -> None:
    head = HEAD.replace("(云政办发〔2024〕8号)", "云政办发〔20248")
    _, layout = layout_of(head + COVER + f"云溪市人民政府办公室\n{note}{date}\n" + PLAN)
    assert values(layout, "document_number") == ["云政办发〔2024〕8号"]
    assert values(layout, "issuers") == ["云溪市人民政府办公室"]
    assert values(layout, "date_issued") == ["2024-03-05"]
    assert [part.kind.value for part in layout.parts] == ["cover", "main"]


def test_database_header_in_a_copy_without_lines() -> None:
    source = "北大法宝【法宝引证码】 CLI.14.1\n原文链接:https://example.org/a1.html\n" + HEAD[:28] + "\n" + HEAD + COVER + SIGNED + PLAN
    _, layout = layout_of(source.replace("\n", ""))
    assert values(layout, "title") == ["云溪市人民政府办公室关于印发云溪市便民服务实施方案的通知"]
    assert values(layout, "document_number") == ["云政办发〔2024〕8号"]
    assert len(values(layout, "addressees")) == 3


def test_table_of_contents_glued_to_the_title() -> None:
    plan = "云溪市防汛应急预案目录\n1.总则\n1.1编制目的\n1.2编制依据\n1.3适用范围\n2.组织机构\n1.总则\n1.1编制目的\n为防汛。\n2.组织机构\n"
    cover = HEAD.replace("便民服务实施方案", "防汛应急预案") + COVER.replace("便民服务实施方案", "防汛应急预案")
    text, layout = layout_of(cover + SIGNED + plan)
    assert bodies(text, layout)[1] == ("main", "云溪市防汛应急预案", "1.总则")


def test_signature_before_title_and_table() -> None:
    """The signature says who issues; a body that only stamps does not."""
    signed = "云溪市数字办公室\n(云溪市发展和改革委员会代章)\n20240305日\n"
    _, layout = layout_of(HEAD + COVER + signed + PLAN)
    assert values(layout, "issuers") == ["云溪市数字办公室"]
    assert values(layout, "date_issued") == ["2024-03-05"]


@pytest.mark.parametrize(
    ("written", "issuers"),
    [
        ("云溪市教育局　云溪市财政局\n2024年1月2日", ["云溪市教育局", "云溪市财政局"]),
        ("云溪市教育局\n云溪市财政局\n二○二四年一月二日", ["云溪市教育局", "云溪市财政局"]),
        ("财政部国家能源局2024年1月2日", ["财政部", "国家能源局"]),
    ],
)
def test_joint_issuers(written: str, issuers: list[str]) -> None:
    _, layout = layout_of(f"关于做好便民服务的通知\n各区教育局:\n一、要求\n认真落实。\n{written}\n")
    assert values(layout, "issuers") == issuers
    assert values(layout, "date_issued") == ["2024-01-02"]


ADDRESSEES = [
    ("省政府各部门、各直属机构", 2),
    ("各市、州、县人民政府", 1),
    ("省有关部门、单位", 1),
    ("各镇政府、街道办事处,区有关部门", 3),
    ("区政府各委、办、局(公司)、中心,各街道办事处", 2),
    ("各市(含甲市、乙市)人民政府,省直有关部门(单位)", 2),
    ("中、省驻市有关单位", 1),
    ("甲区、乙区管委会,市直各单位", 2),
]


@pytest.mark.parametrize(("written", "count"), ADDRESSEES)
def test_addressees(written: str, count: int) -> None:
    _, layout = layout_of(f"云溪市人民政府关于做好便民服务的通知\n{written}:\n一、要求\n认真落实。\n")
    assert len(values(layout, "addressees")) == count


def test_colophon() -> None:
    colophon = "抄送:市委办公室,市人大常委会办公室。\n云溪市人民政府办公室2024年3月6日印发\n"
    text, layout = layout_of(HEAD + COVER + SIGNED + PLAN + colophon)
    assert values(layout, "copied_to") == ["市委办公室", "市人大常委会办公室"]
    assert values(layout, "printed_by") == ["云溪市人民政府办公室"]
    assert values(layout, "date_printed") == ["2024-03-06"]
    assert text.of(layout.parts[-1].body).endswith("加强督促检查。")


def test_coming_into_force() -> None:
    source = "云溪市服务管理办法\n第一章总则\n第一条为规范服务,制定本办法。\n第二条本办法自2024年5月1日起施行,有效期至2029年4月30日。\n"
    _, layout = layout_of(source)
    assert values(layout, "date_effective") == ["2024-05-01"]
    assert values(layout, "valid_until") == ["2029-04-30"]


@pytest.mark.parametrize(
    ("issuer", "places"),
    [
        ("云岭省澜江市青禾县人民政府", ("云岭", "澜江", "青禾")),
        ("澜江市澄湖区人民政府", ("澜江", "澄湖")),
        ("广西壮族自治区人民政府办公厅", ("广西",)),
        ("国务院办公厅", ()),
    ],
)
def test_home_places(issuer: str, places: tuple[str, ...]) -> None:
    text, layout = layout_of(
        f"关于做好便民服务的通知\n各有关单位:\n一、要求\n认真落实。\n{issuer}\n2024年1月2日\n"
    )
    assert home_places(layout, text) == places


@pytest.mark.parametrize("path", sorted((ROOT / "data" / "raw").glob("*.txt")), ids=lambda path: path.name)
def test_sample_notices_are_covered_once(path: Path) -> None:
    raw = path.read_bytes()
    try:
        source = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        source = raw.decode("gb18030")
    layout_of(source)


BROKEN = [
    "",
    "\n",
    "附件",
    "附件:",
    "附件1附件2附件3",
    "《",
    "》" * 30,
    "目录\n目录\n目录",
    "2024年1月2日",
    "各:",
    "标题:",
    "抄送:",
    "(" * 500,
]


@pytest.mark.parametrize(
    "source", BROKEN + [HEAD[:n] for n in range(0, 60, 7)] + [PLAN + HEAD, SIGNED + HEAD, LIST * 3]
)
def test_nothing_raises(source: str) -> None:
    layout_of(source)


def test_a_table_of_contents_behind_a_preface_is_set_aside() -> None:
    contents = "目录\n一、总体要求\n二、重点任务\n三、保障措施\n"
    source = f"{HEAD}{COVER}{SIGNED}" + PLAN.replace("为方便群众办事,制定本方案。\n", f"序言\n为方便群众办事,制定本方案。\n{contents}")
    text, layout = layout_of(source)
    main = next(part for part in layout.parts if part.kind is PartKind.MAIN)
    assert [text.of(span) for span in main.aside] == [contents]
    assert [text.of(b.span) for b in layout.blocks if b.kind is BlockKind.CHROME and "目录" in text.of(b.span)] == [contents]


@pytest.mark.parametrize(
    "line",
    [
        "各部门要做好《关于促进全市数字经济发展的若干措施》解读宣传工作。责任单位：市委宣传部",
        "按照2021年养老服务设施建设项目一、二期工程要求加快施工。责任单位：市委宣传部",
    ],
)
def test_what_a_sentence_mentions_begins_no_document(line: str) -> None:
    source = f"关于促进全市数字经济发展的若干措施 一、总体要求 坚持创新。 二、重点任务 （一）加强宣传。{line} （二）完善政策。出台办法。"
    plan = parse(plain(source))
    assert plan.attachments == ()
    assert [unit.name for task in plan.tasks() for duty in task.responsibilities for unit in duty.units] == ["市委宣传部"]


@pytest.mark.parametrize(
    "below",
    [
        "主题词：教育 安全 通知",
        "报：县委、县政府。\n送：县委办公室。",
        "某县教育局办公室　2023年3月6日印制",
        "校对：张三　打字：李四",
        "联系人：张三　联系电话：12345",
        "（此页无正文）",
        "主动公开",
        "抄送：县委办公室，县人大办公室，\n县政协办公室。",
    ],
)
def test_what_is_printed_below_the_date(below: str) -> None:
    source = f"某县教育局关于做好安全工作的通知\n各学校：\n一、加强排查。组织排查。\n二、加强巡逻。组织巡逻。\n某县教育局\n2023年3月6日\n{below}\n"
    plan = parse(plain(source))
    assert str(plan.metadata.date_issued) == "2023-03-06"
    assert list(plan.metadata.issuers) == ["某县教育局"]
    last = source[slice(*plan.sections[-1].span)]
    assert "组织巡逻。" in last
    assert "2023年" not in last


TITLE = "某县教育局关于做好安全工作的通知\n"


@pytest.mark.parametrize(
    "head",
    [
        f"某县教育局文件\n某教发〔2023〕12号　　签发人：张三\n{TITLE}",
        f"某县教育局文件\n某教发〔2023〕12号　急件\n{TITLE}",
        f"某县教育局文件 某教发〔2023〕12号\n{TITLE}",
        f"{TITLE}某教发〔2023〕12号\n发布时间：2023-03-08 来源：某县教育局 浏览次数：100\n",
        f"{TITLE}某教发〔2023〕12号\n来源：某县教育局\n字体：大 中 小\n",
    ],
)
def test_where_a_number_stands(head: str) -> None:
    plan = parse(plain(f"{head}各学校：\n一、加强排查。组织排查。\n二、加强巡逻。组织巡逻。\n某县教育局\n2023年3月6日\n"))
    assert plan.metadata.document_number == "某教发〔2023〕12号"
    assert plan.metadata.title == TITLE.strip()
    assert plan.metadata.addressees == ("各学校",)


def test_a_seal_is_no_part_of_the_issuer() -> None:
    plan = parse(plain(f"{TITLE}各学校：\n一、加强排查。组织排查。\n二、加强巡逻。组织巡逻。\n某县教育局（盖章）\n2023年3月6日\n"))
    assert list(plan.metadata.issuers) == ["某县教育局"]


@pytest.mark.parametrize("mark", ["正文\n", "【正文】\n", "发文内容：\n", "朗读\n"])
def test_what_a_page_prints_above_the_text_is_furniture(mark: str) -> None:
    page = "发文标题：云溪市人民政府办公室关于印发云溪市便民服务实施方案的通知\n发文文号：云政办发〔2024〕8号\n发文部门：云溪市人民政府办公室\n发文时间：2024-03-05\n所属行业：所有行业\n"
    _, layout = layout_of(page + mark + HEAD.split("\n", 2)[2] + COVER + SIGNED)
    assert values(layout, "title")[0] == "云溪市人民政府办公室关于印发云溪市便民服务实施方案的通知"
    assert values(layout, "document_number")[0] == "云政办发〔2024〕8号"
    assert values(layout, "issuers")[0] == "云溪市人民政府办公室"
    assert values(layout, "addressees") == ["各县(市、区)人民政府", "市政府各部门", "各直属机构"]


@pytest.mark.parametrize("title", ["云溪市2024年重点工作任务", "云溪市2024年任务分解", "云溪市治水攻坚行动"])
def test_a_title_without_its_kind(title: str) -> None:
    _, layout = layout_of(f"{title}\n一、修建渠道。\n市水利局负责。\n二、疏浚河道。\n")
    assert values(layout, "title") == [title]


@pytest.mark.parametrize("line", ["一、重点任务", "为做好重点工作", "1.便民实事"])
def test_a_heading_is_no_title(line: str) -> None:
    _, layout = layout_of(f"{line}\n（一）修建渠道。\n市水利局负责。\n（二）疏浚河道。\n")
    assert not values(layout, "title")
