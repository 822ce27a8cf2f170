"""`runquiz new`: a deck to start from."""

from __future__ import annotations

from contextlib import suppress

import click

from quizapp.cli.context import Context, context_of
from quizapp.cli.options import common_options
from quizapp.domain.clean_text import clean_line
from quizapp.errors import ProgressError, UsageError


@click.command(epilog='Example: runquiz new "Bones of the foot"')
@click.argument("name")
@common_options
@click.pass_context
def command(ctx: click.Context, name: str) -> None:
    """Write a commented deck named NAME into your deck folder."""
    from pathlib import Path  # only to write a deck

    from quizapp.storage.decks.reader import id_of_stem  # only to write a deck
    from quizapp.storage.decks.template import template  # only to write a deck
    from quizapp.storage.disk import reason, replace_with  # only to write a deck

    title = clean_line(name)
    if not any(character.isalnum() for character in title) or "/" in title:
        raise UsageError("give the deck a name, such as 'Bones of the foot'")
    deck = id_of_stem(Path(f"{title.replace('.', ' ')}.yaml"))
    context = context_of(ctx)
    for other in context.shelf.files():
        if other.deck is not None and other.deck.id == deck:
            place = clean_line(str(other.path))
            raise UsageError(f"there is already a deck '{deck}', in {place}; choose another name")
    newest = _newest_id(context, deck)
    if newest != deck:
        raise UsageError(f"'{deck}' is an earlier id of the deck '{newest}'; choose another name")
    if context.own_folder.is_file():
        raise UsageError(f"{clean_line(str(context.own_folder))} is a file; --decks takes a folder")
    path = context.own_folder / f"{deck}.yaml"
    if path.exists() or path.is_symlink():
        raise UsageError(f"{clean_line(str(path))} already exists; nothing was written")
    try:
        context.disk.make_folder(context.own_folder)
        replace_with(context.disk, path, template(deck, title).encode())
    except OSError as error:
        raise UsageError(f"{clean_line(str(path))}: {reason(error)}") from None
    click.echo(f"Wrote {clean_line(str(path))}")
    click.echo(f"Check it with: runquiz check {clean_line(str(path))}")


def _newest_id(context: Context, deck: str) -> str:
    """The id that a deck with this id has since a rename, as far as the progress can be read."""
    with suppress(ProgressError):
        return context.with_summary((), lambda _, progress: progress.names.newest_deck(deck))
    return deck
