"""The words of the card editor."""

from __future__ import annotations

from textual.content import Content

from quizapp.domain.cards.card import (
    KIND_TITLES,
    Card,
    Choice,
    answer_text,
    options_of,
    prompt_in_words,
)
from quizapp.domain.cards.card_draft import CardDraft, DraftCheck, Remark
from quizapp.domain.cards.entry import ENTRY_KINDS
from quizapp.scheduling.wording import plural
from quizapp.study.editing import DraftConflict
from quizapp.tui.safe import MUTED, joined, safe, safe_line

LINES = "one per line"
FIELDS: dict[str, tuple[str, str]] = {
    "kind": ("Kind", ""),
    "figure": ("Muscle", "such as calves"),
    "q": ("Question", "what is asked"),
    "cloze": ("Text", "with {{gaps}}, or {{gaps::and a hint}}"),
    "a": ("Answer", "the correct answer"),
    "verdict": ("True?", ""),
    "order": ("In order", LINES),
    "accept": ("Accepted", LINES),
    "reverse": ("Both ways", ""),
    "wrong": ("Wrong", LINES),
    "why": ("Why", "shown after the answer"),
    "source": ("Source", "where it is from; empty for the deck's source"),
    "tags": ("Tags", LINES),
}
"""Each key's label, and the hint in an empty field."""
_SWITCH = (("no", "no"), ("yes", "yes"))
CHOICES: dict[str, tuple[tuple[str, str], ...]] = {
    "kind": tuple((kind, KIND_TITLES[kind]) for kind in ENTRY_KINDS),
    "reverse": _SWITCH,
    "verdict": (("yes", "true"), ("no", "false")),
}
"""The keys whose values are chosen, not typed: each value and how it is shown."""
_MAX_SHOWN = 5


def remarks_content(checked: DraftCheck) -> Content:
    """The remarks, errors first; or that there are none."""
    if not checked.remarks:
        asks = plural(len(checked.cards), "card")
        return Content.styled(f"✓ No problems: {asks}", "$success")
    remarks = sorted(checked.remarks, key=lambda remark: not remark.is_error)
    return Content("\n").join(map(_line, remarks[:_MAX_SHOWN]))


def _line(remark: Remark) -> Content:
    sign, style = ("✗", "$error") if remark.is_error else ("!", "$warning")
    name = FIELDS[remark.key][0] if remark.key in FIELDS else "Card"
    return joined(Content.styled(f"{sign} {name}: ", style), safe_line(remark.message))


def asked_content(checked: DraftCheck) -> Content:
    """Each card as it will be asked, with its answer."""
    cards = (Content("\n").join(_asked(card)) for card in checked.cards)
    return Content("\n\n").join(cards) if checked.cards else Content.styled("No card yet", MUTED)


def _asked(card: Card) -> list[Content]:
    others = [text for text in options_of(card) if text != answer_text(card)]
    return [
        safe(prompt_in_words(card), "bold"),
        *(safe(f"  {text}", MUTED) for text in others if isinstance(card, Choice)),
        safe(f"✓ {answer_text(card)}", "$success"),
        *([safe(card.about.why)] if card.about.why else []),
    ]


def conflict_words(conflict: DraftConflict, file: str) -> str:
    """That the file has changed meanwhile, and what saving does now."""
    if not conflict.both:
        return f"{file} has changed meanwhile; both changes were merged here: press s to save"
    return f"{file} has changed in the same places meanwhile; press s to save yours"


def conflict_content(conflict: DraftConflict, mine: CardDraft) -> Content:
    """Every key that both sides changed: what the file says now, and what was typed here."""
    parts: list[Content] = []
    for key in conflict.both:
        name = FIELDS[key][0] if key in FIELDS else key
        parts.append(Content.styled(name, "bold"))
        for whose, draft in (("in the file", conflict.theirs), ("yours", mine)):
            text = draft.kind if key == "kind" else draft.text(key)
            parts.append(joined(Content.styled(f"{whose}: ", "$warning"), safe(text or "(empty)")))
        parts.append(Content(""))
    return Content("\n").join(
        [*parts, Content("Press s to save yours, or q to keep the file as it is.")]
    )
