"""`runquiz`: finds the command, prints errors in one line, and ends with the right exit code."""

from __future__ import annotations

import importlib
import os
import signal
import sys
from collections.abc import Sequence
from contextlib import suppress
from io import TextIOWrapper

import click

from quizapp import __version__
from quizapp.cli.options import common
from quizapp.domain.text import clean_line
from quizapp.errors import RunquizError

COMMANDS = {
    "review": "Review what is due today.",
    "quiz": "Take a quiz, with or without a clock.",
    "due": "Say how much is due, new and being learnt.",
    "decks": "List the decks, and the folder to put your own in.",
    "new": "Write a commented deck to begin from.",
    "cards": "List every card with its memory state.",
    "card": "Show a card with its past; suspend, mark or reset it.",
    "undo": "Take back the last answer, or change of a card.",
    "edit": "Change a card in its deck's file.",
    "add": "Write one more card into a deck.",
    "stats": "Say how the learning goes.",
    "body": "Say how well each muscle group is known.",
    "settings": "List the settings, or change some.",
    "check": "Check decks for mistakes.",
    "doctor": "Check the progress file, and repair it.",
    "merge": "Take in the progress of another machine.",
    "backup": "List backups, and go back to one.",
}
COMPLETION = "_RUNQUIZ_COMPLETE"
"""By this the shell asks for completion, and the user for the shell's script."""
INTERRUPTED = 130
BROKEN_PIPE = 141


class LazyGroup(click.Group):
    """Imports a command's module when the command is called, so that none pays for another."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 (click's signature)
        """The verbs, in the order of the README."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The command of a verb."""
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"quizapp.cli.commands.{cmd_name}")
        command = module.command
        return command if isinstance(command, click.Command) else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """The verbs with a line each, without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(
    cls=LazyGroup,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Example: runquiz review muscles",
)
@click.version_option(__version__, message="runquiz %(version)s")
@common
@click.pass_context
def runquiz(ctx: click.Context) -> None:
    """Flashcards and quizzes about running, in the terminal. Alone, it opens the app."""
    if ctx.invoked_subcommand is None:
        from quizapp.cli.launch import open_app

        ctx.exit(open_app(ctx))


def run(arguments: Sequence[str]) -> int:
    """Run a command line; the exit code."""
    if os.name == "nt":
        return _fail("Windows is not supported; run it in WSL", 2)
    try:
        # Not `runquiz.main()`: it would end a closed pipe with exit code 1.
        with runquiz.make_context("runquiz", list(arguments)) as ctx:
            code = runquiz.invoke(ctx)
        sys.stdout.flush()
    except click.exceptions.Exit as ended:
        return ended.exit_code
    except click.ClickException as error:
        return _fail(error.format_message(), error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except RunquizError as error:
        return _fail(str(error), error.exit_code)
    except BrokenPipeError:
        _drop_output()
        return BROKEN_PIPE
    except OSError as error:
        _drop_output()
        return _fail(f"the output could not be written: {error.strerror or error}", 1)
    return code if isinstance(code, int) else 0


def main() -> None:
    """Run the command line of this process, and end it."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    _mend_streams()
    asked = os.environ.get(COMPLETION)
    sys.exit(_complete(asked) if asked else run(sys.argv[1:]))


def _complete(asked: str) -> int:
    from click.shell_completion import shell_complete

    return shell_complete(runquiz, {}, "runquiz", COMPLETION, asked)


def _mend_streams() -> None:
    """A closed stream becomes an empty one, and no character is ever too much for a terminal."""
    sys.stdin = sys.stdin or open(os.devnull, encoding="utf-8")  # noqa: SIM115, PTH123
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name) or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
        setattr(sys, name, stream)


def _fail(message: str, code: int) -> int:
    with suppress(OSError):
        click.echo(f"runquiz: {clean_line(message)}", err=True)
    return code


def _drop_output() -> None:
    """Let nothing more be written to a pipe that nobody reads."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
