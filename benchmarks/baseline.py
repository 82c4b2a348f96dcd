"""What a change gains and loses against the last committed run, on annotated notices and on others.

    python benchmarks/baseline.py [SHARED] [--accept]

SHARED holds ``eval/`` (notices with annotations and ``score.py``) and ``corpus/`` (notices without).
``accuracy.json`` beside this file keeps, for each annotated notice and measure, what was missing and
what was not in the annotation, and for every other notice the digests of what was found; no text of
a notice stands in it. A loss on an annotated notice fails the run until ``--accept`` declares it.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from hashlib import blake2s
from pathlib import Path
from typing import Any

import yaml
from annotated import load_scorer

import planparse

HERE = Path(__file__).parent
BASELINE = HERE / "accuracy.json"
MEASURES = ("metadata", "paths", "outline", "units", "roles", "leads", "deadlines", "citations", "numbers")
SUFFIXES = (".txt", ".md", ".html")
SHOWN = 12

Items = dict[str, list[str]]


def main() -> int:
    """Compare, print, and return 1 where an annotated notice lost something undeclared."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("shared", nargs="?", type=Path, default=Path("../shared"))
    parser.add_argument("--accept", action="store_true", help="make this run the baseline")
    args = parser.parse_args()
    if not (args.shared / "eval" / "score.py").is_file():
        print(f"no annotated notices at {args.shared}: nothing measured", file=sys.stderr)
        return 0
    old = json.loads(BASELINE.read_text("utf-8")) if BASELINE.is_file() else {}
    rows: dict[str, set[str]] = defaultdict(set)
    figures, errors = _annotated(args.shared / "eval", rows)
    found = dict(_others(args.shared / "corpus", rows))
    for measure, value in figures.items():
        before = old.get("figures", {}).get(measure)
        print(f"{measure:10} {value:.4f}" + (f"  was {before:.4f}" if before not in (None, value) else ""))
    losses = _compare_errors(old.get("errors", {}), errors)
    _compare_found(old.get("found", {}), found)
    _print_rare(rows)
    if args.accept:
        new = {"figures": figures, "errors": errors, "found": found}
        BASELINE.write_text(json.dumps(new, indent=1, sort_keys=True) + "\n", "utf-8")
    return 1 if losses and not args.accept else 0


def _annotated(folder: Path, rows: dict[str, set[str]]) -> tuple[dict[str, float], dict[str, Items]]:
    score = load_scorer(folder)
    totals = {m: [0, 0, 0] for m in MEASURES}
    errors: dict[str, Items] = {}
    for path in sorted((folder / "notices").iterdir()):
        annotated = folder / "gold" / f"{path.stem}.gold.yaml"
        if not annotated.is_file():
            continue
        gold = yaml.safe_load(annotated.read_text("utf-8"))
        tree = _tree(path, rows)
        result = score.compare(score.read_gold(gold), score.read_output(tree))
        skip = set(gold.get("not_annotated") or ())
        for measure in (m for m in MEASURES if m not in skip):
            tp, missing, extra, lost, added = result[measure]
            totals[measure] = [a + b for a, b in zip(totals[measure], (tp, missing, extra), strict=True)]
            wrong = [f"missing {_digest(i)}" for i in lost] + [f"extra {_digest(i)}" for i in added]
            if wrong:
                errors.setdefault(path.name, {})[measure] = sorted(wrong)
                _SAID.update({f"missing {_digest(i)}": str(i) for i in lost})
                _SAID.update({f"extra {_digest(i)}": str(i) for i in added})
    return {m: round(score.f1(*t)[2], 4) for m, t in totals.items()}, errors


_SAID: dict[str, str] = {}  # what a digest of this run stands for


def _others(folder: Path, rows: dict[str, set[str]]) -> Iterator[tuple[str, dict[str, str]]]:
    for path in sorted(folder.iterdir()):
        if path.suffix in SUFFIXES and path.name != "README.md":
            items = _items(_tree(path, rows))
            yield path.name, {kind: " ".join(sorted(map(_digest, values))) for kind, values in items.items()}


def _tree(path: Path, rows: dict[str, set[str]]) -> dict[str, Any]:
    tree: dict[str, Any] = json.loads(planparse.extract(path).model_dump_json())
    for node, _ in _walk(tree, ""):
        if isinstance(node.get("rule"), str):
            rows[node["rule"]].add(path.name)
    return tree


def _items(tree: dict[str, Any]) -> Items:
    items: Items = defaultdict(list)
    for node, here in _walk(tree, ""):
        if node.get("path"):
            items["outline"].append(f"{here} {node.get('heading')}")
        if "quote" in node and "units" in node and not node.get("inherited"):
            items["clauses"].append(f"{here} {node['quote']}")
            for unit in node["units"]:
                items["units"].append(f"{here} {unit['name']}")
                items["leads"] += [f"{here} {unit['name']}"] if unit["role"] == "lead" else []
        if "due" in node:
            items["deadlines"].append(f"{here} {node['due']}")
    for values in items.values():
        for value in values:
            _SAID[_digest(value)] = value
    return items


def _walk(node: Any, here: str) -> Iterator[tuple[dict[str, Any], str]]:
    if isinstance(node, dict):
        if node.get("path"):
            here = ".".join(map(str, node["path"]))
        yield node, here
        for value in node.values():
            yield from _walk(value, here)
    elif isinstance(node, list):
        for value in node:
            yield from _walk(value, here)


def _digest(item: object) -> str:
    return blake2s(str(item).encode(), digest_size=4).hexdigest()


def _compare_errors(old: dict[str, Items], new: dict[str, Items]) -> int:
    """Print what annotated notices gained and lost; return how much they lost."""
    losses = 0
    for name in sorted(old.keys() | new.keys()):
        for measure in MEASURES:
            before = set(old.get(name, {}).get(measure, ()))
            now = set(new.get(name, {}).get(measure, ()))
            losses += len(now - before)
            _say(f"{name} {measure}", "lost", now - before)
            _say(f"{name} {measure}", "gained", before - now)
    return losses


def _compare_found(old: dict[str, dict[str, str]], new: dict[str, dict[str, str]]) -> None:
    for name in sorted(old.keys() | new.keys()):
        for kind in ("outline", "clauses", "units", "leads", "deadlines"):
            before = set(old.get(name, {}).get(kind, "").split())
            now = set(new.get(name, {}).get(kind, "").split())
            if old:
                _say(f"{name} {kind}", "new", now - before)
                _say(f"{name} {kind}", "gone", before - now)


def _say(where: str, what: str, digests: Iterable[str]) -> None:
    for n, digest in enumerate(sorted(digests)):
        if n == SHOWN:
            print(f"{where}: {what} … and more")
            return
        print(f"{where}: {what} {_SAID.get(digest, digest)}")


def _print_rare(rows: dict[str, set[str]]) -> None:
    rare = sorted((rule, next(iter(names))) for rule, names in rows.items() if len(names) == 1)
    for rule, name in rare:
        print(f"rule {rule} fires on one notice only: {name}")


if __name__ == "__main__":
    sys.exit(main())
