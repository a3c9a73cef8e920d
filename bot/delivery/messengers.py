"""The ways out that a process has, by platform."""

import logging

from bot.chat.incoming import Place, Problem
from bot.delivery.platform import Messenger
from bot.errors import DeliveryError

_log = logging.getLogger(__name__)


class Messengers(dict[str, Messenger]):
    """The messenger of each platform; one whose platform needs the engine first comes in once both are there."""

    async def check(self, place: Place) -> Problem | None:
        """What stands against posting in a place; None also where nobody can tell now."""
        messenger = self.get(place.platform)
        try:
            return None if messenger is None else await messenger.check(place)
        except DeliveryError as error:
            _log.warning("a place could not be checked: %s", error)
            return None
