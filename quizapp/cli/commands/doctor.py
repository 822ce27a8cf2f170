"""`runquiz doctor`: checks the progress file and the files beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import click

from quizapp.cli.context import Context, context_of
from quizapp.cli.options import common_options
from quizapp.errors import UnreadableFile
from quizapp.scheduling.study_day import StudyCalendar
from quizapp.scheduling.wording import plural
from quizapp.storage.disk import reason
from quizapp.storage.progress.doctor.examination import examine
from quizapp.storage.progress.doctor.findings import Finding
from quizapp.storage.progress.doctor.repair import repair

MAX_DETAILS = 20
"""At most this many lines about one file."""


@click.command(epilog="Example: runquiz doctor --repair")
@click.option("--repair", "is_repair", is_flag=True, help="Restore everything that can be read.")
@common_options
@click.pass_context
def command(ctx: click.Context, is_repair: bool) -> int:  # noqa: FBT001
    """Check the progress file, its journal, backups and conflict copies. Exit 1 on any problem.

    Shows line numbers and ids, never answers. Changes nothing without --repair.
    """
    context = context_of(ctx)
    if is_repair:
        with context.writing("the repair was not finished"):
            done = repair(context.files, context.clock.now())
        context.warn(done)
    findings = _examined(context)
    for finding in findings:
        for line in _lines(finding):
            click.echo(line)
    errors = sum(finding.is_error for finding in findings)
    if errors:
        how = "" if is_repair else "; 'runquiz doctor --repair' repairs what can be repaired"
        context.warn([f"{plural(errors, 'problem')}{how}"])
    return 1 if errors else 0


def _examined(context: Context) -> Sequence[Finding]:
    try:
        today = StudyCalendar().day(context.clock.now())
        return examine(context.files, today).findings
    except OSError as error:
        raise UnreadableFile(f"{context.files.name}: {reason(error)}") from None


def _lines(finding: Finding) -> Iterator[str]:
    yield finding.text
    yield from (f"    {detail}" for detail in finding.details[:MAX_DETAILS])
    more = len(finding.details) - MAX_DETAILS
    if more > 0:
        yield f"    and {more} more"
