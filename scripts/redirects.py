"""The pages that stay where others were, so that no address ever dies."""

from collections.abc import Collection

from .rendering import Renderer


def list_redirects(renderer: Renderer) -> dict[str, str]:
    """Return the HTML file to put at each old address, by its path."""
    return {
        f"{move.ancienne}index.html": renderer.render(
            "pages/ancienne-adresse.html",
            move.ancienne,
            ancienne=move.ancienne,
            nouvelle=move.nouvelle,
        )
        for move in renderer.study.anciennes_adresses.adresses
    }


def find_lost(renderer: Renderer, known: Collection[str]) -> list[str]:
    """Return what is wrong with the old addresses, in French; known are those of the pages."""
    moves = renderer.study.anciennes_adresses.adresses
    taken = [
        f"« {move.ancienne} » est l'adresse d'une page : retirez-la des anciennes adresses."
        for move in moves
        if move.ancienne in known
    ]
    return taken + [
        f"« {move.ancienne} » mène à « {move.nouvelle} », qui n'est l'adresse d'aucune page."
        for move in moves
        if move.nouvelle.partition("#")[0] not in known
    ]
