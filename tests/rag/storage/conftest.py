"""What the Library does is tested on both engines."""

from both_engines import library_url

__all__ = ["library_url"]
