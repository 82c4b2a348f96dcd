"""Where the command line starts: ``planparse …`` and ``python -m planparse …``."""

from __future__ import annotations

import gc
import os
import sys


def main() -> int:
    """Run the command line over ``sys.argv``; returns the exit code."""
    arguments = sys.argv[1:]
    try:
        if arguments == ["--version"]:  # before typer, whose import takes five times as long as all else
            from planparse import __version__

            sys.stdout.write(f"planparse {__version__}\n")
            sys.stdout.flush()
            return 0
        # Looking for plugins of pydantic reads the metadata of every installed package, and what a
        # plan looks like must not depend on one.
        os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "1")
        # Modules, patterns and plans stay to the end: looking through them for garbage takes a tenth of a run.
        gc.set_threshold(100_000, 50, 50)
        from planparse.cli.app import run
        from planparse.patterns import keep

        code = run(arguments)
        keep()
        gc.freeze()  # else Python looks through everything once more on its way out, an eighth of a run
        return code
    except KeyboardInterrupt:
        return 130
    except ImportError as error:  # a damaged installation
        if os.environ.get("PLANPARSE_DEBUG") == "1":
            raise
        sys.stderr.write(f"planparse: the installation is incomplete ({error}); install planparse again\n")
        return 3


if __name__ == "__main__":
    sys.exit(main())
