"""What of a Word document is text, in which order, and what is not."""

from __future__ import annotations

from builders import deleted, docx, field, p, r, style, tbl, tc, text_box, tr, tracked, val

from planparse.readers import read_bytes
from planparse.readers.from_docx import read_docx
from planparse.source import Source


def read(*body: str, tracked: str = "final", **parts: str) -> Source:
    return read_docx(docx(*body, **parts), "notice.docx", tracked=tracked)  # type: ignore[arg-type]


def text(*body: str, **parts: str) -> str:
    return read(*body, **parts).text


def test_paragraphs_stand_on_lines_in_the_order_of_the_document() -> None:
    assert text(p("甲"), p(), tbl(tr("乙")), p("丙")) == "甲\n\n乙\n丙"


def test_the_source_says_what_it_was_read_from() -> None:
    source = read(p("甲"))
    assert (source.name, source.reader, source.media_type.rpartition(".")[2]) == ("notice.docx", "docx", "document")
    assert len(source.sha256) == 64


def test_tracked_insertions_are_in_and_deletions_out() -> None:
    body = p("市", tracked("ins", r("民政局")), tracked("del", deleted("教育局")), "负责")
    assert text(body) == "市民政局负责"


def test_the_original_is_the_text_before_tracked_changes() -> None:
    body = p("市", tracked("ins", r("民政局")), tracked("del", deleted("教育局")), "负责")
    assert read(body, tracked="original").text == "市教育局负责"


def test_both_kinds_of_changes_are_recorded_with_their_place() -> None:
    source = read(p("市", tracked("ins", r("民政"), r("局")), tracked("del", deleted("教育局")), "负责"))
    assert [(c.kind, tuple(c.span), c.text) for c in source.revisions] == [
        ("insertion", (1, 4), "民政局"),
        ("deletion", (4, 4), "教育局"),
    ]


def test_moved_text_stands_where_it_was_moved_to() -> None:
    body = [p("甲", tracked("moveFrom", r("乙"))), p("丙", tracked("moveTo", r("乙")))]
    assert text(*body) == "甲\n丙乙"
    assert read(*body, tracked="original").text == "甲乙\n丙"


def test_a_deleted_paragraph_mark_joins_two_paragraphs() -> None:
    body = [p("区民政局、", mark=tracked("del")), p("区财政局")]
    assert text(*body) == "区民政局、区财政局"
    assert read(*body, tracked="original").text == "区民政局、\n区财政局"


def test_an_inserted_paragraph_mark_is_no_break_in_the_original() -> None:
    body = [p("甲", mark=tracked("ins")), p("乙")]
    assert (text(*body), read(*body, tracked="original").text) == ("甲\n乙", "甲乙")


def test_a_deleted_row_is_out_and_takes_no_place_in_the_grid() -> None:
    table = tbl(tr("甲"), tr("乙", properties=tracked("del")), tr("丙"))
    source = read(table)
    assert (source.text, [c.row for c in source.cells]) == ("甲\n丙", [0, 1])
    assert read(table, tracked="original").text == "甲\n乙\n丙"


def test_an_inserted_text_that_was_deleted_again_is_in_neither() -> None:
    body = p("甲", tracked("ins", tracked("del", deleted("乙"))))
    assert (text(body), read(body, tracked="original").text) == ("甲", "甲")


def test_content_controls_are_read_inside_and_around_paragraphs() -> None:
    inline = f"<w:sdt><w:sdtPr>{val('alias', '题')}<w:rPr><w:b/></w:rPr></w:sdtPr><w:sdtContent>{r('乙')}</w:sdtContent></w:sdt>"
    block = f"<w:sdt><w:sdtPr/><w:sdtContent>{p('丙')}</w:sdtContent></w:sdt>"
    source = read(p("甲", inline), block)
    assert (source.text, source.styles) == ("甲乙\n丙", ())


def test_smart_tags_custom_xml_and_hyperlinks_are_read_through() -> None:
    body = p(
        f'<w:smartTag w:element="date"><w:smartTagPr/>{r("2024年")}</w:smartTag>',
        f'<w:customXml w:element="x">{r("3月")}</w:customXml>',
        f'<w:hyperlink w:anchor="x">{r("5日")}</w:hyperlink>',
    )
    assert text(body) == "2024年3月5日"


def test_a_field_shows_its_result_and_not_its_code() -> None:
    assert text(p("第", field("PAGE \\* MERGEFORMAT", r("3")), "页")) == "第3页"
    assert text(p("见", f'<w:fldSimple w:instr="REF x">{r("附件1")}</w:fldSimple>')) == "见附件1"


def test_a_field_within_the_code_of_another_is_not_shown() -> None:
    inner = field("DOCPROPERTY x", r("内"))
    code = r(inner='<w:fldChar w:fldCharType="begin"/>') + r(inner="<w:instrText>IF </w:instrText>") + inner
    rest = r(inner='<w:fldChar w:fldCharType="separate"/>') + r("外") + r(inner='<w:fldChar w:fldCharType="end"/>')
    assert text(p("甲", code, rest)) == "甲外"


def test_a_field_that_never_ends_hides_nothing_beyond_its_paragraph() -> None:
    assert text(p("甲", r(inner='<w:fldChar w:fldCharType="begin"/>'), "乙"), p("丙")) == "甲\n丙"


def test_an_encircled_figure_drawn_by_a_field_is_read() -> None:
    assert text(p(field("eq \\o\\ac(○,3)"), "加强")) == "③加强"


def test_a_table_of_contents_is_chrome() -> None:
    toc = [
        p(r(inner='<w:fldChar w:fldCharType="begin"/>'), r(inner="<w:instrText> TOC \\o </w:instrText>"),
          r(inner='<w:fldChar w:fldCharType="separate"/>'), r("一、目标\t1")),
        p(r("二、任务\t2"), r(inner='<w:fldChar w:fldCharType="end"/>')),
    ]  # fmt: skip
    control = f"<w:sdt><w:sdtPr><w:docPartObj>{val('docPartGallery', 'Table of Contents')}</w:docPartObj></w:sdtPr><w:sdtContent>{p('目录')}</w:sdtContent></w:sdt>"
    source = read(control, *toc, p("附件\t3", style="T1"), p("一、目标"), styles=style("T1", name="toc 1"))
    assert [s.of(source.text) for s in source.chrome] == ["目录", "一、目标\t1", "二、任务\t2", "附件\t3"]
    assert source.text.endswith("\n一、目标")


def test_a_text_box_stands_once_and_before_its_paragraph() -> None:
    assert text(p(text_box(p("某市人民政府文件"), p("某政发〔2024〕1号")), "正文")) == "某市人民政府文件\n某政发〔2024〕1号\n正文"


def test_an_old_text_box_without_a_choice_is_read() -> None:
    box = f"<w:pict><v:shape><v:textbox><w:txbxContent>{p('红头')}</w:txbxContent></v:textbox></v:shape></w:pict>"
    assert text(p(r(inner=box), "正文")) == "红头\n正文"


def test_a_choice_that_asks_for_an_unknown_extension_is_passed_over() -> None:
    choice = (
        '<mc:AlternateContent><mc:Choice Requires="zz"><w:t>新</w:t></mc:Choice><mc:Fallback><w:t>旧</w:t></mc:Fallback></mc:AlternateContent>'
    )
    assert text(p("甲", r(inner=choice))) == "甲旧"


def test_lettering_drawn_as_a_shape_is_read() -> None:
    assert text(p(r(inner='<w:pict><v:shape><v:textpath string="某市人民政府文件"/></v:shape></w:pict>'))) == "某市人民政府文件\n"


def test_a_text_box_inside_a_deletion_is_out() -> None:
    assert text(p("甲", tracked("del", text_box(p("框"))))) == "甲"


def test_notes_stand_at_the_end_where_they_are_referred_to() -> None:
    notes = (
        f'<w:footnote w:type="separator" w:id="0">{p(r(inner="<w:separator/>"))}</w:footnote>'
        f'<w:footnote w:id="2">{p("脚注。")}</w:footnote><w:footnote w:id="3">{p("没有引用。")}</w:footnote>'
    )
    ends = f'<w:endnote w:id="1">{p("尾注。")}</w:endnote>'
    body = [p("甲", r(inner='<w:footnoteReference w:id="2"/>'), r(inner='<w:endnoteReference w:id="1"/>')), p("乙")]
    source = read(*body, footnotes=notes, endnotes=ends)
    assert source.text == "甲\n乙\n脚注。\n尾注。"
    assert [o.part for o in source.origins] == ["word/document.xml"] * 2 + ["word/footnotes.xml", "word/endnotes.xml"]


def test_soft_breaks_page_breaks_and_tabs() -> None:
    runs = r(inner="<w:t>甲</w:t><w:br/><w:t>乙</w:t><w:tab/><w:t>丙</w:t><w:br w:type='page'/><w:t>丁</w:t><w:cr/><w:t>戊</w:t>")
    assert text(p(runs)) == "甲\n乙\t丙\n丁\n戊"


def test_tab_stops_are_no_tabs() -> None:
    assert text(f"<w:p><w:pPr><w:tabs>{val('tab', 'left')}</w:tabs></w:pPr>{r('甲')}</w:p>") == "甲"


def test_hyphens_that_may_not_break_stay_and_those_that_may_go() -> None:
    assert text(p(r(inner="<w:t>2021</w:t><w:noBreakHyphen/><w:t>2025年</w:t><w:softHyphen/><w:t>度</w:t>"))) == "2021-2025年度"


def test_symbols_are_read_by_their_font() -> None:
    signs = "".join(f'<w:sym w:font="{f}" w:char="{c}"/>' for f, c in (("Wingdings", "F0FC"), ("Wingdings 2", "F06A"), ("宋体", "25B3"), ("Wingdings", "F0AB")))
    assert text(p(r(inner=signs))) == "✓①△★"


def test_text_in_a_symbol_font_is_read_by_the_font() -> None:
    assert text(p(r("\uf0fe", '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>'), "同意")) == "☑同意"


def test_the_reading_above_a_character_is_left_out() -> None:
    ruby = f"<w:ruby><w:rubyPr/><w:rt>{r('bàn')}</w:rt><w:rubyBase>{r('办')}</w:rubyBase></w:ruby>"
    assert text(p(r("督"), r(inner=ruby))) == "督办"


def test_formulas_are_read() -> None:
    assert text(p("面积", "<m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath>")) == "面积a+b"


def test_line_feeds_of_the_file_are_blanks_of_the_text() -> None:
    assert text(p(r(inner="<w:t>甲\n乙</w:t>"))) == "甲 乙"


def test_headers_footers_and_comments_are_not_text() -> None:
    body = [p("甲", r(inner='<w:commentReference w:id="1"/>')), f"<w:sectPr><w:headerReference/>{p('节')}</w:sectPr>"]
    assert text(*body, header=p("页眉"), footer=p("—1—"), comments=f"<w:comment>{p('批注')}</w:comment>") == "甲"


def test_every_paragraph_has_an_origin_in_its_part() -> None:
    source = read(p("甲"), tbl(tr("乙", tc(p("丙"), p("丁")))), p("戊"))
    assert [(o.span.of(source.text), o.paragraph) for o in source.origins] == [
        ("甲", 0), ("乙", 1), ("丙", 2), ("丁", 3), ("戊", 4),
    ]  # fmt: skip


def test_the_part_of_the_text_is_found_by_the_relations_of_the_package() -> None:
    from builders import NAMESPACES, relations, zipped

    parts = {
        "_rels/.rels": relations([("officeDocument", "/doc/main.xml")]),
        "doc/main.xml": f"<w:document {NAMESPACES}><w:body>{p('甲', style='S')}</w:body></w:document>",
        "doc/_rels/main.xml.rels": relations([("styles", "../s.xml")]),
        "s.xml": f"<w:styles {NAMESPACES}>{style('S', run='<w:b/>')}</w:styles>",
    }
    source = read_docx(zipped(parts), "x")
    assert (source.text, len(source.styles)) == ("甲", 1)


def test_the_file_is_known_by_what_it_holds() -> None:
    assert read_bytes(docx(p("甲")), "notice.doc").reader == "docx"
