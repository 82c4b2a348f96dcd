"""Bold, 黑体 and underlining in Word documents, wherever they come from, are what is seen on paper."""

from __future__ import annotations

from builders import defaults, docx, fonts, p, r, style, tbl, tc, tr, tracked, val

from planparse.readers.from_docx import read_docx

B = "<w:b/>"
THEME = (
    '<a:themeElements><a:fontScheme><a:majorFont><a:latin typeface="Arial"/><a:ea typeface=""/>'
    '<a:font script="Hans" typeface="黑体"/><a:font script="Jpan" typeface="MS Mincho"/></a:majorFont>'
    '<a:minorFont><a:latin typeface="Arial"/><a:ea typeface="仿宋"/><a:font script="Hans" typeface="黑体"/></a:minorFont>'
    "</a:fontScheme></a:themeElements>"
)


def bold(*body: str, **parts: str) -> list[str]:
    source = read_docx(docx(*body, **parts), "notice.docx")
    return [run.span.of(source.text) for run in source.styles if run.bold]


def heiti(*body: str, **parts: str) -> list[str]:
    source = read_docx(docx(*body, **parts), "notice.docx")
    return [run.span.of(source.text) for run in source.styles if run.heiti]


def test_bold_at_the_run() -> None:
    assert bold(p("甲、", r("乙", B), "、丙")) == ["乙"]


def test_bold_switched_off_at_the_run_in_every_spelling() -> None:
    assert bold(*(p(r("甲", val("b", off))) for off in ("0", "false", "off"))) == []
    assert bold(*(p(r("甲", val("b", on))) for on in ("1", "true", "on"))) == ["甲"] * 3


def test_bold_off_at_the_run_beats_a_bold_paragraph_style() -> None:
    assert bold(p("甲", r("乙", val("b", 0)), style="S"), styles=style("S", run=B)) == ["甲"]


def test_bold_by_character_style() -> None:
    styles = style("Strong", kind="character", run=B)
    assert bold(p("甲", r("乙", val("rStyle", "Strong"))), styles=styles) == ["乙"]


def test_bold_by_paragraph_style() -> None:
    assert bold(p("甲", style="S"), p("乙"), styles=style("S", run=B)) == ["甲"]


def test_bold_inherited_through_based_on() -> None:
    styles = style("A", run=B) + style("C", based_on="B") + style("B", based_on="A")
    assert bold(p("甲", style="C"), styles=styles) == ["甲"]


def test_bold_switched_off_by_a_style_that_is_based_on_a_bold_one() -> None:
    assert bold(p("甲", style="B"), styles=style("A", run=B) + style("B", based_on="A", run=val("b", 0))) == []


def test_styles_based_on_each_other_in_a_circle_come_to_an_end() -> None:
    styles = style("A", based_on="B") + style("B", based_on="A", run=B)
    assert bold(p("甲", style="A"), styles=styles) == ["甲"]


def test_bold_of_character_style_within_bold_paragraph_style_is_not_bold() -> None:
    styles = style("S", run=B) + style("C", kind="character", run=B)
    assert bold(p("甲", r("乙", val("rStyle", "C")), style="S"), styles=styles) == ["甲"]


def test_bold_by_the_default_of_the_document_stays_whatever_styles_say() -> None:
    styles = defaults(B) + style("C", kind="character", run=B)
    assert bold(p("甲", r("乙", val("rStyle", "C")), r("丙", val("b", 0))), styles=styles) == ["甲乙"]


def test_the_default_paragraph_style_holds_where_none_is_named() -> None:
    assert bold(p("甲"), styles=style("Normal", run=B, default=True)) == ["甲"]


def test_bold_by_the_style_of_the_table() -> None:
    styles = style("T", kind="table", run=B)
    assert bold(tbl(tr("甲"), style="T"), p("乙"), styles=styles) == ["甲"]


def test_bold_for_complex_scripts_does_not_make_chinese_bold() -> None:
    assert bold(p(r("甲", "<w:bCs/>"))) == []


def test_in_a_run_of_complex_script_only_its_own_bold_counts() -> None:
    assert bold(p(r("甲", "<w:b/><w:cs/>")), p(r("乙", "<w:bCs/><w:cs/>"))) == ["乙"]


def test_runs_of_the_same_type_make_one_stretch() -> None:
    assert bold(p(r("市教", B), r("育局", B + val("sz", 32)), "、", r("市民政局", B))) == ["市教育局", "市民政局"]


def test_bold_as_it_was_before_a_tracked_change_of_format() -> None:
    changed = r("甲", f"{B}<w:rPrChange w:id='1' w:author='x'><w:rPr/></w:rPrChange>")
    data = docx(p(changed))
    assert [len(read_docx(data, "x", tracked=t).styles) for t in ("final", "original")] == [1, 0]


def test_heiti_by_the_east_asian_font() -> None:
    assert heiti(p("甲", r("乙", fonts(eastAsia="黑体")), r("丙", fonts(ascii="黑体", hAnsi="黑体")))) == ["乙"]


def test_heiti_and_its_kin_by_name() -> None:
    faces = ("黑体", "SimHei", "方正黑体_GBK", "STHeiti", "华文细黑", "Heiti SC", "方正黑体简体")
    others = ("仿宋_GB2312", "宋体", "楷体_GB2312", "方正小标宋简体", "微软雅黑")
    body = [p(r("是", fonts(eastAsia=f))) for f in faces] + [p(r("否", fonts(eastAsia=f))) for f in others]
    assert heiti(*body) == ["是"] * len(faces)


def test_heiti_of_figures_by_the_western_font() -> None:
    assert heiti(p(r("123", fonts(ascii="黑体", eastAsia="仿宋"))), p(r("456", fonts(eastAsia="黑体")))) == ["123"]


def test_the_hint_decides_for_marks_that_both_fonts_have() -> None:
    plain, hinted = fonts(eastAsia="黑体", ascii="Times"), fonts(eastAsia="黑体", ascii="Times", hint="eastAsia")
    assert heiti(p(r("“", plain)), p(r("”", hinted))) == ["”"]


def test_heiti_by_theme_font_with_the_face_of_the_script() -> None:
    run = r("甲", fonts(eastAsiaTheme="majorEastAsia", eastAsia="仿宋"))
    assert heiti(p(run), theme=THEME) == ["甲"]
    assert heiti(p(run), theme=THEME, settings='<w:themeFontLang w:val="en-US" w:eastAsia="ja-JP"/>') == []


def test_the_face_that_a_theme_names_itself_comes_before_the_list_of_scripts() -> None:
    assert heiti(p(r("甲", fonts(eastAsiaTheme="minorEastAsia"))), theme=THEME) == []


def test_heiti_by_style_and_off_at_the_run() -> None:
    styles = style("S", run=fonts(eastAsia="黑体", ascii="Arial"))
    assert heiti(p("甲", r("乙", fonts(eastAsia="仿宋")), r("丙", fonts(ascii="Times")), style="S"), styles=styles) == ["甲", "丙"]


def test_heiti_by_the_default_of_the_document() -> None:
    assert heiti(p("甲", r("乙", fonts(eastAsia="楷体"))), styles=defaults(fonts(eastAsia="黑体"))) == ["甲"]


def test_hidden_text_is_left_out_by_run_by_style_and_by_toggle() -> None:
    styles = style("H", kind="character", run="<w:vanish/>") + style("P", run="<w:vanish/>")
    body = [
        p("甲", r("隐", "<w:vanish/>"), r("乙", val("vanish", 0))),
        p("丙", r("隐", val("rStyle", "H"))),
        p("隐", r("现", val("rStyle", "H")), style="P"),
    ]
    assert read_docx(docx(*body, styles=styles), "x").text.replace("\n", "|") == "甲乙|丙|现"


def test_a_hidden_paragraph_mark_joins_a_heading_to_its_text() -> None:
    source = read_docx(docx(p(r("一、目标。", B), mark="<w:vanish/><w:specVanish/>"), p("到2025年。")), "x")
    assert source.text == "一、目标。到2025年。"
    assert source.styles[0].span.of(source.text) == "一、目标。"


def test_prefixes_other_than_words_own_read_the_same() -> None:
    data = docx(p("甲", r("乙", B)))
    import io
    import zipfile

    from builders import NAMESPACES, zipped

    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {n: package.read(n).decode() for n in package.namelist()}
    body = parts["word/document.xml"].replace("<w:", "<ns0:").replace("</w:", "</ns0:").replace(" w:", " ns0:")
    parts["word/document.xml"] = body.replace("xmlns:w=", "xmlns:ns0=")
    assert NAMESPACES not in parts["word/document.xml"]
    source = read_docx(zipped(parts), "x")
    assert (source.text, source.styles[0].span.of(source.text)) == ("甲乙", "乙")


def test_strict_documents_have_namespaces_of_their_own() -> None:
    import io
    import zipfile

    from builders import W, zipped

    data = docx(p("甲", style="S"), styles=style("S", run=B))
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {n: package.read(n).decode() for n in package.namelist()}
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    source = read_docx(zipped({n: t.replace(W, strict) for n, t in parts.items()}), "x")
    assert (source.text, len(source.styles)) == ("甲", 1)


def test_cells_share_a_row_whatever_their_type() -> None:
    source = read_docx(docx(tbl(tr(tc(p(r("市教育局", B))), "市民政局"))), "x")
    assert [c.span.of(source.text) for c in source.cells] == ["市教育局", "市民政局"]
    assert [s.span.of(source.text) for s in source.styles] == ["市教育局"]


def test_the_type_of_an_inserted_run_is_its_own() -> None:
    assert bold(p("甲", tracked("ins", r("乙", B)))) == ["乙"]


def underlined(*body: str, **parts: str) -> list[str]:
    source = read_docx(docx(*body, **parts), "notice.docx")
    return [run.span.of(source.text) for run in source.styles if run.underline]


def test_underlined_at_the_run_in_every_kind_of_line_and_off_again() -> None:
    lines = [r(f"{n}局", val("u", kind)) for n, kind in enumerate(("single", "double", "wave", "none"))]
    assert underlined(p(*lines, r("无值", val("u")))) == ["0局1局2局"]


def test_underlined_by_style_and_off_at_the_run() -> None:
    styles = style("U", kind="character", run=val("u", "single"))
    body = p(r("甲", val("rStyle", "U")), r("乙", val("rStyle", "U") + val("u", "none")), r("丙"))
    assert underlined(body, styles=styles) == ["甲"]


def test_underlined_and_bold_are_kept_apart() -> None:
    body = p(r("甲", B + val("u", "single")), r("乙", B), r("丙", val("u", "single")))
    assert underlined(body) == ["甲", "丙"]
    assert bold(body) == ["甲", "乙"]
