"""What each setting of the owner is for, and what makes its value unlikely: content/pret.yml."""

from typing import Annotated, Any, Literal

from pydantic import create_model

from .settings import PLACES, OwnerSettings, SiteSettings
from .types import Line, Record, Text, Verbatim, YesNo, about

# What a value is held to, besides not being a text that waits for an answer.
Check = Literal["adresse", "telephone", "accueil", "depot"]


class SettingHelp(Record):
    """What is said of a setting to the person who fills it in."""

    loi: Annotated[YesNo, about("Loi", "« oui » pour ce que la loi demande.")] = False
    sert: Annotated[Line, about("Sert", "À quoi il sert.")]
    manque: Annotated[Line, about("Manque", "Ce qui manque sans lui, et à quel lecteur.")]
    ecrire: Annotated[Line, about("Écrire", "Ce qu'il faut écrire.")]
    exemple: Annotated[Verbatim, about("Exemple", "Ce que l'on écrirait, inventé.")]
    controles: Annotated[
        tuple[Check, ...],
        about("Contrôles", "Ce que doit être, ou contenir, la valeur.", one="un contrôle"),
    ] = ()


class Hint(Record):
    """Words that are no answer."""

    mots: Annotated[
        tuple[Line, ...],
        about(
            "Mots", "Ceux d'une valeur invraisemblable, sans accent ni capitale.", ["a completer"],
            "un mot", min_length=1,
        ),
    ]  # fmt: skip
    entier: Annotated[
        YesNo, about("Entier", "« oui » pour une valeur qui n'est que l'un de ces mots.")
    ] = False
    raison: Annotated[Line, about("Raison", "Pourquoi ce n'est pas une réponse.")]


class CheckReasons(Record):
    """Why a value does not hold, by what it is held to."""

    adresse: Annotated[Line, about("Adresse", "Il y manque une adresse postale.")]
    telephone: Annotated[Line, about("Téléphone", "Il y manque un numéro de téléphone.")]
    accueil: Annotated[Line, about("Accueil", "Ce n'est pas l'adresse de l'accueil du site.")]
    depot: Annotated[Line, about("Dépôt", "Ce n'est pas l'adresse d'un dépôt.")]


class StateNames(Record):
    """What a setting is found to be."""

    rempli: Annotated[Line, about("Rempli", "Quelqu'un l'a rempli.")]
    hebergeur: Annotated[Line, about("Hébergeur", "L'hébergeur le donne ; suivi de ce qui le dit.")]
    invraisemblable: Annotated[Line, about("Invraisemblable", "La valeur n'est pas une réponse.")]
    vide: Annotated[Line, about("Vide", "Personne ne l'a rempli.")]


def _list_fields() -> dict[str, Any]:
    """A field for each setting of mkdocs.yml, named as there: one that has no entry is missed."""
    settings = {**SiteSettings.model_fields, **OwnerSettings.model_fields}
    said = {key: about(str(settings[key].title), str(settings[key].description)) for key in PLACES}
    return {key: (Annotated[SettingHelp, field], ...) for key, field in said.items()}


SettingsHelp = create_model(
    "SettingsHelp", __base__=Record, __module__=__name__,
    __doc__="What is said of each setting of the owner.", **_list_fields(),
)  # fmt: skip


class Readiness(Record):
    """What « make pret » says: content/pret.yml."""

    reglages: Annotated[
        SettingsHelp,
        about("Réglages", "Une entrée pour chaque réglage de mkdocs.yml, sous le même nom."),
    ]
    indices: Annotated[
        tuple[Hint, ...],
        about("Indices", "Ce qui montre qu'une valeur n'est pas une réponse.", one="un indice"),
    ]
    controles: Annotated[CheckReasons, about("Contrôles", "Pourquoi une valeur ne convient pas.")]
    etats: Annotated[StateNames, about("États", "Dans quel état est un réglage.")]
    rappels: Annotated[
        tuple[Text, ...],
        about(
            "Rappels", "Ce que les réglages ne disent pas, et que l'on vérifie soi-même.",
            one="un rappel",
        ),
    ] = ()  # fmt: skip
