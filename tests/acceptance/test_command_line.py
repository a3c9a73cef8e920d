"""The real `quoth` as a process: what it prints, its exit codes, and that bad input changes nothing."""

import json
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.shared import INTERVIEW, needs

Quoth = Callable[..., "subprocess.CompletedProcess[str]"]

TALK = """\
Ines Moreau: Nobody reads the plan until the day it catches fire.
Hugo Prinz: The kettle has seen more of our decisions than the minutes ever will.
Ines Moreau: A meeting without biscuits is only an email with chairs.
"""


@pytest.fixture
def quoth(tmp_path: Path) -> Quoth:
    """Runs `quoth` with its state in a folder of the test's own."""

    def run(*arguments: str, stdin: str = "", **environ: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [sys.executable, "-m", "bot", *arguments],
            input=stdin, capture_output=True, text=True, check=False, cwd=tmp_path, encoding="utf-8",
            env={"XDG_DATA_HOME": str(tmp_path / "data"), "HOME": str(tmp_path), "PYTHONPATH": _ROOT, **environ},
        )  # fmt: skip

    return run


_ROOT = str(Path(__file__).resolve().parents[2])


@pytest.fixture
def talk(tmp_path: Path) -> Path:
    """A small transcript."""
    path = tmp_path / "talk.txt"
    path.write_text(TALK)
    return path


def test_play_greets_shows_a_quote_and_the_next_thing_to_try(quoth: Quoth) -> None:
    """And remembers what it showed when it is run again."""
    first, second = quoth("play", stdin="/quote\n"), quoth("play")

    assert first.returncode == second.returncode == 0
    assert first.stderr == ""
    greeting, quote, *_ = first.stdout.split("bot> ")[1:]
    assert len(greeting) > 20
    assert "A sample that came with Quoth." in quote
    assert "Next: /quiz start rounds=3" in first.stdout
    assert quote.splitlines()[0] not in second.stdout


def test_a_transcript_can_be_played_at_once(quoth: Quoth, talk: Path) -> None:
    """Its quotes replace the samples, and it is kept."""
    played = quoth("play", "--transcript", str(talk), stdin="/quote\n/quotes packs\n")

    assert "Imported “talk”: little to quote. 3 quotes from 3 turns (33 words) by 2 voices." in played.stdout
    assert "sample that came" not in played.stdout
    assert "talk: 3 quotes, 2 voices" in quoth("play", stdin="/quotes packs\n").stdout


def test_what_lies_in_a_drop_folder_is_played_from_a_pipe_as_well(quoth: Quoth, talk: Path, tmp_path: Path) -> None:
    """Before the first line is read, once; two files that are called alike are two packs."""
    drop = tmp_path / "drop"
    drop.mkdir()
    talk.rename(drop / "talk.txt")
    (drop / "talk.csv").write_text('quote,speaker\n"Whoever owns the longest meeting owns the week.",Ada Novak\n')
    played, again = (quoth("play", stdin="/quotes packs\n", QUOTH_TRANSCRIPTS="drop").stdout for _ in range(2))

    assert played.startswith("bot> 2 packs came in by the drop folder.")
    assert "by the drop folder" not in again
    for told in (played, again):
        assert "talk: 1 quote, 1 voice" in told
        assert "talk-2 (talk): 3 quotes, 2 voices" in told


def test_import_twice_changes_nothing_the_second_time(quoth: Quoth, talk: Path, tmp_path: Path) -> None:
    """And says so; a copy is known as what it is."""
    assert quoth("import", str(talk)).stdout.startswith("Imported “talk”")
    assert quoth("import", str(talk)).stdout == "Nothing changed: “talk” is here already with the same 3 quotes.\n"
    copy = tmp_path / "copy.txt"
    copy.write_text(TALK)
    told = "Nothing changed: this content is already imported as “talk”.\n  --name copy would rename it.\n"
    assert quoth("import", str(copy)).stdout == told


def test_a_pack_that_came_in_wrong_is_put_right(quoth: Quoth, talk: Path) -> None:
    """By another name and a speaker map, both at once: the same pack, its numbers kept, and told what changed."""
    quoth("import", str(talk))
    before = quoth("export", "talk", "--format", "jsonl").stdout.splitlines()
    told = quoth("import", str(talk), "--name", "plans", "--map", "Ines Moreau=Ada Novak").stdout

    assert told.startswith("Updated “plans” (it was “talk”): little to quote.\n")
    assert "3 quotes keep their numbers." in told
    assert "2 quotes now belong to Ada Novak." in told
    assert "plans (talk): 3 quotes, 2 voices" in quoth("play", stdin="/quotes packs\n").stdout
    after = quoth("export", "plans", "--format", "jsonl").stdout.splitlines()
    assert [json.loads(line)["number"] for line in after] == [json.loads(line)["number"] for line in before]
    assert quoth("import", str(talk), "--name", "plans", "--map", "Ines Moreau=Ada Novak").stdout.startswith("Nothing")


def test_who_speaks_in_a_file_that_names_nobody_can_be_put_right(quoth: Quoth, tmp_path: Path) -> None:
    """Named, named otherwise, and not named at all: one pack, whichever way its paragraphs are read."""
    (tmp_path / "prose.txt").write_text("\n\n".join(line.partition(": ")[2] for line in TALK.splitlines()))
    assert quoth("import", "prose.txt", "--speaker", "Ada Novak").stdout.startswith("Imported “prose”")
    assert "3 quotes now belong to Ben Osei." in quoth("import", "prose.txt", "--speaker", "Ben Osei").stdout
    told = quoth("import", "prose.txt", "--unattributed", "--name", "night").stdout

    assert told.startswith("Updated “night” (it was “prose”)")
    assert "3 quotes now belong to nobody by name." in told


def test_two_files_of_one_name_are_two_packs(quoth: Quoth, talk: Path, tmp_path: Path) -> None:
    """The second replaces nothing; a name that is asked for and taken is refused, and nothing changes."""
    (tmp_path / "b").mkdir()
    other = tmp_path / "b" / "talk.txt"
    other.write_text("Ada: The lamp above the pond has seen more meetings than anybody in this room.\n")
    told = quoth("import", str(talk), str(other)).stdout

    assert "Imported “talk-2”" in told
    assert "“talk” is another pack, with nothing in common, so this one is “talk-2”." in told
    assert "talk: 3 quotes" in quoth("play", stdin="/quotes packs\n").stdout
    taken = quoth("import", str(other), "--name", "talk")
    assert (taken.returncode, taken.stdout) == (2, "")
    assert taken.stderr.startswith("quoth: “talk” is the name of another pack, so nothing was changed")
    edited = other.read_text() + "Ben: And the pond has seen more lamps than anybody in this room has.\n"
    other.write_text(edited)
    assert "Updated “talk-2”" in quoth("import", str(other)).stdout


def test_a_file_without_a_quote_is_refused(quoth: Quoth, talk: Path, tmp_path: Path) -> None:
    """With the reason; the samples stay in use, and so does an edition that is there."""
    (tmp_path / "short.txt").write_text("Ada: Yes.\nBen: No.\n")
    refused = quoth("import", "short.txt")

    assert (refused.returncode, refused.stdout) == (2, "")
    assert refused.stderr.startswith("quoth: short.txt: no quote comes of it, for it holds only short remarks (2). ")
    assert quoth("play", "--transcript", "short.txt").returncode == 2
    assert "A sample that came with Quoth." in quoth("play", stdin="/quote\n").stdout
    quoth("import", str(talk))
    talk.write_text("Ada: Yes.\nBen: No.\n")
    assert quoth("import", str(talk)).returncode == 2
    assert "talk: 3 quotes" in quoth("play", stdin="/quotes packs\n").stdout


def test_a_pack_is_removed_and_comes_back(quoth: Quoth, talk: Path) -> None:
    """By --undo, or by importing it again; what is for everybody is removed for everybody, samples too."""
    quoth("import", str(talk))
    removed = quoth("remove", "talk")
    assert removed.stdout == "Removed “talk”. For a day this brings it back: quoth remove talk --undo\n"
    assert "Ines Moreau" not in quoth("whosaid", "until the day it catches fire").stdout
    assert quoth("remove", "talk").returncode == 2
    assert quoth("remove", "talk", "--undo").stdout.startswith("“talk” is back")
    assert "Ines Moreau" in quoth("whosaid", "until the day it catches fire").stdout
    assert quoth("remove", "talk", "--undo").stderr.startswith("quoth: no pack “talk” was removed")

    quoth("remove", "talk")
    assert quoth("import", str(talk)).stdout.startswith("“talk” is back: little to quote.\n")
    assert "--everyone does that" in quoth("remove", "the-round-table").stderr
    gone = quoth("remove", "the-round-table", "--everyone").stdout
    assert gone.endswith("quoth remove the-round-table --undo --everyone\n")
    assert "round-table" not in quoth("play", stdin="/quotes packs\n").stdout


def test_the_desk_in_a_shell(quoth: Quoth, talk: Path, tmp_path: Path) -> None:
    """A line for each quote; what was decided holds at once, and can be written and followed as an edits file."""
    quoth("import", str(talk))
    typed = "what\nw\nThe kettle saw all of it.\ns\nAda Novak\nAda Novak\nkeep\nd\nk\n"
    done = quoth("review", "talk", stdin=typed)
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("looked at\n") == 6
    assert "k keeps it, d drops it" in done.stdout
    assert done.stdout.endswith("Every quote was looked at. /settings set reviewed-only yes posts no others.\n")
    exported = quoth("export", "talk", "--format", "jsonl").stdout
    assert exported.count("\n") == 2

    edits = tmp_path / "talk.edits.toml"
    wrote = quoth("review", "talk", "--write", str(edits))
    assert wrote.stdout.startswith(f"Wrote {edits}: what holds of 3 quotes.")
    assert "--replace writes it anew" in quoth("review", "talk", "--write", str(edits)).stderr
    once = edits.read_text(encoding="utf-8")
    assert stat.S_IMODE(edits.stat().st_mode) == 0o600
    edits.chmod(0o640)
    assert quoth("review", "talk", "--write", str(edits), "--replace").returncode == 0
    assert (edits.read_text(encoding="utf-8"), stat.S_IMODE(edits.stat().st_mode)) == (once, 0o640)
    assert list(tmp_path.glob("talk.edits*")) == [edits]
    quoth("import", str(talk))
    assert quoth("export", "talk", "--format", "jsonl").stdout == exported


def test_a_desk_that_cannot_be_opened(quoth: Quoth, talk: Path, tmp_path: Path) -> None:
    """One sentence each, and nothing is written."""
    quoth("import", str(talk))
    for arguments, sentence in (
        (["nowhere"], "There is no pack “nowhere” here"),
        (["--write", str(tmp_path / "x.toml")], "an edits file is one pack's"),
        (["talk", "--write", str(tmp_path / "no" / "x.toml")], "cannot be written"),
        (["--workspace", "slack:T1"], ""),
    ):
        done = quoth("review", *arguments, stdin="quit\n")
        assert (done.returncode, done.stderr.startswith("quoth: ")) == ((2, True) if sentence else (0, False)), (
            arguments
        )
        assert sentence in done.stderr
    assert quoth("review", "talk", stdin="undo\nq\n").stdout.count("nothing of yours to take back") == 1


@needs(INTERVIEW)
def test_importing_the_interview_and_asking_who_said(quoth: Quoth) -> None:
    """From the file to an answer, as text and as JSON lines."""
    assert quoth("import", str(INTERVIEW)).returncode == 0
    lines = "reward modl is intresting and comes closest\nquantum llamas on parade\n\n"
    answers = [json.loads(line) for line in quoth("whosaid", "-", "--json", stdin=lines).stdout.splitlines()]

    assert [a["verdict"] for a in answers] == ["found", "not_found", "not_found"]
    told = {
        "kind", "quote_id", "passage_id", "speaker", "text", "section", "start", "confidence", "verbatim", "sample"
    }  # fmt: skip
    assert answers[0]["matches"][0].keys() == told
    assert all(len(a["perhaps"]) <= 3 and all(p.keys() == told for p in a["perhaps"]) for a in answers)
    assert answers[0]["perhaps"] == answers[1]["perhaps"] == []
    assert answers[0]["matches"][0]["text"] in INTERVIEW.read_text(encoding="utf-8")
    assert "Not found" in quoth("whosaid", "quantum", "llamas").stdout


def test_inspect_shows_everything_and_stores_nothing(quoth: Quoth, talk: Path, tmp_path: Path) -> None:
    """The JSON form of the command line's contract."""
    shown = json.loads(quoth("inspect", str(talk), "--json").stdout)

    assert list(shown) == [
        "source", "speakers", "turns", "quotes", "items", "problems", "problem_list", "items_of_quotes", "account",
        "furniture", "headings",
    ]  # fmt: skip
    assert shown["speakers"] == [
        {"name": "Ines Moreau", "aliases": [], "turns": 2, "words": 20},
        {"name": "Hugo Prinz", "aliases": [], "turns": 1, "words": 13},
    ]
    assert shown["turns"][0] == {
        "speaker": "Ines Moreau", "section": "", "start": None,
        "text": "Nobody reads the plan until the day it catches fire.", "line": 1,
    }  # fmt: skip
    assert [q["number"] for q in shown["quotes"]] == [1, 2, 3]
    assert shown["quotes"][0].keys() == {"id", "number", "speaker", "section", "text", "score", "reasons", "warnings"}
    weights = [reason["weight"] for reason in shown["quotes"][0]["reasons"]]
    assert 0 < len(weights) <= 3
    assert weights == sorted(weights, reverse=True)
    assert weights[-1] > 0
    assert not (tmp_path / "data").exists()
    report = quoth("inspect", str(talk), "--items").stdout
    assert "Speaker: Ines Moreau, 2 turns" in report
    assert "Quotes: 3" in report


def test_inspect_tells_what_became_of_every_line(quoth: Quoth, tmp_path: Path) -> None:
    """Furniture by its rule, what nobody said, and the option that mends a label."""
    said = [f"{('Ada Novak', 'Ben Osei')[n % 2]}: The lift stopped {n} times before anybody asked." for n in range(10)]
    lines = ["## Lifts", "Location: the cellar", *said, "per holm: I came late.", "per holm: I left early."]
    (tmp_path / "lifts.md").write_text("\n\n".join(lines), encoding="utf-8")
    shown = json.loads(quoth("inspect", "lifts.md", "--json").stdout)

    assert shown["account"] == {"heading": 1, "furniture: minutes": 1, "turn": 10, "problem": 1, "narration": 1}
    assert shown["furniture"] == [{"rule": "minutes", "lines": [3]}]
    assert shown["headings"] == [1]
    assert shown["problem_list"] == [
        {"line": 25, "problem": "“per holm” stands before a colon 2 times and was taken for nobody",
         "remedy": '--map "per holm=per holm"'},
        {"line": 3, "problem": "left out as minutes (what minutes note): 1 lines", "remedy": ""},
    ]  # fmt: skip
    mended = json.loads(quoth("inspect", "lifts.md", "--json", "--map", "per holm=Per Holm").stdout)
    assert [s["name"] for s in mended["speakers"]] == ["Ada Novak", "Ben Osei", "Per Holm"]


@needs(INTERVIEW)
def test_items_are_shown_in_the_agreed_form(quoth: Quoth) -> None:
    """Every item of the interview has its parts, and its key among its options or what is accepted of a typed one."""
    shown = json.loads(quoth("inspect", str(INTERVIEW), "--json").stdout)
    keys = {"id", "kind", "stimulus", "stem", "options", "key", "accept", "quote_id"}

    more = {"quote_ids", "number", "unit"}
    lines = {"odd-one-out": 4, "two-truths": 3, "who-answered": 3, "in-order": 3, "mash-up": 2}

    assert len(shown["items"]) >= 8
    assert all(keys <= i.keys() <= keys | more for i in shown["items"])
    assert all(("number" in i) is (i["kind"] == "closest") for i in shown["items"])
    asked = [i for i in shown["items"] if i["kind"] != "agree"]
    assert all(i["key"] in (i["options"] or i["accept"]) for i in asked if i["kind"] != "bluff")
    assert all(i["accept"] and not i["options"] for i in asked if i["kind"] == "bluff")
    assert all(i["key"] is None for i in shown["items"] if i["kind"] == "agree")
    assert {i["quote_id"] for i in shown["items"]} <= {q["id"] for q in shown["quotes"]} | {None}
    several = [i for i in shown["items"] if "quote_ids" in i]
    assert all(i["quote_ids"][0] == i["quote_id"] and len(i["quote_ids"]) == lines[i["kind"]] for i in several)


def test_judge_answers_line_by_line(quoth: Quoth) -> None:
    """One JSON object in, one out; and one answer by options."""
    cases = [
        {"key": "Tim Cook", "accept": [], "rivals": ["Jim Beck"], "answer": "tim cok"},
        {"key": "Paul Graham", "rivals": ["Paul Allen"], "answer": "paul"},
        {"key": "Tim Cook", "answer": "Tim Book"},
        {"key": "green tea", "prompts": {"tea": "Which tea?"}, "answer": "tea"},
        {"key": "green tea", "reject": ["tea"], "answer": "tea"},
    ]
    told = quoth("judge", "-", "--json", stdin="\n".join(map(json.dumps, cases)) + "\n").stdout.splitlines()

    assert [json.loads(t) for t in told] == [
        {"verdict": "accept", "reason": "typo"},
        {"verdict": "prompt", "reason": "ambiguous", "ask": "Which paul?"},
        {"verdict": "reject", "reason": "too-far"},
        {"verdict": "prompt", "reason": "directed", "ask": "Which tea?"},
        {"verdict": "reject", "reason": "listed"},
    ]
    assert quoth("judge", "--key", "the moon", "--answer", "moon").stdout == "accept (exact)\n"
    refused = quoth("judge", "--key", "the moon", "--reject", "a moon", "--reject", "moon", "--answer", "moon")
    assert refused.stdout == "reject (listed)\n"


BAD: list[tuple[list[str], str, dict[str, str], str]] = [
    (["import", "missing.txt"], "", {}, "there is no such file"),
    (["import", "."], "", {}, "it is a folder"),
    (["import", "empty.txt"], "", {}, "it is empty"),
    (["import", "binary.txt"], "", {}, "it is no text file"),
    (["import", "prose.txt"], "", {}, "nobody is named as a speaker"),
    (["import", "talk.txt", "missing.txt"], "", {}, "there is no such file"),
    (["inspect", "bad.toml"], "", {}, "not valid TOML"),
    (["play", "--transcript", "missing.txt"], "", {}, "there is no such file"),
    (["play"], "", {"DATABASE_URL": "oracle://x"}, "DATABASE_URL is not understood"),
    (["play"], "", {"DATABASE_URL": "nonsense"}, "DATABASE_URL is not understood"),
    (["play"], "", {"DATABASE_URL": "sqlite:///talk.txt"}, "no SQLite database"),
    (["play"], "", {"DATABASE_URL": "postgresql://u:pw@127.0.0.1:1/d"}, "cannot be reached"),
    (["play"], "", {"QUOTH_SEED": "lucky"}, "QUOTH_SEED"),
    (["dance"], "", {}, "there is no command “dance”"),
    (["import"], "", {}, "FILE"),
    (["whosaid", "x" * 401], "", {}, "over 400 characters"),
    (["import", "bad\udcff.txt"], "", {}, "is not written in UTF-8"),
    (["import", "talk.txt", "--name", "x\udcff"], "", {}, "is not written in UTF-8"),
    (["whosaid", "x\udcff"], "", {}, "is not written in UTF-8"),
    (["import", "talk.txt", "--workspace", "slak:T0LOCAL"], "", {}, "is none that Quoth knows"),
    (["import", "talk.txt", "--workspace", "nonsense", "--new-workspace"], "", {}, "cannot be one"),
    (["import", "talk.txt", "--workspace", "slack:" + "T" * 400, "--new-workspace"], "", {}, "cannot be one"),
    (["export", "--workspace", "slack:T1"], "", {}, "is none that Quoth knows"),
    (["remove", "talk", "--workspace", "slack:T1"], "", {}, "is none that Quoth knows"),
    (["play"], "", {"DATABASE_URL": "postgresql://[::1"}, "DATABASE_URL is not understood"),
    (["judge", "-"], "no json\n", {}, "line 1 of the input is no JSON"),
    (["judge", "-"], '{"key": "x"}\n', {}, "lacks"),
    (["judge", "-"], '{"key": "x", "answer": "y", "prompts": ["z"]}\n', {}, '"prompts" is an object'),
    (["judge", "--key", "x"], "", {}, "--answer"),
]


@pytest.mark.parametrize(
    ("arguments", "stdin", "environ", "sentence"), BAD, ids=lambda v: " ".join(v)[:40] if isinstance(v, list) else ""
)
def test_bad_input_is_one_sentence(
    quoth: Quoth, talk: Path, tmp_path: Path, arguments: list[str], stdin: str, environ: dict[str, str], sentence: str
) -> None:
    """Exit code 2, nothing printed to standard output, no traceback, nothing stored."""
    for name, content in [
        ("empty.txt", b""),
        ("binary.txt", b"\x00\x01\x02"),
        ("prose.txt", b"Just prose."),
        ("bad.toml", b"x ="),
    ]:
        (tmp_path / name).write_bytes(content)
    done = quoth(*arguments, stdin=stdin, **environ)

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr
    assert "quotes packs" not in done.stderr
    assert "talk" not in quoth("play", stdin="/quotes packs\n").stdout


def test_a_mistyped_workspace_takes_nothing_from_the_real_one(quoth: Quoth, talk: Path) -> None:
    """The packs that the only workspace has stay its own; those there are are named, and a new one only when asked."""
    asked = ("import", "talk.txt", "--workspace", "slack:T0LOCAL")
    assert quoth(*asked, "--new-workspace").returncode == 0
    before = quoth("export", "--workspace", "slack:T0LOCAL").stdout

    mistyped = quoth("import", "talk.txt", "--workspace", "slak:T0LOCAL")

    assert mistyped.returncode == 2
    assert "slack:T0LOCAL" in mistyped.stderr
    assert quoth("export", "--workspace", "slak:T0LOCAL").returncode == 2
    assert quoth("export", "--workspace", "slack:T0LOCAL").stdout == before
    assert quoth(*asked).returncode == 0


def test_all_mistakes_in_the_settings_are_told_at_once(quoth: Quoth) -> None:
    """One line each."""
    done = quoth("play", QUOTH_SEED="lucky", QUOTH_LOG_LEVEL="LOUD", DATABASE_URL="nonsense")

    assert done.returncode == 2
    assert [line.split(" is")[0] for line in done.stderr.splitlines()] == [
        "quoth: DATABASE_URL", "quoth: QUOTH_SEED", "quoth: QUOTH_LOG_LEVEL",
    ]  # fmt: skip


def test_settings_may_come_from_files(quoth: Quoth, tmp_path: Path) -> None:
    """DATABASE_URL_FILE for secrets, .env for the rest; the environment wins."""
    (tmp_path / "secret").write_text(f"sqlite:///{tmp_path}/here.db\n")
    (tmp_path / ".env").write_text("QUOTH_SEED=lucky\n")

    assert "QUOTH_SEED" in quoth("play").stderr
    assert quoth("play", QUOTH_SEED="7", DATABASE_URL_FILE=str(tmp_path / "secret")).returncode == 0
    assert (tmp_path / "here.db").exists()


def test_help_and_version(quoth: Quoth) -> None:
    """`quoth` alone helps."""
    assert quoth("--version").stdout.startswith("quoth ")
    assert "play" in quoth().stdout
    assert quoth().stdout == quoth("--help").stdout


def test_run_without_a_platform_says_what_to_set(quoth: Quoth) -> None:
    """One sentence, exit code 1."""
    done = quoth("run")

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("quoth: no platform is set up: set DISCORD_TOKEN")
    assert done.stderr.count("\n") == 1


def test_many_files_are_told_in_a_line_each(quoth: Quoth, talk: Path, tmp_path: Path) -> None:
    """A bad one stops all of them, unless it is to be skipped."""
    for number in range(5):
        text = talk.read_text(encoding="utf-8").replace("plan", f"plan{number}")
        (tmp_path / f"t{number}.txt").write_text(text, encoding="utf-8")
    files = [f"t{n}.txt" for n in range(5)]

    stopped = quoth("import", "missing.txt", *files)
    assert (stopped.returncode, stopped.stdout) == (2, "")
    assert "--skip-bad" in stopped.stderr
    done = quoth("import", "--skip-bad", "missing.txt", *files)
    assert done.returncode == 0
    assert done.stdout.splitlines()[-1].startswith("5 files: 5 added; ")


def test_of_a_table_that_is_half_broken_the_good_half_comes_in_when_asked(quoth: Quoth, tmp_path: Path) -> None:
    """Unasked nothing does; one sentence says how much, where it begins and how the rest comes in."""
    rows = "".join(f"Nobody reads plan {n} before it is on fire.,Ada Novak\n,Ben Osei\n" for n in range(9))
    (tmp_path / "list.csv").write_text("quote,speaker\n" + rows, encoding="utf-8")
    stopped = quoth("import", "list.csv")

    assert (stopped.returncode, stopped.stdout) == (2, "")
    assert stopped.stderr == (
        "quoth: list.csv: 9 of its 18 entries cannot be read (lines 3, 5, 7 and so on), so nothing came in. Mend them, "
        "or bring in the others alone: quoth import --skip-bad list.csv.\n"
    )
    done = quoth("import", "--skip-bad", "list.csv")
    assert done.returncode == 0
    assert "9 of 18 entries cannot be read: only the others come in" in done.stdout


def test_exports(quoth: Quoth, talk: Path, tmp_path: Path) -> None:
    """Quotes as tables, items as quizzes; what was exported can be imported again."""
    quoth("import", str(talk))
    table = quoth("export", "talk")
    assert table.stdout.startswith("number,quote,speaker,")
    (tmp_path / "again.csv").write_text(table.stdout, encoding="utf-8")
    assert quoth("import", "again.csv").returncode == 0
    assert "{" in quoth("export", "interview-in-brief", "--format", "gift").stdout
    assert quoth("export", "--format", "anki").returncode == 2
    assert quoth("export", "--format", "anki", "--output", "deck.apkg").returncode == 0
    assert (tmp_path / "deck.apkg").stat().st_size > 1000
    assert "There is no pack" in quoth("export", "nowhere").stderr


def test_only_a_process_that_looks_up_keeps_an_index(quoth: Quoth, talk: Path, tmp_path: Path) -> None:
    """Importing leaves none behind; searching and playing keep one beside the database and find it again."""
    state = {"DATABASE_URL": f"sqlite:///{tmp_path / 'state' / 'quoth.db'}"}
    imported = quoth("import", str(talk), **state)
    assert list((tmp_path / "state").glob("*.index")) == []
    searched = quoth("whosaid", "until the day it catches fire", **state)
    assert (imported.returncode, searched.returncode) == (0, 0)
    assert "Ines Moreau" in searched.stdout

    played = [quoth("play", stdin="/whosaid until the day it catches fire\n", **state) for _ in range(2)]

    assert all("Ines Moreau" in p.stdout for p in played)
    assert [p.name for p in next((tmp_path / "state").glob("*.index/v*")).iterdir()] == ["0"]
