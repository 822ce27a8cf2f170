"""Equal collections for both sides: cards in decks, and years of reviews."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from random import Random

from quizapp.domain.event import Event, Reviewed
from quizapp.domain.memory import (
    Day,
    Grade,
    Memory,
    New,
    Probability,
    Reviewing,
    phase_of,
)
from quizapp.scheduling.memory_model import Strength, interval, strengthened
from quizapp.scheduling.study_day import StudyCalendar
from quizapp.storage.progress.format.document import document_head
from quizapp.storage.progress.format.event_lines import EventLine, write_line
from quizapp.storage.progress.format.frame import framed
from quizapp.storage.progress.format.union import join_lines
from quizapp.study.log.fold import Rules
from quizapp.study.log.progress import Progress

PER_DECK = 10_000
REVIEWS = 8
"""Reviews of each card."""
OVERDUE = 0.02
"""The share of the cards that are due."""
_DAY = 86400


@dataclass(frozen=True, slots=True)
class Collection:
    """The files of one collection."""

    folder: Path
    cards: int

    @property
    def decks(self) -> Path:
        """The folder of its decks."""
        return self.folder / "decks"

    @property
    def progress(self) -> Path:
        """The progress file."""
        return self.folder / "progress.json"

    @property
    def anki(self) -> Path:
        """The same collection for Anki."""
        return self.folder / "collection.anki2"

    @property
    def options(self) -> list[str]:
        """The command-line options that select it."""
        return ["--decks", str(self.decks), "--progress", str(self.progress)]

    @property
    def rows(self) -> Path:
        """The rows from which Anki's collection is built, one for each card."""
        return self.folder / "rows.jsonl"


def build(folder: Path, cards: int, *, reviews: int = REVIEWS, first: int = 0) -> Collection:
    """A collection of this many cards, numbered from `first`, each with this many reviews."""
    made = Collection(folder, cards)
    if made.rows.exists():
        return made
    made.decks.mkdir(parents=True)
    numbers = range(first, first + cards)
    names = [f"deck{number // PER_DECK}/card{number}" for number in numbers]
    _write_decks(made, names)
    progress, lines = Progress(), []
    with made.rows.open("w", encoding="utf-8") as rows:
        for name, events in _histories(names if reviews else [], reviews, first, progress):
            lines.extend(events)
            rows.write(json.dumps(_row(name, events, progress)) + "\n")
    lines.sort(key=lambda line: line.event.order)
    log = join_lines(lines)
    made.progress.write_bytes(b"".join(framed(document_head(progress), [log], len(log))))
    return made


def _write_decks(made: Collection, names: list[str]) -> None:
    for start in range(0, len(names), PER_DECK):
        deck = names[start].partition("/")[0]
        cards = "".join(
            f"  - id: {name.partition('/')[2]}\n    q: What is the fact number {name}?\n"
            f"    a: It is answer {name}\n    why: A sentence that says a little more about it.\n"
            f"    tags: [topic:{len(name)}, year:{index % 7}]\n"
            for index, name in enumerate(names[start : start + PER_DECK])
        )
        text = f"deck: {deck}\ntitle: {deck}\nsource: made up\ncards:\n{cards}"
        (made.decks / f"{deck}.yaml").write_text(text, encoding="utf-8")


def _histories(
    names: list[str], reviews: int, first: int, progress: Progress
) -> Iterator[tuple[str, list[EventLine]]]:
    rng = Random(5)
    for number, name in enumerate(names, first):
        events = []
        for review, answer in enumerate(_life(rng, reviews)):
            at = (answer.day * _DAY + (6 + review % 16) * 3600) * 1000 + number
            last = progress.states[name].last
            payload = Reviewed(
                name, answer.grade, 5000, "review", "0" * 16, due_day=answer.due_day, after=last
            )
            identity = f"{number:024x}{review:08x}"
            event = Event(identity, at, answer.day, 0, "bench", payload, progress.count + 1)
            progress.take(event, Rules(model=lambda *_, answer=answer: answer.strength))
            progress.recent.trim()
            progress.note(event)
            events.append(write_line(event))
        yield name, events


@dataclass(frozen=True, slots=True)
class _Answer:
    grade: Grade
    day: Day
    due_day: Day
    strength: Strength


def _life(rng: Random, reviews: int) -> list[_Answer]:
    """A card's answers: mostly Good, at least one a year, and the next is usually not due yet."""
    day = Day(0)
    memory: Memory = New()
    answers: list[tuple[Grade, Day, int, Strength]] = []
    for review in range(reviews):
        is_last = review == reviews - 1
        grade = Grade.GOOD if is_last else rng.choices(list(Grade), weights=(8, 8, 74, 10))[0]
        strength = strengthened(memory, grade, day)
        length = interval(strength.stability, Probability(0.9), longest=365)
        answers.append((grade, day, length, strength))
        memory = Reviewing(*strength, day, day)
        day = Day(day + length)
    last, length = answers[-1][1:3]
    today = StudyCalendar(zone=UTC).day(datetime.now(UTC))
    shift = today - max(1, int(rng.random() * length * (1 + OVERDUE))) - last
    return [
        _Answer(grade, Day(day + shift), Day(day + shift + length), strength)
        for grade, day, length, strength in answers
    ]


def _row(name: str, events: list[EventLine], progress: Progress) -> dict[str, object]:
    memory = progress.states[name].memory
    if not isinstance(memory, Reviewing):
        raise AssertionError("a card without a review")
    reviews = [
        (line.event.at, line.event.payload.grade)
        for line in events
        if isinstance(line.event.payload, Reviewed)
    ]
    return {
        "name": name,
        "due": memory.due_day * _DAY,
        "day": memory.day,
        "stability": memory.stability,
        "difficulty": memory.difficulty,
        "phase": phase_of(memory),
        "in_review": True,
        "reviews": reviews,
    }
