"""Declared lead rules: found in any wording, applied where their mark can be seen."""

from __future__ import annotations

import pytest

from planparse.source import Source, StyleRun
from planparse.span import Span
from planparse.stages.apply_leads import apply_leads, find_lead_rules
from planparse.stages.normalise import normalise, plain
from planparse.syntax import Clause, Duty, LeadRule, Mention, Note, Role, Text, UnitList


def rules_of(source: str) -> list[tuple[str, str]]:
    text = normalise(plain(source))
    return [(r.basis, r.symbol) for r in find_lead_rules(text, [Span(0, len(text.norm))])]


@pytest.mark.parametrize(
    ("source", "basis", "symbol"),
    [
        ("列第一位者为牵头单位，下同", "position", ""),
        ("排在第一位的部门为牵头部门", "position", ""),
        ("列首位的为牵头单位", "position", ""),
        ("排名第一的为牵头单位", "position", ""),
        ("责任单位中第一个单位为牵头单位", "position", ""),
        ("各项任务责任单位排首位的为牵头单位", "position", ""),
        ("排序第一的单位是牵头单位", "position", ""),
        ("多个责任单位的，列首位的负责牵头", "position", ""),
        ("由排在第一位的单位牵头", "position", ""),
        ("加下划线的为牵头单位", "typography", ""),
        ("标黑体的为牵头", "typography", ""),
        ("加粗的为牵头单位", "typography", ""),
        ("黑体字为牵头部门", "typography", ""),
        ("责任单位中用黑体标注的单位为牵头单位", "typography", ""),
        ("带“△”的为牵头单位", "symbol", "△"),
        ("注：责任单位两个以上的，标★的为牵头单位", "symbol", "★"),
        ("加*号的单位为牵头单位", "symbol", "*"),
        ("责任单位（逗号前为牵头单位）", "punctuation", ","),
        ("分号前的单位为牵头单位", "punctuation", ";"),
    ],
)
def test_wordings(source: str, basis: str, symbol: str) -> None:
    assert rules_of(source) == [(basis, symbol)]


@pytest.mark.parametrize(
    "source",
    ["把质量放在首位", "市教育局为牵头单位", "标“★”项目为标志性项目", "明确一家单位为牵头单位", "标题用黑体"],
)
def test_no_declaration(source: str) -> None:
    assert rules_of(source) == []


def test_scope_and_span() -> None:
    text = normalise(plain("甲（加粗的为牵头单位）\n乙，列首位的为牵头单位，下同\n丙"))
    first, second = find_lead_rules(text, [Span(0, 12), Span(12, len(text.norm))])
    assert text.of(first.span) == "(加粗的为牵头单位)"
    assert first.scope == Span(0, 12)
    assert second.scope == Span(second.span.start, len(text.norm))


def duty(text: Text, names: str, labelled: bool = False, start: int = 0) -> Duty:
    """A duty over the names of the text, which `names` separates by blanks."""
    mentions, at = [], start
    for name in names.split():
        at = text.norm.index(name, at)
        mentions.append(Mention(name=name, span=Span(at, at + len(name)), role=Role.RESPONSIBLE))
        at += len(name)
    span = Span(mentions[0].span.start, at)
    lists = (UnitList(span=span, role=Role.RESPONSIBLE),)
    outer = Span(max(0, span.start - 6), min(len(text.norm), span.end + 1))
    return Duty(clause=Clause(span=outer, rule="", lists=lists, labelled=labelled), mentions=tuple(mentions))


def rule(basis: str, text: Text, symbol: str = "", at: int = 0) -> LeadRule:
    return LeadRule(basis=basis, span=Span(at, at), scope=Span(0, len(text.norm)), rule=basis, symbol=symbol)


def roles(duties: tuple[Duty, ...]) -> list[str]:
    return ["".join(m.role.value[0] for m in d.mentions) for d in duties]


def styled(source: str, *bold: str) -> Text:
    runs = tuple(StyleRun(span=Span(source.index(b), source.index(b) + len(b)), bold=True) for b in bold)
    base = plain(source)
    return normalise(
        Source(
            name=base.name,
            media_type=base.media_type,
            encoding=base.encoding,
            reader=base.reader,
            sha256="",
            text=source,
            styles=runs,
        )
    )


def apply(text: Text, duties: list[Duty], *rules: LeadRule) -> tuple[tuple[Duty, ...], tuple[Note, ...]]:
    return apply_leads(text, duties, rules)


def test_position() -> None:
    text = normalise(plain("（责任单位：市教育局、市财政局）（责任单位：市科技局）"))
    duties = [duty(text, "市教育局 市财政局"), duty(text, "市科技局")]
    done, notes = apply(text, duties, rule("position", text))
    assert roles(done) == ["ls", "l"]
    assert done[0].mentions[0].basis == "position"
    assert not notes


def test_words_win() -> None:
    text = normalise(plain("（牵头单位：市教育局；责任单位：市财政局）"))
    done, _ = apply(text, [duty(text, "市教育局 市财政局", labelled=True)], rule("position", text))
    assert roles(done) == ["rr"]


def test_symbol() -> None:
    text = normalise(plain("△市教育局，市财政局\n市科技局、市卫健委\n市民政局★"))
    duties = [duty(text, "市教育局 市财政局"), duty(text, "市科技局 市卫健委"), duty(text, "市民政局")]
    assert roles(apply(text, duties, rule("symbol", text, "△"))[0]) == ["ls", "rr", "r"]
    assert roles(apply(text, duties[2:], rule("symbol", text, "★"))[0]) == ["l"]


def test_punctuation() -> None:
    text = normalise(plain("市教育局、市财政局，市科技局\n市民政局\n市卫健委、市交通局"))
    duties = [
        duty(text, "市教育局 市财政局 市科技局"),
        duty(text, "市民政局"),
        duty(text, "市卫健委 市交通局"),
    ]
    assert roles(apply(text, duties, rule("punctuation", text, ","))[0]) == ["lls", "l", "rr"]


def test_typography_that_the_copy_shows() -> None:
    text = styled("责任单位：市教育局、市财政局、市科技局", "市财政局")
    done, notes = apply(text, [duty(text, "市教育局 市财政局 市科技局")], rule("typography", text))
    assert roles(done) == ["sls"]
    assert not notes


def test_a_whole_clause_in_bold_marks_nothing() -> None:
    source = "责任单位：市教育局、市财政局"
    text = styled(source, source)
    done, notes = apply(text, [duty(text, "市教育局 市财政局")], rule("typography", text))
    assert roles(done) == ["rr"]
    assert [n.code for n in notes] == ["lead_mark_lost"]


def test_typography_that_the_copy_lost() -> None:
    text = normalise(plain("责任单位：区教育局（标黑体的为牵头）、区财政局\n责任单位：区科技局、区民政局"))
    rules = find_lead_rules(text, [Span(0, len(text.norm))])
    done, notes = apply(text, [duty(text, "区教育局 区财政局"), duty(text, "区科技局 区民政局")], *rules)
    assert roles(done) == ["ls", "rr"]
    assert [n.code for n in notes] == ["lead_mark_lost"]


def test_typography_against_words() -> None:
    text = styled("牵头单位：市教育局；配合单位：市财政局", "市财政局")
    first = duty(text, "市教育局 市财政局", labelled=True)
    lead = Mention(name="市教育局", span=first.mentions[0].span, role=Role.LEAD, basis="word")
    done, notes = apply(
        text, [Duty(clause=first.clause, mentions=(lead, first.mentions[1]))], rule("typography", text)
    )
    assert roles(done) == ["lr"]
    assert "lead_contradiction" in [n.code for n in notes]


def test_undeclared_type_is_presumed_and_stays_responsible() -> None:
    source = "责任单位：市教育局、市财政局\n责任单位：市科技局、市民政局"
    text = styled(source, "市教育局", "市科技局")
    done, notes = apply(text, [duty(text, "市教育局 市财政局"), duty(text, "市科技局 市民政局")])
    assert roles(done) == ["rr", "rr"]
    assert [[m.presumed_lead for m in d.mentions] for d in done] == [[True, False], [True, False]]
    assert [n.code for n in notes] == ["lead_presumed"]


def test_one_bold_name_is_no_convention() -> None:
    text = styled("责任单位：市教育局、市财政局", "市教育局")
    done, notes = apply(text, [duty(text, "市教育局 市财政局")])
    assert not any(m.presumed_lead for m in done[0].mentions)
    assert not notes
