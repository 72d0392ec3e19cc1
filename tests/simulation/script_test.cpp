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

BOOST_AUTO_TEST_CASE(a_hall_that_is_wrong_is_a_fault) {
  BOOST_TEST(fault_of("service tax in A\nwindow 1 serves passport\n").find("its hall is wrong") !=
             std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace atrium::simulation::script
