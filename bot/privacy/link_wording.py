"""How links between speakers and members are put into words."""

from collections.abc import Mapping, Sequence
from urllib.parse import quote, unquote

from bot.chat.counts import both, counted
from bot.chat.incoming import PressId
from bot.chat.messages import Button, Listing, Mark, Notice
from bot.chat.typed import given
from bot.library.rows.silence import Link
from content.text import excerpt

ABSENT = "absent"
# So many can be quoted again by buttons at once, called by so many characters.
_BUTTONS, _LABEL = 5, 40


def linked(name: str, packs: int, member: str | None) -> Notice:
    """The receipt of a link to a `member` of that name; None for whoever asked."""
    own = member is None
    who = f"You are {name}" if own else f"{name} is {f'the member {member}' if member else 'that member'}"
    where = f" in {counted(packs, 'pack')} here" if packs else ""
    whose = "yours" if own else "theirs"
    return Notice(
        text=f"{who} from now on{where}, and in later ones under every name that is known to be {whose}. "
        f"/privacy optout keeps {'you' if own else 'them'} from being quoted, /privacy unlink "
        f"{given('speaker', name)} undoes this.",
        mark=Mark.RIGHT,
    )


def linked_by_others(names: Sequence[str]) -> Notice:
    """The word to a member whom a manager linked or parted: what holds now."""
    now = f"the speaker {both(names)} is you" if names else "no speaker is you"
    return Notice(
        text=f"A manager changed who you are in what is quoted here: {now} from now on. /privacy link shows it; if it "
        "is wrong, tell a manager."
    )


def unlinked(name: str) -> Notice:
    """The receipt of the end of one."""
    return Notice(text=f"{name} is linked to nobody any more.")


def linked_list(links: Sequence[Link], absent: Mapping[str, bool], *, manager: bool) -> Listing:
    """Who is who, and who of them left: that these are quoted all the same is a manager's to say."""
    lines = tuple(f"{one.name}: {_member(one)}{_left(one, absent)}" for one in links)
    away = {one.user_id: one.name for one in links if absent.get(one.user_id) is False} if manager else {}
    return Listing(
        title="Speakers who are members",
        lines=lines or (("Nobody is linked here." if manager else "No speaker here is you, as far as I know."),),
        closing='/privacy link speaker="Ada Novak" member=@ada says who a speaker is.'
        if manager
        else '/privacy link speaker="Ada Novak" says that it is you, if you are called so here; else managers do.',
        buttons=tuple(
            Button(id=str(PressId(ABSENT, encoded(user_id))), label=f"Quote {excerpt(name, _LABEL)} again")
            for user_id, name in list(away.items())[:_BUTTONS]
        ),
    )


def quoted_though_gone(names: str, subject: str, *, still: bool) -> Notice:
    """The receipt of a manager's word on somebody who left, and the way back."""
    done = "is posted and asked about again, though they left" if still else "is neither posted nor asked about"
    undo = Button(id=str(PressId(ABSENT, subject, int(still))), label="Undo")
    return Notice(text=f"{names} {done}.", mark=Mark.RIGHT, buttons=(undo,))


def encoded(user_id: str) -> str:
    """A member's id as a part of a button's."""
    return quote(user_id, safe="").replace(".", "%2E")


def decoded(subject: str) -> str:
    """The id that `encoded` made a part of a button's."""
    return unquote(subject)


def _left(one: Link, absent: Mapping[str, bool]) -> str:
    if one.user_id not in absent:
        return ""
    return " · left, and quoted all the same" if absent[one.user_id] else " · left: neither posted nor asked about"


def _member(one: Link) -> str:
    own = " (said by themselves)" if one.linked_by == one.user_id else ""
    return f"member {one.called or one.user_id}, since {one.at:%d %B %Y}{own}"


def opting_out(linked_to: Sequence[str], *, out: bool = False) -> Notice:
    """What opting out does, and how it is done, before it is; or that it was, and how it ends."""
    if out:
        return Notice(text="You are never quoted here already. /privacy optout off brings everything back.")
    return Notice(
        text=f"Nothing was changed yet. Send /privacy optout on to be quoted never: {_what(linked_to)} vanish at once "
        "from look-ups, games and daily posts here, rounds that ask them now count for nothing, and later transcripts "
        "leave you out. /privacy optout off brings everything back."
    )


def opted_out(
    linked_to: Sequence[str], quotes: int, perhaps: Sequence[tuple[str, int]] = (), own: str = "", *,
    asked: int = 0, manager: bool = False,
) -> Notice:  # fmt: skip
    """The receipt; `perhaps` are speakers who may be the same person, with how many quotes are left of each. `own` is
    their name here, if nobody spoke under it before; so many questions of the day `asked` about their words.
    """
    if not linked_to:
        kept = f", and nothing is kept under your name here, {excerpt(own, _LABEL)}" if own else ""
        other = perhaps_you(perhaps, manager=manager) or (
            ' /privacy link speaker="your name there" says which one is you, or a manager does.'
        )
        return Notice(
            text=f"You are never quoted here from now on{kept}. No speaker here is linked to you yet, so nothing "
            f"vanished.{other}"
        )
    return Notice(
        text=f"You are never quoted here any more: {counted(quotes, 'quote')} of {both(list(linked_to))} vanished, and "
        f"later transcripts leave you out. {_posted(asked)} /privacy optout off "
        f"brings everything back.{perhaps_you(perhaps, manager=manager)}",
        mark=Mark.RIGHT,
    )


def _posted(asked: int) -> str:
    if not asked:
        return "What was posted before stays until it is taken down."
    what = "The daily question about your words is" if asked == 1 else "The daily questions about your words are"
    return (
        f"{what} taken back: no answer follows, and it counts for nobody. Whatever else was posted stays until it is "
        "taken down."
    )


def perhaps_you(perhaps: Sequence[tuple[str, int]], *, manager: bool) -> str:
    """That there are speakers of a like name, and how one is said to be the same: a sentence with a space before it."""
    if not perhaps:
        return ""
    names = both([f"{name} ({counted(count, 'quote')})" for name, count in perhaps[:_BUTTONS]])
    link = f"/privacy link {given('speaker', perhaps[0][0])}"
    how = f"{link} says so" if manager else f"{link} says so if you are called that here; else a manager does"
    return f" Still quoted here: {names}. Is that you? {how}."


def quoted_again(labels: int) -> Notice:
    """The receipt of the way back."""
    again = " Imports keep again what you say; what was forgotten comes back only with them." if labels else ""
    return Notice(text=f"You may be quoted here again.{again}", mark=Mark.RIGHT)


def quoted_as_before() -> Notice:
    """What somebody wanted back was never away."""
    return Notice(text="It is so already: you may be quoted here. Nothing was changed.")


def _what(linked_to: Sequence[str]) -> str:
    return f"the quotes of {', '.join(linked_to)}" if linked_to else "your quotes"
