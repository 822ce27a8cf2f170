"""The statistics: pages, ranges and every size."""

from __future__ import annotations

import pytest
from textual.content import Content

from quizapp.domain.memory import Day
from quizapp.study.figures.statistics import Week
from quizapp.study.log.calibration import RecallBin
from quizapp.tui.shared.charts import horizontal_bars, labelled_columns
from quizapp.tui.statistics.panels import calibration_rows, retention_chart
from tests.tui.looking import click, lines, text
from tests.tui.stage import app_with, shipped


def rows(content: Content) -> list[str]:
    return content.plain.split("\n")


def test_columns_fill_the_height_and_stay_within_the_width() -> None:
    drawn = rows(labelled_columns([1, 2, 4], ("then", "now"), 20, 5, ""))
    assert drawn == [
        " 4│        ███ ",
        "  │        ███ ",
        "  │    ███ ███ ",
        " 0│███ ███ ███ ",
        "   then     now",
    ]
    many = rows(labelled_columns(list(range(400)), ("a", "b"), 40, 6, ""))
    assert max(map(len, many)) <= 40
    assert len({row.index("│") for row in many[:-1]}) == 1
    assert rows(labelled_columns([], ("a", "b"), 10, 3, ""))[0] == " 0│"


def test_a_little_is_never_drawn_as_nothing() -> None:
    assert "▁" in labelled_columns([1, 1000], ("", ""), 20, 4, "").plain
    assert rows(horizontal_bars([("a", 1, ""), ("b", 900, ""), ("c", 0, "")], 30))[0] == "a ━ 1"
    assert rows(horizontal_bars([("a", 1, ""), ("c", 0, "")], 30))[1] == "c  0"


def test_the_line_of_weeks_has_a_dot_a_week_on_an_axis_from_80_to_100() -> None:
    weeks = {
        Day(20514): Week(9, 0.0, 1.0, 0.9),
        Day(20521): Week(9, 0.0, 0.8, 0.9),
        Day(20528): Week(0, 0.0, None, None),
        Day(20535): Week(9, 0.0, 0.3, 1.0),
    }
    assert rows(retention_chart(weeks, 30, 6)) == [
        "100%│●     ┄┄",
        "    │        ",
        "    │┄┄┄┄    ",
        "    │        ",
        " 80%│  ●   ● ",
        "     2 Mar 23 Mar",
    ]


def test_the_likeliest_stand_first_with_what_was_predicted_as_a_mark() -> None:
    bins = (RecallBin(4, 2000, 1), RecallBin(10, 9000, 10))
    assert rows(calibration_rows(bins, 40, 9))[1:] == [
        "     90%      100% ━━━━━━━━━│ of 10",
        "     50%       25% ━━   │     of 4",
    ]


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (60, 16), (40, 10)])
async def test_every_panel_can_be_reached_at_every_size(size: tuple[int, int]) -> None:
    app, _, _ = app_with(*shipped(), days=40)
    async with app.run_test(size=size) as pilot:
        await pilot.press("s")
        seen = ""
        for _ in range(8):
            await pilot.pause()
            seen += text(app)
            await pilot.press("right")
    for title in ("Reviews per day", "Due in the next", "Answers", "Recall by week", "Muscles"):
        assert title in seen
    assert "Again" in seen
    assert "mature" in seen
    assert "─ Reviews ─" in seen
    assert "predicted  recalled" in seen


async def test_a_range_is_chosen_by_its_number_or_by_the_next_one() -> None:
    app, _, _ = app_with(*shipped(), days=100)
    async with app.run_test(size=(80, 24)) as pilot:
        answers = []
        for key, name in (
            ("s", "last 30 days"),
            ("2", "90 days"),
            ("r", "year"),
            ("4", "all time"),
        ):
            await pilot.press(key)
            await pilot.pause()
            assert name in lines(app)[0]
            answers.append(int(lines(app)[1].split()[0]))
        assert answers[0] < answers[1] < answers[2] == answers[3]


async def test_a_new_learner_is_told_that_there_is_nothing_yet() -> None:
    app, _, _ = app_with(*shipped())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("s")
        await pilot.pause()
        assert "No answers yet." in text(app)
        assert "Nothing is due in the next 30 days." in text(app)
        assert "0 answers   – recalled, – predicted" in text(app)


async def test_the_mouse_pages_and_goes_home() -> None:
    app, _, _ = app_with(*shipped(), days=40)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("s")
        await pilot.pause()
        await click(pilot, "space More")
        await pilot.pause()
        assert "2/2" in lines(app)[0]
        await click(pilot, "q Home")
        await pilot.pause()
        await pilot.pause()
        assert "Decks" in text(app)


async def test_no_size_breaks_it() -> None:
    app, _, _ = app_with(*shipped(), days=40)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("s")
        for size in ((1, 1), (20, 5), (300, 100), (80, 24)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
        assert "Reviews per day" in text(app)
