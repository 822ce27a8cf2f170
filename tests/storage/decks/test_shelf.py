from __future__ import annotations

import os
import zlib
from pathlib import Path

import pytest

from quizapp.storage.decks.cache import DeckCache
from quizapp.storage.decks.shelf import MAX_FILES, Shelf
from quizapp.storage.disk import Disk

DECK = "deck: {id}\ncards:\n  - id: one\n    q: What?\n    a: That\n"


class Counting(Disk):
    """Counts the decks that are read."""

    def __init__(self) -> None:
        self.read_paths: list[str] = []

    def read(self, path: Path, *, follow: bool = False) -> bytes:
        self.read_paths.append(path.name)
        return super().read(path, follow=follow)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "decks"
    folder.mkdir()
    return folder


def shelf(folder: Path, disk: Disk | None = None) -> Shelf:
    disk = disk or Disk()
    return Shelf(disk, DeckCache(disk, folder.parent / "cache"), [folder])


def write(folder: Path, name: str, deck: str) -> Path:
    path = folder / f"{name}.yaml"
    path.write_text(DECK.format(id=deck))
    return path


def test_a_deck_that_did_not_change_is_read_from_the_cache(folder: Path) -> None:
    path = write(folder, "a", "a")
    fresh = list(shelf(folder).decks())
    disk = Counting()
    assert list(shelf(folder, disk).decks()) == fresh
    assert path.name not in disk.read_paths


@pytest.mark.parametrize("damage", [(b"That", b"Thxt"), (b"basic", b"basix"), (b"]]", b"]")])
def test_a_deck_that_was_only_touched_gives_no_damaged_cards_a_new_seal(
    folder: Path, damage: tuple[bytes, bytes]
) -> None:
    path = write(folder, "a", "a")
    whole = list(shelf(folder).decks())
    (kept,) = (folder.parent / "cache").iterdir()
    assert damage[0] in kept.read_bytes()
    kept.write_bytes(kept.read_bytes().replace(*damage))
    os.utime(path, (1, 1))
    cache = DeckCache(Disk(), folder.parent / "cache")
    assert [deck.id for deck in Shelf(Disk(), cache, [folder]).decks()] == ["a"]
    assert list(shelf(folder).decks()) == whole


def test_no_byte_of_the_cache_is_without_a_checksum(folder: Path) -> None:
    write(folder, "a", "a")
    whole = list(shelf(folder).decks())
    (kept,) = (folder.parent / "cache").iterdir()
    data = kept.read_bytes()
    for place in range(len(data)):
        kept.write_bytes(data[:place] + bytes([data[place] ^ 0x20]) + data[place + 1 :])
        assert list(shelf(folder).decks()) == whole, place


def test_a_deck_that_changed_is_read_anew(folder: Path) -> None:
    path = write(folder, "a", "a")
    shelf(folder).decks()
    path.write_text(DECK.format(id="a").replace("That", "Something else"))
    (deck,) = shelf(folder).decks()
    assert getattr(deck.cards[0], "answer", "") == "Something else"


def test_a_deck_that_was_only_touched_is_not_parsed(folder: Path) -> None:
    path = write(folder, "a", "a")
    fresh = list(shelf(folder).decks())
    os.utime(path, (1, 1))
    assert list(shelf(folder).decks()) == fresh


@pytest.mark.parametrize("junk", [b"", b"junk", b"00000000\n{}", b"[" * 100_000])
def test_a_cache_that_is_odd_is_as_good_as_none(folder: Path, junk: bytes) -> None:
    write(folder, "a", "a")
    fresh = list(shelf(folder).decks())
    for cached in (folder.parent / "cache").iterdir():
        cached.write_bytes(junk)
    assert list(shelf(folder).decks()) == fresh


ODD_ROWS = [
    (b'"basic"', b'"basix"'),
    (b'"basic"', b'["basic"]'),
    (b'"That"', b"7"),
    (b'"That"', b"null"),
    (b'"That"', b'["That"]'),
    (b'["a/one"', b'["a/two"'),
    (b'["a/one", ', b"["),
    (b'\n["basic"', b'\n7\n["basic"'),
    (b"[[]]", b"[[7]]"),
    (b"[[[]], [0]]", b"[[[]], [9]]"),
    (b"[[[]], [0]]", b"[[[]], []]"),
    (b"[[[]], [0]]", b"{}"),
    (b'"ids": "a/one"', b'"ids": ["a/one"]'),
    (b'"ids": "a/one"', b'"ids": "a/one a/two"'),
    (b'"problems": []', b'"problems": [7]'),
    (b'"problems": []', b'"problems": [["1", 1, "x", "error"]]'),
]


@pytest.mark.parametrize("odd", ODD_ROWS, ids=range(len(ODD_ROWS)))
def test_odd_values_are_not_used_even_if_their_checksum_fits(
    folder: Path, odd: tuple[bytes, bytes]
) -> None:
    write(folder, "a", "a")
    (fresh,) = shelf(folder).decks()
    (kept,) = (folder.parent / "cache").iterdir()
    sums, _, rest = kept.read_bytes().partition(b"\n")
    assert odd[0] in rest
    head, newline, rows = rest.replace(*odd).partition(b"\n")
    sums = b"%08x %08x\n" % (zlib.crc32(head), zlib.crc32(newline + rows))
    kept.write_bytes(sums + head + newline + rows)
    (deck,) = shelf(folder).decks()
    assert list(deck.cards) == list(fresh.cards)
    assert list(deck.tags) == list(fresh.tags)


def test_a_cache_that_can_not_be_written_is_done_without(folder: Path) -> None:
    write(folder, "a", "a")
    (folder.parent / "cache").write_text("in the way")
    assert len(shelf(folder).decks()) == 1


def test_two_files_with_one_deck_id_are_both_named(folder: Path) -> None:
    write(folder, "a", "same")
    write(folder, "b", "same")
    found = shelf(folder)
    assert [deck.file for deck in found.decks()] == ["a.yaml"]
    assert "b.yaml" in found.problems[0]
    assert "a.yaml" in found.problems[0]


def test_a_bad_file_never_stops_the_rest(folder: Path) -> None:
    (folder / "bad.yaml").write_text("cards: [")
    write(folder, "good", "good")
    found = shelf(folder)
    assert [deck.id for deck in found.decks()] == ["good"]
    assert "bad.yaml:" in found.problems[0]


def test_links_out_of_the_folder_are_skipped_and_counted(folder: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (folder / "evil.yaml").symlink_to(write(outside, "x", "evil"))
    (folder / "dangling.yaml").symlink_to(outside / "nothing.yaml")
    (folder / "fine.yaml").symlink_to(write(folder, "a", "a"))
    found = shelf(folder)
    assert "evil" not in [deck.id for deck in found.decks()]
    assert "2 links to other folders skipped" in found.problems[-1]


def test_pipes_and_folders_are_skipped_and_named(folder: Path) -> None:
    os.mkfifo(folder / "pipe.yaml")
    (folder / "folder.yaml").mkdir()
    write(folder, "good", "good")
    found = shelf(folder)
    assert [deck.id for deck in found.decks()] == ["good"]
    assert len(found.skipped) == 2


def test_ten_thousand_files_are_not_read(folder: Path) -> None:
    for number in range(MAX_FILES + 5):
        (folder / f"{number:05}.yaml").touch()
    found = shelf(folder, Counting())
    assert "5 files skipped" in found.skipped[-1]


def test_a_file_name_that_is_no_text_is_read_and_cached(folder: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(folder) + b"/b\xff.yaml"))
    path.write_text(DECK.format(id="b"))
    for _ in range(2):
        assert [deck.id for deck in shelf(folder).decks()] == ["b"]


def test_a_file_name_is_hostile_too(folder: Path) -> None:
    (folder / "\x1b]0;owned\x07.yaml").write_text("cards: [")
    assert "\x1b" not in shelf(folder).problems[0]
    assert "\x07" not in shelf(folder).problems[0]


def test_a_pipe_that_is_named_as_a_deck_is_said_to_be_none(folder: Path) -> None:
    pipe = folder / "deck.yaml"
    os.mkfifo(pipe)
    named = shelf(pipe)
    assert list(named.decks()) == []
    assert "not a regular file" in named.skipped[0]
