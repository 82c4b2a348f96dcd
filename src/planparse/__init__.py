"""PlanParse: Chinese government plan notices as validated data.

These names are the whole public face; treat every other import as internal::

    import planparse

    plan = planparse.extract("notice.txt")        # read and parse in one step
    source = planparse.read("notice.txt")         # or each step by itself
    plan = planparse.parse(source)
    text = planparse.write(plan, to="yaml")       # "json" unless said otherwise
    changes = planparse.diff(plan, later).changes # a planparse.PlanDiff
    trace = planparse.trace(upper, lower)         # what a lower-level plan takes up of a higher one

Each is imported when it is first asked for, so that ``planparse --version`` loads nothing.
"""

from __future__ import annotations

__version__ = "0.1.0"

TYPE_CHECKING = False  # importing typing for it would double the time of ``planparse --version``
if TYPE_CHECKING:
    import os
    from typing import Any

    from planparse.diff.engine import diff
    from planparse.diff.model import PlanDiff
    from planparse.diff.trace import trace
    from planparse.errors import PlanparseError
    from planparse.pipeline import parse
    from planparse.plan import Plan
    from planparse.readers import Tracked, read
    from planparse.writers import write

__all__ = [
    "Plan",
    "PlanDiff",
    "PlanparseError",
    "__version__",
    "diff",
    "extract",
    "parse",
    "read",
    "trace",
    "write",
]

_HOMES = {
    "Plan": "planparse.plan",
    "PlanDiff": "planparse.diff.model",
    "PlanparseError": "planparse.errors",
    "diff": "planparse.diff",  # the package itself, which can be called
    "parse": "planparse.pipeline",
    "read": "planparse.readers",
    "trace": "planparse.diff.trace",
    "write": "planparse.writers",
}


def extract(path: str | os.PathLike[str], *, tracked: Tracked = "final") -> Plan:
    """The plan that the notice at `path` holds: ``parse(read(path))``.

    Of a document with tracked changes it is that of the text with all of them accepted (``"final"``),
    or with all of them rejected (``"original"``).

    Raises `PlanparseError` where the file cannot be read; content never raises.
    """
    from planparse.pipeline import parse
    from planparse.readers import read

    return parse(read(path, tracked=tracked))


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'planparse' has no attribute {name!r}")
    from importlib import import_module

    module = import_module(home)
    value = module if home == f"{__name__}.{name}" else getattr(module, name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
