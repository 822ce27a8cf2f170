"""The budgets of the code: short functions, small files and classes, folders one can read.

The linter holds the complexity of functions; here is what it can't hold. An exception stands in the
list with its reason, and one that is no longer needed has to go.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "quizapp"

FUNCTION_LINES = 40
FILE_LINES = 300
CLASS_LINES = 200
METHODS = 15
"""Without constructors and operators, and without the handlers that Textual calls."""
FOLDER_FILES = 12

HANDLERS = ("action_", "on_", "watch_", "render_", "compose")

EXCEPTIONS = {
    "cli/commands: files": "one module for each command; a folder for each group hides more",
    "storage/disk.py Disk: methods": "one for each system call that a test must be able to fail",
    "cli/context.py Context: methods": "one for each part that a command may need",
    "tui/navigation.py AppNavigator: methods": "one for each screen, as the port lists them",
    "storage/progress/writing/store.py ProgressFile: methods": "saving, catching up and reloading "
    "change the same fields",
    "study/quiz/session.py QuizSession: methods": "one for each key of a quiz, all on the same "
    "question, clock and feedback",
    "study/review/session.py ReviewSession: methods": "one for each key of a review, all on the "
    "same card",
    "tui/quiz/screen.py QuizScreen: lines": "a handler for each key of a quiz",
    "tui/edit/screen.py EditScreen: lines": "a handler for each key of the editor, and its focus",
    "tui/review/screen.py ReviewScreen: lines": "a handler for each key of a review",
}


def sources() -> Iterator[tuple[str, str]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        yield str(path.relative_to(PACKAGE)), path.read_text(encoding="utf-8")


def lines_of(node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) -> int:
    return (node.end_lineno or 0) - node.lineno + 1


def is_counted(method: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    is_handler = method.name.startswith(HANDLERS) or any(
        isinstance(decorator, ast.Call) and ast.unparse(decorator.func) == "on"
        for decorator in method.decorator_list
    )
    return not is_handler and not method.name.startswith("__")


def over_budget_in(name: str, source: str) -> Iterator[str]:
    if source.count("\n") > FILE_LINES:
        yield f"{name}: lines"
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.FunctionDef() | ast.AsyncFunctionDef() if lines_of(node) > FUNCTION_LINES:
                yield f"{name} {node.name}: lines"
            case ast.ClassDef():
                methods = [
                    each
                    for each in node.body
                    if isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef) and is_counted(each)
                ]
                if lines_of(node) > CLASS_LINES:
                    yield f"{name} {node.name}: lines"
                if len(methods) > METHODS:
                    yield f"{name} {node.name}: methods"


def full_folders() -> Iterator[str]:
    for folder in sorted(path for path in PACKAGE.rglob("*") if path.is_dir()):
        modules = [path for path in folder.glob("*.py") if path.name != "__init__.py"]
        if len(modules) > FOLDER_FILES:
            yield f"{folder.relative_to(PACKAGE)}: files"


def unexplained_imports(name: str, source: str) -> Iterator[str]:
    lines = source.splitlines()
    for function in ast.walk(ast.parse(source)):
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
            for node in ast.walk(function):
                if isinstance(node, ast.Import | ast.ImportFrom):
                    statement = lines[node.lineno - 1 : node.end_lineno]
                    if not any("  # " in line for line in statement):
                        yield f"{name}:{node.lineno}"


def test_whatever_is_over_budget_is_listed_with_its_reason() -> None:
    found = {over for name, source in sources() for over in over_budget_in(name, source)}
    assert found | set(full_folders()) == EXCEPTIONS.keys()


def test_each_import_in_a_function_says_why() -> None:
    assert [line for name, source in sources() for line in unexplained_imports(name, source)] == []


LONG_FUNCTION = "def long():\n" + "    pass\n" * 40
LONG_CLASS = "class Long:\n" + "    x = 1\n" * 200
METHODS_OF = "class Busy:\n" + "".join(f"    def m{n}(self): pass\n" for n in range(16))
HANDLERS_OF = "class Screen:\n" + "".join(f"    def action_{n}(self): pass\n" for n in range(16))


@pytest.mark.parametrize(
    ("source", "over"),
    [
        (LONG_FUNCTION, ["a.py long: lines"]),
        (LONG_CLASS, ["a.py Long: lines"]),
        (METHODS_OF, ["a.py Busy: methods"]),
        (HANDLERS_OF, []),
        ("x = 1\n" * 301, ["a.py: lines"]),
        ("x = 1\n" * 300, []),
    ],
)
def test_the_budgets_are_counted_as_they_read(source: str, over: list[str]) -> None:
    assert list(over_budget_in("a.py", source)) == over


def test_an_import_without_a_reason_is_found() -> None:
    source = "def f():\n    import json\n    import re  # only for f\n"
    assert list(unexplained_imports("a.py", source)) == ["a.py:2"]
