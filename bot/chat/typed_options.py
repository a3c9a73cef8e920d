"""What somebody typed behind a command → its options: `key=value` or plain words, in any order."""

import re
from collections.abc import Mapping, Sequence
from itertools import takewhile
from typing import Any

from bot.chat.choices import meant, whole_number
from bot.chat.commands import Answers, Command, Completes, Option, nearest
from bot.chat.refusals import BadOption
from bot.errors import Refusal

_TYPOGRAPHIC = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "‚": "'"})
_PIECE = re.compile(r"""(?:-{0,2}([a-z]+)[=:])?(?:"([^"]*)"|'([^']*)'(?=\s|$))|(\S+)""", re.IGNORECASE)
_HALF_DAY = re.compile(r"\b([0-9]{1,2}(?::[0-9]{2})?)\s+([ap]m)\b", re.IGNORECASE)
# Words that say nothing where options stand in any order.
_LITTLE = frozenset("of with for and about from please thanks".split())
# What looks like the path of a file.
_PATH = re.compile(r"[/\\]|\.\w{1,5}$")
# A title has no more words than that.
_LONGEST_TITLE = 6
# Up to so many options the whole form of a command is told.
_FEW = 4
# How alike a word and a known one are to be taken for a slip of it.
SLIP = 0.75


def typed_options(command: Command[Any], text: str) -> dict[str, str]:
    """What stands behind a command, by the names of its options. Raises BadOption for what fits nowhere."""
    if command.options and command.options[0].rest:
        return _whole(command.options[0].name, text.strip())
    options: dict[str, str] = {}
    plain: list[str] = []
    pieces = _pieces(_HALF_DAY.sub(r"\1\2", _closed_up(text.translate(_TYPOGRAPHIC), command)), command)
    while pieces:
        key, value, open_ = pieces.pop(0)
        if not key:
            plain.append(value)
            continue
        named = _named(key, command.options)
        if named is None and (chosen := _chosen_by(key, command)):
            # "/settings set timezone=Europe/Berlin" chooses what it names.
            options[chosen.name], named = key, command.options[-1]
        options[named.name if named else key] = _joined(value, pieces, command, named) if open_ else value
    if command.reads_plain is not None:
        return options | {k: v for k, v in command.reads_plain(plain).items() if k not in options}
    if not any(o.rest for o in command.options):
        plain = [word for word in plain if word.casefold() not in _LITTLE]
    loose: list[str] = []
    while plain:
        _take(plain, command, options, loose)
    _no_number_elsewhere(command, options)
    return options


def _no_number_elsewhere(command: Command[Any], options: dict[str, str]) -> None:
    """Where a number is needed and words stand instead, they are none. Raises BadOption."""
    missing = next((o for o in command.options if o.required and o.is_number and o.name not in options), None)
    plain = {o.name for o in command.options if not o.choices and not o.is_number}
    stray = next((value for name, value in options.items() if name in plain), "")
    if missing is not None and stray:
        raise BadOption(option=missing.name, value=stray, expected=missing.expected)


def _chosen_by(key: str, command: Command[Any]) -> Option | None:
    """The option of which that name is a choice, in a command that takes what is chosen behind it."""
    first = next((o for o in command.options if o.required and o.choices), None)
    return first if first and _last(command) and key in first.choices else None


def _closed_up(text: str, command: Command[Any]) -> str:
    """`rounds= 5` and `rounds = 5` as `rounds=5`, but not what stands between quotation marks."""
    names = "|".join(sorted((name for o in command.options for name in (o.name, *o.also)), key=len, reverse=True))
    if not names:
        return text
    spaced = re.compile(
        rf"(\"[^\"]*\"|'[^']*'(?=\s|$))|(?<!\S)(-{{0,2}}(?:{names}))(?:\s*=\s*|:\s+)(?=\S)(?!(?:{names})[=:])",
        re.IGNORECASE,
    )
    return spaced.sub(lambda m: m[1] or f"{m[2]}=", text)


def _whole(name: str, text: str) -> dict[str, str]:
    """An option that takes the whole line, with or without its name before it."""
    for sign in "=:":
        if text.casefold().startswith(name + sign):
            text = text[len(name) + 1 :].strip()
            quoted = len(text) > 1 and text[0] == text[-1] and text[0] in "\"'"
            text = text[1:-1] if quoted else text
            break
    return {name: text} if text else {}


def _pieces(text: str, command: Command[Any]) -> list[tuple[str, str, bool]]:
    """`key=value`, `key:value`, `--key=value` and plain words; plain ones have no key. With each whether it is written
    without quotation marks.
    """
    pieces = []
    for key, double, single, bare in _PIECE.findall(text):
        if not bare:
            pieces.append((key.casefold(), double or single, False))
            continue
        name, sign, value = bare.partition("=")
        if not sign:
            name, sign, value = bare.partition(":")
            sign = sign if _named(name, command.options) else ""
        name = name.lstrip("-")
        pieces.append((name.casefold(), value, True) if sign and name.isalpha() else ("", bare, True))
    return pieces


def _joined(value: str, pieces: list[tuple[str, str, bool]], command: Command[Any], named: Option | None) -> str:
    """A value with the words behind it that can be nothing else: `speaker=Ada Lovelace`."""
    if named is None or named.is_number:
        return value
    behind = [piece[1] for piece in takewhile(lambda piece: not piece[0] and piece[2], pieces)]
    if named.choices or named.checks:
        # As many as are one of its values together.
        counts = range(min(len(behind), _LONGEST_TITLE - 1), 0, -1)
        more = next((n for n in counts if _is_value(" ".join([value, *behind[:n]]), named)), 0)
    else:
        more = next((n for n in range(len(behind)) if _is_another(behind[n], command, named)), len(behind))
    del pieces[:more]
    return " ".join([value, *behind[:more]])


def _is_value(text: str, option: Option) -> bool:
    if option.choices:
        return bool(meant(option.name, text, option.choices))
    try:
        option.check(text)
    except Refusal:
        return False
    return True


def _is_another(word: str, command: Command[Any], named: Option) -> bool:
    """Whether a plain word is something by itself: a name, a choice, a number, a time, a path."""
    others = [o for o in command.options if o is not named and not named.rest]
    return any(
        _named(word, [o])
        or o.takes(word)
        or (o.is_number and bool(whole_number(word)))
        or (o.reads is not None and o.reads(word))
        or (o.upload and _PATH.search(word) is not None)
        for o in others
    )


def _take(words: list[str], command: Command[Any], options: dict[str, str], loose: list[str]) -> None:
    """Understand the next plain word: `rounds 5` and `5 rounds` as they are read, else by what it fits.

    `loose` are the options that took a word which fits anywhere: a pack takes the next one too.
    """
    free = [o for o in command.options if o.name not in options]
    _join_phrase(words, free)
    word = words.pop(0)
    named, after = _named(word, free), _named(words[0], free) if words else None
    if named is not None and words and _fits(words[0], named):
        options[named.name] = words.pop(0)
    elif after is not None and after.is_number and whole_number(word):
        words.pop(0)
        options[after.name] = whole_number(word)
    elif several := next((o for o in command.options if o.several and o.name in options and o.takes(word)), None):
        options[several.name] += f",{word}"
    else:
        try:
            option = _place(word, free, command, options)
        except BadOption as stray:
            name = next((n for n in loose if _is_pack(n, command)), "")
            if stray.facts["option"] or not name:
                raise
            options[name] += f" {word}"
            return
        behind = [o for o in command.options if o.name == option and o.phrase]
        while behind and words and not (_is_another(words[0], command, behind[0]) or _is_slip(words[0], free)):
            word = f"{word} {words.pop(0)}"
        options[option] = word
        if not any(o.takes(word, whole=False) or o.is_number or o.reads for o in free if o.name == option):
            loose.append(option)
        if option == _last(command):
            if unmet := next((o for o in free if o.required and o.choices), None):
                raise BadOption(option=unmet.name, value=word, expected=unmet.expected, choices=unmet.choices)
            while len(words) and (other := _chosen_behind(words[-1], option, free, options)):
                options[other] = words.pop()
            options[option] = " ".join([word, *words])
            words.clear()


def _chosen_behind(word: str, last: str, free: Sequence[Option], options: dict[str, str]) -> str:
    """The option that a word behind all others chooses by the very word, "" for none."""
    others = (o for o in free if o.choices and o.name != last and o.name not in options)
    return next((o.name for o in others if o.takes(word, whole=True)), "")


def _is_slip(word: str, free: Sequence[Option]) -> bool:
    """Whether that is a choice with a letter or two wrong."""
    return any(o.choices and nearest(word.casefold(), o.choices, SLIP) for o in free)


def _is_pack(name: str, command: Command[Any]) -> bool:
    return any(o.name == name and o.completes is Completes.PACK for o in command.options)


def _join_phrase(words: list[str], free: Sequence[Option]) -> None:
    """Join the next words to one where together they name a choice: who said it."""
    for count in range(min(len(words), _LONGEST_TITLE), 1, -1):
        phrase = " ".join(words[:count])
        for option in free:
            if option.choices and (found := meant(option.name, phrase, option.choices)):
                words[:count] = [found]
                return


def _last(command: Command[Any]) -> str:
    """The option that takes all words that are left, behind others; "" where none does."""
    return next((o.name for o in command.options[1:] if o.rest), "")


def _named(word: str, options: Sequence[Option]) -> Option | None:
    name = word.lstrip("-").casefold()
    return next((o for o in options if name == o.name or name in o.also), None)


def _fits(value: str, option: Option) -> bool:
    if option.choices:
        return option.takes(value)
    return not option.is_number or bool(whole_number(value.removeprefix("#")))


def _place(value: str, free: Sequence[Option], command: Command[Any], taken: Mapping[str, str]) -> str:
    """Which option a plain word means: a choice by its name, a number, else the first that takes any text."""
    for whole in (True, False):
        for option in free:
            if option.takes(value, whole=whole):
                return option.name
    for option in free:
        if option.reads is not None and option.reads(value):
            return option.name
    for option in free:
        wrong = next((part for part in option.parts(value) if part not in option.choices), "")
        if option.choices and (slip := nearest(wrong, option.choices, SLIP)):
            raise BadOption(
                option=option.name, value=wrong, expected=option.expected, nearest=slip, choices=option.choices,
                several=option.several,
            )  # fmt: skip
    for option in free:
        takes_any = not option.choices and option.reads is None
        if any(c.isalnum() for c in value) and _fits(value, option) and takes_any:
            return option.name
    lists: list[tuple[str, Sequence[str] | str]] = [
        (o.name, o.choices or o.expected) for o in command.options if (o.choices or o.is_number) and not o.several
    ]
    numbered = len(command.options) == 1 and command.options[0].is_number and len(free) < len(command.options)
    opens = f"/{command.name} {taken.get(command.options[0].name, '')}".rstrip() if numbered else ""
    form = opens if command.answers is Answers.FORM else ""
    brief = command.example if len(command.options) > _FEW else ""
    raise BadOption(
        option="", value=value, expected=command.usage, lists=lists, brief=brief, command=command.name, form=form
    )
