"""What was told once and is told again: of many, the latest, for several threads at once."""

from threading import Lock
from typing import Generic, TypeVar

from cachetools import LRUCache

Key = TypeVar("Key")
Value = TypeVar("Value")


class Remembered(Generic[Key, Value]):
    """At most so many values by their keys; those that nobody asked for longest are forgotten first."""

    def __init__(self, most: int) -> None:
        self._lock = Lock()
        self._held: LRUCache[Key, Value] = LRUCache(most)

    def get(self, key: Key) -> Value | None:
        """The value, None where it is not known."""
        with self._lock:
            return self._held.get(key)

    def __setitem__(self, key: Key, value: Value) -> None:
        """Remember it."""
        with self._lock:
            self._held[key] = value

    def __len__(self) -> int:
        """How many are known."""
        return len(self._held)
