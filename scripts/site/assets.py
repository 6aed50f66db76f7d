"""Where the styles, scripts and images of the site are published: a folder named by what is in it.

What has an address of its content never changes, so that browsers keep it for ever. The folder is
one: scripts and styles ask for one another by the same relative addresses wherever it is, and what
belongs together is never of two days.
"""

from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

ASSETS = "assets/"  # in docs/, and in what templates and pages name
_PREVIEW = f"{ASSETS}apercu/"  # a preview's: its pages stay when an asset changes
_LETTERS = 12  # of the digest


def name_folder(root: Path, made: Mapping[str, str], *, preview: bool) -> str:
    """Return the address of the folder where assets are published.

    They are the files of docs/assets/ of the project at root, and those that are made of others.
    """
    if preview:
        return _PREVIEW
    docs, digest = root / "docs", sha256()
    files = {path.relative_to(docs).as_posix(): path for path in (docs / ASSETS).rglob("*.*")}
    for name, path in sorted(files.items()):
        digest.update(f"{name}\n".encode() + sha256(path.read_bytes()).digest())
    for name, text in sorted(made.items()):
        digest.update(f"{name}\n".encode() + sha256(text.encode()).digest())
    return f"{ASSETS}{digest.hexdigest()[:_LETTERS]}/"


def find_published(address: str, folder: str) -> str:
    """Return where what is named by an address is published: an asset, in the folder of assets."""
    return folder + address.removeprefix(ASSETS) if address.startswith(ASSETS) else address
