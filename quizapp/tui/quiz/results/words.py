"""What the results, the preview of applying, the history and an opened card say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from textual.content import Content

from quizapp.domain.cards.card import Card, answer_text
from quizapp.domain.memory import CardState, Day, New
from quizapp.domain.quiz_setup import CONFIDENCES, OPEN_ENDED, SKIPPED, TIMEOUT, WRONG, QuizSetup
from quizapp.scheduling.study_day import StudyCalendar
from quizapp.scheduling.wording import clock_time, plural
from quizapp.study.log.attempts import Attempts, CalibrationBin, PastAttempt
from quizapp.study.quiz.apply import DueChange
from quizapp.study.quiz.results import ResultRow, Results, TagShare, rank
from quizapp.study.why import why_now
from quizapp.tui.review.why_panel import braille_line
from quizapp.tui.safe import MUTED, joined, safe, safe_line
from quizapp.tui.shared.heatmap import long_date
from quizapp.tui.shared.thin_bar import thin_bar

STRIP = 60
"""Marks in a row; a longer quiz shows its last ones."""
AXIS = 6
"""Columns for what stands left of the line."""
LAST = 8
"""Attempts that the history lists one by one."""
LABEL = 22
"""Columns for a tag's name."""

DayOf = Callable[[int], Day]
"""The study day of an instant in seconds."""


def score_lines(results: Results) -> Content:
    """The figures beside the big one."""
    rest = (_strip(results.lines), _points(results), _predicted(results))
    return Content("\n").join([joined(_counts(results), _verdict(results)), *rest])


def more_lines(results: Results) -> Content:
    """The weakest tags as bars, and what stood out."""
    blocks = [Content.styled("Weakest tags", "bold $primary")] if results.tags else []
    blocks.extend(_tag_line(share) for share in results.tags)
    blocks.extend(_sureness(results))
    for word, style, lines in (
        ("slow but right", MUTED, results.slow),
        ("lucky guess", "$warning", results.lucky),
        ("sure but wrong", "$error", results.mistaken),
    ):
        blocks.extend(
            joined(Content.styled(f"{word}: ", style), safe_line(line.asked.card.about.prompt))
            for line in lines
        )
    return Content("\n").join(blocks)


def miss_content(line: ResultRow) -> Content:
    """A question that was missed: your answer, the right one, and why."""
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


def preview(planned: Sequence[DueChange], prompts: dict[str, str], day_of: DayOf) -> Content:
    """Each card's due date before and after."""
    rows = [
        Content.styled("What counts: a right answer that was typed, and a wrong one.", MUTED),
        Content(""),
    ]
    for move in planned:
        sort = ("✓ counts as Good", "$success") if move.is_good else ("✗ back today", "$error")
        before, after = long_date(day_of(move.before)), long_date(day_of(move.change.due))
        rows.append(safe_line(prompts.get(move.change.card, move.change.card), "bold"))
        rows.append(Content.styled(f"  {sort[0]}", sort[1]))
        rows.append(Content.styled(f"  due {before} → {after}", "$foreground"))
    rows.append(Content(""))
    rows.append(Content.styled("One u takes all of it back.", MUTED))
    return Content("\n").join(rows)


def history_content(attempts: Attempts, setup: QuizSetup, day_of: DayOf, width: int) -> Content:
    """The line of like attempts, the best, the last of all, and how good the predictions are."""
    like = attempts.like(setup)
    rows = [Content.styled("No quiz like this was finished yet.", MUTED)] if not like else []
    if len(like) > 1:
        best = joined(
            Content.styled("best  ", "bold $warning"), _attempt(max(like, key=rank), day_of)
        )
        rows.extend((_chart(like, 2 * (width - AXIS)), Content(""), best))
    newest = [*reversed(like)][:LAST]
    rows.extend(joined(Content.styled("      ", MUTED), _attempt(past, day_of)) for past in newest)
    others = _last_ones(attempts.past, day_of)
    return Content("\n").join([*rows, *others, Content(""), *_calibration(attempts.calibration)])


def card_content(card: Card, state: CardState, today: Day, calendar: StudyCalendar) -> Content:
    """A card with its answer, why, source, tags, and what is remembered of it."""
    about = card.about
    rows = [safe(about.prompt, "bold"), Content(""), safe(answer_text(card), "$success")]
    rows.extend(safe(text, "$foreground 85%") for text in (about.why,) if text)
    rows.extend(safe(f"source: {text}", f"italic {MUTED}") for text in (about.source,) if text)
    tags = " ".join(about.tags)
    rows.extend((Content(""), Content.styled(why_now(state, today, calendar), MUTED)))
    if not isinstance(state.memory, New):
        figures = f"{plural(state.reps, 'answer')}, {plural(state.lapses, 'lapse')}"
        rows.append(Content.styled(figures, MUTED))
    if tags:
        rows.append(safe_line(tags, MUTED))
    return Content("\n").join(rows)


def _counts(results: Results) -> Content:
    """Right and wrong, and what was neither."""
    found = Counter(line.result for line in results.lines)
    parts = [
        Content.styled(f"✓ {results.sums.right} ", "bold $success"),
        Content.styled("right", MUTED),
    ]
    for result, sign, word, style in (
        (WRONG, "✗", "wrong", "bold $error"),
        (TIMEOUT, "◔", "time up", "bold $warning"),
        (SKIPPED, "–", "skipped", "bold $warning"),
        ("unanswered", "·", "unanswered", "bold $warning"),
    ):
        if found[result]:
            parts.append(Content.styled(f"   {sign} {found[result]} ", style))
            parts.append(Content.styled(word, MUTED))
    return joined(*parts)


def _verdict(results: Results) -> Content:
    """Passed or not; a quiz that goes on until something ends it has nothing to pass."""
    if results.setup.mode in OPEN_ENDED:
        return Content("")
    passed = Content.styled("   passed", "bold $success")
    missed = Content.styled("   not passed", "bold $warning")
    mark = Content.styled(f", mark {results.pass_mark * 100:.0f} %", MUTED)
    return joined(passed if results.has_passed else missed, mark)


def _sureness(results: Results) -> list[Content]:
    """How many were right of those one was sure of, and of the others."""
    parts = []
    for sure in CONFIDENCES:
        told = [
            line for line in results.lines if line.answer is not None and line.answer.sure == sure
        ]
        if told:
            parts.append(f"{sure}: {sum(line.is_right for line in told)} of {len(told)} right")
    return [Content.styled(" · ".join(parts), MUTED)] if parts else []


def _strip(lines: Sequence[ResultRow]) -> Content:
    marks = [
        Content.styled("● ", "$success") if line.is_right else Content.styled("○ ", "$error")
        for line in lines[-STRIP:]
    ]
    more = Content.styled("… ", MUTED) if len(lines) > STRIP else Content("")
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
    name = safe_line(share.tag).truncate(LABEL, ellipsis=True, pad=True)
    style = "$error" if share.share < 0.5 else "$warning"
    said = f" {share.share * 100:>3.0f} % of {share.count:<4}"
    return joined(name, Content.styled(said, MUTED), thin_bar(share.share, 30, style))


def _unanswered(line: ResultRow) -> Content:
    words = {TIMEOUT: "time was up", SKIPPED: "skipped", "unanswered": "not answered"}
    return Content.styled(words.get(line.result, "not kept"), "italic $warning")


def _attempt(past: PastAttempt, day_of: DayOf) -> Content:
    when = long_date(day_of(past.at // 1000))
    points = f" · {past.points} points" if past.setup.points else ""
    said = f" · {past.right} of {past.asked}{points} · {clock_time(past.used / 1000)}"
    return joined(
        Content.styled(f"{past.accuracy * 100:>3.0f} %", "bold $foreground"),
        Content.styled(f"{said} · {when}", MUTED),
    )


def _last_ones(past: Sequence[PastAttempt], day_of: DayOf) -> list[Content]:
    """The last quizzes of any sort."""
    rows = [
        joined(_attempt(each, day_of), Content.styled(f" · {each.setup.mode}", MUTED))
        for each in [*reversed(past)][:LAST]
    ]
    heading = [Content(""), Content.styled("Your last quizzes", "bold $primary")]
    return [*heading, *rows] if rows else []


def _chart(like: Sequence[PastAttempt], points: int) -> Content:
    """Accuracy from attempt to attempt, from 0 to 100 %."""
    shares = [past.accuracy for past in like][-points:]
    drawn = braille_line([0.5 + share / 2 for share in _stretched(shares, points)], 4).split("\n")
    labels = ("100 %", "", "", "  0 %")
    rows = [
        joined(Content.styled(f"{label:>5} ", MUTED), Content.styled(line, "$primary"))
        for label, line in zip(labels, drawn, strict=True)
    ]
    ends = f"{plural(len(shares), 'attempt')}, the newest on the right"
    return Content("\n").join([*rows, Content.styled(f"      {ends}", MUTED)])


def _stretched(values: Sequence[float], points: int) -> list[float]:
    """So many points on the straight lines through the values."""
    if len(values) == 1:
        return [values[0]] * points
    found = []
    for point in range(points):
        at = point * (len(values) - 1) / (points - 1)
        left = min(int(at), len(values) - 2)
        found.append(values[left] + (values[left + 1] - values[left]) * (at - left))
    return found


def _calibration(bins: Sequence[CalibrationBin]) -> list[Content]:
    """What was expected against what came, in tenths."""
    rows = [Content.styled("Predicted against actual, all quizzes", "bold $primary")]
    for part in bins:
        if part.count:
            expected, actual = part.expected / part.count / 1000, part.credit / part.count / 1000
            said = f" {actual * 100:>3.0f} % of {plural(part.count, 'question')}"
            head = Content.styled(f"{expected * 100:>4.0f} %  ", MUTED)
            rows.append(joined(head, thin_bar(actual, 30), Content.styled(said, MUTED)))
    return rows if len(rows) > 1 else [Content.styled("No predictions to compare yet.", MUTED)]
