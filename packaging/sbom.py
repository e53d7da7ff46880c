"""Writes what the program is made of, as CycloneDX: build/packages/newsfold-VERSION.cdx.json.

python packaging/sbom.py [OUT]

The packages are those of a fresh environment that holds what is needed at run time and nothing else; added
are the parts that come inside of them, or round them, and are no packages of Python.
"""

from __future__ import annotations

import json
import platform
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from reader import __version__  # noqa: E402

CONSTRAINTS: Final = ROOT / "packaging" / "constraints.txt"
ENVIRONMENT: Final = ROOT / "build" / "sbom"
LICENCES: Final = {"Qt": "LGPL-3.0-only", "Chromium": "BSD-3-Clause", "Python": "PSF-2.0"}
"""Of what is no package of Python; the texts, and those of what these hold in turn, are in the bundle."""


def main() -> None:
    """Make the environment, ask it, write, take it away."""
    out = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / f"build/packages/newsfold-{__version__}.cdx.json"
    out.parent.mkdir(parents=True, exist_ok=True)
    run(sys.executable, "-m", "venv", "--clear", "--without-pip", str(ENVIRONMENT))
    pip = ["-m", "pip", "--python", str(ENVIRONMENT), "--quiet", "--disable-pip-version-check"]
    run(sys.executable, *pip, "install", "--constraint", str(CONSTRAINTS), str(ROOT))
    form = ["--output-format", "JSON", "--output-reproducible", "--output-file", str(out)]
    described = ["--pyproject", str(ROOT / "pyproject.toml")]
    run(sys.executable, "-m", "cyclonedx_py", "environment", *described, *form, str(ENVIRONMENT))
    shutil.rmtree(ENVIRONMENT)
    whole = completed(json.loads(out.read_text("utf-8")), __version__, parts())
    out.write_text(json.dumps(whole, ensure_ascii=False, indent=2) + "\n", "utf-8")
    print(
        f"{out.relative_to(ROOT) if out.is_relative_to(ROOT) else out}, {len(whole['components'])} components"
    )


def run(*order: str) -> None:
    """Run a command, which ends this one as well where it fails."""
    subprocess.run(order, check=True)


def parts() -> dict[str, str]:
    """Return the versions of what is no package of Python, by name."""
    from PySide6.QtCore import qVersion  # noqa: PLC0415 - loaded only where they are asked
    from PySide6.QtWebEngineCore import qWebEngineChromiumVersion  # noqa: PLC0415

    return {
        "Qt": qVersion(),
        "Chromium": qWebEngineChromiumVersion(),
        "Python": platform.python_version(),
    }


def completed(document: Mapping[str, Any], version: str, added: Mapping[str, str]) -> dict[str, Any]:
    """Return a CycloneDX document with the program's version and further components, names and versions."""
    metadata = dict(document["metadata"])
    metadata["component"] = metadata["component"] | {"version": version}
    further = [
        {
            "type": "framework" if name != "Python" else "platform",
            "bom-ref": f"{name}=={number}",
            "name": name,
            "version": number,
            "licenses": [{"license": {"id": LICENCES[name]}}],
        }
        for name, number in added.items()
    ]
    return {**document, "metadata": metadata, "components": [*document["components"], *further]}


if __name__ == "__main__":
    main()
