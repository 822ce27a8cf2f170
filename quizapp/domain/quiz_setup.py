"""How a quiz is set up: which questions, how many, and by what clock."""

from __future__ import annotations

from dataclasses import dataclass, replace

PRACTICE, QUESTION, CLOCK, SPRINT, SURVIVAL = "practice", "question", "clock", "sprint", "survival"
MODES = {
    PRACTICE: "no clock",
    QUESTION: "a countdown for each question",
    CLOCK: "one clock for all, answers can be changed",
    SPRINT: "as many as you can before time is up",
    SURVIVAL: "until three are missed",
}
"""Each mode in a few words."""

UNTIMED = frozenset({PRACTICE, SURVIVAL})
OPEN_ENDED = frozenset({SPRINT, SURVIVAL})
"""These go on until something other than the last question ends them."""

NO_CLOCK = 0
"""The `time` of a quiz whose clock is off."""
MOST_QUESTIONS = 500
LONGEST_CLOCK = 86_400
"""Seconds."""
USUAL_QUESTIONS = 10
USUAL_SPRINT = 60
"""Seconds."""
LIVES = 3
"""Misses that end a survival."""

RIGHT, WRONG, TIMEOUT, SKIPPED = "right", "wrong", "timeout", "skipped"
"""The results of a question, as events have them."""

SURE, UNSURE, GUESS = "sure", "unsure", "guess"
CONFIDENCES = (SURE, UNSURE, GUESS)

MISSES, AGAIN, LOOK_ALIKES = "misses", "again", "look-alikes"
"""Where the questions of a quiz come from when they are not chosen from the decks."""


@dataclass(frozen=True, slots=True)
class QuizSetup:
    """Everything that makes two attempts alike; only such are compared."""

    mode: str = QUESTION
    decks: tuple[str, ...] = ()
    """Deck ids; none is all."""
    tags: tuple[str, ...] = ()
    """Any one of them is enough; none is any."""
    kinds: tuple[str, ...] = ()
    """Names of card kinds; none is any."""
    questions: int | None = None
    """None is ten, or all there are in a sprint or a survival."""
    seconds: int | None = None
    """For each question, or in all; None is by the length of the text."""
    time: int = 1000
    """Thousandths by which the time allowed is multiplied; 0 switches the clock off."""
    weak: bool = False
    """The cards that are recalled worst, first."""
    seen: bool = False
    """No card that was never answered."""
    points: bool = True
    bonus: bool = True
    """Whether answers right in a row bring more points."""
    confidence: bool = False
    """Whether each answer is followed by how sure of it one was."""
    source: str = ""
    """Empty when the questions are chosen from the decks; else one of the words above."""

    @property
    def wanted(self) -> int:
        """How many questions at most."""
        if self.questions is not None:
            return min(self.questions, MOST_QUESTIONS)
        return MOST_QUESTIONS if self.mode in OPEN_ENDED else USUAL_QUESTIONS

    @property
    def has_clock(self) -> bool:
        """Whether time can run out."""
        return self.mode not in UNTIMED and self.time != NO_CLOCK

    @property
    def in_all(self) -> bool:
        """Whether one clock runs for all questions."""
        return self.mode in {CLOCK, SPRINT}

    def in_order(self) -> QuizSetup:
        """The same with its lists sorted, so that equal setups are equal values."""
        return replace(
            self,
            decks=tuple(sorted(set(self.decks))),
            tags=tuple(sorted(set(self.tags))),
            kinds=tuple(sorted(set(self.kinds))),
        )


def setup_problem(setup: QuizSetup) -> str:
    """Why a setup can't be played, in one sentence; empty when it can."""
    if setup.questions is not None and not 1 <= setup.questions <= MOST_QUESTIONS:
        return f"a quiz has 1 to {MOST_QUESTIONS} questions, not {setup.questions}"
    if setup.seconds is None:
        is_endless = setup.mode == SPRINT and setup.time == NO_CLOCK
        return "a sprint needs its clock; with the clock off, take practice" if is_endless else ""
    if setup.mode in UNTIMED:
        return f"{setup.mode} has no clock, so no seconds can be set"
    if setup.time == NO_CLOCK:
        return "seconds can't be set while the clock is off"
    if setup.seconds < 1:
        return f"a clock needs at least a second, not {setup.seconds}"
    if setup.seconds > LONGEST_CLOCK:
        return f"a clock runs a day at most, {LONGEST_CLOCK} seconds, not {setup.seconds}"
    return ""
