"""`runquiz backup`: which backups there are, and going back to one."""

from __future__ import annotations

import click

from quizapp.cli.compose import workshop
from quizapp.cli.options import common
from quizapp.domain.text import clean_line
from quizapp.errors import UnreadableFile
from quizapp.scheduling.wording import plural
from quizapp.storage.disk import reason
from quizapp.storage.restoring import backups_of, restore


@click.group(invoke_without_command=True, epilog="Example: runquiz backup list")
@common
@click.pass_context
def command(context: click.Context) -> None:
    """List the backups of the progress file, and go back to one."""
    if context.invoked_subcommand is None:
        context.invoke(list_backups)


@command.command("list", epilog="Example: runquiz backup list")
@common
@click.pass_context
def list_backups(context: click.Context) -> None:
    """List the backups, newest first: name, up to when it was your progress, and its events."""
    shop = workshop(context)
    try:
        found = list(backups_of(shop.disk, shop.places))
    except OSError as error:
        raise UnreadableFile(f"{shop.places.name}: {reason(error)}") from None
    for backup in found:
        local = backup.at.astimezone()
        when = f"before {local:%Y-%m-%d %H:%M}"
        click.echo(f"{backup.name}  {when}  {plural(backup.events, 'event')}")
    if not found:
        shop.say_aside(["no backups yet; the first is made when a sitting ends"])


@command.command("restore", epilog="Example: runquiz backup restore 20260801T071500.000000Z")
@click.argument("name")
@common
@click.pass_context
def restore_backup(context: click.Context, name: str) -> None:
    """Make your progress what it was in the backup NAME. Nothing is lost: you can go back again."""
    shop = workshop(context)
    with shop.writing():
        done = restore(shop.disk, shop.places, shop.stamper, name)
    if not done.before:
        click.echo(f"{clean_line(name)}: your progress is what it was then")
        return
    returned = f", {plural(done.returned, 'event')} came back" if done.returned else ""
    undone = plural(done.undone, "later event")
    click.echo(f"restored {clean_line(name)}: {undone} undone{returned}")
    click.echo(f"To take that back: runquiz backup restore {done.before}")
