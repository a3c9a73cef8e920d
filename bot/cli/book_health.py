"""What `quoth doctor` says of what waits in the workspaces' packs and books."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from bot.app.retention import LEFT
from bot.app.rows.book_matters import BookMatters, FailingFeed
from bot.chat.counts import both, counted
from bot.chat.messages import Mark
from bot.delivery.platform import Finding

# Of more feeds that fail the number is told.
MOST_FEEDS = 5
# Retention runs every day; what is later than that by one day more is late.
GRACE = timedelta(days=2)


def book_findings(matters: BookMatters, at: datetime) -> Iterator[Finding]:
    """A line for each thing that there is; nothing that nobody has to know."""
    if matters.unlinked:
        who = f"{matters.unlinked} of {counted(matters.voices, 'speaker')} of the workspaces' own packs"
        yield _right(
            f"{who} {'is' if matters.unlinked == 1 else 'are'} linked to no member: /privacy link says who is who."
        )
    waiting = [
        counted(count, what)
        for count, what in ((matters.quotes_suggested, "quote"), (matters.questions_suggested, "question")) if count
    ]  # fmt: skip
    if waiting:
        yield _right(f"Suggested and not looked at by a manager: {both(waiting)}. /quotes review shows what waits.")
    yield from (Finding(mark=Mark.WRONG, sentence=_failing(feed)) for feed in matters.failing[:MOST_FEEDS])
    if (more := len(matters.failing) - MOST_FEEDS) > 0:
        yield Finding(mark=Mark.WRONG, sentence=f"{counted(more, 'more feed')} cannot be looked at.")
    yield from _leaving(matters, at)


def _leaving(matters: BookMatters, at: datetime) -> Iterator[Finding]:
    """When what is of workspaces that removed the bot is deleted."""
    due = [left + timedelta(days=LEFT.days) for left in matters.left]
    late = [moment for moment in due if moment + GRACE < at]
    if late:
        what = f"{counted(len(late), 'workspace')} should be deleted by now, the first since {late[0]:%d %B %Y}"
        yield Finding(mark=Mark.WRONG, sentence=f"{what}: that is done while quoth run is on.")
    if len(due) > len(late):
        coming = due[len(late) :]
        what = f"{counted(len(coming), 'workspace')} removed the bot; the first is deleted on {coming[0]:%d %B %Y}"
        yield _right(f"{what}. quoth admin workspaces lists them.")


def _failing(feed: FailingFeed) -> str:
    why = feed.problem.rstrip(".") or "it cannot be looked at"
    times = counted(feed.failures, "time")
    failed = f"The podcast “{feed.title}” ({feed.workspace_id}) failed {times} in a row: {why}"
    return f"{failed}. Mend its link, or /quotes unfollow it."


def _right(sentence: str) -> Finding:
    return Finding(mark=Mark.RIGHT, sentence=sentence)
