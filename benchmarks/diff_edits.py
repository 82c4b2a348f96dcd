"""How exactly a comparison tells edits whose truth is known.

    python benchmarks/diff_edits.py NOTICES... [--seed 7] [--rounds 3] [--misses 10]

NOTICES are files or directories of real notices. Each is read into a plan, the plan is edited in a known way
(by seeded chance), and both are compared. An edit counts as told where exactly one change of the right kind is
reported at the right task; every other change is spurious. Where `deepdiff` is installed, its records on the
same edits stand beside ours.
"""

from __future__ import annotations

import argparse
import copy
import random
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import planparse
from planparse.assembly.ids import IdMaker
from planparse.diff.engine import diff
from planparse.diff.model import Change
from planparse.plan import Plan
from planparse.readers import SUFFIXES

Data = dict[str, Any]
_NEW_WORDS = "联合推动试点示范建立长效机制定期评估完善配套政策强化跟踪问效扩大覆盖范围优化办理流程"


@dataclass(frozen=True)
class Edit:
    """What was done: the kinds that may tell it, and the ids of the tasks it may be told at (none: anywhere)."""

    name: str
    kinds: tuple[str, ...]
    ids: tuple[str, ...] = ()


class Unfit(Exception):
    """This plan, or this task, does not allow the edit."""


# ------------------------------------------------------------------------------ plans as data


def holders(plan: Data) -> Iterator[Data]:
    """All sections of the plan itself."""
    stack = list(reversed(plan["sections"]))
    while stack:
        section = stack.pop()
        yield section
        stack += reversed(section["sections"])


def tasks(plan: Data, *, least: int = 0) -> list[tuple[Data, Data]]:
    """Tasks with the sections that hold them; `least` characters of text at least."""
    return [(s, t) for s in holders(plan) for t in s["tasks"] if len(said(t)) >= least]


def said(task: Data) -> str:
    """The text of a task, without its numbered sub-items."""
    return "".join(m["text"] for m in sentences(task))


def sentences(task: Data) -> list[Data]:
    """The sentences of a task."""
    return [m for m in task["measures"] if m["number"] is None]


def name_all(plan: Data) -> None:
    """Ids from the content, as reading a notice would give them."""
    make = IdMaker()

    def give(prefix: str, node: Data) -> None:
        below = [*node.get("measures", ()), *node.get("paragraphs", ())]
        node["id"] = make(prefix, node.get("heading") or "".join(m["text"] for m in below)[:400] or node.get("text", ""))

    def measure(node: Data) -> None:
        give("m", node) if node["number"] else node.update(id=make("m", node["text"]))
        for child in node["measures"]:
            measure(child)

    def section(node: Data) -> None:
        give("s", node)
        for child in node["sections"]:
            section(child)
        for task in node["tasks"]:
            give("t", task)
            for child in task["measures"]:
                measure(child)

    for node in plan["sections"]:
        section(node)


def renumber(section: Data) -> None:
    """Numbers of the tasks of a section from the first on, in order."""
    for n, task in enumerate(section["tasks"], 1):
        task["path"] = [*(section["path"] or []), n]
        task["number"] = f"{n}."
        for k, measure in enumerate([m for m in task["measures"] if m["number"]], 1):
            measure["path"] = [*task["path"], k]


def replace_in(node: Data, start: int, end: int, text: str) -> None:
    """Put `text` in place of a stretch (source offsets) of a sentence; what stands behind it moves on."""
    at = node["span"][0]
    node["text"] = node["text"][: start - at] + text + node["text"][end - at :]
    by = len(text) - (end - start)
    node["span"] = [node["span"][0], node["span"][1] + by]
    for key in ("deadlines", "targets", "citations"):
        for fact in node[key]:
            if fact["span"][0] >= end:
                fact["span"] = [fact["span"][0] + by, fact["span"][1] + by]


# ------------------------------------------------------------------------------ the edits


def retitle(plan: Data, chance: random.Random) -> Edit:
    """Two characters of a heading become three."""
    _, task = chance.choice([x for x in tasks(plan, least=20) if x[1]["heading"] and len(x[1]["heading"]) > 3] or _unfit())
    title = task["heading"]
    at = chance.randrange(len(title) - 2)
    start = chance.randrange(len(_NEW_WORDS) - 4)
    task["heading"] = title[:at] + _NEW_WORDS[start : start + 3] + title[at + 2 :]
    return Edit("rename task", ("task-reworded",), _later(task))


def move(plan: Data, chance: random.Random) -> Edit:
    """A task goes to another section; both are numbered anew."""
    source, task = chance.choice(tasks(plan, least=20) or _unfit())
    homes = [s for s in holders(plan) if s["tasks"] and s is not source]
    if not homes or len(source["tasks"]) < 2:
        _unfit()
    target = chance.choice(homes)
    source["tasks"] = [t for t in source["tasks"] if t is not task]
    target["tasks"].insert(chance.randrange(len(target["tasks"]) + 1), task)
    renumber(source)
    renumber(target)
    return Edit("move", ("task-moved",), _later(task))


def swap(plan: Data, chance: random.Random) -> Edit:
    """Two tasks of a section change places."""
    section = chance.choice([s for s in holders(plan) if len(s["tasks"]) > 1] or _unfit())
    i, j = sorted(chance.sample(range(len(section["tasks"])), 2))
    listed = section["tasks"]
    listed[i], listed[j] = listed[j], listed[i]
    listed[i]["span"], listed[j]["span"] = listed[j]["span"], listed[i]["span"]
    renumber(section)
    return Edit("swap", ("task-moved",), _later(listed[i]) + _later(listed[j]))


def new_numbers(plan: Data, _: random.Random) -> None:
    """All tasks get other numbers and paths; nothing else changes."""
    for n, section in enumerate(holders(plan)):
        if section["tasks"]:
            renumber(section)
            for task in section["tasks"]:
                task["path"] = [n + 3, *task["path"]]
                task["number"] = f"（{task['path'][-1] + 1}）"


def change_lead(plan: Data, chance: random.Random) -> Edit:
    """Another unit of the plan leads."""
    found = [(t, r) for _, t in tasks(plan) for r in t["responsibilities"] if any(u["role"] == "lead" for u in r["units"])]
    task, clause = chance.choice(found or _unfit())
    unit = chance.choice([u for u in clause["units"] if u["role"] == "lead"])
    held = {u["unit"] for r in task["responsibilities"] for u in r["units"]}
    others = sorted({u["key"] for u in plan["units"]} - held)
    new = chance.choice(others or _unfit())
    unit.update(name=new, unit=new, raw=new)
    clause["quote"] = clause["quote"] + new
    return Edit("change lead", ("lead-changed",), _later(task))


def change_role(plan: Data, chance: random.Random) -> Edit:
    """A supporting unit becomes responsible."""
    found = [(t, r) for _, t in tasks(plan) for r in t["responsibilities"] if any(u["role"] == "support" for u in r["units"])]
    task, clause = chance.choice(found or _unfit())
    chance.choice([u for u in clause["units"] if u["role"] == "support"])["role"] = "responsible"
    return Edit("change role", ("role-changed",), _later(task))


def drop_unit(plan: Data, chance: random.Random) -> Edit:
    """A unit that does not lead is struck out."""
    found = [
        (t, r)
        for _, t in tasks(plan)
        for r in t["responsibilities"]
        if sum(u["role"] != "lead" for u in r["units"]) > 1 and len(t["responsibilities"]) == 1
    ]
    task, clause = chance.choice(found or _unfit())
    gone = chance.choice([u for u in clause["units"] if u["role"] != "lead"])
    clause["units"] = [u for u in clause["units"] if u["unit"] != gone["unit"]]
    return Edit("drop unit", ("unit-removed",), _later(task))


def add_unit(plan: Data, chance: random.Random) -> Edit:
    """Another unit of the plan is added."""
    task, clause = chance.choice([(t, r) for _, t in tasks(plan) for r in t["responsibilities"] if r["units"]] or _unfit())
    held = {u["unit"] for r in task["responsibilities"] for u in r["units"]}
    new = chance.choice(sorted({u["key"] for u in plan["units"]} - held) or _unfit())
    clause["units"].append({**clause["units"][-1], "name": new, "unit": new, "role": "responsible", "lead_basis": None})
    return Edit("add unit", ("unit-added",), _later(task))


def change_deadline(plan: Data, chance: random.Random) -> Edit:
    """A year earlier or later."""
    found = [(t, m, d) for _, t in tasks(plan) for m in sentences(t) for d in m["deadlines"] if d["due"][:4] in d["text"]]
    task, sentence, due = chance.choice(found or _unfit())
    year = int(due["due"][:4])
    by = chance.choice((-1, 1))
    if any(d is not due and d["due"][:4] == str(year + by) for m in sentences(task) for d in m["deadlines"]):
        _unfit()
    text = due["text"].replace(str(year), str(year + by), 1)
    start, end = due["span"]
    replace_in(sentence, start, end, text)
    due.update(due=str(year + by) + due["due"][4:], text=text)
    return Edit("change deadline", ("deadline-later",) if by > 0 else ("deadline-earlier",), _later(task))


def change_number(plan: Data, chance: random.Random) -> Edit:
    """A target asks more or less."""
    found = [
        (t, m, g)
        for _, t in tasks(plan)
        for m in sentences(t)
        for g in m["targets"]
        if g["value"].isdigit() and g["text"].count(g["value"]) == 1 and sum(x["span"] == g["span"] for x in m["targets"]) == 1
    ]
    task, sentence, target = chance.choice(found or _unfit())
    value = str(int(target["value"]) + chance.choice((1, 3, 7)) * chance.choice((-1, 1)))
    if int(value) <= 0:
        _unfit()
    text = target["text"].replace(target["value"], value)
    start, end = target["span"]
    replace_in(sentence, start, end, text)
    more = (int(value) > int(target["value"])) != (target["comparator"] in {"<=", "<"})
    target.update(value=value, text=text, span=[start, start + len(text)])
    return Edit("change number", ("target-raised",) if more else ("target-lowered",), _later(task))


def reword(plan: Data, chance: random.Random) -> Edit:
    """10 to 30 % of the words of a task, outside its facts."""
    _, task = chance.choice(tasks(plan, least=40) or _unfit())
    wanted = chance.uniform(0.1, 0.3)
    changed = 0
    for sentence in sentences(task):
        text = list(sentence["text"])
        fixed = {
            k - sentence["span"][0]
            for key in ("deadlines", "targets", "citations")
            for f in sentence[key]
            for k in range(*f["span"])
        }
        at = chance.randrange(6)
        while at + 3 <= len(text):
            free = all(k not in fixed and "\u4e00" <= text[k] <= "\u9fff" for k in range(at, at + 3))
            if free and chance.random() < wanted * 1.6:
                start = chance.randrange(len(_NEW_WORDS) - 3)
                text[at : at + 3] = _NEW_WORDS[start : start + 3]
                changed += 1
            at += 4
        sentence["text"] = "".join(text)
    if not changed:
        _unfit()
    return Edit("reword 10-30 %", ("task-reworded", "measure-reworded"), _later(task))


def remove(plan: Data, chance: random.Random) -> Edit:
    """A task goes; the section is numbered anew."""
    section, task = chance.choice([x for x in tasks(plan, least=20) if len(x[0]["tasks"]) > 1] or _unfit())
    section["tasks"] = [t for t in section["tasks"] if t is not task]
    renumber(section)
    return Edit("remove task", ("task-removed",), (task["id"],))


def add(plan: Data, chance: random.Random) -> Edit:
    """A task comes; the section is numbered anew."""
    section, like = chance.choice(tasks(plan, least=20) or _unfit())
    task = copy.deepcopy(like)
    task["heading"] = "开展" + "".join(chance.sample(_NEW_WORDS, 6))
    text = "".join(chance.sample(_NEW_WORDS, 30)) + "。"
    blank = {"deadlines": [], "targets": [], "citations": []}
    measure = {**blank, "id": "", "path": None, "number": None, "restored": False, "heading": None, "text": text}
    task.update(measures=[{**measure, "span": like["span"], "responsibilities": [], "measures": []}], **blank)
    section["tasks"].insert(chance.randrange(len(section["tasks"]) + 1), task)
    renumber(section)
    return Edit("add task", ("task-added",), _later(task))


def split(plan: Data, chance: random.Random) -> Edit:
    """The last sentences of a task become a task of their own."""
    fit = [x for x in tasks(plan, least=60) if len(sentences(x[1])) > 1 and len(sentences(x[1])) == len(x[1]["measures"])]
    section, task = chance.choice(fit or _unfit())
    parts = task["measures"]
    at = chance.randrange(1, len(parts))
    if min(sum(len(m["text"]) for m in parts[:at]), sum(len(m["text"]) for m in parts[at:])) < 20:
        _unfit()
    second = copy.deepcopy(task)
    second.update(heading="推进" + "".join(chance.sample(_NEW_WORDS, 6)), measures=parts[at:], deadlines=[], targets=[], citations=[])
    task["measures"] = parts[:at]
    section["tasks"].insert(section["tasks"].index(task) + 1, second)
    renumber(section)
    return Edit("split", ("task-split",), _later(task) + _later(second))


def merge(plan: Data, chance: random.Random) -> Edit:
    """A task takes the next one in."""
    fit = [s for s in holders(plan) if len(s["tasks"]) > 1]
    section = chance.choice(fit or _unfit())
    at = chance.randrange(len(section["tasks"]) - 1)
    one, two = section["tasks"][at : at + 2]
    if len(said(two)) < 20 or any(m["number"] for m in (*one["measures"], *two["measures"])):
        _unfit()
    one["measures"] += two["measures"]
    for key in ("responsibilities", "deadlines", "targets", "citations"):
        one[key] = [*one[key], *two[key]]
    section["tasks"].remove(two)
    renumber(section)
    return Edit("merge", ("task-merged",), (one["id"], two["id"]))


def add_measure(plan: Data, chance: random.Random) -> Edit:
    """A sentence comes."""
    _, task = chance.choice([x for x in tasks(plan, least=20) if len(sentences(x[1])) > 1] or _unfit())
    like = copy.deepcopy(sentences(task)[0])
    like.update(text="".join(chance.sample(_NEW_WORDS, 24)) + "。", responsibilities=[], deadlines=[], targets=[], citations=[])
    task["measures"].insert(chance.randrange(len(task["measures"]) + 1), like)
    return Edit("add measure", ("measure-added",), _later(task))


def drop_measure(plan: Data, chance: random.Random) -> Edit:
    """A sentence goes."""
    fit = [(t, m) for _, t in tasks(plan) for m in sentences(t) if len(sentences(t)) > 2 and len(m["text"]) > 12]
    task, measure = chance.choice(fit or _unfit())
    task["measures"] = [m for m in task["measures"] if m is not measure]
    return Edit("drop measure", ("measure-removed",), (task["id"], *_later(task)))


def _unfit() -> Any:
    raise Unfit


def _later(task: Data) -> tuple[str, ...]:
    """A mark that is replaced by the id of the task once all are named anew."""
    task.setdefault("mark", []).append(None)
    return (f"#{id(task)}",)


EDITS: tuple[Callable[[Data, random.Random], Edit], ...] = (
    retitle, move, swap, change_lead, change_role, add_unit, drop_unit, change_deadline, change_number,
    reword, add, remove, split, merge, add_measure, drop_measure,
)  # fmt: skip


def apply(plan: Data, edits: list[Callable[[Data, random.Random], Edit]], chance: random.Random) -> tuple[Data, list[Edit]]:
    """A copy of `plan` with the edits that it allows, each at another task."""
    new = copy.deepcopy(plan)
    done: list[Edit] = []
    busy: set[str] = set()
    for edit in edits:
        for _ in range(4):
            state = chance.getstate()
            trial = copy.deepcopy(new)
            try:
                made = edit(trial, chance)
            except Unfit:
                continue
            touched = {t["id"] for _, t in tasks(trial) if "mark" in t} | set(made.ids)
            if {i for i in touched if not i.startswith("#")} & busy:
                chance.setstate(state)
                chance.random()
                continue
            busy |= {i for i in touched if not i.startswith("#")}
            before = {id(t): t for _, t in tasks(trial)}
            marks = {f"#{k}": t for k, t in before.items()}
            held = [marks.get(i) for i in made.ids]
            new = trial
            done.append(Edit(made.name, made.kinds, tuple(i for i in made.ids if not i.startswith("#"))))
            for task in held:
                if task is not None:
                    task.pop("mark", None)
                    task["edits"] = [*task.get("edits", []), len(done) - 1]
            break
    return new, done


def finish(plan: Data, done: list[Edit]) -> list[Edit]:
    """Name everything anew, and say at which ids each edit may be told."""
    name_all(plan)
    at: dict[int, list[str]] = defaultdict(list)
    for _, task in tasks(plan):
        for n in task.pop("edits", []):
            at[n].append(task["id"])
        task.pop("mark", None)
    return [Edit(e.name, e.kinds, (*e.ids, *at[n])) for n, e in enumerate(done)]


# ------------------------------------------------------------------------------ counting


def tells(change: Change, edit: Edit) -> bool:
    """Does the change tell of that edit?"""
    places = [p for p in (change.old, change.new, *change.also_old, *change.also_new) if p]
    ids = {p.id for p in places} | {change_id for change_id in (_holder_id(change),) if change_id}
    return change.kind in edit.kinds and (not edit.ids or bool(ids & set(edit.ids)))


HOLDER: dict[tuple[str, tuple[int, ...]], str] = {}  # by side ("old", "new") and path


def _holder_id(change: Change) -> str | None:
    """The id of the task that a sentence stands in."""
    place, side = (change.new, "new") if change.new else (change.old, "old")
    return HOLDER.get((side, place.path)) if place and place.path else None


def judge(changes: tuple[Change, ...], edits: list[Edit]) -> tuple[list[Edit], list[Change]]:
    """The edits that exactly one change tells, and the changes that tell none (or tell one again)."""
    left = list(changes)
    told = []
    for edit in edits:
        hits = [c for c in left if tells(c, edit)]
        if hits:
            left.remove(hits[0])
            told.append(edit)
    return told, left


def plans(arguments: list[str]) -> Iterator[tuple[str, Plan]]:
    """The plans of the notices named that have at least four tasks."""
    for argument in arguments:
        path = Path(argument)
        files = sorted(path.iterdir()) if path.is_dir() else [path]
        for file in files:
            if file.suffix in SUFFIXES and file.stem != "README":
                try:
                    plan = planparse.extract(file)
                except planparse.PlanparseError:
                    continue
                if sum(1 for _ in plan.tasks()) > 3:
                    yield file.name, plan


def main() -> int:
    """Measure and print. Returns 1 where the figures miss 98 % told or 2 % spurious."""
    parser = argparse.ArgumentParser()
    parser.add_argument("notices", nargs="*", default=["data/raw"])
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--misses", type=int, default=0)
    options = parser.parse_args()
    chance = random.Random(options.seed)
    total: Counter[str] = Counter()
    told: Counter[str] = Counter()
    spurious: Counter[str] = Counter()
    others: Counter[str] = Counter()
    shown, seconds, compared = 0, 0.0, 0
    deepdiff = _deepdiff()
    for name, plan in plans(options.notices):
        base = plan.model_dump(mode="json")
        name_all(base)
        old = Plan.model_validate(base)
        jobs = [[e] for e in EDITS for _ in range(options.rounds)] + [chance.sample(EDITS, 4) for _ in range(4 * options.rounds)]
        for job in [*jobs, [None]]:
            if job == [None]:
                changed, done = copy.deepcopy(base), [Edit("renumber", ())]
                new_numbers(changed, chance)
            else:
                changed, done = apply(base, job, chance)
            if not done:
                continue
            edits = finish(changed, done)
            new = Plan.model_validate(changed)
            HOLDER.clear()
            for side, data in (("old", base), ("new", changed)):
                HOLDER.update({(side, tuple(task["path"])): task["id"] for _, task in tasks(data)})
            start = time.perf_counter()
            found = diff(old, new)
            seconds += time.perf_counter() - start
            compared += 1
            hits, rest = judge(found.changes, edits)
            for edit in edits:
                total[edit.name] += 1
            for edit in hits:
                told[edit.name] += 1
            if edits[0].name == "renumber" and not rest:
                told["renumber"] += 1
            spurious.update(c.kind for c in rest)
            if deepdiff and len(edits) == 1:
                others[edits[0].name] += deepdiff(base, changed)
                others["singles " + edits[0].name] += 1
            if (rest or len(hits) < len([e for e in edits if e.kinds])) and shown < options.misses:
                shown += 1
                print(f"{name}: {[e.name for e in edits]} told {[e.name for e in hits]}", file=sys.stderr)
                for change in found.changes:
                    print(f"    {change.kind} {change.message_zh}", file=sys.stderr)
    return _report(total, told, spurious, others, seconds / max(compared, 1), compared)


def _deepdiff() -> Callable[[Data, Data], int] | None:
    """Counts the records of deepdiff, where it is installed."""
    try:
        from deepdiff import DeepDiff
    except ImportError:
        return None
    return lambda old, new: sum(len(v) for v in DeepDiff(_bare(old), _bare(new), ignore_order=False).values())


def _bare(plan: Data) -> Any:
    """A plan without ids and offsets, which a generic comparison would drown in."""
    if isinstance(plan, dict):
        return {k: _bare(v) for k, v in plan.items() if k not in {"id", "span", "spans"}}
    return [_bare(v) for v in plan] if isinstance(plan, list) else plan


def _report(
    total: Counter[str], told: Counter[str], spurious: Counter[str], others: Counter[str], mean: float, compared: int
) -> int:
    if not total:
        print("no plans with tasks: nothing measured", file=sys.stderr)
        return 0
    beside = " | deepdiff, records per edit" if others else ""
    print(f"| edit | done | told as one change{beside} |\n| --- | --- | ---{' | ---' if others else ''} |")
    for name in total:
        other = f" | {others[name] / max(others['singles ' + name], 1):.1f}" if others else ""
        print(f"| {name} | {total[name]} | {told[name] / total[name]:.1%}{other} |")
    edits, hits, extra = sum(total.values()), sum(told.values()), sum(spurious.values())
    print(f"| **all** | {edits} | **{hits / edits:.1%}**{' | –' if others else ''} |")
    print(f"\nspurious: {extra} of {hits + extra} changes ({extra / max(hits + extra, 1):.1%}) {dict(spurious.most_common(6))}")
    print(f"{compared} comparisons, {mean * 1000:.1f} ms each")
    return 0 if hits / edits >= 0.98 and extra / max(hits + extra, 1) <= 0.02 else 1


if __name__ == "__main__":
    sys.exit(main())
