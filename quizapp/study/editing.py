"""One card in the editor: written, checked, and saved with its progress."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from quizapp.domain.cards.card import Card
from quizapp.domain.cards.card_draft import (
    CardDraft,
    DraftCheck,
    EditConflict,
    Remark,
    SavedFile,
    merged,
    name_for,
)
from quizapp.domain.cards.card_id import entry_of
from quizapp.domain.cards.entry import gaps_of
from quizapp.domain.event import Aliased, Undone
from quizapp.domain.text import clean
from quizapp.errors import NotEdited, RunquizError
from quizapp.study.ports import DeckEditor, Desk, EditableDeck
from quizapp.study.recording import record

NAMELESS = "~"
"""What the name of an entry begins with that has no id in its file."""


@dataclass(frozen=True, slots=True)
class Saved:
    """The card is in its file."""

    cards: tuple[Card, ...]
    """What it asks now."""
    file: SavedFile
    aliases: tuple[str, ...] = ()
    """The events by which its cards got other ids."""
    is_written: bool = True
    """Whether anything was changed at all."""


@dataclass(frozen=True, slots=True)
class DraftConflict:
    """Nothing was written, for the card in the file had changed; the draft is merged with it."""

    both: tuple[str, ...]
    """The keys that both have changed: there the draft has what was written here."""
    theirs: CardDraft


class Editing:
    """A draft, and what it was when it was opened."""

    def __init__(self, desk: Desk, base: CardDraft) -> None:
        self._desk = desk
        self.base = base
        """The card as the file had it when it was last looked at."""
        self.draft = base
        self.checked: DraftCheck = self._editor.check(base)
        """What the draft would ask, and what is wrong with it."""

    @property
    def is_changed(self) -> bool:
        """Whether saving would change the file."""
        return self.draft.values() != self.base.values() or self.draft.kind != self.base.kind

    def write(self, key: str, text: str) -> None:
        """Another text at a key."""
        self._take(self.draft.writing(key, clean(text)))

    def turn(self, kind: str) -> None:
        """Another kind; what is written stays."""
        self._take(self.draft.of_kind(kind))

    def move(self, deck: str) -> None:
        """Another deck for a new card."""
        self._take(self.draft.in_deck(deck))
        self.base = self.base.in_deck(deck)

    def save(self) -> Saved | DraftConflict:
        """Write the card into its file, with an id of its own. Raises RunquizError if it can't be.

        Where nothing was changed, nothing is written.

        A card that had no id gets one, and what is known of it goes along: that is recorded when
        nothing is left but to put the new file in its place. Should the program be killed just in
        between, nothing is lost: the id is the same the next time.
        """
        if self.checked.errors:
            raise NotEdited(f"not saved: {self.checked.errors[0].in_words}")
        if not self.is_changed:
            file = SavedFile(editable_deck(self._desk, self.base.deck).file)
            return Saved(self.checked.cards, file, is_written=False)
        named = replace(self.draft, name=self._name())
        aliases: list[str] = []
        try:
            outcome = self._editor.save(
                self.base, named, lambda: self._take_along(named.name, aliases)
            )
        except RunquizError:
            _undo_all(self._desk, aliases)
            raise
        if isinstance(outcome, EditConflict):
            return self._merge(outcome.theirs)
        self.base = self.draft = named
        self.checked = self._editor.check(named)
        return Saved(self.checked.cards, outcome, tuple(aliases))

    def _take(self, draft: CardDraft) -> None:
        if draft != self.draft:
            self.draft = draft
            checked = self._editor.check(draft)
            self.checked = replace(checked, remarks=(*checked.remarks, *_moved(self.base, draft)))

    def _merge(self, theirs: CardDraft) -> DraftConflict:
        draft, both = merged(self.base, self.draft, theirs)
        self.base = theirs
        self._take(draft)
        return DraftConflict(both, theirs)

    def _name(self) -> str:
        """The card's id: its own, or one of the words of the question as the file has it."""
        if self.base.name and not self.base.name.startswith(NAMELESS):
            return self.base.name
        if self.base.is_new and self.draft.text("id"):
            return self.draft.text("id")
        draft = self.draft if self.base.is_new else self.base
        text = draft.text("cloze") if draft.kind == "cloze" else draft.text("q")
        return name_for(text or draft.text("figure"), self._taken(draft.deck))

    def _taken(self, deck: str) -> set[str]:
        """The names that a deck's cards have, or had: no card inherits another's progress.

        One that is being named a second time finds its own there, and takes it.
        """
        progress = self._desk.store.progress
        old = f"{deck}/{self.base.name}"
        was_named = self.base.name and any(entry_of(was) == old for was in progress.renamed)
        cards = [card.about.id for each in self._desk.shelf.decks() for card in each.cards]
        known = cards if was_named else [*cards, *progress.states]
        entries = {entry_of(card) for card in known if card.startswith(f"{deck}/")}
        return {entry.partition("/")[2] for entry in entries}

    def _take_along(self, name: str, aliases: list[str]) -> None:
        """Record that the cards of an entry have new ids, and note the events.

        Raises NotEdited if that can't be kept.
        """
        if self.base.is_new or name == self.base.name:
            return
        old, new = f"{self.base.deck}/{self.base.name}", f"{self.base.deck}/{name}"
        cards = [card.about.id for card in self._editor.check(self.base).cards]
        for card in cards:
            receipt = record(self._desk, Aliased(new + card.removeprefix(old), card))
            aliases.append(receipt.event.id)
            if not receipt.is_saved:
                raise NotEdited(f"not saved: the progress can't be written: {receipt.problem}")

    @property
    def _editor(self) -> DeckEditor:
        return self._desk.shelf.editor


def undo_edit(desk: Desk, saved: Saved) -> str:
    """Take an edit back: the file is as it was before, and so are the ids. The file's name.

    Raises NotEdited if the file has changed since.
    """
    file = desk.shelf.editor.undo_save()
    _undo_all(desk, saved.aliases)
    return file


def _undo_all(desk: Desk, events: Sequence[str]) -> None:
    for event in reversed(events):
        record(desk, Undone(event))


def _moved(base: CardDraft, draft: CardDraft) -> list[Remark]:
    """Gaps that have another number now: what is known goes with the number."""
    before = {number: answers for number, _, answers, _ in gaps_of(base.text("cloze"))}
    after = {number: answers for number, _, answers, _ in gaps_of(draft.text("cloze"))}
    return [
        Remark(
            "cloze",
            f"'{', '.join(after[number])}' takes over what is known of '{', '.join(answers)}'; "
            f"{{{{{number}:{answers[0]}}}}} would keep it",
        )
        for number, answers in before.items()
        if after.get(number, answers) != answers and answers in after.values()
    ]


def open_card(desk: Desk, entry: str) -> Editing:
    """The editor on an entry, by its id with its deck's. Raises NotEdited."""
    deck, _, name = entry.partition("/")
    return Editing(desk, desk.shelf.editor.draft(deck, name))


def new_card(desk: Desk, deck: str = "") -> Editing:
    """The editor on an empty card, for a deck or the first there is. Raises NotEdited."""
    editable_decks = list(desk.shelf.editor.editable_decks())
    if not editable_decks:
        raise NotEdited("there is no deck to add a card to; runquiz new NAME makes one")
    known = {home.deck for home in editable_decks}
    return Editing(desk, CardDraft(deck if deck in known else editable_decks[0].deck, ""))


def editable_deck(desk: Desk, deck: str) -> EditableDeck:
    """A deck's title and file."""
    editable_decks = (home for home in desk.shelf.editor.editable_decks() if home.deck == deck)
    return next(editable_decks, EditableDeck(deck, deck, ""))
