"""Checks that the outside addresses in the files still answer, a few hosts at a time."""

import hashlib
import json
import re
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from http.client import HTTPException
from pathlib import Path

from ..files import write_atomically

# An address, up to a character that no address has, without the punctuation that ends it.
_ADDRESS = re.compile(r"https?://[^\s\"'<>()\[\]{}«»|`]+[^\s\"'<>()\[\]{}«»|`.,;:!?…*_]")
# The key « site » of a centre: an address as printed, without https://.
_SITE = re.compile(r"^\s*site: (www\.\S+)", re.MULTILINE)

AGENT = "alliances-educatives (verification des liens ; make links)"
AT_ONCE = 4  # hosts; one address at a time for each
PAUSE = 1.0  # seconds between two questions to a host
TIMEOUT = 15.0
KEPT = 7 * 24 * 3600  # seconds that a good answer is kept
LONGEST = 600.0  # seconds in all: what is left is asked the next time

REMEDIES = {
    "ok": "répond",
    "deplace": "a changé d'adresse : remplacez-la par celle d'arrivée, après l'avoir lue",
    "disparu": "n'existe plus : cherchez la page ailleurs sur son site, ou sur web.archive.org",
    "refuse": "refuse les programmes : ouvrez-la dans un navigateur",
    "muet": "ne répond pas : réessayez un autre jour avant d'y toucher",
    "plus-tard": "n'a pas été demandée, faute de temps : relancez make links",
}


@dataclass(frozen=True)
class Answer:
    """What an address said: a key of REMEDIES, why, and where it led; when, in seconds."""

    state: str
    reason: str = ""
    final: str = ""
    date: float = 0.0


def find_links(texts: Mapping[str, str]) -> dict[str, list[str]]:
    """Return where each outside address is, as file:line, from the text of each file."""
    places: dict[str, list[str]] = {}
    for file, text in texts.items():
        for number, line in enumerate(text.splitlines(), 1):
            sites = [f"https://{site}" for site in _SITE.findall(line)]
            for address in dict.fromkeys([*_ADDRESS.findall(line), *sites]):
                if address.startswith("http://127.0.0.1"):  # the reader's own machine
                    continue
                places.setdefault(address.partition("#")[0], []).append(f"{file}:{number}")
    return places


def check_links(
    addresses: Iterable[str], cache: Path, pause: float = PAUSE, timeout: float = TIMEOUT
) -> dict[str, Answer]:
    """Return the answer of each address; a good one is kept in the cache folder for a week.

    A few hosts at once, never twice the same host at once, ten minutes in all.
    """
    end = time.monotonic() + LONGEST
    hosts: dict[str, list[str]] = {}
    for address in sorted(addresses):
        hosts.setdefault(address.split("/")[2], []).append(address)  # some have no host to read

    def ask_host(host: str) -> Iterator[tuple[str, Answer]]:
        asked = False
        for address in hosts[host]:
            answer = _read_cached(address, cache)
            if answer is None and time.monotonic() > end:
                answer = Answer("plus-tard")
            if answer is None:
                time.sleep(pause if asked else 0)
                answer, asked = ask(address, timeout), True
                write_atomically(_file_of(address, cache), json.dumps(asdict(answer)))
            yield address, answer

    with ThreadPoolExecutor(AT_ONCE) as pool:
        found = pool.map(lambda host: list(ask_host(host)), hosts)
        return dict(pair for pairs in found for pair in pairs)


def ask(address: str, timeout: float = TIMEOUT) -> Answer:
    """Ask an address with HEAD, then with GET where HEAD is not answered well."""
    answer = Answer("muet")
    for method in ("HEAD", "GET"):
        answer = _ask(address, method, timeout)
        if answer.state in ("ok", "deplace"):
            break
    return answer


def _ask(address: str, method: str, timeout: float) -> Answer:
    request = urllib.request.Request(address, method=method, headers={"User-Agent": AGENT})
    try:
        with urllib.request.urlopen(request, timeout=timeout) as answer:
            state = "ok" if _is_same_page(address, answer.url) else "deplace"
            return Answer(state, str(answer.status), answer.url, time.time())
    except urllib.error.HTTPError as error:
        state = {404: "disparu", 410: "disparu"}.get(error.code, "refuse")
        return Answer("muet" if error.code >= 500 else state, str(error.code), "", time.time())
    except (OSError, ValueError, HTTPException):  # no host, no answer, not an answer
        return Answer("muet", "aucune réponse", "", time.time())


def _is_same_page(asked: str, final: str) -> bool:
    """Whether an address led to itself, its scheme and its last slash aside."""
    # A scheme with its « www. », and a last slash.
    bare = [re.sub(r"^https?://(www\.)?|/$", "", address) for address in (asked, final)]
    return bare[0] == bare[1]


def _file_of(address: str, cache: Path) -> Path:
    return cache / f"{hashlib.sha256(address.encode()).hexdigest()}.json"


def _read_cached(address: str, cache: Path) -> Answer | None:
    try:
        answer = Answer(**json.loads(_file_of(address, cache).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None
    fresh = answer.state in ("ok", "deplace") and time.time() - answer.date < KEPT
    return answer if fresh else None


def write_report(
    places: Mapping[str, list[str]], answers: Mapping[str, Answer], say: Callable[[str], None]
) -> None:
    """Say what is to be done about each address that does not simply answer."""
    for state, remedy in REMEDIES.items():
        found = [address for address, answer in answers.items() if answer.state == state]
        if not found or state == "ok":
            continue
        say(f"\n{len(found)} adresse(s) : {remedy}.")
        for address in found:
            answer = answers[address]
            led = f" → {answer.final}" if state == "deplace" else ""
            said = f" ({answer.reason})" if answer.reason and not led else ""
            say(f"  {address}{led}{said}\n    {', '.join(places[address])}")
    good = sum(answer.state == "ok" for answer in answers.values())
    say(f"\n{len(answers)} adresses extérieures, {good} qui répondent.")
