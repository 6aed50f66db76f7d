"""The form and the command line say the same of the same portrait, and write it the same way."""

from datetime import date
from typing import Any

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from playwright.sync_api import Page

from scripts.problems.messages import FALSE_ALARM, MESSAGES
from scripts.problems.problem import InvalidStudyError
from scripts.reading.documents import FORBIDDEN, parse_document
from scripts.reading.writing import FIRST_LINE, dump_record, write_mapping
from scripts.schema.portrait import Portrait
from scripts.study.study import Study
from scripts.study.validation import validate
from tests.problems.test_messages import replace_keys
from tests.site.test_portrait_added import TEXT
from tests.text.test_slugs import SLUGS

# What no field of the form lets one write: words out of a list, keys that are not there.
NOT_IN_A_FORM = {
    "cle-inconnue", "valeur-inconnue", "reference-inconnue", "numero-double", "edition-inconnue",
}  # fmt: skip


def as_form(value: Any) -> Any:
    """Data as the form holds it: no empty value."""
    if isinstance(value, dict):
        return {key: as_form(item) for key, item in value.items() if item is not None}
    return [as_form(item) for item in value] if isinstance(value, list) else value


def list_cases(study: Study) -> dict[str, Any]:
    """Portraits with one mistake, by name; those of the help page that are read as YAML first."""
    cases = {}
    for code, example in study.erreurs.items():
        wrong = example.faux
        if wrong.dans != "portrait" or wrong.nom or wrong.seul or wrong.encodage != "utf-8":
            continue
        try:
            cases[code] = parse_document(replace_keys(TEXT, wrong), "x.yml").data
        except InvalidStudyError:
            continue  # a mistake that only a file can hold
    base: Any = parse_document(TEXT, "x.yml").data

    def put(name: str, **keys: Any) -> None:
        cases[name] = base | keys

    for text in [
        "Dr Exemple", "MM. Exemple et Modèle", "Madame Éxemple", "la mme Exemple", "Mme exemple",
        "au Collège Jean-Exemple", "l'École d'Exemple", "École de l’Éducation", "la Ville",
        "le département du Nord", "la région Île-Exemple", "une école à Exemple", "École Éducation",
        "06.12.34.56.78", "+33 6 12 34 56 78", "0612345678901", "il y a 10 20 30 40 50 élèves",
        "a@b.fr", "é.è@exemple.fr", "@lire", "[ici](http://x.fr)", "[ici](javascript:alert(1))",
        "[ici](https://x.fr)", "a < b", "<a", "</b>", "{{x}}", "{% x %}", "{#", "}}", "x" * 400,
        "x" * 401, "😀" * 400, "😀" * 401, "un\nretour", "À REMPLIR ici", "un\u200bmot",
        "un\u00admot", "un\x07mot", "un\ufeffmot", "L'œuvre", "M. et Mme Œuvre", "Pr Ünlü",
        "Cités éducatives de France", "=1+1", "\t=1+1", "-2+3", "+cmd|' /c calc'!A0", "@SUM(A1)",
        '=HYPERLINK("https://exemple.fr")', "un ; =1+1", "un\n-A1", "-5 %", "+33 points", "--",
    ]:  # fmt: skip
        put(f"titre {text[:40]!r} {len(text)}", titre=text)
        put(f"resume {text[:40]!r} {len(text)}", resume=text)
    put("long", resume="x" * 20_001)
    put("year", annee_label="2 022")
    put("year low", annee_label="1899")
    put("ages", ages={"de": "12"})
    put("ages out", ages={"de": "-1", "a": "31"})
    put("ages equal", ages={"de": "6", "a": "6"})
    put("no theme", themes=[])
    put("empty block", contexte={})
    put("margins", transformations={"marges_de_progres": {"problemes": []}})
    put("half a problem", transformations={"marges_de_progres": {"problemes": [{"titre": "x"}]}})
    put("age and rule", ages={"de": "12", "a": "6", "precision": "Mme Exemple"})
    put("field and rule", titre="Mme Exemple", provenance=None)
    put("two rules", provenance=None, numero="2", themes=["sport", "sport"])
    put(
        "twice",
        spheres=[{"sphere": "ecole", "comment": "x"}, {"sphere": "ecole"}],
        acteurs=["parents", "parents", "parents"],
    )
    put("no type", alliance={"acteurs": [{"nom": "x"}]}, acteurs=None)
    put("no type, and a fault", alliance={"methode": {}}, acteurs=None)
    put("decomposed", titre="e\u0301" * 400, resume="ﬁ\u00ad" * 300)
    put("summary", resume="x" * 601)
    put("points", leviers=["Mme Exemple", "bien", "x" * 401])
    put("section", sections=[{"partie": "alliance", "titre": "x"}])
    put("study with provenance", origine="etude", numero="1", edition="2026", source="Annexe 1")
    put("no provenance", provenance=None)
    put("bad day", provenance=base["provenance"] | {"date": "2026-02-30"})
    put("no day", provenance={"structure": "Un centre", "consentement": "oui"})
    put("site", contact_public={"structure": "Mme Exemple", "site": "http://x.fr"})
    put("telephone", contact_public={"structure": "x", "telephone": "appelez Mme Martin"})
    put("several", resume="Mme Martin et M. Dupont, à Roubaix <b>", titre="a@b.fr {{ x }}")
    put("provenance", provenance=base["provenance"] | {"structure": "École, Mme Benali 0612345678"})
    put("structure", provenance=base["provenance"] | {"structure": "Le collège Jean Exemple"})
    put("confirmed", resume="Au collège Lumière.", fausses_alertes=["Collège  lumiere"])
    put("confirmed for nothing", fausses_alertes=["collège Lumière"])
    put("confirmed telephone", resume="0612345678", fausses_alertes=["0612345678"])
    put("mail", contact_public={"structure": "x", "courriel": "a b@c.d"})
    return cases


def test_the_same_codes_and_sentences_on_both_sides(form: Page, study: Study) -> None:
    cases = list_cases(study)
    expected, told = {}, set()
    for name, data in cases.items():
        try:
            document = parse_document(write_mapping(as_form(data)), "x.yml")
            _, errors = validate(Portrait, document, study.slugs, "x", names=study.names)
        except InvalidStudyError as error:  # an invisible character stops the reading of a file
            errors = [((), problem) for problem in error.problems]
        if any(problem.code in NOT_IN_A_FORM for _, problem in errors):
            continue
        expected[name] = sorted((problem.code, problem.message) for _, problem in errors)
        told |= {problem.code for _, problem in errors}
    script = "cases => Object.fromEntries(Object.entries(cases).map(([name, data]) => \
        [name, checkPortrait(data, schema).map(({code, message}) => [code, message])]))"
    given = {name: as_form(cases[name]) for name in expected}
    found = {
        name: sorted(map(tuple, problems))
        for name, problems in form.evaluate(script, given).items()
    }
    assert found == expected
    assert len(told) >= 20, sorted(told)


def test_the_same_places_and_remedies(form: Page, study: Study) -> None:
    base: Any = parse_document(TEXT, "x.yml").data
    wrong = base | {
        "titre": "Mme Exemple",
        "ages": {"de": "40", "a": "31"},
        "leviers": ["bien", "écrire à a@b.fr"],
        "contexte": {},
        "transformations": {"marges_de_progres": {"problemes": [{"titre": "x", "piste": "{{"}]}},
    }
    document = parse_document(write_mapping(wrong), "x")
    _, errors = validate(Portrait, document, study.slugs, "x", names=study.names)
    found = form.evaluate("data => checkPortrait(data, schema)", wrong)
    # The form has a box to tick instead of the sentence on false alarms, and some of its own words.
    expected = {
        (place, p.code): p.remedy.removesuffix(FALSE_ALARM).rstrip()
        for place, p in errors
        if p.code != "cle-manquante" and MESSAGES[p.code].in_form is None
    }
    assert len(expected) == 5
    in_form = {(tuple(p["path"]), p["code"]): p["remedy"] for p in found}
    for key, remedy in expected.items():
        assert in_form[key] == remedy, key
    assert set(in_form) == {(place, problem.code) for place, problem in errors}


def test_the_seven_are_right_on_both_sides(form: Page, study: Study) -> None:
    for portrait in study.portraits.values():
        data = {
            k: v.isoformat() if isinstance(v, date) else v for k, v in dump_record(portrait).items()
        }
        assert form.evaluate("data => checkPortrait(data, schema)", data) == []


TEXTS = st.text(
    alphabet=st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs"))
    | st.sampled_from(" \n:#-'\"«»[]{}|>*&!%@`~\\\t"),
    min_size=1,
    max_size=260,
)  # fmt: skip
_drawn: list[str] = []


@seed(7)
@settings(max_examples=400, deadline=None, database=None, phases=[Phase.generate],
          suppress_health_check=list(HealthCheck))  # fmt: skip
@given(TEXTS)
def _draw(text: str) -> None:
    if text.strip() and not FORBIDDEN.search(text):
        _drawn.append(text.strip())


def test_the_same_yaml_on_both_sides(form: Page) -> None:
    """Texts drawn at random, and those that YAML would take for something else."""
    _draw()
    texts = [*_drawn, "oui", "08", "- a", "a: b", "« a »", "“a”", "é" * 150, "mot " * 60 + "fin",
             "deux  espaces " * 20 + "fin", "un\n\n deux", "mot-composé " * 30 + "fin"]  # fmt: skip
    base: Any = parse_document(TEXT, "x.yml").data
    portraits = [
        base | {"titre": text, "leviers": [text, "x"], "contexte": {"texte": text}}
        for text in texts
    ]
    written = form.evaluate("all => all.map(data => writePortrait(data, schema))", portraits)
    first = FIRST_LINE.format(name="portraits")
    keys = list(Portrait.model_fields)
    for data, text in zip(portraits, written, strict=True):
        ordered = {key: data[key] for key in keys if key in data}
        assert text == f"{first}\n{write_mapping(ordered)}"


def test_the_same_file_names_on_both_sides(form: Page) -> None:
    script = """titles => titles.map(title => {
        const slugs = proposeSlugs(title, schema["x-adresse"])
        return [slugs.next().value, slugs.next().value]
    })"""
    expected = [[slug, next_one] for slug, next_one in SLUGS.values()]
    assert form.evaluate(script, list(SLUGS)) == expected
