"""A place and where it lies: "Paris, France" says more than Paris, and may be another: "Paris, Texas"."""

import re
from collections.abc import Collection

from bot.likeness.known_names import is_country, is_place
from content.text import fold

_WHERE = re.compile(
    r"(?P<place>[^,()]+?)(?P<mark>\s*,\s*|\s*\(|\s+in\s+)(?:the\s+)?(?P<where>[^,()]+?)\)?", re.IGNORECASE
)
_WHAT = re.compile(
    r"(?:(?:the|die|la)\s+)?(?:(?:city|town|village|capital|island|state|country|republic|isle)\s+of|stadt|ville\s+de|ciudad\s+de)"
    r"\s+(?P<place>\S.*)", re.IGNORECASE
)  # fmt: skip


def without_where(said: str, rivals: Collection[str]) -> str:
    """The place alone, without its country or "the city of"; "" where nothing of that kind was said.

    A country that is a rival makes two answers of it.
    """
    if (what := _WHAT.fullmatch(said)) is not None:
        return what["place"]
    found = _WHERE.fullmatch(said)
    if found is None or fold(found["where"]) in map(fold, rivals):
        return ""
    known = is_country(fold(found["where"])) or (
        found["mark"].strip().lower() == "in" and is_place(fold(found["where"]))
    )
    return found["place"] if known else ""
