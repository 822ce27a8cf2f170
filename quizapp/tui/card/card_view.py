"""The table: the card, with what is picked or typed on it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message

from quizapp.domain.cards.card import Order
from quizapp.domain.judging.answer import Answer, Picked, TypedAnswer
from quizapp.study.question import Question, Revealed
from quizapp.tui.card.answer_input import AnswerInput
from quizapp.tui.card.card_panel import CardPanel
from quizapp.tui.card.options import Options
from quizapp.tui.card.picks import Picks, is_complete, is_unfinished


class CardView(Vertical):
    """Holds one card and its draft answer. Keys are calls: a burst of them stays in order."""

    DEFAULT_CSS = """
    CardView { height: 1fr; }
    """

    @dataclass
    class Clicked(Message):
        """The mouse handed in an answer; None shows the card unanswered."""

        answer: Answer | None

    def __init__(
        self, hand_in: Callable[[], Awaitable[None]], leave_input: Callable[[], None]
    ) -> None:
        super().__init__()
        self._entry = AnswerInput(hand_in, leave_input)
        self._question: Question | None = None
        self._picks = Picks()
        self._is_open = False

    def compose(self) -> ComposeResult:
        """The card."""
        yield CardPanel(self._entry)

    @property
    def is_typing(self) -> bool:
        """Whether letters go into the input."""
        return isinstance(self.screen.focused, AnswerInput)

    def ask(self, question: Question, *, typing: bool) -> None:
        """Put a card on the table; a typed one begins in its input unless `typing` says no."""
        self._question, self._picks, self._is_open = question, Picks(), True
        self.query_one(CardPanel).ask(question)
        if not (typing and self.type_on()):
            self.screen.set_focus(None)
            self._entry.rest()

    def show_again(self, answer: Answer) -> None:
        """Show an answer that was given before and can be changed."""
        match answer:
            case TypedAnswer():
                self._entry.value = answer.text
                self._entry.cursor_position = len(answer.text)
            case Picked() if self._question is not None:
                self._picks = Picks(answer.places)
                self.show_picks()

    def reveal(self, revealed: Revealed, content: Content) -> None:
        """Show the answer."""
        self.close()
        self.query_one(CardPanel).reveal(revealed, content)

    def close(self) -> None:
        """Nothing more can be picked or typed."""
        self._is_open = False
        self.screen.set_focus(None)

    def tell(self, head: Content, text: Content) -> None:
        """Show words in place of a card."""
        self._question, self._is_open = None, False
        self.screen.set_focus(None)
        self.query_one(CardPanel).tell(head, text)

    def pick(self, place: int) -> Answer | None:
        """Pick an option; the answer, if that completes it."""
        question = self._question
        if question is None or not self._is_open or not question.shown:
            return None
        self._picks = self._picks.picking(question, place)
        if is_complete(question.card, self._picks):
            return self._picks.answer()  # What it comes to is shown, not that it was picked.
        self.show_picks()
        return None

    def show_picks(self) -> None:
        """Show what is picked."""
        if self._question is not None:
            self.query_one(CardPanel).show_picks(self._question, self._picks)

    @property
    def is_unfinished(self) -> bool:
        """Whether some things still have to be put in order."""
        return self._question is not None and is_unfinished(self._question.card, self._picks)

    @property
    def can_scroll(self) -> bool:
        """Whether some of the card is out of sight."""
        return self.query_one(CardPanel).can_scroll

    def unpick(self) -> None:
        """Take the last thing back that was put in order."""
        if self._question is not None and self._is_open and isinstance(self._question.card, Order):
            self._picks = self._picks.without_last()
            self.show_picks()

    def answer(self) -> Answer | None:
        """What is picked or typed, if anything is."""
        if self._entry.display:
            return TypedAnswer(self._entry.value) if self._entry.value.strip() else None
        return self._picks.answer()

    def type_on(self) -> bool:
        """Put the cursor into the input of a typed card; whether there is one."""
        if self._entry.display and self._is_open:
            self.screen.set_focus(self._entry)
            return True
        return False

    def scroll_card(self, lines: int) -> None:
        """Scroll a card that is longer than its place."""
        self.query_one(CardPanel).scroll_by(lines)

    @on(Options.Picked)
    def _pick_by_mouse(self, event: Options.Picked) -> None:
        event.stop()
        answer = self.pick(event.place)
        if answer is not None:
            self.post_message(self.Clicked(answer))

    @on(CardPanel.Clicked)
    def _show_by_mouse(self, event: CardPanel.Clicked) -> None:
        event.stop()
        question = self._question
        if self._is_open and question is not None and not question.shown and not self.is_typing:
            self.post_message(self.Clicked(None))
