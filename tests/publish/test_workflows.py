"""The files of the repository hosts, read and run as the hosts do."""

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
        ("publier.yml", "construire"): {"contents": "read", "pages": "read"},
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
    assert annotations[0].startswith("::error file=portraits/passerelles.yml,line=3,col=9,title=")
    assert "nombre entier" in annotations[0]
    # The log has it for people too: the host's own view of an annotation has no place.
    assert "portraits/passerelles.yml:3:9:" in log
    # The summary is read by who proposes the file: its name, the line, what to write, as text.
    assert "### portraits\\/passerelles\\.yml" in summary
    assert "| 3 | Un nombre entier est attendu sous « Numéro »" in summary
    assert "→ Exemple" in summary
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
