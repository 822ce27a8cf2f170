"""A whole file that is not the one that was left here: what it lacks comes back."""

from __future__ import annotations

from pathlib import Path

from quizapp.domain.memory import Day
from tests.storage.keeping import Keeper
from tests.study.events import reviewed

SAID = "1 event that it lacked came back from the newest backup"


def cards(keeper: Keeper) -> list[str]:
    return sorted(keeper.load().progress.states)


def test_an_older_copy_put_in_its_place_loses_nothing(keeper: Keeper) -> None:
    keeper.record(reviewed("a/1"))
    older = keeper.file.read_bytes()
    keeper.record(reviewed("a/2"))
    keeper.file.write_bytes(older)
    assert cards(keeper) == ["a/1", "a/2"]
    assert SAID in keeper.load().notices[0]
    store = keeper.open()
    assert SAID in store.notices[0]
    store.close()
    assert keeper.load().notices == ()
    assert cards(keeper) == ["a/1", "a/2"]


def test_another_machines_copy_put_in_its_place_is_united_with_it(
    keeper: Keeper, tmp_path: Path
) -> None:
    keeper.record(reviewed("a/1"))
    other = Keeper(tmp_path / "other", device="second")
    other.folder.mkdir()
    other.file.write_bytes(keeper.file.read_bytes())
    other.record(reviewed("b/1"), reviewed("b/2"))
    keeper.record(reviewed("a/2"))
    other.file.replace(keeper.file)
    assert cards(keeper) == ["a/1", "a/2", "b/1", "b/2"]


def test_in_mid_sitting_it_is_united_before_the_next_write(keeper: Keeper) -> None:
    keeper.record(reviewed("a/1"))
    older = keeper.file.read_bytes()
    keeper.record(reviewed("a/2"))
    store = keeper.open()
    store.record(Day(100), reviewed("a/3"))
    keeper.file.unlink()
    keeper.file.write_bytes(older)
    store.record(Day(100), reviewed("a/4"))
    assert sorted(store.progress.states) == ["a/1", "a/2", "a/3", "a/4"]
    store.close()
    assert cards(keeper) == ["a/1", "a/2", "a/3", "a/4"]


def test_what_came_back_is_in_the_newest_backup_again(keeper: Keeper) -> None:
    keeper.record(reviewed("a/1"))
    older = keeper.file.read_bytes()
    keeper.record(reviewed("a/2"))
    keeper.file.write_bytes(older)
    keeper.open().close()
    keeper.file.unlink()
    assert cards(keeper) == ["a/1", "a/2"]


def test_a_file_that_another_program_of_ours_folded_is_no_gap(keeper: Keeper) -> None:
    first = keeper.open()
    first.record(Day(100), reviewed("a/1"))
    for number in range(4):
        keeper.record(reviewed(f"b/{number}"))
    first.record(Day(100), reviewed("a/2"))
    assert first.notices == ()
    first.close()
    assert keeper.load().notices == ()


def test_a_backup_that_can_not_be_read_is_no_gap(keeper: Keeper) -> None:
    keeper.record(reviewed("a/1"))
    for path in keeper.places.backups.iterdir():
        path.unlink()
        path.mkdir()
    assert cards(keeper) == ["a/1"]
    assert keeper.load().notices == ()
