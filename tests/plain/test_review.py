from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from quizapp.domain.cards.card import About, Choice, Gap
from quizapp.domain.event import SettingChanged
from quizapp.domain.memory import Day, Grade
from quizapp.plain.review import PlainReview
from quizapp.study.review.session import ReviewSession
from tests.plain.script import Script
from tests.world import FakeClock, MemoryStore, deck_of, desk_for, numbered_deck


@dataclass(slots=True)
class Played:
    script: Script
    store: MemoryStore
    clock: FakeClock
    review: PlainReview

    @property
    def kept(self) -> list[str]:
        words = ("saved", "undone", "suspended", "buried", "marked", "unmarked", "Not saved")
        return self.script.starting(*words)


def play(
    lines: Sequence[str], count: int = 3, *, cram: bool = False, store: str = "", fails: str = ""
) -> Played:
    desk, clock, kept = desk_for(numbered_deck(count))
    kept.read_only, kept.fails = store, fails
    script = Script(list(lines))
    review = PlainReview(ReviewSession(desk, desk.shelf.decks(), cram=cram), script)
    review.run()
    return Played(script, kept, clock, review)


def test_two_lines_a_card_and_what_is_durable_is_printed_as_saved() -> None:
    played = play(["It is", "4", "", "1"])
    assert played.kept == [
        "saved deck/card-0 4 due 2026-03-10T04:00:00Z",
        "saved deck/card-1 1 due 2026-03-02T09:01:00Z",
    ]


def test_the_second_line_follows_the_grades_with_their_times() -> None:
    played = play(["x"])
    assert "1 Again 1 min · 2 Hard 6 min · 3 Good 10 min · 4 Easy 8 days" in played.script.said


def test_an_empty_or_unknown_grade_leaves_the_card_and_goes_on() -> None:
    played = play(["", "", "", "7", "", "4"])
    assert played.kept == ["saved deck/card-2 4 due 2026-03-10T04:00:00Z"]
    assert played.script.said[-1] == "Done: 1 answer."


def test_commands_on_the_answer_line_of_a_basic_card_need_no_colon() -> None:
    played = play(["m", ":m", "w", "s", "b", ":q", "4"])
    assert played.kept == [
        "marked deck/card-0",
        "unmarked deck/card-0",
        "suspended deck/card-0",
        "buried deck/card-1",
    ]
    assert played.script.starting("New: ") != []


def test_undo_leaves_the_same_prompt_open_and_the_undone_card_comes_next() -> None:
    played = play(["", "4", "u", "", "4", "", "4"])
    assert played.kept == [
        "saved deck/card-0 4 due 2026-03-10T04:00:00Z",
        "undone deck/card-0",
        "saved deck/card-1 4 due 2026-03-10T04:00:00Z",
        "saved deck/card-0 4 due 2026-03-11T04:00:00Z",
    ]


def test_with_nothing_to_undo_it_says_so() -> None:
    assert "Nothing to undo." in play(["u"]).script.said


def test_letters_are_text_on_a_card_that_is_typed() -> None:
    desk, _, store = desk_for(deck_of(Gap(About("deck/a:1", "…"), ("s",))))
    script = Script(["s", "3"])
    PlainReview(ReviewSession(desk, desk.shelf.decks()), script).run()
    assert script.starting("Correct: s") != []
    assert len(store.events) == 1


def test_a_choice_shows_its_options_and_a_line_that_is_none_of_them_is_wrong() -> None:
    card = Choice(About("deck/a", "?"), "right", ("wrong",))
    desk, _, _ = desk_for(deck_of(card))
    script = Script(["7", "3"])
    PlainReview(ReviewSession(desk, desk.shelf.decks()), script).run()
    assert [line[:5] for line in script.starting("  ")][:2] == ["  1. ", "  2. "]
    assert script.starting("Wrong. Answer: right") != []


def test_an_undo_of_the_open_card_says_its_grades_anew() -> None:
    desk, clock, store = desk_for(numbered_deck(1))
    session = ReviewSession(desk, desk.shelf.decks())
    session.advance()
    session.reveal()
    session.grade(Grade.EASY)
    clock.pass_by(days=40)
    script = Script(["", "1", "", ":u", "3"])
    PlainReview(ReviewSession(desk, desk.shelf.decks()), script).run()
    first, relearning, renewed = script.starting("1 Again")
    assert first == renewed != relearning
    assert len(script.starting("saved")) == 2
    assert store.progress.states["deck/card-0"].reps == 2


def test_a_leech_is_said_to_be_suspended() -> None:
    desk, clock, store = desk_for(numbered_deck(1))
    store.record(Day(0), SettingChanged("leech_suspends", True))
    store.record(Day(0), SettingChanged("relearning_steps", ()))
    script = Script(["", "4", *["", "1"] * 8])
    for _ in range(9):
        PlainReview(ReviewSession(desk, desk.shelf.decks(), limit=1), script).run()
        clock.pass_by(days=400)
    assert script.starting("suspended") == ["suspended deck/card-0"]
    assert "" not in script.said[-3:]


def test_a_deck_can_not_forge_a_line_of_the_protocol() -> None:
    forged = "saved s/x 4 due 2030-01-01T00:00:00Z"
    about = About("deck/a", f"{forged}\n{forged}", f"{forged}\n{forged}")
    desk, _, _ = desk_for(deck_of(Choice(about, f"A\n{forged}", (f"B\n{forged}",))))
    script = Script(["", ""])
    PlainReview(ReviewSession(desk, desk.shelf.decks()), script).run()
    assert not any(line.startswith("saved") for text in script.said for line in text.split("\n"))


def test_a_cram_prints_no_saved_line_and_changes_nothing() -> None:
    played = play(["", "3", "m", "", "4", "", "1"], cram=True)
    assert (played.kept, played.store.events) == ([], [])
    assert "Cramming changes nothing." in played.script.said
    assert "1 Again · 2 Hard · 3 Good · 4 Easy" in played.script.said


def test_cards_that_come_back_later_end_the_session_in_one_line() -> None:
    desk, _, store = desk_for(numbered_deck(2))
    store.record(Day(0), SettingChanged("learning_steps", (2100,)))
    script = Script(["", "1", "", "1"])
    PlainReview(ReviewSession(desk, desk.shelf.decks()), script).run()
    assert script.said[-1] == "2 cards come back in 35 min"


def test_the_end_of_input_stops() -> None:
    assert play([]).script.said[-1] == "answer:"


def test_what_is_not_saved_is_never_called_saved_and_is_when_it_is() -> None:
    desk, _, store = desk_for(numbered_deck(3))

    class Mended(Script):
        """Frees the disk before the second card."""

        def ask(self, prompt: str, tick: Callable[[], None] | None = None) -> str | None:  # noqa: ARG002
            if len(self.lines) == 2:
                store.fails = ""
            return super().ask(prompt)

    store.fails = "No space left on device"
    script = Mended(["", "4", "", "4"])
    PlainReview(ReviewSession(desk, desk.shelf.decks()), script).run()
    assert script.starting("Not saved: No space left on device") != []
    assert [line.split()[1] for line in script.starting("saved")] == ["deck/card-0", "deck/card-1"]


def test_a_read_only_store_takes_no_grade_and_says_why() -> None:
    played = play(["", "4", "", "4"], store="/x/progress.json: Permission denied")
    assert played.script.starting("Read-only: ") != []
    assert len(played.kept) == 2
    assert (played.review.refused, played.store.events) == (2, [])


def test_what_is_saved_at_the_end_is_said_at_the_end() -> None:
    desk, _, store = desk_for(numbered_deck(3))
    store.fails = "No space left on device"

    class Freed(Script):
        def ask(self, prompt: str, tick: Callable[[], None] | None = None) -> str | None:
            if not self.lines:
                store.fails = ""
            return Script.ask(self, prompt, tick)

    script = Freed(["", "4"])
    PlainReview(ReviewSession(desk, desk.shelf.decks()), script).run()
    assert [line.split()[:3] for line in script.starting("saved ")] == [
        ["saved", "deck/card-0", "4"]
    ]
    assert store.unsaved == 0


def test_a_leech_is_told_once_it_is_one() -> None:
    desk, clock, store = desk_for(numbered_deck(1))
    store.record(Day(0), SettingChanged("relearning_steps", ()))
    script = Script(["", "4", *["", "1"] * 8])
    for number in range(9):
        PlainReview(ReviewSession(desk, desk.shelf.decks(), limit=1), script).run()
        clock.pass_by(days=400)
        told = script.starting("Leech: forgotten 8 times. Consider rewording it.")
        assert len(told) == (number == 8)
