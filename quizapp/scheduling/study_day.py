"""Study days: the local date, which changes at the rollover hour instead of midnight."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from quizapp.domain.memory import Day, Seconds

EPOCH = date(1970, 1, 1)
DAY_SECONDS = 86400
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

    def offset(self, now: datetime) -> int:
        """Minutes that local time is ahead of UTC at an instant."""
        offset = self._local(now).utcoffset() or timedelta()
        return int(offset.total_seconds() // 60)


def days_after(due: int, begins: Seconds) -> int:
    """How many study days a due time lies after the day that begins then; negative if overdue.

    A due time in days is a rollover, and rollovers are whole days apart, give or take an hour of
    summer time: rounding is exact.
    """
    return round((due - begins) / DAY_SECONDS)


def date_of(day: Day) -> date:
    """The calendar date of a study day, clamped to dates that exist."""
    return EPOCH + timedelta(days=min(max(day, 0), 2_900_000))


def iso_day(day: Day) -> str:
    """`YYYY-MM-DD`."""
    return date_of(day).isoformat()


def iso_time(instant: Seconds) -> str:
    """ISO-8601 in UTC, whole seconds, with `Z`."""
    clamped = min(max(instant, 0), int(_LATEST.timestamp()))
    return datetime.fromtimestamp(clamped, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
