"""`runquiz quiz`: starts a quiz, on the screen or line by line."""

from __future__ import annotations

import click

from quizapp.cli.context import Context, context_of
from quizapp.cli.launch import open_quiz
from quizapp.cli.options import comma_separated, common_options
from quizapp.cli.quiz_request import RESUME, TIMES, QuizRequest, checked, session_for
from quizapp.domain.cards.card import KINDS
from quizapp.domain.cards.deck import deck_titles
from quizapp.domain.quiz_setup import LOOK_ALIKES, MISSES, MODES, QUESTION, QuizSetup
from quizapp.errors import UsageError


@click.command(
    epilog="In --plain, each question takes two lines: the answer, then an empty line, or y for "
    "'I was right'. :sure, :unsure or :guess before an answer says how sure you are; :q stops. "
    "Example: runquiz quiz muscles --mode sprint --seconds 90"
)
@click.argument("deck", nargs=-1)
@click.option("--plain", is_flag=True, help="Line by line, without a screen.")
@click.option(
    "--mode",
    type=click.Choice(list(MODES)),
    default=QUESTION,
    help="; ".join(f"{name}: {what}" for name, what in MODES.items()) + ".",
)
@click.option("--questions", type=int, metavar="N", help="How many questions.")
@click.option("--seconds", type=int, metavar="S", help="For each question, or in total.")
@click.option("--time", type=click.Choice(list(TIMES)), default="1", help="More time, or no clock.")
@click.option(
    "--tags", callback=comma_separated, metavar="T", help="Only cards with one of these tags."
)
@click.option(
    "--kinds", callback=comma_separated, metavar="K", help=f"Only these: {', '.join(KINDS)}."
)
@click.option("--seen", is_flag=True, help="Only cards that you have answered before.")
@click.option("--weak", is_flag=True, help="The weakest cards first.")
@click.option("--resume", "source", flag_value=RESUME, help="Resume an unfinished quiz.")
@click.option(
    "--misses", "source", flag_value=MISSES, help="The questions missed in the last quiz."
)
@click.option(
    "--look-alikes", "source", flag_value=LOOK_ALIKES, help="Cards you mixed up, in pairs."
)
@click.option("--confidence", is_flag=True, help="Ask after each answer how sure you were.")
@click.option("--no-points", is_flag=True, help="No points, only correct and wrong.")
@click.option("--no-bonus", is_flag=True, help="No bonus for a streak of correct answers.")
@click.option("--apply", "applies", is_flag=True, help="In --plain: apply the results at the end.")
@click.option("--history", is_flag=True, help="Only list the earlier attempts with this setup.")
@common_options
@click.pass_context
def command(ctx: click.Context, /, **given: object) -> int:
    """Take a quiz, with or without a clock."""
    request = QuizRequest(_setup(given), str(given["source"] or ""))
    context = context_of(ctx)
    if given["history"]:
        return _list_history(context, request.setup)
    if given["applies"] and not given["plain"]:
        raise UsageError("--apply needs --plain; in the app, press p on the results screen")
    if given["plain"]:
        return _quiz_plainly(context, request, applies=bool(given["applies"]))
    return open_quiz(context, request)


def _setup(given: dict[str, object]) -> QuizSetup:
    questions, seconds = given["questions"], given["seconds"]
    return checked(
        QuizSetup(
            mode=str(given["mode"]),
            decks=_names(given["deck"]),
            tags=_names(given["tags"]),
            kinds=_names(given["kinds"]),
            questions=questions if isinstance(questions, int) else None,
            seconds=seconds if isinstance(seconds, int) else None,
            time=TIMES[str(given["time"])],
            weak=bool(given["weak"]),
            seen=bool(given["seen"]),
            points=not given["no_points"],
            bonus=not (given["no_bonus"] or given["no_points"]),
            confidence=bool(given["confidence"]),
        ).in_order()
    )


def _names(value: object) -> tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, tuple | frozenset) else ()


def _list_history(context: Context, setup: QuizSetup) -> int:
    from quizapp.plain.quiz_wording import history_lines  # only for the list

    context.require_decks(setup.decks)
    like = context.load().progress.attempts.like(setup)
    for line in history_lines(like):
        click.echo(line)
    if not like:
        click.echo("No quiz like this has been finished yet.")
    return 0


def _quiz_plainly(context: Context, request: QuizRequest, *, applies: bool) -> int:
    from quizapp.cli.terminal import Terminal  # only line by line
    from quizapp.plain.quiz import PlainQuiz  # only line by line

    terminal = Terminal()
    context.require_decks(request.setup.decks)
    with terminal.listening(), context.desk() as desk:
        titles = deck_titles(desk.shelf.decks())
        session = session_for(desk, desk.shelf.decks(), request, free=False)
        if session is None:
            terminal.say("No unfinished quiz; there is nothing to resume.")
        else:
            PlainQuiz(session, terminal, titles).run(applies=applies)
    return 0
