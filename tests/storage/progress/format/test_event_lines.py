from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.event import (
    Aliased,
    DeckRenamed,
    Event,
    EventPayload,
    Reviewed,
    SettingChanged,
    Undone,
    Unknown,
)
from quizapp.domain.memory import Day, Grade, Seconds
from quizapp.storage.progress.format.event_lines import BadLine, checksum, read_line, write_line
from tests.study.events import bodies, event, reviewed

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
every_body: st.SearchStrategy[EventPayload] = st.one_of(
    bodies(),
    st.builds(Undone, texts | st.lists(texts).map(tuple)),
    st.builds(DeckRenamed, texts, texts),
    st.builds(Aliased, texts, texts),
    st.builds(SettingChanged, texts, st.one_of(st.booleans(), st.integers(0, 9))),
    st.just(SettingChanged("learning_steps", (60, 600))),
    st.just(Unknown("teleport", {"to": {"x": [1, "é"]}})),
    st.builds(
        Reviewed,
        texts,
        st.sampled_from(Grade),
        st.integers(0, 10**6),
        texts,
        texts,
        st.none() | st.integers(-(2**60), 2**60).map(Seconds),
        st.none() | st.integers(-(2**60), 2**60).map(Day),
        st.none() | texts,
        st.none() | st.integers(0, 2**32),
        st.none() | st.integers(0, 9),
        st.none() | texts,
    ),
)


def changed(line: bytes, **changes: object) -> bytes:
    """The line of an event with other values, its checksum made to fit."""
    value = {**json.loads(line), **changes}
    value["crc"] = checksum(value)
    return json.dumps(value).encode()


GOOD = write_line(event(1, reviewed())).data


@given(
    every_body, st.integers(-(2**60), 2**60), st.integers(-(10**6), 10**6), st.integers(-900, 900)
)
def test_an_event_survives_as_a_line(payload: EventPayload, at: int, day: int, offset: int) -> None:
    written = Event("f" * 32, at, Day(day), offset, "dev", payload, abs(offset))
    line = write_line(written)
    assert b"\n" not in line.data
    assert read_line(line.data).event == written
    assert read_line(b"  " + line.data + b",\r\n").event == written


def test_an_event_is_whole_however_it_is_spaced_and_ordered() -> None:
    value = json.loads(GOOD)
    turned = dict(reversed(value.items()))
    assert read_line(json.dumps(turned, indent=3).encode()).event == read_line(GOOD).event


def test_fields_of_a_later_version_are_kept_verbatim() -> None:
    line = changed(GOOD, mood="é", nested={"a": [1]})
    assert read_line(line).data == line


@pytest.mark.parametrize("place", range(0, len(GOOD), 3))
def test_a_flipped_bit_is_never_a_wrong_value(place: int) -> None:
    for bit in range(8):
        flipped = bytearray(GOOD)
        flipped[place] ^= 1 << bit
        try:
            read = read_line(bytes(flipped)).event
        except BadLine:
            continue
        assert read == read_line(GOOD).event


REFUSED = {
    "not a number": GOOD.replace(b'"ms": 1000', b'"ms": NaN'),
    "infinity": GOOD.replace(b'"ms": 1000', b'"ms": Infinity'),
    "a number too large": GOOD.replace(b'"ms": 1000', b'"ms": 1e999'),
    "not a number in a later field": changed(GOOD, later=float("nan")),
    "half a surrogate": changed(GOOD, answer="\ud800"),
    "half a surrogate in a later field": changed(GOOD, later="\ud800"),
    "a key twice": GOOD.replace(b'"ms": 1000', b'"ms": 1, "ms": 2'),
    "an integer of 5,000 digits": GOOD.replace(b"1000", b"1" * 5000),
    "not UTF-8": GOOD.replace(b"hash", b"h\xffsh"),
    "200,000 deep": b"[" * 200_000 + b"]" * 200_000,
    "200,000 deep in a field": GOOD.replace(b'"ms": 1000', b'"x": ' + b"[" * 200_000),
    "no object": b"[1, 2]",
    "cut": GOOD[:-9],
    "empty": b"",
    "a grade of 7": changed(GOOD, grade=7),
    "true for a grade": changed(GOOD, grade=True),
    "a fraction for a grade": changed(GOOD, grade=3.0),
    "a text for a number": changed(GOOD, at="5"),
    "a fraction": changed(GOOD, ms=1.5),
    "no kind": changed(GOOD, kind=None),
    "another checksum": GOOD.replace(b'"crc": "', b'"crc": "0'),
    "over a megabyte": changed(GOOD, x="y" * (1 << 20)),
}


@pytest.mark.parametrize("line", REFUSED.values(), ids=REFUSED)
def test_what_would_poison_a_later_save_is_refused(line: bytes) -> None:
    with pytest.raises(BadLine):
        read_line(line)


@pytest.mark.parametrize("at", [0, -5, 253402300799000, -(10**17), 10**17])
def test_absurd_times_are_accepted(at: int) -> None:
    assert read_line(changed(GOOD, at=at)).event.at == at


@given(st.binary(max_size=200))
def test_no_bytes_raise_anything_but_a_bad_line(data: bytes) -> None:
    with pytest.raises(BadLine):
        read_line(data)


def test_quotes_without_an_end_are_read_in_a_straight_line() -> None:
    """Counted in characters looked at, not in seconds: the pattern may not start again."""
    data = b"[{" * 20 + b'\\"' * 200_000
    with pytest.raises(BadLine):
        read_line(data)
