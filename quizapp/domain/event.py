"""Events: what happened to a learner's cards, quizzes and settings.

The log of events is the source of truth about progress; everything else is computed from it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import TypeAlias

from quizapp.domain.memory import Day, Grade, Seconds
from quizapp.domain.quiz_events import UNSTATED, Apart, QuizApplied, QuizPayload
from quizapp.domain.settings import Value

GAP_LIMIT = 500
"""Characters of a gap's answer that an event keeps."""
MOST_UNDONE = 10_000
"""Events that one undo names at most: its line must not be too long."""
TYPED_LIMIT = 200
"""Characters of a typed answer that its event keeps."""


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A card was answered and graded."""

    card: str
    grade: Grade
    ms: int
    """How long it took, in milliseconds."""
    phase: str
    text: str
    """Hash of the card's text as the learner saw it."""
    due: Seconds | None = None
    """When the step that it led to ends. In format 1, also the start of a due day."""
    due_day: Day | None = None
    """The study day that it led to, if it led to no step."""
    after: str | None = UNSTATED
    """The card's newest event before it that changed its memory: it led to these dates only if
    none came between. None if there was none; format 1 does not say."""
    history: int | None = None
    """The checksum of all such events: none may have come between any of them, either."""
    step: int | None = None
    """The step that it led to, if it led to one."""
    answer: str | None = None
    """What was typed, if it was typed and typed answers are kept."""
    suspends: bool | None = None
    """Whether the answer made the card a leech that is suspended: one event, so one undo."""
    leech: bool | None = None
    """Whether the card was announced as a leech."""
    gap: str | None = None
    """The answer of the gap, if the card is one."""
    gaps: int | None = None
    """How many gaps the text had."""
    apart: Apart = None
    """Whether the card is not the one that an alias leads to, because the decks had both."""


@dataclass(frozen=True, slots=True)
class Undone:
    """An event was undone, or several in one step: they no longer count."""

    of: str | tuple[str, ...]

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of the events."""
        return (self.of,) if isinstance(self.of, str) else self.of


@dataclass(frozen=True, slots=True)
class Suspended:
    """A card was suspended, or unsuspended (`on` False)."""

    card: str
    on: bool = True
    apart: Apart = None


@dataclass(frozen=True, slots=True)
class Buried:
    """A card was set aside until the next study day, or brought back (`on` False)."""

    card: str
    on: bool = True
    apart: Apart = None


@dataclass(frozen=True, slots=True)
class Marked:
    """A card was marked, or unmarked (`on` False)."""

    card: str
    on: bool = True
    apart: Apart = None


@dataclass(frozen=True, slots=True)
class Reset:
    """A card was made new again."""

    card: str
    apart: Apart = None


@dataclass(frozen=True, slots=True)
class DueSet:
    """The learner chose the study day on which a card in review is due."""

    card: str
    due_day: Day
    apart: Apart = None


@dataclass(frozen=True, slots=True)
class Aliased:
    """A card has a new id, or an entry with all its cards; events under the old id count for it."""

    card: str
    was: str
    by_deck: bool | None = None
    """Whether the deck file said so, and not the learner: then there is nothing to undo."""
    text: int | None = None
    """CRC-32 of the card's text in its file: it must still be that if this is undone. None where
    there is nothing to undo."""


@dataclass(frozen=True, slots=True)
class DeckRenamed:
    """A deck has a new id; events under the old id count for its cards."""

    deck: str
    was: str
    text: int | None = None
    """CRC-32 of its file with the new id: the file must still be that if this is undone."""
    file: str | None = None
    """The name that its file had."""


@dataclass(frozen=True, slots=True)
class SettingChanged:
    """One setting has a new value."""

    name: str
    value: Value


@dataclass(frozen=True, slots=True)
class Moved:
    """A card's new due day, computed again from its memory."""

    card: str
    due_day: Day
    after: str | None = None
    """The newest event that had changed its memory: the day holds only if it still is."""
    history: int | None = None
    apart: Apart = None
    """Both as in `Reviewed`."""


@dataclass(frozen=True, slots=True)
class Rescheduled:
    """Due days were computed again, because the target recall or the longest interval changed."""

    changes: tuple[Moved, ...]


@dataclass(frozen=True, slots=True)
class Unknown:
    """An event of a kind that only a newer version knows: kept, but without effect."""

    kind: str
    fields: Mapping[str, object]


CardPayload: TypeAlias = Reviewed | Suspended | Buried | Marked | Reset | DueSet
"""Events about one card; each can be undone."""
EventPayload: TypeAlias = (
    CardPayload
    | QuizPayload
    | QuizApplied
    | Rescheduled
    | Undone
    | Aliased
    | DeckRenamed
    | SettingChanged
    | Unknown
)


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened, stamped with id, time, device and study day."""

    id: str
    at: int
    """Milliseconds since 1970, adjusted so that a device's events never go back in time."""
    day: Day
    offset: int
    """Minutes that local time was ahead of UTC."""
    device: str
    payload: EventPayload
    serial: int = 0
    """Counts the events of its device from 1, in the order of writing, whatever its clock showed; 0
    in format 1."""

    @property
    def order(self) -> tuple[int, str, str]:
        """The order in which every device reads the log."""
        return (self.at, self.device, self.id)

    @property
    def rank(self) -> str:
        """Decides between two different events with one id: the one with the greater rank counts.

        The rank depends on the values alone, not on their order in a file, so all devices agree.
        All versions have to agree too, so the payload keeps the name it had in the first one.
        """
        values = asdict(self)
        values["body"] = values.pop("payload")
        return json.dumps(values, sort_keys=True, default=str)
