"""A card in the editor: its progress goes along, and nobody's change is lost."""

from __future__ import annotations

from datetime import UTC
from pathlib import Path
from random import Random

import pytest

from quizapp.domain.cards.card import Gap, answer_text
from quizapp.domain.cards.card_draft import CardDraft
from quizapp.domain.event import Aliased
from quizapp.domain.judging.answer import TypedAnswer
from quizapp.domain.memory import NEW_STATE, Grade
from quizapp.errors import NotEdited, NotWritable
from quizapp.study.editing import DraftConflict, Editing, Saved, new_card, open_card, undo_edit
from quizapp.study.ports import Desk
from quizapp.study.question import Question
from quizapp.study.renaming import rename
from quizapp.study.review.session import ReviewSession
from tests.tui.stage import shelf_on
from tests.world import FakeClock, MemoryStore

DECK = """\
deck: d
source: Here
cards:
  - id: one
    q: One?
    a: 1   # of course
  - q: Without an id?
    a: none
    reverse: yes
  - id: gaps
    cloze: "{{a}} and {{b}}"
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "d.yaml"
    path.write_text(DECK)
    return path


@pytest.fixture
def desk(file: Path) -> Desk:
    clock = FakeClock()
    return Desk(shelf_on(file.parent), MemoryStore(clock), clock, Random(1), UTC)


def answer_all(desk: Desk) -> ReviewSession:
    session = ReviewSession(desk, desk.shelf.decks())
    while isinstance(session.advance(), Question):
        session.reveal()
        session.grade(Grade.EASY)
    return session


def nameless(desk: Desk) -> str:
    (card,) = (
        card
        for card in desk.shelf.decks()[0].cards
        if card.about.id[2:3] == "~" and not card.about.id.endswith(":back")
    )
    return card.about.id


def saved(editing: Editing) -> Saved:
    outcome = editing.save()
    assert isinstance(outcome, Saved)
    return outcome


def test_an_edited_card_keeps_its_due_date(desk: Desk, file: Path) -> None:
    answer_all(desk)
    before = desk.store.progress.states["d/one"]
    editing = open_card(desk, "d/one")
    editing.write("a", "the first")
    assert editing.is_changed
    assert saved(editing).file.name == "d.yaml"
    assert file.read_text() == DECK.replace("a: 1   #", "a: the first   #")
    assert desk.store.progress.states["d/one"] == before != NEW_STATE
    assert not editing.is_changed


def test_a_card_without_an_id_gets_one_and_keeps_its_progress(desk: Desk, file: Path) -> None:
    old = nameless(desk)
    answer_all(desk)
    before = desk.store.progress.states[old]
    editing = open_card(desk, old)
    editing.write("q", "With one?")
    cards = saved(editing).cards
    assert [card.about.id for card in cards] == ["d/without-an-id", "d/without-an-id:back"]
    changed = DECK.replace("- q: Without an id?", "- id: without-an-id\n    q: With one?")
    assert file.read_text() == changed
    assert desk.store.progress.states["d/without-an-id"] == before != NEW_STATE


def test_being_killed_before_the_file_is_written_loses_nothing(desk: Desk) -> None:
    """The id is the same at the next try, and so is what the progress says of it."""
    old = nameless(desk)
    answer_all(desk)
    before = desk.store.progress.states[old]
    for ending in ("", ":back"):
        session = ReviewSession(desk, ())
        session.desk.store.record(
            session.desk.today(), Aliased(f"d/without-an-id{ending}", old + ending)
        )
    editing = open_card(desk, old)
    editing.write("a", "nothing")
    saved(editing)
    assert desk.store.progress.states["d/without-an-id"] == before


def test_a_new_card_gets_an_id_of_its_question_that_no_other_has(desk: Desk, file: Path) -> None:
    for expected in ("one-2", "one-3"):
        editing = new_card(desk, "d")
        editing.write("q", "One?")
        editing.write("a", "uno")
        said = [remark.message for remark in editing.checked.remarks]
        assert said == ["asks the same question as card 'one'"]
        assert saved(editing).cards[0].about.id == f"d/{expected}"
    assert file.read_text().startswith(DECK)


def test_a_card_with_a_mistake_is_not_saved(desk: Desk, file: Path) -> None:
    editing = open_card(desk, "d/one")
    editing.write("a", " ")
    assert [remark.key for remark in editing.checked.errors] == ["a"]
    with pytest.raises(NotEdited, match="not saved: a: still empty"):
        editing.save()
    editing.set_kind("choices")
    editing.write("a", "1\n2")
    editing.write("wrong", "2\n3")
    assert [(remark.key, remark.is_error) for remark in editing.checked.remarks] == [
        ("wrong", True)
    ]
    editing.write("wrong", "3")
    assert not editing.checked.remarks
    assert file.read_text() == DECK


def test_what_changed_elsewhere_in_the_file_stays(desk: Desk, file: Path) -> None:
    editing = open_card(desk, "d/one")
    editing.write("a", "uno")
    theirs = DECK.replace("source: Here", "source: There").replace("a: none", "a: nothing")
    file.write_text(theirs)
    saved(editing)
    assert file.read_text() == theirs.replace("a: 1 ", "a: uno ")


def test_a_card_that_changed_on_the_disk_is_never_overwritten_unseen(
    desk: Desk, file: Path
) -> None:
    editing = open_card(desk, "d/one")
    editing.write("a", "mine")
    editing.write("why", "Because.")
    theirs = DECK.replace("One?", "Which one?").replace("a: 1 ", "a: theirs ")
    file.write_text(theirs)
    outcome = editing.save()
    assert isinstance(outcome, DraftConflict)
    assert outcome.both == ("a",)
    assert outcome.theirs.text("a") == "theirs"
    assert file.read_text() == theirs
    draft = editing.draft
    assert (draft.text("q"), draft.text("a"), draft.text("why")) == (
        "Which one?",
        "mine",
        "Because.",
    )
    saved(editing)
    assert "Which one?" in file.read_text()
    assert "a: mine   # of course\n    why: Because." in file.read_text()


@pytest.mark.parametrize(
    ("theirs", "said"),
    [
        (
            "deck: d\ncards:\n  - id: two\n    q: Two?\n    a: 2\n",
            "card 'd/one' is no longer in d.yaml",
        ),
        ("deck: d\ncards: [\n", "d.yaml:3: not YAML: .*; correct the file first"),
        ("", "d.yaml:1: no cards: the file is empty; correct the file first"),
        (None, "d.yaml: No such file"),
    ],
)
def test_a_card_that_is_gone_or_broken_by_now_is_not_saved(
    desk: Desk, file: Path, theirs: str | None, said: str
) -> None:
    old = nameless(desk)
    editings = [open_card(desk, "d/one"), open_card(desk, old)]
    for editing in editings:
        editing.write("a", "x")
    if theirs is None:
        file.unlink()
    else:
        file.write_text(theirs)
    with pytest.raises(NotEdited, match=said):
        editings[0].save()
    with pytest.raises(NotEdited):
        editings[1].save()
    assert theirs is None or file.read_text() == theirs


def test_a_card_that_is_not_written_is_not_renamed_either(desk: Desk, file: Path) -> None:
    old = nameless(desk)
    answer_all(desk)
    before = desk.store.progress.states[old]
    editing = open_card(desk, old)
    editing.write("a", "x")
    file.write_text("")
    with pytest.raises(NotEdited):
        editing.save()
    assert desk.store.progress.states[old] == before != NEW_STATE
    store = desk.store
    assert isinstance(store, MemoryStore)
    assert not any(isinstance(event.payload, Aliased) for event in store.events)


def test_progress_that_can_not_be_written_keeps_a_card_without_an_id_as_it_is(
    desk: Desk, file: Path
) -> None:
    store = desk.store
    assert isinstance(store, MemoryStore)
    store.read_only = "no"
    editing = open_card(desk, nameless(desk))
    editing.write("a", "x")
    with pytest.raises(NotWritable):
        editing.save()
    assert file.read_text() == DECK


def test_an_open_card_goes_on_as_it_was_edited(desk: Desk) -> None:
    session = ReviewSession(desk, desk.shelf.decks())
    question = session.advance()
    assert isinstance(question, Question)
    entry = question.card.about.entry
    session.reveal()
    editing = open_card(desk, entry)
    editing.write("why", "So.")
    again = session.edited(entry, saved(editing).cards)
    assert isinstance(again, Question)
    assert (again.card.about.id, again.card.about.why) == (question.card.about.id, "So.")
    assert session.revealed is not None
    assert session.revealed.question == again


def test_an_open_card_that_gets_an_id_goes_on_under_it(desk: Desk) -> None:
    old = nameless(desk)
    session = ReviewSession(desk, desk.shelf.decks())
    question = session.advance()
    while isinstance(question, Question) and question.card.about.id != old:
        session.reveal()
        session.grade(Grade.EASY)
        question = session.advance()
    editing = open_card(desk, old)
    editing.write("why", "So.")
    again = session.edited(old, saved(editing).cards)
    assert isinstance(again, Question)
    assert again.card.about.id == "d/without-an-id"
    left = session.tally.left
    session.reveal()
    session.grade(Grade.EASY)
    session.advance()
    assert session.tally.left == left - 1


def test_a_gap_that_was_taken_out_makes_way_for_the_next_card(desk: Desk) -> None:
    session = ReviewSession(desk, desk.shelf.decks())
    question = session.advance()
    while isinstance(question, Question) and not question.card.about.id.startswith("d/gaps"):
        session.reveal()
        session.grade(Grade.EASY)
        question = session.advance()
    editing = open_card(desk, "d/gaps")
    editing.set_kind("basic")
    editing.write("q", "What comes first?")
    editing.write("a", "a")
    step = session.edited("d/gaps", saved(editing).cards)
    assert not isinstance(step, Question) or step.card.about.id != "d/gaps:1"
    assert "d/gaps:1" not in session._lineup.cards


def test_saving_what_was_not_changed_writes_nothing(desk: Desk, file: Path) -> None:
    editing = open_card(desk, nameless(desk))
    file.chmod(0o400)
    before = file.stat()
    assert saved(editing).cards
    assert (file.stat(), desk.store.unsaved) == (before, 0)
    assert not desk.store.progress.count


def test_a_new_card_inherits_no_progress_of_one_that_is_gone(desk: Desk, file: Path) -> None:
    answer_all(desk)
    file.write_text(DECK.replace("  - id: one\n    q: One?\n    a: 1   # of course\n", ""))
    desk.shelf.editor.save(
        CardDraft("d", ""), CardDraft("d", "other", texts={"q": "Other?", "a": "o"})
    )
    editing = new_card(desk, "d")
    editing.write("q", "One?")
    editing.write("a", "uno")
    assert saved(editing).cards[0].about.id == "d/one-2"


@pytest.mark.parametrize(
    ("kind", "key"),
    [("choice", "wrong"), ("choices", "wrong"), ("figure", "figure"), ("order", "order")],
)
def test_a_card_is_never_saved_as_another_kind_than_was_chosen(
    desk: Desk, kind: str, key: str
) -> None:
    editing = open_card(desk, "d/one")
    editing.set_kind(kind)
    assert (key, "still empty") in {(each.key, each.message) for each in editing.checked.errors}


def test_both_kinds_are_told_when_both_have_changed_it(desk: Desk, file: Path) -> None:
    editing = open_card(desk, "d/one")
    editing.set_kind("typed")
    file.write_text(DECK.replace("    a: 1   # of course\n", "    a: 1\n    wrong: [2]\n"))
    outcome = editing.save()
    assert isinstance(outcome, DraftConflict)
    assert outcome.both == ("kind",)
    assert editing.draft.kind == "typed"


def test_the_time_in_the_editor_is_no_time_of_the_answer(desk: Desk) -> None:
    clock, store = desk.clock, desk.store
    assert isinstance(clock, FakeClock)
    assert isinstance(store, MemoryStore)
    session = ReviewSession(desk, desk.shelf.decks())
    session.advance()
    clock.pass_by(seconds=2)
    session.pause()
    clock.pass_by(seconds=50)
    session.resume()
    session.reveal()
    session.grade(Grade.GOOD)
    assert getattr(store.events[-1].payload, "ms", 0) == 2000


def test_what_was_answered_stays_judged_where_it_still_fits(desk: Desk) -> None:
    session = ReviewSession(desk, desk.shelf.decks())
    question = session.advance()
    while isinstance(question, Question) and not isinstance(question.card, Gap):
        session.reveal()
        session.grade(Grade.EASY)
        question = session.advance()
    assert isinstance(question, Question)
    session.reveal(TypedAnswer("a"))
    editing = open_card(desk, "d/gaps")
    editing.write("why", "So.")
    session.edited("d/gaps", saved(editing).cards)
    assert session.revealed is not None
    assert session.revealed.answer == TypedAnswer("a")


def test_an_edit_is_taken_back_with_the_id_that_it_gave(desk: Desk, file: Path) -> None:
    old = nameless(desk)
    answer_all(desk)
    before = desk.store.progress.states[old]
    editing = open_card(desk, old)
    editing.write("a", "x")
    edit = saved(editing)
    assert undo_edit(desk, edit) == "d.yaml"
    assert file.read_text() == DECK
    assert desk.store.progress.states[old] == before != NEW_STATE
    with pytest.raises(NotEdited, match="nothing was saved"):
        undo_edit(desk, edit)


def test_an_edit_is_not_taken_back_over_what_came_later(desk: Desk, file: Path) -> None:
    editing = open_card(desk, "d/one")
    editing.write("a", "x")
    edit = saved(editing)
    later = file.read_text() + "# later\n"
    file.write_text(later)
    with pytest.raises(NotEdited, match="has changed since"):
        undo_edit(desk, edit)
    assert file.read_text() == later


def test_a_gap_put_in_front_is_new_and_the_learnt_one_keeps_its_number(desk: Desk) -> None:
    answer_all(desk)
    assert "d/gaps:1" in desk.store.progress.states
    editing = open_card(desk, "d/gaps")
    editing.write("cloze", "{{z}}, {{a}} and {{b}}")
    assert not editing.checked.remarks
    ids = {answer_text(card): card.about.id for card in saved(editing).cards}
    assert ids["a"] == "d/gaps:1"
    assert ids["z"] not in {"d/gaps:1", "d/gaps:2"}


def test_a_full_disk_keeps_a_card_without_an_id_as_it_is(desk: Desk, file: Path) -> None:
    old = nameless(desk)
    answer_all(desk)
    before = desk.store.progress.states[old]
    store = desk.store
    assert isinstance(store, MemoryStore)
    store.fails = "No space left on device"
    editing = open_card(desk, old)
    editing.write("a", "x")
    with pytest.raises(NotEdited, match="the progress can't be written: No space left"):
        editing.save()
    assert file.read_text() == DECK
    assert desk.store.progress.states[old] == before != NEW_STATE


def test_a_rename_that_can_not_be_recorded_changes_nothing(desk: Desk, file: Path) -> None:
    assert isinstance(desk.store, MemoryStore)
    answer_all(desk)
    before = {card: desk.store.progress.states[card] for card in desk.store.progress.states}
    desk.store.fails = "no space left"
    for old, new in (("d/one", "d/uno"), ("d", "e")):
        with pytest.raises(NotEdited, match="the progress can't be written: no space left"):
            rename(desk, old, new)
    assert desk.store.unsaved == 0
    assert file.read_text() == DECK
    assert {card: desk.store.progress.states[card] for card in desk.store.progress.states} == before
