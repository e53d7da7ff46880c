from __future__ import annotations

from sbom import completed


def test_the_program_has_its_version_and_what_is_no_package_is_added() -> None:
    document = {
        "specVersion": "1.6",
        "metadata": {"component": {"name": "newsfold"}},
        "components": [{"name": "nh3"}],
    }
    whole = completed(document, "0.1.0", {"Chromium": "140.0"})
    assert whole["specVersion"] == "1.6"
    assert whole["metadata"]["component"] == {"name": "newsfold", "version": "0.1.0"}
    assert [one["name"] for one in whole["components"]] == ["nh3", "Chromium"]
    assert whole["components"][1]["version"] == "140.0"
    assert "version" not in document["metadata"]["component"]
