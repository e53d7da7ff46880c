"""Checks the workflows of .github/workflows as far as that can be done without running them.

python packaging/checks/check_workflows.py

They parse; each job has a limit of time and only needs jobs that exist; each script that is called exists,
each target of make too; what runs in a shell passes ``bash -n`` and, where it is installed, shellcheck;
actions are GitHub's own at a major version, or named by a full hash; no address stands in the file and no
expression in a command. Where actionlint is installed it is asked as well.
Prints a line for each file; the exit status is 1 where one fails.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import yaml

ROOT: Final = Path(__file__).resolve().parents[2]
WORKFLOWS: Final = ROOT / ".github" / "workflows"
EXPRESSION: Final = re.compile(r"\$\{\{.*?\}\}", re.DOTALL)
SCRIPT: Final = re.compile(r"(?<![\w/.-])packaging/[\w./-]+\.(?:sh|py)\b")
TARGET: Final = re.compile(r"(?:^|[;&|]\s*)make\s+([a-z][\w-]*)", re.MULTILINE)
KNOWN_TARGET: Final = re.compile(r"^([a-z][\w-]*):", re.MULTILINE)
ACTION: Final = re.compile(r"actions/[\w-]+@v\d+|[\w.-]+/[\w./-]+@[0-9a-f]{40}")
ADDRESS: Final = re.compile(r"\b(?:https?|git|ssh)://")
SHELLS: Final = ("bash", "sh", None)


def main() -> int:
    """Check all of them; returns the exit status."""
    targets = set(KNOWN_TARGET.findall((ROOT / "Makefile").read_text("utf-8")))
    failed = False
    for path in sorted(WORKFLOWS.glob("*.y*ml")):
        found = [*faults(path.read_text("utf-8"), ROOT, targets)]
        failed |= bool(found)
        for fault in found:
            print(f"FAILED: {path.name}: {fault}")
        if not found:
            print(f"ok: {path.name}")
    linter = shutil.which("actionlint")
    if linter:
        failed |= subprocess.run([linter], cwd=ROOT, check=False).returncode != 0
    for tool in ("shellcheck", "actionlint"):
        if not shutil.which(tool):
            print(f"skipped: {tool} is not there")
    return 1 if failed else 0


def faults(text: str, root: Path, targets: set[str]) -> Iterator[str]:
    """Yield what is wrong with the text of a workflow.

    ``root``: the folder that scripts are named from; ``targets``: those that make has.
    """
    try:
        workflow = yaml.safe_load(text)
    except yaml.YAMLError as error:
        yield f"it does not parse: {error}"
        return
    if not isinstance(workflow, dict) or not isinstance(workflow.get("jobs"), dict):
        yield "it has no jobs"
        return
    if "permissions" not in workflow:
        yield "it does not say what it may do"
    for found in ADDRESS.finditer(text):
        yield f"an address stands in line {text.count(chr(10), 0, found.start()) + 1}"
    jobs = workflow["jobs"]
    for name, job in jobs.items():
        yield from (f"{name}: {fault}" for fault in faults_of_job(job, jobs, root, targets))


def faults_of_job(
    job: Mapping[str, Any], jobs: Mapping[str, Any], root: Path, targets: set[str]
) -> Iterator[str]:
    """Yield what is wrong with one job."""
    if "timeout-minutes" not in job:
        yield "it has no limit of time"
    needed = job.get("needs", [])
    for other in [needed] if isinstance(needed, str) else needed:
        if other not in jobs:
            yield f"it needs {other}, which is no job"
    shell = job.get("defaults", {}).get("run", {}).get("shell")
    for number, step in enumerate(job.get("steps", []), 1):
        title = step.get("name") or f"step {number}"
        if "uses" in step and not ACTION.fullmatch(step["uses"]):
            yield f"{title}: {step['uses']} is neither GitHub’s own, by major version, nor named by a hash"
        if "run" in step:
            found = faults_of_command(step["run"], step.get("shell", shell), root, targets)
            yield from (f"{title}: {fault}" for fault in found)


def faults_of_command(command: str, shell: str | None, root: Path, targets: set[str]) -> Iterator[str]:
    """Yield what is wrong with what one step runs."""
    if EXPRESSION.search(command):
        yield "an expression is put into a command; hand it over in the environment"
        command = EXPRESSION.sub("expression", command)
    for script in sorted(set(SCRIPT.findall(command))):
        if not (root / script).is_file():
            yield f"there is no {script}"
    for target in TARGET.findall(command):
        if target not in targets:
            yield f"make has no target {target}"
    if shell in SHELLS:
        yield from complaints("bash", ["-n"], command)
        # What GitHub puts before: errors end the command.
        yield from complaints(
            "shellcheck", ["--shell=bash", "--format=gcc", "-"], f"set -eo pipefail\n{command}"
        )


def complaints(tool: str, options: list[str], command: str) -> Iterator[str]:
    """Yield what a tool says of a command that it reads from its input, nothing where it is not installed."""
    found = shutil.which(tool)
    if found:
        done = subprocess.run(
            [found, *options], input=command, capture_output=True, encoding="utf-8", check=False
        )
        if done.returncode:
            yield f"{tool}: {(done.stdout + done.stderr).strip()}"


if __name__ == "__main__":
    sys.exit(main())
