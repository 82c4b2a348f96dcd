"""Help pages: facts filled in, and in the language of the user."""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from typing import Any

from typer.core import TyperCommand, TyperGroup

from planparse.cli import chinese
from planparse.cli.console import Console


class Command(TyperCommand):
    """A command whose help page follows the language of the console."""

    def get_help(self, ctx: Any) -> str:
        """The help page."""
        return _frame(super().get_help(ctx), ctx)


class Group(TyperGroup):
    """The same for the command that holds the others."""

    def get_help(self, ctx: Any) -> str:
        """The help page."""
        return _frame(super().get_help(ctx), ctx)


def _frame(page: str, context: Any) -> str:
    console = context.obj
    return chinese.frame(page) if isinstance(console, Console) and console.lang == "zh" else page


def describe(group: TyperGroup, lang: str, facts: Mapping[str, str]) -> None:
    """Set the help of `group` and its commands in `lang`, with ``{name}`` replaced by ``facts[name]``."""
    for command in (group, *group.commands.values()):
        holders: list[tuple[Any, str]] = [(command, ""), *((p, p.name or "") for p in command.params)]
        for holder, parameter in holders:
            text = holder.help
            if lang == "zh":
                text = chinese.help_for(command.name or "", parameter) or text
            if text:
                for name, value in facts.items():
                    text = text.replace("{" + name + "}", value)
                holder.help = inspect.cleandoc(text)
