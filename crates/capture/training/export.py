"""Writes the line reader as ONNX: export.py WEIGHTS.pt LINES.onnx"""

import sys

import torch

from teach import TALL, LineReader

reader = LineReader()
reader.load_state_dict(torch.load(sys.argv[1]))
reader.eval()
torch.onnx.export(
    reader,
    torch.zeros(1, 1, TALL, 200),
    sys.argv[2],
    input_names=["line"],
    output_names=["letters"],
    dynamic_axes={"line": {0: "batch", 3: "width"}, "letters": {0: "batch", 2: "step"}},
    opset_version=13,
)
