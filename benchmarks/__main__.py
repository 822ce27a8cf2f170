"""Everything in one command: `python -m benchmarks [--cards N,N] [--runs N] [--work FOLDER]`.

Builds the collections, installs the references beside them, runs each pair in turn in fresh
processes, and writes `benchmarks/README.md`.
"""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.material import Collection, build
from benchmarks.terminal import painted
from benchmarks.timing import HEAD, Row, in_turn, python_of, said_by, whole_process

HERE = Path(__file__).parent
DUE_AT_MOST = {150: 0.75, 10_000: 0.75, 100_000: 1.0}


class Bench:
    """The two sides and where they lie."""

    def __init__(self, work: Path, runs: int) -> None:
        self.work = work
        self.runs = runs
        self.environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(work / "home"),
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
            "LANG": "C.UTF-8",
        }
        self.reference = work / "reference"

    def install(self) -> None:
        """The references, in an environment of their own."""
        if not self.reference.exists():
            subprocess.run([sys.executable, "-m", "venv", self.reference], check=True)
        pip = [python_of(self.reference), "-m", "pip", "install", "-q", "-r"]
        subprocess.run([*pip, HERE / "requirements.txt"], check=True)

    def rows(self, sizes: list[int]) -> Iterator[Row]:
        """Every comparison there is so far."""
        yield self._start()
        for size in sizes:
            yield self._due(build(self.work / str(size), size))
        yield self._reading(build(self.work / "10000", 10_000))

    def _start(self) -> Row:
        ours = [sys.executable, "-m", "quizapp"]
        theirs = [python_of(self.reference), str(HERE / "minimal_app.py")]
        times = in_turn(
            painted(ours, self.environment, b"Running muscles"),
            painted(theirs, self.environment, b"painted"),
            self.runs,
        )
        return Row("start to home painted, 80x24", "minimal app's first frame", 1.8, *times)

    def _due(self, made: Collection) -> Row:
        theirs = made.folder / "collection.anki2"
        side = [python_of(self.reference), str(HERE / "anki_side.py")]
        if not theirs.exists():
            subprocess.run([*side, "build", str(made.rows), str(theirs)], check=True)
        where = ["--decks", str(made.decks), "--progress", str(made.progress)]
        ours = [sys.executable, "-m", "quizapp", "due", "--json", *where]
        times = in_turn(
            whole_process(ours, self.environment),
            whole_process([*side, "due", str(theirs)], self.environment),
            self.runs,
        )
        at_most = DUE_AT_MOST.get(made.cards, 1.0)
        return Row(
            f"`due --json`, {made.cards:,} cards", "anki: import, open, due counts", at_most, *times
        )

    def _reading(self, made: Collection) -> Row:
        file = str(next(made.decks.glob("*.yaml")))
        script = str(HERE / "reading.py")
        inside = {**self.environment, "PYTHONPATH": str(HERE.parent)}
        times = in_turn(
            said_by([sys.executable, script, "ours", file], inside),
            said_by([python_of(self.reference), script, "plain", file], self.environment),
            self.runs,
        )
        return Row("read 10,000 YAML cards", "`yaml.load`, C loader", 0.4, *times)


def main() -> None:
    """Measure, and write it down."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks")
    parser.add_argument("--cards", default="150,10000", help="sizes of the collections")
    parser.add_argument("--runs", type=int, default=9, help="of each pair")
    parser.add_argument("--work", type=Path, help="where collections and references are kept")
    given = parser.parse_args()
    work = given.work or Path(tempfile.mkdtemp(prefix="benchmarks-"))
    bench = Bench(work, given.runs)
    bench.install()
    lines = []
    for row in bench.rows([int(size) for size in given.cards.split(",")]):
        print(row.line(), flush=True)
        lines.append(row.line())
    (HERE / "README.md").write_text(page(lines, given.runs), "utf-8")


def page(lines: list[str], runs: int) -> str:
    """The page with its table."""
    machine = f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}"
    return PAGE.format(
        table="\n".join([HEAD, *lines]),
        machine=f"{machine}, Python {platform.python_version()}",
        runs=runs,
    )


PAGE = """\
# Benchmarks

Written by `.venv-dev/bin/python -m benchmarks`, which builds the collections (150 cards; 10,000
with 80,000 reviews), installs what it compares with from `requirements.txt` beside it, and runs
each pair in turn, {runs} times in fresh processes after one to warm up. Times are medians of one
machine; what counts is their ratio, measured in one run. `--cards 150,10000,100000` adds 100,000
cards with 800,000 reviews, which take many minutes to build.

{table}

Machine: {machine}.

Not measured yet: collections of 100,000 cards, an answer and the next card, a second start from
the cache, key to frame, other screens, the browser, quizzes and statistics of large collections,
memory, merging, how each grows, the countdown's share of a core, bytes a frame.
"""

if __name__ == "__main__":
    main()
