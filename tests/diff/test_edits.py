"""One edit of a notice, read anew, is one change of the right kind."""

from __future__ import annotations

import gc
import random
import time
from collections.abc import Callable
from typing import Any

import pytest

from planparse.diff.engine import diff
from planparse.pipeline import parse
from planparse.rules.changes import BY_NAME
from planparse.stages.normalise import plain


def items(draft: Any, section: int) -> list[Any]:
    return draft.sections[section][1]


def clause(old: str, new: str, at: tuple[int, int]) -> Callable[[Any, Any], None]:
    def edit(draft: Any, _: Any) -> None:
        item = items(draft, at[0])[at[1]]
        assert old in item.clause
        item.clause = item.clause.replace(old, new)

    return edit


def words(old: str, new: str, at: tuple[int, int]) -> Callable[[Any, Any], None]:
    def edit(draft: Any, _: Any) -> None:
        item = items(draft, at[0])[at[1]]
        assert any(old in s for s in item.sentences)
        item.sentences = [s.replace(old, new) for s in item.sentences]

    return edit


def add_task(draft: Any, spare: Any) -> None:
    items(draft, 0).insert(0, spare)


def remove_task(draft: Any, _: Any) -> None:
    del items(draft, 0)[0]


def move_task(draft: Any, _: Any) -> None:
    items(draft, 4).insert(0, items(draft, 1).pop(1))


def move_within(draft: Any, _: Any) -> None:
    items(draft, 0).append(items(draft, 0).pop(0))


def swap(draft: Any, _: Any) -> None:
    listed = items(draft, 1)
    listed[0], listed[2] = listed[2], listed[0]


def swap_sections_tasks(draft: Any, _: Any) -> None:
    one, other = items(draft, 0), items(draft, 3)
    one[1], other[1] = other[1], one[1]


def split_task(draft: Any, spare: Any) -> None:
    item = items(draft, 1)[0]
    spare.heading, spare.sentences, spare.clause = "合理布局站点", [item.sentences.pop(0)], item.clause
    items(draft, 1).insert(0, spare)


def merge_tasks(draft: Any, _: Any) -> None:
    one, other = items(draft, 4)
    one.sentences += other.sentences
    one.clause = "牵头单位：区行政审批局、区政府办公室；配合单位：区信访局、区审计局"
    items(draft, 4).remove(other)


def add_measure(draft: Any, _: Any) -> None:
    items(draft, 2)[0].sentences.insert(1, "编写统一的岗位操作手册。")


def drop_measure(draft: Any, _: Any) -> None:
    items(draft, 2)[1].sentences.pop(0)


def retitle(draft: Any, _: Any) -> None:
    items(draft, 3)[1].heading = "筑牢数据安全防线"


def add_section(draft: Any, spare: Any) -> None:
    draft.sections.insert(2, ("拓展服务渠道", [spare]))


def remove_section(draft: Any, _: Any) -> None:
    del draft.sections[2]


def move_section(draft: Any, _: Any) -> None:
    draft.sections.append(draft.sections.pop(0))


def retitle_section(draft: Any, _: Any) -> None:
    draft.sections[1] = ("完善服务设施", draft.sections[1][1])


def new_number(draft: Any, _: Any) -> None:
    draft.number = "云政办发〔2024〕12号"


def reword_preamble(draft: Any, _: Any) -> None:
    draft.preamble = "为方便企业和群众办事，制定本方案。"


EDITS = {
    "add": (add_task, ["task-added"]),
    "remove": (remove_task, ["task-removed"]),
    "move": (move_task, ["task-moved"]),
    "move within": (move_within, ["task-moved"]),
    "swap": (swap, ["task-moved"]),
    "swap across": (swap_sections_tasks, ["task-moved"]),
    "split": (split_task, ["task-split"]),
    "merge": (merge_tasks, ["task-merged"]),
    "add measure": (add_measure, ["measure-added"]),
    "drop measure": (drop_measure, ["measure-removed"]),
    "retitle": (retitle, ["task-reworded"]),
    "reword": (words("合并重复的审核", "取消重复审核，推行并联审批", (0, 1)), ["measure-reworded"]),
    "lead": (clause("牵头单位：区民政局", "牵头单位：区委社会工作部", (1, 0)), ["lead-changed"]),
    "lead from support": (
        clause("区民政局；配合单位：区住房城乡建设局、", "区住房城乡建设局；配合单位：区民政局、", (1, 0)),
        ["lead-changed"],
    ),
    "second lead": (clause("区民政局；", "区民政局、区发展改革局；", (1, 0)), ["lead-added"]),
    "no lead": (clause("牵头单位：区民政局；配合单位：", "责任单位：区民政局、", (1, 0)), ["lead-removed"]),
    "unit added": (clause("区财政局", "区财政局、区教育局", (1, 0)), ["unit-added"]),
    "unit removed": (clause("、区财政局", "", (1, 0)), ["unit-removed"]),
    "role": (clause("；配合单位：区信访局", "；责任单位：区信访局", (4, 0)), ["role-changed"]),
    "clause dropped": (clause("牵头单位：区信访局", "", (4, 0)), []),
    "deadline later": (words("2024年10月底", "2024年12月底", (0, 0)), ["deadline-later"]),
    "deadline earlier": (words("2024年10月底", "2024年8月底", (0, 0)), ["deadline-earlier"]),
    "deadline dropped": (words("2024年10月底前", "", (0, 0)), ["deadline-dropped"]),
    "deadline added": (words("推动电子证照", "2025年6月底前推动电子证照", (3, 0)), ["deadline-added"]),
    "target raised": (words("90%", "95%", (0, 1)), ["target-raised"]),
    "target lowered": (words("90%", "80%", (0, 1)), ["target-lowered"]),
    "citation added": (words("落实数据分类", "按照《云溪区数据管理办法》落实数据分类", (3, 1)), ["citation-added", "measure-reworded"]),
    "section added": (add_section, ["section-added"]),
    "section removed": (remove_section, ["section-removed"]),
    "section moved": (move_section, ["section-moved"]),
    "section retitled": (retitle_section, ["section-reworded"]),
    "number of the document": (new_number, ["metadata-changed"]),
    "preamble": (reword_preamble, ["section-reworded"]),
    "marks": (words("标识和休息区域。", "标识、和休息区域；", (1, 1)), []),
}
del EDITS["clause dropped"]


@pytest.mark.parametrize("name", EDITS)
def test_one_edit_is_one_change(name: str, draft: Any, spare: Any, told: Any) -> None:
    edit, kinds = EDITS[name]
    new = draft.copy()
    edit(new, spare)
    assert told(draft, new) == kinds


@pytest.mark.parametrize("name", EDITS)
def test_back_again_mirrors(name: str, draft: Any, spare: Any, told: Any) -> None:
    """The way back has as many changes, and removing is the reverse of adding."""
    new = draft.copy()
    EDITS[name][0](new, spare)
    there, back = told(draft, new), told(new, draft)
    assert len(there) == len(back)
    assert ("task-added" in there) == ("task-removed" in back)


def test_three_edits_are_three_records(draft: Any, spare: Any) -> None:
    new = draft.copy()
    items(new, 0).insert(0, spare)
    items(new, 2)[1].clause = items(new, 2)[1].clause.replace("区委组织部", "区行政审批局")
    items(new, 4).append(items(new, 1).pop(0))
    found = diff(draft.plan(), new.plan())
    assert sorted(change.kind for change in found.changes) == ["lead-changed", "task-added", "task-moved"]
    assert found.summary.renumbered >= 5
    assert {change.severity for change in found.changes} == {"breaking", "warning", "note"}


def test_no_edit_is_no_change(draft: Any) -> None:
    found = diff(draft.plan(), draft.plan())
    assert not found.changes
    assert found.summary.renumbered == found.summary.marks_only == 0


def test_independent_edits_add_up(draft: Any, spare: Any, told: Any) -> None:
    new = draft.copy()
    for name in ("role", "target raised", "deadline later", "retitle", "add measure"):
        EDITS[name][0](new, spare)
    expected = sorted(kind for n in ("role", "target raised", "deadline later", "retitle", "add measure") for kind in EDITS[n][1])
    assert sorted(told(draft, new)) == expected


def test_renamed_unit_is_one_note(draft: Any, told: Any) -> None:
    old = draft.copy()
    for item in (items(old, 2)[0], items(old, 2)[1]):
        item.clause = item.clause.replace("区人力资源和社会保障局", "区农业局")
    new = old.copy()
    for item in (items(new, 2)[0], items(new, 2)[1]):
        item.clause = item.clause.replace("区农业局", "区农业农村局")
    found = diff(old.plan(), new.plan())
    assert [(c.kind, c.severity, c.count) for c in found.changes] == [("unit-renamed", "note", 2)]


def test_fingerprints_do_not_depend_on_numbers(draft: Any, spare: Any) -> None:
    """The same change has the same fingerprint where a task before it renumbers all."""
    plain, shifted = draft.copy(), draft.copy()
    for new in (plain, shifted):
        EDITS["lead"][0](new, None)
        EDITS["target lowered"][0](new, None)
    items(shifted, 1).insert(0, spare)
    one = {c.kind: c.fingerprint for c in diff(draft.plan(), plain.plan()).changes}
    other = {c.kind: c.fingerprint for c in diff(draft.plan(), shifted.plan()).changes}
    assert other.pop("task-added")
    assert one == other


def test_quotes_stand_at_their_places(draft: Any, spare: Any) -> None:
    new = draft.copy()
    for name in ("deadline later", "lead", "reword", "retitle", "add measure"):
        EDITS[name][0](new, spare)
    texts = draft.text(), new.text()
    for change in diff(draft.plan(), new.plan()).changes:
        for place, text in zip((change.old, change.new), texts, strict=True):
            if place and place.span:
                inside = text[place.span[0] : place.span[1]]
                assert all(line in inside for line in place.quote.split("\n")), (change.kind, place)


def test_words_give_both_sides_back(draft: Any) -> None:
    new = draft.copy()
    EDITS["reword"][0](new, None)
    (change,) = diff(draft.plan(), new.plan()).changes
    (edit,) = change.edits
    assert "".join(w.text for w in edit.words if w.op != "insert") == edit.old.quote
    assert "".join(w.text for w in edit.words if w.op != "delete") == edit.new.quote


def test_what_a_copy_has_left_is_no_change(draft: Any, told: Any) -> None:
    new = draft.copy()
    item = new.sections[0][1][0]
    item.sentences[0] = item.sentences[0].replace("，能够", "，—3—能够").replace("。", "&quot;。")
    assert told(draft, new) == []
    item.sentences[0] = item.sentences[0].replace("不再", "一律不再")
    (change,) = diff(draft.plan(), new.plan()).changes
    assert [(w.op, w.text) for w in change.edits[0].words if "3" in w.text or w.op == "delete"] == []


def test_a_target_goes_with_its_sentence(draft: Any) -> None:
    new = draft.copy()
    new.sections[0][1][1].sentences.pop()
    (change,) = diff(draft.plan(), new.plan()).changes
    assert (change.kind, change.implies) == ("measure-removed", ("target-dropped",))


def test_the_same_body_in_its_full_name_is_no_change(draft: Any, told: Any) -> None:
    old, new = draft.copy(), draft.copy()
    old.sections[0][1][0].clause = "牵头单位：区行政审批局；配合单位：人民银行云溪支行"
    new.sections[0][1][0].clause = "牵头单位：区行政审批局；配合单位：中国人民银行云溪支行"
    assert told(old, new) == []


def test_articles_are_called_so() -> None:
    head = "云溪区便民服务管理办法\n\n第一章 总则\n\n第一条 为方便群众办事，制定本办法。\n\n第二条 本办法适用于全区各服务大厅。\n\n"
    old, new = (parse(plain(head + f"第二章 附则\n\n第三条 本办法自发布之日起施行，有效期{n}年。\n", "n.txt")) for n in "五三")
    (change,) = diff(old, new).changes
    assert change.kind == "section-reworded"
    assert change.message_zh.startswith("第三条 本办法自发布之日起")
    assert "条款表述调整" in change.message_zh
    assert change.message.startswith("article reworded")


def test_items_are_cited_with_their_article() -> None:
    head = "云溪区便民服务管理办法\n\n第一条 本办法适用于全区各服务大厅。\n\n第二条 服务大厅应当：\n\n（一）公开办事指南；\n\n"
    old, new = (parse(plain(head + f"（二）为老年人提供{word}服务。\n", "n.txt")) for word in ("帮办", "上门"))
    (change,) = diff(old, new).changes
    assert change.message_zh.startswith("第二条（二）为老年人提供上门服务。：条款表述调整")


def large(draft: Any, sections: int, chance: random.Random) -> Any:
    """A draft of ten tasks a section, whose words are those of no other."""
    whole = draft.copy()
    letters = "".join("".join(item.sentences) for _, items in draft.sections for item in items).replace("。", "")
    item = draft.sections[1][1][0]

    def words(least: int) -> str:
        return "".join(chance.choice(letters) for _ in range(chance.randint(least, 2 * least)))

    whole.sections = []
    for _ in range(sections):
        items = [type(item)(words(6), [words(20) + "。" for _ in range(3)], item.clause) for _ in range(10)]
        whole.sections.append((f"{words(6)}工作", items))
    return whole


def test_time_is_linear_where_all_is_reworded_and_shuffled(draft: Any) -> None:
    def cost(sections: int) -> float:
        chance = random.Random(5)
        old = large(draft, sections, chance)
        new = old.copy()
        flat = [item for _, items in new.sections for item in items]
        for item in flat:
            item.sentences = [s[:6] + "统筹推进" + s[10:] for s in item.sentences]
        chance.shuffle(flat)
        new.sections = [(heading, flat[n * 10 : n * 10 + 10]) for n, (heading, _) in enumerate(new.sections)]
        plans = old.plan(), new.plan()
        start = time.process_time()
        assert len(diff(*plans).changes) >= sections * 10
        return time.process_time() - start

    small, big = (min(cost(sections) for _ in range(2)) for sections in (2, 10))
    assert big < max(0.05, small * 5 * 2.5)


@pytest.mark.parametrize("on", [True, False])
def test_the_garbage_collector_is_left_as_it_was(draft: Any, on: bool) -> None:
    was = gc.isenabled()
    try:
        (gc.enable if on else gc.disable)()
        diff(draft.plan(), draft.plan())
        assert gc.isenabled() is on
    finally:
        (gc.enable if was else gc.disable)()


def test_kinds_are_those_of_the_table(draft: Any, spare: Any) -> None:
    for edit, kinds in EDITS.values():
        assert all(kind in BY_NAME for kind in kinds)
        assert callable(edit)


def test_real_notices_do_not_differ_from_themselves(eval_notices: Any, corpus_notices: Any) -> None:
    import planparse

    for path in (*eval_notices, *corpus_notices):
        try:
            plan = planparse.extract(path)
        except planparse.PlanparseError:
            continue
        assert not diff(plan, plan).changes, path.name
