"""Adds the addresses of a built site to those ever published: python -m tests.addresses site."""

import sys
from pathlib import Path

from tests.kinds import list_addresses

LIST = Path(__file__).parent / "addresses.txt"


def read_addresses() -> list[str]:
    """Every address ever published, from the site's root."""
    return [line for line in LIST.read_text(encoding="utf-8").splitlines() if line]


if __name__ == "__main__":
    known = {line for line in read_addresses() if line != "./"} if LIST.exists() else set()
    published = {address for address in list_addresses(Path(sys.argv[1])) if address}
    LIST.write_text("\n".join(["./", *sorted(known | published)]) + "\n", encoding="utf-8")
