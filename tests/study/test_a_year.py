"""A year of two machines that travel, disagree and are merged: every figure agrees all along."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from quizapp.domain.cards.deck import Deck
from quizapp.domain.event import Aliased, SettingChanged, Undone
from quizapp.domain.memory import Grade, Probability, Reviewing
from quizapp.scheduling.memory_model import interval
from quizapp.scheduling.spreading import span
from quizapp.scheduling.study_day import StudyCalendar, date_of
from quizapp.storage.progress.format.document import document_head
from quizapp.study.agenda import due_today, plan_today
from quizapp.study.browse.search import SearchContext, entries_of, parse, search
from quizapp.study.figures.overview import due_counts, overview
from quizapp.study.figures.statistics import figures
from quizapp.study.log.earlier_events import take_in
from quizapp.study.log.progress import folded
from quizapp.study.ports import Desk
from quizapp.study.question import Question
from quizapp.study.recording import record
from quizapp.study.review.session import ReviewSession
from quizapp.study.why import why_now
from tests.study.events import ListLog
from tests.world import FakeClock, FixedShelf, MemoryStore, basic

ZONES = [
    ZoneInfo(name)
    for name in ("Europe/Berlin", "Europe/London", "America/Los_Angeles", "Australia/Sydney")
]
FIRST = date(2026, 1, 1)
CARDS = 36


@dataclass(slots=True)
class Machine:
    """A machine with its log, somewhere in the world."""

    device: str
    zone: ZoneInfo
    rng: Random
    deck: Deck
    store: MemoryStore = field(init=False)
    clock: FakeClock = field(default_factory=FakeClock)

    def __post_init__(self) -> None:
        self.store = MemoryStore(self.clock, self.device, prefix=self.device.encode().hex())

    @property
    def desk(self) -> Desk:
        return Desk(FixedShelf([self.deck]), self.store, self.clock, self.rng, self.zone)

    def is_at(self, day: date, hour: float) -> None:
        """It is that local hour. No clock goes back, whatever the journey."""
        local = datetime.combine(day, time(), self.zone) + timedelta(hours=hour)
        self.clock.time = max(self.clock.time, local.astimezone(UTC))
        self.store.offset = StudyCalendar(zone=self.zone).offset(self.clock.time)

    def study(self, answers: int) -> None:
        """Some answers, about one in six forgotten, with an undo now and then."""
        session = ReviewSession(self.desk, [self.deck], limit=answers)
        while isinstance(session.advance(), Question):
            self.clock.pass_by(seconds=20)
            session.reveal()
            session.grade(self.rng.choices(list(Grade), weights=(16, 10, 64, 10))[0])
            if self.rng.random() < 0.03:
                session.undo()

    def merge(self, other: Machine) -> None:
        """Take in what the other has and this one lacks."""
        here = {event.id for event in self.store.events}
        fresh = [event for event in other.store.events if event.id not in here]
        self.store.events.extend(fresh)
        log = ListLog(self.store.events)
        self.store.progress = take_in(self.store.progress, fresh, log)
        self.store.revision += 1

    def rename(self, old: str, new: str) -> None:
        """A card gets another id, in the deck and in the log."""
        if f"deck/{old}" in self.deck.ids:
            record(self.desk, Aliased(f"deck/{new}", f"deck/{old}"))


def renamed(deck: Deck, old: str, new: str) -> Deck:
    return deck.relabelled({f"deck/{old}": f"deck/{new}"})


def due_in(machine: Machine, zone: ZoneInfo, day: date, hour: int) -> frozenset[str]:
    """What is due there at a local hour, as every part of the program says it."""
    now = datetime.combine(day, time(hour), zone)
    progress, decks = machine.store.progress, [machine.deck]
    calendar = StudyCalendar(progress.settings.rollover, zone)
    found = due_today(decks, progress, calendar, now)
    total, _ = due_counts(decks, progress, now, zone)
    plan = plan_today(decks, progress, calendar, now, Random(1))
    ahead = figures(decks, progress, now, zone).forecast
    context = SearchContext(progress.states, now, calendar, lambda: found)
    listed = search(entries_of(decks), parse("is:due"), context)
    today = calendar.day(now)
    assert date_of(today) == day
    assert len(found) == total.due == len(plan.reviews) == len(listed)
    assert overview(decks, progress, now, zone).total == total
    assert next(iter(ahead.values())) == len(plan.reviews) + len(plan.learning)
    assert not any("due in" in why_now(progress.states[card], today) for card in found)
    return found


def due_everywhere(machine: Machine, day: date) -> frozenset[str]:
    """The same cards at one local hour in all zones."""
    hour = machine.rng.choice((5, 9, 20, 23))
    (found,) = {due_in(machine, zone, day, hour) for zone in ZONES}
    return found


def check_dates(machine: Machine) -> None:
    """Every due day lies in the range of the interval that the stability gives."""
    progress = machine.store.progress
    desired = Probability(progress.settings.desired_recall / 1000)
    for card in progress.states:
        memory = progress.states[card].memory
        if isinstance(memory, Reviewing):
            exact = interval(memory.stability, desired, progress.settings.longest_interval)
            first, last = span(exact, progress.settings.longest_interval)
            assert first <= memory.due_day - memory.day <= last, (card, memory)


def days() -> Iterator[date]:
    return (FIRST + timedelta(days=number) for number in range(365))


def test_a_year_of_two_machines() -> None:
    rng = Random(1)
    deck = Deck("deck", "Deck", cards=tuple(basic(f"c{number}") for number in range(CARDS)))
    one = Machine("one", ZONES[0], Random(1), deck)
    two = Machine("two", ZONES[1], Random(10), deck)
    names = {number: f"c{number}" for number in range(CARDS)}
    for number, day in enumerate(days()):
        one.zone = ZONES[number // 40 % len(ZONES)]
        for machine in (one, two):
            if rng.random() < 0.6:
                machine.is_at(day, rng.choice((6.5, 9, 13, 21.75, 23.9)))
                machine.study(rng.randint(1, 7))
        if number in {120, 240}:
            record(one.desk, SettingChanged("rollover", 5 if number == 120 else 3))
        if number % 7 == 6:
            one.merge(two)
            two.merge(one)
            assert document_head(one.store.progress) == document_head(two.store.progress)
            assert due_everywhere(one, day) == due_everywhere(two, day)
            check_dates(one)
        else:
            due_everywhere((one, two)[number % 2], day)
        if number % 50 == 49:
            which = rng.randrange(CARDS)
            old, names[which] = names[which], f"{names[which]}x"
            two.rename(old, names[which])
            for machine in (one, two):
                machine.deck = renamed(machine.deck, old, names[which])
            one.merge(two)
    one.merge(two)
    two.merge(one)
    whole = folded(one.store.events)
    assert document_head(whole) == document_head(one.store.progress)
    assert document_head(whole) == document_head(two.store.progress)
    assert whole.count > 800
    assert any(isinstance(event.payload, Undone) for event in one.store.events)
