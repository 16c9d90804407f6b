# SPDX-License-Identifier: Apache-2.0
"""Every test that SECURITY.md names is there: the file, and in it the case.

usage: check_security.py SOURCE

A cell names a file in backquotes, and then, in straight quotation marks, cases of that file.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

LEAST_NAMED = 40
BEGINNINGS = ("", "tests/sync/", "tests/kiosk/")


def find(source: Path, name: str, folder: str) -> Path | None:
    for beginning in (*BEGINNINGS, folder):
        if (source / beginning / name).exists():
            return source / beginning / name
    return None


def problems(source: Path) -> tuple[list[str], int]:
    found: list[str] = []
    named = 0
    for line in (source / "SECURITY.md").read_text().splitlines():
        cell = line.rsplit("|", 2)[-2] if line.startswith("|") else ""
        file: Path | None = None
        folder = ""
        for quoted, case in re.findall(r'`([^`]+)`|"([^"]+)"', cell):
            if "/" in quoted or quoted.endswith(".cpp"):
                file = find(source, quoted, folder)
                folder = str(Path(quoted).parent) if "/" in quoted else folder
                found += [] if file else [f"{quoted} is not there"]
            elif case and file and file.is_file():
                named += 1
                text = re.sub(r'"\s*\n\s*"', "", file.read_text())
                found += [] if f'"{case}"' in text else [f"{quoted or file.name} has no case {case!r}"]
    return found, named


def main() -> None:
    found, named = problems(Path(sys.argv[1]))
    print(f"{named} cases are named")
    for problem in found:
        print(problem)
    sys.exit(1 if found or named < LEAST_NAMED else 0)


if __name__ == "__main__":
    main()
