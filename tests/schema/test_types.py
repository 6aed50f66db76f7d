"""What a field accepts, and what is said of the rest: in a record made for that."""

from typing import Annotated, ClassVar, Literal

import pytest

from scripts.reading.documents import parse_document
from scripts.schema.introspection import FieldInfo, find_field, list_prose, read_fields
from scripts.schema.rules import (
    AllDistinct,
    FewWords,
    FullRows,
    InOrder,
    OneFilled,
    OneOnly,
    Owed,
    OwedBy,
    Rule,
)
from scripts.schema.types import (
    Accepted,
    Blanks,
    Block,
    Day,
    Entry,
    Line,
    Link,
    Number,
    Prose,
    Record,
    Reference,
    Text,
    Unpublished,
    Whole,
    YesNo,
    about,
)
from scripts.study.validation import validate

SLUGS = {"themes": ["sport", "langues"]}


class Inner(Record):
    """Une partie."""

    titre: Annotated[Line, about("Titre", "Un titre.", "Un jardin")]
    note: Annotated[Text | None, about("Note", "Une note.")] = None


class Sample(Record):
    nombre: Annotated[Whole | None, about("Nombre", "Un nombre.", 3, ge=1, le=9)] = None
    part: Annotated[Number | None, about("Part", "Une part.", 2)] = None
    accord: Annotated[
        YesNo | None, Accepted("consentement"), about("Accord", "L'accord.", "oui")
    ] = None
    jour: Annotated[Day | None, about("Jour", "Un jour.", "2026-11-23")] = None
    lien: Annotated[Link | None, about("Lien", "Un lien.", "https://exemple.fr")] = None
    secret: Annotated[Unpublished | None, about("Secret", "Ce qui n'est pas montré.")] = None
    genre: Annotated[Literal["petit", "grand"] | None, about("Genre", "Un genre.", "petit")] = None
    themes: Annotated[
        tuple[Annotated[str, Reference("themes")], ...],
        about("Thèmes", "Des thèmes.", ["sport", "langues"], "un thème", max_length=3),
    ] = ()
    parties: Annotated[tuple[Inner, ...], about("Parties", "Des parties.", min_length=1)] = ()
    corps: Annotated[Block | None, about("Corps", "Le texte.")] = None


def tell(text: str, model: type[Record] = Sample) -> list[str]:
    """The place, the code, the message and the remedy of what is wrong."""
    _, errors = validate(model, parse_document(text, "x.yml"), SLUGS, "x")
    return [
        f"{p.line}:{p.column} {p.code} {p.message} → {p.remedy}"
        for _, p in sorted(errors, key=lambda error: error[1])
    ]


NUMBER = "type Un nombre entier est attendu sous « Nombre ». → Exemple : nombre: 3"
UNKNOWN = NUMBER.replace("→", "→ Si ce n'est pas connu, retirez la ligne.")
YES = "type « oui » ou « non » est attendu sous « Accord ». → "
UNSURE = "Écrivez : accord: oui. Tant que ce n'est pas sûr : accord: non"
DAY = (
    "type Une date, de la forme 2026-11-23, est attendue sous « Jour ». "
    "→ Exemple : jour: 2026-11-23"
)
HOW_TO_WRITE = "Écrivez l'année, le mois et le jour, séparés par des tirets. "
FIRST = "Écrivez : jour: 2026-08-01"
ROUNDED = NUMBER.replace("Exemple", "Arrondissez, sans virgule").replace(": 3", ": 6")
KEPT = NUMBER.replace("Exemple", "Gardez un seul nombre. Par exemple")
PART = "type Un nombre est attendu sous « Part ». → Exemple : part: 2"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        *((f"nombre: {value}", f"1:9 {UNKNOWN}")
          for value in ("1_0", "3.0", "un", "1234567890", "''", "CM1", "3e")),
        *((f"nombre: {value}", f"1:9 {NUMBER}") for value in ("[3]", "{a: 3}")),
        ("nombre: 6,5", f"1:9 {ROUNDED}"),
        ("nombre: 3 ou 4", f"1:9 {KEPT}"),
        *((f"nombre: {value}", f"1:9 {NUMBER.replace('Exemple', 'Écrivez')}")
          for value in ("+3", "3 €", "vers 3", "3 ans", "environ 3, je crois")),
        ("nombre: 6 000 €", f"1:9 {NUMBER.replace('Exemple', 'Écrivez').replace(': 3', ': 6000')}"),
        ("nombre: 0", "1:9 nombre-hors-limites « Nombre » va de 1 à 9 : 0 est en dehors. "
         "→ Vérifiez le nombre."),
        ("nombre: 10", "1:9 nombre-hors-limites « Nombre » va de 1 à 9 : 10 est en dehors. "
         "→ Vérifiez le nombre."),
        *((f"accord: {value}", f"1:9 {YES}{UNSURE}")
          for value in ("yes", "true", "1", "oui, bien sûr")),
        ("accord: [oui]", f"1:9 {YES}Exemple : accord: oui"),
        *((f"accord: {value}", f"1:9 {YES}Écrivez : accord: oui")
          for value in ("Oui", "OUI", "Oui.")),
        ("accord: non", "1:9 consentement Sans l'accord des personnes, un témoignage ne peut pas "
         "être publié. → Recueillez leur accord, puis écrivez : consentement: oui"),
        *((f"jour: {value}", f"1:7 {DAY.replace('Exemple', HOW_TO_WRITE + 'Exemple')}")
          for value in ("2026-11-23x", "novembre 2026", "2026", "31/02/2026", "12 brumaire 2026")),
        *((f"jour: {value}", f"1:7 {DAY.replace('Exemple', 'Écrivez')}")
          for value in ("23/11/2026", "23.11.2026", "2026-11-23 ".replace("-", "/"),
                        "lundi 23 Novembre 2026")),
        ("jour: 1er août 2026", f"1:7 {DAY.replace('Exemple : jour: 2026-11-23', FIRST)}"),
        ("jour: 01/08/2026", f"1:7 {DAY.replace('Exemple : jour: 2026-11-23', FIRST)}"),
        ("jour: 2026-8-1", f"1:7 {DAY.replace('Exemple : jour: 2026-11-23', FIRST)}"),
        *((f"part: {value}", f"1:7 {PART}") for value in ("2.5555", "1e3", "-1", "un", ".5")),
        ("genre: moyen", "1:8 valeur-inconnue « moyen » n'est pas une valeur de « Genre ». "
         "→ Valeurs admises : grand, petit."),
        ("genre: Petti", "1:8 valeur-inconnue « Petti » n'est pas une valeur de « Genre ». "
         "→ Vouliez-vous dire « petit » ?"),
        ("themes: [sport, Lángues]", "1:17 reference-inconnue « Lángues » ne figure pas dans "
         "themes. → Vouliez-vous dire « langues » ?"),
        ("themes: [sport, sport, sport, sport]", "1:9 liste-longue « Thèmes » accepte au plus 3 "
         "éléments : il y en a 4. → Gardez les plus importants."),
        ("themes: sport", "1:9 type Une liste est attendue sous « Thèmes ». "
         "→ Écrivez : themes: [sport]"),
        *((f"themes: {value}", "1:9 type Une liste est attendue sous « Thèmes ». "
           "→ Écrivez : themes: [sport, langues]")
          for value in ("sport, langue", "Sport et langues", "(sport; langues)", "sport langues")),
        ("themes: sport, rire", "1:9 type Une liste est attendue sous « Thèmes ». "
         "→ Mettez chaque mot sur sa ligne, après un tiret et une espace. "
         "Valeurs admises : langues, sport."),
        ("themes: [[a]]", "1:10 type Un texte est attendu sous « Thèmes ». → Exemple : - sport"),
        ("themes:\n  - Lire : a", "2:5 deux-points Ce texte contient deux-points : il doit être "
         'entre guillemets. → Écrivez : - "Lire : a"'),
        ("parties: []", "1:10 liste-courte « Parties » demande plus d'éléments : au moins 1. "
         '→ Exemple : parties: [{titre: "Un jardin"}]'),
        ("parties:\n  - note: x", '2:5 cle-manquante « Titre » manque. → Ajoutez, alignée avec '
         '« note » : titre: "Un jardin" (un exemple)'),
        ("parties:\n  - titre: ''", "2:12 texte-vide Le texte de « Titre » est vide. "
         "→ Écrivez-le, ou retirez la ligne."),
        ("parties: [x]", "1:11 type Une suite de clés est attendue sous « Parties ». "
         '→ Écrivez, sur sa ligne et sans crochets : - {titre: "x"}'),
        ("parties:\n  - titre: x\n    nte: y", "3:5 cle-inconnue La clé « nte » n'existe pas ici. "
         "→ Vouliez-vous dire « note » ?"),
        ("nobre: 3", "1:1 cle-inconnue La clé « nobre » n'existe pas ici. "
         "→ Vouliez-vous dire « nombre » ?"),
        ("corps:\n  texte: ''", "2:10 texte-vide Le texte de « Texte » est vide. "
         "→ Écrivez-le, ou retirez la ligne."),
        ("corps: {}", "1:8 bloc-vide « Corps » ne contient ni texte ni points. "
         "→ Ajoutez « texte: » ou « points: », ou retirez cette partie."),
        ("lien: http://x.fr", "1:7 lien-interdit Le lien « http://x.fr » ne commence pas par "
         "https://. → Donnez l'adresse seule et complète, en https://, ou retirez le lien."),
        ("secret: |\n  a\n  b", "1:9 une-ligne « Secret » tient sur une ligne. "
         "→ Retirez le retour à la ligne."),
        (f"parties:\n  - titre: {'x' * 401}", "2:12 texte-long Le texte de « Titre » dépasse 400 "
         "signes. → Raccourcissez-le, ou répartissez-le dans des sections."),
        (f"secret: {'x' * 201}", "1:9 texte-long Le texte de « Secret » dépasse 200 signes. "
         "→ Raccourcissez-le, ou répartissez-le dans des sections."),
    ],
)  # fmt: skip
def test_what_a_field_refuses_is_told_whole(text: str, told: str) -> None:
    assert tell(text) == [told]


@pytest.mark.parametrize(
    ("text", "key", "value"),
    [
        ("nombre: 1", "nombre", 1),
        ("nombre: '9'", "nombre", 9),
        ("part: 2", "part", 2),
        ("part: 2.125", "part", 2.125),
        ("part: 123456789", "part", 123456789),
        ("accord: oui", "accord", True),
        ("genre: grand", "genre", "grand"),
        ("themes: [sport, langues, sport]", "themes", ("sport", "langues", "sport")),
        ("lien: '  https://x.fr '", "lien", "https://x.fr"),
        (f"secret: {'x' * 200}", "secret", "x" * 200),
        (f"parties: [{{titre: {'x' * 400}}}]", "parties", (Inner(titre="x" * 400),)),
        ("corps: {points: [a]}", "corps", Block(points=("a",))),
    ],
)
def test_what_a_field_accepts_is_read(text: str, key: str, value: object) -> None:
    record, errors = validate(Sample, parse_document(text, "x.yml"), SLUGS, "x")
    assert errors == []
    assert getattr(record, key) == value
    assert type(getattr(record, key)) is type(value)


def test_a_short_list_is_not_told_of_items_that_are_wrong_themselves() -> None:
    (told,) = tell("parties:\n  - nte: x\n    titre: y")
    assert "cle-inconnue" in told


def test_what_a_field_is_comes_from_its_definition() -> None:
    fields = {field.key: field for field in read_fields(Sample)}
    assert list(fields) == list(Sample.model_fields)
    assert fields["nombre"] == FieldInfo(
        "nombre", "Nombre", "Un nombre.", "un nombre entier", False, False, "3", "", (), 1, 9,
        (), None, type="integer",
    )  # fmt: skip
    assert fields["themes"] == FieldInfo(
        "themes", "Thèmes", "Des thèmes.", "un mot de la liste", False, True, "[sport, langues]",
        "themes", (), None, 3, (), None,
    )  # fmt: skip
    assert fields["genre"].choices == ("petit", "grand")
    assert fields["jour"].kind == "une date"
    assert fields["accord"].choices == ("oui", "non")
    assert fields["secret"].kind == "un texte court, sur une ligne"
    assert (fields["secret"].least, fields["secret"].most) == (1, 200)
    assert fields["parties"].kind == "une suite de clés"
    assert fields["parties"].many
    assert fields["parties"].least == 1
    titre, note = fields["parties"].fields
    assert (titre.required, note.required) == (True, False)
    assert (titre.kind, note.kind) == ("un texte court, sur une ligne", "un texte")
    assert (note.example, note.label, note.help) == ("", "Note", "Une note.")
    assert fields["corps"].example == ("{texte: \"La cour de l'école n'avait pas un arbre.\"}")


def test_what_a_text_may_hold_is_read_back_from_the_schema() -> None:
    prose = {keys: field.prose for keys, field in list_prose(Sample).items()}
    assert prose == {
        ("lien",): Prose(start="https://", may_name=True),
        ("secret",): Prose(published=False),
        ("parties", "titre"): Prose(),
        ("parties", "note"): Prose(paragraphs=True),
        ("corps", "texte"): Prose(paragraphs=True),
        ("corps", "points"): Prose(paragraphs=True),
    }


def test_a_field_inside_others_is_found() -> None:
    field = find_field(Sample, ("parties", 3, "note"))
    assert field is not None
    assert field.label == "Note"
    assert find_field(Sample, ("parties", 3, "titre", "x")) is None
    assert find_field(Sample, ()) is None
    assert find_field(Sample, (3,)) is None


class Place(Entry):
    address: ClassVar[str] = "lieux/{slug}/"


def test_an_entry_has_the_slug_it_is_read_with() -> None:
    place = Place.model_validate({}, context={"slug": "bron"})
    assert (place.slug, place.url) == ("bron", "lieux/bron/")


def find_faults(rule: Rule, data: dict[str, object], *wrong: str) -> list[object]:
    return list(rule.find_faults(data, wrong))


FILLED = OneFilled("bloc-vide", ("a", "b"))
ORDER = InOrder("ages-inverses", ("de", "a"))
DISTINCT = AllDistinct("element-double", "l")
PAIRS = AllDistinct("section-double", "l", ("p", "t"))
OWED = Owed("origine-etude", "o", "etude", ("n", "s"), ("p",))
ONE = OneOnly("auteur-ambigu", ("a", "b"))
BY = OwedBy("verification-incomplete", "g", {"x": ("a", "b"), "y": ()})
ROWS = FullRows("valeurs-par-colonne", "l", "v", "c")
FEW = FewWords("citation-longue", "c", 3)
WHOLE: list[object] = [((), {})]


def row(*values: str) -> dict[str, object]:
    return {"titre": "T", "v": list(values)}


def not_full(*numbers: int, width: int) -> list[object]:
    return [(("l", number), {"title": "T", "width": width}) for number in numbers]


@pytest.mark.parametrize(
    ("rule", "data", "wrong", "faults"),
    [
        (FILLED, {}, (), WHOLE),
        (FILLED, {"a": "", "b": []}, (), WHOLE),
        (FILLED, {"a": None, "b": ()}, (), WHOLE),
        (FILLED, {"b": "x"}, (), []),
        (FILLED, {}, ("b",), []),
        (FILLED, {}, ("c",), WHOLE),
        (ORDER, {"de": "9", "a": "10"}, (), []),
        (ORDER, {"de": "9", "a": "9"}, (), []),
        (ORDER, {"de": "10", "a": "9"}, (), [((), {"de": 10, "a": 9})]),
        (ORDER, {"de": "x", "a": "9"}, ("de",), []),
        (DISTINCT, {"l": ["a", "b", "a", "a"]}, (),
         [(("l", 2), {"title": "a"}), (("l", 3), {"title": "a"})]),
        (DISTINCT, {"l": ["a", None, None, ["x"], "b"]}, (), []),
        (DISTINCT, {"l": ["a", None, "a"]}, (), [(("l", 2), {"title": "a"})]),
        (DISTINCT, {"l": "aa"}, (), []),
        (DISTINCT, {}, (), []),
        (PAIRS, {"l": [{"p": "1", "t": "x"}, {"p": "2", "t": "x"}, {"p": "1", "t": "x"}]}, (),
         [(("l", 2, "t"), {"title": "x"})]),
        (PAIRS, {"l": ["x", "x", {"p": "1"}, {"p": "1"}]}, (), []),
        (OWED, {"o": "etude", "n": "1", "s": "x"}, (), []),
        (OWED, {"o": "etude", "n": "1"}, (), WHOLE),
        (OWED, {"o": "etude", "n": "1", "s": "x", "p": "y"}, (), [(("p",), {})]),
        (OWED, {"o": "autre", "p": "y"}, (), []),
        (ONE, {"a": "x"}, (), []),
        (ONE, {"a": "x", "b": "y"}, (), WHOLE),
        (ONE, {}, (), WHOLE),
        (ONE, {"a": "x"}, ("b",), WHOLE),
        (ONE, {}, ("b",), []),
        (BY, {"g": "x", "b": "1"}, (), [((), {"g": "x", "missing": "a"})]),
        (BY, {"g": "x"}, (), [((), {"g": "x", "missing": "a, b"})]),
        (BY, {"g": "x"}, ("a",), [((), {"g": "x", "missing": "b"})]),
        (BY, {"g": "y"}, (), []),
        (BY, {"g": "z"}, (), []),
        (BY, {"g": ["x"]}, (), []),
        (ROWS, {"l": [row("1"), row(), row("1", "2")]}, (), not_full(1, 2, width=1)),
        (ROWS, {"l": [row("1")], "c": None}, (), []),
        (ROWS, {"l": [row("1"), row("1", "2")], "c": ["a", "b"]}, (), not_full(0, width=2)),
        (ROWS, {"l": [row("1")], "c": ["a", "b"]}, ("c",), []),
        (ROWS, {"l": ["x", {"v": "x"}, {}, row()]}, (), not_full(3, width=1)),
        (FEW, {"c": "On sème l'"}, (), []),
        (FEW, {"c": "« On sème l'ail ! »"}, (), [(("c",), {"words": 4, "most": 3})]),
        (FEW, {"c": "On ressème peut-être"}, (), [(("c",), {"words": 4, "most": 3})]),
        (FEW, {"c": "On sème l'ail"}, ("c",), []),
        (FEW, {"c": ["On", "sème", "de", "l'ail"]}, (), []),
        (FEW, {}, (), []),
        (ROWS, {"l": "x"}, (), []),
        (ROWS, {}, (), []),
    ],
)  # fmt: skip
def test_a_rule_tells_what_breaks_it_and_where(
    rule: Rule, data: dict[str, object], wrong: tuple[str, ...], faults: list[object]
) -> None:
    assert find_faults(rule, data, *wrong) == faults


class Ruled(Record):
    rules: ClassVar[tuple[Rule, ...]] = (DISTINCT, ORDER)
    l: Annotated[tuple[Line, ...], about("Liste", "Une liste.", ["a"])] = ()  # noqa: E741
    de: Annotated[Whole, about("De", "Un début.", 1)]
    a: Annotated[Whole, about("À", "Une fin.", 2)]


def test_a_schema_says_the_rules_and_what_editors_know_of_them() -> None:
    schema = Ruled.model_json_schema()
    assert schema["x-regles"] == [
        {"regle": "distincts", "code": "element-double", "within": "l", "keys": ()},
        {"regle": "croissante", "code": "ages-inverses", "keys": ("de", "a")},
    ]
    assert schema["properties"]["l"]["uniqueItems"] is True
    assert "x-regles" not in Inner.model_json_schema()


def test_a_schema_says_what_a_field_admits() -> None:
    properties = Sample.model_json_schema()["properties"]
    number, words = properties["nombre"], properties["themes"]
    assert (number["minimum"], number["maximum"]) == (1, 9)
    assert (words["maxItems"], words["x-un"]) == (3, "un thème")
    assert words["items"] == {"type": "string", "x-catalogue": "themes"}
    assert properties["accord"]["x-acceptee"] == "consentement"
    assert properties["accord"]["anyOf"][0] == {"type": "string", "enum": ["oui", "non"]}
    (link, _) = properties["lien"]["anyOf"]
    assert link["type"] == ["string", "number"]
    assert (link["x-paragraphes"], link["x-debut"], link["x-nomme"]) == (False, "https://", True)
    assert "x-non-publie" not in link
    (secret, _) = properties["secret"]["anyOf"]
    assert secret["x-non-publie"] is True
    assert not {"x-debut", "x-admet", "x-nomme"} & set(secret)


def test_what_breaks_a_rule_is_told_with_what_is_wrong_in_the_fields() -> None:
    assert [line.split(" ")[:2] for line in tell("l: [a, a]\nde: 3\na: 2\nb: 1", Ruled)] == [
        ["4:1", "cle-inconnue"],
        ["1:1", "ages-inverses"],
        ["1:8", "element-double"],
    ]
    assert tell("l: [a, a]\nde: 3\na: 2", Ruled) == [
        "1:1 ages-inverses Les âges vont de 3 à 2 : ils sont à l'envers. "
        "→ Écrivez : de: 2, puis a: 3.",
        "1:8 element-double « a » est déjà dans la liste. → Retirez l'un des deux.",
    ]
    (told,) = tell("l: [a]\nde: x\na: 2", Ruled)
    assert told.startswith("2:5 type ")
    (told,) = tell("- a", Ruled)
    assert told.startswith("1:1 type Une suite de clés est attendue sous « x.yml ».")


class Letter(Record):
    texte: Annotated[Annotated[Text, Blanks("titre", "raison")], about("Texte", "Un texte.")]


@pytest.mark.parametrize(
    ("written", "place"),
    [
        ("Rien à remplir.", None),
        ("« {titre} » : {raison}, {raison}.", None),
        ("« {tire} »", (3, 7)),
        ("« {titre} » : { raison }", (3, 19)),
        ("« {} »", (3, 7)),
        ("« {titre »", (3, 7)),
        ("titre} »", (3, 10)),
    ],
)
def test_a_blank_has_a_name_that_somebody_knows(
    written: str, place: tuple[int, int] | None
) -> None:
    document = parse_document(f"texte: |\n\n    {written}\n", "x.yml")
    letter, problems = validate(Letter, document, {}, "")
    assert (letter is None) == bool(place)
    assert [(p.code, (p.line, p.column)) for _, p in problems] == (
        [("blanc-inconnu", place)] if place else []
    )
    for _, problem in problems:
        assert "{titre}, {raison}" in problem.remedy
