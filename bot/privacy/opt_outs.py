"""Never being quoted, and the way back."""

from collections.abc import Sequence
from datetime import datetime

from bot.chat.incoming import Incoming, Request
from bot.chat.messages import Reply
from bot.chat.plain import line
from bot.games.use_cases.withdrawal import go_on, void_open
from bot.library.own_words import OwnWords
from bot.library.quoted import may_be
from bot.library.rows.book import BookRows
from bot.library.rows.own_words import OwnWordsRows
from bot.library.rows.packs import PackRows
from bot.library.rows.silence import Link, SilenceRows
from bot.library.said_by import own_words
from bot.library.services import Services, admit
from bot.library.silence import told_by
from bot.privacy import link_wording as wording
from bot.privacy.rows.questions import QuestionRows
from bot.storage.transaction import Transaction
from content.text import fold


async def opt_out(services: Services, request: Request) -> Reply:
    """Be quoted never, or again; without a word what that does."""
    whose, user_id = request.place.workspace_id, request.user.id
    if "switch" not in request.options:

        def look(tx: Transaction) -> Reply:
            mine = [one.name for one in tx[SilenceRows].links(whose) if one.user_id == user_id]
            return wording.opting_out(mine, out=user_id in tx[SilenceRows].opted_out(whose))

        return await services.store.read(look)
    if request.options["switch"] == "off":
        return await _back(services, request)

    def opt(tx: Transaction) -> tuple[list[str], str, int, int, list[str], list[tuple[str, int]]]:
        admit(tx, request)
        linked = [one.name for one in tx[SilenceRows].links(whose) if one.user_id == user_id]
        said = own_words(tx, whose, user_id)
        tx[SilenceRows].opt_out(whose, user_id, out=True)
        asked = tx[QuestionRows].withdraw(whose, said.asks, request.at)
        games, own = withdraw(tx, whose, said, request.at), _keep_own_name(tx, request)
        return (
            linked,
            own,
            len(said.numbers),
            asked,
            games,
            perhaps_theirs(tx, request, linked or [line(request.user.name)]),
        )

    linked, own, quotes, asked, games, perhaps = await services.store.write(opt)
    await go_on(services, games)
    return wording.opted_out(linked, quotes, perhaps, own, asked=asked, manager=request.manager)


def _keep_own_name(tx: Transaction, request: Request) -> str:
    """Nobody is quoted under the name they have there either, though nobody spoke under it so far: returns it. "" where
    somebody does, who may be another one, or where it is somebody else's.
    """
    whose, rows, name = request.place.workspace_id, tx[SilenceRows], line(request.user.name)
    known = {fold(one.name) for one in rows.links(whose)}
    known |= {
        label for some in rows.speakers(tx[PackRows].used(whose)).values() for one in some for label in told_by(one)
    }
    is_forgotten = rows.is_forgotten(whose)
    if not any(c.isalnum() for c in name) or fold(name) in known or (is_forgotten and is_forgotten(fold(name))):
        return ""
    rows.put_link(
        whose, Link(name=name, user_id=request.user.id, linked_by=request.user.id, at=request.at, called=name)
    )
    return name


async def _back(services: Services, request: Request) -> Reply:
    whose, user_id = request.place.workspace_id, request.user.id

    def back(tx: Transaction) -> tuple[bool, int]:
        admit(tx, request)
        was_out = user_id in tx[SilenceRows].opted_out(whose)
        tx[SilenceRows].opt_out(whose, user_id, out=False)
        return was_out, tx[SilenceRows].remember(whose, user_id)

    was_out, labels = await services.store.write(back)
    return wording.quoted_again(labels) if was_out or labels else wording.quoted_as_before()


def perhaps_theirs(tx: Transaction, incoming: Incoming, linked: Sequence[str]) -> list[tuple[str, int]]:
    """The speakers, seen where they ask and nobody's yet, whose name is a part of theirs or holds it: with how many
    quotes.
    """
    whose, place, rows = incoming.place.workspace_id, incoming.place, tx[SilenceRows]
    infos = [i for i in tx[PackRows].used(whose) if i.channel in {"", place.channel, place.thread}]
    own = rows.labels(whose, incoming.user.id, infos)
    known = {fold(one.name) for one in rows.links(whose)}
    found: dict[str, dict[int, set[str]]] = {}
    for pack_id, speakers in rows.speakers(infos).items():
        for one in speakers:
            free = told_by(one).isdisjoint(own | known)
            if free and any(may_be(name, one.name) for name in linked):
                found.setdefault(one.name, {}).setdefault(pack_id, set()).add(one.name)
    mine = tx[BookRows].said_by(whose, incoming.user.id)
    counts = [(name, len(tx[OwnWordsRows].standing(packs) - mine)) for name, packs in found.items()]
    return sorted((name, count) for name, count in counts if count)


def withdraw(tx: Transaction, workspace_id: str, said: OwnWords, at: datetime) -> list[str]:
    """Take back what is asked now with these words; returns the ids of the games that go on without it."""
    tx[QuestionRows].withdraw(workspace_id, said.asks, at)
    return void_open(tx, workspace_id, said.asks, at)
