from __future__ import annotations

from dataclasses import replace

import pytest

from quizapp.domain.event import Reviewed, Undone
from quizapp.domain.memory import Day, Grade
from quizapp.domain.quiz_events import QuizApplied, QuizOpened
from quizapp.domain.quiz_setup import PRACTICE, QuizSetup
from tests.study.quiz.quizzing import mixed_deck
from tests.tui.looking import text
from tests.tui.quiz.test_screen import CHOICE, TYPED, Quizzing, quiz_of
from tests.tui.review.test_screen import SIZES
from tests.tui.stage import TODAY, app_with


async def to_results(quiz: Quizzing, answers: str) -> None:
    """Answer typed questions: `+` right, `-` wrong."""
    for sign in answers:
        await quiz.press(*("hamstrings" if sign == "+" else "rear"), "enter", "space")


def learnt(quiz: Quizzing, card: str, due_in: int) -> None:
    """The card was answered nine days ago and is due in so many days."""
    today = int(TODAY.timestamp()) // 86400
    due_day = Day(today + due_in)
    payload = Reviewed(card, Grade.GOOD, 3000, "review", "", due_day=due_day, after=None)
    quiz.store.record(Day(today - 9), payload)


@pytest.mark.parametrize("size", SIZES)
async def test_the_score_and_every_miss(size: tuple[int, int]) -> None:
    async with quiz_of(TYPED, size=size) as quiz:
        await to_results(quiz, "-")
        assert "Results · Practice" in quiz.text
        assert "✗ 1" in quiz.text
        shown = quiz.text
        await quiz.press("down", "down", "down")
        for words in ("What about typed-1?", "✗ you     rear", "✓ answer  hamstrings"):
            assert words in shown + quiz.text


async def test_without_misses_nothing_is_listed() -> None:
    async with quiz_of(TYPED) as quiz:
        await to_results(quiz, "+")
        assert "Nothing missed" in quiz.text
        assert "passed, pass mark 60 %" in quiz.text
        await quiz.press("r")
        assert "nothing was missed" in quiz.text


@pytest.mark.parametrize("by_mouse", [False, True])
async def test_retry_misses(by_mouse: bool) -> None:
    async with quiz_of(TYPED) as quiz:
        await to_results(quiz, "-")
        await (quiz.click("Retry misses") if by_mouse else quiz.press("r"))
        assert "Quiz · Deck" in quiz.text
        opened = [
            event.payload for event in quiz.store.events if isinstance(event.payload, QuizOpened)
        ]
        assert [payload.setup.source for payload in opened] == ["", "misses"]


async def test_all_again() -> None:
    async with quiz_of(TYPED) as quiz:
        await to_results(quiz, "+")
        await quiz.press("a")
        assert "1 / 1" in quiz.text


@pytest.mark.parametrize("size", SIZES)
async def test_apply_shows_both_dates_and_one_undo_takes_it_back(size: tuple[int, int]) -> None:
    async with quiz_of(TYPED, size=size) as quiz:
        learnt(quiz, "deck/typed-1", 9)
        before = quiz.store.progress.states["deck/typed-1"]
        await to_results(quiz, "-")
        await quiz.press("p")
        assert "✗ back today" in quiz.text
        assert "due Thu 3 Dec → Tue 24 Nov" in quiz.text
        await quiz.press("enter")
        assert "Applied to 1 card" in quiz.text
        assert quiz.store.progress.states["deck/typed-1"] != before
        await quiz.press("p")
        assert "Already applied" in quiz.text
        await quiz.press("u")
        assert "Undone" in quiz.text
        assert quiz.store.progress.states["deck/typed-1"] == before


async def test_apply_changes_nothing_before_it_is_confirmed() -> None:
    async with quiz_of(TYPED) as quiz:
        learnt(quiz, "deck/typed-1", -1)
        await to_results(quiz, "+")
        await quiz.press("p")
        assert "✓ counts as Good" in quiz.text
        await quiz.press("q")
        assert not any(isinstance(event.payload, QuizApplied) for event in quiz.store.events)
        await quiz.press("u")
        assert "Not applied" in quiz.text
        assert not any(isinstance(event.payload, Undone) for event in quiz.store.events)


async def test_where_no_date_would_change_there_is_nothing_to_apply() -> None:
    async with quiz_of(TYPED) as quiz:
        await to_results(quiz, "+")
        await quiz.press("p")
        assert "would change no due date" in quiz.text


async def test_apply_by_the_mouse_alone() -> None:
    async with quiz_of(TYPED) as quiz:
        learnt(quiz, "deck/typed-1", 9)
        await to_results(quiz, "-")
        await quiz.click("p Apply")
        await quiz.click("⏎ Apply")
        assert "Applied to 1 card" in quiz.text
        await quiz.click("u Undo")
        assert "Undone" in quiz.text


async def test_history_shows_the_line_of_like_attempts_and_the_best() -> None:
    async with quiz_of(TYPED) as quiz:
        await to_results(quiz, "-")
        await quiz.press("q", "a")
        await to_results(quiz, "+")
        assert "▲ your best" in quiz.text
        await quiz.press("h")
        assert "Quizzes like this" in quiz.text
        assert "2 attempts" in quiz.text
        assert "best  100 %" in quiz.text
        assert "Predicted and actual" in quiz.text
        await quiz.press("q")
        assert "Score" in quiz.text


async def test_a_card_can_be_opened() -> None:
    async with quiz_of(TYPED) as quiz:
        await to_results(quiz, "-")
        await quiz.press("o")
        assert "╭─ Deck ─" in quiz.text
        assert "New: you have not reviewed it yet." in quiz.text
        await quiz.press("q")
        await quiz.click("What about typed-1?")
        assert "New: you have not reviewed it yet." in quiz.text


async def test_look_alikes_come_side_by_side() -> None:
    async with quiz_of(replace(TYPED, kinds=("basic",))) as quiz:
        await quiz.press("l")
        await quiz.press("1", "space", "1", "space", "1", "space", "1", "space")
        assert "Results" in quiz.text
        await quiz.press("l")
        assert "Quiz · Deck" in quiz.text
        opened = [
            event.payload for event in quiz.store.events if isinstance(event.payload, QuizOpened)
        ]
        assert opened[-1].setup.source == "look-alikes"
        assert len(opened[-1].cards) % 2 == 0


async def test_results_come_back_from_home() -> None:
    async with quiz_of(TYPED) as quiz:
        await to_results(quiz, "-")
        await quiz.press("q")
        assert "Last quiz: Practice, 1 question, 0 %" in quiz.text
        await quiz.press("r")
        assert "Results · Practice" in quiz.text


async def test_undo_in_review_takes_an_applied_quiz_back() -> None:
    async with quiz_of(TYPED) as quiz:
        learnt(quiz, "deck/typed-1", 9)
        before = quiz.store.progress.states["deck/typed-1"]
        await to_results(quiz, "-")
        await quiz.press("p", "enter", "q", "enter", "tab", "u")
        assert "Undone: applying the quiz" in quiz.text
        assert quiz.store.progress.states["deck/typed-1"] == before


# Setting up.


@pytest.mark.parametrize("size", SIZES)
async def test_a_quiz_is_set_up_and_remembered(size: tuple[int, int]) -> None:
    app, _, store = app_with(mixed_deck())
    async with app.run_test(size=size) as pilot:
        quiz = Quizzing(pilot, app, store)
        await quiz.press("z")
        assert "Timed" in quiz.text
        await quiz.press("left")
        assert "Practice" in quiz.text
        await quiz.press("down", "down", "down", "space")
        assert "Kinds" in quiz.text
        await quiz.press("down", "space", "enter")
        await quiz.press("enter")
        (opened,) = [
            event.payload for event in store.events if isinstance(event.payload, QuizOpened)
        ]
        assert (opened.setup.mode, opened.setup.kinds) == (PRACTICE, ("typed",))
        await quiz.press("tab", "q", "z")
        assert "Practice" in quiz.text


async def test_a_quiz_is_set_up_by_the_mouse_alone() -> None:
    app, _, store = app_with(mixed_deck())
    async with app.run_test(size=(80, 24)) as pilot:
        quiz = Quizzing(pilot, app, store)
        await pilot.pause()
        await quiz.click("z Quiz")
        await quiz.click("Timed ›")
        assert "one clock for all" in quiz.text
        await quiz.click("Tags")
        await quiz.click("Tags")
        await quiz.click("○ b")
        assert "● b" in quiz.text
        await quiz.click("⏎ Done")
        assert "b …" in quiz.text
        await quiz.click("⏎ Start")
        (opened,) = [
            event.payload for event in store.events if isinstance(event.payload, QuizOpened)
        ]
        assert (opened.setup.mode, opened.setup.tags) == ("clock", ("b",))


async def test_what_can_not_be_played_is_said_and_nothing_begins() -> None:
    app, _, store = app_with(mixed_deck())
    async with app.run_test(size=(80, 24)) as pilot:
        quiz = Quizzing(pilot, app, store)
        await quiz.press("z", *("down",) * 4, "space", "space")
        assert "none was ever answered" in quiz.text
        await quiz.press("enter")
        assert store.events == []
        await quiz.press("0", "enter")
        assert len(store.events) == 1


async def test_every_line_of_the_setup_goes_round() -> None:
    app, _, store = app_with(mixed_deck())
    async with app.run_test(size=(80, 24)) as pilot:
        quiz = Quizzing(pilot, app, store)
        await quiz.press("z")
        before = quiz.text
        for steps in (5, 0, 0, 0, 4, 7, 9, 4, 2, 3):
            await quiz.press(*("right",) * steps, "down")
        await quiz.press("home")
        assert quiz.text == before


async def test_one_key_starts_the_last_quiz_again_and_one_shows_the_history() -> None:
    async with quiz_of(CHOICE) as quiz:
        await quiz.press("q", "a")
        assert "1 / 2" in quiz.text
        opened = [
            event.payload for event in quiz.store.events if isinstance(event.payload, QuizOpened)
        ]
        assert opened[0].setup == opened[1].setup
        await quiz.press("q", "z", "h")
        assert "No quiz like this has been finished yet." in quiz.text


async def test_a_quiz_of_the_deck_under_the_cursor() -> None:
    first, second = mixed_deck(), replace(mixed_deck(), id="other", title="Other", cards=())
    cards = tuple(
        replace(card, about=replace(card.about, id=card.about.id.replace("deck/", "other/")))
        for card in first.cards
    )
    app, _, store = app_with(first, replace(second, cards=cards))
    async with app.run_test(size=(80, 24)) as pilot:
        quiz = Quizzing(pilot, app, store)
        await quiz.press("down", "down", "z")
        assert "Other" in quiz.text
        await quiz.press("enter")
        (opened,) = [
            event.payload for event in store.events if isinstance(event.payload, QuizOpened)
        ]
        assert {card.partition("/")[0] for card in opened.cards} == {"other"}


async def test_a_quiz_from_the_command_line_comes_home_at_its_end() -> None:
    from quizapp.study.quiz.start import begin, new_quiz
    from quizapp.tui.app import RunquizApp
    from tests.tui.stage import NoPreferences

    deck = mixed_deck()
    _, desk, store = app_with(deck)
    session = begin(
        desk, new_quiz(desk, [deck], QuizSetup(PRACTICE, questions=1)), [deck], free=True
    )
    app = RunquizApp(desk, NoPreferences(), session)
    async with app.run_test(size=(80, 24)) as pilot:
        quiz = Quizzing(pilot, app, store)
        await pilot.pause()
        await quiz.press("tab", "s", "space")
        assert "Results" in text(app)
        await quiz.press("q")
        assert "Decks" in text(app)
        await quiz.press("z", "q", "r", "q")
        assert "Decks" in text(app)
