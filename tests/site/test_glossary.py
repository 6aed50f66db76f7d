from scripts.site.french import set_texts
from scripts.site.glossary import TermFinder
from scripts.site.rendering import Renderer
from scripts.site.site import Site
from scripts.study.study import Study
from scripts.text.typography import set_french


def found(study: Study, text: str) -> list[tuple[str, str]]:
    pieces = TermFinder(set_texts(tuple(study.glossaire.values()))).split(set_french(text))
    return [(piece, term.slug) for piece, term in pieces if term]


def test_words_are_found_in_their_forms(study: Study) -> None:
    assert found(study, "Le CPO et la coéducation.") == [
        ("CPO", "cpo"),
        ("coéducation", "coeducation"),
    ]
    assert found(study, "Coéducation : un mot")[0][1] == "coeducation"
    assert found(study, "la mission de l'Éducation nationale")[-1][0] == "Éducation nationale"


def test_the_longest_form_wins_and_no_word_is_cut(study: Study) -> None:
    assert [slug for _, slug in found(study, "un contrat de ville")] == ["contrat-de-ville"]
    assert found(study, "les CPOs, un laboratoire") == []
    assert found(study, "en REP+")[0][0] == "REP+"


def test_the_text_is_whole_once_split(study: Study) -> None:
    finder = TermFinder(set_texts(tuple(study.glossaire.values())))
    for chapter in study.chapitres.values():
        for section in chapter.sections:
            text = set_french(section.texte or "")
            assert "".join(piece for piece, _ in finder.split(text)) == text


def test_a_word_is_marked_once_a_page(assembled: Site) -> None:
    documents = {page.url: page.document for page in assembled.make_pages()}
    for url in ("cooperation/metier-de-cpo/", "methode/"):
        marked = [p.split('"')[0] for p in documents[url].split('class="terme" href="')[1:]]
        assert len(marked) == len(set(marked)) > 5


def test_a_word_leads_to_the_glossary_from_the_page_where_it_is(renderer: Renderer) -> None:
    for url, link in (("", "glossaire/#cpo"), ("methode/", "../glossaire/#cpo")):
        renderer.url = url
        renderer.marked.clear()
        assert f'<a class="terme" href="{link}"' in renderer.render_rich("Un CPO.")


def test_no_link_is_inside_another(renderer: Renderer) -> None:
    renderer.marked.clear()
    html = renderer.render_rich("Un [texte sur la coéducation](https://exemple.fr) et un CPO.")
    assert html.count("<a ") == 2
    assert '<a href="https://exemple.fr">texte sur la coéducation</a>' in html


def test_every_term_of_the_map_is_there(study: Study) -> None:
    words = {
        word.lower()
        for term in study.glossaire.values()
        for word in (term.terme, *term.formes)
    }  # fmt: skip
    acronyms = """
        CPO QPV REP REP+ PRE CLAS CTG PEDT PEG PST SDSF Caf Cnaf CD CCAS EN IEN CPE ATSEM AESH AED
        EJE LAEP EAJE CLAE ALSH PMI REAAP PAI TIP ARS CFA CIO DASEN DPE Dgesco ANCT CRPV RNCRPV
        CNOE FNES Ufolep Ceméa GIP GPDS GT ADL RMP BIE Segpa TSA CPS LGBTQI+ NC N+1 scop dys
    """.split()  # noqa: SIM905
    assert [word for word in acronyms if word.lower() not in words] == []
