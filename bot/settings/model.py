"""What holds in a workspace, chosen by its managers or by default."""

from bot.chat.incoming import Place
from bot.chat.traits import traits_of
from bot.settings.rows import ChoiceRows
from bot.storage.transaction import Transaction

MANAGERS, RESTRICTED = "managers", "restricted"
TIMEZONE, INFLECTIONS, COOLDOWN, REVIEWED_ONLY = "timezone", "inflections", "cooldown", "reviewed-only"
SUGGESTIONS = "suggestions"
NAMES = (MANAGERS, RESTRICTED, TIMEZONE, INFLECTIONS, COOLDOWN, REVIEWED_ONLY, SUGGESTIONS)
YES, NO = "yes", "no"
ACCEPTED, PROMPTED = "accept", "prompt"
_DEFAULTS = {
    MANAGERS: "", RESTRICTED: "", TIMEZONE: "", INFLECTIONS: ACCEPTED, COOLDOWN: "200", REVIEWED_ONLY: NO,
    SUGGESTIONS: NO,
}  # fmt: skip


def default_restricted(platform: str) -> str:
    """What is left to managers where nobody chose."""
    return traits_of(platform).restricted


def default(place: Place, name: str) -> str:
    """What holds where nobody chose."""
    return default_restricted(place.platform) if name == RESTRICTED else _DEFAULTS[name]


def choice(tx: Transaction, place: Place, name: str) -> str:
    """What holds in that workspace."""
    return tx[ChoiceRows].all(place.workspace_id).get(name, default(place, name))


def exact_forms(tx: Transaction, place: Place) -> bool:
    """Whether another inflection of the right word is asked back about in that workspace."""
    return choice(tx, place, INFLECTIONS) == PROMPTED


def reviewed_only(tx: Transaction, place: Place) -> bool:
    """Whether daily posts there are of quotes alone that were pinned or kept."""
    return choice(tx, place, REVIEWED_ONLY) == YES


def cooldown(tx: Transaction, place: Place) -> int:
    """How many of the quotes that a channel saw last are not drawn there again."""
    return int(choice(tx, place, COOLDOWN))


def suggestions_only(tx: Transaction, place: Place) -> bool:
    """Whether what members add there waits until a manager keeps it."""
    return choice(tx, place, SUGGESTIONS) == YES
