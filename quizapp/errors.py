"""Everything that can go wrong, as one tree.

    RunquizError               anything reported to the user in one line
    ├── UsageError             bad usage, or input that is refused
    │   └── SearchError        a search that can't be parsed
    ├── ProgressError          the progress file
    │   ├── ForeignFile        the file at that path is not a progress file
    │   ├── NewerFile          written by a newer version of the program
    │   ├── UnreadableFile     no readable, regular file of an acceptable size
    │   ├── NotWritable        it can be read but not written
    │   ├── WriteMismatch            the disk returned something other than what was written
    │   └── InvalidStates          the cached states are not as this program writes them
    ├── NotEdited              a deck file was not changed
    ├── NotSaved               an answer is in memory only
    └── Interrupted            a signal asked the program to stop

Only `cli` prints errors and exits, with the error's `exit_code`.
"""

from __future__ import annotations


class RunquizError(Exception):
    """The base of all errors; its text is one line for the user."""

    exit_code = 2


class UsageError(RunquizError):
    """Bad usage, or input that is refused."""


class SearchError(UsageError):
    """A search that can't be parsed; the text names the part and the reason."""


class ProgressError(RunquizError):
    """The progress file can't be used as asked."""


class ForeignFile(ProgressError):
    """The file at the progress path is intact, but not a progress file."""


class NewerFile(ProgressError):
    """The progress file needs a newer program."""


class UnreadableFile(ProgressError):
    """The path is not a readable, regular file of an acceptable size."""


class NotWritable(ProgressError):
    """The progress file can't be written; nothing was written."""


class WriteMismatch(ProgressError):
    """What was read back differs from what was written; nothing was replaced."""


class InvalidStates(ProgressError):
    """The cached states have a valid checksum, but this program never writes such states."""

    def __init__(self) -> None:
        super().__init__("the progress file's cached states are invalid; any review rebuilds them")


class NotEdited(RunquizError):
    """A deck file can't be edited as asked; it was not changed."""


class NotSaved(RunquizError):
    """An event could not be saved; it is kept in memory."""

    exit_code = 1


class Interrupted(RunquizError):
    """A signal arrived; the exit code is the shell's 128 plus its number."""

    def __init__(self, signal_number: int) -> None:
        super().__init__(f"stopped by signal {signal_number}")
        self.exit_code = 128 + signal_number
