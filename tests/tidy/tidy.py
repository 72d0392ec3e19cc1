#!/usr/bin/env python3
"""Checks the rules of STYLE.md and ARCHITECTURE.md that a machine can check, on every file.

Python's standard library only. Prints one line per finding (where, what, how to mend), exits 1."""

import pathlib
import sys
import time

sys.dont_write_bytecode = True

import layers
import limits
import records
import refusals
import sources
import words
from tree import Tree

CHECKS = (layers, limits, words, refusals, sources, records)


def findings(tree):
    return sorted(finding for check in CHECKS for finding in check.findings(tree))


def main(arguments):
    if len(arguments) > 2:
        print("usage: tidy.py [ROOT]", file=sys.stderr)
        return 2
    root = pathlib.Path(arguments[1] if len(arguments) == 2 else ".")
    begin = time.monotonic()
    tree = Tree.of(root)
    found = findings(tree)
    for path, line, what in found:
        print(f"{path}:{line}: {what}")
    seconds = time.monotonic() - begin
    print(f"tidy: {len(found)} findings in {len(tree.texts)} files, {seconds:.1f} s")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))
