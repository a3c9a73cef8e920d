"""What sets one platform apart from another, as far as rules and sentences must know. Elsewhere the bot names none."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Traits:
    """`invitation` follows the word “invite” where there is a command for it. `restricted` is left to managers where
    nobody chose; nothing is where whoever is in a channel may arrange what is posted there. `hides_commands`: commands
    of managers are shown to those only whom the platform itself holds for managers.
    `types_paths`: a file is handed over by its path. `all_manage`: whoever is there manages. `edits`: what was
    posted changes where it stands, so that whatever is posted below it is read instead. `menu_of_threads`: what a
    message's menu calls everything the bot can do there, where no command can be typed in a thread. `attaches`: a
    file can come with a command.
    """

    invitation: str = ""
    restricted: str = "daily"
    hides_commands: bool = False
    types_paths: bool = False
    all_manage: bool = False
    edits: bool = True
    menu_of_threads: str = ""
    attaches: bool = True


_KNOWN = {
    "discord": Traits(hides_commands=True),
    "terminal": Traits(types_paths=True, all_manage=True, edits=False),
    "slack": Traits(invitation=" (/invite)", restricted="", menu_of_threads="“Quoth here”", attaches=False),
}
_PLAIN = Traits()


def traits_of(platform: str) -> Traits:
    """The traits of a platform by its name in a Place."""
    return _KNOWN.get(platform, _PLAIN)
