"""How a quiz is set up: which questions, how many, and with which clock."""

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
MODE_TITLES = {
    PRACTICE: "Practice",
    QUESTION: "Timed",
    CLOCK: "Exam",
    SPRINT: "Sprint",
    SURVIVAL: "Survival",
}
"""What the screens call each mode."""

UNTIMED = frozenset({PRACTICE, SURVIVAL})
OPEN_ENDED = frozenset({SPRINT, SURVIVAL})
"""Modes without a fixed number of questions."""

NO_CLOCK = 0
"""The `time` of a quiz whose clock is switched off."""
MAX_QUESTIONS = 500
LONGEST_CLOCK = 86_400
"""Seconds."""
DEFAULT_QUESTIONS = 10
DEFAULT_SPRINT_SECONDS = 60
"""Seconds."""
LIVES = 3
"""The number of misses that ends a quiz in Survival mode."""

RIGHT, WRONG, TIMEOUT, SKIPPED = "right", "wrong", "timeout", "skipped"
"""The results of a question, as events have them."""

SURE, UNSURE, GUESS = "sure", "unsure", "guess"
CONFIDENCES = (SURE, UNSURE, GUESS)

MISSES, AGAIN, LOOK_ALIKES = "misses", "again", "look-alikes"
"""Sources of questions other than the decks."""


@dataclass(frozen=True, slots=True)
class QuizSetup:
    """The setup of a quiz. Only attempts with equal setups are compared."""

    mode: str = QUESTION
    decks: tuple[str, ...] = ()
    """Deck ids; empty means all."""
    tags: tuple[str, ...] = ()
    """A card needs one of them; empty means any."""
    kinds: tuple[str, ...] = ()
    """Names of card kinds; empty means any."""
    questions: int | None = None
    """None means ten; in Sprint and Survival, as many as a quiz may have."""
    seconds: int | None = None
    """For each question; in total in Exam and Sprint. None: by text length, in Sprint 60."""
    time: int = 1000
    """A factor for the time allowed, in thousandths; 0 switches the clock off."""
    weak: bool = False
    """Whether the cards with the lowest recall come first."""
    seen: bool = False
    """Whether only cards that were answered before are asked."""
    points: bool = True
    bonus: bool = True
    """Whether several right answers in a row earn more points."""
    confidence: bool = False
    """Whether the quiz asks after each answer how sure the learner was."""
    source: str = ""
    """Empty for questions chosen from the decks, else `misses`, `again` or `look-alikes`."""

    @property
    def wanted(self) -> int:
        """The maximum number of questions."""
        if self.questions is not None:
            return min(self.questions, MAX_QUESTIONS)
        return MAX_QUESTIONS if self.mode in OPEN_ENDED else DEFAULT_QUESTIONS

    @property
    def has_clock(self) -> bool:
        """Whether time can run out."""
        return self.mode not in UNTIMED and self.time != NO_CLOCK

    @property
    def has_shared_clock(self) -> bool:
        """Whether one clock runs for all questions."""
        return self.mode in {CLOCK, SPRINT}

    @property
    def mode_title(self) -> str:
        """What the screens call its mode."""
        return MODE_TITLES.get(self.mode, self.mode)

    def in_order(self) -> QuizSetup:
        """The same setup with its lists sorted, so that equal setups are equal values."""
        return replace(
            self,
            decks=tuple(sorted(set(self.decks))),
            tags=tuple(sorted(set(self.tags))),
            kinds=tuple(sorted(set(self.kinds))),
        )


def setup_problem(setup: QuizSetup) -> str:
    """Why a setup is invalid, in one sentence; empty if it is valid."""
    if setup.questions is not None and not 1 <= setup.questions <= MAX_QUESTIONS:
        return f"a quiz has 1 to {MAX_QUESTIONS} questions, not {setup.questions}"
    if setup.seconds is None:
        is_endless = setup.mode == SPRINT and setup.time == NO_CLOCK
        return "a sprint needs its clock; use practice for a quiz without one" if is_endless else ""
    if setup.mode in UNTIMED:
        return f"{setup.mode} has no clock, so no seconds can be set"
    if setup.time == NO_CLOCK:
        return "seconds can't be set while the clock is off"
    if setup.seconds < 1:
        return f"a clock needs at least one second, not {setup.seconds}"
    if setup.seconds > LONGEST_CLOCK:
        return f"a clock runs for at most a day, {LONGEST_CLOCK} seconds, not {setup.seconds}"
    return ""
