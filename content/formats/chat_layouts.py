"""How programs save chats: what begins a message, and what in a chat is no message."""

import re
from collections.abc import Callable
from dataclasses import dataclass

DATE = r"(?:[0-9]{1,4}[./-][0-9]{1,2}[./-][0-9]{1,4}|[0-9]{1,2}[ -][A-Za-z]{3,9}\.?[ -][0-9]{2,4})"
CLOCK = r"[0-9]{1,2}[:.][0-9]{2}(?:[:.][0-9]{2})?"
_HALF = r"(?P<half>[ ]?[AaPp]\.?[ ]?[Mm]\.?)?"
_SOME_HALF = r"(?:[ ]?[AaPp]\.?[ ]?[Mm]\.?)?"
_MONTH_DAY = r"[A-Z][a-z]{2}[ ][0-9]{1,2}"
_WHO = r"(?P<who>[^:\n]{1,400}?)"
_TEXT = r"(?P<text>.*)"
_TO = r"(?:[ \t]+(?:to|an|à|a|para)[ \t]+(?P<to>.{1,200}?))?"


@dataclass(frozen=True, slots=True)
class Layout:
    """How a kind of chat is written: `head` begins a message (who, clock, and where they stand text, date, half, to).

    `aside` is no message, by `aside_rule`; `inside` tells which lines of a message are no words, by which rule.
    `dated`: its clock is a day's, and no second of a recording. `begins` are the characters with which its lines may
    begin, "" for any; one of `needs` stands in every such text. `lone`: a message has no second line. `tidy` makes a
    name of what stands there.
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
    tidy: Callable[[str], str] = str.strip


def _without_mode(nick: str) -> str:
    nick = nick.strip()
    return nick[1:] if nick[0] in "@+%&~" and nick[1:2].isalpha() else nick


def _without_tilde(name: str) -> str:
    return name.strip().removeprefix("~").strip() or name.strip()


_REACTION = re.compile(r"(?:reacted to|removed a|reagierte? auf)[ \t].*[\"“”].*", re.IGNORECASE)
_REPLYING = re.compile(r"(?:replying to|antwort auf)[ \t]+[\"“„].*", re.IGNORECASE)
OMITTED = re.compile(
    r"<?(?:image|video|audio|sticker|gif|document|photo|media|contact card|video note|.{1,80} • .{1,40})[ ]omitted>?|"
    r"<attached: .*>|.{1,80} \(file attached\)|<medien ausgeschlossen>|<multimedia omitido>|bild weggelassen|"
    r"(?:this message was deleted|you deleted this message|null|missed (?:voice|video) call.*)\.?",
    re.IGNORECASE,
)
_CLOCK_ALONE = re.compile(rf"\[?{CLOCK}{_SOME_HALF}\]?")
_ZOOM = (("reaction", _REACTION), ("reply", _REPLYING))
_WHATSAPP = (("omitted", OMITTED),)
_DISCORD = (
    ("omitted", re.compile(r"\{(?:Attachments|Stickers|Embed)\}|https://(?:cdn|media)\.discordapp\.\w+/\S+")),
    ("reaction", re.compile(r"\{Reactions\}|\S{1,30} \([0-9]+\)(?: \S{1,30} \([0-9]+\))*|\(edited\)")),
    ("time", _CLOCK_ALONE),
)
_SLACK = (
    ("time", _CLOCK_ALONE),
    ("reaction", re.compile(r"(?::[a-z0-9_+-]+:[ ]?[0-9]*[ ]?)+|[0-9]+ repl(?:y|ies).*|Last reply .*|View thread|New")),
)
LAYOUTS = (
    Layout(
        "zoom",
        re.compile(
            rf"(?P<clock>{CLOCK})[ \t]+(?:From|Von|De|Da)[ \t]+(?P<who>.{{1,400}}?){_TO}[ \t]*:(?:[ \t]+{_TEXT})?"
        ),
        inside=_ZOOM, dated=False, needs=("From ", "Von ", "De ", "Da "),
    ),
    Layout(
        "zoom", re.compile(rf"(?P<clock>{CLOCK})\t[ ]?(?P<who>[^\t]{{1,400}}):\t{_TEXT}"), inside=_ZOOM, dated=False,
        needs=(":\t",),
    ),
    Layout(
        "whatsapp", re.compile(rf"\[(?P<date>{DATE}),?[ ](?P<clock>{CLOCK}){_HALF}\][ ]{_WHO}:(?:[ ]{_TEXT})?"),
        re.compile(rf"\[{DATE},?[ ]{CLOCK}{_SOME_HALF}\][ ].*"), _WHATSAPP, needs=("] ",), tidy=_without_tilde,
    ),
    Layout(
        "whatsapp", re.compile(rf"(?P<date>{DATE}),?[ ](?P<clock>{CLOCK}){_HALF}[ ][-–][ ]{_WHO}:(?:[ ]{_TEXT})?"),
        re.compile(rf"{DATE},?[ ]{CLOCK}{_SOME_HALF}[ ][-–][ ].*"), _WHATSAPP, needs=(" - ", " – "),
        tidy=_without_tilde,
    ),
    Layout(
        "irc",
        re.compile(
            rf"(?:\[?(?P<date>{DATE}|{_MONTH_DAY})?[T ]?(?P<clock>{CLOCK})\]?[ \t]*)?"
            rf"<(?P<who>[^<>\n]{{1,400}})>[ \t]{_TEXT}"
        ),
        re.compile(
            rf"\[?(?:(?:{DATE}|{_MONTH_DAY})[T ])?{CLOCK}\]?[ \t]*(?:\*|-!-|-->|<--|--|===|—).*|"
            r"(?:---|\*\*\*|-!-|\*) .*"
        ),
        aside_rule="action", dated=False, begins="[0123456789<-*ADFJMNOS", needs=("> ", ">\t"), lone=True,
        tidy=_without_mode,
    ),
    Layout(
        "discord",
        re.compile(rf"\[(?P<date>{DATE})[ ](?P<clock>{CLOCK}){_HALF}\][ ]{_WHO}(?:[ ]\((?:pinned|edited)\))?"),
        re.compile(r"=+|(?:Guild|Channel|Topic|After|Before): .*|Exported [0-9,]+ message\(s\)"), _DISCORD,
        begins="[=GCTABE",
        needs=("] ",),
    ),
    Layout(
        "discord",
        re.compile(
            rf"(?P<who>[^\n]{{1,400}}?)[ ]+—[ ](?P<date>(?:Today|Yesterday|{DATE})(?:[ ]at)?)[ ,]?[ ]?"
            rf"(?P<clock>{CLOCK}){_HALF}"
        ),
        inside=_DISCORD, begins="", needs=(" — ",),
    ),
    Layout(
        "slack",
        re.compile(
            rf"(?P<who>[^\n\[\]:]{{1,400}}?)(?::[a-z0-9_+-]+:)?[ \t]{{2,}}"
            rf"\[?(?P<clock>{CLOCK})(?P<half>[ ][AaPp][Mm])\]?"
        ),
        inside=_SLACK, begins="", needs=(" AM", " PM"),
    ),
    Layout(
        "teams",
        re.compile(rf"\[(?P<date>{DATE}|[0-9]{{1,2}}[./][0-9]{{1,2}})[ ,]+(?P<clock>{CLOCK}){_HALF}\][ ]{_WHO}"),
        needs=("] ",),
    ),
)  # fmt: skip
