"""A change in one sentence, in the words of the field, in English and in Chinese."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planparse.diff.nodes import fold
from planparse.diff.places import is_article, numbered
from planparse.diff.words import printed
from planparse.rules.changes import BY_NAME, FIELDS

if TYPE_CHECKING:
    from planparse.diff.model import Place
    from planparse.diff.records import Draft

_LONG = 60


def messages(kind: str, subject: str, draft: Draft) -> tuple[str, str]:
    """The message in English and in Chinese."""
    name, name_zh = _name(kind, draft)
    tell = _TELL.get(kind) or _TELL.get(kind.partition("-")[0]) or _plain
    english, chinese = tell(kind, draft)
    if kind == "metadata-changed":
        return f"{name}: {english}", f"{name_zh}：{chinese}"
    where_en, where_zh = (f" ({subject})", f"{subject}：") if subject else ("", "")
    return (
        f"{name}{where_en}" + (f": {english}" if english else ""),
        f"{where_zh}{name_zh}" + (f"，{chinese}" if chinese else ""),
    )


def _name(kind: str, draft: Draft) -> tuple[str, str]:
    """What a kind is called; 第三条 and what is in it are no sections but articles."""
    row = BY_NAME[kind]
    node = draft.node
    if kind.startswith("section-") and node and any(map(is_article, (node, *node.above()))):
        return row.english.replace("section", "article"), row.chinese.replace("章节", "条款")
    return row.english, row.chinese


def short(text: str) -> str:
    """`text` as it was printed, on one line and not too long."""
    line = " ".join(printed(text).split())
    return line if len(line) <= _LONG else line[:_LONG] + "…"


def _plain(_kind: str, draft: Draft) -> tuple[str, str]:
    """Text: what stands there."""
    place = draft.new or draft.old
    if draft.inside:
        return f"{len(draft.inside)} tasks inside", f"含 {len(draft.inside)} 项任务"
    quote = short(place.quote.removeprefix(place.heading or "")) if place else ""  # the heading is told as the subject
    return (f"“{quote}”", f"“{quote}”") if quote else ("", "")


def _tree(kind: str, draft: Draft) -> tuple[str, str]:
    """Tasks and sections that came or went: the units, or the tasks inside."""
    if kind.endswith("-reworded"):
        return _reworded(draft)
    if draft.inside and kind.endswith(("-added", "-removed")):
        names = "、".join(_called(place) for place in draft.inside[:3])
        more = "…" if len(draft.inside) > 3 else ""
        return (
            f"{len(draft.inside)} tasks inside: {names}{more}",
            f"含 {len(draft.inside)} 项任务：{names}{more}",
        )
    units = "、".join(draft.units)
    return (f"units {units}", f"单位：{units}") if units else _plain(kind, draft)


def _reworded(draft: Draft) -> tuple[str, str]:
    words = [w for edit in draft.edits for w in edit.words if w.op != "equal"]
    gone, come = ([w.text for w in words if w.op == op and fold(w.text)] for op in ("delete", "insert"))  # no mere marks
    parts_en, parts_zh = [], []
    if gone:
        parts_en.append(f"out “{short('…'.join(gone))}”")
        parts_zh.append(f"删去“{short('…'.join(gone))}”")
    if come:
        parts_en.append(f"in “{short('…'.join(come))}”")
        parts_zh.append(f"增加“{short('…'.join(come))}”")
    return ", ".join(parts_en), "，".join(parts_zh)


def _moved(_kind: str, draft: Draft) -> tuple[str, str]:
    if draft.also_new:
        other = _called(draft.also_new[0])
        return f"changed places with {other}", f"与“{other}”对调"
    return f"from {draft.before} to {draft.after}", f"由 {draft.before} 移至 {draft.after}"


def _grouped(kind: str, draft: Draft) -> tuple[str, str]:
    if kind.endswith("-split"):
        names = "；".join(_called(p) for p in (draft.new, *draft.also_new) if p)
        return f"into {names}", f"拆分为 {names}"
    names = "；".join(_called(p) for p in (draft.old, *draft.also_old) if p)
    return f"from {names}", f"由 {names} 合并而成"


def _called(place: Place) -> str:
    text = place.heading or short(place.quote)[:20]
    return numbered(place.number, text)


def _arrow(_kind: str, draft: Draft) -> tuple[str, str]:
    """A value before and after."""
    if draft.before and draft.after:
        return f"{draft.before} → {draft.after}", f"{draft.before} → {draft.after}"
    value = draft.before or draft.after or ""
    return value, value


def _deadline(kind: str, draft: Draft) -> tuple[str, str]:
    english, chinese = _arrow(kind, draft)
    quotes = [p.quote for p in (draft.old, draft.new) if p and p.kind == "fact"]
    said = " → ".join(f"“{short(quote)}”" for quote in quotes)
    return (f"{english} ({said})", f"{chinese}（{said}）") if said else (english, chinese)


def _target(kind: str, draft: Draft) -> tuple[str, str]:
    english, chinese = _deadline(kind, draft)
    return english, chinese


def _lead(_kind: str, draft: Draft) -> tuple[str, str]:
    before, after = draft.before or "", draft.after or ""
    if before and after:
        return f"{before} → {after}", f"由{before}变更为{after}"
    return (after, after) if after else (f"was {before}", f"原为{before}")


def _renamed(_kind: str, draft: Draft) -> tuple[str, str]:
    times = f" ({draft.count} places)" if draft.count > 1 else ""
    times_zh = f"（{draft.count} 处）" if draft.count > 1 else ""
    return f"{draft.before} → {draft.after}{times}", f"{draft.before} → {draft.after}{times_zh}"


def _metadata(_kind: str, draft: Draft) -> tuple[str, str]:
    name = draft.identity[0] if draft.identity else ""
    english, chinese = FIELDS.get(name, (name, name))
    before, after = draft.before or "–", draft.after or "–"
    return f"{english}: {before} → {after}", f"{chinese} {before} → {after}"


_TELL = {
    "task": _tree,
    "section": _tree,
    "attachment": _tree,
    "measure-reworded": lambda kind, draft: _reworded(draft),  # noqa: ARG005
    "task-moved": _moved,
    "measure-moved": _moved,
    "section-moved": _moved,
    "paragraph-moved": _moved,
    "task-split": _grouped,
    "task-merged": _grouped,
    "section-split": _grouped,
    "section-merged": _grouped,
    "deadline": _deadline,
    "target": _target,
    "citation": _arrow,
    "lead": _lead,
    "lead-rule-added": _plain,
    "lead-rule-removed": _plain,
    "unit": _arrow,
    "unit-renamed": _renamed,
    "role": _arrow,
    "metadata": _metadata,
}
