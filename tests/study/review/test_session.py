from __future__ import annotations

import pytest

from quizapp.domain.cards.card import About, Choice, Gap, Order, TrueFalse
from quizapp.domain.event import Reviewed, SettingChanged
from quizapp.domain.judging.answer import Picked, Written
from quizapp.domain.memory import Day, Grade, Reviewing, phase_of
from quizapp.scheduling.queue import Finished, Later
from quizapp.study.question import Question
from quizapp.study.review.session import ReviewSitting
from tests.world import basic, deck_of, desk_for, numbered_deck

AGAIN, HARD, GOOD, EASY = Grade


def opened(sitting: ReviewSitting) -> str:
    question = sitting.advance()
    assert isinstance(question, Question), question
    return question.card.about.id


def answer(sitting: ReviewSitting, grade: Grade) -> str:
    card = opened(sitting)
    sitting.reveal()
    sitting.grade(grade)
    return card


def test_what_the_key_shows_is_what_is_stored() -> None:
    desk, _, store = desk_for(numbered_deck(1))
    sitting = ReviewSitting(desk, desk.shelf.decks())
    card = opened(sitting)
    shown = sitting.reveal().outcomes[GOOD]
    sitting.grade(GOOD)
    assert store.progress.states[card].memory == shown


def test_a_forgotten_card_returns_in_the_same_sitting() -> None:
    desk, clock, _ = desk_for(numbered_deck(2))
    sitting = ReviewSitting(desk, desk.shelf.decks())
    first = answer(sitting, AGAIN)
    clock.pass_by(seconds=90)
    assert answer(sitting, EASY) != first
    assert opened(sitting) == first


def test_cards_that_come_back_late_end_the_sitting_with_their_number_and_time() -> None:
    desk, _, store = desk_for(numbered_deck(1))
    store.record(Day(0), SettingChanged("learning_steps", (1800, 3600)))
    sitting = ReviewSitting(desk, desk.shelf.decks())
    answer(sitting, AGAIN)
    ended = sitting.advance()
    assert isinstance(ended, Later)
    assert ended.count == 1


def test_a_limit_ends_the_sitting_after_so_many_graded_answers() -> None:
    desk, _, _ = desk_for(numbered_deck(9))
    sitting = ReviewSitting(desk, desk.shelf.decks(), limit=2)
    opened(sitting)
    sitting.skip()
    answer(sitting, EASY)
    answer(sitting, EASY)
    assert sitting.advance() == Finished()


def test_a_limit_never_lifts_the_limits_of_the_day() -> None:
    desk, _, store = desk_for(numbered_deck(30))
    store.record(Day(0), SettingChanged("new_limit", 3))
    sitting = ReviewSitting(desk, desk.shelf.decks(), limit=20)
    for _ in range(3):
        answer(sitting, EASY)
    assert sitting.advance() == Finished()


def test_a_skipped_card_is_not_shown_again_in_this_sitting() -> None:
    desk, _, _ = desk_for(numbered_deck(2))
    sitting = ReviewSitting(desk, desk.shelf.decks())
    skipped = opened(sitting)
    sitting.skip()
    assert answer(sitting, EASY) != skipped
    assert sitting.advance() == Finished()


def test_undo_takes_back_any_number_of_answers_newest_first() -> None:
    desk, clock, store = desk_for(numbered_deck(12))
    sitting = ReviewSitting(desk, desk.shelf.decks())
    given = []
    for _ in range(10):
        given.append(answer(sitting, EASY))
        clock.pass_by(seconds=5)
    undone = [change.card for _ in range(10) if (change := sitting.undo())]
    assert undone == given[::-1]
    assert sitting.undo() is None
    assert store.progress.days == {}
    assert [answer(sitting, EASY) for _ in range(10)] == given


def test_undo_works_in_a_new_sitting() -> None:
    desk, _, store = desk_for(numbered_deck(3))
    first = answer(ReviewSitting(desk, desk.shelf.decks()), EASY)
    again = ReviewSitting(desk, desk.shelf.decks())
    again.undo()
    assert opened(again) == first
    assert phase_of(store.progress.states[first].memory) == "new"


def test_undo_of_a_mark_leaves_the_open_card_open() -> None:
    desk, _, store = desk_for(numbered_deck(2))
    sitting = ReviewSitting(desk, desk.shelf.decks())
    card = opened(sitting)
    assert [sitting.mark().what, sitting.mark().what] == ["marked", "unmarked"]
    sitting.undo()
    assert store.progress.states[card].marked
    assert opened(sitting) == card


@pytest.mark.parametrize("way", ["suspend", "bury"])
def test_a_card_set_aside_is_gone_and_undo_brings_it_back(way: str) -> None:
    desk, _, _ = desk_for(numbered_deck(2))
    sitting = ReviewSitting(desk, desk.shelf.decks())
    card = opened(sitting)
    getattr(sitting, way)()
    assert opened(sitting) != card
    sitting.undo()
    assert opened(sitting) == card


def test_a_buried_card_is_back_the_next_study_day() -> None:
    desk, clock, _ = desk_for(numbered_deck(1))
    sitting = ReviewSitting(desk, desk.shelf.decks())
    card = opened(sitting)
    sitting.bury()
    assert sitting.advance() == Finished()
    clock.pass_by(days=1)
    assert opened(sitting) == card


def test_the_plan_is_made_anew_when_the_study_day_changes() -> None:
    desk, clock, store = desk_for(numbered_deck(40))
    store.record(Day(0), SettingChanged("new_limit", 1))
    sitting = ReviewSitting(desk, desk.shelf.decks())
    answer(sitting, EASY)
    assert sitting.advance() == Finished()
    clock.pass_by(days=1)
    assert isinstance(sitting.advance(), Question)


def test_siblings_are_never_shown_on_one_day() -> None:
    gaps = [Gap(About(f"deck/gap:{n}", "…"), ("x",)) for n in (1, 2, 3)]
    desk, clock, _ = desk_for(deck_of(*gaps))
    days = []
    for _ in range(3):
        sitting = ReviewSitting(desk, desk.shelf.decks())
        days.append(answer(sitting, EASY))
        assert sitting.advance() == Finished()
        clock.pass_by(days=1)
    assert days == ["deck/gap:1", "deck/gap:2", "deck/gap:3"]


def test_an_answer_that_took_too_long_was_a_pause() -> None:
    desk, clock, store = desk_for(numbered_deck(1))
    sitting = ReviewSitting(desk, desk.shelf.decks())
    opened(sitting)
    clock.pass_by(hours=2)
    sitting.reveal()
    sitting.grade(GOOD)
    body = store.events[-1].body
    assert isinstance(body, Reviewed)
    assert body.ms == 60_000


def test_a_typed_answer_is_kept_cut_and_cleaned_unless_a_setting_keeps_it_out() -> None:
    gap = Gap(About("deck/a:1", "…"), ("x",))
    desk, clock, store = desk_for(deck_of(gap))
    for expected in ("y" * 200, None):
        sitting = ReviewSitting(desk, desk.shelf.decks())
        opened(sitting)
        sitting.reveal(Written("\x1b[31m" + "y" * 300))
        sitting.grade(AGAIN)
        body = store.events[-1].body
        assert isinstance(body, Reviewed)
        assert body.answer == expected
        store.record(Day(0), SettingChanged("keep_typed", False))
        clock.pass_by(minutes=2)


def test_the_judgement_proposes_a_grade_and_the_learner_decides() -> None:
    card = Choice(About("deck/a", "?"), "right", ("wrong",))
    desk, _, _ = desk_for(deck_of(card))
    sitting = ReviewSitting(desk, desk.shelf.decks())
    question = sitting.advance()
    assert isinstance(question, Question)
    place = question.shown.index("wrong")
    assert sitting.reveal(Picked((place,))).proposed == AGAIN
    assert sitting.grade(EASY).grade == EASY


def test_options_are_shuffled_but_true_and_false_keep_their_places() -> None:
    card = Choice(About("deck/a", "?"), "a", tuple("bcdefgh"))
    verdict = TrueFalse(About("deck/b", "?"), verdict=False)
    order = Order(About("deck/c", "?"), ("1", "2"))
    shown = set()
    for seed in range(20):
        desk, _, _ = desk_for(deck_of(card, verdict, order), seed=seed)
        sitting = ReviewSitting(desk, desk.shelf.decks(), cram=True)
        for _ in range(3):
            question = sitting.advance()
            assert isinstance(question, Question)
            if question.card is verdict:
                assert question.shown == ("True", "False")
            if question.card is order:
                assert question.shown != order.items
            if question.card is card:
                shown.add(question.shown)
            sitting.reveal()
            sitting.grade(GOOD)
    assert len(shown) > 10


def test_a_cram_asks_every_card_once_and_records_nothing() -> None:
    desk, _, store = desk_for(numbered_deck(5))
    sitting = ReviewSitting(desk, desk.shelf.decks(), cram=True)
    asked = [answer(sitting, AGAIN) for _ in range(5)]
    assert len(set(asked)) == 5
    assert sitting.advance() == Finished()
    assert store.events == []


def test_the_eighth_lapse_makes_a_leech_and_the_setting_suspends_it() -> None:
    desk, clock, store = desk_for(deck_of(basic("x")))
    store.record(Day(0), SettingChanged("leech_suspends", True))
    store.record(Day(0), SettingChanged("relearning_steps", ()))
    answer(ReviewSitting(desk, desk.shelf.decks()), EASY)
    became = []
    for _ in range(8):
        clock.pass_by(days=400)
        sitting = ReviewSitting(desk, desk.shelf.decks())
        opened(sitting)
        sitting.reveal()
        became.append(sitting.grade(AGAIN).became_leech)
    assert became == [False] * 7 + [True]
    assert store.progress.states["deck/x"].suspended
    assert store.progress.states["deck/x"].is_leech


def test_an_answer_that_can_not_be_saved_is_kept_and_the_sitting_goes_on() -> None:
    desk, _, store = desk_for(numbered_deck(3))
    sitting = ReviewSitting(desk, desk.shelf.decks())
    store.fails = "No space left on device"
    opened(sitting)
    sitting.reveal()
    first = sitting.grade(EASY).receipt
    assert first is not None
    assert (first.is_saved, store.unsaved) == (False, 1)
    store.fails = ""
    opened(sitting)
    sitting.reveal()
    second = sitting.grade(EASY).receipt
    assert second is not None
    assert [event.id for event in second.durable] == [first.event.id, second.event.id]


def test_reviews_are_spread_over_days_by_the_load_of_this_sitting() -> None:
    desk, _, store = desk_for(numbered_deck(20))
    sitting = ReviewSitting(desk, desk.shelf.decks())
    for _ in range(20):
        answer(sitting, EASY)
    memories = [store.progress.states[card].memory for card in store.progress.states]
    dues = {memory.due for memory in memories if isinstance(memory, Reviewing)}
    assert len(dues) == 5


def test_answers_are_undone_across_midnight() -> None:
    desk, clock, store = desk_for(numbered_deck(2))
    clock.time = clock.time.replace(hour=23, minute=59)
    sitting = ReviewSitting(desk, desk.shelf.decks())
    card = answer(sitting, EASY)
    clock.pass_by(hours=6)
    change = sitting.undo()
    assert change is not None
    assert change.card == card
    assert store.progress.days == {}


def test_another_windows_answers_are_not_asked_again() -> None:
    desk, _, store = desk_for(numbered_deck(3))
    sitting = ReviewSitting(desk, desk.shelf.decks())
    assert opened(sitting) == "deck/card-0"
    other = ReviewSitting(desk, desk.shelf.decks())
    for _ in range(2):
        opened(other)
        memory = other.reveal().outcomes[EASY]
        store.elsewhere(
            other.reveal().day,
            Reviewed(other.reveal().question.card.about.id, EASY, 1, memory.due, "review", "x"),
        )
    sitting.reveal()
    sitting.grade(GOOD)
    assert opened(sitting) == "deck/card-2"


def test_an_answer_is_graded_on_what_is_known_of_the_card_when_it_is_graded() -> None:
    desk, _, store = desk_for(numbered_deck(1))
    sitting = ReviewSitting(desk, desk.shelf.decks())
    opened(sitting)
    revealed = sitting.reveal()
    due = revealed.outcomes[EASY].due
    store.elsewhere(revealed.day, Reviewed("deck/card-0", EASY, 1, due, "review", "x"))
    graded = sitting.grade(GOOD)
    assert store.progress.states["deck/card-0"].memory == graded.memory
    assert store.progress.states["deck/card-0"].reps == 2


def test_an_undo_of_the_open_card_renews_its_outcomes() -> None:
    desk, clock, store = desk_for(numbered_deck(1))
    answer(ReviewSitting(desk, desk.shelf.decks()), EASY)
    clock.pass_by(days=40)
    sitting = ReviewSitting(desk, desk.shelf.decks())
    answer(sitting, AGAIN)
    opened(sitting)
    relearning = sitting.reveal().outcomes[GOOD]
    sitting.undo()
    renewed = sitting.renew().outcomes[GOOD]
    assert renewed.stability > relearning.stability
    sitting.grade(GOOD)
    assert store.progress.states["deck/card-0"].memory == renewed


def test_a_card_shown_before_the_rollover_and_graded_after_it_belongs_to_the_new_day() -> None:
    desk, clock, store = desk_for(numbered_deck(1))
    answer(ReviewSitting(desk, desk.shelf.decks()), EASY)
    clock.pass_by(days=20)
    clock.time = clock.time.replace(hour=3, minute=59)
    sitting = ReviewSitting(desk, desk.shelf.decks())
    opened(sitting)
    before = sitting.reveal().day
    clock.pass_by(minutes=2)
    graded = sitting.grade(GOOD)
    assert graded.memory is not None
    assert (graded.memory.day, store.events[-1].day) == (before + 1, before + 1)
    assert graded.memory.due > clock.now().timestamp()
    assert sitting.advance() == Finished()


def test_siblings_of_an_undone_card_wait_for_another_day() -> None:
    gaps = [Gap(About(f"deck/gap:{n}", "…"), ("x",)) for n in (1, 2)]
    desk, clock, _ = desk_for(deck_of(*gaps))
    answer(ReviewSitting(desk, desk.shelf.decks()), EASY)
    clock.pass_by(days=1)
    sitting = ReviewSitting(desk, desk.shelf.decks())
    assert opened(sitting) == "deck/gap:2"
    sitting.undo()
    assert answer(sitting, EASY) == "deck/gap:1"
    assert sitting.advance() == Finished()


def test_one_undo_takes_back_a_leech_with_its_suspension() -> None:
    desk, clock, store = desk_for(deck_of(basic("x")))
    store.record(Day(0), SettingChanged("leech_suspends", True))
    store.record(Day(0), SettingChanged("relearning_steps", ()))
    answer(ReviewSitting(desk, desk.shelf.decks()), EASY)
    for _ in range(8):
        clock.pass_by(days=400)
        sitting = ReviewSitting(desk, desk.shelf.decks())
        answer(sitting, AGAIN)
    assert store.progress.states["deck/x"].suspended
    sitting.undo()
    state = store.progress.states["deck/x"]
    assert (state.suspended, state.lapses) == (False, 7)


def test_a_cram_leaves_suspended_cards_alone() -> None:
    desk, _, _ = desk_for(numbered_deck(2))
    sitting = ReviewSitting(desk, desk.shelf.decks())
    suspended = opened(sitting)
    sitting.suspend()
    cram = ReviewSitting(desk, desk.shelf.decks(), cram=True)
    assert answer(cram, GOOD) != suspended
    assert cram.advance() == Finished()


def test_an_undo_in_another_deck_leaves_the_open_card_open() -> None:
    desk, _, _ = desk_for(numbered_deck(1, "alpha"), numbered_deck(1, "beta"))
    alpha, beta = desk.shelf.decks()
    answer(ReviewSitting(desk, [beta]), EASY)
    sitting = ReviewSitting(desk, [alpha])
    opened(sitting)
    change = sitting.undo()
    assert change is not None
    assert (change.card, change.moves) == ("beta/card-0", False)
