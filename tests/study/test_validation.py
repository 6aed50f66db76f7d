"""A broken copy of the real files: what is said, and where."""

import re
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from scripts.problems.findings import MAX_DESCRIBED
from scripts.problems.problem import InvalidStudyError
from scripts.reading.documents import parse_document
from scripts.schema.figures import Figure
from scripts.schema.portrait import Portrait
from scripts.study import suggestions, validation
from scripts.study.study import Study, read_study
from scripts.study.suggestions import MOST_COMPARED, suggest
from tests.conftest import SMALL_STUDY

Breaker = Callable[[str], str]


def problems_after(project: Path, file: str, change: Breaker) -> list[str]:
    path = project / file
    text = path.read_text(encoding="utf-8")
    assert change(text) != text, "the test breaks nothing"
    path.write_text(change(text), encoding="utf-8")
    with pytest.raises(InvalidStudyError) as caught:
        read_study(project)
    return [f"{problem} {problem.remedy}" for problem in caught.value.problems]


def line_of(project: Path, file: str, start: str) -> int:
    lines = (project / file).read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if line.strip().startswith(start))


def assert_told_at_its_line(
    project: Path, file: str, old: str, new: str, code: str, words: str
) -> None:
    """Put new in place of old in the file: a problem of this code says these words at its line."""
    line = line_of(project, file, old.strip())
    found = problems_after(project, file, lambda text: text.replace(old, new, 1))
    told = [problem for problem in found if problem.startswith(f"{file}:{line}:")]
    assert any(f" {code} " in problem and words in problem for problem in told), found


PORTRAIT = "portraits/passerelles.yml"


@pytest.mark.parametrize(
    ("old", "new", "code", "words"),
    [
        ("numero: 1", "numero: un", "type", "nombre entier"),
        ("origine: etude", "origine: étude", "valeur-inconnue", "« etude » ?"),
        ("  - sphere: famille", "  - sphere: famile", "reference-inconnue", "« famille » ?"),
        ("  - niveau: micro", "  - niveau: mikro", "reference-inconnue", "« micro » ?"),
        ("  - parentalite", "  - parentalité", "reference-inconnue", "« parentalite » ?"),
        ("titre: ", "tittre: ", "cle-inconnue", "« titre » ?"),
    ],
)
def test_a_wrong_value_is_told_at_its_line(
    project: Path, old: str, new: str, code: str, words: str
) -> None:
    assert_told_at_its_line(project, PORTRAIT, old, new, code, words)


def test_a_missing_key_is_named(project: Path) -> None:
    found = problems_after(
        project, PORTRAIT, lambda text: re.sub(r"^titre:.*\n", "", text, flags=re.MULTILINE)
    )
    assert [problem.split(": ", 1)[0] for problem in found] == [f"{PORTRAIT}:2:1"]
    assert "cle-manquante « Titre » manque." in found[0]
    assert 'Ajoutez : titre: "Un jardin partagé' in found[0]


def test_a_seventh_key_figure_is_told_at_its_list(project: Path) -> None:
    figures = (project / PORTRAIT).read_text(encoding="utf-8").split("chiffres_cles:\n")[1]
    assert figures.split("\ncontexte:")[0].count("- valeur:") == 6
    seventh = "chiffres_cles:\n  - {valeur: 7, libelle: jours}\n"
    found = problems_after(
        project, PORTRAIT, lambda text: text.replace("chiffres_cles:\n", seventh)
    )
    line = line_of(project, PORTRAIT, "chiffres_cles:") + 1
    assert found == [
        f"{PORTRAIT}:{line}:3: liste-longue « Chiffres clés » accepte au plus 6 éléments : "
        "il y en a 7. Gardez les plus importants."
    ]


def test_ages_the_wrong_way_round(project: Path) -> None:
    found = problems_after(project, PORTRAIT, lambda text: text.replace("  de: 0", "  de: 9"))
    assert len(found) == 1
    assert "ages-inverses" in found[0]


def test_one_age_is_a_span_of_ages_too(project: Path) -> None:
    path = project / PORTRAIT
    path.write_text(path.read_text(encoding="utf-8").replace("  de: 0", "  de: 3"))
    ages = read_study(project).portraits["passerelles"].ages
    assert ages
    assert (ages.de, ages.a) == (3, 3)


@pytest.mark.parametrize("values", [1, 3])
def test_a_row_has_a_value_for_each_column_and_no_more(tmp_path: Path, values: int) -> None:
    project = tmp_path / "etude"
    shutil.copytree(SMALL_STUDY, project)
    value = "      - etat: non-concerne\n"
    found = problems_after(
        project,
        "content/chiffres/reunions.yml",
        lambda text: text.replace(value * 2, value * values),
    )
    (told,) = found
    assert " valeurs-par-colonne " in told
    assert "En mer" in told


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("titre: Agir\n", f"titre: {'A' * 61}\n", "texte-long Le texte de « Titre » dépasse 60"),
        ("  - Les parents entrent ensuite.\n", "", "liste-courte « En trois points »"),
        ("  - Les parents entrent.\n", "  - On sort.\n" * 4, "liste-longue « En clair »"),
        ("en_clair:\n", "en_clairs:\n", "cle-inconnue La clé « en_clairs »"),
        ("  chiffre: portes-ouvertes\n", "", "cle-manquante « Chiffre »"),
        ("  chiffre: portes-ouvertes\n", "  chiffre: porte\n", "reference-inconnue « porte »"),
        ("citation: La grille est ouverte\n", f"citation: {'on ' * 10}\n",
         "citation-longue Cette citation a 10 mots : une parole de l'étude en a 9 au plus."),
    ],
)  # fmt: skip
def test_what_a_chapter_says_first_has_its_limits(
    tmp_path: Path, old: str, new: str, told: str
) -> None:
    project = tmp_path / "etude"
    shutil.copytree(SMALL_STUDY, project)
    found = problems_after(project, "content/chapitres/agir.yml", lambda t: t.replace(old, new, 1))
    assert any(told in problem for problem in found), found


def test_nobody_is_quoted_in_a_portrait(project: Path) -> None:
    voice = "voix:\n  - citation: Ça avance\n    qui: une élue\n"
    (told,) = problems_after(project, PORTRAIT, lambda text: f"{text}\n{voice}")
    assert " cle-inconnue La clé « voix »" in told


def test_one_number_twice(project: Path) -> None:
    found = problems_after(
        project, PORTRAIT, lambda text: text.replace("numero: 1\n", "numero: 7\n")
    )
    assert [problem.split(" ")[:2] for problem in found] == [
        ["portraits/parents-acteurs.yml:3:9:", "numero-double"],
        [f"{PORTRAIT}:3:9:", "numero-double"],
    ]


@pytest.mark.parametrize("copy", ["portraits/a.yml", "portraits/zzz.yml"])
def test_a_number_taken_twice_is_told_in_both_files(project: Path, copy: str) -> None:
    """A copy may come before or after its original, in the order of names."""
    shutil.copy(project / PORTRAIT, project / copy)
    with pytest.raises(InvalidStudyError) as caught:
        read_study(project)
    told = {problem.file: problem for problem in caught.value.problems}
    assert set(told) == {PORTRAIT, copy}
    for file, other in ((PORTRAIT, copy), (copy, PORTRAIT)):
        assert told[file].message == f"Le numéro 1 est aussi celui de {other}."
        assert "celui de la fiche venue en second" in told[file].remedy
        assert told[file].remedy.endswith("le prochain numéro libre est 8.")


def test_a_resource_with_an_unknown_centre_and_a_bad_link(project: Path) -> None:
    def change(text: str) -> str:
        text = text.replace("centre: labo-cites", "centre: labo-cite", 1)
        return text.replace("- https://", "- javascript:", 1)

    found = problems_after(project, "content/ressources.yml", change)
    assert len(found) == 2
    assert "lien-interdit" in found[0]
    assert "« labo-cites » ?" in found[1]


def test_problems_of_all_files_at_once(project: Path) -> None:
    (project / "portraits/sejours-apprenants.yml").write_text("titre: a: b\n", encoding="utf-8")
    (project / "portraits/Été à l'école.yml").write_text("titre: x\n", encoding="utf-8")
    found = problems_after(project, PORTRAIT, lambda text: text.replace("numero: 1", "numero: un"))
    files = {problem.split(":")[0] for problem in found}
    assert files == {PORTRAIT, "portraits/sejours-apprenants.yml", "portraits/Été à l'école.yml"}


@pytest.mark.parametrize(
    ("old", "new", "place", "told"),
    [
        (
            ".. 44 | 06",
            ".. 43 | 06",
            "2:9",
            "« 43 » ne figure pas dans lieux. Valeurs admises : 06, 44, 84.",
        ),
        (".. 44 | 06", ".. 84 | 06", "3:6", "« Auvergne-Rhône-Alpes » est déjà dans la liste."),
        (".. 44 | 06", ".. 44 / 06", "2:5", "« .. 44 / 06 » n'a pas la forme attendue"),
    ],
)
def test_the_map_has_each_region_once_and_no_other(
    tmp_path: Path, old: str, new: str, place: str, told: str
) -> None:
    project = tmp_path / "etude"
    shutil.copytree(SMALL_STUDY, project)
    (found,) = problems_after(project, "content/carte.yml", lambda text: text.replace(old, new))
    assert found.startswith(f"content/carte.yml:{place}: ")
    assert told in found


def test_a_department_of_a_centre_is_one_of_the_places(tmp_path: Path) -> None:
    project = tmp_path / "etude"
    shutil.copytree(SMALL_STUDY, project)
    (found,) = problems_after(
        project, "content/centres.yml", lambda text: text.replace("[Isère]", "[Vosges, isere]")
    )
    assert "content/centres.yml:14:" in found
    assert "« isere » ne figure pas dans lieux. Vouliez-vous dire « Isère » ?" in found


def test_a_list_where_a_mapping_is_due(project: Path) -> None:
    found = problems_after(project, "content/centres.yml", lambda text: "- a\n- b\n")
    assert any("content/centres.yml:1:1: type" in problem for problem in found)


def test_a_claim_about_a_figure_that_is_itself_wrong(project: Path) -> None:
    path = project / "content/chiffres/unanimites.yml"
    other = re.search(r"chiffre: ([a-z-]+)", path.read_text(encoding="utf-8"))
    assert other
    file = f"content/chiffres/{other[1]}.yml"
    found = problems_after(project, file, lambda text: text.replace("question:", "questoin:", 1))
    assert {problem.split(":")[0] for problem in found} == {file}


def test_every_rule_is_told_with_every_wrong_field(project: Path) -> None:
    """A wrong field hides no rule, a broken rule hides no other."""

    def change(text: str) -> str:
        text = text.replace("numero: 1\n", "numero: un\nressources: [trouve-ta-voie]\n")
        text = text.replace("  de: 0", "  de: 9").replace(
            "precision: moins de 3 ans", "precision: Mme Exemple"
        )
        return text.replace("  - parentalite", "  - parentalite\n  - parentalite")

    found = problems_after(project, PORTRAIT, change)
    codes = sorted(problem.split(": ", 1)[1].split()[0] for problem in found)
    assert codes == [
        "ages-inverses", "element-double", "origine-etude", "type", "vie-privee-personne",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("file", "old", "new", "repeated"),
    [
        (PORTRAIT, "  - parentalite", "  - parentalite\n  - parentalite", "parentalite"),
        (PORTRAIT, "acteurs:\n", "acteurs:\n  - parents\n  - parents\n", "parents"),
        (PORTRAIT, "spheres:\n", "spheres:\n  - {sphere: ecole, comment: Ici.}\n", "ecole"),
        (PORTRAIT, "niveaux:\n", "niveaux:\n  - {niveau: micro, comment: Ici.}\n", "micro"),
        ("content/ressources.yml", "themes: [langues]", "themes: [sport, sport]", "sport"),
    ],
)
def test_a_list_refuses_an_item_twice(
    project: Path, file: str, old: str, new: str, repeated: str
) -> None:
    found = problems_after(project, file, lambda text: text.replace(old, new, 1))
    told = [problem for problem in found if " element-double " in problem]
    assert told, found
    assert all(f"« {repeated} » est déjà dans la liste" in problem for problem in told)


def test_every_row_that_is_not_full_is_told(project: Path) -> None:
    file = "content/chiffres/contrat-de-ville.yml"
    text = (project / file).read_text(encoding="utf-8")
    rows = text.count("    valeurs:\n")
    assert rows > 1
    found = problems_after(
        project, file, lambda t: t.replace("    valeurs:\n", "    valeurs:\n      - taux: 3\n")
    )
    told = [problem for problem in found if " valeurs-par-colonne " in problem]
    assert len({problem.split(": ")[0] for problem in told}) == rows


@pytest.mark.parametrize(("length", "right"), [(600, True), (601, False)])
def test_a_summary_fits_a_card(project: Path, length: int, right: bool) -> None:
    path = project / PORTRAIT
    text = path.read_text(encoding="utf-8")
    summary = re.compile(r"^resume:.*?(?=^\S)", re.MULTILINE | re.DOTALL)
    path.write_text(summary.sub(f"resume: {'x' * length}\n", text), encoding="utf-8")
    if right:
        assert len(read_study(project).portraits["passerelles"].resume) == length
        return
    with pytest.raises(InvalidStudyError) as caught:
        read_study(project)
    (problem,) = caught.value.problems
    assert problem.code == "texte-long"
    assert "600 signes" in problem.message


def test_many_problems_of_one_file_are_counted(project: Path) -> None:
    """However many records they are in; another file's are told all the same."""
    (project / "portraits/essai.yml").write_text("titre: x\n", encoding="utf-8")
    wrong = "".join(f"r{n}: {{titre: x, themes: [{n}a]}}\n" for n in range(500))
    with pytest.raises(InvalidStudyError) as caught:
        (project / "content/ressources.yml").write_text(wrong, encoding="utf-8")
        read_study(project)
    own = [p for p in caught.value.problems if p.file == "content/ressources.yml"]
    assert len(own) == MAX_DESCRIBED + 1
    assert sum(problem.count for problem in own) >= 500 * 5
    assert [p.code for p in own if p.count > 1] == ["autres-problemes"]
    assert [p for p in caught.value.problems if p.file == "portraits/essai.yml"]


def test_what_is_wrong_is_described_no_more_often_than_it_is_shown(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The time taken follows what is read: describing a problem is what takes most."""
    described: list[str] = []

    def count(written: str, candidates: Iterable[str], where: str) -> str:
        described.append(written)
        return "Non."

    monkeypatch.setattr(suggestions, "suggest", count)
    for number in (1_000, 2_000):
        described.clear()
        wrong = "themes:\n" + "".join(f"  - t{n}\n" for n in range(number))
        (project / "portraits/essai.yml").write_text(wrong, encoding="utf-8")
        with pytest.raises(InvalidStudyError):
            read_study(project)
        assert 0 < len(described) <= MAX_DESCRIBED


@pytest.mark.parametrize("missing", ["portraits", "content/spheres", "content"])
def test_a_missing_folder_is_told_in_one_sentence(project: Path, missing: str) -> None:
    shutil.rmtree(project / missing)
    with pytest.raises(InvalidStudyError) as caught:
        read_study(project)
    (problem,) = caught.value.problems
    assert (problem.file, problem.code) == (missing, "illisible")
    assert f"« {missing.split('/')[-1]}/ » ne peut pas être lu" in problem.message


def test_a_missing_file_of_content_is_told(project: Path) -> None:
    (project / "content/reseau.yml").unlink()
    with pytest.raises(InvalidStudyError) as caught:
        read_study(project)
    assert [(p.file, p.code) for p in caught.value.problems] == [
        ("content/reseau.yml", "illisible")
    ]


def test_a_folder_that_is_a_link_is_refused(project: Path, tmp_path: Path) -> None:
    (tmp_path / "ailleurs").mkdir()
    (project / "portraits/autres").symlink_to(tmp_path / "ailleurs")
    with pytest.raises(InvalidStudyError, match="portraits/autres:1:1: lien-symbolique"):
        read_study(project)


def test_a_record_alone_is_described_no_further_either(study: Study) -> None:
    wrong = "themes:\n" + "".join(f"  - t{n}\n" for n in range(2 * MAX_DESCRIBED))
    _, errors = validation.validate(Portrait, parse_document(wrong, "x.yml"), study.slugs, "x")
    assert len(errors) == MAX_DESCRIBED


@pytest.mark.parametrize(
    ("written", "known", "said"),
    [
        ("Lángues", ["sport", "langues"], "Vouliez-vous dire « langues » ?"),
        ("langue", ["sport", "langues"], "Vouliez-vous dire « langues » ?"),
        ("annee", ["année", "annexe"], "Vouliez-vous dire « année » ?"),
        ("xyz", ["sport", "langues"], "Valeurs admises : langues, sport."),
        ("xyz", [], "La liste est vide."),
        ("abcde", ["abcxy"], "Vouliez-vous dire « abcxy » ?"),
        ("abcdef", ["abcxyz"], "Valeurs admises : abcxyz."),
    ],
)
def test_the_nearest_word_is_suggested(written: str, known: list[str], said: str) -> None:
    assert suggest(written, iter(known)) == said


def test_among_very_many_words_only_the_same_is_suggested() -> None:
    many = [f"mot-{number}" for number in range(MOST_COMPARED - 1)]
    assert "« colibri »" in suggest("colibry", ["colibri", *many])
    assert suggest("colibry", ["autre", "colibri", *many]).startswith("Valeurs admises")
    assert "« colibri »" in suggest("Colibri", ["autre", "colibri", *many])


def tell(study: Study, text: str, slug: str = "x") -> list[str]:
    """What is wrong with a portrait's texts, in order; what it lacks is left out."""
    document = parse_document(text, "x.yml")
    _, errors = validation.validate(Portrait, document, study.slugs, slug, names=study.names)
    return [
        f"{p.line}:{p.column} {p.code} {p.snippet}".rstrip()
        for location, p in errors
        if p.code not in ("cle-manquante", "liste-courte", "partie-vide")
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("titre: Avec Mme Exemple et Mme Exemple", ["1:13 vie-privee-personne Mme Exemple",
                                                    "1:28 vie-privee-personne Mme Exemple"]),
        ("titre: <b> et <b>", ["1:8 balise <b>", "1:15 balise <b>"]),
        ("titre: |\n  a\n  b", ["1:8 une-ligne"]),
        ("titre: '  '", ["1:8 texte-vide"]),
        ("titre: Au collège Lumière\nresume: Le collège  Lumière\nfausses_alertes:\n"
         "  - Collège Lumière", ["1:11 fausse-alerte collège Lumière",
                                 "2:12 fausse-alerte collège  Lumière"]),
        ("titre: Un jardin\nfausses_alertes: [Collège Lumière, a]",
         ["2:19 fausse-alerte-inutile Collège Lumière", "2:36 fausse-alerte-inutile a"]),
        ("titre: Écrire à a.b@exemple.fr\nfausses_alertes: [a.b@exemple.fr]",
         ["1:17 vie-privee-courriel a.b@exemple.fr",
          "2:19 fausse-alerte-inutile a.b@exemple.fr"]),
        ("fausses_alertes: x", ["1:18 type"]),
    ],
)  # fmt: skip
def test_what_a_text_holds_is_told_at_its_place(study: Study, text: str, told: list[str]) -> None:
    assert tell(study, text) == told


@pytest.mark.parametrize(
    ("slug", "told"),
    [("un-jardin-a-vaulx-en-velin", True), ("un-jardin-partage", False), ("jardin-de-lyon", True)],
)
def test_the_name_of_a_file_names_no_place(study: Study, slug: str, told: bool) -> None:
    found = tell(study, "titre: Un jardin", slug)
    assert [line.split(" ")[0] for line in found] == ["1:1"] * told


@pytest.mark.parametrize(
    ("slug", "stops"), [("chez-madame-exemple", True), ("un-jardin-a-vaulx-en-velin", False)]
)
def test_a_name_of_a_file_stops_what_its_alarm_stops(study: Study, slug: str, stops: bool) -> None:
    document = parse_document("titre: Un jardin", "x.yml")
    faults = list(validation.check_name(document, slug, study.names))
    assert faults
    for fault in faults:
        assert (fault.file, fault.stops) == ("x.yml", fault.describe().stops)
    assert any(fault.stops for fault in faults) == stops


def test_a_long_word_at_fault_is_cut(study: Study) -> None:
    for length, shown in ((59, "b" + "x" * 57 + ">"), (61, "b" + "x" * 57 + "…")):
        text = f"titre: <b{'x' * (length - 2)}>"
        (line,) = tell(study, text)
        assert line == f"1:8 balise <{shown}"


CLAIMS = """\
titre: Un essai
question: Qui ?
constat: Personne.
mesure: Part
population: Des villes
source: Un essai
rubrique: Un essai
forme: tableau
declare: non
edition: 2026
colonnes: [{cle: un, titre: Un}, {cle: deux, titre: Deux}]
lignes:
  - {cle: ville, titre: Ville, valeurs: [{taux: 1}, {taux: 2}]}
verifications:
  - {genre: taux, base: 3, lignes: [ville, vile]}
  - {genre: egalite, ligne: vile, colonne: trois, mesure: taux, ailleurs: 2, rubrique: A}
  - {genre: renvoi, ligne: ville, colonne: un, mesure: taux, chiffre: autre, autre_ligne: bourg,
     autre_colonne: un}
  - {genre: renvoi, ligne: ville, mesure: taux, chiffre: autre, autre_ligne: ville,
     autre_colonne: deux}
  - {genre: renvoi, ligne: ville, colonne: un, mesure: taux, chiffre: absent, autre_ligne: x}
"""
OTHER = CLAIMS.split("verifications")[0].replace("ville", "bourg").replace("deux", "dix")


def test_what_a_claim_refers_to_is_in_its_figure_or_the_other() -> None:
    figures = {}
    for slug, text in (("essai", CLAIMS), ("autre", OTHER)):
        document = parse_document(text, f"{slug}.yml")
        slugs = {"chiffres": ["essai", "autre", "absent"], "editions": ["2026"]}
        figure, errors = validation.validate(Figure, document, slugs, slug)
        assert figure, errors
        figures[slug] = document, figure
    told = [fault.describe() for fault in validation.check_figures(figures)]
    assert [f"{p.file}:{p.line}:{p.column}" for p in told] == [
        "essai.yml:15:44", "essai.yml:16:29", "essai.yml:16:44", "essai.yml:19:78",
        "essai.yml:20:21",
    ]  # fmt: skip
    assert [p.message.split("»")[0] for p in told] == [
        "« vile ",
        "« vile ",
        "« trois ",
        "« ville ",
        "« deux ",
    ]
    assert [p.remedy for p in told] == [
        "Vouliez-vous dire « ville » ?", "Vouliez-vous dire « ville » ?",
        "Valeurs admises : deux, un.", "Valeurs admises : bourg.", "Valeurs admises : dix, un.",
    ]  # fmt: skip


SLUGS = {"chiffres": ["essai"], "editions": ["2026"]}


def tell_figure(tail: str, form: str = "tableau") -> list[str]:
    """Where the faults of a figure are, and what they are, once its keys are right."""
    text = CLAIMS.split("colonnes")[0].replace("forme: tableau", f"forme: {form}") + tail
    document = parse_document(text, "essai.yml")
    figure, errors = validation.validate(Figure, document, SLUGS, "essai")
    assert figure, errors
    told = [fault.describe() for fault in validation.check_figures({"essai": (document, figure)})]
    names = [p.message.split("»")[0].split("«")[1].strip() for p in told]
    return [f"{p.line}:{p.column} {p.code} {name}" for p, name in zip(told, names, strict=True)]


@pytest.mark.parametrize(
    ("row", "right"),
    [
        ("{nombre: 3, base: 4}", True),
        ("{nombre: 0, base: 400}", True),
        ("{nombre: 4, base: 4}", True),
        ("{nombre: 400, base: 400}", True),
        ("{etat: dans-un-graphique}", True),
        ("{texte: la plupart}", True),
        ("{nombre: 3}", False),  # of how many
        ("{nombre: 5, base: 4}", False),
        ("{nombre: 3, base: 401}", False),  # too many to be counted
        ("{nombre: 2.5, base: 4}", False),
        ("{taux: 50, base: 4}", False),
        ("{taux: 50, texte: la moitié}", False),
    ],
)
@pytest.mark.parametrize("form", ["carres", "points", "barres"])
def test_what_is_drawn_one_by_one_can_be_counted(row: str, right: bool, form: str) -> None:
    lines = f"lignes:\n  - {{cle: ville, titre: Ville, valeurs: [{row}]}}\n"
    told = tell_figure(lines, form)
    assert [line.split()[1:] for line in told] == (
        [] if right or form == "barres" else [["a-compter", "Ville"]]
    )


def test_a_row_drawn_one_by_one_has_one_value() -> None:
    columns = "colonnes:\n  - {cle: un, titre: Un}\n  - {cle: deux, titre: Deux}\n"
    value = "{nombre: 1, base: 4}"
    row = f"lignes:\n  - {{cle: ville, titre: Ville, valeurs: [{value}, {value}]}}\n"
    assert [line.split()[1] for line in tell_figure(columns + row, "points")] == ["a-compter"]


ROWS = """\
lignes:
  - {cle: ville, titre: Ville, valeurs: [{taux: 1}]}
  - {cle: bourg, titre: Bourg, valeurs: [{nombre: 2}]}
verifications:
"""


@pytest.mark.parametrize(
    ("claim", "told"),
    [
        ("{genre: egalite, ligne: ville, mesure: taux, ailleurs: 1, rubrique: A}", []),
        (
            "{genre: egalite, ligne: ville, mesure: nombre, ailleurs: 1, rubrique: A}",
            ["15:29 valeur-a-comparer ville"],
        ),
        (
            "{genre: renvoi, ligne: bourg, mesure: nombre, chiffre: essai, autre_ligne: ville}",
            ["15:80 valeur-a-comparer ville"],
        ),
        (
            "{genre: parties, ligne: bourg, base: 9, parties: [{ligne: bourg, base: 1}]}",
            ["15:29 valeur-a-comparer bourg", "15:63 valeur-a-comparer bourg"],
        ),
        (
            "{genre: parties, ligne: ville, base: 9, parties: [{ligne: vile, base: 1}]}",
            ["15:63 cle-de-ligne vile"],
        ),
    ],
)
def test_what_a_claim_compares_is_printed(claim: str, told: list[str]) -> None:
    assert tell_figure(f"{ROWS}  - {claim}\n") == told


def test_a_claim_names_the_column_that_it_compares() -> None:
    columns = "colonnes: [{cle: un, titre: Un}, {cle: deux, titre: Deux}]\n"
    rows = "lignes:\n  - {cle: ville, titre: Ville, valeurs: [{taux: 1}, {taux: 2}]}\n"
    claim = "{genre: egalite, ligne: ville, mesure: taux, ailleurs: 1, rubrique: A}"
    (fault,) = tell_figure(f"{columns}{rows}verifications:\n  - {claim}\n")
    assert fault == "15:29 valeur-a-comparer ville"


@pytest.mark.parametrize(
    ("inside", "told"),
    [
        (("", "ville", "ville"), []),
        (("", "", "vile"), ["14:23 ligne-dans vile"]),
        (("ville", "", ""), ["12:24 ligne-dans ville"]),  # itself
        (("bourg", "", ""), ["12:24 ligne-dans bourg"]),  # below it
        (("", "ville", "bourg"), ["14:23 ligne-dans bourg"]),  # itself inside another
    ],
)
def test_a_row_is_inside_a_whole_row_above_it(inside: tuple[str, ...], told: list[str]) -> None:
    values = "valeurs: [{taux: 1}]"
    rows = "".join(
        f"  - {{cle: {key}, {f'dans: {whole}, ' if whole else ''}titre: Essai, {values}}}\n"
        for key, whole in zip(("ville", "bourg", "port"), inside, strict=True)
    )
    assert tell_figure(f"lignes:\n{rows}") == told


SCALE = "content/reperes/ou-en-sommes-nous.yml"


@pytest.mark.parametrize(
    ("old", "new", "code", "words"),
    [
        (
            "- chiffre: schemas-locaux",
            "- chiffre: schema-locaux",
            "reference-inconnue",
            "schemas-l",
        ),
        ("colonne: avec", "colonne: avek", "cle-de-ligne", "« avec » ?"),
        (
            "- chiffre: formation-",
            "- lignes: [une]\n        chiffre: formation-",
            "cle-de-ligne",
            "",
        ),
        ("  - cle: oui", "  - cle: pas-encore", "element-double", "Retirez"),
        (
            "- portrait: passerelles",
            "- portrait: passerelle",
            "reference-inconnue",
            "« passerelles »",
        ),
    ],
)
def test_what_a_scale_names_wrongly_is_told_at_its_line(
    project: Path, old: str, new: str, code: str, words: str
) -> None:
    assert_told_at_its_line(project, SCALE, old, new, code, words)


def test_a_chessboard_has_every_square_of_its_four_rows(project: Path) -> None:
    board, lost = "content/echiquier.yml", "    macro:\n      questions:\n        - Où la parole"

    def remove_square(text: str) -> str:
        start = text.index(lost)
        return text[:start] + text[text.index("  - sphere: ecole") :]

    assert any(
        " cle-manquante " in problem and "« Macro »" in problem
        for problem in problems_after(project, board, remove_square)
    )
