"""What the command line says."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from bot.chat.counts import counted
from bot.errors import QuothError
from bot.library import wording as quotes_wording
from bot.library.model import NumberedQuote, Outcome, PackInfo, Said
from content.decisions import Deciding

# So many workspaces are named at once.
MOST_WORKSPACES = 10

DESCRIPTION = "Quotes and quizzes from what was really said."
EPILOG = "quoth play is a good start; quoth COMMAND --help tells more about one of them."
NO_PLATFORM = (
    "no platform is set up: set DISCORD_TOKEN, or SLACK_BOT_TOKEN with SLACK_APP_TOKEN; the README tells where they "
    "are found. quoth play needs no token."
)
SLACK_ONLY = "--url and --prefix are for Slack; Discord's commands have one name everywhere."
ROLE = (
    "with several processes on one PostgreSQL: ingress hears and answers people, worker does what is due and posts, "
    "all (the default) does both"
)
SUMMARIES = {
    "play": "talk to the bot in the terminal; no token needed",
    "setup": "ask for tokens, see whether they are right, and write them into .env",
    "run": "be on Slack and Discord until stopped",
    "import": "turn transcripts into packs",
    "remove": "take a pack away; for a day --undo brings it back",
    "review": "look at the best quotes one by one: keep, drop, put right; or write that down",
    "export": "write quotes and items for other programs",
    "inspect": "show what a transcript would become, without storing anything",
    "whosaid": "find a half-remembered quote",
    "judge": "judge an answer as the quiz would",
    "doctor": "see whether everything is set up, and what to do next",
    "backup": "write everything that is kept into one verified file, while the bot goes on",
    "restore": "put a backup into an empty database, of either kind",
    "db": "bring the database to this version's schema, or check what is in it",
    "admin": "look at what the bot keeps and does, and put it right; while it runs, too",
    "manifest": "print how the bot presents itself to a platform",
}


def role_needs_a_server(role: str) -> str:
    """A database that is a file has one process."""
    return (
        f"--role {role} shares the work with other processes, and those need PostgreSQL: let DATABASE_URL name one "
        "(postgresql://user:password@host/name), or leave --role out."
    )


def usage_error(program: str, message: str) -> str:
    """One sentence for a command line that cannot be understood."""
    if "invalid choice" in message and program == "quoth":
        word = message.partition("invalid choice: ")[2].partition(" (")[0].strip("'\"")
        return f"quoth: there is no command “{word}”; quoth --help lists them."
    return f"{program}: {message}; {program} --help shows how it is written."


NEEDS_OUTPUT = "an Anki deck is a file: name one with --output deck.apkg."


OPERATOR = "whoever runs Quoth"
ASK_DESK = "keep, drop, words, speaker, skip, undo or quit? "
DESK_HELP = (
    "k keeps it, r drops it, f fixes its words, i fixes who said it, s skips it for now, u takes the last one back, "
    "q leaves."
)
ASK_TEXT = {Deciding.WORDS: "The words: ", Deciding.SPEAKER: "Who said it: "}
LEFT_DESK = "Everything that was decided is kept. quoth review goes on."
WHICH_PACK = "an edits file is one pack's: name it, as in quoth review talk --write talk.edits.toml."
ASKED_NOW = "a quote of that pack is being asked right now, so nothing was written: try it again after the round."


def new_voice(name: str) -> str:
    """Somebody is named who says nothing in the talk so far."""
    return f"“{name}” is nobody in this talk. Type the name once more to make it a voice."


def no_text(limit: int) -> str:
    """Nothing, or too much, was typed."""
    return f"Nothing was changed: that takes one line of up to {limit} characters."


def file_is_there(path: str) -> str:
    """A curator's file would be overwritten."""
    return (
        f"{path} is there already: --replace writes it anew. What it says of the whole transcript, and of quotes that "
        "nobody decided about, stays; remarks do not."
    )


def wrote_edits(path: str, count: int) -> str:
    """A curator's file is there."""
    return f"Wrote {path}: what holds of {counted(count, 'quote')}. Beside its transcript an import follows it."


def cannot_write(path: str, why: str) -> str:
    """A file could not be written."""
    return f"{path} cannot be written ({why}): name a place where you may write."


def no_room(folder: str, why: str) -> str:
    """What is read waits in the temporary folder until all of it is."""
    return f"{folder} cannot be written ({why}), so nothing was imported: make room there, or let TMPDIR name another."


def one_pack(names: Sequence[str]) -> str:
    """Quoth's own format holds one pack."""
    return f"--format quoth writes one pack, so name it: {', '.join(names) or 'there is none'}."


def being_asked(name: str) -> str:
    """A whole pack would tell what somebody is asked."""
    return f"something of {name} is being asked right now: write it again after the reveal."


def exported(path: str, size: int) -> str:
    """Where an export went."""
    return f"Wrote {path}, {counted(size, 'byte')}."


def reading(count: int, of: int) -> str:
    """How far reading is."""
    return f"Reading {count} of {of} …"


def storing(count: int, of: int) -> str:
    """How far storing is."""
    return f"Storing {count} of {of} …"


def copying(done: int, of: int) -> str:
    """How far a backup or its restoring is."""
    return f"{done:,} of {counted(of, 'row')} …"


def backed_up(path: str, rows: int, tables: int, size: int) -> str:
    """A backup is there."""
    held = f"{counted(rows, 'row')} of {counted(tables, 'table')}, {counted(size, 'byte')}"
    return f"Wrote {path}: {held}, read again and the same."


def no_such_workspace(asked: str, known: Sequence[str], *, new: bool) -> str:
    """A workspace that nobody ever used; `new` if it was to be made, and cannot be one."""
    if new:
        return f"--workspace “{asked}” cannot be one: write slack:T123 or discord:456, with the platform's id of it."
    there = f"There are {', '.join(known[:MOST_WORKSPACES])}" if known else "Nobody has used Quoth in any yet"
    more = f" and {len(known) - MOST_WORKSPACES:,} more" if len(known) > MOST_WORKSPACES else ""
    return (
        f"--workspace “{asked}” is none that Quoth knows. {there}{more}; quoth import --new-workspace imports for one "
        "that is not there yet."
    )


def not_text(argument: str) -> str:
    """Something on the command line is written in another encoding."""
    return f"quoth: “{argument}” is not written in UTF-8: rename the file, or type it anew."


def carried(sentence: str) -> str:
    """A row that cannot be read is in a backup."""
    return f"It is in the backup as it is: {sentence}"


def restored(rows: int, tables: int, taken: datetime, where: str) -> str:
    """A backup is a database again."""
    return (
        f"Restored {counted(rows, 'row')} of {counted(tables, 'table')}, as they were on "
        f"{taken:%Y-%m-%d at %H:%M} UTC, into {where}. "
        "Next: quoth doctor, then quoth run."
    )


def nothing_imported(bad: int, of: int) -> str:
    """Some of many files are bad."""
    return (
        f"Nothing was imported, because {bad} of {counted(of, 'file')} cannot be read; --skip-bad imports the others."
    )


def name_taken(name: str) -> str:
    """`--name` is another pack's."""
    return (
        f"“{name}” is the name of another pack, so nothing was changed: give --name another one, or remove that pack "
        f"first with quoth remove {name}."
    )


def removed(name: str, used: str, undo: str) -> str:
    """A pack was taken away."""
    return f"Removed “{name}”. {used}For a day this brings it back: {undo}"


def brought_back(name: str) -> str:
    """A removal was undone."""
    return f"“{name}” is back, with its old numbers. Next: quoth play"


def for_everyone(name: str) -> str:
    """A pack is the whole installation's."""
    return f"“{name}” is for every workspace, so nothing was removed: quoth remove {name} --everyone does that."


def nothing_removed(name: str, known: Sequence[str]) -> str:
    """`--undo` without anything to undo."""
    there = ", ".join(known) or "nothing"
    return f"no pack “{name}” was removed within a day; there is: {there}. Importing its file again brings it in."


def imported_many(outcomes: Mapping[Outcome, int], quotes: int) -> str:
    """What an import of many files did."""
    counts = ", ".join(f"{count} {outcome}" for outcome, count in outcomes.items())
    return f"{counted(sum(outcomes.values()), 'file')}: {counts}; {counted(quotes, 'quote')}. Next: quoth play"


def too_long(what: str, limit: int, line: int | None) -> QuothError:
    """A text over its cap."""
    where = f" in line {line}" if line else ""
    return QuothError(f"{what}{where} is over {limit} characters: send the part you remember best.")


def search_result(verdict: str, found: Sequence[tuple[NumberedQuote | Said, PackInfo, float]], sharing: int = 0) -> str:
    """What a search on the command line found; `sharing` is how many hold the very words, if several do."""
    if not found:
        return "Not found. Rarer words find more; quoth play and /quotes packs show what is known."
    shown = found[:1] if verdict == "found" else found
    perhaps = "perhaps this" if len(shown) == 1 else "perhaps one of these"
    heads = {"found": "", "perhaps": f"Nobody said it in those words; {perhaps}:\n"}
    # How sure is said where one is meant: of what many hold, or nobody said so, a figure tells nothing.
    doubted = verdict == "perhaps" or bool(sharing)
    lines = [_found_line(meant, info, None if doubted else confidence) for meant, info, confidence in shown]
    lines += [f"… and {sharing - len(found)} more with these words"] if sharing > len(found) else []
    unsure = "Several hold these words:\n" if sharing else f"Not certain; {perhaps}:\n"
    return heads.get(verdict, unsure) + "\n".join(lines)


def _found_line(meant: NumberedQuote | Said, info: PackInfo, confidence: float | None) -> str:
    sure = "" if confidence is None else f" ({confidence:.0%} sure)"
    if not isinstance(meant, NumberedQuote):
        speaker = meant.passage.speaker or "(nobody is named)"
        return f"“{meant.passage.text}”\n  — {speaker}, {quotes_wording.NO_QUOTE}{sure}"
    quote = meant.quote
    words = f"“{quote.text}”" if quote.verbatim else quote.text
    note = quotes_wording.note(meant, info)
    told = f"{words}\n  — {quotes_wording.by(meant)}, #{meant.number}{sure}"
    return told + (f"\n  {note}" if note else "")


def inspecting(name: str, seconds: int) -> str:
    """How long a file is being read already."""
    return f"reading {name} … {seconds} s"
