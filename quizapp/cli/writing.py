"""A draft written from the words of a command line."""

from __future__ import annotations

from collections.abc import Sequence

import click

from quizapp.cli.pairs import pairs
from quizapp.domain.draft import Draft, kind_of_keys
from quizapp.domain.entry import KINDS
from quizapp.domain.text import clean, clean_line
from quizapp.errors import NotEdited, UsageError
from quizapp.study.editing import Conflict, Editing


def write(editing: Editing, words: Sequence[str]) -> None:
    """Save a card with these keys changed, and say where it is. Raises RunquizError."""
    texts: dict[str, str] = {}
    for key, value in pairs(words):
        texts[key] = f"{texts[key]}\n{value}" if key in texts else value
    kind = texts.pop("kind", None)
    if kind is not None and kind not in KINDS:
        raise UsageError(f"no kind '{clean_line(kind)}'; there are {', '.join(KINDS)}")
    if kind is None and editing.draft.is_new:
        kind = kind_of_keys(texts)
    if kind is not None:
        editing.turn(kind)
    for key, text in texts.items():
        if key not in editing.draft.keys:
            known = ", ".join(editing.draft.keys)
            said = f"'{clean_line(key)}' does not go with a card of kind {editing.draft.kind}"
            raise UsageError(f"{said}; what goes: {known}")
        editing.write(key, text)
    _save(editing)


def _save(editing: Editing) -> None:
    saved = editing.save()
    if isinstance(saved, Conflict):
        raise NotEdited("the card has just been changed by another program; try again")
    cards = ", ".join(card.about.id for card in saved.cards)
    copy = ", your own copy of the deck" if saved.kept.is_copy else ""
    click.echo(f"saved {cards} in {saved.kept.file}{copy}")
    for remark in editing.checked.remarks:
        click.echo(f"runquiz: {remark.key or 'card'}: {clean_line(remark.message)}", err=True)


def say_draft(draft: Draft) -> None:
    """Every key with what it says, a line each; a list has a line for each of its things."""
    click.echo(f"kind={draft.kind}")
    for key in draft.keys:
        if draft.is_list(key):
            for thing in draft.text(key).split("\n") if draft.text(key) else ():
                click.echo(f"{key}={clean_line(thing)}")
        elif draft.text(key):
            click.echo(f"{key}={clean(draft.text(key))}")
