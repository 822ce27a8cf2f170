"""The doctor: what it says of damaged files, and what a repair brings back."""

from __future__ import annotations

import errno
import os
from dataclasses import replace
from pathlib import Path

import pytest

from quizapp.domain.memory import Day
from quizapp.errors import ForeignFile, NewerFile
from quizapp.storage.disk import Disk
from quizapp.storage.progress.doctor.examination import examine
from quizapp.storage.progress.doctor.findings import Finding
from quizapp.storage.progress.doctor.repair import repair
from quizapp.storage.progress.doctor.restoring import backups_of
from quizapp.storage.progress.format.event_lines import write_line
from tests.storage.progress.damages import DAMAGES, Damage
from tests.storage.progress.keeping import Keeper, sealed
from tests.study.events import event, reviewed


@pytest.fixture
def six(keeper: Keeper) -> Keeper:
    """Six events, made in two sessions."""
    for cards in (("a/1", "a/2", "a/3"), ("b/1", "b/2", "b/3")):
        keeper.clock.pass_by(minutes=1)
        keeper.record(*(reviewed(card) for card in cards))
    return keeper


def files(keeper: Keeper) -> dict[str, bytes]:
    paths = (path for path in keeper.folder.rglob("*") if path.is_file())
    return {str(path.relative_to(keeper.folder)): path.read_bytes() for path in paths}


def findings(keeper: Keeper) -> list[Finding]:
    return list(examine(keeper.files).findings)


def errors(keeper: Keeper) -> list[str]:
    return [finding.text for finding in findings(keeper) if finding.is_error]


def mend(keeper: Keeper) -> tuple[str, ...]:
    return repair(keeper.files, keeper.clock.now())


def inflict(keeper: Keeper, damage: Damage) -> bytes | None:
    data = damage.do(keeper.file.read_bytes())
    if data is None:
        keeper.file.unlink()
    else:
        keeper.file.write_bytes(data)
    return data


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_each_damage_is_told_in_one_sentence_and_nothing_is_changed(
    six: Keeper, damage: Damage
) -> None:
    inflict(six, damage)
    before = files(six)
    first = findings(six)[0]
    assert damage.said in first.text
    assert "\n" not in first.text
    assert first.is_error is not damage.is_harmless
    assert files(six) == before


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_repair_brings_every_event_back_and_keeps_a_copy(six: Keeper, damage: Damage) -> None:
    data = inflict(six, damage)
    mend(six)
    assert six.load().progress.count == 6
    assert errors(six) == []
    copies = [path.read_bytes() for path in six.folder.glob("progress.json.damaged-*")]
    assert copies == ([] if damage.is_harmless or data is None else [data])


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_without_backups_all_that_is_left_in_it_is_kept(six: Keeper, damage: Damage) -> None:
    for path in six.files.backups.iterdir():
        path.unlink()
    inflict(six, damage)
    try:
        count = six.load().progress.count
        mend(six)
    except ForeignFile:
        assert damage.said == "not a progress file"
    else:
        assert six.load().progress.count == count


def test_a_whole_file_is_called_whole(six: Keeper) -> None:
    assert findings(six) == [
        Finding(f"{six.files.name}: intact, 6 events"),
        Finding("progress.json.backups: 2 backups"),
    ]


def test_a_new_user_has_no_progress_yet_and_nothing_is_made(keeper: Keeper) -> None:
    assert findings(keeper) == [Finding(f"{keeper.files.name}: no progress yet")]
    assert not keeper.folder.exists()


def test_both_values_of_an_edited_grade_are_shown(six: Keeper) -> None:
    inflict(six, DAMAGES["a grade edited"])
    (detail,) = findings(six)[0].details
    assert "its checksum does not match; grade is 4 here and 3 in 20" in detail


def test_an_answer_is_never_shown(keeper: Keeper) -> None:
    secret = write_line(event(1, replace(reviewed("a/1"), answer="my secret")))
    keeper.folder.mkdir()
    keeper.files.journal.write_bytes(secret.data + b"\n")
    keeper.open().close()
    data = keeper.file.read_bytes().replace(b"my secret", b"MY SECRET")
    keeper.file.write_bytes(data)
    (detail,) = findings(keeper)[0].details
    assert "answer differs" in detail
    assert "secret" not in detail.casefold()


def test_events_that_lie_only_beside_the_file_are_told_and_brought_back(
    six: Keeper, tmp_path: Path
) -> None:
    other = Keeper(tmp_path / "other", device="second")
    other.record(reviewed("c/1"))
    damaged = six.folder / "progress.json.damaged-20200101T000000.000000Z"
    damaged.write_bytes(other.file.read_bytes()[:-20])
    left = six.folder / "progress.json.new"
    left.write_bytes(write_line(event(10**9, reviewed("c/2"))).data)
    texts = errors(six)
    assert "2 more events in other files" in texts[0]
    assert texts[-1].startswith("progress.json.new: set aside (cut off on line 1), with 1 event")
    assert "2 events restored" in mend(six)[0]
    assert {"c/1", "c/2"} <= set(six.load().progress.states)
    assert errors(six) == []


def test_a_conflict_copy_is_told_and_taken_in(six: Keeper, tmp_path: Path) -> None:
    other = Keeper(tmp_path / "other", device="second")
    other.record(reviewed("c/1"))
    other.file.replace(six.folder / "progress.sync-conflict-1.json")
    assert errors(six) == ["progress.sync-conflict-1.json: a conflict copy; 1 new event"]
    mend(six)
    assert six.state("c/1").reps == 1
    assert errors(six) == []


def test_a_strangers_file_beside_it_is_told_and_left_alone(six: Keeper, tmp_path: Path) -> None:
    other = Keeper(tmp_path / "other", device="second")
    other.record(reviewed("c/1"))
    other.file.replace(six.folder / "progress-bob.json")
    assert any("1 event of another log" in finding.text for finding in findings(six))
    assert errors(six) == []
    mend(six)
    assert six.load().progress.count == 6


def test_a_journal_is_told_and_its_bad_lines_too(six: Keeper) -> None:
    six.open().record(Day(20514), reviewed("d/1"))
    assert any(
        "1 event that the next start will add to the file" in finding.text
        for finding in findings(six)
    )
    assert errors(six) == []
    with six.files.journal.open("ab") as journal:
        journal.write(b"garbage\n")
    assert any("1 line changed or garbled" in text for text in errors(six))
    mend(six)
    assert errors(six) == []


def test_a_backup_that_was_changed_in_its_head_is_told_too(six: Keeper) -> None:
    newest = max(six.files.backups.glob("*.json"))
    newest.write_bytes(newest.read_bytes().replace(b'"difficulty"', b'"difficulti"'))
    assert errors(six) == [f"{newest.name}: a damaged backup: changed before its first event"]
    mend(six)
    assert errors(six) == []


@pytest.mark.parametrize("size", [0, 700, -80])
def test_a_damaged_backup_is_told_and_a_repair_puts_it_aside(six: Keeper, size: int) -> None:
    newest = max(six.files.backups.glob("*.json"))
    for path in six.files.backups.iterdir():
        if path.stem != newest.stem:
            path.unlink()
    data = newest.read_bytes()[:size]
    newest.write_bytes(data)
    (error,) = errors(six)
    assert error.startswith(f"{newest.name}: a damaged backup: ")
    mend(six)
    assert errors(six) == []
    aside = {path.name: path.read_bytes() for path in six.folder.glob("*.damaged-*")}
    assert aside[f"progress.json.damaged-backup-{newest.name}"] == data
    assert [each.events for each in backups_of(six.files)] == [6]
    six.file.unlink()
    assert six.load().progress.count == 6


def test_what_is_nowhere_to_be_found_is_told(six: Keeper) -> None:
    for path in six.files.backups.iterdir():
        path.unlink()
    lines = six.file.read_bytes().split(b"\n")
    six.file.write_bytes(b"\n".join(lines[:-5]))
    assert "cut off on line" in errors(six)[0]
    assert errors(six)[0].endswith("4 of 6 events can be read in it, 2 lost")
    assert any("2 events could not be found anywhere" in notice for notice in mend(six))


def test_a_backup_that_may_not_be_read_stops_nothing(six: Keeper) -> None:
    class Closed(Disk):
        def read(self, path: Path, *, follow: bool = False) -> bytes:
            if path.parent.name.endswith(".backups"):
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
            return super().read(path, follow=follow)

    six.disk = Closed()
    assert findings(six)[0].text.endswith("intact, 6 events")
    assert all(error.endswith("a damaged backup: Permission denied") for error in errors(six))


def test_an_id_with_two_contents_is_told(keeper: Keeper) -> None:
    lines = [write_line(event(1, reviewed(card))).data for card in ("a/1", "a/2")]
    keeper.folder.mkdir()
    keeper.files.journal.write_bytes(b"\n".join(lines) + b"\n")
    assert any("1 id used for two different events" in finding.text for finding in findings(keeper))


def test_a_time_that_no_right_clock_shows_is_told(keeper: Keeper) -> None:
    keeper.folder.mkdir()
    line = write_line(replace(event(1, reviewed("a/1")), at=1))
    keeper.files.journal.write_bytes(line.data + b"\n")
    assert any("dated by a wrong clock" in finding.text for finding in findings(keeper))


def test_what_is_refused_everywhere_is_refused_here_too(six: Keeper) -> None:
    data = sealed(six.file.read_bytes().replace(b'"version": 2', b'"version": 3'))
    six.file.write_bytes(data)
    for act in (findings, mend):
        with pytest.raises(NewerFile):
            act(six)
    assert six.file.read_bytes() == data


class BesideAWriter(Disk):
    """Another window writes its snapshot just while the files are examined for the first time."""

    def __init__(self, keeper: Keeper) -> None:
        self.half = keeper.files.new
        self.file = keeper.file
        self.listed = 0

    def names(self, folder: Path) -> list[str]:
        if folder == self.half.parent:
            self.listed += 1
            if 2 <= self.listed <= 4:
                self.half.write_bytes(self.file.read_bytes()[: 100 * self.listed])
            else:
                self.half.unlink(missing_ok=True)
        return super().names(folder)


def test_a_file_that_is_being_written_is_no_damage(six: Keeper) -> None:
    whole = findings(six)
    disk = BesideAWriter(six)
    assert list(examine(replace(six.files, disk=disk)).findings) == whole
    assert disk.listed > 4


def test_nothing_is_called_lost_that_another_file_has(six: Keeper) -> None:
    data = six.file.read_bytes()
    six.file.write_bytes(data.replace(b'"card": "a/1"', b'"card": "a/7"', 1))
    (said, *_) = errors(six)
    assert "5 of 6 events can be read in it, 1 more in other files" in said
    assert said.endswith("1 more in other files")


def test_the_markers_of_a_conflict_in_the_journal_are_no_damaged_lines(six: Keeper) -> None:
    store = six.open()
    store.record(Day(20514), reviewed("c/1"))
    line = six.files.journal.read_bytes()
    markers = b"<<<<<<< ours\n" + line + b"=======\n" + line + b">>>>>>> theirs\n"
    six.files.journal.write_bytes(markers)
    assert not any("garbled" in finding.text for finding in findings(six))
