from __future__ import annotations

import pytest

from quizapp.domain.cards.card import About, Choice, Gap, Order, TrueFalse
from quizapp.domain.event import Aliased, DeckRenamed, Reviewed, SettingChanged
from quizapp.domain.judging.answer import Picked, TypedAnswer
from quizapp.domain.memory import Day, Grade, Reviewing, phase_of
from quizapp.domain.quiz_events import QuizApplied, QuizChange
from quizapp.domain.settings import Settings
from quizapp.scheduling.queue import Finished, Later
from quizapp.study.question import Question, review_event
from quizapp.study.review.session import ReviewSession
from tests.world import basic, deck_of, desk_for, numbered_deck

AGAIN, HARD, GOOD, EASY = Grade


def opened(session: ReviewSession) -> str:
    question = session.advance()
    assert isinstance(question, Question), question
    return question.card.about.id


def answer(session: ReviewSession, grade: Grade) -> str:
    card = opened(session)
    session.reveal()
    session.grade(grade)
    return card


def test_what_the_key_shows_is_what_is_stored() -> None:
    desk, _, store = desk_for(numbered_deck(1))
    session = ReviewSession(desk, desk.shelf.decks())
    card = opened(session)
    shown = session.reveal().outcomes[GOOD]
    session.grade(GOOD)
    assert store.progress.states[card].memory == shown


def test_a_forgotten_card_returns_in_the_same_sitting() -> None:
    desk, clock, _ = desk_for(numbered_deck(2))
    session = ReviewSession(desk, desk.shelf.decks())
    first = answer(session, AGAIN)
    clock.pass_by(seconds=90)
    assert answer(session, EASY) != first
    assert opened(session) == first


def test_cards_that_come_back_late_end_the_session_with_their_number_and_time() -> None:
    desk, _, store = desk_for(numbered_deck(1))
    store.record(Day(0), SettingChanged("learning_steps", (1800, 3600)))
    session = ReviewSession(desk, desk.shelf.decks())
    answer(session, AGAIN)
    ended = session.advance()
    assert isinstance(ended, Later)
    assert ended.count == 1


def test_a_limit_ends_the_session_after_so_many_graded_answers() -> None:
    desk, _, _ = desk_for(numbered_deck(9))
    session = ReviewSession(desk, desk.shelf.decks(), limit=2)
    opened(session)
    session.skip()
    answer(session, EASY)
    answer(session, EASY)
    assert session.advance() == Finished()


def test_a_limit_never_lifts_the_limits_of_the_day() -> None:
    desk, _, store = desk_for(numbered_deck(30))
    store.record(Day(0), SettingChanged("new_limit", 3))
    session = ReviewSession(desk, desk.shelf.decks(), limit=20)
    for _ in range(3):
        answer(session, EASY)
    assert session.advance() == Finished()


def test_a_skipped_card_is_not_shown_again_in_this_sitting() -> None:
    desk, _, _ = desk_for(numbered_deck(2))
    session = ReviewSession(desk, desk.shelf.decks())
    skipped = opened(session)
    session.skip()
    assert answer(session, EASY) != skipped
    assert session.advance() == Finished()


def test_undo_takes_back_any_number_of_answers_newest_first() -> None:
    desk, clock, store = desk_for(numbered_deck(12))
    session = ReviewSession(desk, desk.shelf.decks())
    given = []
    for _ in range(10):
        given.append(answer(session, EASY))
        clock.pass_by(seconds=5)
    undone = [change.card for _ in range(10) if (change := session.undo())]
    assert undone == given[::-1]
    assert session.undo() is None
    assert store.progress.days == {}
    assert [answer(session, EASY) for _ in range(10)] == given


def test_undo_works_in_a_new_sitting() -> None:
    desk, _, store = desk_for(numbered_deck(3))
    first = answer(ReviewSession(desk, desk.shelf.decks()), EASY)
    again = ReviewSession(desk, desk.shelf.decks())
    again.undo()
    assert opened(again) == first
    assert phase_of(store.progress.states[first].memory) == "new"


def test_undo_of_a_mark_leaves_the_open_card_open() -> None:
    desk, _, store = desk_for(numbered_deck(2))
    session = ReviewSession(desk, desk.shelf.decks())
    card = opened(session)
    assert [session.mark().what, session.mark().what] == ["marked", "unmarked"]
    session.undo()
    assert store.progress.states[card].marked
    assert opened(session) == card


@pytest.mark.parametrize("way", ["suspend", "bury"])
def test_a_card_set_aside_is_gone_and_undo_brings_it_back(way: str) -> None:
    desk, _, _ = desk_for(numbered_deck(2))
    session = ReviewSession(desk, desk.shelf.decks())
    card = opened(session)
    getattr(session, way)()
    assert opened(session) != card
    session.undo()
    assert opened(session) == card


def test_a_buried_card_is_back_the_next_study_day() -> None:
    desk, clock, _ = desk_for(numbered_deck(1))
    session = ReviewSession(desk, desk.shelf.decks())
    card = opened(session)
    session.bury()
    assert session.advance() == Finished()
    clock.pass_by(days=1)
    assert opened(session) == card


def test_the_plan_is_made_anew_when_the_study_day_changes() -> None:
    desk, clock, store = desk_for(numbered_deck(40))
    store.record(Day(0), SettingChanged("new_limit", 1))
    session = ReviewSession(desk, desk.shelf.decks())
    answer(session, EASY)
    assert session.advance() == Finished()
    clock.pass_by(days=1)
    assert isinstance(session.advance(), Question)


def test_siblings_are_never_shown_on_one_day() -> None:
    gaps = [Gap(About(f"deck/gap:{n}", "…"), ("x",)) for n in (1, 2, 3)]
    desk, clock, _ = desk_for(deck_of(*gaps))
    days = []
    for _ in range(3):
        session = ReviewSession(desk, desk.shelf.decks())
        days.append(answer(session, EASY))
        assert session.advance() == Finished()
        clock.pass_by(days=1)
    assert days == ["deck/gap:1", "deck/gap:2", "deck/gap:3"]


def test_an_answer_that_took_too_long_was_a_pause() -> None:
    desk, clock, store = desk_for(numbered_deck(1))
    session = ReviewSession(desk, desk.shelf.decks())
    opened(session)
    clock.pass_by(hours=2)
    session.reveal()
    session.grade(GOOD)
    payload = store.events[-1].payload
    assert isinstance(payload, Reviewed)
    assert payload.ms == 60_000


def test_a_typed_answer_is_kept_cut_and_cleaned_unless_a_setting_keeps_it_out() -> None:
    gap = Gap(About("deck/a:1", "…"), ("x",))
    desk, clock, store = desk_for(deck_of(gap))
    for expected in ("y" * 200, None):
        session = ReviewSession(desk, desk.shelf.decks())
        opened(session)
        session.reveal(TypedAnswer("\x1b[31m" + "y" * 300))
        session.grade(AGAIN)
        payload = store.events[-1].payload
        assert isinstance(payload, Reviewed)
        assert payload.answer == expected
        store.record(Day(0), SettingChanged("keep_typed", False))
        clock.pass_by(minutes=2)


def test_the_judgement_proposes_a_grade_and_the_learner_decides() -> None:
    card = Choice(About("deck/a", "?"), "right", ("wrong",))
    desk, _, _ = desk_for(deck_of(card))
    session = ReviewSession(desk, desk.shelf.decks())
    question = session.advance()
    assert isinstance(question, Question)
    index = question.shown.index("wrong")
    assert session.reveal(Picked((index,))).proposed == AGAIN
    assert session.grade(EASY).grade == EASY


def test_options_are_shuffled_but_true_and_false_keep_their_places() -> None:
    card = Choice(About("deck/a", "?"), "a", tuple("bcdefgh"))
    verdict = TrueFalse(About("deck/b", "?"), verdict=False)
    order = Order(About("deck/c", "?"), ("1", "2"))
    shown = set()
    for seed in range(20):
        desk, _, _ = desk_for(deck_of(card, verdict, order), seed=seed)
        session = ReviewSession(desk, desk.shelf.decks(), cram=True)
        for _ in range(3):
            question = session.advance()
            assert isinstance(question, Question)
            if question.card is verdict:
                assert question.shown == ("True", "False")
            if question.card is order:
                assert question.shown != order.items
            if question.card is card:
                shown.add(question.shown)
            session.reveal()
            session.grade(GOOD)
    assert len(shown) > 10


def test_a_cram_asks_every_card_once_and_records_nothing() -> None:
    desk, _, store = desk_for(numbered_deck(5))
    session = ReviewSession(desk, desk.shelf.decks(), cram=True)
    asked = [answer(session, AGAIN) for _ in range(5)]
    assert len(set(asked)) == 5
    assert session.advance() == Finished()
    assert store.events == []


def test_the_eighth_lapse_makes_a_leech_and_the_setting_suspends_it() -> None:
    desk, clock, store = desk_for(deck_of(basic("x")))
    store.record(Day(0), SettingChanged("leech_suspends", True))
    store.record(Day(0), SettingChanged("relearning_steps", ()))
    answer(ReviewSession(desk, desk.shelf.decks()), EASY)
    became = []
    for _ in range(8):
        clock.pass_by(days=400)
        session = ReviewSession(desk, desk.shelf.decks())
        opened(session)
        session.reveal()
        became.append(session.grade(AGAIN).leech_lapses)
    assert became == [0] * 7 + [8]
    assert store.progress.states["deck/x"].suspended
    assert store.progress.states["deck/x"].is_leech


def test_an_answer_that_can_not_be_saved_is_kept_and_the_session_goes_on() -> None:
    desk, _, store = desk_for(numbered_deck(3))
    session = ReviewSession(desk, desk.shelf.decks())
    store.fails = "No space left on device"
    opened(session)
    session.reveal()
    first = session.grade(EASY).receipt
    assert first is not None
    assert (first.is_saved, store.unsaved) == (False, 1)
    store.fails = ""
    opened(session)
    session.reveal()
    second = session.grade(EASY).receipt
    assert second is not None
    assert [event.id for event in second.durable] == [first.event.id, second.event.id]


def test_reviews_are_spread_over_days_by_the_load_of_this_sitting() -> None:
    desk, _, store = desk_for(numbered_deck(20))
    session = ReviewSession(desk, desk.shelf.decks())
    for _ in range(20):
        answer(session, EASY)
    memories = [store.progress.states[card].memory for card in store.progress.states]
    dues = {memory.due_day for memory in memories if isinstance(memory, Reviewing)}
    assert len(dues) == 5


def test_answers_are_undone_across_midnight() -> None:
    desk, clock, store = desk_for(numbered_deck(2))
    clock.time = clock.time.replace(hour=23, minute=59)
    session = ReviewSession(desk, desk.shelf.decks())
    card = answer(session, EASY)
    clock.pass_by(hours=6)
    change = session.undo()
    assert change is not None
    assert change.card == card
    assert store.progress.days == {}


def test_another_windows_answers_are_not_asked_again() -> None:
    desk, _, store = desk_for(numbered_deck(3))
    session = ReviewSession(desk, desk.shelf.decks())
    assert opened(session) == "deck/card-0"
    other = ReviewSession(desk, desk.shelf.decks())
    for _ in range(2):
        opened(other)
        store.elsewhere(other.reveal().day, review_event(other.reveal(), EASY, 1, Settings()))
    session.reveal()
    session.grade(GOOD)
    assert opened(session) == "deck/card-2"


def test_an_answer_is_graded_on_what_is_known_of_the_card_when_it_is_graded() -> None:
    desk, _, store = desk_for(numbered_deck(1))
    session = ReviewSession(desk, desk.shelf.decks())
    opened(session)
    revealed = session.reveal()
    store.elsewhere(revealed.day, review_event(revealed, EASY, 1, Settings()))
    graded = session.grade(GOOD)
    assert store.progress.states["deck/card-0"].memory == graded.memory
    assert store.progress.states["deck/card-0"].reps == 2


def test_an_undo_of_the_open_card_renews_its_outcomes() -> None:
    desk, clock, store = desk_for(numbered_deck(1))
    answer(ReviewSession(desk, desk.shelf.decks()), EASY)
    clock.pass_by(days=40)
    session = ReviewSession(desk, desk.shelf.decks())
    answer(session, AGAIN)
    opened(session)
    relearning = session.reveal().outcomes[GOOD]
    session.undo()
    renewed = session.renew().outcomes[GOOD]
    assert renewed.stability > relearning.stability
    session.grade(GOOD)
    assert store.progress.states["deck/card-0"].memory == renewed


def test_a_card_shown_before_the_rollover_and_graded_after_it_belongs_to_the_new_day() -> None:
    desk, clock, store = desk_for(numbered_deck(1))
    answer(ReviewSession(desk, desk.shelf.decks()), EASY)
    clock.pass_by(days=20)
    clock.time = clock.time.replace(hour=3, minute=59)
    session = ReviewSession(desk, desk.shelf.decks())
    opened(session)
    before = session.reveal().day
    clock.pass_by(minutes=2)
    graded = session.grade(GOOD)
    assert graded.memory is not None
    assert (graded.memory.day, store.events[-1].day) == (before + 1, before + 1)
    assert desk.calendar().due_at(graded.memory) > clock.now().timestamp()
    assert session.advance() == Finished()


def test_siblings_of_an_undone_card_wait_for_another_day() -> None:
    gaps = [Gap(About(f"deck/gap:{n}", "…"), ("x",)) for n in (1, 2)]
    desk, clock, _ = desk_for(deck_of(*gaps))
    answer(ReviewSession(desk, desk.shelf.decks()), EASY)
    clock.pass_by(days=1)
    session = ReviewSession(desk, desk.shelf.decks())
    assert opened(session) == "deck/gap:2"
    session.undo()
    assert answer(session, EASY) == "deck/gap:1"
    assert session.advance() == Finished()


def test_one_undo_takes_back_a_leech_with_its_suspension() -> None:
    desk, clock, store = desk_for(deck_of(basic("x")))
    store.record(Day(0), SettingChanged("leech_suspends", True))
    store.record(Day(0), SettingChanged("relearning_steps", ()))
    answer(ReviewSession(desk, desk.shelf.decks()), EASY)
    for _ in range(8):
        clock.pass_by(days=400)
        session = ReviewSession(desk, desk.shelf.decks())
        answer(session, AGAIN)
    assert store.progress.states["deck/x"].suspended
    session.undo()
    state = store.progress.states["deck/x"]
    assert (state.suspended, state.lapses) == (False, 7)


def test_a_cram_leaves_suspended_cards_alone() -> None:
    desk, _, _ = desk_for(numbered_deck(2))
    session = ReviewSession(desk, desk.shelf.decks())
    suspended = opened(session)
    session.suspend()
    cram = ReviewSession(desk, desk.shelf.decks(), cram=True)
    assert answer(cram, GOOD) != suspended
    assert cram.advance() == Finished()


def test_an_undo_in_another_deck_leaves_the_open_card_open() -> None:
    desk, _, _ = desk_for(numbered_deck(1, "alpha"), numbered_deck(1, "beta"))
    alpha, beta = desk.shelf.decks()
    answer(ReviewSession(desk, [beta]), EASY)
    session = ReviewSession(desk, [alpha])
    opened(session)
    change = session.undo()
    assert change is not None
    assert (change.card, change.moves) == ("beta/card-0", False)


@pytest.mark.parametrize(
    ("rename", "new"),
    [
        (Aliased("deck/one", "deck/card-0"), "deck/one"),
        (DeckRenamed("caps", "deck"), "caps/card-0"),
    ],
)
@pytest.mark.parametrize("is_revealed", [False, True])
def test_an_answer_is_not_lost_when_another_window_renames_the_card(
    rename: Aliased | DeckRenamed, new: str, is_revealed: bool
) -> None:
    desk, clock, store = desk_for(numbered_deck(1))
    answer(ReviewSession(desk, desk.shelf.decks()), EASY)
    clock.pass_by(days=9)
    session = ReviewSession(desk, desk.shelf.decks())
    opened(session)
    if is_revealed:
        shown = session.reveal()
    store.elsewhere(desk.today(), rename)
    if not is_revealed:
        shown = session.reveal()
    graded = session.grade(GOOD)
    state = store.progress.states[new]
    assert (state.memory, state.reps) == (graded.memory, 2)
    if is_revealed:
        assert graded.memory == shown.outcomes[GOOD]
    assert session.advance() == Finished()


def test_cards_that_are_renamed_in_mid_session_are_asked_once_each() -> None:
    desk, _, store = desk_for(numbered_deck(4))
    session = ReviewSession(desk, desk.shelf.decks())
    asked = [answer(session, EASY)]
    store.elsewhere(desk.today(), DeckRenamed("caps", "deck"))
    while isinstance(session.advance(), Question):
        asked.append(answer(session, EASY))
    assert {card.partition("/")[2] for card in asked} == {f"card-{n}" for n in range(4)}
    assert len(asked) == 4
    assert {
        state.reps for state in map(store.progress.states.__getitem__, store.progress.states)
    } == {1}


def test_undoing_an_applied_quiz_plans_the_day_anew() -> None:
    desk, clock, store = desk_for(numbered_deck(2))
    first = ReviewSession(desk, desk.shelf.decks())
    card = answer(first, EASY)
    answer(first, EASY)
    clock.pass_by(days=1)
    state = store.progress.states[card]
    back = QuizChange(card, due_day=desk.today(), after=state.last, history=state.history)
    store.record(desk.today(), QuizApplied("f" * 32, (back,)))
    session = ReviewSession(desk, desk.shelf.decks())
    assert opened(session) == card
    change = session.undo()
    assert change is not None
    assert (change.words, change.moves) == ("applying the quiz", False)
    assert session.advance() == Finished()


def test_undoing_a_mark_gives_no_answer_of_the_limit_back() -> None:
    desk, _, _ = desk_for(numbered_deck(4))
    session = ReviewSession(desk, desk.shelf.decks(), limit=2)
    answer(session, EASY)
    opened(session)
    session.mark()
    session.undo()
    assert session.done == 1
    session.reveal()
    session.grade(EASY)
    assert session.advance() == Finished()
    session.undo()
    assert session.done == 1
    assert isinstance(session.advance(), Question)


def test_after_an_edit_the_same_gap_is_open_without_an_answer_that_no_longer_fits() -> None:
    def gaps(*texts: str) -> tuple[Gap, ...]:
        return tuple(
            Gap(About(f"deck/g:{number}", "…"), (text,), of=len(texts))
            for number, text in enumerate(texts, 1)
        )

    desk, _, _ = desk_for(deck_of(*gaps("one", "two")))
    session = ReviewSession(desk, desk.shelf.decks())
    card = opened(session)
    session.reveal(TypedAnswer("one"))
    session.edited("deck/g", gaps("uno", "due"))
    assert session.question is not None
    assert session.question.card.about.id == card
    assert session.revealed is not None
    assert session.revealed.answer == TypedAnswer("one")
    whole = TrueFalse(About(card, "Is it so?"), verdict=True)
    session.edited("deck/g", (whole,))
    assert session.revealed is not None
    assert session.revealed.answer is None
