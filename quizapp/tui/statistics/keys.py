"""The keys of the statistics."""

from __future__ import annotations

from quizapp.tui.keys import APP_KEYS, Key

STATISTICS = Key("home.statistics", "s", "open_statistics", "Stats", "How the learning goes", "s")
PAGE = Key(
    "statistics.page",
    "left,right,up,down,h,l,k,j,tab",
    "page",
    "Page",
    "More figures",
    "←→",
    (-1, 1, -1, 1, -1, 1, -1, 1, 1),
)
RANGE = Key(
    "statistics.range",
    "1,2,3,4",
    "range",
    "Range",
    "1 a month, 2 three months, 3 a year, 4 all",
    "1-4",
    (1, 2, 3, 4),
    ("The last 30 days", "The last 90 days", "The last year", "All time"),
)
NEXT_PAGE = Key("statistics.next", "space", "page(1)", "More", "More figures", "space")
NEXT_RANGE = Key("statistics.longer", "r", "next_range", "Range", "Another length of time", "r")
LEAVE = Key("statistics.home", "q,escape", "go_home", "Home", "Back to the decks", "q")
STATISTICS_KEYS = (RANGE, NEXT_RANGE, PAGE, NEXT_PAGE, *APP_KEYS, LEAVE)
