from __future__ import annotations

import json

from quizapp.domain.event import Unknown
from quizapp.storage.progress.format.byte_range import InMemory
from quizapp.storage.progress.format.event_ids import ids_in
from quizapp.storage.progress.format.event_lines import EventLine, checksum, read_line, write_line
from quizapp.storage.progress.format.union import conflicting_ids, join_lines, missing_from, union
from tests.study.events import event, reviewed

ONE, TWO = write_line(event(1, reviewed("a/1"))), write_line(event(2, reviewed("a/2")))
TWIN = write_line(event(1, reviewed("b/1")))


def spaced(line: EventLine) -> EventLine:
    """The same event, as another program would write it."""
    return read_line(json.dumps(json.loads(line.data), separators=(",", ":")).encode())


def test_a_union_has_one_line_an_id_whatever_their_order() -> None:
    assert union([ONE, TWO, TWIN]).keys() == {ONE.event.id, TWO.event.id}
    assert union([ONE, TWIN]) == union([TWIN, ONE])


def test_an_event_is_known_however_it_is_spaced() -> None:
    log = join_lines([spaced(ONE), TWO])
    assert ids_in(log) == {ONE.event.id, TWO.event.id}
    assert missing_from(InMemory(log), [ONE, spaced(TWO)]) == ()


def test_a_twin_of_a_known_event_is_not_known() -> None:
    assert missing_from(InMemory(join_lines([ONE, TWO])), [TWIN]) == (TWIN,)
    assert missing_from(InMemory(join_lines([ONE, TWIN])), [ONE, TWIN]) == ()
    assert conflicting_ids([ONE, TWO, TWIN, ONE]) == [ONE.event.id]


def test_the_rank_of_an_event_does_not_depend_on_the_order_of_its_fields() -> None:
    one = event(1, Unknown("later", {"a": 1, "b": {"c": 2, "d": 3}}))
    other = event(1, Unknown("later", {"b": {"d": 3, "c": 2}, "a": 1}))
    assert one.rank == other.rank
    assert one.rank != event(1, Unknown("later", {"a": 2})).rank


def test_an_id_within_a_field_is_no_event() -> None:
    fields: dict[str, object] = {"id": "outer", "at": 1, "day": 1, "offset": 0, "device": "x"}
    fields |= {"kind": "later", "of": {"id": ONE.event.id}}
    line = read_line(json.dumps({**fields, "crc": checksum(fields)}).encode())
    assert missing_from(InMemory(join_lines([line])), [ONE]) == (ONE,)
