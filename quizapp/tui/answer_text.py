"""The words below the rule once the answer is shown."""

from __future__ import annotations

from textual.content import Content

from quizapp.domain.card import Gap, Order, Typed, answer_text
from quizapp.domain.judging import Judgement
from quizapp.study.question import Revealed
from quizapp.tui.safe import MUTED, joined, safe


def answer_content(revealed: Revealed) -> Content:
    """The verdict, the answer where it does not stand above already, and why."""
    card = revealed.question.card
    blocks = []
    if revealed.judgement is not None:
        blocks.append(_verdict(revealed.judgement))
    if not revealed.question.shown:
        blocks.append(_answer(revealed))
    elif isinstance(card, Order) and revealed.judgement and not revealed.judgement.right:
        blocks.append(joined(Content.styled("you: ", MUTED), safe(revealed.judgement.given)))
    if card.about.why:
        blocks.append(safe(card.about.why, "$foreground 85%"))
    if card.about.source:
        blocks.append(safe(card.about.source, "italic $foreground 62%"))
    return Content("\n").join(blocks)


def _verdict(judgement: Judgement) -> Content:
    if judgement.right:
        spelling = "  counted as right, mind the spelling" if judgement.typo else ""
        return joined(
            Content.styled("✓ Right", "bold $success"), Content.styled(spelling, "$warning")
        )
    if judgement.credit:
        share = f"✗ Not quite, {judgement.credit // 10} % of it"
        return Content.styled(share, "bold $error")
    return Content.styled("✗ Not quite", "bold $error")


def _answer(revealed: Revealed) -> Content:
    card = revealed.question.card
    expected = answer_text(card)
    answer = safe(expected, "bold $foreground")
    judgement = revealed.judgement
    if not isinstance(card, Typed | Gap) or judgement is None:
        return answer
    if judgement.right and not judgement.typo:
        return answer
    return joined(answer, "\n", _difference(judgement.given, expected))


def _difference(given: str, expected: str) -> Content:
    """What was typed, with what is wrong in it crossed out and what is missing underlined."""
    from quizapp.domain.typing_check import compare, differences

    said = differences(given, expected)
    if not said:
        return joined(Content.styled("you: ", MUTED), safe(given, "$error"))
    parts: list[Content | str] = [Content.styled("you: ", MUTED)]
    for piece in compare(given, expected):
        if piece.kind == "same":
            parts.append(safe(piece.given))
            continue
        if piece.given:
            parts.append(safe(piece.given, "strike $error"))
        if piece.expected:
            parts.append(safe(piece.expected, "underline $success"))
    parts.append(Content.styled(f"  ({'; '.join(said)})", MUTED))
    return joined(*parts)
