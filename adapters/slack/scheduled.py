"""Whether something can be posted where it is scheduled, for `quoth doctor`."""

from collections.abc import Sequence

from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack import wording
from adapters.slack.messenger import barred
from bot.chat.incoming import Place
from bot.chat.messages import Mark
from bot.delivery.platform import Finding


async def examine_places(client: AsyncWebClient, team_id: str, places: Sequence[Place]) -> list[Finding]:
    """One finding for each place that is closed, or one for all that are open."""
    here = [place for place in places if place.workspace == team_id and not place.user_id]
    wrong = []
    for place in here:
        problem, lacking = await barred(client, place)
        if problem is not None:
            wrong.append(wording.channel_closed(place.channel, problem, lacking))
    if here and not wrong:
        return [Finding(mark=Mark.RIGHT, sentence=wording.all_open(len(here)))]
    return [Finding(mark=Mark.WRONG, sentence=sentence) for sentence in wrong]
