"""The page around a quote, drawn from its file: what is outlined, and when nothing is drawn."""

from __future__ import annotations

import io
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from zipfile import ZipFile

import pytest
from papers import FakeEncoder
from pdfs import pdf
from PIL import Image
from test_printed_lines import STORY, TEXT

from bot.answering.answerer import Answerer
from bot.assistant import Bot
from bot.build import build_index
from bot.reading.articles import read_articles
from bot.reading.clippings import page_parts
from bot.reading.clippings.clip import clip
from bot.reading.clippings.regions import regions_of
from bot.reading.printed import boxes_of
from bot.records import Article, Clipping, PageBox, Picture, Quote
from bot.retrieval.retriever import Retriever

RAW = pdf([STORY])
SPOT = PageBox(1, 0.4, 0.4, 0.6, 0.41)


def digest(raw: bytes) -> str:
    return sha256(raw).hexdigest()


def write(folder: Path, raw: bytes, name: str = "报.pdf") -> str:
    file = folder / name
    file.write_bytes(raw)
    return str(file)


def image(form: str, size: tuple[int, int] = (1000, 1500), **more: object) -> bytes:
    """A page that is grey in its middle."""
    page = Image.new("L", size, 255)
    page.paste(128, (size[0] // 4, size[1] // 4, size[0] * 3 // 4, size[1] * 3 // 4))
    out = io.BytesIO()
    page.save(out, form, **more)
    return out.getvalue()


def opened(picture: Picture) -> Image.Image:
    shown = Image.open(io.BytesIO(picture.jpeg))
    assert shown.size == (picture.width, picture.height)
    return shown.convert("RGB")


def outline(picture: Picture) -> tuple[int, int, int, int]:
    """The box around all that is red."""
    shown = opened(picture)
    red, green, _ = shown.split()
    seal = Image.merge("RGB", (red, green, green)).convert("L", (1, -1, 0, 0))
    found = seal.point(lambda value: 255 if value > 70 else 0).getbbox()
    assert found is not None
    return found


def quoted(file: str, words: str) -> tuple[Article, tuple[PageBox, ...]]:
    [article] = read_articles(file)
    start = article.text.index(words)
    return article, boxes_of(article, start, start + len(words))


def test_the_quote_is_outlined_on_the_page(tmp_path: Path) -> None:
    file = write(tmp_path, RAW)
    _, boxes = quoted(file, "居民过江")
    [picture] = clip(file, digest(RAW), boxes).pictures
    left, top, right, bottom = outline(picture)
    dots = 200 / 72  # a point
    assert (right - left, bottom - top) == pytest.approx((42 * dots, 16 * dots), abs=12)
    assert opened(picture).getpixel(((left + right) // 2, top + 8))[2] < 200  # it shines yellow


def test_a_quote_over_two_columns_gives_two_pictures(tmp_path: Path) -> None:
    boxes = [PageBox(1, 0.1, 0.85, 0.4, 0.86), PageBox(1, 0.6, 0.2, 0.9, 0.21)]
    pictures = clip(write(tmp_path, RAW), digest(RAW), boxes).pictures
    assert [picture.page for picture in pictures] == [1, 1]
    assert len(regions_of([boxes[0], PageBox(1, 0.1, 0.87, 0.3, 0.88)], 600, 800)) == 1


@pytest.mark.parametrize(
    ("form", "size"),
    [
        ("PNG", (1000, 1500)),
        ("JPEG", (1000, 1500)),
        ("TIFF", (1000, 1500)),
        ("WEBP", (1000, 1500)),
        ("JPEG", (4000, 6000)),
    ],
)
def test_images_are_drawn(tmp_path: Path, form: str, size: tuple[int, int]) -> None:
    raw = image(form, size)
    [picture] = clip(write(tmp_path, raw, "版.png"), digest(raw), [SPOT]).pictures
    shown = opened(picture)
    assert shown.width <= 1100 and shown.height <= 1600
    assert abs(shown.getpixel((5, shown.height // 2))[1] - 128) < 9
    assert outline(picture)


def test_an_image_that_is_stored_on_its_side_is_drawn_upright(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    raw = image("JPEG", (1500, 1000), exif=exif)
    [picture] = clip(write(tmp_path, raw, "版.jpg"), digest(raw), [SPOT]).pictures
    left, _, right, _ = outline(picture)
    assert right - left == pytest.approx(200, abs=20)


def test_frames_of_a_tif_are_told_apart(tmp_path: Path) -> None:
    frames = [Image.new("L", (300, 400), shade) for shade in (0, 255)]
    out = io.BytesIO()
    frames[0].save(out, "TIFF", save_all=True, append_images=frames[1:])
    boxes = [PageBox(page, 0.4, 0.4, 0.6, 0.43) for page in (1, 2)]
    raw = out.getvalue()
    pictures = clip(write(tmp_path, raw, "版.tif"), digest(raw), boxes).pictures
    assert [opened(picture).getpixel((1, 1))[0] for picture in pictures] == [0, 255]


def test_a_file_that_is_gone_or_changed_is_told(tmp_path: Path) -> None:
    file = write(tmp_path, RAW)
    assert clip(file, digest(RAW) + " what papers.toml told", [SPOT]).pictures
    Path(file).write_bytes(RAW + b"\n")
    assert clip(file, digest(RAW), [SPOT]) == Clipping(fault="changed")
    Path(file).unlink()
    assert clip(file, digest(RAW), [SPOT]) == Clipping(fault="gone")
    Path(file).mkdir()
    assert clip(file, digest(RAW), [SPOT]) == Clipping(fault="gone")


@pytest.mark.parametrize("raw", [RAW[:300], image("PNG")[:200], b"%PDF-1.4"])
def test_what_cannot_be_drawn_is_told(tmp_path: Path, raw: bytes) -> None:
    assert clip(write(tmp_path, raw), digest(raw), [SPOT]).fault == "undrawn"


def test_an_image_is_not_decoded_beyond_the_bound(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page_parts, "_LARGEST", 1_000_000)
    raw = image("PNG")
    assert clip(write(tmp_path, raw, "版.png"), digest(raw), [SPOT]).fault == "undrawn"


def test_a_member_of_an_archive_is_drawn(tmp_path: Path) -> None:
    with ZipFile(tmp_path / "2024.zip", "w") as archive:
        archive.writestr("03/05.pdf", RAW)
    name = f"{tmp_path.as_posix()}/2024.zip/03/05.pdf"
    _, boxes = quoted(str(tmp_path / "2024.zip"), "居民过江")
    assert clip(name, digest(RAW), boxes).pictures
    assert clip(name.replace("05", "06"), digest(RAW), boxes).fault == "gone"


def test_alto_is_drawn_from_the_image_beside_it(tmp_path: Path) -> None:
    raw = b'<?xml version="1.0"?><alto/>'
    file = write(tmp_path, raw, "0003.xml")
    assert clip(file, digest(raw), [SPOT]) == Clipping()
    write(tmp_path, image("JPEG"), "0003.jpg")
    assert len(clip(file, digest(raw), [SPOT]).pictures) == 1


def test_only_files_of_the_index_are_drawn(tmp_path: Path) -> None:
    folder = tmp_path / "papers"
    folder.mkdir()
    write(folder, RAW)
    build_index([str(folder)], str(tmp_path / "index"), FakeEncoder())
    [article] = read_articles(str(folder / "报.pdf"))
    other = write(tmp_path, RAW, "别的.pdf")
    with Retriever.open(str(tmp_path / "index"), FakeEncoder()) as retriever:
        bot = Bot(retriever, Answerer(None, None))  # type: ignore[arg-type]
        quote = Quote(TEXT, 0, len(TEXT), article, boxes=(SPOT,))
        assert bot.clipping(quote).pictures
        assert bot.clipping(Quote(TEXT, 0, len(TEXT), article)) == Clipping()
        stranger = Article("x", "article", None, TEXT, file=other)
        assert bot.clipping(Quote(TEXT, 0, len(TEXT), stranger, boxes=(SPOT,))) == Clipping()


def test_the_passage_of_a_hit_is_outlined_as_a_quote_is(tmp_path: Path) -> None:
    file = write(tmp_path, RAW)
    build_index([file], str(tmp_path / "index"), FakeEncoder())
    with Retriever.open(str(tmp_path / "index"), FakeEncoder()) as retriever:
        bot = Bot(retriever, Answerer(None, None))  # type: ignore[arg-type]
        [hit] = retriever.search("居民过江")
        start, end = hit.passage.start, hit.passage.end
        boxes = boxes_of(hit.article, start, end)
        quote = Quote(hit.passage.text, start, end, hit.article, boxes=boxes)
        assert boxes and bot.clipping(hit).pictures
        assert bot.clipping(hit) == bot.clipping(quote)
        Path(file).unlink()
        assert bot.clipping(hit) == Clipping(fault="gone")
        plain = replace(hit, article=replace(hit.article, lines=()))
        assert bot.clipping(plain) == Clipping()
