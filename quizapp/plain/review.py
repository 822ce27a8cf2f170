"""A review line by line, without a screen. The protocol is a stable interface.

Each card takes two lines: the answer, then the grade. What is printed as saved is on the disk.
"""

from __future__ import annotations

from collections.abc import Mapping

from quizapp.domain.cards.card import Basic, Card
from quizapp.domain.cards.deck import deck_titles
from quizapp.domain.event import Reviewed
from quizapp.domain.memory import Grade
from quizapp.plain.answers import read_answer
from quizapp.plain.line_io import LineIO, SavedLines, Stopped
from quizapp.plain.review_wording import answer_lines, grade_line, question_lines
from quizapp.scheduling.queue import Finished, Later
from quizapp.scheduling.study_day import iso_time
from quizapp.scheduling.wording import minutes_in_words, plural
from quizapp.study.ports import Receipt
from quizapp.study.question import Change, Graded, Question, Revealed
from quizapp.study.review.session import ReviewSession, nothing_due
from quizapp.study.why import why_now

_GRADES = {str(grade.value): grade for grade in Grade}
_COMMANDS = frozenset("usbmwq")


class _NextCard(Exception):
    """Go on to the next card."""


class PlainReview:
    """One review in lines."""

    def __init__(self, session: ReviewSession, io: LineIO) -> None:
        self._session = session
        self._io = io
        self._titles: Mapping[str, str] = deck_titles(session.decks)
        self._saved = SavedLines(io)
        self.refused = 0
        """Answers that were refused because nothing can be saved."""

    def run(self) -> None:
        """Ask until no card is left or the learner stops."""
        if self._session.desk.store.read_only and not self._session.is_cram:
            self._io.say(f"Read-only: {self._session.desk.store.read_only}")
        try:
            while True:
                match self._session.advance():
                    case Question() as question:
                        self._card(question)
                    case Later() as later:
                        self._io.say(self._later(later))
                        return
                    case Finished():
                        self._io.say(self._finished())
                        return
        except Stopped:
            return
        finally:
            # A last try: what the end saves is told as well.
            self._saved.show_durable(self._session.desk.store.retry())

    def _card(self, question: Question) -> None:
        title = self._titles[question.card.about.deck]
        for line in question_lines(question, title, self._session.tally.left):
            self._io.say(line)
        try:
            line = self._line("answer:", bare=isinstance(question.card, Basic))
            revealed = self._session.reveal(read_answer(question.card, line, question.shown))
            for text in answer_lines(revealed):
                self._io.say(text)
            self._say_grades(revealed)
            self._grade(self._line("grade:", bare=True))
        except _NextCard:
            return

    def _line(self, prompt: str, *, bare: bool) -> str:
        """The next line that is not a command; `bare` accepts commands without their colon."""
        while True:
            line = self._io.ask(prompt)
            if line is None:
                raise Stopped
            name = line[1:] if line.startswith(":") else line if bare else ""
            if name not in _COMMANDS or len(name) != 1:
                return line
            self._command(name)

    def _grade(self, line: str) -> None:
        grade = _GRADES.get(line)
        if grade is None:
            self._io.say("Not graded; not asked again in this session.")
            self._session.skip()
        elif self._session.is_cram or self._may_write():
            self._tell(self._session.grade(grade))
        else:
            self.refused += 1
            self._session.skip()

    def _tell(self, graded: Graded) -> None:
        receipt = graded.receipt
        if receipt is None or graded.memory is None:
            return
        payload = receipt.event.payload
        if isinstance(payload, Reviewed):
            due = iso_time(self._session.desk.calendar().due_at(graded.memory))
            self._print_saved(receipt, f"saved {payload.card} {payload.grade.value} due {due}")
            if payload.suspends and receipt.is_saved:
                self._io.say(f"suspended {payload.card}")
        if graded.leech_lapses:
            self._io.say(f"Leech: forgotten {graded.leech_lapses} times. Consider rewording it.")

    def _command(self, name: str) -> None:
        session = self._session
        match name:
            case "q":
                raise Stopped
            case "w":
                self._why()
            case "u" | "s" | "b" | "m" if not self._may_write():
                return
            case "u":
                self._report(session.undo())
                self._renew()
            case "m":
                self._report(session.mark())
            case "s":
                self._report(session.suspend())
                raise _NextCard
            case _:
                self._report(session.bury())
                raise _NextCard

    def _renew(self) -> None:
        """Print the grades again if an undo changed what they would do."""
        before = self._session.revealed
        if before is not None and self._session.renew() is not before:
            self._say_grades(self._session.renew())

    def _say_grades(self, revealed: Revealed) -> None:
        desk = self._session.desk
        self._io.say(grade_line(revealed, desk.clock.now()))

    def _report(self, change: Change | None) -> None:
        if change is None:
            self._io.say("Nothing to undo.")
        else:
            self._print_saved(change.receipt, f"{change.what} {change.card}")

    def _why(self) -> None:
        desk = self._session.desk
        card = self._open_card()
        state = desk.store.progress.states[card.about.id]
        self._io.say(why_now(state, desk.today()))

    def _may_write(self) -> bool:
        reason = self._session.desk.store.read_only
        if self._session.is_cram:
            self._io.say("Cramming changes nothing.")
        elif reason:
            self._io.say(f"Not saved: {reason}")
        return not (reason or self._session.is_cram)

    def _print_saved(self, receipt: Receipt, line: str) -> None:
        self._saved.add(receipt, line)
        self._saved.show(receipt)

    def _later(self, later: Later) -> str:
        wait = minutes_in_words(later.due - self._session.desk.clock.now().timestamp())
        verb = "comes" if later.count == 1 else "come"
        return f"{plural(later.count, 'card')} {verb} back in {wait}"

    def _finished(self) -> str:
        done = self._session.done
        return f"Done: {plural(done, 'answer')}." if done else f"{nothing_due(self._session)}."

    def _open_card(self) -> Card:
        if self._session.question is None:
            raise AssertionError("no card is open")
        return self._session.question.card
