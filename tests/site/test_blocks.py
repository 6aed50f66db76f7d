"""What the blocks of written pages show, in the cases that no page of the two studies is in."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

import pytest

from scripts.problems.messages import Message
from scripts.problems.problem import Problem
from scripts.schema.introspection import FieldInfo
from scripts.schema.site import ErrorHelp
from scripts.schema.types import Entry
from scripts.site.site import Site
from scripts.site.sources import Sources
from scripts.study.facets import FIRST_VIEW
from scripts.study.study import Study, read_study
from scripts.text.typography import set_french
from tests.blocks import Element, list_blocks, read_html
from tests.conftest import LOOK, ROOT, SETTINGS, SMALL_STUDY, assemble

Show = Callable[..., Element]
Kind = TypeVar("Kind", bound=Entry)


@pytest.fixture(scope="module")
def show(study: Study) -> Show:
    """Renders a block as the page at an address calls it, with a study or settings of one's own."""

    def render(
        name: str, url: str, study: Study = study, settings: dict[str, str] = SETTINGS,
        **context: Any,
    ) -> Element:  # fmt: skip
        site = assemble(study, SETTINGS | settings)
        return read_html(site.show_block(name, url, **context))

    return render


def rename(entry: Kind, slug: str, **changes: Any) -> Kind:
    """Return a copy of an entry under another slug, with other values."""
    copy = entry.model_copy(update=changes)
    for known in ("slug", "url"):
        copy.__dict__.pop(known, None)
    copy._slug = slug
    return copy


def read_lines(element: Element) -> list[str]:
    return [block.text for block in list_blocks(element)]


def list_links(element: Element) -> dict[str, str]:
    """Return where each link leads, by its words."""
    links = [a for a in element.find_all("a") if "href" in a.attributes]  # a template's has none
    return {" ".join(a.text.split()): a.attributes["href"] for a in links}


# ---- the home page ----


def test_home_counts_what_it_leads_to(show: Show, study: Study) -> None:
    home = show("accueil", "")
    doors = {a.attributes["href"]: " ".join(a.text.split()) for a in home.find_all("a")}
    assert f" {len(study.portraits)} expériences racontées" in doors["portraits/"]
    assert f" {len(study.spheres)} milieux autour de l’enfant" in doors["spheres/"]
    assert f" {len(study.ressources)} documents du réseau" in doors["ressources/"]


def test_home_shows_the_model_with_a_way_to_each_sphere(show: Show, study: Study) -> None:
    (drawing,) = show("accueil", "").find_all("svg")
    links = [a.attributes["href"] for a in drawing.find_all("a")]
    assert sorted(links) == sorted(sphere.url for sphere in study.spheres.values())


def test_home_leads_each_reader_to_two_or_three_tasks(show: Show, study: Study) -> None:
    (readers,) = [e for e in show("accueil", "").find_all("ul") if "publics" in str(e.attributes)]
    told = [
        (item.find_all("strong")[0].text, list_links(item))
        for item in readers.parts
        if isinstance(item, Element)
    ]
    assert told == [
        (
            public.qui,
            {" ".join(set_french(task.texte).split()): task.lien for task in public.taches},
        )
        for public in study.accueil.publics
    ]
    assert [name for name, _ in told][:2] == ["Parents", "Enseignants"]


def test_home_tells_findings_with_their_numbers(show: Show, study: Study) -> None:
    lines = [" ".join(line.split()) for line in read_lines(show("accueil", ""))]
    for finding in study.accueil.constats:
        told = f"{set_french(finding.valeur)} {set_french(finding.texte)}"
        assert f"{' '.join(told.split())} Le chiffre" in lines


def test_home_without_testimonies_says_what_is_there(show: Show, study: Study) -> None:
    (line,) = [text for text in read_lines(show("accueil", "")) if "Aucun témoignage" in text]
    assert line.startswith(
        f"Les {len(study.portraits)} portraits de l’étude sont en ligne, avec "
        f"{len(study.chapitres)} chapitres, {len(study.chiffres)} chiffres et "
        f"{len(study.glossaire)} mots expliqués."
    )


def test_home_tells_the_three_last_testimonies(show: Show, study: Study) -> None:
    told = read_study(SMALL_STUDY).portraits["jardin"]
    assert told.provenance
    portraits = dict(study.portraits)
    for day, title in [(3, "L'un"), (30, "L'autre"), (1, "Un vieux"), (12, "Un jardin : l'été")]:
        provenance = told.provenance.model_copy(update={"date": date(2026, 10, day)})
        portraits[f"t{day}"] = rename(told, f"t{day}", titre=title, provenance=provenance)
    lines = read_lines(show("accueil", "", replace(study, portraits=portraits)))
    begin = lines.index("Les derniers témoignages du terrain :")
    assert lines[begin + 1 : begin + 4] == [
        "L’autre, raconté le 30 octobre 2026.",
        "Un jardin : l’été, raconté le 12 octobre 2026.",
        "L’un, raconté le 3 octobre 2026.",
    ]
    assert not [line for line in lines if "Un vieux" in line or "Aucun témoignage" in line]


# ---- the model ----


def test_each_step_of_the_model_is_drawn_with_its_spheres(show: Show, study: Study) -> None:
    whole, *steps = show("modele", "spheres/").find_all("svg")
    assert len(steps) == len(study.modele.etapes)
    last = max(study.modele.etapes, key=lambda step: step.nombre)
    for drawing, step in zip([whole, *steps], [last, *study.modele.etapes], strict=True):
        names = "".join("".join(e.text for e in drawing.find_all("text")).split())
        titles = {slug: "".join(sphere.titre.split()) for slug, sphere in study.spheres.items()}
        assert {slug for slug in titles if titles[slug] in names} == set(step.spheres)
        assert "L’enfant" in names
        around = {slug for slug in step.spheres if not study.spheres[slug].transversale}
        ends = [(e.attributes["x2"], e.attributes["y2"]) for e in drawing.find_all("line")]
        shapes = [
            (e.attributes["cx"], e.attributes["cy"]) for e in drawing.find_all("circle")
            if e.attributes["class"].startswith("modele-forme")
        ]  # fmt: skip
        assert len(set(shapes)) == len(around), "each at a place of its own"
        assert ends == shapes, "the child is joined to each"
        links = {a.attributes["href"].strip("./") for a in drawing.find_all("a")}
        assert links == (set(step.spheres) if drawing is whole else set())
        assert ("aria-hidden" in drawing.attributes) == (drawing is not whole)


# ---- the catalogues ----


@pytest.mark.parametrize(("more", "whole"), [(0, True), (1, False)])
def test_a_long_catalogue_shows_its_first_portraits_and_leads_to_the_others(
    show: Show, study: Study, more: int, whole: bool
) -> None:
    portrait = next(iter(study.portraits.values()))
    total = FIRST_VIEW + more
    made = {f"p{n}": rename(portrait, f"p{n}") for n in range(total - len(study.portraits))}
    many = replace(study, portraits={**study.portraits, **made})
    block = show("portraits", "portraits/", many)
    (items,) = [e for e in block.find_all("ul") if "data-liste" in e.attributes]
    assert len(items.find_all("li", **{"class": "carte"})) == FIRST_VIEW
    links = list_links(block)
    assert items.attributes.get("data-suite", "").split() == (
        [] if whole else ["../tous-les-portraits/"]
    )
    assert ("data-suite" in items.attributes) == (not whole)
    assert links.get(f"Les {total} portraits, à la suite") == (
        None if whole else "../tous-les-portraits/"
    )


def test_the_catalogue_says_which_portraits_are_the_studys(show: Show, study: Study) -> None:
    told = read_study(SMALL_STUDY).portraits["jardin"]
    both = replace(study, portraits={**study.portraits, "jardin": told})
    for shown, testimonies in ((study, False), (both, True)):
        block = show("portraits", "portraits/", shown)
        assert f"Il en a tiré {len(study.portraits)} portraits" in block.text
        assert ("Les témoignages ont été proposés" in block.text) == testimonies


def test_figures_say_the_first_chapter_that_shows_them_the_rest_come_after(show: Show) -> None:
    small = read_study(SMALL_STUDY)
    lost = rename(small.chiffres["entretiens"], "perdu")
    again = rename(small.chapitres["agir"], "agir/encore", titre="Agir encore : l'été", ordre=9)
    changed = replace(
        small, chiffres={**small.chiffres, "perdu": lost},
        chapitres={**small.chapitres, "agir/encore": again},
    )  # fmt: skip
    block = show("chiffres", "chiffres/", changed)
    assert "Agir encore" not in block.text, "its figures are shown by a chapter before"
    (items,) = [e for e in block.find_all("ul") if "data-liste" in e.attributes]
    cards = [a.attributes["href"] for e in items.find_all("h3") for a in e.find_all("a")]
    assert sorted(cards) == sorted(f"{slug}/" for slug in changed.chiffres), "each once"
    assert cards[-1] == "perdu/"
    said = [p.text for p in items.find_all("p", **{"class": "surtitre"})]
    assert said == [
        "Agir",
        *["Agir ensemble\u00a0: qui décide\u202f?"] * 2,
        "Autres nombres de l’étude",
    ]


# ---- what only the owner of the site knows ----


@pytest.mark.parametrize(
    ("settings", "told", "note"),
    [
        ({}, ["non renseigné", "non renseigné"], True),
        ({"contact": "ici@exemple.fr"}, ["ici@exemple.fr"], False),
        ({"repo_url": "https://exemple.fr/d"}, ["https://exemple.fr/d"], False),
    ],
)
def test_what_the_owner_left_empty_is_said(
    show: Show, settings: dict[str, str], told: list[str], note: bool
) -> None:
    block = show("contact", "contribuer/", settings=settings)
    assert ["".join(dd.text.split("\n")).strip() for dd in block.find_all("dd")] == told
    assert [a.attributes["href"] for a in block.find_all("a")] == [
        *(value for value in settings.values() if value.startswith("https://")),
        *(["../reseau/"] if note else []),
    ]
    assert ("gardez votre fichier" in block.text) == note


KEPT = "centre de ressources de votre région"
GITHUB = {"repo_url": "https://github.com/a/b", "forge": "github"}
GITLAB = {"repo_url": "https://forge.exemple.fr/a/b", "forge": "gitlab"}


@pytest.mark.parametrize(
    ("settings", "end", "before", "ways"),
    [
        ({}, "garder le fichier", "vous gardez le fichier obtenu", []),
        ({"contact": "ici@exemple.fr"}, "envoyer", "envoyez le fichier obtenu à ici@exemple.fr.",
         ["courriel"]),
        ({"contact": "https://exemple.fr/ici"}, "envoyer", "envoyez le fichier obtenu", []),
        (GITHUB, "envoyer", "vous proposez votre fiche sur GitHub", ["depot", "depot"]),
        (GITLAB, "envoyer", "vous proposez votre fiche sur GitLab", ["depot", "depot"]),
        ({"repo_url": "https://exemple.fr/d"}, "envoyer", "sur le dépôt du site", ["depot"]),
        ({"contact": "ici@exemple.fr"} | GITHUB, "envoyer", "ou sur GitHub avec un compte.",
         ["courriel", "depot", "depot"]),
        ({"contact": "https://exemple.fr/ici"} | GITHUB, "envoyer", "Ou vous envoyez le fichier",
         ["depot", "depot"]),
    ],
)  # fmt: skip
def test_the_form_says_before_as_at_the_end_where_a_portrait_goes(
    show: Show, settings: dict[str, str], end: str, before: str, ways: list[str]
) -> None:
    form = show("raconter", "contribuer/raconter/", settings=settings)
    last = form.get("etape-relire")
    (heading,) = last.find_all("h2")
    assert heading.text == f"Relire, puis {end}"
    (first,) = form.find_all("ul", **{"class": "a-savoir"})
    assert before in " ".join(first.text.split())
    links = [a.attributes for a in last.find_all("a") if "data-adresse" in a.attributes]
    assert [link["data-action"] for link in links] == ways
    # Kept, and given to whom; or read by somebody: never both.
    received = "Une personne du site le relira" in " ".join(last.text.split())
    assert received == bool(settings)
    for part in (first, last):
        assert (KEPT in " ".join(part.text.split())) != received
        leads = {a.attributes.get("href") for a in part.find_all("a")}
        assert ("../../reseau/" in leads) != received
        contact = settings.get("contact", "")
        if contact.startswith("https://"):
            assert contact in leads


@pytest.mark.parametrize(
    ("settings", "billet", "new"),
    [
        (GITHUB,
         "https://github.com/a/b/issues/new?template=portrait.yml"
         "&title=Portrait%20%3A%20{titre}&nom={fichier}",
         "https://github.com/a/b/new/main/portraits?filename={fichier}"),
        (GITLAB,
         "https://forge.exemple.fr/a/b/-/issues/new?issuable_template=portrait"
         "&issue%5Btitle%5D=Portrait%20%3A%20{titre}",
         "https://forge.exemple.fr/a/b/-/new/main/portraits?file_name={fichier}"),
        ({"repo_url": "https://exemple.fr/d"}, "https://exemple.fr/d", None),
    ],
)  # fmt: skip
def test_the_form_opens_the_repository_as_its_host_does(
    show: Show, settings: dict[str, str], billet: str, new: str | None
) -> None:
    form = show("raconter", "contribuer/raconter/", settings=settings)
    links = [a.attributes for a in form.find_all("a") if a.attributes.get("data-action") == "depot"]
    assert [link["data-adresse"] for link in links] == [billet, *([new] if new else [])]


HISTORY = "garde son historique"


@pytest.mark.parametrize(
    ("settings", "told", "by_mail"),
    [
        ({}, False, False),
        ({"contact": "ici@exemple.fr"}, False, False),
        ({"contact": "https://exemple.fr/ici"}, False, False),
        (GITHUB, True, False),
        (GITLAB, True, False),
        ({"repo_url": "https://exemple.fr/d"}, True, False),
        ({"contact": "ici@exemple.fr"} | GITHUB, True, True),
        ({"contact": "https://exemple.fr/ici"} | GITLAB, True, True),
    ],
)
def test_who_sends_a_text_to_a_repository_knows_before_what_it_keeps(
    show: Show, settings: dict[str, str], told: bool, by_mail: bool
) -> None:
    last = show("raconter", "contribuer/raconter/", settings=settings).get("etape-relire")
    for part, way in ((last, "envois"), (show("contribuer", "contribuer/", settings=settings), "")):
        lines = read_lines(part)
        ranks = [rank for rank, line in enumerate(lines) if HISTORY in line]
        assert len(ranks) == told
        if not told:
            continue
        assert ("sans votre nom" in lines[ranks[0]]) == by_mail
        leads = [a.attributes.get("href", "") for a in part.find_all("a")]
        assert [lead for lead in leads if lead.endswith("charte/#retrait")]
        if way:  # before any way out of the form
            sent = [n for n, line in enumerate(lines) if line.startswith(("Télécharger", "Copier"))]
            assert sent and ranks[0] < sent[0]


# ---- what is promised to contributors, and written to them ----


def test_the_charter_tells_the_delays_of_the_mails(show: Show, study: Study) -> None:
    block = show("delais", "charte/")
    told = [" ".join(dd.text.split()) for dd in block.find_all("dd")]
    assert told == [f"{delay} au plus" for _, delay in study.courriels.delais]


def test_each_mail_is_there_to_be_copied_and_to_be_read(show: Show, study: Study) -> None:
    block = show("courriels", "mainteneurs/moderer/")
    names = [h.attributes["id"] for h in block.find_all("h3")]
    assert names == [f"courriel-{n}" for n in ("recu", "question", "accepte", "refuse", "retire")]
    for button in block.find_all("button"):
        assert "hidden" in button.attributes, "until a script can copy"
        assert block.get(button.attributes["data-copier"]).text.strip()
    assert len(block.find_all("button")) == 2 * len(names)
    texts = "\n".join(pre.text for pre in block.find_all("pre"))
    assert "{delai" not in texts
    assert study.courriels.delais.lecture in texts
    assert "\n\n" in texts, "paragraphs are kept"


def test_a_mail_says_where_the_charter_is_when_the_site_has_an_address(show: Show) -> None:
    there = show("courriels", "x/", settings={"site_url": "https://exemple.fr/etude"})
    assert "https://exemple.fr/etude/charte/" in there.get("texte-recu").text
    blanks = [dt.text.strip() for dt in there.find_all("dt")]
    assert blanks == ["{titre}", "{adresse}", "{question}", "{raison}", "{signature}"]
    nowhere = show("courriels", "x/")
    assert "{charte}" in nowhere.get("texte-recu").text
    assert [dt.text.strip() for dt in nowhere.find_all("dt")] == [*blanks, "{charte}"]


# ---- what helps who writes a file ----

FIELD = FieldInfo(
    key="cle", label="L'étiquette", help="Ce que c'est.", kind="un texte court", required=True,
    many=False, example="", catalogue="", choices=(), least=None, most=None, fields=(), prose=None,
)  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, "un texte court."),
        ({"least": 2}, "un texte court, au moins 2 signes."),
        ({"least": 2, "most": 9}, "un texte court, de 2 à 9 signes."),
        ({"kind": "un nombre entier", "least": 0, "most": 3}, "un nombre entier, de 0 à 3."),
        ({"kind": "un nombre entier", "least": 1, "most": 3}, "un nombre entier, de 1 à 3."),
        ({"many": True}, "Une liste ; chaque élément : un texte court."),
        ({"many": True, "least": 1, "most": 3},
         "Une liste, de 1 à 3 ; chaque élément : un texte court."),
        ({"many": True, "most": 3}, "Une liste, au plus 3 ; chaque élément : un texte court."),
        ({"example": "mot"}, "un texte court. Exemple : cle: mot"),
        ({"example": "mot", "fields": (replace(FIELD, key="dedans"),)}, "un texte court."),
    ],
)  # fmt: skip
def test_a_key_is_told_with_what_it_expects(show: Show, changes: dict[str, Any], said: str) -> None:
    block = show("champs", "contribuer/champs/", champs=[replace(FIELD, **changes)])
    assert read_lines(block)[:4] == [
        "L’étiquette", "cle L’étiquette obligatoire", "Ce que c’est.", said,
    ]  # fmt: skip


def test_a_key_is_told_with_its_words_and_its_own_keys(show: Show, study: Study) -> None:
    inner = replace(FIELD, key="dedans", required=False)
    fields = [
        replace(FIELD, fields=(inner,)),
        replace(FIELD, key="choix", choices=("un", "deux")),
        replace(FIELD, key="theme", catalogue="themes"),
        replace(FIELD, key="sphere", catalogue="spheres"),
        replace(FIELD, key="ressource", catalogue="ressources"),
        replace(FIELD, key="numero"),
        replace(FIELD, key="source"),
    ]
    block = show("champs", "contribuer/champs/", champs=fields)
    assert "dedans L’étiquette facultatif" in read_lines(block.get("cle-dedans"))
    assert "Au choix : un, deux." in read_lines(block.get("choix"))
    for key, words in (("theme", study.vocabulaires["themes"]), ("sphere", study.spheres)):
        lines = read_lines(block.get(key))
        assert f"Les {len(words)} mots possibles" in lines
        told = lines[lines.index(f"Les {len(words)} mots possibles") + 1 :]
        assert told[::2] == list(words)
        assert told[1::2] == [word.titre.replace("'", "’") for word in words.values()]
    assert list_links(block.get("ressource")) == {"ressource": "../../ressources/"}
    headings = [e.attributes["id"] for e in block.find_all("h2")]
    assert headings == ["cle-cle", "cle-choix", "cle-theme", "cle-sphere", "cle-ressource"]
    assert not block.get("cle").find_all("details"), "no words where none are imposed"


@pytest.mark.parametrize(
    ("example", "said"),
    [
        ({"texte": "titre: Un"}, ["titre: Un"]),
        ({"nom": "un.yml"}, ["Nom du fichier : un.yml"]),
        ({"sans": "titre"}, ["La clé titre n’est pas écrite."]),
        ({"ailleurs": "oui", "nom": "un.yml"},
         ["Nom du fichier : un.yml", "Le fichier est un lien vers un autre dossier."]),
        ({"texte": "titre: Un", "encodage": "latin-1"},
         ["Fichier enregistré en latin-1.", "titre: Un"]),
        ({"texte": "titre: ␣", "caractere": "200B"},
         ["Le signe ␣ tient lieu du caractère invisible U+200B.", "titre: ␣"]),
        ({"texte": "titre: Un", "fois": 300}, ["Ce texte, répété 300 fois :", "titre: Un"]),
    ],
)  # fmt: skip
def test_a_message_is_told_with_its_examples(
    show: Show, study: Study, example: dict[str, Any], said: list[str]
) -> None:
    given = {"faux": example, "juste": {"texte": "titre: Un jardin"}}
    erreurs = {"un-code": ErrorHelp.model_validate(given, context={"slug": "un-code"})}
    block = show(
        "erreurs", "contribuer/erreurs/", replace(study, erreurs=erreurs),
        messages={"un-code": (1, set_french(Message(1, "L'étiquette {nom} manque.", "").general))},
    )  # fmt: skip
    assert read_lines(block) == [
        "Le fichier ne peut pas être lu", "Les clés", "un-code", "L’étiquette … manque.",
        "À ne pas écrire", *said, "À écrire", "titre: Un jardin",
        "Les valeurs", "Les personnes et les lieux",
    ]  # fmt: skip


@pytest.mark.parametrize("count", [1, 2])
def test_a_preview_tells_every_problem_as_text(count: int) -> None:
    problem = Problem(1, "<i>.yml", 3, 9, "type", "<b>faux</b>", "Écrivez <u>.")
    document = assemble(None).show_problems([problem] * count, "portraits/x/", "Un portrait")
    (main,) = read_html(document).find_all("main")
    _, how_many, *told = read_lines(main)
    assert how_many.startswith("1 problème dans" if count == 1 else "2 problèmes dans")
    assert told == ["<i>.yml, ligne 3, colonne 9 : <b>faux</b> Écrivez <u>."] * count


def test_a_figure_is_placed_in_any_page(study: Study) -> None:
    html = assemble(study).show_figure("contrat-de-ville", "ailleurs/")
    assert 'id="chiffre-contrat-de-ville"' in html
    assert assemble(None).show_figure("contrat-de-ville", "ailleurs/") == ""


# ---- what is prepared for a review ----


def test_each_question_is_copied_with_the_population_and_the_year_once(
    show: Show, study: Study
) -> None:
    block = show("preparer", "preparer/")
    buttons = [each for each in block.find_all("button") if "data-copier" in each.attributes]
    assert len(buttons) == len(study.preparer.questions)
    assert len({" ".join(button.text.split()) for button in buttons}) == len(buttons)
    for question, button in zip(study.preparer.questions, buttons, strict=True):
        figure = study.chiffres[question.chiffre]
        phrase, reference = map(block.get, button.attributes["data-copier"].split())
        said = " ".join(reference.text.split())
        population = " ".join(set_french(figure.population).split())
        assert " ".join(phrase.text.split()) == " ".join(set_french(figure.constat).split())
        assert said.startswith(population)
        assert said.count(str(figure.annee)) == 1
        assert ("déclaré par les Cités" in said) == figure.declare
        assert (f"n = {figure.effectif}" in said) == bool(figure.effectif)
        assert " ".join(set_french(figure.rubrique).split()) in said


def test_a_preview_offers_no_file_that_it_does_not_make(study: Study) -> None:
    sources = Sources(study, SETTINGS, [], [], [])
    for look, made in ((LOOK, True), (replace(LOOK, preview=True), False)):
        site = Site(ROOT, sources, look)
        offered = [
            link.attributes["href"]
            for block, page in (("donnees", "donnees/"), ("contribuer", "contribuer/"))
            for link in read_html(site.show_block(block, page)).find_all("a")
        ]
        files = [href for href in offered if href.endswith((".xlsx", ".zip", ".docx"))]
        assert len(files) == 3 * made
        assert len(site.binaries) == 3 * made
