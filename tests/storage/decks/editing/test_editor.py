"""Where an edited deck is written, and when it is not."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from quizapp.domain.cards.card_draft import CardDraft, SavedFile
from quizapp.errors import NotEdited
from quizapp.storage.decks.shelf import Shelf
from quizapp.storage.disk import Disk
from tests.tui.stage import NoCache

DECK = "deck: d\ncards:\n  - id: one\n    q: One?\n    a: 1\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "decks" / "d.yaml"
    path.parent.mkdir()
    path.write_text(DECK)
    return path


def shelf_of(
    *folders: Path, disk: Disk | None = None, shipped: Path | None = None, own: Path | None = None
) -> Shelf:
    return Shelf(disk or Disk(), NoCache(), folders, shipped=shipped, own=own)


def save(shelf: Shelf, answer: str = "uno") -> SavedFile:
    base = shelf.editor.draft("d", "one")
    file = shelf.editor.save(base, base.with_text("a", answer))
    assert isinstance(file, SavedFile)
    return file


def test_a_saved_card_is_what_the_shelf_holds_from_then_on(file: Path) -> None:
    shelf = shelf_of(file.parent)
    assert save(shelf) == SavedFile("d.yaml")
    assert getattr(shelf.decks()[0].cards[0], "answer", "") == "uno"
    assert file.read_text() == DECK.replace("1", "uno")
    assert [path.name for path in file.parent.iterdir()] == ["d.yaml"]


def test_who_may_read_the_file_may_read_it_afterwards(file: Path) -> None:
    file.chmod(0o664)
    save(shelf_of(file.parent))
    assert file.stat().st_mode & 0o777 == 0o664


def test_a_link_stays_a_link(file: Path) -> None:
    inside = file.parent / "more"
    inside.mkdir()
    real = file.rename(inside / "real.yaml")
    file.symlink_to(real)
    save(shelf_of(file.parent))
    assert file.is_symlink()
    assert "uno" in real.read_text()


def test_a_deck_that_came_with_the_program_is_edited_in_a_copy(file: Path, tmp_path: Path) -> None:
    own = tmp_path / "own"
    shelf = shelf_of(file.parent, own, shipped=file.parent, own=own)
    assert save(shelf) == SavedFile("d.yaml", is_copy=True)
    assert file.read_text() == DECK
    (deck,) = shelf.decks()
    assert getattr(deck.cards[0], "answer", "") == "uno"
    assert not shelf.problems
    assert save(shelf, "ein") == SavedFile("d.yaml")
    assert "ein" in (own / "d.yaml").read_text()


def test_a_copy_overwrites_nothing(file: Path, tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    other = own / "d.yaml"
    other.write_text("deck: other\ncards: [{q: a, a: b}]\n")
    with pytest.raises(NotEdited, match=r"there is another d\.yaml in your deck folder"):
        save(shelf_of(file.parent, own, shipped=file.parent, own=own))
    assert "other" in other.read_text()


class ReadOnly(Disk):
    def may_write(self, path: Path) -> bool:  # noqa: ARG002 (nothing may be written)
        return False


class Failing(Disk):
    """Fails at one call."""

    def __init__(self, call: Callable[[], None]) -> None:
        self._call = call

    def replace(self, source: Path, target: Path) -> None:
        self._call()
        super().replace(source, target)


def no_space() -> None:
    raise OSError(28, "No space left on device")


@pytest.mark.parametrize(
    ("disk", "said"), [(ReadOnly(), "d.yaml is read-only"), (Failing(no_space), "No space left")]
)
def test_a_file_that_can_not_be_written_is_as_it_was(file: Path, disk: Disk, said: str) -> None:
    with pytest.raises(NotEdited, match=f"{said}.*nothing was changed"):
        save(shelf_of(file.parent, disk=disk))
    assert file.read_text() == DECK
    assert [path.name for path in file.parent.iterdir()] == ["d.yaml"]


class Racing(Disk):
    """Another program writes just before the last look, so many times."""

    def __init__(self, file: Path, times: int) -> None:
        self._file = file
        self._times = times

    def open_folder(self, folder: Path) -> int:
        if self._times:
            self._times -= 1
            self._file.write_text(self._file.read_text() + "# another program was here\n")
        return super().open_folder(folder)


def test_what_another_program_writes_while_a_card_is_saved_stays(file: Path) -> None:
    save(shelf_of(file.parent, disk=Racing(file, times=2)))
    changed = DECK.replace("1", "uno") + "# another program was here\n" * 2
    assert file.read_text() == changed


def test_a_file_that_never_rests_is_left_alone(file: Path) -> None:
    with pytest.raises(NotEdited, match="is being changed by another program"):
        save(shelf_of(file.parent, disk=Racing(file, times=99)))
    assert "uno" not in file.read_text()


def test_a_folder_that_another_program_holds_is_named(file: Path) -> None:
    class InMemory(Disk):
        def lock(self, descriptor: int, patience: float) -> bool:  # noqa: ARG002 (never had)
            return False

    with pytest.raises(NotEdited, match="decks is locked by another program"):
        save(shelf_of(file.parent, disk=InMemory()))
    assert file.read_text() == DECK


def test_two_edits_of_a_shipped_deck_go_into_one_copy(file: Path, tmp_path: Path) -> None:
    own = tmp_path / "own"
    one = shelf_of(file.parent, own, shipped=file.parent, own=own)
    other = shelf_of(file.parent, own, shipped=file.parent, own=own)
    base = other.editor.draft("d", "one")
    save(one)
    assert other.editor.save(base, base.with_text("why", "So.")) != SavedFile(
        "d.yaml", is_copy=True
    )
    assert "uno" in (own / "d.yaml").read_text()


def test_a_copy_is_taken_back_by_taking_it_away(file: Path, tmp_path: Path) -> None:
    own = tmp_path / "own"
    shelf = shelf_of(file.parent, own, shipped=file.parent, own=own)
    save(shelf)
    assert shelf.editor.undo_save() == "d.yaml"
    assert not (own / "d.yaml").exists()
    assert getattr(shelf.decks()[0].cards[0], "answer", "") == "1"


def test_a_new_card_goes_into_a_deck_without_any(tmp_path: Path) -> None:
    path = tmp_path / "empty.yaml"
    path.write_text("deck: empty\ntitle: Nothing yet\ncards:\n")
    shelf = shelf_of(tmp_path)
    (home,) = shelf.editor.editable_decks()
    assert (home.deck, home.title, home.file) == ("empty", "Nothing yet", "empty.yaml")
    draft = CardDraft("empty", "first", texts={"q": "Q?", "a": "A"})
    shelf.editor.save(CardDraft("empty", ""), draft)
    assert shelf.decks()[0].cards[0].about.id == "empty/first"
    assert os.access(path, os.R_OK)


@pytest.mark.parametrize("end", ["", "\n", "   # a note", "\n\n# the end\n"])
def test_the_last_key_of_a_file_goes_with_its_line(file: Path, end: str) -> None:
    file.write_text(f"{DECK}    why: Because{end}")
    shelf = shelf_of(file.parent)
    base = shelf.editor.draft("d", "one")
    shelf.editor.save(base, base.with_text("why", ""))
    assert file.read_text().startswith(DECK)
    assert "Because" not in file.read_text()
    assert ("# the end" in file.read_text()) is ("# the end" in end)


def test_a_folded_text_is_broken_again_within_its_width(file: Path) -> None:
    words = " ".join(f"word{number}" for number in range(40))
    half = words.index("word20")
    broken = DECK.replace("q: One?", f"q: >-\n      {words[: half - 1]}\n      {words[half:]}")
    file.write_text(broken)
    shelf = shelf_of(file.parent)
    base = shelf.editor.draft("d", "one")
    shelf.editor.save(base, base.with_text("q", f"{base.text('q')} and {words}"))
    longest = max(map(len, broken.splitlines()))
    assert max(map(len, file.read_text().splitlines())) <= max(longest, 100)
    (card,) = Shelf(Disk(), NoCache(), [file.parent]).decks()[0].cards
    assert card.about.prompt == f"{base.text('q')} and {words}"
