"""How well plans agree with annotations made by hand.

    python benchmarks/accuracy.py EVAL_DIR [score.py options, such as --per-notice or --errors 5]

EVAL_DIR holds ``notices/``, ``gold/NAME.gold.yaml`` and ``score.py``. Every notice is extracted in
this process, which takes a fraction of the time of a command each; the figures are those that
``score.py`` prints. Without EVAL_DIR there is nothing to measure, and the script says so and ends well.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

import planparse


def main() -> int:
    """Extract, score, print. Returns the exit code of the scorer, or 3 where a notice failed."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "../shared/eval")
    if not (folder / "score.py").is_file():
        print(f"no annotated notices at {folder}: nothing measured", file=sys.stderr)
        return 0
    failed = 0
    with tempfile.TemporaryDirectory() as scratch:
        seconds = 0.0
        notices = sorted(path for path in (folder / "notices").iterdir() if not path.name.startswith("."))
        for notice in notices:
            start = time.perf_counter()
            try:
                text = planparse.write(planparse.extract(notice))
            except planparse.PlanparseError as error:
                failed += 1
                print(error, file=sys.stderr)
                continue
            seconds += time.perf_counter() - start
            Path(scratch, f"{notice.stem}.json").write_text(text, encoding="utf-8")
        command = [sys.executable, str(folder / "score.py"), str(folder / "gold"), scratch, *sys.argv[2:]]
        code = subprocess.run(command, check=False).returncode
    print(f"{len(notices)} notices read and written in {seconds:.2f} s, {failed} failed")
    return code or (3 if failed else 0)


if __name__ == "__main__":
    sys.exit(main())
