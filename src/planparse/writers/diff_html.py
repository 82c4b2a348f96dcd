"""A comparison as one page: nothing is loaded from elsewhere, and it reads without scripts too."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from html import escape
from importlib.resources import files
from typing import TYPE_CHECKING

from planparse.diff.places import numbered
from planparse.diff.view import displayed, label, named, sections
from planparse.diff.words import printed
from planparse.rules.changes import BY_NAME, SEVERITIES

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
    return "".join(
        [
            *_head(diff, view),
            *_filters(diff, view),
            '<div class="page">\n',
            *_contents(diff, view),
            '<main id="changes" tabindex="-1">\n',
            *(part for name, changes in sections(diff, view) for part in _section(name, changes, view)),
            f"</main>\n</div>\n<script>\n{_asset('diff_page.js')}</script>\n</body>\n</html>\n",
        ]
    )


def _head(diff: PlanDiff, view: View) -> Iterator[str]:
    old, new = label(diff)
    title = view.say("Changes of duty", "职责变化")
    yield f'<!DOCTYPE html>\n<html lang="{view.say("en", "zh-CN")}">\n<head>\n<meta charset="utf-8">\n'
    yield f'<meta name="viewport" content="width=device-width, initial-scale=1">\n{_POLICY}'
    yield f"<title>{title}: {_text(new)}</title>\n<style>\n{_asset('diff_page.css')}</style>\n</head>\n<body>\n"
    yield f'<a class="skip" href="#changes">{view.say("Skip to the changes", "跳到变化列表")}</a>\n'
    yield f"<header><h1>{title}</h1>\n"
    sides = f"<p>{_side(view, new=False)}{_text(old)}</p><p>{_side(view, new=True)}{_text(new)}</p>"
    yield f'<div class="pair sides">{sides}</div>\n'
    shown = view.say("; shown: {}", "；当前显示 {} 处")
    yield f'<p role="status" id="count" data-shown="{shown}">{_text(view.headline(diff))}</p></header>\n'


def _side(view: View, *, new: bool) -> str:
    """The name of a column; wide pages show it at their head alone, readers of a narrow or spoken page need it each time."""
    return f'<span class="side">{view.say("New", "新") if new else view.say("Old", "旧")}</span>'


def _asset(name: str) -> str:
    return files("planparse.writers").joinpath(name).read_text("utf-8")


def _filters(diff: PlanDiff, view: View) -> Iterator[str]:
    """Choices of kind, severity and unit; hidden until the script that serves them runs."""
    changes = [*diff.changes, *diff.findings]
    kinds = Counter(change.kind for change in changes)
    units = Counter(unit for change in changes for unit in set(change.units))
    weights: dict[str, str] = {change.severity: view.severity(change) for change in changes}
    names = {kind: view.say(row.english, row.chinese) for kind, row in BY_NAME.items() if kind in kinds}
    yield f'<form id="filters" hidden aria-label="{view.say("Filter", "筛选")}">\n'
    yield _select("kind", view.say("Kind", "类型"), names, kinds, view)
    graver = {name: weights[name] for name in reversed(SEVERITIES) if name in weights}
    yield _select("severity", view.say("Weight", "程度"), graver, Counter(c.severity for c in changes), view)
    if units:
        yield _select("unit", view.say("Unit", "单位"), {unit: unit for unit in sorted(units)}, units, view)
    yield f'<button type="reset">{view.say("Show all", "全部显示")}</button>\n<span class="keys">'
    yield f"{view.say('next change', '下一处')} <kbd>j</kbd>, {view.say('previous', '上一处')} <kbd>k</kbd></span>\n</form>\n"


def _select(name: str, title: str, options: dict[str, str], counts: Counter[str], view: View) -> str:
    rows = "".join(f'<option value="{_text(key)}">{_text(text)} ({counts[key]})</option>' for key, text in options.items())
    every = view.say("all", "全部")
    return f'<label>{title} <select name="{name}"><option value="">{every}</option>{rows}</select></label>\n'


def _contents(diff: PlanDiff, view: View) -> Iterator[str]:
    if not diff.changes and not diff.findings:
        return
    yield f'<nav aria-label="{view.say("List of changes", "变化目录")}"><details open><summary>'
    yield f"{view.say('List of changes', '变化目录')}</summary>\n<ol>\n"
    for change in (*diff.changes, *diff.findings):
        yield f'<li data-for="c-{change.fingerprint}" class="{change.severity}"><a href="#c-{change.fingerprint}">'
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
            yield _pair(_words(edit, "insert"), _words(edit, "delete"), view)
    else:
        olds, news = (change.old, *change.also_old), (change.new, *change.also_new)
        alone = "" if any(olds) and any(news) else "gone" if any(olds) else "come"
        yield _pair(_places(olds, change, alone, view), _places(news, change, alone, view), view)
    if change.inside:
        rows = "".join(f"<li>{_text(_called(place))}</li>" for place in change.inside)
        yield f'<ul class="inside">{rows}</ul>\n'
    yield "</article>\n"


def _pair(old: str, new: str, view: View) -> str:
    left = f'<div class="old">{_side(view, new=False)}{old}</div>'
    return f'<div class="pair">{left}<div class="new">{_side(view, new=True)}{new}</div></div>\n'


def _words(edit: Edit, hidden: str) -> str:
    tag = "del" if hidden == "insert" else "ins"
    return "".join(
        _text(word.text) if word.op == "equal" else f"<{tag}>{_text(word.text)}</{tag}>"
        for word in displayed(edit)
        if word.op != hidden
    )


def _places(places: tuple[Place | None, ...], change: Change, alone: str, view: View) -> str:
    """One column; `alone` sets apart what the other one has nothing of."""
    shown = [place for place in places if place is not None and place.quote]
    if not shown:
        return f'<p class="none">{view.say("(nothing)", "（无）")}</p>'
    mark = f' class="{alone}"' if alone else ""
    return "".join(f"<p{mark}>{_quote(place, change)}</p>" for place in shown)


def _quote(place: Place, change: Change) -> str:
    """The words of a place, units that the change is about set apart."""
    quote = printed(place.quote)
    text = _marked(quote, change.units) if place.kind == "clause" else _text(quote)
    head = f'<span class="where">{_text(numbered(place.number, place.heading))}</span> ' if place.heading else ""
    return (head if place.kind in {"clause", "fact"} else "") + text.replace("\n", "<br>")


def _marked(quote: str, units: Iterable[str]) -> str:
    """`quote` with the names of `units` marked, also where a list gives one without its level (县商务局, 教育局)."""
    out, at = [], 0
    for start, end in named(quote, units):
        out += [_text(quote[at:start]), f"<mark>{_text(quote[start:end])}</mark>"]
        at = end
    return "".join([*out, _text(quote[at:])])


def _called(place: Place) -> str:
    return numbered(place.number, place.heading or place.quote[:30])


def _text(text: str) -> str:
    return escape("".join(c if c.isprintable() or c in "\n\u3000" else " " for c in text))
