"""The keys of the statistics."""

from __future__ import annotations

from dataclasses import replace

from quizapp.tui.keys import APP_KEYS, GO_HOME, Key

PAGE = Key(
    "statistics.page",
    "left,right,up,down,h,l,k,j,tab",
    "page",
    "Page",
    "More charts",
    "←→",
    (-1, 1, -1, 1, -1, 1, -1, 1, 1),
)
RANGE = Key(
    "statistics.range",
    "1,2,3,4",
    "range",
    "Range",
    "1 last 30 days, 2 last 90 days, 3 last year, 4 all time",
    "1-4",
    (1, 2, 3, 4),
    ("The last 30 days", "The last 90 days", "The last year", "All time"),
)
NEXT_PAGE = Key("statistics.next", "space", "page(1)", "More", "More charts", "space")
NEXT_RANGE = Key("statistics.longer", "r", "next_range", "Range", "Another time range", "r")
LEAVE_STATISTICS = replace(GO_HOME, id="statistics.home")
STATISTICS_KEYS = (RANGE, NEXT_RANGE, PAGE, NEXT_PAGE, *APP_KEYS, LEAVE_STATISTICS)
