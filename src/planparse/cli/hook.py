"""The pre-commit hook: each changed plan against its last commit.

    python -m planparse.cli.hook [OPTIONS OF diff] FILE...

A file that the last commit does not have, or in which it had no task and no unit, has nothing to be
compared with and passes. Options before the first file go to ``planparse diff``; without ``--fail-on`` it is ``breaking``.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence


def main(arguments: Sequence[str]) -> int:
    """Compare every file of `arguments` with ``HEAD``. Returns the highest exit code."""
    from planparse.cli.app import run
    from planparse.cli.output import write_stdout

    options, files = _parted(arguments)
    if not any(option.startswith("--fail-on") for option in options):
        options += ["--fail-on", "breaking"]
    worst = 0
    for name in files:
        if _committed(name) and _was_plan(name):
            write_stdout(f"{name}:\n")  # what follows is named by titles, which several files may share
            worst = max(worst, run(["diff", *options, "--to", "text", "--", f"HEAD:./{name}", name]))
    return worst


def _parted(arguments: Sequence[str]) -> tuple[list[str], list[str]]:
    """Options with their values, and files."""
    options: list[str] = []
    left = list(arguments)
    while left and left[0].startswith("--"):
        option = left.pop(0)
        options.append(option)
        if "=" not in option and left:
            options.append(left.pop(0))
    return options, left


def _committed(name: str) -> bool:
    command = ["git", "cat-file", "-e", f"HEAD:./{name}"]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0  # noqa: S603 (no shell)


def _was_plan(name: str) -> bool:
    """Had the last commit's version duties? A repository holds many a JSON, and many a text, that is no plan."""
    from planparse.cli.sides import load
    from planparse.errors import PlanparseError

    try:
        plan = load(f"HEAD:./{name}").plan
    except PlanparseError:
        return False
    return bool(plan.units) or any(plan.tasks())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
