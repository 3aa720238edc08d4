"""bot/encoding: the embedded encoder, and any sentence-transformers model beside it."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from bot.encoding.encoder import open_encoder
from bot.encoding.static import MODELS, StaticEncoder
from bot.encoding.vectors import Encoder, unit_rows
from bot.errors import ModelError
from bot.settings import EMBEDDED_MODEL

EMBEDDED = MODELS / EMBEDDED_MODEL
TEXTS = [
    "塔里木大学建校65年，为新疆培养了11万名毕业生。",
    "截至2月末，全州各项贷款余额1997.2亿元，比年初增加77.31亿元。",
    "ＡＢＣ１２３，ＧＤＰ同比增长５．８％",
    "GDP and the Belt and Road",
    "谁主持了会议？",
    "龘靐齉",
    "，。！？",
    "   \n\t",
    "",
    "中国人民银行3月20日发布公告，1年期贷款市场报价利率为4.05%。" * 40,
]
PROMPTS = {"query": "问题 : ", "document": "报道 : "}


@pytest.fixture(scope="module")
def embedded() -> Encoder:
    return open_encoder()


@pytest.fixture
def damaged(tmp_path: Path) -> Path:
    """A copy of the embedded model, to be damaged."""
    return Path(shutil.copytree(EMBEDDED, tmp_path / "model"))


def lengths(rows: np.ndarray) -> np.ndarray:
    return np.linalg.norm(rows, axis=1)


def test_the_embedded_encoder_gives_unit_rows(embedded: Encoder):
    rows = embedded.encode_passages(TEXTS[:5])
    assert rows.shape == (5, embedded.dim) and rows.dtype == np.float32
    assert lengths(rows) == pytest.approx(np.ones(5), abs=1e-5)


def test_the_embedded_encoder_is_named_and_fingerprinted(embedded: Encoder):
    assert embedded.name == EMBEDDED_MODEL
    assert len(embedded.fingerprint) == 16
    assert embedded.fingerprint == StaticEncoder(EMBEDDED).fingerprint


def test_a_question_is_nearest_to_its_own_passage(embedded: Encoder):
    questions = embedded.encode_questions(["塔里木大学建校多少年了？", "2月末的贷款余额是多少？"])
    passages = embedded.encode_passages(TEXTS[:5])
    assert (questions @ passages.T).argmax(axis=1).tolist() == [0, 1]


def test_a_text_without_a_known_piece_is_a_row_of_zeros(embedded: Encoder):
    rows = embedded.encode_questions(["", "，。！？", "\n"])
    assert not rows.any()


def test_no_texts_give_no_rows(embedded: Encoder):
    assert embedded.encode_passages([]).shape == (0, embedded.dim)


def test_full_width_and_upper_case_make_no_difference(embedded: Encoder):
    wide, narrow = embedded.encode_questions(["ＧＤＰ增长５％", "gdp增长5%"])
    assert wide == pytest.approx(narrow, abs=1e-6)


def test_a_text_of_any_length_has_the_direction_of_its_mean(embedded: Encoder):
    # Two words, 4,500 in all: more than are added up at a time.
    long, short = embedded.encode_passages(["会议，主持，" * 2250, "会议，主持，"])
    np.testing.assert_allclose(long, short, atol=1e-4)


def test_batches_do_not_change_vectors(embedded: Encoder):
    many = embedded.encode_passages(TEXTS * 250)  # 2,500 texts: more than two batches
    once = embedded.encode_passages(TEXTS)
    np.testing.assert_allclose(many, np.tile(once, (250, 1)), atol=1e-6)


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::FutureWarning")
def test_sentence_transformers_reads_the_same_files_to_the_same_vectors(embedded: Encoder):
    from sentence_transformers import SentenceTransformer

    theirs = SentenceTransformer(str(EMBEDDED), device="cpu").encode(TEXTS)
    np.testing.assert_allclose(embedded.encode_passages(TEXTS), theirs, atol=1e-5)


@pytest.mark.parametrize(
    "name",
    ["modules.json", "0_StaticEmbedding/tokenizer.json", "0_StaticEmbedding/model.safetensors"],
)
def test_a_missing_or_truncated_file_is_named(damaged: Path, name: str):
    file = damaged / name
    whole = file.read_bytes()
    file.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(ModelError, match=file.name) as fault:
        StaticEncoder(damaged)
    assert str(file) in str(fault.value)
    file.unlink()
    with pytest.raises(ModelError, match=file.name):
        StaticEncoder(damaged)


def test_a_folder_of_another_kind_of_model_is_refused(damaged: Path):
    modules = [{"idx": 0, "name": "0", "path": "", "type": "somewhere.Transformer"}]
    (damaged / "modules.json").write_text(json.dumps(modules), encoding="utf-8")
    with pytest.raises(ModelError, match="no StaticEmbedding"):
        StaticEncoder(damaged)


@pytest.mark.parametrize(
    ("table", "reason"),
    [
        (np.ones((3, 4), dtype=np.float32), "3 rows for"),
        (np.full((3, 4), np.nan, dtype=np.float32), "finite"),
        (np.ones((3, 0), dtype=np.float32), "no table"),
        (np.ones(3, dtype=np.float32), "no table"),
    ],
)
def test_a_table_that_does_not_fit_is_refused(damaged: Path, table: np.ndarray, reason: str):
    from safetensors.numpy import save_file

    save_file({"embedding.weight": table}, damaged / "0_StaticEmbedding" / "model.safetensors")
    with pytest.raises(ModelError, match=reason):
        StaticEncoder(damaged)


def test_unit_rows_by_hand():
    rows = unit_rows(np.array([[3, 4], [0, 0]], dtype=np.float32))
    assert rows == pytest.approx(np.array([[0.6, 0.8], [0, 0]]))


def test_opening_the_embedded_encoder_imports_no_torch():
    code = (
        "import sys; from bot.encoding.encoder import open_encoder; "
        "heavy = {'torch', 'sentence_transformers', 'transformers'}; "
        "assert not heavy & set(sys.modules); open_encoder().encode_questions(['谁']); "
        "assert not heavy & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


# What the libraries under sentence-transformers say about themselves is not about us.
@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::FutureWarning")
class TestModelOfOnesOwn:
    """A tiny BERT with random weights, made here: no download."""

    @pytest.fixture(scope="class")
    def folders(self, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
        home = tmp_path_factory.mktemp("models")
        return {
            "plain": make_bert(home / "plain", seed=1, prompts={}),
            "prompted": make_bert(home / "prompted", seed=1, prompts=PROMPTS),
            "other": make_bert(home / "other", seed=2, prompts={}),
        }

    def test_it_gives_unit_rows_under_the_name_as_given(self, folders: dict[str, Path]):
        encoder = open_encoder(str(folders["plain"]))
        rows = encoder.encode_passages(TEXTS[:5])
        assert encoder.name == str(folders["plain"])
        assert rows.shape == (5, encoder.dim) == (5, 32) and rows.dtype == np.float32
        assert lengths(rows) == pytest.approx(np.ones(5), abs=1e-5)

    def test_its_vectors_are_those_of_sentence_transformers(self, folders: dict[str, Path]):
        from sentence_transformers import SentenceTransformer

        encoder = open_encoder(str(folders["prompted"]))
        theirs = SentenceTransformer(str(folders["prompted"]))
        asked = theirs.encode_query(TEXTS[:5], normalize_embeddings=True)
        told = theirs.encode_document(TEXTS[:5], normalize_embeddings=True)
        np.testing.assert_allclose(encoder.encode_questions(TEXTS[:5]), asked, atol=1e-5)
        np.testing.assert_allclose(encoder.encode_passages(TEXTS[:5]), told, atol=1e-5)

    def test_its_prompts_set_questions_and_passages_apart(self, folders: dict[str, Path]):
        plain, prompted = (
            open_encoder(str(folders["plain"])),
            open_encoder(str(folders["prompted"])),
        )
        text = TEXTS[:1]
        assert np.allclose(plain.encode_questions(text), plain.encode_passages(text), atol=1e-5)
        rows = [
            plain.encode_questions(text)[0],
            prompted.encode_questions(text)[0],
            prompted.encode_passages(text)[0],
        ]
        for i, left in enumerate(rows):
            for right in rows[i + 1 :]:
                assert not np.allclose(left, right, atol=1e-3)

    def test_its_fingerprint_tells_weights_and_prompts_apart(self, folders: dict[str, Path]):
        prints = {name: open_encoder(str(folder)).fingerprint for name, folder in folders.items()}
        assert len(set(prints.values())) == 3
        assert prints["plain"] == open_encoder(str(folders["plain"])).fingerprint

    def test_many_texts_come_back_in_order(self, folders: dict[str, Path]):
        encoder = open_encoder(str(folders["plain"]))
        texts = [TEXTS[n % 5] for n in range(2100)]  # more than one batch
        rows = encoder.encode_passages(texts)
        np.testing.assert_allclose(rows[2095:], encoder.encode_passages(TEXTS[:5]), atol=1e-4)
        assert encoder.encode_passages([]).shape == (0, 32)

    def test_weights_that_are_not_numbers_are_refused(self, folders: dict[str, Path]):
        folder = make_bert(folders["plain"].parent / "nan", seed=3, prompts={}, fill=float("nan"))
        with pytest.raises(ModelError, match="no usable vector"):
            open_encoder(str(folder))

    @pytest.mark.parametrize("name", ["./nowhere", "/no/such/model", "~/no/such/model", ""])
    def test_a_path_that_does_not_exist_says_so_at_once(self, name: str):
        with pytest.raises(ModelError, match="no such folder") as fault:
            open_encoder(name)
        assert name in str(fault.value) and "Check the path" in str(fault.value)

    def test_a_folder_without_a_model_is_refused(self, tmp_path: Path):
        with pytest.raises(ModelError, match="Cannot load the encoder") as fault:
            open_encoder(str(tmp_path))
        assert str(tmp_path) in str(fault.value)


def test_a_hub_name_without_network_says_what_to_do(monkeypatch: pytest.MonkeyPatch):
    import sentence_transformers

    def offline(name: str) -> None:
        raise OSError(f"We couldn't connect to the hub to load {name}\nand more lines")

    monkeypatch.setattr(sentence_transformers, "SentenceTransformer", offline)
    with pytest.raises(ModelError, match="owner/model") as fault:
        open_encoder("owner/model")
    assert "needs the network once" in str(fault.value) and "more lines" not in str(fault.value)


def make_bert(
    folder: Path, *, seed: int, prompts: dict[str, str], fill: float | None = None
) -> Path:
    """A folder that holds a BERT of one layer over the characters of TEXTS."""
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer
    from transformers import BertConfig, BertModel, BertTokenizerFast

    bare = folder.parent / f"{folder.name}-bare"
    bare.mkdir(parents=True)
    chars = sorted(set("".join(TEXTS) + "".join(PROMPTS.values())) - set(" \n\t"))
    vocabulary = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *chars]
    (bare / "vocab.txt").write_text("\n".join(vocabulary), encoding="utf-8")
    BertTokenizerFast(str(bare / "vocab.txt")).save_pretrained(bare)
    torch.manual_seed(seed)
    config = BertConfig(
        vocab_size=len(vocabulary),
        hidden_size=32,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=64,
        max_position_embeddings=128,
    )
    bert = BertModel(config)
    if fill is not None:
        torch.nn.init.constant_(bert.embeddings.word_embeddings.weight, fill)
    bert.save_pretrained(bare)
    transformer = Transformer(str(bare))
    model = SentenceTransformer(modules=[transformer, Pooling(32)], device="cpu", prompts=prompts)
    model.save(str(folder))
    return folder
