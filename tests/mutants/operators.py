"""What is changed about a module: each change is one place in its text and what stands there instead."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeVar

_T = TypeVar("_T")
_OTHER: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE), ast.LtE: (ast.Lt, ast.Gt), ast.Gt: (ast.GtE, ast.LtE), ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,), ast.NotEq: (ast.Eq,), ast.In: (ast.NotIn,), ast.NotIn: (ast.In,), ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
}  # fmt: skip
_OPPOSITE: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.FloorDiv, ast.Div: ast.Mult, ast.FloorDiv: ast.Mult,
    ast.BitAnd: ast.BitOr, ast.BitOr: ast.BitAnd,
}  # fmt: skip
# How much of a line is shown on both sides of what was changed in it.
_AROUND = 50


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change of a module: `before`, from `start` to `end` of its bytes, becomes `after`."""

    path: str
    operator: str
    function: str
    line: int
    start: int
    end: int
    before: str
    after: str
    shown: str

    def apply(self, source: bytes) -> bytes:
        """The module with the change in it."""
        return source[: self.start] + self.after.encode() + source[self.end :]


class _Text:
    """A module's text, by the lines and columns of its tree."""

    def __init__(self, source: bytes) -> None:
        self.source = source
        self._starts = [0]
        for line in source.splitlines(keepends=True):
            self._starts.append(self._starts[-1] + len(line))

    def span(self, node: ast.expr | ast.stmt) -> tuple[int, int]:
        """Where a node begins and ends, in bytes."""
        assert node.end_lineno is not None
        assert node.end_col_offset is not None
        return self._starts[node.lineno - 1] + node.col_offset, self._starts[node.end_lineno - 1] + node.end_col_offset

    def shown(self, start: int, end: int, after: str) -> str:
        """The change within its lines, as it is told and listed: on one line, without what is far from it."""
        opening, closing = self.source.rfind(b"\n", 0, start) + 1, (self.source + b"\n").find(b"\n", end)
        left, right = (self.source[a:b].decode() for a, b in ((opening, start), (end, closing)))
        before = " ".join(self.source[start:end].decode().split())
        return f"{left.lstrip()[-_AROUND:]}[{before[: 2 * _AROUND]} → {after[: 2 * _AROUND]}]{right[:_AROUND].rstrip()}"


def mutants(path: str, source: bytes) -> Iterator[Mutant]:
    """Every change of a module that the operators know."""
    text = _Text(source)
    for function, node in _walk(ast.parse(source), ""):
        for operator, changed, after in _changes(node):
            start, end = text.span(changed)
            before = source[start:end].decode()
            if ast.unparse(changed) != after:
                shown = text.shown(start, end, after)
                yield Mutant(path, operator, function, changed.lineno, start, end, before, after, shown)


def _walk(node: ast.AST, function: str) -> Iterator[tuple[str, ast.AST]]:
    """What runs, with the function it stands in: no annotations, decorators, asserts or patterns."""
    for name, value in ast.iter_fields(node):
        if name in ("annotation", "returns", "decorator_list", "pattern", "type_params"):
            continue
        for child in value if isinstance(value, list) else [value]:
            # Python 3.11 does not know where the parts of an f-string stand.
            if not isinstance(child, ast.AST) or isinstance(child, ast.Assert | ast.JoinedStr | ast.pattern):
                continue
            if _is_for_readers(child):
                continue
            if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                inside = f"{function}.{child.name}".lstrip(".")
            else:
                inside = function
            yield inside, child
            yield from _walk(child, inside)


def _is_for_readers(node: ast.AST) -> bool:
    """Docstrings, and the names that a module hands on: checkers see to them."""
    match node:
        case ast.Expr(value=ast.Constant()) | ast.Assign(targets=[ast.Name(id="__all__")]):
            return True
        case _:
            return False


def _changes(node: ast.AST) -> Iterator[tuple[str, ast.expr | ast.stmt, str]]:
    """Operator, what it replaces, and by what."""
    match node:
        case ast.If(test=test) | ast.While(test=test) | ast.IfExp(test=test):
            yield "negated", test, f"(not ({ast.unparse(test)}))"
        case ast.comprehension(ifs=ifs):
            yield from (("condition removed", test, "True") for test in ifs)
        case ast.Return(value=ast.expr() as value):
            yield "return None", value, "None"
        case ast.Expr(value=ast.Call()) | ast.AugAssign():
            yield "statement removed", node, "pass"
        case ast.Continue():
            yield "statement removed", node, "break"
        case ast.Break():
            yield "statement removed", node, "continue"
        case ast.Constant(value=value):
            yield from (("constant", node, repr(after)) for after in _other_values(value))
        case ast.expr():
            yield from ((operator, node, f"({ast.unparse(after)})") for operator, after in _other_expressions(node))
        case _:
            pass


def _other_expressions(node: ast.expr) -> Iterator[tuple[str, ast.expr]]:
    match node:
        case ast.Compare(left=left, ops=[op], comparators=right):
            yield from (("comparison", ast.Compare(left, [other()], right)) for other in _OTHER[type(op)])
        case ast.BoolOp(op=op, values=values):
            yield "and/or", ast.BoolOp(ast.Or() if isinstance(op, ast.And) else ast.And(), values)
            for rest in _without_one(values):
                yield "condition removed", ast.BoolOp(op, rest) if len(rest) > 1 else rest[0]
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            yield "not", operand
        case ast.BinOp(left=left, op=op, right=right) if type(op) in _OPPOSITE:
            yield "arithmetic", ast.BinOp(left, _OPPOSITE[type(op)](), right)
        case ast.Tuple(elts=elts, ctx=ast.Load()):
            yield from (("element removed", ast.Tuple(rest, ast.Load())) for rest in _without_one(elts) if rest)
        case ast.List(elts=elts, ctx=ast.Load()):
            yield from (("element removed", ast.List(rest, ast.Load())) for rest in _without_one(elts) if rest)
        case ast.Set(elts=elts):
            yield from (("element removed", ast.Set(rest)) for rest in _without_one(elts) if rest)
        case ast.Dict(keys=keys, values=values):
            pairs = zip(_without_one(keys), _without_one(values), strict=True)
            yield from (("element removed", ast.Dict(k, v)) for k, v in pairs if k)
        case ast.Call(func=func, args=args, keywords=keywords):
            yield from (("argument removed", ast.Call(func, args, rest)) for rest in _without_one(keywords))
        case _:
            pass


def _without_one(held: list[_T]) -> Iterator[list[_T]]:
    return ([*held[:i], *held[i + 1 :]] for i in range(len(held)))


def _other_values(value: object) -> Iterator[bool | int | float | str]:
    if isinstance(value, bool):
        yield not value
    elif isinstance(value, int):
        yield from (value + 1, value - 1)
    elif isinstance(value, float):
        yield value + 1
    elif isinstance(value, str):
        yield from ("", f"XX{value}XX") if value else ("XX",)
