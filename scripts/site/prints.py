"""What was printed of the site, for the pages that offer it."""

from dataclasses import dataclass

from ..schema.types import Line


@dataclass(frozen=True)
class Print:
    """A document printed, or a picture: where it is, what it is called, how big it is.

    genre says what it is for (content/imprimer.yml has those of documents), page is the address of
    the page that it says, format that of its paper or the size of a picture, sorte the kind of its
    file. A picture has no pages.
    """

    url: str
    titre: Line
    genre: str
    page: str
    format: str
    pages: int
    octets: int
    sorte: str = "PDF"
