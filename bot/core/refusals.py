"""The named ways to say no. Each carries the facts its sentence needs; bot.wording.refusals has the sentences.

Refusal
├── NothingToShow       no quote fits, or none is left
├── NumberUnknown       #12 never was        ├── NumberRemoved    #12 is gone for good
├── BeingAsked          an open round is about that quote
├── NoSuchPack          ├── NoSuchCommand    ├── BadOption        ├── TooLong
├── NoGame              no game runs here    ├── GameRuns         one runs already
├── NoItems             nothing can be asked ├── NotTheHost
├── CannotPost          the bot may not post here
├── RoundIsClosed       ├── RoundNotOpen     ├── AlreadyAnswered  ├── AlreadyJoined
├── PressIsStale        a button of another time or place
└── AlreadyHandled      the same request came again
"""

from bot.errors import Refusal


class NothingToShow(Refusal):
    """No quote fits, or none is left."""


class NumberUnknown(Refusal):
    """No quote ever had that number, as far as this workspace may know. Facts: number."""


class NumberRemoved(Refusal):
    """That number's quote was removed; the number stays taken. Facts: number."""


class BeingAsked(Refusal):
    """An item about that quote is open in this workspace."""


class NoSuchPack(Refusal):
    """Facts: name, known (names that exist)."""


class NoSuchCommand(Refusal):
    """Facts: word, nearest (a known command or "")."""


class BadOption(Refusal):
    """An option cannot be understood. Facts: option, value, expected."""


class TooLong(Refusal):
    """Free text over its cap. Facts: limit, what."""


class NoGame(Refusal):
    """No game runs in this place."""


class GameRuns(Refusal):
    """One game a place."""


class NoItems(Refusal):
    """Nothing can be asked under these rules. Facts: mode, pack, reason."""


class CannotPost(Refusal):
    """A game would be posted where the bot cannot post. Facts: problem, lacking (rights by their names there)."""


class NotTheHost(Refusal):
    """Only the host or a manager may do that. Facts: host."""


class RoundIsClosed(Refusal):
    """Too late for that round."""


class RoundNotOpen(Refusal):
    """The round is announced but not open yet."""


class AlreadyAnswered(Refusal):
    """The first answer counts. Facts: answer."""


class AlreadyJoined(Refusal):
    """That player is in the game."""


class LobbyOpen(Refusal):
    """The game has not begun: players are gathering."""


class GamePaused(Refusal):
    """Time stands still."""


class NotPaused(Refusal):
    """There is nothing to resume."""


class AlreadyVoted(Refusal):
    """One vote a player and round. Facts: missing (votes)."""


class TeamUnknown(Refusal):
    """Facts: team, known (empty when this game has no teams to choose)."""


class TeamsAreFixed(Refusal):
    """Nobody changes sides once the game runs."""


class NoRoundYet(Refusal):
    """No round was closed yet, so there is nothing to put right."""


class AlreadyVoid(Refusal):
    """That round was undone before."""


class NothingToOverrule(Refusal):
    """That player has no refused answer in the last round. Facts: name, refused (names of those who have)."""


class PressIsStale(Refusal):
    """A button that means nothing here and now."""


class AlreadyHandled(Refusal):
    """This very request had its effect before."""
