"""Makes the examples that teach_reader.py learns from: questions, each with windows of text.

    python -m training.make_examples --data ../shared/data --vectors WORDS --out FOLDER

`made` are questions made of the news (questions.py, typed.py), `cmrc` those of CMRC 2018 train,
`asked`, `refine` and `onward` those that people asked (training/asked/), each with windows that
look as if they answered: BM25 brings them, or the search itself for what people asked. `held_*`
are kept to look at. A line is `{"q", "w": [[source, id, start, end, headed], …], "g": [start,
end]}` in characters; the first window holds the gold. Behind a window may stand how its paper asks
(bot/answering/homes.py). Half an hour on two cores; fixed seeds.
"""

from __future__ import annotations

import argparse
import gzip
import json
import lzma
import random
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from bot.answering.answerer import contexts_of
from bot.answering.homes import Homes
from bot.answering.lexicon import Lexicon
from bot.answering.question import understand
from bot.answering.reader import FOUND
from bot.answering.windows import best_windows, windows_of
from bot.build import build_index
from bot.records import Hit
from bot.retrieval.retriever import Retriever
from training.asked_questions import (
    CLOSER,
    CONTRAST,
    FILES,
    HELD,
    HELD_CLOSER,
    HELD_LOCAL,
    HELD_WIDE,
    LOCAL_ASKED,
    WIDE,
    Asked,
    answer_span,
    local_papers,
    read_asked,
    write_archive,
    write_local,
)
from training.reader_examples import Example, Maker
from training.reader_pool import Pool, question_words
from training.reader_texts import LOCAL, UNASKED, measured_articles, read_texts
from training.rivals import Rivals
from training.wording import NearWords

Row = dict[str, Any]

ASKED = {
    "asked": FILES, "refine": (CLOSER,), "onward": (CLOSER, CONTRAST, WIDE),
    "local": (LOCAL_ASKED,), "held_local": (HELD_LOCAL,),
    "held_asked": (HELD,), "held_closer": (HELD_CLOSER,), "held_wide": (HELD_WIDE,),
}  # fmt: skip
KEPT = 150  # contexts of CMRC 2018 train that are kept to look at
RIVALS = 2  # windows beside the one of a made question
MORE_RIVALS = 4  # of a question of CMRC
WINDOWS = 14  # that search finds for a question that people asked


def fill(pool: Pool, data: Path) -> int:
    """Adds CMRC's contexts and the news that may be asked about; gives how many are CMRC's."""
    contexts = 0
    for name, title, text in read_texts(data, measured_articles(), dated=False):
        if name[0] in (*UNASKED, LOCAL):
            break  # they stand last
        if name[0] == "cmrc" or len(text) >= 120:
            pool.add(name, title, text)
            contexts += name[0] == "cmrc"
    return contexts


def made_rows(
    pool: Pool, near: NearWords, counts: tuple[int, int], contexts: int, held: set[int]
) -> Iterator[Row]:
    """Questions made in place, and from headlines and other sentences."""
    maker, rng, found = Maker(pool, Lexicon(), near, seed=1), random.Random(4), list[Example]()
    for make, count in zip((maker.in_place, maker.recurring), counts, strict=True):
        wanted = len(found) + count
        while len(found) < wanted:
            article = rng.randrange(len(pool.bounds) if rng.random() < 0.85 else contexts)
            example = None if article in held else make(article)
            found += [example] if example else []
        print(len(found), "questions", flush=True)
    for example in Rivals(pool, seed=5).added(found, RIVALS):
        yield _row(pool, "".join(pool.words[n] for n in example.words), example)


def cmrc_rows(pool: Pool, data: Path, held: set[int]) -> Iterator[tuple[bool, Row]]:
    """(kept to look at, row) of each question of CMRC 2018 train."""
    asked, examples, places = list[str](), list[Example](), dict[str, int]()
    with lzma.open(data / "mrc" / "cmrc2018_train.jsonl.xz", "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            article = places.setdefault(row["context"], len(places))
            answer, start = row["answers"][0]
            first = int(np.searchsorted(pool.offsets[article], start, "right")) - 1
            last = int(np.searchsorted(pool.offsets[article], start + len(answer), "left"))
            words, asks = question_words(pool, row["question"])
            if words and 0 <= first < last:
                own = pool.bounds[article]
                gold = own[0] + first, own[0] + last
                head = pool.heads[article]
                asked.append(row["question"])
                examples.append(Example(words, asks, own, gold, gold, "cmrc", head, []))
    found = Rivals(pool, seed=5).added(examples, MORE_RIVALS)
    for question, example in zip(asked, found, strict=True):
        yield pool.where(*example.own)[0] in held, _row(pool, question, example)


def _row(pool: Pool, question: str, example: Example) -> Row:
    windows = [(example.own, example.own_head), *((r.window, r.head) for r in example.rivals)]
    row: Row = {"q": question, "w": [], "src": "cmrc" if example.source == "cmrc" else "made"}
    for place, head in windows:
        article, start, end = pool.where(*place)
        row["w"].append([*pool.names[article], start, end, int(bool(head))])
    if example.gold:
        row["g"] = pool.where(*example.gold)[1:]
    return row


def asked_rows(data: Path, asked: Sequence[Asked]) -> Iterator[Row]:
    """What people asked, with the windows that search finds among some thousand articles.

    A local paper is asked alone.
    """
    lexicon = Lexicon()
    with tempfile.TemporaryDirectory() as folder:
        archive = Path(folder) / "archive.jsonl"
        if asked[0].source == LOCAL:
            homes, papers = write_local(archive), local_papers()
        else:
            homes, papers = write_archive(data, asked, measured_articles(), archive), {}
        build_index([str(archive)], f"{folder}/index")
        with Retriever.open(f"{folder}/index") as retriever:
            for one in asked:
                hits = retriever.search(one.question, k=10, paper=papers.get(one.home))
                row = _asked_row(one, homes, hits, lexicon)
                if row:
                    yield row


def _asked_row(
    one: Asked, homes: dict[str, str], found: Sequence[Hit], lexicon: Lexicon
) -> Row | None:
    hits, starts, contexts = contexts_of(found)
    question = understand(one.question)
    best = best_windows(question, contexts, lexicon, FOUND.chars, WINDOWS)
    texts = [contexts[w.context].text[w.start : w.end] for w in best]
    asks, windows = Homes(question), list[list[Any]]()
    for w, text in zip(best, texts, strict=True):
        start = starts[w.context]
        window = [*hits[w.context].article.id.split(":", 1), start + w.start, start + w.end, 1]
        wording = asks.asked(contexts[w.context], text)
        windows.append([*window, wording] if wording != question.text else window)
    row: Row = {"q": one.question, "src": "asked", "w": windows}
    if one.answers:
        text = homes.get(one.home, "")
        gold = answer_span(one, text) if text else None
        own = _own(one, gold, windows, text) if gold else None
        if gold is None or own is None:
            return None
        silent = [w for w, said in zip(windows, texts, strict=True) if not _told(one, said)]
        places = [(text.find(answer), len(answer)) for answer in one.answers]
        row |= {"w": [own, *silent], "g": gold, "a": [(at, at + size) for at, size in places]}
    return row if row["w"] else None


def _own(
    one: Asked, gold: tuple[int, int], windows: Sequence[Sequence[Any]], text: str
) -> Sequence[Any] | None:
    """The window that search found with the answer, or else one of the article."""
    found = [window for window in windows if f"{window[0]}:{window[1]}" == one.home]
    others = [[one.source, one.article, *span, 1] for span in windows_of(text, FOUND.chars)]
    for window in (*found, *others):
        if window[2] <= gold[0] and gold[1] <= window[3]:
            return window
    return None


def _told(one: Asked, text: str) -> bool:
    return any(answer in text for answer in one.answers)


def write(file: Path, rows: Iterable[Row]) -> None:
    """One row a line, packed."""
    with gzip.open(file, "wt", encoding="utf-8") as out:
        out.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def main() -> None:
    """Makes and writes all files."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--vectors", type=Path, required=True, help="what train_words left")
    parser.add_argument("--place", type=int, default=220_000, help="questions made in place")
    parser.add_argument("--recur", type=int, default=70_000, help="made of headlines and so on")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    for name, files in ASKED.items():
        asked = [one for file in files for one in read_asked(file)]
        write(options.out / f"{name}.jsonl.gz", asked_rows(options.data, asked))
    pool = Pool()
    contexts = fill(pool, options.data)
    held = set(random.Random(9).sample(range(contexts), min(KEPT, contexts // 4)))
    near = NearWords.load(options.vectors)
    made = made_rows(pool, near, (options.place, options.recur), contexts, held)
    write(options.out / "made.jsonl.gz", made)
    taught = list(cmrc_rows(pool, options.data, held))
    write(options.out / "cmrc.jsonl.gz", (row for kept, row in taught if not kept))
    shown = ({**row, "w": row["w"][:1]} for kept, row in taught if kept)
    write(options.out / "held_cmrc.jsonl.gz", shown)


if __name__ == "__main__":
    main()
