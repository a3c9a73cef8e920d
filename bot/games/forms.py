"""The form of an item: its kind, and whether it is typed."""

from content.items import KINDS, known_kind
from content.items.closest import TIMES
from content.model import Item

# "Typed" are those without options, "count" those that ask how often somebody says something.
TYPED, COUNT = " typed", " count"


def form_of(item: Item) -> str:
    """The kind of an item, and whether it is typed or counts what somebody says."""
    kind = known_kind(item)
    if item.unit == TIMES:
        return f"{kind}{COUNT}"
    return kind if item.options or KINDS[kind].written else f"{kind}{TYPED}"


def kind_in(form: str) -> str:
    """The kind of a form."""
    return form.removesuffix(COUNT).removesuffix(TYPED)
