"""One card of a deck file, edited or added, with a check that nothing else has changed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from zlib import crc32

import yaml

from quizapp.domain.cards.card_draft import ORDER, CardDraft, Remark, Value, draft_of
from quizapp.domain.cards.deck import Deck
from quizapp.domain.cards.entry import LEADS, NO_ID_PREFIX, Entry, entry_id
from quizapp.domain.clean_text import clean_line
from quizapp.errors import NotEdited
from quizapp.storage.decks.checks import NEEDED
from quizapp.storage.decks.editing.deck_text import DeckText
from quizapp.storage.decks.nodes import CONTROL, LONGEST_SCALAR, ListNode, MapNode, Node, TextNode
from quizapp.storage.decks.problem import Problem
from quizapp.storage.decks.reader import ParsedDeck, read_card, read_deck

BOM = b"\xef\xbb\xbf"
_NO_CARDS = "no cards"
_NUMBER = re.compile("[0-9]+")


@dataclass(frozen=True, slots=True)
class OpenedDeck:
    """A deck file that is being edited."""

    path: Path
    data: bytes
    file: ParsedDeck

    @property
    def name(self) -> str:
        """The file's name, safe to show."""
        return clean_line(self.path.name)

    def draft(self, deck: str, name: str) -> CardDraft:
        """One of its cards. Raises NotEdited if it does not exist or has problems."""
        key = f"{deck}/{name}"
        if key not in self.file.entries and self.file.problems:
            first = self.file.problems[0]
            raise NotEdited(f"{self.name}:{first.line}: {first.message}; correct the file first")
        if key not in self.file.entries:
            raise NotEdited(f"card '{clean_line(key)}' is no longer in {self.name}")
        return draft_of(deck, name, self.file.entries[key])


def opened(path: Path, data: bytes) -> OpenedDeck:
    """The parsed file."""
    return OpenedDeck(path, data, read_deck(path, data))


def entry_of_draft(draft: CardDraft) -> tuple[Entry | None, tuple[Remark, ...]]:
    """The entry of a draft, or None and the errors in it."""
    values = draft.values()
    names = list(values)
    needed = {*NEEDED[draft.kind], LEADS.get(draft.kind, "q")}
    missing = [key for key in ORDER if key in needed and key not in values]
    if missing:
        return None, tuple(Remark(key, "still empty", is_error=True) for key in missing)
    fields = {
        key: (TextNode(key, place, 1), _node(value, place))
        for place, (key, value) in _placed(values)
    }
    if draft.name and not draft.name.startswith(NO_ID_PREFIX):
        fields["id"] = (TextNode("id", 0, 1), TextNode(draft.name, 0, 1))
    long = [key for key, value in values.items() if len(str(value).encode()) > LONGEST_SCALAR]
    if long:
        return None, tuple(Remark(key, "longer than 64 KiB", is_error=True) for key in long)
    entry, problems = read_card(MapNode(fields, 0, 1))
    return entry, tuple(_remark(problem, names) for problem in problems)


def with_draft(before: OpenedDeck, base: CardDraft, draft: CardDraft) -> bytes:
    """The file with a draft in place of its card, or added at its end. Raises NotEdited."""
    wanted, remarks = entry_of_draft(draft)
    if wanted is None:
        raise NotEdited(f"the card has a mistake: {remarks[0].in_words}")
    if base.is_new and f"{draft.deck}/{draft.name}" in before.file.entries:
        raise NotEdited(f"there is already a card '{draft.deck}/{draft.name}'")
    text = _text(before)
    try:
        source = DeckText(text)
        if base.is_new:
            after = source.with_new_card({"id": draft.name, **draft.values()})
        else:
            line, column = before.file.positions[f"{base.deck}/{base.name}"][""]
            after = source.with_card(line, column, _changes(base, draft))
    except (yaml.YAMLError, LookupError, RecursionError):
        raise _unchangeable(before, base) from None
    data = (BOM if before.data.startswith(BOM) else b"") + after.encode("utf-8")
    if not _is_the_same_but_for(before, data, base, draft, wanted):
        raise _unchangeable(before, base)
    return data


def text_sum(draft: CardDraft) -> int:
    """The checksum of a card's text, whatever its id and its spelling in the file."""
    return crc32(repr((draft.kind, sorted(draft.values().items()))).encode())


def with_card_id(before: OpenedDeck, base: CardDraft, to: str) -> bytes:
    """The file with another id of one card; with an id made from its question, the one it states is
    removed. Raises NotEdited.
    """
    draft = replace(base, name=to)
    if f"{base.deck}/{to}" in before.file.entries:
        raise NotEdited(f"there is already a card '{base.deck}/{to}'")
    wanted, _ = entry_of_draft(draft)
    if wanted is not None and entry_id(wanted) != to:
        raise NotEdited(f"the card's question in {before.name} has changed since")
    return with_draft(before, base, draft)


def with_deck_id(before: OpenedDeck, deck: str, path: Path) -> bytes:
    """The file with another id of the deck, as it will be at a path. Raises NotEdited."""
    try:
        text = DeckText(_text(before)).with_deck_id(deck)
    except (yaml.YAMLError, LookupError, RecursionError):
        text = ""
    data = (BOM if before.data.startswith(BOM) else b"") + text.encode("utf-8")
    after = read_deck(path, data)
    names = [f"{deck}/{entry.partition('/')[2]}" for entry in before.file.entries]
    if list(after.entries) != names or after.deck is None or after.deck.id != deck:
        said = "its 'deck:' is written in a way that can't be changed here"
        raise NotEdited(f"{before.name}: {said}; change it in a text editor")
    return data


def _text(file: OpenedDeck) -> str:
    text = file.data.removeprefix(BOM).decode("utf-8")
    if control := CONTROL.search(text):
        line = text.count("\n", 0, control.start()) + 1
        said = "a control character; remove it in a text editor first"
        raise NotEdited(f"{file.name}:{line}: {said}")
    return text


def _changes(base: CardDraft, draft: CardDraft) -> dict[str, Value | None]:
    before, after = base.values(), draft.values()
    changes = {key: after.get(key) for key in ORDER if before.get(key) != after.get(key)}
    if base.name == draft.name:
        return changes
    return {"id": None if draft.name.startswith(NO_ID_PREFIX) else draft.name, **changes}


def _is_the_same_but_for(
    before: OpenedDeck, data: bytes, base: CardDraft, draft: CardDraft, wanted: Entry
) -> bool:
    """Whether the new bytes hold the same cards in the same order, with the draft in its place."""
    after = read_deck(before.path, data)
    named = {f"{base.deck}/{base.name}": f"{draft.deck}/{draft.name}"} if base.name else {}
    expected = {named.get(key, key): entry for key, entry in before.file.entries.items()}
    expected[f"{draft.deck}/{draft.name}"] = wanted
    return (
        list(after.entries.items()) == list(expected.items())
        and _head(after) == _head(before.file)
        and _messages(after) == _messages(before.file)
    )


def _head(file: ParsedDeck) -> Deck | None:
    return file.deck and replace(file.deck, cards=(), was={})


def _messages(file: ParsedDeck) -> Counter[str]:
    """The problems of the file, without their lines and without "no cards"."""
    said = (_NUMBER.sub("", problem.message) for problem in file.problems)
    return Counter(message for message in said if not message.startswith(_NO_CARDS))


def _unchangeable(before: OpenedDeck, base: CardDraft) -> NotEdited:
    where = before.file.positions.get(f"{base.deck}/{base.name}", {}).get("", (1, 1))
    said = "this is written in a way that can't be changed here"
    return NotEdited(f"{before.name}:{where[0]}: {said}; change it in a text editor")


def _placed(values: Mapping[str, Value]) -> enumerate[tuple[str, Value]]:
    return enumerate(values.items(), 1)


def _node(value: Value, place: int) -> Node:
    if isinstance(value, str):
        return TextNode(value, place, 1)
    return ListNode(tuple(TextNode(text, place, 1) for text in value), place, 1)


def _remark(problem: Problem, names: list[str]) -> Remark:
    key = names[problem.line - 1] if problem.line else ""
    return Remark(key, problem.message, is_error=True)
