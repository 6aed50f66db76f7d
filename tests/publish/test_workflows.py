"""The files of the repository hosts, read and run as the hosts do."""

import gzip
import json
import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import ROOT

GITHUB = ROOT / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.yml"))
BIN = Path(sys.executable).parent

SCHEMAS = {
    "vendor.github-workflows": WORKFLOWS,
    "custom.github-workflows-require-timeout": WORKFLOWS,
    "vendor.github-issue-forms": [GITHUB / "ISSUE_TEMPLATE/portrait.yml"],
    "vendor.github-issue-config": [GITHUB / "ISSUE_TEMPLATE/config.yml"],
    "vendor.dependabot": [GITHUB / "dependabot.yml"],
    "vendor.gitlab-ci": [ROOT / ".gitlab-ci.yml"],
}


def read(path: Path) -> Any:
    # BaseLoader keeps the key `on` a text: YAML 1.1 reads it as true.
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


def list_steps(workflow: Any) -> list[dict[str, Any]]:
    return [step for job in workflow["jobs"].values() for step in job["steps"]]


@pytest.fixture
def project(project: Path) -> Path:
    """A copy of the project, with what the workflows run."""
    shutil.copytree(ROOT / ".ci", project / ".ci")
    return project


def run_steps(name: str, folder: Path, **environment: str) -> tuple[int, str, str]:
    """Run the commands of a workflow's steps named so, as the host does; code, log, summary."""
    workflow = read(GITHUB / "workflows" / name)
    summary = folder.parent / "summary.md"
    log = ""
    for step in list_steps(workflow):
        # Setting up is the host's part, and what it gives is here already.
        if "run" not in step or re.match(r"python -m pip|make ", step["run"]):
            continue
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
            cwd=folder,
            env={
                **os.environ,
                "PATH": f"{BIN}:{os.environ['PATH']}",
                "GITHUB_STEP_SUMMARY": str(summary),
                "GITHUB_OUTPUT": str(folder.parent / "output"),
                **environment,
            },
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        log += done.stdout
        if done.returncode:
            return done.returncode, log, summary.read_text(encoding="utf-8")
    assert log or summary.exists(), "no step was run"
    return 0, log, summary.read_text(encoding="utf-8")


@pytest.mark.parametrize("schema", SCHEMAS)
def test_the_hosts_can_read_them(schema: str) -> None:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema]
    if schema == "vendor.gitlab-ci":
        command += ["--data-transform", "gitlab-ci"]
    done = subprocess.run(
        [*command, *map(str, SCHEMAS[schema])], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_workflows_pass_a_security_audit() -> None:
    """Actions pinned by commit, no credential kept, no text of a stranger in a command…"""
    # Each file is named: in a folder, those that git ignores are passed over in silence.
    files = [*WORKFLOWS, GITHUB / "dependabot.yml"]
    options = ["--offline", "--no-progress", "--quiet", "--pedantic"]
    command = [str(BIN / "zizmor"), *options, *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_stranger_s_change_gets_no_secret_and_no_right_to_write(path: Path) -> None:
    workflow = read(path)
    assert "secrets" not in path.read_text(encoding="utf-8")
    assert "pull_request_target" not in workflow["on"]
    assert workflow["permissions"] == {"contents": "read"}
    if "pull_request" in workflow["on"]:
        assert not [job for job in workflow["jobs"].values() if "permissions" in job]


def test_only_publishing_may_write() -> None:
    rights = {
        (path.name, name): job["permissions"]
        for path in WORKFLOWS
        for name, job in read(path)["jobs"].items()
        if "permissions" in job
    }
    assert rights == {
        ("publier.yml", "construire"): {"actions": "read", "contents": "read", "pages": "read"},
        ("publier.yml", "publier"): {"pages": "write", "id-token": "write"},
    }


def test_the_site_is_built_with_the_address_that_the_host_gives() -> None:
    steps = read(GITHUB / "workflows/publier.yml")["jobs"]["construire"]["steps"]
    (asking,) = [step for step in steps if "configure-pages@" in step.get("uses", "")]
    (building,) = [step for step in steps if step.get("run") == "make site"]
    assert steps.index(asking) < steps.index(building)
    assert building["env"] == {
        "ADRESSE_DU_SITE": f"${{{{ steps.{asking['id']}.outputs.base_url }}}}"
    }


def test_what_is_not_words_alone_waits_for_every_test() -> None:
    """On GitHub: only « rapide » passes over them, and nothing is published but what is built."""
    jobs = read(GITHUB / "workflows/publier.yml")["jobs"]
    steps = jobs["construire"]["steps"]
    commands = [step.get("run", "") for step in steps]
    (choosing,) = [step for step in steps if ".ci/pace" in step.get("run", "")]
    (testing,) = [step for step in steps if "if" in step]
    assert testing["run"] == "make test"
    assert testing["if"] == f"steps.{choosing['id']}.outputs.publication != 'rapide'"
    order = [commands.index(name) for name in (".ci/check", "make test", "make site")]
    assert order == sorted(order), "a wrong file is told before twelve minutes of tests"
    assert jobs["publier"]["needs"] == "construire"
    assert "if" not in jobs["publier"]


def test_every_test_is_passed_on_each_change_of_the_main_branch() -> None:
    testing = read(GITHUB / "workflows/tester.yml")
    assert testing["on"]["push"] == {"branches": ["main"]}
    assert [step["run"] for step in list_steps(testing) if "run" in step] == ["make test"]


def test_who_has_no_computer_is_given_the_archive_for_a_host() -> None:
    workflow = read(GITHUB / "workflows/hebergement.yml")
    (making,) = [step for step in list_steps(workflow) if "run" in step]
    assert making["run"] == "make hebergement"
    (asked,) = workflow["on"]["workflow_dispatch"]["inputs"]
    assert making["env"] == {"ADRESSE_DU_SITE": f"${{{{ inputs.{asked} }}}}"}
    given = list_steps(workflow)[-1]["with"]["path"]
    job = read(ROOT / ".gitlab-ci.yml")["hébergement"]
    assert (job["script"], job["artifacts"]["paths"]) == (making["run"], [given])


@pytest.mark.parametrize("pace", ["rapide", "complet", ""])
def test_gitlab_passes_the_tests_once_before_or_beside(tmp_path: Path, pace: str) -> None:
    jobs = read(ROOT / ".gitlab-ci.yml")
    (tmp_path / "make").write_text("#!/bin/sh\necho make $*\n")
    (tmp_path / "make").chmod(0o755)
    environment = {"PATH": f"{tmp_path}:{os.environ['PATH']}", "PUBLICATION": pace}
    said = {
        name: subprocess.run(
            ["bash", "-c", jobs[name]["script"]], env=environment, capture_output=True, text=True,
            check=True,
        ).stdout
        for name in ("tester", "tester à côté")
    }  # fmt: skip
    before, beside = ("", "make test\n") if pace == "rapide" else ("make test\n", "")
    if pace:
        assert said == {"tester": before, "tester à côté": beside}
    assert said["tester"] == before, "whatever goes wrong, they are passed before"
    assert jobs["construire"]["needs"] == ["tester"]
    assert jobs["construire"]["script"] == ["make check", "make site"]
    assert jobs["pages"]["needs"] == ["construire"]


def test_gitlab_compares_with_what_it_published_last(repository: Path) -> None:
    jobs = read(ROOT / ".gitlab-ci.yml")
    choosing, publishing = jobs["choisir"], jobs["pages"]
    assert choosing["cache"]["key"] == publishing["cache"]["key"]
    assert choosing["cache"]["paths"] == publishing["cache"]["paths"]
    assert [choosing["cache"]["policy"], publishing["cache"]["policy"]] == ["pull", "push"]
    assert choosing["artifacts"]["reports"]["dotenv"] == "publication.env"

    def run(job: Any, commit: str) -> None:
        subprocess.run(
            ["bash", "-ec", "\n".join(job["script"])], cwd=repository, check=True,
            env={**os.environ, "CI_COMMIT_SHA": commit}, capture_output=True,
        )  # fmt: skip

    def choose(commit: str) -> str:
        run(choosing, commit)
        return (repository / "publication.env").read_text(encoding="utf-8")

    first = change(repository, "overrides/main.html")
    assert choose(first) == "PUBLICATION=complet\n", "the first pipeline has no cache"
    (repository / "site").mkdir()
    (repository / "site/index.html").write_text("Un mot")
    run(publishing, first)
    sent = gzip.decompress((repository / "public/index.html.gz").read_bytes())
    assert sent == (repository / "public/index.html").read_bytes() == b"Un mot"
    template = change(repository, "overrides/cadre.html")
    words = change(repository, "portraits/a.yml")
    assert choose(words) == "PUBLICATION=complet\n", f"{template} is not published"
    (repository / "site").mkdir()
    shutil.rmtree(repository / "public")
    run(publishing, words)
    assert choose(change(repository, "portraits/a.yml")) == "PUBLICATION=rapide\n"


def git(folder: Path, *arguments: str) -> str:
    own = ["-c", "user.name=A", "-c", "user.email=a@exemple.fr", "-c", "commit.gpgsign=false"]
    return subprocess.run(
        ["git", *own, *arguments], cwd=folder, capture_output=True, text=True, check=True
    ).stdout.strip()


def change(repository: Path, *names: str, renamed: str = "") -> str:
    """Commit a change of the files, or the first renamed; return the commit."""
    for name in names:
        path = repository / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if renamed:
            path.rename(repository / renamed)
        else:
            path.write_text(f"{path.read_text() if path.exists() else ''}un mot\n" * 2)
    git(repository, "add", "--all")
    git(repository, "commit", "--quiet", "--allow-empty", "--message", "Un changement")
    return git(repository, "rev-parse", "HEAD")


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with a file of each kind, and the scripts that the hosts run."""
    folder = tmp_path / "depot"
    shutil.copytree(ROOT / ".ci", folder / ".ci")
    (folder / "scripts").mkdir()
    git(folder, "init", "--quiet", "--initial-branch", "main")
    (folder / ".gitignore").write_text(".cache/\npublic/\nsite/\npublication.env\n")
    change(folder, "portraits/a.yml", "scripts/a.py", "docs/aide.md", "overrides/cadre.html")
    return folder


def choose(repository: Path, published: str, commit: str = "HEAD") -> str:
    """Return what is said of how the commit is published."""
    done = subprocess.run(
        [repository / ".ci/pace", published, commit], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout.strip()


@pytest.mark.parametrize(
    "names",
    [
        ["portraits/a.yml"], ["portraits/nouveau.yml"], ["content/chapitres/methode.yml"],
        ["docs/aide.md"], ["docs/contribuer/index.md"], ["docs/assets/images/mainteneurs/a.svg"],
        ["portraits/a.yml", "docs/aide.md", "content/journal.yml"],
    ],
    ids=" ".join,
)  # fmt: skip
def test_words_alone_are_published_quickly(repository: Path, names: list[str]) -> None:
    published = git(repository, "rev-parse", "HEAD")
    change(repository, names[0])
    assert choose(repository, published, change(repository, *names)) == "rapide"


@pytest.mark.parametrize(
    "names",
    [
        ["overrides/cadre.html"], ["docs/assets/js/page.js"], ["docs/assets/css/tokens.css"],
        ["docs/schemas/portraits.json"], ["scripts/a.py"], ["mkdocs.yml"], ["README.md"],
        ["requirements/site.txt"], [".ci/check"], [".github/workflows/publier.yml"],
        ["tests/portraits/a.yml"], ["portraits.yml"], ["autres/docs/aide.md"],
        ["portraits/a.yml", "docs/aide.md", "overrides/cadre.html"],
    ],
    ids=" ".join,
)  # fmt: skip
def test_anything_else_waits_for_the_tests(repository: Path, names: list[str]) -> None:
    published = git(repository, "rev-parse", "HEAD")
    change(repository, *names)
    last = change(repository, "portraits/a.yml")
    assert choose(repository, published, last) == "complet"


def test_what_moves_from_words_to_code_waits_for_the_tests(repository: Path) -> None:
    published = git(repository, "rev-parse", "HEAD")
    change(repository, "portraits/a.yml", renamed="scripts/b.py")
    assert choose(repository, published) == "complet"
    back = git(repository, "rev-parse", "HEAD")
    change(repository, "scripts/b.py", renamed="portraits/a.yml")
    assert choose(repository, back) == "complet", "the other way too"


def test_what_cannot_be_told_waits_for_the_tests(repository: Path) -> None:
    published = git(repository, "rev-parse", "HEAD")
    assert choose(repository, published) == "complet", "nothing changes"
    change(repository)
    assert choose(repository, published) == "complet", "an empty commit asks for them"
    change(repository, "portraits/a.yml")
    for unknown in ("", "0" * 40, "1" * 40, "pas-un-commit", "--all"):
        assert choose(repository, unknown) == "complet", unknown
    # The history is written anew: what was published is not before what is to be.
    other = git(repository, "rev-parse", "HEAD")
    git(repository, "reset", "--quiet", "--hard", published)
    change(repository, "docs/aide.md")
    assert choose(repository, other) == "complet"


# What stands for GitHub's own program: it answers with the commit of the last run that succeeded.
GH = """#!/bin/sh
asked="run list --repo une/cite --workflow publier.yml --branch main --status success"
case "$GH_TOKEN $*" in "x $asked "*) test -n "$PUBLISHED" && echo "$PUBLISHED" ;; *) exit 4 ;; esac
"""


def publish(project: Path, published: str) -> tuple[int, str, str, str]:
    """Run the steps of publier.yml; return its code, its log, its summary, the outputs."""
    program = project.parent / "bin/gh"
    program.parent.mkdir(exist_ok=True)
    program.write_text(GH)
    program.chmod(0o755)
    done = run_steps(
        "publier.yml", project, PATH=f"{program.parent}:{BIN}:{os.environ['PATH']}", GH_TOKEN="x",
        PUBLISHED=published, GITHUB_REPOSITORY="une/cite",
        GITHUB_SHA=git(project, "rev-parse", "HEAD"),
    )  # fmt: skip
    return *done, (project.parent / "output").read_text(encoding="utf-8")


def test_a_quick_publication_refuses_a_wrong_file(project: Path) -> None:
    git(project, "init", "--quiet", "--initial-branch", "main")
    published = change(project)
    path = project / "portraits/passerelles.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("numero: 1", "numero: un"))
    change(project)
    code, log, summary, outputs = publish(project, published)
    assert outputs == "publication=rapide\n"
    assert code == 1, "no later step is run, and nothing is published"
    told = "::error file=portraits/passerelles.yml,line=3,col=9,endLine=3,endColumn=11,title="
    assert told in log
    assert "portraits/passerelles.yml:3:9:" in log
    assert "Publication : rapide" in summary
    assert "| 3 | Un nombre entier est attendu sous « Numéro »" in summary


def test_a_publication_goes_on_when_the_host_does_not_answer(repository: Path) -> None:
    change(repository, "portraits/a.yml")
    _, _, summary, outputs = publish(repository, "")
    assert outputs == "publication=complet\n"
    assert "Publication : complet" in summary


def test_packages_are_installed_with_their_hashes() -> None:
    commands = [step.get("run", "") for path in WORKFLOWS for step in list_steps(read(path))]
    installing = [command for command in commands if "pip install" in command]
    assert installing
    assert all("--require-hashes -r requirements/" in command for command in installing)


def propose(project: Path) -> Path:
    """Put beside the code what the second checkout brings; return its folder."""
    for folder in ("content", "portraits"):
        shutil.copytree(project / folder, project / "propose" / folder)
    return project / "propose"


def test_a_wrong_portrait_is_annotated_on_its_line(project: Path) -> None:
    path = propose(project) / "portraits/passerelles.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("numero: 1", "numero: <b>un"))
    code, log, summary = run_steps("verifier.yml", project)
    assert code == 1
    annotations = [line for line in log.splitlines() if line.startswith("::error ")]
    assert len(annotations) == 1
    start = "::error file=portraits/passerelles.yml,line=3,col=9,endLine=3,endColumn=14,title="
    assert annotations[0].startswith(start)
    assert "nombre entier" in annotations[0]
    # The log has it for people too: the host's own view of an annotation has no place.
    assert "portraits/passerelles.yml:3:9:" in log
    # The contributor reads the summary: the file's name, the line, what to write, as text.
    assert "### portraits\\/passerelles\\.yml" in summary
    assert "| 3 | Un nombre entier est attendu sous « Numéro »" in summary
    assert r"Exemple \: numero\: 1" in summary
    assert "<b>" not in summary


def test_nothing_that_a_fork_runs_is_run(project: Path) -> None:
    (propose(project) / "scripts").mkdir()
    (project / "propose/scripts/__main__.py").write_text("raise SystemExit(7)")
    (project / "propose/portraits/sitecustomize.py").write_text("raise SystemExit(7)")
    code, _, summary = run_steps("verifier.yml", project)
    assert code == 1
    assert "sitecustomize" in summary, "a file that is no portrait is told, and never run"
    takes = [step["with"] for step in list_steps(read(GITHUB / "workflows/verifier.yml"))
             if step.get("uses", "").startswith("actions/checkout")]  # fmt: skip
    code_of, files_of = takes
    assert "base.sha" in code_of["ref"]
    assert files_of["sparse-checkout"].split() == ["content", "portraits"]


def test_a_wrong_setting_is_annotated_on_its_line(project: Path) -> None:
    (triggers,) = [part for part in read(GITHUB / "workflows/verifier.yml").values()
                   if isinstance(part, dict) and "pull_request" in part]  # fmt: skip
    assert "mkdocs.yml" in triggers["pull_request"]["paths"]
    propose(project)
    path = project / "mkdocs.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('    contact: ""', "    contact: par la poste"), encoding="utf-8")
    code, log, _ = run_steps("verifier.yml", project)
    assert code == 1
    assert "::error file=mkdocs.yml,line=" in log


def test_good_files_pass(project: Path) -> None:
    propose(project)
    code, log, summary = run_steps("verifier.yml", project)
    assert code == 0
    assert "::error" not in log
    assert "Tous les fichiers sont justes" in summary


def test_the_preview_says_how_to_open_it(project: Path) -> None:
    address = "https://example.org/apercu?a=1&b=$2"
    code, _, summary = run_steps("apercu.yml", project, ADRESSE=address)
    assert code == 0
    assert f"]({address})" in summary
    assert "`python -m http.server`" in summary


def test_the_form_asks_for_one_file_and_every_guarantee() -> None:
    body = read(GITHUB / "ISSUE_TEMPLATE/portrait.yml")["body"]
    (file,) = [part for part in body if part.get("attributes", {}).get("render") == "yaml"]
    assert file["validations"]["required"] == "true"
    (boxes,) = [part["attributes"]["options"] for part in body if part["type"] == "checkboxes"]
    assert all(box["required"] == "true" for box in boxes)
    # What the contributor promises is what the reviewer looks at, in the same words.
    template = (GITHUB / "pull_request_template.md").read_text(encoding="utf-8")
    for box in boxes:
        (subject,) = re.findall(r"\*\*(.+?)\*\*", box["label"])
        assert f"- [ ] **{subject}**" in template


def test_gitlab_asks_what_github_does() -> None:
    """Under the same headings, which is how GitHub writes the answers to its form."""
    body = read(GITHUB / "ISSUE_TEMPLATE/portrait.yml")["body"]
    asked = [part["attributes"] for part in body if "label" in part["attributes"]]
    template = (ROOT / ".gitlab/issue_templates/portrait.md").read_text(encoding="utf-8")
    assert re.findall("(?m)^### (.+)$", template) == [part["label"] for part in asked]
    promised = " ".join(template.split())
    for box in next(part["options"] for part in asked if "options" in part):
        assert f"- [ ] {box['label']}" in promised
    assert "```yaml\n" in template


def test_the_form_of_the_site_names_fields_that_the_hosts_have() -> None:
    block = (ROOT / "overrides/blocs/raconter.html").read_text(encoding="utf-8")
    body = read(GITHUB / "ISSUE_TEMPLATE/portrait.yml")["body"]
    (template, given) = re.findall(r"\?template=(\w+\.yml)&title=[^&]+&(\w+)=\{fichier\}", block)[0]
    assert (GITHUB / "ISSUE_TEMPLATE" / template).is_file()
    assert given in {part.get("id") for part in body}
    (name,) = re.findall(r"issuable_template=(\w+)&", block)
    assert (ROOT / f".gitlab/issue_templates/{name}.md").is_file()
    labels = {part["attributes"].get("label") for part in body}
    assert set(re.findall("sous « (.+?) »", block)) <= labels


class _Vulnerabilities(BaseHTTPRequestHandler):
    """A list of vulnerabilities in OSV's format, that knows one: in click."""

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        known = {
            "id": "OSV-2026-1",
            "summary": "",
            "details": "",
            "affected": [
                {
                    "package": {"name": "click", "ecosystem": "PyPI"},
                    "versions": [asked["version"]],
                    "ranges": [
                        {
                            "type": "ECOSYSTEM",
                            "events": [{"introduced": "0"}, {"fixed": "99"}],
                        }
                    ],
                }
            ],
        }
        answer = {"vulns": [known]} if asked["package"]["name"] == "click" else {}
        data = json.dumps(answer).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *arguments: object) -> None:
        pass


@pytest.fixture
def vulnerabilities() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Vulnerabilities)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/"
    server.shutdown()
    server.server_close()


def audit(folder: Path, *requirements: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run `make audit` over the requirements, the environment being set up."""
    shutil.copy(ROOT / "Makefile", folder)
    (folder / "requirements").mkdir()
    for number, text in enumerate(requirements):
        (folder / f"requirements/{number}.txt").write_text(text)
    return subprocess.run(
        ["make", "--old-file=.venv/test", "audit", f"BIN={BIN}"],
        cwd=folder,
        env={
            **os.environ,
            "PIP_AUDIT_VULNERABILITY_SERVICE": "osv",
            "NO_PROXY": "*",
            **environment,
        },
        capture_output=True,
        text=True,
        check=False,
    )


HASH = "--hash=sha256:" + 64 * "0"


def test_the_audit_reads_every_lock_file(tmp_path: Path, vulnerabilities: str) -> None:
    files = [f"jinja2==3.1.6 {HASH}\n", f"click==8.5.1 {HASH}\n"]
    done = audit(tmp_path, *files, PIP_AUDIT_OSV_URL=vulnerabilities)
    assert done.returncode != 0
    assert re.search(r"click +8\.5\.1 +OSV-2026-1 +99", done.stdout)
    assert "could not run" not in done.stderr


def test_the_audit_of_sound_packages_passes(tmp_path: Path, vulnerabilities: str) -> None:
    done = audit(tmp_path, f"jinja2==3.1.6 {HASH}\n", PIP_AUDIT_OSV_URL=vulnerabilities)
    assert done.returncode == 0, done.stderr
    assert "No known vulnerability" in done.stdout


def test_an_audit_without_network_says_so_and_fails(tmp_path: Path) -> None:
    # Nothing listens on port 9 of this machine.
    files = [f"jinja2==3.1.6 {HASH}\n"]
    done = audit(tmp_path, *files, PIP_AUDIT_OSV_URL="http://127.0.0.1:9/")
    assert done.returncode != 0
    assert "No known vulnerability" not in done.stdout
    (said,) = [line for line in done.stderr.splitlines() if not line.startswith("make")]
    assert said.startswith("The audit could not run")
