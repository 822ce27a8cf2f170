"""Faults of the system and odd files that once did harm, as a learner meets them."""

from __future__ import annotations

import json
import os
import stat
from dataclasses import replace
from pathlib import Path

import pytest

from quizapp.domain.memory import Day
from quizapp.storage.disk import Disk
from quizapp.storage.preferences import read_preferences
from quizapp.storage.progress.format.event_lines import write_line
from tests.bad_input.learner import Learner, learner_at
from tests.storage.progress.keeping import Keeper
from tests.study.events import event, reviewed

NOW = ("--now", "2026-03-02T09:00:00Z")


@pytest.fixture
def learner(tmp_path: Path) -> Learner:
    return learner_at(tmp_path)


@pytest.mark.parametrize("day", [10**9, 100_000_000, 2_932_532, -(10**6)])
def test_an_event_that_claims_an_impossible_day_counts_on_the_day_of_its_time(
    learner: Learner, day: int
) -> None:
    """The statistics up to the year 9998 took 34 MB, and up to a million years all memory."""
    learner.file.parent.mkdir()
    line = write_line(replace(event(1, reviewed("d/c0")), day=Day(day)))
    learner.journal.write_bytes(line.data + b"\n")
    stats = json.loads(learner.run("stats", "--json", *NOW).out)
    assert list(stats["by_day"]) == ["2024-10-04"]
    assert learner.run("due", *NOW).code == 0


def test_a_cloze_has_at_most_as_many_gaps_as_have_numbers(learner: Learner) -> None:
    deck = learner.home / "decks" / "many.yaml"
    text = "{{a}} " * 9_000
    deck.write_text(f"deck: many\ncards:\n  - cloze: '{text}'\n")
    said = learner.run("check", str(deck))
    assert said.code == 1
    assert "many.yaml:3:" in said.out
    assert "more than 99 gaps" in said.out


def test_a_template_that_can_not_be_written_leaves_no_empty_deck(
    learner: Learner, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(self: Disk, descriptor: int, data: bytes) -> None:  # noqa: ARG001
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(Disk, "write", full)
    said = learner.run("new", "Bones")
    assert said.code == 2
    assert "No space left" in said.err
    assert not (learner.home / "decks" / "bones.yaml").exists()
    assert list((learner.home / "decks").glob("bones*")) == []


def test_a_first_deck_makes_private_folders(tmp_path: Path) -> None:
    learner = Learner(tmp_path)
    (tmp_path / "decks").mkdir()
    said = learner.run("new", "Bones", "--decks", str(tmp_path / "decks"))
    assert said.code == 0
    assert stat.S_IMODE((tmp_path / "decks" / "bones.yaml").stat().st_mode) == 0o600


def test_settings_that_are_a_link_stay_one(tmp_path: Path) -> None:
    real = tmp_path / "dotfiles.json"
    real.write_text('{"theme": "nord"}')
    link = tmp_path / "settings.json"
    link.symlink_to(real)
    read_preferences(Disk(), link).save_theme("runquiz-light")
    assert link.is_symlink()
    assert json.loads(real.read_text())["theme"] == "runquiz-light"


def test_a_folder_that_was_deleted_under_the_program_is_named(
    learner: Learner, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = learner.home / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    said = learner.run("due", "--progress", "p.json")
    assert (said.code, said.err) == (
        2,
        "runquiz: the current folder was deleted; change to another one\n",
    )


def test_a_file_of_which_all_is_lost_but_its_journal_is_told_as_such(tmp_path: Path) -> None:
    keeper = Keeper(tmp_path / "data")
    keeper.open().record(Day(20514), reviewed("a/1"))
    keeper.file.write_bytes(b"")
    (notice, *_) = keeper.load().notices
    assert "nothing in it could be read" not in notice
    assert keeper.load().progress.count == 1
