"""What a command imports, proved at run time: a fast start is a promise."""

from __future__ import annotations

import json
import subprocess
import sys

from tests.cli.command import Home

SLOW = ("textual", "rich", "pydantic", "yaml", "rapidfuzz", "asyncio", "difflib")
FOR_OTHERS = ("quizapp.domain.cards.card", "quizapp.domain.event", "quizapp.study.ports", "secrets")
"""What `due` has no use for: it may stand in a shell's prompt."""


def imported(home: Home, *arguments: str) -> set[str]:
    code = (
        "import sys, json; from quizapp.cli.main import run;"
        f"code = run({list(arguments)!r});"
        "print(json.dumps(sorted(sys.modules)), file=sys.stderr); sys.exit(code)"
    )
    result = subprocess.run(
        [sys.executable, "-c", code],
        env=home.environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    return set(json.loads(result.stderr.splitlines()[-1]))


def test_reading_commands_import_nothing_slow(home: Home) -> None:
    home.run("review", "--plain", "--limit", "1", lines="\n4\n")
    for arguments in (("due", "--json"), ("decks",), ("cards",), ("stats",), ("body",)):
        assert imported(home, *arguments).isdisjoint(SLOW)


def test_due_imports_nothing_that_only_cards_or_writing_need(home: Home) -> None:
    home.run("review", "--plain", "--limit", "1", lines="\n4\n")
    assert imported(home, "due", "--short").isdisjoint(FOR_OTHERS)


def test_due_takes_the_fast_path_when_only_quizzes_were_played(home: Home) -> None:
    assert home.run("quiz", "--plain", "--questions", "1", lines="1\n\n").returncode == 0
    modules = imported(home, "due", "--short")
    assert "quizapp.storage.progress.reading.summary" in modules
    assert "quizapp.storage.progress.reading.loading" not in modules


def test_plain_review_never_imports_textual(home: Home) -> None:
    assert "textual" not in imported(home, "review", "--plain", "--limit", "1")


def test_a_start_of_the_app_needs_no_yaml_or_pydantic_before_its_first_frame(
    home: Home,
) -> None:
    home.run("review", "--plain", "--limit", "1", lines="\n4\n")
    code = (
        "import sys, asyncio, click, json;"
        "from quizapp.cli.context import Context; from quizapp.cli.options import CommonOptions;"
        "from quizapp.storage.preferences import read_preferences;"
        "from quizapp.tui.app import RunquizApp;"
        "context = Context(CommonOptions());\n"
        "async def frame():\n"
        "    with context.desk() as desk:\n"
        "        preferences = read_preferences(context.disk, context.locations.preferences)\n"
        "        app = RunquizApp(desk, preferences)\n"
        "        async with app.run_test() as pilot:\n"
        "            await pilot.pause()\n"
        "            print(json.dumps(sorted(sys.modules)))\n"
        "asyncio.run(frame())"
    )
    result = subprocess.run(
        [sys.executable, "-c", code],
        env=home.environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    modules = set(json.loads(result.stdout.splitlines()[-1]))
    assert [name for name in ("yaml", "pydantic", "rapidfuzz") if name in modules] == []
