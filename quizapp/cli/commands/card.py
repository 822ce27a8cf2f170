"""`runquiz card`: one card laid open, and what can be done with it."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict

import click

from quizapp.cli.context import Workshop, workshop
from quizapp.cli.options import common
from quizapp.domain.cards.card import Card, answer_text, options_of, prompt_in_words
from quizapp.domain.cards.deck import card_index
from quizapp.domain.event import Body, Buried, Marked, Reset, Suspended
from quizapp.domain.memory import Seconds
from quizapp.domain.text import clean_line
from quizapp.errors import UsageError
from quizapp.scheduling.study_day import iso_day, iso_time
from quizapp.storage.progress.reading.card_log import events_in
from quizapp.study.agenda import calendar_of
from quizapp.study.browse.card_history import Past, history, past_words
from quizapp.study.browse.card_rows import card_row
from quizapp.study.recording import record
from quizapp.study.why import why_now

DEEDS: dict[str, Callable[[str], Body]] = {
    "suspend": Suspended,
    "let-in": lambda card: Suspended(card, on=False),
    "bury": Buried,
    "mark": Marked,
    "unmark": lambda card: Marked(card, on=False),
    "reset": Reset,
}
DONE = {
    "suspend": "suspended",
    "let-in": "let in",
    "bury": "buried",
    "mark": "marked",
    "unmark": "unmarked",
    "reset": "reset",
}


@click.command(epilog="Example: runquiz card muscles/glutes-job --mark")
@click.argument("card")
@click.option("--suspend", is_flag=True, help="Never ask it again.")
@click.option("--let-in", is_flag=True, help="Ask it again after all.")
@click.option("--bury", is_flag=True, help="Not today.")
@click.option("--mark", is_flag=True, help="Put a mark on it.")
@click.option("--unmark", is_flag=True, help="Take the mark off.")
@click.option("--reset", is_flag=True, help="Make it new again.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object, with its past.")
@common
@click.pass_context
def command(context: click.Context, /, card: str, as_json: bool, **asked: bool) -> None:  # noqa: FBT001
    """Show the card CARD with all that was done with it, or do something with it.

    `runquiz undo` takes that back.
    """
    shop = workshop(context)
    found = _found(shop, card)
    deeds = [deed for deed in DEEDS if asked[deed.replace("-", "_")]]
    if deeds and as_json:
        raise UsageError("--json shows a card; it does not go with a change")
    if deeds:
        _do(shop, found.about.id, deeds)
    elif as_json:
        click.echo(json.dumps(_value(shop, found), ensure_ascii=False))
    else:
        for line in _lines(shop, found):
            click.echo(line)


def _found(shop: Workshop, name: str) -> Card:
    cards = card_index(shop.decks())
    if name not in cards:
        raise UsageError(f"no card '{clean_line(name)}'; 'runquiz cards' lists them")
    return cards[name]


def _do(shop: Workshop, card: str, deeds: Sequence[str]) -> None:
    with shop.desk() as desk:
        for deed in deeds:
            record(desk, DEEDS[deed](card))
    for deed in deeds:
        click.echo(f"{DONE[deed]} {card}")


def _past(shop: Workshop, card: Card) -> list[Past]:
    return history(card.about.id, events_in(shop.disk, shop.places, card.about.id))


def _value(shop: Workshop, card: Card) -> dict[str, object]:
    progress = shop.load().progress
    today = calendar_of(progress, None).day(shop.clock.now())
    past = [_past_value(each) for each in _past(shop, card)]
    return {**card_row(card, progress.states[card.about.id], today).value(), "past": past}


def _past_value(past: Past) -> dict[str, object]:
    return {
        **asdict(past),
        "at": iso_time(Seconds(past.at // 1000)),
        "day": iso_day(past.day),
        "due": None if past.due is None else iso_time(past.due),
    }


def _lines(shop: Workshop, card: Card) -> list[str]:
    progress = shop.load().progress
    calendar = calendar_of(progress, None)
    today = calendar.day(shop.clock.now())
    about, state = card.about, progress.states[card.about.id]
    flags = {"suspended": state.suspended, "marked": state.marked, "leech": state.is_leech}
    said = {
        "Answer": answer_text(card),
        "Of": ", ".join(options_of(card)),
        "Why": about.why,
        "Source": about.source,
        "Tags": ", ".join(about.tags),
    }
    lines = [
        clean_line(prompt_in_words(card)),
        *(f"{name}: {clean_line(text)}" for name, text in said.items() if text),
        why_now(state, today, calendar),
        *(name.capitalize() for name, is_on in flags.items() if is_on),
    ]
    return [*lines, *map(past_words, _past(shop, card))]
