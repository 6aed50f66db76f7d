"""A portrait of an educational alliance: the files of portraits/."""

from typing import Annotated, ClassVar, Literal

from .rules import AllDistinct, InOrder, OneFilled, Owed, Rule
from .types import (
    Accepted,
    Block,
    Day,
    Edition,
    Entry,
    Line,
    Link,
    Mail,
    NotAhead,
    Paragraphs,
    Passage,
    PlainWords,
    Points,
    Record,
    Reference,
    SphereSlug,
    Structure,
    Summary,
    Telephone,
    Text,
    TouchedSphere,
    Unpublished,
    Whole,
    Year,
    YesNo,
    about,
)


class Section(Passage):
    partie: Annotated[
        str,
        Reference("parties"),
        about("Partie", "La partie du portrait où la section se range.", "alliance"),
    ]
    titre: Annotated[Line, about("Titre", "Le titre de la section.", "Ce que disent les enfants")]
    texte: Paragraphs = None
    points: Points = ()


class Ages(Record):
    in_words: ClassVar[str] = "De {de} à {a} ans[ ({precision})]"
    rules: ClassVar[tuple[Rule, ...]] = (InOrder("ages-inverses", ("de", "a")),)

    de: Annotated[
        Whole,
        about(
            "De",
            "L'âge des plus jeunes, en années : le nombre seul. Une classe, comme « 5e », se dit "
            "dans « Précision ».",
            6,
            ge=0,
            le=30,
        ),
    ]
    a: Annotated[
        Whole,
        about(
            "À",
            "L'âge des plus grands, en années : le nombre seul.",
            11,
            ge=0,
            le=30,
        ),
    ]
    precision: Annotated[
        Line | None,
        about("Précision", "L'âge ou les classes, avec les mots du terrain.", "collégiens"),
    ] = None


class TouchedLevel(Record):
    niveau: Annotated[
        str, Reference("niveaux"), about("Niveau", "Un des trois niveaux d'alliance.", "meso")
    ]
    comment: Annotated[
        Line,
        about(
            "Comment",
            "Comment l'alliance y agit, en une phrase.",
            "Enseignants et animateurs préparent les séances ensemble.",
        ),
    ]


class KeyFigure(Record):
    in_words: ClassVar[str] = "{valeur}[ {unite}] {libelle}"

    valeur: Annotated[Line, about("Valeur", "Le nombre, tel qu'il est connu.", "plus de 50")]
    unite: Annotated[
        Line | None, about("Unité", "Ce que mesure le nombre ; rien pour une date.", "%")
    ] = None
    libelle: Annotated[
        Line, about("Libellé", "Ce que le nombre compte.", "des familles viennent chaque semaine")
    ]


class Funder(Record):
    in_words: ClassVar[str] = "{qui}[ : {apport}][, {montant} €]"

    qui: Annotated[Line, about("Qui", "Une structure ou une institution.", "La commune")]
    apport: Annotated[
        Line | None, about("Ce qu'elle apporte", "Ce que l'argent paie.", "Les outils")
    ] = None
    montant: Annotated[
        Whole | None,
        about(
            "Montant",
            "En euros, le nombre seul ; rien s'il n'est pas connu.",
            2000,
            ge=1,
            le=100_000_000,
        ),
    ] = None


class Actor(Record):
    rules: ClassVar[tuple[Rule, ...]] = (AllDistinct("element-double", "spheres"),)

    nom: Annotated[
        Line,
        about(
            "Fonction ou structure",
            "Ou un groupe ; jamais le nom de quelqu'un.",
            "Le centre social",
        ),
    ]
    role: Annotated[
        Text | None,
        about("Rôle", "Ce que fait cet acteur.", "Il prête les outils et anime les ateliers."),
    ] = None
    spheres: Annotated[
        tuple[SphereSlug, ...],
        about(
            "Sphères",
            "Où il agit, pour le placer sur le dessin de l'alliance ; rien pour qui n'est d'aucune "
            "en particulier, comme une institution.",
            ["tiers-lieux"],
            max_length=5,
        ),
    ] = ()
    niveau: Annotated[
        Annotated[str, Reference("niveaux")] | None,
        about("Niveau", "Celui où il agit surtout, pour le même dessin.", "micro"),
    ] = None


class Difficulty(Record):
    titre: Annotated[Line, about("Titre", "Le progrès visé.", "La communication")]
    probleme: Annotated[
        Text, about("Problème", "Ce qui ne va pas encore.", "Peu de parents connaissent le jardin.")
    ]
    piste: Annotated[
        Text, about("Piste", "Ce qui pourrait y répondre.", "Afficher le programme à l'entrée.")
    ]


class Margins(Block):
    rules: ClassVar[tuple[Rule, ...]] = (OneFilled("bloc-vide", ("texte", "points", "problemes")),)

    problemes: Annotated[
        tuple[Difficulty, ...],
        about("Problèmes et pistes", "Chaque problème, avec une piste.", one="un problème"),
    ] = ()


class Alliance(Record):
    rules: ClassVar[tuple[Rule, ...]] = (
        OneFilled("partie-vide", ("acteurs", "dimension_educative", "methode", "innovation")),
    )

    dimension_educative: Annotated[
        Block | None,
        about(
            "Dimension éducative",
            "En quoi l'alliance éduque : ce qu'elle apporte aux enfants et aux jeunes.",
        ),
    ] = None
    methode: Annotated[Block | None, about("Méthode", "La façon de travailler ensemble.")] = None
    acteurs: Annotated[tuple[Actor, ...], about("Acteurs", "Qui fait quoi.", one="un acteur")] = ()
    innovation: Annotated[
        Block | None, about("Ce qui est nouveau", "Ce qui n'existait pas avant.")
    ] = None


class Transformations(Record):
    rules: ClassVar[tuple[Rule, ...]] = (
        OneFilled(
            "partie-vide",
            ("resultats_visibles", "effets_durables", "marges_de_progres", "perspectives"),
        ),
    )

    resultats_visibles: Annotated[
        Block | None, about("Résultats visibles", "Ce que l'on voit déjà.")
    ] = None
    effets_durables: Annotated[Block | None, about("Effets durables", "Ce qui s'est installé.")] = (
        None
    )
    marges_de_progres: Annotated[
        Margins | None, about("Marges de progrès", "Ce qui reste à améliorer.")
    ] = None
    perspectives: Annotated[Block | None, about("Perspectives", "Ce qui est prévu ou espéré.")] = (
        None
    )


class Provenance(Record):
    structure: Annotated[
        Structure,
        about(
            "Structure",
            "Celle qui raconte, si elle accepte d'être citée ; sinon son type.",
            "Un centre de ressources politique de la ville",
        ),
    ]
    date: Annotated[Annotated[Day, NotAhead()], about("Date", "Le jour du récit.", "2026-11-23")]
    consentement: Annotated[
        YesNo,
        Accepted("consentement"),
        about(
            "Consentement",
            "Les personnes concernées ont lu le texte et acceptent qu'il soit publié.",
            "oui",
        ),
    ]
    licence: Annotated[
        str,
        Reference("licences"),
        about("Licence", "Chacun pourra réutiliser le texte. À quelle condition ?", "cc-by-sa"),
    ]


class PublicContact(Record):
    structure: Annotated[
        Structure,
        about("Structure", "Le nom public de la structure à joindre.", "Le centre social"),
    ]
    courriel: Annotated[
        Mail | None,
        about(
            "Courriel",
            "Son adresse publique.",
            "contact@exemple.fr",
            pattern=r"^[^\s:<>]+@[^\s:<>]+\.[^\s:<>]+$",
        ),
    ] = None
    telephone: Annotated[
        Telephone | None,
        about(
            "Téléphone", "Son numéro public.", "01 23 45 67 89",
            pattern=r"^\+?[0-9][0-9 .()/\u00a0\u202f-]{3,24}$",
        ),
    ] = None  # fmt: skip
    site: Annotated[Link | None, about("Site", "Son site.", "https://exemple.fr")] = None


# What only a portrait of the study says.
OF_THE_STUDY = ("numero", "edition", "remplace", "source")


class Portrait(Entry):
    """A portrait of an educational alliance: one file of portraits/."""

    address: ClassVar[str] = "portraits/{slug}/"
    rules: ClassVar[tuple[Rule, ...]] = (
        Owed(
            "origine-etude", "origine", "etude",
            needs=("numero", "edition", "source"),
            refuses=("provenance", "ressources", "contact_public"),
        ),
        Owed(
            "origine-temoignage", "origine", "temoignage",
            needs=("provenance",), refuses=OF_THE_STUDY,
        ),
        AllDistinct("section-double", "sections", ("partie", "titre")),
        AllDistinct("element-double", "spheres", ("sphere",)),
        AllDistinct("element-double", "niveaux", ("niveau",)),
        AllDistinct("element-double", "acteurs"),
        AllDistinct("element-double", "themes"),
        AllDistinct("element-double", "ressources"),
    )  # fmt: skip

    origine: Annotated[
        Literal["etude", "temoignage"],
        about(
            "Origine",
            "« temoignage » pour une expérience racontée par le terrain ; « etude » est réservé "
            "aux portraits de l'étude.",
            "temoignage",
        ),
    ]
    numero: Annotated[
        Whole | None,
        about("Numéro", "Le numéro de la fiche, pour les portraits de l'étude.", 1, ge=1, le=99),
    ] = None
    edition: Annotated[
        Edition | None,
        about("Édition", "L'édition de l'étude, par son année, pour ses portraits.", 2026),
    ] = None
    remplace: Annotated[
        Annotated[str, Reference("portraits")] | None,
        about(
            "Remplace",
            "Le portrait d'une édition plus ancienne de l'étude que celui-ci remplace. La page de "
            "l'ancien reste, et le dit.",
            "passerelles",
        ),
    ] = None
    provenance: Annotated[
        Provenance | None,
        about(
            "Provenance",
            "D'où vient le récit : qui raconte, quand, avec quel accord ; pour un témoignage.",
        ),
    ] = None
    contact_public: Annotated[
        PublicContact | None,
        about("Contact public", "Une structure que les lecteurs peuvent joindre."),
    ] = None
    titre: Annotated[
        Line,
        about("Titre", "Sans nom de lieu.", "Un jardin partagé à l'école"),
    ]
    sous_titre: Annotated[
        Line | None,
        about("Sous-titre", "Une précision sous le titre.", "Quand les parents sèment aussi"),
    ] = None
    resume: Annotated[
        Summary,
        about(
            "Résumé",
            "Deux ou trois phrases : l'action, et ce qu'elle change.",
            "Une école et un centre social cultivent un jardin avec les parents.",
        ),
    ]
    en_clair: PlainWords = ()
    source: Annotated[
        Line | None,
        about(
            "Source",
            "L'annexe et la fiche de l'étude, telles qu'imprimées ; pour les portraits de l'étude.",
            "Annexe 1, fiche 1",
        ),
    ] = None
    annee_label: Annotated[
        Year | None,
        about(
            "Année du label",
            "L'année où le territoire a reçu le titre de Cité éducative (son label), pas celle de "
            "l'action.",
            2022,
        ),
    ] = None
    cout: Annotated[
        Line | None,
        about(
            "Coût",
            "Ce que l'action coûte et qui paie, tels qu'ils sont connus.",
            "2 000 € par an, payés par la commune",
        ),
    ] = None
    financeurs: Annotated[
        tuple[Funder, ...],
        about(
            "Qui paie",
            "Chacun de ceux qui paient, même si son montant n'est pas connu.",
            one="un financeur",
        ),
    ] = ()
    ages: Annotated[Ages | None, about("Âges", "L'âge des enfants et des jeunes concernés.")] = None
    spheres: Annotated[
        tuple[TouchedSphere, ...],
        about(
            "Sphères",
            "Les milieux de l'enfant que l'action touche.",
            min_length=1,
            max_length=5,
        ),
    ]
    niveaux: Annotated[
        tuple[TouchedLevel, ...],
        about(
            "Niveaux",
            "Entre qui l'alliance se noue.",
            min_length=1,
            max_length=3,
        ),
    ]
    acteurs: Annotated[
        tuple[Annotated[str, Reference("acteurs")], ...],
        about(
            "Types d'acteurs",
            "De quelles familles sont les acteurs ?",
            ["parents"],
            min_length=1,
            max_length=15,
        ),
    ]
    themes: Annotated[
        tuple[Annotated[str, Reference("themes")], ...],
        about("Thèmes", "Un à quatre thèmes.", ["environnement"], min_length=1, max_length=4),
    ]
    chiffres_cles: Annotated[
        tuple[KeyFigure, ...],
        about(
            "Chiffres clés",
            "Six nombres au plus, le plus parlant d'abord. Les autres se disent dans le texte.",
            one="un chiffre clé",
            max_length=6,
        ),
    ] = ()
    contexte: Annotated[Block, about("Contexte", "D'où part l'action : le constat, le besoin.")]
    mise_en_oeuvre: Annotated[
        Block | None, about("Mise en œuvre", "Ce qui a été fait, concrètement.")
    ] = None
    parcours: Annotated[
        tuple[Line, ...],
        about(
            "Le parcours, pas à pas",
            "Ce que vit un enfant, un jeune ou un parent, étape après étape.",
            ["Il choisit une graine.", "Il la sème avec ses parents."],
            "une étape",
            max_length=8,
        ),
    ] = ()
    alliance: Annotated[
        Alliance, about("Alliances éducatives", "Qui s'allie, comment, autour de quoi.")
    ]
    transformations: Annotated[
        Transformations, about("Transformations", "Ce que cela change, et ce qui reste à faire.")
    ]
    leviers: Annotated[
        tuple[Line, ...],
        about("Leviers", "Ce qui a aidé.", ["Les parents décident des plantations."], "un levier"),
    ] = ()
    freins: Annotated[
        tuple[Line, ...],
        about("Freins", "Ce qui a gêné.", ["L'été, personne n'arrose."], "un frein"),
    ] = ()
    sections: Annotated[
        tuple[Section, ...],
        about(
            "Autres sections",
            "Ce que les parties ci-dessus n'accueillent pas.",
            one="une section",
        ),
    ] = ()
    ressources: Annotated[
        tuple[Annotated[str, Reference("ressources")], ...],
        about(
            "Ressources",
            "Des documents du site, utiles à qui voudrait faire de même.",
            ["trouve-ta-voie"],
        ),
    ] = ()
    fausses_alertes: Annotated[
        tuple[Unpublished, ...],
        about(
            "Fausses alertes",
            "Les mots signalés à tort comme une personne ou un lieu, tels qu'ils sont écrits. Qui "
            "relit le portrait les voit ; le site ne les montre pas.",
            ["collège Lumière"],
            "une fausse alerte",
            exclude=True,
        ),
    ] = ()
