"""Saves a card from the `KEY=VALUE` arguments of a command line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set

import click

from quizapp.cli.options import name_value_pairs
from quizapp.domain.cards.card_draft import CardDraft, lines_of
from quizapp.domain.cards.entry import ENTRY_KINDS, kind_of_keys
from quizapp.domain.clean_text import clean, clean_line
from quizapp.errors import NotEdited, UsageError
from quizapp.study.editing import DraftConflict, Editing

_YES = frozenset({"yes", "true"})


def save_card(editing: Editing, words: Sequence[str]) -> None:
    """Save a card with these keys changed, and print where. Raises RunquizError."""
    texts, repeated = _texts(words)
    kind = texts.pop("kind", None)
    if kind is not None and kind not in ENTRY_KINDS:
        raise UsageError(f"no kind '{clean_line(kind)}'; choose from: {', '.join(ENTRY_KINDS)}")
    is_typed = texts.pop("typed", "yes" if "accept" in texts else "no").lower() in _YES
    editing.set_kind(kind or _kind(editing.draft, texts, repeated, is_typed=is_typed))
    if editing.draft.is_new and "id" in texts:
        editing.write("id", texts.pop("id"))
    for key, text in texts.items():
        if key not in editing.draft.keys:
            known = ", ".join(editing.draft.keys)
            problem = f"'{clean_line(key)}' does not go with a card of kind {editing.draft.kind}"
            raise UsageError(f"{problem}; its keys are: {known}")
        if key in repeated and not editing.draft.is_list(key):
            raise UsageError(f"'{key}' takes only one text in a card of kind {editing.draft.kind}")
        editing.write(key, text)
    _save(editing)


def _kind(draft: CardDraft, texts: Mapping[str, str], repeated: Set[str], *, is_typed: bool) -> str:
    """The kind that the given keys imply, or else that of the draft."""
    if draft.is_new or is_typed:
        return kind_of_keys(texts, has_many="\n" in texts.get("a", ""), is_typed=is_typed)
    return "choices" if "a" in repeated and draft.kind == "choice" else draft.kind


def _texts(words: Sequence[str]) -> tuple[dict[str, str], set[str]]:
    """The text of each key, lists with one item per line; and the keys given more than once."""
    texts: dict[str, str] = {}
    repeated: set[str] = set()
    for key, value in name_value_pairs(words):
        text = value.replace(",", "\n") if key == "tags" else value
        repeated |= {key} & texts.keys()
        texts[key] = f"{texts[key]}\n{text}" if key in texts else text
    return texts, repeated


def _save(editing: Editing) -> None:
    for remark in editing.checked.remarks:
        if not remark.is_error:
            click.echo(f"runquiz: advice: {clean_line(remark.in_words)}", err=True)
    saved = editing.save()
    if isinstance(saved, DraftConflict):
        raise NotEdited("the card has just been changed by another program; try again")
    cards = ", ".join(card.about.id for card in saved.cards)
    if not saved.is_written:
        click.echo(f"nothing to change in {cards}")
        return
    copy = ", your own copy of the deck" if saved.file.is_copy else ""
    click.echo(f"saved {cards} in {saved.file.name}{copy}")


def print_draft(draft: CardDraft) -> None:
    """Every key with its text, one line each; a list has one line per item."""
    click.echo(f"kind={draft.kind}")
    for key in draft.keys:
        if draft.is_list(key):
            for thing in lines_of(draft.text(key)):
                click.echo(f"{key}={clean_line(thing)}")
        elif draft.text(key):
            click.echo(f"{key}={clean(draft.text(key))}")
