// The scenario language: a line that does not come out is told with file, line, what was expected
// and what was found.
#include "simulation/scenario_script/run.hpp"

#include <boost/test/unit_test.hpp>

namespace atrium::simulation::script {
namespace {

std::string fault_of(std::string_view text) {
  const auto script = parse("t.hall", text);
  if (!script) return script.error().what;
  return run(*script, {}).value_or("");
}

BOOST_AUTO_TEST_SUITE(scenario_script)

BOOST_AUTO_TEST_CASE(a_line_that_comes_out_otherwise_is_told_with_what_was_found) {
  BOOST_TEST(fault_of("08:30 open window 1\n08:31 issue passport -> A001 called\n") ==
             "t.hall:2: 08:31 issue passport -> A001 called\n  expected: A001 called\n  found:    "
             "A001 waiting");
}

BOOST_AUTO_TEST_CASE(a_refusal_that_nobody_expected_is_a_fault) {
  const auto fault = fault_of("08:30 issue passport\n");
  BOOST_TEST(fault.find("refused service.has_no_window") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(an_unknown_act_is_a_fault_that_lists_the_known_ones) {
  const auto fault = fault_of("08:30 dance at window 1\n");
  BOOST_TEST(fault.starts_with("t.hall:1: \"dance at window 1\" is no act"));
}

BOOST_AUTO_TEST_CASE(an_unknown_clause_is_a_fault) {
  BOOST_TEST(fault_of("08:30 open window 1 -> all is well\n").find("nobody knows") !=
             std::string::npos);
}

BOOST_AUTO_TEST_CASE(time_only_goes_forward) {
  BOOST_TEST(fault_of("08:30 open window 1\n08:29 check\n") == "t.hall:2: time only goes forward");
}

BOOST_AUTO_TEST_CASE(a_lease_or_a_jump_that_is_written_otherwise_is_no_act) {
  for (const std::string act :
       {"lease some of passport to kiosk-1", "lease 3 of passport",
        "lease 3 of passport to k for 5", "take in A002 of L1 for passport",
        "take in ABC of L1 as 1 for passport", "take in A002 of L1 as 1 for passport at nine",
        "end lease", "clock back 10", "clock back -10 minutes", "clock aside 10 minutes"}) {
    const auto fault = fault_of("08:30 " + act + "\n");
    BOOST_TEST(fault.starts_with("t.hall:1: \"" + act + "\" is no act"));
    BOOST_TEST(fault.find("clock back|forward N minutes") != std::string::npos);
  }
}

BOOST_AUTO_TEST_CASE(a_clause_on_a_lease_that_does_not_hold_says_what_there_is) {
  const std::string begin = "08:30 open window 1\n08:31 lease 3 of passport to k -> ";
  const auto found = [&](const std::string& clause) {
    const auto fault = fault_of(begin + clause + "\n");
    return fault.substr(fault.find("found:") + 10);
  };
  const std::string is = "lease L1 A001-A003, until 16:31, 0 taken in, open";
  for (const auto* clause : {"lease L1 A001-A002", "lease L1 A001-A003, until 16:32",
                             "lease L1 A001-A003, 1 taken in", "lease L1 A001-A003, ended"}) {
    BOOST_TEST(found(clause) == is);
  }
  BOOST_TEST(found("lease L2 A001-A003") == "no lease 20261123-L2");
  BOOST_TEST(found("lease L1 A001-A003, lost").starts_with("write: lease L1"));
  BOOST_TEST(found("lapsed of L1 A001") == "lapsed of L1 nothing");
  BOOST_TEST(found("lapsed A001").starts_with("write: lapsed of L1"));
  BOOST_TEST(found("accounted for A").starts_with("write: accounted for"));
}

BOOST_AUTO_TEST_CASE(numbers_are_accounted_for_when_each_is_issued_or_lapsed_once) {
  const std::string begin =
      "08:30 open window 1\n08:31 issue passport\n08:31 lease 2 of passport to k\n";
  const auto fault = fault_of(begin + "08:32 check -> accounted for A001-A003\n");
  BOOST_TEST(fault.ends_with("found:    A001"));
  BOOST_TEST(fault_of(begin + "08:32 end lease L1 -> accounted for A001-A003\n").empty());
}

BOOST_AUTO_TEST_CASE(time_goes_forward_from_what_the_clock_shows_after_a_jump) {
  const std::string jump = "08:30 open window 1\n08:40 clock back 10 minutes\n";
  BOOST_TEST(fault_of(jump + "08:30 check\n").empty());
  BOOST_TEST(fault_of(jump + "08:29 check\n") == "t.hall:3: time only goes forward");
}

BOOST_AUTO_TEST_CASE(a_time_that_no_clock_shows_on_that_day_is_a_fault) {
  const std::string berlin = "hall zone Europe/Berlin\nday 2026-03-29\n";
  BOOST_TEST(fault_of(berlin + "02:30 check\n").find("no clock of that zone shows") !=
             std::string::npos);
  BOOST_TEST(fault_of(berlin + "01:59 check\n03:00 check\n").empty());
  BOOST_TEST(fault_of("hall zone Europe/Atlantis\n") ==
             "t.hall:1: this machine knows no time zone \"Europe/Atlantis\"");
}

BOOST_AUTO_TEST_CASE(a_hall_that_is_wrong_is_a_fault) {
  BOOST_TEST(fault_of("service tax in A\nwindow 1 serves passport\n").find("its hall is wrong") !=
             std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace atrium::simulation::script
