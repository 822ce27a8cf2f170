"""The pages for contributors agree with the code."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
PATH = re.compile(r"`((?:cli|domain|plain|scheduling|storage|study|tui|tests)/[\w/]+(?:\.py|/)?)`")


def drawn(tree: str) -> Iterator[str]:
    """The folders and modules of the tree on the page."""
    above: list[tuple[int, str]] = []
    for line in tree.splitlines():
        indent, words = len(line) - len(line.lstrip()), line.split()
        while above and above[-1][0] >= indent:
            above.pop()
        folder = "".join(name for _, name in above)
        if words[0].endswith("/"):
            above.append((indent, words[0]))
            yield folder + words[0]
        else:
            yield from (f"{folder}{word}.py" for word in words)


def there() -> Iterator[str]:
    """The folders and modules of the package."""
    yield "quizapp/"
    for path in (ROOT / "quizapp").rglob("*"):
        name = str(path.relative_to(ROOT))
        if path.is_dir() and (path / "__init__.py").exists():
            yield f"{name}/"
        elif path.suffix == ".py" and path.name != "__init__.py":
            yield name


def test_the_tree_on_the_page_is_that_of_the_package() -> None:
    tree = PAGE.partition("```\n")[2].partition("```")[0]
    assert sorted(drawn(tree)) == sorted(there())


def test_each_file_that_the_pages_name_exists() -> None:
    pages = [ROOT / "CONTRIBUTING.md", *(ROOT / "docs").glob("*.md")]
    for page in pages:
        for name in PATH.findall(page.read_text(encoding="utf-8")):
            assert any((ROOT / base / name).exists() for base in ("quizapp", ".")), (
                page.name,
                name,
            )


def test_a_module_missing_in_the_tree_would_be_noticed() -> None:
    assert list(drawn("a/\n  one two\n  b/   words\n    three\n  c/\n")) == [
        *("a/", "a/one.py", "a/two.py", "a/b/", "a/b/three.py", "a/c/")
    ]
