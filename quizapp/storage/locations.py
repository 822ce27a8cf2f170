"""Where files are on this machine, unless the command line says otherwise."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from quizapp.errors import UnreadableFile
from quizapp.storage.disk import Disk, replace_with

NAME = "runquiz"
_DEVICE_LETTERS = "abcdefghijkmnpqrstuvwxyz23456789"


@dataclass(frozen=True, slots=True)
class Locations:
    """The user's folders for this program."""

    data: Path
    """Progress, and the user's own decks."""
    config: Path
    state: Path
    cache: Path

    @property
    def progress(self) -> Path:
        """The progress file."""
        return self.data / "progress.json"

    @property
    def own_decks(self) -> Path:
        """The folder for the user's own decks."""
        return self.data / "decks"

    @property
    def preferences(self) -> Path:
        """The settings of this machine."""
        return self.config / "settings.json"


def user_locations() -> Locations:
    """The folders in which this system keeps the files of programs."""
    return Locations(
        Path(platformdirs.user_data_dir(NAME, appauthor=False)),
        Path(platformdirs.user_config_dir(NAME, appauthor=False)),
        Path(platformdirs.user_state_dir(NAME, appauthor=False)),
        Path(platformdirs.user_cache_dir(NAME, appauthor=False)),
    )


def shipped_decks() -> Path:
    """The shipped decks: inside the package, or beside it in a checkout."""
    package = Path(__file__).resolve().parent.parent
    inside = package / "decks"
    return inside if inside.is_dir() else package.parent / "decks"


def device_id(disk: Disk, locations: Locations) -> str:
    """This machine's id in the log: random, created once, and stored outside the progress file.

    If it can't be saved, this session gets a new id, and undo reaches back only to its start.
    """
    path = locations.state / "device"
    with suppress(OSError, UnreadableFile):
        kept = disk.read(path).decode("ascii", "replace").strip()
        if kept and kept.isalnum() and len(kept) <= 32:
            return kept
    import secrets  # only the very first start needs it

    fresh = "".join(secrets.choice(_DEVICE_LETTERS) for _ in range(10))
    with suppress(OSError):
        disk.make_folder(locations.state)
        replace_with(disk, path, fresh.encode() + b"\n")
    return fresh
