"""Small faults in the source: each changes one node of its syntax tree to something plausible."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

OPPOSITES: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
OPERATORS: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Add,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}


@dataclass(frozen=True, slots=True)
class Mutant:
    """One fault."""

    file: str
    """From the root of the project."""
    line: int
    start: int
    end: int
    """The span of the file's text, in characters."""
    old: str
    new: str

    @property
    def change(self) -> str:
        """The file and what is changed in it, wherever the line is by now."""
        return f"{self.file}: {_short(self.old)}  →  {_short(self.new)}"

    @property
    def in_words(self) -> str:
        """Where it is, and what it changes."""
        return self.change.replace(":", f":{self.line}:", 1)

    def applied(self, source: str) -> str:
        """The source with the fault."""
        return source[: self.start] + self.new + source[self.end :]


def mutants_of(root: Path, file: str) -> Iterator[Mutant]:
    """Every fault for one file, from top to bottom."""
    source = (root / file).read_text("utf-8")
    starts = _line_starts(source)
    for node in _code(ast.parse(source)):
        old = ast.get_source_segment(source, node)
        if old is None or not isinstance(node, ast.expr | ast.stmt):
            continue
        start = starts[node.lineno - 1] + _characters(source, starts, node.lineno, node.col_offset)
        for new in _faults(node):
            text = f"({new})" if isinstance(node, ast.expr) else new
            yield Mutant(file, node.lineno, start, start + len(old), old, text)


def _code(tree: ast.Module) -> Iterator[ast.AST]:
    """The nodes that run: no docstrings, annotations, decorators, imports or texts of f-strings."""
    skipped: set[ast.AST] = set()
    for node in ast.walk(tree):
        for name in ("annotation", "returns"):
            if (found := getattr(node, name, None)) is not None:
                skipped.update(ast.walk(found))
        for decorator in getattr(node, "decorator_list", ()):
            skipped.update(ast.walk(decorator))
        if isinstance(node, ast.JoinedStr | ast.Import | ast.ImportFrom):
            skipped.update(each for each in ast.walk(node) if each is not node)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            skipped.update(ast.walk(node))
    yield from (node for node in ast.walk(tree) if node not in skipped)


def _faults(node: ast.AST) -> Iterator[str]:
    match node:
        case ast.Compare(ops=[op]) if type(op) in OPPOSITES:
            yield ast.unparse(ast.Compare(node.left, [OPPOSITES[type(op)]()], node.comparators))
        case ast.BoolOp(op=op, values=values):
            other = ast.Or() if isinstance(op, ast.And) else ast.And()
            yield ast.unparse(ast.BoolOp(other, values))
            yield from (ast.unparse(each) for each in values)
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            yield f"bool({ast.unparse(operand)})"
        case ast.BinOp(left=left, op=op, right=right) if type(op) in OPERATORS:
            yield ast.unparse(ast.BinOp(left, OPERATORS[type(op)](), right))
        case ast.IfExp(body=body, orelse=orelse):
            yield ast.unparse(body)
            yield ast.unparse(orelse)
        case ast.Constant(value=bool() as value):
            yield str(not value)
        case ast.Constant(value=int() as value):
            yield str(value + 1)
        case ast.Expr(value=ast.Call()):
            yield "pass"
        case _:
            return


def _line_starts(source: str) -> list[int]:
    starts = [0]
    for line in source.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    return starts


def _characters(source: str, starts: list[int], line: int, column: int) -> int:
    """Columns of the syntax tree count bytes."""
    text = source[starts[line - 1] : starts[line]]
    return len(text.encode()[:column].decode())


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) < 60 else f"{words[:57]}…"
