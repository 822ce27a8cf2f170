"""What the app's screens can do, at the command line: cards, editing, settings, body."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.bad_input.learner import DECK, Learner, learner_at


@pytest.fixture
def learner(tmp_path: Path) -> Learner:
    return learner_at(tmp_path)


def deck_of(learner: Learner) -> str:
    return (learner.home / "decks" / "d.yaml").read_text()


def test_a_card_is_shown_with_its_past_and_what_is_done_with_it_is_undone(learner: Learner) -> None:
    learner.answer(1)
    for deed, word in (("suspend", "suspended"), ("let-in", "unsuspended"), ("bury", "buried")):
        assert learner.run("card", "d/c0", f"--{deed}").out == f"{word} d/c0\n"
    for deed, word in (("mark", "marked"), ("unmark", "unmarked"), ("reset", "reset")):
        assert learner.run("card", "d/c0", f"--{deed}").out == f"{word} d/c0\n"
    assert learner.run("undo").out == "undone d/c0\n"
    shown = learner.run("card", "d/c0").out.splitlines()
    assert shown[:2] == ["Question 0?", "Answer: Answer 0"]
    done = [line.split(maxsplit=1)[1] for line in shown[-5:]]
    assert done == ["suspended", "unsuspended", "buried", "marked", "unmarked"]
    value = json.loads(learner.run("card", "d/c0", "--json").out)
    assert (value["id"], value["buried"], value["marked"]) == ("d/c0", True, False)
    assert [past["what"] for past in value["past"]][:3] == ["easy", "suspended", "let in"]
    assert value["past"][0]["due"] == value["due"]


def test_nothing_to_undo_and_no_such_card_are_said(learner: Learner) -> None:
    assert learner.run("undo").err == "runquiz: there is nothing to undo\n"
    said = learner.run("card", "d/none")
    assert (said.code, said.err) == (2, "runquiz: no card 'd/none'; 'runquiz cards' lists them\n")


def test_cards_are_found_as_in_the_browser(learner: Learner) -> None:
    found = learner.run("cards", "--json", "--find", '"question 3"').out.splitlines()
    assert [json.loads(line)["id"] for line in found] == ["d/c3"]
    said = learner.run("cards", "--find", "is:hungry")
    assert said.code == 2
    assert "no 'is:hungry'; choose from: new" in said.err


def test_settings_are_listed_and_changed(learner: Learner) -> None:
    before = learner.run("settings").out
    assert "new_limit=20               # new cards a day, 0 to 9999\n" in before
    assert "learning_steps=60,600 " in before
    after = learner.run("settings", "new_limit=7", "learning_steps=60", "leech_suspends=yes").out
    assert "new_limit=7 " in after
    assert after == learner.run("settings").out
    value = json.loads(learner.run("settings", "--json").out)
    assert (value["learning_steps"], value["leech_suspends"], value["theme"]) == ([60], True, None)
    assert "theme=runquiz-light " in learner.run("settings", "theme=light").out
    assert "theme=  " in learner.run("settings", "theme=").out


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("hungry=1", "no setting 'hungry'; choose from: desired_recall"),
        ("rollover=24", "rollover can't be '24'; it takes the hour at which a day begins, 0 to 23"),
        ("learning_steps=x", "learning_steps can't be 'x'; it takes seconds, never shorter"),
        ("keep_typed=1", "keep_typed can't be '1'; it takes yes or no"),
        ("theme=pink", "no theme 'pink'; choose from: runquiz-dark"),
        ("hm", "'hm' is not NAME=VALUE"),
    ],
)
def test_a_setting_that_is_none_changes_nothing(learner: Learner, change: str, said: str) -> None:
    result = learner.run("settings", "new_limit=7", change)
    assert result.code == 2
    assert said in result.err
    assert "new_limit=20 " in learner.run("settings").out


def test_a_card_is_edited_and_keeps_its_due_time(learner: Learner) -> None:
    learner.answer(1)
    due = json.loads(learner.run("card", "d/c0", "--json").out)["due"]
    assert learner.run("edit", "d/c0").out == (
        "kind=basic\nq=Question 0?\na=Answer 0\nreverse=no\n"
    )
    said = learner.run(
        "edit", "d/c0", "a=Another", "why=So.", "wrong=One", "wrong=Two", "kind=choice"
    )
    assert said.out == "saved d/c0 in d.yaml\n"
    assert said.err == "runquiz: advice: no 'source' on the card or on its deck\n"
    assert learner.run("edit", "d/c0", "a=Another").out == "nothing to change in d/c0\n"
    changed = "{id: c0, q: Question 0?, a: Another, wrong: [One, Two], why: So.}"
    assert deck_of(learner) == DECK.replace("{id: c0, q: Question 0?, a: Answer 0}", changed)
    assert json.loads(learner.run("card", "d/c0", "--json").out)["due"] == due


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        (["q=New?", "a=b"], "basic"),
        (["q=New?", "a=b", "accept=c"], "typed"),
        (["q=New?", "a=b", "typed=yes"], "typed"),
        (["q=New?", "a=b", "wrong=c"], "choice"),
        (["q=New?", "a=b", "a=c", "wrong=d"], "choices"),
        (["q=New?", "verdict=no"], "true-false"),
        (["cloze=The {{a}} and {{b}}"], "cloze"),
        (["q=New?", "order=b", "order=c"], "order"),
        (["figure=calves", "a=Calves", "wrong=d"], "figure"),
    ],
)
def test_a_card_of_any_kind_is_added(learner: Learner, words: list[str], kind: str) -> None:
    said = learner.run("add", "d", *words)
    assert said.code == 0, said.err
    last = learner.run("cards", "--json").out.splitlines()[-1]
    assert json.loads(last)["kind"] == kind
    assert deck_of(learner).startswith(DECK)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["add", "none", "q=a"], "no deck 'none'; choose from: d"),
        (["add", "d", "q=New?"], "not saved: a: still empty"),
        (["add", "d", "q=New?", "a=b", "id=c3"], "there is already a card 'd/c3'"),
        (["add", "d", "q=New?", "a=b", "id=C 3"], "an id is made of a-z, 0-9"),
        (["edit", "d/c0", "why=\udcff"], "why: not UTF-8 text"),
        (["edit", "d/c0", "a=b", "a=c"], "'a' takes only one text in a card of kind basic"),
        (["add", "d", "hm"], "'hm' is not NAME=VALUE"),
        (["edit", "d/none", "a=b"], "card 'd/none' is no longer in d.yaml"),
        (["edit", "d/c0", "wrong=b"], "'wrong' does not go with a card of kind basic"),
        (["edit", "d/c0", "kind=hm"], "no kind 'hm'; choose from: basic, typed"),
        (["edit", "d/c0", "kind=figure"], "not saved: figure: still empty"),
        (["card", "d/c0", "--mark", "--json"], "--json shows a card"),
    ],
)
def test_what_can_not_be_written_is_refused(learner: Learner, words: list[str], said: str) -> None:
    result = learner.run(*words)
    assert result.code == 2
    assert said in result.err
    assert deck_of(learner) == DECK


def test_an_added_card_may_have_an_id_and_tags_in_a_row(learner: Learner) -> None:
    said = learner.run("add", "d", "id=mine", "q=New?", "a=b", "tags=x,y")
    assert said.out == "saved d/mine in d.yaml\n"
    assert deck_of(learner).endswith("  - id: mine\n    q: New?\n    a: b\n    tags: [x, y]\n")


def test_a_second_right_answer_makes_several_of_one_choice(learner: Learner) -> None:
    learner.run("add", "d", "id=mine", "q=New?", "a=b", "wrong=c")
    learner.run("edit", "d/mine", "a=b", "a=d")
    value = json.loads(learner.run("card", "d/mine", "--json").out)
    assert (value["kind"], value["answer"]) == ("choices", ["b", "d"])


def test_several_things_are_done_with_a_card_at_once(learner: Learner) -> None:
    assert learner.run("card", "d/c0", "--bury", "--mark").out == "buried d/c0\nmarked d/c0\n"


def test_a_deck_without_cards_gets_its_first(learner: Learner) -> None:
    path = learner.home / "decks" / "empty.yaml"
    path.write_text("deck: empty\ncards:\n")
    assert learner.run("add", "empty", "q=One?", "a=b").out == "saved empty/one in empty.yaml\n"


def test_the_body_in_words(learner: Learner) -> None:
    learner.run("add", "d", "q=Heels?", "a=Calves", "tags=muscle:calves")
    (line,) = learner.run("body").out.splitlines()
    assert line.startswith("Calves (muscle:calves): not seen, 1 card, 0 due; ")
    value = json.loads(learner.run("body", "--json").out)
    assert (value["muscle"], value["cards"], value["strength"]) == ("calves", 1, None)
