"""`runquiz backup`: which backups there are, and going back to one."""

from __future__ import annotations

import click

from quizapp.cli.context import workshop
from quizapp.cli.options import common
from quizapp.domain.text import clean_line
from quizapp.errors import UnreadableFile
from quizapp.scheduling.wording import plural
from quizapp.storage.disk import reason
from quizapp.storage.progress.doctor.restoring import Restored, backups_of, restore


@click.group(invoke_without_command=True, epilog="Example: runquiz backup list")
@common
@click.pass_context
def command(context: click.Context) -> None:
    """List the backups of the progress file, and go back to one."""
    if context.invoked_subcommand is None:
        context.invoke(list_backups)


@command.command(
    "list",
    short_help="List the backups, newest first.",
    epilog="Example: runquiz backup list",
)
@common
@click.pass_context
def list_backups(context: click.Context) -> None:
    """List the backups, newest first: its name, until when it was your progress, its events."""
    shop = workshop(context)
    try:
        found = list(backups_of(shop.disk, shop.places))
    except OSError as error:
        raise UnreadableFile(f"{shop.places.name}: {reason(error)}") from None
    for backup in found:
        local = backup.at.astimezone()
        events = "damaged" if backup.events is None else plural(backup.events, "event")
        click.echo(f"{backup.name}  until {local:%Y-%m-%d %H:%M:%S}  {events}")
    if not found:
        shop.say_aside(["no backups yet; the first is made when a sitting ends"])


@command.command("restore", epilog="Example: runquiz backup restore 20260801T071500.000000Z")
@click.argument("name")
@common
@click.pass_context
def restore_backup(context: click.Context, name: str) -> None:
    """Make your progress what it was in the backup NAME. Nothing is lost: you can go back again."""
    shop = workshop(context)
    with shop.writing("nothing was restored"):
        done = restore(shop.disk, shop.places, shop.stamper, name)
    if done is None:
        click.echo(f"nothing to do: your progress is what it was in {clean_line(name)}")
        return
    shop.say_aside(done.notices)
    click.echo(f"restored {clean_line(name)}: {_changes(done)}")
    if done.before:
        click.echo(f"To take that back: runquiz backup restore {done.before}")


def _changes(done: Restored) -> str:
    gone = f"{plural(done.gone, 'event counts', 'events count')} no longer"
    back = f"{plural(done.back, 'event counts', 'events count')} again"
    return ", ".join([*([gone] if done.gone else []), *([back] if done.back else [])])
