"""`runquiz`: runs a command, prints errors in one line, and exits with the right code."""

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
from quizapp.cli.options import common_options
from quizapp.domain.clean_text import clean_line
from quizapp.errors import RunquizError

COMMANDS = {
    "review": "Review the cards due today.",
    "quiz": "Take a quiz, with or without a clock.",
    "due": "Show how many cards are due, new and in learning.",
    "decks": "List the decks, and the folder for your own.",
    "new": "Write a commented deck to start from.",
    "cards": "List every card with its memory state.",
    "card": "Show a card with its history; suspend, mark or reset it.",
    "undo": "Undo the last answer, or the last change.",
    "edit": "Change a card in its deck file.",
    "add": "Add a card to a deck.",
    "rename": "Rename a deck or a card, in its file and in your progress.",
    "stats": "Show your statistics.",
    "body": "Show how well you know each muscle group.",
    "settings": "List the settings, or change some.",
    "check": "Check decks for errors.",
    "doctor": "Check the progress file, and repair it.",
    "merge": "Merge the progress of another machine.",
    "backup": "List backups, and restore one.",
}
COMPLETION = "_RUNQUIZ_COMPLETE"
"""Set by the shell to request completions, and by the user to request the completion script."""
INTERRUPTED = 130
BROKEN_PIPE = 141


class LazyGroup(click.Group):
    """Imports a command's module when the command is called, which keeps every start fast."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 (click's signature)
        """The commands, in the order of the README."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The command with a name."""
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"quizapp.cli.commands.{cmd_name}")
        command = module.command
        return command if isinstance(command, click.Command) else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """The help lines of the commands, without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(
    cls=LazyGroup,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Example: runquiz review muscles",
)
@click.version_option(__version__, message="runquiz %(version)s")
@common_options
@click.pass_context
def runquiz(ctx: click.Context) -> None:
    """Flashcards and quizzes about running, in the terminal. With no command, it opens the app."""
    if ctx.invoked_subcommand is None:
        from quizapp.cli.launch import open_app  # loads Textual, only for the app

        ctx.exit(open_app(ctx))


def run(arguments: Sequence[str]) -> int:
    """Run a command line; returns the exit code."""
    if os.name == "nt":
        return _fail("Windows is not supported; run it in WSL", 2)
    try:
        # Not `runquiz.main()`: when a pipe is closed, it exits with code 1.
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
    """Run the command line of this process, and exit."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    _mend_streams()
    asked = os.environ.get(COMPLETION)
    sys.exit(_complete(asked) if asked else run(sys.argv[1:]))


def _complete(asked: str) -> int:
    from click.shell_completion import shell_complete  # only for completion

    return shell_complete(runquiz, {}, "runquiz", COMPLETION, asked)


def _mend_streams() -> None:
    """Replace closed streams with empty ones, and print `?` for what a terminal can't encode."""
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
    """Discard all further output to a closed pipe."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
