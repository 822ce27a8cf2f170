"""All benchmarks in one command: `python -m benchmarks [--cards N,N] [--runs N] [--work FOLDER]`.

Builds the collections, installs the references beside them, runs each pair in turn in fresh
processes, and writes `benchmarks/README.md`.
"""

from __future__ import annotations

import argparse
import os
import platform
import tempfile
from pathlib import Path

from benchmarks.bench import GROWTH, HERE, LARGE, Bench
from benchmarks.rows import HEAD, milliseconds


def main() -> None:
    """Measure, and write the page."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks")
    parser.add_argument("--cards", default=f"150,10000,{LARGE}", help="sizes of the collections")
    parser.add_argument("--runs", type=int, default=7, help="runs of each pair")
    parser.add_argument("--work", type=Path, help="folder for collections and references")
    parser.add_argument("--dry", action="store_true", help="only print, write no page")
    given = parser.parse_args()
    work = given.work or Path(tempfile.mkdtemp(prefix="benchmarks-"))
    work.mkdir(parents=True, exist_ok=True)
    bench = Bench(work.resolve(), given.runs)
    bench.install()
    sizes = [int(size) for size in given.cards.split(",")]
    rows = [_said(row.line()) for row in bench.rows(sizes)]
    growth = [] if LARGE not in sizes else [_said(_grown(*line)) for line in bench.growth()]
    also = [_said(line) for line in bench.also(sizes[0])]
    if not given.dry:
        page = PAGE.format(
            rows="\n".join([HEAD, *rows]),
            growth="\n".join([GROWTH_HEAD, *growth]),
            also="\n".join(also),
            machine=_machine(),
            runs=given.runs,
        )
        (HERE / "README.md").write_text(page + (HERE / "notes.md").read_text("utf-8"), "utf-8")


def _said(line: str) -> str:
    print(line, flush=True)
    return line


def _grown(what: str, seconds: list[float]) -> str:
    return f"| {what} | {' | '.join(map(milliseconds, seconds))} |"


def _machine() -> str:
    where = f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}"
    return f"{where}, Python {platform.python_version()}"


GROWTH_HEAD = (
    f"| what | {' | '.join(f'{size:,} cards' for size in GROWTH)} |\n|---|{'---|' * len(GROWTH)}"
)
PAGE = """\
# Benchmarks

Written by `.venv-dev/bin/python -m benchmarks`: it builds the collections (150 cards; 10,000 with
80,000 reviews; 100,000 with 800,000), installs what it compares with from `requirements.txt` into
an environment of its own, and runs each pair in turn, {runs} times in fresh processes after one to
warm up. It takes about half an hour. The times are from one machine; what counts is their ratio,
measured in one run. With few values, p99 is the largest.

Machine: {machine}.

{rows}

How the times grow with the collection:

{growth}

{also}

"""

if __name__ == "__main__":
    main()
