"""`runquiz rename`: a deck or a card gets another id, in its file and in the progress."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from quizapp.errors import NotEdited
from quizapp.storage.decks.editing.deck_writer import DeckWriter
from quizapp.storage.disk import Disk
from quizapp.storage.progress.format.event_lines import checksum
from tests.bad_input.learner import Learner
from tests.cli.command import Home

NOW = ("--now", "2026-03-02T09:00:00Z")
DECK = """\
# Cities
deck: cities   # the id
title: Cities
cards:
  - id: oslo
    q: Capital of Norway?
    a: Oslo
    reverse: yes
  - id: river
    cloze: "The {{Danube}} flows through {{Vienna}}."
  - q: Capital of Sweden?
    a: Stockholm
"""


@pytest.fixture
def learner(tmp_path: Path) -> Learner:
    (tmp_path / "decks").mkdir()
    learner = Learner(tmp_path)
    file_of(learner).write_text(DECK)
    given = [line for answer in ("", "Danube", "") for line in (answer, "4")]
    assert len(learner.run("review", "--plain", *NOW, lines="\n".join([*given, ""])).saved) == 3
    return learner


def file_of(learner: Learner, name: str = "cities.yaml") -> Path:
    return learner.home / "decks" / name


def cards(learner: Learner) -> dict[str, dict[str, Any]]:
    rows = map(json.loads, learner.run("cards", "--json", *NOW).out.splitlines())
    return {row["id"]: row for row in rows}


def answered(learner: Learner) -> set[str]:
    return {name for name, row in cards(learner).items() if row["reps"]}


def test_a_renamed_card_keeps_its_progress_and_the_rest_of_its_file(learner: Learner) -> None:
    before = cards(learner)
    said = learner.run("rename", "cities/oslo", "cities/norway", *NOW)
    assert (said.code, said.out) == (0, "renamed cities/oslo to cities/norway, in cities.yaml\n")
    assert file_of(learner).read_text() == DECK.replace("id: oslo", "id: norway")
    after = cards(learner)
    for ending in ("", ":back"):
        old, new = before[f"cities/oslo{ending}"], after[f"cities/norway{ending}"]
        assert {**old, "id": new["id"]} == new


def test_all_gaps_of_a_renamed_card_keep_their_progress(learner: Learner) -> None:
    before = answered(learner)
    assert learner.run("rename", "cities/river", "cities/danube", *NOW).code == 0
    assert answered(learner) == {each.replace("/river", "/danube") for each in before}


def test_a_card_without_an_id_is_given_one(learner: Learner) -> None:
    (old,) = (name for name in answered(learner) if "~" in name)
    assert learner.run("rename", old, "cities/sweden", *NOW).code == 0
    assert "  - id: sweden\n    q: Capital of Sweden?" in file_of(learner).read_text()
    assert "cities/sweden" in answered(learner)
    assert learner.run("undo", *NOW).out == "undone the rename to cities/sweden\n"
    assert file_of(learner).read_text() == DECK
    assert old in answered(learner)


def test_a_renamed_deck_keeps_its_progress_and_its_file_the_name_that_goes_with_it(
    learner: Learner,
) -> None:
    before = cards(learner)
    said = learner.run("rename", "cities", "places", *NOW)
    assert (said.code, said.out) == (0, "renamed cities to places, in places.yaml\n")
    assert not file_of(learner).exists()
    assert file_of(learner, "places.yaml").read_text() == DECK.replace(
        "deck: cities", "deck: places"
    )
    after = cards(learner)
    assert [
        {**row, "id": row["id"].replace("cities/", "places/"), "deck": "places"}
        for row in before.values()
    ] == list(after.values())


def test_a_deck_that_is_named_after_its_file_only_is_renamed_with_it(learner: Learner) -> None:
    text = DECK.replace("deck: cities   # the id\n", "")
    file_of(learner).unlink()
    file_of(learner, "Cities.yml").write_text(text)
    before = answered(learner)
    assert learner.run("rename", "cities", "places", *NOW).code == 0
    assert file_of(learner, "places.yml").read_text() == text
    assert answered(learner) == {each.replace("cities/", "places/") for each in before}
    assert learner.run("undo", *NOW).out == "undone the rename to places\n"
    assert file_of(learner, "Cities.yml").read_text() == text
    assert answered(learner) == before


def test_a_file_that_is_not_named_after_its_deck_keeps_its_name(learner: Learner) -> None:
    file_of(learner).rename(file_of(learner, "my own.yaml"))
    assert learner.run("rename", "cities", "places", *NOW).out.endswith("in my own.yaml\n")
    assert "deck: places" in file_of(learner, "my own.yaml").read_text()


@pytest.mark.parametrize(("old", "new"), [("cities/oslo", "cities/norway"), ("cities", "places")])
def test_undo_gives_the_file_and_the_progress_the_old_id_back(
    learner: Learner, old: str, new: str
) -> None:
    before = cards(learner)
    learner.run("rename", old, new, *NOW)
    assert learner.run("undo", *NOW).out == f"undone the rename to {new}\n"
    assert file_of(learner).read_text() == DECK
    assert cards(learner) == before
    assert learner.run("undo", *NOW).out.startswith("undone cities/")


@pytest.mark.parametrize(("old", "new"), [("cities/oslo", "cities/norway"), ("cities", "places")])
def test_undo_is_refused_if_the_file_has_changed_since(
    learner: Learner, old: str, new: str
) -> None:
    learner.run("rename", old, new, *NOW)
    (file,) = file_of(learner).parent.iterdir()
    file.write_text(file.read_text().replace("a: Oslo", "a: Oslo, on the fjord"))
    text = file.read_text()
    with learner.kept():
        said = learner.run("undo", *NOW)
    assert (said.code, said.out) == (2, "")
    assert "has changed since" in said.err
    assert file.name in said.err
    assert file.read_text() == text
    assert learner.run("undo", "--no-renames", *NOW).out.startswith("undone ")
    assert len(answered(learner)) == 2


def test_undo_of_a_card_s_rename_leaves_what_else_has_changed_in_its_file(learner: Learner) -> None:
    before = answered(learner)
    learner.run("rename", "cities/oslo", "cities/norway", *NOW)
    file_of(learner).write_text(file_of(learner).read_text() + "# mine\n")
    assert learner.run("undo", *NOW).out == "undone the rename to cities/norway\n"
    assert file_of(learner).read_text() == DECK + "# mine\n"
    assert answered(learner) == before


def test_edits_that_gave_ids_are_undone_one_after_the_other(learner: Learner) -> None:
    text = DECK + "  - q: Capital of Denmark?\n    a: Copenhagen\n"
    file_of(learner).write_text(text)
    for name in [name for name in cards(learner) if "~" in name]:
        assert learner.run("edit", name, "source=An atlas", *NOW).code == 0
    for name in ("denmark", "sweden"):
        said = learner.run("undo", *NOW)
        assert said.out == f"undone the rename to cities/capital-of-{name}\n"
    assert "id: capital" not in file_of(learner).read_text()


@pytest.mark.parametrize(("old", "new"), [("cities/oslo", "cities/norway"), ("cities", "places")])
def test_a_rename_whose_file_was_not_written_is_completed_or_taken_back(
    learner: Learner, old: str, new: str
) -> None:
    """The program was killed just before, or the old file came back."""
    for way in ((old, new), (new, old)):
        assert learner.run("rename", old, new, *NOW).code == 0
        named = answered(learner)
        (file,) = file_of(learner).parent.iterdir()
        file.rename(file_of(learner))
        file_of(learner).write_text(DECK)
        assert answered(learner) == named
        assert learner.run("rename", *way, *NOW).code in {0, 2}
        assert len(answered(learner)) == len(named)
        if way == (old, new):
            assert answered(learner) == named
            assert learner.run("rename", new, old, *NOW).code == 0
            assert file_of(learner).read_text() == DECK


def test_killed_before_the_undo_of_a_rename_is_recorded_the_progress_is_found(
    learner: Learner,
) -> None:
    """The file has the old id again; the log still says that it was renamed."""
    before = {name.partition(":")[2] for name in answered(learner)}
    learner.run("rename", "cities/oslo", "cities/norway", *NOW)
    file_of(learner).write_text(DECK)
    assert {name.partition(":")[2] for name in answered(learner)} == before


def test_renaming_there_and_back_is_as_if_nothing_had_been(learner: Learner) -> None:
    before = cards(learner)
    for old, new in (("cities/oslo", "cities/n"), ("cities", "places"), ("places/n", "places/o")):
        assert learner.run("rename", old, new, *NOW).code == 0
    for old, new in (("places/o", "places/oslo"), ("places", "cities")):
        assert learner.run("rename", old, new, *NOW).code == 0
    assert cards(learner) == before
    for _ in range(5):
        assert learner.run("undo", *NOW).out.startswith("undone the rename to ")
    assert cards(learner) == before
    assert file_of(learner).read_text() == DECK


def test_answers_after_a_rename_count_and_are_undone_before_it(learner: Learner) -> None:
    learner.run("rename", "cities/oslo", "cities/norway", *NOW)
    later = ("--now", "2026-03-30T09:00:00Z")
    assert learner.run("review", "--plain", *later, lines="\n3\n").saved != []
    learner.run("rename", "cities", "places", *NOW)
    assert len(answered(learner)) >= 3
    said = [learner.run("undo", *NOW).out for _ in range(3)]
    assert [each.startswith("undone the rename") for each in said] == [True, False, True]
    assert file_of(learner).read_text() == DECK


def test_an_older_deck_that_comes_back_is_still_the_renamed_one(learner: Learner) -> None:
    """From version control, or on a second machine."""
    learner.run("rename", "cities", "places", *NOW)
    learner.run("rename", "places/oslo", "places/norway", *NOW)
    (file,) = file_of(learner).parent.iterdir()
    file.rename(file_of(learner))
    file_of(learner).write_text(DECK)
    assert {name for name in answered(learner) if "norway" in name}
    assert all(name.startswith("places/") for name in cards(learner))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("cities/nix", "cities/x", "no card 'cities/nix'"),
        ("nix", "x", "no deck 'nix'"),
        ("cities/oslo", "cities/river", "'cities/river' has progress of its own"),
        ("cities/oslo", "cities/No Id", "an id is up to 80 characters"),
        ("cities/oslo", "other/oslo", "a rename keeps the card in its deck"),
        ("cities/oslo", "places", "give two cards"),
        ("cities", "cities", "there is already a deck 'cities'"),
        ("cities", "../up", "give two cards"),
        ("cities", "A b", "an id is up to 80 characters"),
        ("cities", "other", "there is already a file other.yaml"),
    ],
)
def test_a_rename_that_can_not_be_is_refused(
    learner: Learner, old: str, new: str, said: str
) -> None:
    file_of(learner, "other.yaml").write_text("deck: third\ncards: []\n")
    with learner.kept():
        result = learner.run("rename", old, new, *NOW)
    assert (result.code, result.out) == (2, "")
    assert said in result.err
    assert file_of(learner).read_text() == DECK


@pytest.mark.parametrize("swap", [("cities/river", "cities/oslo"), ("second", "cities")])
def test_an_earlier_id_of_another_is_refused(learner: Learner, swap: tuple[str, str]) -> None:
    """Or the progress of one would go to the other."""
    file_of(learner, "second.yaml").write_text("deck: second\ncards:\n  - {id: a, q: A?, a: b}\n")
    first = (swap[1], "cities/norway" if "/" in swap[1] else "places")
    assert learner.run("rename", *first, *NOW).code == 0
    before = cards(learner)
    said = learner.run("rename", *swap, *NOW)
    assert (said.code, "is an earlier id of" in said.err) == (2, True)
    assert cards(learner) == before


@pytest.mark.parametrize("pair", [("cities/river:1", "cities/x"), ("cities/oslo", "cities/x:1")])
def test_a_gap_has_no_id_to_rename(learner: Learner, pair: tuple[str, str]) -> None:
    assert "rename its card" in learner.run("rename", *pair, *NOW).err


def test_a_renamed_deck_is_found_under_both_ids_where_its_file_is_the_older_one(
    learner: Learner,
) -> None:
    """On a second machine, or from version control."""
    learner.run("rename", "cities", "places", *NOW)
    file_of(learner, "places.yaml").rename(file_of(learner))
    file_of(learner).write_text(DECK)
    for name in ("cities", "places"):
        later = ("--now", "2026-05-20T12:00:00Z")
        asked = learner.run("review", name, "--plain", "--limit", "1", *later, lines="\n3\n")
        assert (asked.code, len(asked.saved)) == (0, 1)
        assert "places/norway" not in learner.run("cards", name, "--json", *NOW).out
        assert len(learner.run("cards", name, *NOW).out.splitlines()) == 5
        quiz = learner.run("quiz", name, "--plain", "--questions", "1", *NOW, lines="x\n\n")
        assert (quiz.code, "1 of 1" in quiz.out) == (0, True)
    assert "no deck 'nix'; choose from: places" in learner.run("cards", "nix", *NOW).err


def test_a_deck_that_is_renamed_from_an_older_file_keeps_all_of_its_progress(
    learner: Learner,
) -> None:
    before = {name.partition("/")[2] for name in answered(learner)}
    learner.run("rename", "cities", "places", *NOW)
    file_of(learner, "places.yaml").rename(file_of(learner))
    file_of(learner).write_text(DECK)
    assert learner.run("rename", "places", "towns", *NOW).code == 0
    assert answered(learner) == {f"towns/{name}" for name in before}


def test_what_a_card_was_is_known_in_a_renamed_deck_too(learner: Learner) -> None:
    learner.run("rename", "cities", "places", *NOW)
    file_of(learner, "places.yaml").rename(file_of(learner))
    file_of(learner).write_text(DECK.replace("id: oslo", "id: norway\n    was: [oslo]"))
    assert {"places/norway", "places/norway:back"} & answered(learner)
    assert learner.run("review", "--plain", "--limit", "1", *NOW, lines="\n3\n").code == 0
    assert {"places/norway", "places/norway:back"} & answered(learner)


def test_a_deck_is_not_given_the_id_of_another(learner: Learner) -> None:
    file_of(learner, "x.yaml").write_text("deck: other\ncards:\n  - {id: a, q: A?, a: b}\n")
    with learner.kept():
        assert "there is already a deck 'other'" in learner.run("rename", "cities", "other").err


@pytest.mark.parametrize(("old", "new"), [("muscles", "mine"), ("muscles/glutes-job", "muscles/g")])
def test_the_shipped_decks_keep_their_ids(tmp_path: Path, old: str, new: str) -> None:
    home = Home(tmp_path)
    said = home.run("rename", old, new)
    assert (said.returncode, said.stdout) == (2, "")
    assert said.stderr == "runquiz: muscles.yaml is a shipped deck; nothing was changed\n"
    assert home.run("edit", "muscles/glutes-job", "why=They push.").returncode == 0
    said = home.run("rename", "muscles", "mine")
    assert "muscles.yaml is your copy of a shipped deck" in said.stderr


def test_a_card_in_a_copy_of_a_shipped_deck_can_be_renamed(tmp_path: Path) -> None:
    home = Home(tmp_path)
    home.run("edit", "muscles/glutes-job", "why=They push.")
    assert home.run("rename", "muscles/glutes-job", "muscles/g").returncode == 0
    assert home.run("card", "muscles/g").returncode == 0


NEW = "  - id: oslo\n    q: A new question?\n    a: Yes\n"


def test_a_new_card_under_the_id_of_a_renamed_one_keeps_its_own_progress(learner: Learner) -> None:
    learner.run("rename", "cities/oslo", "cities/norway", *NOW)
    file_of(learner).write_text(file_of(learner).read_text() + NEW)
    later = ("--now", "2026-03-02T10:00:00Z")
    answers = learner.run("review", "--plain", *later, lines="x\n1\n" * 9).saved
    assert "cities/oslo" in answers
    both = cards(learner)
    assert both["cities/norway"]["state"] == "review"
    assert both["cities/oslo"]["state"] == "learning"
    said = learner.run("rename", "cities/oslo", "cities/other", *NOW)
    assert (said.code, "is an earlier id of 'cities/norway'" in said.err) == (2, True)
    without = DECK.partition("  - id: river")[2]
    file_of(learner).write_text(f"deck: cities\ncards:\n  - id: river{without}{NEW}")
    assert cards(learner)["cities/oslo"] == both["cities/oslo"]


def test_a_new_deck_under_the_id_of_a_renamed_one_keeps_its_own_progress(learner: Learner) -> None:
    learner.run("rename", "cities", "places", *NOW)
    said = learner.run("new", "Cities")
    assert (said.code, "is an earlier id of the deck 'places'" in said.err) == (2, True)
    before = answered(learner)
    file_of(learner).write_text("deck: cities\ncards:\n" + NEW)
    later = ("--now", "2026-03-02T10:00:00Z")
    answers = learner.run("review", "cities", "--plain", *later, lines="x\n4\n").saved
    assert answers == ["cities/oslo"]
    assert answered(learner) == before | {"cities/oslo"}
    assert learner.run("review", "cities", "--plain", *later, lines="x\n4\n").saved == []


def test_an_edit_gives_no_id_that_another_card_had(learner: Learner) -> None:
    file_of(learner).write_text(DECK + "  - q: Oslo?\n    a: Norway\n")
    learner.run("rename", "cities/oslo", "cities/norway", *NOW)
    (name,) = [each for each, row in cards(learner).items() if row["prompt"] == "Oslo?"]
    before = answered(learner)
    assert learner.run("edit", name, "why=So it is", *NOW).out.startswith("saved cities/oslo-2")
    assert answered(learner) == before


@pytest.mark.parametrize("names", [("cities/oslo", "cities/a", "cities/b"), ("cities", "a", "b")])
def test_two_machines_may_rename_one_thing_differently(
    learner: Learner, tmp_path: Path, names: tuple[str, str, str]
) -> None:
    other = Learner(tmp_path / "other")
    shutil.copytree(learner.home / "data", other.home / "data")
    shutil.copytree(learner.home / "decks", other.home / "decks")
    count = len(answered(learner))
    assert learner.run("rename", names[0], names[1], *NOW).code == 0
    later = ("--now", "2026-03-02T09:30:00Z")
    assert other.run("rename", names[0], names[2], *later).code == 0
    assert learner.run("merge", str(other.file), *NOW).code == 0
    assert other.run("merge", str(learner.file), *NOW).code == 0
    assert answered(learner) == answered(other)
    assert len(answered(learner)) == count


def test_undo_makes_no_second_deck_of_one_id(learner: Learner) -> None:
    file_of(learner).rename(file_of(learner, "mine.yaml"))
    learner.run("rename", "cities", "places", *NOW)
    file_of(learner, "a.yaml").write_text("deck: cities\ncards:\n" + NEW)
    said = learner.run("undo", *NOW)
    assert (said.code, "there is already a deck 'cities'" in said.err) == (2, True)


def test_a_card_that_says_what_it_was_can_be_renamed(learner: Learner) -> None:
    file_of(learner).write_text(DECK.replace("id: oslo", "id: oslo\n    was: [christiania]"))
    assert learner.run("rename", "cities/oslo", "cities/norway", *NOW).code == 0
    assert "id: norway\n    was: [christiania]" in file_of(learner).read_text()


@pytest.mark.parametrize(("old", "new"), [("cities/oslo", "cities/norway"), ("cities", "places")])
def test_a_file_with_errors_is_corrected_first(learner: Learner, old: str, new: str) -> None:
    """A rename could hide an error, such as an id that is there twice."""
    text = DECK + "  - id: oslo\n    q: Again?\n    a: No\n"
    file_of(learner).write_text(text)
    said = learner.run("rename", old, new, *NOW)
    assert said.code == 2
    assert "runquiz: cities.yaml:13: " in said.err
    assert "correct the file first" in said.err
    assert file_of(learner).read_text() == text


@pytest.mark.parametrize("name", ["ci\\u0000ties.yaml", "../../cities.yaml", "/etc/cities.yaml"])
def test_a_file_name_in_the_log_leads_nowhere_else(learner: Learner, name: str) -> None:
    """It may come from a file that was tampered with; the checksum of its line fits."""
    file_of(learner).unlink()
    file_of(learner, "Cities.yml").write_text(DECK.replace("deck: cities   # the id\n", ""))
    assert learner.run("rename", "cities", "places", *NOW).code == 0
    data = learner.file.read_bytes()
    at = data.rindex(b"\n", 0, data.index(b'"kind": "rename"')) + 1
    line = data[at : data.index(b"\n", at)].removesuffix(b",")
    fields = json.loads(line.replace(b'"Cities.yml"', f'"{name}"'.encode()))
    fields["crc"] = checksum(fields)
    learner.file.write_bytes(data.replace(line, json.dumps(fields).encode()))
    learner.run("undo", *NOW)
    (found,) = file_of(learner).parent.iterdir()
    assert found.name in {"cities.yml", "places.yml"}


def test_a_file_that_appears_in_the_last_moment_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "old.yaml").write_text("old")

    def appear() -> None:
        (tmp_path / "new.yaml").write_text("mine")

    class Late(Disk):
        def lock(self, descriptor: int, patience: float) -> bool:
            appear()
            return super().lock(descriptor, patience)

    with pytest.raises(NotEdited, match="there is already a file new"):
        DeckWriter(Late()).move(tmp_path / "old.yaml", tmp_path / "new.yaml")
    assert (tmp_path / "new.yaml").read_text() == "mine"
