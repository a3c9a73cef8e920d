"""Deleting everything of a workspace at once, on request of a manager."""

from bot.chat.incoming import Press
from bot.chat.messages import Reply
from bot.library.services import Services, admit
from bot.privacy import wording
from bot.privacy.refusals import ManagersErase
from bot.privacy.rows.departures import DepartureRows

# So many rows at most by one transaction, as retention does it.
STEP = 500


async def erase(services: Services, press: Press) -> Reply:
    """Delete all of it, step by step. Raises ManagersErase."""
    if not press.manager:
        raise ManagersErase
    whose = press.place.workspace_id
    await services.store.write(lambda tx: admit(tx, press))
    await services.attendance.settle()
    gone = 0
    while rows := await services.store.write(lambda tx: tx[DepartureRows].erase(whose, STEP)):
        gone += rows
    services.drop_typed(whose)
    await services.libraries.forget()
    return wording.erased(gone)
