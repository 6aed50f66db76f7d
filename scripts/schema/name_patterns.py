"""How a person, a place, a telephone… are written: patterns over folded text.

They are written so that Python and JavaScript read them alike; the words that look like a name and
are none come from content/homonymes.yml.
"""

import re
from collections.abc import Iterable

from ..text.folding import fold
from .places import Lookalikes

PERSON, PLACE, DOUBT = "vie-privee-personne", "lieu-nomme", "lieu-possible"


def _any_case(words: Iterable[str]) -> str:
    """The words in any letter case, without a flag that JavaScript does not have."""
    return "|".join(
        "".join(f"[{c}{c.upper()}]" if c.isalpha() else c for c in word) for word in words
    )


def _any_first(words: Iterable[str]) -> str:
    """The words, the first letter of each small or capital."""
    return "|".join(
        re.sub(r"(?<![a-z\]])[a-z]", lambda m: f"[{m[0]}{m[0].upper()}]", word) for word in words
    )


_START = r"(?<![A-Za-z0-9_])"
_END = r"(?![A-Za-z0-9])"
_SENTENCE = (  # what a new sentence or line begins with
    r"(?:L[ae]s?|L'|Une?|Un|Des?|Du|Ils?|Elles?|On|Nous|Ce|Ces|Cette|En|Pour|Avec|Avant|Apres|Depuis"
    rf"|Chaque|Chacune?|Tou[ts]|Toute?s?|Quand|Si|Comment|Moins|Pas|Plus|Non|Oui){_END}"
)
_GAP = rf"(?:[ ]{{1,3}}|[ ]?\n[ ]?(?!{_SENTENCE}))"  # on one line, or over its end
_WORD = r"[A-Z][A-Za-z0-9'-]{0,40}"  # a word that begins with a capital
# More words of a name: « Jean Moulin », « Fontenay sous Bois ».
_MORE = rf"(?:[ \n-](?:(?:de|du|des|la|le|les|sur|sous|en)[ \n-]|d'|l'){{0,2}}{_WORD}){{0,4}}"

# Digits may be parted by up to three signs: « 06/12 », « +33 (0)6 »; those of a mobile by others.
_APART = r"[ \n.()/_-]{0,3}"
_APART_MOBILE = r"[ \n.()/_,;:|~-]{0,4}"
# Neither « 05/09/2022 06 12 », nor the end of « 01/09/2023-31/08 », nor « 03/10 07/11 ».
_DATE = r"[0-3]?[0-9][ /.-]{1,2}[01]?[0-9][ /.-]{1,2}(?:19|20)[0-9]{2}(?![0-9])"
_DAYS = r"[0-3][0-9]/[01][0-9][ -]{1,3}[0-3][0-9]/"
_MONTH = r"(?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre)"
_TELEPHONE = (
    rf"(?<![0-9])(?<![0-3][0-9]/)(?!{_DATE}|{_DAYS})"
    rf"(?:(?:0|\(0\))[ .-]?[1-9](?:{_APART}[0-9]){{8}}"
    rf"|(?:0|33)[ .-]?[67](?:{_APART_MOBILE}[0-9]){{8}}"
    rf"|(?:\+|00)[ ]?[1-9](?:{_APART}[0-9]){{8,14}})(?![0-9]|[ ]{_MONTH})"
)
_AT_WORD = _any_case(["at", "arobase", "a"])
_AT = (  # « @ », « (at) », « [arobase] », « at »
    rf"(?:[ ]?@[ ]?|[ ]?[\[({{<][ ]?(?:{_AT_WORD}|@)[ ]?[\])}}>][ ]?"
    rf"|[ ](?:{_any_case(['at', 'arobase'])})[ ])"
)
_DOT_WORD = _any_case(["point", "dot"])
_DOT = rf"(?:\.|[ ]?[\[(][ ]?(?:{_DOT_WORD}|\.)[ ]?[\])][ ]?|[ ](?:{_DOT_WORD})[ ])"
_HOSTS = "gmail|hotmail|yahoo|outlook|orange|wanadoo|laposte|free|sfr|icloud"
_MAIL = (
    rf"(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]{{1,200}}{_AT}"
    rf"(?:(?:[A-Za-z0-9-]{{1,63}}{_DOT}){{1,4}}[A-Za-z]{{2,24}}|(?:{_HOSTS}){_END})"
)
# ISO 13616: a country, a key of two digits, then groups of four; the French one in any case. Then
# the number of a French account, and that of a bank card.
_IBAN = (
    rf"{_START}(?:(?:IBAN)?[A-Z]{{2}}[0-9]{{2}}(?:[ ./-]{{0,2}}[0-9A-Z]{{4}}){{3,7}}"
    rf"(?:[ ./-]{{0,2}}[0-9A-Z]{{1,3}})?"
    rf"|[fF][rR][ ]?[0-9]{{2}}(?:[ ./-]{{0,2}}[0-9A-Za-z]){{23}}"
    rf"|[0-9]{{5}}[ ][0-9]{{5}}[ ][0-9A-Z]{{11}}[ ][0-9]{{2}}"
    rf"|[0-9]{{4}}(?:[ -][0-9]{{4}}){{3}}){_END}"
)
# The page of a person on a network.
_NETWORKS = r"(?:linkedin\.com/in|facebook\.com|instagram\.com|tiktok\.com|twitter\.com)"
_PROFILE = rf"{_NETWORKS}/[A-Za-z0-9._@-]{{2,60}}"
# The number of the social security: sex, year, month, département, commune, rank, key.
_NIR = (
    r"(?<![0-9+])[1-478][ .-]{0,2}[0-9]{2}[ .-]{0,2}[0-9]{2}[ .-]{0,2}(?:[0-9]{2}|2[ABab])"
    r"[ .-]{0,2}[0-9]{3}[ .-]{0,2}[0-9]{3}(?:[ .-]{0,2}[0-9]{2})?(?![0-9])"
)

_SHORT = _any_case(["mme", "mmes", "mlle", "mlles", "melle", "melles", "mr", "mrs", "dr"])
_LONG = _any_case(
    ["monsieur", "messieurs", "madame", "mesdames", "mademoiselle", "mesdemoiselles",
     "docteur", "docteure"]
)  # fmt: skip
_PARTICLES = (
    r"(?:(?:de|du|des|van|von|der|den|da|di|del|el|al|ben|bin)[ \n](?:la[ \n]|l')?|d'){0,2}"
)
_INITIALS = r"(?:[A-Z]\.[ -]?){0,3}"
_NAME = (
    rf"(?!(?:{_SHORT}|{_LONG}){_END})(?:{_PARTICLES}(?![A-Z]{{2,5}}{_END})|){_INITIALS}"
    rf"[A-Z][A-Za-z'-]{{1,40}}{_MORE}"
)
_LETTER = rf"[A-W]\.?{_END}"  # « Mme L. »; « Mme X » names nobody
# What follows « mme » in small letters and is no name: « mme la directrice ».
_NO_NAME = (
    r"(?!(?:la|le|les|l|un|une|et|ou|de|du|des|d|en|est|a|au|pour|avec|dans|sur|par|qui|que|si|ne"
    r"|se|c|ce|j|t|on|il|elle|ils|elles|je|nous|vous|y|dit|donc|comme|tres|environ|chose|fois|temps"
    rf"|carres?|x){_END})"
)
# A function with its article: « le maire », « la directrice académique », « l'élue ».
_FUNCTION = (
    rf"(?:l[ae]s?{_GAP}|l')[A-Za-z][a-z-]{{1,30}}"
    rf"(?:{_GAP}(?!(?:et|ou|a|dit){_END})[a-z-]{{2,30}}){{0,4}}"
)

STREETS = ["rue", "avenue", "boulevard", "impasse", "allee", "square"]
PLACE_KINDS = [
    "cites? educatives?", "cites? scolaires?", "villes?", "communes?", "agglomeration",
    "metropole", "departements?", "regions?", "quartiers?", "colleges?", "lycees?", "ecoles?",
    "groupes? scolaires?", "centres? sociaux", "centre social", "centre culturel",
    "centre socioculturel", "centre de loisirs", "accueil de loisirs", "maison de quartier",
    "maison pour tous", "creches?", "mediatheque", "bibliotheque", "ludotheque", "conservatoire",
    "gymnase", "stade", "piscine", "theatre", "cinema", "mairie", "village", "hameau", "canton",
    "residence", "clg", *STREETS,
]  # fmt: skip
_ACRONYMS = _any_case(["qpv", "mjc", r"rep[ ]?\+?", r"r\.e\.p\.\+?", r"q\.p\.v\.", r"m\.j\.c\."])
_ADJECTIVES = (
    "publics?|publiques?|prives?|privees?|primaires?|maternelles?|elementaires?|polyvalente?s?"
    "|professionnels?|generale?s?|technologiques?|agricoles?|prioritaires?|municipale?s?|rurale?s?"
)
_OF = r"(?:(?:de la|de l'|du|des|de|d'|a la|a l'|aux?|a|l[ae]s?|l')[ \n]?)?"
# A word of these two, or nothing: what may part a name from what it names, in small letters.
PARTING = re.compile(rf"(?:{_ADJECTIVES}|de|du|des|d|l[ae]s?|l|aux?|a)?")
_POSTCODE = r"(?:0[1-9]|[1-8][0-9]|9[0-58])[0-9]{3}"
# What is counted, after a number of five digits: « 12500 euros », « 30000 habitants ».
_COUNTED = (
    r"[ ]?(?:€|%|[kK]€|euros?|EUR|(?:km|kg|h|m2)(?![a-z])"
    r"|(?!(?:alors|apres|ces|dans|depuis|des|elles|ils|les|leurs|mais|mes|nos|nous|plus|puis|sans"
    r"|ses|sous|tous|vers|vos|vous)(?![a-z]))[a-z]{1,40}s(?![a-z]))"
)


def list_patterns(lookalikes: Lookalikes) -> list[tuple[str, str, str]]:
    """Return each pattern after the code of its alarm and its gate, what is most certain first."""
    functions = "|".join(
        spelling for words in map(fold, lookalikes.fonctions) for spelling in (words, words.upper())
    )
    not_places = "|".join(
        [
            *map(fold, lookalikes.pas_des_lieux),
            _any_first(_ADJECTIVES.split("|")),
            _any_first(PLACE_KINDS),
        ]
    )
    not_names = "|".join(map(fold, lookalikes.pas_des_personnes))
    civility = rf"(?:{_SHORT}|{_LONG}|MM?\.|m\.)"
    mark = r"[ ]?[:(\x22-][ \x22]{0,2}"  # « Mme : Martin », « Mme « Martin » »
    person = (
        rf"{_START}(?:"
        # « Mme Martin », « M. d'Artagnan », « Mme L. »
        rf"(?:(?:{_SHORT})(?:\.[ \n]{{0,3}}|{_GAP}|{mark})|(?:{_LONG})(?:{_GAP}|[ ]?[(\x22][ ]?)"
        rf"|MM?\.{_GAP}(?!(?:Les|Des|La|Un){_END})|MM?{_GAP}(?=[A-Z][a-zA-Z]))"
        rf"(?!(?:L[aeAE][sS]?[ ]|L')(?:{functions}){_END})(?:{_NAME}|{_LETTER})"
        # « M.Dupont »
        rf"|M\.[A-Z][A-Za-z'-]{{2,40}}{_MORE}"
        # « mme martin », « 10 m. carrés » apart
        rf"|(?:(?:{_SHORT})\.?{_GAP}|(?<![0-9][ ])m\.{_GAP}){_NO_NAME}[a-z][a-z'-]{{1,40}}"
        # « Me Martin », « Pr Martin », « maître Martin »; a « maître E » is a teacher
        rf"|(?:Me|ME|Prs?\.?|[pP]rof\.?|[mM]aitre|MAITRE){_GAP}(?!(?:{not_names}){_END})"
        rf"{_PARTICLES}{_INITIALS}[A-Z][A-Za-z'-]{{1,40}}{_MORE}"
        # « Monsieur le Maire Jean Dupont », « Mme la directrice, Fatou Diallo »
        rf"|{civility}[ \n]{{0,3}}{_FUNCTION}"
        rf"(?:[ \n](?!(?:{functions}|{not_places}){_END}){_INITIALS}[A-Z][A-Za-z'-]{{1,40}}{_MORE}"
        rf"|[ \n]?[,:(-][ \n]{{0,3}}[A-Z][A-Za-z'-]{{1,40}}[ \n][A-Z][A-Za-z'-]{{1,40}}{_MORE})"
        rf")"
    )
    # « collège Jean Moulin », « école de la Deuxième chance » apart; after a colon, which a list of
    # partners has too, two capitals; no acronym and no letter (« école ATSEM », « école A »).
    named = (
        rf"(?:(?:[ \n](?:{_any_first(_ADJECTIVES.split('|'))})){{0,2}}"
        rf"(?:[ ]{{1,3}}|[ ]?\n[ ]?(?!{_SENTENCE})"
        rf"|[ ]?[:(][ ]?(?!{_SENTENCE})(?={_WORD}[ -][A-Z])|[ ](?=[\x22'(\[]))"
        rf"[\x22'(\[]?[ ]?{_OF}[\x22'(\[]?[ ]?"
        rf"(?!(?:{not_places}){_END}|[A-Z]{_END}(?!['-]|\.[ -]?[A-Z])"
        rf"|[A-Z][A-Z0-9]{{1,5}}{_END}(?![ \n-][A-Z]))"
        rf"{_INITIALS}{_WORD}{_MORE})"
    )
    place = rf"{_START}(?:{_any_first(PLACE_KINDS)}|{_ACRONYMS}){named}"
    day = r"[0-9]{1,2}(?:er)?[ -][A-Za-z]{3,9}(?:[ ][0-9]{4})?"
    dated = rf"{_START}(?:{_any_first(STREETS)}) du {day}"  # « rue du 8 mai 1945 »
    site = r"https?://[^ \n/]{0,60}(?:ville|mairie|clg|college|lyc|lycee|ec|ecole)-[a-z]{2,40}"
    # « dans le 93 », at the end of a sentence.
    department = r"(?:0[1-9]|[1-8][0-9]|9[0-5]|2[AB]|97[1-6])"
    numbered = rf"(?:[dD]ans le|DSDEN|Caf|CAF)[ ]{department}(?![0-9]|[ ]?[a-z%€])"
    shouted = rf"{_START}(?:{'|'.join(kind.upper() for kind in PLACE_KINDS)}){named}"
    # « habite à 93200 », but not « a 93200 habitants »; « code postal : 93200 », whatever follows.
    by_postcode = (
        rf"{_START}(?:[aA][ \n]{_POSTCODE}(?![0-9]|{_COUNTED})"
        rf"|(?:{_any_case(['code postal', 'cp', 'cedex', 'bp', 'ville', 'commune'])})"
        rf"[ ]?:?[ ]{{0,2}}{_POSTCODE}(?![0-9]))"
    )
    doubtful_postcode = rf"(?<![0-9A-Za-z,.]){_POSTCODE}(?![0-9A-Za-z]|[,.][0-9]|{_COUNTED})"
    return [
        ("vie-privee-iban", "digits", _IBAN),
        ("vie-privee-securite-sociale", "digits", _NIR),
        ("vie-privee-courriel", "at", _MAIL),
        ("vie-privee-telephone", "digits", _TELEPHONE),
        (PERSON, "civility", person),
        (PERSON, "at", _PROFILE),
        (PLACE, "kind", place),
        # A postcode beside a word of place, or before a name; the code of a quartier, of a school.
        (PLACE, "digits", by_postcode),
        (PLACE, "digits", rf"(?<![0-9,.]){_POSTCODE}[ ]?,?[ ][A-Z][A-Za-z]{{2,40}}{_MORE}"),
        (PLACE, "digits", rf"{_START}(?:Q[PN][V ]?[0-9]{{6}}|0[0-9]{{6}}[A-Za-z]){_END}"),
        (PLACE, "at", site),
        (PLACE, "day", dated),
        (DOUBT, "day", numbered),
        (DOUBT, "kind", shouted),
        (DOUBT, "digits", doubtful_postcode),
    ]
