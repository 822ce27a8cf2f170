from __future__ import annotations

from dataclasses import dataclass

import pytest
from textual.events import Key
from textual.pilot import Pilot

from quizapp.domain.cards.card import (
    About,
    Basic,
    Card,
    Choice,
    Choices,
    Figure,
    Gap,
    Order,
    TrueFalse,
    Typed,
)
from quizapp.domain.event import Reviewed, SettingChanged
from quizapp.domain.memory import Day, Grade
from quizapp.study.agenda import calendar_of
from quizapp.study.review.session import ReviewSession
from quizapp.tui.app import RunquizApp
from quizapp.tui.keys import HELP
from quizapp.tui.review.keys import LEAVE_REVIEW
from quizapp.tui.shared.key_bar import KeyBar
from tests.tui.looking import click, lines, text
from tests.tui.stage import NoPreferences, app_with
from tests.world import FakeClock, MemoryStore, deck_of, numbered_deck

ABOUT = About("deck/card", "What is asked?", "It is so because.", "Section", ())
KINDS: dict[str, Card] = {
    "basic": Basic(ABOUT, "The answer"),
    "typed": Typed(ABOUT, "Hamstrings"),
    "cloze": Gap(ABOUT, ("Hamstrings",)),
    "choice": Choice(ABOUT, "Right one", ("Wrong one", "Other one")),
    "figure": Figure(ABOUT, "Right one", ("Wrong one", "Other one"), "calves"),
    "choices": Choices(ABOUT, ("Right one", "Good one"), ("Wrong one",)),
    "true-false": TrueFalse(ABOUT, verdict=True),
    "order": Order(ABOUT, ("First", "Second", "Third")),
}
SIZES = [(80, 24), (120, 40), (40, 10)]


@dataclass(slots=True)
class OpenReview:
    pilot: Pilot[None]
    app: RunquizApp
    store: MemoryStore

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.pilot.pause()

    async def click(self, words: str) -> None:
        await click(self.pilot, words)
        await self.pilot.pause()

    @property
    def text(self) -> str:
        return text(self.app)

    @property
    def graded(self) -> list[tuple[str, Grade]]:
        bodies = [event.payload for event in self.store.events]
        return [
            (payload.card, payload.grade) for payload in bodies if isinstance(payload, Reviewed)
        ]

    def digit_of(self, words: str) -> str:
        """The digit that stands before an option."""
        (line,) = [line for line in lines(self.app) if words in line]
        return next(character for character in line if character.isdigit())


async def start_review(pilot: Pilot[None], app: RunquizApp, store: MemoryStore) -> OpenReview:
    await pilot.pause()
    await pilot.press("enter")
    await pilot.pause()
    return OpenReview(pilot, app, store)


@pytest.mark.parametrize("size", [SIZES[0], SIZES[2]])
@pytest.mark.parametrize("kind", KINDS)
async def test_every_kind_by_keys(kind: str, size: tuple[int, int]) -> None:
    app, _, store = app_with(deck_of(KINDS[kind]))
    async with app.run_test(size=size) as pilot:
        review = await start_review(pilot, app, store)
        assert "What is asked?" in review.text
        match kind:
            case "basic":
                await review.press("space")
            case "typed" | "cloze":
                await review.press(*"hamstrings", "enter")
            case "choice" | "figure":
                await review.press(review.digit_of("Right one"))
            case "choices":
                digits = [review.digit_of(words) for words in ("Right one", "Good one")]
                await review.press(*digits, "enter")
            case "true-false":
                await review.press("y")
            case "order":
                digits = [review.digit_of(words) for words in ("First", "Second", "Third")]
                await review.press(*digits, "enter")
        assert "Good" in review.text
        if kind != "basic" and size != (40, 10):
            assert "✓ Correct" in review.text
        await review.press("3")
        assert review.graded == [("deck/card", Grade.GOOD)]


@pytest.mark.parametrize("kind", KINDS)
async def test_every_kind_by_mouse(kind: str) -> None:
    app, _, store = app_with(deck_of(KINDS[kind]))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await click(pilot, "⏎ Review")
        await pilot.pause()
        review = OpenReview(pilot, app, store)
        match kind:
            case "basic":
                await review.click("What is asked?")
            case "typed" | "cloze":
                await review.press(*"hamstrings")
                await review.click("⏎ Answer")
            case "choice" | "figure":
                await review.click("Right one")
            case "choices":
                for words in ("Right one", "Good one", "⏎ Answer"):
                    await review.click(words)
            case "true-false":
                await review.click("True")
            case "order":
                for words in ("First", "Second", "Third", "⏎ Answer"):
                    await review.click(words)
        await review.click("4 Easy")
        assert review.graded == [("deck/card", Grade.EASY)]


@pytest.mark.parametrize("kind", KINDS)
async def test_space_shows_the_answer_of_every_kind_unanswered(kind: str) -> None:
    app, _, store = app_with(deck_of(KINDS[kind]))
    async with app.run_test(size=(80, 24)) as pilot:
        review = await start_review(pilot, app, store)
        if kind in {"typed", "cloze"}:
            await review.press("tab")
        await review.press("space")
        assert "It is so because." in review.text
        assert "Right\n" not in review.text
        assert "▸" not in review.text
        assert app.focused is None


async def test_showing_the_answer_moves_nothing() -> None:
    for card in KINDS.values():
        app, _, store = app_with(deck_of(card))
        async with app.run_test(size=(80, 24)) as pilot:
            review = await start_review(pilot, app, store)
            before = {w.id or type(w).__name__: w.region for w in app.screen.query("CardPanel *")}
            await review.press("tab", "space")
            after = {w.id or type(w).__name__: w.region for w in app.screen.query("CardPanel *")}
            kept = ("question", "question-half", "answer-half", "Rule")
            assert [before[name] for name in kept] == [after[name] for name in kept]


async def test_a_wrong_answer_proposes_again_and_enter_takes_the_proposal() -> None:
    app, _, store = app_with(deck_of(KINDS["choice"]))
    async with app.run_test(size=(80, 24)) as pilot:
        review = await start_review(pilot, app, store)
        await review.press(review.digit_of("Wrong one"))
        assert "✗ Wrong" in review.text
        assert "▸1 Again" in review.text
        await review.press("enter")
        assert review.graded == [("deck/card", Grade.AGAIN)]


async def test_picks_can_be_taken_back() -> None:
    app, _, store = app_with(deck_of(KINDS["order"]))
    async with app.run_test(size=(80, 24)) as pilot:
        review = await start_review(pilot, app, store)
        digits = [review.digit_of(words) for words in ("First", "Second", "Third")]
        await review.press(digits[2], "backspace", *digits, "enter")
        assert "✓ Correct" in review.text


async def test_letters_are_text_in_the_input_and_keys_again_after_tab() -> None:
    app, _, store = app_with(deck_of(KINDS["typed"]))
    async with app.run_test(size=(80, 24)) as pilot:
        review = await start_review(pilot, app, store)
        assert "tab Shortcuts" in review.text
        await review.press(*"umq")
        assert "umq" in review.text
        await review.press("tab", "m")
        assert "◆ marked" in review.text
        assert "tab Keep typing" in review.text
        await review.press("tab", "x")
        assert "umqx" in review.text
        await review.press("escape", "space", "4")
        assert review.graded == [("deck/card", Grade.EASY)]


async def test_enter_on_an_empty_typed_answer_shows_it_unanswered() -> None:
    app, _, store = app_with(deck_of(KINDS["typed"]))
    async with app.run_test(size=(80, 24)) as pilot:
        review = await start_review(pilot, app, store)
        await review.press("enter")
        assert "Hamstrings" in review.text
        assert "Not quite" not in review.text


async def test_keys_typed_right_after_an_answer_are_for_the_card() -> None:
    app, _, store = app_with(deck_of(KINDS["typed"]))
    async with app.run_test(size=(80, 24)) as pilot:
        review = await start_review(pilot, app, store)
        for key in (*"hamstrings", "enter", "3"):
            app.post_message(_key(key))
        for _ in range(4):
            await pilot.pause()
        assert review.graded == [("deck/card", Grade.GOOD)]
        assert [
            event.payload.answer for event in store.events if isinstance(event.payload, Reviewed)
        ] == ["hamstrings"]


@pytest.mark.parametrize("kind", KINDS)
async def test_every_entry_of_a_footer_is_an_action_that_can_be_run(kind: str) -> None:
    app, _, store = app_with(deck_of(KINDS[kind]))
    async with app.run_test(size=(120, 40)) as pilot:
        review = await start_review(pilot, app, store)
        for shown in ((), ("tab",), ("space",)):
            await pilot.press(*shown)
            for key in app.screen.query_one(KeyBar).keys:
                if key.is_clickable and key not in {HELP, LEAVE_REVIEW}:
                    await app.run_action(key.action, app.screen)
        await review.click("Grade" if "1-4 Grade" in review.text else "Help")
        assert app.is_running


async def test_a_footer_entry_for_several_keys_is_no_button() -> None:
    app, _, store = app_with(deck_of(KINDS["choice"]))
    async with app.run_test(size=(80, 24)) as pilot:
        review = await start_review(pilot, app, store)
        await review.click("1-3 Choose")
        await review.press("space")
        await review.click("1-4 Grade")
        assert review.graded == []
        assert "▸" not in review.text


async def test_a_pause_ends_when_a_card_has_come_back() -> None:
    app, desk, store = app_with(numbered_deck(1))
    store.record(Day(0), SettingChanged("learning_steps", (2100, 4200)))
    async with app.run_test(size=(80, 24)) as pilot:
        review = await start_review(pilot, app, store)
        await review.press("space", "1")
        assert "1 card comes back in 35 min" in review.text
        assert isinstance(desk.clock, FakeClock)
        desk.clock.pass_by(minutes=20)
        await review.press("space")
        assert "What is card-0?" in review.text


async def test_what_was_wrong_with_the_file_is_told_in_review_too() -> None:
    _, desk, store = app_with(numbered_deck(1))
    store.notices = ("progress.json was damaged",)
    direct = RunquizApp(desk, NoPreferences(), ReviewSession(desk, desk.shelf.decks()))
    async with direct.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "! progress.json was damaged" in text(direct)
        await pilot.press("q")
        await pilot.pause()
        assert "Decks" in text(direct)


async def test_a_typo_is_shown() -> None:
    app, _, store = app_with(deck_of(KINDS["typed"]))
    async with app.run_test(size=(80, 24)) as pilot:
        review = await start_review(pilot, app, store)
        await review.press(*"hamstrngs", "enter")
        assert "mind the spelling" in review.text
        assert "missing: i" in review.text


async def test_no_key_is_lost_in_a_burst() -> None:
    app, _, store = app_with(numbered_deck(40))
    async with app.run_test(size=(80, 24)) as pilot:
        await start_review(pilot, app, store)
        for key in ("space", "4") * 20:
            app.post_message(_key(key))
        await pilot.pause()
        await pilot.pause()
        assert len(store.events) == 20


async def test_no_key_typed_ahead_is_lost_between_two_screens() -> None:
    app, _, store = app_with(numbered_deck(40))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        for key in ("enter", *("space", "4") * 5, "q", "enter", *("space", "4") * 5):
            app.post_message(_key(key))
        for _ in range(4):
            await pilot.pause()
        assert len(store.events) == 10


async def test_ten_answers_are_undone_one_by_one() -> None:
    app, _, store = app_with(numbered_deck(12))
    async with app.run_test(size=(80, 24)) as pilot:
        review = await start_review(pilot, app, store)
        await review.press(*("space", "4") * 10)
        assert "10 answered · 2 left" in review.text
        await review.press(*"u" * 10)
        assert "0 answered · 12 left" in review.text
        assert "What is card-0?" in review.text
        await review.press("u")
        assert "Nothing to undo" in review.text
        assert store.progress.days == {}


async def test_undo_goes_on_through_cards_that_are_typed() -> None:
    cards = [Typed(About(f"deck/t{number}", f"Typed {number}?"), "x") for number in range(3)]
    app, _, store = app_with(deck_of(*cards))
    async with app.run_test(size=(80, 24)) as pilot:
        review = await start_review(pilot, app, store)
        for _ in range(3):
            await review.press("x", "enter", "4")
        await review.press("u", "u", "u")
        assert "Typed 0?" in review.text
        assert "0 answered · 3 left" in review.text
        await review.press("tab", "x", "enter", "4")
        assert len(review.graded) == 4


async def test_an_order_is_handed_in_only_when_it_is_whole() -> None:
    app, _, store = app_with(deck_of(KINDS["order"]))
    async with app.run_test(size=(80, 24)) as pilot:
        review = await start_review(pilot, app, store)
        digit = review.digit_of("First")
        await review.press(digit, "enter")
        assert "Put every item in order first" in review.text
        assert f"{digit} → 1." in review.text
        await review.press(*[review.digit_of(words) for words in ("Second", "Third")], "enter")
        assert "✓ Correct" in review.text


async def test_what_was_missed_looks_unlike_what_was_found() -> None:
    app, _, store = app_with(deck_of(KINDS["choices"]))
    async with app.run_test(size=(80, 24)) as pilot:
        review = await start_review(pilot, app, store)
        await review.press(review.digit_of("Right one"), review.digit_of("Wrong one"), "space")
        assert "✓   Right one" in review.text
        assert "○   Good one (missed)" in review.text
        assert "✗   Wrong one" in review.text
        assert "Wrong: 1 of 2 found, and 1 wrong" in review.text


async def test_six_options_are_all_in_sight_on_a_small_screen() -> None:
    card = Choices(ABOUT, ("One", "Two", "Three"), ("Four", "Five", "Six"))
    app, _, store = app_with(deck_of(card))
    async with app.run_test(size=(80, 24)) as pilot:
        review = await start_review(pilot, app, store)
        await review.press("space")
        for words in ("One", "Two", "Three", "Four", "Five", "Six"):
            assert words in review.text


async def test_a_pick_out_of_sight_is_scrolled_to() -> None:
    card = Choices(ABOUT, ("One", "Two", "Three"), ("Four", "Five", "Six"))
    app, _, store = app_with(deck_of(card))
    async with app.run_test(size=(40, 10)) as pilot:
        review = await start_review(pilot, app, store)
        assert "↑↓ Scroll" in review.text
        await review.press("6")
        assert "6 ●" in review.text


async def test_undo_works_on_the_finished_screen() -> None:
    app, _, store = app_with(numbered_deck(1))
    async with app.run_test(size=(80, 24)) as pilot:
        review = await start_review(pilot, app, store)
        await review.press("space", "4")
        assert "✓ Done for now" in review.text
        await review.press("u")
        assert "What is card-0?" in review.text


@pytest.mark.parametrize(
    ("key", "said"), [("s", "Suspended, press u to undo"), ("b", "Buried until tomorrow")]
)
async def test_a_card_is_set_aside_and_undo_brings_it_back(key: str, said: str) -> None:
    app, _, store = app_with(numbered_deck(2))
    async with app.run_test(size=(80, 24)) as pilot:
        review = await start_review(pilot, app, store)
        await review.press(key)
        assert said in review.text
        assert "What is card-1?" in review.text
        await review.press("u")
        assert "What is card-0?" in review.text


async def test_why_now_is_shown_and_hidden_by_the_same_key() -> None:
    app, _, store = app_with(numbered_deck(2), days=30)
    store.clock.pass_by(days=60)
    async with app.run_test(size=(80, 24)) as pilot:
        review = await start_review(pilot, app, store)
        await review.press("w")
        assert "Why now" in review.text
        assert "Last answered" in review.text or "learning it" in review.text
        await review.press("w")
        assert "Last answered" not in review.text


async def test_what_is_not_saved_stays_said_until_it_is() -> None:
    app, _, store = app_with(numbered_deck(3))
    async with app.run_test(size=(80, 24)) as pilot:
        review = await start_review(pilot, app, store)
        store.fails = "No space left on device"
        await review.press("space", "4")
        assert "1 answer not saved: No space left on device; free space and press r" in review.text
        assert "r Retry" in review.text
        await review.press("space")
        await review.press("r")
        assert "1 answer not saved" in review.text
        store.fails = ""
        await review.press("r")
        assert "Saved" in review.text
        assert "r Retry" not in review.text


async def test_a_read_only_store_takes_no_grade_and_says_so() -> None:
    app, _, store = app_with(numbered_deck(2))
    store.read_only = "progress.json: Read-only file system"
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "nothing can be saved" in text(app)
        review = await start_review(pilot, app, store)
        await review.press("space", "4", "s", "u")
        assert "Read-only file system" in review.text
        assert store.events == []
        assert "What is card-0?" in review.text


async def test_q_goes_home_and_home_shows_what_was_done() -> None:
    app, _, store = app_with(numbered_deck(3))
    async with app.run_test(size=(80, 24)) as pilot:
        review = await start_review(pilot, app, store)
        await review.press("space", "4", "q")
        assert "1/3" in review.text
        assert "▲ 1 day" in review.text


def _key(name: str) -> Key:
    return Key(name, {"space": " ", "enter": "\r"}.get(name, name))


async def test_the_end_says_what_the_day_was_and_what_tomorrow_brings() -> None:
    app, _, store = app_with(numbered_deck(3))
    async with app.run_test(size=(80, 24)) as pilot:
        review = await start_review(pilot, app, store)
        await review.press("space", "4", "space", "4", "space", "1")
        store.clock.pass_by(minutes=2)
        await review.press("u", "space", "4")
        assert "3 cards this session." in review.text
        assert "Today: 3 answers, 3 new cards." in review.text
        assert "u undoes the last answer" in review.text


async def test_the_end_counts_what_comes_back_tomorrow_and_what_was_forgotten() -> None:
    app, desk, store = app_with(numbered_deck(2))
    day = calendar_of(store.progress, desk.zone).day(store.clock.now())
    soon = Day(day + 1)
    for grade in (Grade.GOOD, Grade.AGAIN):
        step = Reviewed("deck/card-0", grade, 900, "review", "", due_day=soon)
        store.record(Day(day - (grade is Grade.GOOD)), step)
    store.record(day, Reviewed("deck/card-1", Grade.EASY, 900, "review", "", due_day=soon))
    async with app.run_test(size=(80, 24)) as pilot:
        review = await start_review(pilot, app, store)
        assert "Today: 2 answers, 1 new card, 1 forgotten." in review.text
        assert "Tomorrow 2 cards come back." in review.text


async def test_a_card_that_was_asked_again_is_one_card_of_the_session() -> None:
    app, _, store = app_with(numbered_deck(2))
    async with app.run_test(size=(80, 24)) as pilot:
        review = await start_review(pilot, app, store)
        await review.press("space", "1", "space", "4", "space", "1", "space", "4")
        assert "2 cards this session." in review.text
        await review.press("u")
        await review.press("space", "4")
        assert "2 cards this session." in review.text
