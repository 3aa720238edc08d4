"""Files become an index: reading, cutting, encoding and storing in their order."""

from __future__ import annotations

import os
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path

from bot.build_report import BuildReport, DoubtfulFile, FailedFile
from bot.encoding.encoder import open_encoder
from bot.encoding.vectors import Encoder
from bot.errors import IndexFault, OcrMissing, ReadingError
from bot.index.building import Building, building_lock, current_index
from bot.index.filling import Filler
from bot.index.layout import Layout
from bot.index.manifest import Counts, EncoderMark, known_encoder
from bot.index.store import Store
from bot.index.writing import StoreWriter
from bot.joining import join_halves
from bot.passages import cut_passages, passage_context
from bot.reading.articles import Corpus, ReadAhead, Source, articles_of
from bot.reading.encodings import doubt_of
from bot.reading.scans.engine import is_ready
from bot.records import Article
from bot.settings import DEFAULT_INDEX, EMBEDDED_MODEL, Settings
from bot.text import is_whole

# Called often with (done, total, stage): "read" counts bytes of the new and changed files,
# "lexical" counts passages.
Progress = Callable[[int, int, str], None]

_MOST_NAMED = 5  # reasons of one file
_ODD_NAME = (
    "文件名或文件夹名不是 UTF-8，请改名（如用 convmv）。 / The name of the file or of its folder "
    "is not in UTF-8: rename it, with convmv for instance."
)
_GONE = (
    "读的时候文件不见了；请再运行一次。 / The file went away while it was being read; run again."
)


def build_index(
    paths: Sequence[str],
    index_dir: str = DEFAULT_INDEX,
    model: str | Encoder | None = None,
    settings: Settings | None = None,
    progress: Progress | None = None,
) -> BuildReport:
    """Make the index mirror the files under the paths, and say what changed.

    `build_index(["corpus"]).as_json()["files"]["added"] -> 3`. Without a model the index keeps the
    one that it has; another model encodes everything anew. A file that cannot be read is reported
    and left out, also if an older version of it was in the index; an archive with a few bad lines
    is reported and its good lines are indexed. On any exception the index stays as it was, and the
    next call goes on where this one ended.

    Raises:
        ReadingError: If a path does not exist or no file holds an article.
        IndexBusy: If another process is building this index.
        IndexFault: If the index cannot be written, on a full disk for instance.
        ModelError: If there is no such model.
    """
    started = time.perf_counter()
    layout = Layout(Path(index_dir))
    corpus = Corpus(paths, cache=layout.folder / "ocr")  # pages that OCR read stay read
    if not corpus.files:
        raise _nothing(paths, [])
    try:
        with building_lock(layout), closing(_Run(paths, layout, model, settings, progress)) as run:
            return run.mirror(corpus, started)
    except (OSError, sqlite3.Error) as error:
        raise IndexFault(
            f"无法写入索引：{layout.folder}（{error}）。原有索引未改动；请检查磁盘后再运行 "
            f"baowen index / Cannot write the index at {layout.folder} ({error}). The index is "
            f"as it was. Check the disk, then run baowen index again"
        ) from error


class _Run:
    """One run of `build_index`, under the lock."""

    def __init__(
        self,
        paths: Sequence[str],
        layout: Layout,
        model: str | Encoder | None,
        settings: Settings | None,
        progress: Progress | None,
    ) -> None:
        self.paths = paths
        self.layout, self.progress = layout, progress or _silent
        self.encoder = _open(model or known_encoder(layout) or EMBEDDED_MODEL)
        self.mark = EncoderMark(self.encoder.name, self.encoder.fingerprint, self.encoder.dim)
        self.base = current_index(layout)
        self.settings = settings or (self.base.manifest.settings if self.base else Settings())
        self.failed: list[FailedFile] = []
        self.doubtful: list[DoubtfulFile] = []
        self.sizes: dict[str, int] = {}  # bytes of every file that is there

    def mirror(self, corpus: Corpus, started: float) -> BuildReport:
        """Bring the index to the state of the files."""
        before = _known(self.base.store) if self.base else {}
        digests = self._digests(corpus)
        faults = self.base.store.faults() if self.base else {}
        after, counts = before, self.base.manifest.counts if self.base else None
        if digests != before or not self._same_kind():
            after, faults, counts = self._build(corpus, digests) or (after, faults, counts)
        if counts is None:
            raise _nothing(self.paths, self.failed)
        self.failed += [FailedFile(file, reason) for file, reason in sorted(faults.items())]
        return BuildReport(
            added=len(after.keys() - before.keys()),
            changed=sum(before.get(file, new) != new for file, new in after.items()),
            removed=len(before.keys() - self.sizes.keys()),
            unchanged=sum(before.get(file) == new for file, new in after.items()),
            failed=tuple(self.failed),
            articles=counts.articles,
            passages=counts.passages,
            seconds=time.perf_counter() - started,
            doubtful=tuple(doubt for doubt in self.doubtful if doubt.file in after),
        )

    def close(self) -> None:
        """Close the index that was there."""
        if self.base:
            self.base.close()

    def _same_kind(self) -> bool:
        """True when the index was built with this encoder and these settings."""
        if self.base is None:
            return False
        manifest = self.base.manifest
        return (manifest.encoder, manifest.settings) == (self.mark, self.settings)

    def _digests(self, corpus: Corpus) -> dict[str, str]:
        """File -> digest, taken before reading: a later change is seen next time.

        Files in doubt are noted too, also unchanged ones: the text in the index stays doubtful.
        """
        digests = {}
        for source in corpus.sources():
            self.sizes[source.name] = 0
            if not is_whole(source.name):
                self.failed.append(FailedFile(source.name, _ODD_NAME))
                continue
            try:
                digests[source.name], self.sizes[source.name] = source.digest()
            except ReadingError as error:
                self.failed.append(FailedFile(source.name, str(error)))
            if doubt := doubt_of(source):
                self.doubtful.append(DoubtfulFile(source.name, doubt))
        return digests

    def _build(
        self, corpus: Corpus, digests: dict[str, str]
    ) -> tuple[dict[str, str], dict[str, str], Counts] | None:
        """Files, faults and counts of the new generation; None if nothing is new after all."""
        with closing(Building(self.layout, self.base, self.mark, self.settings)) as building:
            self._fill(building.store, corpus, digests)
            join_halves(building.store)
            after, faults = building.store.files(), building.store.faults()
            empty = not building.store.has_articles()
            old = self._same_kind() and self.base and after == _known(self.base.store)
            if not empty and not old:
                return after, faults, building.publish(passage_context, self.progress).counts
            reasons = [FailedFile(file, reason) for file, reason in faults.items()]
        shutil.rmtree(self.layout.building.folder)
        if empty:
            raise _nothing(self.paths, self.failed + reasons)
        return None

    def _fill(self, store: StoreWriter, corpus: Corpus, digests: dict[str, str]) -> None:
        """Take out of the store what is gone or changed, put in what is new."""
        store.drop_unfinished()
        stored = _known(store)
        for file, digest in stored.items():
            if digests.get(file) != digest:
                store.drop_file(file)
        store.commit()
        todo = {file for file in digests if stored.get(file) != digests[file]}
        filler = Filler(store, self.mark.fingerprint, self.encoder.encode_passages)
        files = [file for file in corpus.files if file in todo]
        with closing(ReadAhead(files, corpus.paths)) as ahead:
            self._fill_from(corpus.sources(ahead), todo, digests, store, filler)
        filler.flush()
        self.failed += [FailedFile(file, _GONE) for file in sorted(todo)]

    def _fill_from(
        self,
        sources: Iterable[Source],
        todo: set[str],
        digests: dict[str, str],
        store: StoreWriter,
        filler: Filler,
    ) -> None:
        """Put in what is to do, and take it from there; what is left was not among the sources."""
        done, total = 0, sum(self.sizes[file] for file in todo)
        for source in sources:
            if source.name not in todo:
                continue
            todo.remove(source.name)
            file, size = source.name, self.sizes[source.name]
            tell = partial(_tell, self.progress, done, size, total)
            row = store.start_file(file)
            found, fault, unseen = self._add_articles(filler, source, row, tell)
            if fault and not found:
                store.drop_file(file)
                self.failed.append(FailedFile(file, fault))
            else:
                filler.finish(row, digests[file], fault, unseen)
            done += size
            self.progress(done, total, "read")

    def _add_articles(
        self, filler: Filler, source: Source, row: int, tell: Callable[[int], None]
    ) -> tuple[bool, str | None, bool]:
        """Whether the file holds an article, why it was not read in full, if for want of OCR."""
        found, faults, unseen, size = False, list[str](), False, 0
        try:
            for article in articles_of(source):
                size += len(article.text) * 3  # bytes of a Chinese character in UTF-8
                tell(size)
                if spoilt := _spoilt(article):
                    faults.append(spoilt)
                    continue
                found = True
                passages = cut_passages(article, self.settings.passage_chars)
                contexts = [passage_context(article, passage) for passage in passages]
                filler.add(row, article, passages, contexts)
        except ReadingError as error:
            faults.append(str(error))
            unseen = isinstance(error, OcrMissing)
        return found, "\n".join(faults[-_MOST_NAMED:]) or None, unseen


def _known(store: Store | StoreWriter) -> dict[str, str]:
    """File -> digest; an empty one, which no file has, where OCR now reads what was left out."""
    files = store.files()
    return files | dict.fromkeys(store.unseen() & files.keys() if is_ready() else (), "")


def _spoilt(article: Article) -> str | None:
    """Why the article cannot be stored: half a surrogate pair is no character at all."""
    heads = (article.id, article.kicker, article.title, article.subtitle, *article.authors)
    issue = (article.paper, article.page, article.section)
    if all(is_whole(text or "") for text in (*heads, *issue, article.text)):
        return None
    name = article.id.encode("utf-8", "backslashreplace").decode()
    return f"{name}: 有半个字符 (U+D800–DFFF) / half a character in it"


def _open(model: str | Encoder) -> Encoder:
    if not isinstance(model, str):
        return model
    # A folder goes into the manifest in full: searches may start from somewhere else.
    return open_encoder(os.path.abspath(model) if os.path.isdir(model) else model)


def _tell(progress: Progress, before: int, size: int, total: int, done: int) -> None:
    """Report a file's progress as a share of all files; `done` may overshoot its size."""
    progress(before + min(done, size), total, "read")


def _silent(done: int, total: int, stage: str) -> None:
    pass


def _nothing(paths: Sequence[str], failed: list[FailedFile]) -> ReadingError:
    where = "、".join(paths)
    reasons = "".join(f"\n{f.file}: {f.reason}" for f in failed[:5])
    return ReadingError(
        f"没有读到任何稿件：{where}。索引未改动，请放入报纸文件（如 .txt）再运行。 / No "
        f"article was found there; the index is as it was. Add papers, .txt files say.{reasons}"
    )
