"""Actors of alliances, more crowded than those of any portrait."""

from scripts.schema.portrait import Actor
from scripts.study.study import Study


def make_actors(study: Study, *told: tuple[str, str, int]) -> list[Actor]:
    """So many actors of a sphere at a level, for each of the triples; "" is none."""
    return [
        Actor.model_validate(
            {"nom": "Un acteur", "spheres": [sphere] if sphere else [], "niveau": level or None},
            context={"slugs": study.slugs},
        )
        for sphere, level, number in told
        for _ in range(number)
    ]


CROWDS = [
    *[
        [(sphere, level, most)]
        for most in (1, 3, 5, 6, 8, 10)
        for sphere in ("famille", "tiers-lieux", "quartier", "")
        for level in ("micro", "meso", "macro")
    ],
    [("famille", "", 10)],
    [("famille", "", 3), ("famille", "macro", 6), ("ecole", "macro", 10)],
    [("virtualite", "micro", 10)],
    [("quartier", "micro", 10), ("quartier", "meso", 6), ("", "micro", 3)],
    [("ecole", "micro", 6), ("", "micro", 3), ("", "macro", 7), ("tiers-lieux", "meso", 10)],
    [("ecole", "micro", 4), ("ecole", "meso", 3), ("ecole", "macro", 3)],
]
