"""What goes to the person at the keyboard: the language, and one line on stderr for each message."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence

from msgspec import Struct

from planparse.errors import PlanparseError

LANGUAGES = ("en", "zh")


class UsageError(PlanparseError):
    """The command line itself is wrong."""

    exit_code = 2


class Console(Struct, frozen=True, kw_only=True):
    """Messages in one language. All go to stderr; stdout is for data alone."""

    lang: str = "en"

    def say(self, english: str, chinese: str) -> str:
        """The one of the two that the user reads."""
        return chinese if self.lang == "zh" else english

    def error(self, error: PlanparseError) -> int:
        """`error` as one line. Returns its exit code."""
        self.line(error.in_language(self.lang))
        return error.exit_code

    def line(self, message: str) -> None:
        """`message` on a line of its own, whatever it holds."""
        self._write(f"planparse: {printable(message)}\n")

    def plain(self, text: str) -> None:
        """`text` as it is: help that nobody asked for."""
        self._write(text + "\n")

    def progress(self, done: int, total: int, name: str) -> None:
        """How far a batch has come, on a terminal only; `done == total` clears the line."""
        if total > 1 and is_terminal(sys.stderr):
            state = "" if done == total else f"{done + 1}/{total} {printable(name)[:48]}"
            self._write(f"\r\x1b[K{state}")

    def _write(self, text: str) -> None:
        if sys.stderr is None:  # closed by the shell: 2>&-
            return
        try:
            sys.stderr.write(text)
            sys.stderr.flush()
        except OSError:  # nobody reads our messages; the exit code still tells
            return


def internal_error(what: str, error: Exception) -> PlanparseError:
    """An error nobody foresaw, in the form of one that somebody did.

    With PLANPARSE_DEBUG=1 in the environment it is raised again instead, with its traceback.
    """
    if os.environ.get("PLANPARSE_DEBUG") == "1":
        raise error
    kind = f"{type(error).__name__}: {error}"
    return PlanparseError(
        f"{what}: an error in planparse itself ({kind}); please report it, PLANPARSE_DEBUG=1 shows where",
        f"{what}：planparse 内部错误（{kind}），请报告；设置 PLANPARSE_DEBUG=1 可查看位置",
    )


def printable(text: str) -> str:
    """`text` with blanks for line breaks and control characters, which could forge a message.

    >>> printable("a\\nplanparse: b\\x1b[2K")
    'a planparse: b [2K'
    """
    return "".join(c if c.isprintable() or c == "\u3000" else " " for c in text)


def is_terminal(stream: object) -> bool:
    """Is `stream` open and a terminal?"""
    isatty = getattr(stream, "isatty", None)
    try:
        return bool(isatty and isatty())
    except ValueError:  # closed
        return False


def choose_language(arguments: Sequence[str], environ: Mapping[str, str] | None = None) -> str:
    """The language of messages: ``--lang`` where given, else that of the locale, else English.

    It is needed before the arguments are parsed, since an error in them is a message too.

    >>> choose_language(["extract", "--lang", "zh"], {})
    'zh'
    >>> choose_language(["extract", "a.txt"], {"LC_ALL": "", "LANG": "zh_CN.UTF-8"})
    'zh'
    """
    environ = os.environ if environ is None else environ
    for i, argument in enumerate(arguments):
        if argument == "--":
            break
        name, equals, value = argument.partition("=")
        if name == "--lang":
            value = value if equals else "".join(arguments[i + 1 : i + 2])
            if value in LANGUAGES:
                return value
    # The order POSIX gives: the first that is set and not empty decides.
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if environ.get(variable):
            return "zh" if environ[variable].lower().startswith("zh") else "en"
    return "en"
