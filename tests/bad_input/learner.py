"""A learner at the command line, whose files a test may damage between two commands."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

import click
from click.testing import CliRunner

from quizapp.cli.main import run

CARDS = [f"d/c{number}" for number in range(6)]
DECK = "deck: d\ncards:\n" + "".join(
    f"  - {{id: c{number}, q: Question {number}?, a: Answer {number}}}\n" for number in range(6)
)


class _Door(click.Command):
    """The program's own door, errors and exit codes included, for click's runner."""

    def main(self, args: Sequence[str] | None = None, *_: Any, **__: Any) -> NoReturn:
        raise SystemExit(run(args or ()))


@dataclass(frozen=True, slots=True)
class Said:
    """What a command printed, and how it ended."""

    code: int
    out: str
    err: str

    @property
    def saved(self) -> list[str]:
        """The cards that it called saved."""
        return [line.split()[1] for line in self.out.splitlines() if line.startswith("saved ")]


@dataclass(frozen=True, slots=True)
class Learner:
    """Six cards, and a progress file."""

    home: Path

    @property
    def file(self) -> Path:
        return self.home / "data" / "progress.json"

    @property
    def journal(self) -> Path:
        return self.beside("journal")

    def beside(self, ending: str) -> Path:
        return self.file.with_name(f"{self.file.name}.{ending}")

    def run(self, *arguments: str, lines: str = "", own: bool = False, zone: str = "UTC") -> Said:
        """Run a command. Whatever it is fed, it says one clear line a thing and never crashes.

        `own` leaves the progress file where it is by default.
        """
        folders = {
            f"XDG_{name}_HOME": str(self.home / name.lower())
            for name in ("DATA", "CONFIG", "STATE", "CACHE")
        }
        settings = {"RUNQUIZ_PROGRESS": str(self.file), "RUNQUIZ_DECKS": str(self.home / "decks")}
        if own:
            del settings["RUNQUIZ_PROGRESS"]
        result = CliRunner().invoke(
            _Door("runquiz"), list(arguments), lines, env={**folders, **settings, "TZ": zone}
        )
        assert result.exception is None or isinstance(result.exception, SystemExit), result.output
        assert "Traceback" not in result.stderr
        said = result.stderr.splitlines()
        assert all(line.startswith("runquiz: ") for line in said) or arguments[0] == "check"
        return Said(result.exit_code, result.stdout, result.stderr)

    def answer(self, count: int = 3) -> Said:
        """Review so many cards, each Easy."""
        return self.run("review", "--plain", lines="\n4\n" * count)

    def known(self) -> list[str]:
        """The cards that were ever answered."""
        rows = map(json.loads, self.run("cards", "--json").out.splitlines())
        return [row["id"] for row in rows if row["reps"]]

    def copies(self) -> list[bytes]:
        """The copies that are kept of damaged files."""
        return [path.read_bytes() for path in sorted(self.file.parent.glob("*.damaged-*"))]

    def forget_backups(self) -> None:
        """Take every backup away."""
        for path in self.beside("backups").iterdir():
            path.unlink()

    @contextmanager
    def kept(self) -> Iterator[None]:
        """Nothing that lies beside the progress file changes, and nothing is added."""
        before = self._files()
        yield
        assert self._files() == before

    def _files(self) -> dict[str, bytes]:
        found = (path for path in self.file.parent.rglob("*") if path.is_file())
        return {str(path): path.read_bytes() for path in found}


def learner_at(home: Path) -> Learner:
    """A learner with one deck."""
    (home / "decks").mkdir(parents=True)
    (home / "decks" / "d.yaml").write_text(DECK)
    return Learner(home)
