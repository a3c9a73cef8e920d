"""What comes with Quoth, written for it: transcripts in transcripts/, hand-written packs in packs/. All samples.

What is asked of a transcript by those who never heard it stands in packs/NAME.questions.toml (content.written_items).
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from importlib.resources import files
from pathlib import Path

from content.ids import fingerprint
from content.model import Pack
from content.written_items import read_items

QUESTIONS = ".questions.toml"
# Whatever else lies in the folders was put there by people and is no sample.
SHIPPED = ("the-round-table.md", "interview-in-brief.toml")


@dataclass(frozen=True, slots=True)
class Shipped:
    """A shipped file. `version` changes with its text; reading it into a pack waits until it is asked for.

    `questions` is the text of the file of questions about it, "" without one.
    """

    name: str
    file_name: str
    text: str
    questions: str = ""

    @property
    def version(self) -> str:
        """Equal for equal text."""
        return fingerprint(self.text, self.questions) if self.questions else fingerprint(self.text)

    def pack(self) -> Pack:
        """The pack in it, marked as a sample; its fingerprint is the version. All items in it were written for it."""
        # A process that has them already reads none: nor does it need what reads documents.
        from content.packs import SUFFIX, read_pack, read_transcript_text

        if self.file_name.endswith(SUFFIX):
            pack = read_pack(self.text, where=self.file_name, sample=True)
        else:
            pack = read_transcript_text(self.text, self.name, sample=True)
            items = read_items(self.questions, self.name + QUESTIONS, pack.quotes, pack.speakers)
            pack = replace(pack, items=items)
        return replace(pack, fingerprint=self.version)


def shipped_packs() -> Iterator[Shipped]:
    """Every shipped file in the order of their names."""
    root = files("content")
    for folder in ("transcripts", "packs"):
        for file in sorted(root.joinpath(folder).iterdir(), key=lambda f: f.name):
            if file.name in SHIPPED:
                name = file.name.rsplit(".", 1)[0]
                about = root.joinpath("packs", name + QUESTIONS)
                questions = about.read_text(encoding="utf-8") if about.is_file() else ""
                yield Shipped(name, file.name, file.read_text(encoding="utf-8"), questions)


def shipped_folder() -> Path:
    """Where the shipped transcripts lie; people may put theirs beside them."""
    return Path(str(files("content").joinpath("transcripts")))
