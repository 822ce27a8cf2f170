"""The progress file and the files beside it, all in one folder, so that renames are atomic."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from quizapp.domain.clean_text import clean_line
from quizapp.errors import UnreadableFile
from quizapp.storage.disk import Disk, reason


@dataclass(frozen=True)
class ProgressFiles:
    """The progress file, the files beside it, and the disk they are on.

    Without slots, so that paths can be cached: every answer needs several.
    """

    disk: Disk
    file: Path

    @cached_property
    def folder(self) -> Path:
        """The folder that holds them all."""
        return self.file.parent

    @cached_property
    def journal(self) -> Path:
        """The events since the last snapshot; absent when the file is at rest."""
        return self._beside("journal")

    @cached_property
    def lock(self) -> Path:
        """The lock file; never deleted."""
        return self._beside("lock")

    @cached_property
    def backups(self) -> Path:
        """The folder of earlier snapshots."""
        return self._beside("backups")

    @cached_property
    def new(self) -> Path:
        """The temporary file of a snapshot that is being written."""
        return self._beside("new")

    @cached_property
    def new_journal(self) -> Path:
        """The temporary file of a new journal that will replace the current one."""
        return self._beside("journal.new")

    def damaged(self, stamp: str) -> Path:
        """The path for a copy of a damaged file."""
        return self._beside(f"damaged-{stamp}")

    def is_own(self, path: Path) -> bool:
        """Whether a path is one of these."""
        own = (self.file, self.journal, self.lock, self.backups, self.new, self.new_journal)
        return path in own or path.name.startswith(self.damaged("").name)

    @cached_property
    def name(self) -> str:
        """The file's name, safe to show."""
        return clean_line(str(self.file))

    def unexpected_link(self) -> Path | None:
        """The first of our own files that is a link, if any; none ever should be."""
        ours = (self.journal, self.lock, self.new, self.new_journal, self.backups)
        return next((path for path in ours if self.disk.is_link(path)), None)

    def _beside(self, ending: str) -> Path:
        return self.file.with_name(f"{self.file.name}.{ending}")


def progress_files(disk: Disk, path: Path) -> ProgressFiles:
    """The files for a path. A link is followed, so that it stays when the file is replaced.

    Raises UnreadableFile for a cycle of links.
    """
    try:
        os.stat(path)  # noqa: PTH116 (resolve() hides the system's text for a cycle of links)
        file = path.resolve(strict=True)
    except FileNotFoundError:
        file = path.resolve()
    except (OSError, ValueError) as error:
        said = reason(error) if isinstance(error, OSError) else "not a valid path"
        raise UnreadableFile(f"{clean_line(str(path))}: {said}") from None
    if not file.name:
        raise UnreadableFile(f"{clean_line(str(path))}: not a regular file")
    return ProgressFiles(disk, file)
