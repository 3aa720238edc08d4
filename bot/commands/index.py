"""`baowen index`: make the index mirror the papers."""

from __future__ import annotations

import sys

from bot.commands.shared import (
    Commands,
    Options,
    add_json,
    add_where,
    new_command,
    print_json,
)
from bot.settings import DEFAULT_CORPUS


def add_index(commands: Commands) -> None:
    """Tells the parser of `index`."""
    command = new_command(
        commands,
        "index",
        _index,
        "让索引与文件夹一致：只处理新增、改动、删除的文件；中断后可续。"
        " / Make the index mirror the paths; only what changed is read; resumable.",
    )
    command.add_argument("paths", nargs="*", default=[DEFAULT_CORPUS], metavar="PATH",
                         help="文件或文件夹 / files, folders (default: %(default)s)")  # fmt: skip
    add_where(command)
    command.add_argument("--model", metavar="NAME_OR_PATH",
                         help="任何 sentence-transformers 模型 / any sentence-transformers model "
                              "(default: the embedded one, or the one the index has)")  # fmt: skip
    add_json(command)


def _index(options: Options) -> None:
    from bot.build import build_index
    from bot.progress import progress_bar

    with progress_bar() as progress:
        report = build_index(options.paths, options.index, model=options.model, progress=progress)
    if options.json:
        print_json(report.as_json())
        return
    for failure in report.failed:
        print(f"未读 / not read: {failure.file}: {failure.reason}", file=sys.stderr)
    for doubt in report.doubtful:
        print(f"编码存疑 / encoding in doubt: {doubt.file}: {doubt.reason}", file=sys.stderr)
    doubtful = f"，编码存疑 {len(report.doubtful)}" if report.doubtful else ""
    print(
        f"新增 {report.added}，改动 {report.changed}，删除 {report.removed}，未变 "
        f"{report.unchanged}，失败 {len(report.failed)}{doubtful}；共 {report.articles} 篇、"
        f"{report.passages} 段，用时 {report.seconds:.1f} 秒。 / {report.articles} articles and "
        f"{report.passages} passages in {options.index}."
    )
