"""`runquiz review`: starts a review, on the screen or line by line."""

from __future__ import annotations

import click

from quizapp.cli.context import Context, context_of
from quizapp.cli.launch import ReviewRequest, open_review
from quizapp.cli.options import comma_separated, common_options
from quizapp.errors import NotSaved, UsageError
from quizapp.scheduling.wording import plural


@click.command(
    epilog="In --plain, each card takes two lines: the answer, then the grade 1-4. On either line, "
    ":u undo, :s suspend, :b bury, :m mark, :w why this card now, :q stop. "
    "Example: runquiz review muscles --limit 20"
)
@click.argument("deck", nargs=-1)
@click.option("--plain", is_flag=True, help="Line by line, without a screen.")
@click.option("--limit", type=click.IntRange(1), metavar="N", help="End after N graded answers.")
@click.option(
    "--tags", callback=comma_separated, metavar="T", help="Only cards with one of these tags."
)
@click.option(
    "--ahead",
    type=click.IntRange(1, 365),
    metavar="DAYS",
    help="Also ask cards due within the next DAYS days.",
)
@click.option("--cram", is_flag=True, help="All cards, due or not; changes nothing.")
@common_options
@click.pass_context
def command(
    ctx: click.Context,
    deck: tuple[str, ...],
    plain: bool,  # noqa: FBT001 (click passes it by name)
    limit: int | None,
    tags: frozenset[str],
    ahead: int | None,
    cram: bool,  # noqa: FBT001
) -> int:
    """Review the cards due today, in all decks or some."""
    if ahead and cram:
        raise UsageError("--ahead records your answers and --cram does not; choose one")
    request = ReviewRequest(deck, tags, limit, ahead or 0, cram)
    context = context_of(ctx)
    return _review_plainly(context, request) if plain else open_review(context, request)


def _review_plainly(context: Context, request: ReviewRequest) -> int:
    from quizapp.cli.terminal import Terminal  # only line by line
    from quizapp.plain.review import PlainReview  # only line by line
    from quizapp.study.review.session import ReviewSession  # only line by line

    terminal = Terminal()
    context.require_decks(request.decks, request.tags)
    with terminal.listening(), context.desk() as desk:
        decks = context.chosen(desk.shelf.decks(), desk.store.progress, request.decks, request.tags)
        session = ReviewSession(
            desk, decks, cram=request.cram, limit=request.limit, ahead=request.ahead
        )
        review = PlainReview(session, terminal)
        review.run()
    if review.refused:
        raise NotSaved(f"{plural(review.refused, 'answer')} could not be saved")
    return 0
