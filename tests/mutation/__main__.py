"""Breaks a sample of lines in turn, and says whether the tests that run them notice.

    python -m tests.mutation [--seed N] [--sample N] [--fresh] [FOLDER…]

A first run, and one with `--fresh`, finds out which tests run which lines; that takes as long as
the suite. What is judged to change nothing is listed in `equivalents.txt`, each with its reason.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import SimpleQueue
from random import Random

from coverage import CoverageData

from tests.mutation.mutants import Mutant, mutants_of

ROOT = Path(__file__).parents[2]
COVERED = ROOT / ".coverage.by-test"
EQUIVALENTS = Path(__file__).with_name("equivalents.txt")
FOLDERS = ("domain", "scheduling", "study", "storage", "plain", "cli")
SLOW = "tests/tui/"
"""Tests of screens are tried last."""
FEW = 20
"""The tests that run a line least often of all, and so know it best, are tried first."""
PATIENCE = 120
"""Seconds: a program that hangs is noticed."""


def main(arguments: Sequence[str]) -> int:
    """Break a sample; the exit code is 1 if something was not noticed."""
    asked = _asked(arguments)
    if asked.fresh or not COVERED.exists():
        _find_coverage()
    data = CoverageData(str(COVERED))
    data.read()
    files = sorted(
        str(path.relative_to(ROOT))
        for folder in asked.folders or FOLDERS
        for path in (ROOT / "quizapp" / folder).rglob("*.py")
    )
    listed = EQUIVALENTS.read_text("utf-8").splitlines()
    known = {line.partition("  # ")[0] for line in listed}
    every = [each for file in files for each in mutants_of(ROOT, file)]
    wanted = [each for each in every if each.change not in known]
    chosen = Random(asked.seed).sample(wanted, min(asked.sample, len(wanted)))
    return _report(chosen, _try_all(chosen, data))


def _asked(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.mutation")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--sample", type=int, default=100)
    parser.add_argument("--fresh", action="store_true")
    parser.add_argument("folders", nargs="*", metavar="FOLDER")
    return parser.parse_args(arguments)


def _find_coverage() -> None:
    command = (sys.executable, "-m", "pytest", "-q", "--cov", "--cov-context=test", "--cov-report=")
    subprocess.run(command, cwd=ROOT, check=True)
    shutil.move(ROOT / ".coverage", COVERED)


def _try_all(chosen: Sequence[Mutant], data: CoverageData) -> list[str]:
    """What became of each: `noticed`, `NOT NOTICED`, or `not run` by any test of this process."""
    copies: SimpleQueue[Path] = SimpleQueue()
    tests = {each: _tests_of(each, data) for each in chosen}
    workers = os.cpu_count() or 1
    with tempfile.TemporaryDirectory() as name:
        for number in range(workers):
            copies.put(_copy(Path(name) / str(number)))

        def tried(mutant: Mutant) -> str:
            copy = copies.get()
            try:
                said = _try(mutant, tests[mutant], copy)
            finally:
                copies.put(copy)
            sys.stdout.write(f"{said}: {mutant.in_words}\n")
            sys.stdout.flush()
            return said

        with ThreadPoolExecutor(workers) as pool:
            return list(pool.map(tried, chosen))


def _tests_of(mutant: Mutant, data: CoverageData) -> list[str]:
    """The tests that run a line, those that run the fewest lines of its file first."""
    by_line = data.contexts_by_lineno(str(ROOT / mutant.file))
    runs = Counter(context for contexts in by_line.values() for context in contexts if context)
    found = [context for context in by_line.get(mutant.line, ()) if context]
    # What runs when a module is imported is known to all tests that run anything in it.
    by_use = sorted(found or runs, key=lambda context: (context.startswith(SLOW), runs[context]))
    return list(dict.fromkeys(context.partition("|")[0] for context in by_use))


def _copy(copy: Path) -> Path:
    shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(".*", "__pycache__", "benchmarks"))
    return copy


def _try(mutant: Mutant, tests: Sequence[str], copy: Path) -> str:
    if not tests:
        return "not run"
    broken = copy / mutant.file
    source = broken.read_text("utf-8")
    broken.write_text(mutant.applied(source), "utf-8")
    try:
        is_noticed = _fails(tests[:FEW], copy) or _fails(tests[FEW:], copy)
    finally:
        broken.write_text(source, "utf-8")
    return "noticed" if is_noticed else "NOT NOTICED"


def _fails(tests: Sequence[str], copy: Path) -> bool:
    if not tests:
        return False
    command = (sys.executable, "-m", "pytest", "-q", "-x", "-n0", "--no-cov", *tests)
    environment = {**os.environ, "PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        done = subprocess.run(
            command,
            cwd=copy,
            env=environment,
            capture_output=True,
            check=False,
            timeout=PATIENCE,
        )
    except subprocess.TimeoutExpired:
        return True
    return done.returncode != 0


def _report(chosen: Sequence[Mutant], results: Sequence[str]) -> int:
    missed = [mutant for mutant, said in zip(chosen, results, strict=True) if said != "noticed"]
    share = 100 * (1 - len(missed) / max(len(chosen), 1))
    sys.stdout.write(f"{len(chosen) - len(missed)} of {len(chosen)} noticed: {share:.0f} %\n")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
