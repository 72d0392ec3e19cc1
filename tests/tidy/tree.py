"""The repository's files as text, by path; and C++ with its comments and strings blanked out."""

import os
import re
import subprocess

SKIPPED_FOLDERS = {".git", "build", "node_modules", "dist", "__pycache__", "data"}
BYTES_MAX = 2_000_000

CPP = (".cpp", ".hpp")
SOURCE = CPP + (".py", ".sh", ".ts", ".vue", ".capnp", ".css")


class Tree:
    def __init__(self, texts, other=()):
        self.texts = texts
        self.other = other  # Paths of what is not text: pictures, recorded bytes.

    @classmethod
    def of(cls, root):
        texts, other = {}, []
        for path in sorted(paths(root)):
            file = root / path
            if file.is_file() and not file.is_symlink() and file.stat().st_size <= BYTES_MAX:
                try:
                    texts[path] = file.read_bytes().decode("utf-8")
                except UnicodeDecodeError:
                    other.append(path)
        return cls(texts, other)

    def each(self, suffixes, under=""):
        for path, text in self.texts.items():
            if path.endswith(tuple(suffixes)) and path.startswith(under):
                yield path, text


def paths(root):
    """What git tracks or would track; without git, whatever lies there."""
    git = subprocess.run(
        ["git", "-C", str(root), "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        capture_output=True, check=False)
    if git.returncode == 0:
        return [name for name in git.stdout.decode().split("\0") if name]
    found = []
    for folder, folders, files in os.walk(root):
        folders[:] = [name for name in folders if name not in SKIPPED_FOLDERS]
        found += [os.path.relpath(os.path.join(folder, name), root) for name in files]
    return found


BLANKED = re.compile(
    r'R"(?P<mark>[^()\\ ]{0,16})\(.*?\)(?P=mark)"'  # A raw string.
    r'|"(?:[^"\\\n]|\\.)*"'
    r"|(?<![0-9a-fA-F])'(?:[^'\\\n]|\\.)*'"
    r"|//[^\n]*"
    r"|/\*.*?\*/", re.DOTALL)


def blanked(text):
    """The same text, same lines and columns, with comments and literals turned into spaces."""
    return BLANKED.sub(lambda match: re.sub(r"[^\n]", " ", match.group()), text)


def line_at(text, offset):
    return text.count("\n", 0, offset) + 1
