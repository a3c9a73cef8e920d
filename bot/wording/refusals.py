"""What each Refusal says: one or two plain sentences, the last of which is the way on."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from bot.core import refusals as no
from bot.errors import Refusal, StorageAway, StorageError, StorageUnwritable
from bot.messages import Mark, Notice, Problem
from bot.wording.bringing import cannot_read
from content.text import excerpt

Facts = Mapping[str, Any]


def refusal(refused: Refusal) -> Notice:
    """The reply to somebody who was refused."""
    about = str(refused.facts.get("option") or _ABOUT.get(type(refused), ""))
    return Notice(text=_SENTENCES[type(refused)](refused.facts), mark=Mark.REFUSED, field=about)


def failed() -> Notice:
    """The reply when something of ours went wrong."""
    return Notice(text="That went wrong on my side, not on yours. Try it again in a moment.", mark=Mark.REFUSED)


def without_database(trouble: StorageError) -> Notice:
    """The reply while the database cannot be used. What exactly is wrong is for whoever runs the bot, in the log."""
    match trouble:
        case StorageAway():
            said = "My database does not answer right now. Try it again in a minute."
        case StorageUnwritable():
            said = "I can keep nothing right now. /whosaid still works; whoever runs me finds the reason in the log."
        case _:
            said = "My database cannot be read. Whoever runs me finds the reason with quoth doctor."
    return Notice(text=said, mark=Mark.REFUSED)


def _no_such_command(facts: Facts) -> str:
    nearest = f"Did you mean /{facts['nearest']}? " if facts["nearest"] else ""
    return f"There is no command “{_short(facts['word'])}”. {nearest}/quoth help lists them all."


def _bad_option(facts: Facts) -> str:
    expected = facts["expected"]
    if not facts["value"]:
        return f"Something is missing: {facts['option']}. For example: {expected}"
    if not facts["option"]:
        return f"“{_short(facts['value'])}” fits nowhere here. It is written: {expected}"
    meant = f" Did you mean {facts['nearest']}?" if facts.get("nearest") else ""
    if expected.startswith("/"):
        return f"There is no option “{_short(facts['option'])}” here.{meant} It is written: {expected}"
    return f"{facts['option']} cannot be “{_short(facts['value'])}”: it takes {expected}.{meant}"


def _no_such_pack(facts: Facts) -> str:
    known = ", ".join(facts["known"][:8]) or "none yet; /quotes import brings one in"
    return f"There is no pack “{_short(facts['name'])}” here. There is: {known}."


def _no_items(facts: Facts) -> str:
    what = "nothing to ask" if facts["mode"] == "mixed" else f"no {facts['mode']} item"
    where = f" in {facts['pack']}" if facts["pack"] else ""
    voices = " It needs at least three people who said enough." if facts["mode"] == "who-said" else ""
    return f"There is {what}{where}.{voices} /quiz start mixed takes whatever there is; /quotes packs shows the packs."


def _cannot_post(facts: Facts) -> str:
    if facts["problem"] is Problem.NOT_HERE:
        return (
            "I am not a member here, so nobody else would see it. Invite me (/invite on Slack); until then "
            "/quiz start pace=solo plays with you alone."
        )
    if facts["problem"] is Problem.GONE:
        return "This channel is archived or gone, so nothing can be posted in it. Choose another channel."
    lacking = " and ".join(facts["lacking"])
    if not lacking:
        return "I cannot post in this channel. Whoever manages it can allow it; else choose another channel."
    return f"I cannot post here: I lack {lacking}. Whoever manages this channel or the app can allow it."


def _not_the_host(facts: Facts) -> str:
    host = f" ({facts['host']})" if facts["host"] else ""
    return f"Only the one who started this game{host} or a manager may do that."


def _team_unknown(facts: Facts) -> str:
    if not facts["known"]:
        return "This game has no teams to choose. /quiz join alone takes part."
    return f"There is no team “{_short(facts['team'])}”. Choose one of {', '.join(facts['known'])}: /quiz join red"


def _already_voted(facts: Facts) -> str:
    votes = "1 more vote" if facts["missing"] == 1 else f"{facts['missing']} more votes"
    return f"Your vote is in; {votes} would skip the round."


def _nothing_to_overrule(facts: Facts) -> str:
    if not facts["refused"]:
        return "No answer of the last round was refused, so there is nothing to over-rule."
    return (
        f"{_short(facts['name'])} has no refused answer in the last round. Refused were: {', '.join(facts['refused'])}."
    )


def _zone_unknown(facts: Facts) -> str:
    proposals = facts["proposals"]
    if not proposals:
        return f"“{_short(facts['zone'])}” is no time zone I know. Name a city's, for example: timezone=Europe/Berlin"
    meant = " or ".join((", ".join(proposals[:-1]), proposals[-1]) if len(proposals) > 1 else proposals)
    return (
        f"“{_short(facts['zone'])}” does not name one time zone. Do you mean {meant}? Say so: timezone={proposals[0]}"
    )


def _nothing_daily(facts: Facts) -> str:
    if not facts["on"]:
        return "Nothing is posted here daily. For example: /daily set 09:00 timezone=Europe/Berlin"
    return f"Nothing like that is posted here. There is: {_subscriptions(facts['on'])}."


def _which_daily(facts: Facts) -> str:
    return f"Several are posted here: {_subscriptions(facts['known'])}. Name one of them so."


def _subscriptions(known: Sequence[tuple[str, str]]) -> str:
    return "; ".join(f"style={style}" + (f" pack={pack}" if pack else "") for pack, style in known)


def _only_samples(facts: Facts) -> str:
    return (
        f"There are only sample packs here ({', '.join(facts['packs'])}), and I do not post those unasked. Import a "
        f"transcript, or name one: /daily set {facts['time']} pack={facts['packs'][0]}"
    )


def _nothing_unseen(facts: Facts) -> str:
    which = f"The pack {facts['pack']}" if facts["pack"] else "Every pack here"
    return f"{which} is empty, so there would be nothing to post. /quotes packs shows what others hold."


def _short(text: str) -> str:
    return excerpt(text, 40)


# The option that a refusal is about, where it is always the same.
_ABOUT: dict[type[Refusal], str] = {
    no.NoSuchPack: "pack",
    no.NoItems: "mode",
    no.TeamUnknown: "team",
    no.ZoneUnknown: "timezone",
    no.ZoneMissing: "timezone",
    no.NothingToOverrule: "player",
    no.FileTooLarge: "file",
    no.NoFile: "file",
}

_SENTENCES: dict[type[Refusal], Callable[[Facts], str]] = {
    no.NothingToShow: lambda f: "There is no quote to show right now. quoth import FILE brings a transcript in.",
    no.NumberUnknown: lambda f: f"There is no quote #{f['number']}. /quote alone shows one that exists.",
    no.NumberRemoved: lambda f: f"#{f['number']} was deleted, and its number stays empty. /quote shows another.",
    no.BeingAsked: lambda f: "That quote is being asked right now. It comes back with the reveal.",
    no.NoSuchPack: _no_such_pack,
    no.NoSuchCommand: _no_such_command,
    no.BadOption: _bad_option,
    no.TooLong: lambda f: f"That is too long: {f['what']} takes at most {f['limit']} characters. Send the best part.",
    no.NoGame: lambda f: "No game is running here. /quiz start begins one.",
    no.GameRuns: lambda f: "A game is running here already. /quiz join takes part, /quiz stop ends it.",
    no.NoItems: _no_items,
    no.CannotPost: _cannot_post,
    no.NotTheHost: _not_the_host,
    no.RoundIsClosed: lambda f: "That round is closed. The next one takes answers.",
    no.RoundNotOpen: lambda f: "The round opens in a moment. Press again when it stands.",
    no.AlreadyAnswered: lambda f: f"Your answer stands: {_short(f['answer'])}. The first one counts.",
    no.AlreadyJoined: lambda f: "You are in. Answer when the next round opens.",
    no.LobbyOpen: lambda f: "The game has not begun. /quiz join takes part, /quiz begin starts it.",
    no.GamePaused: lambda f: "The game is paused. /quiz resume lets it go on.",
    no.NotPaused: lambda f: "The game is not paused. /quiz pause lets the clock stand.",
    no.AlreadyVoted: _already_voted,
    no.HintWouldTell: lambda f: "With two answers every hint is the answer. Take the one you believe; half are right.",
    no.TeamUnknown: _team_unknown,
    no.TeamsAreFixed: lambda f: "Teams are fixed once the game runs. Answer all the same: your own points count.",
    no.NoRoundYet: lambda f: "No round is over yet, so there is nothing to put right. It works after a reveal.",
    no.AlreadyVoid: lambda f: "That round is undone already. The next one counts.",
    no.NothingToOverrule: _nothing_to_overrule,
    no.ZoneUnknown: _zone_unknown,
    no.ZoneMissing: lambda f: "Whose clock? Name the time zone, for example: timezone=Europe/Berlin",
    no.NothingDaily: _nothing_daily,
    no.WhichDaily: _which_daily,
    no.TooManyDaily: lambda f: f"{f['limit']} are posted here daily, and that is the most. /daily off makes room.",
    no.OnlySamples: _only_samples,
    no.NothingUnseen: _nothing_unseen,
    no.DailyIsOver: lambda f: "That one is over; the answer stands in the channel. The next takes answers.",
    no.NoFile: lambda f: "There is neither a file nor a text in it. Add one of them; the rest may stay empty.",
    no.FileTooLarge: lambda f: f"“{_short(f['name'])}” is larger than {f['limit']} MB. Split it into episodes.",
    no.CannotRead: lambda f: cannot_read(f["error"]),
    no.NotAManager: lambda f: f"/{f['command']} is for managers here. Ask one, or let one change it: /settings show",
    no.PressIsStale: lambda f: "That button belongs to an earlier moment. /quoth help shows what works now.",
    no.AlreadyHandled: lambda f: "That was done already.",
}
