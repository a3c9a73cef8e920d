"""What stands against a daily post, in a sentence with a command that works."""

from collections.abc import Mapping
from typing import Any

from bot.chat import titles
from bot.chat.counting import both, either, ended
from bot.chat.option_refusals import short
from bot.chat.typed import given

Facts = Mapping[str, Any]
# How a time zone is named where nothing else is known of what was said.
SAY_ZONE = "/daily set 09:00 timezone={}"


def zone_missing(_: Facts) -> str:
    """No zone was named, and none is known."""
    return f"Whose clock? Name the time zone, for example: {SAY_ZONE.format('Europe/Berlin')}"


def zone_unknown(facts: Facts) -> str:
    """What a time zone may be, and how it is written."""
    proposals, zone = facts["proposals"], short(facts["zone"])
    say = str(facts.get("say", SAY_ZONE)).format(proposals[0] if proposals else "Europe/Berlin")
    if not proposals:
        return f"“{zone}” is no time zone I know. Name a city's, for example: {say}"
    if len(proposals) == 1:
        return f"“{zone}” is no time zone I know. Do you mean {proposals[0]}? Write: {say}"
    return f"“{zone}” may be {either(proposals)}. Write the one you mean, for example: {say}"


def nothing_daily(facts: Facts) -> str:
    """Nothing is posted here, or nothing like that."""
    if not facts["on"]:
        return "Nothing is posted here daily. For example: /daily set 09:00 timezone=Europe/Berlin"
    return ended(f"Nothing like that is posted here. There is {titles.daily_posts(facts['on'])}")


def which_daily(facts: Facts) -> str:
    """Several could be meant."""
    pack, style = facts["known"][-1]
    named = given("style", style) + (f" {given('pack', pack)}" if pack else "")
    said = facts.get("command", "daily skip") + (f" {facts['number']}" if "number" in facts else "")
    return f"Several are posted here: {titles.daily_posts(facts['known'])}. Say which one, for example: /{said} {named}"


def option_of_another(facts: Facts) -> str:
    """An option that is for something else to be posted."""
    what, styles = titles.capital(titles.option(facts["option"])), facts["styles"]
    named = f"style={styles[0]} {given(facts['option'], facts['value'])}"
    return (
        f"{what} is for {either([f'a {s}' for s in styles])}, and this is a {facts['style']}. Write: "
        f"/daily set {facts['time']} {named}"
    )


def only_samples(facts: Facts) -> str:
    """Samples are posted only by name."""
    return (
        f"There are only sample packs here ({both(facts['packs'])}), and I do not post those unasked. Import a "
        f"transcript, or name one: /daily set {facts['time']} {given('pack', facts['packs'][0])}"
    )


def nothing_unseen(facts: Facts) -> str:
    """A pack has nothing to post."""
    if facts.get("reviewed_only"):
        return (
            "No quote there was kept by a manager yet, and no other is posted daily here. /quotes review deals them, "
            "/settings set reviewed-only no posts the others too."
        )
    if facts.get("delicate"):
        return (
            "Every quote there speaks of something delicate, and such a one is posted daily only once a manager kept "
            "it. /quotes review deals them."
        )
    which = f"“{facts['pack']}”" if facts["pack"] else "Every pack here"
    return f"{which} is empty, so there would be nothing to post. /quotes packs shows what others hold."
