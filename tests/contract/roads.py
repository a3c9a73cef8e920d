"""Every road by which a quote could leave or be chosen, each walked by somebody who wants to know what is being asked.

A road is walked where nothing is asked itself: in another channel of the same workspace, alone, in direct messages.
"""

from collections.abc import Mapping, Sequence
from functools import partial

from bot.chat.commands import Completes
from bot.library.wording import WRONG
from bot.workspace import menu
from tests.cheating import SAMPLES, TWIN
from tests.contract.walks import PLACES, Road, harmless
from tests.contract.walks.asking import alone, daily, games, mixes, of_every_mode, own_questions
from tests.contract.walks.changing import added, by_menu, corrected, desk, doubted, numbered, pointed, pressed, reviewed
from tests.contract.walks.reading import command_line, exported, followed, greeting, lists, quotes, typed, who_said

COMMANDS: Mapping[str, Sequence[Road]] = {
    "quote": [quotes],
    "whosaid": [who_said],
    "quiz start": [
        *(partial(games, pack=pack, place=PLACES[0], rounds=24) for pack in (SAMPLES, TWIN)),
        partial(games, pack="interview-in-brief", place=PLACES[0], mode="hand-written", rounds=24),
        of_every_mode,
        partial(games, pack=SAMPLES, place=PLACES[0], rounds=10),
        partial(harmless, command="quiz start", at="16:00", days="fri", timezone="UTC"),
    ],
    "daily set": [partial(harmless, command="daily set", time="09:00", timezone="UTC", style="guess")],
    "daily now": [partial(daily, command="daily now")],
    "daily next": [partial(daily, command="daily next")],
    "quiz answer": [alone],
    "quoth help": [partial(harmless, command="quoth help"), partial(harmless, command="quoth help", topic="quote")],
    "quiz accept": [partial(harmless, command="quiz accept", player="Alice")],
    "quiz add": [partial(harmless, command="quiz add"), own_questions],
    "quiz edit": [own_questions],
    "quiz delete": [partial(harmless, command="quiz delete", number="1")],
    "quotes review": [desk],
    "quiz preset save": [partial(harmless, command="quiz preset save", name="friday", rounds="2")],
    "quiz preset use": [mixes],
    "quiz preset delete": [partial(harmless, command="quiz preset delete", name="friday")],
    "quiz preset list": [partial(harmless, command="quiz preset list")],
    "quotes enable": [partial(harmless, command="quotes enable", pack=TWIN)],
    "quotes disable": [partial(harmless, command="quotes disable", pack=TWIN)],
    "quotes export": [exported],
    "quotes remove": [partial(harmless, command="quotes remove", pack=TWIN)],
    "quotes rename": [partial(harmless, command="quotes rename", pack=TWIN, name="other")],
    "quotes speaker": [partial(harmless, command="quotes speaker", speaker="Ansel Quill", name="Ansel")],
    "quotes block": [partial(harmless, command="quotes block"), partial(harmless, command="quotes block", words="zzz")],
    "quotes unblock": [partial(harmless, command="quotes unblock", what="zzz")],
    "quotes merge": [partial(harmless, command="quotes merge", pack=TWIN, into=SAMPLES)],
    "privacy optout": [partial(harmless, command="privacy optout", switch="off")],
    "privacy unlink": [partial(harmless, command="privacy unlink", speaker="Ada Novak")],
    "quotes add": [added],
    "quotes edit": [partial(numbered, command="quotes edit")],
    "quotes delete": [partial(numbered, command="quotes delete")],
    "quotes list": [lists],
    "quotes follow": [followed],
    "quotes unfollow": [partial(harmless, command="quotes unfollow", feed="1")],
    "quotes best": [partial(harmless, command="quotes best"), partial(harmless, command="quotes best", period="week")],
    "quotes history": [partial(numbered, command="quotes history")],
    "privacy hide": [partial(harmless, command="privacy hide", switch="on")],
    "settings set": [partial(harmless, command="settings set", name="cooldown", value="0"), quotes],
    **{
        name: [partial(harmless, command=name)]
        for name in (
            "quiz join", "quiz begin", "quiz hint", "quiz pause", "quiz resume", "quiz scores", "quiz leaderboard",
            "quiz season",
            "quiz stats", "quiz report", "quiz void", "quiz skip", "quiz stop", "daily show", "daily off",
            "daily skip", "quotes packs", "quiz list", "quotes import", "settings show",
            "quoth menu", "quoth home", "quoth about", "privacy show", "privacy export", "privacy forget",
            "privacy link",
        )
    },
}  # fmt: skip

# What a press of the registry's engine may be. Guesses and quizzes are answered where they are asked: see test_own.
PRESSED: Mapping[str, Road] = {
    **{
        verb: partial(pressed, verb=verb)
        for verb in (
            "answer", "type", "typed", "hint", "skip", "join", "begin", "next", "context", "another", "show", "share",
            "more", "alike", "guess", "play", "result", "bring", "brought", "menu", "managers", "chosen", "back",
            "takein", "leave",
            "type-guess", "typed-guess",
            "accept", "voice", "voiced", "new", "up", "down", "remove", "removed", "again", "rematch", "mine", "tell",
            "leaders", "one", "two", "pin", "draft", "season", "close", "reopen",
            "write", "wrote", "insist", "questions", "suggested", "admit", "decline", "unwrite", "rewrite",
            "unblock", "block-sure", "part", "forget", "takedown", "takeout", "mute", "absent", "preset", "liked",
            "disliked",
        )
    },
    WRONG: doubted,
    **{verb: partial(reviewed, verb=verb) for verb in ("keep", "drop", "words", "worded", "later", "undo")},
    **{
        verb: partial(corrected, verb=verb)
        for verb in (
            "quoted", "book-added", "book-sure", "book-edit", "book-edited", "book-undo", "book-back", "book-page",
        )
    },
    **{verb: partial(pointed, verb=verb) for verb in ("quote-this", "who-said-this", "bring-this")},
    menu.DO: partial(by_menu, verb=menu.DO),
    menu.ASKED: partial(by_menu, verb=menu.ASKED),
}  # fmt: skip

# By which of these roads each kind of post goes out.
POSTED: Mapping[str, str] = {
    "round": "quiz start", "board": "quiz start", "lobby": "quiz start", "thread": "quiz start",
    "unseen": "quiz start", "daily": "daily now", "daily-set": "daily set", "daily-low": "daily now",
    "daily-game": "quiz start", "daily-unplayed": "quiz start",
    "daily-paused": "daily set", "daily-empty": "daily now", "doubt": "press wrong", "season": "press close",
    "doubt-lost": "press wrong", "feed": "quotes follow", "taken": "press takedown", "quoted": "press book-added",
    "linked": "privacy link",
}  # fmt: skip

ROADS: Mapping[str, Road] = {
    **{f"/{name} {i}": road for name, roads in COMMANDS.items() for i, road in enumerate(roads)},
    **{f"press {verb}": road for verb, road in PRESSED.items()},
    **{f"typing {what}": partial(typed, what=what) for what in Completes},
    "greeting": greeting,
    "command line": command_line,
}
