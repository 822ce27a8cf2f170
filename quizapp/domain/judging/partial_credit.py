"""The credit for a question with several right options: what each wrong choice costs."""

from __future__ import annotations

from collections.abc import Iterable


def partial_credit(picked: Iterable[str], answers: Iterable[str]) -> int:
    """The credit in thousandths: each wrong pick cancels a right one, and none goes below zero."""
    chosen, right = set(picked), set(answers)
    return max(0, len(chosen & right) - len(chosen - right)) * 1000 // len(right)
