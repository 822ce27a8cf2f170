"""What happened, in the words of the log. Study says it; storage stamps it.

The log of events is the truth about a learner's progress; everything else is computed from it.
"""

from __future__ import annotations

import hashlib
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
    """Hash of the text that was seen."""
    step: int | None = None
    """Which of the steps it led to, if it led to one."""
    answer: str | None = None
    """What was typed, if it was typed and is kept."""
    suspends: bool | None = None
    """The answer made the card a leech, and the setting suspends those: one event, one undo."""


@dataclass(frozen=True, slots=True)
class Undone:
    """An earlier event does not count."""

    of: str


@dataclass(frozen=True, slots=True)
class Suspended:
    """A card stays out until it is let in again."""

    card: str
    on: bool = True


@dataclass(frozen=True, slots=True)
class Buried:
    """A card stays out until the next study day."""

    card: str


@dataclass(frozen=True, slots=True)
class Marked:
    """The learner put a mark on a card, or took it off."""

    card: str
    on: bool = True


@dataclass(frozen=True, slots=True)
class Reset:
    """A card is new again."""

    card: str


@dataclass(frozen=True, slots=True)
class Aliased:
    """A card has a new id; what happened under the old one counts for it."""

    card: str
    was: str


@dataclass(frozen=True, slots=True)
class SettingChanged:
    """One setting has a new value."""

    name: str
    value: Value


@dataclass(frozen=True, slots=True)
class QuizOpened:
    """A quiz began. The event's id is the attempt's."""

    setup: QuizSetup
    seed: int
    """What options and their order are drawn from."""
    cards: tuple[str, ...]
    """The cards asked, in order."""
    texts: tuple[str, ...]
    """Hash of each card's text, to tell a card that was edited since."""
    expected: tuple[int, ...]
    """Thousandths of each question that were expected to be right."""
    pass_mark: int
    """Thousandths."""
    limit: int | None = None
    """Milliseconds on the one clock for all, if there is one."""


@dataclass(frozen=True, slots=True)
class QuizAnswered:
    """A question of an attempt was answered; a later answer to the same question replaces it."""

    attempt: str
    place: int
    """Which question, from 0."""
    card: str
    result: str
    """`right`, `wrong`, `timeout` or `skipped`."""
    credit: int
    """Thousandths of the question that were right."""
    ms: int
    """Time used on this question."""
    used: int
    """Milliseconds on the attempt's clock, this question included."""
    points: int
    """For its time; the bonus for a streak is reckoned from all answers."""
    answer: str | None = None
    """What was answered, if that is kept."""
    typed: bool = False
    """Answered by typing, without a hint: then it is no guess."""
    sure: str | None = None
    """`sure`, `unsure` or `guess`, if that was asked and told."""
    like: str | None = None
    """The card whose answer was given instead."""
    overruled: bool = False
    """The learner said that it was right."""


@dataclass(frozen=True, slots=True)
class QuizLeft:
    """An attempt was left in mid-question; its clock goes on from here."""

    attempt: str
    place: int
    ms: int
    """Time used on that question so far."""
    used: int
    """Milliseconds on the attempt's clock."""


@dataclass(frozen=True, slots=True)
class QuizClosed:
    """An attempt is over."""

    attempt: str
    used: int
    """Milliseconds on the attempt's clock."""
    counted: tuple[int, ...]
    """The places that count, answered or not."""


@dataclass(frozen=True, slots=True)
class QuizChange:
    """What applying a quiz does to one card."""

    card: str
    due: Seconds
    phase: str | None = None
    """The phase that a Good leads to; None when only the due time moves."""
    step: int | None = None


@dataclass(frozen=True, slots=True)
class QuizApplied:
    """The results of an attempt were taken over into the schedule."""

    attempt: str
    changes: tuple[QuizChange, ...]


@dataclass(frozen=True, slots=True)
class Unknown:
    """An event of a kind that a later version writes: kept, and without effect here."""

    kind: str
    fields: Mapping[str, object]


CardPayload: TypeAlias = Reviewed | Suspended | Buried | Marked | Reset
"""What happens to one card; these are what `undo` can take back."""
QuizPayload: TypeAlias = QuizOpened | QuizAnswered | QuizLeft | QuizClosed
"""What happens in a quiz; none of it touches a card's state."""
EventPayload: TypeAlias = (
    CardPayload | QuizPayload | QuizApplied | Undone | Aliased | SettingChanged | Unknown
)


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened, stamped with who, when and where."""

    id: str
    at: int
    """Milliseconds since 1970, mended so that a device's events never go back in time."""
    day: Day
    offset: int
    """Minutes that local time was ahead of UTC."""
    device: str
    payload: EventPayload

    @property
    def order(self) -> tuple[int, str, str]:
        """The one order in which every device reads the log."""
        return (self.at, self.device, self.id)

    @property
    def rank(self) -> str:
        """Of two different events with one id, the one of greater rank counts, on every device.

        It is a spelling of the values alone, whatever their order in a file. All versions have to
        agree on it, so the payload keeps the name that it had in the first one.
        """
        values = asdict(self)
        values["body"] = values.pop("payload")
        return json.dumps(values, sort_keys=True, default=str)


def derived_id(source: str, key: str) -> str:
    """The id of an event that was made from something outside, 128 bits like a random one.

    `source` names the collection and `key` the entry in it: the same entry gets the same id on
    every device and every time, so that to import it again adds nothing.
    """
    return hashlib.sha256(f"{len(source)}:{source}{key}".encode()).hexdigest()[:32]
