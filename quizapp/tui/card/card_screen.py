"""What the review and the quiz share: a card, and the keys that answer it."""

from __future__ import annotations

from quizapp.tui.card.card_view import CardView
from quizapp.tui.shared.base_screen import BaseScreen


class CardScreen(BaseScreen[None]):
    """A screen with a card. Its subclasses turn answers into calls on their session."""

    @property
    def card(self) -> CardView:
        """The card, with what is picked or typed for it."""
        return self.query_one(CardView)

    def show_facts(self) -> None:
        """Update the top bar and the footer."""
        raise NotImplementedError

    def show_saved(self) -> None:
        """Update the footer, which has one key less."""
        self.show_facts()

    def action_unpick(self) -> None:
        """Remove the last item put in order."""
        self.card.unpick()

    def action_keep_typing(self) -> None:
        """Back into the input of a typed card."""
        self.card.keep_typing()
        self.show_facts()

    def action_leave_input(self) -> None:
        """Use letters as shortcuts."""
        self.set_focus(None)
        self.show_facts()

    def action_scroll(self, lines: int) -> None:
        """Scroll a long card."""
        self.card.scroll_card(lines)
