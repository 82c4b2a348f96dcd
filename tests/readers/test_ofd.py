"""OFD files: text, type and tables in reading order, page furniture set aside."""

from __future__ import annotations

from contextlib import suppress

import pytest
from builders import OFD, ofd, ofd_page, path, text_object, zipped

from planparse.errors import LimitError, PlanparseError, UnreadableError
from planparse.readers import read_bytes
from planparse.readers.from_ofd import read_ofd
from planparse.readers.limits import Limits
from planparse.source import Source

# A page set like a notice: 28 characters of 5.6 mm to the line between 26 and 182.8 mm.
LEFT, EM, PITCH = 26.0, 5.6, 10.0
LONG = "为贯彻落实上级部署要求，加快推进便民服务提升，结合工作实际制定本方案，请各单位认真抓好落实，确保各项任务按期完成。"


def flow(*paragraphs: str, y: float = 60.0, font: str = "1") -> str:
    """Paragraphs set as a printer sets them: first lines indented by two characters."""
    out = []
    for text in paragraphs:
        first, rest = text[:26], text[26:]
        out.append(text_object(first, LEFT + 2 * EM, y, font=font))
        y += PITCH
        while rest:
            line, rest = rest[:28], rest[28:]
            out.append(text_object(line, LEFT, y, font=font))
            y += PITCH
    return "".join(out)


def read(*pages: str, **more: str) -> Source:
    return read_ofd(ofd(*pages, **more), "notice.ofd")  # type: ignore[arg-type]


def body(source: Source) -> list[str]:
    """The lines that are no furniture."""
    furniture = set(source.chrome)
    return [o.span.of(source.text) for o in source.origins if o.span not in furniture]


def test_lines_are_joined_to_paragraphs() -> None:
    source = read(flow(LONG, LONG, LONG))
    assert body(source) == [LONG] * 3
    assert (source.reader, source.media_type) == ("ofd", "application/ofd")


def test_a_heading_stands_for_itself() -> None:
    source = read(flow("一、总体要求", LONG, "二、重点任务", LONG))
    assert body(source) == ["一、总体要求", LONG, "二、重点任务", LONG]


def test_objects_are_read_by_place_and_not_in_the_order_of_the_file() -> None:
    objects = [text_object("第三行是最末。", LEFT, 80), text_object("第一行在先。", LEFT + 2 * EM, 60), text_object("（二）任务", LEFT + 2 * EM, 70)]
    assert "".join(body(read("".join(objects)))) == "第一行在先。（二）任务第三行是最末。"


def test_a_paragraph_goes_on_overleaf_and_page_numbers_do_not_part_it() -> None:
    lines = [LONG[:26], LONG[26:54], LONG[54:]]
    full = flow(LONG, LONG, LONG, LONG, LONG)
    first = full + text_object(lines[0], LEFT + 2 * EM, 250) + text_object("—1—", 98, 285)
    second = text_object(lines[1], LEFT, 60) + text_object(lines[2], LEFT, 70) + flow(LONG, LONG, LONG, LONG, y=80) + text_object("—2—", 98, 285)
    source = read(first, second)
    assert [s.of(source.text) for s in source.chrome] == ["—1—", "—2—"]
    assert LONG in body(source)[5]


def test_heiti_and_bold_by_font_by_weight_and_by_stroke() -> None:
    y = [60 + 10 * n for n in range(6)]
    page = "".join([
        text_object("普通", LEFT, y[0]), text_object("黑体", LEFT, y[1], font="2"), text_object("粗字", LEFT, y[2], font="4"),
        text_object("重字", LEFT, y[3], more='Weight="700"'), text_object("描边", LEFT, y[4], more='Stroke="true"'),
        text_object("粗名", LEFT, y[5], font="5"),
    ])  # fmt: skip
    fonts = {"1": "仿宋", "2": "黑体", "4": 'FontName="宋体" Bold="true"', "5": "SimSun,Bold"}
    source = read_ofd(ofd(page, fonts=fonts), "x.ofd")
    assert "".join(s.span.of(source.text) for s in source.styles if s.heiti) == "黑体"
    assert "".join(s.span.of(source.text) for s in source.styles if s.bold) == "粗字重字描边粗名"


def test_a_lead_in_heiti_within_a_line() -> None:
    line = text_object("责任单位：", LEFT + 2 * EM, 60) + text_object("市教育局", LEFT + 7 * EM, 60, font="2") + text_object("、市民政局", LEFT + 11 * EM, 60)
    source = read(line + flow(LONG, LONG, LONG, y=70))
    assert body(source)[0] == "责任单位：市教育局、市民政局"
    assert [s.span.of(source.text) for s in source.styles] == ["市教育局"]


def test_steps_are_repeated_single_or_missing() -> None:
    text = "一二三四五六"
    same = [text_object(text, LEFT, 60, step=s) for s in ("g 5 5.6", "5.6 5.6 5.6 5.6 5.6", "5.6 g 3 5.6 5.6")]
    none = text_object(text, LEFT, 60).replace(' DeltaX="g 5 5.6"', "")
    results = {tuple(read(page).origins) for page in (*same, none)}
    assert len(results) == 1


def test_a_transformed_object_stands_where_it_is_shown() -> None:
    plain = text_object("甲乙丙", LEFT, 60)
    scaled = text_object("甲乙丙", LEFT, 60, size=2.8, more='CTM="2 0 0 2 0 0"').replace(
        'Boundary="26.0 57.2', 'Boundary="26.0 54.4'
    )
    assert read(plain).origins[0].box == pytest.approx(read(scaled).origins[0].box, abs=0.1)


def test_turned_text_is_a_watermark() -> None:
    mark = text_object("内部资料", 60, 150, more='CTM="0.7 0.7 -0.7 0.7 0 0"')
    source = read(flow(LONG, LONG) + mark)
    assert [s.of(source.text) for s in source.chrome] == ["内部资料"]


def test_what_cannot_be_seen_is_not_text() -> None:
    hidden = text_object("隐藏", LEFT, 100, more='Visible="false"') + text_object("透明", LEFT, 110, more='Alpha="0"')
    assert read(flow(LONG) + hidden).text == LONG


def test_a_template_lies_below_its_page() -> None:
    template = ofd_page(text_object("某市人民政府文件", 60, 40, size=8, font="3"))
    page = ofd_page(flow(LONG, LONG)).replace("<ofd:Content>", '<ofd:Template TemplateID="9"/><ofd:Content>', 1)
    data = ofd(
        "", common='<ofd:TemplatePage ID="9" BaseLoc="Tpls/T.xml"/>',
        Doc_0__Tpls__T=template, **{"Doc_0__Pages__Page_0__Content.xml": page, "Doc_0__Tpls__T.xml": template},
    )  # fmt: skip
    assert body(read_ofd(data, "x.ofd")) == ["某市人民政府文件", LONG, LONG]


def test_a_ruled_table_gives_its_cells() -> None:
    lines = "".join(path(f"M {x} 60 L {x} 100", 'Stroke="true"') for x in (26, 80, 150))
    lines += "".join(path(f"M 26 {y} L 150 {y}") for y in (60, 80, 100))
    cells = "".join(text_object(t, x, y) for t, x, y in (("任务", 30, 72), ("责任单位", 84, 72), ("建站点", 30, 92), ("市民政局", 84, 92)))
    source = read(lines + cells)
    assert [(c.span.of(source.text), c.row, c.column) for c in source.cells] == [
        ("任务", 0, 0), ("责任单位", 0, 1), ("建站点", 1, 0), ("市民政局", 1, 1),
    ]  # fmt: skip


def test_page_and_box_are_kept_as_origin() -> None:
    source = read(flow(LONG), flow(LONG))
    assert [o.page for o in source.origins] == [1, 2]
    left, top, right, bottom = source.origins[0].box or (0, 0, 0, 0)
    assert (left, right) == pytest.approx((LEFT, LEFT + 28 * EM), abs=0.5)
    assert 50 < top < 60 < bottom < 85


def test_prefixes_are_of_no_account() -> None:
    import io
    import zipfile

    with zipfile.ZipFile(io.BytesIO(ofd(flow(LONG)))) as package:
        parts = {n: package.read(n).decode().replace("ofd:", "").replace("xmlns:ofd", "xmlns") for n in package.namelist()}
    assert read_ofd(zipped(parts), "x.ofd").text == LONG


# ------------------------------------------------------------------ what is refused


def refused(data: bytes, kind: type[PlanparseError], limits: Limits | None = None) -> str:
    with pytest.raises(kind) as caught:
        read_ofd(data, "文件.ofd", limits)
    for message in (caught.value.message, caught.value.message_zh):
        assert message.startswith("文件.ofd") and "\n" not in message
    return caught.value.message


def test_a_scan_names_ocr_as_the_way_out() -> None:
    assert "OCR" in refused(ofd('<ofd:ImageObject Boundary="0 0 210 297" ResourceID="3"/>'), UnreadableError)


def test_an_empty_document() -> None:
    assert "no text" in refused(ofd(""), UnreadableError)


def test_a_file_cut_off() -> None:
    data = ofd(flow(LONG))
    for end in range(0, len(data) - 1, 53):
        refused(data[:end], UnreadableError)


def test_bytes_damaged_anywhere_never_raise_anything_else() -> None:
    data = ofd(text_object("甲乙", LEFT, 60))
    for at in range(len(data)):
        broken = bytearray(data)
        broken[at] ^= 0x5A
        with suppress(PlanparseError):
            read_ofd(bytes(broken), "x.ofd")


def test_a_page_that_is_missing() -> None:
    data = zipped({"OFD.xml": f'<OFD xmlns="{OFD}"><DocBody><DocRoot>D.xml</DocRoot></DocBody></OFD>'})
    assert "D.xml" in refused(data, UnreadableError)


def test_a_document_type_too_many_elements_and_too_deep() -> None:
    assert "DTD" in refused(zipped({"OFD.xml": "<!DOCTYPE x><OFD/>"}), UnreadableError)
    assert "elements" in refused(ofd("<a/>" * 3000), LimitError, Limits(elements=1000))
    assert "deeper" in refused(ofd("<ofd:PageBlock>" * 600 + "</ofd:PageBlock>" * 600), LimitError)


def test_too_many_characters() -> None:
    assert "characters" in refused(ofd(flow(LONG)), LimitError, Limits(characters=30))


def test_steps_without_end_are_cut_off() -> None:
    page = text_object("甲乙", LEFT, 60, step="g 999999 1 " * 2000)
    assert "甲" in read(page).text


def test_numbers_that_are_none_do_no_harm() -> None:
    page = text_object("甲乙", LEFT, 60, step="g x y nan inf 1e999").replace("5.6", "nan", 1)
    assert "甲" in read(page + path("M nan B 1 2 L x A C C"), fonts={}).text


def test_the_file_is_known_by_what_it_holds() -> None:
    assert read_bytes(ofd(flow(LONG)), "notice.bin").reader == "ofd"
