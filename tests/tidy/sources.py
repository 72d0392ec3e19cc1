"""Sources are listed by hand: each that is listed exists, and each that exists is listed."""

import posixpath
import re

from tree import line_at

NAMED = re.compile(r"(?<![\w/.${}-])([\w./-]+\.(?:cpp|hpp|capnp))(?![\w+.])")


def listed(tree):
    for path, text in tree.each(("CMakeLists.txt",)):
        folder = path.rpartition("/")[0]
        bare = re.sub(r"#[^\n]*", "", text)
        for match in NAMED.finditer(bare):
            name = posixpath.normpath(posixpath.join(folder, match.group(1)))
            yield path, line_at(bare, match.start()), name


def findings(tree):
    names = set()
    generated = {path.rpartition("/")[2].removesuffix(".in") for path in tree.texts
                 if path.endswith(".in")}
    for path, line, name in listed(tree):
        names.add(name)
        if name not in tree.texts and name.rpartition("/")[2] not in generated:
            yield path, line, f"lists {name}, which does not exist"
    for path in tree.texts:
        is_header = path.endswith(".hpp") and not path.startswith("tests/")
        if (is_header or path.endswith(".cpp")) and path not in names:
            yield path, 1, "no CMakeLists.txt lists it; add it to the one of its folder"
