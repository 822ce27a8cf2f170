"""What can go wrong, as one tree.

    RunquizError               anything that is told to a person in one line
    ├── UsageError             the command was not one we understand, or was refused
    │   └── SearchError        a search that is not understood
    ├── ProgressError          the progress file
    │   ├── ForeignFile        something else lives at that path
    │   ├── NewerFile          written by a version after ours
    │   ├── UnreadableFile     the path is no file that can be read
    │   ├── NotWritable        it can be read but not written
    │   └── NotKept            the disk gave back something else than was written
    ├── NotEdited              a deck file was not changed
    ├── NotSaved               an answer is in memory but not on the disk
    └── Interrupted            a signal asked the program to stop

Nobody below `cli` prints or exits; `cli` prints the line and ends with `exit_code`.
"""

from __future__ import annotations


class RunquizError(Exception):
    """The base: its text is one line for a person."""

    exit_code = 2


class UsageError(RunquizError):
    """Bad usage, or input that is refused."""


class SearchError(UsageError):
    """A search that is not understood; the text says which part and why."""


class ProgressError(RunquizError):
    """The progress file can't be used as asked."""


class ForeignFile(ProgressError):
    """The file at the progress path is whole, but it is not ours."""


class NewerFile(ProgressError):
    """The progress file needs a newer program."""


class UnreadableFile(ProgressError):
    """No regular, readable file of a sane size is there."""


class NotWritable(ProgressError):
    """The progress file can't be written; nothing was."""


class NotKept(ProgressError):
    """What was read back is not what was written; nothing was replaced."""


class NotEdited(RunquizError):
    """A deck file can't be edited as asked; it is as it was."""


class NotSaved(RunquizError):
    """An event could not be made durable; it is kept in memory."""

    exit_code = 1


class Interrupted(RunquizError):
    """A signal arrived; the exit code is the shell's 128 plus its number."""

    def __init__(self, signal_number: int) -> None:
        super().__init__(f"stopped by signal {signal_number}")
        self.exit_code = 128 + signal_number
