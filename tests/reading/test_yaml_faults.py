"""What is said of a text that is not YAML: the place, the code, the whole remedy."""

import re

import pytest

from scripts.problems.problem import InvalidStudyError, Problem
from scripts.reading.documents import parse_document
from scripts.reading.lines import BLOCK, KEY
from scripts.reading.misread import _GLUED, _REMARK
from scripts.reading.strangers import _FENCE, _GIT
from scripts.reading.yaml_faults import (
    _FIRST_KEY,
    _QUOTED,
    NO_KEY,
    REASONS,
    quote_item,
    quote_value,
)


def find_problems(text: str) -> list[Problem]:
    with pytest.raises(InvalidStudyError) as caught:
        parse_document(text, "x.yml")
    return caught.value.problems


ALIGNED = "Les clés d'un même niveau commencent dans la même colonne."
FIRST = "Retirez les espaces au début de la ligne, comme à la ligne 1."
TABS = "Mettez deux espaces à la place de chaque tabulation, "
EXTRA = "Retirez une espace au début de chaque ligne qui en a une, à la ligne {}."
LOST = "Si c'est du texte, écrivez : {} — une remarque, elle, a sa propre ligne."
OVER = 'Écrivez " au lieu de {} ici, et de {} à la fin de la ligne {}.'

# The text, and of its last problem the place, the code and the remedy.
FAULTS = [
    ("a: b\n\tc: d\n", "2:1", "tabulation", TABS + "à la ligne 2."),
    ("a: |\n\tx\n", "2:1", "tabulation", TABS + "à la ligne 2."),
    ("a: x\tb\nc: `d`\n", "2:4", "caractere-special", 'Écrivez : c: "`d`"'),
    ("- `x` y\n", "1:3", "caractere-special", 'Écrivez : - "`x` y"'),
    ("a: |x\n", "1:4", "caractere-special", 'Écrivez : a: "x"'),
    ("a: *\n", "1:4", "caractere-special", 'Écrivez : a: "*"'),
    ('a: "b\\q"\n', "1:6", "antislash", "Doublez-la : \\\\."),
    ("a: x\nb: 'y\nc: z\n", "2:4", "guillemet-ouvert", "Ajoutez ' à la fin du texte."),
    ('a: "x\n---\n', "1:4", "guillemet-ouvert", 'Ajoutez " à la fin du texte.'),
    ("a: 'x\nb: 'y'\n", "1:4", "guillemet-ouvert", "Ajoutez ' à la fin du texte."),
    ('a: z\nb: "x\nc: "y"\n', "2:4", "guillemet-ouvert", 'Ajoutez " à la fin du texte.'),
    ("a: 'x\n# c\nb: z\nc: 'y'\n", "1:4", "guillemet-ouvert", "Ajoutez ' à la fin du texte."),
    ("a: [b, c\nd: e\n", "1:4", "crochet-ouvert", "Ajoutez « ] » à la fin de la liste."),
    ("a: {b: c\n", "1:4", "crochet-ouvert", "Ajoutez « } » à la fin de la liste."),
    ("a:\n  [b\n  c: d\n", "2:3", "crochet-ouvert", "Ajoutez « ] » à la fin de la liste."),
    ("a: - b\n", "1:4", "tiret",
     "Passez à la ligne avant chaque tiret. Si ce n'est pas une liste, retirez le tiret : a: b"),
    ("titre: Lire : un projet\n", "1:13", "deux-points", 'Écrivez : titre: "Lire : un projet"'),
    ("été: c : d  \n", "1:8", "deux-points", 'Écrivez : été: "c : d"'),
    ("  - a-b: Lire : un\n", "1:15", "deux-points", 'Écrivez : a-b: "Lire : un"'),
    ("a: b: c\n", "1:5", "deux-points", 'Écrivez : a: "b: c"'),
    ("a: http://x.fr : y\n", "1:16", "deux-points", 'Écrivez : a: "http://x.fr : y"'),
    ("a:  “b” : c\n", "1:9", "deux-points", 'Écrivez : a: "“b” : c"'),
    ("a: « “b” »\n", "1:4", "guillemets-typographiques", 'Écrivez : a: "b"'),
    ("a: “b « c » ”  \n", "1:4", "guillemets-typographiques", 'Écrivez : a: "b « c »"'),
    ("- “b : c”\n", "1:3", "guillemets-typographiques", 'Écrivez : - "b : c"'),
    ("“a”: b\n", "1:1", "guillemets-typographiques", 'Écrivez : "a"'),
    ("a: [b, “c, d”]\n", "1:8", "guillemets-typographiques", 'Écrivez : "c, d"'),
    ("a: “b\n  c”\n", "1:4", "guillemets-typographiques", OVER.format("“", "”", 2)),
    ("a: « ‘b : d\nc’ »\n", "1:4", "guillemets-typographiques", OVER.format("« ‘", "’ »", 2)),
    ("z:\n- a: „b\n\n    \"c\"‟\n", "2:6", "guillemets-typographiques",
     OVER.format("„", "‟", 4) + ' Entre les deux, mettez \\ devant chaque " et chaque \\.'),
    ("a: ‘b’\n", "1:4", "guillemets-typographiques", 'Écrivez : a: "b"'),
    ("c: d\na:  „b“\n", "2:5", "guillemets-typographiques", 'Écrivez : a: "b"'),
    ("a:b\nc: d\n", "1:2", "espace-manquant", "Écrivez : a: b"),
    ("- a-b:c\n  c: d\n", "1:6", "espace-manquant", "Écrivez : - a-b: c"),
    ("a: b\ntitre:c d\n\n# e\nf: g\n", "2:1", "espace-manquant", "Écrivez : titre: c d"),
    ("a: 'L'école'\n", "1:6", "apostrophe", 'Écrivez : a: "L\'école"'),
    ("- 'L'école'\n", "1:5", "apostrophe", 'Écrivez : - "L\'école"'),
    ("a: 'L''un' et l'autre'\n", "1:10", "apostrophe", 'Écrivez : a: "L\'un\' et l\'autre"'),
    ("a: 'b'\nc: 'L'école'\n", "2:6", "apostrophe", 'Écrivez : c: "L\'école"'),
    ("a: c'est\nb: 'L'école'\n", "2:6", "apostrophe", 'Écrivez : b: "L\'école"'),
    ('a: "L"école"\n', "1:7", "guillemets", 'Écrivez : a: "L\\"école"'),
    ('- "a" b\n', "1:7", "guillemets", 'Écrivez : - "\\"a\\" b"'),
    ("a: b\n\n# note\n  c: d\n", "4:3", "indentation", FIRST),
    ("a: b\n  # note\n   c: d\n", "3:4", "indentation", FIRST),
    ("a: b\n c: d\n", "2:1", "espace-en-trop", EXTRA.format(2)),
    (" a: 1\nb: 2\n", "1:1", "espace-en-trop", EXTRA.format(1)),
    ("a: 1\n...\nb: 2\n", "2:1", "plusieurs-documents",
     "Une seule est attendue : supprimez cette ligne. Si ce qui suit est une autre fiche, "
     "mettez-le dans son propre fichier ; si c'est la même, retirez-le aussi."),
    ("a: ? b\n", "1:4", "caractere-special", 'Écrivez : a: "? b"'),
    ("a:\n    b: 1\n  c: 2\n", "3:3", "indentation",
     "Mettez 4 espaces au début de la ligne, comme à la ligne 2."),
    ("a:\n  - b: 1\n  c: 2\n", "3:3", "indentation",
     "Mettez 4 espaces au début de la ligne, comme à la ligne 2."),
    ("a:\n b: 1\n   c: 2\n", "3:4", "indentation",
     "Mettez 1 espace au début de la ligne, comme à la ligne 2."),
    ("a: b\n# c:\n  - d: 1\n", "3:3", "indentation",
     "Retirez aussi le « # » devant « c », à la ligne 2."),
    ("a: b\n- c: d\n", "2:1", "indentation", "Retirez le tiret et l'espace qui suit."),
    ("a:\n  - b: 1\n c: 2\n", "3:1", "espace-en-trop", EXTRA.format(3)),
    ("a:\n  - b\n c\n", "3:2", "indentation",
     "Si c'est la suite du texte de la ligne 2, mettez 4 espaces devant ; sinon, retirez-la."),
    ("a: |\n  x\n c\n", "3:2", "paragraphe-decale",
     "Mettez-lui devant 2 espaces, comme au paragraphe d'avant."),
    ("- a\nb: c\n", "2:1", "indentation", ALIGNED),
    ("a: [b]]\n", "1:4", "caractere-special", 'Écrivez : a: "[b]]"'),
    ("a: b # c\n", "1:6", "diese", LOST.format('a: "b # c"')),
    ("a: z\n- b\n# c\n", "2:1", "indentation", ALIGNED),
    ("- b   #c\n", "1:7", "diese", LOST.format('- "b   #c"')),
    ('a: x "y" \\z # c\n', "1:13", "diese", LOST.format('a: "x \\"y\\" \\\\z # c"')),
]  # fmt: skip


@pytest.mark.parametrize(("text", "place", "code", "remedy"), FAULTS)
def test_what_is_not_yaml_is_told_with_what_to_write(
    text: str, place: str, code: str, remedy: str
) -> None:
    problem = find_problems(text)[-1]
    assert str(problem).startswith(f"x.yml:{place}: {code} ")
    assert problem.remedy == remedy


def test_what_a_text_cannot_begin_with_and_what_is_left_open_are_shown() -> None:
    assert "commencer par « ` »" in find_problems("a: `b`\n")[0].message
    assert "Ce « { » n'est jamais refermé" in find_problems("a: {b: c\n")[0].message


DIRECTIVE = REASONS["directive"]
TAG = REASONS["tag"]
ANCHOR = "« & » et « * » ont un sens particulier devant un texte"
BAR = "rien ne peut suivre « | » ou « > » sur leur ligne"


@pytest.mark.parametrize(
    ("text", "place", "reason"),
    [
        ("a: b\nmot\nc: d\n", "2:1", NO_KEY),
        ("a: b\nmot\n", "2:1", NO_KEY),
        ("a: ]\n", "1:4", "il manque un texte à cet endroit"),
        ("a: [,]\n", "1:5", "il manque un texte à cet endroit"),
        ("%x y\na: 1\n", "1:3", DIRECTIVE),
        ("% 50 des\n", "1:2", DIRECTIVE),
        ("%YAML 9.9\n---\na: 1\n", "1:1", DIRECTIVE),
        ("%YAML a\na: 1\n", "1:7", DIRECTIVE),
        ("%YAML 1\na: 1\n", "1:8", DIRECTIVE),
        ("%YAML 1.1 x\n---\na: 1\n", "1:11", BAR),
        ("%TAG x\n---\na: 1\n", "1:6", TAG),
        ("a: !x!y z\n", "1:4", TAG),
        ("a: !<x\n", "1:7", TAG),
        ("a: !é b\n", "1:5", "une espace est attendue"),
        ("a: &\n", "1:5", ANCHOR),
        ("a: |0\n  x\n", "1:5", "le nombre après « | » ou « > » va de 1 à 9"),
    ],
)
def test_what_cannot_be_mended_is_told_with_its_reason(text: str, place: str, reason: str) -> None:
    (problem,) = find_problems(text)
    said = f"x.yml:{place}: yaml Cette ligne n'est pas comprise : {reason}."
    assert str(problem) == said


# Lines that a pattern is for, each of its parts at its least in one, and lines that it is not for.
LINES = {
    KEY: (
        ["a:", "a: b", "a:b", "  - - mot-cle:  deux mots  ", "été_2:", "- a:"],
        ["", "a", ": b", "un mot: b", "a : b"],
    ),
    _QUOTED: (
        ['"', "'b", '- "b', 'a: "b"', "  - - mot-cle:  'b' c"],
        ["", "b", 'a:"b"', ': "b"', 'b "c"', '-"b"'],
    ),
    BLOCK: (
        ["|", ">", "- |", "a: |", "  - - mot-cle:  >-2  # mot", "|#", "|+"],
        ["", "a:", "a: b", "a:|", ": |", "a: | b", "-|"],
    ),
    _GIT: (
        ["<<<<<<< ", "<<<<<<< HEAD", "=======", ">>>>>>> ", ">>>>>>> x", "||||||| ", "||||||| x"],
        ["", "<<<<<<<", "========", "<<<<<< x", ">>>>>>>x", "a ======="],
    ),
    _FENCE: (["```", "```yaml", "``` ", "```yaml  "], ["", "``", "```deux mots", "a ```"]),
    _FIRST_KEY: (["a:", "mot_cle: "], ["", ":", ": b", "a:b", "A: b", "mot cle: b"]),
    _GLUED[0][0]: (["  ab:c", " mot_cle:deux mots"], ["ab:c", "  ab: c", "  a:b", "  ab:", " ab://c"]),
    _REMARK: (
        ["//", "// a", "  //a", "/* a */", " <!-- a", "-- a", "--  été"],
        ["", "a // b", "/a", "-a", "--", "---", "-- -", "<a>"],
    ),
    _GLUED[1][0]: (["  -a", "-a", " -deux mots"], ["  - a", "  -1", "  -", "  -, a"]),
}  # fmt: skip


@pytest.mark.parametrize("pattern", LINES)
def test_a_line_is_known_by_each_of_its_parts(pattern: re.Pattern[str]) -> None:
    right, wrong = LINES[pattern]
    assert [line for line in right if not pattern.fullmatch(line)] == []
    assert [line for line in wrong if pattern.fullmatch(line)] == []


@pytest.mark.parametrize(
    ("line", "quoted"),
    [
        ("a: b", 'a: "b"'),
        ("  - a: b  ", 'a: "b"'),
        ("- b c", '- "b c"'),
        ("  b c ", '"b c"'),
        ('a: "b" c"', 'a: "b\\" c"'),
        ("a: “b”", 'a: "b"'),
        ("a: 'l''été'", 'a: "l\'été"'),
        ("a: 'b", 'a: "\'b"'),
        ("a: b'", 'a: "b\'"'),
        ("a: '", 'a: "\'"'),
        ("a: ''", 'a: ""'),
        ("a: \\b", 'a: "\\\\b"'),
    ],
)
def test_a_line_is_quoted_whole(line: str, quoted: str) -> None:
    assert quote_value(line) == quoted


def test_an_item_is_quoted_whole_even_if_it_looks_like_a_key() -> None:
    assert quote_item("  - Lire : un projet ") == '- "Lire : un projet"'
