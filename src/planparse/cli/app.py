"""The command line as a whole: its commands, its language, its exit codes."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import Annotated, cast

import typer
from typer.exceptions import Abort, TyperException

from planparse import __version__, readers, writers
from planparse.cli import chinese
from planparse.cli.console import Console, choose_language, internal_error
from planparse.cli.helptext import Command, Group, describe
from planparse.cli.options import Lang
from planparse.cli.output import discard_stdout
from planparse.errors import OutputError
from planparse.writers import comparisons

# In the order of the help page. Each is a function of the same name in a module of the same name.
COMMANDS = ("extract", "diff", "trace", "textconv", "schema", "formats")


def application(names: Sequence[str] = COMMANDS) -> typer.Typer:
    """The command line with the commands `names`."""
    # No rich in help and errors: help would take twice as long, and an error is one line.
    app = typer.Typer(
        name="planparse",
        cls=Group,
        add_completion=False,
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    )
    app.callback()(main)
    for name in names:
        app.command(cls=Command)(getattr(import_module(f"planparse.cli.{name}"), name))
    return app


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"planparse {__version__}")
        raise typer.Exit(0)


def main(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version.")
    ] = False,
    lang: Lang = None,
) -> None:
    """Turn Chinese government plan notices into validated data.

    Every unit, lead, deadline and citation keeps the place in the notice where it was read and the
    rule that read it.

    \b
    Examples:
      planparse extract notice.txt
      planparse extract notices/ -o plans/
      planparse diff draft.docx final.docx
      planparse schema
      planparse formats
    """


def run(arguments: Sequence[str]) -> int:
    """Run the command line over `arguments`. Returns the exit code; never raises on bad input."""
    console = Console(lang=choose_language(arguments))
    try:
        # A command is called alone where it comes first: loading the others takes longer than reading a notice.
        called = [name for name in arguments[:1] if name in COMMANDS]
        group = cast(Group, typer.main.get_command(application(called or COMMANDS)))
        describe(group, console.lang, _facts())
        result = group.main(list(arguments), prog_name="planparse", standalone_mode=False, obj=console)
    except TyperException as error:
        return _usage(console, error)
    except (Abort, KeyboardInterrupt):
        return 130
    except SystemExit:  # typer's way to say that whoever read our standard output has closed it
        discard_stdout()
        return 0
    except OSError as error:  # help that could not be printed
        discard_stdout()
        return console.error(OutputError(f"-: {error.strerror}", f"-：{error.strerror}"))
    except Exception as error:  # whatever it is, a user gets one line
        return console.error(internal_error(" ".join(arguments[:1]), error))
    return result if isinstance(result, int) else 0


def _facts() -> dict[str, str]:
    """What help texts leave to be filled in."""
    return {
        "formats": ", ".join(writers.names()),
        "diff_formats": ", ".join(comparisons.names()),
        "trace_formats": ", ".join(comparisons.names("trace")),
        "suffixes": " ".join(sorted(readers.SUFFIXES)),
    }


def _usage(console: Console, error: TyperException) -> int:
    """A wrong command line: what is wrong and where to read on, in one line. Returns the exit code."""
    context = getattr(error, "ctx", None)
    if type(error).__name__ == "NoArgsIsHelpError":  # its message is the whole help page
        console.plain(error.message)
        return 2
    where = f"{context.command_path if context else 'planparse'} --help"
    message = " ".join(error.format_message().split()).rstrip(".")
    console.line(console.say(f"{message} (see '{where}')", f"{chinese.usage(message)}（参见 '{where}'）"))
    return 2
