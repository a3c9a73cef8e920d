"""What whoever runs Quoth puts right by hand, beside a bot that runs: by the database alone, which settles races."""

from datetime import datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from bot.app.catalogue import POSTS
from bot.app.rows.admin import AdminRows
from bot.delivery.post_kinds import Failure
from bot.delivery.rows import PostRows
from bot.library import export_files
from bot.library.rows.packs import PackRows
from bot.storage.store import Store
from bot.storage.transaction import Transaction

# So many rows at most by one transaction, as everywhere.
STEP = 500
LEASE_SECONDS = 10.0
GIVEN_UP = "given up by whoever runs Quoth"


async def requeue(store: Store, post_id: int, at: datetime, *, though_old: bool = False) -> str:
    """Let a post that was given up be sent after all, unless it stands; "" or why not (bot.app.rows.admin)."""
    return await store.write(lambda tx: tx[AdminRows].requeue(post_id, at, though_old=though_old))


async def give_up(store: Store, post_id: int, at: datetime) -> bool:
    """Let a post that waits not be sent any more, with all that follows; False if there is none that waits."""

    def end(tx: Transaction) -> bool:
        held = tx[PostRows].hold(post_id, lease=LEASE_SECONDS)
        if held is None or not tx[PostRows].fail(held, GIVEN_UP):
            return False
        if held.kind in POSTS:
            POSTS[held.kind].on_abandoned(tx, held, Failure(reason=GIVEN_UP), at)
        return True

    return await store.write(end)


async def zipped_packs(store: Store, workspace_id: str) -> tuple[int, bytes]:
    """How many packs a workspace owns, and a zip file of them in Quoth's own format, which imports them again."""
    held = BytesIO()
    packs = await store.read(lambda tx: [tx[PackRows].whole(one) for one in tx[AdminRows].packs_of(workspace_id)])
    with ZipFile(held, "w", ZIP_DEFLATED) as zipped:
        for pack in packs:
            name = f"{pack.name.replace('/', '-')}.{export_files.ENDINGS[export_files.QUOTH]}"
            zipped.writestr(name, export_files.whole(pack))
    return len(packs), held.getvalue()


async def remove_workspace(store: Store, workspace_id: str, at: datetime) -> int:
    """Delete all that is kept of a workspace, some rows at a time; its packs go after a day. Returns how many rows.

    Raises UsedMeanwhile where a bot that runs comes between; the same again does what is left.
    """

    def take_packs(tx: Transaction) -> int:
        packs = tx[AdminRows].packs_of(workspace_id)
        for pack_id in packs:
            tx[PackRows].remove(pack_id, at)
        return len(packs)

    gone = await store.write(take_packs)
    while rows := await store.write(lambda tx: tx[AdminRows].forget_workspace(workspace_id, STEP)):
        gone += rows
    return gone
