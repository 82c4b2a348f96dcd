"""``planparse extract``: notices in, plans out."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from planparse import readers, writers
from planparse.cli import output as out
from planparse.cli.console import Console, UsageError, internal_error, is_terminal
from planparse.cli.inputs import STDIN, Inputs, Notice, find_notices
from planparse.cli.options import Lang, Reading
from planparse.errors import OutputError, PlanparseError

if TYPE_CHECKING:
    from planparse.plan import Plan

# Hands one plan over. Returns what kept this one from being written, None where all went well, and
# raises `out.Stop` where nothing more can be written.
Deliver = Callable[[Notice, "Plan"], OutputError | None]


def extract(
    context: typer.Context,
    notices: Annotated[
        list[str],
        typer.Argument(metavar="NOTICE...", help="Files or directories; - reads standard input.", show_default=False),
    ],
    output: Annotated[
        str,
        typer.Option("-o", "--output", metavar="PATH", help="A file, or a directory for a file each.", show_default=False),
    ] = STDIN,
    to: Annotated[
        str, typer.Option("--to", metavar="FORMAT", help="The format: {formats}.", show_default=False)
    ] = "",
    tracked: Annotated[
        Reading,
        typer.Option("--tracked", help="Tracked changes are accepted (final, the default) or rejected.", show_default=False),
    ] = Reading.FINAL,
    lang: Lang = None,
) -> None:
    """Read notices and write the plans they hold.

    Without -o the result goes to standard output: one notice gives one JSON object; several, or a
    directory, give JSON Lines (with --to yaml, one YAML document each). On a terminal and without
    --to a summary is shown instead.

    With -o FILE the same goes to FILE, in the format of its suffix unless --to says otherwise. With
    -o DIR each notice gives a file of its own, NAME.json. DIR is a directory that exists, a name
    ending in /, or, for several notices, a name without a suffix.

    In a directory, files ending in {suffixes} are read.

    \b
    Examples:
      planparse extract notice.txt
      planparse extract notice.html -o plan.yaml
      planparse extract notices/ -o plans/
      curl -s https://example.org/notice.html | planparse extract - --to json

    \b
    Exit codes:
      0  done                        4    a limit was exceeded
      2  wrong command line          5    the output could not be written
      3  a notice cannot be read     130  interrupted
    A batch goes on past a bad notice and exits with the highest code.
    """
    console: Console = context.obj
    try:
        inputs = find_notices(notices, readers.SUFFIXES)
        with _delivery(console, inputs, output, to) as deliver:
            code = _run(console, inputs, deliver, tracked)
    except out.Stop as stop:
        code = 0 if stop.error is None else console.error(stop.error)
    except PlanparseError as error:
        code = console.error(error)
    raise typer.Exit(code)


def _run(console: Console, inputs: Inputs, deliver: Deliver, tracked: Reading) -> int:
    """Each notice in turn, past those that fail. Returns the highest exit code."""
    code = max((console.error(error) for error in inputs.errors), default=0)
    total = len(inputs.notices)
    for done, notice in enumerate(inputs.notices):
        console.progress(done, total, notice.shown)
        problem = _attempt(notice, deliver, tracked)
        if problem is not None:
            console.progress(total, total, "")
            code = max(code, console.error(problem))
    console.progress(total, total, "")
    return code


def _attempt(notice: Notice, deliver: Deliver, tracked: Reading) -> PlanparseError | None:
    """Read, parse and deliver one notice. Returns what went wrong, or None."""
    try:
        return deliver(notice, _plan_of(notice, tracked))
    except out.Stop:
        raise
    except PlanparseError as error:
        return error
    except Exception as error:  # one notice must not end a batch, nor show a traceback
        return internal_error(notice.shown, error)


def _plan_of(notice: Notice, tracked: Reading) -> Plan:
    from planparse.pipeline import parse  # loads the model, which help and usage errors do without

    if notice.path is not None:
        return parse(readers.read(notice.path, tracked=tracked.value))
    if sys.stdin is None:
        raise UsageError("-: standard input is closed", "-：标准输入已关闭")
    data = sys.stdin.buffer.read(readers.MAX_BYTES + 1)
    return parse(readers.read_bytes(data, "stdin", tracked=tracked.value))


# ------------------------------------------------------------------------------ ways to deliver


@contextmanager
def _delivery(console: Console, inputs: Inputs, output: str, to: str) -> Iterator[Deliver]:
    """The way to hand plans over that the options ask for."""
    if output == STDIN:
        if not to and is_terminal(sys.stdout):
            yield _summaries(console)
        else:
            item = _item(_writer(to), many=inputs.many)
            yield lambda _, plan: out.write_stdout(item(plan))
    elif out.is_directory_target(output, many=inputs.many):
        yield _files(inputs, Path(output), _writer(to))
    else:
        path = Path(output)
        out.keep_inputs([path], inputs.notices)
        item = _item(_writer(to or _format_of(path)), many=inputs.many)
        with out.replacing(path) as stream:
            yield lambda _, plan: stream.write(item(plan))


def _writer(to: str) -> writers.Writer:
    try:
        return writers.writer(to or "json")
    except ValueError:
        known = ", ".join(writers.names())
        raise UsageError(
            f"--to {to}: no such format; choose one of {known}", f"--to {to}：没有这种格式，可选 {known}"
        ) from None


def _format_of(path: Path) -> str:
    """The format whose suffix `path` has; "" where it has none. Raises UsageError where no format has it."""
    suffix = path.suffix.lower()
    by_suffix = {ending: name for name in writers.names() for ending in writers.writer(name).SUFFIXES}
    if suffix and suffix not in by_suffix:
        raise out.no_such_suffix(str(path), suffix, " ".join(by_suffix))
    return by_suffix.get(suffix, "")


def _item(writer: writers.Writer, *, many: bool) -> Callable[[Plan], str]:
    return writer.stream_item if many else writer.document


def _files(inputs: Inputs, directory: Path, writer: writers.Writer) -> Deliver:
    """A file each below `directory`, which is made here."""
    places = out.targets(directory, inputs.notices, writer.SUFFIXES[0])
    out.keep_inputs(places, inputs.notices)
    out.make_directory(directory)
    target = dict(zip(inputs.notices, places, strict=True))

    def deliver(notice: Notice, plan: Plan) -> OutputError | None:
        path = target[notice]
        try:
            out.make_directory(path.parent, parents=True)
            with out.replacing(path) as stream:
                stream.write(writer.document(plan))
        except out.Stop as stop:
            return stop.error  # this file cannot be written; the next one may
        return None

    return deliver


def _summaries(console: Console) -> Deliver:
    from planparse.cli.summary import show

    def deliver(_: Notice, plan: Plan) -> None:
        show(plan, console)

    return deliver
