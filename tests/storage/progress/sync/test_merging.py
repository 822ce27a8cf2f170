"""Merge is set union by id, then a fold: the laws that follow from it."""

from __future__ import annotations

import itertools
import tempfile
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizapp.domain.event import Event, Undone
from quizapp.domain.memory import Day, Grade
from quizapp.errors import ForeignFile, NewerFile, UnreadableFile
from quizapp.storage.disk import Disk
from quizapp.storage.progress.format.event_lines import write_line
from quizapp.storage.progress.format.progress_files import ProgressFiles
from quizapp.storage.progress.format.union import join_lines, union
from quizapp.storage.progress.sync.merging import MergeResult, merge, read_source
from quizapp.study.log.progress import folded
from tests.storage.progress.keeping import Keeper, sealed, whole_file
from tests.study.events import bodies, event, reviewed

DEVICES = st.sampled_from(["laptop", "desktop", "phone"])
SKEWED = st.integers(-(10**6), 10**6) | st.sampled_from([0, -(10**15), 253402300799000])
"""Milliseconds: clocks that go backwards, and some that never were right."""


@st.composite
def skewed_logs(draw: st.DrawFn) -> list[Event]:
    """Events of three devices whose clocks disagree, with undos of each other's events."""
    found: list[Event] = []
    for number in range(1, draw(st.integers(0, 12)) + 1):
        payload = draw(bodies())
        if found and draw(st.integers(0, 3)) == 0:
            payload = Undone(draw(st.sampled_from([each.id for each in found])))
        found.append(
            Event(f"{number:032x}", draw(SKEWED), Day(20514), 0, draw(DEVICES), payload),
        )
    return found


def file_of(folder: Path, events: Sequence[Event]) -> Path:
    """A progress file at rest with these events."""
    folder.mkdir(parents=True, exist_ok=True)
    lines = union(write_line(each) for each in events).values()
    progress = folded(line.event for line in lines)
    path = folder / "progress.json"
    path.write_bytes(whole_file(progress, join_lines(lines)))
    return path


def merged(folder: Path, base: Sequence[Event], *others: Sequence[Event]) -> bytes:
    """What the file's head says after each of the others was merged into it in turn."""
    keeper = Keeper(folder / f"at{next(_folders)}")
    file_of(keeper.folder, base)
    for number, events in enumerate(others):
        source = read_source(Disk(), file_of(keeper.folder / f"from{number}", events))
        merge(ProgressFiles(Disk(), keeper.file), [source], keeper.clock.now())
    return head(keeper)


def merged_at_once(folder: Path, *others: Sequence[Event]) -> bytes:
    """The same, with all of the others merged into a new file by one command."""
    keeper = Keeper(folder / f"at{next(_folders)}")
    file_of(keeper.folder, [])
    files = [file_of(keeper.folder / f"{place}", log) for place, log in enumerate(others)]
    sources = [read_source(Disk(), file) for file in files]
    merge(ProgressFiles(Disk(), keeper.file), sources, keeper.clock.now())
    return head(keeper)


_folders = itertools.count()


def head(keeper: Keeper) -> bytes:
    """All that is folded from the log, as the file has it."""
    return keeper.file.read_bytes().partition(b'"events": [')[0]


def halves(events: Sequence[Event], seed: int) -> tuple[list[Event], list[Event], list[Event]]:
    """Three parts of a log that overlap."""
    rng = Random(seed)
    parts: tuple[list[Event], list[Event], list[Event]] = ([], [], [])
    for each in events:
        for part in rng.sample(parts, rng.randint(1, 3)):
            part.append(each)
    return parts


@settings(max_examples=40)
@given(skewed_logs(), st.integers(0, 99))
def test_merging_is_commutative_associative_and_idempotent(log: list[Event], seed: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        one, two, three = halves(log, seed)
        whole = merged(folder, log)
        assert merged(folder, one, two, three) == whole
        assert merged(folder, three, two, one) == whole
        assert merged(folder, two, one, one, three, three) == whole
        assert merged_at_once(folder, one, three, two) == whole


@given(skewed_logs(), st.integers(0, 99))
def test_merging_takes_no_event_away(log: list[Event], seed: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        one, two, _ = halves(log, seed)
        keeper = Keeper(Path(name) / "here")
        file_of(keeper.folder, one)
        source = read_source(Disk(), file_of(Path(name) / "there", two))
        merge(ProgressFiles(Disk(), keeper.file), [source], keeper.clock.now())
        assert {line.event.id for line in keeper.load().lines()} == {e.id for e in (*one, *two)}


@given(skewed_logs(), st.permutations(range(12)))
def test_the_fold_is_the_same_for_every_order_of_the_log(
    log: list[Event], order: list[int]
) -> None:
    shuffled = [log[place] for place in order if place < len(log)]
    assert whole_file(folded(shuffled), b"") == whole_file(folded(log), b"")


def test_an_undo_on_one_device_takes_back_what_was_done_on_another(tmp_path: Path) -> None:
    answer = event(2, reviewed("a/1"), device="laptop")
    undo = event(1, Undone(answer.id), device="desktop")
    assert merged(tmp_path, [answer], [undo]) == merged(tmp_path, [undo], [answer])
    assert folded([answer, undo]).states["a/1"].reps == 0


def test_one_id_with_two_contents_has_the_same_winner_on_both_sides(tmp_path: Path) -> None:
    one, two = event(1, reviewed("a/1", Grade.GOOD)), event(1, reviewed("a/1", Grade.EASY))
    assert merged(tmp_path, [one], [two]) == merged(tmp_path, [two], [one])
    assert merged(tmp_path, [one], [two], [one], [two]) == merged(tmp_path, [one], [two])
    assert merged_at_once(tmp_path, [one], [two]) == merged_at_once(tmp_path, [two], [one])


def a_week(keeper: Keeper, skew: timedelta, seed: int) -> None:
    """A week of sessions by a machine whose clock is wrong by so much."""
    rng = Random(seed)
    keeper.clock.time += skew
    for day in range(7):
        store = keeper.open()
        for _ in range(20):
            keeper.clock.pass_by(seconds=rng.randint(5, 60))
            grade = rng.choice(list(Grade))
            store.record(Day(100 + day), reviewed(f"a/{rng.randint(1, 30)}", grade, due=day))
        found = store.undoable()
        assert found is not None
        store.record(Day(100 + day), Undone(found.id))
        store.close()
        keeper.clock.pass_by(hours=24)


@pytest.mark.parametrize(
    ("laptop_skew", "desktop_skew"),
    [
        (timedelta(hours=-5), timedelta(hours=7)),
        (timedelta(days=-400), timedelta(days=3650)),
        (timedelta(seconds=-1), timedelta()),
    ],
    ids=["hours", "years", "a second"],
)
def test_a_week_on_two_machines_with_wrong_clocks_merges_to_the_same_bytes(
    tmp_path: Path, laptop_skew: timedelta, desktop_skew: timedelta
) -> None:
    laptop = Keeper(tmp_path / "laptop", device="laptop")
    laptop.record(reviewed("a/1"), reviewed("a/2"))
    desktop = Keeper(tmp_path / "desktop", device="desktop")
    desktop.folder.mkdir()
    desktop.file.write_bytes(laptop.file.read_bytes())
    a_week(laptop, laptop_skew, seed=1)
    a_week(desktop, desktop_skew, seed=2)
    before = [keeper.load().progress.count for keeper in (laptop, desktop)]
    sources = [read_source(Disk(), keeper.file) for keeper in (desktop, laptop)]
    for keeper, source in zip((laptop, desktop), sources, strict=True):
        reports, _ = merge(ProgressFiles(Disk(), keeper.file), [source], keeper.clock.now())
        assert reports[0].known == 2
    states = [head(keeper).partition(b' "recent": ')[0] for keeper in (laptop, desktop)]
    assert states[0] == states[1]
    assert laptop.load().progress.count == sum(before) - 2


def test_merging_says_what_was_new_and_leaves_the_other_file_alone(
    keeper: Keeper, tmp_path: Path
) -> None:
    other = Keeper(tmp_path / "other", device="second")
    other.record(reviewed("b/1"), reviewed("b/2"))
    keeper.record(reviewed("a/1"))
    before = other.file.read_bytes()
    sources = [read_source(Disk(), other.file), read_source(Disk(), keeper.file)]
    reports, _ = merge(ProgressFiles(Disk(), keeper.file), sources, keeper.clock.now())
    assert [(report.fresh, report.known) for report in reports] == [(2, 0), (0, 1)]
    assert keeper.load().progress.count == 3
    assert other.file.read_bytes() == before
    again, _ = merge(ProgressFiles(Disk(), keeper.file), sources, keeper.clock.now())
    assert again[0] == MergeResult(str(other.file), 0, 2)


def test_a_journal_that_was_not_folded_in_is_merged_too(keeper: Keeper, tmp_path: Path) -> None:
    other = Keeper(tmp_path / "other", device="second")
    other.open().record(Day(20514), reviewed("b/1"))
    source = read_source(Disk(), other.file)
    merge(ProgressFiles(Disk(), keeper.file), [source], keeper.clock.now())
    assert keeper.state("b/1").reps == 1


@pytest.mark.parametrize("kind", ["missing", "foreign", "newer", "folder"])
def test_a_file_that_can_not_be_merged_is_refused(
    keeper: Keeper, tmp_path: Path, kind: str
) -> None:
    keeper.record(reviewed("a/1"))
    path = tmp_path / "other.json"
    if kind == "foreign":
        path.write_text("{}")
    elif kind == "newer":
        path.write_bytes(sealed(keeper.file.read_bytes().replace(b'"version": 2', b'"version": 9')))
    elif kind == "folder":
        path.mkdir()
    with pytest.raises((UnreadableFile, ForeignFile, NewerFile)):
        read_source(Disk(), path)


def test_what_is_merged_is_in_the_newest_backup_too(keeper: Keeper, tmp_path: Path) -> None:
    keeper.record(reviewed("a/1"))
    other = Keeper(tmp_path / "other", device="second")
    other.record(reviewed("b/1"))
    merge(ProgressFiles(Disk(), keeper.file), [read_source(Disk(), other.file)], keeper.clock.now())
    keeper.file.unlink()
    assert [keeper.state(card).reps for card in ("a/1", "b/1")] == [1, 1]


def test_a_window_that_is_open_takes_in_what_was_merged(keeper: Keeper, tmp_path: Path) -> None:
    store = keeper.open()
    store.record(Day(20514), reviewed("a/1"))
    other = Keeper(tmp_path / "other", device="second")
    other.record(reviewed("b/1"))
    merge(ProgressFiles(Disk(), keeper.file), [read_source(Disk(), other.file)], keeper.clock.now())
    store.record(Day(20514), reviewed("a/2"))
    assert [store.progress.states[card].reps for card in ("a/1", "a/2", "b/1")] == [1, 1, 1]
