"""A card, with what is picked or typed for it."""

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
    """Holds one card and the picks so far. Keys call its methods, so that bursts stay in order."""

    DEFAULT_CSS = """
    CardView { height: 1fr; }
    """

    @dataclass
    class Clicked(Message):
        """The mouse submitted an answer; None reveals the card unanswered."""

        answer: Answer | None

    def __init__(
        self, submit: Callable[[], Awaitable[None]], leave_input: Callable[[], None]
    ) -> None:
        super().__init__()
        self._input = AnswerInput(submit, leave_input)
        self._question: Question | None = None
        self._picks = Picks()
        self._is_open = False

    def compose(self) -> ComposeResult:
        """The card panel."""
        yield CardPanel(self._input)

    @property
    def is_typing(self) -> bool:
        """Whether letters go into the input."""
        return isinstance(self.screen.focused, AnswerInput)

    def ask(self, question: Question, *, typing: bool) -> None:
        """Show a question; with `typing`, a typed card focuses its input."""
        self._question, self._picks, self._is_open = question, Picks(), True
        self.query_one(CardPanel).ask(question)
        if not (typing and self.keep_typing()):
            self.screen.set_focus(None)
            self._input.rest()

    def show_earlier_answer(self, answer: Answer) -> None:
        """Show an answer given earlier, which can be changed."""
        match answer:
            case TypedAnswer():
                self._input.value = answer.text
                self._input.cursor_position = len(answer.text)
            case Picked() if self._question is not None:
                self._picks = Picks(answer.indexes)
                self.show_picks()

    def reveal(self, revealed: Revealed, content: Content) -> None:
        """Show the answer."""
        self.close()
        self.query_one(CardPanel).reveal(revealed, content)

    def close(self) -> None:
        """Accept no more picks or text."""
        self._is_open = False
        self.screen.set_focus(None)

    def show_message(self, head: Content, text: Content) -> None:
        """Show a message in place of a card."""
        self._question, self._is_open = None, False
        self.screen.set_focus(None)
        self.query_one(CardPanel).show_message(head, text)

    def pick(self, index: int) -> Answer | None:
        """Pick an option; returns the answer if that completes it."""
        question = self._question
        if question is None or not self._is_open or not question.shown:
            return None
        self._picks = self._picks.picking(question, index)
        if is_complete(question.card, self._picks):
            return self._picks.answer()  # its feedback is shown, not the pick
        self.show_picks()
        return None

    def show_picks(self) -> None:
        """Show the picks."""
        if self._question is not None:
            self.query_one(CardPanel).show_picks(self._question, self._picks)

    @property
    def is_unfinished(self) -> bool:
        """Whether some items still have to be put in order."""
        return self._question is not None and is_unfinished(self._question.card, self._picks)

    @property
    def can_scroll(self) -> bool:
        """Whether part of the card is out of sight."""
        return self.query_one(CardPanel).can_scroll

    def unpick(self) -> None:
        """Remove the last item put in order."""
        if self._question is not None and self._is_open and isinstance(self._question.card, Order):
            self._picks = self._picks.without_last()
            self.show_picks()

    def answer(self) -> Answer | None:
        """The answer as picked or typed so far; None without any."""
        if self._input.display:
            return TypedAnswer(self._input.value) if self._input.value.strip() else None
        return self._picks.answer()

    def keep_typing(self) -> bool:
        """Focus the input of a typed card; False if there is none."""
        if self._input.display and self._is_open:
            self.screen.set_focus(self._input)
            return True
        return False

    def scroll_card(self, lines: int) -> None:
        """Scroll a long card."""
        self.query_one(CardPanel).scroll_by(lines)

    @on(Options.Picked)
    def _pick_by_mouse(self, event: Options.Picked) -> None:
        event.stop()
        answer = self.pick(event.index)
        if answer is not None:
            self.post_message(self.Clicked(answer))

    @on(CardPanel.Clicked)
    def _show_by_mouse(self, event: CardPanel.Clicked) -> None:
        event.stop()
        question = self._question
        if self._is_open and question is not None and not question.shown and not self.is_typing:
            self.post_message(self.Clicked(None))
