"""What `quoth doctor` says of the model that tells meanings."""

from pathlib import Path

import pytest

from bot.cli import main
from bot.meaning.choice import choose
from tests.unit.meaning.exports import make_export
from tests.unit.meaning.models import make_model

SHIPPED = "Until then the model that comes with Quoth serves."


@pytest.mark.parametrize(
    ("make", "named", "told"),
    [
        (None, "", "✓ Quotes are found by words and by meaning (quoth-en-1, language en).\n"),
        (None, "OFF", "✓ Quotes are found by words alone: QUOTH_EMBEDDER is off."),
        (None, "minilm", "meaning, and ranked anew (all-MiniLM-L6-v2, language en). Until it has read"),
        (make_export, "model", "✓ Quotes are found by words and by meaning (tea, language en). Until it has read a"),
        (make_model, "model", "✓ Quotes are found by words and by meaning (toy, language en). Until it has read a"),
        (None, "gone", f"✗ gone is no folder: name one that holds a model, or leave QUOTH_EMBEDDER out. {SHIPPED}"),
        (Path.mkdir, "model", f"✗ model/model.onnx is missing: copy the folder again. {SHIPPED}"),
    ],
)  # fmt: skip
def test_the_doctor_says_which_model_is_at_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
    make: object, named: str, told: str,
) -> None:  # fmt: skip
    """Or why the one that was named is not, and which is instead."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/quoth.db")
    monkeypatch.setenv("QUOTH_EMBEDDER", named)
    if callable(make):
        make(tmp_path / "model")
    # What a name meant in another folder.
    choose.cache_clear()

    assert main(["doctor"]) == told.startswith("✗")
    assert told in capsys.readouterr().out
