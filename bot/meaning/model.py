"""The port: what an embedder promises, whichever model is behind it."""

import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

# What mends a folder in which something is missing or damaged.
AGAIN = "copy the folder again."


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What an embedder is. `version` changes whenever the same text would get another vector.

    `language` is the code of what it was made for, "" for many; `source` names teacher and texts, for people. A strong
    one reads sentences and not their pieces: how near is near is another thing to it.
    """

    name: str
    version: str
    language: str
    dimension: int
    source: str
    strong: bool = False


class Embedder(Protocol):
    """Gives texts directions. Safe to use from several threads."""

    @property
    def about(self) -> About:
        """What it is."""
        ...

    def __hash__(self) -> int:
        """Each is itself."""
        ...

    def vectors(self, texts: Iterable[str]) -> bytes:
        """A unit vector for each text, one after the other: `dimension` signed bytes each.

        Bytes keep the direction alone: how long they make it is of no account. A text of which it knows nothing has
        zeros.
        """
        ...


class ModelProblem(Exception):
    """A model cannot be used: a plain sentence that says what is wrong with which folder, and what to do."""


def held_in(path: Path) -> bytes:
    """What is in a file of a model's folder. Raises ModelProblem."""
    try:
        return path.read_bytes()
    except OSError as problem:
        raise ModelProblem(f"{path} cannot be read ({problem.strerror}): {AGAIN}") from problem


def lacking(what: str) -> ModelProblem:
    """The extra `meaning` is not installed; with the words that install it."""
    return ModelProblem(
        f'{what} needs libraries that are not installed: run “{sys.executable} -m pip install "quoth[meaning]"”.'
    )
