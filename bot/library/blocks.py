"""/quotes block and unblock: words and speakers that are never to be shown in a workspace."""

import json
from zlib import crc32

from bot.chat.incoming import Incoming, Press, PressId, Request
from bot.chat.messages import Reply
from bot.chat.refusals import BadOption, PressIsStale
from bot.library import block_wording as wording
from bot.library import withholding
from bot.library.blocked import Block, Blocked, BlockKind
from bot.library.library import Library, View
from bot.library.model import DecidedBy
from bot.library.refusals import BlocksFull, NotBlocked
from bot.library.rows.blocks import BlockRows, folded
from bot.library.services import Services, admit
from bot.library.threads import SERVING, within
from bot.storage.transaction import Transaction
from content.text import clean, fold, folded_words, words

MOST = 200
# Words that hide so many quotes, and such a share of all, are hardly meant.
LEAST_ASKED, MUCH = 10, 0.1


async def block(services: Services, request: Request) -> Reply:
    """Block words or a speaker; without either all that is blocked.

    Asked about first are words that hide much, and names that nobody has as they are written. Raises BadOption,
    BlocksFull.
    """
    said = {kind: " ".join(clean(request.options[kind]).split()) for kind in BlockKind if request.options.get(kind, "")}
    library, where = await services.libraries.library(request.place.workspace_id), request.place.workspace_id
    if not said:
        blocks = await services.store.read(lambda tx: tx[BlockRows].all(where))
        hides = await within(SERVING, library.tally_blocked, [_alone(one.kind, one.text) for one in blocks])
        return wording.listing(blocks, dict(zip((one.id for one in blocks), hides, strict=True)))
    kind, text = next(iter(said.items()))
    if not any(c.isalnum() for c in text) or not folded(kind, text):
        raise BadOption(option=kind, value=text, expected=wording.EXAMPLE, example=True)
    view = await withholding.shown_to(services, request)
    meant = (await within(SERVING, view.by_speaker, text) if kind is BlockKind.SPEAKER else None) or text
    kept = f"{crc32(meant.encode()):08x}"
    if question := await within(SERVING, _doubt, library, view, kind, text, meant, kept):
        services.asides[_aside(request, kept)] = json.dumps([kind, meant])
        return question
    return await _keep(services, request, kind, meant)


async def press_sure(services: Services, press: Press, meant: PressId) -> Reply:
    """Block what was asked about. Raises PressIsStale where nobody knows any more what that was, and BlocksFull."""
    kept = services.asides.pop(_aside(press, meant.subject), "")
    if not kept:
        raise PressIsStale
    kind, text = json.loads(kept)
    return await _keep(services, press, BlockKind(kind), text)


def _doubt(library: Library, view: View, kind: BlockKind, text: str, meant: str, kept: str) -> Reply | None:
    """What is asked before that is blocked; None where it is what somebody surely wants."""
    hides = _hides(library, kind, meant)
    if kind is BlockKind.WORDS:
        much = hides >= LEAST_ASKED and hides >= MUCH * library.size
        return wording.hides_much(text, hides, library.size, kept) if much else None
    known = {word for s in view.speakers if s.name == meant for name in (s.name, *s.aliases) for word in words(name)}
    if not known and not hides:
        return wording.speaker_unknown(text, kept)
    return None if not known or known.issuperset(words(text)) else wording.meant_speaker(text, meant, hides, kept)


async def _keep(services: Services, incoming: Incoming, kind: BlockKind, text: str) -> Reply:
    """Block it from now on. Raises BlocksFull."""
    where = incoming.place.workspace_id

    def keep(tx: Transaction) -> Block | None:
        user = admit(tx, incoming)
        if tx[BlockRows].count(where) >= MOST:
            raise BlocksFull(limit=MOST)
        added = tx[BlockRows].add(where, kind, text, DecidedBy(user.id, user.name), incoming.at)
        return tx[BlockRows].all(where)[-1] if added else None

    library = await services.libraries.library(where)
    done = await services.store.write(keep)
    if done is None:
        return wording.is_blocked(text)
    return wording.blocked(done, await within(SERVING, _hides, library, done.kind, done.text))


def _aside(incoming: Incoming, kept: str) -> tuple[str, ...]:
    return incoming.place.workspace_id, incoming.user.id, wording.SURE, kept


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


def _hides(library: Library, kind: BlockKind, text: str) -> int:
    """How many quotes such a block hides."""
    return library.tally_blocked([_alone(kind, text)])[0]


def _alone(kind: BlockKind, text: str) -> Blocked:
    """What is blocked where nothing else is."""
    alone = frozenset({folded(kind, text)})
    return Blocked(phrases=alone) if kind is BlockKind.WORDS else Blocked(speakers=alone)
