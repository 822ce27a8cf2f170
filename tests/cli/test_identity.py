"""Which card an answer belongs to when a deck changes, or a second machine has an older one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.bad_input.learner import Learner

NOW = ("--now", "2026-03-02T09:00:00Z")
LATER = ("--now", "2026-03-03T09:00:00Z")


@pytest.fixture
def learner(tmp_path: Path) -> Learner:
    (tmp_path / "decks").mkdir()
    return Learner(tmp_path)


def write(learner: Learner, text: str) -> Path:
    path = learner.home / "decks" / "d.yaml"
    path.write_text(text)
    return path


def cards(learner: Learner) -> dict[str, dict[str, Any]]:
    """Every card by its answer."""
    rows = map(json.loads, learner.run("cards", "--json", *NOW).out.splitlines())
    return {row["answer"]: row for row in rows}


def reviewed(learner: Learner, *lines: str, now: tuple[str, ...] = NOW) -> list[str]:
    return learner.run("review", "--plain", *now, lines="\n".join([*lines, ""])).saved


NO_ID = "deck: d\ncards:\n  - {q: Capital of Norway?, a: Oslo}\n"


def test_an_answer_under_an_old_id_is_one_to_the_card(learner: Learner) -> None:
    """The old file comes back: from version control, or on a second machine."""
    write(learner, NO_ID)
    assert len(reviewed(learner, "", "4")) == 1
    (old,) = (row["id"] for row in cards(learner).values())
    assert learner.run("edit", old, "why=It is", *NOW).code == 0
    (new,) = (row["id"] for row in cards(learner).values())
    assert new != old
    write(learner, NO_ID)
    assert cards(learner)["Oslo"]["reps"] == 1
    later = ("--now", "2026-03-20T09:00:00Z")
    assert len(reviewed(learner, "", "3", now=later)) == 1
    assert cards(learner)["Oslo"]["reps"] == 2
    assert reviewed(learner, "", "3", now=later) == []
    write(learner, NO_ID.replace("{q", "{id: capital-of-norway, q"))
    assert cards(learner)["Oslo"]["reps"] == 2
    assert learner.run("card", old, "--json", *NOW).code == 0


def test_if_the_decks_have_both_the_old_and_the_new_id_they_are_two_cards(
    learner: Learner,
) -> None:
    write(learner, NO_ID)
    reviewed(learner, "", "4")
    (old,) = (row["id"] for row in cards(learner).values())
    learner.run("edit", old, "why=It is", *NOW)
    new = cards(learner)["Oslo"]["id"].partition("/")[2]
    write(
        learner,
        f"deck: d\ncards:\n  - {{id: {new}, q: Which?, a: Bergen}}\n"
        "  - {q: Capital of Norway?, a: Oslo}\n",
    )
    assert [cards(learner)[city]["reps"] for city in ("Bergen", "Oslo")] == [1, 0]
    assert reviewed(learner, "", "3", "", "4") == [old, old]
    assert [cards(learner)[city]["reps"] for city in ("Bergen", "Oslo")] == [1, 2]
    assert reviewed(learner, "", "3") == []


def test_a_card_that_says_what_it_was_has_that_progress(learner: Learner) -> None:
    write(learner, "deck: d\ncards:\n  - {id: old, q: Capital?, a: Oslo, reverse: yes}\n")
    reviewed(learner, "", "4")
    reviewed(learner, "", "4", now=LATER)
    write(
        learner,
        "deck: d\ncards:\n  - {id: new, was: [older, old], q: Capital?, a: Oslo, reverse: yes}\n",
    )
    with learner.kept():
        found = cards(learner)
    assert {row["id"]: row["reps"] for row in found.values()} == {"d/new": 1, "d/new:back": 1}
    assert learner.run("due", "--json", *NOW).code == 0
    later = ("--now", "2026-03-20T09:00:00Z")
    assert reviewed(learner, "", "3", now=later) != []
    write(learner, "deck: d\ncards:\n  - {id: old, q: Capital?, a: Oslo, reverse: yes}\n")
    assert sum(row["reps"] for row in cards(learner).values()) == 3
    assert {row["id"] for row in cards(learner).values()} == {"d/new", "d/new:back"}
    assert learner.run("undo", *NOW).out.startswith("undone d/new")


@pytest.mark.parametrize("was", ["[A b]", "[d/x/y]", "['']", "[[x]]"])
def test_an_earlier_id_that_can_be_none_is_an_error_at_its_place(
    learner: Learner, was: str
) -> None:
    write(learner, f"deck: d\ncards:\n  - {{id: new, was: {was}, q: Capital?, a: Oslo}}\n")
    said = learner.run("check")
    assert said.code == 1
    assert "d.yaml:3:" in said.out


RIVER = "deck: d\ncards:\n  - {id: r, cloze: 'The {{Danube}} flows through {{Vienna}}.'}\n"
GAPS = {
    "one before": "In {{Austria}} the {{Danube}} flows through {{Vienna}}.",
    "one between": "The {{Danube}} of {{Austria}} flows through {{Vienna}}.",
    "one behind": "The {{Danube}} flows through {{Vienna}} in {{Austria}}.",
    "turned": "Through {{Vienna}} flows the {{Danube}}, in {{Austria}}.",
    "two before": "{{Austria}}: {{the long}} {{Danube}} flows through {{Vienna}}.",
}


@pytest.fixture
def learnt(learner: Learner) -> Learner:
    """Both gaps were answered, on two days."""
    write(learner, RIVER)
    assert reviewed(learner, "Danube", "4") == ["d/r:1"]
    assert reviewed(learner, "Vienna", "4", now=LATER) == ["d/r:2"]
    return learner


@pytest.mark.parametrize("change", GAPS)
def test_a_gap_that_is_added_is_new_and_the_others_keep_their_number(
    learnt: Learner, change: str
) -> None:
    before = cards(learnt)
    write(learnt, RIVER.replace("The {{Danube}} flows through {{Vienna}}.", GAPS[change]))
    after = cards(learnt)
    for city in ("Danube", "Vienna"):
        assert after[city]["id"] == before[city]["id"]
        assert after[city]["stability"] == before[city]["stability"]
    assert (after["Austria"]["state"], after["Austria"]["reps"]) == ("new", 0)
    assert after["Austria"]["id"] not in {"d/r:1", "d/r:2"}


def test_a_gap_that_goes_takes_no_progress_along(learnt: Learner) -> None:
    before = cards(learnt)
    write(learnt, RIVER.replace("{{Danube}}", "Danube"))
    assert {row["id"] for row in cards(learnt).values()} == {"d/r:2"}
    assert cards(learnt)["Vienna"]["stability"] == before["Vienna"]["stability"]


def test_a_gap_may_be_corrected_if_no_other_comes_or_goes(learnt: Learner) -> None:
    before = cards(learnt)
    write(learnt, RIVER.replace("{{Danube}}", "{{Rhine}}"))
    after = cards(learnt)
    assert after["Rhine"]["id"] == "d/r:1"
    assert after["Rhine"]["stability"] == before["Danube"]["stability"]
    write(learnt, RIVER.replace("The {{Danube}}", "In {{Austria}} the {{Rhine}}"))
    after = cards(learnt)
    assert {after[gap]["state"] for gap in ("Rhine", "Austria")} == {"new"}


def test_a_number_in_the_text_counts_more_than_the_answer(learnt: Learner) -> None:
    write(learnt, RIVER.replace("{{Danube}}", "{{2:Danube}}").replace("{{Vienna}}", "{{1:Vienna}}"))
    assert cards(learnt)["Danube"]["id"] == "d/r:2"


def test_gaps_are_answered_and_undone_under_the_number_that_they_keep(learnt: Learner) -> None:
    write(learnt, RIVER.replace("The {{Danube}}", "In {{Austria}} the {{Danube}}"))
    later = ("--now", "2026-03-04T09:00:00Z")
    (new,) = reviewed(learnt, "Austria", "4", now=later)
    assert cards(learnt)["Austria"]["id"] == new
    assert cards(learnt)["Austria"]["reps"] == 1
    assert learnt.run("undo", *NOW).out == f"undone {new}\n"
    assert cards(learnt)["Austria"]["reps"] == 0
    assert cards(learnt)["Danube"]["reps"] == 1


def test_an_edit_says_what_becomes_of_the_progress_when_the_kind_changes(learner: Learner) -> None:
    write(learner, "deck: d\ncards:\n  - {id: o, q: Capital?, a: Oslo}\n")
    reviewed(learner, "", "4")
    said = learner.run("edit", "d/o", "kind=cloze", "cloze=The capital is {{Oslo}}.", *NOW)
    assert said.code == 0
    assert "changing the kind makes this card new" in said.err
    write(learner, "deck: d\ncards:\n  - {id: o, q: Capital?, a: Oslo}\n")
    said = learner.run("edit", "d/o", "kind=typed", *NOW)
    assert "kind" not in said.err


def test_of_two_cards_that_say_they_were_one_the_first_has_its_progress(learner: Learner) -> None:
    write(learner, "deck: d\ncards:\n  - {id: old, q: Capital?, a: Oslo}\n")
    reviewed(learner, "", "4")
    write(
        learner,
        "deck: d\ncards:\n  - {id: one, was: [old], q: Capital?, a: Oslo}\n"
        "  - {id: two, was: [old], q: Second city?, a: Bergen}\n",
    )
    assert [cards(learner)[city]["reps"] for city in ("Oslo", "Bergen")] == [1, 0]
    assert reviewed(learner, "", "4") == ["d/two"]
    assert [cards(learner)[city]["reps"] for city in ("Oslo", "Bergen")] == [1, 1]


def test_two_older_ids_of_one_card_are_not_shown_as_one_card_twice(learner: Learner) -> None:
    """A card was renamed twice; a deck has both of its older ids."""
    for name, was in (("a", ""), ("b", "was: [a], "), ("c", "was: [b], ")):
        write(learner, f"deck: d\ncards:\n  - {{id: {name}, {was}q: Capital?, a: Oslo}}\n")
        reviewed(learner, "", "4")
    write(
        learner,
        "deck: d\ncards:\n  - {id: a, q: Capital?, a: Oslo}\n  - {id: b, q: City?, a: Bergen}\n",
    )
    found = cards(learner)
    assert [found[city]["id"] for city in ("Oslo", "Bergen")] == ["d/c", "d/b"]
    assert [found[city]["reps"] for city in ("Oslo", "Bergen")] == [1, 0]
    assert reviewed(learner, "", "4") == ["d/b"]
    assert [cards(learner)[city]["reps"] for city in ("Oslo", "Bergen")] == [1, 1]


def test_what_is_applied_or_rescheduled_stays_with_the_card_that_has_the_old_id(
    learner: Learner,
) -> None:
    """The decks have both ids of a card that was renamed: they are two cards."""
    write(learner, "deck: d\ncards:\n  - {id: a, q: Capital?, a: Oslo}\n")
    reviewed(learner, "", "4")
    assert learner.run("rename", "d/a", "d/b", *NOW).code == 0
    write(
        learner,
        "deck: d\ncards:\n  - {id: a, q: Capital?, a: Oslo}\n  - {id: b, q: City?, a: Bergen}\n",
    )
    reviewed(learner, "", "4")
    before = cards(learner)
    assert [before[city]["reps"] for city in ("Oslo", "Bergen")] == [1, 1]
    assert learner.run("settings", "desired_recall=970", *NOW).code == 0
    said = learner.run("settings", "--reschedule", "--apply", *NOW)
    assert said.out.startswith("moved 2 cards")
    after = cards(learner)
    assert all(after[city]["due"] < before[city]["due"] for city in ("Oslo", "Bergen"))
    again = learner.run("settings", "--reschedule", *NOW)
    assert again.out == "no due date would change\n"
