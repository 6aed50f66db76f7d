import json
from dataclasses import replace

from scripts.problems.problem import InvalidStudyError
from scripts.schema.introspection import find_field, read_fields
from scripts.schema.portrait import OF_THE_STUDY, Portrait
from scripts.schema.registry import CATALOGUES, SINGLES
from scripts.site.json_schemas import FOLDER, list_schemas, write_form_schema
from scripts.study.study import Study, read_study
from scripts.text.typography import set_french
from tests.conftest import ROOT


def test_the_committed_files_are_current(study: Study) -> None:
    files = list_schemas(study)
    committed = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / FOLDER).iterdir()}
    assert committed == files, "run: python -m scripts schemas"


def test_no_committed_file_changes_when_a_portrait_comes_or_goes(study: Study) -> None:
    assert list_schemas(replace(study, portraits={})) == list_schemas(study)


def test_the_form_is_given_examples_from_portraits(study: Study) -> None:
    schema = json.loads(write_form_schema(study))
    example = schema["properties"]["annee_label"]["x-exemple"]
    portrait = study.portraits["impact-collectif"]
    assert example == {"titre": set_french(portrait.titre), "texte": str(portrait.annee_label)}
    said = schema["properties"]["spheres"]["x-exemples"]
    for slug, example in said.items():
        comments = [
            s.comment for p in study.portraits.values() for s in p.spheres if s.sphere == slug
        ]
        assert example["texte"] in [set_french(" ".join(c.split())) for c in comments if c], slug
    assert {"famille", "ecole"} <= said.keys(), "each is said of its own sphere"
    committed = json.loads(list_schemas(study)["portraits.json"])
    assert schema.keys() == committed.keys() - {"$schema", "additionalProperties"}


def test_a_step_of_the_form_asks_for_each_field_of_a_portrait(study: Study) -> None:
    asked = [key for step in study.etapes.values() for key in step.champs]
    # The form knows the origin; « fausses_alertes » is asked where there is an alarm.
    others = {*OF_THE_STUDY, "origine", "fausses_alertes"}
    missing = Portrait.model_fields.keys() - others - {*asked}
    assert missing == set(), "put it in a step of content/etapes.yml"
    assert len(asked) == len({*asked}), "once"
    assert not others & {*asked}


def test_each_step_of_the_form_asks_for_something(study: Study) -> None:
    """What may be left out goes with what is asked: nobody walks through a step to say nothing."""
    required = {"provenance"} | {
        key for key, field in Portrait.model_fields.items() if field.is_required()
    }
    for slug, step in study.etapes.items():
        assert required & {*step.champs}, slug


def test_every_portrait_names_its_schema(study: Study) -> None:
    for slug in study.portraits:
        first = (ROOT / f"portraits/{slug}.yml").read_text(encoding="utf-8").splitlines()[0]
        assert first == "# yaml-language-server: $schema=../docs/schemas/portraits.json"


def test_every_field_says_what_it_is() -> None:
    def visit(fields: object) -> None:
        for field in fields:  # type: ignore[attr-defined]
            assert field.label and field.help and field.kind, field.key
            assert field.label[0].isupper() or field.label[0] == "À"
            visit(field.fields)

    for model in (Portrait, *(kind.model for kind in CATALOGUES.values()), *SINGLES.values()):
        visit(read_fields(model))


def test_a_field_is_found_by_its_place() -> None:
    field = find_field(Portrait, ("sections", 2, "partie"))
    assert field is not None
    assert field.catalogue == "parties"
    assert find_field(Portrait, ("sections", 2, "absent")) is None


def test_the_schema_lists_the_words_of_the_vocabularies(study: Study) -> None:
    schema = json.loads(list_schemas(study)["portraits.json"])
    theme = schema["properties"]["themes"]["items"]
    assert theme["enum"] == list(study.vocabulaires["themes"])
    assert schema["additionalProperties"] is False
    assert "null" not in json.dumps(schema["properties"]), "a key that is absent is nothing"


def test_the_template_left_as_it_is_is_refused_at_each_place(project, study: Study) -> None:  # type: ignore[no-untyped-def]
    template = (ROOT / FOLDER / "portrait-a-remplir.yml").read_text(encoding="utf-8")
    (project / "portraits/essai.yml").write_text(template, encoding="utf-8")
    try:
        read_study(project)
    except InvalidStudyError as error:
        codes = [problem.code for problem in error.problems]
        lines = {problem.line for problem in error.problems}
    assert set(codes) <= {"a-remplir", "reference-inconnue", "type"}
    left = [n for n, line in enumerate(template.splitlines(), 1)
            if "À REMPLIR" in line and not line.lstrip().startswith("#")]  # fmt: skip
    assert lines == set(left)


def test_the_template_filled_in_passes(project) -> None:  # type: ignore[no-untyped-def]
    template = (ROOT / FOLDER / "portrait-a-remplir.yml").read_text(encoding="utf-8")
    answers = iter([
        "Un centre social", "2026-11-23", "oui", "cc-by", "Un jardin", "On sème.", "ecole",
        "La cour s'ouvre.", "micro", "Autour de l'enfant.", "parents", "environnement",
        "La cour était nue.", "Les enfants sèment.", "Les parents restent.",
    ])  # fmt: skip
    lines = [
        line.replace("À REMPLIR", next(answers))
        if "À REMPLIR" in line and not line.lstrip().startswith("#")
        else line
        for line in template.splitlines()
    ]
    (project / "portraits/essai.yml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert read_study(project).portraits["essai"].titre == "Un jardin"


def test_the_template_says_what_the_words_that_are_asked_mean(study: Study) -> None:
    template = list_schemas(study)["portrait-a-remplir.yml"]
    licence = template[template.index("# Licence :") : template.index("  licence: ")]
    help_ = study.vocabulaires["licences"]["cc-by"].description
    assert f"#   cc-by — {help_}" in licence
    assert "#   micro — Autour de l'enfant" in template
