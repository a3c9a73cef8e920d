"""What is said on Slack alone: around a moment in the reader's own time, on forms, about the app, to its operator."""

from collections.abc import Sequence
from datetime import datetime

from bot.chat.counts import counted
from bot.chat.incoming import Problem

NOT_SET_UP = "Slack is not set up: quoth manifest slack prints what the app is made from; then set SLACK_BOT_TOKEN."
UNREACHABLE = "Slack cannot be reached: look at the network, or try again later."
BY_SOCKET = "Slack: Socket Mode works, so no address of yours has to be public."
BY_HTTP = "Slack: requests are taken at /slack/events, signed with SLACK_SIGNING_SECRET."
SEND, CANCEL = "Send", "Cancel"
TOO_LATE = "That took too long for a form to open. Press once more."

FILE_SENT = "The file is in the direct messages between you and me."
FILE_FAILED = "Slack did not take the file just now. Ask for it once more in a minute."

APP_SUMMARY = "Quotes and quizzes from what was really said."
APP_DESCRIPTION = (
    "Quoth takes the transcript of an interview, a podcast or a meeting and turns it into attributed quotes. Look one "
    "up, ask who said it, get one in the morning, or play a team quiz made of them, with scores and a leaderboard. "
    "Nothing is read but what is said to Quoth itself."
)
NO_CONNECTION = {
    "invalid_auth": "Slack does not know SLACK_APP_TOKEN: copy the app-level token (xapp-…) from Basic Information.",
    "not_allowed_token_type": "SLACK_APP_TOKEN is of another kind: it takes an app-level token (xapp-…).",
    "missing_scope": "SLACK_APP_TOKEN lacks the scope connections:write: make a new app-level token that has it.",
    "socket_mode_not_enabled": "Socket Mode is off for this app: turn it on under Socket Mode, or use the HTTP mode.",
}
MENU_NAME = "Quoth here"
MENU_SUMMARY = "Everything Quoth can do in this place, by buttons; in threads too."


def group_summary(first: str) -> str:
    """What a slash command with several parts says of itself; its hint lists the parts."""
    return f"{first} Followed by help, it tells about the rest."


_CLOSED = {
    Problem.GONE: "the channel is gone or archived: set the schedule anew in another one",
    Problem.NOT_HERE: "Quoth is not in the channel, or it is gone: invite it there (/invite @Quoth)",
    Problem.BETWEEN_PEOPLE: "it is between people and Quoth cannot be there: set the schedule anew in a channel",
}


def channel_closed(channel: str, problem: Problem, scopes: Sequence[str]) -> str:
    """A schedule whose posts would not stand."""
    lacking = " and ".join(scopes) or "the right to write there"
    return (
        f"Slack: nothing can be posted in channel {channel}, where something is scheduled; "
        + _CLOSED.get(problem, f"Quoth lacks {lacking}: give it to the app, or let it write in the channel")
        + "."
    )


def all_open(count: int) -> str:
    """Every schedule's posts would stand."""
    return f"Slack: what is scheduled can be posted ({counted(count, 'place')})."


NOT_HERE = (
    "Quoth is set up for another Slack workspace and does nothing here. Whoever runs it can run one for this one."
)


def stranger(team_id: str) -> str:
    """A payload that names another workspace than the token's."""
    return (
        f"Slack sent something for the workspace {team_id}, which is not the one of SLACK_BOT_TOKEN; it is left alone. "
        "An installation of Quoth serves one workspace"
    )


def add_here(address: str) -> str:
    """A command in a workspace that did not add the bot, or removed it."""
    return f"Quoth is not in this workspace any more, or not yet, and did nothing: {address} adds it."


def nobody_added(team_id: str) -> str:
    """A payload of a workspace that did not add the bot."""
    return f"Slack sent something for the workspace {team_id}, to which nobody added Quoth; it is left alone"


def not_added(workspace: str) -> str:
    """A post for a workspace in which the bot is not, or whose tokens cannot be read."""
    return f"Quoth has no access to the workspace {workspace}"


def removed(workspace: str, reason: str) -> str:
    """A workspace removed the bot."""
    return f"the workspace {workspace} removed Quoth ({reason}): its games and schedules wait 30 days for its return"


def lost_one(name: str, address: str, reason: str) -> str:
    """A workspace's tokens are refused, and no event said so."""
    return (
        f"Slack does not let Quoth into {name} any more ({reason}): nothing is sent there, games and schedules wait; "
        f"somebody there adds it again at {address}"
    )


def regained(name: str) -> str:
    """They are taken again."""
    return f"Slack lets Quoth into {name} again: what waited is sent, as far as it is not too late for it."


NO_NEXT_TOKEN = "Slack answered without a token"  # noqa: S105 - a sentence


def not_renewed(name: str, reason: str, ends: datetime | None) -> str:
    """The next tokens of a workspace could not be had."""
    until = f", which ends at {ends:%Y-%m-%d %H:%M} UTC" if ends else ""
    return (
        f"the access to {name}{until} could not be renewed ({reason}); it is tried every minute. If it ends, somebody "
        "there adds Quoth again by /slack/install"
    )


def renewed_again(name: str) -> str:
    """They were had after all."""
    return f"the access to {name} is renewed again"


def until(moment: str) -> str:
    """When a round closes; the platform writes the moment."""
    return f"until {moment}"


def begins(moment: str) -> str:
    """When a lobby ends by itself."""
    return f"begins at {moment}"


def bad_prefix(prefix: str, longest: int) -> str:
    """A prefix that makes no slash command."""
    return (
        f"--prefix is “{prefix}”: it takes small letters, digits, - and _, at most {longest} of them, because Slack's "
        "commands end after 32 characters."
    )


def bad_url(url: str) -> str:
    """An address Slack would not send to."""
    return f"--url is “{url}”: it takes an address that begins with https://, such as https://example.org/slack/events."


def bad_public_url(url: str) -> str:
    """An address Slack would not come back to."""
    return f"--many is “{url}”: it takes where Quoth is reached from outside, such as https://quoth.example.org."


def many_there(count: int, address: str) -> str:
    """Workspaces add the bot themselves."""
    return f"Slack: {counted(count, 'workspace')} added Quoth; {address} adds another one."


KNOWN_APP = "Slack knows the app of SLACK_CLIENT_ID and SLACK_CLIENT_SECRET."
UNKNOWN_APP = {
    "invalid_client_id": (
        "Slack does not know SLACK_CLIENT_ID: copy it from Basic Information of your app, App Credentials."
    ),
    "bad_client_secret": (
        "Slack does not take SLACK_CLIENT_SECRET: copy it from Basic Information of your app, App Credentials."
    ),
    "bad_redirect_uri": (
        "The app does not know QUOTH_PUBLIC_URL: paste what quoth manifest slack --many with that address prints under "
        "App Manifest of the app."
    ),
}


def known(user: str, team: str) -> str:
    """The bot token works."""
    return f"Slack: the bot is @{user} in {team}."


def refused(code: str) -> str:
    """Slack does not know the bot token, or no more."""
    return (
        f"Slack does not let Quoth in ({code}): copy the bot token (xoxb-…) from OAuth & Permissions into "
        "SLACK_BOT_TOKEN, and install the app again if there is none."
    )


REGAINED = "Slack lets the app in again: what waited is sent, as far as it is not too late for it."


def lost(reason: str) -> str:
    """The app was uninstalled, or its token taken back, while the bot runs."""
    return (
        f"Slack does not let the app in any more ({reason}): nothing is sent there, games and schedules wait. Install "
        "the app again, copy its token into SLACK_BOT_TOKEN and start Quoth anew; quoth doctor tells whether it works"
    )


def not_granted(scopes: Sequence[str]) -> str:
    """The app was installed without something that is used."""
    return (
        f"Slack did not grant {', '.join(scopes)}: paste the manifest of quoth manifest slack anew under App Manifest, "
        "and install the app again"
    )


def many_connections(count: int) -> str:
    """More than one process hears Slack, or Slack believes so."""
    return (
        f"Slack counts {count} connections of this app and hands each payload to any of them: stop other processes "
        "with this token, or wait until Slack forgets those that are dead"
    )


def scope(name: str) -> str:
    """A right as Slack calls it, and where it is given."""
    return f"the scope {name} (under OAuth & Permissions of the app; install it again)"


def file_barred() -> str:
    """A file cannot be handed over for want of a right."""
    return f"Slack does not let me hand files over: the app lacks {scope('files:write')}."
