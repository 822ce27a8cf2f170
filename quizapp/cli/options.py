"""The options of every command, before or after its name; the later one wins."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

import click

from quizapp.domain.clean_text import clean_line
from quizapp.errors import UsageError

F = TypeVar("F", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class CommonOptions:
    """The values given; None or empty for the default."""

    progress: Path | None = None
    decks: tuple[Path, ...] = ()
    now: str | None = None
    seed: int | None = None


def common_options(command: F) -> F:
    """Add the common options to a command; their values go to click's context."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def options_of(ctx: click.Context) -> CommonOptions:
    """The options from the command line, or else from the environment."""
    given = ctx.find_root().obj
    options = given if isinstance(given, CommonOptions) else CommonOptions()
    file = os.environ.get("RUNQUIZ_PROGRESS")
    folders = os.environ.get("RUNQUIZ_DECKS")
    if options.progress is None and file:
        options = replace(options, progress=Path(file))
    if not options.decks and folders:
        paths = tuple(Path(folder) for folder in folders.split(os.pathsep) if folder)
        options = replace(options, decks=paths)
    return options


def comma_separated(
    _context: click.Context, _option: click.Parameter, value: str | None
) -> frozenset[str]:
    """A list separated by commas."""
    return frozenset(word.strip() for word in (value or "").split(",") if word.strip())


def name_value_pairs(words: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The names and values. Raises UsageError for a word without a `=`."""
    for word in words:
        name, sign, value = word.partition("=")
        if not sign or not name:
            raise UsageError(f"'{clean_line(word)[:60]}' is not NAME=VALUE")
        if any("\ud800" <= letter <= "\udfff" for letter in word):
            raise UsageError(f"{clean_line(name)[:60]}: not UTF-8 text")
        yield name, value


def _remember(ctx: click.Context, option: click.Parameter, value: object) -> None:
    if value is None or value == () or option.name is None:
        return
    root = ctx.find_root()
    options = root.obj if isinstance(root.obj, CommonOptions) else CommonOptions()
    changes: dict[str, Any] = {option.name: value}
    root.obj = replace(options, **changes)


PATH = click.Path(path_type=Path, readable=False)
"""A path that is not checked here: reading it reports any problem with its reason."""
_OPTIONS = (
    click.option(
        "--progress",
        type=PATH,
        metavar="FILE",
        expose_value=False,
        callback=_remember,
        help="The progress file (env RUNQUIZ_PROGRESS).",
    ),
    click.option(
        "--decks",
        type=PATH,
        metavar="DIR",
        multiple=True,
        expose_value=False,
        callback=_remember,
        help="A folder of decks; can be repeated (env RUNQUIZ_DECKS).",
    ),
    click.option(
        "--now",
        metavar="ISO-8601",
        expose_value=False,
        callback=_remember,
        help="Start the clock at this time.",
    ),
    click.option(
        "--seed",
        type=int,
        metavar="N",
        expose_value=False,
        callback=_remember,
        help="Make order and shuffling repeatable.",
    ),
)
