"""What `make mutants` changes, and its list of changes that change nothing."""

import ast

import pytest

from tests.mutants.__main__ import draw, equivalents
from tests.mutants.areas import AREAS, ROOT
from tests.mutants.operators import mutants


@pytest.mark.parametrize(
    ("source", "after"),
    [
        ("if a < 3: go()", {"if a <= 3: go()", "if a >= 3: go()", "if a < 4: go()", "if a < 2: go()",
                            "if not a < 3: go()", "if a < 3: pass"}),
        ("x = a and not b", {"x = a or not b", "x = a", "x = not b", "x = a and b"}),
        ("x = (p, q)", {"x = (p,)", "x = (q,)"}),
        ("x = {p: q, r: s}", {"x = {p: q}", "x = {r: s}"}),
        ("def f(n=True):\n    return n", {"def f(n=False):\n    return n", "def f(n=True):\n    return None"}),
        ("x = f(a, b=c)", {"x = f(a)"}),
        ("x += a - b", {"pass", "x += a + b"}),
        ("x = [a for a in b if c]", {"x = [a for a in b if True]"}),
        ("x = 'ä' + y", {"x = '' + y", "x = 'XXäXX' + y", "x = 'ä' - y"}),
        # What is for readers and checkers alone stays.
        ("def f(a: 'A') -> 'B':\n    '''Say it.'''\n    assert a\n__all__ = ['f']", set()),
    ],
)  # fmt: skip
def test_what_is_changed(source: str, after: set[str]) -> None:
    """One thing at a time."""
    changed = {mutant.apply(source.encode()).decode() for mutant in mutants("m.py", source.encode())}

    assert {ast.unparse(ast.parse(text)) for text in changed} == {ast.unparse(ast.parse(text)) for text in after}


@pytest.mark.parametrize("name", AREAS)
def test_a_draw_is_the_same_for_the_same_seed(name: str) -> None:
    """Each a module that can be read, with one change in it, told by where it stands."""
    area = AREAS[name]
    drawn = draw(area, 18, 40)

    assert drawn == draw(area, 18, 60)[:40]
    assert drawn != draw(area, 19, 40)
    assert len({mutant.operator for mutant in drawn}) == 11
    for mutant in drawn:
        source = (ROOT / mutant.path).read_bytes()
        assert source[mutant.start : mutant.end].decode() == mutant.before
        ast.parse(mutant.apply(source))


def test_what_is_listed_as_equivalent_can_still_be_drawn() -> None:
    """A line of code that is gone takes its lines of the list with it; each has its reason."""
    listed = equivalents()
    possible = {(path, m.shown) for path in {p for p, _ in listed} for m in mutants(path, (ROOT / path).read_bytes())}

    assert set(listed) <= possible
    assert all(listed.values())
