"""Measurements inside the program: one for each call, printed as seconds in JSON."""

from __future__ import annotations

import json
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from quizapp.cli.clock import SystemClock
from quizapp.domain.event import SettingChanged
from quizapp.domain.memory import Grade
from quizapp.domain.quiz_setup import QuizSetup
from quizapp.scheduling.study_day import StudyCalendar
from quizapp.storage import gc
from quizapp.storage.decks.cache import DeckCache
from quizapp.storage.decks.reader import read_cards
from quizapp.storage.decks.shelf import Shelf
from quizapp.storage.disk import Disk
from quizapp.storage.progress.format.progress_files import progress_files
from quizapp.storage.progress.sync.merging import merge, read_source
from quizapp.storage.progress.sync.opening import open_to_write
from quizapp.storage.progress.writing.stamper import Stamper
from quizapp.study.browse.card_rows import card_row
from quizapp.study.figures.overview import overview
from quizapp.study.log.progress import Progress
from quizapp.study.ports import Desk
from quizapp.study.quiz.start import begin, new_quiz
from quizapp.study.recording import record
from quizapp.study.review.session import ReviewSession

ANSWERS = 150


def reading(deck: Path) -> list[float]:
    """Read a deck file, with all checks."""
    # Warm up: what is built on first use is not part of reading.
    read_cards(deck, b"cards:\n  - {q: a, a: b}\n")
    data = deck.read_bytes()
    return [_seconds(lambda: read_cards(deck, data))]


def cached(decks: Path, cache: Path) -> list[float]:
    """All decks from the cache, and the overview on home, as on every start but the first."""
    _shelf(decks, cache).decks()

    def run() -> None:
        overview(_shelf(decks, cache).decks(), Progress(), SystemClock().now(), UTC)

    run()
    return [_seconds(run)]


def answers(decks: Path, progress: Path, cache: Path) -> list[float]:
    """Every answer of a session: judged, durable, and the next card shown."""
    with _desk(decks, progress, cache) as desk:
        record(desk, SettingChanged("new_limit", ANSWERS))
        session = ReviewSession(desk, desk.shelf.decks())
        session.advance()
        times: list[float] = []
        while session.question is not None and len(times) < ANSWERS:
            times.append(_seconds(lambda: _answer(session)))
        return times


def _answer(session: ReviewSession) -> None:
    session.reveal()
    session.grade(Grade.GOOD)
    session.advance()


def quiz(decks: Path, progress: Path, cache: Path) -> list[float]:
    """Fifty questions from all cards, with the start made durable."""
    with _desk(decks, progress, cache) as desk:
        found = desk.shelf.decks()
        setup = QuizSetup(questions=50)

        def run() -> None:
            begin(desk, new_quiz(desk, found, setup), found, free=True)

        run()
        return [_seconds(run)]


def listing(decks: Path, progress: Path, cache: Path) -> list[float]:
    """Every card once, with its memory state."""
    with _desk(decks, progress, cache) as desk:
        found, states = desk.shelf.decks(), desk.store.progress.states
        calendar, today = desk.calendar(), desk.today()

        def run() -> None:
            for deck in found:
                for card in deck.cards:
                    card_row(card, states[card.about.id], calendar, today)

        return [_seconds(run)]


def merging(one: Path, other: Path) -> list[float]:
    """Two progress files merged into one, durable."""
    with TemporaryDirectory(dir=one.parent) as folder:
        target = progress_files(Disk(), Path(shutil.copy(one, Path(folder, "progress.json"))))

        def run() -> None:
            merge(target, [read_source(Disk(), other)], SystemClock().now())

        return [_seconds(run)]


def both_read(one: Path, other: Path) -> list[float]:
    """Every event of both files."""
    return [_seconds(lambda: [read_source(Disk(), path) for path in (one, other)])]


@contextmanager
def _desk(decks: Path, progress: Path, cache: Path) -> Iterator[Desk]:
    """A desk with a copy of the progress, on the same disk."""
    with TemporaryDirectory(dir=decks.parent) as folder:
        target = Path(folder, "progress.json")
        if progress.exists():
            shutil.copy(progress, target)
        clock = SystemClock()
        ids = iter(range(1 << 100, 1 << 101))
        stamper = Stamper("bench", clock, lambda: f"{next(ids):032x}", StudyCalendar())
        store = open_to_write(progress_files(Disk(), target), stamper)
        gc.freeze()
        yield Desk(_shelf(decks, cache), store, clock, Random(1), UTC)


def _shelf(decks: Path, cache: Path) -> Shelf:
    return Shelf(Disk(), DeckCache(Disk(), cache), [decks])


def _seconds(run: Callable[[], object]) -> float:
    begun = time.perf_counter()
    run()
    return time.perf_counter() - begun


MEASUREMENTS: dict[str, Callable[..., list[float]]] = {
    "reading": reading,
    "cached": cached,
    "answers": answers,
    "quiz": quiz,
    "listing": listing,
    "merging": merging,
    "both-read": both_read,
}

if __name__ == "__main__":
    print(json.dumps(MEASUREMENTS[sys.argv[1]](*map(Path, sys.argv[2:]))))
