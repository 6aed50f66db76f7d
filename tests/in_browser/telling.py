"""The least that can be told in the form by keyboard alone: what is reached, and typed there."""

TITLE = "Le jardin des colibris"
SPACE, ENTER = " ", "\n"
_NEXT = ".etape:not([hidden]) .suite button"


def _go_on(step: int | str) -> list[tuple[str, str, str]]:
    return [(_NEXT, ENTER, f"#etape-{step}:not([hidden])")]


def _unfold(field: str) -> tuple[str, str, str]:
    return (f".facultatifs:has({field}) > summary", ENTER, field)


# The element that Tab is pressed until, what is typed there, and what then shows, if anything.
WAY: list[tuple[str, str, str]] = [
    ("#titre", TITLE, ""),
    ("#resume", "Une école et un centre social cultivent un jardin.", ""),
    ("#themes-environnement", SPACE, ""),
    *_go_on(2),
    ("#spheres-ecole", SPACE, "#spheres-ecole-comment"),
    ("#spheres-ecole-comment", "L'école ouvre sa cour.", ""),
    ("#niveaux-meso", SPACE, "#niveaux-meso-comment"),
    ("#niveaux-meso-comment", "Les équipes préparent ensemble.", ""),
    *_go_on(3),
    _unfold("#contexte-points-ajouter"),
    ("#contexte-points-ajouter", ENTER, "#contexte-points-0"),
    ("#contexte-points-0", "La cour n'avait : pas un arbre.", ""),
    *_go_on(4),
    ("#alliance-acteurs-0-nom", "Les parents", ""),
    _unfold("#alliance-methode-texte"),
    ("#alliance-methode-texte", "On sème ensemble.", ""),
    ("#acteurs-parents", SPACE, ""),
    *_go_on(5),
    ("#transformations-resultats_visibles-texte", "Les parents restent.", ""),
    *_go_on(6),
    ("#provenance-structure", "Un centre social", ""),
    ("#provenance-consentement-oui", SPACE, ""),
    ("#provenance-licence-cc-by", SPACE, ""),
    (_NEXT, ENTER, ".relire:not([hidden]) .a-venir:not([hidden]) iframe"),
    ('[data-action="telecharger"]', "", ""),
]
