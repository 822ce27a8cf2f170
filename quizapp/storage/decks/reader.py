"""Reads a deck file: the deck, and all problems with their positions."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from quizapp.domain.cards.deck import Deck
from quizapp.domain.cards.entry import ENTRY_KINDS, LISTS, Entry, cards_of, entry_id
from quizapp.domain.clean_text import clean_line
from quizapp.storage import gc
from quizapp.storage.decks.checks import (
    LONGEST_ID,
    SWITCHES,
    card_problems,
    closest,
    is_id,
    kind_of_keys,
    switch,
    texts_of,
)
from quizapp.storage.decks.nodes import BrokenNode, ListNode, MapNode, Node, TextNode, read_tree
from quizapp.storage.decks.problem import Problem

_DECK_KEYS = ("deck", "title", "about", "source", "cards")
_NOT_ID = re.compile(r"[^a-z0-9]+")

Positions: TypeAlias = Mapping[str, tuple[int, int]]
"""Line and column of each key of a card."""


class KeyPositions(Mapping[str, Positions]):
    """The positions of the keys of entries, computed on demand."""

    def __init__(self, nodes: Mapping[str, MapNode]) -> None:
        self._nodes = nodes

    def __getitem__(self, entry: str) -> Positions:
        """The positions in one entry; its own is under the empty key."""
        card = self._nodes[entry]
        positions = {key: (at.line, at.column) for key, (at, _) in card.values.items()}
        return {"": (card.line, card.column), **positions}

    def __iter__(self) -> Iterator[str]:
        """The ids of the entries."""
        return iter(self._nodes)

    def __len__(self) -> int:
        """How many entries there are."""
        return len(self._nodes)


@dataclass(frozen=True, slots=True)
class ParsedDeck:
    """The content of one deck file."""

    deck: Deck | None
    """None if the file could not be read as a deck at all."""
    problems: tuple[Problem, ...]
    positions: KeyPositions
    """The positions of keys for each entry id (`deck/entry`)."""
    entries: Mapping[str, Entry]
    """The entries by id (`deck/entry`)."""


def read_deck(path: Path, data: bytes) -> ParsedDeck:
    """The deck in the bytes of a file. Never raises, whatever they are."""
    with gc.pause():
        return _Reader(path).read(data)


def read_cards(path: Path, data: bytes) -> tuple[Deck | None, tuple[Problem, ...]]:
    """Only the deck and its problems; the positions are released at once."""
    with gc.pause():
        return _cards(_Reader(path).read(data))


# A separate function, so that the nodes are freed before the garbage collector runs again.
def _cards(file: ParsedDeck) -> tuple[Deck | None, tuple[Problem, ...]]:
    return file.deck, file.problems


def id_of_stem(path: Path) -> str:
    """The deck id of a file that states none."""
    return _NOT_ID.sub("-", path.stem.lower()).strip("-")[:LONGEST_ID].strip("-") or "deck"


class _Reader:
    def __init__(self, path: Path) -> None:
        self._path = path
        self._problems: list[Problem] = []
        self._nodes: dict[str, MapNode] = {}
        self._entries_by_id: dict[str, Entry] = {}

    def read(self, data: bytes) -> ParsedDeck:
        tree = read_tree(data)
        self._problems.extend(tree.problems)
        deck = None
        if isinstance(tree.root, MapNode):
            deck = self._deck(tree.root)
        elif not tree.problems:
            self._no_deck(tree.root)
        problems = sorted(self._problems, key=lambda problem: (problem.line, problem.column))
        return ParsedDeck(deck, tuple(problems), KeyPositions(self._nodes), self._entries_by_id)

    def _no_deck(self, root: Node | None) -> None:
        if root is None or (isinstance(root, TextNode) and root.value is None):
            self._say(root, "no cards: the file is empty")
        elif isinstance(root, ListNode):
            self._say(root, "a deck is keys and values, not a list; put the list under 'cards:'")
        elif isinstance(root, TextNode):
            self._say(root, "a deck is keys and values, not a text")

    def _say(self, node: Node | None, message: str) -> None:
        line, column = (node.line, node.column) if node is not None else (1, 1)
        self._problems.append(Problem(line, column, message))

    def _deck(self, root: MapNode) -> Deck | None:
        for key, (at, _) in root.values.items():
            if key not in _DECK_KEYS:
                meant = closest(key, _DECK_KEYS, {})
                guess = f"; did you mean '{meant}'?" if meant else ""
                self._say(at, f"unknown key '{clean_line(key)[:60]}'{guess}")
        deck = self._head(root, "deck") or id_of_stem(self._path)
        if not is_id(deck):
            self._say(root.values["deck"][1], "an id is up to 80 characters: a-z, 0-9 and '-'")
            return None
        source = self._head(root, "source")
        entries = self._entries(root, deck)
        cards = tuple(card for entry in entries for card in cards_of(deck, entry, source))
        return Deck(
            id=deck,
            title=clean_line(self._head(root, "title")) or deck,
            about=self._head(root, "about"),
            source=source,
            file=clean_line(self._path.name),
            cards=cards,
            was={f"{deck}/{entry_id(each)}": _full(deck, each.was) for each in entries if each.was},
        )

    def _head(self, root: MapNode, key: str) -> str:
        if key not in root.values:
            return ""
        node = root.values[key][1]
        if isinstance(node, TextNode):
            return (node.value or "").strip()
        if not isinstance(node, BrokenNode):
            self._say(node, f"'{key}' must be one text")
        return ""

    def _entries(self, root: MapNode, deck: str) -> list[Entry]:
        node = root.values["cards"][1] if "cards" in root.values else None
        if node is None or (isinstance(node, TextNode) and node.value is None):
            self._say(node or root, "no cards")
            return []
        if isinstance(node, ListNode) and not node.values:
            self._say(node, "no cards")
        if not isinstance(node, ListNode):
            if not isinstance(node, BrokenNode):
                self._say(node, "'cards' must be a list; begin each card with '- '")
            return []
        # Broken nodes are reported during parsing: no problems so far means none are broken.
        is_whole = not self._problems
        good = [card for card in node.values if self._is_good(card, is_whole=is_whole)]
        return list(self._unique([card for card in good if isinstance(card, MapNode)], deck))

    def _is_good(self, card: Node, *, is_whole: bool) -> bool:
        if isinstance(card, BrokenNode):
            return False
        if not isinstance(card, MapNode):
            self._say(card, "a card is keys and values, such as 'q:' and 'a:'")
            return False
        found = card_problems(card)
        self._problems.extend(found)
        return not found and (is_whole or not _has_broken(card))

    def _unique(self, cards: list[MapNode], deck: str) -> Iterator[Entry]:
        entries = [_entry_of(card) for card in cards]
        seen: dict[str, MapNode] = {}
        for card, entry in zip(cards, entries, strict=True):
            name = entry_id(entry)
            first = seen.setdefault(name, card)
            if first is not card:
                what = f"duplicate card '{name}'" if entry.id else "duplicate question"
                said = f"{what}; first on line {first.line}, column {first.column}"
                self._say(card, said if entry.id else f"{said}; give each an id")
                continue
            self._nodes[f"{deck}/{name}"] = card
            self._entries_by_id[f"{deck}/{name}"] = entry
            yield entry


def _full(deck: str, names: Sequence[str]) -> tuple[str, ...]:
    """Ids with their deck; without one they are of this deck."""
    return tuple(name if "/" in name else f"{deck}/{name}" for name in names)


def read_card(card: MapNode) -> tuple[Entry | None, list[Problem]]:
    """The entry of one card outside any file, or its problems."""
    problems = card_problems(card)
    if problems:
        return None, problems
    return _entry_of(card), []


def _has_broken(card: MapNode) -> bool:
    return any(
        isinstance(value, BrokenNode)
        or (
            isinstance(value, ListNode)
            and any(isinstance(item, BrokenNode) for item in value.values)
        )
        for _, value in card.values.values()
    )


def _entry_of(card: MapNode) -> Entry:
    """The entry of a card whose keys and values passed the checks."""
    kind = kind_of_keys(card)
    values = {
        key: _value_of(key, node)
        for key, (_, node) in card.values.items()
        if (key, kind) != ("typed", "basic")
    }
    make: Callable[..., Entry] = ENTRY_KINDS[kind]
    return make(**values)


def _value_of(key: str, node: Node) -> str | bool | tuple[str, ...]:
    texts = tuple(text.strip() for text in texts_of(node))
    if isinstance(node, ListNode) or key in LISTS:
        return texts
    return switch(texts[0]) if key in SWITCHES else texts[0]
