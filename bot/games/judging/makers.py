"""A thing said with who made it, or what it belongs to, in front: GitHub Copilot, React Server Components."""

from bot.likeness.known_names import is_maker
from content.text import fold


def without_maker(said: str, key: str) -> str:
    """The thing alone; "" where nobody's make stands before it, or where the right answer begins with it itself."""
    maker, _, thing = said.partition(" ")
    if not key[:1].isupper() or not is_maker(fold(maker)) or fold(key).split()[:1] == [fold(maker)]:
        return ""
    return thing
