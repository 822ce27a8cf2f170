"""Today in one box: cards left, minutes, progress, streak."""

from __future__ import annotations

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from quizapp.scheduling.wording import plural
from quizapp.study.figures.overview import Overview
from quizapp.tui.safe import MUTED, joined
from quizapp.tui.shared.charts import thin_bar


class Today(Widget):
    """The day in numbers."""

    DEFAULT_CSS = """
    Today {
        height: 8;
        padding: 0 1;
    }
    """

    overview: reactive[Overview | None] = reactive(None)

    def render(self) -> Content:
        """Cards left, minutes, progress and streak."""
        if self.overview is None:
            return Content("")
        return Content("\n").join(_lines(self.overview, self.content_size.width))


def _lines(found: Overview, width: int) -> list[Content]:
    total = found.total
    blank = Content("")
    done = found.done + total.left
    bar = max(width - len(f"{found.done}/{done}") - 2, 4)
    learning = (
        joined("  ", _number(total.learning, "learning", "$warning")) if total.learning else ""
    )
    head = joined(_number(total.due, "due", "$accent"), learning)
    if not total.left:
        head = Content.styled("✓ Done for today", "bold $success")
    minutes = Content.styled(f"   ≈ {max(round(total.minutes), 1)} min", MUTED)
    new = joined(_number(total.new, "new", "$secondary"), minutes if total.left else "")
    progress = joined(
        thin_bar(found.done / done if done else 1.0, bar),
        Content.styled(f"  {found.done}/{done}", MUTED),
    )
    return [blank, head, new, blank, progress, blank, _streak(found)]


def _streak(found: Overview) -> Content:
    run = found.streak
    if not run.best:
        return Content.styled("▲ your first day", MUTED)
    now = Content.styled(f"▲ {plural(run.now, 'day')}", "bold $warning")
    return joined(now, Content.styled(f"  best {run.best}", MUTED))


def _number(count: int, word: str, style: str) -> Content:
    return joined(
        Content.styled(str(count), f"bold {style}" if count else MUTED),
        Content.styled(f" {word}", MUTED),
    )
