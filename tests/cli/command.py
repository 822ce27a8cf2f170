"""Running the program as a user does, in a process of its own and a home of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Home:
    """A user's folders, empty at first."""

    folder: Path

    @property
    def environment(self) -> dict[str, str]:
        kept = {name: os.environ[name] for name in ("PATH", "COVERAGE_FILE") if name in os.environ}
        folders = {
            f"XDG_{name}_HOME": str(self.folder / name.lower())
            for name in ("DATA", "CONFIG", "STATE", "CACHE")
        }
        return {**kept, **folders, "HOME": str(self.folder), "TERM": "xterm", "TZ": "UTC"}

    def run(
        self, *arguments: str, lines: str = "", **environment: str
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "quizapp", *arguments],
            input=lines,
            capture_output=True,
            text=True,
            encoding="utf-8",
            env={**self.environment, **environment},
            timeout=60,
            check=False,
        )
