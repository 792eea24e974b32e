"""Office Open XML in its less usual kinds: Strict documents, templates, and files with macros, which are never run.

python-docx and python-pptx open documents of the Transitional kind alone; the others differ in names.
"""

import io
import re
import zipfile

DOCUMENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
PRESENTATION = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"

_TYPES = "[Content_Types].xml"
_OF_DOCUMENT = re.compile(
    rb"application/vnd\.(?:ms-word|openxmlformats-officedocument\.wordprocessingml)\."
    rb"(?:template\.main|document\.macroEnabled\.main|template\.macroEnabledTemplate\.main)\+xml"
)
_OF_PRESENTATION = re.compile(
    rb"application/vnd\.(?:ms-powerpoint|openxmlformats-officedocument\.presentationml)\."
    rb"(?:template|slideshow|presentation|addin)\.(?:macroEnabled\.)?main\+xml"
)
_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/")
_TRANSITIONAL = rb"http://schemas.openxmlformats.org/\1/2006/"
# Names that differ by more than the year.
_OTHERS = (
    (b"/2006/extendedProperties", b"/2006/extended-properties"),
    (b"/2006/customProperties", b"/2006/custom-properties"),
)


def as_transitional(content: bytes, kind: str) -> bytes:
    """The same package as a plain document of the Transitional kind; `kind` is the type of its main part."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        types = package.read(_TYPES)
        wanted = (_OF_DOCUMENT if kind == DOCUMENT else _OF_PRESENTATION).sub(kind.encode(), types)
        is_strict = any(
            _STRICT.search(package.read(name)) for name in package.namelist() if name.endswith(".rels")
        )
        if wanted == types and not is_strict:
            return content
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as plain:
            for name in dict.fromkeys(package.namelist()):
                member = wanted if name == _TYPES else package.read(name)
                if is_strict and name.endswith((".xml", ".rels")):
                    member = _STRICT.sub(_TRANSITIONAL, member)
                    for strict, transitional in _OTHERS:
                        member = member.replace(strict, transitional)
                plain.writestr(name, member)
    return target.getvalue()
