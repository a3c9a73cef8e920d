"""What each Refusal says: one or two plain sentences, the last of which is the way on."""

from collections.abc import Callable, Mapping
from typing import Any

from bot.chat import bluff_refusals as bluff
from bot.chat import daily_refusals as daily
from bot.chat import refusals as no
from bot.chat import titles
from bot.chat.counting import both, counted, either, ended
from bot.chat.identity import Who
from bot.chat.messages import Mark, Notice, Problem
from bot.chat.option_refusals import bad_option, no_such_command, no_such_pack, short
from bot.chat.principals import STARTING
from bot.chat.reading_refusals import cannot_read, doubts_used_up, readers_busy, used_up
from bot.chat.traits import traits_of
from bot.chat.typed import given
from bot.errors import Refusal, RowUnreadable, StorageAway, StorageError, StorageUnwritable
from content.items import KINDS

Facts = Mapping[str, Any]


def refusal(refused: Refusal) -> Notice:
    """The reply to somebody who was refused."""
    about = str(refused.facts.get("option") or _ABOUT.get(type(refused), ""))
    return Notice(text=_SENTENCES[type(refused)](refused.facts), mark=Mark.REFUSED, field=about)


def failed(reference: str) -> Notice:
    """The reply when something of ours went wrong; by the reference its line in the log is found."""
    text = f"That went wrong on my side, not on yours. Try it again in a moment. (Reference {reference})"
    return Notice(text=text, mark=Mark.REFUSED)


def without_database(trouble: StorageError) -> Notice:
    """The reply while the database cannot be used. What exactly is wrong is for whoever runs the bot, in the log."""
    match trouble:
        case StorageAway():
            said = "My database does not answer right now. Try it again in a minute."
        case StorageUnwritable():
            said = "I can keep nothing right now. /whosaid still works; whoever runs me finds the reason in the log."
        case RowUnreadable():
            said = "What I kept of that cannot be read any more. Whoever runs me finds the reason by quoth doctor."
        case _:
            said = "My database cannot be read. Whoever runs me finds the reason in the log."
    return Notice(text=said, mark=Mark.REFUSED)


def _not_among(facts: Facts) -> str:
    return f"“{short(facts['value'])}” is not among the answers. Choose {either(facts['letters'])}."


def _no_quote_of(facts: Facts) -> str:
    said = f"{facts['name']} speaks here, but has no quote."
    if facts["like"]:
        return f"{said} {either(facts['like'])} may be the same person: /quote {given('search', facts['like'][0])}"
    return f"{said} /whosaid finds what was said by its words, whoever said it."


def _not_a_number(facts: Facts) -> str:
    said = f"“{short(facts['value'])}”"
    what = {
        "several": f"{said} holds more than one number. Take a single one, such as 250: the nearest guess wins.",
        "negative": f"{said} is below zero, and nothing here is. Guess again, such as 250.",
        "endless": f"{said} is more than anybody could count. Guess again, such as 250.",
    }
    none = f"There is no number in {said}. Write one in digits or words, such as 250 or two hundred and fifty."
    return what.get(facts["why"], none)


def _no_items(facts: Facts) -> str:
    what = "nothing to ask" if facts["mode"] == titles.MIXED else f"no {either(titles.kinds(facts['mode']))} question"
    where = f" in “{facts['pack']}”" if facts["pack"] else ""
    kind = KINDS.get(facts["mode"])
    needs = f" {kind.needs}" if kind and kind.needs else ""
    if facts.get("samples"):
        start = f"/daily set 09:00 style={facts['style']}" if "style" in facts else "/quiz start"
        way = f"A sample can be played: {start} {given('pack', facts['samples'][0])}"
    elif "style" in facts:
        way = "/daily set 09:00 style=quote posts quotes, which need no questions."
    elif facts["mode"] != titles.MIXED:
        way = "/quiz start mixed takes whatever there is; /quotes packs shows the packs."
    else:
        way = "A longer transcript gives questions: /quotes import brings one in; /quotes packs shows what there is."
    return f"There is {what}{where}.{needs} {way}"


def _cannot_post(facts: Facts) -> str:
    if facts["problem"] is Problem.NOT_HERE:
        how = traits_of(facts.get("platform", "")).invitation
        return (
            f"I am not a member here, so nobody else would see it. Invite me in{how}; until then "
            "/quiz start pace=solo plays with you alone."
        )
    if facts["problem"] is Problem.BETWEEN_PEOPLE:
        return (
            "I am not in this conversation between people, so I cannot post here. Use a channel that I am in, or write "
            "to me directly; /quiz start pace=solo plays with you alone."
        )
    if facts["problem"] is Problem.GONE:
        return "This channel is archived or gone, so nothing can be posted in it. Choose another channel."
    lacking = both(facts["lacking"])
    if not lacking:
        return "I cannot post in this channel. Whoever manages it can allow it; else choose another channel."
    return f"I cannot post here: I lack {lacking}. Whoever manages this channel or the app can allow it."


def _cannot_thread(facts: Facts) -> str:
    return (
        f"I cannot open a thread here: it takes {' and '.join(facts['lacking'])}. Whoever manages this channel can "
        "allow it; /quiz start plays in the channel itself."
    )


def _not_the_host(facts: Facts) -> str:
    host = f" ({facts['host']})" if facts["host"] else ""
    return f"Only the one who started this game{host} or a manager may do that."


def _not_a_manager(facts: Facts) -> str:
    said = f"/{facts['command']} is for managers here."
    return f"{said} One of them can do it for you" + (
        f", or open it to all: /settings set restricted -{facts['word']}" if facts["word"] else "."
    )


def _not_to_restrict(facts: Facts) -> str:
    return (
        f"I cannot leave “{short(facts['name'])}” to managers. Choose what starts something: "
        f"{either(list(STARTING))}. For example: /settings set restricted quiz"
    )


def _team_unknown(facts: Facts) -> str:
    if not facts["known"]:
        return "This game has no teams to choose. /quiz join alone takes part."
    return f"There is no team “{short(facts['team'])}”. Choose {either(facts['known'])}: /quiz join red"


def _already_voted(facts: Facts) -> str:
    votes = counted(facts["missing"], "more vote")
    return f"Your vote is in; {votes} would skip the round."


def _nothing_to_overrule(facts: Facts) -> str:
    if not facts["refused"]:
        return "No answer of the last round was refused, so there is nothing to over-rule."
    if facts["name"] and not facts.get("known", True):
        return ended(
            f"Nobody called {short(facts['name'])} plays in this game. Refused were: {', '.join(facts['refused'])}"
        )
    who = f"{short(facts['name'])} has" if facts["name"] else "They have"
    return ended(f"{who} no refused answer in the last round. Refused were: {', '.join(facts['refused'])}")


def _not_known(facts: Facts) -> str:
    platform = facts["platform"].capitalize()
    if facts["who"] is Who.LATE:
        return (
            f"{platform} did not say in time who you are, so I cannot tell whether you may do that. Try it again in a "
            "moment."
        )
    return (
        f"{platform} does not tell me who you are, so I cannot tell whether you may do that: the app lacks a "
        "right, which whoever runs Quoth can give it."
    )


def _file_cut(facts: Facts) -> str:
    arrived = (
        f"{facts['came']:,} of {counted(facts['size'], 'byte')}" if facts["size"] else counted(facts["came"], "byte")
    )
    return f"Of “{short(facts['name'])}” only {arrived} arrived, so nothing was changed. Hand it over once more."


def _too_often(facts: Facts) -> str:
    when = counted(facts["seconds"], "second")
    if facts["channel"]:
        return f"Give it a moment: this channel had {facts['most']} answers in ten seconds. Ask again in {when}."
    return f"Give it a moment: everybody here got {facts['most']} answers of yours in ten seconds. Ask again in {when}."


def _name_taken(facts: Facts) -> str:
    name = facts["name"]
    return (
        f"“{name}” is the name of another pack, so nothing was changed. Choose another name, or remove that pack "
        f"first: /quotes remove {given('pack', name)}"
    )


def _not_ours(facts: Facts) -> str:
    name = facts["name"]
    rests = f"/quotes disable {given('pack', name)} lets it rest here."
    return f"“{name}” is there for other workspaces too, so it stays. {rests}"


_NO_FILE = {
    "": "There is no file “{}” here.",
    "folder": "“{}” is a folder, not a file.",
    "barred": "“{}” cannot be read by you.",
}

# The option that a refusal is about, where it is always the same.
_ABOUT: dict[type[Refusal], str] = {
    no.NoSuchPack: "pack",
    no.NameTaken: "name",
    no.NotOursToRemove: "pack",
    no.NoItems: "mode",
    no.TeamUnknown: "team",
    no.CannotThread: "thread",
    no.ZoneUnknown: "timezone",
    no.ZoneMissing: "timezone",
    no.NothingToOverrule: "player",
    no.FileTooLarge: "file",
    no.ImportsUsedUp: "file",
    no.ReadersBusy: "file",
    no.NoFile: "file",
    no.FileGone: "file",
    no.FileWithheld: "file",
    no.FileIsPage: "file",
    no.FileCut: "file",
    no.FileDelayed: "file",
    no.FileElsewhere: "file",
    no.FileUnlisted: "file",
    no.NoSuchFile: "file",
}

_SENTENCES: dict[type[Refusal], Callable[[Facts], str]] = {
    no.NothingToShow: lambda f: "There is no quote to show right now. /quotes import brings a transcript in.",
    no.NoQuoteOf: _no_quote_of,
    no.NumberUnknown: lambda f: f"There is no quote #{f['number']}. /quote alone shows one that exists.",
    no.NumberRemoved: lambda f: f"#{f['number']} was deleted, and its number stays empty. /quote shows another.",
    no.BeingAsked: lambda f: "That quote is being asked right now. It comes back with the reveal.",
    no.AskedElsewhere: lambda f: (
        "The same quote is being asked in a channel right now. Answer when its reveal is out, or go on with /quiz skip."
    ),
    no.NoSuchPack: no_such_pack,
    no.NoSuchCommand: no_such_command,
    no.BadOption: bad_option,
    no.NotAmongAnswers: _not_among,
    no.TooLong: lambda f: (
        f"That is too long: {titles.option(f['what'])} may have {counted(f['limit'], 'character')} at most. "
        "Send the best part."
    ),
    no.NoGame: lambda f: (
        "No game is running here any more: it is over. /quiz start begins another."
        if f.get("over")
        else "No game is running here. /quiz start begins one."
    ),
    no.GameRuns: lambda f: "A game is running here already. /quiz join takes part, /quiz stop ends it.",
    no.NoItems: _no_items,
    no.EverythingAsked: lambda f: (
        "Everything there is to ask is being asked elsewhere right now. Try again after the reveal, or name a pack."
    ),
    no.CannotPost: _cannot_post,
    no.CannotThread: _cannot_thread,
    no.NotTheHost: _not_the_host,
    no.RoundIsClosed: lambda f: (
        "That round is over. Press Next for the following one."
        if f.get("alone")
        else "That round is closed. The next one takes answers."
    ),
    no.RoundNotOpen: lambda f: "The round opens in a moment. Press again when it stands.",
    no.AlreadyAnswered: lambda f: (
        f"Your answer stands: {ended(short(f['answer']))} "
        + ("Another one would take its place." if f.get("changes") else "The first one counts.")
    ),
    no.AlreadyJoined: lambda f: "You are in. Answer when the next round opens.",
    no.LobbyOpen: lambda f: "The game has not begun. /quiz join takes part, /quiz begin starts it.",
    no.GamePaused: lambda f: "The game is paused. /quiz resume lets it go on.",
    no.NoClock: lambda f: "Your game has no clock: it waits for you anyway. /quiz stop ends it.",
    no.NotPaused: lambda f: "The game is not paused. /quiz pause lets the clock stand.",
    no.NotPlaying: lambda f: "Only those who play have a vote. Answer the round or /quiz join, then skip.",
    no.AlreadyVoted: _already_voted,
    no.NotANumber: _not_a_number,
    no.NotAnAnswer: lambda f: "I can read no answer in that. Write it in words or figures; your try is not used up.",
    no.HintWouldTell: bluff.no_hint,
    no.WritingIsOver: lambda f: "The writing is over. Choose one of the endings that are shown now.",
    no.EndingTaken: bluff.taken,
    no.EndingSaysNothing: bluff.says_nothing,
    no.EndingTooLong: bluff.too_long,
    no.EndingHasLink: bluff.has_link,
    no.EndingsFull: bluff.full,
    no.OwnEnding: lambda f: "That ending is your own. Choose another one.",
    no.ChooseFirst: lambda f: "Choose an ending yourself first: which ones are made up is shown to you after that.",
    no.EndingGone: lambda f: "The host took that ending away. Choose another one.",
    no.TooFewPlayers: bluff.too_few_players,
    no.TeamUnknown: _team_unknown,
    no.TeamsAreFixed: lambda f: "Teams are fixed once the game runs. Answer all the same: your own points count.",
    no.OneSide: lambda f: (
        "A team game takes two sides, and so far there is one. The others come in by "
        + ("/quiz join team=blue" if f.get("named") else "/quiz join")
        + "; without teams: /quiz stop and /quiz start."
    ),
    no.NoRoundYet: lambda f: "No round is over yet, so there is nothing to put right. It works after a reveal.",
    no.AlreadyVoid: lambda f: (
        "The last round is undone, so nothing in it can be put right."
        + ("" if f.get("over") else " The next one counts.")
    ),
    no.NothingToOverrule: _nothing_to_overrule,
    no.ZoneUnknown: daily.zone_unknown,
    no.ZoneMissing: daily.zone_missing,
    no.NothingDaily: daily.nothing_daily,
    no.WhichDaily: daily.which_daily,
    no.OptionOfAnother: daily.option_of_another,
    no.TooManyDaily: lambda f: f"{f['limit']} are posted here daily, and that is the most. /daily off makes room.",
    no.OnlySamples: daily.only_samples,
    no.OfAnotherPack: lambda f: (
        f"#{f['number']} is of {f['pack']}, and what is posted here is drawn from {f['known']}. Choose a quote of that."
    ),
    no.NothingUnseen: daily.nothing_unseen,
    no.DailyIsOver: lambda f: "That one is over; the answer stands in the channel. The next takes answers.",
    no.NoFile: lambda f: "There is neither a file nor a text in it. Add one of them; the rest may stay empty.",
    no.FileTooLarge: lambda f: f"“{short(f['name'])}” is larger than {f['limit']} MB. Split it into episodes.",
    no.ImportsUsedUp: lambda f: used_up(f["what"], f["limit"], f["wait"]),
    no.ReadersBusy: lambda f: readers_busy(f["mine"]),
    no.CannotRead: lambda f: cannot_read(
        f["error"], full=f.get("full", False), typed=f.get("typed", ""), form=f.get("form", False)
    ),
    no.FileGone: lambda f: f"“{short(f['name'])}” is not there any more. Upload it once more, or paste its text.",
    no.FileWithheld: lambda f: (
        f"I am not allowed to read “{short(f['name'])}”. Hand it over once more, or paste its text; if that "
        "does not help either, whoever runs Quoth can give the app the right to read files."
    ),
    no.FileIsPage: lambda f: (
        f"Instead of “{short(f['name'])}” a web page came, most likely to sign in: the app may lack the right to read "
        "files, which whoever runs Quoth can give it. Until then paste its text."
    ),
    no.FileCut: _file_cut,
    no.FileDelayed: lambda f: (
        f"“{short(f['name'])}” could not be fetched just now, so nothing was changed. Hand it over again in a minute."
    ),
    no.FileElsewhere: lambda f: (
        f"“{short(f['name'])}” is only linked here and lies at {short(f['host'])}. Download it and hand over your copy."
    ),
    no.FileUnlisted: lambda f: (
        f"“{short(f['name'])}” belongs to another workspace, which does not let me have it. Download it and hand over "
        "your copy, or paste its text."
    ),
    no.NoSuchFile: lambda f: f"{_NO_FILE[f['why']].format(short(f['name']))} Type the path of a transcript.",
    no.NotAManager: _not_a_manager,
    no.Nobody: lambda f: (
        f"“{short(f['name'])}” is nobody I can find here. Mention people or groups, with commas between; "
        "everybody at once cannot manage."
    ),
    no.NotToRestrict: _not_to_restrict,
    no.NotKnown: _not_known,
    no.TooOften: _too_often,
    no.TooMuchAtOnce: lambda f: "Give it a moment: what you asked for before is still being worked on.",
    no.NameTaken: _name_taken,
    no.NotOursToRemove: _not_ours,
    no.TooLateToUndo: lambda f: "That pack is here already, or gone for good. Importing its file again brings it in.",
    no.AlreadyShared: lambda f: "You have shared that already: everybody here can read it.",
    no.DoubtedBefore: lambda f: (
        f"You said so of #{f['number']} already, and a manager is told once. Others may say so too."
    ),
    no.NothingToReview: lambda f: (
        "No pack here is yours to review: those for all workspaces are reviewed by whoever runs Quoth (quoth review). "
        "/quotes import brings in one of yours."
    ),
    no.NothingToUndo: lambda f: "There is nothing of yours to take back here. /quotes review deals the next quote.",
    no.DoubtsUsedUp: lambda f: doubts_used_up(f["limit"], f["wait"]),
    no.NobodyToTell: lambda f: (
        f"I know no manager here whom I could write to, so nobody was told. Tell whoever manages this place about "
        f"#{f['number']}."
    ),
    no.PressIsStale: lambda f: "That button belongs to an earlier moment. /quoth help shows what works now.",
    no.AlreadyHandled: lambda f: "That was done already.",
}
