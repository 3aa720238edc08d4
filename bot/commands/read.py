"""`baowen read`: the span of a given text that answers. Needs no index."""

from __future__ import annotations

from bot.commands.shared import (
    Commands,
    Options,
    add_json,
    new_command,
    print_json,
    run_patient_batch,
    the_question,
)
from bot.errors import UsageError
from bot.json_output import Json, extraction_json


def add_read(commands: Commands) -> None:
    """Tells the parser of `read`."""
    command = new_command(
        commands, "read", _read,
        "在给定的文字里找答案，不需要索引。 / Find the answer in a given text; needs no index.",
    )  # fmt: skip
    command.add_argument("question", nargs="?", metavar="QUESTION", help="问题 / the question")
    command.add_argument("--context", metavar="FILE",
                         help="要读的文本文件 / the text file to read")  # fmt: skip
    command.add_argument("--batch", metavar="FILE.jsonl",
                         help='一行一问 / lines of {"id", "question", "context"}; '
                              "- is stdin; prints JSON lines")  # fmt: skip
    command.add_argument("--refuse", action="store_true",
                         help="把握不够就不答；不加则总给出最好的片段 / no answer below "
                              "the confidence that ask wants; without it the best "
                              "span is always given")  # fmt: skip
    add_json(command)


def _read(options: Options) -> int:
    if not options.batch:
        return _read_one(options)
    if options.context is not None:
        raise UsageError("--context 和 --batch 只能给一个。 | Give --context or --batch, not both.")
    from bot.answering.extraction import Extractor

    extractor = Extractor.open()

    def respond(line: Json) -> Json:
        return extraction_json(extractor.extract(line["question"], line["context"], options.refuse))

    return run_patient_batch(options, respond, "context")


def _read_one(options: Options) -> int:
    from bot.answering.extraction import Extractor
    from bot.printing import print_extraction
    from bot.reading.decoding import read_text

    question = the_question(options)
    if options.context is None:
        raise UsageError(
            "请用 --context FILE 给出要读的文字。 | Give the text to read: --context FILE."
        )
    context = read_text(options.context)
    found = Extractor.open().extract(question, context, options.refuse)
    if options.json:
        print_json(extraction_json(found))
    else:
        print_extraction(found, context)
    return 0
