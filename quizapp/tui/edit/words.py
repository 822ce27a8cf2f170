"""What the editor says."""

from __future__ import annotations

from textual.content import Content

from quizapp.domain.cards.card import Card, Choice, answer_text, options_of, prompt_in_words
from quizapp.domain.cards.card_draft import CardDraft, DraftCheck, Remark
from quizapp.domain.cards.entry import ENTRY_KINDS
from quizapp.scheduling.wording import plural
from quizapp.study.editing import DraftConflict, Saved
from quizapp.tui.safe import MUTED, joined, safe, safe_line

LINES = "one a line"
FIELDS: dict[str, tuple[str, str]] = {
    "kind": ("Kind", ""),
    "figure": ("Muscle", "such as calves"),
    "q": ("Question", "what is asked"),
    "cloze": ("Text", "with {{gaps}}, or {{gaps::and a hint}}"),
    "a": ("Answer", "what is right"),
    "verdict": ("Is it so", ""),
    "order": ("In order", LINES),
    "accept": ("Also right", LINES),
    "reverse": ("Both ways", ""),
    "wrong": ("Wrong", LINES),
    "why": ("Why", "shown after the answer"),
    "source": ("Source", "where it is from; empty: the deck's"),
    "tags": ("Tags", LINES),
}
"""Each key's name, and what an empty line says."""
_SWITCH = (("no", "no"), ("yes", "yes"))
CHOICES: dict[str, tuple[tuple[str, str], ...]] = {
    "kind": tuple((kind, kind) for kind in ENTRY_KINDS),
    "reverse": _SWITCH,
    "verdict": (("yes", "true"), ("no", "false")),
}
"""The keys that are chosen and not written."""
_MOST_SHOWN = 5


def remarks_content(checked: DraftCheck) -> Content:
    """What is wrong, or could be better, or that the card is good; errors first."""
    if not checked.remarks:
        asks = plural(len(checked.cards), "card")
        return Content.styled(f"✓ Good: {asks}", "$success")
    remarks = sorted(checked.remarks, key=lambda remark: not remark.is_error)
    return Content("\n").join(map(_line, remarks[:_MOST_SHOWN]))


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
    """That the file has changed, and what saving does now; `conflict_content` shows the rest."""
    if not conflict.both:
        return f"{file} has changed meanwhile; both changes are in the lines now, s saves"
    return f"{file} has changed meanwhile in the same places; s saves yours"


def conflict_content(conflict: DraftConflict, mine: CardDraft) -> Content:
    """All that both have changed: what the file says now, and what was written here."""
    parts: list[Content] = []
    for key in conflict.both:
        name = FIELDS[key][0] if key in FIELDS else key
        parts.append(Content.styled(name, "bold"))
        for whose, draft in (("in the file", conflict.theirs), ("yours", mine)):
            text = draft.kind if key == "kind" else draft.text(key)
            parts.append(joined(Content.styled(f"{whose}: ", "$warning"), safe(text or "nothing")))
        parts.append(Content(""))
    return Content("\n").join([*parts, Content("s saves yours; q leaves the file as it is.")])


def saved_words(saved: Saved) -> str:
    """Where the card is now."""
    copy = ", your own copy of the deck" if saved.file.is_copy else ""
    return f"Saved in {saved.file.name}{copy}"
