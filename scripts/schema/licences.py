"""What others have made and the site gives to its readers: content/licences.yml."""

from typing import Annotated, ClassVar

from .rules import AllDistinct, Rule
from .types import Line, Link, Record, Structure, about


class Work(Record):
    """A work of others that is in a page, or in a file that the site offers."""

    nom: Annotated[Line, about("Nom", "Comment on l'appelle.", "Libertinus Serif")]
    auteurs: Annotated[Structure, about("Auteurs", "Qui l'a fait, et en a les droits.")]
    usage: Annotated[Line, about("Usage", "Ce qu'en reçoit un lecteur.", "La police des PDF.")]
    licence: Annotated[Line, about("Licence", "Son nom, et sa version.", "SIL Open Font 1.1")]
    texte: Annotated[Link, about("Texte", "L'adresse du texte de la licence.")]
    adresse: Annotated[Link, about("Adresse", "L'adresse de l'œuvre.")]
    signes: Annotated[
        tuple[Line, ...],
        about(
            "Signes",
            "Les noms que l'œuvre porte dans le site : le jeu d'une icône, la police d'un PDF, le "
            "dossier d'un programme, la bibliothèque qui écrit un fichier.",
            ["LibertinusSerif"], "un nom", min_length=1,
        ),
    ]  # fmt: skip


class Licences(Record):
    """All that others have made and readers receive: content/licences.yml."""

    rules: ClassVar[tuple[Rule, ...]] = (AllDistinct("element-double", "oeuvres", ("nom",)),)

    oeuvres: Annotated[
        tuple[Work, ...],
        about("Œuvres", "Dans l'ordre où la page les montre.", one="une œuvre", min_length=1),
    ]
