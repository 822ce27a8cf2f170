"""The line on home about quizzes: an unfinished one, or the last one."""

from __future__ import annotations

from textual import events
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from quizapp.scheduling.wording import plural
from quizapp.study.log.attempts import Attempt, Attempts, PastAttempt
from quizapp.tui.safe import MUTED, joined


class QuizLine(Widget):
    """One line; a click runs the key it names."""

    DEFAULT_CSS = """
    QuizLine { height: 1; padding: 0 2; }
    """

    words: reactive[Content] = reactive(Content(""))

    class Clicked(Message):
        """It was clicked."""

    def show_attempts(self, attempts: Attempts) -> None:
        """The newest unfinished quiz, else the last finished one."""
        unfinished = attempts.newest_unfinished()
        if unfinished is not None:
            self.words = _unfinished(unfinished, len(attempts.unfinished))
        elif attempts.past:
            self.words = _last(attempts.past[-1])
        else:
            self.words = joined(_key("z"), Content.styled(" start your first quiz", MUTED))

    def render(self) -> Content:
        """The line, cut to the width."""
        return self.words.truncate(max(self.content_size.width, 1), ellipsis=True)

    def on_click(self, event: events.Click) -> None:
        """Run the key."""
        event.stop()
        self.post_message(self.Clicked())


def _unfinished(attempt: Attempt, count: int) -> Content:
    total = len(attempt.opened.cards)
    number = min(attempt.next_question + 1, total)
    others = f" ({count - 1} more unfinished)" if count > 1 else ""
    said = f"◔ Unfinished quiz: question {number} of {total}{others}  "
    return joined(
        Content.styled(said, "bold $warning"), _key("c"), Content.styled(" resume", MUTED)
    )


def _last(past: PastAttempt) -> Content:
    said = f"Last quiz: {past.setup.mode_title}, {plural(past.asked, 'question')}, "
    share = Content.styled(f"{past.accuracy * 100:.0f} %", "bold $foreground")
    return joined(
        Content.styled(said, MUTED), share, "  ", _key("a"), Content.styled(" take another", MUTED)
    )


def _key(key: str) -> Content:
    return Content.styled(key, "bold $primary")
