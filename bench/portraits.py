"""Writes portraits to measure the site with: python -m bench.portraits 1000 FOLDER.

Each is a testimony of some 1,200 words that fills every section, and passes the checks. The
sentences are those of the portraits and chapters, dealt anew: the words are the field's, in the
proportions of real texts. Same number, same files.
"""

import argparse
import random
import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from scripts.files import write_atomically
from scripts.reading.writing import FIRST_LINE, write_mapping
from scripts.schema.anonymity import Names
from scripts.schema.forbidden import find_code
from scripts.schema.types import Prose
from scripts.search.records import list_texts
from scripts.study.study import Study, read_study

ROOT = Path(__file__).resolve().parent.parent
WHAT = [
    "Un atelier", "Un café", "Une classe", "Un club", "Un conseil", "Une fête", "Un jardin",
    "Un journal", "Une marche", "Un petit déjeuner", "Une radio", "Un séjour", "Une semaine",
    "Un spectacle", "Un tournoi", "Une veillée",
]  # fmt: skip
WHOSE = [
    "avec les parents", "de collégiens", "de lycéennes", "des familles", "des grands frères",
    "des petits", "du mercredi", "d'été", "entre voisins", "pour les élèves", "hors les murs",
    "en bas des tours",
]  # fmt: skip

WHO = [
    "Le centre social", "Des parents", "L'équipe du collège", "Les animateurs", "La commune",
    "Une association", "Les lycéens", "La médiathèque",
]  # fmt: skip


def main() -> None:
    """Write as many portraits as asked into the folder."""
    parser = argparse.ArgumentParser(prog="python -m bench.portraits", description=__doc__)
    parser.add_argument("number", type=int)
    parser.add_argument("folder", type=Path)
    options = parser.parse_args()
    write_portraits(read_study(ROOT), options.number, options.folder)


def write_portraits(study: Study, number: int, folder: Path) -> None:
    """Write portraits made of the study's sentences into the folder."""
    sentences = list_sentences(study)
    for rank in range(1, number + 1):
        portrait = deal_portrait(study, sentences, rank)
        text = f"{FIRST_LINE.format(name='portraits')}\n{write_mapping(portrait)}"
        write_atomically(folder / f"essai-{rank:04}.yml", text)


def list_sentences(study: Study) -> list[str]:
    """Return the sentences of the portraits and chapters that a portrait may hold."""
    texts = [
        text
        for entry in (*study.portraits.values(), *study.chapitres.values())
        for text in list_texts(entry)
    ]
    sentences = {
        sentence
        for text in texts
        for sentence in re.split(r"(?<=[.?!])\s+", " ".join(text.split()))
        if 8 <= len(sentence.split()) <= 30 and sentence[0].isupper() and sentence[-1] == "."
    }
    names, prose = Names(study.lieux, study.homonymes), Prose()
    return sorted(
        sentence
        for sentence in sentences
        if not [*find_code(sentence), *names.find(sentence, prose)] and "*" not in sentence
    )


def deal_portrait(study: Study, sentences: list[str], rank: int) -> dict[str, Any]:
    """Return the keys of a portrait: the same for the same rank."""
    hand = random.Random(rank)

    def say(count: int) -> str:
        return " ".join(hand.sample(sentences, count))

    def tell(*counts: int) -> str:
        return "\n\n".join(say(count) for count in counts)

    def pick(vocabulary: str, most: int) -> list[str]:
        slugs = list(study.slugs[vocabulary])
        return hand.sample(slugs, hand.randint(1, most))

    youngest = hand.randint(0, 16)
    spheres, levels = pick("spheres", 5), pick("niveaux", 3)
    return {
        "origine": "temoignage",
        "provenance": {
            "structure": "Un centre social",
            "date": date(2024, 1, 1) + timedelta(hand.randrange(900)),
            "consentement": "oui",
            "licence": hand.choice([*study.slugs["licences"]]),
        },
        "titre": f"{hand.choice(WHAT)} {hand.choice(WHOSE)}, récit {rank}",
        "sous_titre": hand.choice(sentences).rstrip("."),
        "resume": say(3),
        "annee_label": hand.randint(2019, 2025),
        "cout": f"{hand.randint(2, 90)} 000 € par an",
        "ages": {"de": youngest, "a": youngest + hand.randint(1, 9)},
        "spheres": [{"sphere": slug, "comment": say(1)} for slug in spheres],
        "niveaux": [{"niveau": slug, "comment": say(1)} for slug in levels],
        "acteurs": pick("acteurs", 9),
        "themes": pick("themes", 4),
        "chiffres_cles": [
            {"valeur": hand.randint(2, 900), "unite": "familles", "libelle": "viennent chaque mois"}
            for _ in range(hand.randint(3, 6))
        ],
        "contexte": {"texte": tell(4, 3)},
        "mise_en_oeuvre": {"texte": tell(4, 4), "points": [say(1) for _ in range(3)]},
        "alliance": {
            "dimension_educative": {"texte": tell(4)},
            "methode": {"texte": tell(4, 3)},
            "acteurs": [
                {"nom": name, "role": say(1), "spheres": spheres[: hand.randint(1, 3)],
                 "niveau": hand.choice(levels)}
                for name in hand.sample(WHO, hand.randint(2, len(WHO)))
            ],
            "innovation": {"texte": tell(3)},
        },
        "transformations": {
            "resultats_visibles": {"points": [say(1) for _ in range(4)]},
            "effets_durables": {"texte": tell(3)},
            "marges_de_progres": {
                "texte": tell(2),
                "problemes": [{"titre": "La communication", "probleme": say(1), "piste": say(1)}],
            },
            "perspectives": {"texte": tell(3)},
        },
        "leviers": [say(1) for _ in range(3)],
        "freins": [say(1) for _ in range(3)],
        "sections": [
            {"partie": slug, "titre": "Ce qui se raconte", "texte": tell(4)}
            for slug in pick("parties", 2)
        ],
        "ressources": pick("ressources", 3),
    }  # fmt: skip


if __name__ == "__main__":
    main()
