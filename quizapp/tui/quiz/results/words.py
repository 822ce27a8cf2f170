"""The words of the results screen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from textual.content import Content

from quizapp.domain.cards.tags import tag_title
from quizapp.domain.memory import Answered, Day
from quizapp.domain.quiz_setup import CONFIDENCES, SKIPPED, TIMEOUT, WRONG
from quizapp.scheduling.wording import clock_time, long_date
from quizapp.study.quiz.apply import DueChange
from quizapp.study.quiz.results import ResultRow, Results, TagShare
from quizapp.tui.safe import MUTED, joined, safe, safe_line
from quizapp.tui.shared.charts import thin_bar

MAX_MARKS = 60
"""Marks in the row of results; a longer quiz shows its last ones."""
TAG_WIDTH = 22
"""Columns for a tag's name."""


def score_lines(results: Results) -> Content:
    """The lines beside the big score."""
    rest = (_strip(results.lines), _points(results), _predicted(results))
    return Content("\n").join([joined(_counts(results), _verdict(results)), *rest])


def more_lines(results: Results) -> Content:
    """The weakest tags as bars, and the answers that stood out."""
    blocks = [Content.styled("Weakest tags", "bold $primary")] if results.tags else []
    blocks.extend(_tag_line(share) for share in results.tags)
    blocks.extend(_sureness(results))
    for word, style, lines in (
        ("slow but correct", MUTED, results.slow),
        ("lucky guess", "$warning", results.lucky),
        ("sure but wrong", "$error", results.mistaken),
    ):
        blocks.extend(
            joined(Content.styled(f"{word}: ", style), safe_line(line.asked.card.about.prompt))
            for line in lines
        )
    return Content("\n").join(blocks)


def miss_content(line: ResultRow) -> Content:
    """A missed question: the learner's answer, the right one, and why."""
    about, prompt = line.asked.source.about, line.asked.card.about.prompt
    given = safe_line(line.given, "$error") if line.given else _unanswered(line)
    rows = [
        joined(Content.styled(f"{line.number}. ", MUTED), safe(prompt, "bold")),
        joined(Content.styled("  ✗ you     ", "$error"), given),
        joined(Content.styled("  ✓ answer  ", "$success"), safe(line.expected)),
    ]
    if about.why:
        rows.append(joined(Content.styled("    why     ", MUTED), safe(about.why, MUTED)))
    return Content("\n").join(rows)


def preview(
    planned: Sequence[DueChange], prompts: dict[str, str], due_day: Callable[[Answered], Day]
) -> Content:
    """Each card's due date before and after."""
    rows = [
        Content.styled(
            "Correct typed answers count as Good; wrong answers bring a card back today.",
            MUTED,
        ),
        Content(""),
    ]
    for move in planned:
        sort = ("✓ counts as Good", "$success") if move.is_good else ("✗ back today", "$error")
        before, after = long_date(due_day(move.before)), long_date(due_day(move.after))
        rows.append(safe_line(prompts.get(move.change.card, move.change.card), "bold"))
        rows.append(Content.styled(f"  {sort[0]}", sort[1]))
        rows.append(Content.styled(f"  due {before} → {after}", "$foreground"))
    rows.append(Content(""))
    rows.append(Content.styled("Press u once to undo everything.", MUTED))
    return Content("\n").join(rows)


def _counts(results: Results) -> Content:
    """How many were right, wrong, or neither."""
    found = Counter(line.result for line in results.lines)
    parts = [
        Content.styled(f"✓ {results.sums.right} ", "bold $success"),
        Content.styled("correct", MUTED),
    ]
    for result, sign, word, style in (
        (WRONG, "✗", "wrong", "bold $error"),
        (TIMEOUT, "◔", "timed out", "bold $warning"),
        (SKIPPED, "–", "skipped", "bold $warning"),
        ("unanswered", "·", "unanswered", "bold $warning"),
    ):
        if found[result]:
            parts.append(Content.styled(f"   {sign} {found[result]} ", style))
            parts.append(Content.styled(word, MUTED))
    return joined(*parts)


def _verdict(results: Results) -> Content:
    if results.has_passed is None:
        return Content("")
    mark = f"{results.pass_mark * 100:.0f} %"
    if results.has_passed:
        passed = Content.styled("   passed", "bold $success")
        return joined(passed, Content.styled(f", pass mark {mark}", MUTED))
    return Content.styled(f"   below the {mark} pass mark", "bold $warning")


def _sureness(results: Results) -> list[Content]:
    """How many answers were right, for each degree of confidence."""
    parts = []
    for sure in CONFIDENCES:
        judged = [
            line for line in results.lines if line.answer is not None and line.answer.sure == sure
        ]
        if judged:
            parts.append(
                f"{sure}: {sum(line.is_right for line in judged)} of {len(judged)} correct"
            )
    return [Content.styled(" · ".join(parts), MUTED)] if parts else []


def _strip(lines: Sequence[ResultRow]) -> Content:
    marks = [
        Content.styled("● ", "$success") if line.is_right else Content.styled("○ ", "$error")
        for line in lines[-MAX_MARKS:]
    ]
    more = Content.styled("… ", MUTED) if len(lines) > MAX_MARKS else Content("")
    return joined(more, *marks)


def _points(results: Results) -> Content:
    sums = results.sums
    parts = [f"{sums.points} points"] if results.setup.points else []
    parts.append(f"{clock_time(sums.used / 1000)} in all")
    parts.append(f"{results.median_seconds:.1f} s median")
    said = Content.styled(" · ".join(parts), MUTED)
    return (
        joined(Content.styled("▲ your best · ", "bold $warning"), said) if results.is_best else said
    )


def _predicted(results: Results) -> Content:
    actual = f"{results.sums.credit / 1000:.1f}".removesuffix(".0")
    return joined(
        Content.styled(f"predicted {results.predicted.in_words()}, actual ", MUTED),
        Content.styled(actual, "bold $foreground"),
    )


def _tag_line(share: TagShare) -> Content:
    name = safe_line(tag_title(share.tag)).truncate(TAG_WIDTH, ellipsis=True, pad=True)
    style = "$error" if share.share < 0.5 else "$warning"
    said = f" {share.share * 100:>3.0f} % of {share.count:<4}"
    return joined(name, Content.styled(said, MUTED), thin_bar(share.share, 30, style))


def _unanswered(line: ResultRow) -> Content:
    words = {TIMEOUT: "time was up", SKIPPED: "skipped", "unanswered": "not answered"}
    return Content.styled(words.get(line.result, "not kept"), "italic $warning")
