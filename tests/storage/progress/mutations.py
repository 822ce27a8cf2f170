"""Files as a careless or hostile hand leaves them: strategies that spoil bytes."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce

from hypothesis import strategies as st

JSON_BITS = (
    *(b"{", b"}", b"[", b"]", b",", b":", b'"', b"\\", b"\n", b"\r\n", b"\0", b"\xff"),
    *(b"NaN", b"-Infinity", b"1e999", b"9" * 400, b"-1", b"null", b"true", b'"\\ud800"'),
    *(b'"id": "x"', b'"crc": "00000000"', b'"version": 3', b"<<<<<<< HEAD\n", b"[" * 3000),
    *(b'"events": [\n', b"\xef\xbb\xbf"),
)
YAML_BITS = (
    *(b"- ", b": ", b"{", b"}", b"[", b"]", b'"', b"'", b"|\n", b">-\n", b"\t", b"\n", b"#"),
    *(b"&a ", b"*a", b"!!python/object ", b"<<: ", b"? ", b"---\n", b"...\n", b"%YAML 9\n"),
    *(b"@", b"`", b"\0", b"\xff", b"\xef\xbb\xbf", b"\x1b]0;x\x07", b"\xe2\x80\xae", b"~"),
    *(b"1e999", b"[" * 40, b"{{a::b}}", b"q: ", b"a: ", b"wrong: ", b"order: ", b"cloze: "),
    *(b"verdict: ", b"id: ", b"tags: ", b"typed: "),
)

Change = tuple[int, int, bytes]


def spoilt(whole: bytes, bits: Sequence[bytes], most: int = 4) -> st.SearchStrategy[bytes]:
    """The bytes after a few cuts and insertions."""
    places = st.integers(0, len(whole))
    lengths = st.sampled_from([0, 0, 1, 2, 9, 80, 1000])
    inserts = st.sampled_from(bits) | st.binary(max_size=6)
    changes = st.lists(st.tuples(places, lengths, inserts), min_size=1, max_size=most)
    return changes.map(lambda some: reduce(_change, some, whole))


def _change(data: bytes, change: Change) -> bytes:
    place, length, insert = change
    return data[:place] + insert + data[place + length :]
