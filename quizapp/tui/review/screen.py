"""Review: one card after the other, on one screen that is never rebuilt between two cards."""

from __future__ import annotations

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult
from textual.screen import Screen

from quizapp.domain.cards.card import Card, TrueFalse
from quizapp.domain.cards.deck import card_index
from quizapp.domain.judging.answer import Answer
from quizapp.domain.memory import Grade
from quizapp.errors import RunquizError
from quizapp.study.editing import Saved, open_card, undo_edit
from quizapp.study.ports import Receipt
from quizapp.study.question import Change, Question, Revealed
from quizapp.study.review.session import ReviewSession, Step
from quizapp.tui.card.answer_text import answer_content
from quizapp.tui.card.card_view import CardView
from quizapp.tui.edit.words import saved_words
from quizapp.tui.keys import REVIEW_KEYS, bindings
from quizapp.tui.messages import ShowHelp
from quizapp.tui.navigation import Navigator
from quizapp.tui.review.grade_bar import GradeBar
from quizapp.tui.review.keys import CHANGES, keys_for
from quizapp.tui.review.why_panel import WhyPanel
from quizapp.tui.review.words import (
    CHANGED,
    brief,
    end_words,
    facts_line,
    grade_labels,
    reasons,
    refusal,
    title_of,
    unsaved_words,
)
from quizapp.tui.shared.banner import Banner
from quizapp.tui.shared.key_bar import KeyBar
from quizapp.tui.shared.top_bar import TopBar

LOOK_AGAIN = 20.0
"""Seconds: on the screen of a pause, how often to see whether a card has come back."""


class ReviewScreen(Screen[None]):
    """Turns each key into one call on the session, and shows what came of it.

    More methods than a class should have: one a key, each of them a call or two.
    """

    BINDINGS = bindings(REVIEW_KEYS)
    HELP_KEYS = REVIEW_KEYS
    AUTO_FOCUS = ""

    def __init__(self, session: ReviewSession, navigator: Navigator) -> None:
        super().__init__()
        self._session = session
        self._navigator = navigator
        self._last_edit: tuple[str, Saved] | None = None
        """The entry that was edited and what was saved, until something else is done."""

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
        notices = self._session.desk.store.notices
        self.query_one(Banner).tell(refusal(self._session.desk.store) or next(iter(notices), ""))
        self.set_interval(LOOK_AGAIN, self._look_again)

    def action_reveal(self) -> None:
        """Show the answer; what is picked already is judged, not thrown away."""
        if self._session.question is None:
            self._look_again()
            return
        table = self.query_one(CardView)
        self._reveal(None if table.is_unfinished else table.answer())

    async def action_answer(self) -> None:
        """Hand in what is picked; on a revealed card, take the proposed grade."""
        table, revealed = self.query_one(CardView), self._session.revealed
        if revealed is not None:
            if revealed.proposed is not None:
                self._grade(revealed.proposed)
        elif table.is_unfinished:
            self.query_one(Banner).tell("Give each of them a place first", is_warning=False)
        else:
            self._reveal(table.answer())

    def action_digit(self, digit: int) -> None:
        """A grade on a revealed card, an option on an open one."""
        if self._session.revealed is None:
            self._pick(digit - 1)
        elif digit in {grade.value for grade in Grade}:
            self._grade(Grade(digit))

    def action_verdict(self, place: int) -> None:
        """True or false by their letters."""
        question = self._session.question
        if self._session.revealed is None and question and isinstance(question.card, TrueFalse):
            self._pick(place)

    def action_unpick(self) -> None:
        """Without the last pick."""
        self.query_one(CardView).unpick()

    def action_type_on(self) -> None:
        """Back into the input of a typed card."""
        self.query_one(WhyPanel).hide()
        self.query_one(CardView).type_on()
        self._show_facts()

    def action_leave_input(self) -> None:
        """The letters are keys again."""
        self.set_focus(None)
        self._show_facts()

    def action_change(self, name: str) -> None:
        """Undo, suspend, bury or mark."""
        refused = (
            "A cram changes nothing" if self._session.is_cram else refusal(self._session.desk.store)
        )
        edit, self._last_edit = self._last_edit, None
        if edit is not None and name == "undo":
            self._take_edit_back(*edit)
        elif refused:
            self.query_one(Banner).tell(refused)
        elif name == "undo" or self._session.question is not None:
            self._changed(CHANGES[name](self._session))

    async def action_edit(self) -> None:
        """The open card's entry in the editor."""
        question = self._session.question
        if question is None:
            return
        try:
            editing = open_card(self._session.desk, question.card.about.entry)
        except RunquizError as error:
            self.query_one(Banner).tell(str(error))
        else:
            self._session.hold()
            await self._navigator.edit(editing, self._edited)

    def _edited(self, saved: Saved | None) -> None:
        """The card as it is now; if its answer was in sight, it is so again."""
        question = self._session.question
        self._session.go_on()
        if saved is None or question is None:
            self.query_one(Banner).tell("")
            return
        self._show_edited(question.card.about.entry, saved.cards)
        self._last_edit = question.card.about.entry, saved
        self._report(None, saved_words(saved))

    def _show_edited(self, entry: str, cards: Sequence[Card]) -> None:
        self._show(self._session.edited(entry, cards))
        if self._session.revealed is not None:
            self._show_answer(self._session.revealed)

    def _take_edit_back(self, entry: str, saved: Saved) -> None:
        """The card as it was before it was edited."""
        try:
            file = undo_edit(self._session.desk, saved)
        except RunquizError as error:
            self.query_one(Banner).tell(str(error))
            return
        cards = card_index(self._session.desk.shelf.decks()).values()
        before = [card for card in cards if card.about.entry == entry]
        if self._session.question is not None:
            self._show_edited(saved.cards[0].about.entry, before)
        self._report(None, f"Taken back: {file}")

    def action_why(self) -> None:
        """Why this card, why now; the same key hides it."""
        panel, question = self.query_one(WhyPanel), self._session.question
        if panel.has_class("-shown") or question is None:
            panel.hide()
        else:
            panel.show(*reasons(question, self._session.desk))

    def action_retry(self) -> None:
        """Try again to save what is not saved."""
        store = self._session.desk.store
        if store.unsaved:
            store.retry()
            said = unsaved_words(store.unsaved) or "Saved"
            self.query_one(Banner).tell(said, is_warning=bool(store.unsaved))
            self._show_facts()

    def action_scroll(self, lines: int) -> None:
        """Scroll a card that is longer than its place."""
        self.query_one(CardView).scroll_card(lines)

    def action_help(self) -> None:
        """All keys."""
        self.post_message(ShowHelp("Review"))

    async def action_go_home(self) -> None:
        """Back to the decks; what was answered is saved already."""
        await self._navigator.go_home()

    @on(CardView.Clicked)
    def _answer_by_mouse(self, event: CardView.Clicked) -> None:
        self._reveal(event.answer)

    @on(GradeBar.Chosen)
    def _grade_by_mouse(self, event: GradeBar.Chosen) -> None:
        if self._session.revealed is not None:
            self._grade(event.grade)

    def _look_again(self) -> None:
        """Without a card on the table: go on when one has come back."""
        if self._session.question is None:
            step = self._session.advance()
            if isinstance(step, Question):
                self._show(step)

    def _pick(self, place: int) -> None:
        answer = self.query_one(CardView).pick(place)
        if answer is not None:
            self._reveal(answer)

    def _reveal(self, answer: Answer | None) -> None:
        if self._session.question is None or self._session.revealed is not None:
            return
        self._show_answer(self._session.reveal(answer))

    def _show_answer(self, revealed: Revealed) -> None:
        self.query_one(CardView).reveal(revealed, answer_content(revealed))
        labels = grade_labels(revealed, self._session.desk)
        self.query_one(GradeBar).show(labels, revealed.proposed)
        self.query_one(Banner).tell(unsaved_words(self._session.desk.store.unsaved))
        self._show_facts()

    def _grade(self, grade: Grade) -> None:
        refused = "" if self._session.is_cram else refusal(self._session.desk.store)
        if refused:
            self.query_one(Banner).tell(refused)
            return
        self._last_edit = None
        graded = self._session.grade(grade)
        self._show(self._session.advance())
        leech = f"Leech: {graded.card.about.id} was forgotten 8 times; ask it in another way"
        self._report(graded.receipt, leech if graded.became_leech else "")

    def _changed(self, change: Change | None) -> None:
        if change is None:
            self.query_one(Banner).tell("Nothing to undo", is_warning=False)
            return
        if change.moves:
            # No input takes the focus here: another `u` has to be an undo, not a letter.
            self._show(self._session.advance(), typing=False)
        what = "the quiz that was applied" if change.is_quiz else change.card
        self._report(change.receipt, f"{CHANGED[change.what]}: {what}")

    def _show(self, step: Step, *, typing: bool = True) -> None:
        self.query_one(WhyPanel).hide()
        self.query_one(GradeBar).hide()
        if isinstance(step, Question):
            self.query_one(CardView).ask(step, typing=typing)
        else:
            self.query_one(CardView).tell(*end_words(step, self._session))
        self._show_facts()

    def _show_facts(self) -> None:
        session = self._session
        top = self.query_one(TopBar)
        top.title, top.facts, top.brief = title_of(session), facts_line(session), brief(session)
        self._show_keys()
        self.call_after_refresh(self._show_keys)

    def _show_keys(self) -> None:
        """The footer; once more after the layout, which knows whether there is more to see."""
        table = self.query_one(CardView)
        self.query_one(KeyBar).keys = keys_for(
            self._session.question,
            self._session.revealed,
            is_typing=table.is_typing,
            has_unsaved=bool(self._session.desk.store.unsaved),
            can_scroll=table.can_scroll,
        )

    def _report(self, receipt: Receipt | None, said: str) -> None:
        """What the banner says after a change: first of all, that something is not saved."""
        problem = receipt.problem if receipt is not None else ""
        unsaved = unsaved_words(self._session.desk.store.unsaved, problem)
        self.query_one(Banner).tell(unsaved or said, is_warning=bool(unsaved))
        self._show_facts()
