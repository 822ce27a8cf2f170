"""Rows 19-38 of the list of bad inputs, and what the others must not find broken."""

from __future__ import annotations

import gzip
import json
import os
import socket
from pathlib import Path

import pytest

from quizapp.domain.memory import Day
from quizapp.errors import ForeignFile, NewerFile, UnreadableFile
from quizapp.storage.disk import Disk
from quizapp.storage.progress.format.event_lines import checksum
from quizapp.storage.progress.format.progress_files import progress_files
from quizapp.storage.progress.reading.loading import load
from tests.storage.progress.keeping import Keeper, sealed
from tests.study.events import reviewed


def reps(keeper: Keeper) -> list[int]:
    states = keeper.load().progress.states
    return [states[f"a/{number}"].reps for number in range(3)]


@pytest.fixture
def three(keeper: Keeper) -> Keeper:
    """Three events in the file, and no backup to fall back on."""
    keeper.record(*(reviewed(f"a/{number}") for number in range(3)))
    for path in keeper.files.backups.iterdir():
        path.unlink()
    return keeper


def spoil(keeper: Keeper, old: bytes, new: bytes) -> None:
    data = keeper.file.read_bytes()
    assert old in data
    keeper.file.write_bytes(data.replace(old, new, 1))


SPOILT = {
    "duplicate keys": (b'"ms": 1000', b'"ms": 1000, "ms": 1000'),
    "not a number": (b'"ms": 1000', b'"ms": NaN'),
    "infinity": (b'"ms": 1000', b'"ms": -Infinity'),
    "1e999": (b'"ms": 1000', b'"ms": 1e999'),
    "half a surrogate": (b'"text": "hash"', b'"text": "\\ud800"'),
    "not UTF-8": (b'"text": "hash"', b'"text": "h\xffsh"'),
    "deep nesting": (b'"ms": 1000', b'"ms": ' + b"[" * 200_000),
    "a very long integer": (b'"ms": 1000', b'"ms": ' + b"9" * 5000),
    "a grade edited by hand": (b'"grade": 3', b'"grade": 4'),
    "a flipped bit": (b'"kind": "review"', b'"kind": "revieu"'),
}


@pytest.mark.parametrize(("old", "new"), SPOILT.values(), ids=SPOILT)
def test_one_spoilt_line_is_set_aside_and_the_others_are_kept(
    three: Keeper, old: bytes, new: bytes
) -> None:
    spoil(three, old, new)
    before = three.file.read_bytes()
    assert sum(reps(three)) == 2
    assert "1 line could not be read and was set aside" in three.load().notices[0]
    assert three.file.read_bytes() == before
    three.open().close()
    copies = [name for name in three.names() if ".damaged-" in name]
    assert [(three.folder / name).read_bytes() for name in copies] == [before]
    assert sum(reps(three)) == 2
    assert three.load().notices == ()


@pytest.mark.parametrize(("old", "new"), SPOILT.values(), ids=SPOILT)
def test_with_a_backup_the_spoilt_line_comes_back(keeper: Keeper, old: bytes, new: bytes) -> None:
    keeper.record(*(reviewed(f"a/{number}") for number in range(3)))
    spoil(keeper, old, new)
    assert reps(keeper) == [1, 1, 1]
    assert "1 event restored from backups" in keeper.load().notices[0]
    keeper.open().close()
    assert reps(keeper) == [1, 1, 1]


def test_a_line_deleted_by_hand_comes_back(keeper: Keeper) -> None:
    keeper.record(*(reviewed(f"a/{number}") for number in range(3)))
    lines = keeper.file.read_bytes().splitlines(keepends=True)
    victim = next(
        number for number, line in enumerate(lines) if b'"a/1"' in line and b'"id"' in line
    )
    keeper.file.write_bytes(b"".join(lines[:victim] + lines[victim + 1 :]))
    assert reps(keeper) == [1, 1, 1]


@pytest.mark.parametrize("at", [0, -1, -(10**15), 253402300799000])
def test_absurd_times_are_accepted(three: Keeper, at: int) -> None:
    value = json.loads(three.file.read_bytes())
    value["events"][0]["at"] = at
    value["events"][0]["crc"] = checksum(value["events"][0])
    three.file.write_text(json.dumps(value))
    assert reps(three) == [1, 1, 1]
    assert "1 event dated by a wrong clock" in three.load().notices[0]


def test_a_card_that_no_deck_has_is_kept(keeper: Keeper) -> None:
    keeper.record(reviewed("gone/card"))
    keeper.record(reviewed("a/1"))
    assert keeper.state("gone/card").reps == 1


def test_unknown_kinds_and_fields_are_kept_verbatim_through_snapshots(keeper: Keeper) -> None:
    keeper.record(reviewed("a/1"))
    value = json.loads(keeper.file.read_bytes())
    strange = {**value["events"][0], "id": "e" * 32, "kind": "teleport", "to": ["mars", {"é": 1}]}
    strange["crc"] = checksum(strange)
    line = json.dumps(strange, ensure_ascii=False).encode()
    keeper.files.journal.write_bytes(line + b"\n")
    keeper.record(reviewed("a/2"))
    keeper.record(reviewed("a/3"))
    assert line in keeper.file.read_bytes()


def test_a_newer_version_is_not_touched(three: Keeper) -> None:
    data = sealed(three.file.read_bytes().replace(b'"version": 2', b'"version": 3'))
    three.file.write_bytes(data)
    for act in (three.load, three.open):
        with pytest.raises(NewerFile, match="newer runquiz"):
            act()
    assert three.file.read_bytes() == data


@pytest.mark.parametrize("version", [b'"version": "2"', b'"versioN": 2', b'"version": 3'])
def test_a_version_that_can_not_be_right_is_damage_and_the_events_are_read(
    three: Keeper, version: bytes
) -> None:
    data = three.file.read_bytes().replace(b'"version": 2', version)
    three.file.write_bytes(data)
    assert reps(three) == [1, 1, 1]


FOREIGN = {
    "package.json": b'{"name": "x", "version": "1.0.0"}',
    "empty object": b"{}",
    "empty list": b"[]",
    "UTF-16": '{"a": 1}'.encode("utf-16"),
    "gzip": gzip.compress(b"{}"),
    "prose": b"Dear diary\n",
    "prose about us": b"notes about runquiz-progress\n",
}


@pytest.mark.parametrize("data", FOREIGN.values(), ids=FOREIGN)
def test_a_file_that_is_not_ours_is_left_alone(keeper: Keeper, data: bytes) -> None:
    keeper.folder.mkdir()
    keeper.file.write_bytes(data)
    for act in (keeper.load, keeper.open):
        with pytest.raises(ForeignFile, match="not a runquiz progress file"):
            act()
    assert keeper.file.read_bytes() == data
    assert set(keeper.names()) <= {"progress.json", "progress.json.lock"}


@pytest.mark.parametrize("data", FOREIGN.values(), ids=FOREIGN)
def test_beside_backups_of_ours_it_is_damage_and_kept_aside(keeper: Keeper, data: bytes) -> None:
    keeper.record(*(reviewed(f"a/{number}") for number in range(3)))
    keeper.file.write_bytes(data)
    keeper.open().close()
    assert reps(keeper) == [1, 1, 1]
    assert any(path.read_bytes() == data for path in keeper.folder.glob("*.damaged-*"))


@pytest.mark.parametrize("data", [b"", b"\0" * 4096])
def test_an_emptied_file_beside_backups_is_damage_not_a_new_user(
    keeper: Keeper, data: bytes
) -> None:
    keeper.record(*(reviewed(f"a/{number}") for number in range(3)))
    keeper.file.write_bytes(data)
    assert reps(keeper) == [1, 1, 1]
    assert "was damaged; 3 events restored" in keeper.load().notices[0]


@pytest.mark.parametrize("kind", ["fifo", "folder", "socket", "device"])
def test_what_is_no_file_is_refused_at_once(
    keeper: Keeper, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    keeper.folder.mkdir()
    monkeypatch.chdir(keeper.folder)  # the path of a socket must be short
    places = keeper.files
    if kind == "fifo":
        os.mkfifo("progress.json")
    elif kind == "folder":
        Path("progress.json").mkdir()
    elif kind == "socket":
        with socket.socket(socket.AF_UNIX) as server:
            server.bind("progress.json")
    else:
        Path("progress.json").symlink_to("/dev/zero")
        places = keeper.files
    with pytest.raises(UnreadableFile):
        keeper.load()
    with pytest.raises((UnreadableFile, ForeignFile)):
        keeper.open()
    assert places.name


@pytest.mark.parametrize("path", ["/", ".", "..", "a\0b"])
def test_a_path_that_is_no_files_is_refused(path: str) -> None:
    with pytest.raises(UnreadableFile):
        load(progress_files(Disk(), Path(path)))


def test_a_ring_of_links_is_named(keeper: Keeper) -> None:
    keeper.folder.mkdir()
    one, two = keeper.folder / "progress.json", keeper.folder / "two"
    one.symlink_to(two)
    two.symlink_to(one)
    with pytest.raises(UnreadableFile, match=r"[Ss]ymbolic links"):
        keeper.load()


@pytest.mark.parametrize("ending", ["journal", "lock", "new", "backups", "journal.new"])
def test_a_planted_link_is_refused_and_its_victim_untouched(
    three: Keeper, tmp_path: Path, ending: str
) -> None:
    victim = tmp_path / "victim"
    victim.write_text("precious")
    unexpected_link = three.folder / f"progress.json.{ending}"
    if unexpected_link.is_dir():
        unexpected_link.rmdir()
    else:
        unexpected_link.unlink(missing_ok=True)
    unexpected_link.symlink_to(victim)
    for act in (three.load, three.open):
        with pytest.raises(UnreadableFile, match="not followed"):
            act()
    assert victim.read_text() == "precious"


def test_a_sparse_file_of_a_tebibyte_is_too_large(keeper: Keeper) -> None:
    keeper.folder.mkdir()
    with keeper.file.open("wb") as file:
        file.truncate(1 << 40)
    with pytest.raises(UnreadableFile, match="too large"):
        keeper.load()


def test_a_file_of_windows_lines_with_a_byte_order_mark_is_accepted(three: Keeper) -> None:
    data = three.file.read_bytes().replace(b"\n", b"\r\n")
    three.file.write_bytes(b"\xef\xbb\xbf" + data)
    assert reps(three) == [1, 1, 1]
    assert three.load().notices == ()


def test_a_file_re_indented_by_an_editor_is_accepted(three: Keeper) -> None:
    three.file.write_text(json.dumps(json.loads(three.file.read_bytes()), indent=4))
    assert reps(three) == [1, 1, 1]
    assert three.load().notices == ()


def test_a_file_cut_at_any_byte_keeps_every_whole_line(three: Keeper) -> None:
    data = three.file.read_bytes()
    lines = [line.removesuffix(b",") for line in data.splitlines() if line.startswith(b'{"id"')]
    for size in range(data.index(b'"events"'), len(data), 7):
        three.file.write_bytes(data[:size])
        whole = sum(line in data[:size] for line in lines)
        assert three.load().progress.count == whole


def test_what_can_not_be_read_of_a_journal_is_said(keeper: Keeper) -> None:
    store = keeper.open()
    store.record(Day(20514), reviewed("a/1"))
    with keeper.files.journal.open("ab") as journal:
        journal.write(b"garbage\n" + b"\0" * 100)
    loaded = keeper.load()
    assert loaded.progress.count == 1
    assert "1 line could not be read" in loaded.notices[0]


def test_a_damaged_journal_is_kept_aside_before_it_is_folded_in(keeper: Keeper) -> None:
    keeper.open().record(Day(20514), reviewed("a/1"))
    with keeper.files.journal.open("ab") as journal:
        journal.write(b"precious garbage\n")
    keeper.open().close()
    copies = list(keeper.folder.glob("*.damaged-journal-*"))
    assert len(copies) == 1
    assert b"precious garbage" in copies[0].read_bytes()


def test_one_id_with_two_bodies_has_the_same_winner_in_every_order() -> None:
    from quizapp.study.log.progress import folded
    from tests.study.events import event

    one, two = event(1, reviewed("a/1")), event(1, reviewed("a/2"))
    assert folded([one, two]).states.columns() == folded([two, one]).states.columns()


def test_a_head_that_is_nested_too_deep_is_damage(three: Keeper) -> None:
    deep = b'"version": 2, "x": ' + b"[" * 100_000 + b"]" * 100_000
    three.file.write_bytes(sealed(three.file.read_bytes().replace(b'"version": 2', deep)))
    assert reps(three) == [1, 1, 1]


def test_one_event_that_is_nowhere_is_told_as_one(three: Keeper) -> None:
    """A line was deleted, and no backup has it."""
    lines = three.file.read_bytes().split(b"\n")
    at = next(number for number, line in enumerate(lines) if b'"card": "a/2"' in line)
    three.file.write_bytes(b"\n".join(lines[:at] + lines[at + 1 :]))
    for backup in three.files.backups.iterdir():
        backup.unlink()
    (notice,) = three.load().notices
    assert notice.endswith("1 event could not be found anywhere")


def test_a_damaged_file_beside_its_journal_says_only_what_is_so(three: Keeper) -> None:
    """Something can be read in it, so the journal is not all that is left."""
    store = three.open()
    store.record(Day(20514), reviewed("b/1"))
    data = three.file.read_bytes()
    three.file.write_bytes(data[: data.rindex(b'"crc"') - 40])
    (notice,) = three.load().notices
    assert "read from its journal" not in notice
    three.file.write_bytes(b"")
    for backup in three.files.backups.iterdir():
        backup.unlink()
    (notice,) = three.load().notices
    assert notice.endswith("1 event read from its journal")
