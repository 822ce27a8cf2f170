from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from quizapp.errors import UnreadableFile
from quizapp.storage.disk import Disk
from quizapp.storage.progress.format.byte_range import (
    FileChanged,
    InMemory,
    OnDisk,
    bytes_of,
    file_at,
    in_lines,
    last_bytes,
)
from quizapp.storage.progress.format.frame import read_frame
from quizapp.storage.progress.format.progress_files import ProgressFiles
from quizapp.storage.progress.reading.loading import load
from quizapp.study.log.progress import folded
from tests.storage.progress.keeping import Keeper, whole_file
from tests.study.events import event, reviewed

DATA = whole_file(
    folded([event(1, reviewed("a/1")), event(2, reviewed("a/2"))]), b'{"id": "1"},\n{"id": "2"}'
)


@dataclass(frozen=True, slots=True)
class Slow(OnDisk):
    """Gives no more than so many bytes at a time."""

    most: int = 1

    def pieces(self, size: int = 0) -> Iterator[bytes]:
        for piece in OnDisk.pieces(self, max(size, self.most)):
            for start in range(0, len(piece), self.most):
                yield piece[start : start + self.most]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "file.json"
    path.write_bytes(DATA)
    return path


def filed(path: Path) -> OnDisk:
    stamp = Disk().stamp(path)
    assert stamp is not None
    return file_at(Disk(), path, stamp)


@pytest.mark.parametrize("most", [13, 14, 31, 100, 257, 1024])
def test_head_and_log_are_found_wherever_a_piece_ends(path: Path, most: int) -> None:
    whole = filed(path)
    frame = read_frame(Slow(whole.disk, whole.path, whole.stamp, 0, whole.end, most=most))
    held = read_frame(InMemory(DATA))
    assert frame is not None
    assert held is not None
    assert bytes_of(frame.log) == bytes_of(held.log) == b'{"id": "1"},\n{"id": "2"}'
    assert frame.head["count"] == held.head["count"]


def test_a_stretch_comes_in_whole_lines_and_by_its_end(path: Path) -> None:
    whole = filed(path)
    for most in (1, 7, 100):
        lines = list(in_lines(Slow(whole.disk, whole.path, whole.stamp, 0, whole.end, most=most)))
        assert b"".join(lines) == DATA
        assert all(line.endswith(b"\n") for line in lines)
    assert last_bytes(whole, 20) == DATA[-20:]
    assert last_bytes(InMemory(DATA), 10**9) == DATA


def test_a_file_that_was_replaced_is_not_taken_for_the_one_that_was_seen(path: Path) -> None:
    stamp = filed(path)
    path.write_bytes(DATA + b" ")
    with pytest.raises(FileChanged):
        bytes_of(stamp)


class Replacing(Disk):
    """Another program puts a file in its place whenever it was looked at."""

    def __init__(self, file: Path, times: int) -> None:
        self.file = file
        self.times = times

    def open_to_read(self, path: Path, *, follow: bool = False) -> int:
        if path == self.file and self.times:
            self.times -= 1
            data = path.read_bytes()
            path.unlink()
            path.write_bytes(data)
        return super().open_to_read(path, follow=follow)


def test_a_file_that_is_replaced_while_it_is_read_is_read_again(keeper: Keeper) -> None:
    keeper.record(reviewed("a/1"))
    keeper.disk = Replacing(keeper.file, 5)
    assert sorted(keeper.load().progress.states) == ["a/1"]


def test_one_that_never_stays_the_same_is_refused_in_a_sentence(keeper: Keeper) -> None:
    keeper.record(reviewed("a/1"))
    with pytest.raises(UnreadableFile, match="keeps changing"):
        load(ProgressFiles(Replacing(keeper.file, 10**9), keeper.file))
