"""`doctor`, `merge` and `backup`, as they are typed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bad_input.learner import CARDS, Learner, learner_at


@pytest.fixture
def laptop(tmp_path: Path) -> Learner:
    """Answered three cards."""
    learner = learner_at(tmp_path / "laptop")
    assert learner.answer(3).saved == CARDS[:3]
    return learner


@pytest.fixture
def desktop(tmp_path: Path, laptop: Learner) -> Learner:
    """Went on from a copy of that, and answered three more."""
    learner = learner_at(tmp_path / "desktop")
    learner.file.parent.mkdir()
    learner.file.write_bytes(laptop.file.read_bytes())
    assert learner.answer(3).saved == CARDS[3:]
    return learner


def test_doctor_on_a_healthy_file_says_so(laptop: Learner) -> None:
    said = laptop.run("doctor")
    assert (said.code, said.err) == (0, "")
    assert said.out.splitlines() == [
        f"{laptop.file}: intact, 3 events",
        "progress.json.backups: 1 backup",
    ]


def test_doctor_on_a_damaged_file_says_what_happened_and_how_to_mend_it(laptop: Learner) -> None:
    laptop.file.write_bytes(laptop.file.read_bytes()[:-200])
    with laptop.kept():
        said = laptop.run("doctor")
    assert said.code == 1
    assert "cut off on line" in said.out
    assert (
        said.err == "runquiz: 1 problem; 'runquiz doctor --repair' repairs what can be repaired\n"
    )
    mended = laptop.run("doctor", "--repair")
    assert mended.code == 0
    assert "1 event restored" in mended.err
    assert f"{laptop.file}: intact, 3 events" in mended.out


def test_doctor_shows_twenty_lines_at_most_of_a_file(laptop: Learner) -> None:
    laptop.journal.write_bytes(b"garbage\n" * 30)
    said = laptop.run("doctor")
    assert said.out.count("    line ") == 20
    assert "    and 10 more" in said.out


def test_merge_says_what_was_new(laptop: Learner, desktop: Learner) -> None:
    said = laptop.run("merge", str(desktop.file))
    assert (said.code, said.out) == (0, f"{desktop.file}: 3 new events, 3 known\n")
    assert laptop.known() == CARDS
    again = laptop.run("merge", str(desktop.file), str(laptop.file))
    assert again.out.splitlines() == [
        f"{desktop.file}: 0 new events, 6 known",
        f"{laptop.file}: 0 new events, 6 known",
    ]


def test_merge_takes_all_files_or_none(laptop: Learner, desktop: Learner) -> None:
    with laptop.kept():
        said = laptop.run("merge", str(desktop.file), "nowhere.json")
        assert (said.code, said.out) == (2, "")
        assert "nowhere.json: no such file" in said.err
        assert laptop.run("merge").code == 2


def test_backups_are_listed_and_gone_back_to(laptop: Learner, desktop: Learner) -> None:
    laptop.run("merge", str(desktop.file))
    listed = laptop.run("backup").out
    assert listed == laptop.run("backup", "list").out
    (line,) = listed.splitlines()
    assert line.endswith("  3 events")
    said = laptop.run("backup", "restore", line.split()[0])
    assert said.code == 0
    assert "3 events no longer count" in said.out
    assert laptop.known() == CARDS[:3]
    back = said.out.splitlines()[1].split()[-1]
    assert laptop.run("backup", "restore", back).code == 0
    assert laptop.known() == CARDS


def test_no_backup_yet(tmp_path: Path) -> None:
    new = learner_at(tmp_path / "new")
    said = new.run("backup", "list")
    assert (said.code, said.out) == (0, "")
    assert "no backups yet" in said.err
    assert new.run("backup", "restore", "x").code == 2
    assert not new.file.parent.exists()


@pytest.mark.parametrize(
    "command", [("merge", "x"), ("doctor", "--repair"), ("backup", "restore", "x")]
)
def test_no_made_up_time_gets_into_ones_own_progress(
    command: tuple[str, ...], home_of_nobody: Learner
) -> None:
    said = home_of_nobody.run(*command, "--now", "2030-01-01", own=True)
    assert said.code == 2
    assert "--now" in said.err


@pytest.fixture
def home_of_nobody(tmp_path: Path) -> Learner:
    return learner_at(tmp_path / "nobody")
