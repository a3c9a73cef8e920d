"""What the command line says."""

from collections.abc import Sequence

from bot.core.packs import Imported, NumberedQuote, Outcome
from bot.errors import QuothError
from content.model import Pack

DESCRIPTION = "Quotes and quizzes from what was really said."
EPILOG = "quoth play is a good start; quoth COMMAND --help tells more about one of them."
NO_PLATFORM = (
    "no platform is set up: set DISCORD_TOKEN, or SLACK_BOT_TOKEN with SLACK_APP_TOKEN; the README tells where they "
    "are found. quoth play needs no token."
)
SLACK_ONLY = "--url and --prefix are for Slack; Discord's commands have one name everywhere."
SUMMARIES = {
    "play": "talk to the bot in the terminal; no token needed",
    "run": "be on Slack and Discord until stopped",
    "import": "turn transcripts into packs",
    "inspect": "show what a transcript would become, without storing anything",
    "whosaid": "find a half-remembered quote",
    "judge": "judge an answer as the quiz would",
    "doctor": "see whether everything is set up, and what to do next",
    "manifest": "print how the bot presents itself to a platform",
}


def usage_error(program: str, message: str) -> str:
    """One sentence for a command line that cannot be understood."""
    if "invalid choice" in message and program == "quoth":
        word = message.partition("invalid choice: ")[2].partition(" (")[0].strip("'\"")
        return f"quoth: there is no command “{word}”; quoth --help lists them."
    return f"{program}: {message}; {program} --help shows how it is written."


def imported(done: Imported, pack: Pack) -> str:
    """What one import did, and what to do next."""
    name, quotes = done.info.name, _count(len(pack.quotes), "quote")
    match done.outcome:
        case Outcome.ADDED:
            voices = _count(len(pack.speakers), "voice")
            return f"Imported “{name}”: {quotes} from {_count(len(pack.turns), 'turn')} by {voices}. Next: quoth play"
        case Outcome.UPDATED:
            return f"Updated “{name}”: {done.kept} quotes kept their numbers, {done.new} new, {done.gone} gone."
        case Outcome.UNCHANGED:
            return f"Nothing changed: “{name}” is here already with the same {quotes}."
        case Outcome.DUPLICATE:
            return f"Nothing changed: this content is already imported as “{name}”."


def too_long(what: str, limit: int, line: int | None) -> QuothError:
    """A text over its cap."""
    where = f" in line {line}" if line else ""
    return QuothError(f"{what}{where} is over {limit} characters: send the part you remember best.")


def search_result(verdict: str, found: Sequence[tuple[NumberedQuote, float]]) -> str:
    """What a search on the command line found."""
    if not found:
        return "Not found. Rarer words find more; quoth play and /quotes packs show what is known."
    head = "" if verdict == "found" else "Not certain; perhaps one of these:\n"
    shown = found[:1] if verdict == "found" else found
    return head + "\n".join(_found_line(quote, confidence) for quote, confidence in shown)


def _found_line(numbered: NumberedQuote, confidence: float) -> str:
    quote = numbered.quote
    words = f"“{quote.text}”" if quote.verbatim else quote.text
    return f"{words}\n  — {quote.speaker or '(nobody is named)'}, #{numbered.number} ({confidence:.0%} sure)"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
