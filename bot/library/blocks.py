"""/quotes block and unblock: words and speakers that are never to be shown in a workspace."""

from bot.chat.incoming import Incoming, Press, PressId, Request
from bot.chat.messages import Reply
from bot.chat.refusals import BadOption, PressIsStale
from bot.library import block_wording as wording
from bot.library import withholding
from bot.library.blocked import Block, Blocked, BlockKind
from bot.library.library import Library
from bot.library.model import DecidedBy
from bot.library.refusals import BlocksFull, NotBlocked
from bot.library.rows.blocks import BlockRows, folded
from bot.library.services import Services, admit
from bot.storage.transaction import Transaction
from content.text import clean, fold, folded_words

MOST = 200


async def block(services: Services, request: Request) -> Reply:
    """Block words or a speaker; without either all that is blocked. Raises BadOption, BlocksFull."""
    said = {kind: " ".join(clean(request.options[kind]).split()) for kind in BlockKind if request.options.get(kind, "")}
    library, where = await services.libraries.library(request.place.workspace_id), request.place.workspace_id
    if not said:
        blocks = await services.store.read(lambda tx: tx[BlockRows].all(where))
        return wording.listing(blocks, {one.id: _hides(library, one) for one in blocks})
    kind, text = next(iter(said.items()))
    if kind is BlockKind.SPEAKER:
        view = await withholding.shown_to(services, request)
        text = view.by_speaker(text) or text
    if not any(c.isalnum() for c in text) or not folded(kind, text):
        raise BadOption(option=kind, value=text, expected=wording.EXAMPLE, example=True)

    def keep(tx: Transaction) -> Block | None:
        user = admit(tx, request)
        if tx[BlockRows].count(where) >= MOST:
            raise BlocksFull(limit=MOST)
        added = tx[BlockRows].add(where, kind, text, DecidedBy(user.id, user.name), request.at)
        return tx[BlockRows].all(where)[-1] if added else None

    done = await services.store.write(keep)
    return wording.is_blocked(text) if done is None else wording.blocked(done, _hides(library, done))


async def unblock(services: Services, request: Request) -> Reply:
    """What was blocked by these words is shown again. Raises NotBlocked."""
    wanted = fold(_bare(request.options[wording.WHAT]))
    blocks = await services.store.read(lambda tx: tx[BlockRows].all(request.place.workspace_id))
    found = next((one for one in blocks if wanted in (fold(one.text), folded_words(one.text))), None)
    if found is None:
        raise NotBlocked(what=_bare(request.options[wording.WHAT]))
    return await _end(services, request, found)


def _bare(what: str) -> str:
    """What is meant, without the option it was blocked with and the marks around it: speaker="Ada Novak"."""
    name, sign, rest = what.partition("=")
    said = rest if sign and name.strip().casefold() in set(BlockKind) else what
    return said.strip().strip('"“”„').strip() or what


async def press_unblock(services: Services, press: Press, meant: PressId) -> Reply:
    """The same by its button. Raises PressIsStale."""
    blocks = await services.store.read(lambda tx: tx[BlockRows].all(press.place.workspace_id))
    found = next((one for one in blocks if str(one.id) == meant.subject), None)
    if found is None:
        raise PressIsStale
    return await _end(services, press, found)


async def _end(services: Services, incoming: Incoming, found: Block) -> Reply:
    def end(tx: Transaction) -> bool:
        admit(tx, incoming)
        return tx[BlockRows].remove(incoming.place.workspace_id, found.id)

    if not await services.store.write(end):
        raise PressIsStale
    return wording.unblocked(found)


def _hides(library: Library, one: Block) -> int:
    """How many quotes it hides."""
    alone = frozenset({folded(one.kind, one.text)})
    blocked = Blocked(phrases=alone) if one.kind is BlockKind.WORDS else Blocked(speakers=alone)
    return withholding.tally_blocked(library, blocked)
