// What visitors are told of their wait, held against what came of it, on simulated days of the real
// halls.
#include "simulation/simulate.hpp"

#include "simulation/json_fields.hpp"

#include <boost/test/unit_test.hpp>

#include <sstream>
#include <string>

namespace atrium::simulation {
namespace {

using boost::unit_test::description;

std::string told(const std::string& scenario, int days) {
  SimulateOptions options;
  options.scenario = scenario;
  options.days = days;
  options.json = true;
  options.calibration = true;
  std::ostringstream out;
  std::ostringstream err;
  BOOST_TEST(simulate(options, out, err) == 0, err.str());
  return out.str();
}

// Four in five are to be inside, and not far more: the interval is to say something.
void check(const std::string& lines) {
  std::istringstream halls(lines);
  std::string line;
  while (std::getline(halls, line)) {
    const auto value = boost::json::parse(line);
    const auto& all = value.at("horizons").as_array().back().as_object();
    BOOST_TEST(number_at(all, "called") > 500, line);
    const auto coverage_pct = all.at("coverage_pct").to_number<double>();
    BOOST_TEST((coverage_pct >= 80 && coverage_pct <= 95), line);
    BOOST_TEST(number_at(all, "error_s") < number_at(all, "average_error_s"), line);
  }
}

BOOST_AUTO_TEST_SUITE(calibration)

BOOST_AUTO_TEST_CASE(on_weekdays_the_told_interval_holds_and_beats_the_average_rule,
                     *description("[Q-28]")) {
  check(told("weekday", 10));
}

BOOST_AUTO_TEST_CASE(in_a_rush_the_told_interval_holds_and_beats_the_average_rule,
                     *description("[Q-28]")) {
  check(told("rush", 10));
  BOOST_TEST(told("rush", 1) == told("rush", 1));  // Same seed, same bytes.
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace atrium::simulation
