// `atrium simulate`: the same seed gives the same bytes, and a day of the real halls comes out as
// days do.
#include "simulation/simulate.hpp"

#include "simulation/json_fields.hpp"

#include <boost/test/unit_test.hpp>

#include <sstream>
#include <string>

namespace atrium::simulation {
namespace {

std::string day_of(std::uint64_t seed) {
  SimulateOptions options;
  options.scenario = "weekday";
  options.seed = seed;
  options.json = true;
  std::ostringstream out;
  std::ostringstream err;
  BOOST_TEST(simulate(options, out, err) == 0, err.str());
  return out.str();
}

int refused(SimulateOptions options, std::string& words) {
  std::ostringstream out;
  std::ostringstream err;
  const auto status = simulate(options, out, err);
  words = err.str();
  return status;
}

BOOST_AUTO_TEST_SUITE(simulating)

BOOST_AUTO_TEST_CASE(the_same_seed_gives_the_same_bytes_and_another_one_others) {
  const auto day = day_of(7);
  BOOST_TEST(day == day_of(7));
  BOOST_TEST(day != day_of(8));
}

BOOST_AUTO_TEST_CASE(everybody_who_arrived_was_served_or_is_accounted_for) {
  std::istringstream lines(day_of(3));
  std::string line;
  while (std::getline(lines, line)) {
    const auto value = boost::json::parse(line);
    const auto& figures = value.as_object();
    if (figures.contains("window")) continue;
    const auto ended = number_at(figures, "served") + number_at(figures, "no_show") +
                       number_at(figures, "void") + number_at(figures, "unserved");
    BOOST_TEST(number_at(figures, "arrived") == ended, line);
  }
}

BOOST_AUTO_TEST_CASE(no_invariant_breaks_in_any_of_these_seeds) {
  SimulateOptions options;
  options.scenario = "rush";
  options.seeds = "1..3";
  std::ostringstream out;
  std::ostringstream err;
  BOOST_TEST(simulate(options, out, err) == 0, err.str());
}

BOOST_AUTO_TEST_CASE(an_unknown_scenario_is_wrong_input) {
  std::string words;
  SimulateOptions options;
  options.scenario = "nowhere.toml";
  BOOST_TEST(refused(options, words) == 2);
  BOOST_TEST(words.find("nowhere.toml") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_range_of_seeds_that_is_none_is_wrong_input) {
  std::string words;
  SimulateOptions options;
  options.scenario = "weekday";
  options.seeds = "5..2";
  BOOST_TEST(refused(options, words) == 2);
  BOOST_TEST(words.find("5..2") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace atrium::simulation
