"""Files as coordinators type them, each with a mistake, and what has to be said of it."""

import re
from typing import NamedTuple

from tests.site.test_portrait_added import TEXT

TITLE = 'titre: "Le jardin des colibris : l\'école dehors"\n'
SUMMARY = "resume: Une école et un centre social cultivent un jardin avec les parents.\n"
CONTEXT = "  texte: La cour n'avait pas un arbre.\n"
THEMES = "themes: [environnement]\n"
LEVELS = "niveaux:\n  - niveau: meso\n    comment: Enseignants et animateurs préparent ensemble.\n"
CHANGES = "transformations:\n"
HARD = "\u00a0"


class Typed(NamedTuple):
    """A file, the line where it is wrong, and what its author has to read there.

    said are words of the message or of the remedy.
    """

    text: str
    line: int
    code: str
    said: tuple[str, ...]


def put(old: str, new: str, below: int, code: str, *said: str) -> Typed:
    """Return a right portrait with new in place of old, wrong so many lines below."""
    assert TEXT.count(old) == 1, old
    line = TEXT[: TEXT.index(old)].count("\n") + 1 + below
    return Typed(TEXT.replace(old, new), line, code, said)


def end(more: str, below: int, code: str, *said: str) -> Typed:
    """Return a right portrait with more at its end, wrong so many lines below."""
    return Typed(TEXT + more, TEXT.count("\n") + 1 + below, code, said)


def above(more: str, code: str, *said: str) -> Typed:
    """Return a right portrait with more above it."""
    return Typed(more + TEXT, 1, code, said)


REPORTED = {
    "a space left by the template": end(
        " leviers:\n   - Les parents.\n", 0, "espace-en-trop",
        "Il reste une espace devant « leviers »",
        "au début de chaque ligne qui en a une, de la ligne 26 à la ligne 27"),
    "a space left in the middle": put(
        CHANGES, f" leviers:\n   - Les parents.\n{CHANGES}", 0, "espace-en-trop",
        "Il reste une espace devant « leviers »"),
    "a space left after a text": put(
        SUMMARY, f"{SUMMARY} sous_titre: Semer\n", 1, "espace-en-trop", "devant « sous_titre »"),
    "a quote never closed": put(
        SUMMARY, 'resume: "Une école.\n', 0, "guillemet-ouvert", "jamais refermé", 'Ajoutez "'),
    "a quote that the next one closes": put(
        TITLE, 'titre: "Le jardin\nsous_titre: "Semer"\n', 0, "guillemet-ouvert", 'Ajoutez "'),
    "a simple quote that an apostrophe closes": put(
        SUMMARY, "resume: 'Une école.\n", 0, "guillemet-ouvert", "Ajoutez '"),
    "a text that begins with a bracket": put(
        TITLE, "titre: [Projet] Le jardin\n", 0, "caractere-special", '"[Projet] Le jardin"'),
    "a text that begins with a question mark": put(
        TITLE, "titre: ? a\n", 0, "caractere-special", 'titre: "? a"'),
    "a text between braces": put(
        TITLE, "titre: {x}\n", 0, "caractere-special", 'titre: "{x}"'),
    "three dots, then keys": put(
        "spheres:", "...\nspheres:", 0, "plusieurs-documents", "Une seule est attendue", "« ... »"),
    "three hyphens twice": put(
        "spheres:", "---\nspheres:", 0, "plusieurs-documents", "Une seule est attendue", "« --- »"),
    "keys indented by no-break spaces": put(
        CONTEXT, f"{HARD}{HARD}texte: La cour.\n", 0, "espace-insecable", "U+00A0", "décalage"),
    "one key indented by no-break spaces": put(
        "  licence", f"{HARD}{HARD}licence", 0, "espace-insecable", "U+00A0", "décalage"),
    "a no-break space after the colon": put(
        TITLE, f"titre:{HARD}Le jardin\n", 0, "espace-insecable", "après les deux-points"),
    "a no-break space before the colon": put(
        TITLE, f"titre{HARD}: Le jardin\n", 0, "espace-insecable", "avant les deux-points"),
    "a no-break space after the dash": put(
        THEMES, f"themes:\n  -{HARD}sante\n", 1, "espace-insecable", "après le tiret"),
    "a no-break space after the second dash": put(
        THEMES, f"themes:\n  - sport\n  -{HARD}sante\n", 2, "espace-insecable", "après le tiret"),
    "another dash": put(
        THEMES, "themes:\n  – sante\n", 1, "tiret-simple", "un tiret simple", "- sante"),
    "a bullet": put(
        THEMES, "themes:\n  - sport\n  • sante\n", 2, "tiret-simple", "un tiret simple", "- sante"),
    "a second paragraph less indented": put(
        CONTEXT, "  texte: |\n    La cour.\n\n  Un arbre y pousse.\n", 3, "paragraphe-decale",
        "Ce paragraphe n'est pas assez décalé", "devant 4 espaces"),
    "a second paragraph not indented": put(
        SUMMARY, "resume: >-\n  La cour.\n\nUn arbre y pousse.\n", 3, "paragraphe-decale",
        "pas assez décalé", "2 espaces"),
    "a mail above": above(
        "De : Un centre social\nÀ : Le site\nObjet : portrait\n\nBonjour,\nVoici la fiche.\n\n",
        "hors-fiche", "Retirez ce qui n'est pas la fiche", "de la ligne 1 à la ligne 6"),
    "marks of Git": put(
        TITLE, f"<<<<<<< HEAD\n{TITLE}=======\ntitre: Semer\n>>>>>>> jardin\n", 0, "hors-fiche",
        "Git", "Gardez une des deux versions"),
    "a level alone, in brackets": put(
        LEVELS, "niveaux: [micro]\n", 0, "type", '- {niveau: micro, comment: "Enseignants'),
    "a level alone": put(
        LEVELS, "niveaux:\n  - micro\n", 1, "type", 'préparent les séances ensemble."}'),
    "two spheres in one": put(
        "virtualite", "ecole, famille", 0, "reference-inconnue",
        "« sphere: ecole » et « sphere: famille »"),
    "the number of a testimony": end(
        "numero: 8\n", 0, "origine-temoignage", "ni numéro", "retirez « numero: »"),
    "the template without its accent": put(
        TITLE, "titre: A REMPLIR\n", 0, "a-remplir", "Écrivez votre texte"),
    "UTF-8 read as Latin-1": put(
        TITLE, "titre: L'Ã©cole\n", 0, "texte-abime", "« Ã© »", "Retapez"),
    "a letter that is lost": put(
        TITLE, "titre: L'\ufffdcole\n", 0, "texte-abime", "mal copié"),
    "a bullet of Word": put(
        CONTEXT, "  texte: |\n    \uf0b7 Semer\n", 1, "texte-abime", "mal copié"),
    "a year of another century": put(
        "2026-11-23", "2206-11-23", 0, "date-improbable", "Vérifiez l'année"),
    "a day to come": put(
        "2026-11-23", "2099-11-23", 0, "date-a-venir", "Écrivez aujourd'hui, au plus tard"),
    "the year 1": put("2026-11-23", "0001-11-23", 0, "date-improbable", "Vérifiez l'année"),
    "a theme twice": put(
        "[environnement]", "[sport, sport]", 0, "element-double", "déjà dans la liste"),
    "a list in a paragraph": put(
        CONTEXT, "  texte: |\n    On veut :\n    - parler\n    - semer\n", 2, "liste-dans-texte",
        "« points: »", "« - »"),
    "a formula of a spreadsheet": put(
        TITLE, "titre: -2+3 jardins\n", 0, "formule", "« -2+3 jardins »", "par un mot"),
    "a title in a paragraph": put(
        CONTEXT, "  texte: |\n    ## La cour\n    On sème.\n", 1, "mise-en-page", "« sections: »"),
    "a table in a paragraph": put(
        CONTEXT, "  texte: |\n    | qui | quoi |\n    |---|---|\n", 1, "mise-en-page", "points"),
    "an emoji made of several": put(
        TITLE, "titre: La famille 👨\u200d👩\u200d👧\n", 0, "caractere-interdit",
        "liant sans largeur", "prenez-en un simple"),
    "a Persian word": put(
        TITLE, "titre: می\u200cخواهم\n", 0, "caractere-interdit", "sans lui"),
    "a word where a list is": put(
        THEMES, "themes: environnement\n", 0, "type", "Une liste est attendue", "[environnement]"),
}  # fmt: skip

# As others would type them.
MORE = {
    "marks of a message around it": above("```yaml\n", "hors-fiche", "Retirez cette ligne"),
    "a greeting above": above(
        "Bonjour,\n\nVoici notre fiche, à corriger.\n\n", "hors-fiche", "à la ligne 3"),
    "a signature below": end(
        "leviers:\n  - Les parents.\n\nBien cordialement,\nL'équipe\n", 3, "hors-fiche",
        "à la ligne", "Retirez ce qui n'est pas la fiche"),
    "a list with stars": put(
        THEMES, "themes:\n  * sport\n  * sante\n", 1, "tiret-simple", "un tiret simple", "- sport"),
    "a list on the line of its key": put(
        THEMES, "themes: - sport\n", 0, "tiret", "Passez à la ligne"),
    "words without brackets": put(
        THEMES, "themes: sport, sante\n", 0, "type", "Une liste est attendue"),
    "several ages on the line of their key": put(
        THEMES, f"{THEMES}ages: de: 6, a: 11\n", 1, "deux-points", "ages: {de: 6, a: 11}"),
    "a number with a sign": put(
        THEMES, f"{THEMES}chiffres_cles:\n  - valeur: > 50\n    libelle: familles\n", 2,
        "caractere-special", 'valeur: "> 50"'),
    "an at sign": put(
        SUMMARY, "resume: @lire, le club des parents\n", 0, "caractere-special", '"@lire, le club'),
    "a star for emphasis": put(
        SUMMARY, "resume: *Lire ensemble* change la classe\n", 0, "caractere-special", '"*Lire'),
    "a text in two lines, the second at the margin": put(
        CONTEXT, "  texte: >\n    La cour\nn'avait pas un arbre.\n", 2, "paragraphe-decale",
        "4 espaces"),
    "no space after a dash": put(
        THEMES, "themes:\n  -sport\n  -sante\n", 1, "espace-manquant", "après le tiret", "- sport"),
    "no space after a key, under another": put(
        CONTEXT, "  texte:La cour n'avait pas un arbre.\n", 0, "espace-manquant", "texte: La cour"),
    "an equals sign": put(
        TITLE, "titre = Le jardin\n", 0, "yaml", "une clé et deux-points"),
    "a key with a capital": put(
        TITLE, "Titre: Le jardin\n", 0, "cle-inconnue", "« titre »"),
    "a key with an accent": put(
        SUMMARY, "résumé: Un jardin.\n", 0, "cle-inconnue", "« resume »"),
    "a sphere by its title": put(
        "virtualite", "Tiers-lieux", 0, "reference-inconnue", "« tiers-lieux »"),
    "an answer in English": put(
        "consentement: oui", "consentement: yes", 0, "type", "« oui » ou « non »"),
    "a date as it is said": put(
        "2026-11-23", "23/11/2026", 0, "type", "2026-11-23"),
    "a bracket never closed": put(
        THEMES, "themes: [sport, sante\n", 0, "crochet-ouvert", "« ] »"),
    "a tab before a key": put(
        CONTEXT, "\ttexte: La cour.\n", 0, "tabulation", "deux espaces à la place"),
    "a typographic quote": put(
        TITLE, "titre: “Le jardin : dehors”\n", 0, "guillemets-typographiques", '"Le jardin'),
    "a typographic quote over two lines": put(
        SUMMARY, "resume: “Une école : un jardin,\n  et des parents.”\n", 0,
        "guillemets-typographiques", "et de ” à la fin de la ligne 9"),
    "a typographic quote over two lines, the second at the margin": put(
        SUMMARY, "resume: “Une école,\nun jardin.”\n", 0,
        "guillemets-typographiques", "et de ” à la fin de la ligne 9"),
    "a typographic quote in a list": put(
        "      - On sème ensemble.\n", "      - “On sème : \n        ensemble”\n", 0,
        "guillemets-typographiques", "et de ” à la fin"),
    "a colon in an item": put(
        "      - On sème ensemble.\n", "      - On sème : ensemble.\n", 0, "deux-points",
        '- "On sème : ensemble."'),
    "a hash in a title": put(
        TITLE, "titre: Le jardin # 2\n", 0, "diese", '"Le jardin # 2"'),
    "a full-width colon": put(
        TITLE, "titre： Le jardin\n", 0, "yaml", "une clé et deux-points"),
    "a key whose text is a level too far": put(
        "  date: 2026", "    date: 2026", 0, "indentation",
        "Mettez 2 espaces au début de la ligne, comme à la ligne 3"),
    "a second item without its dash": end(
        "chiffres_cles:\n  - valeur: 47\n    libelle: familles\n    valeur: 30\n"
        "    libelle: enfants\n", 3, "cle-double", "il lui faut son tiret", "- valeur: 30"),
    "keys without a dash where a list is": end(
        "chiffres_cles:\n  valeur: 47\n  libelle: familles\n", 1, "type",
        "un tiret et une espace devant « valeur »"),
    "a key that is still behind a hash": put(
        TITLE, f"# {TITLE}", -6, "cle-manquante", "à la ligne 7, derrière un « # »"),
    "a value that is still behind a hash": end(
        "chiffres_cles:\n#   - valeur: 47\n", 0, "valeur-vide", "« # », dès la ligne 27"),
    "a word that begins with a hash": put(
        TITLE, "titre: #samedis\n", 0, "diese", 'titre: "#samedis"'),
    "a key by its label": end(
        "Chiffres clés:\n  - valeur: 47\n    libelle: familles\n", 0, "cle-inconnue",
        "« chiffres_cles »"),
    "a key of two words": end("sous titre: Semer\n", 0, "cle-inconnue", "« sous_titre »"),
    "a key of another part": end(
        "licence: cc-by\n", 0, "cle-inconnue", "Elle va sous « provenance »"),
    "a key outside the part above": put(
        CONTEXT, f"{CONTEXT}points:\n  - On sème.\n", 1, "cle-inconnue",
        "sous « contexte » : mettez deux espaces de plus"),
    "a key of the record in a part": put(
        "  licence", "  leviers: []\n  licence", 0, "cle-inconnue", "sans espace devant"),
    "a theme by its title": put(
        "[environnement]", "[Culture et lecture]", 0, "reference-inconnue", "« culture »"),
    "themes by their titles, in a text": put(
        "[environnement]", "parentalité, culture et lecture", 0, "type",
        "Écrivez : themes: [parentalite, culture]"),
    "a level in one's own words": put(
        "niveau: meso", "niveau: entre nous", 0, "reference-inconnue", "micro (Autour de l'enfant"),
    "a text where its parts are expected": put(
        f"contexte:\n{CONTEXT}", "contexte: La cour : rien.\n".replace(" : ", ", "), 0, "type",
        "deux espaces de plus et sa clé : texte: La cour, rien."),
    "ideas in one text": end(
        "leviers: les parents\n", 0, "type", "devant chaque idée : - les parents"),
    "ideas with numbers": end(
        "leviers:\n  1. Semer\n  2. Planter\n", 1, "type", "devant chaque idée : - Semer"),
    "a dash without a text": end("freins:\n  -\n", 1, "type", "ou retirez ce tiret"),
    "a day in words": put(
        "2026-11-23", "1er septembre 2024", 0, "type", "Écrivez : date: 2024-09-01"),
    "a sum with its unit": end(
        "financeurs:\n  - qui: La Cité\n    montant: 6 000 €\n", 2, "type",
        "Écrivez : montant: 6000"),
    "a consent with a capital": put(
        "consentement: oui", "consentement: Oui, bien sûr", 0, "type",
        "Écrivez : consentement: oui"),
    "two keys on a line": put(
        THEMES, f"{THEMES}ages:\n  de: 6, a: 11\n  # a: 10\n", 2, "cles-sur-une-ligne",
        "« de: 6 », puis « a: 11 »"),
    "a text beside the sign of those of several lines": put(
        CONTEXT, "  texte: | La cour n'avait pas un arbre.\n", 0, "caractere-special",
        'Écrivez : texte: "La cour n\'avait pas un arbre."'),
    "a text of several lines that begins beside its sign": put(
        CONTEXT, "  texte: | La cour\n    n'avait pas un arbre.\n", 0, "caractere-special",
        "texte: | — le texte commence dessous"),
    "a text of several lines at the margin": put(
        CONTEXT, "  texte: |\nLa cour n'avait pas un arbre.\n", 1, "paragraphe-decale",
        "devant 4 espaces, deux de plus"),
    "a line of a text that begins with a percent sign": put(
        CONTEXT, "  texte: |\n    La moitié\n% des parents.\n", 2, "paragraphe-decale",
        "4 espaces, comme au paragraphe d'avant"),
    "a text that goes on with a colon": put(
        SUMMARY, "resume: Un samedi sur deux,\n  on ouvre : un jardin.\n", 0, "deux-points",
        'resume: "Un samedi sur deux, on ouvre : un jardin."'),
    "a text that goes on at the margin": put(
        SUMMARY, "resume: Un samedi sur deux,\non ouvre un jardin.\n", 1, "yaml",
        "suite du texte de la ligne 8, mettez 2 espaces devant"),
    "a line drawn between two parts": put(
        SUMMARY, f"{SUMMARY}-----\n", 1, "hors-fiche", "Retirez cette ligne"),
    "stars between two parts": put(
        SUMMARY, f"{SUMMARY}***\n", 1, "hors-fiche", "Retirez cette ligne"),
    "an arrow": put(
        TITLE, "titre -> Le jardin\n", 0, "yaml", "une espace : titre: Le jardin"),
    "a key in bold": put(
        TITLE, "**titre**: Le jardin\n", 0, "yaml", "une espace : titre: Le jardin"),
    "a dash before a key": put(
        TITLE, "- titre: Le jardin\n", 0, "indentation", "Retirez le tiret"),
    "keys whose own key is still behind a hash": end(
        "# chiffres_cles:\n  - valeur: 47\n    libelle: familles\n", 1, "indentation",
        "Retirez aussi le « # » devant « chiffres_cles », à la ligne 26"),
    "a text saved by a word processor": above(
        "{\\rtf1\\ansi\n", "hors-fiche", "RTF", "TextEdit", "WordPad"),
    "a typographic quote that nothing closes": put(
        TITLE, "titre: “Le jardin\n", 0, "guillemets-typographiques",
        'Écrivez : titre: "Le jardin"'),
    "a typographic quote that a straight one closes": put(
        TITLE, "titre: “Le jardin\"\n", 0, "guillemets-typographiques",
        'Écrivez : titre: "Le jardin"'),
    "a paragraph with a colon, less indented": put(
        CONTEXT, "  texte: |\n    La cour.\n  Le but : semer.\n", 2, "cle-inconnue",
        "la suite d'un texte", "décalez"),
    "two texts in one part": put(
        CONTEXT, "  texte: |\n    La cour.\n  texte: |\n    Un arbre.\n", 2, "cle-double",
        "sous la ligne 18 ce qui est sous la ligne 20"),
    "two titles": put(
        TITLE, f"titre: Semer\n{TITLE}", 1, "cle-double", "Gardez la ligne 7 ou la ligne 8"),
    "the whole pasted twice": end(
        TEXT, 0, "fiche-double", "retirez tout de la ligne 26 à la ligne 50", "propre fichier"),
    "a part pasted twice": end(
        TEXT[TEXT.index("acteurs:"):], 0, "fiche-double", "de la ligne 26 à la ligne 36"),
    "a second portrait after hyphens": end(
        f"---\n{TEXT}", 0, "plusieurs-documents", "si c'est la même, retirez-le aussi"),
    "ages as people write them": end("ages: 6-11\n", 0, "type", "Écrivez : ages: {de: 6, a: 11}"),
    "ages in words": end("ages: de 6 à 11 ans\n", 0, "type", "Écrivez : ages: {de: 6, a: 11}"),
    "ages in a list": end("ages: [6, 11]\n", 0, "type", "Écrivez : ages: {de: 6, a: 11}"),
    "one age": end("ages: 3 ans\n", 0, "type", "Complétez : ages: {de: 3, a: 11}"),
    "the name of ages": end("ages: collégiens\n", 0, "type", "a: 11, precision: collégiens}"),
    "two ages for one": end(
        "ages:\n  de: 6-11\n  a: 11\n", 1, "type", "un seul nombre. Par exemple : de: 6"),
    "an unknown resource": end(
        "ressources:\n  - trouve ta voix\n", 1, "reference-inconnue", "« trouve-ta-voie »",
        "à l'adresse /ressources/"),
    "a resource like no other": end(
        "ressources: [zzz]\n", 0, "reference-inconnue",
        "La liste est sur le site, à l'adresse /ressources/"),
    "a second key that the file has nowhere else": put(
        TITLE, "titre: Semer sous_titre: Planter\n", 0, "cles-sur-une-ligne",
        "« titre: Semer », puis « sous_titre: Planter »"),
    "a word that is no second key": put(
        TITLE, "titre: Semer, bilan: rien\n", 0, "deux-points", '"Semer, bilan: rien"'),
    "a second key after a comma": put(
        TITLE, "titre: Semer, cout: Rien\n", 0, "cles-sur-une-ligne",
        "« titre: Semer », puis « cout: Rien »"),
    "a bullet before a key": put(
        TITLE, f"• {TITLE}", 0, "hors-fiche", "Retirez « • » et l'espace qui suit : titre:"),
    "a dash before a key of parts": put(
        "contexte:", "– contexte:", 0, "hors-fiche", "Retirez « – » et l'espace qui suit"),
    "a bullet before an item at the margin": put(
        THEMES, "themes:\n• sport\n", 1, "tiret-simple", "- sport"),
    "a dash before every key": Typed(
        "".join(line if line.startswith(" ") else f"- {line}" for line in TEXT.splitlines(True)),
        1, "indentation", ("devant chaque clé qui commence une ligne, de la ligne 1 à la",)),
    "a dash before the file": Typed(
        "- " + TEXT.replace("\n", "\n  ").rstrip() + "\n",
        1, "indentation", ("et deux espaces devant chaque ligne, jusqu'à la ligne 25",)),
    "a remark of another language": put(
        TITLE, f"// à revoir\n{TITLE}", 0, "remarque", "« // à revoir »", "commence par « # »"),
    "a remark over two lines": put(
        TITLE, f"/* à\nrevoir */\n{TITLE}", 0, "remarque", "« /* à … revoir */ »"),
    "a remark above all": above("// Le jardin\n", "remarque", "« // Le jardin »"),
    "a remark of a web page": put(
        TITLE, f"<!-- à revoir -->\n{TITLE}", 0, "remarque", "Retirez-la"),
    "a remark in a list": put(
        THEMES, "themes:\n  // à revoir\n  - sport\n", 1, "remarque", "Retirez-la"),
    "a remark in a text": put(
        CONTEXT, "  texte: |\n    La cour.\n    // à revoir\n", 2, "remarque", "Retirez-la"),
}  # fmt: skip

# Sets of twenty, each written before any of it was tried: how a coordinator breaks the template.
TALLIED = {
    # the first set
    "an answer to a mail": Typed(
        "".join(f"> {line}" for line in TEXT.splitlines(keepends=True)), 1, "hors-fiche",
        ("d'un courriel", "Retirez « > » et l'espace qui suit, de la ligne 1 à la ligne 25")),
    "capitals that a phone puts": Typed(
        re.sub("^[a-z]", lambda first: first[0].upper(), TEXT, flags=re.MULTILINE), 7,
        "cle-inconnue", ("« titre »",)),
    "a text without its key": put(
        CONTEXT, "    La cour.\n    Pas un arbre.\n", 0, "type",
        "juste au-dessus de ce texte, une ligne « texte: | », avec 2 espaces"),
    "an item without its first line": put(
        "  - niveau: meso\n", "", 0, "type", "un tiret et une espace devant « comment »"),
    "a part without its key": put(
        "provenance:\n", "", 0, "indentation", "Si une clé a été effacée",
        "ou « provenance: », remettez-la"),
    "a part half behind its hashes": end(
        "ages:\n  de: 6\n#   a: 11\n", 1, "cle-manquante", "à la ligne 28, derrière un « # »"),
    "boxes that are ticked": put(
        THEMES, "themes:\n  [x] sport\n  [ ] sante\n  ☑ culture\n", 1, "tiret-simple", "- sport",
        "qui ne sont pas cochées"),
    "all the choices": put(
        "cc-by-sa", "cc-by, cc-by-sa", 0, "reference-inconnue",
        "Gardez-en un seul : licence: cc-by"),
    "keys with numbers": Typed(
        re.sub("^(?=[a-z])", "1. ", TEXT, flags=re.MULTILINE), 7, "cle-inconnue", ("« titre »",)),
    "a table of Word": Typed(
        TEXT.replace("origine: ", "origine\t").replace("titre: ", "titre\t"), 1, "yaml",
        ("une espace : origine: temoignage",)),
    "a consent that is ticked": put(
        "consentement: oui", "consentement: ☑", 0, "type", "« oui » ou « non »"),
    "a month": put("2026-11-23", "octobre 2026", 0, "type", "l'année, le mois et le jour"),
    "a list without dashes": put(
        THEMES, "themes:\n  sport\n  sante\n", 1, "type", "Écrivez : themes: [sport, sante]"),
    "a second key after a dash": put(
        "meso\n    comment", "meso - comment", 0, "cles-sur-une-ligne", "« niveau: meso », puis"),
    "a title of a web page": put(
        TITLE, "titre: Un v&eacute;lo, &agrave; l&rsquo;&eacute;cole\n", 0, "texte-abime",
        "Retapez"),
    "a message of a chat": above(
        "[05/10/2026 10:32] Une collègue : voici\n", "hors-fiche", "à la ligne 1"),
    "what a phone signs, under a text": end(
        "cout: |\n  Rien.\n\nEnvoyé de mon iPhone\n", 3, "hors-fiche", "à la ligne 29"),
    "braces without a comma": end(
        "ages: {de: 6 a: 11}\n", 0, "yaml", "une virgule", "Écrivez : ages: {de: 6, a: 11}"),
    "an explanation without its hash": end(
        "Coût (facultatif) : Ce que l'action coûte et qui\n  paie.\ncout: Rien\n", 0,
        "cle-inconnue", "une explication du modèle : remettez « # »"),
    "two apostrophes for a quote": put(
        TITLE, "titre: ''Semer''\n", 0, "apostrophe", 'Écrivez : titre: "Semer"'),
    "a text of a PDF at the margin": put(
        SUMMARY, "resume: Un samedi\nsur deux, on\nouvre un jardin.\n", 1, "yaml",
        "2 espaces devant chaque ligne, de la ligne 9 à la ligne 10 ; sinon, retirez-les"),
    "a word that a PDF cuts": put(
        SUMMARY, "resume: Un édu- cateur.\n", 0, "texte-abime", "« édu- cateur »", "Retapez"),
    # the second set
    "keys that a browser translates": Typed(
        TEXT.replace("titre:", "title:").replace("resume:", "summary:"), 8, "cle-inconnue",
        ("une de celles qui manquent", "« resume »")),
    "lines of a program": Typed(
        re.sub("^(\\w+): (.+)$", r'"\1": "\2",', TEXT.replace('"', ""), flags=re.MULTILINE), 1,
        "hors-fiche", ("les guillemets autour", "de la ligne 1 à la ligne 16", 'origine: "tem')),
    "all the indents lost": Typed(
        re.sub("^ +", "", TEXT, flags=re.MULTILINE), 3, "indentation",
        ("ont été perdues en route", "en pièce jointe")),
    "a second item without its dash, in its place": put(
        "niveaux:", "  sphere: ecole\n    comment: La cour.\nniveaux:", 0, "indentation",
        "Il lui faut un tiret, comme à la ligne 10 : - sphere: ecole"),
    "actors with what they do": put(
        "  methode:", "  acteurs:\n    - Le centre social : il prête\n  methode:", 1,
        "cle-inconnue",
        '- {nom: "Le centre social", role: "il prête"}'),
    "figures in sentences": end(
        "chiffres_cles:\n  - 30 enfants à vélo\n", 1, "type",
        'Écrivez : - {valeur: "30", libelle: "enfants à vélo"}'),
    "a licence by its whole name": put(
        "cc-by-sa", "CC BY-SA 4.0", 0, "reference-inconnue", "« cc-by-sa »"),
    "a part in a sentence": put(
        TEXT[TEXT.index("provenance"):TEXT.index("titre:")], "provenance: Une association\n", 0,
        "type", "Exemple : provenance: {structure:"),
    "hashtags": put(
        THEMES, "themes: #sport #sante\n", 0, "diese", "écrivez : themes: [sport, sante]"),
    "commas after items": put(
        THEMES, "themes:\n  - sport,\n  - sante,\n", 1, "reference-inconnue", "« sport »"),
    "a first line further than the next": put(
        CONTEXT, "  texte: |\n        La cour.\n    Un arbre.\n", 2, "paragraphe-decale",
        "8 espaces, comme au paragraphe d'avant"),
    "a heading under a text": end(
        "cout: |\n  Rien.\n\nLES FREINS\nfreins:\n  - Le froid.\n", 3, "hors-fiche",
        "Si c'est un intertitre ou le bas d'une page"),
    "a text of several lines where its key is expected": put(
        f"contexte:\n{CONTEXT}", "contexte: |\n  La cour.\n", 0, "type",
        "« contexte: » seul sur sa ligne ; dessous", "« texte: | »"),
    "bullets of a word processor": put(
        THEMES, "themes:\n  o sport\n  o sante\n", 1, "tiret-simple", "- sport — de même"),
    "pictures for bullets": put(
        THEMES, "themes:\n  🚲 sport\n  ✅ sante\n", 1, "tiret-simple", "- sport — de même"),
    "a level as a key": put(
        "  - niveau: meso\n    comment: Ens", "  - meso : Ens", 0, "cle-inconnue",
        '- {niveau: meso, comment: "Enseignants et animateurs préparent ensemble."}'),
    "levels as keys": put(
        "  - niveau: meso\n    comment: Ens", "  meso: Ens", 0, "type",
        "Mettez chacun sur sa ligne, après un tiret : - {niveau: meso"),
    "the address of a resource": end(
        "ressources:\n  - https://exemple.fr/ressources/trouve-ta-voie/\n", 1,
        "reference-inconnue", "« trouve-ta-voie »"),
    "a colon at the end": put(
        TITLE, "titre: Semer dehors :\n", 0, "deux-points", 'Écrivez : titre: "Semer dehors :"'),
    "a day first": put("2026-11-23", "10-05-2026", 0, "type", "Écrivez : date: 2026-05-10"),
    # the third set
    "a full stop that a phone puts": put(
        TITLE, "titre. Semer\n", 0, "yaml", "deux-points et une espace : titre: Semer"),
    "a text whose bar is erased": put(
        CONTEXT, "  texte:\n    Un constat : la cour.\n    Pas un arbre.\n", 0, "deux-points",
        "Écrivez : texte: | —"),
    "one line whose bar is erased": put(
        CONTEXT, "  texte:\n    Un constat : la cour.\n", 0, "deux-points", "Écrivez : texte: | —"),
    "a mail that is not decoded": put(
        TITLE, "titre: Le v=C3=A9lo\n", 0, "texte-abime", "« =C3=A9lo »", "Retapez"),
    "a page instead of a file": Typed(
        "Titre\nSemer\nRésumé\nOn sème.\n", 1, "type", ("Partez du modèle", "titre: Un jardin")),
    "words between parentheses": put(
        THEMES, "themes: (sport, sante)\n", 0, "type", "Écrivez : themes: [sport, sante]"),
    "French quotes and a colon": put(
        TITLE, "titre: «Semer : planter»\n", 0, "deux-points", 'titre: "«Semer : planter»"'),
    "the number of a level": put(
        "niveau: meso", "niveau: 2", 0, "reference-inconnue", "micro (Autour de l'enfant"),
    "a text that is erased": put(
        CONTEXT, "  texte: |\n", 0, "texte-vide", "ou retirez la ligne"),
    "a licence that is not known": put(
        "cc-by-sa", "je ne sais pas", 0, "reference-inconnue", "Valeurs admises : cc-by (Creative"),
    "a day with a remark": put(
        "2026-11-23", "2026-11-23 (à voir)", 0, "type", "Gardez la date seule : date: 2026-11-23"),
    "the last parts inside another": Typed(
        TEXT[: TEXT.index("alliance:")] + re.sub(
            "^(?=.)", "  ", TEXT[TEXT.index("alliance:"):], flags=re.MULTILINE),
        19, "cle-inconnue", ("au début d'une ligne, sans espace devant",)),
    "sentences in a text for a list": end(
        "en_clair: |\n  On sème.\n  On arrose.\n", 0, "type", "devant chaque idée : - On sème."),
    "a key without its colon": put(
        "contexte:", "contexte", 0, "yaml", "deux-points et une espace : contexte:"),
    "a colon with its space before": put(
        TITLE, "titre :Semer\n", 0, "yaml", "deux-points et une espace : titre: Semer"),
    "two words in an item": put(
        THEMES, "themes:\n  - sport - sante\n", 1, "reference-inconnue",
        "un par élément : « sport » et « sante », chacun après son tiret"),
    "an address where its parts are expected": end(
        "contact_public: contact@exemple.fr\n", 0, "type", "Exemple : contact_public: {structure"),
    "a dash for nothing": end("cout: -\n", 0, "tiret", "rien à dire ici, retirez la ligne"),
    "two ages with their units": end(
        "ages: 6 ans - 11 ans\n", 0, "type", "Écrivez : ages: {de: 6, a: 11}"),
    "a section in a sentence": end(
        "sections:\n  - Le coût : la commune paie\n", 1, "cle-inconnue",
        '- {partie: alliance, titre: "Le coût", texte: "la commune paie"}'),
    "a dash after a key": put(
        TITLE, "titre - Semer\n", 0, "yaml", "deux-points et une espace : titre: Semer"),
    # the fourth set
    "an item further than the first": put(
        THEMES, "themes:\n  - sport\n    - sante\n", 2, "indentation",
        "2 espaces au début de la ligne, comme devant le tiret d'avant"),
    "dashes at the margin, without a space": put(
        THEMES, "themes:\n-sport\n-sante\n", 1, "espace-manquant", "Écrivez : - sport"),
    "a quote that nothing opens": put(
        TITLE, 'titre: Semer : planter"\n', 0, "deux-points", 'titre: "Semer : planter"'),
    "a colon twice": put(TITLE, "titre:: Semer\n", 0, "cle-inconnue", "« titre »"),
    "a part and its key on one line": put(
        f"contexte:\n{CONTEXT}", "contexte: texte: La cour.\n", 0, "cles-sur-une-ligne",
        "la seconde avec deux espaces de plus : « contexte: », puis « texte: La cour. »"),
    "ideas as the example shows them": end(
        'leviers: "On sème.", "On récolte."\n', 0, "guillemets",
        'Écrivez : leviers: ["On sème.", "On récolte."]'),
    "a dash before each key of an item": end(
        "chiffres_cles:\n  - valeur: 47 %\n  - libelle: des familles\n", 1, "cle-manquante",
        "à la ligne 28, derrière un tiret : mettez une espace"),
    "a key under the dash of its item": put(
        "    comment: Ens", "  comment: Ens", 0, "indentation", "Mettez 4 espaces"),
    "a list without its key": Typed(
        TEXT.replace("[parents]\n", "\n  - parents\n").replace(THEMES, "  - environnement\n"), 17,
        "reference-inconnue", ("C'est un mot de « themes: »",)),
    "bold of a chat": put(
        TITLE, "*titre:* Semer\n", 0, "yaml", "deux-points et une espace : titre: Semer"),
    "a line that a mail cuts": put(
        CONTEXT, "  texte: |\n    La cour\nsans arbre.\n    Semer.\n", 2, "paragraphe-decale",
        "4 espaces, comme au paragraphe d'avant"),
    "an answer under its key": put(
        TITLE, "titre:\nSemer dehors\n", 1, "yaml", "sur la même ligne : titre: Semer dehors"),
    "an origin in words": put(
        "origine: temoignage", "origine: Témoignage du terrain", 0, "valeur-inconnue",
        "« temoignage »"),
    "ages in letters": end(
        "ages:\n  de: six ans\n  a: 11\n", 1, "type", "Exemple : de: 6"),
    "a text whose part is erased": put(
        f"contexte:\n{CONTEXT}", "  texte: |\n    La cour.\n", 0, "indentation",
        "comme « contexte: » ou « provenance: », remettez-la"),
    "parts that are all at the margin": end(
        "marges_de_progres:\nproblemes:\n- titre: Eau\nprobleme: Peu.\npiste: Un puits.\n", 0,
        "valeur-vide", "Si ce qui est dessous va avec elle, mettez-y deux espaces de plus"),
    "a quote never closed in a list": put(
        THEMES, 'themes: ["sport, "sante"]\n', 0, "yaml", "Écrivez : themes: [sport, sante]"),
    "a text between chevrons": put(TITLE, "titre: <Semer>\n", 0, "balise", "Retirez la balise"),
    "a telephone in a name": put(
        "structure: Un centre de ressources politique de la ville",
        'structure: "Un centre (01 23 45 67 89)"', 0, "vie-privee-telephone", "Retirez-le"),
    # the fifth set
    "words with capitals and accents": put(
        THEMES, "themes:\n  - Sport\n  - Santé\n", 2, "reference-inconnue", "« sante »"),
    "a consent in words": put(
        "consentement: oui", "consentement: Accord écrit", 0, "type", "consentement: oui"),
    "an answer that stays behind its hash": end(
        "# cout: Rien, tout est prêté.\n", 0, "reponse-cachee", "retirez le « # »"),
    "a part whose keys are at the margin": put(
        TEXT[TEXT.index("  structure"):TEXT.index("titre:")],
        "structure: Une association\ndate: 2026-11-23\nconsentement: oui\nlicence: cc-by\n", -1,
        "valeur-vide", "mettez-y deux espaces de plus"),
    "a day in short": put("2026-11-23", "5/10/26", 0, "type", "Écrivez l'année, le mois"),
    "a text against its bar": put(
        CONTEXT, "  texte: |La cour\n    sans arbre.\n", 0, "caractere-special",
        "texte: | — le texte commence dessous"),
    "a letter for a bar": put(
        CONTEXT, "  texte: l\n    La cour.\n    Un arbre.\n", 0, "yaml", "Écrivez : texte: |"),
    "words with what they do": put(
        "acteurs: [parents]", "acteurs:\n  - parents : ils sèment", 1, "type",
        "Gardez le mot seul : - parents"),
    "a level and its comment in two items": put(
        "    comment: Ens", "  - comment: Ens", -1, "cle-manquante", "derrière un tiret"),
    "a quote that is left open": put(
        TITLE, 'titre: "Semer à l\'école\n', 0, "guillemet-ouvert", 'Ajoutez " à la fin'),
    "quotes upside down": put(
        TITLE, "titre: ”Semer : planter“\n", 0, "guillemets-typographiques", '"Semer : planter"'),
    "a word that is no theme": put(
        THEMES, "themes:\n  - sport\n  - vélo\n", 2, "reference-inconnue", "Valeurs admises"),
    "too many themes": put(
        THEMES, "themes: [sport, sante, culture, langues, parentalite]\n", 0, "liste-longue",
        "Gardez les plus importants"),
    "resources by their titles": end(
        "ressources:\n  - Kayak pour tous !\n", 1, "reference-inconnue", "« kayak-pour-tous »"),
    "an age alone": end("ages:\n  de: 6\n", 1, "cle-manquante", "alignée avec « de » : a: 11"),
    "a sum in words": end(
        "financeurs:\n  - qui: La Cité\n    montant: environ 2 000 euros\n", 2, "type",
        "Écrivez : montant: 2000"),
    "points without dashes": put(
        "      - On sème ensemble.", "      On sème.\n      On arrose.", 0, "type",
        "devant chaque idée : - On sème."),
    "a link in short": put(
        CONTEXT, "  texte: Voir [le film](www.exemple.fr).\n", 0, "lien-interdit", "en https://"),
    "a remark beside an answer": put(
        "date: 2026-11-23", "date: 2026-11-23   # à confirmer", 0, "diese", "a sa propre ligne"),
    "the end of a mail": end(
        "cout: |\n  Rien.\n\n--\nUne association\n", 3, "hors-fiche", "à la ligne 30"),
    # the sixth set
    "a full stop after a list": put(
        THEMES, "themes: [sport, sante].\n", 0, "yaml", "Écrivez : themes: [sport, sante]"),
    "actors in a sentence": put(
        "acteurs: [parents]", "acteurs: Les parents et l'association", 0, "type",
        "Mettez chaque mot sur sa ligne", "Valeurs admises : associations"),
    "a licence and its name": put(
        "cc-by-sa", "cc-by (Creative Commons)", 0, "reference-inconnue", "« cc-by » ?"),
    "items without their key": put(
        "niveaux:\n  - niveau: meso", "  - niveau: meso", 0, "cle-inconnue", "« niveaux »"),
    "a list whose key is erased": put(
        "spheres:\n", "", 0, "indentation", "La clé de cette liste manque", "« themes: »"),
    "who wrote a mail, in the middle": put(
        "contexte:", "Le 5 oct. 2026 à 10:12, une collègue a écrit :\ncontexte:", 0, "valeur-vide",
        "retirez la ligne"),
    "the foot of a page": put(
        CONTEXT, "  texte: |\n    La cour.\nPage 2 sur 3\n    Un arbre.\n", 2, "hors-fiche",
        "le bas d'une page, retirez cette ligne"),
    "a figure and what it counts": end(
        "chiffres_cles:\n  - 30 % : des enfants\n", 1, "cle-inconnue",
        '- {valeur: "30 %", libelle: "des enfants"}'),
    "quotes twice": put(TITLE, 'titre: ""Semer""\n', 0, "guillemets", 'titre: "Semer"'),
    "a text indented by no-break spaces": put(
        CONTEXT, f"  texte: |\n{HARD * 4}La cour.\n", 1, "espace-insecable", "U+00A0"),
    "a text indented by a tab": put(
        CONTEXT, "  texte: |\n\tLa cour.\n\tUn arbre.\n", 1, "tabulation", "4 espaces à la place"),
    "a colon whose key is erased": put(
        TITLE, ": Semer\n", 0, "yaml", "Si sa clé a été effacée", "devant : titre: Semer"),
    "a space for a colon": put(
        TITLE, "titre Semer\n", 0, "yaml", "Si « titre » est une clé, deux-points la suivent"),
    "a longer word for a key": put(
        "    comment: Ens", "    commentaire: Ens", 0, "cle-inconnue", "« comment »"),
    "a text where parts of a part are": put(
        TEXT[TEXT.index(CHANGES):], "transformations: |\n  Les parents restent.\n", 0, "type",
        "Exemple : transformations: {resultats_visibles: {texte:"),
    "types where actors are": put(
        "alliance:", "alliance:\n  acteurs: [parents, jeunes]", 1, "type",
        'sur sa ligne et sans crochets : - {nom: "parents"}'),
    "too few sentences": end(
        "en_clair:\n  - On sème.\n  - On arrose.\n", 1, "liste-courte", "au moins 8"),
    "the origin of the study": put(
        "origine: temoignage", "origine: etude", 0, "origine-etude", "origine: temoignage"),
    "a site in short": end(
        "contact_public:\n  structure: La mairie\n  site: www.exemple.fr\n", 2, "lien-interdit",
        "en https://"),
    "those who pay, in a sentence": end(
        "financeurs: La commune et la Caf\n", 0, "type", "Exemple : financeurs: [{qui:"),
    "ages between braces": end("ages: {6, 11}\n", 0, "type", "Écrivez : ages: {de: 6, a: 11}"),
    # the seventh set
    "full stops after words": put(
        THEMES, "themes:\n  - Sport.\n  - Sante.\n", 1, "reference-inconnue", "« sport »"),
    "keys in the singular": Typed(
        TEXT.replace("themes:", "theme:").replace("acteurs:", "acteur:"), 15, "cle-inconnue",
        ("« acteurs »",)),
    "a help that stays in an answer": put(
        "2026-11-23", "Le jour du récit, 5 octobre 2026", 0, "type",
        "la date seule : date: 2026-10-05"),
    "the first hash alone taken away": end(
        "mise_en_oeuvre:\n#   texte: |\n#     On sème.\n", 0, "valeur-vide",
        "retirez ses « # », dès la ligne 27"),
    "an actor without a dash": put(
        "alliance:", "alliance:\n  acteurs:\n    nom: Le centre\n    role: Il prête.", 2, "type",
        "un tiret et une espace devant « nom »"),
    "a list between quotes": put(
        THEMES, 'themes: "sport, sante"\n', 0, "type", "Écrivez : themes: [sport, sante]"),
    "two spheres in the plural": put(
        "virtualite", "familles et école", 0, "reference-inconnue",
        "« sphere: famille » et « sphere: ecole »"),
    "the border of a table": put(
        TITLE, "| titre: Semer\n", 0, "hors-fiche", "« | » et l'espace qui suit : titre: Semer"),
    "a title twice, once with a capital": put(
        TITLE, f"Titre: Semer\n{TITLE}", 0, "cle-inconnue", "« titre » est déjà à la ligne 8"),
    "a year alone": put("2026-11-23", "2026", 0, "type", "l'année, le mois et le jour"),
    "a unit with its accent": end(
        "chiffres_cles:\n  - valeur: 30\n    unité: ans\n    libelle: en tout\n", 2, "cle-inconnue",
        "« unite »"),
    "a mail in a name": put(
        "structure: Un centre", "structure: Un centre, velo@exemple.fr,", 0, "vie-privee-courriel",
        "Retirez-la"),
    "a word and a remark": put(
        THEMES, "themes:\n  - sport (le vélo)\n", 1, "reference-inconnue", "« sport »"),
    "all but the first line further": Typed(
        TEXT.replace("\n", "\n  ").rstrip() + "\n", 2, "indentation",
        ("2 espaces au début de chaque ligne, de la ligne 2 à la ligne 25",)),
    "a consent in capitals": put(
        "consentement: oui", "consentement: OUI.", 0, "type", "Écrivez : consentement: oui"),
    "points with numbers": put(
        "      - On sème ensemble.", "      1. On sème.\n      2. On arrose.", 0, "type",
        "- On sème."),
    "an actor by name": put(
        "alliance:", "alliance:\n  acteurs:\n    - nom: Mme Exemple", 2, "vie-privee-personne",
        "Dites sa fonction"),
    "dots for an answer": end("cout: ...\n", 0, "a-remplir", "« ... »", "ou retirez la ligne"),
    "two keys of a part on one line": put(
        "  consentement: oui\n  licence: cc-by-sa", "  consentement: oui, licence: cc-by", 0,
        "cles-sur-une-ligne", "« consentement: oui », puis « licence: cc-by »"),
    # the eighth set
    "the number of each line": Typed(
        "".join(f"{n} {line}\n" for n, line in enumerate(TEXT.splitlines(), 1)), 1, "hors-fiche",
        ("un numéro est devant chaque ligne", "Retirez-les, de la ligne 1 à la ligne 25")),
    "a sum with cents": end(
        "financeurs:\n  - qui: La commune\n    montant: 1 250,50\n", 2, "type",
        "Arrondissez, sans virgule : montant: 1250"),
    "a key that is cut": put(
        TEXT[TEXT.index(CHANGES):], "transformations:\n  resultats_\n", 1, "type",
        "la clé entière, et deux-points : resultats_visibles:"),
    "a space in a key": put(
        "  methode:\n", "  dimension educative:\n", 0, "cle-inconnue", "« dimension_educative »"),
    "hyphens between parts": put(
        "contexte:", "---\ncontexte:", 0, "plusieurs-documents", "supprimez cette ligne"),
    "an equals sign in an item": put(
        "    comment: Ens", "    comment = Ens", 0, "yaml", "une espace : comment: Enseignants"),
    "a last paragraph without a key": end(
        "cout: |\n  Rien.\n\nLa commune a été là.\n", 3, "paragraphe-decale", "2 espaces"),
    "a list under a word": put(
        THEMES, "themes:\n  - sport:\n    - vélo\n", 1, "type", "Gardez le mot seul : - sport"),
    "what is left of a list of the template": put(
        "acteurs: [parents]", "acteurs:\n  - parents\n  - À REMPLIR", 2, "reference-inconnue",
        "Valeurs admises"),
    "curly quotes on a word, and a colon": put(
        TITLE, "titre: ‘Semer’ : dehors\n", 0, "deux-points", 'titre: "‘Semer’ : dehors"'),
    "a text that begins with a percent sign, at the margin": put(
        CONTEXT, "  texte: |\n% des parents.\n", 1, "paragraphe-decale", "4 espaces"),
    "a title between brackets": put(
        TITLE, "titre: [Semer dehors]\n", 0, "caractere-special", 'titre: "Semer dehors"'),
    "a yes for a licence": put(
        "cc-by-sa", "oui", 0, "reference-inconnue", "Valeurs admises : cc-by"),
    "a day in English": put("2026-11-23", "October 5, 2026", 0, "type", "l'année, le mois"),
    "two levels, one with its accent": put(
        "niveau: meso", "niveau: micro, méso", 0, "reference-inconnue",
        "« niveau: micro » et « niveau: meso »"),
    "a list where a part is": put(
        f"contexte:\n{CONTEXT}", "contexte:\n  - La cour.\n  - Un arbre.\n", 1, "type",
        "une ligne « points: »", "deux espaces de plus à chaque tiret"),
    "quotes around a key": put(
        TITLE, "“titre”: Semer\n", 0, "guillemets-typographiques", 'Écrivez : "titre"'),
    "a level without its comment": put(
        "    comment: Enseignants et animateurs préparent ensemble.\n", "", -1, "cle-manquante",
        "alignée avec « niveau » : comment:"),
    "a file of a spreadsheet": Typed(
        "titre;resume;themes\nSemer;On sème.;sport\n", 1, "type", ("Partez du modèle",)),
    # the ninth set
    "a full-width colon, without a space": put(
        TITLE, "titre：Semer\n", 0, "yaml", "deux-points et une espace : titre: Semer"),
    "a consent that is left empty": put(
        "consentement: oui", "consentement:", 0, "valeur-vide", "Écrivez sa valeur"),
    "items on the line of their key": put(
        "niveaux:\n  - niveau", "niveaux: - niveau", 0, "tiret", "Passez à la ligne"),
    "the end of a comment at the margin": put(
        "animateurs préparent", "animateurs\npréparent", 1, "yaml", "mettez 6 espaces devant"),
    "bullets in points": put(
        "      - On sème ensemble.", "      • On sème.\n      • On arrose.", 0, "tiret-simple",
        "- On sème."),
    "what is left of the template above a text": put(
        CONTEXT, "  texte: |\n    À REMPLIR\n    La cour.\n", 1, "a-remplir", "à sa place"),
    "a licence in capitals": put("cc-by-sa", "CC-BY", 0, "reference-inconnue", "« cc-by »"),
    "a day and an hour": put(
        "2026-11-23", "2026-11-23 14:30", 0, "type", "la date seule : date: 2026-11-23"),
    "themes with numbers": put(
        THEMES, "themes:\n  1) sport\n  2) sante\n", 1, "type", "Écrivez : themes: [sport, sante]"),
    "a part by another name": put(
        CHANGES, "resultats:\n", 0, "cle-inconnue", "qui manquent : « transformations »"),
    "simple quotes around apostrophes": put(
        SUMMARY, "resume: 'Semer à l'école.'\n", 0, "apostrophe", '"Semer à l\'école."'),
    "a comma after a key": put(
        TITLE, "titre, Semer\n", 0, "yaml", "deux-points et une espace : titre: Semer"),
    "dots between parts": put(
        "contexte:", "…\ncontexte:", 0, "yaml", "retirez-la"),
    "a street": put(
        CONTEXT, "  texte: La rue Victor Hugo est fermée.\n", 0, "lieu-nomme", "Retirez le nom"),
    "a key of the study in a figure": end(
        "chiffres_cles:\n  - valeur: 30 %\n    libelle: des enfants\n    source: enquête\n", 3,
        "cle-inconnue", "Valeurs admises : libelle, unite, valeur"),
    "types of an actor in a text": put(
        "alliance:", "alliance:\n  acteurs:\n    - nom: Lui\n      types: caf, parents", 3,
        "cle-inconnue", "se disent une fois, hors de « alliance », sous « acteurs »"),
    "spheres with a slash": put(
        "virtualite", "famille/ecole", 0, "reference-inconnue",
        "« sphere: famille » et « sphere: ecole »"),
    "a key as code": put(
        TITLE, "`titre`: Semer\n", 0, "yaml", "deux-points et une espace : titre: Semer"),
    "steps with arrows": end(
        "parcours: Il sème → il récolte\n", 0, "type", "un tiret et une espace devant chaque idée"),
    "all behind hashes": Typed(
        re.sub("^", "# ", TEXT.rstrip(), flags=re.MULTILINE) + "\n", 1, "fichier-vide",
        ("Retirez ce signe",)),
    # the tenth set
    "items on a line, without a space": put(
        THEMES, "themes:\n  -sport, sante\n", 1, "espace-manquant", "Écrivez : - sport, sante"),
    "a list where a text is": put(
        SUMMARY, "resume:\n  - On sème.\n  - On arrose.\n", 1, "type",
        'Ici, pas de liste. Écrivez : resume: "On sème. On arrose."'),
    "a telephone after a name": put(
        "structure: Un centre", "structure: UN CENTRE 01 23 45 67 89", 0, "vie-privee-telephone",
        "Retirez-le"),
    "an item that says only how": put(
        "  - niveau: meso\n    comment", "  - comment", 0, "cle-manquante", "niveau: meso"),
    "one space more in a part": put(
        "  date:", "   date:", 0, "indentation", "Mettez 2 espaces", "comme à la ligne 3"),
    "two years for one": end(
        "annee_label: depuis 2019, puis 2022\n", 0, "type", "un seul nombre. Par exemple"),
    "a part of a title between quotes": put(
        TITLE, 'titre: "Semer", dehors\n', 0, "guillemets", '\\"Semer\\", dehors"'),
    "a colon between parentheses": put(
        "animateurs préparent", "animateurs (le soir : tous) préparent", 0, "deux-points",
        "(le soir : tous) préparent"),
    "a key underlined": put(TITLE, "__titre__: Semer\n", 0, "cle-inconnue", "« titre »"),
    "a consent refused": put(
        "consentement: oui", "consentement: non", 0, "consentement", "Recueillez leur accord"),
    "an item that stays behind its hash": end(
        "leviers:\n  - Les parents.\n#   - La Ville.\n", 2, "reponse-cachee", "« - La Ville. »"),
    "a tab after a dash": put(
        THEMES, "themes:\n  -\tsport\n", 1, "tabulation", "deux espaces à la place"),
    "two days": put(
        "2026-11-23", "du 1er septembre 2025 au 5 octobre 2026", 0, "type", "la date seule"),
    "a sentence for a sphere": put(
        "virtualite", "Les parents agissent.", 0, "reference-inconnue", "Valeurs admises : ecole"),
    "colons in points": put(
        "      - On sème ensemble.", "      - Bilan : 3\n      - Météo : bonne", 1, "deux-points",
        'Écrivez : - "Météo : bonne"'),
    "bold of a web page": put(
        CONTEXT, "  texte: La <b>cour</b>.\n", 0, "balise", "Retirez la balise"),
    "a picture before a key": put(TITLE, "🚲 titre: Semer\n", 0, "cle-inconnue", "« titre »"),
    # the eleventh set, apart from those that were here already
    "a colon in a text below its key": put(
        SUMMARY, "resume:\n    Attention : on sème.\n", 0, "deux-points", "Écrivez : resume: | —"),
    "a comment in a list": put(
        "    comment: Enseignants et animateurs préparent ensemble.",
        "    comment:\n      - On prépare.\n      - On sème.", 1, "type",
        'Écrivez : comment: "On prépare. On sème."'),
    "spheres on the line of their key": put(
        "spheres:\n  - sphere: virtualite\n    comment: Les photos du jardin sont partagées sur le "
        "blog de l'école.", "spheres: famille ; école", 0, "type", "Exemple : spheres: [{sphere:"),
    "a level for a sphere": put("virtualite", "micro", 0, "reference-inconnue", "Valeurs admises"),
    "an actor for a theme": put(
        "[environnement]", "[sport, caf]", 0, "reference-inconnue", "un mot de « acteurs: »"),
    "a day without its year": put("2026-11-23", "5 octobre", 0, "type", "l'année, le mois"),
    "a line drawn by a word processor": put(
        "contexte:", "————————\ncontexte:", 0, "yaml", "sinon, retirez-la"),
    "a straight quote in a title": put(
        TITLE, 'titre: "Le "jardin" dehors"\n', 0, "guillemets", '"Le \\"jardin\\" dehors"'),
    "a dash at the head of a text": put(
        CONTEXT, "  texte: |\n    - Un but\n    La cour.\n", 1, "liste-dans-texte", "« points: »"),
    "those who pay and how much": end(
        "financeurs:\n  - La commune : 2 000 €\n", 1, "cle-inconnue",
        '- {qui: "La commune", montant: 2000}'),
    "the address of a licence": put(
        "cc-by-sa", "https://creativecommons.org/licenses/by/4.0/", 0, "reference-inconnue",
        "Valeurs admises : cc-by"),
    "steps with numbers on a line": end(
        "parcours: 1. Il sème. 2. Il récolte.\n", 0, "type", "- Il sème."),
    "an origin that is erased": put(
        "origine: temoignage\n", "", 0, "cle-manquante", "origine: temoignage"),
    "a part on one line": put(
        f"contexte:\n{CONTEXT}", "contexte: La cour.\n", 0, "type", "sa clé : texte: La cour."),
    "the first dash at the margin": put(
        THEMES, "themes:\n- sport\n  - sante\n", 2, "indentation", "Retirez les espaces au début"),
    "a quote never closed in an item": end(
        'leviers:\n  - "On sème.\n  - "On récolte."\n', 1, "guillemet-ouvert", 'Ajoutez "'),
    # the twelfth set
    "a key without its low line": put(
        "  resultats_visibles", "  resultatsvisibles", 0, "cle-inconnue", "« resultats_visibles »"),
    "a semicolon after a key": put(
        "    comment: Ens", "    comment; Ens", 0, "yaml", "une espace : comment: Enseignants"),
    "a thumb for a yes": put(
        "consentement: oui", "consentement: 👍", 0, "type", "« oui » ou « non »"),
    "a licence in a list": put(
        "licence: cc-by-sa", "licence:\n    - cc-by", 1, "type", "Exemple : licence: cc-by-sa"),
    "a title on two lines, with a colon": put(
        TITLE, "titre: Le jardin :\n  semer dehors\n", 0, "deux-points",
        'titre: "Le jardin : semer dehors"'),
    "a note at the foot of a page": put(
        CONTEXT, "  texte: |\n    La cour.\n¹ Enquête.\n", 2, "paragraphe-decale", "4 espaces"),
    "a dash, then a bullet": put(
        THEMES, "themes:\n  - sport\n  ▪ sante\n", 2, "tiret-simple", "- sante"),
    "columns in a text": put(
        CONTEXT, "  texte: |\n    | Avant | Après |\n", 1, "mise-en-page", "en phrases, ou en"),
    "the headers of a mail": above("Objet: la fiche\nDate: lundi\n\n", "cle-inconnue",
        "l'en-tête d'un courriel : retirez cette ligne"),
    "a part reduced to its key": put(
        "alliance:\n  methode:\n    points:\n      - On sème ensemble.\n", "alliance:\n", 0,
        "valeur-vide", "Écrivez sa valeur"),
    "a sphere where items are": put(
        "niveaux:\n  - niveau: meso\n    comment: Enseignants et animateurs préparent ensemble.",
        "niveaux: meso", 0, "type", "Exemple : niveaux: [{niveau"),
    "a provenance without its licence": put(
        "  licence: cc-by-sa\n", "", -3, "cle-manquante", "alignée avec « structure » : licence:"),
    "two levels in an item": put(
        "  - niveau: meso\n", "  - niveau: micro\n    niveau: meso\n", 1, "cle-double", "tiret"),
    "types out of their actor": put(
        "alliance:", "alliance:\n  types: [parents]", 1, "cle-inconnue",
        "se disent une fois, hors de « alliance », sous « acteurs »"),
    "quotes around a whole line": put(
        TITLE, '"titre: Semer"\n', 0, "hors-fiche", "Écrivez : titre: Semer"),
    "a key and its help between parentheses": put(
        TITLE, "titre (sans nom de lieu): Semer\n", 0, "cle-inconnue", "« titre »"),
    "an age and more": end(
        "ages:\n  de: 6\n  a: 11 ans et plus\n", 2, "type", "Écrivez : a: 11"),
    "both answers left": put(
        "consentement: oui", "consentement: oui / non", 0, "type", "un seul des deux mots"),
    "and so on": put(
        THEMES, "themes:\n  - sport\n  - etc.\n", 2, "reference-inconnue", "Valeurs admises"),
    # the thirteenth set, apart from what is right, or was here already
    "an example without its hash": above(
        "Exemple : temoignage\n", "cle-inconnue", "une explication du modèle : remettez « # »"),
    "dashes without words": put(
        THEMES, "themes:\n  -\n  -\n", 1, "type", "Écrivez votre texte après le tiret"),
    "those who pay without a dash": end(
        "financeurs:\n  qui: La commune\n", 1, "type", "un tiret et une espace devant « qui »"),
    "a slash for a hash": end("/cout: Rien\n", 0, "cle-inconnue", "« cout »"),
    "a year and a full stop": end("annee_label: 2022.\n", 0, "type", "Écrivez : annee_label: 2022"),
    "steps with letters": end(
        "parcours:\n  a. Il sème.\n  b. Il récolte.\n", 1, "type", "chaque idée : - Il sème."),
    "an actor whose role is too far": put(
        "alliance:", "alliance:\n  acteurs:\n  - nom: Lui\n      role: Il sème.", 3, "indentation",
        "Mettez 4 espaces"),
    "a section without its part": end(
        "sections:\n  - titre: Les enfants\n    texte: Ils sont fiers.\n", 1, "cle-manquante",
        "alignée avec « titre » : partie:"),
    "a part by its title": end(
        "sections:\n  - partie: Mise en œuvre\n    titre: Le trajet\n    texte: Long.\n", 1,
        "reference-inconnue", "« mise-en-oeuvre »"),
    "a sentence that is too long": end(
        f"en_clair:\n  - {'On sème. ' * 20}\n" + "  - On arrose.\n" * 7, 1, "texte-long",
        "Raccourcissez-le"),
    "a mail as a link": end(
        "contact_public:\n  structure: La mairie\n  courriel: mailto:a@exemple.fr\n", 2, "forme",
        "contact@exemple.fr"),
    "keys with their articles": put(
        "contexte:", "Le contexte:", 0, "cle-inconnue", "« contexte »"),
    "commas for low quotes": put(
        TITLE, "titre: ,,Semer : planter''\n", 0, "caractere-special", '"Semer : planter"'),
    "a first item further than the next": put(
        THEMES, "themes:\n    - sport\n  - sante\n", 2, "indentation", "Mettez 4 espaces"),
    # the fourteenth set
    "a key and its value in each other's place": put(
        "licence: cc-by-sa", "cc-by: licence", 0, "cle-inconnue", "qui manquent : « licence »"),
    "a remark after a list": put(
        THEMES, "themes: [sport, sante] (tous)\n", 0, "yaml", "Écrivez : themes: [sport, sante]"),
    "a text no further than its key": put(
        CONTEXT, "  texte: |\n  La cour.\n  Un arbre.\n", 1, "paragraphe-decale", "4 espaces"),
    "a chevron and a bar": put(
        CONTEXT, "  texte: >|\n    La cour.\n", 0, "yaml", "Écrivez : texte: |"),
    "words with bars between": put(
        "acteurs: [parents]", "acteurs: parents | caf", 0, "type", "Mettez chaque mot"),
    "a level without its key, and its comment": put(
        "  - niveau: meso\n", "  - meso\n", 0, "hors-fiche", "Écrivez sa clé devant"),
    "a bracket that nothing opens": put(
        THEMES, "themes: sport, sante]\n", 0, "type", "Écrivez : themes: [sport, sante]"),
    "a level twice in its words": put(
        "niveau: meso", "niveau: niveau meso", 0, "reference-inconnue", "meso (Entre"),
    "a figure on the line of its key": end(
        "chiffres_cles: 30 enfants\n", 0, "type", "Exemple : chiffres_cles: [{valeur:"),
    "a day in letters": put("2026-11-23", "lundi cinq octobre", 0, "type", "l'année, le mois"),
    "a part as a list": put(
        TEXT[TEXT.index("  structure"):TEXT.index("titre:")],
        "  - structure: Nous\n  - date: 2026-11-23\n  - consentement: oui\n  - licence: cc-by\n", 0,
        "type", "Retirez les tirets"),
    "a heading in a part": put(
        CONTEXT, "  Le contexte\n  texte: La cour.\n", 0, "hors-fiche", "retirez-la"),
    "a yes in French quotes": put(
        "consentement: oui", "consentement: « oui »", 0, "type", "Écrivez : consentement: oui"),
    "a licence and a full stop": put("cc-by-sa", "cc-by.", 0, "reference-inconnue", "« cc-by » ?"),
    "a part without its colon": put(
        "  methode:", "  methode", 0, "yaml", "deux-points et une espace : methode:"),
    "bold at the head of a title": put(
        TITLE, "titre: **Semer** dehors\n", 0, "caractere-special", '"**Semer** dehors"'),
    "a signature and its telephone": end(
        "cout: |\n  Rien.\n\nL'équipe\nTél. en mairie\n", 3, "hors-fiche", "de la ligne 29"),
    "a point one space further": put(
        "      - On sème ensemble.", "      - On sème.\n       - On arrose.", 1, "indentation",
        "Mettez 6 espaces"),
    "words between curly quotes": put(
        THEMES, "themes:\n  - “sport”\n", 1, "guillemets-typographiques", 'Écrivez : - "sport"'),
    # the fifteenth set
    "a key in capitals, with its accent": put(
        SUMMARY, "RÉSUMÉ: On sème.\n", 0, "cle-inconnue", "« resume »"),
    "keys all in capitals": put(THEMES, "THEMES: [sport]\n", 0, "cle-inconnue", "« themes »"),
    "a colon before French quotes": put(
        SUMMARY, "resume: Un mot : « semer »\n", 0, "deux-points", 'resume: "Un mot : « semer »"'),
    "long dashes in points": put(
        "      - On sème ensemble.", "      — On sème.\n      — On arrose.", 0, "tiret-simple",
        "- On sème."),
    "words between parentheses, and a word": put(
        "acteurs: [parents]", "acteurs: (parents et caf)", 0, "type", "acteurs: [parents, caf]"),
    "a provenance without its first key": put(
        "  structure: Un centre de ressources politique de la ville\n", "", 0, "cle-manquante",
        "alignée avec « date » : structure:"),
    "points in points": put(
        "      - On sème ensemble.", "      points:\n        - On sème.", 0, "type", "points: ["),
    "a sum in thousands": end(
        "financeurs:\n  - qui: La Cité\n    montant: 2 k€\n", 2, "type", "Écrivez : montant: 2000"),
    "a day of one figure": put("2026-11-23", "2026-11-3", 0, "type", "Écrivez : date: 2026-11-03"),
    "an accent on a key of one letter": end(
        "ages:\n  de: 6\n  à: 11\n", 2, "cle-inconnue", "Vouliez-vous dire « a »"),
    "keys of an item without its dash": put(
        "  - niveau: meso\n    comment", "  niveau: meso\n  comment", 0, "type",
        "un tiret et une espace devant « niveau »"),
    "a theme again, with its accent": put(
        THEMES, "themes:\n  - sante\n  - santé\n", 2, "reference-inconnue", "« sante »"),
    "a hash at the head of a text": put(
        CONTEXT, "  texte: |\n    # La cour\n    Un arbre.\n", 1, "mise-en-page", "« sections: »"),
    "a hash against a sentence": put(
        SUMMARY, "resume: #Jardin ouvert\n", 0, "diese", 'resume: "#Jardin ouvert"'),
    "a bullet before each sentence": put(
        CONTEXT, "  texte: |\n    • La cour.\n    • Un arbre.\n", 1, "liste-dans-texte", "points"),
    "an empty line with a no-break space": put(
        CONTEXT, f"  texte: |\n    Lui.\n{HARD}\n    Elle.\n", 2, "espace-insecable", "U+00A0"),
    "brackets and dashes": put(
        THEMES, "themes: [\n  - sport\n  - sante\n]\n", 0, "yaml", "« [ » à la ligne 16"),
    "a comma between a sphere and its comment": put(
        "meso\n    comment", "meso, comment", 0, "cles-sur-une-ligne", "puis « comment: Ens"),
    "comments too far": put(
        "    comment: Ens", "        comment: Ens", 0, "indentation", "Mettez 4 espaces"),
    "a label after its key": put(
        TITLE, "titre: Titre : Semer\n", 0, "hors-fiche", "Écrivez : titre: Semer"),
    # the sixteenth set
    "two dashes after a key": put(
        TITLE, "titre -- Semer\n", 0, "yaml", "deux-points et une espace : titre: Semer"),
    "an arrow before a licence": put("cc-by-sa", "→ cc-by", 0, "reference-inconnue", "« cc-by » ?"),
    "the name of a licence": put(
        "cc-by-sa", "Creative Commons Attribution", 0, "reference-inconnue", "cc-by (Creative"),
    "how many actors": put(
        "acteurs: [parents]", "acteurs: [12 parents]", 0, "reference-inconnue", "« parents »"),
    "a sphere with its article": put(
        "virtualite", "La famille", 0, "reference-inconnue", "« famille »"),
    "a theme in one's own words": put(
        "[environnement]", "[vivre ensemble]", 0, "reference-inconnue", "Valeurs admises"),
    "classes for ages": end("ages:\n  de: CP\n  a: 11\n", 1, "type", "Exemple : de: 6"),
    "a month and a year": put("2026-11-23", "11/2026", 0, "type", "l'année, le mois"),
    "problems in sentences": end(
        "  marges_de_progres:\n    problemes:\n      - Il manque des pelles.\n", 2, "type",
        "Exemple : - {titre:"),
    "a licence and a consent in each other's place": put(
        "consentement: oui", "consentement: cc-by", 0, "type", "consentement: oui"),
    "a hyphen in a key": end("sous-titre: Semer\n", 0, "cle-inconnue", "« sous_titre »"),
    "a bar in a text": put(
        CONTEXT, "  texte: |\n    La cour.\n  |\n    Un arbre.\n", 2, "hors-fiche", "de trop"),
    "a bar without a text": put(SUMMARY, "resume: |\n", 0, "texte-vide", "Écrivez-le"),
    "a link for a title": put(
        TITLE, "titre: [Semer](https://exemple.fr)\n", 0, "caractere-special", '"[Semer](https'),
    "resources in a sentence": end(
        "ressources: le kayak et la voie\n", 0, "type", "à l'adresse /ressources/"),
    "a key cut from its colon": put(
        TITLE, "titre\n: Semer\n", 0, "yaml", "sur une seule ligne : titre: Semer"),
    "commas after quotes": put(
        THEMES, 'themes:\n  - "sport",\n', 1, "guillemets", 'Écrivez : - "sport"'),
    "the end of a part": end(
        "cout: |\n  Rien.\nfin du coût\n", 2, "hors-fiche", "retirez cette ligne"),
    "boxes for a consent": put(
        "consentement: oui", "consentement: [x] oui [ ] non", 0, "yaml", "consentement: oui"),
    # the seventeenth set
    "a key that is English by a letter": put(
        "contexte:", "context:", 0, "cle-inconnue", "« contexte »"),
    "a licence in one's own words": put(
        "cc-by-sa", "libre de droits", 0, "reference-inconnue", "Valeurs admises : cc-by"),
    "a consent and its day": put(
        "consentement: oui", "consentement: oui (signé)", 0, "type", "Écrivez : consentement: oui"),
    "a dash at the head of a sentence": put(
        SUMMARY, "resume: - On sème.\n", 0, "tiret", "retirez le tiret : resume: On sème."),
    "a bullet at the head of a sentence": put(
        SUMMARY, "resume: • On sème.\n", 0, "liste-dans-texte", "une seule idée, retirez"),
    "two levels in an item of words": put(
        LEVELS, "niveaux:\n  - micro, meso\n", 1, "type", "Exemple : - {niveau:"),
    "a figure in letters": end(
        "chiffres_cles:\n  - trente enfants\n", 1, "type", "Exemple : - {valeur:"),
    "a dash against a key": put(
        "  - niveau: meso", "  -niveau: meso", 0, "espace-manquant", "Écrivez : - niveau: meso"),
    "a dash before the second key of an item": put(
        "    comment: Ens", "    - comment: Ens", 0, "indentation", "Mettez 2 espaces"),
    "a key of the template, left alone": end("piste:\n", 0, "valeur-vide", "ou retirez la ligne"),
    "a full stop on a key": put("contexte:", "contexte.:", 0, "cle-inconnue", "« contexte »"),
    "a text on two lines without a bar": put(
        CONTEXT, "  texte: La cour\n  sans arbre.\n", 1, "yaml", "mettez 4 espaces devant"),
    "a portrait among resources": end(
        "ressources: [passerelles]\n", 0, "reference-inconnue", "à l'adresse /ressources/"),
    "a sum that is not known": end(
        "financeurs:\n  - qui: La Cité\n    montant: inconnu\n", 2, "type",
        "Si ce n'est pas connu, retirez la ligne"),
    "a site without its beginning": end(
        "contact_public:\n  structure: La mairie\n  site: exemple.fr\n", 2, "lien-interdit", "https://"),
    "a year of two figures": end("annee_label: 22\n", 0, "nombre-hors-limites", "1900"),
    "a file that is cut": Typed(
        TEXT[: TEXT.index("thode:")], 20, "type", ("la clé entière, et deux-points : methode:",)),
    "an actor with its article": put(
        "[parents]", "[Une association]", 0, "reference-inconnue", "associations"),
    "a theme in English": put("[environnement]", "[health]", 0, "reference-inconnue", "sante"),
    # of a set by another hand, 18 of 20 understood at first
    "a key with a space before its colon, and a colon": put(
        "  comment: Les photos du jardin", "  comment : Les photos : le jardin", 0, "deux-points",
        'Écrivez : comment: "Les photos : le jardin sont'),
    "a class that has a number": put(
        "contexte:", "ages: cycle 3\ncontexte:", 0, "type",
        "Complétez : ages: {de: 6, a: 11, precision: cycle 3}"),
    # of a second one, 17 of 20 understood at first
    "a dash before the first key alone": Typed(
        f"- {TEXT}", 1, "indentation", ("Retirez le tiret et l'espace qui suit",)),
    "an agreement that is awaited": put(
        "consentement: oui", "consentement: en cours", 0, "type", "consentement: non"),
    "actors out of their part": put(
        "acteurs: [parents]", "acteurs:\n  - nom: Les parents\n    niveau: micro", 1, "type",
        "Ces clés vont sous « alliance: », puis « acteurs: »"),
    # of a third one, 17 of 20 understood at first, and what was known and left before it
    "two colons in an item": put(
        "      - On sème ensemble.", "      - Le ménage : à faire, la vaisselle : aussi.", 0,
        "deux-points", 'Écrivez : - "Le ménage : à faire, la vaisselle : aussi."'),
    "a key with its accent, and a colon in its text": end(
        "Coût : Deux euros : la commune paie\n", 0, "deux-points",
        'Écrivez : cout: "Deux euros : la commune paie"'),
    "one who pays and how much, after a comma": end(
        "financeurs:\n  - La Caf, 400 €\n", 1, "type", '- {qui: "La Caf", montant: 400}'),
    "ages and classes in a sentence": end(
        "ages: de 10 à 12 ans, élèves de 6e\n", 0, "type",
        "Écrivez : ages: {de: 10, a: 12, precision: élèves de 6e}"),
    "bullets at the margin": put(
        "      - On sème ensemble.", "•\tOn sème.\n•\tOn arrose.", 1, "tiret-simple",
        "- On arrose. (et 6 espaces devant ce tiret)"),
    "dashes at the margin under a key that is not": put(
        "      - On sème ensemble.", "- On sème.\n- On arrose.", 0, "indentation",
        "Mettez 6 espaces devant chaque tiret de cette liste"),
    "closing quotes on both sides": put(
        TITLE, "titre: ’Semer : l’été’\n", 0, "guillemets-typographiques", '"Semer : l’été"'),
    "closing quotes on both sides, that YAML would show": put(
        TITLE, "titre: ’Semer l’été’\n", 0, "guillemets-typographiques", '"Semer l’été"'),
    "points inside the text above": put(
        CONTEXT, "  texte: |\n    La cour.\n    points:\n      - Pas un arbre.\n", 2,
        "indentation", "pris dans le texte au-dessus", "Mettez 2 espaces devant"),
    "a mail answered under its questions": Typed(
        "Bonjour, voici.\n\n> titre: À REMPLIR\n\nSemer\n\n> resume: À REMPLIR\n\nOn sème.\n\n"
        "> themes:\n\nsport\n", 3, "hors-fiche",
        ("les réponses sont sous les questions", "Reprenez le modèle")),
    # of a fourth one, 17 of 20 understood at first
    "a list before its key, in an actor": put(
        "alliance:",
        "alliance:\n  acteurs:\n    - nom: Lui\n      types:\n    - caf\n      role: Il prête.", 4,
        "indentation", "Mettez 8 espaces devant chaque tiret"),
    "a list before its key, last in an actor": put(
        "alliance:", "alliance:\n  acteurs:\n    - nom: Lui\n      types:\n    - caf", 3,
        "valeur-vide", "la liste de la ligne 23", "Mettez 8 espaces"),
    "numbers in a text": put(
        CONTEXT, "  texte: |\n    On veut :\n    1) semer ;\n    2) arroser.\n", 2,
        "liste-dans-texte", "« points: »"),
    "ideas below a bar": end(
        "leviers: |\n  Les parents.\n\n  La cour.\n", 0, "type",
        "Retirez « | », et mettez un tiret", "- Les parents."),
    # of a fifth one, 14 of 20 understood at first
    "an answer with a colon, under its key": put(
        TITLE, "titre:\nLe jardin : semer\n", 0, "valeur-vide", 'titre: "Le jardin : semer"'),
    "an address between chevrons": end(
        "contact_public:\n  structure: La mairie\n  site: <https://exemple.fr>\n", 2,
        "lien-interdit", "l'adresse seule"),
    "words between quotes and commas": put(
        THEMES, 'themes:\n  "sport",\n  "sante"\n', 2, "yaml", "il lui faut un tiret", '- "sante"'),
    "points below a text, without their key": put(
        CONTEXT, "  texte: |\n    La cour.\n  - Pas un arbre.\n  - Pas un banc.\n", 2,
        "indentation", "une ligne « points: », avec 2 espaces devant", "4 espaces devant chaque"),
    "a text twice, the first one below a bar": put(
        CONTEXT, "  texte: |\n    La cour.\n  texte: Pas un arbre.\n", 2, "cle-double",
        "mettez le texte de la ligne 20 sous celui de la ligne 18"),
    "a dash before the last key of an item": end(
        "chiffres_cles:\n  valeur: 47 %\n  - libelle: des familles\n", 2, "indentation",
        "Retirez le tiret"),
    "the first item and its comment at the margin": put(
        "  - niveau: meso\n    comment: Enseignants et animateurs préparent ensemble.\n",
        "- niveau: meso\n  comment: On prépare.\n  - niveau: micro\n    comment: On sème.\n", 2,
        "indentation", "Mettez 2 espaces devant le tiret de la ligne 13"),
    # of a sixth one, 18 of 20 understood at first
    "the first key of a part at the margin": put(
        "  structure: Un", "structure: Un", 0, "indentation", "Mettez 2 espaces",
        "au début de la ligne, comme à la ligne 4"),
    "the first keys of a part behind their hashes": end(
        "contact_public:\n#   structure: La mairie\n  site: https://exemple.fr\n", 2,
        "cle-manquante", "Elle est à la ligne 27, derrière un « # »"),
    # of a seventh one, 16 of 20 understood at first
    "paragraphs without a bar, one with a colon": put(
        SUMMARY, "resume:\n  On sème.\n\n  Un lieu : la cour.\n", 0, "deux-points",
        "Écrivez : resume: | —"),
    "the end of an item at the margin": end(
        "leviers:\n  - Les parents sont là\net ils sèment.\n", 2, "yaml",
        "la suite du texte de la ligne 27, mettez 4 espaces devant ; sinon"),
    "a sum with a comma": end(
        "financeurs:\n  - qui: Nous\n    montant: 2,000\n", 2, "type", "Écrivez : montant: 2000"),
    "bullets of a word processor at the margin": put(
        "      - On sème ensemble.", "o   On sème.\no   On arrose.", 0, "tiret-simple",
        "- On sème. — de même"),
    # of an eighth one, 19 of 20 understood at first
    "a tab before each line": Typed(
        "".join(f"\t{line}" if line.strip() else line for line in TEXT.replace(
            "themes:", "\nthemes:").splitlines(keepends=True)), 1, "tabulation",
        ("deux espaces à la place de chaque tabulation, de la ligne 1 à la ligne 26",)),
    # of a ninth one, 13 of 20 understood at first
    "a typographic quote for the last one": put(
        TITLE, 'titre: "Semer : dehors”\n', 0, "guillemet-ouvert", 'Ajoutez " à la place de ”'),
    "a key at the end of the text above, with its own text": put(
        SUMMARY, "resume: On sème. cout: Rien du tout\n", 0, "cles-sur-une-ligne",
        "« resume: On sème. », puis « cout: Rien du tout »"),
    "a consent with its exceptions": put(
        "consentement: oui", "consentement: oui sauf deux familles", 0, "type",
        "Tant que ce n'est pas sûr : consentement: non"),
    "a colon, then another": put(
        "niveau: meso", "niveau: : meso", 0, "yaml", "deux-points et une espace : niveau: meso"),
    "a part whose line is erased, after another": put(
        "transformations:\n", "", 0, "cle-inconnue", "La ligne « transformations: » manque"),
    "the part of the alliance whose line is erased": put(
        "alliance:\n  methode:\n", "  acteurs:\n    - nom: Elle\n  methode:\n", 0, "cle-inconnue",
        "La ligne « alliance: » manque : remettez-la, seule, juste au-dessus"),
}  # fmt: skip
