"""Text, Markdown and web pages: what each construct becomes, in which encoding, and what is refused."""

from __future__ import annotations

import codecs
import os
from pathlib import Path

import pytest

from planparse import readers
from planparse.errors import PlanparseError, UnreadableError
from planparse.readers import chrome
from planparse.readers.typefaces import in_heiti, is_heiti
from planparse.source import Source

NOTICE = "示例市关于印发计划的通知\r\n\r\n　　一、总体要求\n各县（区）人民政府，市政府各部门：\t完\n"


def page(html: str, name: str = "a.html") -> Source:
    return readers.read_bytes(html.encode(), name)


def markdown(text: str) -> Source:
    return readers.read_bytes(text.encode(), "a.md")


def bold(source: Source) -> list[str]:
    return [run.span.of(source.text) for run in source.styles if run.bold]


def heiti(source: Source) -> list[str]:
    return [run.span.of(source.text) for run in source.styles if run.heiti]


def furniture(source: Source) -> list[str]:
    return [line for span in source.chrome for line in span.of(source.text).split("\n")]


# ------------------------------------------------------------------------------------ encodings

ENCODINGS = {
    "utf-8": ("utf-8", b""),
    "utf-8 with a mark": ("utf-8-sig", b""),
    "utf-16 little endian": ("utf-16-le", codecs.BOM_UTF16_LE),
    "utf-16 big endian": ("utf-16-be", codecs.BOM_UTF16_BE),
    "utf-32 is not taken for utf-16": ("utf-32-le", codecs.BOM_UTF32_LE),
    "gb18030": ("gb18030", b""),
    "gbk": ("gbk", b""),
    "gb2312": ("gb2312", b""),
}


@pytest.mark.parametrize("case", ENCODINGS)
def test_a_text_file_is_its_own_text(case: str) -> None:
    encoding, mark = ENCODINGS[case]
    data = mark + NOTICE.encode(encoding)
    source = readers.read_bytes(data, "a.txt")
    assert source.text == NOTICE  # every newline, tab and indent
    assert data.decode(source.encoding) == source.text, "the encoding named is the one that reads the file"
    assert not source.encoding.startswith(("gb2", "gbk"))


@pytest.mark.parametrize("text", ["通知", "示例市", "䶮、𠮷、㐂字属扩展区", "a通知b"])
def test_a_few_words_of_gb18030(text: str) -> None:
    source = readers.read_bytes(text.encode("gb18030"), "a.txt")
    assert (source.text, source.encoding) == (text, "gb18030")


DECLARED = {
    "gb2312 is read as gb18030": ("gb2312", "gb18030", "市（朱镕基）㐂"),
    "a page that says gbk and is utf-8": ("gbk", "utf-8", "现将计划印发给你们，请认真贯彻执行。"),
    "a page that says utf-8 and is gb18030": ("utf-8", "gb18030", "现将计划印发给你们，请认真贯彻执行。"),
    "a page that says latin and is gb18030": ("iso-8859-1", "gb18030", "现将计划印发给你们。"),
    "big5 where it is declared": ("big5", "big5hkscs", "現將計劃印發給你們，請認真貫徹執行。"),
}


@pytest.mark.parametrize("case", DECLARED)
def test_a_declared_charset_is_believed_where_it_is_true(case: str) -> None:
    declared, actual, text = DECLARED[case]
    html = f'<html><head><meta http-equiv="Content-Type" content="text/html; charset={declared}"></head><p>{text}</p>'
    source = readers.read_bytes(html.encode(actual), "a.htm")
    assert (source.text, source.encoding) == (text, actual)


# ------------------------------------------------------------------------------------ HTML: text

TEXTS = {
    "paragraphs, blocks and br each begin a line": ("<p>甲</p><div>乙<br>丙</div>丁", "甲\n乙\n丙\n丁"),
    "empty paragraphs leave nothing": ("<p>甲</p><p></p><p> </p><br><br><p>乙</p>", "甲\n乙"),
    "source blanks collapse": ("<p>\n  甲\n\t<span> 乙 </span> 丙\n</p>", "甲 乙 丙"),
    "no blank is invented between spans": ("<p><span>甲</span><span>乙</span></p>", "甲乙"),
    "nbsp and ideographic blanks stay": ("<p>&nbsp;　甲&emsp;乙</p>", "\xa0\u3000甲\u2003乙"),
    "entities are decoded once": ("<p>&ldquo;甲&rdquo; &amp;quot; &#30002; &lt;b&gt;</p>", "“甲” &quot; 甲 <b>"),
    "scripts, styles, comments are dropped": (
        "<p>甲</p><script>乙</script><style>丙{}</style><!-- 丁 --><noscript>戊</noscript><p>己", "甲\n己"),
    "a comment inside a word": ("<p>民<!-- x -->政局</p>", "民政局"),
    "unclosed paragraphs": ("<p>甲<p>乙<p>丙", "甲\n乙\n丙"),
    "misnested inline tags lose nothing": ("<p><b>甲<i>乙</b>丙</i>丁</p>", "甲乙丙丁"),
    "cells stand in reading order": ("<table><tr><td>甲<td>乙<tr><td>丙<td>丁</table>", "甲\n乙\n丙\n丁"),
    "cells copied without their table": ("<tr><td>甲</td><td>乙</td></tr>", "甲\n乙"),
    "text among rows is moved, not lost": ("<table>甲<tr><td>乙</td></tr></table>", "甲\n乙"),
    "pre keeps its lines": ("<pre>甲  乙\n丙</pre>", "甲  乙\n丙"),
    "white-space in CSS keeps lines too": ('<div style="white-space:pre-wrap">甲\n乙</div>', "甲\n乙"),
    "display makes a span a block": ('<span style="display:block">甲</span><span>乙</span>', "甲\n乙"),
    "Word's own elements are inline": ("<p>甲<o:p>&nbsp;</o:p><u1:p></u1:p>乙</p>", "甲\xa0乙"),
    "Word's conditional comments": ("<p><![if !supportLists]>1.<![endif]>甲</p>", "1.甲"),
    "a list prints its numbers": ("<ol><li>甲<li>乙</ol>", "1.甲\n2.乙"),
    "a list begins where it says": ("<ol start=3><li>甲</li></ol>", "3.甲"),
    "a list in Chinese numerals": ('<ol style="list-style-type:cjk-ideographic"><li>甲</li></ol>', "一、甲"),
    "a list whose items bear their own numbers": ("<ol><li>一、甲</li><li>（二）乙</li></ol>", "一、甲\n（二）乙"),
    "a list that prints none": ('<ol style="list-style:none"><li>甲</li></ol><ul><li>乙</li></ul>', "甲\n乙"),
    "NUL and lone surrogates cannot get in": ("<p>甲&#0;乙&#xD800;</p>", "甲\ufffd乙\ufffd"),
}


@pytest.mark.parametrize("case", TEXTS)
def test_html_text(case: str) -> None:
    html, text = TEXTS[case]
    assert page(html).text == text


# ------------------------------------------------------------------------------------ HTML: type

BOLD = {
    "b and strong": ("<p><b>甲</b>乙<strong>丙</strong></p>", ["甲", "丙"]),
    "headings and table heads": ("<h2>甲</h2><table><tr><th>乙<td>丙</table>", ["甲", "乙"]),
    "bold across br and paragraphs": ("<div><b>甲<br>乙</div><p>丙</b>丁</p>", ["甲", "乙", "丙"]),
    "misnested bold": ("<p><b>甲<i>乙</b>丙</i></p>", ["甲乙"]),
    "inline weight in words and figures": (
        '<i style="FONT-WEIGHT: Bold">甲</i><i style="font-weight:600">乙</i><i style="font-weight:500">丙</i>', ["甲乙"]),
    "normal turns it off": ('<b>甲<span style="font-weight:normal">乙</span>丙</b>', ["甲", "丙"]),
    "weights for other scripts do not count": ('<b style="mso-bidi-font-weight:normal">甲</b>', ["甲"]),
    "the font shorthand": ('<i style="font:bold 16px/1.5 宋体">甲</i><b style="font:16px 宋体">乙</b>', ["甲"]),
    "a class of a style sheet": ("<style>.z,.y{font-weight:bold}</style><p class='x y'>甲</p><p class=x>乙</p>", ["甲"]),
    "tag and class, and the more specific wins": (
        "<style>.z{font-weight:bold} p.z{font-weight:normal} #a{font-weight:700}</style><i class=z>甲</i><p class=z>乙<p class=z id=a>丙",
        ["甲", "丙"]),
    "of equals the later wins": ("<style>.z{font-weight:bold}.z{font-weight:400}</style><p class=z>甲</p>", []),
    "important wins over inline": (
        "<style>.z{font-weight:bold!important}</style><p class=z style='font-weight:normal'>甲</p>", ["甲"]),
    "a descendant": ("<style>.w p b{font-weight:normal}</style><div class=w><p><b>甲</b></p></div><b>乙</b>", ["乙"]),
    "rules for print do not count": ("<style>@media print{p{font-weight:bold}} i{font-weight:bold}</style><p>甲</p><i>乙", ["乙"]),
    "comments in style sheets": ("<style><!-- /* p{font-weight:bold} */ i{font-weight:bold} --></style><p>甲</p><i>乙", ["乙"]),
    "Word's spans join": ("<p><b><span>市民</span></b><b><span lang=EN-US>政</span>局</b></p>", ["市民政局"]),
    "a blank between bold words": ("<p><b>甲</b> <b>乙</b></p>", ["甲 乙"]),
    "bold blanks are no run": ("<p><b>&nbsp;</b>甲</p>", []),
}


@pytest.mark.parametrize("case", BOLD)
def test_html_bold(case: str) -> None:
    html, runs = BOLD[case]
    assert bold(page(html)) == runs


HEITI = {
    "a face in CSS": ('<p><span style="font-family:黑体">甲</span>乙</p>', ["甲"]),
    "by its English name, quoted, in a list": ("<i style=\"font-family:Arial,'SimHei'\">甲</i>", ["甲"]),
    "the first face that holds Chinese decides": ('<i style="font-family:宋体,SimHei">甲</i>', []),
    "the font element": ('<font face="黑体">甲</font><font face="仿宋_GB2312">乙</font>', ["甲"]),
    "a class": ("<style>.h{font-family:STHeiti}</style><b class=h>甲</b>", ["甲"]),
    "Word's face for Chinese decides": (
        '<i style=\'font-family:"Times New Roman";mso-fareast-font-family:黑体\'>甲</i>', ["甲"]),
    "a Latin face inside changes nothing": ('<i style="font-family:黑体">甲<b style="font-family:Arial">5</b>乙</i>', ["甲", "5", "乙"]),
    "another Chinese face ends it": ('<i style="font-family:黑体">甲<u style="font-family:楷体">乙</u></i>', ["甲"]),
    "faces of web pages mark nothing": ('<i style="font-family:Microsoft YaHei">甲</i><i style="font-family:思源黑体">乙</i>', []),
}


UNDERLINED = {
    "the element": ("<p><u>甲</u>乙</p>", ["甲"]),
    "a declaration": ("<p><span style='text-decoration: underline'>甲</span>乙</p>", ["甲"]),
    "several words in one declaration": ("<p><span style='text-decoration: underline dotted red'>甲</span>乙</p>", ["甲"]),
    "a class": ("<style>.u{text-decoration-line:underline}</style><p><i class=u>甲</i>乙</p>", ["甲"]),
    "switched off": ("<p><u style='text-decoration:none'>甲</u>乙</p>", []),
    "a link is no mark": ("<p><a href=x>甲</a>乙</p>", []),
    "struck out is another thing": ("<p><span style='text-decoration:line-through'>甲</span></p>", []),
    "beside bold": ("<p><u>甲<b>乙</b></u></p>", ["甲", "乙"]),
}


@pytest.mark.parametrize("case", UNDERLINED)
def test_html_underlined(case: str) -> None:
    html, runs = UNDERLINED[case]
    source = page(html)
    assert [run.span.of(source.text) for run in source.styles if run.underline] == runs


FACES_ON_PAPER_AND_ON_A_SCREEN = {
    "黑体": (True, True), "SimHei": (True, True), "STHeiti": (True, True), "方正黑体_GBK": (True, True), "汉仪大黑简": (True, True),
    "思源黑体": (True, False), "Noto Sans CJK SC": (True, False), "华文细黑": (True, False), "冬青黑体简体中文": (True, False),
    "方正兰亭黑": (True, False), "微软雅黑": (False, False), "Microsoft YaHei": (False, False), "仿宋_GB2312": (False, False),
    "PingFang SC": (False, False), "Arial": (False, None), "": (False, None),
}  # fmt: skip


@pytest.mark.parametrize("face", FACES_ON_PAPER_AND_ON_A_SCREEN)
def test_one_table_of_faces_for_paper_and_screen(face: str) -> None:
    assert (is_heiti(face), in_heiti(f"'{face}'")) == FACES_ON_PAPER_AND_ON_A_SCREEN[face]


@pytest.mark.parametrize("case", HEITI)
def test_html_black_letter(case: str) -> None:
    html, runs = HEITI[case]
    assert heiti(page(html)) == runs


# ------------------------------------------------------------------------------------ HTML: tables

HEAD = "<tr><th>序号<th>任务<th>责任单位"
TABLES = {
    "rows and columns": (
        f"<table>{HEAD}<tr><td>1<td>甲<td>乙</table>",
        [(0, 0, "序号"), (0, 1, "任务"), (0, 2, "责任单位"), (1, 0, "1"), (1, 1, "甲"), (1, 2, "乙")]),
    "a cell over two rows moves the next row's cells": (
        "<table><tr><td rowspan=2>1<td>甲<tr><td>乙<tr><td>2<td>丙</table>",
        [(0, 0, "1"), (0, 1, "甲"), (1, 1, "乙"), (2, 0, "2"), (2, 1, "丙")]),
    "a cell over two columns": ("<table><tr><td colspan=2>甲<td>乙<tr><td>丙<td>丁<td>戊</table>",
        [(0, 0, "甲"), (0, 2, "乙"), (1, 0, "丙"), (1, 1, "丁"), (1, 2, "戊")]),
    "empty cells keep their place": ("<table><tr><td>甲<td><td>乙<tr><td><td>丙<td></table>", [(0, 0, "甲"), (0, 2, "乙"), (1, 1, "丙")]),
    "a cell of several paragraphs": ("<table><tr><td>1<td><p>甲</p><p>乙</p><tr><td>2<td>丙</table>",
        [(0, 0, "1"), (0, 1, "甲\n乙"), (1, 0, "2"), (1, 1, "丙")]),
    "nonsense in spans": ("<table><tr><td rowspan=x>甲<td colspan=-1>乙<tr><td colspan=9999999999>丙<td>丁</table>",
        [(0, 0, "甲"), (0, 1, "乙"), (1, 0, "丙"), (1, 1, "丁")]),
    "only the inner of nested tables": ("<table><tr><td>甲<td><table><tr><td>乙<td>丙<tr><td>丁<td>戊</table></table>",
        [(0, 0, "乙"), (0, 1, "丙"), (1, 0, "丁"), (1, 1, "戊")]),
    "a frame around the page": (f"<table><tr><td>菜单<tr><td>导航<td>{'现将计划印发给你们，请遵照执行。' * 150}</table>", []),
    "one column": ("<table><tr><td>甲<tr><td>乙</table>", []),
    "declared to lay out": ("<table role=presentation><tr><td>甲<td>乙<tr><td>丙<td>丁</table>", []),
}  # fmt: skip


@pytest.mark.parametrize("case", TABLES)
def test_html_tables(case: str) -> None:
    html, cells = TABLES[case]
    source = page(html)
    assert [(cell.row, cell.column, cell.span.of(source.text)) for cell in source.cells] == cells


def test_spans_of_cells_are_kept_within_the_table() -> None:
    source = page("<table><tr><td rowspan=9>1<td colspan=2>甲<tr><td>乙<td>丙</table>")
    assert [(cell.row_span, cell.column_span) for cell in source.cells] == [(2, 1), (1, 2), (1, 1), (1, 1)]


def test_tables_are_counted_in_reading_order() -> None:
    two = "<table><tr><td>甲<td>乙<tr><td>丙<td>丁</table>"
    assert [cell.table for cell in page(two + "<p>间</p>" + two).cells] == [0] * 4 + [1] * 4


# ------------------------------------------------------------------------------------ HTML: the page

PAGE = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>示例市关于印发便民计划的通知_示例市政府网</title>
<meta name="ArticleTitle" content="示例市关于印发便民计划的通知"><meta name="PubDate" content="2022-10-20 09:00">
<meta name="viewport" content="width=device-width"></head><body>
<div class="header"><div class="logo">示例市人民政府</div><div>今天是星期四</div></div>
<ul class="mainNav"><li><a href="/">首页</a></li><li><a href="/a">政务公开</a></li></ul>
<div class="wz">当前位置：<a href="/">首页</a> &gt; <a href="/a">政务公开</a></div>
<table class="bd1"><tr><td>索 引 号：</td><td>000-1</td><td>发文机关：</td><td>示例市政府</td></tr>
<tr><td>成文日期：</td><td>2022年10月20日</td><td>发文字号：</td><td>示政发〔2022〕1号</td></tr></table>
<h1>示例市关于印发便民计划的通知</h1><div>发布时间：2022-10-20　来源：示例市政府</div>
<div class="tools">分享到：<a>微信</a> <a>微博</a></div>
<div id="zoom"><div class="TRS_Editor"><p>各县人民政府，市政府各部门：</p>
<p>现将《便民计划》印发给你们，请认真贯彻执行，按时完成。</p>
<p>一、政策解读</p><p>（一）各部门要及时发布解读，回应关切，说明理由。（市司法局负责）</p>
<p>（二）建立台账，按月调度，定期通报，确保落实到位。</p>
<p>附件：<a href="1.doc">任务分工表</a></p><p>【打印】【关闭】</p></div></div>
<div class="right"><h3>相关文档</h3><ul><li><a href="x">图解：便民计划，一图读懂，值得收藏。</a></li></ul></div>
<div style="display:none">统计代码，请勿删除，谢谢。</div>
<div class="footer">主办单位：示例市政府办公室　网站标识码：0000000000</div><script>var a = 1;</script></body></html>"""


def test_furniture_of_a_page() -> None:
    assert furniture(page(PAGE)) == [
        "示例市人民政府", "今天是星期四", "首页", "政务公开", "当前位置：首页 > 政务公开", "分享到：微信 微博", "【打印】【关闭】",
        "相关文档", "图解：便民计划，一图读懂，值得收藏。", "统计代码，请勿删除，谢谢。", "主办单位：示例市政府办公室　网站标识码：0000000000",
    ]  # fmt: skip


def test_what_a_page_declares() -> None:
    assert page(PAGE).fields == (
        ("title", "示例市关于印发便民计划的通知_示例市政府网"),
        ("ArticleTitle", "示例市关于印发便民计划的通知"),
        ("PubDate", "2022-10-20 09:00"),
    )


def test_nothing_of_the_notice_is_furniture_where_no_container_is_named() -> None:
    bare = PAGE.replace(' id="zoom"', "").replace(' class="TRS_Editor"', "")
    kept = "\n".join(line for line in page(bare).text.split("\n") if line not in furniture(page(bare)))
    for words in ("索 引 号", "000-1", "示政发〔2022〕1号", "各县人民政府", "一、政策解读", "附件：任务分工表", "发布时间"):
        assert words in kept


KEPT = {
    "a fragment has no furniture": "<p>一、目标</p><p>主办单位要明确分工，落实责任。</p>",
    "a menu's class on a wrapper of the text": "<div class=nav><p>现将计划印发给你们，请认真贯彻执行。</p></div>",
    "a hidden wrapper that scripts open": '<div style="display:none"><p>现将计划印发给你们，请认真贯彻执行。</p></div>',
    "headings in furniture's words": "<p>示例。</p>" * 15 + "<p>政策解读</p><p>相关链接</p>" + "<p>现将计划印发给你们，请认真执行。</p>" * 15,
}


@pytest.mark.parametrize("case", KEPT)
def test_no_furniture(case: str) -> None:
    assert page(KEPT[case]).chrome == ()


@pytest.mark.parametrize("rule", chrome.LINES, ids=lambda rule: rule.name)
def test_words_of_furniture(rule: chrome.Rule) -> None:
    assert [text for text in rule.examples if not rule.matches(text)] == []
    assert [text for text in rule.rejects if rule.matches(text)] == []


# ------------------------------------------------------------------------------------ Markdown

MARKDOWN = {
    "headings": ("# 通知 #\n## 一、目标\n", ["# ", " #", "## "], []),
    "seven hashes and hashes in words are text": ("####### 甲\n#甲\n", [], []),
    "lists and quotations": ("> 甲\n- 乙\n  * 丙\n> - 丁\n", ["> ", "- ", "* ", "> - "], []),
    "bold": ("**甲**乙__丙__\n", ["**", "**", "__", "__"], ["甲", "丙"]),
    "bold that CommonMark would not see": ("**牵头单位：**市财政局\n", ["**", "**"], ["牵头单位："]),
    "bold over a line break, not over a paragraph": ("**甲\n乙** **丙\n\n丁**\n", ["**", "**"], ["甲\n乙"]),
    "bold and italic": ("***甲***\n", ["***", "***"], ["甲"]),
    "blanks to be filled in": ("姓名：____ 编号：a__b__c\n", [], []),
    "escapes": ("\\*\\*甲\\*\\*\n", ["\\"] * 4, []),
    "rules, fences, comments": ("---\n```\n甲\n```\n<!-- **乙** -->\n", ["---", "```", "```", "<!-- **乙** -->"], []),
    "links keep their words": ("见[附件](https://example.org/a)，[2019](89)号\n", ["[", "](https://example.org/a)"], []),
    "inline tags": ("<b>甲</b><br>乙\n", ["<b>", "</b>", "<br>"], ["甲"]),
    "an open mark is text": ("**甲\n", [], []),
}


@pytest.mark.parametrize("case", MARKDOWN)
def test_markdown(case: str) -> None:
    text, marks, runs = MARKDOWN[case]
    source = markdown(text)
    assert source.text == text
    assert [span.of(text) for span in source.markup] == marks
    assert bold(source) == runs


def test_markdown_tables() -> None:
    text = "| 任务 | 单位 |\n|---|:-:|\n| 甲\\|乙 | **市财政局** |\n|  | 丙 |\n\n甲|乙\n"
    source = markdown(text)
    cells = [(cell.row, cell.column, cell.span.of(text)) for cell in source.cells]
    assert cells == [(0, 0, "任务"), (0, 1, "单位"), (1, 0, "甲\\|乙"), (1, 1, "**市财政局**"), (2, 1, "丙")]
    assert bold(source) == ["市财政局"]
    assert [span.of(text) for span in source.markup].count("|") == 9  # of its rows; the last line is no row


# ------------------------------------------------------------------------------------ which reader

KINDS = {
    "a page in a text file": ("a.txt", "<!DOCTYPE html><html><body><p>甲</p></body></html>", "html"),
    "a fragment in a text file": ("a.txt", "<p>甲</p><p>乙</p>", "html"),
    "a page from standard input": ("stdin", "\n<html><p>甲</p></html>", "html"),
    "a page behind a comment": ("a", "<!-- 甲 -->\n<html><p>乙</p></html>", "html"),
    "text in a page's file": ("a.html", "关于印发计划的通知\n一、目标\n", "text"),
    "text that speaks of a tag": ("a.txt", "使用 <br> 换行，小于号 < 不是标签\n", "text"),
    "a list of lines with signs": ("a.txt", "一、分工\n# 市教育局\n# 市财政局\n", "text"),
    "a page in a Markdown file": ("a.md", "<html><body><p>甲</p></body></html>", "html"),
    "Markdown with a tag": ("a.MD", "# 甲\n<div>乙</div>\n", "markdown"),
    "a name without a suffix": ("notice", "一、目标\n", "text"),
}


@pytest.mark.parametrize("case", KINDS)
def test_content_decides_who_reads(case: str) -> None:
    name, text, reader = KINDS[case]
    assert readers.read_bytes(text.encode(), name).reader == reader


def test_a_page_in_utf_16() -> None:
    source = readers.read_bytes("<html><p>甲</p></html>".encode("utf-16"), "stdin")
    assert (source.reader, source.text) == ("html", "甲")


def test_the_same_bytes_give_the_same_source_anywhere(tmp_path: Path) -> None:
    sources = []
    for directory in ("甲", "乙"):
        path = tmp_path / directory / "a.txt"
        path.parent.mkdir()
        path.write_text(NOTICE, encoding="utf-8")
        sources.append(readers.read(path))
    assert sources[0] == sources[1]
    assert sources[0].name == "a.txt"


def test_suffixes_of_a_directory_walk() -> None:
    assert {".txt", ".md", ".markdown", ".html", ".htm", ".xhtml"} <= set(readers.SUFFIXES)


# ------------------------------------------------------------------------------------ what is refused

REFUSED = {
    "nothing": (b"", "empty"),
    "blanks": (b" \r\n\t\n", "empty"),
    "a mark alone": (codecs.BOM_UTF8, "empty"),
    "full-width blanks": ("　\n　".encode(), "no text"),
    "an archive": (b"PK\x03\x04" + bytes(40), "zip archive"),
    "rich text": (b"{\\rtf1\\ansi x}", "RTF"),
    "an image": (b"\x89PNG\r\n\x1a\n" + bytes(20), "an image"),
    "a web archive": (b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n<html>", "MHTML"),
    "NUL": (b"abc\0def", "binary"),
    "control characters": ("甲\x01\x02\x03\x04乙".encode(), "binary"),
    "half a character of UTF-16": (b"\xff\xfe\xff" * 9, "damaged UTF-16"),
    "latin letters": ("café crème à la carte é".encode("latin-1") + b"\xff", "neither UTF-8 nor GB18030"),
    "cut in the middle of a character": ("现将计划印发给你们，请认真贯彻执行。".encode()[:-1], "damaged UTF-8 at byte 51"),
    "a damaged byte is no GB18030": ("现将计划印发给你们，".encode() * 5 + b"\xb5" + "请执行。".encode(), "damaged UTF-8"),
    "undeclared big5": ("現將計劃印發給你們，請認真貫徹執行。".encode("big5") * 20, "neither UTF-8 nor GB18030"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_refused(case: str) -> None:
    data, words = REFUSED[case]
    with pytest.raises(UnreadableError) as caught:
        readers.read_bytes(data, "公文.txt")
    assert words in caught.value.message
    assert_one_line(caught.value, "公文.txt")


def test_a_page_without_text_is_refused() -> None:
    with pytest.raises(UnreadableError, match="no text"):
        page("<html><script>var a</script><img src=a.png></html>")


def test_missing_files_and_directories(tmp_path: Path) -> None:
    for path, words in ((tmp_path / "无.txt", "no such file"), (tmp_path, "a directory"), (tmp_path / "a\0b", "cannot be read")):
        with pytest.raises(UnreadableError, match=words) as caught:
            readers.read(path)
        assert_one_line(caught.value, path.name)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("甲", encoding="utf-8")
    path.chmod(0)
    with pytest.raises(UnreadableError, match="permission denied") as caught:
        readers.read(path)
    assert_one_line(caught.value, "a.txt")


def assert_one_line(error: PlanparseError, name: str) -> None:
    for message in (error.message, error.message_zh):
        assert name in message
        assert "\n" not in message
    assert error.message != error.message_zh
    assert error.message.isascii() or not name.isascii()


# ------------------------------------------------------------------------------------ real notices


def test_real_notices(eval_notices: list[Path], corpus_notices: list[Path]) -> None:
    wrong = []
    for path in (*eval_notices, *corpus_notices):
        if path.suffix not in (".txt", ".md", ".html"):
            continue
        source = readers.read(path)
        wrong += [f"{path.name}: {problem}" for problem in problems(source)]
        if path.suffix != ".html" and source.text.encode(source.encoding) != path.read_bytes():
            wrong.append(f"{path.name}: text is not the file")
    assert wrong == []


def problems(source: Source) -> list[str]:
    """What is wrong with the spans of a source."""
    found = []
    runs = [run.span for run in source.styles]
    cells = [cell.span for cell in source.cells]
    for kind, spans in (("style", runs), ("cell", cells), ("chrome", source.chrome), ("markup", source.markup)):
        for span in spans:
            quote = span.of(source.text)
            if not 0 <= span.start < span.end <= len(source.text):
                found.append(f"{kind} {span} outside the text")
            elif kind in ("style", "cell") and not quote.strip():
                found.append(f"{kind} {span} is blank")
            elif kind == "cell" and quote != quote.strip():
                found.append(f"{kind} {span} is not trimmed")
        if any(a.end > b.start for a, b in zip(spans, spans[1:], strict=False)):
            found.append(f"{kind} spans overlap or are out of order")
    places = [(cell.table, cell.row, cell.column) for cell in source.cells]
    if len(set(places)) != len(places):
        found.append("two cells at one place")
    if "\n\n" in source.text and source.reader == "html":
        found.append("an empty line")
    return found


@pytest.mark.parametrize(
    ("text", "reader"),
    [
        ("## 一、总体要求\n坚持便民。\n## 二、重点任务\n推进。", "markdown"),
        ("**一、总体要求**\n坚持便民。\n**二、重点任务**\n推进。", "markdown"),
        ("一、总体要求\n坚持便民。\n# 注\n二、重点任务", "text"),
        ("**\n一、总体要求\n**\n二、重点任务", "text"),
    ],
)
def test_markdown_in_a_text_file(text: str, reader: str) -> None:
    assert readers.read_bytes(text.encode(), "notice.txt").reader == reader
