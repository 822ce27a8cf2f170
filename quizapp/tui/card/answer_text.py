"""The text below the rule once the answer is revealed."""

from __future__ import annotations

from textual.content import Content

from quizapp.domain.cards.card import Choices, Gap, Order, Typed, answer_text
from quizapp.domain.judging.answer import Judgement, Picked
from quizapp.study.question import Revealed
from quizapp.tui.safe import MUTED, joined, safe, safe_line


def answer_content(revealed: Revealed, *, verdict: bool = True) -> Content:
    """The verdict, the answer unless an option shows it already, and why."""
    card = revealed.question.card
    blocks = []
    if revealed.judgement is not None and verdict:
        said = _verdict(revealed.judgement)
        if isinstance(card, Choices) and not revealed.judgement.right:
            said = joined(said, _score(card, revealed))
        blocks.append(said)
    if not revealed.question.shown:
        blocks.append(_answer(revealed))
    elif isinstance(card, Order) and revealed.judgement and not revealed.judgement.right:
        blocks.append(joined(Content.styled("you: ", MUTED), safe(revealed.judgement.given)))
    if card.about.why:
        blocks.append(safe(card.about.why, "$foreground 85%"))
    if card.about.source:
        blocks.append(safe(f"source: {card.about.source}", "italic $foreground 62%"))
    return Content("\n").join(blocks)


def _verdict(judgement: Judgement) -> Content:
    if judgement.right:
        spelling = ", mind the spelling" if judgement.typo else ""
        return joined(
            Content.styled("✓ Correct", "bold $success"), Content.styled(spelling, "$warning")
        )
    return Content.styled("✗ Wrong", "bold $error")


def _score(card: Choices, revealed: Revealed) -> Content:
    """How many of several right options were picked, and how many wrong ones."""
    picked = revealed.answer.indexes if isinstance(revealed.answer, Picked) else ()
    given = {revealed.question.shown[index] for index in picked}
    right, wrong = len(given & set(card.answers)), len(given - set(card.answers))
    also = f", and {wrong} wrong" if wrong else ""
    return Content.styled(f": {right} of {len(card.answers)} found{also}", "$error")


def _answer(revealed: Revealed) -> Content:
    card = revealed.question.card
    expected = answer_text(card)
    judgement = revealed.judgement
    if not isinstance(card, Typed | Gap) or judgement is None:
        return safe(expected, "bold $foreground")
    if judgement.right and not judgement.typo:
        return safe(expected, "bold $foreground")
    return _difference(judgement.given, expected)


def _difference(given: str, expected: str) -> Content:
    """The answer, missing parts underlined; below it the typed one, wrong parts struck through."""
    from quizapp.domain.judging.typed_text import compare, differences  # only for typed texts

    said = differences(given, expected)
    if not said:
        typed = safe_line(given, "$error")
        return joined(safe(expected, "bold $foreground"), "\n", _you(typed))
    pieces = compare(given, expected)
    right = [
        safe(piece.expected, "bold" if piece.kind == "same" else "bold underline $success")
        for piece in pieces
    ]
    typed = joined(
        *(safe(piece.given, "" if piece.kind == "same" else "strike $error") for piece in pieces)
    )
    words = Content.styled(f"  ({'; '.join(said)})", MUTED)
    return joined(*right, "\n", _you(typed), words)


def _you(typed: Content) -> Content:
    return joined(Content.styled("you: ", MUTED), typed)
