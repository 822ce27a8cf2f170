"""Review: one card after another, on one screen that is never rebuilt between cards."""

from __future__ import annotations

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult

from quizapp.domain.cards.card import Card, TrueFalse
from quizapp.domain.cards.deck import card_index
from quizapp.domain.judging.answer import Answer
from quizapp.domain.memory import Grade
from quizapp.errors import RunquizError
from quizapp.study.editing import Saved, open_card, undo_edit
from quizapp.study.ports import Receipt
from quizapp.study.question import Change, Question, Revealed
from quizapp.study.review.session import ReviewSession, ReviewTurn
from quizapp.tui.card.answer_text import answer_content
from quizapp.tui.card.card_screen import CardScreen
from quizapp.tui.card.card_view import CardView
from quizapp.tui.keys import bindings
from quizapp.tui.review.grade_bar import GradeBar
from quizapp.tui.review.keys import CHANGES, REVIEW_KEYS, keys_for
from quizapp.tui.review.why_panel import WhyPanel
from quizapp.tui.review.words import (
    CHANGED,
    brief,
    end_words,
    facts_line,
    grade_labels,
    reasons,
    title_of,
)
from quizapp.tui.shared.banner import Banner
from quizapp.tui.shared.key_bar import KeyBar
from quizapp.tui.shared.navigator import Navigator
from quizapp.tui.shared.saving import read_only_words, saved_words
from quizapp.tui.shared.top_bar import TopBar

REFRESH = 20.0
"""Seconds: while no card is left, how often to check whether one has come back."""


class ReviewScreen(CardScreen):
    """Turns each key into one call on the session, and shows the result."""

    NAME = "Review"
    BINDINGS = bindings(REVIEW_KEYS)
    HELP_KEYS = REVIEW_KEYS

    def __init__(self, session: ReviewSession, navigator: Navigator) -> None:
        super().__init__(session.desk, navigator)
        self._session = session
        self._last_edit: tuple[str, Saved] | None = None
        """The edited entry and what was saved; None after any other change."""

    def compose(self) -> ComposeResult:
        """The parts, from top to bottom."""
        yield TopBar()
        yield Banner()
        yield CardView(self.action_answer, self.action_leave_input)
        yield GradeBar()
        yield WhyPanel()
        yield KeyBar()

    def on_mount(self) -> None:
        """The first card."""
        self._show(self._session.advance())
        store = self.desk.store
        self.warn(read_only_words(store) or next(iter(store.notices), ""))
        self.set_interval(REFRESH, self._look_for_a_card)

    def action_reveal(self) -> None:
        """Show the answer; what is picked or typed so far is judged."""
        if self._session.question is None:
            self._look_for_a_card()
            return
        card = self.card
        self._reveal(None if card.is_unfinished else card.answer())

    async def action_answer(self) -> None:
        """Submit the answer; once it is revealed, accept the proposed grade."""
        card, revealed = self.card, self._session.revealed
        if revealed is not None:
            if revealed.proposed is not None:
                self._grade(revealed.proposed)
        elif card.is_unfinished:
            self.say("Put every item in order first")
        else:
            self._reveal(card.answer())

    def action_digit(self, digit: int) -> None:
        """Pick an option; once the answer is revealed, grade."""
        if self._session.revealed is None:
            self._pick(digit - 1)
        elif digit in {grade.value for grade in Grade}:
            self._grade(Grade(digit))

    def action_verdict(self, index: int) -> None:
        """Answer true or false by letter."""
        question = self._session.question
        if self._session.revealed is None and question and isinstance(question.card, TrueFalse):
            self._pick(index)

    def action_keep_typing(self) -> None:
        """Back into the input of a typed card."""
        self.query_one(WhyPanel).hide()
        super().action_keep_typing()

    def action_change(self, name: str) -> None:
        """Undo, suspend, bury or mark."""
        is_cram = self._session.is_cram
        refused = "Cramming changes nothing" if is_cram else read_only_words(self.desk.store)
        edit, self._last_edit = self._last_edit, None
        if edit is not None and name == "undo":
            self._undo_edit(*edit)
        elif refused:
            self.warn(refused)
        elif name == "undo" or self._session.question is not None:
            self._changed(CHANGES[name](self._session))

    async def action_edit(self) -> None:
        """Open the card's entry in the editor."""
        question = self._session.question
        if question is None:
            return
        try:
            editing = open_card(self.desk, question.card.about.entry)
        except RunquizError as error:
            self.warn(str(error))
        else:
            self._session.pause()
            await self.navigator.open_editor(editing, self._edited)

    def _edited(self, saved: Saved | None) -> None:
        """Show the card as it is now, its answer revealed if it was before."""
        question = self._session.question
        self._session.resume()
        if saved is None or question is None:
            self.say("")
            return
        self._show_edited(question.card.about.entry, saved.cards)
        self._last_edit = question.card.about.entry, saved
        self._report(None, saved_words(saved))

    def _show_edited(self, entry: str, cards: Sequence[Card]) -> None:
        self._show(self._session.edited(entry, cards))
        if self._session.revealed is not None:
            self._show_answer(self._session.revealed)

    def _undo_edit(self, entry: str, saved: Saved) -> None:
        try:
            file = undo_edit(self.desk, saved)
        except RunquizError as error:
            self.warn(str(error))
            return
        cards = card_index(self.desk.shelf.decks()).values()
        before = [card for card in cards if card.about.entry == entry]
        if self._session.question is not None:
            self._show_edited(saved.cards[0].about.entry, before)
        self._report(None, f"Undone: the edit of {file}")

    def action_why(self) -> None:
        """Show or hide why this card is asked now."""
        panel, question = self.query_one(WhyPanel), self._session.question
        if panel.has_class("-shown") or question is None:
            panel.hide()
        else:
            panel.show(*reasons(question, self.desk))

    @on(CardView.Clicked)
    def _answer_by_mouse(self, event: CardView.Clicked) -> None:
        self._reveal(event.answer)

    @on(GradeBar.Chosen)
    def _grade_by_mouse(self, event: GradeBar.Chosen) -> None:
        if self._session.revealed is not None:
            self._grade(event.grade)

    def _look_for_a_card(self) -> None:
        """While no card is open: continue if one has come back."""
        if self._session.question is None:
            step = self._session.advance()
            if isinstance(step, Question):
                self._show(step)

    def _pick(self, index: int) -> None:
        answer = self.card.pick(index)
        if answer is not None:
            self._reveal(answer)

    def _reveal(self, answer: Answer | None) -> None:
        if self._session.question is not None and self._session.revealed is None:
            self._show_answer(self._session.reveal(answer))

    def _show_answer(self, revealed: Revealed) -> None:
        self.card.reveal(revealed, answer_content(revealed))
        self.query_one(GradeBar).show(grade_labels(revealed, self.desk), revealed.proposed)
        self.report("")
        self.show_facts()

    def _grade(self, grade: Grade) -> None:
        refused = "" if self._session.is_cram else read_only_words(self.desk.store)
        if refused:
            self.warn(refused)
            return
        self._last_edit = None
        graded = self._session.grade(grade)
        self._show(self._session.advance())
        lapses = graded.leech_lapses
        leech = f"Leech: {graded.card.about.id} was forgotten {lapses} times; consider rewording it"
        self._report(graded.receipt, leech if lapses else "")

    def _changed(self, change: Change | None) -> None:
        if change is None:
            self.say("Nothing to undo")
            return
        if change.moves:
            # The input does not get the focus here: another `u` has to undo, not to type a letter.
            self._show(self._session.advance(), typing=False)
        what = change.words or change.card
        self._report(change.receipt, f"{CHANGED[change.what]}: {what}")

    def _show(self, step: ReviewTurn, *, typing: bool = True) -> None:
        self.query_one(WhyPanel).hide()
        self.query_one(GradeBar).hide()
        if isinstance(step, Question):
            self.card.ask(step, typing=typing)
        else:
            self.card.show_message(*end_words(step, self._session))
        self.show_facts()

    def show_facts(self) -> None:
        """Update the top bar and the footer."""
        session = self._session
        top = self.query_one(TopBar)
        top.title, top.facts, top.brief = title_of(session), facts_line(session), brief(session)
        self._show_keys()
        self.call_after_refresh(self._show_keys)

    def _show_keys(self) -> None:
        """The footer; updated again after the layout, which decides whether the card scrolls."""
        card = self.card
        self.query_one(KeyBar).keys = keys_for(
            self._session.question,
            self._session.revealed,
            is_typing=card.is_typing,
            has_unsaved=bool(self.desk.store.unsaved),
            can_scroll=card.can_scroll,
        )

    def _report(self, receipt: Receipt | None, message: str) -> None:
        self.report(message, receipt.problem if receipt is not None else "")
        self.show_facts()
