"""Puts the site in an archive for ordinary hosting: files to copy, and Apache's settings."""

from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from jinja2 import Environment

from ..files import write_atomically, zip_files
from ..study.settings import Settings
from .headers import write_apache

FOLDER = "site/"  # what is copied; what the person who copies it reads is beside it
NOTE = "LISEZ-MOI.txt"
_TEMPLATE = "hebergement/lisez-moi.txt"
_OTHER_HOSTS = ("_headers",)


def write_hosting_archive(
    site: Path, archive: Path, settings: Settings, built: datetime, templates: Environment
) -> None:
    """Write the built site into a zip file, with a note that says how to put it on a host.

    Its files are of the day when the site was built: a host tells browsers by it what changed.
    Raises OSError where a file cannot be read or written.
    """
    root = f"{urlsplit(settings['site_url']).path}/"
    names = sorted(path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())
    members = {f"{FOLDER}.htaccess": write_apache(templates, root).encode("utf-8")}
    members |= {
        FOLDER + name: (site / name).read_bytes() for name in names if name not in _OTHER_HOSTS
    }
    note = templates.get_template(_TEMPLATE).render(
        nom=settings["site_name"], adresse=settings["site_url"]
    )
    # Every editor reads these ends of lines.
    members[NOTE] = note.replace("\n", "\r\n").encode("utf-8")
    write_atomically(archive, zip_files(members, built))
