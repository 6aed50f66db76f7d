"""Texts are set as French wherever they are in what a template is given, and nothing else is."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, NamedTuple

from scripts.schema.types import Day, Line, Link, Mail, Record, Text, about
from scripts.site.french import set_texts

WRITTEN, PRINTED = "L'été : là", "L’été\u00a0: là"


class Told(Record):
    titre: Line
    textes: tuple[Text, ...] = ()
    code: Annotated[str, about("Code", "Un code.")] = "l'a"
    lien: Link = "https://exemple.fr/l'a"
    courriel: Mail = "l'a@exemple.fr"
    jour: Day = date(2026, 3, 1)
    suite: tuple["Told", ...] = ()
    autre: Line | None = None


class Named(NamedTuple):
    titre: Line
    slug: str
    dedans: Told | None = None


@dataclass(frozen=True)
class Around:
    titre: Line
    url: str
    fiche: Any


def test_the_prose_of_a_record_is_set_and_its_addresses_are_not() -> None:
    inner = Told(titre=WRITTEN)
    told = Told(titre=WRITTEN, textes=(WRITTEN, f"{WRITTEN}\n\n{WRITTEN}"), suite=(inner,))
    done = set_texts(told)
    assert (done.titre, done.textes) == (PRINTED, (PRINTED, f"{PRINTED}\n\n{PRINTED}"))
    assert (done.code, done.lien, done.courriel) == (told.code, told.lien, told.courriel)
    assert (done.jour, done.autre) == (told.jour, None)
    assert done.suite[0].titre == PRINTED
    assert told.titre == inner.titre == WRITTEN, "what was given is left as it is"


def test_records_are_found_wherever_they_are() -> None:
    told = Told(titre=WRITTEN)
    named = Named(WRITTEN, "l'a", told)
    around = set_texts(Around(WRITTEN, "l'a/", {"x": [named]}))
    assert (around.titre, around.url) == (PRINTED, "l'a/")
    ((found,),) = around.fiche.values()
    assert (type(found), found.titre, found.slug, found.dedans.titre) == (
        Named, PRINTED, "l'a", PRINTED,
    )  # fmt: skip


def test_what_is_no_record_is_given_back() -> None:
    for value in ("l'a", 3, 1.5, None, True, date(2026, 3, 1), Around):
        assert set_texts(value) is value
    assert set_texts({"a": ["l'a", (1, None)]}) == {"a": ("l'a", (1, None))}
