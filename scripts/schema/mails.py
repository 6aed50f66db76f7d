"""What is written to contributors, and within how long: content/courriels.yml."""

from typing import Annotated

from .types import Blanks, Line, Record, Text, about

# What somebody writes in a mail before sending it, by the name of its blank.
BLANKS = {
    "titre": "le titre du portrait",
    "adresse": "l'adresse de sa page, à copier dans le navigateur",
    "question": "ce que vous demandez, avec vos mots",
    "raison": "le motif de la charte, et ce qui le montre dans le texte",
    "signature": "ce qui vous nomme : votre prénom, ou « l'équipe du site »",
    "charte": "l'adresse de la charte",
}

_Delay = Annotated[Line, Blanks()]


class Delays(Record):
    """How long things take: a promise, told by the charter and by the mails."""

    lecture: Annotated[
        _Delay,
        about("Pour vous lire et vous répondre", "Après l'envoi d'un texte.", "quinze jours"),
    ]
    retrait: Annotated[
        _Delay, about("Pour retirer un texte", "Après la demande.", "deux jours ouvrés")
    ]
    attente: Annotated[
        _Delay,
        about("Pour attendre votre réponse", "Après une question de ce site.", "trois mois"),
    ]
    garde: Annotated[
        _Delay, about("Pour garder vos courriels", "Après le dernier échange.", "un an")
    ]


# A delay is a blank that the site fills in.
DELAYS = tuple(f"delai_{name}" for name in Delays.model_fields)

_blanks = Blanks(*BLANKS, *DELAYS)


class Mail(Record):
    quand: Annotated[Line, about("Quand", "Quand l'envoyer, en une phrase.")]
    objet: Annotated[Annotated[Line, _blanks], about("Objet", "Celui du courriel.")]
    texte: Annotated[
        Annotated[Text, _blanks],
        about("Texte", "Celui du courriel ; ce que l'on y écrit soi-même est entre accolades."),
    ]


class Mails(Record):
    """The mails that are ready to be sent: content/courriels.yml."""

    delais: Annotated[Delays, about("Délais", "Ce que le site promet, au plus.")]
    recu: Annotated[Mail, about("Reçu", "Le texte est arrivé.")]
    question: Annotated[Mail, about("Une question", "Il manque quelque chose.")]
    accepte: Annotated[Mail, about("Accepté", "La page a paru.")]
    refuse: Annotated[Mail, about("Refusé", "Le texte ne paraîtra pas.")]
    retire: Annotated[Mail, about("Retiré", "La page n'est plus là.")]
