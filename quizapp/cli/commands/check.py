"""`runquiz check`: every error in a deck with its line and column, and advice."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from quizapp.cli.context import Context, context_of
from quizapp.cli.options import CommonOptions, common_options, options_of
from quizapp.domain.cards.card import KINDS, kind_of
from quizapp.domain.cards.deck import Deck
from quizapp.domain.clean_text import clean_line
from quizapp.errors import UsageError
from quizapp.scheduling.wording import plural
from quizapp.storage.decks.deck_file import DeckFile
from quizapp.storage.decks.problem import Problem


@click.command(epilog="Example: runquiz check my-deck.yaml")
@click.argument("path", nargs=-1, type=click.Path(path_type=Path))
@click.option("--coverage", is_flag=True, help="A table of tags and kinds, which shows gaps.")
@common_options
@click.pass_context
def command(ctx: click.Context, path: tuple[Path, ...], coverage: bool) -> int:  # noqa: FBT001
    """Check decks, all of them or those at PATH (files or folders). Exit 1 if any has an error."""
    context = _context_for(ctx, path)
    files = context.shelf.files()
    problems = [(file, problem) for file in files for problem in _problems(file)]
    for file, problem in problems:
        click.echo(_line(file.path, problem))
    for skipped in context.shelf.skipped:
        click.echo(clean_line(skipped), err=True)
    if coverage:
        for line in _coverage([file.deck for file in files if file.deck]):
            click.echo(line)
    severities = Counter(problem.severity for _, problem in problems)
    errors = severities["error"] + len(context.shelf.skipped)
    click.echo(_summary(files, errors, severities["warning"]), err=True)
    return 1 if errors else 0


def _context_for(ctx: click.Context, paths: tuple[Path, ...]) -> Context:
    if not paths:
        return context_of(ctx)
    for path in paths:
        if not os.path.exists(path):  # noqa: PTH110 (unlike Path.exists, it never raises)
            raise UsageError(f"no such file or folder: {clean_line(str(path))}")
    given = options_of(ctx)
    return Context(CommonOptions(given.progress, paths, given.now, given.seed))


def _problems(file: DeckFile) -> list[Problem]:
    """The file's errors and warnings, in the order of their lines."""
    found = [*file.problems, *_warnings(file)]
    return sorted(found, key=lambda problem: (problem.line, problem.column))


def _warnings(file: DeckFile) -> Iterator[Problem]:
    """The linter's advice, each at its key. The file is read again: the cache has no positions."""
    if file.deck is None:
        return
    from quizapp.domain.lint import lint  # only to lint
    from quizapp.storage.decks.reader import read_deck  # only to lint

    fresh = read_deck(file.path, file.path.read_bytes())
    if fresh.deck is None:
        return
    if file.anonymous:
        count = plural(file.anonymous, "card")
        said = f"{count} without 'id:'; if you edit a question by hand, its progress starts over"
        yield Problem(1, 1, said, "warning")
    for advice in lint(fresh.deck):
        keys = fresh.positions[advice.entry]
        line, column = keys.get(advice.key, keys[""])
        yield Problem(line, column, advice.message, "warning")


def _coverage(decks: Iterable[Deck]) -> Iterator[str]:
    """How many cards of each kind each tag has; a dot for none."""
    table: dict[str, Counter[str]] = {}
    for deck in decks:
        for card in deck.cards:
            for tag in card.about.tags or ("(no tag)",):
                table.setdefault(tag, Counter())[kind_of(card)] += 1
    width = max(map(len, table), default=3)
    yield "  ".join([f"{'tag':<{width}}", *(f"{kind:>10}" for kind in KINDS), "  all"])
    for tag in sorted(table):
        cells = [f"{table[tag][kind] or '·':>10}" for kind in KINDS]
        yield "  ".join([f"{clean_line(tag):<{width}}", *cells, f"{table[tag].total():>5}"])


def _summary(files: list[DeckFile], errors: int, warnings: int) -> str:
    cards = sum(len(file.deck.cards) for file in files if file.deck)
    found = plural(errors, "error") if errors else "no errors"
    advice = f", {plural(warnings, 'warning')}" if warnings else ", no warnings"
    return f"{plural(len(files), 'deck')}, {plural(cards, 'card')}: {found}{advice}"


def _line(path: Path, problem: Problem) -> str:
    place = f"{clean_line(str(path))}:{problem.line}:{problem.column}"
    return f"{place}: {problem.severity}: {problem.message}"
