"""Study days: the local date, which changes at the rollover hour instead of midnight."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo

from quizapp.domain.memory import Answered, Day, Reviewing, Seconds

EPOCH = date(1970, 1, 1)
DAY_SECONDS = 86400
LAST_DAY = 2_900_000
"""Later days (after the year 9909) are clamped, because an event may claim any day."""
MOST_AHEAD = 14 * 60
"""Minutes: no time zone is further from UTC."""
_EARLIEST = datetime(1970, 1, 3, tzinfo=UTC)
_LATEST = datetime(9900, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class StudyCalendar:
    """Tells which study day an instant belongs to, in one time zone."""

    rollover: int = 4
    """The hour of local time at which a study day starts."""
    zone: tzinfo | None = None
    """The local time zone; None is the machine's own."""

    def day(self, now: datetime) -> Day:
        """The study day of an instant, clamped to dates that exist."""
        local = self._local(now)
        return Day(((local - timedelta(hours=self.rollover)).date() - EPOCH).days)

    def day_of(self, instant: int) -> Day:
        """The study day of an instant in seconds since 1970, clamped likewise."""
        clamped = min(max(instant, 0), int(_LATEST.timestamp()))
        return self.day(datetime.fromtimestamp(clamped, UTC))

    def _local(self, now: datetime) -> datetime:
        """The instant in local time, or in UTC if the machine's time zone is invalid."""
        clamped = min(max(now, _EARLIEST), _LATEST)
        try:
            return clamped.astimezone(self.zone)
        except (ValueError, OverflowError):
            return clamped.astimezone(UTC)

    def begins(self, day: Day) -> Seconds:
        """The instant at which a study day starts."""
        morning = datetime.combine(date_of(day), time(self.rollover), tzinfo=self.zone)
        try:
            return Seconds(int(morning.timestamp()))
        except (ValueError, OverflowError):
            return Seconds(int(morning.replace(tzinfo=UTC).timestamp()))

    def due_at(self, memory: Answered) -> Seconds:
        """The moment from which a card is due: the start of its study day, or the end of its step.

        The only way from a due day to a moment: it depends on the zone and rollover of the viewer.
        """
        return self.begins(memory.due_day) if isinstance(memory, Reviewing) else memory.due

    def due_day(self, memory: Answered) -> Day:
        """The study day on which a card is due."""
        return memory.due_day if isinstance(memory, Reviewing) else self.day_of(memory.due)

    def offset(self, now: datetime) -> int:
        """Minutes that local time is ahead of UTC at an instant."""
        offset = self._local(now).utcoffset() or timedelta()
        return int(offset.total_seconds() // 60)


def day_in(instant: int, offset: int) -> Day:
    """The date of an instant in seconds since 1970, where local time is so many minutes ahead."""
    return Day(min(max((instant + offset * 60) // DAY_SECONDS, 0), LAST_DAY))


def fixed_zone(offset: int) -> tzinfo:
    """The time zone that is so many minutes ahead of UTC."""
    return timezone(timedelta(minutes=min(max(offset, -MOST_AHEAD), MOST_AHEAD)))


def date_of(day: Day) -> date:
    """The calendar date of a study day, clamped to dates that exist."""
    return EPOCH + timedelta(days=min(max(day, 0), LAST_DAY))


def iso_day(day: Day) -> str:
    """`YYYY-MM-DD`."""
    return date_of(day).isoformat()


def iso_time(instant: Seconds) -> str:
    """ISO-8601 in UTC, whole seconds, with `Z`."""
    clamped = min(max(instant, 0), int(_LATEST.timestamp()))
    return datetime.fromtimestamp(clamped, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
