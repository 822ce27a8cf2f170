"""Parsed decks as JSON, so that a start reads no YAML. A cache: odd in any way, it is not there.

A head with the ids of the cards, and then a line a card: most cards are not looked at in a sitting.
"""

from __future__ import annotations

import json
import zlib
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quizapp import __version__
from quizapp.domain.deck import Cards, Deck
from quizapp.errors import UnreadableFile
from quizapp.storage.disk import Disk, Seen, replace_with
from quizapp.storage.problem import Problem

FORMAT = f"runquiz-deck 3 {__version__}"

if TYPE_CHECKING:
    from quizapp.domain.card import Card

_KEPT = len(b"01234567\n")
"""Where what is kept begins, behind its checksum."""
_HEAD_LINES = 2
_DECK_FIELDS = ("id", "title", "about", "source", "file")


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
        from quizapp.storage.card_rows import row_of

        cards = cached.deck.cards if cached.deck else ()
        values = (_head_of(cached, str(path)), *map(row_of, cards))
        kept = "\n".join(map(json.dumps, values)).encode()
        with suppress(OSError):
            self._disk.make_folder(self._folder)
            replace_with(self._disk, self._place(path), b"%08x\n" % zlib.crc32(kept) + kept)

    def _place(self, path: Path) -> Path:
        name = str(path).encode("utf-8", "surrogateescape")
        # Two paths of one name would only take turns: the path stands in the file as well.
        return self._folder / f"{zlib.crc32(name):08x}{zlib.adler32(name):08x}.json"


def digest_of(data: bytes) -> str:
    """The hash by which a file is known again."""
    import hashlib  # Slow to import, and needed for a deck that changed.

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
        from quizapp.storage.card_rows import card_from

        return card_from(*json.loads(self._lines[place]))
