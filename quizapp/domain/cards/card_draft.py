"""A card as the editor holds it: one text for each key of the file; lists have an item per line."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, fields, replace
from typing import TypeAlias

from quizapp.domain.cards.card import Card
from quizapp.domain.cards.entry import ENTRY_KINDS, LISTS, Entry, FigureEntry

Value: TypeAlias = str | tuple[str, ...]
"""The value of a key in a deck file."""

ORDER = (
    *("id", "figure", "q", "cloze", "a", "verdict", "order", "typed", "accept", "reverse"),
    *("wrong", "why", "source", "tags", "was"),
)
"""The keys in the order in which they are written to a file."""
_UNWRITTEN = frozenset({"id", "typed"})
"""Keys that follow from the others, and are not edited."""
_NO_LETTERS = re.compile(r"[^a-z0-9]+")
_LONGEST_NAME = 40
_GAP_MARKS = re.compile(r"\{\{(?:[0-9]+:)?|::[^}]*\}\}|\}\}")


@dataclass(frozen=True, slots=True)
class Remark:
    """An error in a draft, or advice on it."""

    key: str
    """The key it is about; empty for the whole card."""
    message: str
    is_error: bool = False
    """Whether it prevents the card from being saved."""

    @property
    def in_words(self) -> str:
        """The message with its key in front."""
        return f"{self.key}: {self.message}" if self.key else self.message


@dataclass(frozen=True, slots=True)
class DraftCheck:
    """The result of checking a draft."""

    cards: tuple[Card, ...]
    """The cards it would make; none if there is an error."""
    remarks: tuple[Remark, ...] = ()

    @property
    def errors(self) -> tuple[Remark, ...]:
        """The remarks that prevent it from being saved."""
        return tuple(remark for remark in self.remarks if remark.is_error)


@dataclass(frozen=True, slots=True)
class CardDraft:
    """An entry while it is being edited."""

    deck: str
    name: str
    """The entry's id in its deck; `~…` if the file gives none, empty for a new card."""
    kind: str = "basic"
    texts: Mapping[str, str] = field(default_factory=dict)
    """The text of each key, including keys of other kinds; switches are `yes` or `no`."""

    @property
    def is_new(self) -> bool:
        """Whether it is not in the file yet."""
        return not self.name

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys that its kind has, in order."""
        known = keys_of(self.kind)
        return tuple(key for key in ORDER if key in known and key not in _UNWRITTEN)

    def text(self, key: str) -> str:
        """The text of a key."""
        return self.texts.get(key, "")

    def choice(self, key: str) -> str:
        """The value of a switch: `yes` or `no`, even if the file has neither."""
        return self.text(key) or ("yes" if key == "verdict" else "no")

    def is_list(self, key: str) -> bool:
        """Whether each line of a key is an item of a list."""
        return key in LISTS or (key, self.kind) == ("a", "choices")

    def with_text(self, key: str, text: str) -> CardDraft:
        """The draft with another text for a key."""
        return replace(self, texts={**self.texts, key: text})

    def of_kind(self, kind: str) -> CardDraft:
        """The draft as another kind, with all its texts."""
        return replace(self, kind=kind)

    def in_deck(self, deck: str) -> CardDraft:
        """The draft for another deck."""
        return replace(self, deck=deck)

    def values(self) -> dict[str, Value]:
        """The values to write into the file, without the id."""
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
    """The deck file that a card was saved in."""

    name: str
    """The file's name, as shown to people."""
    is_copy: bool = False
    """Whether it is the learner's own copy of a shipped deck."""


@dataclass(frozen=True, slots=True)
class EditConflict:
    """Nothing was written: the card in the file has changed since it was opened."""

    theirs: CardDraft
    """The card as the file has it now."""


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
    """My draft merged with the card in the file, and the keys that both changed differently.

    A key that only one side changed is taken from that side; where both did, mine wins. `kind` is
    treated like a key.
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
    """The items of a list, one per line; two leading spaces continue the item above."""
    items: list[str] = []
    for line in text.split("\n"):
        if line.startswith("  ") and items:
            items[-1] += f"\n{line[2:]}"
        elif line.strip():
            items.append(line)
    return tuple(item.strip() for item in items)


def name_for(text: str, taken: Collection[str]) -> str:
    """An id made of the words of a question, different from those taken."""
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
            return "\n".join(str(item).replace("\n", "\n  ") for item in value)
        case _:
            return str(value)
