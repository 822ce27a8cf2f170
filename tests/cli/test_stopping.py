"""Rows 42 and 82 of the list of bad inputs: whatever stops the program, answered cards are kept."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.command import Home

DECK = "deck: d\ncards:\n" + "".join(
    f"  - {{id: c{number}, q: Question {number}?, a: Answer {number}}}\n" for number in range(20)
)


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    path = tmp_path / "d.yaml"
    path.write_text(DECK)
    return path


def start(home: Home, deck: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "quizapp", "review", "--plain", "--decks", str(deck)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=home.environment,
    )


def answer(process: subprocess.Popen[str], count: int) -> list[str]:
    """Answer so many cards, waiting each time until it is called saved."""
    assert process.stdin is not None
    assert process.stdout is not None
    saved: list[str] = []
    while len(saved) < count:
        process.stdin.write("\n4\n")
        process.stdin.flush()
        for line in process.stdout:
            if line.startswith("saved "):
                saved.append(line.split()[1])
                break
    return saved


def kept(home: Home, deck: Path) -> dict[str, int]:
    result = home.run("cards", "--json", "--decks", str(deck))
    rows = map(json.loads, result.stdout.splitlines())
    return {row["id"]: row["reps"] for row in rows if row["reps"]}


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)]
)
def test_row_82_a_signal_ends_it_with_the_shells_code_and_everything_kept(
    home: Home, deck: Path, number: signal.Signals, code: int
) -> None:
    process = start(home, deck)
    saved = answer(process, 2)
    process.send_signal(number)
    _, errors = process.communicate(timeout=20)
    assert process.returncode == code
    assert "Traceback" not in errors
    assert kept(home, deck) == dict.fromkeys(saved, 1)
    folder = home.folder / "data" / "runquiz"
    assert not (folder / "progress.json.journal").exists()


def test_row_42_killed_at_random_moments_every_saved_line_is_found_and_none_twice(
    home: Home, deck: Path
) -> None:
    rng = random.Random(5)
    seen: dict[str, int] = {}
    for _ in range(8):
        process = start(home, deck)
        saved = answer(process, rng.randint(0, 2)) if len(seen) < 16 else []
        assert process.stdin is not None
        process.stdin.write("\n4\n" * rng.randint(0, 2))
        process.stdin.flush()
        process.kill()
        rest, _ = process.communicate(timeout=20)
        saved += [line.split()[1] for line in rest.splitlines() if line.startswith("saved ")]
        for card in saved:
            seen[card] = seen.get(card, 0) + 1
    found = kept(home, deck)
    assert all(found.get(card, 0) >= count for card, count in seen.items())
    assert set(found.values()) <= {1}


@pytest.mark.parametrize("module", ["click.types", "quizapp.errors", "quizapp.cli.options"])
def test_row_82_ctrl_c_while_the_program_is_loaded_prints_nothing(home: Home, module: str) -> None:
    process = subprocess.Popen(
        ["bash", "-c", f"exec {sys.executable} -X importtime -m quizapp due 2>&1 >/dev/null"],
        env=home.environment,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    next(line for line in process.stdout if line.rstrip().endswith(f" {module}"))
    process.send_signal(signal.SIGINT)
    rest, _ = process.communicate(timeout=20)
    assert "Traceback" not in rest
    assert process.returncode in {-signal.SIGINT, 130, 0}


def test_row_82_a_closed_pipe_ends_it_with_141(home: Home, deck: Path) -> None:
    process = start(home, deck)
    saved = answer(process, 1)
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdout.close()
    process.stdin.write("\n4\n" * 3)
    process.stdin.close()
    assert process.wait(timeout=20) == 141
    assert process.stderr is not None
    assert "Traceback" not in process.stderr.read()
    process.stderr.close()
    assert kept(home, deck)[saved[0]] == 1


def test_a_closed_pipe_ends_a_listing_quietly(home: Home) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w") as output:
        result = subprocess.run(
            [sys.executable, "-m", "quizapp", "cards", "--json"],
            env=home.environment,
            stdout=output,
            stderr=subprocess.PIPE,
            text=True,
            timeout=60,
            check=False,
        )
    assert (result.returncode, result.stderr) == (141, "")


@pytest.mark.parametrize(
    "redirection", ["> /dev/full", "<&- >/dev/null", ">&-", "<&- >&- 2>&-"], ids=str
)
def test_no_stream_that_is_full_or_closed_ends_in_a_traceback(home: Home, redirection: str) -> None:
    for verb in ("due", "review --plain", "cards", ""):
        result = subprocess.run(
            ["bash", "-c", f"{sys.executable} -m quizapp {verb} {redirection}"],
            env=home.environment,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert "Traceback" not in result.stderr
        assert result.stderr.count("\n") <= 1


def test_a_narrow_encoding_shows_what_it_can(home: Home) -> None:
    result = home.run("cards", PYTHONIOENCODING="ascii", LC_ALL="C")
    assert result.returncode == 0, result.stderr


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_can_not_be_written_is_read_only(home: Home, deck: Path) -> None:
    folder = home.folder / "locked"
    folder.mkdir(mode=0o500)
    arguments = ("--progress", str(folder / "p.json"), "--decks", str(deck))
    result = home.run("review", "--plain", *arguments, lines="\n4\n")
    assert result.returncode == 1
    assert "Permission denied" in result.stdout


def test_four_programs_answering_at_once_lose_and_double_nothing(home: Home, deck: Path) -> None:
    programs = [start(home, deck) for _ in range(4)]
    for program in programs:
        assert program.stdin is not None
        program.stdin.write("\n4\n" * 20)
        program.stdin.flush()
    outputs = [program.communicate(timeout=60)[0] for program in programs]
    saved = [
        line.split()[1] for output in outputs for line in output.splitlines() if line[:5] == "saved"
    ]
    assert all(program.returncode == 0 for program in programs)
    assert sum(kept(home, deck).values()) == len(saved) >= 20


def test_answers_that_no_disk_takes_are_counted_and_end_in_1(home: Home, deck: Path) -> None:
    home.run("review", "--plain", "--decks", str(deck))
    command = f"ulimit -f 0; {sys.executable} -m quizapp review --plain --decks {deck}"
    result = subprocess.run(
        ["bash", "-c", command],
        env=home.environment,
        input="\n4\n\n4\n",
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert result.returncode == 1
    assert "saved d/" not in result.stdout
    assert "2 answers could not be saved" in result.stderr
    assert kept(home, deck) == {}


def test_a_full_file_system_takes_what_it_can_and_claims_no_more(
    home: Home, deck: Path, tmp_path: Path
) -> None:
    full = tmp_path / "full"
    full.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=24k", "none", str(full)],
        capture_output=True,
        check=False,
    )
    if mounted.returncode:
        pytest.skip("no file system can be mounted here")
    try:
        arguments = ("--progress", str(full / "p.json"), "--decks", str(deck))
        result = home.run("review", "--plain", *arguments, lines="\n4\n" * 20)
        saved = [line.split()[1] for line in result.stdout.splitlines() if line[:6] == "saved "]
        with (full / "filler").open("wb") as filler:
            try:
                filler.write(bytes(1 << 20))
                filler.flush()
            except OSError:
                pass
        more = home.run("review", "--plain", *arguments, lines="\n4\n" * 20)
        assert "Traceback" not in result.stderr + more.stderr
        rows = map(json.loads, home.run("cards", "--json", *arguments).stdout.splitlines())
        assert {row["id"] for row in rows if row["reps"]} >= set(saved)
    finally:
        subprocess.run(["umount", str(full)], check=False)
