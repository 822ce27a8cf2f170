"""Parsed decks as JSON, so that a start reads no YAML. A cache: odd in any way, it is not there.

A head with the ids of the cards, and then a line a card: most cards are not looked at in a sitting.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from quizapp import __version__
from quizapp.domain.card import KINDS, About, Card, kind_of
from quizapp.domain.deck import Cards, Deck
from quizapp.errors import UnreadableFile
from quizapp.storage.disk import Disk, Seen, replace_with
from quizapp.storage.problem import Problem

FORMAT = f"runquiz-deck 3 {__version__}"

_KEPT = len(b"01234567\n")
"""Where what is kept begins, behind its checksum."""
_HEAD_LINES = 2
_DECK_FIELDS = ("id", "title", "about", "source", "file")
_OWN_FIELDS = {
    name: tuple(field.name for field in fields(kind))[1:] for name, kind in KINDS.items()
}


@dataclass(frozen=True, slots=True)
class Cached:
    """A deck file as it was when it was parsed."""

    deck: Deck | None
    problems: tuple[Problem, ...]
    seen: Seen
    digest: str
    """Hash of the file's bytes: a file that was only touched need not be parsed."""


class DeckCache:
    """One file a deck, in the user's cache folder; a failure to write it is no failure."""

    def __init__(self, disk: Disk, folder: Path) -> None:
        self._disk = disk
        self._folder = folder

    def find(self, path: Path) -> Cached | None:
        """What was kept for a deck file, however old."""
        try:
            data = self._disk.read(self._place(path))
            if data[:_KEPT] != b"%08x\n" % zlib.crc32(memoryview(data)[_KEPT:]):
                return None
            end = data.find(b"\n", _KEPT)
            head = data[_KEPT : end if end >= 0 else len(data)]
            return _cached_from(json.loads(head), str(path), data)
        except (
            OSError,
            UnreadableFile,
            RecursionError,
            ValueError,
            KeyError,
            TypeError,
            IndexError,
        ):
            return None

    def keep(self, path: Path, cached: Cached) -> None:
        """Keep a parsed file, in one step, so that another program never reads half of it."""
        cards = cached.deck.cards if cached.deck else ()
        values = (_head_of(cached, str(path)), *map(_row_of, cards))
        kept = "\n".join(map(json.dumps, values)).encode()
        with suppress(OSError):
            self._disk.make_folder(self._folder)
            replace_with(self._disk, self._place(path), b"%08x\n" % zlib.crc32(kept) + kept)

    def _place(self, path: Path) -> Path:
        name = hashlib.sha256(str(path).encode("utf-8", "surrogateescape")).hexdigest()[:24]
        return self._folder / f"{name}.json"


def digest_of(data: bytes) -> str:
    """The hash by which a file is known again."""
    return hashlib.sha256(data).hexdigest()


def _head_of(cached: Cached, path: str) -> dict[str, object]:
    deck = cached.deck
    return {
        "format": FORMAT,
        "path": path,
        "seen": [cached.seen.inode, cached.seen.size, cached.seen.changed],
        "digest": cached.digest,
        "problems": [[p.line, p.column, p.message, p.severity] for p in cached.problems],
        "deck": deck and [getattr(deck, name) for name in _DECK_FIELDS],
        "ids": list(deck.ids) if deck else [],
    }


def _row_of(card: Card) -> list[object]:
    kind = kind_of(card)
    about = card.about
    own = [getattr(card, name) for name in _OWN_FIELDS[kind]]
    return [kind, [about.id, about.prompt, about.why, about.source, about.tags], own]


def _cached_from(value: dict[str, Any], path: str, data: bytes) -> Cached | None:
    """The parsed file; `Any`, since the checksum vouches that this module wrote it."""
    if value["format"] != FORMAT or value["path"] != path:
        return None
    problems = tuple(Problem(*row) for row in value["problems"])
    deck = None
    if value["deck"]:
        named = dict(zip(_DECK_FIELDS, value["deck"], strict=True))
        deck = Deck(**named, cards=Cards(value["ids"], _Rows(data).card))
    return Cached(deck, problems, Seen(*value["seen"]), value["digest"])


class _Rows:
    """A card a line, behind those of the head; none is read before its card is asked for."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._lines: list[bytes] = []

    def card(self, place: int) -> Card:
        """The card of a line."""
        if not self._lines:
            self._lines, self._data = self._data.split(b"\n")[_HEAD_LINES:], b""
        return _card_from(*json.loads(self._lines[place]))


def _card_from(kind: str, about: list[Any], own: list[Any]) -> Card:
    card_id, prompt, why, source, tags = about
    values: list[Any] = [tuple(value) if isinstance(value, list) else value for value in own]
    make: Callable[..., Card] = KINDS[kind]
    return make(About(card_id, prompt, why, source, tuple(tags)), *values)
