"""Puts what `npm run build` has written into the wheel."""

from pathlib import Path

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

DIST = Path(__file__).resolve().parent.parent / "dist"
BUILT = ["sgd-playground.one.js", "attributes.json", "LICENSE-MIT", "LICENSE-APACHE", "THIRD-PARTY.txt"]


class BuiltFiles(BuildHookInterface):
    def initialize(self, version, build_data):
        missing = [name for name in BUILT if not (DIST / name).is_file()]
        if missing:
            raise SystemExit(f"The wheel needs {', '.join(missing)} in {DIST}: run `npm run build` first.")
        for name in BUILT:
            build_data["force_include"][str(DIST / name)] = f"sgd_playground/built/{name}"
