"""What can go wrong outside the text itself. Content never raises: it becomes a diagnostic."""

from __future__ import annotations


class PlanparseError(Exception):
    """Base of all errors of this package.

    `message` is one line in English, `message_zh` the same in Chinese; both name the file and the
    way out. `exit_code` is what the command line returns.
    """

    exit_code = 3

    def __init__(self, message: str, message_zh: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.message_zh = message_zh or message

    def in_language(self, lang: str) -> str:
        """The message in `lang` (``"zh"`` or anything else for English)."""
        return self.message_zh if lang == "zh" else self.message


class UnreadableError(PlanparseError):
    """The input is missing, empty, of an unknown format, or its bytes cannot be decoded."""


class LimitError(PlanparseError):
    """The input is larger or deeper than a stated limit."""

    exit_code = 4


class OutputError(PlanparseError):
    """The result could not be written."""

    exit_code = 5
