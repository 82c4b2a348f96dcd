"""Changes of duty between two plans.

``planparse.diff(old, new)`` is a call of this package: a function of its name beside it would be hidden
by it, or hide it, depending on which was imported first.
"""

from __future__ import annotations

import sys
from types import ModuleType

TYPE_CHECKING = False
if TYPE_CHECKING:
    from planparse.diff.model import PlanDiff
    from planparse.plan import Plan


class _Callable(ModuleType):
    def __call__(self, old: Plan, new: Plan) -> PlanDiff:
        """`planparse.diff.engine.diff`."""
        from planparse.diff.engine import diff

        return diff(old, new)


sys.modules[__name__].__class__ = _Callable
