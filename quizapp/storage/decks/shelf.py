"""The shelf: every deck in the deck folders, parsed or from the cache."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from quizapp.domain.cards.deck import Deck
from quizapp.domain.clean_text import clean_line
from quizapp.errors import UnreadableFile
from quizapp.scheduling.wording import plural
from quizapp.storage.decks.cache import CachedDeck, DeckCache, digest_of
from quizapp.storage.decks.deck_file import DeckFile
from quizapp.storage.decks.problem import Problem
from quizapp.storage.disk import Disk, FileStamp, reason

if TYPE_CHECKING:
    from quizapp.study.ports import DeckEditor

ENDINGS = frozenset({".yaml", ".yml"})
MAX_FILES = 1000
"""At most this many deck files are read in one folder; more is a mistake or an attack."""
LARGEST_DECK = 64 << 20


class Shelf:
    """Implements the port `DeckShelf`: reads the decks on first access."""

    def __init__(
        self,
        disk: Disk,
        cache: DeckCache,
        folders: Sequence[Path],
        *,
        shipped: Path | None = None,
        own: Path | None = None,
    ) -> None:
        self._disk = disk
        self._cache = cache
        self._folders = folders
        self._shipped = shipped
        """The folder of the shipped decks, which are never written: an edit is saved in a copy."""
        self._own = own
        """The folder for such copies."""
        self._files: list[DeckFile] | None = None
        self._skipped: list[str] = []

    def files(self) -> list[DeckFile]:
        """Every deck file that could be read, with its problems."""
        if self._files is None:
            paths = [path for folder in self._folders for path in self._listed(folder)]
            found = [self._file(path) for path in paths]
            there = [file for file in found if file is not None]
            self._files = list(_without_twins(self._with_copies(there)))
        return self._files

    def decks(self) -> Sequence[Deck]:
        """Every deck that has a card, in order."""
        return [file.deck for file in self.files() if file.deck is not None and file.deck.cards]

    @property
    def problems(self) -> Sequence[str]:
        """What is wrong with deck files, one line each."""
        said = [_summary(file) for file in self.files() if file.problems]
        return [*said, *self.skipped]

    @property
    def summary(self) -> str:
        """The problems in one short sentence; empty if there are none."""
        bad = [clean_line(file.path.name) for file in self.files() if file.problems]
        if not bad and not self._skipped:
            return ""
        named = f"{bad[0]} has mistakes" if len(bad) == 1 else f"{len(bad)} decks have mistakes"
        return f"{named if bad else 'some deck files were skipped'}; 'runquiz check' lists them"

    @property
    def skipped(self) -> Sequence[str]:
        """The files and links that were not read at all, one line each."""
        self.files()
        return self._skipped

    @cached_property
    def editor(self) -> DeckEditor:
        """The editor of these decks."""
        from quizapp.storage.decks.editing.editor import ShelfEditor  # only to edit

        return ShelfEditor(self._disk, self, shipped=self._shipped, own=self._own)

    def reload(self) -> None:
        """Read the files again on the next access."""
        self._files = None
        self._skipped = []

    def _with_copies(self, files: Sequence[DeckFile]) -> Iterator[DeckFile]:
        """Put the learner's copy of a shipped deck in that deck's place."""
        shipped = {file.id for file in files if file.id and file.path.parent == self._shipped}
        mine = (file for file in reversed(files) if file.path.parent == self._own)
        copies = {file.id: file for file in mine if file.id in shipped}
        for file in files:
            if file.id in shipped and file.path.parent == self._shipped:
                yield copies.get(file.id, file)
            elif file is not copies.get(file.id):
                yield file

    def _listed(self, folder: Path) -> list[Path]:
        """The deck files of a folder; if it can't be read, the reason is added to `skipped`."""
        try:
            return list(self._paths(folder))
        except OSError as error:
            self._skipped.append(f"{clean_line(str(folder))}: skipped: {reason(error)}")
            return []

    def _paths(self, folder: Path) -> Iterator[Path]:
        """The deck files of a folder; links that lead outside are skipped and counted."""
        if not folder.is_dir():
            yield folder  # Not a folder: if it is not a file either, reading it reports that.
            return
        names = [name for name in self._disk.names(folder) if Path(name).suffix in ENDINGS]
        inside = [name for name in names if _stays_inside(folder, name)]
        yield from (folder / name for name in inside[:MAX_FILES])
        shown = clean_line(str(folder))
        if len(inside) < len(names):
            links = plural(len(names) - len(inside), "link")
            self._skipped.append(f"{shown}: {links} to other folders skipped")
        if len(inside) > MAX_FILES:
            rest = plural(len(inside) - MAX_FILES, "file")
            self._skipped.append(f"{shown}: over {MAX_FILES} deck files; {rest} skipped")

    def _file(self, path: Path) -> DeckFile | None:
        try:
            stamp = self._disk.stamp(path)
            if stamp is None:
                return None
            cached = self._cache.find(path)
            if cached is None or cached.stamp != stamp:
                cached = self._parsed(path, stamp, cached)
            return DeckFile(path, cached.deck, cached.problems)
        except OSError as error:
            self._skipped.append(f"{clean_line(str(path))}: skipped: {reason(error)}")
        except UnreadableFile as error:
            self._skipped.append(f"{error}; skipped")
        return None

    def _parsed(self, path: Path, stamp: FileStamp, old: CachedDeck | None) -> CachedDeck:
        if stamp.size > LARGEST_DECK:
            raise UnreadableFile(f"{clean_line(str(path))}: larger than 64 MiB")
        data = self._disk.read(path, follow=True)
        digest = digest_of(data)
        if old is not None and old.digest == digest:
            fresh = replace(old, stamp=stamp)
        else:
            from quizapp.storage.decks.reader import read_cards  # only for a changed file

            fresh = CachedDeck(*read_cards(path, data), stamp, digest)
        self._cache.keep(path, fresh)
        return fresh


def _stays_inside(folder: Path, name: str) -> bool:
    path = folder / name
    if not path.is_symlink():
        return True
    try:
        return path.resolve(strict=True).is_relative_to(folder.resolve())
    except (OSError, RuntimeError):
        return False


def _without_twins(files: Iterable[DeckFile]) -> Iterator[DeckFile]:
    """Refuse the second of two files with the same deck id, naming both."""
    first: dict[str, Path] = {}
    for file in files:
        if file.deck is None:
            yield file
        elif file.deck.id in first:
            other = clean_line(str(first[file.deck.id]))
            said = f"deck '{file.deck.id}' is already in {other}; give one of them another 'deck:'"
            yield DeckFile(file.path, None, (*file.problems, Problem(1, 1, said)))
        else:
            first[file.deck.id] = file.path
            yield file


def _summary(file: DeckFile) -> str:
    path = clean_line(str(file.path))
    first = file.problems[0]
    more = f" (and {len(file.problems) - 1} more)" if len(file.problems) > 1 else ""
    what = "skipped" if file.deck is None else "these cards are left out"
    return f"{path}:{first.line}:{first.column}: {first.message}{more}; {what}"
