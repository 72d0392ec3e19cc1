"""A disk that fills up under a running node, and has room again. Needs a small file system of its
own: skipped where none may be mounted."""

import json
import os
import subprocess
import time
import unittest

from archive_test import Hall

MIB = 1 << 20


class FullDisk(Hall):
    def setUp(self):
        super().setUp()
        self.data.mkdir()
        mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=400m", "tmpfs", self.data],
                                 capture_output=True, check=False)
        if mounted.returncode:
            self.skipTest("no file system may be mounted here")
        self.addCleanup(subprocess.run, ["umount", "-l", self.data], check=False)

    def until(self, node, status):
        """Asks for what changes nothing until the answer is so: the node looks once a second."""
        end = time.monotonic() + 10
        while time.monotonic() < end:
            answer = node.request("POST", "/halls/chengmai/windows/1/finish", {})
            if answer[0] == status:
                return answer
        self.fail(f"never {status}, at last {answer}")

    def test_work_is_turned_away_at_the_reserve_and_taken_again(self):
        node = self.serve(self.data, "--disk-reserve", "120")
        node.request("POST", "/halls/chengmai/windows/1/open", {"staff": "clerk01"})
        self.assertEqual(self.ticket(node)[0], 201)
        filler = self.data / "filler"
        free = os.statvfs(self.data).f_bavail * os.statvfs(self.data).f_frsize
        with open(filler, "wb") as file:
            os.posix_fallocate(file.fileno(), 0, free - 100 * MIB)
        refused = json.loads(self.until(node, 503)[1])
        self.assertEqual(refused["code"], "disk.full")
        self.assertEqual(node.request("GET", "/halls/chengmai")[0], 200)
        filler.unlink()
        self.until(node, 409)
        self.assertEqual(self.ticket(node)[0], 201)
        self.assertEqual(node.stop(), 0)
        said = node.process.stderr.read()
        self.assertIn("the disk is full", said)
        self.assertIn("new work is taken", said)


del Hall  # Its tests are run where it is defined.

if __name__ == "__main__":
    unittest.main()
