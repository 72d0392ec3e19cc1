// Chance: the same everywhere, and distributed as its name says.
#include "simulation/random.hpp"

#include <boost/test/unit_test.hpp>

#include <cmath>
#include <vector>

namespace atrium::simulation {
namespace {

constexpr int draws = 200'000;

template <class Draw>
double mean(Draw draw) {
  double sum = 0;
  for (int i = 0; i < draws; ++i) sum += draw();
  return sum / draws;
}

BOOST_AUTO_TEST_SUITE(random)

BOOST_AUTO_TEST_CASE(the_same_seed_draws_the_same_bits_on_every_machine) {
  Random chance(42);
  BOOST_TEST(chance.bits() == 2576493707698874361U);
  BOOST_TEST(chance.bits() == 17880808640956396325U);
}

BOOST_AUTO_TEST_CASE(streams_of_two_concerns_differ) {
  Random arrivals(1, "arrivals");
  Random ratings(1, "ratings");
  BOOST_TEST(arrivals.bits() != ratings.bits());
}

BOOST_AUTO_TEST_CASE(a_draw_more_in_one_stream_does_not_shift_another) {
  Random first(7, "arrivals");
  Random undisturbed(7, "ratings");
  Random disturbed(7, "ratings");
  first.bits();
  BOOST_TEST(undisturbed.bits() == disturbed.bits());
}

BOOST_AUTO_TEST_CASE(exponential_draws_have_the_mean_that_was_asked) {
  Random chance(1);
  BOOST_TEST(mean([&] { return chance.exponential(300); }) == 300,
             boost::test_tools::tolerance(0.01));
}

BOOST_AUTO_TEST_CASE(lognormal_draws_have_the_mean_that_was_asked) {
  Random chance(1);
  BOOST_TEST(mean([&] { return chance.lognormal(270, 0.7); }) == 270,
             boost::test_tools::tolerance(0.01));
}

BOOST_AUTO_TEST_CASE(lognormal_draws_have_the_variation_that_was_asked) {
  Random chance(1);
  const double square = mean([&] { return std::pow(chance.lognormal(1, 0.7), 2); });
  BOOST_TEST(std::sqrt(square - 1) == 0.7, boost::test_tools::tolerance(0.03));
}

BOOST_AUTO_TEST_CASE(a_pick_is_as_likely_as_its_weight) {
  Random chance(1);
  const std::vector<double> weights{1, 0, 3};
  std::vector<int> picked(3);
  for (int i = 0; i < draws; ++i) ++picked[chance.pick(weights)];
  BOOST_TEST(picked[1] == 0);
  BOOST_TEST(picked[2] / static_cast<double>(draws) == 0.75, boost::test_tools::tolerance(0.01));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace atrium::simulation
