"""`--workspace ID`: one that Quoth knows. A mistyped one would be made, and switch off what the others share."""

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.library.services import Services

_ID = re.compile(r"(slack|discord|terminal):[^\s\x00-\x1f]{1,100}")


async def must_be_known(services: "Services", workspace_id: str | None, *, new: bool = False) -> None:
    """Raises QuothError with those there are; with `new` any that could be one will do."""
    from bot.chat.plain import plain
    from bot.cli import wording
    from bot.errors import QuothError
    from bot.library.rows.packs import PackRows

    if workspace_id is None:
        return
    known = await services.store.read(lambda tx: tx[PackRows].workspaces())
    if workspace_id in known or (new and _ID.fullmatch(workspace_id)):
        return
    raise QuothError(wording.no_such_workspace(plain(workspace_id)[:120], known, new=new))
