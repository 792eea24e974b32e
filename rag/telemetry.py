"""Telemetry and downloads of the dependencies, switched off through the environment.

Every process imports this before any dependency: each of our top-level packages does so in its `__init__.py`.
A process started by hand gets `SILENT` in its environment.
"""

import os
from collections.abc import Mapping
from types import MappingProxyType

# What each dependency reads, found by searching its files and binaries.
SILENT: Mapping[str, str] = MappingProxyType(
    {
        # Without it ONNX Runtime 1.32 keeps a device id and a queue of events in the user's home, and sends them.
        "ORT_DISABLE_TELEMETRY": "1",
        "ANONYMIZED_TELEMETRY": "False",  # Chroma
        "CHROMA_OTEL_COLLECTION_ENDPOINT": "",
        "HF_HUB_OFFLINE": "1",  # Hugging Face's hub and Transformers
        "HF_HUB_DISABLE_TELEMETRY": "1",
        "HF_HUB_DISABLE_UPDATE_CHECK": "1",
        "DO_NOT_TRACK": "1",
    }
)


def switch_off() -> None:
    """Set the variables for this process and its children, over whatever they were."""
    os.environ.update(SILENT)
