"""“Wrong speaker?”: a private word to a manager, beside the desk, which deals what is doubted first."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

from bot.chat.incoming import Place, Press, PressId
from bot.chat.messages import Reply
from bot.chat.principals import principals
from bot.delivery.post_kinds import Failure, PostKind
from bot.delivery.posts import Post
from bot.delivery.rows import PostRows
from bot.library import withholding
from bot.library.attendance import KEPT_DAYS
from bot.library.lookups import subject
from bot.library.model import NumberedQuote
from bot.library.rows.doubts import DoubtRows
from bot.library.rows.packs import PackRows
from bot.library.services import Services, Work, admit
from bot.settings import model as settings
from bot.settings.model import MANAGERS
from bot.storage.outgoing import NOTE
from bot.storage.transaction import Transaction
from bot.workspace import doubt_wording as wording
from bot.workspace.refusals import DoubtedBefore, DoubtsUsedUp, NobodyToTell

AN_HOUR = 5
HOUR, LATELY = timedelta(hours=1), timedelta(days=KEPT_DAYS)
DOUBT, LOST = "doubt", "doubt-lost"


async def press_wrong(services: Services, press: Press, meant: PressId) -> Reply:
    """Somebody says that a quote is not of the speaker it shows; to a manager, how that is put right.

    Raises DoubtedBefore, DoubtsUsedUp, or NobodyToTell where no manager is known who could be written to.
    """
    library = await services.libraries.library_for(press.place)

    def doubt(work: Work) -> NumberedQuote:
        tx = work.tx
        numbered = subject(withholding.shown_to_in(work, press), meant)
        if press.manager:
            return numbered
        user, whose = admit(tx, press), press.place.workspace_id
        if tx[DoubtRows].name(whose, numbered.number, press.user.id) is not None:
            raise DoubtedBefore(number=numbered.number)
        _check(tx, press)
        if not _tell_next(tx, press.place, numbered.number, press.user.id, press.at):
            raise NobodyToTell(number=numbered.number)
        tx[DoubtRows].add(whose, numbered.number, press.user.id, user.name, press.at)
        return numbered

    numbered = await services.write(library, press.at, doubt)
    if press.manager:
        info = library.info(numbered)
        theirs = await services.store.read(lambda tx: tx[PackRows].reviewed_by(press.place.workspace_id))
        return wording.how_to_mend(numbered, info, ours=info.id in theirs)
    return wording.passed_on(numbered)


def _check(tx: Transaction, press: Press) -> None:
    lately = tx[DoubtRows].moments(press.place.workspace_id, press.user.id, press.at - HOUR)
    if len(lately) >= AN_HOUR:
        raise DoubtsUsedUp(limit=AN_HOUR, wait=lately[-AN_HOUR] + HOUR - press.at)


def _tell_next(tx: Transaction, place: Place, number: int, doubter: str, at: datetime) -> bool:
    """Ask for a word to the first manager who was not written to about it; False if there is none left."""
    for manager in _managers(tx, place, at):
        if manager == doubter:
            continue
        to = Place.of_user(place.platform, place.workspace, manager)
        key = f"{DOUBT}:{place.workspace_id}:{number}:{doubter}:{manager}"
        if tx[PostRows].add(key, to, DOUBT, f"{number}:{doubter}", not_before=at, priority=NOTE):
            return True
    return False


def _managers(tx: Transaction, place: Place, at: datetime) -> Iterator[str]:
    """Whom the settings name, then whom the platform called one lately. Who is in a group nobody tells us."""
    named = [p.id for p in principals(settings.choice(tx, place, MANAGERS)) if not p.is_group]
    yield from dict.fromkeys([*named, *tx[DoubtRows].managers(place.workspace_id, (at - LATELY).date())])


async def _note(services: Services, post: Post) -> Reply | None:
    number, _, doubter = post.subject.partition(":")
    library = await services.libraries.library(post.place.workspace_id)
    whose = post.place.workspace_id

    def look(work: Work) -> tuple[str | None, NumberedQuote | None, frozenset[int]]:
        view = withholding.posted_in(work, post.place)
        name = work.tx[DoubtRows].name(whose, int(number), doubter)
        return name, view.get(int(number)), work.tx[PackRows].reviewed_by(whose)

    name, numbered, theirs = await services.read(library, services.clock.now(), look)
    if name is None:
        return None
    if numbered is None:
        return wording.unseen(int(number), name)
    info = library.info(numbered)
    return wording.note(numbered, info, name, ours=info.id in theirs)


def _next(tx: Transaction, post: Post, failure: Failure, at: datetime) -> None:
    """Who cannot be written to is passed over; who doubted is told when nobody is left."""
    number, _, doubter = post.subject.partition(":")
    if failure.reason and not failure.unknown and not _tell_next(tx, post.place, int(number), doubter, at):
        to = Place.of_user(post.place.platform, post.place.workspace, doubter)
        tx[PostRows].add(f"{LOST}:{post.key}", to, LOST, post.subject, not_before=at, priority=NOTE)


async def _lost(services: Services, post: Post) -> Reply:
    return wording.lost(int(post.subject.partition(":")[0]))


KINDS: Mapping[str, PostKind] = {DOUBT: PostKind(render=_note, on_abandoned=_next), LOST: PostKind(render=_lost)}
