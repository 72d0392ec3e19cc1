"""The target graph: which folder may include what.

Debian puts every library into one folder, so no linker checks it."""

import re

from tree import CPP, line_at

INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*(?:"([^"]+)"|<([^>]+)>)', re.MULTILINE)

# The first row whose prefix fits a file is its layer: (prefix, layer, layers it may include,
# libraries); "*" = any. A layer may include itself, the C++ standard library, and nothing else.
PLAIN = ("fmt", "boost/describe", "boost/mp11", "tl")
EDGE = PLAIN + ("boost", "openssl")
LAYERS = (
    ("runtime/core/", "core", (), PLAIN),
    ("runtime/host/", "host", ("core",), PLAIN + ("caf",)),
    ("runtime/node/main", "main", ("*",), ("*",)),
    ("runtime/node/", "node", ("core", "host", "policies", "statistics", "entities", "persistence",
                               "wire", "adapters", "drivers", "ops"), ("*",)),
    ("actors/policies/", "policies", ("core", "entities"), PLAIN),
    ("actors/statistics/", "statistics", ("core", "entities"), PLAIN),
    ("actors/", "entities", ("core",), PLAIN),
    ("devices/terminal/", "terminal", ("core", "entities", "drivers", "host", "wire"),
     EDGE + ("caf",)),
    ("devices/speaker/speech/", "reading", ("core",), PLAIN + ("unicode",)),
    ("devices/", "entities", ("core",), PLAIN),
    ("persistence/", "persistence", ("core", "statistics", "entities"),
     PLAIN + ("boost", "rocksdb", "sqlite3", "SQLiteCpp", "capnp", "kj", "openssl")),
    ("adapters/wire/", "wire", ("core", "entities"), EDGE + ("capnp", "kj")),
    ("adapters/sheets/", "adapters", ("core",), PLAIN + ("xlsxwriter",)),
    ("adapters/http/", "adapters", ("core", "statistics", "entities", "wire", "host"),
     EDGE + ("restinio", "asio", "http_parser")),
    ("adapters/speech/", "adapters", ("core", "reading"), PLAIN),
    ("adapters/zeromq/", "adapters", ("core", "entities", "wire", "host"),
     EDGE + ("zmq", "capnp", "kj")),
    ("adapters/", "adapters", ("core", "entities", "wire", "host"), EDGE + ("curl", "asio")),
    ("ops/", "ops", ("core", "host", "persistence", "reading"),
     EDGE + ("toml++", "date", "prometheus", "CLI")),
    ("simulation/", "simulation", ("*",), ("*",)),
    ("tests/", "tests", ("*",), ("*",)),
)
MACHINE = ("sys", "netinet", "arpa", "linux")
# Asks for no file, socket or process.
PURE = {"core", "entities", "policies", "statistics"}
DRIVER = re.compile(r"^devices/[^/]+/(driver|drivers)[/_.]")


def layer(path):
    if DRIVER.match(path):
        return ("devices/", "drivers", ("core", "entities", "host", "wire"), EDGE + ("asio",))
    for row in LAYERS:
        if path.startswith(row[0]):
            return row
    return None


def entity(path):
    """actors/window/window.hpp → actors/window; a file right in actors/ belongs to all."""
    parts = path.split("/")
    return "/".join(parts[:2]) if len(parts) > 2 else ""


def own_fault(path, row, target):
    theirs = layer(target)
    if theirs is None:
        return f'"{target}" is in no layer; paths start at the top of the repository'
    if "*" in row[2]:
        return None
    if theirs[1] != row[1] and theirs[1] not in row[2]:
        return f'{row[1]} may not include {theirs[1]} ("{target}"); see the target graph'
    is_other = entity(target) not in ("", entity(path))
    if row[1] == "entities" and theirs[1] == "entities" and is_other:
        return (f'one entity may not include another ("{target}"); '
                "a policy, or a fact in the command, connects them")
    return None


def library_fault(row, target):
    library = target.split("/")[0]
    is_system = "/" not in target and target.endswith(".h") or library in MACHINE
    known = [name for _, _, _, names in LAYERS for name in names if name != "*"]
    if "*" in row[3] or any(target == name or target.startswith((name + "/", name + "."))
                            for name in row[3]):
        return None
    if is_system and not any(target.startswith(name) for name in known):
        return f"<{target}> asks the machine, and {row[1]} is pure" if row[1] in PURE else None
    if "/" not in target and "." not in target:
        return None  # The standard library.
    return f"{row[1]} may not include <{target}>; see the target graph"


def findings(tree):
    for path, text in tree.each(CPP):
        row = layer(path)
        if row is None:
            yield path, 1, "this folder is in no layer; add it to tests/tidy/layers.py"
            continue
        for match in INCLUDE.finditer(text):
            own, library = match.groups()
            if own and own.endswith(".capnp.h"):
                fault = library_fault(row, "capnp/" + own)
            elif own:
                fault = own_fault(path, row, own)
            else:
                fault = library_fault(row, library)
            if fault:
                yield path, line_at(text, match.start()), fault
