"""Whether workspaces removed the bot while nobody listened: an event that came meanwhile does not come again."""

from collections.abc import Awaitable, Callable, Sequence

from adapters.slack.admission import word_against
from adapters.slack.presence import Shared
from adapters.slack.trouble import ENDED
from bot.installations.model import Installation
from bot.installations.refusals import KeyMissing, SealBroken
from bot.installations.register import Register

# So many are asked at a time.
AT_ONCE = 100


class RollCall:
    """Asks each of those that were there at the start, once; `left` is told of one that removed the bot, and why."""

    def __init__(self, register: Register, shared: Shared, left: Callable[[str, str], Awaitable[None]]) -> None:
        self._register, self._shared, self._left = register, shared, left
        self._expected: list[Installation] = []

    def expect(self, there: Sequence[Installation]) -> None:
        """These should be there."""
        self._expected = list(there)

    async def go_on(self) -> None:
        """Ask some more, as long as Slack answers: what else is due does not wait for it."""
        for each in self._expected[:AT_ONCE]:
            if not await self._ask(each):
                return
            self._expected.remove(each)

    async def _ask(self, before: Installation) -> bool:
        """With its tokens as they are now; those that came since then are good. False where Slack does not answer."""
        kept = await self._register.find(before.about.workspace_id)
        if kept is None or kept.granted != before.granted:
            return True
        try:
            tokens = self._register.keys.open(kept)
        except (KeyMissing, SealBroken):
            return True
        word = await word_against(self._shared.reading(tokens.bot))
        if word in ENDED:
            await self._left(kept.about.workspace_id.partition(":")[2], word)
        return word is not None
