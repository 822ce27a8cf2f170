"""The figures against figures worked out by hand, or with the formula beside them."""

from __future__ import annotations

from datetime import timedelta

import pytest

from quizapp.domain.event import Event, Suspended, Undone
from quizapp.domain.memory import Day, Grade, Reviewing
from quizapp.errors import InvalidStates
from quizapp.scheduling.memory_model import recall
from quizapp.study.figures.mastery import CardCounts
from quizapp.study.figures.statistics import Figures, figures
from quizapp.study.log.calibration import BINS, Calibration, calibration_from
from quizapp.study.log.day_sums import DaySums
from quizapp.study.log.progress import Progress, folded
from tests.study.events import event, reviewed
from tests.world import MONDAY, basic, deck_of

TODAY = Day(20514)
"""The study day of MONDAY, which is a Monday."""
CARDS = [basic(name, "a", "muscle:core") for name in "1234"]


def log() -> list[Event]:
    """Three cards learnt three weeks ago; of four answers since, one was Again."""
    return [
        event(1, reviewed("a/1", ms=2000), TODAY - 21),
        event(2, reviewed("a/2", ms=2000), TODAY - 21),
        event(3, reviewed("a/3", ms=2000), TODAY - 21),
        event(4, reviewed("a/1", Grade.AGAIN, "review", ms=4000), TODAY - 7),
        event(5, reviewed("a/2", Grade.HARD, "review", ms=4000), TODAY - 7),
        event(6, reviewed("a/3", Grade.EASY, "review", ms=4000), TODAY - 6),
        event(7, reviewed("a/2", Grade.GOOD, "review", ms=6000), TODAY),
    ]


def found(progress: Progress, since: int | None = None) -> Figures:
    return figures([deck_of(*CARDS, name="a")], progress, MONDAY, MONDAY.tzinfo, since=since)


def predicted_by_hand() -> list[float]:
    """What the model expected of each answer to a card in review, answer by answer."""
    shares: list[float] = []
    for index in (3, 4, 5, 6):
        events = log()
        before = folded(events[:index])
        payload = events[index].payload
        memory = before.states[getattr(payload, "card", "")].memory
        assert isinstance(memory, Reviewing)
        shares.append(recall(memory.stability, events[index].day - memory.day))
    return shares


def test_all_time() -> None:
    figures_ = found(folded(log()))
    assert (figures_.reviews, figures_.seconds) == (7, 24.0)
    assert figures_.by_grade == {1: 1, 2: 1, 3: 4, 4: 1}
    assert figures_.retention == 3 / 4
    assert figures_.predicted == pytest.approx(sum(predicted_by_hand()) / 4, abs=0.001)
    assert figures_.by_day == {TODAY - 21: 3, TODAY - 7: 2, TODAY - 6: 1, TODAY: 1}


def test_the_last_days_only() -> None:
    week = found(folded(log()), since=7)
    assert week.by_day == {TODAY - 6: 1, TODAY: 1}
    assert (week.reviews, week.seconds, week.retention) == (2, 10.0, 1.0)
    assert found(folded(log()), since=8).reviews == 4
    assert week.streak == found(folded(log())).streak
    assert week.calibration == found(folded(log())).calibration


def test_weeks_begin_on_a_monday_and_none_is_left_out() -> None:
    weeks = found(folded(log())).weeks
    assert list(weeks) == [TODAY - 21, TODAY - 14, TODAY - 7, TODAY]
    assert [week.answers for week in weeks.values()] == [3, 0, 3, 1]
    assert [week.retention for week in weeks.values()] == [None, None, 2 / 3, 1.0]
    assert [week.seconds for week in weeks.values()] == [6.0, 0.0, 12.0, 6.0]
    by_hand = sum(predicted_by_hand()[:3]) / 3
    assert weeks[Day(TODAY - 7)].predicted == pytest.approx(by_hand, abs=0.001)


def test_calibration_puts_each_answer_into_the_bin_of_its_prediction() -> None:
    bins = found(folded(log())).calibration
    assert sum(each.answers for each in bins) == 4
    assert sum(each.recalled for each in bins) == 3
    assert sum(each.predicted for each in bins) == pytest.approx(
        1000 * sum(predicted_by_hand()), abs=2
    )


def test_an_undone_answer_leaves_the_calibration() -> None:
    progress = folded(log())
    assert progress.apply(event(8, Undone(log()[-1].id)))
    assert progress.calibration == folded(log()[:-1]).calibration
    assert progress.days == folded(log()[:-1]).days


def test_a_calibration_survives_as_plain_values() -> None:
    calibration = folded(log()).calibration
    assert calibration_from(calibration.rows()) == calibration
    with pytest.raises(InvalidStates):
        calibration_from(calibration.rows()[1:])


@pytest.mark.parametrize(("predicted", "index"), [(0, 0), (49, 0), (50, 1), (949, 18), (1000, 19)])
def test_a_bin_is_five_per_cent_wide(predicted: int, index: int) -> None:
    calibration = Calibration().plus(DaySums(tested=1, predicted=predicted))
    assert [each.answers for each in calibration.bins].index(1) == index
    assert len(calibration.bins) == BINS


def test_cards_are_counted_by_how_far_they_have_come() -> None:
    learning = event(9, reviewed("a/3", Grade.AGAIN, "relearning"), TODAY)
    away = event(10, Suspended("a/1"), TODAY)
    progress = folded([*log(), learning, away])
    assert found(progress).cards == CardCounts(new=1, learning=1, mature=1, suspended=1)
    easy = [event(n, reviewed("a/2", Grade.EASY), TODAY - 30 + n) for n in range(1, 9)]
    assert found(folded(easy)).cards == CardCounts(new=3, mature=1)


def test_the_muscles_are_those_of_the_body_map() -> None:
    (group,) = found(folded(log())).muscles
    assert (group.muscle.key, group.cards, group.seen) == ("core", 4, 3)


def test_nothing_yet() -> None:
    nothing = found(Progress())
    assert (nothing.reviews, nothing.retention, nothing.predicted) == (0, None, None)
    assert (nothing.weeks, nothing.calibration, nothing.by_day) == ({}, (), {})
    assert sum(nothing.forecast.values()) == 0
    later = figures([], Progress(), MONDAY + timedelta(days=1), MONDAY.tzinfo)
    assert later.cards == CardCounts()
