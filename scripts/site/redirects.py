"""The pages that stay where others were, so that no address ever dies."""

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
