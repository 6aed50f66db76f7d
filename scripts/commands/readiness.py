"""Says whether the site is ready to be published: what its owner has to fill in, where and why."""

import textwrap
from collections.abc import Iterator, Mapping, Sequence

from ..study.readiness import FoundSetting, find_settings
from ..study.settings import FILE, Settings
from ..study.study import Study

_WIDTH = 96


def tell_readiness(study: Study, settings: Settings, lines: Mapping[str, int]) -> tuple[str, bool]:
    """Return what is told to the owner, and whether the law asks for nothing more.

    lines are those of the settings in mkdocs.yml.
    """
    found = find_settings(study, settings)
    owed = [setting for setting in found if setting.is_owed]
    others = [setting for setting in found if not setting.is_answered and not setting.is_owed]
    status = study.statuts.find(settings["statut"])
    parts = {
        "CE QUE LA LOI DEMANDE, ET QUI MANQUE": _list_missing(owed, study, lines),
        "CE QUI MANQUE, ET QUE RIEN N'OBLIGE À REMPLIR": _list_missing(others, study, lines),
        "CE QUI EST REMPLI": _list_answered(found, study),
        "CE QUE LE SITE DIT ÊTRE": [*_wrap(f"« {status.nature} ». {status.condition}")],
        "À VÉRIFIER VOUS-MÊME": [
            line for reminder in study.pret.rappels for line in _wrap(reminder, "- ")
        ],
    }
    told = [
        "\n".join([title, *(f"  {line}" for line in said)])
        for title, said in ((title, list(said)) for title, said in parts.items())
        if said
    ]
    if owed:
        names = ", ".join(setting.nom for setting in owed)
        end = f"Pas encore prêt à publier : {names}."
    else:
        end = "Prêt à publier : ce que la loi demande est rempli."
    return "\n\n".join([*told, end]), not owed


def _list_missing(
    found: Sequence[FoundSetting], study: Study, lines: Mapping[str, int]
) -> Iterator[str]:
    for setting in found:
        state = getattr(study.pret.etats, setting.etat)
        sign = "✗" if setting.is_owed else "○"
        place = f"{FILE}, ligne {lines[setting.cle]}, « {setting.cle}: »"
        yield f"{sign} {setting.nom} ({place}) : {state}"
        if setting.raisons:
            yield from _wrap(f"« {setting.valeur} » : {' '.join(setting.raisons)}", "    ")
        yield from _wrap(setting.aide.sert, "    ")
        yield from _wrap(f"Sans lui : {setting.aide.manque}", "    ")
        yield from _wrap(f"À écrire : {setting.aide.ecrire}", "    ")
        yield f'    Exemple : {setting.cle}: "{setting.aide.exemple}"'


def _list_answered(found: Sequence[FoundSetting], study: Study) -> Iterator[str]:
    for setting in found:
        if setting.is_answered:
            given = f" ({study.pret.etats.hebergeur} : {setting.par})" if setting.par else ""
            yield f"✓ {setting.nom} : {setting.valeur}{given}"


def _wrap(text: str, start: str = "") -> list[str]:
    """The text on lines that a terminal holds, the first after a sign, the others under it."""
    under = " " * len(start)
    return textwrap.wrap(
        text, _WIDTH, initial_indent=start, subsequent_indent=under, break_on_hyphens=False
    )
