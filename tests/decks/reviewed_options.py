"""Wrong options that a quiz may make from the shipped decks, each read beside its question.

A card that is asked by choice and has no wrong options of its own borrows its neighbours' answers.
Whoever adds a card that does so reads every option that the test prints, and adds it here.
"""

from __future__ import annotations

_JOBS = {
    "calves-job": "From the back of the lower leg, they push you off the ground",
    "quads-job": "From the front of the thigh, they straighten the knee and lift it",
    "glutes-role": "They extend the hip and supply the power of each step you take",
    "hamstrings-role": "They help to extend the hip and control how far each step reaches",
    "trunk-role": "While the legs drive you on, they keep your balance and your posture",
}
_OWNERS = {
    "calves-job": "The calves' job in the running stride",
    "quads-job": "The quads' job in the running stride",
    "glutes-role": "The glutes' job in the running stride",
    "hamstrings-role": "The hamstrings' job in the running stride",
    "trunk-role": "The job of core and back in the running stride",
}
"""Each names a muscle or a place that no other has: none is right for another's question."""

REVIEWED: dict[str, frozenset[str]] = {
    **{f"muscles/{job}": frozenset(_JOBS.values()) - {text} for job, text in _JOBS.items()},
    **{
        f"muscles/{job}:back": frozenset(_OWNERS.values()) - {text} for job, text in _OWNERS.items()
    },
}
