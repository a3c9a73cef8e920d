"""What `quoth admin` says."""

from bot.chat.counts import counted

SUMMARIES = {
    "deliveries": "daily posts that failed, or of which nobody can tell whether they stand",
    "posts": "messages that were given up or wait, with the reason; send one again, or give it up",
    "games": "games that are not over",
    "workspaces": "where the bot is used, how much, when last; write all packs of one to a file, or delete all of it",
    "imports": "what was brought in, newest first",
    "jobs": "what is to be done by itself: how much is due, since when, and when the next is",
    "installations": "Slack workspaces that added the bot, and those that removed it",
    "keys": "what seals their tokens: which key how many; a new key, all with the first one",
}
EMPTY = {
    "deliveries": "No daily post is in that state. --state all shows the others.",
    "posts": "No post has that status. --status all shows the others.",
    "games": "No game is going on.",
    "workspaces": "Nobody has used Quoth in any workspace yet.",
    "imports": "Nothing was brought in yet.",
    "jobs": "Nothing is to be done.",
    "installations": "No workspace has added Quoth by /slack/install.",
    "keys": "QUOTH_SECRET_KEYS is not set, and nothing is kept that would need it.",
}
NOT_REQUEUED = {
    "no post": "there is no post of that number; quoth admin posts lists them.",
    "not failed": "that post was not given up: it stands, or waits to be sent by itself.",
    "game over": "that post belongs to a game that is over: start another one in its place.",
    "being sent": "that post is being sent this moment: look again in a minute.",
    "old": (
        "that post is older than a day, and one that may stand is looked for among the newest messages of its channel "
        "only: see that it does not stand there, then the same with --yes."
    ),
}
NOT_GIVEN_UP = (
    "no post of that number waits, or it is being sent this moment; quoth admin posts --status waiting lists them."
)


NO_KEYS = "QUOTH_SECRET_KEYS is not set: there is nothing to seal with; quoth admin keys --new prints a key."
SEALS = "seals"
MISSING = "not in QUOTH_SECRET_KEYS"


def rotated(done: int, others: int) -> str:
    """Everything is sealed with the first key."""
    left = " The other keys may go from QUOTH_SECRET_KEYS once every process was started anew." if others else ""
    return f"Sealed {counted(done, 'installation')} anew; all are sealed with the first key now.{left}"


def requeued(post_id: int) -> str:
    """A post is sent after all."""
    return (
        f"Post {post_id} is looked for, among the newest messages of its channel only, and if it does not stand there, "
        "sent by the bot that runs, or the next one."
    )


def given_up(post_id: int) -> str:
    """A post is not sent."""
    return f"Post {post_id} is not sent any more."


NEEDS_OUTPUT = "--export needs --output FILE: name the zip file to write."


def no_packs(workspace_id: str) -> str:
    """Nothing is written where there is nothing."""
    return f"{workspace_id} has no packs of its own, so nothing was written."


def is_there(path: str) -> str:
    """A file that is there is not replaced."""
    return f"{path} is there already and stays as it is: name another file."


def packs_written(workspace_id: str, count: int, path: str) -> str:
    """Where they went, and what reads them."""
    return f"Wrote {counted(count, 'pack')} of {workspace_id} to {path}; unpacked, quoth import reads each of them."


def no_such_workspace(option: str, asked: str) -> str:
    """One that Quoth does not know."""
    return f"{option} “{asked}” is no workspace that Quoth knows; quoth admin workspaces lists them."


def really(workspace_id: str) -> str:
    """Deleting has to be asked for twice."""
    return (
        f"that deletes every game, schedule, setting and pack of {workspace_id} for good: quoth backup FILE first, "
        "then the same with --yes."
    )


def removed(workspace_id: str, rows: int) -> str:
    """A workspace is gone."""
    return (
        f"Deleted all that was kept of {workspace_id} ({counted(rows, 'row')}); the words of its packs go after a day, "
        f"until then quoth remove PACK --undo --workspace {workspace_id} brings one back."
    )
