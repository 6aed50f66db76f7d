"""What a person meant when a file is not YAML: from libyaml's error to a code and a remedy."""

import re
from collections.abc import Collection, Sequence
from typing import Any

import yaml

from ..problems.messages import build_problem
from ..problems.problem import Place, Problem
from ..text.folding import fold
from .alignment import COMPARE, say_list_indent, say_misaligned, say_paragraph, say_where_it_goes
from .lines import (
    KEY,
    count_indent,
    find_block,
    find_column,
    find_last_text,
    find_line_before,
    find_list_indent,
    goes_on,
    name_lines,
    says,
)
from .misread import find_misread
from .quotes import find_quoted, quote_text
from .strangers import SIGN_OFF, find_stranger, say_remove, say_stranger

CLOSING = {"[": "]", "{": "}"}

# What begins a text that starts on its own line: after a key, in a list, or both.
_QUOTED = re.compile(r"\s*(?:- )*(?:[\w-]+:\s+)?(?P<text>(?P<quote>[\"']).*)")
_STRANGE = re.compile(r"\s*(?:- )*(?:[\w-]+:\s+)?(?P<text>(?:«\s*)?[“„‘”’].*)")
# « [sport, sante]. », « [sport, sante] (les deux) »
_LIST_ENDS = re.compile(
    r"(?P<list>\[[^\[\]]*\])\s*(?P<sign>[.;,])\s*|(?P<words>\[[^\[\]]*,[^\[\]]*\])\s*(?P<more>\(.*\))"
)
_SEVERAL = re.compile(r'"[^"]*"(?:\s*[,;]\s*"[^"]*")+,?')  # « "On sème.", "On récolte." »
_LISTED = re.compile(r"\s+(?P<text>\"[^\"]+\"),?\s*")  # « "sport", »
_FIRST_KEY = re.compile(r"[a-z_]+:(?:\s|$)")

NO_KEY = "elle devrait commencer par une clé et deux-points, comme « titre: »"

# What libyaml says, by the words of its message that tell it from others, and what it means.
REASONS = {
    "document start": NO_KEY,
    "document indicator": "une ligne « --- » ou « ... » est au milieu d'un texte",
    "node content": "il manque un texte à cet endroit",
    "directive": "une ligne ne peut pas commencer par « % »",
    "non-alphabetical": "une ligne ne peut pas commencer par « % »",
    "version number": "une ligne ne peut pas commencer par « % »",
    "or '.' character": "une ligne ne peut pas commencer par « % »",
    "YAML document": "une ligne ne peut pas commencer par « % »",
    "tag": "« ! » a un sens particulier devant un texte",
    "'!'": "« ! » a un sens particulier devant un texte",
    "'>'": "« ! » a un sens particulier devant un texte",
    "alphabetic or numeric": "« & » et « * » ont un sens particulier devant un texte",
    "indentation indicator": "le nombre après « | » ou « > » va de 1 à 9",
    "comment or line break": "rien ne peut suivre « | » ou « > » sur leur ligne",
    "tab character": "une tabulation sert de décalage",
    "mapping keys": "« ? » a un sens particulier devant un texte",
    "unexpected ':'": "deux-points ne peuvent pas suivre ce texte",
    "whitespace": "une espace est attendue",
}
OTHER_REASON = "un de ses signes (« : », guillemet, crochet, tiret) n'est pas à sa place"
NOTHING = "Si vous n'avez rien à dire ici, retirez la ligne."
DASHES = "Passez à la ligne avant chaque tiret. Si ce n'est pas une liste, retirez le tiret :"

_LINE_DRAWN = re.compile(r"\s*([-=*_~+#])\1{2,}\s*")  # between two parts, as in a mail
# A key followed by another sign than a colon, or between signs of its own.
_OTHER_COLON = re.compile(
    r"(?P<before>\s*(?:- )*)(?:(?P<key>[a-z_]+)(?: *\t|\s*(?:=|[-=]?>|→|;|：))"
    r"|[^\w\s#'\"-]+(?P<marked>[a-z_]+)(?:[^\w\s:]+:|:[^\w\s:]+))\s*(?P<value>.*\S)\s*"
)
# What may be a key, before a full stop, a dash… or a colon with its space on the wrong side.
_NO_COLON = re.compile(
    r"(?P<before>\s*(?:- )*)(?P<key>[^\W\d](?:[\w ]*\w)?)"
    r"(?:\s*(?:[.,;/=|>→–—-]{1,3}\s+|\t+)|\s+:(?=\S)|\s*$)(?P<value>.*)"
)
# « Coût : 20 € : la commune », as French has it: with an accent, a space before its colon.
_SPACED_KEY = re.compile(r"(?P<before>\s*(?:- )*)(?P<key>[^\W\d][\w ]*?) *: +(?P<value>.*\S)\s*")
_COLON_TWICE = re.compile(  # « niveau: : meso »
    r"(?P<before>\s*(?:- )*)(?P<key>[a-z_]+):[\s:]*:\s*(?P<value>[^\s:].*)"
)
_ANY_KEY = re.compile(r"[\s#]*(?:- )*([\w-]+):(?:\s|$)")  # written, or behind a « # »
_PARTS = re.compile(r"(?<![,:{\[\s])\s+(?=[a-z_]+:\s)")  # « {de: 6 a: 11} », without its comma
# A second key after the value of the first one; « _ » is in no word of a text.
_TWO_KEYS = re.compile(
    r"(?P<first>.*?\S)(?:\s*[,;|/]\s+|\s+[-–—]\s+|\s{2,}|\s(?=[a-z]+_)|(?<=[.!?…])\s)"
    r"(?P<key>[\w-]+): +(?P<value>.*)"
)


def diagnose(
    text: str, file: str, error: yaml.MarkedYAMLError, keys: Collection[str] = ()
) -> Problem:
    """Return the problem that explains the error libyaml met in the text.

    keys are those that the file may have, where they are known.
    """
    return _Diagnosis(text, file, error, keys).explain()


class _Diagnosis:
    """Finds what a person meant, from the lines of a text and the place of libyaml's error."""

    def __init__(
        self, text: str, file: str, error: yaml.MarkedYAMLError, keys: Collection[str]
    ) -> None:
        self.keys = {key for key in keys if len(key) > 2}  # « a » and « de » are words
        self.lines = text.split("\n")
        self.file = file
        self.place = self.read_mark(error.problem_mark or error.context_mark)
        self.context = self.read_mark(error.context_mark) if error.context_mark else self.place
        self.reason = error.problem or ""
        self.within = error.context or ""

    def read_mark(self, mark: Any) -> Place:
        """Return the line and column of libyaml's mark; it may be after the last line."""
        return min(mark.line + 1, len(self.lines)), mark.column + 1

    def explain(self) -> Problem:
        """Return the problem."""
        if "nesting depth" in self.reason:  # libyaml's own limit, from PyYAML 6.0.4 on
            return self.say("profondeur", self.place)
        return (
            find_stranger(self.lines, self.file)
            or self.find_text_above()
            or self.find_typographic()
            or self.find_misread()
            or self.read_reason()
        )

    def say_unreadable(self, place: Place, reason: str, how: str = COMPARE) -> Problem:
        """Return the problem of a line that is no YAML, for this reason."""
        return self.say("yaml", place, reason=reason, how=how)

    def say(self, code: str, place: Place, **values: Any) -> Problem:
        """Return the problem of this code."""
        return build_problem(self.file, place, code, **values)

    def say_quoted(
        self, code: str, place: Place, *, certain: bool = True, **values: Any
    ) -> Problem:
        """Return a problem whose remedy puts the value, or the item, of a line between quotes."""
        number = place[0]
        line = self.lines[number - 1]
        fixed = quote_value(line)
        problem = self.say(code, place, fixed=fixed, **values)
        certain = certain and "#" not in line and not goes_on(self.lines, number)
        start = find_column(line)
        if match := KEY.match(line):
            start = match.start("value")
        new = fixed[fixed.index('"') :] if certain else None
        return problem.about((number, start + 1), (number, len(line) + 1), new)

    def find_text_above(self) -> Problem | None:
        """A text above the first key: a mail, unless it is a key that is badly written."""
        key = next((n for n, line in enumerate(self.lines) if _FIRST_KEY.match(line)), 0)
        above = [n for n, line in enumerate(self.lines[:key], 1) if says(line) and line != "---"]
        if above and (
            found := find_misread(self.lines, above[0], self.file) or self.find_known_key(above[0])
        ):
            return found
        if (
            above
            and re.match(r"[^-%{\[?!&*\s]|\[\d", self.lines[above[0] - 1])
            and not re.match(r"\W*[a-z_]+\s*(?:[:\t]|$)", self.lines[above[0] - 1])
        ):
            what = "ce texte est avant sa première clé"
            return say_stranger(
                self.lines, self.file, what, say_remove(above[0], above[-1]), above[0], above[-1]
            )
        return None

    def find_typographic(self) -> Problem | None:
        """The nearest text between typographic quotes, if libyaml stopped inside it."""
        near = {self.place[0], self.context[0]}
        for number in range(max(near), 0, -1):
            if opened := _STRANGE.fullmatch(self.lines[number - 1]):
                found = find_quoted(self.lines, (number, opened.start("text") + 1), self.file)
                return found if found and near.intersection(found.lines) else None
        return None

    def find_misread(self) -> Problem | None:
        """A no-break space or another dash, where libyaml stopped or just before."""
        near = self.context[0], self.place[0], find_line_before(self.lines, self.place[0])
        for number in near:
            if number and (found := find_misread(self.lines, number, self.file)):
                return found
        return None

    def read_reason(self) -> Problem:
        """Explain the error by what libyaml says of it."""
        reason, place, context = self.reason, self.place, self.context
        line = self.lines[place[0] - 1]
        if "\t" in line[: place[1]] and ("tab" in reason or "cannot start" in reason):
            return self.explain_tab()
        if "quoted scalar" in self.within:
            if "escape" in reason:
                return self.say("antislash", place).about(place, place, "\\")
            return self.say_open_quote(context)
        if "expected ',' or" in reason:
            return self.explain_bracket()
        if "block sequence entries" in reason:
            text = line[place[1] :].strip()
            how = f"{DASHES} {line[: place[1] - 1].strip()} {text}" if text else NOTHING
            return self.say("tiret", place, how=how)
        if "cannot start any token" in reason or "alias" in self.within:
            return self.say_special(context)
        if "mapping keys" in reason and KEY.match(line):
            return self.say_special(place)
        if ("line break" in reason or "indentation ind" in reason) and (
            found := re.match(
                r"\s*(?:- )*(?:[\w-]+:\s+)?(?=[|>](?:\s*\d\d|\s+[^\s#]|[^\W\d]))", line
            )
        ):
            return self.say_special((place[0], found.end() + 1))
        if "node content" in reason and (both := self.find_both_lists(place[0])):
            return both
        begins = line[: place[1] - 1].endswith((": ", "- "))
        if "node content" in reason and begins and line[place[1] - 1] == ",":
            return self.say_special(place)
        if double := re.search(r"[|>]{2,}\s*$", line):
            how = f"Écrivez : {line[: double.start()].strip()} |"
            end = place[0], len(line) + 1
            problem = self.say_unreadable(place, "une seule barre « | » est attendue", how)
            return problem.about((place[0], double.start() + 1), end, "|")
        for number in (place[0], context[0]) if "expected" in reason else ():
            if listed := _LISTED.fullmatch(self.lines[number - 1]):
                return self.say_listed(number, listed)
        if "mapping values are not allowed" in reason:
            return self.explain_colon()
        if "expected ':'" in reason:
            return self.explain_text(context)
        if "expected key" in reason or "expected '-'" in reason:
            return self.explain_key()
        if "document start" in reason:
            return self.explain_second_document()
        if above := find_block(self.lines, place[0]):
            return say_paragraph(self.lines, place[0], above, self.file)
        return self.say_unreadable(place, _explain_reason(reason))

    def say_special(self, place: Place) -> Problem:
        """A text begins with a sign that has a meaning."""
        line = self.lines[place[0] - 1]
        if found := self.find_drawn(place[0]) or self.find_other_colon(place[0]):
            return found
        ticked = re.findall(r"\[[xX✓✔]\]\s*(\w+)", line[place[1] - 1 :])
        if len(ticked) == 1:  # « [x] oui [ ] non »
            how = f"Écrivez : {line[: place[1] - 1].strip()} {ticked[0]}"
            problem = self.say_unreadable(place, "une case y est cochée", how)
            return problem.about(place, (place[0], len(line) + 1), ticked[0])
        if ended := _LIST_ENDS.fullmatch(line[place[1] - 1 :]):  # « [sport, sante]. »
            words = ended["list"] or ended["words"]
            fixed = f"{line[: place[1] - 1].strip()} {words}"
            reason = f"« {ended['sign'] or ended['more']} » ne peut pas suivre une liste"
            problem = self.say_unreadable(place, reason, f"Écrivez : {fixed}")
            return problem.about(place, (place[0], len(line) + 1), words)
        if line[place[1] - 1] == "|" and (text := line[place[1] :].strip()):
            return self.explain_block(place, text)
        return self.say_quoted("caractere-special", place, char=line[place[1] - 1])

    def explain_block(self, place: Place, text: str) -> Problem:
        """A text on the line of the sign that announces it for the next ones."""
        number, column = place
        line = self.lines[number - 1]
        if goes_on(self.lines, number):
            below = f"{line[:column].strip()} — le texte commence dessous, deux espaces plus loin."
            return self.say("caractere-special", place, char="|", fixed=below)
        new = quote_text(text)
        fixed = f"{line[: column - 1].strip()} {new}"
        problem = self.say("caractere-special", place, char="|", fixed=fixed)
        return problem.about(place, (number, len(line) + 1), new)

    def find_drawn(self, number: int) -> Problem | None:
        """A line of hyphens, of stars… between two parts."""
        if not _LINE_DRAWN.fullmatch(self.lines[number - 1]):
            return None
        what = "ce trait ne dit rien"
        return say_stranger(
            self.lines, self.file, what, "Retirez cette ligne.", number, number, replacement=""
        )

    def find_other_colon(self, number: int) -> Problem | None:
        """A key, with another sign in the place of its colon."""
        line = self.lines[number - 1]
        if known := self.find_known_key(number):
            return known
        if (found := _OTHER_COLON.fullmatch(line)) is None:
            return None
        return self.say_colon(number, found, found["key"] or found["marked"])

    def find_known_key(self, number: int) -> Problem | None:
        """A key that the file may have, without its colon, or with no space after it."""
        found = _NO_COLON.fullmatch(self.lines[number - 1])
        if found is None or not (key := self.name_key(found["key"])):
            return None
        below = self.lines[number : number + 1]
        if not found["value"] and below and below[0].lstrip().startswith(":"):
            fixed = f"{key}: {below[0].lstrip(' :')}"
            how = f"Écrivez sur une seule ligne : {fixed}"
            end = number + 1, len(below[0]) + 1
            return self.say_unreadable(
                (number, 1), "une clé est coupée de ses deux-points", how
            ).about((number, 1), end, f"{found['before']}{fixed}\n")
        if not found["value"] and any(line.startswith(f"{key}:") for line in self.lines):
            return None  # a heading above its own key
        return self.say_colon(number, found, key)

    def name_key(self, words: str) -> str:
        """The key of the file that is written so, with capitals, accents or spaces; "" if none."""
        key = "_".join(fold(words).lower().split())
        return key if key in self.keys else ""

    def say_colon(self, number: int, found: re.Match[str], key: str) -> Problem:
        """The problem of a key that no colon follows, with a space after it."""
        line = self.lines[number - 1]
        fixed = f"{key}: {found['value']}".rstrip()
        how = f"Après la clé, deux-points et une espace : {fixed}"
        place = number, len(found["before"]) + 1
        problem = self.say_unreadable(place, NO_KEY, how)
        return problem.about(place, (number, len(line) + 1), fixed)

    def explain_tab(self) -> Problem:
        """Lines that begin with tabs, as many as follow each other, with empty ones between."""
        first = last = self.place[0]
        for number, line in enumerate(self.lines[first:], first + 1):
            if line.strip() and not re.match(r" *\t", line):
                break
            last = number if line.strip() else last
        above = find_block(
            self.lines, first
        )  # a text is further than its key, which may be anywhere
        step = 2 + (count_indent(self.lines[above - 1]) if above else 0)
        plain = []
        for line in self.lines[first - 1 : last]:
            text = line.lstrip(" \t")
            plain.append(line[: len(line) - len(text)].replace("\t", " " * step) + text)
        end = last, len(self.lines[last - 1]) + 1
        spaces = "deux espaces" if step == 2 else f"{step} espaces"
        values = {"spaces": spaces, "lines": name_lines(first, last)}
        problem = self.say("tabulation", self.place, **values)
        return problem.about((first, 1), end, "\n".join(plain))

    def say_open_quote(self, place: Place) -> Problem:
        """A quote that is never closed: at the end of its line, if the next one is a key."""
        line = self.lines[place[0] - 1]
        quote = line[place[1] - 1]
        end = place[0], len(line.rstrip()) + 1
        certain = not goes_on(self.lines, place[0]) and "\\" not in line and place[1] < end[1] - 1
        text, said = line[place[1] - 1 :].rstrip(), quote
        if text[-1] in "”“„»" and text.count(text[-1]) == 1:  # « "Semer” »
            text, said = text[:-1].rstrip(), f"{quote} à la place de {text[-1]}"
        new = text + quote if certain else None
        return self.say("guillemet-ouvert", place, quote=said).about(place, end, new)

    def explain_bracket(self) -> Problem:
        """A bracket that is never closed, or a text that begins with one."""
        place = self.context
        line = self.lines[place[0] - 1]
        char, written = line[place[1] - 1], line[place[1] :].rstrip()
        closing = CLOSING.get(char, char)
        if written.endswith(closing) and (parted := _PARTS.sub(", ", written)) != written:
            fixed = f"{line[: place[1]].strip()}{parted}"
            reason = "il manque une virgule entre deux éléments"
            problem = self.say_unreadable(place, reason, f"Écrivez : {fixed}")
            return problem.about((place[0], place[1] + 1), (place[0], len(line) + 1), parted)
        if written.endswith(closing) and written.count('"') % 2:
            bare = written.replace('"', "")
            fixed = f"{line[: place[1]].strip()}{bare}"
            reason = "un guillemet n'est pas refermé"
            problem = self.say_unreadable(place, reason, f"Écrivez : {fixed}")
            return problem.about((place[0], place[1] + 1), (place[0], len(line) + 1), bare)
        plain = re.fullmatch(r"[\w ,'-]+", written) and not goes_on(self.lines, place[0])
        problem = self.say("crochet-ouvert", place, char=char, closing=closing)
        new = char + written + closing if plain else None
        return problem.about(place, (place[0], len(line.rstrip()) + 1), new)

    def explain_second_document(self) -> Problem:
        """Something follows what libyaml takes for the end of a document."""
        first = next(n for n, line in enumerate(self.lines, 1) if says(line))
        if found := self.find_other_colon(first):
            return found
        ends = [n for n, line in enumerate(self.lines, 1) if line.rstrip() == "..."]
        if ends:
            return self.say("plusieurs-documents", (ends[0], 1), line="...")
        if self.lines[first - 1].startswith(" ") and KEY.match(self.lines[first - 1]):
            return say_misaligned(self.lines, first, self.file)
        return self.say_unreadable(self.place, _explain_reason(self.reason))

    def explain_colon(self) -> Problem:
        """A colon where none may be: inside a text, or after a key that is out of line."""
        place = self.place
        line = self.lines[place[0] - 1]
        match = KEY.match(line)
        if twice := _COLON_TWICE.fullmatch(line):
            return self.say_colon(place[0], twice, twice["key"])
        if match and match.start("value") < place[1] - 1:
            value = match["value"]
            if re.fullmatch(r"[a-z_]+: [^,:]+(?:, *[a-z_]+: [^,:]+)+", value):  # several keys
                return self.say("deux-points", place, fixed=f"{match['key']}: {{{value}}}")
            label = re.match(r"(?P<key>\w+)\s*:\s+", value)
            if label and fold(label["key"]).lower() == match["key"]:  # « titre: Titre : Semer »
                start, fixed = match.start("value"), value[label.end() :]
                what, how = (
                    "le nom de cette clé est écrit deux fois",
                    f"Écrivez : {match['key']}: {fixed}",
                )
                problem = self.say("hors-fiche", (place[0], start + 1), what=what, how=how)
                return problem.about((place[0], start + 1), (place[0], len(line) + 1), fixed)
            inner = re.match(r"(?P<key>[a-z_]{3,}): ", value)
            if inner and inner["key"] in self.keys:  # « contexte: texte: La cour »
                values = {"first": f"{match['key']}:", "second": value}
                how = "la seconde avec deux espaces de plus"
                place = place[0], match.start("value") + 1
                return self.say("cles-sur-une-ligne", place, how=how, **values)
            if found := self.find_two_keys(match):
                return found
            below = self.lines[place[0]] if place[0] < len(self.lines) else ""
            if goes_on(self.lines, place[0]) and not KEY.match(below) and "#" not in below:
                return self.say_long_text(place[0], place[0], match)
            certain = not re.match("[a-z_]+: ", value) and value[:1] not in "\"'[{"
            return self.say_quoted("deux-points", place, certain=certain)
        spaced = _SPACED_KEY.fullmatch(line)
        if spaced and spaced.start("value") < place[1]:
            if key := self.name_key(spaced["key"]):
                where = place[0], len(spaced["before"]) + 1
                fixed = f"{key}: {quote_text(spaced['value'])}"
                problem = self.say("deux-points", where, fixed=fixed)
                return problem.about(where, (place[0], len(line) + 1), fixed)
            if spaced["before"].strip():  # « - Le ménage : il reste : la vaisselle »
                return self.say_quoted("deux-points", place)
        before = find_line_before(self.lines, place[0])
        if found := self.find_other_colon(before):
            return found
        # « key:value », without a space, on the line above; « key: value » and « https:// » apart
        if glued := re.match(r"(\s*(?:- )*[\w-]+):([^\s/].*)", self.lines[before - 1]):
            return self.say_glued((before, glued.end(1) + 1), glued)
        return (
            self.explain_open_quote()
            or self.explain_long_text(place[0])
            or (None if match else _find_lost_bar(self.lines, place[0], self.file))
            or say_misaligned(self.lines, place[0], self.file)
        )

    def find_two_keys(self, line: re.Match[str]) -> Problem | None:
        """A second key after the value of the first one: a known one, or one of another line."""
        found = _TWO_KEYS.fullmatch(line["value"])
        written = {key[1] for other in self.lines if (key := _ANY_KEY.match(other))}
        if found is None or not ("_" in found["key"] or found["key"] in {*written, *self.keys}):
            return None
        first = f"{line['key']}: {found['first']}"
        second = f"{found['key']}: {found['value']}"
        column = line.start("value") + found.start("key") + 1
        values = {"first": first, "second": second, "how": "avec le même décalage"}
        return self.say("cles-sur-une-ligne", (self.place[0], column), **values)

    def explain_long_text(self, number: int) -> Problem | None:
        """A text that goes on below its key, where it holds a colon."""
        if KEY.match(self.lines[number - 1]):
            return None
        first = number
        while first > 1 and (not (match := KEY.match(self.lines[first - 1])) or first == number):
            first -= 1
        match = KEY.match(self.lines[first - 1])
        inside = self.lines[first:number]
        if match is None or match["value"][:1] in ("", *"|>\"'[{"):
            return None
        if any(count_indent(line) <= len(match["before"]) or "#" in line for line in inside):
            return None
        return self.say_long_text(first, number, match)

    def say_long_text(self, first: int, number: int, match: re.Match[str]) -> Problem:
        """The problem of a text with a colon that goes on below its key; all of it is quoted."""
        last = number
        while goes_on(self.lines, last) and not KEY.match(self.lines[last]):
            last += 1
        text = " ".join(line.strip() for line in [match["value"], *self.lines[first:last]])
        place = first, match.start("value") + 1
        fixed = f"{match['key']}: {quote_text(text)}"
        return self.say("deux-points", place, fixed=fixed).about(
            place, (last, len(self.lines[last - 1]) + 1)
        )

    def say_glued(self, place: Place, glued: re.Match[str]) -> Problem:
        """A key and its value, without a space between."""
        number, column = place[0], glued.end(1) + 1
        fixed = f"{glued[1].strip()}: {glued[2]}"
        problem = self.say("espace-manquant", place, sign="les deux-points", fixed=fixed)
        return problem.about((number, column), (number, column + 1), ": ")

    def explain_key(self) -> Problem:
        """A key was expected: a text ends too early, or a line is out of line."""
        if found := self.explain_open_quote():
            return found
        number, column = self.place
        line = self.lines[number - 1]
        match = KEY.match(line)
        value = match["value"] if match else line.strip().removeprefix("- ")
        start = line.index(value) + 1 if value else 1
        if value[:1] in ("'", '"') and start < column:
            if value[0] == "'":  # the place is after the apostrophe that closed the text
                place = number, line.rindex("'", 0, column - 1) + 1
                return self.say_quoted("apostrophe", place)
            if match and _SEVERAL.fullmatch(value):
                return self.say_list(number, match)
            return self.say_quoted("guillemets", self.place)
        if value[:1] in set("[{*&!") and start < column:  # « [Projet] Le jardin », « *Lire* ici »
            return self.say_special((number, start))
        return (
            say_misaligned(self.lines, number, self.file)
            if match
            else self.explain_text((number, 1))
        )

    def say_listed(self, number: int, listed: re.Match[str]) -> Problem:
        """The problem of an item between quotes that has no dash."""
        place, fixed = (number, listed.start("text") + 1), f"- {listed['text']}"
        problem = self.say_unreadable(place, "il lui faut un tiret", f"Écrivez : {fixed}")
        return problem.about(place, (number, listed.end() + 1), fixed)

    def say_list(self, number: int, key: re.Match[str]) -> Problem:
        """The problem of several texts between quotes after a key: a list, without its brackets."""
        place = number, key.start("value") + 1
        new = f"[{key['value'].rstrip(',')}]"
        problem = self.say("guillemets", place, fixed=f"{key['key']}: {new}")
        return problem.about(place, (number, key.end("value") + 1), new)

    def explain_open_quote(self) -> Problem | None:
        """A quote that the next one of the text, lines below, only seems to close."""
        number, column = self.place
        for above in range(number - 1, 0, -1):
            opened = _QUOTED.fullmatch(self.lines[above - 1])
            if opened is None:
                continue
            quote = opened["quote"]
            between = "\n".join(self.lines[above : number - 1])
            if opened["text"].count(quote) == 1 and quote not in between:
                closed = self.lines[number - 1].find(quote)
                if 0 <= closed < column and self.lines[number - 1][closed + 1 :].strip(" ,]}"):
                    return self.say_open_quote((above, opened.start("text") + 1))
            return None
        return None

    def explain_text(self, place: Place) -> Problem:
        """A line without a key where one is expected."""
        number = place[0]
        line = self.lines[number - 1]
        if glued := re.match(r"(\s*(?:- )*[\w-]+):([^\s/].*)", line):
            return self.say_glued(place, glued)
        if found := self.find_known_key(number) or _find_lost_bar(self.lines, number, self.file):
            return found
        above = find_block(self.lines, number)
        if above:
            return say_paragraph(self.lines, number, above, self.file)
        if found := self.find_drawn(number) or self.find_other_colon(number):
            return found
        last = find_last_text(self.lines, number)
        if any(map(SIGN_OFF.fullmatch, self.lines[number - 1 : last])):
            what = "ce texte n'a pas de clé"
            return say_stranger(self.lines, self.file, what, say_remove(number, last), number, last)
        is_colon = line.lstrip().startswith(": ")
        is_strange = "expected ':'" not in self.reason and not is_colon
        if KEY.match(line) or line.lstrip().startswith("- ") or is_strange:
            return say_misaligned(self.lines, number, self.file)
        how = say_where_it_goes(self.lines, number, last)
        word, _, rest = line.strip().partition(" ")
        if word in self.keys and not any(other.startswith(f"{word}:") for other in self.lines):
            how = f"Si « {word} » est une clé, deux-points la suivent : {word}: {rest}. {how}"
        elif is_colon:
            how = f"Si sa clé a été effacée, remettez-la devant : titre{line.strip()}, par exemple."
        problem = self.say_unreadable(place, NO_KEY, how)
        return problem.about(place, (last, len(self.lines[last - 1]) + 1))

    def find_both_lists(self, number: int) -> Problem | None:
        """A list that has brackets around it, and dashes before its items."""
        first = number - 1
        while first > 1 and self.lines[first - 1].lstrip().startswith(("- ", "#")):
            first -= 1
        opened = re.fullmatch(r"(?P<key>\s*[a-z_]+:)\s*\[\s*", self.lines[first - 1])
        last = next(
            (n for n in range(number, len(self.lines) + 1) if self.lines[n - 1].strip() == "]"), 0
        )
        if opened is None or not last:
            return None
        items = [line.rstrip().rstrip(",") for line in self.lines[first : last - 1]]
        how = f"Retirez « [ » à la ligne {first}, et « ] » à la ligne {last}."
        problem = self.say_unreadable((first, 1), "une liste a des crochets, ou des tirets", how)
        new = "\n".join([opened["key"], *items, ""])
        return problem.about((first, 1), (last, len(self.lines[last - 1]) + 1), new)


def _find_lost_bar(lines: Sequence[str], number: int, file: str) -> Problem | None:
    """A key above, without the « | » that a text of several lines needs, colons in it."""
    width = count_indent(lines[number - 1])
    for above in range(number - 1, 0, -1):
        line = lines[above - 1]
        if says(line) and count_indent(line) < width:
            key = KEY.fullmatch(line)
            first = lines[above].strip()
            is_text = re.match(r"\w+[ '’-]", first) and above < number - 1
            lost = key and not key["value"] and is_text
            return say_lost_bar(line, above, file) if lost else None
    return None


def say_lost_bar(line: str, number: int, file: str) -> Problem:
    """Return the problem of a key whose text, below it, holds a colon and has no « | »."""
    end = number, len(line.rstrip()) + 1
    fixed = f"{line.strip()} | — ce signe vaut des guillemets, pour tout le texte qui est dessous."
    return build_problem(file, end, "deux-points", fixed=fixed).about(end, end, " |")


def say_empty(lines: Sequence[str], number: int) -> str:
    """Return what to do about the key of a line, which has no value."""
    for below in range(number + 1, len(lines) + 1):
        if not lines[below - 1].lstrip().startswith("#"):
            break
        if re.match(r"[\s#]*(?:- |[a-z_]+:(?:\s|$))", lines[below - 1]):
            return (
                f"Si sa réponse est dessous, retirez ses « # », dès la ligne {below} ; sinon, "
                f"retirez la ligne {number}."
            )
    below = next((n for n in range(number + 1, len(lines) + 1) if says(lines[n - 1])), number)
    following = lines[below - 1]
    is_word = following.lstrip().startswith("- ") and not KEY.match(following)
    if is_word and (width := find_list_indent(lines, below)):
        return f"Sa réponse est peut-être la liste de la ligne {below}. {say_list_indent(width)}"
    if count_indent(following) == count_indent(lines[number - 1]) and " :" in following:
        return say_where_it_goes(lines, below, below)
    if count_indent(following) == count_indent(lines[number - 1]) and KEY.match(following):
        return (
            "Écrivez sa valeur, ou retirez la ligne. Si ce qui est dessous va avec elle, mettez-y "
            "deux espaces de plus."
        )
    return "Écrivez sa valeur, ou retirez la ligne."


def _explain_reason(reason: str) -> str:
    return next((said for words, said in REASONS.items() if words in reason), OTHER_REASON)


def quote_value(line: str) -> str:
    """Return the line with its value between straight double quotes, as YAML wants it."""
    match = KEY.match(line)
    if match is None:
        return quote_item(line) if line.lstrip().startswith("- ") else quote_text(line)
    return f"{match['key']}: {quote_text(match['value'])}"


def quote_item(line: str) -> str:
    """Return the item of a list with all its text between straight double quotes."""
    return f"- {quote_text(line.strip().removeprefix('- '))}"
