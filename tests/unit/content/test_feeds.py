"""Podcast feeds and the pages that transcripts are written as."""

import pytest

from content.errors import UnreadableFile
from content.feeds import LONGEST, looks_like_feed, read_feed
from content.packs import read_bytes_as_pack
from content.reader import transcript_of
from tests.feeds import feed, item

LINK = "https://example.org/show/feed.xml"
VTT, JSON, SRT, HTML = (f"https://example.org/1.{ending}" for ending in ("vtt", "json", "srt", "html"))
DATE = "Mon, 02 Mar 2026 09:00:00 +0100"


def test_what_a_feed_says() -> None:
    """Episodes, the newest first, each with its links whole."""
    told = read_feed(
        feed([
            item("Older", ("/1.vtt", "text/vtt"), date="Mon, 23 Feb 2026 09:00:00 GMT"),
            item(" New\n one & all ", ("2.vtt", ""), date=DATE, link="ep/2", guid="g2"),
            item("Undated"),
        ]),
        "feed.xml", LINK,
    )  # fmt: skip
    new, older, undated = told.episodes

    assert told.title == "The long table"
    assert (new.title, new.link, new.at) == ("New one & all", "https://example.org/show/ep/2", 1772438400.0)
    assert new.transcripts == ("https://example.org/show/2.vtt",)
    assert (older.title, older.transcripts) == ("Older", ("https://example.org/1.vtt",))
    assert (undated.at, undated.transcripts) == (None, ())
    assert len({e.id for e in told.episodes}) == 3


def test_the_best_transcript_comes_first() -> None:
    """By type, by what its name ends in where that is not told, in the feed's own language, captions last."""
    every = item("A", (HTML, "text/html"), (SRT, "application/x-subrip"), (VTT, "text/vtt"), (JSON, ""))
    assert read_feed(feed([every]), "f", LINK).episodes[0].transcripts == (JSON, VTT, SRT, HTML)

    other, own = ((u, k, f'<podcast:transcript url="{u}" type="{k}" language="{n}"/>') for u, k, n in (
        (JSON, "application/json", "de"), (HTML, "text/html", "en-GB"))
    )  # fmt: skip
    both = item("A").replace("</item>", f"{other[2]}{own[2]}</item>")
    told = read_feed(feed([both], more="<language>en-us</language>"), "f", LINK)
    assert told.episodes[0].transcripts == (HTML, JSON)


def test_what_is_no_link_of_the_web_is_left_out() -> None:
    """Nobody opens a file of the host's."""
    odd = item("A", ("file:///etc/passwd", "text/vtt"), ("", "text/vtt"), ("http://[::1", ""), ("x" * 3000, ""))
    assert read_feed(feed([odd]), "f", LINK).episodes[0].transcripts == ()


def test_one_episode_that_is_told_twice_is_one() -> None:
    """By its id."""
    told = read_feed(feed([item("A", guid="g"), item("A again", guid="g"), item("T" * 999)]), "f", LINK)
    assert len(told.episodes) == 2
    assert max(len(e.title) for e in told.episodes) == LONGEST


DTD = '<?xml version="1.0"?><!DOCTYPE r [{}]><rss><channel><title>&b;</title></channel></rss>'
BOMB = DTD.format('<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">').encode()
OUTSIDE = DTD.format('<!ENTITY b SYSTEM "file:///etc/passwd">').encode()


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (BOMB, "it defines entities"), (OUTSIDE, "it defines entities"),
        (b"Ada Novak: Tea first.", "it is no podcast feed"), (b"", "it is no podcast feed"),
        (b"<rss><channel>", "or a broken one"), (b"<html><body/></html>", "it is no podcast feed (RSS)"),
        (b"<rss/>", "it is no podcast feed (RSS)"),
        (b'<?xml version="1.0" encoding="klingon"?><rss/>', "no podcast feed"),
        (b"\xff\xfe\x00<rss>", "no podcast feed"), (b"<rss><channel>" + b"<a>" * 50_000, "or a broken one"),
    ],
)  # fmt: skip
def test_what_is_no_feed_is_refused(data: bytes, sentence: str) -> None:
    """In one sentence with the way on."""
    with pytest.raises(UnreadableFile) as refused:
        read_feed(data, "feed.xml", LINK)
    assert sentence in str(refused.value)
    assert "Give the address of the podcast's feed itself" in str(refused.value)


def test_what_looks_like_a_feed() -> None:
    """A transcript never does."""
    assert looks_like_feed(feed([]))
    assert not looks_like_feed(b"Ada Novak: <rss> is a feed.")


PAGE = b"""<!DOCTYPE html><html><head><title>Ep 1</title><style>p {}</style></head><body>
<cite>Ada Novak:</cite><time>0:00</time><p>Nobody reads the plan until the day it <b>catches</b> fire &amp; burns.</p>
<cite>Ben Osei:</cite><time>1:02:05</time>
<p>We wrote the plan down once, and the kettle was the only one who followed it.</p><p>It never came back.</p>
</body></html>"""


def test_a_page_that_names_who_speaks_is_a_transcript() -> None:
    """As Podcast 2.0 writes it in HTML: every word is somebody's, none of the page's is."""
    read = transcript_of(PAGE, "ep1.html")

    assert [(t.speaker, t.start) for t in read.turns] == [("Ada Novak", 0.0), ("Ben Osei", 3725.0)]
    assert read.turns[0].text == "Nobody reads the plan until the day it catches fire & burns."
    assert "It never came back." in read.turns[1].text
    assert read_bytes_as_pack(PAGE, "ep1.html").quotes


def test_any_other_page_is_none() -> None:
    """It is refused as before."""
    with pytest.raises(UnreadableFile, match="a page of the web"):
        transcript_of(b"<!doctype html><html><body><p>Hello</p><cite>Ada</cite></body></html>", "x.html")
