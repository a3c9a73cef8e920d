"""`make fuzz`: whatever bytes come, every reader reads or refuses them in one sentence, in a bounded time.

atheris steers by which lines of content/ ran; the fixtures are where it begins, and what it finds stays in a temporary
folder. A crash, a hang of five seconds or another error than ContentError ends it with the input.
"""

import sys
import tempfile

import atheris

with atheris.instrument_imports(include=["content"]):
    from content.document_options import Reading
    from content.errors import ContentError
    from content.packs import read_bytes_as_pack

FEW = 16
NAMES = ("talk.txt", "talk.toml", "talk.docx", "talk.json")
ANYONE = Reading(unattributed=True)


def one(data: bytes) -> None:
    """Read one input under the name its first byte chooses."""
    name = NAMES[data[0] % len(NAMES)] if data and data[0] < FEW else NAMES[0]
    try:
        pack = read_bytes_as_pack(data, name, how=ANYONE)
    except ContentError as error:
        refused = str(error)
        if "\n" in refused:
            raise AssertionError(refused) from None
        return
    assert all(q.original in pack.turns[q.turn].text for q in pack.quotes if q.verbatim)
    for turn in pack.turns:
        assert all(a.start <= b.start for a, b in zip(turn.cues, turn.cues[1:], strict=False))


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as found:
        atheris.Setup([sys.argv[0], found, *sys.argv[1:]], one)
        atheris.Fuzz()
