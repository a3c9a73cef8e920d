"""The named ways to say no, each with its sentence: what several themes say. What one theme alone says stands in the
`refusals.py` of that theme.
"""

from typing_extensions import override

from bot.chat import titles
from bot.chat.counts import counted, either
from bot.chat.option_refusals import bad_option, no_such_command, short
from bot.chat.typed import given
from bot.errors import Refusal
from content.items import KINDS

# How a time zone is named where nothing else is known of what was said.
SAY_ZONE = "/daily set 09:00 timezone={}"


class NoSuchCommand(Refusal):
    """No command is called so. Facts: word, nearest (a known command or "")."""

    @override
    def sentence(self) -> str:
        return no_such_command(self.facts)


class BadOption(Refusal):
    """An option cannot be understood. Facts: option, value, expected (a form of the command, or what it takes).

    Where a few can be chosen also: choices, nearest, several. `lists`: what else may stand there. `example`: expected
    is one, as is the shorter `brief`. `once`: it was said a second time. `elsewhere`: where that is chosen.
    """

    @override
    def sentence(self) -> str:
        return bad_option(self.facts)


class TooLong(Refusal):
    """Free text over its cap. Facts: limit, what."""

    @override
    def sentence(self) -> str:
        what, most = titles.option(self.facts["what"]), counted(self.facts["limit"], "character")
        return f"That is too long: {what} may have {most} at most. Make it shorter."


_WRITTEN = "hand-written"


class NoItems(Refusal):
    """Nothing can be asked under these rules. Facts: mode, pack, samples (that rest), style of a daily post."""

    about = "mode"

    @override
    def sentence(self) -> str:
        facts = self.facts
        what = (
            "nothing to ask" if facts["mode"] == titles.MIXED else f"no {either(titles.kinds(facts['mode']))} question"
        )
        where = f" in “{facts['pack']}”" if facts["pack"] else ""
        kind = KINDS.get(facts["mode"])
        needs = f" {kind.needs}" if kind and kind.needs else ""
        if facts.get("samples"):
            start = f"/daily set 09:00 style={facts['style']}" if "style" in facts else "/quiz start"
            way = f"A sample can be played: {start} {given('pack', facts['samples'][0])}"
        elif "style" in facts:
            way = "/daily set 09:00 style=quote posts quotes, which need no questions."
        elif facts["mode"] == _WRITTEN:
            way = "/quiz add writes one, /quotes import takes a list of them; /quiz start mixed asks something else."
        elif facts["mode"] != titles.MIXED:
            way = "/quiz start mixed takes whatever there is; /quotes packs shows the packs."
        else:
            way = (
                "A longer transcript gives questions: /quotes import brings one in; /quotes packs shows what there is."
            )
        return f"There is {what}{where}.{needs} {way}"


class ZoneUnknown(Refusal):
    """That names no time zone. Facts: zone, proposals (IANA names, best first), say (how it is written, with {})."""

    about = "timezone"

    @override
    def sentence(self) -> str:
        facts = self.facts
        proposals, zone = facts["proposals"], short(facts["zone"])
        say = str(facts.get("say", SAY_ZONE)).format(proposals[0] if proposals else "Europe/Berlin")
        if not proposals:
            return f"“{zone}” is no time zone I know. Name a city's, for example: {say}"
        if len(proposals) == 1:
            return f"“{zone}” is no time zone I know. Do you mean {proposals[0]}? Write: {say}"
        return f"“{zone}” may be {either(proposals)}. Write the one you mean, for example: {say}"


class NothingUnseen(Refusal):
    """A pack has nothing to post.

    Facts: pack; reviewed_only, for want of quotes that were reviewed; delicate, for want of others.
    """

    @override
    def sentence(self) -> str:
        facts = self.facts
        if facts.get("reviewed_only"):
            return (
                "No quote there was kept by a manager yet, and no other is posted daily here. /quotes review deals "
                "them, /settings set reviewed-only no posts the others too."
            )
        if facts.get("delicate"):
            return (
                "Every quote there speaks of something delicate, and such a one is posted daily only once a manager "
                "kept it. /quotes review deals them."
            )
        which = f"“{facts['pack']}”" if facts["pack"] else "Every pack here"
        return f"{which} is empty, so there would be nothing to post. /quotes packs shows what others hold."


class PressIsStale(Refusal):
    """A button that means nothing here and now."""

    says = "That button belongs to an earlier moment. /quoth help shows what works now."


class AlreadyHandled(Refusal):
    """This very request had its effect before."""

    says = "That was done already."
