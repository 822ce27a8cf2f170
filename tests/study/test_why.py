from __future__ import annotations

from quizapp.domain.memory import (
    CardState,
    Day,
    Days,
    Learning,
    Relearning,
    Reviewing,
    Seconds,
)
from quizapp.study.why import curve, why_now


def why(memory: Learning | Relearning | Reviewing, today: int = 100, lapses: int = 0) -> str:
    return why_now(CardState(memory, lapses=lapses), Day(today))


def test_a_review_says_when_it_was_seen_how_well_it_is_known_and_since_when_it_is_due() -> None:
    memory = Reviewing(Days(10), 5.0, Day(88), Day(98))
    assert why(memory) == (
        "Last answered 12 days ago; about a 89 % chance you recall it; due 2 days ago."
    )
    assert why(Reviewing(Days(10), 5.0, Day(90), Day(100))).endswith(
        "90 % chance you recall it; due today."
    )
    assert why(Reviewing(Days(10), 5.0, Day(99), Day(103))).startswith("Last answered yesterday")


def test_the_other_phases_say_what_they_are() -> None:
    assert why_now(CardState(), Day(100)).startswith("New")
    assert why(Learning(Days(1), 5.0, Day(100), Seconds(0), 1)) == (
        "You are learning it: last answered today, still on its learning steps."
    )
    assert "forgotten 3 times" in why(Relearning(Days(1), 5.0, Day(100), Seconds(0), 0), lapses=3)


def test_the_curve_falls_from_one() -> None:
    points = curve(Reviewing(Days(10), 5.0, Day(88), Day(98)), 20, 11)
    assert points[0] == 1
    assert points == sorted(points, reverse=True)
    assert abs(points[5] - 0.9) < 0.001
