"""What is told first is short, stands alone and says of whom and when it speaks."""

import re

from scripts.study.study import Study
from tests.records import list_values

NUMBER = re.compile(r"\d+(?: \d{3})*")
INITIAL = re.compile(r"\b[A-Z]\. ")  # of a name: it ends no sentence
MOST_VOICES = 12
LONGEST_TERM = 4  # words in quotation marks that name a thing; more would be somebody speaking


def numbers_in(text: str) -> set[str]:
    return set(NUMBER.findall(text))


def test_each_of_the_three_points_is_one_sentence(study: Study) -> None:
    for chapter in study.chapitres.values():
        for point in chapter.en_trois_points:
            told = INITIAL.sub("", point)
            assert re.fullmatch(r"[A-ZÀÉÊÎ][^.!?]+\.", told), f"{chapter.slug}: {point}"


def test_a_number_to_quote_has_its_population_or_year(study: Study) -> None:
    for chapter in study.chapitres.values():
        if quoted := chapter.a_citer:
            figure, said = study.chiffres[quoted.chiffre], numbers_in(quoted.phrase)
            assert numbers_in(quoted.valeur) <= said, chapter.slug
            printed = {
                str(number)
                for row in figure.lignes
                for value in row.valeurs
                for number in (value.nombre, value.taux, *numbers_in(value.texte or ""))
                if number is not None
            }
            assert numbers_in(quoted.valeur) <= printed | {str(figure.effectif)}, chapter.slug
            of_whom = {str(figure.effectif)} & said
            when = re.search(r"\b20\d\d\b", quoted.phrase)
            assert of_whom or when, f"{chapter.slug}: {quoted.phrase}"


def test_no_finding_of_the_home_page_needs_a_reserve(study: Study) -> None:
    for finding in study.accueil.constats:
        assert numbers_in(finding.valeur) <= numbers_in(f"{finding.valeur} {finding.texte}")
        verdicts = study.verdicts[finding.chiffre]
        assert all(verdict.agrees is not False for verdict in verdicts), finding.chiffre
        assert re.search(r"\b20\d\d\b", finding.texte), finding.texte


def test_a_chapter_that_the_home_page_leads_to_has_its_number(study: Study) -> None:
    led_to = {task.lien.strip("/") for public in study.accueil.publics for task in public.taches}
    chapters = led_to & study.chapitres.keys()
    assert "cooperation/gouvernance" in chapters
    for slug in chapters:
        assert study.chapitres[slug].a_citer, slug


def test_voices_are_a_dozen_and_none_is_in_a_portrait(study: Study) -> None:
    voices = [voice for _, section, _ in study.sections for voice in section.voix]
    assert 0 < len(voices) <= MOST_VOICES
    assert len({voice.citation for voice in voices}) == len(voices)
    for portrait in study.portraits.values():
        for value in list_values(portrait, study):
            for quoted in re.findall(r"«([^»]*)»", value.text):
                assert len(quoted.split()) <= LONGEST_TERM, f"{portrait.slug}: {quoted}"


def test_no_section_repeats_the_title_that_the_study_gives_a_chapter(study: Study) -> None:
    titles = {chapter.rubrique for chapter in study.chapitres.values()}
    for chapter, section, _ in study.sections:
        assert section.titre not in titles, f"{chapter.slug}: {section.titre}"


def test_a_sphere_says_first_what_it_is(study: Study) -> None:
    for sphere in study.spheres.values():
        first = sphere.definition.split(".")[0].lower()
        assert sphere.titre.lower() in first, sphere.slug
        assert re.search(r"\b(est|c'est|sont|va)\b", first), sphere.slug
        assert "sans la définir" not in sphere.definition, sphere.slug
        assert "autre définition" not in sphere.definition, sphere.slug
