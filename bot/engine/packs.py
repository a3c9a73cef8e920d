"""Packs: bringing them in and listing them."""

from bot.core.packs import Audience, Imported
from bot.engine.services import Services
from bot.messages import Reply, Request
from bot.wording import quotes as wording
from content.model import Pack
from content.shipped import shipped_packs


async def listing(services: Services, request: Request) -> Reply:
    """The packs this workspace may see."""
    return wording.packs(await services.shelf.library(request.place.workspace_id))


async def store(services: Services, pack: Pack, *, workspace_id: str | None) -> Imported:
    """Keep a pack, for one workspace or (None) for everyone; importing again changes only what changed."""
    audience = Audience.WORKSPACE if workspace_id else Audience.PUBLIC
    at = services.clock.now()
    return await services.store.write(
        lambda tx: tx.packs.save(pack, workspace_id=workspace_id, audience=audience, at=at)
    )


async def store_samples(services: Services) -> None:
    """Keep the shipped packs, for everyone to see; those that are there already are left as they are."""
    known = await services.store.read(lambda tx: {p.fingerprint for p in tx.packs.visible("")})
    for shipped in shipped_packs():
        if shipped.version not in known:
            await store(services, shipped.pack(), workspace_id=None)
