"""Options that several commands share."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer


class Language(StrEnum):
    """The languages of messages and help."""

    ZH = "zh"
    EN = "en"


class Reading(StrEnum):
    """Which text of a document with tracked changes is read."""

    FINAL = "final"
    ORIGINAL = "original"


# Its value is read by `console.choose_language` before the arguments are parsed; declared here it
# is checked and shown in the help.
Lang = Annotated[
    Language | None,
    typer.Option("--lang", help="Language of messages; that of the locale by default.", show_default=False),
]
