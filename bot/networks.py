"""Opens trained networks; onnxruntime runs them, so that no torch is needed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from bot.errors import broken_model


def open_network(file: Path, threads: int = 0) -> Any:
    """The network of an `.onnx` file: `open_network(file).run(None, {"ids": ids})[0]`.

    `threads` work at it, or for 0 as many as there are cores: a small one is done sooner than it
    is handed out.

    Raises:
        ModelError: If the file is missing or damaged.
    """
    import onnxruntime

    try:
        options = onnxruntime.SessionOptions()
        options.log_severity_level = 3
        # Arranged when it was exported; and no thread spins while the other has work to do.
        options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        options.intra_op_num_threads = threads
        return onnxruntime.InferenceSession(str(file), options)
    except Exception as error:  # onnxruntime has no common public error
        raise broken_model(file, error) from error
