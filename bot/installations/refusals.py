"""Why tokens cannot be read, in a sentence for whoever runs Quoth. Nothing is lost by any of them."""

from bot.errors import QuothError

HOW_MADE = "quoth admin keys --new prints a new one"


class KeyMissing(QuothError):
    """Tokens were sealed with a key that is not among QUOTH_SECRET_KEYS."""

    def __init__(self, workspace: str) -> None:
        super().__init__(
            f"the tokens of {workspace} were sealed with a key that QUOTH_SECRET_KEYS does not hold: add that key "
            "again behind a comma; they are kept as they are."
        )


class SealBroken(QuothError):
    """Sealed tokens that the right key does not open: a part of them was changed, or they are another workspace's."""

    def __init__(self, workspace: str) -> None:
        super().__init__(
            f"the tokens of {workspace} in the database were changed and cannot be read: add Quoth to it again by "
            "/slack/install, everything else of it is kept."
        )


def no_key(place: int) -> str:
    """One of the keys is none."""
    return (
        f"QUOTH_SECRET_KEYS: key {place} is none: it takes keys of 44 letters, digits, - and _ with commas between; "
        f"{HOW_MADE}."
    )


def key_twice(place: int) -> str:
    """The same key stands there twice."""
    return f"QUOTH_SECRET_KEYS: key {place} stands there twice: leave each in once."
