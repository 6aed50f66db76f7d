"""A later edition of the study, played: what a person writes to put it beside the first one."""

from pathlib import Path

FIGURE, PORTRAIT = "content/chiffres/reunions-2028.yml", "portraits/passage-2028.yml"
ISBN = "978-0-00-000000-{year}"
_EDITION = """\
  - annee: {year}
    titre: "Les écoles d'une rivière, la suite"
    nom: étude de trois villages
    signature: Amont et Aval
    auteurs:
      - {{prenom: Zoé, nom: Ruisseau}}
    parution: mai {year}
    publication: la publication d'Aval
    isbn: {isbn}
"""


def add_edition(project: Path, year: int = 2028, *, figures: bool = True) -> Path:
    """Add an edition to a copy of the small study, the current one from then on; return the copy.

    With figures, it has a figure and a portrait that replace two of 2025.
    """
    study = project / "content/etude.yml"
    text = study.read_text(encoding="utf-8").partition("\n")[2].rstrip()
    edition = _EDITION.format(year=year, isbn=ISBN.format(year=year))
    study.write_text(f"courante: {year}\n{text}\n{edition}", encoding="utf-8")
    if not figures:
        return project
    for new, slug in ((FIGURE, "reunions"), (PORTRAIT, "passage")):
        old = (project / new).with_name(f"{slug}.yml").read_text(encoding="utf-8")
        (project / new).write_text(
            old.replace("edition: 2025", f"edition: {year}\nremplace: {slug}")
            .replace("titre: Les réunions se tiennent plutôt le soir", "titre: Le soir, toujours")
            .replace('titre: "Passer en 6e : la main tendue"', "titre: Passer en 6e, à trois"),
            encoding="utf-8",
        )
    return project
