"""/privacy: what is kept about whoever asks, as a list, as a file, or not at all any more."""

import json
from dataclasses import replace
from typing import Any

from bot.chat.incoming import Press, PressId, Request
from bot.chat.messages import File, Listing, Reply
from bot.chat.refusals import PressIsStale
from bot.games.use_cases.withdrawal import go_on
from bot.library.model import PackInfo
from bot.library.rows.book import BookRows
from bot.library.rows.feeds import FeedRows
from bot.library.rows.members import MemberRows
from bot.library.rows.own_words import OwnWordsRows
from bot.library.rows.packs import PackRows
from bot.library.rows.silence import SilenceRows
from bot.library.said_by import own_names, own_words
from bot.library.services import Services, admit
from bot.privacy import wording
from bot.privacy.erasure import erase
from bot.privacy.link_wording import perhaps_you
from bot.privacy.opt_outs import perhaps_theirs, withdraw
from bot.privacy.refusals import ManagersErase
from bot.privacy.rows.privacy import PrivacyRows
from bot.privacy.wording import ME, WORKSPACE
from bot.storage.persons import PersonRows
from bot.storage.transaction import Transaction


async def show(services: Services, request: Request) -> Reply:
    """All that is kept, by kinds, with how many and for how long."""
    await services.attendance.settle()
    whose, user_id = request.place.workspace_id, request.user.id

    def look(tx: Transaction) -> Listing:
        rows = tx[PrivacyRows]
        return wording.shown(
            rows.counts(whose, user_id), notes=rows.notes(whose, user_id), shares=rows.shares(whose, user_id),
            manages=rows.manages(whose, user_id), quotes=len(own_words(tx, whose, user_id).numbers),
            muted=tx[PersonRows].is_muted(whose, user_id), hidden=tx[PersonRows].is_hidden(whose, user_id),
            never=user_id in tx[SilenceRows].opted_out(whose),
            forgotten=tx[SilenceRows].was_forgotten(whose, user_id),
        )  # fmt: skip

    return await services.store.read(look)


async def export(services: Services, request: Request) -> Reply:
    """The same, every row of it, as a file."""
    await services.attendance.settle()
    whose, user_id = request.place.workspace_id, request.user.id

    def look(tx: Transaction) -> dict[str, list[dict[str, Any]]]:
        told = tx[PrivacyRows].everything(whose, user_id)
        written = tx[BookRows].said_by(whose, user_id)
        said = tx[OwnWordsRows].told(own_names(tx, whose, user_id), written)
        return told | {name: rows for name, rows in said.items() if rows}

    told = await services.store.read(look)
    facts = {"workspace": whose, "user": user_id, "exported_at": request.at.isoformat(), "kept": told}
    data = json.dumps(facts, ensure_ascii=False, indent=1).encode()
    return File(text=wording.exported(sum(map(len, told.values()))), name=wording.FILE, data=data)


async def forget(services: Services, request: Request) -> Reply:
    """What forgetting does, with the button that does it. Raises ManagersErase."""
    whose, user_id = request.place.workspace_id, request.user.id
    if request.options.get("what") == WORKSPACE:
        if not request.manager:
            raise ManagersErase
        return wording.about_to_erase()

    def look(tx: Transaction) -> Reply:
        names = [one.name for one in tx[SilenceRows].links(whose) if one.user_id == user_id]
        said = own_words(tx, whose, user_id)
        return wording.about_to_forget(
            names, quotes=len(said.numbers), questions=len(tx[OwnWordsRows].questions_about(whose, said)),
            perhaps=perhaps_you(perhaps_theirs(tx, request, names), manager=request.manager),
        )  # fmt: skip

    return await services.store.read(look)


async def press_forget(services: Services, press: Press, meant: PressId) -> Reply:
    """Forget whoever presses it, in one transaction; or everything of the workspace. Raises ManagersErase and
    PressIsStale."""
    if meant.subject == WORKSPACE:
        return await erase(services, press)
    if meant.subject != ME:
        raise PressIsStale
    await services.attendance.settle()

    whose, user_id = press.place.workspace_id, press.user.id

    def forget_them(tx: Transaction) -> tuple[int, list[str]]:
        admit(tx, press)
        theirs = _packs(tx, whose)
        games = withdraw(tx, whose, own_words(tx, whose, user_id), press.at)
        labels = tx[SilenceRows].labels(whose, user_id, theirs)
        packs = [info.id for info in theirs]
        written = tx[BookRows].said_by(whose, user_id)
        called = tx[MemberRows].names_of(whose, user_id)
        said = tx[OwnWordsRows].forget(packs, tx[SilenceRows].named(theirs, labels), press.at, written)
        said = replace(said, called=called)
        if said.names or said.numbers or called:
            tx[OwnWordsRows].forget_asked(whose, said)
            tx[OwnWordsRows].forget_questions(whose, said)
            tx[OwnWordsRows].forget_blocked(whose, labels, said)
        tx[FeedRows].forget_speaker(whose, labels)
        tx[SilenceRows].forget(whose, labels, user_id, press.at)
        tx[PrivacyRows].forget(whose, user_id)
        return len(said.numbers), games

    quotes, games = await services.store.write(forget_them)
    services.drop_typed(whose, user_id)
    await go_on(services, games)
    return wording.forgotten(quotes)


def _packs(tx: Transaction, workspace_id: str) -> list[PackInfo]:
    """The packs that are that workspace's to change, those too that it switched off, or whose words still lie here
    after it removed them or put them into others.
    """
    rows = tx[PackRows]
    owners = [workspace_id, *([None] if rows.is_alone(workspace_id) else [])]
    return [info for owner in owners for info in (*rows.owned(owner), *rows.lying(owner))]
