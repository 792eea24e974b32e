"""Texts to vectors: the built-in MiniLM in ONNX Runtime, or any sentence-transformers model.

In: texts with the spans of their sentences. Out: one vector a text and one a sentence. Open `embedder.py` first.
"""
