"""A sentence-transformer as exporters to ONNX leave it in a folder: what is read there, each part checked."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.meaning.model import AGAIN, ModelProblem, held_in, lacking

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

MODELS, TOKENIZER, VOCABULARY = ("model.onnx", "onnx/model.onnx"), "tokenizer.json", "vocab.txt"
FACTS, POOLING, CARD = "config.json", "1_Pooling/config.json", "README.md"
# More of a text tells little more of what it means, and its cost grows with the square.
_MOST_PIECES = 128
_LANGUAGE = re.compile(r"^language:[ \t]*(?:\n-[ \t]*)?([a-z]{2,3})[ \t]*$(?!\n-)", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """What was read. `dimension` is what the folder says, None where it says nothing; `language` is "" for many."""

    path: Path
    session: "InferenceSession"
    tokenizer: "Tokenizer"
    first_piece_alone: bool
    dimension: int | None
    name: str
    version: str
    language: str
    source: str


def read_folder(folder: Path, model: Path | None = None, layers: Sequence[str] = ()) -> Exported:
    """A folder's model, or `model` with what the folder says of it; it gives these inner `layers` as well, whose names
    have at most 100 characters. Raises ModelProblem.
    """
    if not folder.is_dir():
        raise ModelProblem(f"{folder} is no folder: name one that holds a model, or leave QUOTH_EMBEDDER out.")
    path = model or next((folder / name for name in MODELS if (folder / name).is_file()), folder / MODELS[0])
    if not path.is_file():
        raise ModelProblem(f"{path} is missing: {AGAIN}")
    facts, pooling = _facts(folder / FACTS), _facts(folder / POOLING)
    kept = folder / TOKENIZER if (folder / TOKENIZER).is_file() else folder / VOCABULARY
    size = facts.get("hidden_size", pooling.get("word_embedding_dimension"))
    return Exported(
        path=path,
        tokenizer=_tokenizer(kept, folder),
        session=_session(path, layers),
        first_piece_alone=bool(pooling.get("pooling_mode_cls_token")),
        dimension=size if isinstance(size, int) else None,
        name=Path(str(facts.get("_name_or_path") or folder.resolve())).name,
        version=_digest(path, kept, folder / POOLING),
        language=str(facts.get("language") or _language(folder / CARD)),
        source=str(facts.get("source") or folder),
    )


def _facts(path: Path) -> dict[str, Any]:
    """What a file of settings says; nothing where there is none."""
    if not path.is_file():
        return {}
    try:
        facts = json.loads(held_in(path))
    except ValueError:
        facts = None
    if not isinstance(facts, dict):
        raise ModelProblem(f"{path} is damaged: {AGAIN}")
    return facts


def _language(card: Path) -> str:
    """The one language that a model's card names; "" where it names several, or there is no card."""
    said = held_in(card).decode("utf-8", "replace") if card.is_file() else ""
    found = _LANGUAGE.search(said.partition("\n---")[0])
    return found[1] if found else ""


def _digest(*paths: Path) -> str:
    """Another one whenever a file changed that the directions hang on."""
    digest = blake2b(digest_size=8)
    for path in paths:
        if path.is_file():
            digest.update(held_in(path))
    return digest.hexdigest()


def _session(path: Path, layers: Sequence[str]) -> "InferenceSession":
    try:
        import onnxruntime
    except ImportError as problem:
        raise lacking(f"The model {path}") from problem
    options = onnxruntime.SessionOptions()
    # Whoever plays a round meanwhile needs the other cores; nothing is written to standard error.
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 4
    try:
        model = held_in(path) + _with_outputs(layers) if layers else path
        return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
    except ModelProblem:
        raise
    except Exception as problem:
        # Its errors have no class of their own in common.
        runtime = f"onnxruntime {onnxruntime.__version__}"
        raise ModelProblem(f"{path} is no model that {runtime} can read: {AGAIN}") from problem


def _with_outputs(names: Sequence[str]) -> bytes:
    """What behind a model's bytes makes it give these values of its graph as well.

    A message of Protocol Buffers that comes twice is one with the fields of both: this is a graph (field 7 of a model)
    that has nothing but outputs (field 12), each with nothing but a name (field 1); all of them are shorter than what
    needs a second byte for its length. See onnx.proto and the Protocol Buffers encoding guide.
    """
    told = [b"\x0a" + bytes([len(name)]) + name.encode() for name in names]
    graph = b"".join(b"\x62" + bytes([len(one)]) + one for one in told)
    return b"\x3a" + _varint(len(graph)) + graph


def _varint(number: int) -> bytes:
    """A number as Protocol Buffers write it: seven bits a byte, the lowest first."""
    low, rest = number & 127, number >> 7
    return bytes([low | 128]) + _varint(rest) if rest else bytes([low])


def _tokenizer(path: Path, folder: Path) -> "Tokenizer":
    try:
        from tokenizers import Tokenizer
    except ImportError as problem:
        raise lacking(f"The model in {folder}") from problem
    if not path.is_file():
        raise ModelProblem(f"{folder / TOKENIZER} is missing: {AGAIN}")
    try:
        cut = Tokenizer.from_file(str(path)) if path.name == TOKENIZER else _of_bert(path)
    except Exception as problem:
        raise ModelProblem(f"{path} is damaged: {AGAIN}") from problem
    cut.enable_truncation(_MOST_PIECES)
    cut.enable_padding(pad_id=cut.padding["pad_id"] if cut.padding else cut.token_to_id("[PAD]") or 0)
    return cut


def _of_bert(vocabulary: Path) -> "Tokenizer":
    """What BERT's kind without case does with a vocabulary, where nothing else is said."""
    from tokenizers import Tokenizer
    from tokenizers.models import WordPiece
    from tokenizers.normalizers import BertNormalizer
    from tokenizers.pre_tokenizers import BertPreTokenizer
    from tokenizers.processors import BertProcessing

    cut = Tokenizer(WordPiece.from_file(str(vocabulary)))
    cut.normalizer, cut.pre_tokenizer = BertNormalizer(lowercase=True), BertPreTokenizer()
    begin, end = ((piece, cut.token_to_id(piece) or 0) for piece in ("[CLS]", "[SEP]"))
    cut.post_processor = BertProcessing(end, begin)
    return cut
