"""The named ways to say no. Each carries the facts its sentence needs; bot.chat.refusal_wording has the sentences.

Refusal
├── NothingToShow       no quote fits, or none is left
├── NumberUnknown       #12 never was        ├── NumberRemoved    #12 is gone for good
├── BeingAsked          an open round is about that quote; AskedElsewhere: while one plays alone
├── NoSuchPack          ├── NoSuchCommand    ├── BadOption        ├── TooLong
├── NotAmongAnswers     a letter, or words, that no option has; NotAnAnswer: neither letters nor figures
├── NoGame              no game runs here    ├── GameRuns         one runs already
├── NoItems             nothing can be asked; EverythingAsked: right now  ├── NotTheHost
├── CannotPost          the bot may not post here
├── RoundIsClosed       ├── RoundNotOpen     ├── AlreadyAnswered  ├── AlreadyJoined
├── ZoneUnknown         ├── ZoneMissing      a time zone is none, or none is known
├── NothingDaily        ├── WhichDaily       no subscription here, or several could be meant
├── OptionOfAnother     an option of another kind of post
├── TooManyDaily        ├── OnlySamples      ├── NothingUnseen    ├── DailyIsOver
├── NotAManager         only managers may
├── Nobody              who was named is not there
├── NotToRestrict       what was named starts nothing
├── NotKnown            nobody can tell whether they may
├── NoFile              ├── FileTooLarge     ├── CannotRead
├── FileGone            ├── FileWithheld     ├── FileIsPage       the file did not come, and why
├── FileCut             ├── FileDelayed      ├── FileElsewhere    ├── FileUnlisted
├── NoSuchFile          a path leads to no file that can be read
├── TooOften            too much in public   ├── TooMuchAtOnce    too much that still waits
├── NameTaken           another pack has that name
├── NotOursToRemove     ├── TooLateToUndo
├── ImportsUsedUp       ├── ReadersBusy      too much was brought in, or waits to be read
├── NothingToReview     ├── NothingToUndo    nothing at the desk
├── DoubtedBefore       ├── DoubtsUsedUp     ├── NobodyToTell     a doubt about a speaker that goes nowhere
├── WritingIsOver       ├── EndingTaken      ├── EndingSaysNothing
├── EndingTooLong       ├── EndingHasLink    ├── EndingsFull      an ending that is asked for again, or too late
├── OwnEnding           ├── EndingGone       what cannot be chosen in a bluff
├── ChooseFirst         who plays takes no ending away before they chose one
├── TooFewPlayers       nobody can play that alone
├── PressIsStale        a button of another time or place
└── AlreadyHandled      the same request came again
"""

from bot.errors import Refusal


class NothingToShow(Refusal):
    """No quote fits, or none is left."""


class NoQuoteOf(Refusal):
    """A speaker has no quote of their own. Facts: name, like (shorter names that have one)."""


class NumberUnknown(Refusal):
    """No quote ever had that number, as far as this workspace may know. Facts: number."""


class NumberRemoved(Refusal):
    """That number's quote was removed; the number stays taken. Facts: number."""


class BeingAsked(Refusal):
    """An item about that quote is open where whoever asks takes part."""


class AskedElsewhere(Refusal):
    """What somebody is asked alone is what others are asked now; their reveal comes first."""


class NoSuchPack(Refusal):
    """Facts: name, known (names that exist)."""


class NoSuchCommand(Refusal):
    """Facts: word, nearest (a known command or "")."""


class BadOption(Refusal):
    """An option cannot be understood. Facts: option, value, expected (a form of the command, or what it takes).

    Where a few can be chosen also: choices, nearest, several. `lists`: what else may stand there. `example`: expected
    is one.
    """


class NotAmongAnswers(Refusal):
    """What was given is none of a round's answers. Facts: value, letters."""


class TooLong(Refusal):
    """Free text over its cap. Facts: limit, what."""


class NoGame(Refusal):
    """No game runs in this place. Facts: over, where one was played and has ended."""


class GameRuns(Refusal):
    """One game a place."""


class NoItems(Refusal):
    """Nothing can be asked under these rules. Facts: mode, pack, samples (that rest), style of a daily post."""


class EverythingAsked(NoItems):
    """What could be asked is open elsewhere."""


class AlreadyShared(Refusal):
    """Somebody shared that already: once is what everybody else wants to read."""


class CannotPost(Refusal):
    """A game would be posted where the bot cannot post. Facts: problem, lacking (rights by their names there)."""


class CannotThread(Refusal):
    """A game would be played in a thread that the bot cannot open. Facts: lacking (what it would need there)."""


class NotTheHost(Refusal):
    """Only the host or a manager may do that. Facts: host."""


class RoundIsClosed(Refusal):
    """Too late for that round. Facts: alone, where whoever plays goes on by themselves."""


class RoundNotOpen(Refusal):
    """The round is announced but not open yet."""


class AlreadyAnswered(Refusal):
    """The first answer counts. Facts: answer; changes, where another one may take its place."""


class AlreadyJoined(Refusal):
    """That player is in the game."""


class LobbyOpen(Refusal):
    """The game has not begun: players are gathering."""


class GamePaused(Refusal):
    """Time stands still."""


class NoClock(Refusal):
    """A game that is played alone has no clock to stop."""


class NotPaused(Refusal):
    """There is nothing to resume."""


class NotPlaying(Refusal):
    """Only those who play have a vote."""


class AlreadyVoted(Refusal):
    """One vote a player and round. Facts: missing (votes)."""


class NotAnAnswer(Refusal):
    """Nothing in it can be read. Facts: value."""


class NotANumber(Refusal):
    """A number is asked for. Facts: value, why (none, several, negative, endless)."""


class HintWouldTell(Refusal):
    """Of two answers one is right: whoever is told which one is not knows all.

    Facts: written, by the players; opinion, where nothing is right.
    """


class WritingIsOver(Refusal):
    """Endings are written no more: players choose among them."""


class EndingTaken(Refusal):
    """Somebody wrote that, or it is the true one: which of both is not told."""


class EndingSaysNothing(Refusal):
    """There are no words in it."""


class EndingTooLong(Refusal):
    """Facts: limit (characters)."""


class EndingHasLink(Refusal):
    """It holds an address or a mention."""


class EndingsFull(Refusal):
    """As many endings are in as can be chosen from. Facts: most."""


class OwnEnding(Refusal):
    """Nobody is fooled by their own ending."""


class ChooseFirst(Refusal):
    """Who plays sees which endings are made up only once they have chosen: the one that is missing is the true one."""


class EndingGone(Refusal):
    """The host took that ending away."""


class TooFewPlayers(Refusal):
    """What was chosen is played by several. Facts: mode, least, joined; direct, where nobody else can join."""


class TeamUnknown(Refusal):
    """Facts: team, known (empty when this game has no teams to choose)."""


class TeamsAreFixed(Refusal):
    """Nobody changes sides once the game runs."""


class OneSide(Refusal):
    """A team game takes two sides with somebody in each. Facts: named, whether sides are chosen."""


class NoRoundYet(Refusal):
    """No round was closed yet, so there is nothing to put right."""


class AlreadyVoid(Refusal):
    """That round was undone before. Facts: over, where no other follows."""


class NothingToOverrule(Refusal):
    """That player has no refused answer in the last round.

    Facts: name ("" for somebody who does not play), refused (names of those who have one), known (False where nobody
    of that name plays).
    """


class ZoneUnknown(Refusal):
    """That names no time zone. Facts: zone, proposals (IANA names, best first), say (how it is written, with {})."""


class ZoneMissing(Refusal):
    """No time zone was named and none is known of that person."""


class NothingDaily(Refusal):
    """Nothing is posted daily in this place, or nothing like that. Facts: on (whether anything else is)."""


class WhichDaily(Refusal):
    """Several subscriptions could be meant. Facts: known ((pack, style) each), command, number if one was given."""


class OptionOfAnother(Refusal):
    """An option that another style of daily post has. Facts: option, value, style, styles (that have it), time."""


class TooManyDaily(Refusal):
    """A place has as many subscriptions as it may. Facts: limit."""


class OnlySamples(Refusal):
    """Only sample packs are here, and they are not posted unless named. Facts: packs."""


class OfAnotherPack(Refusal):
    """A quote of another pack than what is posted is drawn from. Facts: number, pack, known."""


class NothingUnseen(Refusal):
    """A pack has nothing to post. Facts: pack; reviewed_only, for want of quotes that were reviewed."""


class DailyIsOver(Refusal):
    """A guess or quiz was resolved already."""


class NotAManager(Refusal):
    """Only a manager may do that here. Facts: command; word, the restriction that makes it so, "" where none does."""


class Nobody(Refusal):
    """Somebody was named who is not there, or everybody at once. Facts: option, name."""


class NotToRestrict(Refusal):
    """A command was named that starts nothing. Facts: option, name."""


class NotKnown(Refusal):
    """Only some may do that, and the platform does not say who asks. Facts: platform, who (Who.LATE or HIDDEN)."""


class DoubtedBefore(Refusal):
    """That person doubted that quote's speaker before. Facts: number."""


class DoubtsUsedUp(Refusal):
    """No more doubts of one person are passed on for now. Facts: limit (an hour), wait (how long)."""


class NobodyToTell(Refusal):
    """No manager is known whom the bot could write to. Facts: number."""


class NothingToReview(Refusal):
    """No pack here is whoever asks' to decide about."""


class NothingToUndo(Refusal):
    """Whoever asks has decided nothing that could be taken back."""


class PressIsStale(Refusal):
    """A button that means nothing here and now."""


class AlreadyHandled(Refusal):
    """This very request had its effect before."""


class NoFile(Refusal):
    """Nothing was handed over: neither a file nor a text."""


class ImportsUsedUp(Refusal):
    """More may not be brought in for now. Facts: what ("imports", "mine", "workspace"), limit, wait (how long)."""


class ReadersBusy(Refusal):
    """Too many documents wait to be read. Facts: mine (how many of them are the user's own)."""


class FileTooLarge(Refusal):
    """The file `name` is over `limit` MB."""


class CannotRead(Refusal):
    """A file was handed over that cannot be used: `error` is the content's. Facts: full (pasted up to the limit)."""


class FileGone(Refusal):
    """The platform has the file `name` no more."""


class FileWithheld(Refusal):
    """The platform does not let the bot read the file `name`."""


class FileIsPage(Refusal):
    """Instead of the file `name` a web page came, as it does where somebody has to sign in."""


class FileCut(Refusal):
    """Of the file `name` only `came` of `size` bytes arrived."""


class FileDelayed(Refusal):
    """The file `name` could not be fetched now."""


class FileElsewhere(Refusal):
    """The file `name` is only linked on the platform and lies at `host`."""


class NoSuchFile(Refusal):
    """The path `name` leads to no file: `why` is "folder", "barred" or "" for nothing at all."""


class FileUnlisted(Refusal):
    """The platform tells no address for the file `name`: it is another workspace's."""


class TooOften(Refusal):
    """Too many public answers lately. Facts: most (in ten seconds), channel (it was the channel), seconds (to wait)."""


class TooMuchAtOnce(Refusal):
    """So much of the same person is still being worked on."""


class NameTaken(Refusal):
    """The name that was asked for is another pack's. Facts: name."""


class NotOursToRemove(Refusal):
    """A pack that came for other workspaces too. Facts: name."""


class TooLateToUndo(Refusal):
    """What was removed is gone for good, or back already."""
