from __future__ import annotations

import json
import random
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.command import Home

DECK = "deck: d\ncards:\n" + "".join(
    f"  - {{id: c{number}, q: Question {number}?, a: Answer {number}, typed: yes}}\n"
    for number in range(30)
)
NUMBER = re.compile(r"^(\d+) of (\d+) - ")


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    path = tmp_path / "d.yaml"
    path.write_text(DECK)
    return path


def quiz(home: Home, *arguments: str, lines: str = "", code: int = 0) -> str:
    result = home.run("quiz", "--plain", *arguments, lines=lines)
    assert result.returncode == code, result.stderr
    return result.stdout


def questions(output: str) -> list[str]:
    """Everything that does not depend on the answers: heads, questions and options."""
    return [line for line in output.splitlines() if re.match(r"\d+ of|Question|  \d+\. ", line)]


def events(home: Home) -> list[dict[str, object]]:
    """Every event of the file and its journal, by id."""
    found = {}
    for path in home.folder.rglob("progress.json*"):
        if path.is_file() and path.suffix in {".json", ".journal"}:
            for line in path.read_text().splitlines():
                if line.startswith('{"id"'):
                    event = json.loads(line.rstrip(","))
                    found[event["id"]] = event
    return list(found.values())


def test_one_seed_asks_one_quiz_on_two_fresh_files(home: Home, tmp_path: Path) -> None:
    lines = "1\n\n" * 10
    runs = [
        questions(quiz(home, "--seed", "7", "--progress", str(tmp_path / name), lines=lines))
        for name in ("one.json", "two.json")
    ]
    assert len(runs[0]) > 40
    assert runs[0] == runs[1]


def test_one_seed_twice_on_one_file_loses_no_event(home: Home) -> None:
    for count in (1, 2):
        quiz(home, "--seed", "7", lines="1\n\n" * 10)
        kinds = [event["kind"] for event in events(home)]
        assert kinds.count("quiz opened") == kinds.count("quiz closed") == count
        assert kinds.count("quiz answer") == 10 * count


@pytest.mark.parametrize("mode", ["practice", "question", "clock", "sprint", "survival"])
def test_every_mode_to_its_end(home: Home, mode: str) -> None:
    output = quiz(home, "--mode", mode, "--questions", "4", lines="\n\n" * 4)
    assert "Result: 0 %" in output
    assert len(re.findall("^saved ", output, re.MULTILINE)) == (3 if mode == "survival" else 4)


@pytest.mark.parametrize("mode", ["practice", "question", "clock", "survival"])
def test_the_clock_can_be_switched_off_but_in_a_sprint(home: Home, mode: str) -> None:
    off = quiz(home, "--mode", mode, "--time", "off", "--questions", "3", lines="\n\n" * 3)
    assert "Result: 0 %" in off


@pytest.mark.parametrize("mode", ["practice", "question", "sprint", "survival"])
def test_how_sure_one_is_can_be_asked_but_in_an_exam(home: Home, mode: str) -> None:
    asked = quiz(home, "--mode", mode, "--confidence", "--questions", "3", lines="\n\n" * 3)
    assert "Result: 0 %" in asked
    result = home.run("quiz", "--plain", "--mode", "clock", "--confidence")
    assert (result.returncode, "never asks how sure you are" in result.stderr) == (2, True)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--questions", "0"), "1 to 500 questions, not 0"),
        (("--questions", "-1"), "1 to 500 questions, not -1"),
        (("--seconds", "0"), "at least one second"),
        (("--seconds", "99999"), "at most a day"),
        (("--mode", "practice", "--seconds", "9"), "practice has no clock"),
        (("--mode", "sprint", "--time", "off"), "a sprint needs its clock"),
        (("--tags", "nothing"), "none is tagged nothing"),
        (("--kinds", "riddle"), "no kind 'riddle'"),
        (("--seen",), "none was ever answered"),
        (("--misses",), "no quiz has been finished yet"),
        (("--look-alikes",), "mixed up"),
        (("nowhere",), "no deck 'nowhere'"),
        (("--questions", "many"), "not a valid integer"),
        (("--time", "3"), "'--time'"),
    ],
)
def test_what_is_refused_is_said_in_one_line(
    home: Home, arguments: tuple[str, ...], said: str
) -> None:
    result = home.run("quiz", "--plain", *arguments)
    assert result.returncode == 2
    assert said in result.stderr
    assert len(result.stderr.splitlines()) == 1
    assert [event for event in events(home) if event["kind"] != "device"] == []


def test_an_empty_deck_is_said_in_one_line(home: Home, tmp_path: Path) -> None:
    (tmp_path / "empty.yaml").write_text("deck: empty\ncards: []\n")
    result = home.run("quiz", "--plain", "--decks", str(tmp_path / "empty.yaml"))
    assert result.returncode == 2
    assert "Traceback" not in result.stderr


def test_a_quiz_that_was_left_goes_on(home: Home, deck: Path) -> None:
    quiz(home, "--decks", str(deck), lines="x\n\nx\n\n:q\n")
    output = quiz(home, "--decks", str(deck), "--resume", lines="")
    assert "3 of 10 - d" in output
    assert "Resumed: 2 questions answered so far." in output


def test_without_a_quiz_that_was_cut_off_there_is_nothing_to_go_on_with(home: Home) -> None:
    assert "nothing to resume" in quiz(home, "--resume")


def test_misses_and_history(home: Home, deck: Path) -> None:
    common = ("--decks", str(deck), "--questions", "2", "--seed", "1")
    assert "No quiz like this" in home.run("quiz", "--history", *common).stdout
    quiz(home, *common, lines="x\n\nx\n\n")
    assert "2 of 2" in quiz(home, *common, "--misses", lines="x\n\n:q\n")
    shown = home.run("quiz", "--history", *common).stdout
    assert "0 %, 0 of 2 correct" in shown
    assert "Best:" in shown


def test_applying_and_one_undo_in_review(home: Home, deck: Path) -> None:
    common = ("--decks", str(deck), "--progress", str(home.folder / "p.json"))
    when = ("--now", "2026-03-02T09:00:00+00:00")
    home.run("review", "--plain", *common, *when, lines="\n4\n" * 3)
    before = home.run("cards", "--json", *common, *when).stdout
    output = quiz(home, *common, *when, "--seen", "--apply", lines="x\n\n" * 3)
    assert len(re.findall("^applied d/c", output, re.MULTILINE)) == 3
    assert home.run("cards", "--json", *common, *when).stdout != before
    undone = home.run("review", "--plain", *common, *when, lines=":u\n:q\n").stdout
    assert "undone quiz/" in undone
    assert home.run("cards", "--json", *common, *when).stdout == before


def start(home: Home, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "quizapp", "quiz", "--plain", *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env=home.environment,
    )


def read_until(process: subprocess.Popen[str], word: str) -> list[str]:
    """The lines up to the first that begins so; all of them when the program ends before."""
    assert process.stdout is not None
    found = []
    for line in process.stdout:
        found.append(line.rstrip("\n"))
        if line.startswith(word):
            break
    return found


def send(process: subprocess.Popen[str], line: str) -> None:
    assert process.stdin is not None
    process.stdin.write(line + "\n")
    process.stdin.flush()


def test_kill_at_any_moment_and_go_on(home: Home, deck: Path) -> None:
    """Killed over and over; every answer that was called saved is there, none is asked twice."""
    rng = random.Random(4)
    common = ("--decks", str(deck), "--mode", "practice", "--questions", "12")
    saved: list[str] = []
    arguments: tuple[str, ...] = (*common, "--seed", "1")
    while len(saved) < 12:
        process = start(home, *arguments)
        arguments = (*common, "--resume")
        kill_after = rng.randint(0, 6)
        while len(saved) < 12:
            lines = read_until(process, "answer:")
            (head,) = [line for line in lines if NUMBER.match(line)]
            assert head.startswith(f"{len(saved) + 1} of 12"), (head, len(saved))
            if kill_after == 0:
                break
            send(process, "x")
            saved.append(read_until(process, "saved ")[-1].split()[1])
            if rng.random() < 0.5:
                send(process, "")
            else:
                break
            kill_after -= 1
        process.send_signal(signal.SIGKILL)
        process.communicate()
    assert len(set(saved)) == 12
    kept = [event["card"] for event in events(home) if event["kind"] == "quiz answer"]
    assert sorted(map(str, kept)) == sorted(saved)
    assert "Result: 0 %, 0 of 12" in quiz(home, *common, "--resume")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_leaves_an_attempt_to_go_on_with(home: Home, deck: Path, number: int) -> None:
    process = start(home, "--decks", str(deck))
    read_until(process, "answer:")
    send(process, "x")
    read_until(process, "next:")
    process.send_signal(number)
    process.communicate(timeout=30)
    assert process.returncode == 128 + number
    assert "2 of 10 - d" in quiz(home, "--decks", str(deck), "--resume")


def test_a_signal_keeps_the_time_that_was_used(home: Home, deck: Path) -> None:
    process = start(home, "--decks", str(deck), "--seconds", "500")
    read_until(process, "answer:")
    while not any(event["kind"] == "quiz left" for event in events(home)):
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=30)
    (left,) = [event for event in events(home) if event["kind"] == "quiz left"]
    assert isinstance(left["ms"], int)
    assert left["place"] == 0
