"""`runquiz merge`: adds the answers of other progress files."""

from __future__ import annotations

from pathlib import Path

import click

from quizapp.cli.context import context_of
from quizapp.cli.options import PATH, common_options
from quizapp.scheduling.wording import plural
from quizapp.storage.progress.sync.merging import merge, read_source


@click.command(epilog="Example: runquiz merge laptop/progress.json")
@click.argument("file", nargs=-1, required=True, type=PATH)
@common_options
@click.pass_context
def command(ctx: click.Context, file: tuple[Path, ...]) -> None:
    """Add every answer of other progress files to this one. FILE is not changed.

    Merging twice, or in another order, gives the same result. All files are merged, or none.
    """
    context = context_of(ctx)
    with context.writing("nothing was merged"):
        sources = [read_source(context.disk, path) for path in file]
        merged, loaded = merge(context.files, sources, context.clock.now())
    context.warn(
        [
            f"{source.name}: damaged; everything readable in it was merged"
            for source in sources
            if source.is_damaged
        ]
    )
    context.warn(loaded.notices)
    for each in merged:
        known = f", {each.known} known" if each.known else ""
        click.echo(f"{each.name}: {plural(each.fresh, 'new event')}{known}")
