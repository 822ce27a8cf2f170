"""Writes deck files: atomically, under a lock, and only over what was read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from quizapp.domain.clean_text import clean_line
from quizapp.errors import NotEdited, UnreadableFile
from quizapp.storage.disk import Disk, reason, replace_with

T = TypeVar("T")

PATIENCE = 5.0
"""Seconds to wait for another program that is saving."""
TRIES = 5
"""How often to retry when another program wrote first."""


class FileBusy(Exception):
    """Another program wrote first; the text says what it did."""


def tried(attempt: Callable[[], T], reload: Callable[[], None]) -> T:
    """The result of an attempt, repeated while other programs write first. Raises NotEdited."""
    problem = ""
    for _ in range(TRIES):
        try:
            return attempt()
        except FileBusy as raced:
            problem = str(raced)
            reload()
    raise NotEdited(f"{problem}; nothing was changed")


class DeckWriter:
    """Writes the files of a shelf."""

    def __init__(self, disk: Disk) -> None:
        self._disk = disk

    def replace(
        self,
        path: Path,
        data: bytes | None,
        expected: bytes | None,
        before_replace: Callable[[], None] | None = None,
    ) -> None:
        """Replace a file atomically; None removes it. Raises NotEdited.

        Raises FileBusy if another program wrote first.
        """
        name = clean_line(path.name)
        try:
            target = path.resolve()
            if expected is None:
                self._disk.make_folder(target.parent)
            elif not self._disk.may_write(target):
                raise NotEdited(f"{name} is read-only; nothing was changed")
            with self._locked(target.parent):
                if (self._disk.read(target) if self._disk.stamp(target) else None) != expected:
                    raise FileBusy(f"{name} is being changed by another program")
                if data is None:
                    self._disk.remove(target)
                else:
                    mode_of = None if expected is None else target
                    replace_with(
                        self._disk, target, data, mode_of=mode_of, before_replace=before_replace
                    )
                self._disk.sync_folder(target.parent)
        except OSError as error:
            raise NotEdited(f"{name}: {reason(error)}; nothing was changed") from None
        except UnreadableFile as error:
            raise NotEdited(f"{error}; nothing was changed") from None

    def move(self, path: Path, to: Path, before: Callable[[], None] | None = None) -> None:
        """Rename a file, unless there is one of that name. Raises NotEdited."""
        try:
            with self._locked(path.parent):
                self.refuse_if_taken(path, to)
                if before is not None:
                    before()
                self._disk.replace(path, to)
                self._disk.sync_folder(path.parent)
        except OSError as error:
            said = f"{clean_line(path.name)}: {reason(error)}; nothing was renamed"
            raise NotEdited(said) from None

    def refuse_if_taken(self, path: Path, to: Path) -> None:
        """Raises NotEdited if a file can't have another name because there is one of that name."""
        if path != to and (self._disk.is_link(to) or self._disk.stamp(to)):
            raise NotEdited(f"there is already a file {clean_line(to.name)}")

    @contextmanager
    def _locked(self, folder: Path) -> Iterator[None]:
        """Lock a folder against other editing programs. Raises NotEdited after PATIENCE."""
        descriptor = self._disk.open_folder(folder)
        try:
            if not self._disk.lock(descriptor, PATIENCE):
                raise NotEdited(f"{clean_line(folder.name)} is locked by another program")
            yield
        finally:
            self._disk.close(descriptor)
