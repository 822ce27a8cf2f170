"""The formulas of FSRS-6 with its default weights, one function each.

Source: the open-spaced-repetition project, version 6 of the algorithm. Units: stability in days,
difficulty from 1 to 10, recall as a probability, elapsed time in whole days, grades from 1 to 4.
The operations have the same order as in the reference library, so that results are equal to the
last bit (the tests compare them): a log folded by either gives the same states.
"""

from __future__ import annotations

from math import e, pow  # noqa: A004 (unlike the builtin, it always returns a float)

FIRST_STABILITIES = (0.212, 1.2931, 2.3065, 8.2956)
"""After a first answer, by grade (w0 to w3)."""
FIRST_DIFFICULTY, FIRST_SLOPE = 6.4133, 0.8334
"""The difficulty after a first Again, and how fast better grades lower it (w4, w5)."""
DIFFICULTY_STEP = 3.0194
"""How far a grade other than Good moves the difficulty (w6)."""
REVERSION = 0.001
"""How far each answer moves the difficulty towards that of a first Easy (w7)."""
GAIN, GAIN_FADE, SPACING = 1.8722, 0.1666, 0.796
"""The gain in stability when a card is recalled: its size, how it fades with stability, and how it
grows as recall falls (w8 to w10)."""
FORGOTTEN, FORGOTTEN_DIFFICULTY = 1.4835, 0.0614
FORGOTTEN_STABILITY, FORGOTTEN_RECALL = 0.2629, 1.6483
"""The stability left when a card is forgotten (w11 to w14)."""
HARD_PENALTY, EASY_BONUS = 0.6014, 1.8729
"""w15 and w16."""
SAME_DAY, SAME_DAY_SHIFT, SAME_DAY_FADE = 0.5425, 0.0912, 0.0658
"""The change by another answer on the same day (w17 to w19)."""
DECAY = -0.1542
"""The exponent of forgetting (w20, negated)."""
FACTOR = pow(0.9, 1 / DECAY) - 1
"""Chosen so that recall is 0.9 when the elapsed time equals the stability."""

MIN_STABILITY = 0.001
MIN_DIFFICULTY, MAX_DIFFICULTY = 1.0, 10.0

_AGAIN, _HARD, _GOOD, _EASY = 1, 2, 3, 4


def recall(stability: float, elapsed: float) -> float:
    """The forgetting curve: the chance that a card is recalled after so many days."""
    return pow(1 + FACTOR * max(elapsed, 0) / stability, DECAY)


def first_stability(grade: int) -> float:
    """The stability after the first answer."""
    return FIRST_STABILITIES[grade - 1]


def first_difficulty(grade: int) -> float:
    """The difficulty after the first answer."""
    return _difficulty_within(_unbounded_first_difficulty(grade))


def difficulty_after(difficulty: float, grade: int) -> float:
    """The difficulty after a later answer: a step that shrinks near 10, then a small reversion."""
    step = (10.0 - difficulty) * -(DIFFICULTY_STEP * (grade - _GOOD)) / 9.0
    reverted = REVERSION * _EASY_DIFFICULTY + (1 - REVERSION) * (difficulty + step)
    return _difficulty_within(reverted)


def stability_after(difficulty: float, stability: float, known: float, grade: int) -> float:
    """The stability after an answer on a later day; `known` is the recall just before it."""
    if grade == _AGAIN:
        return max(_stability_forgotten(difficulty, stability, known), MIN_STABILITY)
    return max(_stability_recalled(difficulty, stability, known, grade), MIN_STABILITY)


def stability_same_day(stability: float, grade: int) -> float:
    """The stability after another answer on the same day; only Again lowers it."""
    growth = pow(e, SAME_DAY * (grade - _GOOD + SAME_DAY_SHIFT)) * pow(stability, -SAME_DAY_FADE)
    if grade != _AGAIN:
        growth = max(growth, 1.0)
    return max(stability * growth, MIN_STABILITY)


def _stability_recalled(difficulty: float, stability: float, known: float, grade: int) -> float:
    penalty = HARD_PENALTY if grade == _HARD else 1
    bonus = EASY_BONUS if grade == _EASY else 1
    fading = pow(stability, -GAIN_FADE)
    spacing = pow(e, (1 - known) * SPACING) - 1
    growth = pow(e, GAIN) * (11 - difficulty) * fading * spacing * penalty * bonus
    return stability * (1 + growth)


def _stability_forgotten(difficulty: float, stability: float, known: float) -> float:
    """Never more than about 95 % of the stability before, whatever the formula gives."""
    left = (
        FORGOTTEN
        * pow(difficulty, -FORGOTTEN_DIFFICULTY)
        * (pow(stability + 1, FORGOTTEN_STABILITY) - 1)
        * pow(e, (1 - known) * FORGOTTEN_RECALL)
    )
    return min(left, stability / pow(e, SAME_DAY * SAME_DAY_SHIFT))


def _unbounded_first_difficulty(grade: int) -> float:
    """Without bounds: reversion aims at the unbounded value."""
    return FIRST_DIFFICULTY - pow(e, FIRST_SLOPE * (grade - 1)) + 1


_EASY_DIFFICULTY = _unbounded_first_difficulty(_EASY)


def _difficulty_within(difficulty: float) -> float:
    return min(max(difficulty, MIN_DIFFICULTY), MAX_DIFFICULTY)
