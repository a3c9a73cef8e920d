"""What docstrings speak of is there: the facts of a refusal, what a function raises, other names, and files."""

import ast
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest

from bot.errors import Refusal
from tests.refused import every_kind

ROOT = Path(__file__).resolve().parents[2]
REFUSALS: Mapping[str, type[Refusal]] = {kind.__name__: kind for kind in every_kind()}
# The option that a sentence is about is told to any of them.
_OF_ALL = {"option"}


Function = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def trees() -> Mapping[str, ast.Module]:
    """Every module, by its name with dots."""
    paths = (path for folder in ("bot", "content", "adapters") for path in (ROOT / folder).rglob("*.py"))
    return {
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): ast.parse(
            path.read_text("utf-8")
        )
        for path in paths
    }


def nodes() -> Iterator[ast.AST]:
    """Everything that stands in them."""
    return (node for tree in trees().values() for node in ast.walk(tree))


@cache
def bases() -> Mapping[str, set[str]]:
    """What each class is made of, by their bare names."""
    found = defaultdict[str, set[str]](set)
    for node in nodes():
        if isinstance(node, ast.ClassDef):
            found[node.name] |= {base.id for base in node.bases if isinstance(base, ast.Name)}
    return found


def above(name: str) -> set[str]:
    """A class and those it is made of."""
    return {name}.union(*(above(base) for base in bases().get(name, ())))


@cache
def told_to() -> Mapping[str, frozenset[str]]:
    """What is said to each where it is raised, and what its sentence reads."""
    found = defaultdict[str, set[str]](set)
    for node in nodes():
        match node:
            case ast.Call(func=ast.Name(id=name), keywords=facts) if name in REFUSALS:
                found[name] |= {fact.arg for fact in facts if fact.arg}
            case ast.ClassDef(name=name) if name in REFUSALS:
                found[name] |= set(read_in(node))
            case _:
                pass
    return {name: frozenset(facts - _OF_ALL) for name, facts in found.items()}


def read_in(refusal: ast.ClassDef) -> Iterator[str]:
    """The facts that its sentence is made of."""
    for node in ast.walk(refusal):
        match node:
            case ast.Subscript(value=held, slice=ast.Constant(value=str(name))) if ast.unparse(held).endswith("facts"):
                yield name
            case ast.Call(func=ast.Attribute(value=held, attr="get"), args=[ast.Constant(value=str(name)), *_]) if (
                ast.unparse(held).endswith("facts")
            ):
                yield name
            case _:
                pass


def listed(docstring: str) -> set[str]:
    """The facts that stand in the list of a docstring without more words."""
    _, _, after = re.sub(r"\([^()]*\)", "", docstring).partition("Facts: ")
    parts = re.split(r"[;,]", re.split(r"\.(?:\s|$)", after)[0])
    return {part.strip() for part in parts if re.fullmatch(r"\s*[a-z_]+\s*", part)}


@pytest.mark.parametrize("name", sorted(REFUSALS))
def test_a_docstring_says_first_what_is_wrong(name: str) -> None:
    """The facts come after it."""
    assert not (REFUSALS[name].__doc__ or "Facts").startswith("Facts")


@pytest.mark.parametrize("name", sorted(REFUSALS))
def test_a_docstring_tells_the_facts_and_no_others(name: str) -> None:
    """Each that is given or read, as a word of it; and none in its list that nobody gives and nobody reads."""
    docstring, facts = REFUSALS[name].__doc__ or "", told_to().get(name, frozenset())

    assert sorted(fact for fact in facts if not re.search(rf"\b{fact}\b", docstring)) == []
    assert sorted(listed(docstring) - facts - _OF_ALL) == []


def raised_in(function: Function) -> Iterator[str]:
    """The classes of ours that stand behind `raise` in it."""
    for node in ast.walk(function):
        match node:
            case ast.Raise(exc=ast.Name(id=name) | ast.Call(func=ast.Name(id=name))) if name in bases():
                yield name
            case _:
                pass


def test_a_list_of_what_is_raised_has_what_the_function_raises_itself() -> None:
    """Or a class above it; what others raise for it may stand there too."""
    lacking = []
    for function in (node for node in nodes() if isinstance(node, Function)):
        _, raises, told = (ast.get_docstring(function) or "").partition("Raises ")
        told_of = set(re.findall(r"\b[A-Z]\w+", told.split(". ")[0]))
        if raises and told_of and "what " not in told:
            lacking += [(function.name, name) for name in raised_in(function) if not above(name) & told_of]

    assert lacking == []


def documented() -> Iterator[str]:
    """Every docstring."""
    kinds = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    return (ast.get_docstring(node) or "" for node in nodes() if isinstance(node, kinds))


def names_in(module: str) -> set[str]:
    """What is defined at the top of a module, or imported there."""
    found = set[str]()
    for node in trees()[module].body:
        match node:
            case ast.ClassDef(name=name) | ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                found.add(name)
            case ast.Assign() | ast.AnnAssign():
                found |= {target.id for target in ast.walk(node) if isinstance(target, ast.Name)}
            case ast.ImportFrom(names=names):
                found |= {alias.asname or alias.name for alias in names}
            case _:
                pass
    return found


def is_there(name: str) -> bool:
    """Whether a name with dots is a module, a folder of some, or stands in one."""
    module, _, last = name.rpartition(".")
    return (
        name in trees() or (ROOT / name.replace(".", "/")).is_dir() or (module in trees() and last in names_in(module))
    )


def test_every_name_with_dots_is_there() -> None:
    """`bot.meaning.model.Embedder` is written so that one can look there."""
    named = {
        name for text in documented() for name in re.findall(r"\b(?:bot|content|adapters)(?:\.[A-Za-z_]\w*)+", text)
    }
    assert named
    assert sorted(name for name in named if not is_there(name) and not name.endswith(".py")) == []


def test_every_file_is_there() -> None:
    """Paths from the root."""
    paths = {
        path
        for text in documented()
        for path in re.findall(r"\b(?:bot|content|adapters|tests|models)/[\w/]+\.py", text)
    }
    assert paths
    assert sorted(p for p in paths if not (ROOT / p).exists()) == []
