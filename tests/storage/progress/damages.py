"""Ways in which a progress file has been found damaged, and what is said of each."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from dataclasses import dataclass

WHOLE = "every event intact"


@dataclass(frozen=True, slots=True)
class Damage:
    """What became of the file's bytes."""

    do: Callable[[bytes], bytes | None]
    """None takes the file away."""
    said: str
    """Part of the sentence about it; in `{n}` and `{of}` are events readable and expected."""
    is_harmless: bool = False
    """Every event is still whole in it."""


def _cut(share: float) -> Callable[[bytes], bytes]:
    return lambda data: data[: int(len(data) * share)]


def _after_an_event(data: bytes) -> bytes:
    return data[: data.index(b'\n{"id"', data.index(b'\n{"id"') + 1)]


def _replaced(old: bytes, new: bytes) -> Callable[[bytes], bytes]:
    def do(data: bytes) -> bytes:
        assert old in data
        return data.replace(old, new, 1)

    return do


def _in_event(do: Callable[[bytes], bytes]) -> Callable[[bytes], bytes]:
    """Change the third event's line only."""

    def changed(data: bytes) -> bytes:
        lines = data.split(b"\n")
        place = _events(lines)[2]
        lines[place] = do(lines[place])
        return b"\n".join(lines)

    return changed


def _events(lines: list[bytes]) -> list[int]:
    return [place for place, line in enumerate(lines) if line.startswith(b'{"id"')]


def _without_an_event(data: bytes) -> bytes:
    lines = data.split(b"\n")
    del lines[_events(lines)[2]]
    return b"\n".join(lines)


def _with_an_event_twice(data: bytes) -> bytes:
    lines = data.split(b"\n")
    place = _events(lines)[2]
    return b"\n".join([*lines[:place], lines[place], *lines[place:]])


def _with_markers(data: bytes) -> bytes:
    lines = data.split(b"\n")
    place = _events(lines)[2]
    ours, theirs = lines[place : place + 1], lines[place + 1 : place + 2]
    both = [b"<<<<<<< HEAD", *ours, b"=======", *theirs, b">>>>>>> laptop"]
    return b"\n".join([*lines[:place], *both, *lines[place + 2 :]])


def _re_indented(data: bytes) -> bytes:
    return json.dumps(json.loads(data), indent=4).encode()


def _of_windows(data: bytes) -> bytes:
    return b"\xef\xbb\xbf" + data.replace(b"\n", b"\r\n")


DAMAGES = {
    "cut in the head": Damage(_cut(0.1), "cut off on line 5"),
    "cut in an event": Damage(_cut(0.8), "cut off on line"),
    "cut after an event": Damage(_after_an_event, "cut off on line"),
    "emptied": Damage(lambda _: b"", "empty"),
    "zeros": Damage(lambda data: bytes(len(data)), "nothing but zero bytes"),
    "a tail of zeros": Damage(lambda data: data[:-99] + bytes(99), "zero bytes on line"),
    "a hole of zeros": Damage(_in_event(lambda line: bytes(len(line))), "zero bytes on line"),
    "a flipped bit": Damage(_in_event(_replaced(b"review", b"revieu")), "1 line changed"),
    "garbled": Damage(_in_event(lambda line: line[:9] + b"#%&/" * 9), "1 line changed or garbled"),
    "a grade edited": Damage(_in_event(_replaced(b'"grade": 3', b'"grade": 4')), "1 line changed"),
    "a key twice": Damage(_in_event(_replaced(b'"ms"', b'"ms": 1, "ms"')), "1 line changed"),
    "not a number": Damage(_in_event(_replaced(b'"ms": 1000', b'"ms": NaN')), "1 line changed"),
    "not UTF-8": Damage(_in_event(_replaced(b"hash", b"h\xffsh")), "1 line changed"),
    "an event deleted": Damage(_without_an_event, "1 event removed"),
    "conflict markers": Damage(_with_markers, "both sides of a conflict"),
    "a version in text": Damage(
        _replaced(b'"version": 2', b'"version": "2"'), WHOLE, is_harmless=True
    ),
    "an event twice": Damage(_with_an_event_twice, WHOLE, is_harmless=True),
    "a trailing comma": Damage(_replaced(b"}\n],", b"},\n],"), WHOLE, is_harmless=True),
    "sums edited": Damage(_replaced(b'"reps": [', b'"reps": [9,'), WHOLE, is_harmless=True),
    "re-indented": Damage(_re_indented, WHOLE, is_harmless=True),
    "Windows lines": Damage(_of_windows, WHOLE, is_harmless=True),
    "another program's": Damage(lambda _: b'{"name": "x"}', "not a progress file"),
    "compressed": Damage(gzip.compress, "not a progress file"),
    "taken away": Damage(lambda _: None, "missing"),
}
