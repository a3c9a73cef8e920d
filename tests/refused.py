"""Every refusal as it may come, with facts as awkward as they get: a name ends with a full stop, a text with a mark."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from importlib import import_module
from pathlib import Path

import bot
from bot.app.catalogue import REGISTRY
from bot.app.refusals import TooOften
from bot.chat.identity import Who
from bot.chat.incoming import Problem
from bot.chat.refusals import BadOption, NoItems, NoSuchCommand, NothingUnseen, TooLong, ZoneUnknown
from bot.daily.refusals import (
    NotByTheClock,
    NothingDaily,
    NotInAQuiz,
    OfAnotherPack,
    OnlySamples,
    OptionOfAnother,
    TimeMissing,
    TooManyDaily,
    WhichDaily,
    ZoneMissing,
)
from bot.daily.rules.model import Style
from bot.delivery.refusals import CannotPost, CannotThread
from bot.errors import Refusal
from bot.feeds.refusals import FeedsFull, FollowedAlready, NoAddress, NoSuchFeed, NoTranscripts
from bot.games.mix import MODES
from bot.games.preset_refusals import NoSuchPreset, PresetNameBad, PresetOfAnother, PresetsFull
from bot.games.question_refusals import (
    AskedAlready,
    CannotBeAsked,
    NoSuchQuestion,
    NotBeforeOthers,
    NotYourQuestion,
    QuestionBeingAsked,
    QuestionsFull,
    SettledAlready,
    SuggestionsUsedUp,
)
from bot.games.refusals import (
    AlreadyAnswered,
    AlreadyVoid,
    AlreadyVoted,
    EndingsFull,
    EndingTooLong,
    HintWouldTell,
    MissedIsPrivate,
    NoGame,
    NotAmongAnswers,
    NotAnAnswer,
    NotANumber,
    NothingMissed,
    NothingToOverrule,
    NotTheHost,
    OneSide,
    RoundIsClosed,
    TeamUnknown,
    TooFewPlayers,
)
from bot.library.absence_refusals import NumberRests, PackIsAway, SuggestionWaits
from bot.library.book_refusals import (
    AddedEnough,
    BookRests,
    ChangedSince,
    DateUnclear,
    HoldsBlocked,
    IsTheBook,
    LinkUnclear,
    MessageDeleted,
    NeverQuoted,
    NotYours,
    QuoteNotOurs,
    TooLateToTakeBack,
)
from bot.library.file_refusals import (
    CannotRead,
    FileCut,
    FileDelayed,
    FileElsewhere,
    FileGone,
    FileIsPage,
    FileTooLarge,
    FileUnlisted,
    FileWithheld,
    GaveWay,
    ImportsUsedUp,
    NoSuchFile,
    ReadersBusy,
    WaitsNoLonger,
)
from bot.library.link_refusals import REASONS, CannotFetch, IsFeed
from bot.library.refusals import (
    AlreadyOne,
    BlockedHere,
    BlocksFull,
    CannotMerge,
    EverythingAsked,
    ExportBeingAsked,
    ExportTooLarge,
    NameTaken,
    NoQuoteOf,
    NoSuchPack,
    NoSuchVoice,
    NotBlocked,
    NothingToExport,
    NothingToReview,
    NothingToUndo,
    NotOursToChange,
    NotOursToRemove,
    NumberRemoved,
    NumberUnknown,
    WhichPack,
)
from bot.people.refusals import NoSeasonToReopen, NoSuchSeason, SeasonOver
from bot.privacy.refusals import (
    LinkedAlready,
    LinkForgotten,
    LinkHeld,
    ManagersLink,
    NoSuchMember,
    NoSuchSpeaker,
    NotLinked,
    NotYourWords,
)
from bot.settings import model as settings
from bot.workspace.refusals import (
    DoubtedBefore,
    DoubtsUsedUp,
    Nobody,
    NobodyToTell,
    NotAManager,
    NotKnown,
    NotToRestrict,
)
from content.errors import ContentError, NoTranscript
from content.items.rules import WHY

BOT = Path(bot.__file__).parent
JUNIOR = "Sammy Novak Jr."
NOTHING: Mapping[str, object] = {}


def _bad_options() -> list[Refusal]:
    """One for every option of every command, missing and wrong, as the registry raises it."""
    raised: list[Refusal] = []
    for command in REGISTRY:
        for option in command.options:
            for given in ({option.name: "x" * 2001}, {option.name: "so-so."}, {}):
                try:
                    command.check(given)
                except Refusal as refused:
                    raised.append(refused)
    return raised


SAMPLES: Mapping[type[Refusal], Sequence[Mapping[str, object]]] = {
    CannotThread: [{"lacking": ("Create Public Threads",)}, {"lacking": ()}],
    NotANumber: [{"value": "lots", "why": why} for why in ("none", "several", "vague", "negative", "endless")],
    AlreadyVoid: [{}, {"over": True}],
    HintWouldTell: [{"written": False}, {"written": True}, {"opinion": True}],
    EndingTooLong: [{"limit": 80}],
    EndingsFull: [{"most": 7}],
    NothingMissed: [
        {"gone": gone, "kinds": kinds, "pack": pack}
        for gone in (0, 2) for kinds in ((), ("who-said", "missing-word")) for pack in ("", "talk")
    ],
    MissedIsPrivate: [{"mode": "missed"}, {"mode": "missed,who-said"}],
    TooFewPlayers: [
        {"mode": "mixed", "least": 1, "joined": 0},
        {"mode": "bluff", "least": 3, "joined": 1}, {"mode": "bluff", "least": 3, "joined": 2},
        {"mode": "bluff", "least": 3, "joined": 1, "direct": True},
    ],
    PresetNameBad: [{"name": "***"}],
    PresetOfAnother: [{"name": JUNIOR}],
    PresetsFull: [{"most": 25}],
    NoSuchPreset: [
        {"name": JUNIOR, "known": [], "nearest": "", "verb": "use"},
        {"name": "fridy", "known": ["friday"], "nearest": "friday", "verb": "delete"},
        {"name": "friday", "known": [f"mix {n}." for n in range(12)], "nearest": "", "verb": "use"},
    ],
    NotAnAnswer: [
        {"value": "..."}, {"value": "🙂"}, {"value": "c", "letter": True}, {"value": "Ada", "removed": "B"},
        {"value": "hmmm", "shrug": True},
    ],
    NoGame: [
        *({"below": platform} for platform in ("slack", "discord")), {}, {"over": True},
        {"over": True, "answer": "In a word: tea."},
    ],
    RoundIsClosed: [{}, {"alone": True}, {"answer": "tea"}, {"answer": "Is it tea?"}],
    NoSuchSpeaker: [{"name": "Hugo P.", "like": []}, {"name": "Hugo", "like": ["Hugo Prinz", "Hugo"]}],
    NoSuchMember: [{"name": "@everyone."}],
    **{kind: [{"name": "Hugo Prinz"}] for kind in (ManagersLink, LinkHeld, LinkForgotten)},
    LinkedAlready: [{"name": "Hugo Prinz"}, {"name": "Hugo Prinz", "member": "U0HUGO"}],
    NotLinked: [{"name": "Hugo P."}],
    NotYourWords: [{"number": 7}],
    NoQuoteOf: [{"name": "Hugo Prinz", "like": []}, {"name": "Hugo Prinz", "like": ["Hugo"]}],
    NumberUnknown: [{"number": 99999}],
    SuggestionWaits: [{"number": 12, "manager": m} for m in (True, False)],
    NumberRests: [{"number": 12, "pack": "the-plan"}, {"number": 12, "pack": "Is this “it”?"}],
    PackIsAway: [{"name": "the-plan", "removed": False}, {"name": "Is this “it”?", "removed": True}],
    NumberRemoved: [{"number": 7}],
    NoSuchPack: [
        {"name": "xml", "known": ["kettle"], "formats": ("csv", "jsonl")},
        {"name": "no such talk.", "known": []}, {"name": "talk", "known": ["kettle"]},
        {"name": "talk", "known": [f"talk-{n}" for n in range(12)]},
        {"name": "ship-it", "known": ["ship-it-23", "talk"]}, {"name": "minutes", "known": [], "command": "quiz start"},
        {"name": "minutes", "known": ["ship-it-23", "talk"], "command": "quiz start"},
        {"name": "minutes", "known": ["talk"], "command": "daily set"},
    ],
    NoSuchCommand: [{"word": "quiz strat", "nearest": "quiz start"}, {"word": "hello.", "nearest": ""},
                       {"word": "daily 9am", "nearest": "daily set time=9am"}, {"word": "privacy show", "nearest": ""},
                       {"word": "remind", "nearest": ""}],
    BadOption: [
        {"option": "", "value": "colour.", "expected": REGISTRY.get("quiz start").usage},
        {"option": "colour", "value": "red", "expected": REGISTRY.get("daily set").usage, "nearest": "closes"},
        {"option": settings.COOLDOWN, "value": "many", "expected": "a number of quotes from 0 to 1000"},
        {"option": settings.REVIEWED_ONLY, "value": "perhaps.", "expected": "yes or no"},
        {
            "option": settings.INFLECTIONS, "value": "loud", "expected": "accept, prompt",
            "choices": (settings.ACCEPTED, settings.PROMPTED),
        },
        {"option": "", "value": "to", "expected": "/daily set 09:00 timezone=Europe/Berlin", "example": True},
        {"option": "", "value": "5pm", "expected": "/daily set 09:00 days=fri", "example": True, "once": True},
        {"option": "mode", "value": "chess", "expected": "", "choices": MODES, "nearest": "closest", "several": True},
        {
            "option": "", "value": "week", "expected": REGISTRY.get("quiz leaderboard").usage,
            "lists": [("period", ("month", "all"))],
        },
        {
            "option": "", "value": "two players", "expected": REGISTRY.get("quiz start").usage, "command": "quiz start",
            "brief": REGISTRY.get("quiz start").example,
        },
        {"option": "speakers", "value": "Bea.", "expected": "SPEAKER_00=Ada, SPEAKER_01=Ben"},
        {"option": "number", "value": "#7", "expected": "the number of a quote from talk"},
    ],
    NotAmongAnswers: [{"value": "help", "letters": "ABCD"}, {"value": "It was tea.", "letters": "AB"}],
    TooLong: [{"limit": 200, "what": "text"}, {"limit": 400, "what": "search"}],
    NoItems: [{"mode": mode, "pack": pack} for mode in MODES for pack in ("", "talk")],
    EverythingAsked: [{"mode": "mixed", "pack": ""}],
    CannotPost: [
        {"problem": problem, "lacking": lacking, "platform": platform}
        for problem in Problem for lacking in ((), ("Send Messages",), ("a", "b", "c"))
        for platform in ("slack", "discord", "terminal")
    ],
    NotTheHost: [{"host": ""}, {"host": JUNIOR}],
    AlreadyAnswered: [
        {"answer": "It was never written down."}, {"answer": "tea"}, {"answer": "jam", "changes": True},
    ],
    AlreadyVoted: [{"missing": 1}, {"missing": 3}],
    TeamUnknown: [{"team": "purple.", "known": ()}, {"team": "purple", "known": ("red", "blue", "green", "gold")}],
    OneSide: [{"named": True}, {"named": False}],
    NothingToOverrule: [{"name": n, "refused": r} for n in ("", JUNIOR) for r in ([], [JUNIOR], ["Ada", JUNIOR])]
    + [{"name": "zed", "refused": ["Ada"], "known": False}],
    ZoneUnknown: [
        {"zone": "Nowhere.", "proposals": []}, {"zone": "London", "proposals": ["Europe/London"]},
        {"zone": "IST", "proposals": ["Asia/Kolkata", "Europe/Dublin", "Asia/Jerusalem"]},
        {"zone": "berl", "proposals": ["Europe/Berlin"], "say": "/settings set timezone {}"},
    ],
    NothingDaily: [
        {"on": [], "was": ["/daily set 09:00"], "command": "daily off"},
        {"on": []}, {"on": [("", Style.GUESS.value), ("talk", Style.QUIZ.value)]},
        {"on": [], "was": ["/daily set 09:00 style=guess mode=agree"]}, {"on": [], "was": ["/daily set 09:00"] * 2},
    ],
    WhichDaily: [
        {"known": [("", Style.QUOTE.value), ("talk", style.value)], "command": command, **number}
        for style in (Style.GUESS, Style.QUOTE)
        for command, number in (
            ("daily skip", {}), ("daily now", {}), ("daily next", {"number": "12"}), ("daily off", {}),
        )
    ],
    OptionOfAnother: [
        {"option": "rounds", "value": "5", "style": "quote", "styles": ["quiz"], "time": "09:00"},
        {"option": "reveal", "value": "09:30", "style": "quote", "styles": ["guess", "quiz"], "time": "09:00"},
        {"option": "rounds", "value": "5", "style": "quote-of-the-week", "styles": ["quiz"], "time": "09:00"},
    ],
    TooManyDaily: [{"limit": 5}],
    NoSuchSeason: [{"number": 7, "last": last} for last in (1, 3)],
    SeasonOver: [{"number": 2}],
    NoSeasonToReopen: [{"number": number, "minutes": 10} for number in (0, 3)],
    NotInAQuiz: [{"time": "09:00", "mode": mode} for mode in ("agree", "closest")],
    ZoneMissing: [{}, {"say": "/quiz start at=16:00 timezone={}"}],
    TimeMissing: [{"option": "days", "value": "fri"}, {"option": "timezone", "value": "Europe/Berlin"}],
    NotByTheClock: [{"option": option, "time": "16:00"} for option in ("begin", "thread", "pace")],
    OnlySamples: [{"packs": ["the-round-table", "interview-in-brief"], "time": "09:00"}],
    OfAnotherPack: [{"number": 89, "pack": "the-round-table", "known": "talk, founders"}],
    NothingUnseen: [{"pack": ""}, {"pack": "talk"}, {"pack": "talk", "reviewed_only": True},
                       {"pack": "", "delicate": True}],
    FileTooLarge: [{"name": "talk.vtt.", "limit": 20}],
    ImportsUsedUp: [
        {"what": what, "limit": limit, "wait": timedelta(minutes=minutes)}
        for what in ("imports", "mine", "workspace") for limit in (1, 20) for minutes in (0, 1, 60, 100, 600)
    ],
    ReadersBusy: [{"mine": 0}, {"mine": 1}],
    CannotRead: [
        {"error": ContentError("talk.vtt", "the file is empty", remedy="Hand over another one")},
        {"error": NoTranscript("talk.txt", "nobody is named", remedy="")},
        {"error": NoTranscript("talk.txt", "nobody is named", remedy=""), "full": True},
        {"error": NoTranscript("talk.txt", "nobody is named", remedy=""), "typed": "~/my talks/talk.txt"},
    ],
    FileCut: [{"name": "talk.vtt", "came": 1, "size": 0}, {"name": "talk.vtt", "came": 1000, "size": 20_000}],
    FileElsewhere: [{"name": "talk.vtt", "host": "files.example.org"}],
    NoSuchFile: [{"name": "~/talk.vtt", "why": why} for why in ("", "folder", "barred")],
    IsFeed: [{"link": ""}, {"link": "https://example.org/feed?a=1&b=2"}],
    FeedsFull: [{"limit": 10}],
    FollowedAlready: [{"title": "The long table."}],
    NoTranscripts: [{"title": "The long table.", "episodes": n} for n in (0, 1, 1200)],
    NoAddress: [{"name": "example.org."}],
    NoSuchFeed: [{"name": "9.", "known": known} for known in ([], ["The long table"], ["One.", "Two"])],
    CannotFetch: [
        {"why": why, "host": "example.org", "link": "ftp://example.org/x.", "seconds": 60, "limit": 20, "status": 503,
         "kind": "sound", "feed": feed} for why in REASONS for feed in (False, True)
    ],
    NotAManager: [{"command": "quiz start", "word": "quiz"}, {"command": "settings set", "word": ""},
                  {"command": "daily set", "word": "daily", "again": True}],
    Nobody: [{"option": "value", "name": "@everyone."}],
    NotToRestrict: [{"option": "value", "name": "quiz answer"}],
    NotKnown: [{"platform": p, "who": who} for p in ("slack", "discord") for who in (Who.LATE, Who.HIDDEN)],
    TooOften: [{"most": 3, "channel": c, "seconds": s} for c in (True, False) for s in (1, 7)],
    NameTaken: [{"name": "talk"}],
    NothingToReview: [NOTHING],
    NothingToUndo: [NOTHING],
    DoubtedBefore: [{"number": 12}],
    DoubtsUsedUp: [{"limit": 5, "wait": timedelta(minutes=m)} for m in (0, 1, 40)],
    NobodyToTell: [{"number": 12}],
    NotOursToRemove: [{"name": "talk"}],
    NotOursToChange: [{"name": "talk"}],
    NoSuchVoice: [
        *({"name": "Idda", "known": k} for k in ([], ["Ida"], ["Ada Novak", "Sammy Novak Jr."])),
        *({"name": "Idda", "known": k, "like": k, "called": "Ida Prinz"} for k in (["Idda N"], ["Idda N", "Idda P"])),
    ],
    AlreadyOne: [{"name": JUNIOR}],
    BlockedHere: [{"number": 12}],
    NotBlocked: [{"what": "synergy."}],
    BlocksFull: [{"limit": 200}],
    CannotMerge: [
        {"name": "my talk", "into": "plans", "why": why}
        for why in ("same", "questions", "others", "licence", "language", "used")
    ],
    WhichPack: [{"known": []}, {"known": ["talk", "my talk"]}],
    ExportBeingAsked: [{"name": "talk"}],
    NothingToExport: [{"format": "gift", "mine": m, "other": "jsonl"} for m in (True, False)],
    ExportTooLarge: [{"size": 12_400_000, "limit": 10_000_000, "known": k} for k in (["talk"], ["talk", "kettle"])],
    CannotBeAsked: [{"why": why} for why in WHY.values()],
    AskedAlready: [{"number": 3, "waiting": w} for w in (True, False)],
    NoSuchQuestion: [{"number": 3}, {"number": 3, "gone": True}],
    SuggestionsUsedUp: [{"limit": limit} for limit in (1, 10)],
    QuestionsFull: [{"limit": 2000}],
    SettledAlready: [{"number": 3, "by": JUNIOR}],
    NotBeforeOthers: [NOTHING],
    NotYourQuestion: [{"number": 3}], QuestionBeingAsked: [{"number": 3}, {"number": 3, "coming": True}],
    DateUnclear: [{"value": "someday."}, {"value": "2031-01-01", "ahead": True}],
    LinkUnclear: [{"value": "our wiki."}],
    BookRests: [{"name": "book"}],
    MessageDeleted: [{"text": "Tea first."}, {"text": "So what"}],
    WaitsNoLonger: [NOTHING],
    GaveWay: [NOTHING],
    AddedEnough: [{"limit": 50}],
    HoldsBlocked: [{}],
    NeverQuoted: [{"name": JUNIOR}],
    NotYours: [{"number": 12, "name": JUNIOR}, {"number": 12, "name": ""}],
    QuoteNotOurs: [{"number": 12, "pack": "the-round-table"}],
    TooLateToTakeBack: [{"number": 12}],
    ChangedSince: [{"number": 12, "name": JUNIOR}, {"number": 12, "name": ""}],
    IsTheBook: [{"name": "book"}],
    **{kind: [{"name": "talk.vtt"}] for kind in (FileGone, FileWithheld, FileIsPage, FileDelayed,
                                                 FileUnlisted)},
}  # fmt: skip


def every_kind() -> list[type[Refusal]]:
    """The refusals of all themes: the classes of each module that is called so."""
    files = sorted(BOT.glob("*/*refusals.py"))
    modules = [import_module(f"bot.{file.parent.name}.{file.stem}") for file in files]
    return [
        kind
        for module in modules
        for kind in vars(module).values()
        if isinstance(kind, type) and issubclass(kind, Refusal) and kind.__module__ == module.__name__
    ]


def every_refusal() -> list[Refusal]:
    """All kinds, those that carry nothing too."""
    made = [kind(**facts) for kind in every_kind() for facts in SAMPLES.get(kind, [NOTHING])]
    return [*made, *_bad_options()]
