"""`runquiz check`: every mistake in a deck, at its line and column."""

from __future__ import annotations

import os
from pathlib import Path

import click

from quizapp.cli.compose import Workshop, workshop
from quizapp.cli.options import Options, common, options_of
from quizapp.domain.text import clean_line
from quizapp.errors import UsageError
from quizapp.scheduling.wording import plural
from quizapp.storage.problem import Problem
from quizapp.storage.shelf import ShelfFile


@click.command(epilog="Example: runquiz check my-deck.yaml")
@click.argument("path", nargs=-1, type=click.Path(path_type=Path))
@common
@click.pass_context
def command(context: click.Context, path: tuple[Path, ...]) -> int:
    """Check decks, all of them or those at PATH (files or folders). Exit 1 if any has an error."""
    shop = workshop(context)
    if path:
        for each in path:
            if not os.path.exists(each):  # noqa: PTH110 (unlike Path.exists, it never raises)
                raise UsageError(f"no such file or folder: {clean_line(str(each))}")
        given = options_of(context)
        shop = Workshop(Options(given.progress, path, given.now, given.seed))
    files = shop.shelf.files()
    errors = 0
    for file in files:
        for problem in _problems(file):
            click.echo(_line(file.path, problem))
            errors += problem.severity == "error"
    for skipped in shop.shelf.skipped:
        click.echo(f"{clean_line(skipped)}", err=True)
        errors += 1
    cards = sum(len(file.deck.cards) for file in files if file.deck)
    found = plural(errors, "error") if errors else "no error"
    click.echo(f"{plural(len(files), 'deck')}, {plural(cards, 'card')}: {found}", err=True)
    return 1 if errors else 0


def _problems(file: ShelfFile) -> list[Problem]:
    warned = [_ids_warning(file)] if file.anonymous else []
    return [*file.problems, *warned]


def _ids_warning(file: ShelfFile) -> Problem:
    count = plural(file.anonymous, "card")
    said = f"{count} without 'id:'; if its question is edited, its progress starts anew"
    return Problem(1, 1, said, "warning")


def _line(path: Path, problem: Problem) -> str:
    place = f"{clean_line(str(path))}:{problem.line}:{problem.column}"
    return f"{place}: {problem.severity}: {problem.message}"
