"""What the pages say by which a workspace adds the bot."""

from collections.abc import Sequence

from adapters.slack.manifest import OPTIONAL_SCOPES, SCOPES

TITLE = "Add Quoth to Slack"
ADD = "Add to Slack"
AGAIN = "Begin again"
ABOUT = (
    "Quoth takes the transcript of an interview, a podcast or a meeting and turns it into attributed quotes.",
    "Look one up, ask who said it, get one in the morning, or play a team quiz made of them.",
    "Slack asks you what Quoth may do in your workspace; in some workspaces an admin has to approve it first.",
)
RIGHTS_TITLE = "What it may do, and what for"
RIGHTS = (*SCOPES.items(), *((name, f"{why} (may be left out)") for name, why in OPTIONAL_SCOPES.items()))
PRIVACY_TITLE = "Privacy"
_KEPT = (
    "Quoth reads no conversations: it keeps what people tell it by its commands, buttons and forms, the transcripts "
    "they bring in, games, scores and schedules, each for its workspace alone. Its access to your workspace is kept "
    "sealed."
)
_DELETED = (
    "Everybody sees what is kept about them with /privacy show, takes it along with /privacy export and has it deleted "
    "with /privacy forget. Managers delete everything of the workspace with /privacy forget workspace; where Quoth is "
    "removed from a workspace, all of it is deleted after 30 days."
)
PRIVACY = (_KEPT, _DELETED, "Nothing is sold, shown to others or used to train anything.")
SUPPORT_TITLE = "Support"
SUPPORT = (
    "In Slack /quoth help tells about every command, /quoth about which Quoth this is.",
    "For anything else ask whoever runs this Quoth, which is whoever gave you the address of this page.",
)

TOO_MANY = "Too many people are adding Quoth at this moment: try again in ten minutes."
NO_STATE = "This page is where Slack sends people back to: begin with the page that adds Quoth. Nothing was changed."
OTHER_BROWSER = (
    "Another browser began this, or it keeps no cookies: begin again in the browser in which you add Quoth. Nothing "
    "was changed."
)
USED = "This was used already, or is older than ten minutes: begin again. Nothing was changed."
CANCELLED = "You cancelled it, so Quoth was not added and nothing was changed."
NO_CODE = "Slack sent you back without what adds Quoth: begin again. Nothing was changed."
UNREACHABLE = "Slack does not answer at the moment: begin again in a minute. Nothing was changed."
DATABASE_AWAY = "Quoth cannot keep anything at the moment: begin again in a minute. Nothing was changed."
NO_BOT = "Slack gave no access for a bot: begin again and leave everything as it is shown. Nothing was changed."
NO_TEAM = (
    "Slack named an organisation and no workspace: begin again and choose the workspace that Quoth is for. Nothing was "
    "changed."
)
OTHER_TEAM = "Slack named two different workspaces: begin again. Nothing was changed."
GUEST = "Guests cannot add Quoth: ask a full member of the workspace to do it. Nothing was changed."
NOT_KNOWN = "Slack does not say who you are in that workspace: begin again. Nothing was changed."


def lacking(scopes: Sequence[str]) -> str:
    """Rights that Quoth cannot be without."""
    return (
        f"Slack did not grant {', '.join(scopes)}, without which Quoth cannot work: begin again. Nothing was changed."
    )


def refused(code: str) -> str:
    """Slack does not take what the browser brought back."""
    return f"Slack did not take it ({code}): begin again. Nothing was changed."


def turned_down(code: str) -> str:
    """Slack says on the way back that it was not done."""
    return f"Slack did not let Quoth be added ({code}), and nothing was changed: ask an admin, or begin again."


def added(name: str) -> str:
    """The bot is in a workspace."""
    return f"Quoth is in {name} now. In Slack type /quote; for quizzes invite it to a channel with /invite @Quoth."


def there_already(name: str) -> str:
    """It was there before."""
    return f"Quoth was in {name} already, and everything there stays as it is."
