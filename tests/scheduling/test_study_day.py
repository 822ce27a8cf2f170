from __future__ import annotations

from datetime import UTC, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.memory import Day, Seconds
from quizapp.scheduling.study_day import StudyCalendar, iso_day, iso_time

BERLIN = ZoneInfo("Europe/Berlin")


def test_a_day_begins_at_the_rollover_hour_of_local_time() -> None:
    calendar = StudyCalendar(4, BERLIN)
    late = datetime(2026, 3, 3, 3, 59, tzinfo=BERLIN)
    assert iso_day(calendar.day(late)) == "2026-03-02"
    assert iso_day(calendar.day(late + timedelta(minutes=1))) == "2026-03-03"


@pytest.mark.parametrize("night", ["2026-03-29", "2026-10-25"])
def test_summer_time_moves_no_study_day(night: str) -> None:
    calendar = StudyCalendar(4, BERLIN)
    noon = datetime.fromisoformat(f"{night}T12:00").replace(tzinfo=BERLIN)
    day = calendar.day(noon)
    begins = datetime.fromtimestamp(calendar.begins(day), BERLIN)
    assert (begins.hour, begins.date()) == (4, noon.date())


@given(st.integers(1000, 100_000), st.integers(0, 23))
def test_the_instant_at_which_a_day_begins_lies_in_that_day(day: int, rollover: int) -> None:
    calendar = StudyCalendar(rollover, BERLIN)
    begins = datetime.fromtimestamp(calendar.begins(Day(day)), UTC)
    assert calendar.day(begins) == day
    assert calendar.day(begins - timedelta(hours=2)) == day - 1


@pytest.mark.parametrize("year", [1, 1970, 9999])
def test_years_at_the_ends_of_the_calendar_are_clamped(year: int) -> None:
    day = StudyCalendar(4, UTC).day(datetime(year, 1, 1, tzinfo=UTC))
    assert 0 <= day < 3_000_000


class NoSuchZone(tzinfo):
    def utcoffset(self, _: datetime | None) -> timedelta:
        return timedelta(hours=99)

    def dst(self, _: datetime | None) -> None:
        return None

    def tzname(self, _: datetime | None) -> str:
        return "AAA-99"


def test_a_zone_that_can_not_be_is_read_as_utc() -> None:
    broken, plain = StudyCalendar(4, NoSuchZone()), StudyCalendar(4, UTC)
    now = datetime(2026, 3, 2, 12, tzinfo=UTC)
    assert (broken.day(now), broken.offset(now)) == (plain.day(now), 0)
    assert broken.begins(broken.day(now)) == plain.begins(plain.day(now))


@pytest.mark.parametrize("instant", [-(10**18), 0, 10**18])
def test_every_instant_can_be_written(instant: int) -> None:
    assert iso_time(Seconds(instant)).endswith("Z")
