"""Rows 58-61 of the list of bad inputs: a hostile deck through every screen, and plain mode."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from quizapp.domain.cards.card import (
    About,
    Basic,
    Card,
    Choice,
    Choices,
    Gap,
    Order,
    TrueFalse,
    Typed,
)
from quizapp.domain.cards.deck import Deck
from quizapp.domain.quiz_setup import QuizSetup
from quizapp.plain.quiz import PlainQuiz
from quizapp.plain.review import PlainReview
from quizapp.study.quiz.start import begin, new_quiz
from quizapp.study.review.session import ReviewSession
from quizapp.tui.quiz.screen import QuizScreen
from tests.cli.command import Home
from tests.domain.test_clean_text import HOSTILE
from tests.plain.script import Script
from tests.tui.looking import text
from tests.tui.quiz.test_screen import Quizzing
from tests.tui.stage import app_with
from tests.world import desk_for

MARKUP = (
    "[bold]",
    "[/]",
    "[/bold]",
    "[link=https://evil.example]x[/link]",
    "[@click=app.quit]quit[/]",
    "[red",
    "\\[",
    "[$primary]",
    "x" * 10_000,
    "e" + "\u0301" * 500,
    "",
)
STRINGS = [hostile for hostile, _ in HOSTILE.values()] + list(MARKUP)


def cards(*bad: str) -> list[Card]:
    """A card of each kind, each made of one hostile text (the first again after the last)."""
    of = [bad[number % len(bad)] for number in range(7)]
    about = [
        About(
            f"evil/c{number}",
            f"Q {of[number]}",
            f"W {of[number]}",
            f"S {of[number]}",
            (of[number],),
        )
        for number in range(7)
    ]
    return [
        Basic(about[0], f"A {of[0]}"),
        Typed(about[1], f"A {of[1]}", (of[1],)),
        Gap(about[2], (f"A {of[2]}",)),
        Choice(about[3], f"A {of[3]}", (f"B {of[3]}",)),
        Choices(about[4], (f"A {of[4]}", f"C {of[4]}"), (f"B {of[4]}",)),
        TrueFalse(about[5], verdict=True),
        Order(about[6], (f"A {of[6]}", f"B {of[6]}")),
    ]


def evil(*bad: str) -> Deck:
    return Deck("evil", f"T {bad[0]}", f"About {bad[0]}", cards=tuple(cards(*bad)))


GROUPS = [
    [STRINGS[(at + step) % len(STRINGS)] for step in range(7)] for at in range(0, len(STRINGS), 7)
]
"""Seven texts for seven kinds, so that each text comes in at least one kind."""
SIZES = [(1, 1), (20, 5), (150, 45)]


def assert_clean(shown: str) -> None:
    bad = [
        c
        for c in shown
        if c != "\n" and (ord(c) < 32 or 0x7F <= ord(c) < 0xA0 or c in "\u202e\u2066")
    ]
    assert bad == []


@pytest.mark.parametrize("bad", GROUPS, ids=range(len(GROUPS)))
async def test_every_screen_shows_hostile_text_as_text(bad: list[str]) -> None:
    app, _, store = app_with(evil(*bad))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        assert_clean(text(app))
        await pilot.press("question_mark", "q", "enter")
        await pilot.pause()
        for _ in range(7):
            await pilot.press("tab", "w", "m", "space")
            assert_clean(text(app))
            await pilot.press("4")
        await pilot.pause()
        assert "Done for now" in text(app)
        assert len(store.events) == 14


@pytest.mark.parametrize("bad", ["[bold]x[/bold]", "[/]", "[@click=app.quit]x[/]"])
async def test_markup_is_shown_literally(bad: str) -> None:
    app, _, _ = app_with(evil(bad))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        assert bad in text(app)
        await pilot.press("enter")
        await pilot.pause()
        assert f"Q {bad}" in text(app)


@pytest.mark.parametrize("bad", MARKUP, ids=range(len(MARKUP)))
async def test_typed_and_wrong_answers_are_safe_too(bad: str) -> None:
    app, _, store = app_with(Deck("evil", "T", cards=(cards(bad)[1],)))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press(*"[/]x", "enter")
        await pilot.pause()
        assert_clean(text(app))
        await pilot.press("1")
        assert len(store.events) == 1


async def resize(pilot: Pilot[None]) -> None:
    """To every unusual size, and back."""
    for size in (*SIZES, (80, 24)):
        await pilot.resize_terminal(*size)
        await pilot.pause()


async def test_no_size_of_terminal_breaks_a_screen() -> None:
    app, _, _ = app_with(evil("x"))
    async with app.run_test(size=(80, 24)) as pilot:
        for keys in ((), ("enter",), ("tab", "space"), ("question_mark",), ("q", "q", "m")):
            await pilot.press(*keys)
            await resize(pilot)
        assert "No card has a tag" in text(app)


@pytest.mark.parametrize("bad", STRINGS, ids=range(len(STRINGS)))
def test_plain_mode_goes_through_too(bad: str) -> None:
    desk, _, store = desk_for(evil(bad))
    script = Script(["", "4"] * 7)
    PlainReview(ReviewSession(desk, desk.shelf.decks()), script).run()
    assert len(store.events) == 7


def test_what_plain_mode_prints_is_clean(home: Home, tmp_path: Path) -> None:
    path = tmp_path / "evil\x1b]0;x\x07.yaml"
    path.write_text(
        'title: "\\e]0;owned\\a\\u202eT"\ncards:\n'
        '  - {q: "\\e[31mQ\\e[6n", a: "\\eP1;2\\e\\\\A", why: "\\x9b31mW"}\n'
    )
    arguments = ("--plain", "--decks", str(path))
    result = home.run("review", *arguments, lines="\x1b]0;mine\x07\n4\n")
    assert result.returncode == 0, result.stderr
    for command in (("cards",), ("decks",), ("due",), ("check", str(path))):
        result = home.run(*command, *(() if command[0] == "check" else ("--decks", str(path))))
        assert_clean(result.stdout + result.stderr)


async def _through_a_quiz(quiz: Quizzing) -> None:
    """Every question answered somehow, every screen seen, each of them clean."""
    for _ in range(7):
        assert_clean(quiz.text)
        await quiz.press("tab", "1", "enter")
        if not isinstance(quiz.app.screen, QuizScreen):
            break
        await quiz.press("s", "space")
    for keys in (("down", "o"), ("q", "h"), ("q", "p"), ("q", "q"), ("z",), ("down", "space")):
        await quiz.press(*keys)
        assert_clean(quiz.text)


@pytest.mark.parametrize("bad", GROUPS, ids=range(len(GROUPS)))
async def test_every_quiz_screen_shows_hostile_text_as_text(bad: list[str]) -> None:
    deck = evil(*bad)
    app, desk, store = app_with(deck)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        await app.navigator.open_quiz(new_quiz(desk, [deck], QuizSetup("practice", questions=50)))
        await pilot.pause()
        await _through_a_quiz(Quizzing(pilot, app, store))
        assert len(store.progress.attempts.past) == 1


@pytest.mark.parametrize("bad", ["[bold]x[/bold]", "[/]", "[@click=app.quit]x[/]"])
async def test_markup_in_a_quiz_is_shown_literally(bad: str) -> None:
    deck = evil(bad)
    app, desk, store = app_with(deck)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        setup = QuizSetup("practice", kinds=("choice",))
        await app.navigator.open_quiz(new_quiz(desk, [deck], setup))
        await pilot.pause()
        quiz = Quizzing(pilot, app, store)
        assert f"Q {bad}" in quiz.text
        await quiz.press(quiz.digit_of(f"B {bad}"))
        assert f"W {bad}" in quiz.text
        await quiz.press("space")
        assert f"✓ answer  A {bad}" in quiz.text


async def test_no_size_of_terminal_breaks_a_quiz_screen() -> None:
    deck = evil("x")
    app, _, store = app_with(deck)
    async with app.run_test(size=(80, 24)) as pilot:
        quiz = Quizzing(pilot, app, store)
        steps = (("z",), ("down", "space"), ("enter", "0", "enter"), ("p",), ("p", "tab", "s"))
        for keys in steps:
            await quiz.press(*keys)
            await resize(pilot)
        await quiz.press(*("space", "tab", "s") * 7, "space")
        for pressed in ((), ("o",), ("q", "h"), ("q",)):
            await quiz.press(*pressed)
            await resize(pilot)
        assert "Results" in quiz.text


@pytest.mark.parametrize("bad", STRINGS, ids=range(len(STRINGS)))
def test_a_plain_quiz_goes_through_too(bad: str) -> None:
    desk, _, store = desk_for(evil(bad))
    decks = desk.shelf.decks()
    quiz = new_quiz(desk, decks, QuizSetup("practice", questions=50))
    script = Script(["1", ""] * 7)
    PlainQuiz(begin(desk, quiz, decks, free=False), script, {"evil": bad}).run()
    assert len(store.progress.attempts.past) == 1
