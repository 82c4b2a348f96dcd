"""The shape of the code: imports point down, a third party has one home, files and functions are small."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parent.parent / "src" / "planparse"
MODULES = sorted(SOURCE.rglob("*.py"))

# From the ground up. What stands on one line may not import its neighbours, except inside a package.
LAYERS = (
    ("span", "numerals", "patterns", "garbage"),
    ("errors", "source"),
    ("syntax", "plan", "formats"),
    ("rules",),
    ("lexicon",),
    ("layout", "outline", "assembly", "diff"),
    ("stages", "readers", "writers", "check", "verify"),
    ("pipeline",),
    ("batch",),
    ("__init__",),
    ("cli",),
    ("__main__",),
)
LEVEL = {name: level for level, layer in enumerate(LAYERS) for name in layer}

# A third party and the only places that may import it; `late` ones inside a function.
HOMES = {
    "typer": ("cli/",),
    "rich": ("cli/",),
    "pydantic": ("plan.py",),
    "jieba": ("lexicon/segmenter.py",),
    "yaml": ("lexicon/", "writers/as_yaml.py", "diff/yamlio.py"),
    "selectolax": ("readers/from_html.py",),
    "rapidfuzz": ("diff/",),
    "pypdfium2": ("readers/from_pdf.py",),
}
LATE = {"selectolax", "jieba", "pypdfium2"}
ANYWHERE = {"msgspec"}  # the records of every stage are its structs


def place(path: Path) -> str:
    """The package or module of ours that `path` belongs to."""
    return path.relative_to(SOURCE).parts[0].removesuffix(".py")


def imports(tree: ast.Module) -> Iterator[tuple[str, bool]]:
    """Every module that is imported, and whether that happens in a function, or for types alone."""
    late = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef)
        or (isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING")
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, id(node) in late) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            module = node.module or ""
            if module == "planparse":  # from planparse import readers, __version__
                for alias in node.names:
                    inner = "__version__" if alias.name.startswith("__") else alias.name
                    yield f"planparse.{inner}", id(node) in late
            else:
                yield module, id(node) in late


@pytest.fixture(scope="module")
def trees() -> dict[Path, ast.Module]:
    return {path: ast.parse(path.read_text(encoding="utf-8")) for path in MODULES}


def test_every_module_has_a_layer() -> None:
    assert {place(path) for path in MODULES} <= set(LEVEL)


def test_imports_point_down(trees: dict[Path, ast.Module]) -> None:
    wrong = []
    for path, tree in trees.items():
        here = place(path)
        for name, _ in imports(tree):
            parts = name.split(".")
            if parts[0] != "planparse" or parts[-1] == "__version__":
                continue
            there = parts[1] if len(parts) > 1 else "__init__"
            # No stage knows another; a module with a leading underscore is no stage but a part of one.
            inside = here == there and (here != "stages" or parts[-1].startswith("_"))
            if not inside and LEVEL[there] >= LEVEL[here]:
                wrong.append(f"{path.relative_to(SOURCE)} imports {name}")
    assert not wrong


def test_third_parties_stay_at_home(trees: dict[Path, ast.Module]) -> None:
    wrong = []
    for path, tree in trees.items():
        where = path.relative_to(SOURCE).as_posix()
        for name, late in imports(tree):
            top = name.split(".")[0]
            if top == "planparse" or top in sys.stdlib_module_names or top in ANYWHERE:
                continue
            homes = HOMES.get(top, ())
            if not any(where == home or (home.endswith("/") and where.startswith(home)) for home in homes):
                wrong.append(f"{where} imports {name}")
            elif top in LATE and not late:
                wrong.append(f"{where} imports {name} outside a function")
    assert not wrong


def test_modules_are_short() -> None:
    """Lines that hold something; blank ones make a file easier to read, not longer."""
    lines = {
        path.relative_to(SOURCE).as_posix(): sum(map(bool, map(str.strip, path.read_text("utf-8").splitlines())))
        for path in MODULES
    }
    assert not {name: count for name, count in lines.items() if count >= 300}


def test_functions_are_short(trees: dict[Path, ast.Module]) -> None:
    sizes = {
        f"{path.relative_to(SOURCE).as_posix()}:{node.name}": code_lines(node)
        for path, tree in trees.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef)
    }
    long = {name: size for name, size in sizes.items() if size >= 30}
    assert not {name: size for name, size in long.items() if size > 60}
    assert len(long) <= len(sizes) * 0.05, long


def code_lines(function: ast.FunctionDef) -> int:
    """The lines of a function without its docstring, whose length is no fault."""
    size = (function.end_lineno or 0) - function.lineno + 1
    if ast.get_docstring(function) is not None:
        docstring = function.body[0]
        size -= (docstring.end_lineno or 0) - docstring.lineno + 1
    return size


def test_every_module_says_what_it_is_for(trees: dict[Path, ast.Module]) -> None:
    silent = [path for path, tree in trees.items() if tree.body and not ast.get_docstring(tree)]
    assert not silent


@pytest.mark.parametrize(
    ("statement", "unloaded"),
    [
        ("import planparse", ["typing", "re", "typer", "pydantic"]),
        ("from planparse.cli.app import application; application()", ["pydantic", "rich", "jieba", "yaml", "selectolax"]),
    ],
)
def test_nothing_is_loaded_before_it_is_needed(statement: str, unloaded: list[str]) -> None:
    probe = f"{statement}; import sys; print(*(m for m in {unloaded} if m in sys.modules))"
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
