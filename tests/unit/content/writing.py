"""Turns written out in every transcript format, so that tests can read them back."""

import json
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from xml.sax.saxutils import escape

PIECE = 5


@dataclass(frozen=True, slots=True)
class Said:
    """What one person said in a row, and when they began, in whole seconds."""

    speaker: str
    text: str
    start: int


def clock(seconds: float, sign: str = ".") -> str:
    """00:00:00.000."""
    return f"{int(seconds) // 3600:02d}:{int(seconds) // 60 % 60:02d}:{int(seconds) % 60:02d}{sign}000"


def short(seconds: int) -> str:
    """0:00, or 0:00:00 from an hour on."""
    hours, rest = divmod(seconds, 3600)
    return f"{hours}:{rest // 60:02d}:{rest % 60:02d}" if hours else f"{rest // 60}:{rest % 60:02d}"


def pieces(said: Said) -> Iterator[str]:
    """A turn in cues of a few words."""
    words = said.text.split(" ")
    for at in range(0, len(words), PIECE):
        yield " ".join(words[at : at + PIECE])


def paragraphs(all_said: Sequence[Said]) -> str:
    return "\n\n".join(f"[{clock(s.start)}] {s.speaker}: {s.text}" for s in all_said)


def markdown(all_said: Sequence[Said]) -> str:
    return "# Talk\n\n" + "\n\n".join(f"**{s.speaker}:** \\[{short(s.start)}\\] {s.text}" for s in all_said)


def headers(all_said: Sequence[Said]) -> str:
    return "\n\n".join(f"{s.speaker}  {short(s.start)}\n{s.text}" for s in all_said)


def chat(all_said: Sequence[Said]) -> str:
    """As Zoom saves it."""
    return "\n".join(f"{clock(s.start).split('.')[0]}\t{s.speaker}:\t{s.text}" for s in all_said)


def webvtt(all_said: Sequence[Said]) -> str:
    cues = [
        f"{clock(s.start)} --> {clock(s.start + 1)}\n<v {s.speaker}>{escape(piece)}</v>"
        for s in all_said
        for piece in pieces(s)
    ]
    return "WEBVTT\n\n" + "\n\n".join(cues)


def srt(all_said: Sequence[Said]) -> str:
    cues: list[str] = []
    for s in all_said:
        for index, piece in enumerate(pieces(s)):
            label = "" if index else f"{s.speaker}: "
            times = f"{clock(s.start, ',')} --> {clock(s.start + 1, ',')}"
            cues.append(f"{len(cues) + 1}\n{times}\n{label}{piece}")
    return "\n\n".join(cues)


def whisper(all_said: Sequence[Said]) -> str:
    segments = [
        {"start": s.start, "end": s.start + 1, "text": f" {piece}", "speaker": s.speaker}
        for s in all_said
        for piece in pieces(s)
    ]
    return json.dumps({"segments": segments})


def podcast(all_said: Sequence[Said]) -> str:
    segments = [
        {"startTime": s.start, "endTime": s.start + 1, "body": word, "speaker": s.speaker}
        for s in all_said
        for word in s.text.split(" ")
    ]
    return json.dumps({"version": "1.0.0", "segments": segments})


def amazon(all_said: Sequence[Said]) -> str:
    """A list of words, and a list of who said which."""
    items = [
        {"type": "pronunciation", "start_time": f"{s.start}.0", "end_time": f"{s.start}.0", "word": word,
         "speaker_label": s.speaker}
        for s in all_said for word in s.text.split(" ")
    ]  # fmt: skip
    told = ({k: i[k] for k in ("type", "start_time")} | {"alternatives": [{"content": i["word"]}]} for i in items)
    return json.dumps({"results": {
        "items": list(told),
        "speaker_labels": {"segments": [{"items": items}]},
    }})  # fmt: skip


def youtube(all_said: Sequence[Said]) -> str:
    events = [
        {"tStartMs": s.start * 1000, "dDurationMs": 900, "segs": [{"utf8": ("" if n else f"{s.speaker}: ") + piece}]}
        for s in all_said for n, piece in enumerate(pieces(s))
    ]  # fmt: skip
    return json.dumps({"wireMagic": "pb3", "events": events})


def records(all_said: Sequence[Said]) -> str:
    """As no program writes it."""
    rows = [{"who": {"name": s.speaker}, "startMs": s.start * 1000, "utterance": s.text} for s in all_said]
    return json.dumps({"meeting": {"title": "Talk", "parts": [{"rows": rows}]}})


def messages(all_said: Sequence[Said]) -> str:
    """As Slack exports a day."""
    return json.dumps([
        {"type": "message", "ts": f"{1_700_000_000 + s.start}.0001", "text": escape(s.text),
         "user": f"U{sum(map(ord, s.speaker))}", "user_profile": {"real_name": s.speaker}} for s in all_said
    ])  # fmt: skip


def utterances(all_said: Sequence[Said]) -> str:
    return json.dumps({
        "utterances": [
            {"start": s.start * 1000, "end": s.start * 1000 + 900, "text": s.text, "speaker": s.speaker}
            for s in all_said
        ]
    })  # fmt: skip


def columns(said: Sequence[Said]) -> str:
    """As a table of a word processor is pasted."""
    rows = (f"{s.start // 3600}:{s.start // 60 % 60:02}:{s.start % 60:02}\t{s.speaker}\t{s.text}" for s in said)
    return "\n".join(["time\twho\twhat", *rows])


WRITERS: Mapping[str, Callable[[Sequence[Said]], str]] = {
    w.__name__: w
    for w in (
        paragraphs,
        markdown,
        headers,
        chat,
        webvtt,
        srt,
        whisper,
        podcast,
        utterances,
        amazon,
        youtube,
        records,
        messages,
        columns,
    )
}

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def document_xml(lines: Sequence[Sequence[str]]) -> str:
    """A Word text whose paragraphs are these lines, joined by line breaks."""
    body = "".join(
        "<w:p>" + "<w:r><w:br/></w:r>".join(f"<w:r><w:t>{escape(line)}</w:t></w:r>" for line in paragraph) + "</w:p>"
        for paragraph in lines
    )
    return f'<?xml version="1.0" encoding="UTF-8"?><w:document {_W}><w:body>{body}</w:body></w:document>'


def docx(xml: str, part: str = "word/document.xml") -> bytes:
    """An archive with one part."""
    held = BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(part, xml)
    return held.getvalue()


def teams(all_said: Sequence[Said]) -> bytes:
    """As Teams saves it: name, time and words in one paragraph."""
    return docx(document_xml([(f"{s.speaker}   {short(s.start)}", s.text) for s in all_said]))
