"""Reading one deck file, timed from inside: ours, or the plain load of the YAML library."""

from __future__ import annotations

import sys
import time
from pathlib import Path


def ours(path: Path) -> None:
    """The deck, its cards checked, every mistake at its place."""
    from quizapp.storage.deck_reader import read_deck

    read_deck(path, b"cards:\n  - {q: a, a: b}\n")  # what is built on first use is no reading
    data = path.read_bytes()
    begun = time.perf_counter()
    file = read_deck(path, data)
    print(time.perf_counter() - begun)
    if file.deck is None or file.problems:
        raise AssertionError("the deck was not read")


def plain(path: Path) -> None:
    """`yaml.load` with the C loader and Python's defaults."""
    import yaml

    data = path.read_bytes()
    begun = time.perf_counter()
    yaml.load(data, yaml.CSafeLoader)
    print(time.perf_counter() - begun)


if __name__ == "__main__":
    {"ours": ours, "plain": plain}[sys.argv[1]](Path(sys.argv[2]))
