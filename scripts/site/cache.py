"""What is kept from one build to the next, by the digest of what it is made from.

`.cache/pages/` has the pages, `.cache/templates/` the templates, compiled. An entry is a text file:
the digest of a JSON value, then the value. An entry that is cut short or was not written here does
not match its digest, and is a miss. Removing a folder changes nothing but the time of the next
build.
"""

import json
from base64 import b64decode, b64encode
from contextlib import suppress
from dataclasses import fields, is_dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket
from pydantic import BaseModel

from ..schema.types import Entry

LEAST_KEPT = 3000  # entries


def write_canonical(value: Any) -> bytes:
    """Serialise the value to bytes that are the same in every process, to take their digest."""
    return json.dumps(value, default=_describe, ensure_ascii=False, sort_keys=True).encode()


def _describe(value: Any) -> Any:
    if isinstance(value, BaseModel):
        return [value.url if isinstance(value, Entry) else "", value.model_dump_json()]
    if is_dataclass(value):
        return {field.name: getattr(value, field.name) for field in fields(value)}
    return str(value)  # a date


class TextCache:
    """A folder of JSON values, each in a file named after its key."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def read(self, key: str) -> Any:
        """Return the value of the key; None when it has none, or when its entry is damaged."""
        with suppress(OSError, ValueError):
            digest, _, text = (self.folder / key).read_text(encoding="utf-8").partition("\n")
            if digest == _digest(key, text):
                return json.loads(text)
        return None

    def write(self, key: str, value: Any) -> None:
        """Keep the value under the key, if the disk allows it: a cache that cannot is a miss."""
        text = json.dumps(value, ensure_ascii=False)
        with suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            (self.folder / key).write_text(f"{_digest(key, text)}\n{text}", encoding="utf-8")

    def prune(self, asked: int) -> None:
        """Remove the oldest entries, beyond LEAST_KEPT and beyond twice what a build asks for."""
        with suppress(OSError):
            kept = sorted(self.folder.iterdir(), key=lambda path: path.stat().st_mtime)
            for path in kept[: -max(LEAST_KEPT, 2 * asked)]:
                path.unlink()


def _digest(key: str, text: str) -> str:
    return sha256(f"{key}\n{text}".encode()).hexdigest()


class CompiledTemplates(BytecodeCache):
    """The templates that Jinja has compiled, for one state of the code: it sets their words.

    Jinja compiles again a template whose source has changed.
    """

    def __init__(self, root: Path) -> None:
        self._code = digest_code(root).hex()
        self._kept = TextCache(root / ".cache" / "templates")
        self._kept.prune(0)

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill the bucket with its template, where it is kept."""
        if text := self._kept.read(self._name(bucket)):
            bucket.bytecode_from_string(b64decode(text))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the template that is in the bucket."""
        self._kept.write(self._name(bucket), b64encode(bucket.bytecode_to_string()).decode())

    def _name(self, bucket: Bucket) -> str:
        return f"{bucket.key}-{self._code}"


def digest_code(root: Path) -> bytes:
    """Return a digest of the code that makes pages: the package, and the locked versions."""
    paths = [*sorted((root / "scripts").rglob("*.py")), *root.glob("requirements/site.txt")]
    return sha256(b"".join(path.read_bytes() for path in paths)).digest()
