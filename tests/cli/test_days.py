"""Due days in every zone, merges, undo, and clocks that are wrong, as a learner meets them."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from tests.bad_input.learner import CARDS, Learner, Said, learner_at

ZONES = ("Europe/Berlin", "Europe/London", "UTC", "America/Los_Angeles", "Asia/Tokyo")


@contextmanager
def in_zone(zone: str) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TZ", zone)
        time.tzset()
        yield
    time.tzset()


def at(learner: Learner, when: str, zone: str, *arguments: str, lines: str = "") -> Said:
    """Run a command at a local time."""
    now = datetime.fromisoformat(when).replace(tzinfo=ZoneInfo(zone)).isoformat()
    with in_zone(zone):
        return learner.run(*arguments, "--now", now, lines=lines, zone=zone)


def figures(learner: Learner, when: str, zone: str) -> dict[str, Any]:
    """What each command says is due."""
    due = json.loads(at(learner, when, zone, "due", "--json").out)["total"]
    stats = json.loads(at(learner, when, zone, "stats", "--json").out)
    found = at(learner, when, zone, "cards", "--json", "--find", "is:due").out.splitlines()
    rows = [json.loads(line) for line in found]
    why = [at(learner, when, zone, "card", row["id"]).out for row in rows[:2]]
    assert all("due in" not in said for said in why)
    today = next(iter(stats["forecast"]))
    assert (due["due"], stats["forecast"][today]) == (len(rows), due["due"] + due["learning"])
    return {"due": due["due"], "ids": sorted(row["id"] for row in rows), "today": today}


@pytest.fixture
def learner(tmp_path: Path) -> Learner:
    return learner_at(tmp_path)


def test_a_card_is_due_on_the_same_day_in_every_zone_at_every_hour(learner: Learner) -> None:
    """Learnt in Berlin from morning to night; looked at from elsewhere."""
    for hour in (9, 14, 23):
        when = f"2026-01-01T{hour:02}:00"
        at(learner, when, "Europe/Berlin", "review", "--plain", "--limit", "2", lines="\n4\n" * 2)
    days = {row["id"]: row["due"][:10] for row in rows(learner)}
    for day in ("2026-01-08", "2026-01-09", "2026-01-12"):
        for clock in ("04:00", "20:00", "23:59"):
            seen = [figures(learner, f"{day}T{clock}", zone) for zone in ZONES]
            assert [each["ids"] for each in seen] == [seen[0]["ids"]] * len(ZONES)
            assert {each["today"] for each in seen} == {day}
            assert seen[0]["ids"] == sorted(card for card, due in days.items() if due <= day)


def rows(learner: Learner, when: str = "2026-01-01T23:30", zone: str = "UTC") -> list[Any]:
    return [
        json.loads(line) for line in at(learner, when, zone, "cards", "--json").out.splitlines()
    ]


def test_another_rollover_moves_no_card_to_another_day(learner: Learner) -> None:
    """From 4 to 5, every card came a day early, and those of this morning this evening."""
    at(learner, "2026-01-01T09:00", "UTC", "review", "--plain", lines="\n4\n" * 6)
    before = {row["id"]: row["due"] for row in rows(learner)}
    for rollover in ("5", "0", "9"):
        assert learner.run("settings", f"rollover={rollover}", "--now", NIGHT).code == 0
        after = {row["id"]: row["due"] for row in rows(learner)}
        assert {card: due[:10] for card, due in after.items()} == {
            card: due[:10] for card, due in before.items()
        }
        assert figures(learner, "2026-01-01T23:00", "UTC")["due"] == 0


NIGHT = "2026-01-01T22:00:00Z"


@pytest.fixture
def two(tmp_path: Path) -> tuple[Learner, Learner]:
    """Two machines, each with a card at two Goods."""
    one, other = learner_at(tmp_path / "one"), learner_at(tmp_path / "other")
    for learner in (one, other):
        deck = "deck: d\ncards:\n  - {id: c0, q: Question?, a: Answer}\n"
        (learner.home / "decks" / "d.yaml").write_text(deck)
    for day in ("2026-01-01", "2026-01-03"):
        for time_ in ("09:00", "09:30"):
            lines = "\n3\n:q\n"
            at(one, f"{day}T{time_}", "UTC", "review", "d", "--plain", "--limit", "1", lines=lines)
    other.file.parent.mkdir()
    other.file.write_bytes(one.file.read_bytes())
    return one, other


def state(learner: Learner, card: str, when: str) -> Any:
    return next(row for row in rows(learner, when) if row["id"] == card)


def test_a_merge_keeps_no_due_day_that_contradicts_the_memory(
    two: tuple[Learner, Learner],
) -> None:
    """One machine answers Again, then Good; the other, not in step yet, Good."""
    one, other = two
    card = "d/c0"
    day = state(one, card, "2026-01-03T10:00")["due"][:10]
    at(one, f"{day}T09:00", "UTC", "review", "--plain", "--limit", "1", lines="\n1\n")
    at(one, f"{day}T09:30", "UTC", "review", "--plain", "--limit", "1", lines="\n3\n")
    at(other, f"{day}T10:00", "UTC", "review", "--plain", "--limit", "1", lines="\n3\n")
    heads = []
    for here, there in ((one, other), (other, one)):
        copy = here.home / "theirs.json"
        copy.write_bytes(there.file.read_bytes())
        assert at(here, f"{day}T11:00", "UTC", "merge", str(copy)).code == 0
        heads.append(here.file.read_bytes().partition(b',\n"log"')[0])
        row = state(here, card, f"{day}T11:00")
        interval = datetime.fromisoformat(row["due"][:10]) - datetime.fromisoformat(day)
        assert abs(interval.days - row["stability"]) <= 2 + row["stability"] / 10
    assert heads[0] == heads[1]


def test_undo_takes_back_what_was_written_last_whatever_the_clock_showed(
    learner: Learner,
) -> None:
    """The clock is three days ahead, and then right again."""
    at(learner, "2026-01-04T09:00", "UTC", "review", "--plain", "--limit", "1", lines="\n4\n")
    at(learner, "2026-01-01T09:00", "UTC", "review", "--plain", "--limit", "1", lines="\n4\n")
    assert at(learner, "2026-01-01T09:01", "UTC", "undo").out == f"undone {CARDS[1]}\n"
    assert at(learner, "2026-01-01T09:01", "UTC", "undo").out == f"undone {CARDS[0]}\n"


def test_answers_of_a_wrong_clock_are_named_and_can_be_undone_in_one_step(
    learner: Learner,
) -> None:
    at(learner, "2026-01-01T09:00", "UTC", "review", "--plain", "--limit", "1", lines="\n4\n")
    at(learner, "2036-01-04T09:00", "UTC", "review", "--plain", lines="\n4\n" * 9)
    said = at(learner, "2026-01-02T09:00", "UTC", "due")
    assert said.code == 0
    said = at(learner, "2026-01-02T09:00", "UTC", "review", "--plain")
    assert "6 answers are dated up to 3654 days ahead of your clock" in said.err
    assert "runquiz undo --after" in said.err
    assert "6 answers are dated" in at(learner, "2026-01-02T09:00", "UTC", "doctor").out
    stats = json.loads(at(learner, "2026-01-02T09:00", "UTC", "stats", "--json").out)
    assert list(stats["by_day"]) == ["2026-01-01"]
    done = at(learner, "2026-01-02T09:00", "UTC", "undo", "--after", "2026-01-02T09:00")
    assert done.out == "undone 6 changes\n"
    assert [row["reps"] for row in rows(learner)] == [1, 0, 0, 0, 0, 0]
    assert at(learner, "2026-01-02T09:00", "UTC", "review", "--plain").err == ""
    assert at(learner, "2026-01-02T09:01", "UTC", "undo").out == "undone the undo of 6 changes\n"
    assert [row["reps"] for row in rows(learner)] == [2, 1, 1, 1, 1, 1]


def test_undo_after_a_time_without_answers_says_so(learner: Learner) -> None:
    said = at(learner, "2026-01-02T09:00", "UTC", "undo", "--after", "2026-01-01")
    assert (said.code, said.err) == (2, "runquiz: nothing was written here after that time\n")


def test_a_card_buried_by_a_clock_that_was_ahead_comes_back(learner: Learner) -> None:
    at(learner, "2036-01-01T09:00", "UTC", "card", "d/c0", "--bury")
    assert not state(learner, "d/c0", "2026-01-02T09:00")["buried"]


@pytest.mark.parametrize("option", ["--unbury", "--let-in"])
def test_a_buried_card_can_be_brought_back(learner: Learner, option: str) -> None:
    when = "2026-01-02T09:00"
    assert at(learner, when, "UTC", "card", "d/c0", "--bury").out == "buried d/c0\n"
    assert state(learner, "d/c0", when)["buried"]
    assert at(learner, when, "UTC", "card", "d/c0", option).code == 0
    assert not state(learner, "d/c0", when)["buried"]


def test_a_due_date_can_be_set_and_undone(learner: Learner) -> None:
    when = "2026-01-01T09:00"
    at(learner, when, "UTC", "review", "--plain", "--limit", "1", lines="\n4\n")
    before = state(learner, "d/c0", when)
    said = at(learner, when, "Europe/Berlin", "card", "d/c0", "--due", "2026-03-01")
    assert said.out == "due 2026-03-01 d/c0\n"
    after = state(learner, "d/c0", when)
    assert after["due"] == "2026-03-01T04:00:00Z"
    assert (after["stability"], after["reps"]) == (before["stability"], before["reps"])
    assert at(learner, when, "UTC", "undo").out == "undone d/c0\n"
    assert state(learner, "d/c0", when) == before


def test_a_due_date_needs_a_date_and_a_card_in_review(learner: Learner) -> None:
    when = "2026-01-01T09:00"
    said = at(learner, when, "UTC", "card", "d/c0", "--due", "2026-03-01")
    assert (said.code, said.err) == (
        2,
        "runquiz: d/c0 is new: only a card in review has a due date\n",
    )
    for wrong in ("soon", "2026-02-30", "2025-12-31"):
        assert at(learner, when, "UTC", "card", "d/c0", "--due", wrong).code == 2


def test_cards_can_be_reviewed_ahead_and_that_counts(learner: Learner) -> None:
    at(learner, "2026-01-01T09:00", "UTC", "review", "--plain", lines="\n4\n" * 6)
    soon = sorted(row["due"] for row in rows(learner))
    when = "2026-01-04T09:00"
    assert at(learner, when, "UTC", "review", "--plain", lines="\n3\n").saved == []
    days = (datetime.fromisoformat(soon[0][:10]) - datetime.fromisoformat("2026-01-04")).days
    none = at(learner, when, "UTC", "review", "--plain", "--ahead", str(days - 1), lines="\n3\n")
    assert none.saved == []
    said = at(learner, when, "UTC", "review", "--plain", "--ahead", str(days), lines="\n3\n" * 9)
    assert len(said.saved) == sum(due[:10] == soon[0][:10] for due in soon)
    (card, *_) = said.saved
    assert state(learner, card, when)["reps"] == 2
    assert state(learner, card, when)["due"] > soon[0]
    assert at(learner, when, "UTC", "review", "--ahead", "3", "--cram", "--plain").code == 2


def test_steps_that_reach_past_the_rollover_are_of_one_day(learner: Learner) -> None:
    at(learner, "2026-01-02T03:55", "UTC", "review", "--plain", "--limit", "1", lines="\n3\n")
    said = at(
        learner, "2026-01-02T04:06", "UTC", "review", "--plain", "--limit", "1", lines="\n3\n"
    )
    assert said.out.rstrip().splitlines()[-2].endswith("due 2026-01-04T04:00:00Z")


def test_due_dates_follow_a_new_target_only_when_asked_and_after_a_preview(
    learner: Learner,
) -> None:
    when = "2026-01-01T09:00"
    at(learner, when, "UTC", "review", "--plain", lines="\n4\n" * 6)
    before = rows(learner)
    at(learner, when, "UTC", "settings", "desired_recall=970")
    assert rows(learner) == before
    with learner.kept():
        said = at(learner, when, "UTC", "settings", "--reschedule")
    assert said.out.startswith(
        "would move 6 cards: 6 sooner, 0 later; due today: 0 before, 0 after"
    )
    said = at(learner, when, "UTC", "settings", "--reschedule", "--apply")
    assert said.out.startswith("moved 6 cards")
    after = rows(learner)
    assert all(new["due"] < old["due"] for new, old in zip(after, before, strict=True))
    assert [row["stability"] for row in after] == [row["stability"] for row in before]
    again = at(learner, when, "UTC", "settings", "--reschedule")
    assert again.out == "no due date would change\n"
    assert at(learner, when, "UTC", "undo").out == "undone the new due dates of 6 cards\n"
    assert rows(learner) == before
    assert at(learner, when, "UTC", "settings", "--apply").code == 2
    assert at(learner, when, "UTC", "settings", "--reschedule", "new_limit=3").code == 2


@pytest.mark.parametrize(
    "contrary",
    [("suspend", "let-in"), ("bury", "unbury"), ("mark", "unmark"), ("reset", "due=2030-01-01")],
)
def test_changes_that_contradict_each_other_are_refused(
    learner: Learner, contrary: tuple[str, str]
) -> None:
    with learner.kept():
        said = learner.run("card", "d/c1", *(f"--{each}" for each in contrary))
    assert (said.code, "contradict each other" in said.err) == (2, True)


def test_a_due_date_beyond_the_longest_interval_is_refused(learner: Learner) -> None:
    at(learner, "2026-03-02T09:00:00", "UTC", "review", "--plain", lines="\n4\n")
    card = json.loads(learner.run("cards", "--find", "-is:new", "--json").out)["id"]
    said = at(learner, "2026-03-02T09:00:00", "UTC", "card", card, "--due", "9999-12-31")
    assert (said.code, "longest interval" in said.err) == (2, True)


def test_rescheduling_with_unchanged_settings_moves_nothing(learner: Learner) -> None:
    for day in range(2, 28):
        when = f"2026-03-{day:02}T09:00:00"
        at(learner, when, "UTC", "review", "--plain", lines="x\n3\n" * 30)
    said = at(learner, "2026-03-28T09:00:00", "UTC", "settings", "--reschedule")
    assert said.out == "no due date would change\n"


def test_a_review_ahead_says_how_far_it_looked(learner: Learner) -> None:
    when = "2026-03-02T09:00:00"
    at(learner, when, "UTC", "review", "--plain", lines="x\n4\n" * 30)
    said = at(learner, when, "UTC", "review", "--plain", "--ahead", "3")
    assert said.out.startswith("Nothing is due in the next 3 days.")
    assert at(learner, when, "UTC", "review", "--plain").out.startswith("Nothing is due.")


def test_a_line_of_cards_says_its_state_its_due_date_and_what_was_done_to_it(
    learner: Learner,
) -> None:
    when = "2026-03-02T09:00:00"
    at(learner, when, "UTC", "review", "--plain", "--limit", "1", lines="x\n4\n")
    (card,) = (
        json.loads(line)["id"]
        for line in at(
            learner, when, "UTC", "cards", "--json", "--find", "-is:new"
        ).out.splitlines()
    )
    at(learner, when, "UTC", "card", card, "--mark", "--suspend")
    lines = at(learner, when, "UTC", "cards").out.splitlines()
    (own,) = [line for line in lines if line.startswith(f"{card} ")]
    assert "(review, due 2026-03-10" in own
    assert ", suspended, marked)" in own
    assert all("(new)" in line for line in lines if line != own)


@pytest.mark.parametrize("change", [("--due", "2030-01-01"), ("--mark",)])
def test_a_card_is_either_shown_as_json_or_changed(
    learner: Learner, change: tuple[str, ...]
) -> None:
    said = learner.run("card", "d/c1", "--json", *change)
    assert (said.code, said.out) == (2, "")
    assert "--json shows a card" in said.err


def test_learning_cards_are_counted_in_their_own_deck(learner: Learner) -> None:
    for deck in ("x", "y"):
        cards = "".join(f"  - {{id: c{n}, q: Q{n} of {deck}?, a: A}}\n" for n in range(3))
        (learner.home / "decks" / f"{deck}.yaml").write_text(f"deck: {deck}\ncards:\n{cards}")
    when = "2026-03-02T09:00:00"
    at(learner, when, "UTC", "review", "x", "--plain", "--limit", "2", lines="a\n1\n" * 2)
    at(learner, when, "UTC", "review", "y", "--plain", "--limit", "1", lines="a\n1\n")
    found = json.loads(at(learner, when, "UTC", "due", "--json").out)
    learning = {deck["id"]: deck["learning"] for deck in found["decks"]}
    assert (learning["x"], learning["y"]) == (2, 1)
    assert found["total"]["learning"] == sum(learning.values()) == 3
