"""`quoth play`, and packs that come in, go out, are put right and removed by the command line."""

import json
from pathlib import Path

import pytest

from tests.acceptance.command_line.quoth import TALK, Quoth


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


@pytest.mark.usefixtures("furnished")
def test_a_transcript_can_be_played_at_once(quoth: Quoth, talk: Path) -> None:
    """Its quotes replace the samples, and it is kept."""
    played = quoth("play", "--transcript", str(talk), stdin="/quote\n/quotes packs\n")

    assert "Imported “talk”: little to quote. 3 quotes from 3 turns (33 words) by 2 voices." in played.stdout
    assert "sample that came" not in played.stdout
    assert "talk: 3 quotes, 2 voices" in quoth("play", stdin="/quotes packs\n").stdout


@pytest.mark.usefixtures("furnished")
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


@pytest.mark.usefixtures("furnished")
def test_import_twice_changes_nothing_the_second_time(quoth: Quoth, talk: Path, tmp_path: Path) -> None:
    """And says so; a copy is known as what it is."""
    assert quoth("import", str(talk)).stdout.startswith("Imported “talk”")
    assert quoth("import", str(talk)).stdout == "Nothing changed: “talk” is here already with the same 3 quotes.\n"
    copy = tmp_path / "copy.txt"
    copy.write_text(TALK)
    told = "Nothing changed: this content is already imported as “talk”.\n  --name copy would rename it.\n"
    assert quoth("import", str(copy)).stdout == told


@pytest.mark.usefixtures("furnished")
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


@pytest.mark.usefixtures("furnished")
def test_who_speaks_in_a_file_that_names_nobody_can_be_put_right(quoth: Quoth, tmp_path: Path) -> None:
    """Named, named otherwise, and not named at all: one pack, whichever way its paragraphs are read."""
    (tmp_path / "prose.txt").write_text("\n\n".join(line.partition(": ")[2] for line in TALK.splitlines()))
    assert quoth("import", "prose.txt", "--speaker", "Ada Novak").stdout.startswith("Imported “prose”")
    assert "3 quotes now belong to Ben Osei." in quoth("import", "prose.txt", "--speaker", "Ben Osei").stdout
    told = quoth("import", "prose.txt", "--unattributed", "--name", "night").stdout

    assert told.startswith("Updated “night” (it was “prose”)")
    assert "3 quotes now belong to nobody by name." in told


@pytest.mark.usefixtures("furnished")
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


@pytest.mark.usefixtures("furnished")
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


@pytest.mark.usefixtures("furnished")
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


def test_help_and_version(quoth: Quoth) -> None:
    """`quoth` alone helps."""
    assert quoth("--version").stdout.startswith("quoth ")
    assert "play" in quoth().stdout
    assert quoth().stdout == quoth("--help").stdout


@pytest.mark.usefixtures("furnished")
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


@pytest.mark.usefixtures("furnished")
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


@pytest.mark.usefixtures("furnished")
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
