// Arrivals: as many as the rate says, when the hall is open, more when the day says more.
#include "simulation/model/arrivals.hpp"

#include <boost/test/unit_test.hpp>

#include <cmath>

namespace atrium::simulation {
namespace {

using namespace std::chrono_literals;

const Instant monday = at_local({}, std::chrono::local_days{std::chrono::year{2026} / 11 / 23});

halls::Definition two_window_hall() {
  halls::Definition hall;
  for (int day = 0; day < 5; ++day)
    hall.hours[static_cast<std::size_t>(day)] = {{9h, 12h}, {14h, 17h}};
  hall.services.resize(2);
  hall.services[0].id = ServiceId("passport");
  hall.services[1].id = ServiceId("tax");
  hall.windows.resize(2);
  hall.windows[0].serves = {ServiceId("passport"), ServiceId("tax")};
  hall.windows[1].serves = {ServiceId("tax")};
  return hall;
}

Profile flat_profile() {
  Profile profile;
  profile.visitors.per_window_hour = 30;
  profile.visitors.last_ticket_min = 0;
  return profile;
}

std::vector<Instant> arrivals_of(const halls::Definition& hall, const Profile& profile,
                                 double hourly, int days) {
  Arrivals arrivals(hall, profile, hourly, Random(3));
  std::vector<Instant> all;
  for (auto at = arrivals.next(monday); at && *at < monday + std::chrono::days{days};
       at = arrivals.next(*at)) {
    all.push_back(*at);
  }
  return all;
}

Duration time_of_day(Instant at) { return at - local_midnight({}, at); }

BOOST_AUTO_TEST_SUITE(arrivals)

BOOST_AUTO_TEST_CASE(every_window_brings_its_share_of_visitors_to_the_services_it_serves) {
  const auto rates = hourly_rates(two_window_hall(), flat_profile());
  BOOST_TEST(rates[0] == 15);
  BOOST_TEST(rates[1] == 45);
}

BOOST_AUTO_TEST_CASE(arrivals_follow_the_rate) {
  const int weeks = 10;
  const auto all = arrivals_of(two_window_hall(), flat_profile(), 20, weeks * 7);
  const double expected = weeks * 5 * 6 * 20;
  BOOST_TEST(std::abs(static_cast<double>(all.size()) - expected) < 4 * std::sqrt(expected));
}

BOOST_AUTO_TEST_CASE(nobody_comes_while_the_hall_is_closed) {
  for (const auto at : arrivals_of(two_window_hall(), flat_profile(), 20, 14)) {
    const auto time = time_of_day(at);
    BOOST_TEST(((time >= 9h && time < 12h) || (time >= 14h && time < 17h)));
    BOOST_TEST(local_time({}, at).time_since_epoch() / std::chrono::days{1} % 7 !=
               2);  // A Saturday.
  }
}

BOOST_AUTO_TEST_CASE(nobody_comes_in_the_last_minutes_before_closing) {
  auto profile = flat_profile();
  profile.visitors.last_ticket_min = 30;
  for (const auto at : arrivals_of(two_window_hall(), profile, 20, 7)) {
    BOOST_TEST((time_of_day(at) < 11h + 30min || time_of_day(at) >= 14h));
  }
}

BOOST_AUTO_TEST_CASE(more_come_when_the_day_says_more_and_as_many_in_all) {
  auto profile = flat_profile();
  profile.day = {{9h, 3}, {10h, 1}};
  const auto hall = two_window_hall();
  const int days = 70;
  const auto all = arrivals_of(hall, profile, 20, days);
  double first_hour = 0;
  for (const auto at : all) first_hour += time_of_day(at) < 10h ? 1 : 0;
  const double expected = days / 7.0 * 5 * 6 * 20;
  BOOST_TEST(std::abs(static_cast<double>(all.size()) - expected) < 4 * std::sqrt(expected));
  BOOST_TEST(first_hour / static_cast<double>(all.size()) == 3.0 / 8,
             boost::test_tools::tolerance(0.05));
}

BOOST_AUTO_TEST_CASE(gaps_between_arrivals_are_exponential) {
  const auto all = arrivals_of(two_window_hall(), flat_profile(), 60, 70);
  double sum = 0;
  double squares = 0;
  double count = 0;
  for (std::size_t i = 1; i < all.size(); ++i) {
    const double gap = std::chrono::duration<double>(all[i] - all[i - 1]).count();
    if (gap > 1800) continue;  // Over a pause of the hall.
    sum += gap;
    squares += gap * gap;
    count += 1;
  }
  const double mean = sum / count;
  BOOST_TEST(mean == 60, boost::test_tools::tolerance(0.03));
  BOOST_TEST(std::sqrt(squares / count - mean * mean) == mean, boost::test_tools::tolerance(0.05));
}

BOOST_AUTO_TEST_CASE(a_hall_that_never_opens_has_no_arrivals) {
  auto hall = two_window_hall();
  hall.hours = {};
  Arrivals arrivals(hall, flat_profile(), 20, Random(1));
  BOOST_TEST(!arrivals.next(monday).has_value());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace atrium::simulation
