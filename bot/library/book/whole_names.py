"""A part of a name, or a slip in it, typed where who said a quote is asked for: whoever is known here may be meant."""

from bot.library.library import View
from bot.library.speaker_names import each_once, is_called, match_speaker
from bot.likeness.person_names import name_words
from content.omission import several

# More would be a list to read.
MOST = 3


def whole_names(view: View, typed: str | None) -> list[str]:
    """Those who are known here by more than was typed, else by a name that is spelt nearly so; nobody where that is
    somebody's whole name, or many have it, nor where several speak: each of them is called as they are.
    """
    if not typed or several(typed):
        return []
    said = name_words(typed)
    # Whoever speaks in a sample is nobody they know.
    own = each_once(s for pack in view.library.in_use if not pack.info.sample for s in pack.speakers)
    shown = {speaker.name for speaker in view.speakers}
    known = [speaker.name for speaker in own if speaker.name in shown and not several(speaker.name)]
    if any(name_words(name) == said for name in known):
        return []
    longer = [name for name in known if is_called(typed, name) and len(name_words(name)) > len(said)]
    if not longer and len(said) > 1:
        near = set(match_speaker(typed, own))
        longer = [name for name in known if name in near]
    return longer if len(longer) <= MOST else []
