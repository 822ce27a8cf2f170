from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from quizapp.storage.disk import Disk
from quizapp.storage.locations import Locations, device_id, shipped_decks
from quizapp.storage.preferences import read_preferences
from quizapp.storage.progress.format.backups import LAST, backup_name, outdated, when

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


def locations(folder: Path) -> Locations:
    return Locations(folder, folder, folder / "state", folder)


def names(*ages: timedelta) -> list[str]:
    return sorted((backup_name(NOW - age) for age in ages), reverse=True)


def test_the_last_five_backups_are_kept_whatever_their_age() -> None:
    old = names(*(timedelta(days=900 + n) for n in range(LAST)))
    assert list(outdated(old, is_large=False, now=NOW)) == []


def test_a_daily_backup_is_kept_for_a_week_and_a_monthly_for_a_year() -> None:
    recent = [timedelta(minutes=n) for n in range(LAST)]
    days = [timedelta(days=n, hours=h) for n in range(1, 20) for h in (1, 5)]
    months = [timedelta(days=30 * n) for n in range(2, 20)]
    found = names(*recent, *days, *months)
    gone = set(outdated(found, is_large=False, now=NOW))
    kept = [name for name in found if name not in gone]
    assert kept[:LAST] == found[:LAST]
    assert len({name[:8] for name in kept[LAST:]}) == len(kept[LAST:])
    assert len(kept) <= LAST + 7 + 13
    assert kept[-1] < backup_name(NOW - timedelta(days=300))


def test_of_large_files_only_the_last_five_are_kept() -> None:
    found = names(*(timedelta(days=n) for n in range(12)))
    assert list(outdated(found, is_large=True, now=NOW)) == found[LAST:]


@pytest.mark.parametrize(
    "name", ["notes", "20260101", "2026010１T000000.000000Z", "20260101T000000.5Z"]
)
def test_a_name_that_we_never_gave_is_no_backup(name: str) -> None:
    assert when(f"{name}.json") is None


def test_a_file_that_is_no_backup_is_left_alone() -> None:
    assert list(outdated(["notes"] * 9, is_large=True, now=NOW)) == []


def test_a_machine_keeps_its_device_id(tmp_path: Path) -> None:
    first = device_id(Disk(), locations(tmp_path))
    assert device_id(Disk(), locations(tmp_path)) == first
    assert first.isalnum()
    assert first != device_id(Disk(), locations(tmp_path / "other"))


def test_a_device_id_that_can_not_be_kept_is_made_anew(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("in the way")
    assert device_id(Disk(), locations(tmp_path)) != device_id(Disk(), locations(tmp_path))


def test_a_folder_in_the_device_ids_place_is_no_obstacle(tmp_path: Path) -> None:
    (tmp_path / "state" / "device").mkdir(parents=True)
    assert device_id(Disk(), locations(tmp_path)).isalnum()


def test_the_shipped_decks_are_found() -> None:
    assert {path.stem for path in shipped_decks().glob("*.yaml")} == {
        "exercises",
        "faq",
        "muscles",
    }


def test_a_theme_is_kept_and_unknown_preferences_with_it(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text('{"later": [1]}')
    read_preferences(Disk(), path).save_theme("runquiz-light")
    assert read_preferences(Disk(), path).theme == "runquiz-light"
    assert '"later"' in path.read_text()


@pytest.mark.parametrize("text", ["", "[]", "{", '{"theme": 5}', "[" * 100_000])
def test_odd_preferences_are_as_good_as_none(tmp_path: Path, text: str) -> None:
    path = tmp_path / "settings.json"
    path.write_text(text)
    assert read_preferences(Disk(), path).theme == ""


@pytest.mark.parametrize("odd", ["", "  ", "two words", "../up", "x" * 33, "ä\n", "[b]"])
def test_an_odd_device_id_is_replaced(tmp_path: Path, odd: str) -> None:
    (tmp_path / "state").mkdir()
    (tmp_path / "state" / "device").write_text(odd)
    fresh = device_id(Disk(), locations(tmp_path))
    assert fresh != odd
    assert fresh.isalnum()
    assert device_id(Disk(), locations(tmp_path)) == fresh
