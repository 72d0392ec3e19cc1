// Trials: the same seed gives the same bytes, a seed is long and rough enough, and what it takes to
// repeat a failure is exact.
#include "simulation/trial/trial.hpp"
#include "simulation/trial/run_trials.hpp"

#include <boost/test/unit_test.hpp>

#include <sstream>

namespace atrium::simulation::trial {
namespace {

BOOST_AUTO_TEST_SUITE(trials)

BOOST_AUTO_TEST_CASE(the_same_seed_gives_the_same_record_and_the_same_answers) {
  const auto first = run_trial(1, Steps::all(steps_of_a_trial));
  const auto again = run_trial(1, Steps::all(steps_of_a_trial));
  BOOST_TEST(first.digest == again.digest);
  BOOST_TEST(first.events == again.events);
  BOOST_TEST(first.digest != run_trial(2, Steps::all(steps_of_a_trial)).digest);
}

BOOST_AUTO_TEST_CASE(a_seed_is_at_least_two_thousand_commands_and_a_crash) {
  for (std::uint64_t seed = 3; seed <= 8; ++seed) {
    const auto result = run_trial(seed, Steps::all(steps_of_a_trial));
    BOOST_TEST(result.broken == std::vector<std::string>{}, boost::test_tools::per_element());
    BOOST_TEST(result.commands >= 2000U);
    BOOST_TEST(result.crashes >= 1U);
    BOOST_TEST(result.slept >= 1U);
    BOOST_TEST(result.compared >= result.events / 2);
  }
}

BOOST_AUTO_TEST_CASE(steps_are_written_and_read_alike) {
  const auto steps = Steps::parse("0-40,55,60-61");
  BOOST_TEST_REQUIRE(steps.has_value());
  BOOST_TEST(steps->size() == 44U);
  BOOST_TEST(steps->text() == "0-40,55,60-61");
  BOOST_TEST(Steps(steps->list()).text() == "0-40,55,60-61");
}

BOOST_AUTO_TEST_CASE(a_list_of_steps_that_is_none_is_refused) {
  for (const auto* text : {"", "a", "3-", "5-2", "1,1", "4 5"}) {
    BOOST_TEST(!Steps::parse(text).has_value(), text);
  }
}

BOOST_AUTO_TEST_CASE(a_step_draws_the_same_whatever_other_steps_are_taken) {
  const auto alone = run_trial(1, *Steps::parse("7"));
  BOOST_TEST(alone.broken.empty());
  BOOST_TEST(alone.commands <= 6U);
}

BOOST_AUTO_TEST_CASE(a_planted_bug_needs_a_build_that_has_it) {
#ifndef ATRIUM_PLANTS
  std::ostringstream out;
  std::ostringstream err;
  TrialsOptions options;
  options.plant = "double_call";
  BOOST_TEST(run_trials(options, out, err) == 2);
  BOOST_TEST(err.str().find("ATRIUM_PLANTS") != std::string::npos);
#endif
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace atrium::simulation::trial
