"""What is in the wheel, and what it says of itself."""

import re
import subprocess
import sys
from importlib.metadata import files, metadata, requires
from pathlib import Path
from shutil import copytree

import sgd_playground

PACKAGE = Path(__file__).parent.parent


def test_it_has_the_script_the_table_and_the_licences():
    built = {path.name: path.locate().stat().st_size for path in files("sgd-playground") if "built" in path.parts}
    assert set(built) == {"sgd-playground.one.js", "attributes.json", "LICENSE-MIT", "LICENSE-APACHE", "THIRD-PARTY.txt"}
    assert all(size > 1000 for size in built.values())


def test_it_says_who_it_is_and_what_it_needs():
    assert metadata("sgd-playground")["License-Expression"] == "MIT OR Apache-2.0"
    assert sgd_playground.__version__ == metadata("sgd-playground")["Version"]
    needed = [re.match(r"[\w-]+", line)[0] for line in requires("sgd-playground") if "extra" not in line]
    assert sorted(needed) == ["anywidget", "numpy", "traitlets"]


def test_without_the_built_files_there_is_no_wheel(tmp_path):
    copytree(PACKAGE, tmp_path / "python")
    command = [sys.executable, "-m", "pip", "wheel", "--no-deps", f"--wheel-dir={tmp_path}", str(tmp_path / "python")]
    refused = subprocess.run(command, capture_output=True, text=True)
    assert refused.returncode != 0
    assert "run `npm run build` first" in refused.stdout + refused.stderr
    assert not list(tmp_path.glob("*.whl"))
