"""What belongs to this machine: the theme. A file that is odd is as good as none."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path

from quizapp.errors import UnreadableFile
from quizapp.storage.disk import Disk


class PreferencesFile:
    """The port `Preferences`; unknown keys are kept."""

    def __init__(self, disk: Disk, path: Path) -> None:
        self._disk = disk
        self._path = path
        self._values = self._read()

    @property
    def theme(self) -> str:
        """The theme's name; empty for the default."""
        name = self._values.get("theme")
        return name if isinstance(name, str) else ""

    def keep_theme(self, name: str) -> None:
        """Remember the theme, as well as that can be done."""
        self._values = {**self._read(), "theme": name}
        new = self._path.with_suffix(".new")
        with suppress(OSError):
            self._disk.make_folder(self._path.parent)
            descriptor = self._disk.open_new(new)
            try:
                self._disk.write(descriptor, json.dumps(self._values, indent=2).encode() + b"\n")
            finally:
                self._disk.close(descriptor)
            self._disk.replace(new, self._path)

    def _read(self) -> dict[str, object]:
        try:
            values = json.loads(self._disk.read(self._path, follow=True))
        except (OSError, ValueError, RecursionError, UnreadableFile):
            return {}
        return values if isinstance(values, dict) else {}
