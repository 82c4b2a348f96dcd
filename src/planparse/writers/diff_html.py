"""A comparison as one page: nothing is loaded from elsewhere, and it reads without scripts too."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from importlib.resources import files
from typing import TYPE_CHECKING

from planparse.diff.view import label, sections
from planparse.rules.changes import BY_NAME

if TYPE_CHECKING:
    from planparse.diff.model import Change, Edit, Place, PlanDiff
    from planparse.diff.view import View

SUFFIXES = (".html", ".htm")


_POLICY = (
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; "
    "script-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">\n"
)


def document(diff: PlanDiff, view: View) -> str:
    """`diff` as a page of two columns, the old plan on the left; changes are linked from a list above them."""
    old, new = label(diff)
    title = view.say("Changes of duty", "职责变化")
    return "".join(
        [
            f'<!DOCTYPE html>\n<html lang="{view.say("en", "zh")}">\n<head>\n<meta charset="utf-8">\n',
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n',
            _POLICY,
            f"<title>{_text(title)}: {_text(new)}</title>\n<style>\n{_asset('diff_page.css')}</style>\n</head>\n<body>\n",
            f'<a class="skip" href="#changes">{view.say("Skip to the changes", "跳到变化列表")}</a>\n',
            f"<header><h1>{_text(title)}</h1>\n",
            f'<div class="pair sides"><p>{_text(old)}</p><p>{_text(new)}</p></div>\n',
            f'<p role="status" id="count">{_text(view.headline(diff))}</p></header>\n',
            *_filters(diff, view),
            *_contents(diff, view),
            '<main id="changes">\n',
            *(part for name, changes in sections(diff, view) for part in _section(name, changes, view)),
            f"</main>\n<script>\n{_asset('diff_page.js')}</script>\n</body>\n</html>\n",
        ]
    )


def _asset(name: str) -> str:
    return files("planparse.writers").joinpath(name).read_text("utf-8")


def _filters(diff: PlanDiff, view: View) -> Iterator[str]:
    """Choices of kind, severity and unit; hidden until the script that serves them runs."""
    changes = [*diff.changes, *diff.findings]
    kinds = [kind for kind in BY_NAME if any(change.kind == kind for change in changes)]
    units = sorted({unit for change in changes for unit in change.units})
    every = view.say("all", "全部")
    yield f'<form id="filters" hidden aria-label="{view.say("Filter", "筛选")}">\n'
    names = {kind: view.say(BY_NAME[kind].english, BY_NAME[kind].chinese) for kind in kinds}
    yield _select("kind", view.say("Kind", "类型"), every, names)
    weights: dict[str, str] = {c.severity: view.severity(c) for c in sorted(changes, key=lambda c: c.severity)}
    yield _select("severity", view.say("Weight", "程度"), every, weights)
    yield _select("unit", view.say("Unit", "单位"), every, {unit: unit for unit in units})
    yield f'<button type="reset">{view.say("Show all", "全部显示")}</button>\n</form>\n'


def _select(name: str, title: str, every: str, options: dict[str, str]) -> str:
    rows = "".join(f'<option value="{_text(key)}">{_text(text)}</option>' for key, text in options.items())
    return f'<label>{title} <select name="{name}"><option value="">{every}</option>{rows}</select></label>\n'


def _contents(diff: PlanDiff, view: View) -> Iterator[str]:
    if not diff.changes and not diff.findings:
        return
    yield f'<nav aria-label="{view.say("List of changes", "变化目录")}"><details open><summary>'
    yield f"{view.say('List of changes', '变化目录')}</summary>\n<ol>\n"
    for change in (*diff.changes, *diff.findings):
        yield f'<li data-for="c-{change.fingerprint}"><a class="{change.severity}" href="#c-{change.fingerprint}">'
        yield f"{_text(view.message(change))}</a></li>\n"
    yield "</ol></details></nav>\n"


def _section(name: str, changes: list[Change], view: View) -> Iterator[str]:
    yield f"<section><h2>{_text(name)}</h2>\n"
    for change in changes:
        yield from _change(change, view)
    yield "</section>\n"


def _change(change: Change, view: View) -> Iterator[str]:
    units = "|".join(change.units)
    mark = " waived" if change.waived is not None else ""
    yield (
        f'<article id="c-{change.fingerprint}" class="{change.severity}{mark}" tabindex="-1" data-kind="{change.kind}" '
        f'data-severity="{change.severity}" data-units="{_text(units)}">\n'
    )
    yield f'<h3><span class="tag">{view.severity(change)}</span> {_text(view.message(change))}'
    yield f' <a class="self" href="#c-{change.fingerprint}" aria-label="{view.say("link", "链接")}">#</a></h3>\n'
    if change.waived is not None:
        yield f"<p>{view.say('Waived', '已豁免')}: {_text(change.waived)}</p>\n"
    if change.edits:
        for edit in change.edits:
            yield f'<div class="pair"><div class="old">{_side(edit, "insert")}</div>'
            yield f'<div class="new">{_side(edit, "delete")}</div></div>\n'
    else:
        olds, news = (change.old, *change.also_old), (change.new, *change.also_new)
        yield f'<div class="pair"><div class="old">{_places(olds, change, view)}</div>'
        yield f'<div class="new">{_places(news, change, view)}</div></div>\n'
    if change.inside:
        rows = "".join(f"<li>{_text(_called(place))}</li>" for place in change.inside)
        yield f"<ul>{rows}</ul>\n"
    yield "</article>\n"


def _side(edit: Edit, hidden: str) -> str:
    tag = "del" if hidden == "insert" else "ins"
    return "".join(
        _text(word.text) if word.op == "equal" else f"<{tag}>{_text(word.text)}</{tag}>"
        for word in edit.words
        if word.op != hidden
    )


def _places(places: tuple[Place | None, ...], change: Change, view: View) -> str:
    shown = [place for place in places if place is not None and place.quote]
    if not shown:
        return f'<p class="none">{view.say("(nothing)", "（无）")}</p>'
    return "".join(f"<p>{_quote(place, change)}</p>" for place in shown)


def _quote(place: Place, change: Change) -> str:
    """The words of a place, units that the change is about set apart."""
    text = _text(place.quote)
    if place.kind == "clause":
        for unit in sorted(change.units, key=len, reverse=True):
            text = text.replace(_text(unit), f"<mark>{_text(unit)}</mark>", 1)
    head = f'<span class="where">{_text(place.number or "")}{_text(place.heading or "")}</span> ' if place.heading else ""
    return (head if place.kind in {"clause", "fact"} else "") + text.replace("\n", "<br>")


def _called(place: Place) -> str:
    return f"{place.number or ''}{place.heading or place.quote[:30]}"


def _text(text: str) -> str:
    return escape("".join(c if c.isprintable() or c in "\n\u3000" else " " for c in text))
