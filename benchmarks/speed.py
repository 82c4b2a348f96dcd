"""How fast it is, as ratios to references measured in the same run on the same machine.

    python benchmarks/speed.py [NOTICE]

cold    a whole ``planparse extract NOTICE`` from the shell, against a Python that only imports
        typer, pydantic and rich
first   the same without the compiled patterns that an earlier run has kept
warm    reading and parsing in process, against ``jieba.cut`` over the same text
version ``planparse --version`` against ``python -c pass``

Each figure is the least of several runs, since noise only ever adds.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def least(action: Callable[[], object], runs: int) -> float:
    """The least time of `action`, in milliseconds."""
    best = float("inf")
    for _ in range(runs):
        start = time.perf_counter()
        action()
        best = min(best, time.perf_counter() - start)
    return best * 1000


def shell(*arguments: str, **more: str) -> Callable[[], object]:
    """An action that runs this Python with `arguments`, and `more` in its environment."""
    command = [sys.executable, *arguments]
    # An installed package has its bytecode, a checkout under this variable would be compiled in every run.
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return lambda: subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=env | more)


def report(name: str, ours: float, reference: float, against: str) -> None:
    """One line of figures."""
    print(f"{name:8}{ours:8.1f} ms  {ours / reference:5.2f} x  {against} ({reference:.1f} ms)")


def main() -> None:
    """Measure and print."""
    samples = sorted((ROOT / "data" / "raw").glob("*.txt"), key=lambda path: path.stat().st_size)
    notice = Path(sys.argv[1]) if len(sys.argv) > 1 else samples[-1]

    report(
        "version",
        least(shell("-m", "planparse", "--version"), 10),
        least(shell("-c", "pass"), 10),
        "python -c pass",
    )
    command = ("-m", "planparse", "extract", str(notice), "--to", "json")
    imports = "import typer, pydantic, rich"
    reference = least(shell("-c", imports), 10)
    for name, more in (("cold", {}), ("first", {"PLANPARSE_CACHE": "0"})):
        report(name, least(shell(*command, **more), 10), reference, f"python -c '{imports}'")

    import jieba

    import planparse

    jieba.setLogLevel(60)
    text = planparse.read(notice).text
    list(jieba.cut(text))  # loads its dictionary, which is not what is measured
    planparse.extract(notice)
    report(
        "warm",
        least(lambda: planparse.extract(notice), 20),
        least(lambda: list(jieba.cut(text)), 10),
        f"jieba.cut over the same {len(text)} characters",
    )


if __name__ == "__main__":
    main()
