"""What people call commands that are called otherwise here, so that they are told the right one."""

from collections.abc import Mapping

# The command → what is typed for it behind the same first word.
_CALLED: Mapping[tuple[str, str], str] = {
    ("daily", "daily off"): "stop end cancel delete remove pause mute",
    ("daily", "daily set"): "start add resume continue quiz quote guess change edit",
    ("daily", "daily show"): "list preview",
    ("quiz", "quiz skip"): "next",
    ("quiz", "quiz stop"): "end quit cancel exit",
    ("quiz", "quiz start"): "new play rematch",
    ("quiz", "quiz scores"): "board score",
    ("quiz", "quiz preset list"): "presets mix mixes",
    ("daily", "daily now"): "post",
    ("quiz", "quiz begin"): "begins",
    ("quiz", "quiz resume"): "continue unpause",
    ("quiz", "quiz hint"): "hints",
    ("quiz", "quiz delete"): "remove",
    ("quiz", "quiz list"): "questions",
    ("quiz", "quiz accept"): "overrule",
    ("quiz", "quiz void"): "undo",
    ("quotes", "whosaid"): "search find look who",
    ("quotes", "quotes list"): "show all",
    ("quotes", "quote"): "random quote",
    ("quotes", "quotes packs"): "speakers pack",
    ("quotes", "quotes import"): "upload transcript",
    ("quotes", "quotes export"): "download",
    ("quotes", "quotes block"): "hide",
    ("quotes", "quotes review"): "approve",
    ("quotes", "quotes best"): "top",
    ("quotes", "quotes add"): "new",
    ("quotes", "quotes edit"): "change",
    ("privacy", "privacy forget"): "delete remove erase clear reset",
    ("privacy", "privacy show"): "list data info about",
    ("privacy", "privacy export"): "download copy",
    ("privacy", "privacy optout"): "out opt opt-out stop mute",
    ("privacy", "privacy hide"): "anonymous name",
    ("privacy", "privacy link"): "me claim speaker",
    ("settings", "settings show"): "list get all",
    ("settings", "settings set"): "change edit",
}
# The command → what is typed alone for it, without a first word.
_ALONE: Mapping[str, str] = {
    "quiz start": "play game again rematch new another",
    "quiz stop": "stop end",
    "whosaid": "search find",
    "quotes add": "add quotes",
    "quotes import": "upload",
    "quotes delete": "delete",
    "daily set": "post schedule",
    "privacy show": "data",
}
ALONE: Mapping[str, str] = {word: command for command, words in _ALONE.items() for word in words.split()}
OTHER_NAMES: Mapping[str, str] = {
    f"{first} {word}": command for (first, command), words in _CALLED.items() for word in words.split()
}
