"""What may be left of the files when the power goes: a model beside the real disk.

What was written and not synced may be there, be torn, be zeros or not be there. A name that was
given or taken, and whose folder was not synced since, may be there or not, independently of the
others. The model knows no file system: it allows whatever POSIX does not forbid.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random

from quizapp.storage.disk import Disk


@dataclass(frozen=True, slots=True)
class Content:
    """A file's bytes: those that are safe, and those that a program reads now."""

    safe: bytes = b""
    now: bytes = b""

    def left(self, rng: Random) -> bytes:
        """What a power cut may leave of it."""
        if self.safe == self.now:
            return self.now
        if not self.now.startswith(self.safe):
            return rng.choice((self.safe, self.now))
        new = self.now[len(self.safe) :]
        cut = rng.randrange(len(new) + 1)
        choices = (b"", new, new[:cut], bytes(len(new)), new[:cut] + bytes(len(new) - cut))
        return self.safe + rng.choice(choices)


@dataclass(frozen=True, slots=True)
class Naming:
    """A name was given to a file, or taken away (then `inode` is None)."""

    path: Path
    inode: int | None


@dataclass(frozen=True, slots=True)
class Moment:
    """All that is known of the files after one call, and what was called saved until then."""

    files: dict[int, Content]
    names: dict[Path, int]
    """Safe names."""
    pending: tuple[Naming, ...]
    saved: frozenset[str]

    def after_a_cut(self, rng: Random) -> Iterator[tuple[Path, bytes]]:
        """The files that a power cut may leave."""
        names: dict[Path, int | None] = dict(self.names)
        for naming in self.pending:
            if rng.random() < 0.5:
                names[naming.path] = naming.inode
        for path, inode in names.items():
            if inode is not None:
                yield path, self.files[inode].left(rng)


@dataclass(slots=True)
class PowerDisk(Disk):
    """The real disk, with a record of every moment at which the power could go."""

    saved: set[str] = field(default_factory=set)
    moments: list[Moment] = field(default_factory=list)
    _files: dict[int, Content] = field(default_factory=dict)
    _now: dict[Path, int] = field(default_factory=dict)
    _safe: dict[Path, int] = field(default_factory=dict)
    _pending: list[Naming] = field(default_factory=list)
    _open: dict[int, int] = field(default_factory=dict)
    _inodes: Iterator[int] = field(default_factory=itertools.count)

    def _note(self) -> None:
        pending, saved = tuple(self._pending), frozenset(self.saved)
        self.moments.append(Moment(dict(self._files), dict(self._safe), pending, saved))

    def _name(self, path: Path, inode: int | None) -> None:
        self._pending.append(Naming(path, inode))
        if inode is None:
            self._now.pop(path, None)
        else:
            self._now[path] = inode

    def _opened(self, path: Path, descriptor: int) -> int:
        if path not in self._now:
            inode = next(self._inodes)
            self._files[inode] = Content()
            self._name(path, inode)
        self._open[descriptor] = self._now[path]
        self._note()
        return descriptor

    def open_to_append(self, path: Path) -> int:
        return self._opened(path, Disk.open_to_append(self, path))

    def open_new(self, path: Path) -> int:
        return self._opened(path, Disk.open_new(self, path))

    def write(self, descriptor: int, data: bytes) -> None:
        Disk.write(self, descriptor, data)
        self._change(descriptor, lambda now: now + data)

    def truncate(self, descriptor: int, size: int) -> None:
        Disk.truncate(self, descriptor, size)
        self._change(descriptor, lambda now: now[:size])

    def _change(self, descriptor: int, how: Callable[[bytes], bytes]) -> None:
        inode = self._open[descriptor]
        content = self._files[inode]
        self._files[inode] = replace(content, now=how(content.now))
        self._note()

    def sync(self, descriptor: int) -> None:
        Disk.sync(self, descriptor)
        if descriptor in self._open:
            content = self._files[self._open[descriptor]]
            self._files[self._open[descriptor]] = replace(content, safe=content.now)
            self._note()

    def sync_folder(self, folder: Path) -> None:
        Disk.sync_folder(self, folder)
        for naming in [each for each in self._pending if each.path.parent == folder]:
            self._pending.remove(naming)
            if naming.inode is None:
                self._safe.pop(naming.path, None)
            else:
                self._safe[naming.path] = naming.inode
        self._note()

    def replace(self, source: Path, target: Path) -> None:
        inode = self._now.get(source)
        Disk.replace(self, source, target)
        if inode is not None:
            self._name(target, inode)
            self._name(source, None)
        self._note()

    def link(self, source: Path, target: Path) -> None:
        Disk.link(self, source, target)
        self._name(target, self._now[source])
        self._note()

    def remove(self, path: Path) -> None:
        Disk.remove(self, path)
        if path in self._now:
            self._name(path, None)
        self._note()

    def close(self, descriptor: int) -> None:
        Disk.close(self, descriptor)
        self._open.pop(descriptor, None)
