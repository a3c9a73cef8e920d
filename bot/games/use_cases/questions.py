"""Questions of one's own: /quiz add, list, edit, delete, and the buttons of these.

A manager's question is in at once; anybody else's is a suggestion, which a manager takes in or declines.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, replace

from bot.chat.incoming import Incoming, Press, PressId, Request
from bot.chat.messages import Reply
from bot.chat.refusals import PressIsStale
from bot.games import question_wording as wording
from bot.games.own_questions import (
    DAY,
    FIELDS,
    MOST,
    SUGGESTIONS_A_DAY,
    UNDO,
    OwnQuestion,
    QuestionState,
    Written,
    doubt,
)
from bot.games.question_refusals import (
    AskedAlready,
    NoSuchQuestion,
    NotBeforeOthers,
    NotYourQuestion,
    QuestionBeingAsked,
    QuestionsFull,
    SettledAlready,
    SuggestionsUsedUp,
    TooLateToRestore,
)
from bot.games.rows.questions import QuestionRows
from bot.library import withholding
from bot.library.library import View
from bot.library.model import DecidedBy
from bot.library.services import Services, Work, admit
from content.model import Item

_HERE = (QuestionState.IN, QuestionState.WAITING)


async def add(services: Services, request: Request) -> Reply:
    """The question that came with the command; without one the form. Raises what `Written.item` does, AskedAlready."""
    written = Written.of(request.options)
    return await _add(services, request, written) if written.question else wording.form(None, written)


async def edit(services: Services, request: Request) -> Reply:
    """One question to look at; with what is to stand instead it is changed. Raises NoSuchQuestion, NotYourQuestion."""
    number = int(request.options["number"])
    if any(name in request.options for name in FIELDS):
        return await _change(services, request, number, request.options)
    return wording.shown((await _read(services, request, number))[0])


async def delete(services: Services, request: Request) -> Reply:
    """A question is asked no more; for ten minutes it can be brought back."""
    return await _delete(services, request, int(request.options["number"]), None)


async def listing(services: Services, request: Request) -> Reply:
    """Those there are: to a manager all of them, to others what they suggested."""
    return await _list(services, request, 0)


async def press_questions(services: Services, press: Press, meant: PressId) -> Reply:
    """Another page of them. Raises PressIsStale for a page of nothing."""
    if meant.subject != wording.ALL:
        raise PressIsStale
    return await _list(services, press, meant.choice)


async def press_write(services: Services, press: Press, meant: PressId) -> Reply:
    """The form for a new one, or for one that stands."""
    if meant.subject == wording.NEW:
        return wording.form(None, Written())
    about, item = await _read(services, press, _number(meant))
    return wording.form(about, Written.again(item))


async def press_wrote(services: Services, press: Press, meant: PressId) -> Reply:
    """What was put into that form."""
    if meant.subject == wording.NEW:
        return await _add(services, press, Written.of(press.fields))
    # What was emptied in a form does not come back on every platform.
    filled = {name: press.fields.get(name, "") for name in FIELDS}
    return await _change(services, press, _number(meant), filled, _version(meant))


async def press_insist(services: Services, press: Press, meant: PressId) -> Reply:
    """What somebody wrote while another was quicker is taken after all."""
    kept = services.asides.pop(_aside(press, meant.subject), "")
    if not kept:
        raise PressIsStale
    return await _change(services, press, _number(meant), json.loads(kept), _version(meant))


async def press_unwrite(services: Services, press: Press, meant: PressId) -> Reply:
    """Delete the one that this stands under."""
    return await _delete(services, press, _number(meant), _version(meant))


async def press_rewrite(services: Services, press: Press, meant: PressId) -> Reply:
    """Bring a question back. Raises TooLateToRestore."""
    library = await services.libraries.library(press.place.workspace_id)

    def back(work: Work) -> OwnQuestion:
        rows, where, by = work.tx[QuestionRows], press.place.workspace_id, _by(work, press)
        about = rows.get(where, _number(meant))
        gone = about is not None and about.state is QuestionState.DELETED and press.at <= about.changed_at + UNDO
        if about is None or about.item is None or not gone or about.version != _version(meant):
            raise TooLateToRestore
        _must_be_theirs(press, about)
        _must_be_new(work, where, about.item, about.number)
        state = QuestionState.IN if rows.was_in(where, about.number) else QuestionState.WAITING
        rows.settle(where, about, state, by, press.at)
        return replace(about, state=state)

    return wording.restored(await services.write(library, press.at, back))


async def press_suggested(services: Services, press: Press, meant: PressId) -> Reply:
    """The suggestion that waits longest, for a manager."""
    return await _suggestion(services, press)


async def press_admit(services: Services, press: Press, meant: PressId) -> Reply:
    """It is played from now on."""
    return await _settle(services, press, meant, admitted=True)


async def press_decline(services: Services, press: Press, meant: PressId) -> Reply:
    """It is not."""
    return await _settle(services, press, meant, admitted=False)


async def _add(services: Services, incoming: Incoming, written: Written) -> Reply:
    item = written.item()
    library = await services.libraries.library(incoming.place.workspace_id)

    def keep(work: Work) -> OwnQuestion:
        rows, where, by = work.tx[QuestionRows], incoming.place.workspace_id, _by(work, incoming)
        _must_be_new(work, where, item)
        today = rows.suggested_since(where, incoming.user.id, incoming.at - DAY)
        if not incoming.manager and today >= SUGGESTIONS_A_DAY:
            raise SuggestionsUsedUp(limit=SUGGESTIONS_A_DAY)
        if rows.count(where, _HERE) >= MOST:
            raise QuestionsFull(limit=MOST)
        return rows.add(where, item, by, incoming.at, waiting=not incoming.manager)

    return wording.added(await services.write(library, incoming.at, keep), doubt(item))


async def _change(
    services: Services, incoming: Incoming, number: int, fields: Mapping[str, str], version: int | None = None
) -> Reply:
    """`version` is the one that they saw: what somebody else wrote since is told, and nothing is lost."""
    library = await services.libraries.library(incoming.place.workspace_id)
    given = {name: value for name, value in fields.items() if name in FIELDS}

    def keep(work: Work) -> tuple[OwnQuestion, Item] | tuple[OwnQuestion, Written]:
        rows, where, by = work.tx[QuestionRows], incoming.place.workspace_id, _by(work, incoming)
        about, before = _told(work, incoming, number)
        written = Written.of(given, Written.again(before))
        now = replace(written.item(), id=before.id)
        if version is not None and version != about.version:
            return about, written
        _must_be_new(work, where, written.item(), number)
        if not rows.change(where, about, now, by, incoming.at):
            raise PressIsStale
        after = rows.get(where, number)
        assert after is not None
        return after, now

    after, now = await services.write(library, incoming.at, keep)
    if isinstance(now, Written):
        services.asides[_aside(incoming, f"{number}:{after.version}")] = json.dumps(asdict(now))
        return wording.changed_meanwhile(after, now)
    return wording.changed(after, doubt(now))


async def _delete(services: Services, incoming: Incoming, number: int, version: int | None) -> Reply:
    library = await services.libraries.library(incoming.place.workspace_id)

    def take(work: Work) -> OwnQuestion | None:
        rows, where, by = work.tx[QuestionRows], incoming.place.workspace_id, _by(work, incoming)
        about = _theirs(work, incoming, number)
        if version not in (None, about.version):
            # They saw other words: they look at these first.
            return None
        rows.settle(where, about, QuestionState.DELETED, by, incoming.at)
        return rows.get(where, number)

    gone = await services.write(library, incoming.at, take)
    if gone is None:
        return wording.shown((await _read(services, incoming, number))[0])
    return wording.deleted(gone)


async def _among_ourselves(services: Services, incoming: Incoming) -> None:
    """Raises NotBeforeOthers where people of other companies read, and where nobody can tell."""
    if await services.directories.is_shared(incoming.place) is not False:
        raise NotBeforeOthers


async def _list(services: Services, incoming: Incoming, page: int) -> Reply:
    await _among_ourselves(services, incoming)
    library = await services.libraries.library(incoming.place.workspace_id)

    def read(work: Work) -> tuple[list[tuple[OwnQuestion, bool]], int]:
        view = withholding.shown_to_in(work, incoming)
        states = _HERE if incoming.manager else (*_HERE, QuestionState.DECLINED)
        held = work.tx[QuestionRows].all(incoming.place.workspace_id, states)
        theirs = [q for q in held if incoming.manager or q.added.user_id == incoming.user.id]
        waiting = sum(q.state is QuestionState.WAITING for q in held) if incoming.manager else 0
        coming = work.tx[QuestionRows].coming_to(incoming.place, incoming.user.id)
        return [(q, _may_be_told(view, q) and (q.item is None or q.item.id not in coming)) for q in theirs], waiting

    questions, waiting = await services.read(library, incoming.at, read)
    if page * wording.PAGE >= len(questions):
        page = 0
    return wording.listing(questions, page, waiting, manager=incoming.manager)


async def _suggestion(services: Services, press: Press, lead: str = "") -> Reply:
    await _among_ourselves(services, press)
    library = await services.libraries.library(press.place.workspace_id)

    def read(work: Work) -> list[OwnQuestion]:
        view = withholding.shown_to_in(work, press)
        waiting = work.tx[QuestionRows].all(press.place.workspace_id, (QuestionState.WAITING,))
        return [q for q in waiting if _may_be_told(view, q)]

    if not press.manager:
        raise NotYourQuestion(number=0)
    waiting = await services.read(library, press.at, read)
    return wording.suggestion(waiting[0] if waiting else None, len(waiting), lead)


async def _settle(services: Services, press: Press, meant: PressId, *, admitted: bool) -> Reply:
    library, number = await services.libraries.library(press.place.workspace_id), _number(meant)

    def decide(work: Work) -> None:
        rows, where, by = work.tx[QuestionRows], press.place.workspace_id, _by(work, press)
        if not press.manager:
            raise NotYourQuestion(number=number)
        about = rows.get(where, number)
        if about is None or about.item is None:
            raise NoSuchQuestion(number=number, gone=about is not None)
        if about.state is not QuestionState.WAITING or about.version != _version(meant):
            raise SettledAlready(number=number, by=about.changed.name)
        state = QuestionState.IN if admitted else QuestionState.DECLINED
        rows.settle(where, about, state, by, press.at)

    await services.write(library, press.at, decide)
    return await _suggestion(services, press, wording.settled(number, admitted=admitted))


async def _read(services: Services, incoming: Incoming, number: int) -> tuple[OwnQuestion, Item]:
    await _among_ourselves(services, incoming)
    library = await services.libraries.library(incoming.place.workspace_id)
    return await services.read(library, incoming.at, lambda work: _told(work, incoming, number))


def _told(work: Work, incoming: Incoming, number: int) -> tuple[OwnQuestion, Item]:
    """A question that they may read now, with its item. Raises QuestionBeingAsked and what `_theirs` does."""
    about = _theirs(work, incoming, number)
    if about.item is None or not _may_be_told(withholding.shown_to_in(work, incoming), about):
        raise QuestionBeingAsked(number=number)
    if about.item.id in work.tx[QuestionRows].coming_to(incoming.place, incoming.user.id):
        raise QuestionBeingAsked(number=number, coming=True)
    return about, about.item


def _theirs(work: Work, incoming: Incoming, number: int) -> OwnQuestion:
    """A question that is there and theirs to see. Raises NoSuchQuestion, NotYourQuestion."""
    about = work.tx[QuestionRows].get(incoming.place.workspace_id, number)
    if about is None or about.state is QuestionState.DELETED or about.item is None:
        raise NoSuchQuestion(number=number, gone=about is not None)
    _must_be_theirs(incoming, about)
    return about


def _must_be_theirs(incoming: Incoming, about: OwnQuestion) -> None:
    """Managers see all; whoever suggested one sees it, and changes it as long as it waits. Raises NotYourQuestion."""
    mine = about.added.user_id == incoming.user.id and about.state in (QuestionState.WAITING, QuestionState.DELETED)
    if not (incoming.manager or mine):
        raise NotYourQuestion(number=about.number)


def _must_be_new(work: Work, workspace_id: str, item: Item, number: int = 0) -> None:
    """Raises AskedAlready where another question asks the same."""
    same = work.tx[QuestionRows].same(workspace_id, item.id)
    if same is not None and same.number != number:
        raise AskedAlready(number=same.number, waiting=same.state is QuestionState.WAITING)


def _may_be_told(view: View, question: OwnQuestion) -> bool:
    return question.item is None or not view.withheld.asked.hides_item(question.item)


def _by(work: Work, incoming: Incoming) -> DecidedBy:
    """Who asks, let in once."""
    user = admit(work.tx, incoming)
    return DecidedBy(user.id, user.name)


def _aside(incoming: Incoming, subject: str) -> tuple[str, ...]:
    return incoming.place.workspace_id, incoming.user.id, "question", subject


def _number(meant: PressId) -> int:
    """The number in a press. Raises PressIsStale."""
    number = meant.subject.partition(":")[0]
    if not (number.isascii() and number.isdecimal()):
        raise PressIsStale
    return int(number[:9])


def _version(meant: PressId) -> int:
    version = meant.subject.partition(":")[2]
    return int(version[:9]) if version.isascii() and version.isdecimal() else 0
