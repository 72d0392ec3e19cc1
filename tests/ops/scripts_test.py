"""The scripts of ops/ in a copy of their folder, with a recorder for everything that they call.

Nothing is installed twice, nothing is asked, options replace defaults, the status is honest."""

import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

sys.dont_write_bytecode = True

OPS = pathlib.Path(__file__).resolve().parents[2] / "ops"
RECORDER = '#!/bin/sh\necho "$(basename "$0") $*" >>"$RECORD"\n'


class Scripts(unittest.TestCase):
    def setUp(self):
        self.root = pathlib.Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.root)
        (self.root / "ops").mkdir()
        (self.root / "bin").mkdir()
        for name in ("install.sh", "run.sh", "test.sh"):
            shutil.copy(OPS / name, self.root / "ops" / name)
        self.write("ops/packages.txt", "cmake\nnodejs\n")
        self.write("bin/dpkg-query", "#!/bin/sh\necho installed\n")
        for name in ("apt-get", "sudo", "ctest", "npm"):
            self.write(f"bin/{name}", RECORDER)
        self.write("bin/id", "#!/bin/sh\necho 0\n")

    def write(self, name, text):
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        path.chmod(0o755)

    def run_script(self, name, *arguments, **more):
        environment = {"PATH": f"{self.root}/bin:{os.environ['PATH']}", "HOME": str(self.root),
                       "RECORD": str(self.root / "record"), **more}
        return subprocess.run([self.root / "ops" / name, *arguments], cwd="/", env=environment,
                              capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False)

    @property
    def record(self):
        path = self.root / "record"
        return path.read_text() if path.exists() else ""


class Install(Scripts):
    def lacks(self, package):
        self.write("bin/dpkg-query",
                   f'#!/bin/sh\ncase "$*" in *{package}*) exit 1;; esac\necho installed\n')

    def test_nothing_is_done_when_all_packages_are_there(self):
        self.assertEqual(self.run_script("install.sh").returncode, 0)
        self.assertEqual(self.record, "")

    def test_only_what_is_missing_is_installed_without_a_question(self):
        self.lacks("cmake")
        result = self.run_script("install.sh")
        self.assertEqual(result.returncode, 0, result.stderr)
        update, install = self.record.splitlines()
        self.assertTrue(update.endswith("update"))
        self.assertTrue(install.endswith("install -y --no-install-recommends cmake"), install)

    def test_a_newer_node_of_another_source_counts_and_an_old_one_does_not(self):
        self.lacks("nodejs")
        self.write("bin/node", "#!/bin/sh\necho 22\n")
        self.run_script("install.sh")
        self.assertEqual(self.record, "")
        self.write("bin/node", "#!/bin/sh\necho 16\n")
        self.run_script("install.sh")
        self.assertIn("install -y --no-install-recommends nodejs", self.record)

    def test_a_user_without_sudo_is_told_what_is_missing_and_what_to_do(self):
        self.write("bin/dpkg-query", "#!/bin/sh\nexit 1\n")
        self.write("bin/id", "#!/bin/sh\necho 1000\n")
        self.write("bin/sudo", "#!/bin/sh\nexit 1\n")
        result = self.run_script("install.sh")
        self.assertEqual(result.returncode, 1)
        self.assertIn("missing cmake", result.stderr)
        self.assertIn("run this as root", result.stderr)

    def test_when_apt_fails_its_words_are_shown_and_the_status_is_1(self):
        self.write("bin/dpkg-query", "#!/bin/sh\nexit 1\n")
        self.write("bin/apt-get", "#!/bin/sh\necho no space left on device\nexit 100\n")
        result = self.run_script("install.sh")
        self.assertEqual(result.returncode, 1)
        self.assertIn("no space left on device", result.stderr)


class Run(Scripts):
    def setUp(self):
        super().setUp()
        self.write("ops/build.sh", "#!/bin/sh\n")
        self.write("build/release/atrium", RECORDER)

    def test_it_runs_chengmais_two_halls_with_a_crowd(self):
        result = self.run_script("run.sh")
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertEqual(self.record, "atrium serve --hall ops/halls/chengmai.toml "
                         "--hall ops/halls/chengmai-laocheng.toml "
                         "--data build/data --demo --crowd weekday --speed 10\n")
        self.assertIn("http://127.0.0.1:8080/console", result.stderr)

    def test_an_option_that_is_given_replaces_its_default(self):
        self.run_script("run.sh", *"--hall a.toml --data=d --crowd rush --speed 60".split())
        self.assertEqual(self.record,
                         "atrium serve --demo --hall a.toml --data=d --crowd rush --speed 60\n")

    def test_the_address_that_is_asked_for_is_the_one_it_names(self):
        for option in (("--listen", "127.0.0.1:9000"), ("--listen=127.0.0.1:9000",)):
            result = self.run_script("run.sh", *option)
            self.assertIn("http://127.0.0.1:9000/console", result.stderr)

    def test_data_are_kept_where_the_environment_says(self):
        self.run_script("run.sh", ATRIUM_DATA="elsewhere")
        self.assertIn("--data elsewhere ", self.record)

    def test_a_build_that_fails_ends_it_with_its_status(self):
        self.write("ops/build.sh", "#!/bin/sh\nexit 3\n")
        self.assertEqual(self.run_script("run.sh").returncode, 3)
        self.assertEqual(self.record, "")


class Test(Scripts):
    def setUp(self):
        super().setUp()
        self.write("ops/build.sh", "#!/bin/sh\n")
        self.write("ops/console/package.json", "{}")

    def test_all_steps_passed_is_status_0_and_says_so_last(self):
        result = self.run_script("test.sh")
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertRegex(result.stdout.splitlines()[-1], r"^3 steps passed, 0 failed, \d+ s$")

    def test_it_goes_on_after_a_failed_step_and_exits_1(self):
        self.write("bin/ctest", "#!/bin/sh\nexit 8\n")
        result = self.run_script("test.sh")
        self.assertEqual(result.returncode, 1)
        self.assertIn("npm", self.record)
        self.assertRegex(result.stdout, r"failed: ctest\n2 steps passed, 1 failed, \d+ s\n$")

    def test_a_build_that_fails_runs_no_test(self):
        self.write("ops/build.sh", "#!/bin/sh\nexit 1\n")
        self.assertEqual(self.run_script("test.sh").returncode, 1)
        self.assertEqual(self.record, "")


if __name__ == "__main__":
    unittest.main()
