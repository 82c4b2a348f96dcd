"""``planparse schema``: the shape of a plan or a comparison, for machines."""

from __future__ import annotations

import json
from enum import StrEnum
from typing import Annotated

import typer

from planparse.cli import output as out
from planparse.cli.console import Console
from planparse.cli.options import Lang


class Model(StrEnum):
    """What there is a schema of."""

    PLAN = "plan"
    DIFF = "diff"


def schema(
    context: typer.Context,
    model: Annotated[
        Model, typer.Argument(metavar="[plan|diff]", help="Of a plan, or of what diff finds.", show_default=False)
    ] = Model.PLAN,
    lang: Lang = None,
) -> None:
    """Print the JSON Schema of a plan or a comparison (draft 2020-12).

    \b
    Examples:
      planparse schema > plan.schema.json
      planparse schema diff > diff.schema.json
    """
    console: Console = context.obj
    try:
        out.write_stdout(schema_text(model))
    except out.Stop as stop:
        raise typer.Exit(0 if stop.error is None else console.error(stop.error)) from None


def schema_text(model: Model = Model.PLAN) -> str:
    """The schema as it is printed and kept in ``schema/plan.schema.json`` or ``schema/diff.schema.json``."""
    # The models take as long to load as typer; only here they are needed.
    if model is Model.DIFF:
        from planparse.diff.model import diff_schema as made
    else:
        from planparse.plan import plan_schema as made
    return json.dumps(made(), ensure_ascii=False, indent=2) + "\n"
