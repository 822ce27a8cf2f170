"""Events: what happened to a learner's cards, quizzes and settings.

The log of events is the source of truth about progress; everything else is computed from it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import TypeAlias

from quizapp.domain.memory import Day, Grade, Seconds
from quizapp.domain.quiz_setup import QuizSetup
from quizapp.domain.settings import Value

TYPED_LIMIT = 200
"""Characters of a typed answer that its event keeps."""


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A card was answered and graded."""

    card: str
    grade: Grade
    ms: int
    """How long it took, in milliseconds."""
    due: Seconds
    phase: str
    text: str
    """Hash of the card's text as the learner saw it."""
    step: int | None = None
    """The step that it led to, if it led to one."""
    answer: str | None = None
    """What was typed, if it was typed and typed answers are kept."""
    suspends: bool | None = None
    """Whether the answer made the card a leech that is suspended: one event, so one undo."""


@dataclass(frozen=True, slots=True)
class Undone:
    """An event was undone: it no longer counts."""

    of: str


@dataclass(frozen=True, slots=True)
class Suspended:
    """A card was suspended, or unsuspended (`on` False)."""

    card: str
    on: bool = True


@dataclass(frozen=True, slots=True)
class Buried:
    """A card was set aside until the next study day."""

    card: str


@dataclass(frozen=True, slots=True)
class Marked:
    """A card was marked, or unmarked (`on` False)."""

    card: str
    on: bool = True


@dataclass(frozen=True, slots=True)
class Reset:
    """A card was made new again."""

    card: str


@dataclass(frozen=True, slots=True)
class Aliased:
    """A card has a new id; its events under the old id count for it."""

    card: str
    was: str


@dataclass(frozen=True, slots=True)
class SettingChanged:
    """One setting has a new value."""

    name: str
    value: Value


@dataclass(frozen=True, slots=True)
class QuizOpened:
    """A quiz was started. The event's id is the attempt's."""

    setup: QuizSetup
    seed: int
    """The seed for wrong options and their order."""
    cards: tuple[str, ...]
    """The cards asked, in order."""
    texts: tuple[str, ...]
    """Hash of each card's text, to notice cards edited since."""
    expected: tuple[int, ...]
    """The share of each question expected to be right, in thousandths."""
    pass_mark: int
    """Thousandths."""
    limit: int | None = None
    """Milliseconds on the one clock for all questions, if there is one."""


@dataclass(frozen=True, slots=True)
class QuizAnswered:
    """A question of an attempt was answered; a later answer to it replaces this one."""

    attempt: str
    place: int
    """Which question, from 0."""
    card: str
    result: str
    """`right`, `wrong`, `timeout` or `skipped`."""
    credit: int
    """The share of the question that was right, in thousandths."""
    ms: int
    """Time used on this question."""
    used: int
    """Milliseconds on the attempt's clock, this question included."""
    points: int
    """For its time; the bonus for a streak is computed from all answers."""
    answer: str | None = None
    """What was answered, if answers are kept."""
    typed: bool = False
    """Whether it was typed without a hint, so that it can't be a guess."""
    sure: str | None = None
    """`sure`, `unsure` or `guess`, if that was asked and answered."""
    like: str | None = None
    """The card whose answer was given by mistake."""
    overruled: bool = False
    """Whether the learner overruled the judge."""


@dataclass(frozen=True, slots=True)
class QuizLeft:
    """An attempt was left with a question open; its clock continues from here."""

    attempt: str
    place: int
    ms: int
    """Time used on that question so far."""
    used: int
    """Milliseconds on the attempt's clock."""


@dataclass(frozen=True, slots=True)
class QuizClosed:
    """An attempt was finished."""

    attempt: str
    used: int
    """Milliseconds on the attempt's clock."""
    counted: tuple[int, ...]
    """The questions that count, answered or not, by number from 0."""


@dataclass(frozen=True, slots=True)
class QuizChange:
    """What applying a quiz changes for one card."""

    card: str
    due: Seconds
    phase: str | None = None
    """The phase that a Good leads to; None if only the due time changes."""
    step: int | None = None


@dataclass(frozen=True, slots=True)
class QuizApplied:
    """The results of an attempt were applied to the schedule."""

    attempt: str
    changes: tuple[QuizChange, ...]


@dataclass(frozen=True, slots=True)
class Unknown:
    """An event of a kind that only a newer version knows: kept, but without effect."""

    kind: str
    fields: Mapping[str, object]


CardPayload: TypeAlias = Reviewed | Suspended | Buried | Marked | Reset
"""Events about one card; each can be undone."""
QuizPayload: TypeAlias = QuizOpened | QuizAnswered | QuizLeft | QuizClosed
"""Events of a quiz; none of them changes a card's state."""
EventPayload: TypeAlias = (
    CardPayload | QuizPayload | QuizApplied | Undone | Aliased | SettingChanged | Unknown
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
