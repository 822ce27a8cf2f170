"""`runquiz card`: shows one card, or changes it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

import click

from quizapp.cli.context import Context, context_of
from quizapp.cli.options import common_options
from quizapp.domain.cards.card import Card, answer_text, options_of, prompt_in_words
from quizapp.domain.cards.deck import Deck, card_index
from quizapp.domain.clean_text import clean_line
from quizapp.domain.event import Buried, EventPayload, Marked, Reset, Suspended
from quizapp.domain.memory import Seconds
from quizapp.errors import UsageError
from quizapp.scheduling.study_day import StudyCalendar, iso_day, iso_time
from quizapp.storage.progress.reading.card_log import events_in
from quizapp.study.agenda import calendar_of
from quizapp.study.browse.card_history import HistoryEntry, history, history_words
from quizapp.study.browse.card_rows import card_row, flag_words
from quizapp.study.due_dates import set_due_date
from quizapp.study.identity import known_decks
from quizapp.study.log.progress import Progress
from quizapp.study.recording import record
from quizapp.study.why import why_now

CHANGES: dict[str, Callable[[str], EventPayload]] = {
    "suspend": Suspended,
    "let-in": lambda card: Suspended(card, on=False),
    "bury": Buried,
    "unbury": lambda card: Buried(card, on=False),
    "mark": Marked,
    "unmark": lambda card: Marked(card, on=False),
    "reset": Reset,
}
CONTRARY = (
    ("suspend", "let-in"),
    ("bury", "unbury"),
    ("mark", "unmark"),
    ("reset", "due"),
)
"""Changes that can't be made at once."""
DONE_WORDS = {
    "suspend": "suspended",
    "let-in": "unsuspended",
    "bury": "buried",
    "unbury": "unburied",
    "mark": "marked",
    "unmark": "unmarked",
    "reset": "reset",
}


@click.command(epilog="Example: runquiz card muscles/glutes-job --mark")
@click.argument("card")
@click.option("--suspend", is_flag=True, help="Suspend it: not asked until it is unsuspended.")
@click.option("--let-in", is_flag=True, help="Unsuspend it.")
@click.option("--bury", is_flag=True, help="Bury it: it is not asked again today.")
@click.option("--unbury", is_flag=True, help="Bring it back today.")
@click.option("--due", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="Set its due date.")
@click.option("--mark", is_flag=True, help="Mark it.")
@click.option("--unmark", is_flag=True, help="Unmark it.")
@click.option("--reset", is_flag=True, help="Make it new again.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object, with its history.")
@common_options
@click.pass_context
def command(
    ctx: click.Context,
    /,
    card: str,
    as_json: bool,  # noqa: FBT001 (click passes it by name)
    due: datetime | None,
    **asked: bool,
) -> None:
    """Show the card CARD with its history, or change it.

    `runquiz undo` undoes the change.
    """
    context = context_of(ctx)
    changes = [change for change in CHANGES if asked[change.replace("-", "_")]]
    wanted = {*changes, *(["due"] if due else [])}
    for one, other in CONTRARY:
        if {one, other} <= wanted:
            raise UsageError(f"--{one} and --{other} contradict each other; choose one")
    if wanted and as_json:
        raise UsageError("--json shows a card and can't be combined with a change")
    if wanted:
        _change(context, card, changes, due)
        return
    decks, progress = context.decks(), context.load().progress
    found = _found(known_decks(decks, progress), progress, card)
    if as_json:
        click.echo(json.dumps(_value(context, progress, found), ensure_ascii=False))
    else:
        for line in _lines(context, progress, found):
            click.echo(line)


def _found(decks: Iterable[Deck], progress: Progress, name: str) -> Card:
    """The card with this id, or with a newer one. Raises UsageError if there is none."""
    cards = card_index(decks)
    newest = name if name in cards else progress.names.newest(name)
    if newest not in cards:
        raise UsageError(f"no card '{clean_line(name)}'; 'runquiz cards' lists them")
    return cards[newest]


def _change(context: Context, name: str, changes: Sequence[str], due: datetime | None) -> None:
    context.decks()
    with context.desk() as desk:
        card = _found(desk.shelf.decks(), desk.store.progress, name).about.id
        if due is not None:
            set_due_date(desk, card, due.date())
        for change in changes:
            record(desk, CHANGES[change](card))
    if due is not None:
        click.echo(f"due {due.date().isoformat()} {card}")
    for change in changes:
        click.echo(f"{DONE_WORDS[change]} {card}")


def _history(context: Context, card: Card) -> list[HistoryEntry]:
    return history(card.about.id, events_in(context.files, card.about.id))


def _value(context: Context, progress: Progress, card: Card) -> dict[str, object]:
    calendar = calendar_of(progress, None)
    today = calendar.day(context.clock.now())
    past = [_past_value(each, calendar) for each in _history(context, card)]
    return {**card_row(card, progress.states[card.about.id], calendar, today).value(), "past": past}


def _past_value(past: HistoryEntry, calendar: StudyCalendar) -> dict[str, object]:
    return {
        "at": iso_time(Seconds(past.at // 1000)),
        "day": iso_day(past.day),
        "what": past.what,
        "ms": past.ms,
        "recall": past.recall,
        "due": None if past.memory is None else iso_time(calendar.due_at(past.memory)),
    }


def _lines(context: Context, progress: Progress, card: Card) -> list[str]:
    today = calendar_of(progress, None).day(context.clock.now())
    about, state = card.about, progress.states[card.about.id]
    said = {
        "Answer": answer_text(card),
        "Options": ", ".join(options_of(card)),
        "Why": about.why,
        "Source": about.source,
        "Tags": ", ".join(about.tags),
    }
    lines = [
        clean_line(prompt_in_words(card)),
        *(f"{name}: {clean_line(text)}" for name, text in said.items() if text),
        why_now(state, today),
        *map(str.capitalize, flag_words(state, today)),
    ]
    return [*lines, *map(history_words, _history(context, card))]
