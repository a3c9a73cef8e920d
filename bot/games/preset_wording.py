"""What is said of kept mixes."""

from collections.abc import Sequence

from bot.chat.incoming import PressId
from bot.chat.messages import Button, Listing, Mark, Notice
from bot.chat.typed import given
from bot.games.mix import described
from bot.games.presets import Preset
from bot.games.verbs import DELETE_MIX, KEEP_MIX, MENU_ENTRY, PRESET
from content.text import excerpt

# So many can be pressed; the others are played by the command.
PRESSED, LABEL = 8, 40

NOTHING_YET = "So far the packs here have no question for it: /quotes import brings in more."


def saved(kept: Preset, *, before: Preset | None, played: bool, asks: bool) -> Notice:
    """The receipt of who kept a mix; `before` is what it takes the place of, `played` that it was played here last,
    `asks` that there is something to ask in it.
    """
    how = "is changed" if before else "is kept"
    which = " as it was played here last" if played else ""
    return Notice(
        text=f"“{kept.name}” {how}{which}: {described(kept.options)}. Everybody here can play it: "
        f"/quiz preset use {given('name', kept.name)}" + ("" if asks else f". {NOTHING_YET}"),
        mark=Mark.RIGHT,
    )


def deleted(kept: Preset) -> Notice:
    """The receipt of who took one away, and how it is kept again."""
    options = " ".join(given(name, value) for name, value in kept.options.items())
    again = f"/quiz preset save {given('name', kept.name)} {options}".strip()
    return Notice(text=f"“{kept.name}” is gone. This keeps it again: {again}", mark=Mark.RIGHT)


def listed(presets: Sequence[Preset]) -> Listing | Notice:
    """The mixes that are kept, with a button for the first of them."""
    keep, delete = _entry(KEEP_MIX), _entry(DELETE_MIX)
    if not presets:
        return Notice(
            text="No mix is kept here yet. After a game you like: /quiz preset save friday; or right away: "
            "/quiz preset save friday closest rounds=5",
            buttons=(keep,),
        )
    plays = tuple(
        Button(id=str(PressId(PRESET, kept.id)), label=f"Play {excerpt(kept.name, LABEL)}")
        for kept in presets[:PRESSED]
    )
    return Listing(
        title="Kept mixes",
        lines=tuple(f"{kept.name}: {described(kept.options)}" for kept in presets),
        closing=f"/quiz preset use {given('name', presets[0].name)} plays one, /quiz preset save keeps another.",
        buttons=(*plays, keep, delete),
    )


def _entry(key: str) -> Button:
    """The button of one of the menu's entries."""
    return Button(id=str(PressId(MENU_ENTRY, key)), label={KEEP_MIX: "Keep a mix…", DELETE_MIX: "Delete one…"}[key])
