"""Words that a file puts between asterisks stand out wherever a page shows them."""

import re
from dataclasses import replace
from typing import Any

from pydantic import BaseModel

from scripts.schema.introspection import list_prose
from scripts.site.site import Site
from scripts.study.study import read_study
from tests.blocks import read_html
from tests.conftest import SMALL_STUDY, assemble

BLOCKS = {
    "accueil": "", "portraits": "portraits/", "modele": "spheres/", "chiffres": "chiffres/",
    "verifications": "verifications/", "ressources": "ressources/", "reseau": "reseau/",
    "glossaire": "glossaire/", "synthese": "synthese/", "en-clair": "en-clair/",
}  # fmt: skip
KINDS = (
    "portraits", "spheres", "chapitres", "chiffres", "modeles", "ressources", "centres",
    "glossaire", "graphiques",
)  # fmt: skip
NOT_SHOWN = {  # what is searched for, what is counted, what names a row or a column
    "formes", "pages", "cle", "dans", "ligne", "lignes", "colonne", "autre_ligne", "autre_colonne",
}  # fmt: skip
SINGLES = ("synthese", "modele", "reseau", "accueil")


def stress(record: BaseModel, name: str) -> Any:
    """Return a record whose every text ends with the name of its field, between asterisks."""
    kind: type[BaseModel] = type(record)
    prose = {
        keys for keys, field in list_prose(kind).items()
        if field.prose and not field.prose.start and not field.prose.admits
    }  # fmt: skip

    def change(value: Any, keys: tuple[str, ...]) -> Any:
        if isinstance(value, tuple):
            return tuple(change(item, keys) for item in value)
        if isinstance(value, BaseModel):
            fields = type(value).model_fields
            return value.model_copy(
                update={key: change(getattr(value, key), (*keys, key)) for key in fields}
            )
        if isinstance(value, str) and keys in prose and keys[-1] not in NOT_SHOWN:
            return f"{value} *{'.'.join((name, *keys)).replace('_', '-')}*"
        return value

    return change(record, ())


def show(site: Site) -> str:
    """Every page and every block, without what is round them."""
    pages = [site.renderer.render(s.template, s.url, s.context) for s in site.sources]
    blocks = [site.show_block(name, url) for name, url in BLOCKS.items()]
    mains = [read_html(html).find_all("main") or [read_html(html)] for html in [*pages, *blocks]]
    return "\n".join(main.text for found in mains for main in found)


# Fields that some page shows as they are written: names, titles, headings of the study, quotations.
AS_WRITTEN = """
    accueil.constats.valeur accueil.publics.qui accueil.titre
    centres.departements centres.nom centres.site centres.telephone centres.territoire
    chapitres.a-citer.valeur chapitres.rubrique chapitres.sections.rubrique
    chapitres.sections.titre chapitres.sections.voix.citation chapitres.sections.voix.qui
    chapitres.titre
    chiffres.colonnes.titre chiffres.lignes.titre chiffres.lignes.valeurs.texte chiffres.mesure
    chiffres.population chiffres.question chiffres.rubrique chiffres.source chiffres.titre
    chiffres.verifications.rubrique chiffres.verifications.rubrique-ici
    chiffres.verifications.rubrique-la
    glossaire.developpe glossaire.rubrique glossaire.terme
    graphiques.categorie graphiques.mesure graphiques.titre graphiques.valeur
    modele.centre.titre modele.etapes.rubrique modele.etapes.titre modele.rubriques modele.titre
    modeles.centre modeles.colonnes modeles.elements.attributs modeles.elements.date
    modeles.elements.titre modeles.rubrique modeles.titre
    portraits.chiffres-cles.unite portraits.contact-public.structure
    portraits.provenance.structure portraits.titre
    reseau.nom reseau.site reseau.telephone
    ressources.auteurs.nom ressources.lieu ressources.mois ressources.titre
    spheres.entree.rubrique spheres.rubriques spheres.titre
    synthese.rubrique synthese.titre
"""


def test_what_stands_out_in_a_file_stands_out_on_its_page() -> None:
    study = read_study(SMALL_STUDY)
    changes: dict[str, Any] = {
        kind: {slug: stress(entry, kind) for slug, entry in getattr(study, kind).items()}
        for kind in KINDS
    }
    changes |= {name: stress(getattr(study, name), name) for name in SINGLES}
    shown = show(assemble(replace(study, **changes)))
    raw = set(re.findall(r"\*([a-z.-]+)\*", shown))
    assert raw == set(AS_WRITTEN.split())
    assert len(set(re.findall(r"(?<!\*)\b[a-z]+\.[a-z.-]+\b(?!\*)", shown)) - raw) > 50
