"""``planparse schema``: the shape of a plan, for machines."""

from __future__ import annotations

import json

import typer

from planparse.cli import output as out
from planparse.cli.console import Console
from planparse.cli.options import Lang


def schema(context: typer.Context, lang: Lang = None) -> None:
    """Print the JSON Schema of a plan (draft 2020-12).

    \b
    Example:
      planparse schema > plan.schema.json
    """
    console: Console = context.obj
    try:
        out.write_stdout(schema_text())
    except out.Stop as stop:
        raise typer.Exit(0 if stop.error is None else console.error(stop.error)) from None


def schema_text() -> str:
    """The schema as it is printed and kept in ``schema/plan.schema.json``."""
    from planparse.plan import plan_schema  # the model takes as long to load as typer; only here it is needed

    return json.dumps(plan_schema(), ensure_ascii=False, indent=2) + "\n"
