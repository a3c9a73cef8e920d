"""How programs save chats: what begins a message, and what in a chat is no message."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from content.formats.chat_furniture import CLOCK, DISCORD, DISCORD_TAIL, SLACK, SOME_HALF, STICKERS, WHATSAPP, ZOOM

DATE = r"(?:[0-9]{1,4}[./-][0-9]{1,2}[./-][0-9]{1,4}|[0-9]{1,2}[ -][A-Za-z]{3,9}\.?[ -][0-9]{2,4})"
_HALF = r"(?P<half>[ ]?[AaPp]\.?[ ]?[Mm]\.?)?"
# Between the day and the moment: "02/01/24, 10:15", "02/01/2024 à 10:15".
_AT = r"(?:,|[ ](?:à|um|alle|kl\.?|om|às|at))?[ ]"
_MONTH_DAY = r"[A-Z][a-z]{2}[ ][0-9]{1,2}"
_WHO = r"(?P<who>[^:\n]{1,400}?)"
_TEXT = r"(?P<text>.*)"
_TO = r"(?:[ \t]+(?:to|To|an|à|À|a|para|Para)[ \t]+(?P<to>.{1,200}?))?"


@dataclass(frozen=True, slots=True)
class Layout:
    """How a kind of chat is written: `head` begins a message (who, clock, and where they stand text, date, half, to).

    `aside` is no message, by `aside_rule`; `inside` tells which lines of a message are no words, by which rule.
    `dated`: its clock is a day's, and no second of a recording. `begins` are the characters with which its lines may
    begin, "" for any; one of `needs` stands in every such text. `lone`: a message has no second line. `rows`: so many
    lines make a head, joined by line ends. `tail`: from such a line on a message holds no words. `tidy` makes a name of
    what stands there.
    """

    name: str
    head: re.Pattern[str]
    aside: re.Pattern[str] | None = None
    inside: tuple[tuple[str, re.Pattern[str]], ...] = ()
    aside_rule: str = "system"
    dated: bool = True
    begins: str = "[0123456789"
    needs: tuple[str, ...] = ()
    lone: bool = False
    rows: int = 1
    tail: re.Pattern[str] | None = None
    tidy: Callable[[str], str] = str.strip


def _without_mode(nick: str) -> str:
    nick = nick.strip()
    return nick[1:] if nick[0] in "@+%&~" and nick[1:2].isalpha() else nick


def _without_tilde(name: str) -> str:
    return name.strip().removeprefix("~").strip() or name.strip()


LAYOUTS = (
    Layout(
        "zoom",
        re.compile(
            rf"(?:(?P<date>{DATE})[ ])?(?P<clock>{CLOCK})[ \t]+(?:From|Von|De|Da)[ \t]+(?P<who>.{{1,400}}?){_TO}[ \t]*:"
            rf"(?:[ \t]+{_TEXT})?"
        ),
        inside=ZOOM, dated=False, needs=("From ", "Von ", "De ", "Da "),
    ),
    Layout(
        "zoom", re.compile(rf"(?P<clock>{CLOCK})\t[ ]?(?P<who>[^\t]{{1,400}}):\t{_TEXT}"), inside=ZOOM, dated=False,
        needs=(":\t",),
    ),
    Layout(
        "whatsapp", re.compile(rf"\[(?P<date>{DATE}){_AT}(?P<clock>{CLOCK}){_HALF}\][ ]{_WHO}:(?:[ ]{_TEXT})?"),
        re.compile(rf"\[{DATE}{_AT}{CLOCK}{SOME_HALF}\][ ].*"), WHATSAPP, needs=("] ",), tidy=_without_tilde,
    ),
    Layout(
        "whatsapp", re.compile(rf"(?P<date>{DATE}){_AT}(?P<clock>{CLOCK}){_HALF}[ ][-–][ ]{_WHO}:(?:[ ]{_TEXT})?"),
        re.compile(rf"{DATE}{_AT}{CLOCK}{SOME_HALF}[ ][-–][ ].*"), WHATSAPP, needs=(" - ", " – "),
        tidy=_without_tilde,
    ),
    Layout(
        "irc",
        re.compile(
            rf"(?:\[?(?P<date>{DATE}|{_MONTH_DAY})?[T ]?(?P<clock>{CLOCK})\]?[ \t]*)?"
            rf"<(?P<who>[^<>\n]{{1,400}})>[ \t]{_TEXT}"
        ),
        re.compile(
            rf"\[?(?:(?:{DATE}|{_MONTH_DAY})[T ])?{CLOCK}\]?[ \t]*"
            r"(?:(?:\*|-!-|-->|<--|--|===|—).*|(?:\[[^\[\]]*\][ ]*)+)|"
            r"(?:---|\*{3,}|-!-|===|\*) .*"
        ),
        aside_rule="action", dated=False, begins="[0123456789<-*=ADFJMNOS", needs=("> ", ">\t"), lone=True,
        tidy=_without_mode,
    ),
    # Logs of several channels say before the time which one it was.
    Layout(
        "irc",
        re.compile(
            rf"[^\s\[\]<>]{{1,40}}[ \t]+(?:(?P<date>{DATE})[ \t]+)?\[?(?P<clock>{CLOCK})\]?[ \t]+"
            rf"<(?P<who>[^<>\n]{{1,400}})>[ \t]{_TEXT}"
        ),
        re.compile(
            rf"[^\s\[\]<>]{{1,40}}[ \t]+(?:{DATE}[ \t]+)?(?:\[?{CLOCK}\]?[ \t]+)?"
            r"(?:\*{1,3}|-!-|===|-->|<--|---?)[ ].*"
        ),
        aside_rule="action", dated=False, begins="", needs=("] <", " <"), lone=True, tidy=_without_mode,
    ),
    Layout(
        "irc",
        re.compile(
            rf"(?:(?P<date>{DATE})[T ])?(?P<clock>{CLOCK})\t(?P<who>(?![^\w\t]+\t)[^\t:]{{1,400}})\t{_TEXT}"
        ),
        re.compile(
            rf"(?:{DATE}[T ])?{CLOCK}\t(?:[^\w\t]+\t.*|[^\t]*)|{DATE}\([^()]{{2,9}}\)|"
            rf"\[LINE\] .*|Saved on: .*"
        ),
        (("omitted", STICKERS),), aside_rule="action", begins="0123456789[S", needs=("\t",),
        tidy=_without_mode,
    ),
    Layout(
        "kakao",
        re.compile(rf"\[{_WHO}\][ ]\[(?P<half>(?:오전|오후|AM|PM)[ ])?(?P<clock>{CLOCK})(?:[ ][AP]M)?\][ ]{_TEXT}"),
        re.compile(r"-{5,} .* -{5,}|.*(?:님이 들어왔습니다|님이 나갔습니다|님을 초대했습니다)\."),
        (("omitted", STICKERS),), dated=False, needs=("] [",), begins="[-",
    ),
    Layout(
        "telegram",
        re.compile(
            rf"(?P<who>[^\n\[\]]{{1,400}}?),[ ]\[(?P<date>{DATE})[ ,]+(?P<clock>{CLOCK}){_HALF}\](?:[ ]?{_TEXT})?"
        ),
        inside=(("omitted", re.compile(r"\[(?:Photo|Video|Sticker|Voice message|File|Album|GIF|Poll)\]")),), begins="",
        needs=(", [",),
    ),
    Layout(
        "discord",
        re.compile(rf"\[(?P<date>{DATE})[ ](?P<clock>{CLOCK}){_HALF}\][ ]{_WHO}(?:[ ]\((?:pinned|edited)\))?"),
        re.compile(r"=+|(?:Guild|Channel|Topic|After|Before): .*|Exported [0-9,]+ message\(s\)"), DISCORD,
        begins="[=GCTABE",
        needs=("] ",),
        tail=DISCORD_TAIL,
    ),
    Layout(
        "discord",
        re.compile(
            rf"(?P<who>[^\n]{{1,400}}?)[ ]+—[ ](?P<date>(?:Today|Yesterday|{DATE})(?:[ ]at)?)[ ,]?[ ]?"
            rf"(?P<clock>{CLOCK}){_HALF}"
        ),
        inside=DISCORD, begins="", needs=(" — ",),
    ),
    Layout(
        "discord",
        re.compile(
            rf"(?P<who>[^\n]{{1,400}})\n—[ ]?\n?(?P<date>(?:Today|Yesterday|{DATE})(?:[ ]at)?)[ ,]?[ ]?"
            rf"(?P<clock>{CLOCK}){_HALF}"
        ),
        inside=DISCORD, begins="", needs=("\n — \n", "\n —\n", "\n—\n", "\n— "), rows=3,
    ),
    Layout(
        "slack",
        re.compile(
            rf"(?P<who>[^\n\[\]:]{{1,400}}?)(?::[a-z0-9_+-]+:)?[ \t]{{2,}}"
            rf"\[?(?P<clock>{CLOCK})(?P<half>[ ][AaPp][Mm])\]?"
        ),
        inside=SLACK, begins="", needs=(" AM", " PM"),
    ),
    Layout(
        "slack",
        re.compile(
            rf"(?P<who>[^\n\[\]:]{{1,400}}?)(?::[a-z0-9_+-]+:)?\n(?:APP\n)?"
            rf"\[?(?P<clock>{CLOCK})(?P<half>[ ][AaPp][Mm])\]?"
        ),
        inside=SLACK, begins="", needs=("\n  ",), rows=2,
    ),
    Layout(
        "teams",
        re.compile(rf"\[(?P<date>{DATE}|[0-9]{{1,2}}[./][0-9]{{1,2}})[ ,]+(?P<clock>{CLOCK}){_HALF}\][ ]{_WHO}"),
        needs=("] ",),
    ),
)  # fmt: skip
