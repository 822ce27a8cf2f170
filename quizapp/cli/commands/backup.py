"""`runquiz backup`: lists the backups, and restores one."""

from __future__ import annotations

import click

from quizapp.cli.context import context_of
from quizapp.cli.options import common_options
from quizapp.domain.clean_text import clean_line
from quizapp.errors import UnreadableFile
from quizapp.scheduling.wording import plural
from quizapp.storage.disk import reason
from quizapp.storage.progress.doctor.restoring import Restored, backups_of, restore


@click.group(invoke_without_command=True, epilog="Example: runquiz backup list")
@common_options
@click.pass_context
def command(ctx: click.Context) -> None:
    """List the backups of the progress file, and restore one."""
    if ctx.invoked_subcommand is None:
        ctx.invoke(list_backups)


@command.command(
    "list",
    short_help="List the backups, newest first.",
    epilog="Example: runquiz backup list",
)
@common_options
@click.pass_context
def list_backups(ctx: click.Context) -> None:
    """List the backups, newest first: name, when it was replaced, and number of events."""
    context = context_of(ctx)
    try:
        found = list(backups_of(context.files))
    except OSError as error:
        raise UnreadableFile(f"{context.files.name}: {reason(error)}") from None
    for backup in found:
        local = backup.at.astimezone()
        events = "damaged" if backup.events is None else plural(backup.events, "event")
        click.echo(f"{backup.name}  until {local:%Y-%m-%d %H:%M:%S}  {events}")
    if not found:
        context.warn(["no backups yet; the first is made when a session ends"])


@command.command("restore", epilog="Example: runquiz backup restore 20260801T071500.000000Z")
@click.argument("name")
@common_options
@click.pass_context
def restore_backup(ctx: click.Context, name: str) -> None:
    """Restore your progress from the backup NAME.

    Nothing is lost: the command names the backup that undoes it.
    """
    context = context_of(ctx)
    with context.writing("nothing was restored"):
        done = restore(context.files, context.stamper, name)
    if done is None:
        click.echo(f"nothing to do: your progress is already that of {clean_line(name)}")
        return
    context.warn(done.notices)
    click.echo(f"restored {clean_line(name)}: {_changes(done)}")
    if done.before:
        click.echo(f"To undo: runquiz backup restore {done.before}")


def _changes(done: Restored) -> str:
    gone = plural(done.gone, "event no longer counts", "events no longer count")
    back = f"{plural(done.back, 'event counts', 'events count')} again"
    return ", ".join([*([gone] if done.gone else []), *([back] if done.back else [])])
