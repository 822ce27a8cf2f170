"""Parsed decks as JSON, so that a start reads no YAML. A cache: odd in any way, it is not there.

A head with the ids of the cards, and then a line a card: most cards are not looked at in a session.
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
from quizapp.errors import UnreadableFile
from quizapp.storage.decks.problem import Problem
from quizapp.storage.disk import Disk, FileStamp, replace_with

FORMAT = f"runquiz-deck 5 {__version__}"

if TYPE_CHECKING:
    from quizapp.domain.cards.card import Card

_KEPT = len(b"01234567 01234567\n")
"""Where what is kept begins, behind the checksums of head and rows."""
_DECK_FIELDS = ("id", "title", "about", "source", "file")


@dataclass(frozen=True, slots=True)
class Cached:
    """A deck file as it was when it was parsed."""

    deck: Deck | None
    problems: tuple[Problem, ...]
    stamp: FileStamp
    digest: str
    """Hash of the file's bytes: a file that was only touched need not be parsed."""


class DeckCache:
    """One file a deck, in the user's cache folder; a failure to write it is no failure."""

    def __init__(self, disk: Disk, folder: Path) -> None:
        self._disk = disk
        self._folder = folder

    def find(self, path: Path, *, only_names: bool = False) -> Cached | None:
        """What was kept for a deck file, however old.

        `only_names` is for who will ask for no card: then those are not even looked through.
        """
        try:
            data = self._disk.read(self._place(path))
            sums, end = data[:_KEPT], data.find(b"\n", _KEPT)
            head = data[_KEPT:end]
            if end < 0 or sums[:9] + sums[-1:] != b"%08x \n" % zlib.crc32(head):
                return None
            if not only_names and sums[9:-1] != b"%08x" % zlib.crc32(memoryview(data)[end:]):
                return None
            return _cached_from(json.loads(head), str(path), _Rows(data))
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
        from quizapp.storage.decks.card_rows import row_of

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
        "seen": [cached.stamp.inode, cached.stamp.size, cached.stamp.modified],
        "digest": cached.digest,
        "problems": [[p.line, p.column, p.message, p.severity] for p in cached.problems],
        "deck": deck and [getattr(deck, name) for name in _DECK_FIELDS],
        "ids": "\n".join(deck.ids) if deck else "",
    }


def _cached_from(value: dict[str, Any], path: str, rows: _Rows) -> Cached | None:
    """The parsed file; `Any`, since the checksum vouches that this module wrote it."""
    if value["format"] != FORMAT or value["path"] != path:
        return None
    problems = tuple(Problem(*row) for row in value["problems"])
    deck = None
    if value["deck"]:
        named = dict(zip(_DECK_FIELDS, value["deck"], strict=True))
        deck = Deck(**named, cards=Cards(value["ids"].split(), rows.card, rows.tags))
    return Cached(deck, problems, FileStamp(*value["seen"]), value["digest"])


def _folded(tags: Sequence[tuple[str, ...]]) -> list[object]:
    """The tags of all cards: each set of them once, and which one a card has."""
    sets = list(dict.fromkeys(tags))
    places = {each: place for place, each in enumerate(sets)}
    return [sets, [places[each] for each in tags]]


class _Rows:
    """Behind checksums and head a line of tags, then a card a line; none is read unasked."""

    def __init__(self, data: bytes) -> None:
        self._data = data

    @cached_property
    def _lines(self) -> list[bytes]:
        _, _, *lines = self._data.split(b"\n")
        self._data = b""
        return lines

    def tags(self) -> Sequence[Sequence[str]]:
        """The tags of each card."""
        sets, places = json.loads(self._lines[0])
        return [sets[place] for place in places]

    def card(self, place: int) -> Card:
        """The card of a place."""
        from quizapp.storage.decks.card_rows import card_from

        return card_from(*json.loads(self._lines[place + 1]))
