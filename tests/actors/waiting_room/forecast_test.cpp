// How long people will wait, from the room run forward; and whether that came true.
#include "tests/actors/waiting_room/room.hpp"

#include "actors/waiting_room/forecast/forecaster.hpp"

namespace atrium::waiting_room::forecast {
namespace {

using boost::unit_test::description;

constexpr int runs = 40;

// A room whose events a forecaster follows.
struct Followed {
  explicit Followed(Hours hours = {}) : forecaster(std::move(hours)) {
    at(nine);
    does(Configure{hall()});
  }

  void at(Instant now) {
    time = now;
    room.at(now);
  }
  template <class... Commands>
  void does(Commands... commands) {
    (one(Command(std::move(commands))), ...);
  }
  void one(Command command) {
    room.when(std::move(command));
    for (const auto& event : room.accepted()) forecaster.see(event);
  }
  void opens(const WindowId& window) { does(OpenWindow{window, StaffId{"clerk"}}); }
  void take_some(int tickets, const ServiceId& service = passport) {
    for (int i = 0; i < tickets; ++i) does(take(service));
  }
  [[nodiscard]] std::optional<Wait> newcomer(const ServiceId& service = passport) const {
    return forecaster.newcomer(service, time, runs);
  }
  [[nodiscard]] Wait wait(const std::string& number) const {
    return forecaster.estimates(time, runs).tickets.at(TicketId{"20261121-" + number});
  }

  Room room;
  Forecaster forecaster;
  Instant time;
};

Hours office_hours() {
  Hours hours;
  for (auto& day : hours.week) {
    day = {{8h + 30min, 12h}, {14h + 30min, 17h + 30min}};
  }
  return hours;
}

Issued told(const std::string& number, Wait wait, int average_s) {
  Issued fact;
  fact.ticket = TicketId{"20261121-" + number};
  fact.told = Told{wait.low_s, wait.likely_s.value(), wait.high_s.value(), average_s};
  fact.at = nine;
  return fact;
}

Called called(const std::string& number, Instant at) {
  Called fact;
  fact.ticket = TicketId{"20261121-" + number};
  fact.at = at;
  return fact;
}

BOOST_AUTO_TEST_SUITE(forecast)

BOOST_AUTO_TEST_CASE(with_no_window_open_no_wait_is_told, *description("[Q-28]")) {
  Followed hall;
  BOOST_TEST(!hall.newcomer());
  hall.opens(window_1);
  hall.take_some(1);
  BOOST_TEST(hall.newcomer().has_value());
  hall.does(CloseWindow{window_1});
  BOOST_TEST(!hall.newcomer());
  BOOST_TEST(hall.forecaster.estimates(hall.time, runs).tickets.empty());
}

BOOST_AUTO_TEST_CASE(nobody_ahead_and_a_free_window_mean_a_short_wait, *description("[Q-28]")) {
  Followed hall;
  hall.opens(window_1);
  const auto wait = hall.newcomer().value();
  BOOST_TEST(wait.low_s >= 0);
  BOOST_TEST(wait.high_s.value() < 60);
}

BOOST_AUTO_TEST_CASE(the_wait_grows_with_who_is_ahead_and_shrinks_with_open_windows,
                     *description("[Q-28]")) {
  Followed hall;
  hall.opens(window_1);
  hall.take_some(10);
  BOOST_TEST(hall.wait("A010").likely_s.value() > hall.wait("A004").likely_s.value());
  const auto alone = hall.wait("A010").likely_s.value();
  hall.opens(window_2);
  BOOST_TEST(hall.wait("A010").likely_s.value() < alone);
}

BOOST_AUTO_TEST_CASE(every_interval_is_in_order_and_not_negative, *description("[Q-28]")) {
  Followed hall;
  hall.opens(window_1);
  hall.opens(window_3);
  hall.take_some(12);
  hall.take_some(5, tax);
  const auto estimates = hall.forecaster.estimates(hall.time, runs);
  BOOST_TEST(estimates.tickets.size() == 17);
  for (const auto& [ticket, wait] : estimates.tickets) {
    BOOST_TEST(0 <= wait.low_s);
    BOOST_TEST(wait.low_s <= wait.likely_s.value());
    BOOST_TEST(wait.likely_s.value() <= wait.high_s.value());
  }
}

BOOST_AUTO_TEST_CASE(the_wait_follows_the_measured_service_time, *description("[Q-28]")) {
  Followed hall;
  hall.opens(window_1);
  hall.take_some(30);
  const auto expected = hall.wait("A030").likely_s.value();
  for (int i = 0; i < 8; ++i) {
    hall.does(CallNext{window_1}, Start{window_1});
    hall.at(nine + (i + 1) * 20min);
    hall.does(Finish{window_1});
  }
  BOOST_TEST(hall.wait("A030").likely_s.value() > expected);
}

BOOST_AUTO_TEST_CASE(a_service_that_has_begun_is_expected_to_end_sooner, *description("[Q-28]")) {
  Followed hall;
  hall.opens(window_1);
  hall.take_some(2);
  hall.does(CallNext{window_1}, Start{window_1});
  const auto before = hall.wait("A002").likely_s.value();
  hall.at(nine + 4min);
  BOOST_TEST(hall.wait("A002").likely_s.value() < before);
}

BOOST_AUTO_TEST_CASE(a_paused_window_is_expected_back, *description("[Q-28]")) {
  Followed hall;
  hall.opens(window_1);
  const auto open = hall.newcomer().value();
  hall.does(PauseWindow{window_1, "short_break"});
  const auto paused = hall.newcomer();
  BOOST_REQUIRE(paused.has_value());
  BOOST_TEST(paused->likely_s.value() > open.likely_s.value());
  BOOST_TEST(paused->high_s.value() < 3600);
}

BOOST_AUTO_TEST_CASE(whom_the_morning_cannot_serve_waits_over_the_break, *description("[Q-28]")) {
  Followed hall(office_hours());
  hall.opens(window_1);
  hall.at(nine + 2h + 50min);  // Ten minutes before the hall closes for noon.
  hall.take_some(20);
  const auto afternoon_s = (2 * 60 + 40) * 60;  // Until 14:30.
  BOOST_TEST(hall.wait("A001").high_s.value() < 600);
  BOOST_TEST(hall.wait("A020").low_s > afternoon_s);
}

BOOST_AUTO_TEST_CASE(whether_clerks_stay_after_closing_is_open_until_it_was_seen,
                     *description("[Q-28]")) {
  Followed hall(office_hours());
  hall.opens(window_1);
  const auto at_five_to_twelve = [&](int day) {
    hall.at(nine + day * 24h + 2h + 55min);
    hall.take_some(5);
    return hall.newcomer().value();
  };
  constexpr int afternoon_s = (2 * 60 + 35) * 60;  // Until 14:30.
  const auto first = at_five_to_twelve(0);
  BOOST_TEST(first.low_s < 3600);
  BOOST_TEST(first.high_s.value() > afternoon_s);
  // Who waits at noon is called at half past two; who waits in the evening is not.
  for (int day = 0; day < 2; ++day) {
    hall.at(nine + day * 24h + 5h + 31min);
    hall.does(CallNext{window_1}, ReportNoShow{window_1});
    if (day == 0) at_five_to_twelve(1);
  }
  BOOST_TEST(at_five_to_twelve(2).low_s > afternoon_s);
}

BOOST_AUTO_TEST_CASE(whom_the_day_cannot_serve_is_told_no_minutes, *description("[Q-28]")) {
  Followed hall(office_hours());
  hall.opens(window_1);
  hall.at(nine + 8h + 15min);  // A quarter of an hour before the hall closes for the day.
  hall.take_some(60);
  const auto estimates = hall.forecaster.estimates(hall.time, runs);
  int open_ended = 0;
  for (const auto& [ticket, wait] : estimates.tickets) {
    open_ended += wait.likely_s && !wait.high_s ? 1 : 0;
    BOOST_TEST((wait.likely_s || !wait.high_s));
    BOOST_TEST(wait.low_s <= wait.likely_s.value_or(24 * 3600));
    BOOST_TEST(wait.high_s.value_or(0) < 12 * 3600);
  }
  BOOST_TEST(open_ended > 0);
  BOOST_TEST(hall.wait("A001").high_s.has_value());
  BOOST_TEST(!hall.wait("A060").likely_s.has_value());
  // Told with the ticket, and no promise that could be kept or broken.
  auto ask = take(passport);
  ask.told = hall.newcomer();
  hall.does(ask);
  BOOST_TEST(!hall.room.fact<Issued>().told.has_value());
  const auto wait = hall.room.told<TicketView>().wait;
  BOOST_TEST_REQUIRE(wait.has_value());
  BOOST_TEST(!wait->likely_s.has_value());
}

BOOST_AUTO_TEST_CASE(the_rooms_own_order_says_who_waits_less, *description("[Q-28]")) {
  Followed hall;
  hall.opens(window_1);
  hall.take_some(10);
  hall.does(take(passport, 2));  // A011, of a higher class.
  BOOST_TEST(hall.wait("A011").high_s.value() < hall.wait("A010").low_s);
}

BOOST_AUTO_TEST_CASE(the_same_events_give_the_same_figures, *description("[Q-28]")) {
  const auto figures = [] {
    Followed hall;
    hall.opens(window_1);
    hall.opens(window_2);
    hall.take_some(9);
    return std::pair(hall.wait("A009"), hall.newcomer(tax).value());
  };
  BOOST_TEST((figures() == figures()));
}

BOOST_AUTO_TEST_CASE(a_forecaster_that_begins_with_a_snapshot_tells_as_before,
                     *description("[Q-28]")) {
  Followed hall;
  hall.opens(window_1);
  hall.take_some(9);
  Forecaster second({});
  second.learn(Configured{waiting_room::hall(), {}, nine});
  second.begin(save(hall.room.state()));
  BOOST_TEST(second.estimates(nine, runs).tickets.size() == 9);
  BOOST_TEST(second.newcomer(passport, nine, runs)->likely_s.value() > 0);
}

BOOST_AUTO_TEST_CASE(who_was_called_within_the_interval_counts_as_inside, *description("[Q-28]")) {
  Calibration calibration;
  calibration.see(told("A001", {60, 120, 300}, 240));
  calibration.see(told("A002", {60, 120, 300}, 240));
  calibration.see(told("A003", {1200, 2000, 3000}, 1000));
  calibration.see(called("A001", nine + 180s));   // Inside.
  calibration.see(called("A002", nine + 301s));   // Later.
  calibration.see(called("A003", nine + 1000s));  // Sooner.
  const auto scores = calibration.today();
  BOOST_TEST(scores[0].called == 2);
  BOOST_TEST(scores[0].inside == 1);
  BOOST_TEST(scores[0].later == 1);
  BOOST_TEST(scores[0].error_s == (60 + 181) / 2.0);
  BOOST_TEST(scores[0].average_error_s == (60 + 61) / 2.0);
  BOOST_TEST(scores[2].sooner == 1);
  BOOST_TEST(scores.back().horizon == "all");
  BOOST_TEST(scores.back().called == 3);
}

BOOST_AUTO_TEST_CASE(a_ticket_counts_once_and_a_special_call_not_at_all, *description("[Q-28]")) {
  Calibration calibration;
  calibration.see(told("A001", {60, 120, 300}, 240));
  calibration.see(told("A002", {60, 120, 300}, 240));
  auto special = called("A001", nine + 10s);
  special.special = true;
  calibration.see(special);
  calibration.see(called("A002", nine + 100s));
  calibration.see(called("A002", nine + 900s));  // Called again after a no-show.
  BOOST_TEST(calibration.today().back().called == 1);
  BOOST_TEST(calibration.today().back().inside == 1);
}

BOOST_AUTO_TEST_CASE(misses_widen_the_interval_on_their_side_and_hits_narrow_it,
                     *description("[Q-28]")) {
  Calibration calibration;
  calibration.see(told("A001", {60, 120, 300}, 240));
  calibration.see(called("A001", nine + 400s));
  BOOST_TEST(calibration.stretch(0).above > 1);
  BOOST_TEST(calibration.stretch(0).below < 1);
  BOOST_TEST(calibration.stretch(1).above == 1);
}

BOOST_AUTO_TEST_CASE(a_new_day_begins_its_own_account, *description("[Q-28]")) {
  Calibration calibration;
  calibration.see(told("A001", {60, 120, 300}, 240));
  calibration.see(called("A001", nine + 100s));
  calibration.see(DayEnded{});
  BOOST_TEST(calibration.today().back().called == 0);
  BOOST_TEST(calibration.scores().back().called == 1);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace atrium::waiting_room::forecast
