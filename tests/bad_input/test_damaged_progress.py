"""Rows 1-31: what may have become of the progress file, at the command line.

Whatever a row is, a command that reads changes nothing and says one line; a command that writes
keeps a copy first, and every event that lies anywhere is there afterwards.
"""

from __future__ import annotations

import gzip
import json

import pytest

from quizapp.storage.progress.format.event_lines import checksum
from tests.bad_input.learner import CARDS, Learner
from tests.storage.progress.damages import DAMAGES
from tests.storage.progress.keeping import sealed


def all_come_back(learner: Learner, data: bytes | None, *, copy: bool = True) -> str:
    """Damage the file, look, and mend; what was said while mending."""
    if data is None:
        learner.file.unlink()
    else:
        learner.file.write_bytes(data)
    with learner.kept():
        assert learner.known() == CARDS
    mended = learner.run("review", "--plain")
    assert mended.code == 0
    assert learner.known() == CARDS
    assert learner.run("due").err == ""
    assert learner.copies() == ([data] if copy and data is not None else [])
    return mended.err


def one_is_lost(learner: Learner, data: bytes) -> str:
    """The same with no backup to fall back on, when one event can't be read."""
    learner.forget_backups()
    learner.file.write_bytes(data)
    with learner.kept():
        assert len(learner.known()) == 5
    mended = learner.run("review", "--plain")
    assert mended.code == 0
    assert len(learner.known()) == 5
    assert learner.copies() == [data]
    return mended.err


def damaged(learner: Learner, kind: str) -> bytes:
    data = DAMAGES[kind].do(learner.file.read_bytes())
    assert data is not None
    return data


def edited(learner: Learner, **fields: object) -> bytes:
    """The file with one event changed by someone who knows how to make its checksum fit."""
    value = json.loads(learner.file.read_bytes())
    event = value["events"][2]
    event |= fields
    event["crc"] = checksum(event)
    return json.dumps(value).encode()


@pytest.mark.parametrize("share", [0.05, 0.3, 0.5, 0.65, 0.8, 0.99])
def test_row_01_cut_at_any_byte(learner: Learner, share: float) -> None:
    data = learner.file.read_bytes()
    said = all_come_back(learner, data[: int(len(data) * share)])
    assert "repaired; a copy of the damaged file is kept as progress.json.damaged-" in said


def test_row_02_emptied_with_a_journal(learner: Learner) -> None:
    journal = max(learner.beside("backups").glob("*.journal"))
    learner.journal.write_bytes(journal.read_bytes())
    assert "was damaged" in all_come_back(learner, b"")


def test_row_03_all_zero_bytes(learner: Learner) -> None:
    assert "was damaged" in all_come_back(learner, bytes(4096))


def test_row_04_one_bit_flipped(learner: Learner) -> None:
    said = all_come_back(learner, damaged(learner, "a flipped bit"))
    assert "1 event restored from backups" in said


def test_row_04_one_bit_flipped_without_a_backup(learner: Learner) -> None:
    said = one_is_lost(learner, damaged(learner, "a flipped bit"))
    assert "1 line could not be read and was set aside" in said


def test_row_05_several_bytes_garbled_without_a_backup(learner: Learner) -> None:
    said = one_is_lost(learner, damaged(learner, "garbled"))
    assert "1 line could not be read and was set aside" in said


def test_row_06_a_torn_journal(learner: Learner) -> None:
    learner.journal.write_bytes(b'{"id": "never acknowl')
    assert learner.known() == CARDS
    assert learner.run("review", "--plain").err == ""
    assert learner.known() == CARDS


def test_row_07_a_tail_of_zeros_in_the_journal(learner: Learner) -> None:
    learner.journal.write_bytes(b"\0" * 5000)
    assert learner.known() == CARDS
    assert learner.run("review", "--plain").err == ""


def test_row_08_a_journal_without_a_file(learner: Learner) -> None:
    journals = sorted(learner.beside("backups").glob("*.journal"))
    learner.journal.write_bytes(b"".join(path.read_bytes() for path in journals))
    learner.file.unlink()
    learner.forget_backups()
    with learner.kept():
        assert learner.known() == CARDS
    assert learner.run("review", "--plain").code == 0
    assert learner.file.exists()
    assert not learner.journal.exists()
    assert learner.known() == CARDS


def test_row_11_re_indented_by_an_editor(learner: Learner) -> None:
    assert all_come_back(learner, damaged(learner, "re-indented"), copy=False) == ""


def test_row_12_windows_lines_and_a_byte_order_mark(learner: Learner) -> None:
    assert all_come_back(learner, damaged(learner, "Windows lines"), copy=False) == ""


def test_row_13_a_trailing_comma(learner: Learner) -> None:
    assert all_come_back(learner, damaged(learner, "a trailing comma"), copy=False) == ""


def test_row_14_conflict_markers_of_git(learner: Learner) -> None:
    learner.forget_backups()
    said = all_come_back(learner, damaged(learner, "conflict markers"))
    assert "both sides of a conflict were kept" in said


def test_row_15_a_grade_edited_by_hand(learner: Learner) -> None:
    data = learner.file.read_bytes().replace(b'"grade": 4', b'"grade": 2', 1)
    learner.file.write_bytes(data)
    doctor = learner.run("doctor")
    assert doctor.code == 1
    assert "grade is 2 here and 4 in" in doctor.out
    assert "1 event restored from backups" in all_come_back(learner, data)


def test_row_16_an_event_deleted_by_hand(learner: Learner) -> None:
    said = all_come_back(learner, damaged(learner, "an event deleted"))
    assert "1 event restored from backups" in said
    assert "to make a card new again, reset it" in said


def test_row_17_an_event_twice(learner: Learner) -> None:
    all_come_back(learner, damaged(learner, "an event twice"), copy=False)
    assert learner.run("stats", "--json").out.count('"reviews": 6') == 1


def test_row_18_one_id_for_two_events(learner: Learner) -> None:
    value = json.loads(learner.file.read_bytes())
    twin = {**value["events"][2], "grade": 2}
    twin["crc"] = checksum(twin)
    winners = []
    for events in ([*value["events"], twin], [twin, *value["events"]]):
        learner.file.write_text(json.dumps({**value, "events": events}))
        doctor = learner.run("doctor")
        assert (doctor.code, "1 id used for two different events" in doctor.out) == (0, True)
        winners.append(learner.run("stats", "--json").out)
    assert winners[0] == winners[1]
    assert "1 id used for two different events" in learner.run("review", "--plain").err
    assert learner.known() == CARDS


REFUSED_LINES = {
    "row_19_a_key_twice": (b'"grade"', b'"grade": 1, "grade"'),
    "row_20_NaN": (b'"grade": 4', b'"grade": NaN'),
    "row_20_Infinity": (b'"grade": 4', b'"grade": -Infinity'),
    "row_21_1e999": (b'"grade": 4', b'"grade": 1e999'),
    "row_22_half_a_surrogate": (b'"phase": "review"', b'"phase": "\\ud800"'),
    "row_23_not_UTF-8": (b'"phase": "review"', b'"phase": "\xff"'),
    "row_24_nested_200,000_deep": (b'"grade": 4', b'"grade": ' + b"[" * 200_000),
    "row_25_an_integer_of_5,000_digits": (b'"grade": 4', b'"grade": ' + b"4" * 5000),
}


@pytest.mark.parametrize("row", REFUSED_LINES)
def test_rows_19_to_25_one_line_that_is_refused(learner: Learner, row: str) -> None:
    old, new = REFUSED_LINES[row]
    start, events = learner.file.read_bytes().split(b'"events"')
    data = start + b'"events"' + events.replace(old, new, 1)
    assert "1 event restored from backups" in all_come_back(learner, data)


@pytest.mark.parametrize("row", REFUSED_LINES)
def test_rows_19_to_25_without_a_backup(learner: Learner, row: str) -> None:
    old, new = REFUSED_LINES[row]
    start, events = learner.file.read_bytes().split(b'"events"')
    data = start + b'"events"' + events.replace(old, new, 1)
    assert "1 line could not be read and was set aside" in one_is_lost(learner, data)


@pytest.mark.parametrize("at", [0, -1, -(10**15), 253402300799000])
def test_row_26_a_time_that_no_clock_shows(learner: Learner, at: int) -> None:
    learner.file.write_bytes(edited(learner, at=at))
    assert learner.known() == CARDS
    assert learner.run("due").code == 0
    doctor = learner.run("doctor")
    assert (doctor.code, "1 event dated by a wrong clock" in doctor.out) == (0, True)
    assert "dated" in learner.run("review", "--plain").err
    assert learner.known() == CARDS


COMMANDS = ("due", "stats", "body", "cards", "doctor", "undo", "due")


def all_work(learner: Learner) -> None:
    """Every command, and an answer, twice: once on what was found, once on what that left."""
    for _ in range(2):
        assert learner.run("review", "--plain", lines="\n3\n").code == 0
        for command in COMMANDS:
            assert learner.run(command).code == 0, command


@pytest.mark.parametrize(
    "fields",
    [
        *({"at": at} for at in (2**63, 2**63 + 1, -(2**70), 10**30)),
        *({"due": due} for due in (2**63, 2**70, -(2**70))),
        *({"ms": ms} for ms in (2**63, 2**70)),
    ],
)
def test_row_26_numbers_that_are_absurd_but_intact_stop_no_command(
    learner: Learner, fields: dict[str, object]
) -> None:
    learner.file.write_bytes(edited(learner, **fields))
    all_work(learner)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *(("stability", value) for value in ("Infinity", "1e300", str(2**64))),
        *(("difficulty", value) for value in ("-1", "0", "Infinity", str(2**70))),
        *((name, str(2**70)) for name in ("day", "due", "reps", "lapses", "at", "buried")),
        *((name, str(-(2**70))) for name in ("day", "due", "at", "buried", "quizzed")),
        ("phase", '"learning"'),
    ],
)
def test_cached_states_that_are_absurd_are_folded_again(
    learner: Learner, name: str, value: str
) -> None:
    lines = learner.file.read_bytes().split(b"\n")
    at = next(row for row, line in enumerate(lines) if line.startswith(b'"%s":' % name.encode()))
    before, _, after = lines[at].partition(b"[")
    first, _, others = after.partition(b",")
    assert first != value.encode()
    lines[at] = before + b"[" + value.encode() + b"," + others
    known = learner.known()
    learner.file.write_bytes(sealed(b"\n".join(lines)))
    assert learner.known() == known
    all_work(learner)


def test_row_27_a_card_that_no_deck_has(learner: Learner) -> None:
    learner.file.write_bytes(edited(learner, card="gone/card"))
    assert len(learner.known()) == 5
    assert learner.answer(1).saved == ["d/c2"]
    assert b'"gone/card"' in learner.file.read_bytes()


def test_row_28_a_kind_and_a_field_of_a_later_version(learner: Learner) -> None:
    data = edited(learner, kind="teleport", to={"é": [1, "mars"]})
    learner.file.write_bytes(data)
    assert learner.answer(1).code == 0
    assert '"to": {"é": [1, "mars"]}' in learner.file.read_text("utf-8")


def test_row_29_a_file_of_a_later_version(learner: Learner) -> None:
    data = sealed(learner.file.read_bytes().replace(b'"version": 2', b'"version": 3'))
    learner.file.write_bytes(data)
    with learner.kept():
        for command in (("due",), ("review", "--plain"), ("doctor", "--repair"), ("stats",)):
            said = learner.run(*command)
            assert said.code == 2
            assert "written by a newer runquiz (format 3" in said.err
            assert "nothing changed" in said.err


@pytest.mark.parametrize("version", [b'"version": "2"', b'"other": 1', b'"version": 99'])
def test_row_30_a_version_that_can_not_be(learner: Learner, version: bytes) -> None:
    data = learner.file.read_bytes().replace(b'"version": 2', version)
    learner.forget_backups()
    all_come_back(learner, data, copy=False)


FOREIGN = {
    "package.json": b'{"name": "x", "version": "1.0.0"}',
    "an empty object": b"{}",
    "an empty list": b"[]",
    "UTF-16": '{"a": 1}'.encode("utf-16"),
    "gzip": gzip.compress(b"{}"),
}


@pytest.mark.parametrize("data", FOREIGN.values(), ids=FOREIGN)
def test_row_31_another_programs_file(new: Learner, data: bytes) -> None:
    new.file.parent.mkdir()
    new.file.write_bytes(data)
    with new.kept():
        for command in (("due",), ("review", "--plain"), ("doctor",), ("doctor", "--repair")):
            said = new.run(*command)
            assert (said.code, said.out) == (2, "")
            assert "not a runquiz progress file" in said.err


@pytest.mark.parametrize("data", FOREIGN.values(), ids=FOREIGN)
def test_row_31_another_programs_file_beside_our_backups(learner: Learner, data: bytes) -> None:
    assert "6 events restored from backups" in all_come_back(learner, data)
