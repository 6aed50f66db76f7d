"""What is said of each kind of problem: one sentence and one remedy a code, in French.

Codes are stable: tools, the help page and links to it refer to them.
"""

import re
from dataclasses import dataclass
from typing import Any

from .problem import TO_CHECK, Problem

UNREADABLE, STRUCTURE, VALUE, PRIVACY = range(TO_CHECK)
LONGEST = 2_000  # characters of a value in a message


@dataclass(frozen=True)
class Message:
    """What is said of the problems of one code.

    rank orders problems, from 0, the gravest: unreadable file, structure, value, privacy; with
    TO_CHECK, nothing is stopped. sentence and remedy are templates for str.format, whose {names}
    build_problem fills. A confirmable problem may be a false alarm, if the writer says so. in_form
    is the remedy that the form shows, where nobody sees a key; None when remedy serves there too.
    """

    rank: int
    sentence: str
    remedy: str
    confirmable: bool = False
    in_form: str | None = None

    @property
    def stops(self) -> bool:
        """Whether nothing may be published while it is there."""
        return self.rank != TO_CHECK

    @property
    def general(self) -> str:
        """The sentence as it is said of no file in particular."""
        return re.sub(r"\{\w+\}", "…", self.sentence)  # each {name}


FALSE_ALARM = "Si c'est une fausse alerte, ajoutez ces mots sous « fausses_alertes: »."

# What to do about what leads to a portrait that was taken away.
WITHDRAWN = (
    "Ce portrait a été retiré (content/retraits.yml) : retirez l'élément de la liste qui le nomme, "
    "de son tiret jusqu'au suivant ; hors d'une liste, la ligne."
)

# fmt: off
MESSAGES = {
    # the file cannot be read
    "fichier-trop-gros": Message(UNREADABLE,
        "Ce fichier dépasse un million d'octets.",
        "Un portrait est un texte : retirez ce qui n'en est pas."),
    "illisible": Message(UNREADABLE,
        "« {name} » ne peut pas être lu : {reason}.",
        "{remedy}"),
    "pas-un-fichier": Message(UNREADABLE,
        "« {name} » n'est pas un fichier mais {kind}.",
        "Retirez-le, ou mettez un fichier à sa place."),
    "lien-symbolique": Message(UNREADABLE,
        "Ce fichier est un lien vers un autre dossier.",
        "Remplacez le lien par une copie du fichier."),
    "encodage": Message(UNREADABLE,
        "Ce fichier n'est pas en UTF-8.",
        "Enregistrez-le à nouveau en UTF-8. Bloc-notes : « Enregistrer sous », puis "
        "« Encodage : UTF-8 ». Word : « Enregistrer sous », « Texte brut », puis « Autre codage : "
        "Unicode (UTF-8) ». TextEdit : « Format », « Convertir au format Texte », puis « Encodage "
        "du texte brut : Unicode (UTF-8) » à l'enregistrement."),
    "caractere-interdit": Message(UNREADABLE,
        "Un caractère invisible ({name}) est interdit ici.",
        "Effacez-le, puis retapez le mot sans lui. Si c'est un dessin (emoji) fait de plusieurs, "
        "prenez-en un simple."),
    "fichier-vide": Message(UNREADABLE,
        "Rien n'est à lire dans ce fichier.",
        "{how}"),
    "plusieurs-documents": Message(UNREADABLE,
        "Ce fichier contient plusieurs fiches, séparées par « {line} ».",
        "Une seule est attendue : supprimez cette ligne. Si ce qui suit est une autre fiche, "
        "mettez-le dans son propre fichier ; si c'est la même, retirez-le aussi."),
    "fiche-double": Message(UNREADABLE,
        "À partir d'ici, ce fichier reprend des clés qui sont déjà plus haut.",
        "Un fichier est une seule fiche. Si elle est collée deux fois, retirez tout de la ligne "
        "{first} à la ligne {last}. Si c'en est une autre, mettez ces lignes dans leur propre "
        "fichier."),
    "hors-fiche": Message(UNREADABLE,
        "Ceci n'est pas de la fiche : {what}.",
        "{how}"),
    "nom-de-fichier": Message(UNREADABLE,
        "Le nom « {name} » ne peut pas servir d'adresse.",
        "Renommez-le « {better} »."),
    "nom-reserve": Message(UNREADABLE,
        "Le nom « {name} » est réservé, par le site ou par Windows.",
        "Renommez-le « {better} »."),
    "nom-long": Message(UNREADABLE,
        "Le nom « {name} » dépasse {most} signes.",
        "Renommez-le « {better} »."),
    "nom-double": Message(UNREADABLE,
        "« {name} » aurait la même adresse que « {other} ».",
        "Réunissez-les dans « {other} », ou renommez celui-ci « {better} »."),
    "adresse-double": Message(UNREADABLE,
        "« {address} » est déjà l'adresse d'une page ou d'un fichier : {other}.",
        "Donnez-lui un autre nom : l'un des deux remplacerait l'autre."),
    "adresse-perdue": Message(VALUE,
        "« {old} » mène à « {new} », qui n'est l'adresse d'aucune page.",
        "{suggestion}"),
    "portrait-retire": Message(UNREADABLE,
        "« {name} » est le nom d'un portrait retiré du site ({other}).",
        "Si c'est lui, supprimez ce fichier ; si c'en est un autre, donnez-lui un autre nom."),
    "fichier-non-lu": Message(UNREADABLE,
        "« {name} » n'est pas lu : {why}.",
        "{where}"),
    "fichier-laisse": Message(UNREADABLE,
        "« {name} » a été laissé là par le système ou par un logiciel.",
        "Supprimez-le : le site ne s'en sert pas."),
    "deux-points": Message(UNREADABLE,
        "Ce texte contient deux-points : il doit être entre guillemets.",
        "Écrivez : {fixed}"),
    "espace-manquant": Message(UNREADABLE,
        "Il manque une espace après {sign}.",
        "Écrivez : {fixed}"),
    "apostrophe": Message(UNREADABLE,
        "Une apostrophe ferme trop tôt les guillemets simples.",
        "Écrivez : {fixed}"),
    "guillemets": Message(UNREADABLE,
        "Le texte continue après ses guillemets.",
        "Écrivez : {fixed}"),
    "guillemet-ouvert": Message(UNREADABLE,
        "Ce guillemet n'est jamais refermé.",
        "Ajoutez {quote} à la fin du texte."),
    "guillemets-typographiques": Message(STRUCTURE,
        "Ces guillemets-là ne peuvent pas entourer un texte : il en faut des droits.",
        "{how}"),
    "antislash": Message(UNREADABLE,
        "Entre guillemets doubles, la barre oblique inverse a un sens particulier.",
        "Doublez-la : \\\\."),
    "tabulation": Message(UNREADABLE,
        "Une tabulation sert ici de décalage.",
        "Mettez {spaces} à la place de chaque tabulation, {lines}."),
    "espace-en-trop": Message(UNREADABLE,
        "Il reste une espace devant « {key} ».",
        "Retirez une espace au début de chaque ligne qui en a une, {lines}."),
    "espace-insecable": Message(UNREADABLE,
        "Une espace insécable (U+{number}) se trouve {where}.",
        "Remplacez-la par une espace simple, ou retirez-la : effacez, puis retapez."),
    "tiret-simple": Message(UNREADABLE,
        "« {sign} » ne peut pas commencer un élément de liste.",
        "Écrivez un tiret simple, puis une espace : {fixed}"),
    "paragraphe-decale": Message(UNREADABLE,
        "Ce paragraphe n'est pas assez décalé pour être du texte commencé ligne {first}.",
        "Mettez-lui devant {width} espaces, {like}."),
    "indentation": Message(UNREADABLE,
        "Cette ligne n'est pas alignée avec celles qui l'entourent.",
        "{how}"),
    "cles-sur-une-ligne": Message(UNREADABLE,
        "Deux clés sont écrites sur la même ligne.",
        "Mettez chacune sur sa ligne, {how} : « {first} », puis « {second} »."),
    "caractere-special": Message(UNREADABLE,
        "Un texte ne peut pas commencer par « {char} » sans guillemets.",
        "Écrivez : {fixed}"),
    "crochet-ouvert": Message(UNREADABLE,
        "Ce « {char} » n'est jamais refermé.",
        "Ajoutez « {closing} » à la fin de la liste."),
    "tiret": Message(UNREADABLE,
        "Une liste ne peut pas commencer sur la ligne de sa clé.",
        "{how}"),
    "yaml": Message(UNREADABLE,
        "Cette ligne n'est pas comprise : {reason}.",
        "{how}"),
    "etiquette": Message(UNREADABLE,
        "« {tag} » ne peut pas être devant un texte.",
        "Supprimez-la ; si c'est du texte, mettez-le entre guillemets."),
    "alias": Message(UNREADABLE,
        "« & » et « * » ne sont pas admis au début d'un texte.",
        "Supprimez-les ; si c'est du texte, mettez-le entre guillemets."),
    "profondeur": Message(UNREADABLE,
        "Trop de niveaux sont imbriqués.",
        "Un portrait n'en demande pas plus de cinq."),
    "autres-problemes": Message(TO_CHECK + 1,
        "Et {others} dans ce fichier.",
        "Corrigez d'abord ceux d'avant, puis vérifiez à nouveau."),
    # the keys
    "cle-double": Message(STRUCTURE,
        "La clé « {key} » est écrite deux fois ; la première est à la ligne {first}.",
        "{how}"),
    "cle-illisible": Message(STRUCTURE,
        "Une clé doit être un mot.",
        "Mettez entre guillemets le texte qui contient deux-points."),
    "cle-inconnue": Message(STRUCTURE,
        "La clé « {key} » n'existe pas ici.",
        "{suggestion}"),
    "cle-manquante": Message(STRUCTURE,
        "« {label} » manque.",
        "{how}",
        in_form="Répondez à cette question."),
    "valeur-vide": Message(STRUCTURE,
        "La clé « {key} » n'a pas de valeur.",
        "{how}"),
    "type": Message(STRUCTURE,
        "{expected} sous « {label} ».",
        "{how}",
        in_form="Exemple : {example}"),
    "diese": Message(STRUCTURE,
        "Ce qui suit « # » n'est pas lu : « {lost} ».",
        "Si c'est du texte, écrivez : {fixed} — une remarque, elle, a sa propre ligne."),
    "remarque": Message(STRUCTURE,
        "Une remarque est restée dans la fiche : « {snippet} ».",
        "Retirez-la. Un commentaire commence par « # », sur sa propre ligne, hors d'un texte.",
        in_form="Retirez-la."),
    # the values
    "valeur-inconnue": Message(VALUE,
        "« {input} » n'est pas une valeur de « {label} ».",
        "{suggestion}"),
    "reference-inconnue": Message(VALUE,
        "« {input} » ne figure pas dans {catalogue}.",
        "{suggestion}"),
    "liste-courte": Message(VALUE,
        "« {label} » demande plus d'éléments : au moins {min_length}.",
        "Exemple : {example}"),
    "liste-longue": Message(VALUE,
        "« {label} » accepte au plus {max_length} éléments : il y en a {actual_length}.",
        "Gardez les plus importants."),
    "texte-vide": Message(VALUE,
        "Le texte de « {label} » est vide.",
        "Écrivez-le, ou retirez la ligne.",
        in_form="Écrivez-le."),
    "texte-long": Message(VALUE,
        "Le texte de « {label} » dépasse {max_length} signes.",
        "Raccourcissez-le, ou répartissez-le dans des sections."),
    "une-ligne": Message(VALUE,
        "« {label} » tient sur une ligne.",
        "Retirez le retour à la ligne."),
    "forme": Message(VALUE,
        "« {input} » n'a pas la forme attendue sous « {label} ».",
        "Exemple : {example}"),
    "nombre-hors-limites": Message(VALUE,
        "« {label} » va de {low} à {high} : {input} est en dehors.",
        "Vérifiez le nombre."),
    "bloc-vide": Message(VALUE,
        "« {label} » ne contient ni texte ni points.",
        "Ajoutez « texte: » ou « points: », ou retirez cette partie.",
        in_form="Écrivez un texte, ou ajoutez un point."),
    "partie-vide": Message(VALUE,
        "« {label} » ne dit rien encore.",
        "Répondez à une de ses questions au moins."),
    "ages-inverses": Message(VALUE,
        "Les âges vont de {de} à {a} : ils sont à l'envers.",
        "Écrivez : de: {a}, puis a: {de}.",
        in_form="Échangez les deux nombres."),
    "section-double": Message(VALUE,
        "La section « {title} » est écrite deux fois dans la même partie.",
        "Réunissez les deux, ou changez un titre."),
    "element-double": Message(VALUE,
        "« {title} » est déjà dans la liste.",
        "Retirez l'un des deux."),
    "numero-double": Message(VALUE,
        "Le numéro {number} est aussi celui de {other}.",
        "Changez celui de la fiche venue en second : le prochain numéro libre est {free}."),
    "origine-etude": Message(VALUE,
        "Un portrait de l'étude a un numéro, une édition et une source, et n'a pas de provenance.",
        "Pour un autre portrait, écrivez : origine: temoignage"),
    "origine-temoignage": Message(VALUE,
        "Un témoignage dit sa provenance, et n'a ni numéro, ni édition, ni source de l'étude.",
        "Ajoutez « provenance: » avec structure, date, consentement et licence, si elle manque ; "
        "retirez « numero: », « edition: », « remplace: » et « source: »."),
    "edition-inconnue": Message(VALUE,
        "L'édition {input} de l'étude n'est pas déclarée.",
        "Éditions déclarées : {known}. Pour une autre, ajoutez-la d'abord à content/etude.yml."),
    "remplace-edition": Message(VALUE,
        "« {input} » n'est pas d'une édition plus ancienne que {edition} : {other}.",
        "Écrivez « remplace: » dans le fichier de l'édition la plus récente, avec le nom du plus "
        "ancien ; vérifiez « edition: » dans les deux."),
    "date-improbable": Message(VALUE,
        "« {input} » est loin d'aujourd'hui.",
        "Vérifiez l'année."),
    "consentement": Message(VALUE,
        "Sans l'accord des personnes, un témoignage ne peut pas être publié.",
        "Recueillez leur accord, puis écrivez : consentement: oui",
        in_form="Recueillez leur accord, puis cochez « Oui »."),
    "verification-incomplete": Message(VALUE,
        "Une vérification « {genre} » a besoin de : {missing}.",
        "Ajoutez ces clés."),
    "lecture-seule": Message(VALUE,
        "« lecture: {lecture} » dit comment lire un texte qui manque : {missing}.",
        "Écrivez ce texte, ou retirez la clé « lecture »."),
    "valeurs-par-colonne": Message(VALUE,
        "La ligne « {title} » n'a pas une valeur par colonne ({width} attendue(s)).",
        "Écrivez une valeur par colonne ; « etat: non-donne » pour celle qui manque."),
    "cle-de-ligne": Message(VALUE,
        "« {input} » n'est la clé d'aucune ligne ou colonne de ce chiffre.",
        "{suggestion}"),
    "citation-longue": Message(VALUE,
        "Cette citation a {words} mots : une parole de l'étude en a {most} au plus.",
        "Gardez les mots qui portent l'idée, tels qu'imprimés, et redites le reste."),
    "ligne-dans": Message(VALUE,
        "« {input} » ne peut pas contenir cette ligne.",
        "Donnez la clé d'une ligne placée plus haut, qui n'est pas elle-même dans une autre, "
        "ou retirez « dans »."),
    "a-compter": Message(VALUE,
        "La ligne « {title} » ne se compte pas un à un, comme le demande « forme: {form} ».",
        "Donnez-lui une seule valeur : un « nombre » entier, sur une « base » ou un « effectif » "
        "de {most} au plus ; ou changez de forme."),
    "valeur-a-comparer": Message(VALUE,
        "La ligne « {input} » n'a pas de « {measure} » à comparer.",
        "Nommez une ligne et une colonne où il est imprimé, ou retirez cette vérification."),
    "auteur-ambigu": Message(VALUE,
        "Un auteur a soit un « nom », soit un « centre ».",
        "Gardez l'un des deux."),
    "note-ambigue": Message(VALUE,
        "Une note du journal est soit sur un « portrait », soit sur un « chiffre ».",
        "Gardez l'un des deux ; écrivez une autre note pour l'autre."),
    "date-a-venir": Message(VALUE,
        "Le {input} n'est pas encore passé.",
        "Écrivez aujourd'hui, au plus tard."),
    "blanc-inconnu": Message(VALUE,
        "« {snippet} » n'est pas un blanc de ce texte.",
        "Les blancs, entre accolades, sont : {known}. Écrivez l'un d'eux, ou retirez l'accolade."),
    "lien-interdit": Message(VALUE,
        "Le lien « {snippet} » ne commence pas par https://.",
        "Donnez l'adresse seule et complète, en https://, ou retirez le lien."),
    "balise": Message(VALUE,
        "Ce texte contient du HTML (« {snippet} »), qui s'afficherait tel quel.",
        "Retirez la balise ; pour insister, écrivez *le mot* entre astérisques."),
    "gabarit": Message(VALUE,
        "Ce texte contient des accolades de programme (« {snippet} »).",
        "Retirez-les."),
    "a-remplir": Message(VALUE,
        "Un texte reste à écrire : « {snippet} ».",
        "Écrivez votre texte à sa place, ou retirez la ligne.",
        in_form="Écrivez votre texte à sa place."),
    "texte-abime": Message(VALUE,
        "Des signes sont abîmés (« {snippet} ») : ce texte a été mal copié, ou mal enregistré.",
        "Retapez ces mots."),
    "liste-dans-texte": Message(VALUE,
        "Une liste est écrite dans un texte (« {snippet} ») : elle n'y serait pas lisible.",
        "Pour une seule idée, retirez ce signe et l'espace qui suit. Sinon, mettez chaque idée à "
        "part, dans les points : « points: », puis « - » devant chacune.",
        in_form="Pour une seule idée, retirez ce signe. Sinon, mettez chaque idée à part, dans les "
        "points."),
    "formule": Message(VALUE,
        "Un tableur prendrait ce texte pour un calcul (« {snippet} »).",
        "Commencez-le par un mot, ou retirez le signe du début."),
    "mise-en-page": Message(VALUE,
        "Un titre ou un tableau est dans un texte (« {snippet} ») : il y resterait tel quel.",
        "Un titre est celui d'une section, sous « sections: » ; un tableau se dit en phrases, ou "
        "en points.",
        in_form="Un titre est celui d'une section ; un tableau se dit en phrases, ou en points."),
    # the people
    "vie-privee-courriel": Message(PRIVACY,
        "Une adresse électronique (« {snippet} ») figure dans le portrait.",
        "Retirez-la. L'adresse publique d'une structure se met sous « contact_public: »."),
    "vie-privee-telephone": Message(PRIVACY,
        "Un numéro de téléphone (« {snippet} ») figure dans le portrait.",
        "Retirez-le. Le téléphone public d'une structure se met sous « contact_public: »."),
    "vie-privee-iban": Message(PRIVACY,
        "Un numéro de compte bancaire (« {snippet} ») figure dans le portrait.",
        "Retirez-le."),
    "vie-privee-securite-sociale": Message(PRIVACY,
        "Un numéro de sécurité sociale (« {snippet} ») figure dans le portrait.",
        "Retirez-le."),
    "vie-privee-personne": Message(PRIVACY,
        "Une personne semble nommée (« {snippet} »).",
        "Dites sa fonction : « une enseignante », « le chef de projet ».",
        confirmable=True),
    "lieu-nomme": Message(PRIVACY,
        "Un lieu semble nommé (« {snippet} ») : un portrait est anonyme.",
        "Retirez le nom, gardez le mot : « la Cité éducative », « la commune », « un collège », "
        "« la médiathèque ».",
        confirmable=True),
    # what stops nothing, and somebody has to look at
    "reponse-cachee": Message(TO_CHECK,
        "Cette ligne est derrière un « # », et n'est pas lue : « {words} ».",
        "Si c'est votre réponse, retirez le « # » et l'espace qui le suit ; sinon, retirez la "
        "ligne."),
    "lieu-possible": Message(TO_CHECK,
        "« {snippet} » est peut-être un lieu : un portrait est anonyme.",
        "Si c'en est un, dites « la commune », « le département ».",
        confirmable=True),
    "fausse-alerte": Message(TO_CHECK,
        "Pour qui raconte, « {snippet} » ne nomme ni une personne ni un lieu.",
        "À confirmer par la personne qui relit."),
    "fausse-alerte-inutile": Message(TO_CHECK,
        "« {snippet} » n'est signalé nulle part dans ce portrait.",
        "Retirez ces mots de « fausses_alertes: »."),
}
# fmt: on


def _cut(value: Any) -> Any:
    too_long = isinstance(value, str) and len(value) > LONGEST
    return f"{value[: LONGEST - 1]}…" if too_long else value


def build_problem(file: str, place: tuple[int, int], code: str, **values: Any) -> Problem:
    """Return the problem of this code at the place, a line and a column from 1.

    values fill the {names} of its sentence and remedy; each is cut at LONGEST characters. A remedy
    that needs a value which is not given is left out. Raises KeyError when the code is unknown, or
    when the sentence needs a value which is not given.
    """
    message = MESSAGES[code]
    values = {name: _cut(value) for name, value in values.items()}
    remedy = message.remedy
    try:
        remedy = remedy.format(**values)
    except KeyError:
        remedy = ""
    if message.confirmable:
        remedy = f"{remedy} {FALSE_ALARM}"
    return Problem(
        rank=message.rank,
        file=file,
        line=place[0],
        column=place[1],
        code=code,
        message=message.sentence.format(**values),
        remedy=remedy,
        snippet=values.get("snippet", ""),
    )
