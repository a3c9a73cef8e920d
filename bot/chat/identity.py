"""How far a platform can vouch for who asks."""

from enum import StrEnum


class Who(StrEnum):
    """How well a platform knows who asks.

    A member of the workspace; an OUTSIDER, who came from another one and never manages here; or nobody can tell whether
    they manage, because the platform did not say in time (LATE) or does not let the app see it (HIDDEN).
    """

    MEMBER = "member"
    OUTSIDER = "outsider"
    LATE = "late"
    HIDDEN = "hidden"


# What somebody is called who hides.
TEAMMATE = "a teammate"
# How the id begins that takes the place of somebody's who was forgotten, where others need the row.
NAMELESS = "gone-"


def is_forgotten(user_id: str) -> bool:
    """Whether that stands where somebody was who was forgotten: nobody can be written to."""
    return not user_id or user_id.startswith(NAMELESS)
