"""One page of each kind of the site, by name; the addresses of all of them."""

from pathlib import Path

from playwright.sync_api import Page

# Addresses, by the name of a kind of page; scripts.schema.registry has the kinds of records.
KINDS = {
    "accueil": "",
    "synthese": "synthese/",
    "chapitre": "cooperation/metier-de-cpo/",
    "chapitre-illustre": "coeduquer/communaute-animee/",
    "portraits": "portraits/",
    "comparer": "portraits/comparer/?p=passerelles,parents-acteurs",
    "portrait": "portraits/passerelles/",
    "modele": "spheres/",
    "sphere": "spheres/virtualite/",
    "chiffres": "chiffres/",
    "chiffre": "chiffres/contrat-de-ville/",
    "integrer": "chiffres/contrat-de-ville/integrer/",
    "verifications": "verifications/",
    "ressources": "ressources/",
    "ressource": "ressources/usages-du-sport-cites-educatives/",
    "reseau": "reseau/",
    "glossaire": "glossaire/",
    "se-situer": "se-situer/",
    "echiquier": "echiquier/",
    "contribuer": "contribuer/",
    "formulaire": "contribuer/raconter/",
    "ecrire": "contribuer/ecrire-une-page/",
    "champs": "contribuer/champs/",
    "erreurs": "contribuer/erreurs/",
    "donnees": "donnees/",
    "nouveautes": "nouveautes/",
    "texte": "accessibilite/",
    "aide": "aide/",
    "plan": "plan-du-site/",
    "en-clair": "portraits/passerelles/en-clair/",
    "recherche": "recherche/?q=ecole",
    "introuvable": "404.html",
}

# Those of our own frame: the other one is shown in that of another site.
FRAMED = {kind: path for kind, path in KINDS.items() if kind != "integrer"}

# What a script shows some time after the page, by the beginning of the address.
LATE = {"recherche/?q=": "main .resultat", "contribuer/raconter/": "#raconter"}


def open_whole(page: Page, url: str) -> None:
    """Go to a page of this site, and wait for what its script shows."""
    page.goto(url)
    for path, late in LATE.items():
        if path in url:
            page.locator(late).first.wait_for()


def list_addresses(site: Path) -> list[str]:
    """Return the address of every page of a built site, from its root."""
    paths = sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))
    return [path.removesuffix("index.html") for path in paths]
