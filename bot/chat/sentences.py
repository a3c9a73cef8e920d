"""What somebody says in a plain sentence → the command that it means: “play a quiz with three rounds please”."""

import re

_POLITE = re.compile(
    r"^(?:(?:hey|hi|hello|ok|okay|so|well|now)[,!]?\s+|quoth[,:]?\s+|please[,]?\s+"
    r"|(?:can|could|would|will|shall|may)\s+(?:you|we|i)\s+(?:please\s+)?"
    r"|(?:let's|lets|let us|let me)\s+|(?:i|we)\s+(?:want|wanna|would like|'d like)\s+(?:to\s+)?"
    r"|(?:i|we)'d\s+like\s+(?:to\s+)?)+"
)
_CLOSING = re.compile(r"(?:[\s,]+(?:please|thanks|thank you|now|then))*[\s.!?…]*$")
_A = r"(?:(?:me|us)\s+)?(?:(?:a|an|another|one(?:\s+more)?|the|some|any)\s+)?(?:(?:new|quick|short|little|random)\s+)*"
_ASKED = r"(?:give|show|tell|read|draw|get|post|send)\s+"
_GAME = r"(?:quiz|game|round|trivia)"
_WHEN = (
    r"(?:every|each|daily|days?|weekdays?|weekends?|mornings?|(?:mon|tues|wednes|thurs|fri|satur|sun)days?|noon|"
    r"[0-9]{1,2}[:.][0-9]{2}|[0-9]{1,2}\s*[ap]m)"
)
# What is done to a quote, or found by one: the verb, the object with its number, and the command.
_VERBS = {
    "quotes delete": "delete|remove|erase|drop|take out|throw out", "quotes edit": "edit|change|correct|fix",
    "quotes history": "who added|who changed", "daily next": "post next", "quote": "show|read|give|get|find",
}  # fmt: skip
_NUMBERED = r"(?:me\s+|us\s+)?(?:the\s+)?(?:quote|number|no\.?|#)\s*(?:number\s+|no\.?\s*)?#?([0-9]{1,9})"
_BY_NUMBER = tuple((rf"(?:{verbs})\s+{_NUMBERED}", command) for command, verbs in _VERBS.items())
_DAILY = r"(?:the\s+|our\s+)?(?:next\s+)?(?:daily\s+)?(?:posts?|quotes?)"
# The first that fits is meant; what the last group takes is typed behind it.
_MEANT: tuple[tuple[str, str], ...] = tuple(
    (rf"(?:{said})", command)
    for said, command in (
        *_BY_NUMBER,
        (rf"(?:play|start|begin|run|do|have)\s+{_A}{_GAME}\b(?:\s+(?:with|of|about|on|from)\b)?(.*)", "quiz start"),
        (r"(?:play again|(?:another|one more|a new|new|next)\s+(?:quiz|game))()", "quiz start"),
        (rf"(?:stop|end|quit|cancel)\s+(?:this|the|our)\s+{_GAME}()", "quiz stop"),
        (rf"pause\s+(?:this|the|our)\s+{_GAME}()", "quiz pause"),
        (rf"(?:resume|continue|go on with)\s+(?:this|the|our)\s+{_GAME}()", "quiz resume"),
        (r"(?:who(?:'s| is) (?:winning|ahead|leading)|what(?:'s| is| are) the scores?|show (?:me |us )?the scores?)()",
         "quiz scores"),
        (r"show (?:me |us )?the (?:leaderboard|ranking|board)()", "quiz leaderboard"),
        (rf"{_ASKED}{_A}(?:quotes?|something)\s+((?:every|each|daily|on|at|by)\b.*\b{_WHEN}\b.*)", "daily set"),
        (rf"{_ASKED}{_A}((?:guess|quiz)(?:zes)?\s+(?:every|each|daily|at)\b.*)", "daily set"),
        (r"stop\s+(?:the\s+)?(?:posting|daily posts?|daily quotes?|posts?)(?:\s+here)?()", "daily off"),
        (r"what(?:'s|s| is)\s+(?:posted here|scheduled(?: here)?|planned(?: here)?|coming up)()", "daily show"),
        (rf"skip\s+(?=the next|our next|next){_DAILY}()", "daily skip"),
        (rf"(?:change|move|set)\s+(?=\S.*daily){_DAILY}\s+to\s+(.+)", "daily set"),
        (rf"guess\s+the\s+quote\s+((?:every|each|daily|on)\b.*\b{_WHEN}\b.*)", "daily set guess"),
        (r"(?:what|which)(?:'s|s| is| was)\s+(?:that|the)\s+quote\s+(?:about|with|on)\s+(?:the\s+)?(.+)", "quote"),
        (r"how\s+many\s+quotes\s+(?:do you (?:know|have)|are there)(?:\s+here)?()", "quoth about"),
        (r"how\s+(?:do|can)\s+i\s+(?:get|bring|put|import|upload|add)\s+(?:in\s+)?(?:my|a|the)\s+transcript\b.*?()",
         "quoth help quotes import"),
        (rf"{_ASKED}{_A}quote\b(.*)", "quote"),
        (r"(?:a|another|one more|random)\s+(?:random\s+)?quote\b(.*)", "quote"),
        (r"who\s+(?:was it (?:that|who) said|was it who said|says|has said)\s+(.+)", "whosaid"),
        (r"what\s+do\s+you\s+(?:know|keep|store|have|remember|save)\s+(?:about|of|on)\s+me()", "privacy show"),
        (r"(?:forget\s+(?:about\s+)?me|(?:delete|erase|remove)\s+(?:all\s+)?my\s+data)()", "privacy forget"),
        (r"(?:don't|do not|never|stop)\s+(?:ever\s+)?quot(?:e|ing)\s+me(?:\s+(?:again|any\s?more|ever|here))*()",
         "privacy optout on"),
        (r"add\s+(?:(?:a|this)\s+)?quote:?\s*(.*)|add\s+(?:this:\s*)?(?=[\"“„«])(.+)", "quotes add"),
        (r"(?=[\"“„«])(.{3,}[\"”“»]\s*(?:[-–—―~]+|by\b)\s*\w.*)", "quotes add"),
        (r"(?:import|bring(?:\s+in)?)\s+(?:a|the|my|our|another)\s+transcript\b(.*)", "quotes import"),
        (r"what\s+(?:can|do)\s+(?:you|i|we)\s+do(?:\s+here)?()|how\s+does\s+(?:this|it)\s+work()", "quoth help"),
        (r"(?:who|what)\s+are\s+you()", "quoth about"),
    )
)  # fmt: skip
_KNOWN = tuple((re.compile(said, re.IGNORECASE | re.DOTALL), command) for said, command in _MEANT)
_FEWEST_WORDS = 2
# Nobody asks for anything in more characters; what is quoted may be longer. Looking for what is polite takes a time
# that grows with the square of them.
_LONGEST = 1000
_ONE = re.compile(r"(?<=^quiz start )(?:1|one|a single) round\b", re.IGNORECASE)


def as_command(line: str) -> str:
    """The command with what is typed behind it, without its slash; "" for what is no such sentence."""
    plain = line.strip().replace("’", "'")
    marked = plain[:1] in '"“„«'
    if len(plain) > _LONGEST and not marked:
        return ""
    said = plain if marked else plain[_greeting(plain) :]
    said = said if marked else _CLOSING.sub("", said)
    if len(plain.split()) < _FEWEST_WORDS:
        return ""
    if said.casefold() in ("play", "play something"):
        return "quiz start"
    for pattern, command in _KNOWN:
        if found := pattern.fullmatch(said):
            rest = next((group for group in found.groups() if group), "")
            return _ONE.sub("rounds=1", f"{command} {rest.strip()}").strip()
    return ""


def _greeting(line: str) -> int:
    """How much of it is only polite."""
    polite = _POLITE.match(line.casefold())
    return polite.end() if polite else 0
