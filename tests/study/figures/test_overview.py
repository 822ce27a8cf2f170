from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from quizapp.domain.event import SettingChanged, Suspended
from quizapp.domain.memory import CardState, Day, Days, Grade, Reviewing
from quizapp.scheduling.study_day import StudyCalendar
from quizapp.study.agenda import load_ahead
from quizapp.study.figures.deck_detail import detail_of
from quizapp.study.figures.overview import overview, streak
from quizapp.study.figures.statistics import figures
from quizapp.study.log.progress import Progress
from quizapp.study.ports import Desk
from quizapp.study.review.session import ReviewSession
from tests.study.review.test_session import answer, opened
from tests.world import basic, deck_of, desk_for, numbered_deck


@pytest.mark.parametrize(
    ("days", "today", "now", "best"),
    [
        ([], 10, 0, 0),
        ([10], 10, 1, 1),
        ([9], 10, 1, 1),
        ([8], 10, 0, 1),
        ([7, 8, 9], 10, 3, 3),
        ([1, 2, 3, 4, 9, 10], 10, 2, 4),
        ([12], 10, 0, 1),
    ],
)
def test_a_streak_runs_up_to_today_or_to_yesterday_while_today_has_none(
    days: list[int], today: int, now: int, best: int
) -> None:
    found = streak([Day(day) for day in days], Day(today))
    assert (found.now, found.best) == (now, best)


def facts(desk: Desk) -> tuple[int, int, int, int]:
    found = overview(desk.shelf.decks(), desk.store.progress, desk.clock.now(), UTC)
    return found.total.due, found.total.new, found.total.learning, found.done


def test_the_counts_of_the_decks_add_up_to_the_total_after_the_limits() -> None:
    desk, _, _ = desk_for(numbered_deck(30, "a"), numbered_deck(30, "b"))
    found = overview(desk.shelf.decks(), desk.store.progress, desk.clock.now(), UTC)
    assert found.total.new == 20
    assert [line.counts.new for line in found.decks] == [10, 10]


def test_done_cards_are_those_that_need_no_more_of_today() -> None:
    desk, clock, _ = desk_for(numbered_deck(5))
    session = ReviewSession(desk, desk.shelf.decks())
    answer(session, Grade.EASY)
    answer(session, Grade.GOOD)
    assert facts(desk) == (0, 3, 1, 1)
    clock.pass_by(days=9)
    assert facts(desk) == (1, 3, 1, 0)


def test_what_was_learnt_today_counts_against_the_limits() -> None:
    desk, _, store = desk_for(numbered_deck(30))
    store.record(Day(0), SettingChanged("new_limit", 5))
    session = ReviewSession(desk, desk.shelf.decks())
    answer(session, Grade.EASY)
    answer(session, Grade.EASY)
    assert facts(desk)[1] == 3
    session.undo()
    assert facts(desk)[1] == 4


def test_the_share_of_a_deck_is_what_has_left_learning() -> None:
    desk, _, _ = desk_for(numbered_deck(4))
    session = ReviewSession(desk, desk.shelf.decks())
    answer(session, Grade.EASY)
    answer(session, Grade.AGAIN)
    (line,) = overview(desk.shelf.decks(), desk.store.progress, desk.clock.now(), UTC).decks
    assert (line.cards, line.learnt) == (4, 0.25)


def test_minutes_follow_the_pace_of_the_last_days() -> None:
    desk, clock, _ = desk_for(numbered_deck(2))
    session = ReviewSession(desk, desk.shelf.decks())
    opened(session)
    clock.pass_by(seconds=30)
    session.reveal()
    session.grade(Grade.EASY)
    found = overview(desk.shelf.decks(), desk.store.progress, desk.clock.now(), UTC)
    assert found.total.minutes == pytest.approx(2 * 30 / 60)


def test_the_figures_of_two_days_add_up_as_by_hand() -> None:
    """Three cards learnt on one day, and ten days later forgotten, known and hardly known."""
    deck = deck_of(basic("a", "deck", "x"), basic("b", "deck", "x", "y"), basic("c"))
    desk, clock, store = desk_for(deck)
    store.record(Day(0), SettingChanged("desired_recall", 970))
    session = ReviewSession(desk, desk.shelf.decks())
    for _ in range(3):
        opened(session)
        clock.pass_by(seconds=10)
        session.reveal()
        session.grade(Grade.EASY)
    clock.pass_by(days=10)
    again = ReviewSession(desk, desk.shelf.decks())
    grades = (Grade.AGAIN, Grade.GOOD, Grade.HARD)
    _, good, _ = [answer(again, grade) for grade in grades]
    store.record(Day(0), Suspended(good))
    found = figures(desk.shelf.decks(), store.progress, clock.now(), UTC)
    assert (found.reviews, found.seconds) == (6, 30)
    assert found.retention == pytest.approx(2 / 3)
    assert found.by_grade == {1: 1, 2: 1, 3: 1, 4: 3}
    assert list(found.by_day.values()) == [3, 3]
    assert (found.streak, found.best_streak) == (1, 1)
    assert {tag: (each.cards, each.seen) for tag, each in found.tags.items()} == {
        "x": (2, 2),
        "y": (1, 1),
    }
    ahead = list(found.forecast.values())
    assert (len(ahead), ahead[0], sum(ahead)) == (30, 1, 2)


def test_reviews_done_today_count_against_their_limit() -> None:
    desk, clock, store = desk_for(numbered_deck(6))
    session = ReviewSession(desk, desk.shelf.decks())
    for _ in range(6):
        answer(session, Grade.EASY)
    clock.pass_by(days=40)
    store.record(Day(0), SettingChanged("review_limit", 4))
    assert facts(desk)[0] == 4
    answer(ReviewSession(desk, desk.shelf.decks()), Grade.EASY)
    assert facts(desk)[0] == 3


def test_the_forecast_keeps_its_days_across_summer_time() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    now = datetime(2026, 3, 20, 12, tzinfo=berlin)
    today = StudyCalendar(4, berlin).day(now)
    memory = Reviewing(Days(13), 5.0, today, Day(today + 13))
    progress = Progress()
    progress.states.put("deck/a", CardState(memory))
    found = figures([deck_of(basic("a"))], progress, now, berlin)
    assert [day - today for day, count in found.forecast.items() if count] == [13]
    detail = detail_of([deck_of(basic("a"))], progress, now, berlin)
    assert detail.ahead.index(1) == 13
    assert load_ahead(progress, {"deck/a"}, today) == {today + 13: 1}


def test_without_answers_there_is_no_retention() -> None:
    desk, clock, store = desk_for(numbered_deck(2))
    found = figures(desk.shelf.decks(), store.progress, clock.now(), UTC)
    assert (found.retention, found.reviews, found.seconds) == (None, 0, 0)
