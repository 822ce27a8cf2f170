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
    for deed, word in (("suspend", "suspended"), ("let-in", "let in"), ("bury", "buried")):
        assert learner.run("card", "d/c0", f"--{deed}").out == f"{word} d/c0\n"
    for deed, word in (("mark", "marked"), ("unmark", "unmarked"), ("reset", "reset")):
        assert learner.run("card", "d/c0", f"--{deed}").out == f"{word} d/c0\n"
    assert learner.run("undo").out == "undone d/c0\n"
    shown = learner.run("card", "d/c0").out.splitlines()
    assert shown[:2] == ["Question 0?", "Answer: Answer 0"]
    done = [line.split(maxsplit=1)[1] for line in shown[-5:]]
    assert done == ["suspended", "let in", "buried", "marked", "unmarked"]
    value = json.loads(learner.run("card", "d/c0", "--json").out)
    assert (value["id"], value["buried"], value["marked"]) == ("d/c0", True, False)
    assert value["past"][0]["what"] == "easy"
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
    assert "no 'is:hungry'; there are new" in said.err


def test_settings_are_listed_and_changed(learner: Learner) -> None:
    before = learner.run("settings").out
    assert "new_limit=20\n" in before
    assert "learning_steps=60,600\n" in before
    after = learner.run("settings", "new_limit=7", "learning_steps=60", "leech_suspends=yes").out
    assert "new_limit=7\n" in after
    assert after == learner.run("settings").out
    value = json.loads(learner.run("settings", "--json").out)
    assert (value["learning_steps"], value["leech_suspends"], value["theme"]) == ([60], True, None)
    assert "theme=runquiz-light\n" in learner.run("settings", "theme=runquiz-light").out


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("hungry=1", "no setting 'hungry'; there are desired_recall"),
        ("rollover=24", "rollover can't be '24'; it is something like 4"),
        ("learning_steps=x", "learning_steps can't be 'x'; it is something like 60,600"),
        ("keep_typed=1", "keep_typed can't be '1'; it is something like yes"),
        ("theme=pink", "no theme 'pink'; there are runquiz-dark"),
        ("hm", "'hm' is no NAME=VALUE"),
    ],
)
def test_a_setting_that_is_none_changes_nothing(learner: Learner, change: str, said: str) -> None:
    result = learner.run("settings", "new_limit=7", change)
    assert result.code == 2
    assert said in result.err
    assert "new_limit=20\n" in learner.run("settings").out


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
    assert said.err == "runquiz: card: no 'source', neither on the card nor on its deck\n"
    changed = "{id: c0, q: Question 0?, a: Another, wrong: [One, Two], why: So.}"
    assert deck_of(learner) == DECK.replace("{id: c0, q: Question 0?, a: Answer 0}", changed)
    assert json.loads(learner.run("card", "d/c0", "--json").out)["due"] == due


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        (["q=New?", "a=b"], "basic"),
        (["q=New?", "a=b", "accept=c"], "typed"),
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
        (["add", "none", "q=a"], "no deck 'none'; there are: d"),
        (["add", "d", "q=New?"], "not saved: this card has 'q' but no 'a'"),
        (["add", "d", "hm"], "'hm' is no NAME=VALUE"),
        (["edit", "d/none", "a=b"], "card 'd/none' is not in d.yaml"),
        (["edit", "d/c0", "wrong=b"], "'wrong' does not go with a card of kind basic"),
        (["edit", "d/c0", "kind=hm"], "no kind 'hm'; there are basic, typed"),
    ],
)
def test_what_can_not_be_written_is_refused(learner: Learner, words: list[str], said: str) -> None:
    result = learner.run(*words)
    assert result.code == 2
    assert said in result.err
    assert deck_of(learner) == DECK


def test_the_body_in_words(learner: Learner) -> None:
    learner.run("add", "d", "q=Heels?", "a=Calves", "tags=muscle:calves")
    (line,) = learner.run("body").out.splitlines()
    assert line.startswith("Calves (muscle:calves): not seen, 1 card, 0 due; ")
    value = json.loads(learner.run("body", "--json").out)
    assert (value["muscle"], value["cards"], value["strength"]) == ("calves", 1, None)
