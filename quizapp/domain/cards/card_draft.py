"""A card in the editor: one text for each key of the file, a list one thing a line."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, fields, replace
from typing import TypeAlias

from quizapp.domain.cards.card import Card
from quizapp.domain.cards.entry import ENTRY_KINDS, LISTS, Entry, FigureEntry

Value: TypeAlias = str | tuple[str, ...]
"""What stands at a key of the file."""

ORDER = (
    *("id", "figure", "q", "cloze", "a", "verdict", "order", "typed", "accept", "reverse"),
    *("wrong", "why", "source", "tags"),
)
"""The keys as a person writes them, one below the other."""
_UNWRITTEN = frozenset({"id", "typed"})
"""Keys that follow from what is written."""
_NO_LETTERS = re.compile(r"[^a-z0-9]+")
_LONGEST_NAME = 40
_GAP_MARKS = re.compile(r"\{\{(?:[0-9]+:)?|::[^}]*\}\}|\}\}")


@dataclass(frozen=True, slots=True)
class Remark:
    """Something about a draft."""

    key: str
    """The key it is about; empty for the card as a whole."""
    message: str
    is_error: bool = False
    """Whether it must be mended before the card can be saved."""

    @property
    def in_words(self) -> str:
        """With the key it is about."""
        return f"{self.key}: {self.message}" if self.key else self.message


@dataclass(frozen=True, slots=True)
class DraftCheck:
    """What became of a draft."""

    cards: tuple[Card, ...]
    """What it would ask; none if there is an error."""
    remarks: tuple[Remark, ...] = ()

    @property
    def errors(self) -> tuple[Remark, ...]:
        """What keeps it from being saved."""
        return tuple(remark for remark in self.remarks if remark.is_error)


@dataclass(frozen=True, slots=True)
class CardDraft:
    """An entry as it is being written."""

    deck: str
    name: str
    """The entry's id in its deck as the file has it, `~…` without one; empty for a new card."""
    kind: str = "basic"
    texts: Mapping[str, str] = field(default_factory=dict)
    """What is written at each key, other kinds' keys included; switches are `yes` or `no`."""

    @property
    def is_new(self) -> bool:
        """Whether the file does not have it yet."""
        return not self.name

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys that can be written for its kind, in order."""
        known = keys_of(self.kind)
        return tuple(key for key in ORDER if key in known and key not in _UNWRITTEN)

    def text(self, key: str) -> str:
        """What is written at a key."""
        return self.texts.get(key, "")

    def choice(self, key: str) -> str:
        """`yes` or `no` at a key that is one of them, whether or not it is written."""
        return self.text(key) or ("yes" if key == "verdict" else "no")

    def is_list(self, key: str) -> bool:
        """Whether each line of a key is a thing of its own."""
        return key in LISTS or (key, self.kind) == ("a", "choices")

    def writing(self, key: str, text: str) -> CardDraft:
        """The draft with another text at a key."""
        return replace(self, texts={**self.texts, key: text})

    def of_kind(self, kind: str) -> CardDraft:
        """The draft as another kind; what is written stays."""
        return replace(self, kind=kind)

    def in_deck(self, deck: str) -> CardDraft:
        """The draft for another deck."""
        return replace(self, deck=deck)

    def values(self) -> dict[str, Value]:
        """What is to stand in the file, without its id."""
        values: dict[str, Value] = {"typed": "yes"} if self.kind == "typed" else {}
        for key in self.keys:
            value = lines_of(self.text(key)) if self.is_list(key) else self.text(key).strip()
            if value and (key, value) != ("reverse", "no"):
                values[key] = value
        if self.kind == "true-false":
            values["verdict"] = self.choice("verdict")
        return {key: values[key] for key in ORDER if key in values}


@dataclass(frozen=True, slots=True)
class SavedFile:
    """A card was written into its file."""

    name: str
    """The file's name, as shown to people."""
    is_copy: bool = False
    """Whether that is the learner's own copy of a deck that came with the program."""


@dataclass(frozen=True, slots=True)
class EditConflict:
    """Nothing was written: the card in the file is no longer the one that was opened."""

    theirs: CardDraft
    """What the file has now."""


def keys_of(kind: str) -> frozenset[str]:
    """The keys that a kind may have."""
    return frozenset(each.name for each in fields(ENTRY_KINDS[kind]))


def draft_of(deck: str, name: str, entry: Entry) -> CardDraft:
    """An entry of a file as a draft."""
    kind = next(kind for kind, made in ENTRY_KINDS.items() if type(entry) is made)
    known = {each.name: getattr(entry, each.name) for each in fields(entry)}
    if isinstance(entry, FigureEntry) and entry.q == FigureEntry.__dataclass_fields__["q"].default:
        del known["q"]
    texts = {key: _text_of(value) for key, value in known.items()}
    return CardDraft(deck, name, kind, {key: text for key, text in texts.items() if text})


def merged(
    base: CardDraft, mine: CardDraft, theirs: CardDraft
) -> tuple[CardDraft, tuple[str, ...]]:
    """My draft on top of what the file has now, and the keys that both have changed, `kind` too.

    What only one side has changed is taken from that side; where both have, mine stays.
    """
    texts = dict(mine.texts)
    both: list[str] = []
    for key in ORDER:
        if theirs.text(key) == base.text(key):
            continue
        if mine.text(key) == base.text(key):
            texts[key] = theirs.text(key)
        elif mine.text(key) != theirs.text(key):
            both.append(key)
    kind = theirs.kind if mine.kind == base.kind else mine.kind
    if theirs.kind not in {kind, base.kind}:
        both.insert(0, "kind")
    return replace(mine, texts=texts, kind=kind), tuple(both)


def lines_of(text: str) -> tuple[str, ...]:
    """The things of a list: a line each; one that begins with two spaces goes on with the last."""
    things: list[str] = []
    for line in text.split("\n"):
        if line.startswith("  ") and things:
            things[-1] += f"\n{line[2:]}"
        elif line.strip():
            things.append(line)
    return tuple(thing.strip() for thing in things)


def name_for(text: str, taken: Collection[str]) -> str:
    """An id for a card, of the words of its question, unlike those that are taken."""
    plain = unicodedata.normalize("NFKD", _GAP_MARKS.sub(" ", text)).encode("ascii", "ignore")
    words = _NO_LETTERS.sub("-", plain.decode().lower()).strip("-")
    name = words[: _LONGEST_NAME + 1].rpartition("-")[0] if len(words) > _LONGEST_NAME else words
    name = one = name or words[:_LONGEST_NAME] or "card"
    number = 1
    while one in taken:
        number += 1
        one = f"{name}-{number}"
    return one


def _text_of(value: object) -> str:
    match value:
        case bool():
            return "yes" if value else "no"
        case tuple():
            return "\n".join(str(thing).replace("\n", "\n  ") for thing in value)
        case _:
            return str(value)
