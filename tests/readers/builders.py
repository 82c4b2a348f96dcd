"""Word and OFD files out of a few words: raw XML, so that each test shows the construct it is about."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping
from xml.sax.saxutils import escape, quoteattr

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
ROLE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES = (
    f'xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:v="urn:schemas-microsoft-com:vml" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
)


def zipped(parts: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip file of those parts; the same bytes each time."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as package:
        for name, content in parts.items():
            data = content.encode() if isinstance(content, str) else content
            package.writestr(zipfile.ZipInfo(name), data, method)
    return out.getvalue()


def relations(parts: Iterable[tuple[str, str]]) -> str:
    """The relations of a part: role and target."""
    rows = "".join(
        f'<Relationship Id="r{i}" Type="{ROLE}/{role}" Target="{target}"/>' for i, (role, target) in enumerate(parts)
    )
    return f'<Relationships xmlns="{RELATIONS}">{rows}</Relationships>'


def docx(*body: str, document: str = "", **parts: str) -> bytes:
    """A Word document of those blocks. `parts` are the insides of styles, numbering, theme, settings …"""
    roots = {"theme": "a:theme"}
    members: dict[str, str | bytes] = {
        "_rels/.rels": relations([("officeDocument", "word/document.xml")]),
        "word/document.xml": document or f"<w:document {NAMESPACES}><w:body>{''.join(body)}</w:body></w:document>",
        "word/_rels/document.xml.rels": relations((role, f"{role}.xml") for role in parts),
    }
    for role, inside in parts.items():
        root = roots.get(role, f"w:{role}")
        members[f"word/{role}.xml"] = f"<{root} {NAMESPACES}>{inside}</{root}>"
    return zipped(members)


def val(name: str, value: object = None) -> str:
    """``<w:NAME w:val="VALUE"/>``; without a value ``<w:NAME/>``."""
    return f"<w:{name}/>" if value is None else f"<w:{name} w:val={quoteattr(str(value))}/>"


def r(text: str = "", properties: str = "", inner: str = "") -> str:
    """A run. `inner` stands in place of its text."""
    content = inner or f'<w:t xml:space="preserve">{escape(text)}</w:t>'
    return f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}{content}</w:r>"


def p(*content: str, style: str = "", mark: str = "", num: tuple[int | None, int | None] | None = None) -> str:
    """A paragraph of runs; what does not begin with ``<`` becomes one. `num` is list and level."""
    properties = val("pStyle", style) if style else ""
    if num is not None:
        level = "" if num[1] is None else val("ilvl", num[1])
        properties += f"<w:numPr>{level}{'' if num[0] is None else val('numId', num[0])}</w:numPr>"
    if mark:
        properties += f"<w:rPr>{mark}</w:rPr>"
    runs = "".join(c if c.startswith("<") else r(c) for c in content if c)
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{runs}</w:p>"


def fonts(**names: str) -> str:
    """``<w:rFonts>``."""
    return "<w:rFonts " + " ".join(f'w:{key}="{name}"' for key, name in names.items()) + "/>"


def style(key: str, *, kind: str = "paragraph", based_on: str = "", run: str = "", paragraph: str = "", name: str = "", default: bool = False) -> str:
    """One style."""
    return (
        f'<w:style w:type="{kind}" w:styleId="{key}"{" w:default=" + chr(34) + "1" + chr(34) if default else ""}>'
        f"{val('name', name or key)}{val('basedOn', based_on) if based_on else ''}"
        f"{f'<w:pPr>{paragraph}</w:pPr>' if paragraph else ''}{f'<w:rPr>{run}</w:rPr>' if run else ''}</w:style>"
    )


def defaults(run: str) -> str:
    """What the document says of every run."""
    return f"<w:docDefaults><w:rPrDefault><w:rPr>{run}</w:rPr></w:rPrDefault></w:docDefaults>"


def level(at: int, text: str, fmt: str = "decimal", *, start: int = 1, suffix: str = "nothing", more: str = "") -> str:
    """One level of a list."""
    return (
        f'<w:lvl w:ilvl="{at}">{val("start", start)}{val("numFmt", fmt)}{more}{val("suff", suffix)}'
        f"{val('lvlText', text)}</w:lvl>"
    )


def abstract(key: int, *levels: str) -> str:
    """The definition of a list."""
    return f'<w:abstractNum w:abstractNumId="{key}">{"".join(levels)}</w:abstractNum>'


def num(key: int, of: int, overrides: str = "") -> str:
    """A list."""
    return f'<w:num w:numId="{key}">{val("abstractNumId", of)}{overrides}</w:num>'


def override(at: int, start: int | None = None, lvl: str = "") -> str:
    """What a list says otherwise than its definition."""
    inside = "" if start is None else val("startOverride", start)
    return f'<w:lvlOverride w:ilvl="{at}">{inside}{lvl}</w:lvlOverride>'


def tracked(kind: str, *runs: str) -> str:
    """Runs inside ``ins``, ``del``, ``moveFrom`` or ``moveTo``."""
    return f'<w:{kind} w:id="1" w:author="x" w:date="2024-01-01T00:00:00Z">{"".join(runs)}</w:{kind}>'


def deleted(text: str) -> str:
    """A run with deleted text."""
    return f"<w:r><w:delText>{escape(text)}</w:delText></w:r>"


def field(code: str, *result: str) -> str:
    """A complex field; without a result none is shown."""
    shown = r(inner='<w:fldChar w:fldCharType="separate"/>') + "".join(result) if result else ""
    return (
        r(inner='<w:fldChar w:fldCharType="begin"/>')
        + r(inner=f"<w:instrText>{escape(code)}</w:instrText>")
        + shown
        + r(inner='<w:fldChar w:fldCharType="end"/>')
    )


def tc(*content: str, span: int = 1, down: str = "", right: str = "") -> str:
    """A cell. `down` is ``restart`` or ``continue``, the mark of a vertical merge; `right` likewise."""
    properties = (
        (val("gridSpan", span) if span > 1 else "")
        + (val("vMerge", down) if down else "")
        + (val("hMerge", right) if right else "")
    )
    inside = "".join(c if c.startswith(("<w:p>", "<w:tbl>")) else p(c) for c in content) or p()
    return f"<w:tc>{f'<w:tcPr>{properties}</w:tcPr>' if properties else ''}{inside}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    """A row."""
    inside = "".join(c if c.startswith("<w:tc>") else tc(c) for c in cells)
    return f"<w:tr>{f'<w:trPr>{properties}</w:trPr>' if properties else ''}{inside}</w:tr>"


def tbl(*rows: str, style: str = "") -> str:
    """A table."""
    return f"<w:tbl><w:tblPr>{val('tblStyle', style) if style else ''}</w:tblPr><w:tblGrid/>{''.join(rows)}</w:tbl>"


def text_box(*paragraphs: str) -> str:
    """A run with a text box, in the new and, to fall back on, in the old form."""
    inside = f"<w:txbxContent>{''.join(paragraphs)}</w:txbxContent>"
    new = f"<w:drawing><a:graphic><wps:wsp><wps:txbx>{inside}</wps:txbx></wps:wsp></a:graphic></w:drawing>"
    old = f"<w:pict><v:shape><v:textbox>{inside}</v:textbox></v:shape></w:pict>"
    return r(
        inner="<mc:AlternateContent>"
        f'<mc:Choice Requires="wps">{new}</mc:Choice><mc:Fallback>{old}</mc:Fallback></mc:AlternateContent>'
    )


OFD = "http://www.ofdspec.org/2016"
FACES = {"1": "仿宋", "2": "黑体", "3": "方正小标宋简体"}


def ofd(*pages: str, fonts: Mapping[str, str] = FACES, common: str = "", **parts: str) -> bytes:
    """An OFD file of those page contents (see `text_object`), on A4. `parts` are more members."""
    listed = "".join(f'<ofd:Page ID="{100 + n}" BaseLoc="Pages/Page_{n}/Content.xml"/>' for n in range(len(pages)))
    faces = "".join(
        f'<ofd:Font ID="{key}" {name if "=" in name else f"FontName={quoteattr(name)}"}/>' for key, name in fonts.items()
    )
    members: dict[str, str | bytes] = {
        "OFD.xml": f'<ofd:OFD xmlns:ofd="{OFD}"><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>',
        "Doc_0/Document.xml": (
            f'<ofd:Document xmlns:ofd="{OFD}"><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox>'
            f"</ofd:PageArea><ofd:PublicRes>PublicRes.xml</ofd:PublicRes>{common}</ofd:CommonData>"
            f"<ofd:Pages>{listed}</ofd:Pages></ofd:Document>"
        ),
        "Doc_0/PublicRes.xml": f'<ofd:Res xmlns:ofd="{OFD}"><ofd:Fonts>{faces}</ofd:Fonts></ofd:Res>',
    }
    for n, content in enumerate(pages):
        members[f"Doc_0/Pages/Page_{n}/Content.xml"] = ofd_page(content)
    members.update({name.replace("__", "/"): part for name, part in parts.items()})
    return zipped(members)


def ofd_page(content: str) -> str:
    """One page around its objects."""
    return f'<ofd:Page xmlns:ofd="{OFD}"><ofd:Content><ofd:Layer>{content}</ofd:Layer></ofd:Content></ofd:Page>'


def text_object(text: str, x: float, y: float, *, size: float = 5.6, font: str = "1", more: str = "", step: str = "") -> str:
    """A line of text with its left end at (x, y), baseline, in millimetres; each character an em wide."""
    deltas = step or f"g {max(1, len(text) - 1)} {size}"
    return (
        f'<ofd:TextObject Boundary="{x} {y - size} {size * (len(text) + 1)} {size * 1.4}" Font="{font}" Size="{size}" {more}>'
        f'<ofd:TextCode X="0" Y="{size}" DeltaX="{deltas}">{escape(text)}</ofd:TextCode></ofd:TextObject>'
    )


def path(data: str, more: str = "") -> str:
    """A drawn path, in millimetres on the page."""
    return f'<ofd:PathObject Boundary="0 0 210 297" {more}><ofd:AbbreviatedData>{data}</ofd:AbbreviatedData></ofd:PathObject>'
