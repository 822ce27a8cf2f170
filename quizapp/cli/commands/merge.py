"""`runquiz merge`: the union of this progress and others'."""

from __future__ import annotations

from pathlib import Path

import click

from quizapp.cli.context import context_of
from quizapp.cli.options import PATH, common
from quizapp.scheduling.wording import plural
from quizapp.storage.progress.sync.merging import merge, read_source


@click.command(epilog="Example: runquiz merge laptop/progress.json")
@click.argument("file", nargs=-1, required=True, type=PATH)
@common
@click.pass_context
def command(ctx: click.Context, file: tuple[Path, ...]) -> None:
    """Take every answer of other progress files into this one; FILE is left as it is.

    To merge twice, or in another order, comes to the same. All of the files are taken in, or none.
    """
    context = context_of(ctx)
    with context.writing("nothing was merged"):
        sources = [read_source(context.disk, path) for path in file]
        merged, loaded = merge(context.files, sources, context.clock.now())
    context.warn(
        [
            f"{source.name}: damaged; what could be read of it was taken"
            for source in sources
            if source.is_damaged
        ]
    )
    context.warn(loaded.notices)
    for each in merged:
        known = f", {each.known} known" if each.known else ""
        click.echo(f"{each.name}: {plural(each.fresh, 'new event')}{known}")
