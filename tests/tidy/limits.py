"""Sizes (columns, functions, files, folders) and how a file opens."""

import collections
import re

from tree import CPP, SOURCE, blanked, line_at

COLUMNS_MAX = 100
FUNCTION_LINES_MAX = 60
FILE_LINES_MAX = 400
FOLDER_FILES_MAX = 15
OPENING_LINES_MAX = 5

COLUMN_CHECKED = SOURCE + ("CMakeLists.txt", ".cmake")


def findings(tree):
    folders = collections.Counter()
    for path, text in tree.each(COLUMN_CHECKED):
        yield from columns(path, text)
    for path, text in tree.each(SOURCE):
        folders[path.rpartition("/")[0]] += 1
        lines = text.count("\n")
        is_schema = path.endswith(".capnp")  # One for each entity, and it only ever grows.
        if lines > FILE_LINES_MAX and not is_schema:
            yield path, lines, f"{lines} lines, at most {FILE_LINES_MAX}; split it by subject"
    for path, text in tree.each(CPP):
        yield from functions(path, text)
        yield from opening(path, text)
    for folder, count in folders.items():
        if count > FOLDER_FILES_MAX:
            yield folder, 1, (f"{count} source files, at most {FOLDER_FILES_MAX}; "
                              "make a folder of a common prefix")


def columns(path, text):
    for number, line in enumerate(text.split("\n"), 1):
        if len(line) > COLUMNS_MAX:
            yield path, number, f"{len(line)} columns, at most {COLUMNS_MAX}"


def opening(path, text):
    """The first paragraph; an empty comment line ends it, and a stored format may follow."""
    count = 0
    for line in text.split("\n"):
        if not line.startswith("// "):
            break
        count += 1
    if not 1 <= count <= OPENING_LINES_MAX:
        yield path, 1, (f"opens with {count} lines of comment; say in 1 to {OPENING_LINES_MAX} "
                        "what this is and is not")
    if path.endswith(".hpp") and "\n#pragma once\n" not in text:
        yield path, 1, "has no #pragma once"


SCOPE = re.compile(r"^\s*(?:inline\s+|typedef\s+)?(?:namespace|class|struct|union|enum|extern)\b")
PARAMETERS = re.compile(r"\)\s*(?:const|noexcept|override)?\s*$")
MACRO = re.compile(r"^[ \t]*#.*?(?<!\\)$", re.MULTILINE)
TEMPLATE = re.compile(r"\btemplate\s*<")


def without_template(head):
    """`template <class T> void f()` → `void f()`."""
    while match := TEMPLATE.search(head):
        depth, end = 1, match.end()
        while end < len(head) and depth:
            depth += {"<": 1, ">": -1}.get(head[end], 0)
            end += 1
        head = head[:match.start()] + head[end:]
    return head


def bodies(text):
    """(first line, last line) of each outermost function body, found by its braces."""
    code = MACRO.sub(lambda match: " " * len(match.group()), blanked(text))
    inside = 0       # Braces open since the outermost body began.
    head_begin = 0   # Where the text begins that says what the next brace is.
    begin = None     # Line of the function's head.
    is_function = False
    for at, char in enumerate(code):
        if char == "{":
            if inside:
                inside += 1
                continue
            head = without_template(code[head_begin:at])
            if SCOPE.match(head) and not PARAMETERS.search(head):
                head_begin = at + 1
                continue
            if begin is None:
                begin = line_at(code, head_begin + len(code[head_begin:at])
                                - len(code[head_begin:at].lstrip()))
                is_function = "(" in head
            inside = 1
        elif char == "}":
            if inside > 1:
                inside -= 1
                continue
            if inside == 1:
                inside = 0
                head_begin = at + 1
                has_initialisers_left = re.match(r"\s*[,{]", code[at + 1:at + 200])
                if not has_initialisers_left:
                    if is_function:
                        yield begin, line_at(code, at)
                    begin = None
            else:
                head_begin = at + 1
        elif char == ";" and not inside:
            head_begin = at + 1
            begin = None


def functions(path, text):
    for first, last in bodies(text):
        lines = last - first + 1
        if lines > FUNCTION_LINES_MAX:
            yield path, first, (f"a function of {lines} lines, at most {FUNCTION_LINES_MAX}; "
                                "name its parts")
