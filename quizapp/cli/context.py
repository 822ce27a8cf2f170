"""The composition root: creates the clock, chance, shelf and store for a command."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import cached_property
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, TypeVar

import click

from quizapp.cli.clock import ShiftedClock, SystemClock, instant
from quizapp.cli.options import CommonOptions, options_of
from quizapp.domain.cards.deck import Deck, chosen_decks
from quizapp.domain.clean_text import clean_line
from quizapp.errors import InvalidStates, NotSaved, NotWritable, UnreadableFile, UsageError
from quizapp.scheduling.study_day import StudyCalendar
from quizapp.scheduling.wording import plural
from quizapp.storage.decks.cache import DeckCache
from quizapp.storage.decks.shelf import Shelf
from quizapp.storage.disk import Disk, reason
from quizapp.storage.locations import Locations, device_id, shipped_decks, user_locations
from quizapp.storage.progress.format.progress_files import ProgressFiles, progress_files
from quizapp.storage.progress.reading.summary import read_summary
from quizapp.study.identity import deck_ids, known_decks

if TYPE_CHECKING:
    from quizapp.storage.progress.reading.loading import LoadedProgress
    from quizapp.storage.progress.writing.stamper import Stamper
    from quizapp.storage.progress.writing.store import ProgressFile
    from quizapp.study.log.progress_view import ProgressView
    from quizapp.study.ports import Clock, Desk

T = TypeVar("T")


class Context:
    """Everything that a command may need, each part created on first use."""

    def __init__(self, options: CommonOptions) -> None:
        self.options = options
        self.disk = Disk()

    @cached_property
    def clock(self) -> Clock:
        """The machine's clock, or the one that `--now` starts."""
        return ShiftedClock(instant(self.options.now)) if self.options.now else SystemClock()

    @cached_property
    def rng(self) -> Random:
        """The random numbers for order and shuffles; ids never come from it."""
        return Random(self.options.seed)  # noqa: S311

    @cached_property
    def locations(self) -> Locations:
        """The user's folders."""
        return user_locations()

    @cached_property
    def files(self) -> ProgressFiles:
        """The progress file and the files beside it."""
        try:
            return progress_files(self.disk, self.options.progress or self.locations.progress)
        except FileNotFoundError:
            raise UsageError("the current folder was deleted; change to another one") from None

    @cached_property
    def shelf(self) -> Shelf:
        """The decks."""
        return Shelf(
            self.disk,
            DeckCache(self.disk, self.locations.cache / "decks"),
            self.folders,
            shipped=None if self.options.decks else shipped_decks(),
            own=self.locations.own_decks,
        )

    @property
    def folders(self) -> Sequence[Path]:
        """The deck folders."""
        for folder in self.options.decks:
            if not os.path.exists(folder):  # noqa: PTH110 (unlike Path.exists, it never raises)
                raise UsageError(f"no such deck folder: {clean_line(str(folder))}")
        return self.options.decks or (shipped_decks(), self.locations.own_decks)

    @property
    def own_folder(self) -> Path:
        """The folder for the user's own decks: the last one named, or the default."""
        return self.options.decks[-1] if self.options.decks else self.locations.own_decks

    @cached_property
    def stamper(self) -> Stamper:
        """Gives each event of this machine its id, time and device."""
        import secrets  # only to write

        from quizapp.storage.progress.writing.stamper import Stamper  # only to write

        device = device_id(self.disk, self.locations)
        return Stamper(device, self.clock, lambda: secrets.token_hex(16), StudyCalendar())

    def load(self) -> LoadedProgress:
        """The progress, for a command that only reads; notices go to stderr."""
        from quizapp.storage.progress.reading.loading import load  # only without the fast path

        try:
            loaded = load(self.files)
        except OSError as error:
            raise UnreadableFile(f"{self.files.name}: {reason(error)}") from None
        self.warn(loaded.notices)
        return loaded

    def with_summary(
        self, decks: Sequence[Deck], work: Callable[[Sequence[Deck], ProgressView], T]
    ) -> T:
        """The result of a computation on decks and progress, by the fast path if possible."""
        with suppress(InvalidStates):
            summary = read_summary(self.files)
            if summary is not None:
                return work(known_decks(decks, summary), summary)
        progress = self.load().progress
        return work(known_decks(decks, progress), progress)

    def decks(self) -> list[Deck]:
        """All decks; problems with deck files go to stderr."""
        decks = list(self.shelf.decks())
        self.warn(self.shelf.problems)
        if not decks:
            raise UsageError("no deck has a card; 'runquiz decks' shows where to put your decks")
        return decks

    def chosen(
        self,
        decks: Sequence[Deck],
        progress: ProgressView,
        names: Sequence[str],
        tags: Collection[str] = (),
    ) -> list[Deck]:
        """Those of the identified decks that are named, by their newest id or an older one; all of
        them without a name. Raises UsageError for an unknown deck or tag.
        """
        known = {deck.id for deck in decks}
        ids = deck_ids(decks, progress, names)
        for name, found in zip(names, ids, strict=True):
            if found not in known:
                there = ", ".join(sorted(known))
                raise UsageError(f"no deck '{clean_line(name)}'; choose from: {there}")
        return _tagged(chosen_decks(decks, ids), tags)

    def require_decks(self, names: Sequence[str], tags: Collection[str] = ()) -> None:
        """Raise UsageError for an unknown deck or tag, before anything is opened to be written."""
        decks = self.decks()
        if set(names) <= {deck.id for deck in decks}:
            _tagged(chosen_decks(decks, names), tags)
            return
        progress = self.load().progress
        self.chosen(known_decks(decks, progress), progress, names, tags)

    @contextmanager
    def desk(self) -> Iterator[Desk]:
        """A desk for a session; at its end, the journal is folded into the progress file.

        Raises NotSaved at the end if something could not be saved.
        """
        from quizapp.storage.progress.sync.opening import open_to_write  # only to write
        from quizapp.study.known_shelf import KnownShelf, record_earlier_ids  # only for a session
        from quizapp.study.ports import Desk  # only for a session

        self.refuse_now_on_own_progress()
        store = open_to_write(self.files, self.stamper)
        shown = len(store.notices)
        self.warn(store.notices)
        try:
            desk = Desk(KnownShelf(self.shelf, store), store, self.clock, self.rng)
            record_earlier_ids(desk)
            yield desk
        finally:
            self._close(store, shown)

    @contextmanager
    def writing(self, undone: str) -> Iterator[None]:
        """Write to the progress file; `undone` says in the error message what was not done.

        Raises NotWritable without permission, NotSaved if writing failed.
        """
        self.refuse_now_on_own_progress()
        try:
            yield
        except OSError as error:
            said = f"{self.files.name}: {undone}: {reason(error)}"
            from quizapp.storage.progress.sync.opening import FORBIDDEN  # only to write

            raise (NotWritable if error.errno in FORBIDDEN else NotSaved)(said) from None

    def refuse_now_on_own_progress(self) -> None:
        """Refuse to write answers with a made-up time into the real progress by mistake."""
        if self.options.now and self.options.progress is None:
            raise UsageError("with a command that writes, --now also needs --progress FILE")

    def warn(self, lines: Sequence[str]) -> None:
        """Print notices, one line each, to stderr."""
        for line in lines:
            click.echo(f"runquiz: {clean_line(line)}", err=True)

    def _close(self, store: ProgressFile, shown: int) -> None:
        store.close()
        self.warn(store.notices[shown:])
        if store.unsaved:
            raise NotSaved(f"{plural(store.unsaved, 'answer')} could not be saved")


def context_of(ctx: click.Context) -> Context:
    """The context of this run. Raises UsageError for an invalid time."""
    context = Context(options_of(ctx))
    context.clock.now()
    return context


def _tagged(decks: list[Deck], tags: Collection[str]) -> list[Deck]:
    if not tags:
        return decks
    kept = [deck for deck in (deck.tagged(tags) for deck in decks) if deck.cards]
    if not kept:
        raise UsageError(f"no card is tagged {clean_line(' or '.join(sorted(tags)))}")
    return kept
