"""Parts of a package (zip): taken out, put in, left out."""

import io
import zipfile


def member(package: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return archive.read(name)


def with_member(package: bytes, name: str, content: bytes) -> bytes:
    """The package with a part added, or replaced by this one; a bomb is packed quickly rather than well."""
    target = io.BytesIO(without_member(package, name))
    with zipfile.ZipFile(target, "a", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr(name, content)
    return target.getvalue()


def without_member(package: bytes, name: str) -> bytes:
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(package)) as source,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as kept,
    ):
        for part in source.infolist():
            if part.filename != name:
                kept.writestr(part.filename, source.read(part), part.compress_type)
    return target.getvalue()
