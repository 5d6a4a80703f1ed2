"""How the shipped weights were made: data, model, train, export. Needs the extra ``train`` (torch, onnx)."""
