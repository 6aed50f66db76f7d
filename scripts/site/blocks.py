"""What each block of a written page is given: overrides/blocs/<name>.html."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import islice
from operator import itemgetter
from typing import Any

from ..charts.charts import write_value
from ..data.package import describe_dataset
from ..problems.messages import MESSAGES
from ..schema.canvases import Comparison
from ..schema.introspection import list_labels, read_fields
from ..schema.mails import BLANKS, DELAYS, Delays, Mail, Mails
from ..schema.portrait import Portrait
from ..schema.registry import KINDS
from ..schema.site import ComparedFigure
from ..schema.types import Line
from ..study.facets import FIRST_VIEW
from ..study.readiness import find_settings
from ..study.study import Study
from ..study.territories import Network
from ..text.typography import set_french
from .contexts import (
    GLOSSARY,
    SYNTHESIS,
    Context,
    Contexts,
    Target,
    name_chapters,
    show_card,
    target,
)
from .explorer import cross_portraits
from .prints import Print


@dataclass(frozen=True)
class Compared(Target):
    """A figure in a picture of several: its number in words, and what part of all it is."""

    mots: Line
    part: float


CHARTER = "charte/"
MOST_TESTIMONIES = 3  # on the home page, the last ones
MOST_PRINTS = 40  # for a use, on the page of prints


def describe_block(contexts: Contexts, name: str, **values: Any) -> Context:
    """Return what a block shows; values are what the page that calls it gives.

    A block that shows nothing of the study is given nothing of it.
    """
    describe = _BLOCKS.get(name)
    return (describe(contexts) if describe else {}) | values


def _count(contexts: Contexts) -> Context:
    """How many records there are of each kind, by its name."""
    return {
        "nombres": {kind.name: len(contexts.study.list_records(kind)) for kind in KINDS},
    }


def _describe_home(contexts: Contexts) -> Context:
    study = contexts.study
    told = [(p.provenance.date, p) for p in study.portraits.values() if p.provenance]
    told.sort(key=itemgetter(0), reverse=True)
    cited = (finding.chiffre for finding in study.accueil.constats)
    home = study.accueil
    found = sorted(home.constats, key=lambda each: _is_replaced(study, each.chiffre))
    return _count(contexts) | {
        "accueil": home.model_copy(update={"constats": tuple(found)}),
        "chiffres": {slug: target(study.chiffres[slug]) for slug in cited},
        "temoignages": [portrait for _, portrait in told[:MOST_TESTIMONIES]],
    }


def _describe_ways(contexts: Contexts) -> Context:
    """The interview grid, for Word and as it was printed."""
    return {
        "grille": contexts.offer_grid() if contexts.offer_grid else None,
        "imprimes": contexts.find_prints("contribuer/"),
    }


def _describe_fields(contexts: Contexts) -> Context:
    return {"champs": read_fields(Portrait)}


def _describe_figures(contexts: Contexts) -> Context:
    """The figures that matter, then all, each with the first chapter that shows it.

    What a later edition replaces comes last in both.
    """
    study = contexts.study
    first: dict[str, Target | None] = {}
    for chapter in study.chapitres.values():
        for slug in study.chiffres:
            if slug in chapter.figures:
                first.setdefault(slug, target(chapter))
    for slug in study.chiffres:
        first.setdefault(slug, None)
    together, is_replaced = study.accueil.ensemble, partial(_is_replaced, study)
    return _count(contexts) | {
        "ensemble": together,
        "compares": [_compare(contexts, row) for row in together.lignes] if together else [],
        "en_grand": [
            contexts.show_figure(slug) for slug in sorted(study.accueil.chiffres, key=is_replaced)
        ],
        "tous": [
            (contexts.show_figure(slug), first[slug]) for slug in sorted(first, key=is_replaced)
        ],
        "catalogue": contexts.catalogues["chiffres"],
        "imprimes": contexts.find_prints("chiffres/"),
    }


def _is_replaced(study: Study, slug: str) -> bool:
    """Whether a later edition replaces a figure: the others come before it."""
    return study.chiffres[slug].url in study.replacing


def _compare(contexts: Contexts, row: ComparedFigure) -> Compared:
    figure = contexts.study.chiffres[row.chiffre]
    value = figure.lignes[0].valeurs[0]
    whole = figure.find_whole(value)
    words = write_value(value.model_copy(update={"base": whole or None, "taux": None}))
    return Compared(figure.url, row.titre, words, (value.nombre or 0) / whole if whole else 0)


def _describe_data(contexts: Contexts) -> Context:
    study = contexts.study
    return {
        "fichiers": [
            (kind.name, len(study.list_records(kind)), kind.names) for kind in KINDS if kind.whole
        ],
        "portraits": dict(islice(((s, target(p)) for s, p in study.portraits.items()), FIRST_VIEW)),
        "total": len(study.portraits),
        "chiffres": {slug: target(figure) for slug, figure in study.chiffres.items()},
        "paquet": contexts.package,
        "jeu": describe_dataset(contexts.package),
    }


def _describe_news(contexts: Contexts) -> Context:
    return {"nouvelles": contexts.news}


def _describe_plain(contexts: Contexts) -> Context:
    return {
        "textes": contexts.study.plain_texts,
        "imprimes": contexts.find_prints("en-clair/"),
    }


def _describe_faults(contexts: Contexts) -> Context:
    messages = {
        code: (message.rank, set_french(message.general)) for code, message in MESSAGES.items()
    }
    return {"messages": messages, "erreurs": contexts.study.erreurs}


def _describe_glossary(contexts: Contexts) -> Context:
    return {
        "termes": tuple(contexts.study.glossaire.values()),
        "citee": contexts.cited_pages[GLOSSARY],
    }


def _describe_model(contexts: Contexts) -> Context:
    study = contexts.study
    return {
        "modele": study.modele,
        "imprimes": contexts.find_prints("spheres/"),
        "fiches": tuple(study.spheres.values()),
        "touchees": {slug: len(found) for slug, found in study.portraits_by_sphere.items()},
    }


def _describe_comparison(contexts: Contexts) -> Context:
    study = contexts.study
    return {
        "grille": study.imprimer.comparaison,
        "portraits": tuple(map(show_card, islice(study.portraits.values(), FIRST_VIEW))),
        "total": len(study.portraits),
        "imprimes": contexts.find_prints("portraits/comparer/"),
    }


def _describe_portraits(contexts: Contexts) -> Context:
    study = contexts.study
    portraits = tuple(study.portraits.values())
    chart = "portraits-spheres" if "portraits-spheres" in contexts.charts else "spheres"
    return {
        "portraits": tuple(map(show_card, portraits[:FIRST_VIEW])),
        "total": len(portraits),
        "feuilles": contexts.sheets,
        "de_l_etude": sum(portrait.origine == "etude" for portrait in portraits),
        "catalogue": contexts.catalogues["portraits"],
        "explorer": cross_portraits(study, contexts.catalogues["portraits"]),
        "touchees": {slug: len(found) for slug, found in study.portraits_by_sphere.items()},
        **_describe_chart(contexts, chart),
    }


def _describe_chart(contexts: Contexts, slug: str) -> Context:
    return {
        "graphique": (slug, contexts.study.graphiques[slug], contexts.charts[slug]),
    }


def _describe_prints(contexts: Contexts) -> Context:
    """What was printed, use by use, in the order that each use gives."""
    by_genre: dict[str, list[Print]] = {}
    for made in contexts.prints:
        by_genre.setdefault(made.genre, []).append(made)
    return {
        "usages": tuple(
            (use, tuple(made for genre in use.genres for made in by_genre.get(genre, ())))
            for use in contexts.study.imprimer.usages
        ),
        "plus": MOST_PRINTS,
    }


def _describe_preparation(contexts: Contexts) -> Context:
    study = contexts.study
    asked = study.preparer.questions
    return {
        "preparer": study.preparer,
        "chiffres": {each.chiffre: study.chiffres[each.chiffre] for each in asked},
        "chapitres": name_chapters(study, (each.lien for each in asked)),
        "imprimes": contexts.find_prints("preparer/"),
    }


def _describe_scales(contexts: Contexts) -> Context:
    """The scales; the printed values to stand beside each part, and the portraits it cites."""
    study = contexts.study
    scales = tuple(study.reperes.values())
    parts = [part for scale in scales for part in scale.parties]
    cited = {cited.portrait for part in parts for cited in part.portraits}
    return {
        "reperes": scales,
        "imprimes": {scale.slug: contexts.find_prints(scale.url) for scale in scales},
        "montres": {
            scale.slug: {
                part.cle: tuple(_stand_beside(study, beside) for beside in part.chiffres)
                for part in scale.parties
            }
            for scale in scales
        },
        "portraits": {slug: target(study.portraits[slug]) for slug in sorted(cited)},
    }


def _stand_beside(study: Study, beside: Comparison) -> Context:
    """The rows of a figure that are compared with, and the rank of their value."""
    figure = study.chiffres[beside.chiffre]
    columns = [column.cle for column in figure.colonnes]
    rows = [row for row in figure.lignes if row.cle in (beside.lignes or [row.cle])]
    return {
        "chiffre": figure,
        "lignes": tuple(rows),
        "rang": columns.index(beside.colonne) if beside.colonne else 0,
    }


def _describe_board(contexts: Contexts) -> Context:
    """The chessboard, and the portraits whose actors it may begin with, each where it acts."""
    study = contexts.study
    portraits = [
        p for p in study.portraits.values() if p.alliance.acteurs and p.url not in study.replacing
    ][:FIRST_VIEW]
    return {
        "plateau": study.echiquier,
        "departs": tuple(map(_list_tokens, portraits)),
        "imprimes": contexts.find_prints("echiquier/"),
    }


def _list_tokens(portrait: Portrait) -> Context:
    """The actors of a portrait as a team's tokens: for a script, so set as French here."""
    return {
        "slug": portrait.slug,
        "titre": set_french(portrait.titre),
        "jetons": [
            {"texte": set_french(actor.nom), "spheres": actor.spheres, "niveau": actor.niveau}
            for actor in portrait.alliance.acteurs
        ],
    }


def _describe_search(contexts: Contexts) -> Context:
    return _count(contexts)


def _describe_network(contexts: Contexts) -> Context:
    study = contexts.study
    network = Network(study.centres.values(), study.lieux, study.carte)
    return {
        "reseau": study.reseau,
        "imprimes": contexts.find_prints("reseau/"),
        "nombre": len(study.centres),
        "tuiles": network.tiles,
        "zones": network.areas,
        "ailleurs": network.elsewhere,
        "departements": network.departments,
        "lieux": study.lieux,
        "signees": {
            slug: tuple(map(target, resources))
            for slug, resources in study.resources_by_centre.items()
        },
    }


def _describe_resources(contexts: Contexts) -> Context:
    study = contexts.study
    year, most = max(study.resources_by_year.items(), key=lambda item: item[1])
    by_centre = contexts.charts["ressources-par-centre"]
    return {
        "presentation": study.reseau,
        "ressources": tuple(study.ressources.values()),
        "centres": contexts.name_centres(study.ressources.values()),
        "catalogue": contexts.catalogues["ressources"],
        "graphiques": {
            slug: (slug, study.graphiques[slug], contexts.charts[slug])
            for slug in ("ressources-par-annee", "ressources-par-centre")
        },
        "la_plus_fournie": (year, most),
        "qui_signe_le_plus": (by_centre.rows[0], by_centre.values[0][0]),
    }


def _describe_delays(contexts: Contexts) -> Context:
    labels, delays = list_labels(Delays), contexts.study.courriels.delais
    return {"delais": [(labels[name], set_french(delay)) for name, delay in delays]}


def _describe_mails(contexts: Contexts) -> Context:
    """The mails, whose blanks that the site knows are filled in, and what the others are for."""
    labels, mails = list_labels(Mails), contexts.study.courriels
    known = dict(zip(DELAYS, mails.delais.model_dump().values(), strict=True))
    if base := contexts.settings["site_url"]:
        known["charte"] = f"{base}/{CHARTER}"
    return {
        "blancs": [(name, set_french(for_)) for name, for_ in BLANKS.items() if name not in known],
        "courriels": [
            (name, labels[name], _fill(mail, known))
            for name, mail in mails
            if isinstance(mail, Mail)
        ],
    }


def _fill(mail: Mail, known: Mapping[str, str]) -> Mail:
    """Return the mail with what is known in place of its blanks; the others stay."""

    def fill(text: str) -> str:
        return re.sub(r"\{(\w+)\}", lambda blank: known.get(blank[1], blank[0]), text)

    return mail.model_copy(update={"objet": fill(mail.objet), "texte": fill(mail.texte)})


def _describe_licences(contexts: Contexts) -> Context:
    return {"oeuvres": contexts.study.licences.oeuvres, "lieux": contexts.study.lieux}


def _describe_synthesis(contexts: Contexts) -> Context:
    study = contexts.study
    cited = {finding.chiffre for finding in study.findings if finding.chiffre}
    entries = [*study.chapitres.values(), *study.spheres.values(), *study.chiffres.values()]
    pages = {entry.url.rstrip("/"): target(entry) for entry in entries}
    return {
        "synthese": study.synthese,
        "imprimes": contexts.find_prints("synthese/"),
        "citee": contexts.cited_pages[SYNTHESIS],
        "chiffres": {slug: target(study.chiffres[slug]) for slug in cited},
        "autres_editions": sorted({f.edition for f in study.findings} - {study.etude.courante}),
        "pages": {f.lien: pages[f.lien] for f in study.findings if f.lien in pages},
        "premier": target(next(iter(study.chapitres.values()))),
    }


def _describe_settings(contexts: Contexts) -> Context:
    """Each setting of the owner, as this build has it."""
    study = contexts.study
    return {"trouves": find_settings(study, contexts.settings), "etats": study.pret.etats}


def _describe_reminders(contexts: Contexts) -> Context:
    return {"rappels": contexts.study.pret.rappels}


def _describe_checks(contexts: Contexts) -> Context:
    study = contexts.study
    figures = {slug: target(figure) for slug, figure in study.chiffres.items()}
    return {"verdicts": study.verdicts, "autres": figures, "ecarts": study.disagreements}


_BLOCKS: dict[str, Callable[[Contexts], Context]] = {
    "accueil": _describe_home,
    "champs": _describe_fields,
    "chiffres": _describe_figures,
    "comparer": _describe_comparison,
    "courriels": _describe_mails,
    "delais": _describe_delays,
    "contribuer": _describe_ways,
    "donnees": _describe_data,
    "echiquier": _describe_board,
    "en-clair": _describe_plain,
    "erreurs": _describe_faults,
    "glossaire": _describe_glossary,
    "imprimer": _describe_prints,
    "licences": _describe_licences,
    "modele": _describe_model,
    "nouveautes": _describe_news,
    "portraits": _describe_portraits,
    "preparer": _describe_preparation,
    "pret": _describe_settings,
    "rappels": _describe_reminders,
    "recherche": _describe_search,
    "reseau": _describe_network,
    "ressources": _describe_resources,
    "se-situer": _describe_scales,
    "synthese": _describe_synthesis,
    "verifications": _describe_checks,
}
