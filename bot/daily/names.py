"""How one of the daily posts of a place is named, where several are posted: by its style and its pack."""

from collections.abc import Sequence

from bot.chat.typed import given

# Says in the place of a pack that none was named when it was set: it draws from all of them.
NO_PACK = "none"
# What stands in the place of a pack for everything there is.
EVERYTHING = ("all", "everything", "every", "both")


def named(pack: str, style: str, known: Sequence[tuple[str, str]]) -> str:
    """The options that mean that post alone, among `known` ((pack, style) each): style=quote pack=none."""
    alone = all(other == (pack, style) or other[1] != style for other in known)
    which = given("pack", pack or NO_PACK) if pack or not alone else ""
    return f"{given('style', style)} {which}".rstrip()


def is_named(pack: str, said: str | None, packs: Sequence[str]) -> bool:
    """Whether a post from that pack is among those that `said` names in a place with `packs`; None names each."""
    if said is None:
        return True
    word = said.casefold()
    if word in map(str.casefold, packs):
        return word == pack.casefold()
    return is_everything(said, packs) or (word == NO_PACK and not pack)


def is_everything(said: str | None, packs: Sequence[str]) -> bool:
    """Whether that means all there is, and no pack that is called so."""
    return said is not None and said.casefold() in EVERYTHING and said.casefold() not in map(str.casefold, packs)
