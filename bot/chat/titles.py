"""What kinds, settings, options and values are called where a person reads them. What is typed stays as it is."""

from collections.abc import Mapping, Sequence

from bot.chat.counts import both, either
from content.items import KINDS as ITEM_KINDS

# What `mode` is where nothing is chosen.
MIXED = "mixed"
# What somebody got wrong, asked of them again.
MISSED = "missed"
# Kinds of items, and the mix of them.
KINDS: Mapping[str, str] = {
    MIXED: "Mixed", **{name: made.title for name, made in ITEM_KINDS.items()}, MISSED: "What you got wrong",
}  # fmt: skip
SETTINGS: Mapping[str, str] = {
    "managers": "Managers",
    "restricted": "For managers only",
    "timezone": "Time zone",
    "inflections": "Other endings",
    "cooldown": "Quotes not repeated",
    "reviewed-only": "Only reviewed quotes daily",
    "suggestions": "Managers see added quotes first",
}
# What an option of any command is, within a sentence.
OPTIONS: Mapping[str, str] = {
    "search": "what you search for",
    "words": "what you remember",
    "mode": "the kind of question",
    "rounds": "the number of rounds",
    "seconds": "the seconds for an answer",
    "teams": "the kind of teams",
    "team": "the team",
    "difficulty": "the difficulty",
    "pace": "the pace",
    "pack": "the pack",
    "thread": "the choice of a thread",
    "begin": "when it begins",
    "at": "the time when it begins",
    "changes": "whether answers may change",
    "change": "what becomes of it",
    "text": "your answer",
    "period": "the period",
    "scope": "the scope",
    "player": "the player",
    "time": "the time",
    "timezone": "the time zone",
    "days": "the days",
    "style": "the style",
    "reveal": "the time of the answer",
    "closes": "the time when it closes",
    "number": "the number",
    "file": "the file",
    "feed": "the feed",
    "last": "how many come in at once",
    "name": "the name",
    "speaker": "who speaks",
    "speakers": "what labels mean",
    "member": "the member",
    "what": "what is meant",
    "switch": "the choice",
    "value": "the value",
    "topic": "the topic",
    "inflections": "the setting “Other endings”",
    "cooldown": "the setting “Quotes not repeated”",
    "reviewed-only": "the setting “Only reviewed quotes daily”",
    "suggestions": "the setting “Managers see added quotes first”",
    "wording": "the words to show",
    "question": "the question",
    "right": "what is right",
    "wrong": "the wrong answers",
    "explanation": "what is told at the reveal",
    "format": "the format",
    "into": "the pack it goes into",
    "quote": "the quote",
    "by": "who said it",
    "date": "the day it was said",
    "link": "the link",
    "to": "the choice",
    "added": "who added it",
    "page": "the page",
}
_LIVE = {
    "game": "live quiz", "once": "live quiz, once", "quote-of-the-week": "quote of the week",
    "on-this-day": "quote of this day",
}  # fmt: skip
_VALUES: Mapping[tuple[str, str], str] = {
    **{("mode", value): title for value, title in KINDS.items()},
    **{("name", value): title for value, title in SETTINGS.items()},
    ("teams", "none"): "No teams",
    ("teams", "named"): "Choose a team",
    ("teams", "balanced"): "Teams are dealt",
    ("pace", "normal"): "By the clock",
    ("pace", "relaxed"): "Relaxed: no deadline",
    ("pace", "solo"): "Alone",
    ("scope", "channel"): "This channel",
    ("scope", "workspace"): "The whole workspace",
    ("what", "me"): "What is kept about me",
    ("what", "workspace"): "Everything of this place",
    ("period", "week"): "This week",
    ("period", "month"): "This month",
    ("period", "season"): "This season",
    ("period", "all"): "Of all time",
    ("format", "csv"): "Quotes as a table (CSV)",
    ("format", "jsonl"): "Quotes as JSON lines",
    ("format", "fortune"): "Quotes as a fortune file",
    ("format", "gift"): "Questions for Moodle (GIFT)",
    ("format", "anki"): "Questions for Anki",
    ("format", "quoth"): "A whole pack, to import again",
    ("to", "last"): "Add to the last one",
    ("to", "own"): "A quote of its own",
    ("style", "quote"): "A quote",
    ("style", "guess"): "A guess",
    ("style", "quiz"): "A quiz",
    ("style", "game"): "A live quiz",
    ("style", "once"): "A live quiz, once",
    ("style", "quote-of-the-week"): "The quote of the week",
    ("style", "on-this-day"): "A quote of this day in another year",
}


def kind(name: str) -> str:
    """Who said it, for who-said; several, with commas between, are joined; an unknown one stays as it is."""
    return either([KINDS.get(one, one) for one in name.split(",")])


def kinds(name: str) -> list[str]:
    """The same between quotation marks, each by itself."""
    return [f"“{KINDS.get(one, one)}”" for one in name.split(",")]


def setting(name: str) -> str:
    """Time zone, for timezone."""
    return SETTINGS.get(name, name)


def option(name: str) -> str:
    """The number of rounds, for rounds: within a sentence."""
    return OPTIONS.get(name, name)


def field(name: str) -> str:
    """Number of rounds, for rounds: above a field."""
    return capital(option(name).removeprefix("the "))


def value(option_name: str, chosen: str) -> str:
    """A value of an option that has a list of them: Relaxed, for relaxed."""
    return _VALUES.get((option_name, chosen)) or chosen[:1].upper() + chosen[1:]


def shown(option_name: str, chosen: str) -> str:
    """A value as it is offered where it may be typed: by its title where that is read too, else as it is."""
    title = _VALUES.get((option_name, chosen), chosen)
    if option_name == "name":
        return chosen if title.casefold() == chosen else f"{chosen} ({title})"
    return title if option_name == "mode" else chosen


def capital(text: str) -> str:
    """The same at the beginning of a sentence."""
    return text[:1].upper() + text[1:]


def daily_posts(named: Sequence[tuple[str, str]]) -> str:
    """A guess from talk and a quiz, of (pack or "", style) each."""
    return both([f"a {daily_post(style)}" + (f" from {pack}" if pack else "") for pack, style in named])


def daily_post(style: str) -> str:
    """What a style of daily post is called."""
    return _LIVE.get(style, style)
