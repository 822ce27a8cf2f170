from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.command import Home

ONE_CARD = "deck: one\ntitle: One\nsource: S\ncards:\n  - id: card\n    q: What?\n    a: That\n"
MANY = "deck: many\ncards:\n" + "".join(
    f"  - {{id: c{number}, q: Question {number}?, a: Answer {number}, tags: [t{number % 2}]}}\n"
    for number in range(30)
)


@pytest.fixture
def decks(tmp_path: Path) -> Path:
    folder = tmp_path / "decks"
    folder.mkdir()
    (folder / "one.yaml").write_text(ONE_CARD)
    return folder


def saved(output: str) -> list[list[str]]:
    return [line.split() for line in output.splitlines() if line.startswith("saved ")]


def cards(home: Home, *arguments: str) -> list[dict[str, Any]]:
    result = home.run("cards", "--json", *arguments)
    assert result.returncode == 0, result.stderr
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_four_reviews_at_their_due_times_follow_the_published_model(
    home: Home, decks: Path, tmp_path: Path
) -> None:
    """Good, Good, Again, Easy, each at the time printed before: FSRS-6 with its defaults."""
    common = ("--progress", str(tmp_path / "p.json"), "--decks", str(decks))
    now = "2026-03-02T09:00:00+00:00"
    found = []
    for grade in ("3", "3", "1", "4"):
        result = home.run("review", "--plain", *common, "--now", now, lines=f"\n{grade}\n")
        assert result.returncode == 0, result.stderr
        ((_, card, printed, _, now),) = saved(result.stdout)
        assert (card, printed) == ("one/card", grade)
        (row,) = cards(home, *common, "--now", now)
        assert row["due"] == now
        found.append((now[:15], round(row["stability"], 4), row["state"]))
    assert found == [
        ("2026-03-02T09:1", 2.3065, "learning"),
        ("2026-03-04T04:0", 2.3065, "review"),
        ("2026-03-04T04:1", 0.6077, "relearning"),
        ("2026-03-05T04:0", 1.1351, "review"),
    ]


def test_the_fields_of_a_card(home: Home, decks: Path) -> None:
    (row,) = cards(home, "--decks", str(decks))
    assert list(row) == [
        *("id", "deck", "kind", "prompt", "answer", "choices", "explanation", "source", "tags"),
        *("state", "due", "stability", "difficulty", "recall", "reps", "lapses", "suspended"),
        *("buried", "marked", "leech"),
    ]
    assert (row["state"], row["due"], row["recall"], row["choices"]) == ("new", None, None, None)


def test_due_counts_in_json_and_short(home: Home, decks: Path) -> None:
    (decks / "many.yaml").write_text(MANY)
    value = json.loads(home.run("due", "--json", "--decks", str(decks)).stdout)
    assert list(value) == ["now", "total", "decks"]
    assert value["now"].endswith("Z")
    assert value["total"]["new"] == sum(deck["new"] for deck in value["decks"]) == 20
    assert home.run("due", "--short", "--decks", str(decks)).stdout == "20 new\n"


def test_decks_and_the_folder_for_ones_own(home: Home, decks: Path) -> None:
    (decks / "bad.yaml").write_text("cards:\n  - {q: x}\n  - {q: y, a: z}\n")
    result = home.run("decks", "--json", "--decks", str(decks))
    value = json.loads(result.stdout)
    assert value["folder"] == str(decks)
    assert [(deck["id"], deck["cards"], deck["errors"]) for deck in value["decks"]] == [
        ("bad", 1, 1),
        ("one", 1, 0),
    ]
    assert "bad.yaml:2:5" in result.stderr
    assert json.loads(home.run("decks", "--json").stdout)["folder"].endswith("data/runquiz/decks")


def test_stats_in_json(home: Home, decks: Path) -> None:
    home.run("review", "--plain", "--decks", str(decks), lines="\n3\n")
    value = json.loads(home.run("stats", "--json", "--decks", str(decks)).stdout)
    assert list(value) == [
        *("reviews", "retention", "streak", "best_streak", "seconds", "by_grade", "by_day"),
        *("forecast", "tags", "predicted", "weeks", "calibration", "cards", "muscles", "today"),
    ]
    assert value["cards"] == {"new": 0, "learning": 1, "young": 0, "mature": 0, "suspended": 0}
    assert (value["muscles"], value["calibration"]) == ({}, [])
    ((monday, week),) = value["weeks"].items()
    assert monday <= next(iter(value["by_day"]))
    assert week == {
        "answers": 1,
        "seconds": value["seconds"],
        "retention": None,
        "predicted": None,
    }
    assert (value["reviews"], value["retention"], value["streak"]) == (1, None, 1)
    assert value["by_grade"] == {"1": 0, "2": 0, "3": 1, "4": 0}
    assert list(value["by_day"].values()) == [1]


@pytest.mark.parametrize("verb", ["due", "decks", "cards", "stats"])
def test_reading_writes_nothing_but_the_cache(home: Home, verb: str) -> None:
    home.run(verb)
    assert [path.name for path in home.folder.iterdir()] == ["cache"]


def test_options_may_stand_before_or_after_the_verb(home: Home, decks: Path) -> None:
    before = home.run("--decks", str(decks), "decks", "--json").stdout
    after = home.run("decks", "--json", "--decks", str(decks)).stdout
    by_environment = home.run("decks", "--json", RUNQUIZ_DECKS=str(decks)).stdout
    assert before == after == by_environment


def test_a_seed_repeats_order_and_shuffles_but_never_an_id(
    home: Home, decks: Path, tmp_path: Path
) -> None:
    (decks / "many.yaml").write_text(MANY)
    events = []
    outputs = []
    for name in ("a.json", "b.json"):
        path = tmp_path / name
        arguments = ("--progress", str(path), "--decks", str(decks), "--seed", "7")
        moment = ("--now", "2026-03-02T09:00:00Z")
        outputs.append(home.run("review", "--plain", *arguments, *moment, lines="\n4\n" * 5).stdout)
        events.append({event["id"] for event in json.loads(path.read_bytes())["events"]})
    assert outputs[0] == outputs[1]
    assert len(events[0]) == 5
    assert events[0].isdisjoint(events[1])


def test_tags_choose_cards(home: Home, decks: Path) -> None:
    (decks / "many.yaml").write_text(MANY)
    arguments = ("review", "--plain", "--decks", str(decks), "--tags", "t1,nothing")
    result = home.run(*arguments, lines="\n4\n" * 30)
    numbers = {int(words[1].removeprefix("many/c")) for words in saved(result.stdout)}
    assert len(numbers) == 15
    assert all(number % 2 for number in numbers)


def test_a_day_s_new_cards_are_not_lifted_by_a_limit(home: Home, decks: Path) -> None:
    (decks / "many.yaml").write_text(MANY)
    arguments = ("review", "--plain", "--decks", str(decks), "--limit", "25")
    assert len(saved(home.run(*arguments, lines="\n4\n" * 30).stdout)) == 20


def test_a_fast_pipe_loses_no_line(home: Home, decks: Path) -> None:
    (decks / "many.yaml").write_text(MANY.replace("many", "more"))
    result = home.run("review", "more", "--plain", "--decks", str(decks), lines="\n4\n" * 20)
    assert len(saved(result.stdout)) == 20


REFUSED = {
    "an unknown verb": ("fly",),
    "an unknown option": ("due", "--fly"),
    "an unknown deck": ("review", "nope", "--plain"),
    "a tag of nothing": ("review", "--plain", "--tags", "nope"),
    "a limit of nothing": ("review", "--plain", "--limit", "0"),
    "no such folder": ("due", "--decks", "nowhere"),
    "no such file": ("check", "nowhere.yaml"),
    "no such time": ("due", "--now", "yesterday"),
    "a made-up time for real progress": ("review", "--plain", "--now", "2026-01-01T00:00"),
    "no terminal": ("review",),
    "no terminal for home": (),
}


@pytest.mark.parametrize("arguments", REFUSED.values(), ids=REFUSED)
def test_what_is_refused_is_one_line_and_exit_2(home: Home, arguments: tuple[str, ...]) -> None:
    result = home.run(*arguments)
    assert result.returncode == 2
    assert result.stderr.count("\n") == 1
    assert result.stderr.startswith("runquiz: ")
    assert "Traceback" not in result.stderr


def test_without_a_terminal_plain_mode_is_named(home: Home) -> None:
    assert "--plain" in home.run().stderr
    assert "--plain" in home.run(TERM="dumb").stderr


def test_a_bad_deck_beside_good_ones_is_skipped_and_said(home: Home, decks: Path) -> None:
    (decks / "bad.yaml").write_text("cards: [")
    result = home.run("due", "--decks", str(decks))
    assert result.returncode == 0
    assert "bad.yaml:2:1" in result.stderr


def test_with_nothing_left_to_work_on_it_is_refused(home: Home, decks: Path) -> None:
    (decks / "one.yaml").write_text("cards: [")
    assert home.run("due", "--decks", str(decks)).returncode == 2


def test_check_points_at_every_mistake(home: Home, decks: Path) -> None:
    (decks / "bad.yaml").write_text("cards:\n  - {id: a, q: x}\n  - {id: b, q: y, a: ~}\n")
    result = home.run("check", str(decks))
    assert result.returncode == 1
    lines = result.stdout.splitlines()
    assert [line.split(": ")[0:2] for line in lines] == [
        [f"{decks / 'bad.yaml'}:2:5", "error"],
        [f"{decks / 'bad.yaml'}:3:22", "error"],
    ]
    assert home.run("check", str(decks / "one.yaml")).returncode == 0


def test_check_advises_at_the_key_that_it_is_about(home: Home, decks: Path) -> None:
    text = "source: S\ncards:\n  - id: a\n    q: Is it so?\n    a: Yes\n    why: It is.\n"
    (decks / "one.yaml").write_text(text)
    result = home.run("check", str(decks))
    assert result.returncode == 0
    (line,) = result.stdout.splitlines()
    assert line.startswith(f"{decks / 'one.yaml'}:5:5: warning: a yes-or-no question")
    assert "1 warning" in result.stderr


def test_coverage_is_a_table_of_tags_and_kinds(home: Home, decks: Path) -> None:
    (decks / "many.yaml").write_text(MANY)
    result = home.run("check", "--coverage", str(decks))
    rows = [line.split() for line in result.stdout.splitlines() if "warning" not in line]
    assert rows[0][:2] == ["tag", "basic"]
    assert ["t0", "15", *["·"] * 7, "15"] in rows


def test_check_warns_of_cards_without_ids(home: Home, decks: Path) -> None:
    (decks / "one.yaml").write_text("cards:\n  - {q: x, a: y}\n")
    result = home.run("check", str(decks))
    assert result.returncode == 0
    assert "warning: 1 card without 'id:'" in result.stdout


def test_new_writes_a_deck_that_has_no_mistakes_and_never_over_another(home: Home) -> None:
    made = home.run("new", 'Über "Alles": a {test}')
    assert made.returncode == 0, made.stderr
    assert home.run("check").returncode == 0
    assert home.run("new", 'Über "Alles": a {test}').returncode == 2
    decks = json.loads(home.run("decks", "--json").stdout)["decks"]
    assert len(decks) == 4


def test_a_muscle_has_a_strength_once_a_card_of_it_was_answered(home: Home) -> None:
    home.run("review", "muscles", "--plain", lines="x\n4\n" * 4)
    muscles = json.loads(home.run("stats", "--json").stdout)["muscles"].values()
    assert any(muscle["seen"] for muscle in muscles)
    assert not all(muscle["seen"] for muscle in muscles)
    for muscle in muscles:
        assert (muscle["strength"] is not None) is (muscle["seen"] > 0)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("", "give the deck a name"),
        ("...", "give the deck a name"),
        ("!?", "give the deck a name"),
        ("../evil", "give the deck a name"),
        ("exercises", "there is already a deck 'exercises'"),
    ],
)
def test_new_takes_no_name_that_makes_no_deck(home: Home, name: str, said: str) -> None:
    result = home.run("new", name)
    assert (result.returncode, result.stderr.count("\n")) == (2, 1)
    assert said in result.stderr
    assert not list(home.folder.rglob("*.yaml"))


@pytest.mark.parametrize("verb", ["review", "due", "decks", "new", "cards", "stats", "check"])
def test_every_help_has_an_example(home: Home, verb: str) -> None:
    result = home.run(verb, "--help")
    assert result.returncode == 0
    assert f"Example: runquiz {verb}" in result.stdout


def test_the_version(home: Home) -> None:
    assert home.run("--version").stdout.startswith("runquiz 0.")


def test_a_foreign_progress_file_is_refused_and_left_alone(home: Home, tmp_path: Path) -> None:
    path = tmp_path / "package.json"
    path.write_text('{"name": "x"}')
    for verb in (("due",), ("review", "--plain")):
        result = home.run(*verb, "--progress", str(path))
        assert (result.returncode, result.stderr.count("\n")) == (2, 1)
    assert path.read_text() == '{"name": "x"}'


def test_a_damaged_file_is_said_on_stderr_and_the_work_is_done(home: Home, decks: Path) -> None:
    common = ("--decks", str(decks), "--progress", str(decks / "p.json"))
    home.run("review", "--plain", *common, lines="\n4\n")
    (decks / "p.json").write_text("")
    result = home.run("cards", "--json", *common)
    assert (result.returncode, json.loads(result.stdout)["reps"]) == (0, 1)
    assert "damaged" in result.stderr


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_shell_is_given_its_completion(home: Home, shell: str) -> None:
    script = home.run(_RUNQUIZ_COMPLETE=f"{shell}_source")
    assert script.returncode == 0
    assert "_RUNQUIZ_COMPLETE" in script.stdout


def test_verbs_and_options_are_completed(home: Home) -> None:
    asked = {"COMP_WORDS": "runquiz rev", "COMP_CWORD": "1", "_RUNQUIZ_COMPLETE": "bash_complete"}
    assert home.run(**asked).stdout.split() == ["plain,review"]
    asked |= {"COMP_WORDS": "runquiz quiz --mo", "COMP_CWORD": "2"}
    assert home.run(**asked).stdout.split() == ["plain,--mode"]
