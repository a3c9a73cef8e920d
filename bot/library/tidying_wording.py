"""How putting packs in order is put into words: another name, two packs as one."""

from collections.abc import Sequence

from bot.chat.counts import counted
from bot.chat.incoming import PressId
from bot.chat.messages import Button, Mark, Notice
from bot.chat.typed import given
from bot.library.model import PackInfo
from bot.library.rows.merges import Merged

PART = "part"
PACK, NAME, INTO = "pack", "name", "into"
MERGE_EXAMPLE = "/quotes merge talk into plans"
RENAME_EXAMPLE = "/quotes rename talk to big-talk"


def renamed(was: PackInfo, now: PackInfo) -> Notice:
    """A pack is called otherwise from now on."""
    if was.name == now.name and was.source.title == now.source.title:
        return Notice(text=f"“{now.name}” is its name already.")
    back = f"/quotes rename {given(PACK, now.name)} {given(NAME, was.name)}"
    return Notice(
        text=f"“{was.name}” is “{now.name}” from now on; daily posts and games that name it follow. The way "
        f"back: {back}",
        mark=Mark.RIGHT,
    )


def merged(one: PackInfo, into: PackInfo, done: Merged) -> Notice:
    """Two packs are one from now on."""
    twice = f" {counted(done.doubles, 'quote')} stood in both, and either number shows it." if done.doubles else ""
    if done.doubles > 1:
        twice = f" {counted(done.doubles, 'quote')} stood in both, and either number of each shows it."
    return Notice(
        text=f"“{one.name}” is in “{into.name}” from now on, with its old numbers: "
        f"{counted(done.moved, 'quote')} moved.{twice} For ten minutes the button parts them again.",
        mark=Mark.RIGHT,
        buttons=(Button(id=str(PressId(PART, str(done.id))), label="Undo"),),
    )


def parted(one: PackInfo, into: PackInfo) -> Notice:
    """They are two again."""
    return Notice(text=f"“{one.name}” and “{into.name}” are two packs again, as they were before.", mark=Mark.RIGHT)


def read_into(words: Sequence[str]) -> dict[str, str]:
    """ "talk into plans": which pack, and the one it goes into."""
    return read_between(words, ("into", "in"), PACK, INTO)


def read_to(words: Sequence[str]) -> dict[str, str]:
    """ "talk to big talk": which pack, and its new name."""
    return read_between(words, ("to", "as"), PACK, NAME)


def read_between(words: Sequence[str], between: Sequence[str], first: str, second: str) -> dict[str, str]:
    """What stands before and behind one of these words; of two words alone each is one."""
    places = [n for n, word in enumerate(words) if word.casefold() in between and n]
    place = places[0] if places else (1 if len(words) == 2 else len(words))
    behind = words[place + 1 :] if places else words[place:]
    said = {first: " ".join(words[:place]), second: " ".join(behind)}
    return {name: text for name, text in said.items() if text}
