"""Changes of duty between two plans.

``planparse.diff(old, new)`` is `planparse.diff.engine.diff`. The package bears the same name, so it can
be called as well: whichever of the two a name was bound to first, the call works.
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
