"""Why a command or an option of one is not understood, in a sentence with what it takes."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.chat import titles
from bot.chat.counts import either, ended
from bot.chat.typed import given
from content.text import excerpt

# How somebody asks to play no longer.
_LEAVING = frozenset({"leave", "quiz leave", "quiz quit", "quiz exit"})
_COURTEOUS = frozenset({"thanks", "thank", "thx", "cheers"})
# Commands that Slack has itself.
_SLACKS = frozenset("invite remind mute topic status dnd away msg dm archive collapse expand".split())


def short(text: str) -> str:
    """What somebody wrote, in a sentence about it."""
    return excerpt(text, 40)


def bad_option(facts: Mapping[str, Any]) -> str:
    """What is wrong with it, and what may stand there."""
    expected, value = facts["expected"], short(facts["value"])
    what = titles.option(facts["option"])
    if not facts["value"]:
        what = _CHOSEN.get(facts["option"], what) if facts.get("choices") else what
        return f"Something is missing: {what}.{_open_to(facts)} For example: {expected}"
    if facts.get("once"):
        return f"There is one time a day, and “{value}” is another. Write for example: {expected}"
    if facts.get("example"):
        return f"I do not understand “{value}”. Write for example: {expected}"
    if not facts["option"] and facts.get("brief"):
        more = f"/quoth help {given('topic', facts['command'])}"
        return f"I do not understand “{value}” there. For example: {facts['brief']}. {more} tells what goes with it."
    if not facts["option"]:
        if form := facts.get("form"):
            return f"Nothing was changed: “{value}” goes into the form that {form} opens."
        return f"“{value}” fits nowhere here. It is written: {expected}{_lists(facts.get('lists', ()))}"
    meant = facts.get("nearest", "")
    if expected.startswith("/"):
        known = f" Did you mean {meant}?" if meant else ""
        return f"There is no option “{short(facts['option'])}” here.{known} It is written: {expected}"
    if facts.get("elsewhere"):
        return f"“{value}” is nothing that is set here. {facts['elsewhere']}"
    if not facts.get("choices"):
        return f"I cannot take “{value}” as {what}. Write {ended(expected)}"
    what = _CHOSEN.get(facts["option"], what)
    called = [titles.shown(facts["option"], choice) for choice in facts["choices"]]
    known = f" Did you mean {titles.shown(facts['option'], meant)}?" if meant else ""
    several = " Several go with commas between them." if facts.get("several") else ""
    return f"I cannot take “{value}” as {what}.{known} Choose {either(called)}.{several}"


# What is chosen from a list, where the option of that name is elsewhere something to be written.
_CHOSEN = {"name": "a setting", "switch": "on or off"}


def _open_to(facts: Mapping[str, Any]) -> str:
    """What can be chosen where something is missing; a sentence with a space before it, "" where anything can."""
    called = [titles.shown(facts["option"], choice) for choice in facts.get("choices", ())]
    return f" Choose {either(called)}." if called else ""


def _lists(lists: Sequence[tuple[str, Sequence[str] | str]]) -> str:
    """What may stand where, behind the form of a command; nothing where anything may."""
    told = [f"{name} is {choices if isinstance(choices, str) else either(choices)}" for name, choices in lists]
    return f" ({'; '.join(told)})" if told else ""


def no_such_command(facts: Mapping[str, Any]) -> str:
    """That there is none of that name, and which may be meant."""
    meant = f"Did you mean /{facts['nearest']}? " if facts["nearest"] else ""
    if str(facts["word"]).partition(" ")[0].rstrip(",!.") in _COURTEOUS:
        return "You are welcome. /quoth help shows what there is."
    if facts["word"] in _LEAVING:
        return (
            "Nobody has to leave a game: who is silent for two rounds is not waited for any more, and keeps their "
            "points. /quiz stop ends it for everybody."
        )
    if facts["word"].split()[-1:] == ["undo"] and not facts["nearest"]:
        return (
            "What can be undone has a button under its receipt: Undo for ten minutes, Bring it back for a day. "
            "/quotes history 12 tells what was done to a quote, /quotes enable NAME brings a removed pack back, and "
            "/daily show tells what brings a daily post back."
        )
    if facts["word"] in _SLACKS:
        return (
            f"“{facts['word']}” is a command of Slack's own and works only there. /quoth help shows what there is here."
        )
    if str(facts["word"]).startswith("privacy "):
        # Who looks for it wants to know.
        return (
            f"There is no command “{short(facts['word'])}”. {meant}I keep your name, your points, what you answer, "
            "vote, decide and bring in, and on which days you used me where; nothing else that you write. /privacy "
            "show lists it, /privacy forget deletes it."
        )
    return f"There is no command “{short(facts['word'])}”. {meant}/quoth help shows what there is."
