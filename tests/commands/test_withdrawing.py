"""A portrait that is withdrawn goes from everywhere; or nothing changes, and why is said."""

import errno
import io
import zipfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from scripts import __main__ as command
from scripts.commands import withdrawing
from scripts.commands.new_portrait import write_portrait
from scripts.commands.withdrawing import plan_withdrawal
from scripts.files import write_atomically
from scripts.print.documents import list_documents
from scripts.print.shares import list_shares
from scripts.problems.problem import InvalidStudyError, Problem, RefusedError
from scripts.search.index import list_indexed
from scripts.site.site import Site
from scripts.site.sources import read_sources
from scripts.study.study import read_study
from tests.conftest import LOOK, ROOT, copy_project
from tests.html import read_tree
from tests.site.test_portrait_added import TEXT

DAY = date(2026, 11, 26)
NAME = "ecole-dehors"  # of a file whose texts, and no other, speak of « colibris »
COMMENT = "Les colibris y nichent."
# What speaks of it: the file, what is there, what is written in its place, and once it is gone.
MENTIONS = {
    "content/chapitres/agir/ensemble.yml": (
        "      - portrait: cafe\n        comment: L'animateur relie sans diriger.\n",
        "      # Un autre exemple.\n"
        f"      - portrait: {NAME}\n        comment: >-\n          {COMMENT}\n\n          Tous.\n"
        "      # Le café.\n"
        "      - portrait: cafe\n        comment: L'animateur relie sans diriger.\n",
        "      # Un autre exemple.\n      # Le café.\n"
        "      - portrait: cafe\n        comment: L'animateur relie sans diriger.\n",
    ),
    "content/journal.yml": (
        "  - date: 2026-02-15\n",
        f"  - date: 2026-02-03\n    portrait: {NAME}\n    quoi: {COMMENT}\n  - date: 2026-02-15\n",
        "  - date: 2026-02-15\n",
    ),
    "content/reperes/nos-reunions.yml": (
        "    portraits:\n      - portrait: radio\n        comment: On s'y réunit tôt.\n",
        f"    portraits:\n      - portrait: {NAME}\n        comment: {COMMENT}\n",
        "",
    ),
    "content/etapes.yml": (
        "  champs: [titre, resume]\n",
        f"  champs: [titre, resume]\n  exemples: [{{champ: titre, portrait: {NAME}}}]\n",
        "  champs: [titre, resume]\n",
    ),
    "content/accueil.yml": (
        "      - texte: Chercher\n        lien: recherche/\n",
        f"      - texte: Les colibris\n        lien: portraits/{NAME}/\n",
        "",
    ),
    "content/anciennes_adresses.yml": (
        "adresses:\n",
        f"adresses:\n  - ancienne: portraits/nid/\n    nouvelle: portraits/{NAME}/\n",
        f"adresses:\n  - ancienne: portraits/nid/\n    nouvelle: portraits/{NAME}/\n",
    ),
}


def replace(project: Path, file: str, old: str, new: str) -> None:
    text = (project / file).read_text(encoding="utf-8")
    assert text.count(old) == 1, file
    (project / file).write_text(text.replace(old, new), encoding="utf-8")


def write_mentions(project: Path, state: int = 1) -> None:
    """Write what speaks of the portrait, or what is left once it is gone (2)."""
    for file, texts in MENTIONS.items():
        replace(project, file, texts[0], texts[state])


@pytest.fixture
def told(small_project: Path) -> Path:
    """The small study, where a portrait is told, then spoken of in every kind of place."""
    plain = "en_clair:\n" + "".join(f"  - Le colibri {n} niche ici.\n" for n in range(8))
    (small_project / f"portraits/{NAME}.yml").write_text(
        TEXT.replace("themes: [environnement]\n", f"themes: [environnement]\n{plain}"),
        encoding="utf-8",
    )
    write_mentions(small_project)
    return small_project


@pytest.fixture
def withdraw(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., tuple[int, str, str]]:
    """Runs the command in a project; returns its code, and what it says."""

    def run(project: Path, *arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr(command, "ROOT", project)
        code = command.main(["withdraw", *arguments])
        return code, *capsys.readouterr()

    return run


def find_problems(project: Path) -> list[Problem]:
    try:
        read_study(project)
    except InvalidStudyError as error:
        return error.problems
    return []


def list_published(project: Path) -> Iterator[tuple[str, str]]:
    """Yield the text of all that a site publishes, by address, and of what is made beside it."""
    site = Site(ROOT, read_sources(project), LOOK)
    assert site.study
    assert site.contexts
    yield from ((page.url, page.document) for page in site.make_pages())
    for page in site.written.values():
        for block in ("accueil", "nouveautes", "portraits", "glossaire", "en-clair", "comparer"):
            yield f"{page.url} {block}", site.show_block(block, page.url)
    yield from site.make_files().items()
    for name, content in site.binaries.items():
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for inside in archive.namelist():
                yield f"{name} {inside}", archive.read(inside).decode("latin-1")
    yield "search", "\n".join(list_indexed(site).values())
    yield "prints", repr(list(list_documents(site.study, site.settings, {})))
    yield "shares", repr(list(list_shares(site.study, site.contexts.charts)))


def test_a_portrait_goes_from_all_that_is_published(
    told: Path, withdraw: Callable[..., tuple[int, str, str]]
) -> None:
    names = "donnees/noms-de-portraits.json"
    before = dict(list_published(told))
    shown = {address for address, text in before.items() if "olibri" in text}
    assert {
        f"portraits/{NAME}/", f"portraits/{NAME}/en-clair/", "agir/ensemble/", "search", "prints",
        "shares", "donnees/portraits.json", "donnees/citations.bib", "schemas/portraits.json",
    } <= shown  # fmt: skip

    assert withdraw(told, NAME, "--motif", "demande")[0] == 0
    after = dict(list_published(told))
    assert {address for address, text in after.items() if "olibri" in text} == set()
    # Its name is the address that stays: taken, and of no page but those that say so.
    gone = {f"portraits/{NAME}/index.html", f"portraits/{NAME}/en-clair/index.html"}
    assert {a for a, text in after.items() if NAME in text} == {
        *gone, names, "portraits/nid/index.html",
    }  # fmt: skip
    for address in gone:
        assert "Ce témoignage a été retiré" in after[address]
        assert "à la demande de qui l’a raconté" in after[address]
        assert '<meta name="robots" content="noindex">' in after[address]
    assert f'url=../{NAME}/"' in after["portraits/nid/index.html"]
    assert f"portraits/{NAME}/" not in after


def test_only_what_speaks_of_it_is_changed(
    told: Path, withdraw: Callable[..., tuple[int, str, str]]
) -> None:
    crlf = told / "content/journal.yml"
    crlf.write_bytes(crlf.read_bytes().replace(b"\n", b"\r\n"))
    before = read_tree(told)
    code, out, err = withdraw(told, NAME)
    assert (code, err) == (0, "")
    assert f"-        comment: >-\n-          {COMMENT}\n" in out
    assert "content/courriels.yml" in out
    assert "aucun problème" in out
    after = read_tree(told)
    assert f"portraits/{NAME}.yml" not in after
    changed = {file for file in after if before.get(file) != after[file]}
    assert changed == {*MENTIONS, withdrawing.FILE} - {"content/anciennes_adresses.yml"}
    assert crlf.read_bytes().count(b"\r\n") == crlf.read_bytes().count(b"\n")
    crlf.write_bytes(crlf.read_bytes().replace(b"\r\n", b"\n"))
    for file, (_, spoken, left) in MENTIONS.items():
        expected = before[file].decode().replace("\r\n", "\n").replace(spoken, left)
        assert (told / file).read_text(encoding="utf-8") == expected
    entry = f"  - slug: {NAME}\n    date: {date.today()}\n    origine: temoignage\n"
    kept = before[withdrawing.FILE].decode()
    assert (told / withdrawing.FILE).read_text(encoding="utf-8") == kept + entry


def test_the_first_that_is_withdrawn(small_project: Path) -> None:
    path = small_project / withdrawing.FILE
    path.write_text("# Rien encore.\nretraits: []\n", encoding="utf-8")
    plan = plan_withdrawal(small_project, "passage", DAY)
    plan.write()
    assert path.read_text(encoding="utf-8") == (
        "# Rien encore.\nretraits:\n  - slug: passage\n    date: 2026-11-26\n"
        "    origine: portrait\n"
    )
    assert find_problems(small_project) == []
    for odd in ("retraits: [\n]\n", "retraits: []  # rien\n", "retraits: atelier\n"):
        path.write_text(f"# Rien.\n{odd}", encoding="utf-8")
        with pytest.raises(RefusedError, match=r"content/retraits\.yml:2 : .*seul sur sa ligne"):
            plan_withdrawal(small_project, "cafe", DAY)


def test_what_somebody_must_decide_is_said_and_nothing_changes(
    small_project: Path, withdraw: Callable[..., tuple[int, str, str]]
) -> None:
    replace(
        small_project, "docs/aide.md", "---\n\n", "---\n\nVoir [le jardin](portraits/jardin.md).\n"
    )
    more = "resume: Voir [ici](https://exemple.fr/portraits/comparer/?p=cafe,jardin).\n"
    portrait = (small_project / "portraits/radio.yml").read_text(encoding="utf-8")
    (line,) = [line for line in portrait.splitlines(True) if line.startswith("resume:")]
    replace(small_project, "portraits/radio.yml", line, more)
    before = read_tree(small_project)
    code, out, err = withdraw(small_project, "jardin")
    assert (code, out) == (1, "")
    assert read_tree(small_project) == before

    def place(file: str, words: str) -> str:
        text = before[file].decode()
        return f"{file}:{text[: text.index(words)].count(chr(10)) + 1} : "

    home = place("content/accueil.yml", "lien: portraits/jardin/")
    places = [home, place("docs/aide.md", "Voir"), place("portraits/radio.yml", "resume")]
    assert [line[: len(p)] for line, p in zip(err.splitlines(), places, strict=False)] == places
    assert "au moins 2" in err
    assert err.splitlines()[-1].startswith("Rien n'est changé : 3 endroit(s) à décider.")

    # Done by hand, the check says the same of the data.
    (small_project / "portraits/jardin.yml").unlink()
    entry = "  - slug: jardin\n    date: 2026-11-26\n"
    with (small_project / withdrawing.FILE).open("a", encoding="utf-8") as file:
        file.write(entry)
    (problem,) = find_problems(small_project)
    assert home == f"{problem.file}:{problem.line} : "


def test_several_of_one_list_go(told: Path) -> None:
    replace(
        told,
        "content/journal.yml",
        "notes:\n",
        f"notes:\n  - date: 2026-01-09\n    portrait: {NAME}\n    quoi: Un.\n",
    )
    plan = plan_withdrawal(told, NAME, DAY)
    assert plan.decisions == ()
    plan.write()
    assert NAME not in (told / "content/journal.yml").read_text(encoding="utf-8")
    assert find_problems(told) == []


def test_cut_on_the_way_it_is_done_again(told: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[Path] = []
    plan = plan_withdrawal(told, NAME, DAY)

    def fail(path: Path, text: str) -> None:
        if len(written) == 3:
            raise KeyboardInterrupt
        written.append(path)
        write_atomically(path, text)

    with monkeypatch.context() as patch:
        patch.setattr(withdrawing, "write_atomically", fail)
        with pytest.raises(RefusedError, match="Recommencez la même commande"):
            plan.write()
    assert (told / f"portraits/{NAME}.yml").is_file()
    plan_withdrawal(told, NAME, DAY).write()
    assert find_problems(told) == []
    for file, (_, _, left) in MENTIONS.items():
        kept = (told / file).read_text(encoding="utf-8")
        assert left in kept
        assert file == "content/anciennes_adresses.yml" or NAME not in kept
    assert (told / withdrawing.FILE).read_text(encoding="utf-8").count(NAME) == 1


def test_a_file_that_changes_meanwhile_is_not_lost(small_project: Path) -> None:
    """Two withdrawals at once: each is worked out from the same files."""
    first, second = (plan_withdrawal(small_project, slug, DAY) for slug in ("passage", "radio"))
    first.write()
    before = read_tree(small_project)
    with pytest.raises(RefusedError, match=r"retraits\.yml vient d'être changé"):
        second.write()
    assert read_tree(small_project) == before
    plan_withdrawal(small_project, "radio", DAY).write()
    gone = [withdrawal.slug for withdrawal in read_study(small_project).retraits.retraits]
    assert gone == ["atelier", "passage", "radio"]


def test_a_disk_that_fails_on_the_way_says_to_begin_again(
    small_project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = plan_withdrawal(small_project, "passage", DAY)

    def refuse(path: Path, text: str) -> None:
        raise OSError(errno.ENOSPC, "", str(path))

    monkeypatch.setattr(withdrawing, "write_atomically", refuse)
    with pytest.raises(RefusedError, match=r"le disque est plein.*Recommencez la même commande"):
        plan.write()
    assert (small_project / "portraits/passage.yml").is_file()


def test_what_a_later_edition_replaces_can_go(small_project: Path) -> None:
    editions = small_project / "content/etude.yml"
    text = editions.read_text(encoding="utf-8")
    later = text.split("editions:\n")[1].replace("annee: 2025", "annee: 2028")
    editions.write_text(text + later, encoding="utf-8")
    old = (small_project / "portraits/passage.yml").read_text(encoding="utf-8")
    new = small_project / "portraits/passage-2028.yml"  # whose name begins as the other's
    new.write_text(
        old.replace("edition: 2025\n", "edition: 2028\nremplace: passage\n"), encoding="utf-8"
    )
    plan = plan_withdrawal(small_project, "passage", DAY)
    assert plan.decisions == ()
    plan.write()
    assert find_problems(small_project) == []
    assert new.read_text(encoding="utf-8") == old.replace("edition: 2025\n", "edition: 2028\n")


def test_a_portrait_at_fault_goes_and_other_faults_stay(told: Path) -> None:
    (told / f"portraits/{NAME}.yml").write_text("titre: a: b\n", encoding="utf-8")
    replace(told, "portraits/radio.yml", "origine: etude", "origine: ailleurs")
    plan = plan_withdrawal(told, NAME, DAY)
    assert plan.decisions == ()
    plan.write()
    assert {problem.file for problem in find_problems(told)} == {"portraits/radio.yml"}
    entry = (told / withdrawing.FILE).read_text(encoding="utf-8")
    assert entry.endswith(f"  - slug: {NAME}\n    date: 2026-11-26\n")


def test_a_file_that_may_speak_of_it_has_to_be_read(told: Path) -> None:
    (told / "content/glossaire.yml").write_text("a: b: c\n", encoding="utf-8")
    with pytest.raises(InvalidStudyError, match=r"content/glossaire\.yml"):
        plan_withdrawal(told, NAME, DAY)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Jardin", "« Jardin » n'est le nom d'aucun fichier de portraits/ (sans « .yml »). "
         "Vouliez-vous dire « jardin » ?"),
        ("passages", "Vouliez-vous dire « passage » ?"),
        ("cafe.yml", "Vouliez-vous dire « cafe » ?"),
        ("../portraits/cafe", "« ../portraits/cafe » n'est le nom d'aucun fichier"),
        ("../content/journal", "Valeurs admises : cafe, jardin, passage, radio."),
        ("", "n'est le nom d'aucun fichier"),
        ("cafe\n", "Vouliez-vous dire « cafe » ?"),
        ("atelier", "« atelier » est déjà retiré, depuis le 2026-03-01 (content/retraits.yml)."),
    ],
)  # fmt: skip
def test_a_name_of_no_portrait_is_said_in_one_line(
    small_project: Path, withdraw: Callable[..., tuple[int, str, str]], name: str, said: str
) -> None:
    before = read_tree(small_project)
    code, out, err = withdraw(small_project, name)
    assert (code, out) == (1, "")
    assert said in err
    assert err.count("\n") == 1
    assert read_tree(small_project) == before


def test_the_name_of_a_portrait_that_is_withdrawn_is_not_taken_again(small_project: Path) -> None:
    taken = small_project / "portraits/atelier.yml"
    taken.write_text(TEXT, encoding="utf-8")
    (problem,) = find_problems(small_project)
    assert (problem.file, problem.line, problem.code) == (
        "portraits/atelier.yml",
        1,
        "portrait-retire",
    )
    assert "content/retraits.yml:2" in problem.message
    study = read_study(ROOT)
    portrait = study.portraits["passerelles"].model_copy(update={"titre": "Atelier"})
    path = write_portrait(portrait, small_project / "portraits", ["atelier", "atelier-2"])
    assert path.name == "atelier-3.yml"


def test_an_old_address_cannot_be_that_of_a_page_that_stays(small_project: Path) -> None:
    replace(
        small_project, "content/anciennes_adresses.yml", "portraits/potager/", "portraits/atelier/"
    )
    (problem,) = find_problems(small_project)
    assert (problem.code, problem.line) == ("adresse-double", 2)
    assert "content/retraits.yml:2" in problem.message


def test_a_reference_to_what_is_withdrawn_says_to_remove_it(small_project: Path) -> None:
    """The nearest name is that of another portrait: nothing may put it in its place."""
    replace(small_project, withdrawing.FILE, "slug: atelier", "slug: cafes")
    journal = "content/journal.yml"
    text = (small_project / journal).read_text(encoding="utf-8")
    (small_project / journal).write_text(text.replace("cafe", "cafes", 1), encoding="utf-8")
    (problem,) = find_problems(small_project)
    assert "retirez l'élément de la liste" in problem.remedy
    assert problem.replacement is None


# Where the pages that a person writes lead to a portrait of the study.
WRITTEN = {
    "passerelles": [("docs/a-qui-demander.md", "portraits/passerelles.md")],
    "parents-acteurs": [("docs/a-qui-demander.md", "portraits/parents-acteurs.md")],
}
OTHERS = [
    "egalite-filles-garcons", "impact-collectif", "marche-introspective", "precarite-menstruelle",
    "sejours-apprenants", "parents-acteurs",
]  # fmt: skip


@pytest.mark.parametrize(
    "slug", ["passerelles", *(pytest.param(slug, marks=pytest.mark.long) for slug in OTHERS)]
)
def test_a_portrait_of_the_study_can_go(tmp_path: Path, slug: str) -> None:
    project = copy_project(tmp_path / "projet")
    plan = plan_withdrawal(project, slug, DAY)
    asked = []
    for file, words in WRITTEN.get(slug, []):
        text = (project / file).read_text(encoding="utf-8")
        asked.append((file, text[: text.index(words)].count("\n") + 1))
        (project / file).write_text(text.replace(words, "portraits/index.md"), encoding="utf-8")
    assert [(decision.file, decision.line) for decision in plan.decisions] == asked
    if asked:
        plan = plan_withdrawal(project, slug, DAY)
    assert plan.decisions == ()
    plan.write()
    study = read_study(project)
    assert slug not in study.portraits
    assert len(study.portraits) == 6
    assert study.retraits.retraits[0].origine == "portrait"
