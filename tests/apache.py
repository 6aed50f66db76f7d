"""Serves a folder with a real Apache, as a host does: with what .htaccess files say."""

import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.serving import find_free_place, run_server

_PROGRAMS = "/usr/sbin:/usr/local/sbin:/usr/local/bin:/opt/homebrew/bin"
APACHE = shutil.which("apache2", path=_PROGRAMS) or shutil.which("httpd", path=_PROGRAMS)
_FOLDERS = (
    "/usr/lib/apache2/modules", "/usr/lib64/httpd/modules", "/usr/libexec/apache2",
    "/opt/homebrew/lib/httpd/modules",
)  # fmt: skip
NEEDED = ("mpm_event", "unixd", "authz_core", "dir", "mime")
# What most hosts have too, and what we ask for.
USUAL = ("alias", "autoindex", "deflate", "filter", "headers", "setenvif")
# A careless host: it lists folders, knows no type of file, and refuses nothing.
_CONFIGURATION = """
ServerRoot {folder}
ServerName localhost
DefaultRuntimeDir {folder}
PidFile {folder}/pid
ErrorLog {folder}/error.log
Listen {place}
{modules}
User #{user}
Group #{user}
TypesConfig /dev/null
StartServers 1
DocumentRoot {root}
<Directory {root}>
Options Indexes
AllowOverride All
Require all granted
</Directory>
"""
_MODULE = "<IfModule !{name}_module>\nLoadModule {name}_module {folder}/mod_{name}.so\n</IfModule>"


@contextmanager
def serve_with_apache(
    root: Path, folder: Path, page: str = "", modules: Sequence[str] = USUAL
) -> Iterator[str]:
    """Serve root with these modules, and yield its address once a page of it answers.

    folder is Apache's own. Both must be readable by everyone: root's Apache is nobody's.
    """
    assert APACHE
    place = next(path for path in _FOLDERS if Path(path).is_dir())
    address = find_free_place()
    loaded = [_MODULE.format(name=name, folder=place) for name in (*NEEDED, *modules)
              if Path(f"{place}/mod_{name}.so").exists()]  # fmt: skip
    text = _CONFIGURATION.format(
        folder=folder, place=address, root=root, modules="\n".join(loaded),
        user=os.getuid() or 65534,
    )  # fmt: skip
    (folder / "apache.conf").write_text(text, encoding="utf-8")
    command = [APACHE, "-D", "FOREGROUND", "-f", str(folder / "apache.conf")]
    with run_server(command, f"http://{address}/{page}"):
        yield f"http://{address}/"
