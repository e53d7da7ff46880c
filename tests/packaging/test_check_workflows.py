from __future__ import annotations

import shutil
import textwrap

import pytest
from checks.check_workflows import WORKFLOWS, faults

from tests.conftest import ROOT

pytestmark = pytest.mark.skipif(not shutil.which("bash"), reason="commands are read by bash")


def workflow(step: str, *, job: str = "timeout-minutes: 5") -> str:
    return (
        "name: one\non: [push]\npermissions: {}\njobs:\n  first:\n    runs-on: ubuntu-24.04\n"
        f"    {job}\n    steps:\n{textwrap.indent(step, '      ')}\n"
    )


def found(text: str) -> list[str]:
    return list(faults(text, ROOT, {"test"}))


@pytest.mark.parametrize(
    "step",
    [
        "- run: make test",
        "- run: packaging/test.sh tests/domain",
        "- uses: actions/checkout@v4",
        "- uses: someone/something@0123456789012345678901234567890123456789",
        "- run: Get-Item (\n  shell: pwsh",
    ],
)
def test_what_is_right_has_no_faults(step: str) -> None:
    assert found(workflow(step)) == []


@pytest.mark.parametrize(
    ("step", "fault"),
    [
        ("- run: make nothing", "first: step 1: make has no target nothing"),
        ("- run: cd x && make nothing", "first: step 1: make has no target nothing"),
        ("- run: bash packaging/nothing.sh", "first: step 1: there is no packaging/nothing.sh"),
        (
            "- name: Greet\n  run: echo ${{ github.actor }}",
            "first: Greet: an expression is put into a command; hand it over in the environment",
        ),
        (
            "- uses: someone/it@v1",
            "first: step 1: someone/it@v1 is neither GitHub’s own, by major version, nor named by a hash",
        ),
        ("- run: curl https://example.org", "an address stands in line 9"),
    ],
)
def test_a_fault_of_a_step_is_told(step: str, fault: str) -> None:
    assert found(workflow(step)) == [fault]


def test_a_command_that_the_shell_cannot_read_is_told() -> None:
    assert found(workflow("- run: if true; then"))[0].startswith("first: step 1: bash: ")


@pytest.mark.skipif(not shutil.which("shellcheck"), reason="it is not installed")
def test_a_careless_command_is_told() -> None:
    assert "SC2086" in found(workflow("- run: |\n    name=$(date)\n    rm $name"))[0]


def test_a_job_without_a_limit_or_with_a_need_that_is_not_there_is_told() -> None:
    assert found(workflow("- run: make test", job="needs: [first, other]")) == [
        "first: it has no limit of time",
        "first: it needs other, which is no job",
    ]
    assert found(workflow("- run: make test", job="needs: other\n    timeout-minutes: 5")) == [
        "first: it needs other, which is no job"
    ]


def test_what_is_no_workflow_is_told() -> None:
    assert found("a: [")[0].startswith("it does not parse")
    assert found("a: 1") == ["it has no jobs"]
    assert found("jobs: {}") == ["it does not say what it may do"]


def test_there_are_workflows_for_tests_and_releases() -> None:
    assert {path.name for path in WORKFLOWS.glob("*.yml")} == {"tests.yml", "release.yml"}
