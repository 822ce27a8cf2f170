"""Parsed decks as JSON, so that a start reads no YAML. Anything unexpected is a cache miss.

A head with the ids of the cards, then one line per card, parsed only when the card is needed.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quizapp import __version__
from quizapp.domain.cards.deck import Cards, Deck
from quizapp.domain.clean_text import clean_line
from quizapp.errors import UnreadableFile
from quizapp.storage.decks.plain_values import number, text
from quizapp.storage.decks.problem import Problem
from quizapp.storage.disk import Disk, FileStamp, reason, replace_with

FORMAT = f"runquiz-deck 6 {__version__}"

if TYPE_CHECKING:
    from quizapp.domain.cards.card import Card

ODD = (RecursionError, ValueError, KeyError, TypeError, IndexError, AttributeError)
"""What values raise that are not as this module writes them."""
_KEPT = len(b"01234567 01234567\n")
"""The offset of the head, after the checksums of head and rows."""
_DECK_FIELDS = ("id", "title", "about", "source", "file", "was")


@dataclass(frozen=True, slots=True)
class CachedDeck:
    """A deck file as it was when it was parsed."""

    deck: Deck | None
    problems: tuple[Problem, ...]
    stamp: FileStamp
    digest: str
    """Hash of the file's bytes: a file with a new time but the same bytes is not parsed again."""


class DeckCache:
    """One file per deck, in the user's cache folder. A failure to write it is ignored."""

    def __init__(self, disk: Disk, folder: Path) -> None:
        self._disk = disk
        self._folder = folder

    def find(self, path: Path) -> CachedDeck | None:
        """The cached parse of a deck file, however old."""
        try:
            data = self._disk.read(self._place(path))
            sums, end = data[:_KEPT], data.find(b"\n", _KEPT)
            head = data[_KEPT:end]
            if end < 0 or sums[:9] + sums[-1:] != b"%08x \n" % zlib.crc32(head):
                return None
            if sums[9:-1] != b"%08x" % zlib.crc32(memoryview(data)[end:]):
                return None
            return _cached_from(json.loads(head), str(path), _Rows(data, path, self._disk))
        except (OSError, UnreadableFile, *ODD):
            return None

    def keep(self, path: Path, cached: CachedDeck) -> None:
        """Cache a parsed file atomically, so that another program never reads half of it."""
        from quizapp.storage.decks.cached_cards import row_of  # only when cards are needed

        cards = cached.deck.cards if cached.deck else ()
        tags = [card.about.tags for card in cards]
        head = json.dumps(_head_of(cached, str(path))).encode()
        rows = "".join(f"\n{json.dumps(row)}" for row in (_folded(tags), *map(row_of, cards)))
        sums = b"%08x %08x\n" % (zlib.crc32(head), zlib.crc32(rows.encode()))
        with suppress(OSError):
            self._disk.make_folder(self._folder)
            replace_with(self._disk, self._place(path), sums + head + rows.encode())

    def _place(self, path: Path) -> Path:
        name = str(path).encode("utf-8", "surrogateescape")
        # Two paths with the same hash only replace each other's file, because each states its path.
        return self._folder / f"{zlib.crc32(name):08x}{zlib.adler32(name):08x}.json"


def digest_of(data: bytes) -> str:
    """The hash that identifies a file's bytes."""
    import hashlib  # slow, and only a changed deck needs it

    return hashlib.sha256(data).hexdigest()


def _head_of(cached: CachedDeck, path: str) -> dict[str, object]:
    deck = cached.deck
    return {
        "format": FORMAT,
        "path": path,
        "seen": [cached.stamp.inode, cached.stamp.size, cached.stamp.modified],
        "digest": cached.digest,
        "problems": [[p.line, p.column, p.message, p.severity] for p in cached.problems],
        "deck": deck and [getattr(deck, name) for name in _DECK_FIELDS],
        "ids": "\n".join(deck.ids) if deck else "",
    }


def _cached_from(value: dict[str, Any], path: str, rows: _Rows) -> CachedDeck | None:
    """The parsed file. Raises one of `ODD` if the head is not as this module writes it."""
    if value["format"] != FORMAT or value["path"] != path:
        return None
    problems = tuple(_problem(*row) for row in value["problems"])
    deck = None
    if value["deck"]:
        *texts, was = value["deck"]
        name, title, about, source, file = map(text, texts)
        known = {text(entry): tuple(map(text, ids)) for entry, ids in was.items()}
        rows.ids = text(value["ids"]).split()
        if not rows.has_all:
            return None
        cards = Cards(rows.ids, rows.card, rows.tags)
        deck = Deck(name, title, about, source, file, cards, known)
    return CachedDeck(deck, problems, FileStamp(*map(number, value["seen"])), text(value["digest"]))


def _problem(line: int, column: int, message: str, severity: str) -> Problem:
    return Problem(number(line), number(column), text(message), text(severity))


def _folded(tags: Sequence[tuple[str, ...]]) -> list[object]:
    """The tags of all cards: each distinct set once, and the index of the set of each card."""
    sets = list(dict.fromkeys(tags))
    places = {each: place for place, each in enumerate(sets)}
    return [sets, [places[each] for each in tags]]


class _Rows:
    """After the head, a line of tags and one line per card, each parsed on first access.

    Rows that are odd, although their checksum fits, are not used: the deck file is read instead.
    """

    def __init__(self, data: bytes, path: Path, disk: Disk) -> None:
        self.ids: Sequence[str] = ()
        self._data = data
        self._path = path
        self._disk = disk

    @property
    def has_all(self) -> bool:
        """Whether there is a row for each card."""
        head = self._data.index(b"\n", _KEPT)
        return self._data.count(b"\n", head) == len(self.ids) + 1

    @cached_property
    def _lines(self) -> list[bytes]:
        _, _, *lines = self._data.split(b"\n")
        self._data = b""
        return lines

    def tags(self) -> Sequence[Sequence[str]]:
        """The tags of each card."""
        try:
            sets, places = json.loads(self._lines[0])
            named = [tuple(map(text, tags)) for tags in sets]
            found = [named[place] for place in places]
        except ODD:
            return self._from_file.tags
        return found if len(found) == len(self.ids) else self._from_file.tags

    def card(self, place: int) -> Card:
        """The card at an index."""
        from quizapp.storage.decks.cached_cards import card_from  # only when cards are needed

        try:
            card = card_from(*json.loads(self._lines[place + 1]))
        except ODD:
            return self._from_file.cards[place]
        return card if card.about.id == self.ids[place] else self._from_file.cards[place]

    @cached_property
    def _from_file(self) -> Deck:
        from quizapp.storage.decks.reader import read_cards  # only for a damaged cache

        try:
            deck, _ = read_cards(self._path, self._disk.read(self._path, follow=True))
        except OSError as error:
            raise UnreadableFile(f"{clean_line(str(self._path))}: {reason(error)}") from None
        if deck is None or list(deck.ids) != list(self.ids):
            raise UnreadableFile(f"{clean_line(str(self._path))}: it has just been changed")
        return deck
