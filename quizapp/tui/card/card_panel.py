"""The card: question, rule, answer. Showing the answer moves nothing."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Rule, Static

from quizapp.domain.cards.card import (
    Card,
    Choice,
    Figure,
    Gap,
    TrueFalse,
    Typed,
    has_lines,
    how_to_answer,
    prompt_in_words,
)
from quizapp.study.question import Question, Revealed
from quizapp.tui.card.answer_input import AnswerInput
from quizapp.tui.card.options import Options
from quizapp.tui.card.picks import Picks, open_options, revealed_options
from quizapp.tui.figure.lit_figure import LitFigure
from quizapp.tui.safe import joined, safe

FIGURE_FROM = (60, 9)
"""Columns and lines: a smaller card shows no figure."""
MANY = 6
"""Options: from this many on, there is no blank line above them."""


class Half(VerticalScroll, can_focus=False):
    """One half of the card, which scrolls if its text is long."""


class CardPanel(VerticalScroll, can_focus=False):
    """One card, updated in place for every card of a session."""

    DEFAULT_CSS = """
    CardPanel {
        height: 1fr;
        scrollbar-size-vertical: 1;
        border: round $primary 70%;
        background: $surface 60%;
        padding: 0 1;
        Half { scrollbar-size-vertical: 1; align: center middle; }
        #question-half { height: 1fr; }
        #answer-half { height: 1fr; align: center top; }
        #question { width: 100%; height: auto; text-align: center; text-style: bold; }
        #question, #answer { max-width: 84; }
        /* As high as its half; otherwise Textual lays out the screen twice for each answer. */
        #answer { width: 100%; height: auto; min-height: 100%; text-align: center; }
        Rule.-horizontal { margin: 0; color: $foreground 20%; }
        Options, AnswerInput { margin-top: 1; }
        &.-options #answer-half { height: 4; }
        &.-many Options { margin-top: 0; }
        #question.-lines, #answer.-lines { text-align: left; }
        &.-right { border: round $success 80%; }
        &.-wrong { border: round $error 80%; }
    }
    """

    class Clicked(Message):
        """The card was clicked, away from its options."""

    def __init__(self, answer_input: AnswerInput) -> None:
        super().__init__()
        self._input = answer_input
        self._card: Card | None = None

    def compose(self) -> ComposeResult:
        """The widgets of all kinds of cards."""
        yield LitFigure()
        with Half(id="question-half"):
            yield Static("", id="question", markup=False)
            yield Options()
            yield self._input
        yield Rule()
        with Half(id="answer-half"):
            yield Static("", id="answer", markup=False)

    def ask(self, question: Question) -> None:
        """Show a question and hide its answer."""
        is_typed = isinstance(question.card, Typed | Gap)
        self._card = question.card
        self._show_prompt()
        self.show_picks(question, Picks())
        self.query_one(Options).display = bool(question.shown)
        self.set_class(bool(question.shown), "-options")
        self.set_class(len(question.shown) >= MANY, "-many")
        self.set_class(isinstance(question.card, Choice | TrueFalse), "-tiles")
        if is_typed:
            self._input.begin()
        self._input.display = is_typed
        self._judge(None)
        self.query_one("#answer", Static).update("")
        self.query_one("#question-half").scroll_home(animate=False)
        self.scroll_home(animate=False)

    def on_resize(self) -> None:
        """The figure may fit now, or no longer."""
        self._show_prompt()

    def show_picks(self, question: Question, picks: Picks) -> None:
        """Show the picks, and keep the last one visible."""
        options = self.query_one(Options)
        options.looks = tuple(open_options(question, picks))
        if picks.indexes:
            self._keep_in_view(picks.indexes[-1])

    def reveal(self, revealed: Revealed, content: Content) -> None:
        """Show the answer; `content` goes below the rule."""
        if revealed.question.shown:
            self._show_right_option(revealed)
        answer = self.query_one("#answer", Static)
        answer.update(content)
        answer.set_class(has_lines(revealed.question.card), "-lines")
        self.query_one("#answer-half").scroll_home(animate=False)
        if self.max_scroll_y > 0 and not revealed.question.shown:
            self.scroll_end(animate=False)
        if self._input.display:
            self._input.close()
        judgement = revealed.judgement
        self._judge(None if judgement is None else judgement.right)

    def _show_right_option(self, revealed: Revealed) -> None:
        """Mark the options right or wrong, and keep the right one visible."""
        options, shown = self.query_one(Options), revealed.question.shown
        options.looks = tuple(revealed_options(revealed))
        if isinstance(revealed.question.card, Choice):
            self._keep_in_view(shown.index(revealed.question.card.answer))

    def _keep_in_view(self, index: int) -> None:
        """Scroll to an option after the layout, if the options do not fit."""

        def scroll() -> None:
            if self.can_scroll:
                self.query_one(Options).bring_into_view(index)

        self.call_after_refresh(scroll)

    def show_message(self, head: Content, text: Content) -> None:
        """Show a message in place of a card."""
        self._card = None
        self.query_one(LitFigure).display = False
        self.query_one("#question", Static).update(head)
        self.query_one("#answer", Static).update(text)
        self.query_one(Options).display = False
        self._input.display = False
        self.remove_class("-options", "-many", "-tiles")
        for name in ("#question", "#answer"):
            self.query_one(name).remove_class("-lines")
        self._judge(None)

    @property
    def can_scroll(self) -> bool:
        """Whether part of the card is out of sight."""
        return any(half.max_scroll_y > 0 for half in (self, *self.query(Half)))

    def scroll_by(self, lines: int) -> None:
        """Scroll the card if it is too high, else its answer, else its question."""
        for half in (self, self.query_one("#answer-half"), self.query_one("#question-half")):
            if half.max_scroll_y > 0:
                half.scroll_relative(y=lines, animate=False)
                return

    def on_click(self, event: events.Click) -> None:
        """Reveal the answer."""
        event.stop()
        self.post_message(self.Clicked())

    def _show_prompt(self) -> None:
        """Show the question, with its figure drawn if it fits, else described in words."""
        card = self._card
        if card is None:
            return
        has_room = self.size.width >= FIGURE_FROM[0] and self.size.height >= FIGURE_FROM[1]
        is_drawn = isinstance(card, Figure) and has_room
        text = card.about.prompt if is_drawn else prompt_in_words(card)
        hint = Content.styled(how_to_answer(card), "not bold italic $foreground 62%")
        shown = self.query_one("#question", Static)
        shown.update(joined(safe(text), "\n" if hint else "", hint))
        shown.set_class("\n" in text.strip(), "-lines")
        figure = self.query_one(LitFigure)
        figure.display = is_drawn
        if isinstance(card, Figure):
            figure.muscle = card.muscle

    def _judge(self, right: bool | None) -> None:  # noqa: FBT001 (three values: right, wrong, open)
        classes = {"-right": right is True, "-wrong": right is False}
        for widget in (self, self._input) if self._input.display else (self,):
            if any(widget.has_class(name) != is_on for name, is_on in classes.items()):
                widget.update_classes(classes, update=False)
                # The children look the same either way, and restyling them takes half the frame.
                self.app.stylesheet.update_nodes([widget])
