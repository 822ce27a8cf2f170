from __future__ import annotations

import json

from tests.cli.command import Home


def test_the_shipped_decks_are_there_without_configuration(home: Home) -> None:
    result = home.run("due", "--json")
    assert result.returncode == 0, result.stderr
    decks = [deck["id"] for deck in json.loads(result.stdout)["decks"]]
    assert decks == ["exercises", "faq", "muscles"]


def test_an_answer_given_is_an_answer_kept(home: Home) -> None:
    result = home.run("review", "muscles", "--plain", "--limit", "1", lines="\n3\n")
    assert result.returncode == 0, result.stderr
    saved = [line.split() for line in result.stdout.splitlines() if line.startswith("saved ")]
    assert [words[2] for words in saved] == ["3"]
    cards = map(json.loads, home.run("cards", "--json").stdout.splitlines())
    assert [card["id"] for card in cards if card["reps"]] == [saved[0][1]]


def test_the_shipped_decks_have_no_error(home: Home) -> None:
    result = home.run("check")
    assert (result.returncode, result.stdout) == (0, "")
