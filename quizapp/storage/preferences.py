"""The preferences of this machine: the theme. An invalid file is ignored."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path

from quizapp.errors import UnreadableFile
from quizapp.storage.disk import Disk, replace_with


class PreferencesFile:
    """Implements the port `Preferences`; unknown keys are kept."""

    def __init__(self, disk: Disk, path: Path, values: dict[str, object]) -> None:
        self._disk = disk
        self._path = path
        self._values = values

    @property
    def theme(self) -> str:
        """The theme's name; empty for the default."""
        name = self._values.get("theme")
        return name if isinstance(name, str) else ""

    def save_theme(self, name: str) -> None:
        """Save the theme, if that is possible."""
        self._values = {**_values_at(self._disk, self._path), "theme": name}
        data = json.dumps(self._values, indent=2).encode() + b"\n"
        with suppress(OSError):
            self._disk.make_folder(self._path.parent)
            replace_with(self._disk, self._path.resolve(), data)


def read_preferences(disk: Disk, path: Path) -> PreferencesFile:
    """The preferences in a file; the defaults if it is missing or invalid."""
    return PreferencesFile(disk, path, _values_at(disk, path))


def _values_at(disk: Disk, path: Path) -> dict[str, object]:
    try:
        values = json.loads(disk.read(path, follow=True))
    except (OSError, ValueError, RecursionError, UnreadableFile):
        return {}
    return values if isinstance(values, dict) else {}
