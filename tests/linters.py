"""Checks the scripts and the style sheets of the site: python -m tests.linters.

Biome reads their style and their faults (biome.jsonc), TypeScript the types that the scripts'
comments tell (jsconfig.json). Both come from npm, locked in requirements/linters/: without Node.js,
or without network the first time, it is said that nothing was checked, and nothing fails.
"""

import subprocess
from pathlib import Path

from tests.conftest import ROOT
from tests.npm import NotInstalledError, install

LINTERS = [
    ["@biomejs/biome/bin/biome", "ci", "--colors=off", "--error-on-warnings", "docs/assets"],
    ["typescript/bin/tsc", "--project", "jsconfig.json"],
]


def find_faults(root: Path) -> str:
    """Return what the linters say of the scripts and style sheets under root; "" if all is well.

    Raises NotInstalledError where the linters cannot be installed.
    """
    packages = install("linters", "--engine-strict")
    said = ""
    for program, *arguments in LINTERS:
        done = subprocess.run(
            ["node", packages / program, *arguments],
            cwd=root, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False,
        )  # fmt: skip
        if done.returncode:
            said += done.stdout or f"{program} stopped with the code {done.returncode}\n"
    return said


def main() -> int:
    """Print the faults; 1 if there are any, 0 where none is found or none can be looked for."""
    try:
        faults = find_faults(ROOT)
    except NotInstalledError as error:
        print(f"! Scripts and style sheets were not checked: {error}")
        return 0
    print(faults, end="")
    return int(bool(faults))


if __name__ == "__main__":
    raise SystemExit(main())
