"""Builds both sides, and makes every comparison."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.material import Collection, build
from benchmarks.rows import Row
from benchmarks.screens import Screens
from benchmarks.timing import (
    Run,
    alone,
    in_turn,
    peak_memory,
    python_of,
    said_by,
    whole_process,
)

HERE = Path(__file__).parent
DUE_AT_MOST = {150: 0.75, 10_000: 0.75, 100_000: 1.0}
LARGE = 100_000
MANY = 1_000_000
"""Reviews in a long log."""
GROWTH = (1_000, 10_000, 100_000)


class Bench:
    """Builds both sides, and compares them."""

    def __init__(self, work: Path, runs: int) -> None:
        self.work = work
        self.runs = runs
        self.environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(work / "home"),
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
            "LANG": "C.UTF-8",
            "PYTHONPATH": str(HERE.parent),
        }
        self.reference = work / "reference"
        self.screens = Screens(self.environment, python_of(self.reference), runs)

    def install(self) -> None:
        """Install the references in an environment of their own."""
        if not self.reference.exists():
            subprocess.run([sys.executable, "-m", "venv", self.reference], check=True)
        pip = [python_of(self.reference), "-m", "pip", "install", "-q", "-r"]
        subprocess.run([*pip, HERE / "requirements.txt"], check=True)

    def rows(self, sizes: list[int]) -> Iterator[Row]:
        """Every comparison, the quick ones first."""
        made = {size: self._collection(size) for size in sizes}
        small, middle = made[min(sizes)], made.get(10_000)
        yield self.screens.start()
        for size, collection in made.items():
            yield self._due(collection, DUE_AT_MOST.get(size, 1.0))
        yield from self.screens.keys(small)
        yield from self.screens.opened(small)
        for size in sizes[1:]:
            yield from self._answers(made[size])
        if middle is not None:
            yield from self._long_log()
            yield self._reading(middle)
            yield self._merging()
        if LARGE in made:
            yield from self._large(made[LARGE], small)

    def _large(self, large: Collection, small: Collection) -> Iterator[Row]:
        yield self._cache(large)
        yield self._quiz(large)
        yield from self.screens.browser(large, small)
        yield self._statistics(large)
        yield from self._memory(large)

    def growth(self) -> Iterator[tuple[str, list[float]]]:
        """How each time grows with ten and a hundred times as many cards."""
        made = [self._collection(size) for size in GROWTH]
        things: dict[str, Callable[[Collection], Run]] = {
            "`due --json`": lambda each: whole_process(self._due_command(each), self.environment),
            "start to home painted": self.screens.start_of,
            "an answer and the next card": lambda each: self._ours("answers", *self._files(each)),
            "decks from the cache": lambda each: self._ours("cached", each.decks, self._cache_of),
            "50-question quiz": lambda each: self._ours("quiz", *self._files(each)),
            "browser opens": lambda each: self.screens.browser_opens(each, "b", "cards · by deck"),
            "`stats --json`": lambda each: whole_process(self._stats(each), self.environment),
        }
        for what, run in things.items():
            yield what, [alone(run(each), 3).median for each in made]

    def also(self, size: int) -> Iterator[str]:
        """Measurements without a reference."""
        made = self._collection(size)
        share, per_second = self.screens.countdown(made)
        yield f"- The countdown of a quiz takes {share:.1%} of a core (at most 2 %), and sends"
        yield f"  {per_second:.0f} bytes per second to the terminal."
        probe = [sys.executable, "-m", "tests.tui.probe"]
        late = subprocess.run(
            probe, env=self.environment, cwd=HERE.parent, check=True, capture_output=True, text=True
        )
        yield f"- Work that blocked the event loop, on all screens: {_last_line(late.stdout)}."
        sent = (f"{what}: {count:,}" for what, count in self.screens.bytes_a_frame(made).items())
        yield f"- Bytes per frame, 80x24, true colour: {'; '.join(sent)}."

    def _collection(self, size: int) -> Collection:
        """A collection on both sides, as a finished session leaves it."""
        made = build(self.work / str(size), size)
        if not made.anki.exists():
            subprocess.run([*self._theirs("build"), made.rows, made.anki], check=True)
        self._leave(made)
        return made

    def _leave(self, made: Collection) -> None:
        review = [sys.executable, "-m", "quizapp", "review", "--plain", *made.options]
        subprocess.run(
            review, env=self.environment, input=b":q\n", check=True, stdout=subprocess.DEVNULL
        )

    def _due(self, made: Collection, at_most: float) -> Row:
        values = in_turn(
            whole_process(self._due_command(made), self.environment),
            whole_process([*self._theirs("due"), str(made.anki)], self.environment),
            self.runs,
        )
        what = f"`due --json`, {made.cards:,} cards"
        return Row(what, "anki: import, open, due counts", at_most, *values)

    def _answers(self, made: Collection) -> Iterator[Row]:
        values = in_turn(
            self._ours("answers", *self._files(made)),
            said_by([*self._theirs("answers"), str(made.anki)], self.environment),
            self.runs,
        )
        what = f"answer durable and next card, {made.cards:,} cards"
        yield Row(what, "anki: `answer_card`, next card", 1.0, *values)
        yield Row(f"{what}: p99", "the same", 1.0, *values, by_p99=True)

    def _long_log(self) -> Iterator[Row]:
        long = build(self.work / "long", 10_000, reviews=MANY // 10_000)
        empty = build(self.work / "empty", 10_000, reviews=0)
        values = in_turn(
            self._ours("answers", *self._files(long)),
            self._ours("answers", *self._files(empty)),
            self.runs,
        )
        what = "the same with 1,000,000 reviews in the log"
        yield Row(what, "with an empty log", 1.5, *values)
        yield Row(f"{what}: p99", "the same", 1.5, *values, by_p99=True)

    def _reading(self, made: Collection) -> Row:
        deck = str(next(made.decks.glob("*.yaml")))
        values = in_turn(
            self._ours("reading", deck),
            said_by([*self._theirs("plain"), str(made.decks)], self.environment),
            self.runs,
        )
        return Row("read 10,000 YAML cards", "`yaml.load`, C loader", 0.4, *values)

    def _cache(self, made: Collection) -> Row:
        values = in_turn(
            self._ours("cached", made.decks, self._cache_of),
            said_by([*self._theirs("plain"), str(made.decks)], self.environment),
            min(self.runs, 3),
        )
        what = f"second start, {made.cards:,} cards from the cache"
        return Row(what, "`yaml.load` of the same decks", 0.05, *values)

    def _quiz(self, made: Collection) -> Row:
        values = in_turn(
            self._ours("quiz", *self._files(made)),
            self._ours("listing", *self._files(made)),
            self.runs,
        )
        return Row(f"50-question quiz from {made.cards:,} cards", "listing them once", 1.0, *values)

    def _statistics(self, made: Collection) -> Row:
        values = in_turn(
            whole_process(self._stats(made), self.environment),
            whole_process([*self._theirs("graphs"), str(made.anki)], self.environment),
            self.runs,
        )
        return Row("statistics over 800,000 reviews", "anki: graphs, all time", 1.0, *values)

    def _memory(self, made: Collection) -> Iterator[Row]:
        graphs = peak_memory([*self._theirs("graphs"), str(made.anki)], self.environment)
        sides = {
            "`due`": peak_memory(self._due_command(made), self.environment),
            "the app, home, review and back": self.screens.memory_of(made),
        }
        for what, run in sides.items():
            values = in_turn(run, graphs, 3)
            name = f"peak memory, {made.cards:,} cards, {what}"
            yield Row(name, "anki with graphs", 1.0, *values, is_memory=True)

    def _merging(self) -> Row:
        one = build(self.work / "one", 12_500)
        other = build(self.work / "other", 12_500, first=12_500)
        files = (one.progress, other.progress)
        values = in_turn(
            self._ours("merging", *files), self._ours("both-read", *files), min(self.runs, 3)
        )
        return Row("merge of two files of 100,000 events", "reading both", 3.0, *values)

    @property
    def _cache_of(self) -> Path:
        return self.work / "cache"

    def _files(self, made: Collection) -> tuple[Path, Path, Path]:
        return made.decks, made.progress, self._cache_of

    def _due_command(self, made: Collection) -> list[str]:
        return [sys.executable, "-m", "quizapp", "due", "--json", *made.options]

    def _stats(self, made: Collection) -> list[str]:
        return [sys.executable, "-m", "quizapp", "stats", "--json", *made.options]

    def _ours(self, what: str, *arguments: object) -> Run:
        command = [sys.executable, "-m", "benchmarks.ours", what, *map(str, arguments)]
        return said_by(command, self.environment)

    def _theirs(self, what: str) -> list[str]:
        return [python_of(self.reference), str(HERE / "theirs.py"), what]


def _last_line(text: str) -> str:
    return text.strip().rpartition("\n")[2]
