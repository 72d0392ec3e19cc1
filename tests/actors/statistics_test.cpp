// What figures mean: worked cases, a few events each, with the answer reckoned by hand.
#include "actors/statistics/definitions.hpp"
#include "actors/statistics/periods.hpp"

#include <fmt/format.h>
#include <boost/test/unit_test.hpp>

#include <set>

namespace atrium::statistics {
namespace {

using namespace std::chrono_literals;
namespace room = waiting_room;

const Zone shanghai{"Asia/Shanghai", {{Instant{}, 28800}}};
const Zone kolkata{"Asia/Kolkata", {{Instant{}, 19800}}};  // Half an hour off.
// Clocks went back on 25 October 2026 at 03:00 to 02:00, and forward on 29 March at 02:00.
const Zone berlin{"Europe/Berlin",
                  {{*from_iso8601("2026-01-01T00:00:00Z"), 3600},
                   {*from_iso8601("2026-03-29T01:00:00Z"), 7200},
                   {*from_iso8601("2026-10-25T01:00:00Z"), 3600}}};
const Instant eight = *from_iso8601("2026-11-23T00:00:00Z");  // In Shanghai, a Monday.
const Day monday{20780};
const ServiceId tax{"tax"};
const ServiceId passport{"passport"};
const WindowId one{"1"};
const WindowId two{"2"};
const StaffId li{"li"};

// Written in minutes since eight o'clock.
class Hall {
 public:
  explicit Hall(const Zone& zone = shanghai, std::chrono::minutes reset = 4h) {
    room::Configured fact;
    fact.configuration.zone = zone;
    fact.configuration.reset_minute = static_cast<int>(reset.count());
    see(eight, fact);
  }
  Hall& see(Instant at, const room::Event& event) {
    book_.see({++position_, at}, event);
    return *this;
  }
  Hall& open(int minute, const WindowId& window = one) {
    return see(at(minute), room::WindowOpened{window, li, at(minute)});
  }
  Hall& issue(int minute, const std::string& ticket, const ServiceId& service = tax) {
    room::Issued fact;
    fact.ticket = TicketId(ticket);
    fact.number = ticket;
    fact.service = service;
    return see(at(minute), fact);
  }
  template <class Fact>
  Hall& act(int minute, const std::string& ticket, const WindowId& window = one) {
    Fact fact;
    fact.ticket = TicketId(ticket);
    fact.window = window;
    if constexpr (requires { fact.staff; }) fact.staff = li;
    if constexpr (requires { fact.current; }) fact.current = true;
    return see(at(minute), fact);
  }
  Hall& serve(int called, int finished, const std::string& ticket, const WindowId& window = one) {
    act<room::Called>(called, ticket, window).act<room::Started>(called, ticket, window);
    return act<room::Finished>(finished, ticket, window);
  }
  Hall& undo(int minute, const std::string& ticket, room::Act act, bool current) {
    room::Undone fact;
    fact.ticket = TicketId(ticket);
    fact.window = one;
    fact.act = act;
    fact.current = current;
    return see(at(minute), fact);
  }
  Hall& transfer(int minute, const std::string& ticket, const ServiceId& to) {
    room::Transferred fact;
    fact.ticket = TicketId(ticket);
    fact.window = one;
    fact.service = to;
    return see(at(minute), fact);
  }
  Hall& end_day(int minute, const std::vector<std::string>& unserved) {
    room::DayEnded fact;
    for (const auto& ticket : unserved) fact.unserved.emplace_back(ticket);
    return see(at(minute), fact);
  }

  static Instant at(int minute) { return eight + std::chrono::minutes{minute}; }

  Rows rows() {
    Rows rows;
    rows.calendar = book_.calendar();
    for (const auto& [ticket, visit] : book_.visits()) {
      rows.visits.push_back({ticket, course_of(visit)});
    }
    for (auto& spell : book_.take_changes().spells) {
      if (spell.until) rows.spells.push_back(spell);
    }
    for (auto& spell : book_.open_spells()) rows.spells.push_back(spell);
    return rows;
  }
  Table table(By by, int until = 600) { return tally(rows(), ask(by, until)); }
  static Ask ask(By by, int until = 600) {
    Ask ask;
    ask.from = ask.to = monday;
    ask.by = by;
    ask.target = 15min;
    ask.now = at(until);
    return ask;
  }
  Visit visit(const std::string& ticket) const { return *book_.visit(TicketId(ticket)); }

 private:
  Book book_;
  Position position_ = 0;
};

const Figures& group(const Table& table, const std::string& key) {
  for (const auto& one_of : table.groups) {
    if (one_of.key == key) return one_of.figures;
  }
  BOOST_FAIL("no group " + key);
  return table.total;
}

std::optional<double> figure(const Figures& figures, const char* key) {
  return find_definition(key)->read(figures);
}

BOOST_AUTO_TEST_SUITE(statistics)

BOOST_AUTO_TEST_CASE(waiting_runs_from_issue_to_the_last_call_that_led_to_service) {
  Hall hall;
  hall.open(0).issue(10, "a").act<room::Called>(40, "a").act<room::Recalled>(70, "a");
  const auto day = hall.act<room::Started>(80, "a").table(By::hall).total;
  BOOST_TEST((day.waits == std::vector<Duration>{60min}));
}

BOOST_AUTO_TEST_CASE(parked_time_is_neither_waiting_nor_service) {
  Hall hall;
  hall.open(0).issue(0, "a").act<room::Called>(10, "a").act<room::Started>(12, "a");
  hall.act<room::Parked>(15, "a").act<room::Unparked>(45, "a");
  hall.act<room::Called>(50, "a").act<room::Started>(51, "a");
  const auto day = hall.act<room::Finished>(60, "a").table(By::hall).total;
  BOOST_TEST((day.services == std::vector<Duration>{12min}));
  BOOST_TEST((day.waits == std::vector<Duration>{17min}));  // 50 - 30 parked - 3 served.
}

BOOST_AUTO_TEST_CASE(after_a_transfer_waiting_begins_anew_and_one_visit_has_two_services) {
  Hall hall;
  hall.open(0).issue(0, "a").act<room::Called>(10, "a").act<room::Started>(10, "a");
  hall.transfer(20, "a", passport).serve(26, 30, "a", two);
  const auto services = hall.table(By::service);
  BOOST_TEST((group(services, "tax").services == std::vector<Duration>{10min}));
  BOOST_TEST((group(services, "passport").waits == std::vector<Duration>{6min}));
  BOOST_TEST(services.total[Count::arrived] == 1);
  BOOST_TEST(services.total[Count::served] == 1);
  BOOST_TEST(services.total[Count::services] == 2);
}

BOOST_AUTO_TEST_CASE(six_arrive_and_four_are_served_then_five_and_six_leaves_two_then_one,
                     *boost::unit_test::description("[Q-39] the worked case of unserved")) {
  Hall hall;
  hall.open(0);
  for (int i = 0; i < 6; ++i) hall.issue(i, fmt::format("a{}", i));
  for (int i = 0; i < 4; ++i) hall.serve(10 + i, 11 + i, fmt::format("a{}", i));
  for (int i = 6; i < 11; ++i) hall.issue(31 + i, fmt::format("a{}", i));
  for (int i = 4; i < 10; ++i) hall.serve(45 + i, 46 + i, fmt::format("a{}", i));
  const auto table = hall.table(By::half_hour, 60);
  const auto& first = group(table, "2026-11-23T08:00+08:00");
  const auto& second = group(table, "2026-11-23T08:30+08:00");
  BOOST_TEST(figure(first, "unserved").value() == 2);
  BOOST_TEST(second[Count::carried_over] == 2);
  BOOST_TEST(figure(second, "unserved").value() == 1);
  BOOST_TEST(figure(table.total, "unserved").value() == 1);
}

BOOST_AUTO_TEST_CASE(an_event_at_half_past_eight_belongs_to_the_half_hour_that_begins_then) {
  Hall hall;
  const auto table = hall.open(0).issue(29, "a").issue(30, "b").table(By::half_hour, 60);
  BOOST_TEST(group(table, "2026-11-23T08:00+08:00")[Count::arrived] == 1);
  BOOST_TEST(group(table, "2026-11-23T08:30+08:00")[Count::arrived] == 1);
  BOOST_TEST(group(table, "2026-11-23T08:30+08:00")[Count::carried_over] == 1);
}

BOOST_AUTO_TEST_CASE(half_hours_are_those_of_the_halls_own_clock) {
  Hall hall(kolkata);
  const auto table = hall.open(0).issue(29, "a").issue(30, "b").table(By::half_hour, 60);
  BOOST_TEST(group(table, "2026-11-23T05:30+05:30")[Count::arrived] == 1);
  BOOST_TEST(group(table, "2026-11-23T06:00+05:30")[Count::arrived] == 1);
}

BOOST_AUTO_TEST_CASE(the_hour_that_comes_twice_has_four_half_hours_in_order) {
  const Calendar calendar{berlin, 0min};
  const auto cuts = half_hours(calendar, *from_iso8601("2026-10-24T23:30:00Z"),
                               *from_iso8601("2026-10-25T02:00:00Z"));
  std::vector<std::string> names;
  for (const auto cut : cuts) names.push_back(half_hour_name(calendar, cut));
  BOOST_TEST(
      names == (std::vector<std::string>{"2026-10-25T01:30+02:00", "2026-10-25T02:00+02:00",
                                         "2026-10-25T02:30+02:00", "2026-10-25T02:00+01:00",
                                         "2026-10-25T02:30+01:00", "2026-10-25T03:00+01:00"}),
      boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_day_with_a_changed_clock_has_its_own_number_of_half_hours) {
  const Calendar calendar{berlin, 0min};
  const auto of = [&](const char* begin, const char* end) {
    return half_hours(calendar, *from_iso8601(begin), *from_iso8601(end)).size() - 1;
  };
  BOOST_TEST(of("2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z") == 46);
  BOOST_TEST(of("2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z") == 50);
}

BOOST_AUTO_TEST_CASE(a_day_ends_at_the_reset_and_not_at_midnight) {
  Hall hall;
  hall.open(0).issue(17 * 60, "late");  // At one in the night.
  const auto day = hall.table(By::day, 24 * 60);
  BOOST_TEST(group(day, "2026-11-23")[Count::arrived] == 1);
  Hall midnight(shanghai, 0min);
  midnight.open(0).issue(17 * 60, "late");
  BOOST_TEST(midnight.table(By::hall, 24 * 60).total[Count::arrived] == 0);
}

BOOST_AUTO_TEST_CASE(utilisation_is_serving_time_of_open_time) {
  Hall hall;
  hall.open(0).issue(0, "a").act<room::Called>(10, "a").act<room::Started>(20, "a");
  hall.act<room::Finished>(60, "a");
  hall.see(Hall::at(80), room::WindowPaused{one, "", Hall::at(80)});
  const auto table = hall.table(By::window, 100);
  const auto& window = group(table, "1");
  BOOST_TEST(figure(window, "open_s").value() == 80 * 60);
  BOOST_TEST(figure(window, "serving_s").value() == 40 * 60);
  BOOST_TEST(figure(window, "paused_s").value() == 20 * 60);
  BOOST_TEST(figure(window, "utilisation").value() == 0.5);
  BOOST_TEST(!figure(window, "queue_mean").has_value());  // Lines are not a window's.
}

BOOST_AUTO_TEST_CASE(the_mean_length_weighs_by_time_while_a_window_is_open) {
  Hall hall;
  const auto day = hall.open(0).issue(0, "a").issue(50, "b").table(By::hall, 100).total;
  BOOST_TEST(day.queue_mean.value() == 1.5);
  BOOST_TEST(day.queue_max == 2);
}

BOOST_AUTO_TEST_CASE(an_act_taken_back_counts_as_if_it_had_never_been) {
  Hall hall;
  hall.open(0).issue(0, "a").act<room::Called>(10, "a").act<room::NoShow>(11, "a");
  hall.undo(12, "a", room::Act::no_show, true).act<room::Started>(13, "a");
  const auto day = hall.act<room::Finished>(20, "a").table(By::hall).total;
  BOOST_TEST(day[Count::no_show] == 0);
  BOOST_TEST(day[Count::served] == 1);
  BOOST_TEST((day.waits == std::vector<Duration>{10min}));
  BOOST_TEST(hall.visit("a").steps.size() == 6);  // The record keeps both.
}

BOOST_AUTO_TEST_CASE(a_no_show_that_is_called_again_and_served_is_no_no_show) {
  Hall hall;
  hall.open(0).issue(0, "a").act<room::Called>(10, "a").act<room::NoShow>(20, "a");
  const auto day = hall.serve(30, 40, "a").table(By::hall).total;
  BOOST_TEST(day[Count::no_show] == 0);
  BOOST_TEST(day[Count::served] == 1);
}

BOOST_AUTO_TEST_CASE(rates_are_of_those_who_were_called_to_the_end) {
  Hall hall;
  hall.open(0).issue(0, "a").issue(0, "b").issue(0, "c").issue(0, "d");
  hall.act<room::Called>(1, "a").act<room::Recalled>(2, "a").act<room::NoShow>(3, "a");
  hall.serve(4, 5, "b").serve(6, 7, "c").serve(20, 21, "d");
  const auto day = hall.table(By::hall).total;
  BOOST_TEST(figure(day, "no_show_rate").value() == 0.25);
  BOOST_TEST(figure(day, "recall_rate").value() == 0.25);
  BOOST_TEST(figure(day, "within_target").value() == 2.0 / 3);
}

BOOST_AUTO_TEST_CASE(what_is_open_when_the_day_ends_is_unserved_and_not_carried_over) {
  Hall hall;
  hall.open(0).issue(0, "a").end_day(20 * 60, {"a"});
  auto ask = Hall::ask(By::day, 30 * 60);
  ask.to = Day{monday.days + 1};
  const auto table = tally(hall.rows(), ask);
  BOOST_TEST(table.total[Count::closed_unserved] == 1);
  BOOST_TEST(table.total[Count::still_open] == 0);
}

BOOST_AUTO_TEST_CASE(a_figure_names_the_tickets_that_it_is_made_of) {
  Hall hall;
  hall.open(0).issue(0, "a").issue(0, "b").serve(5, 9, "b");
  const auto behind = made_of(hall.rows(), Hall::ask(By::window), "1", Count::served);
  BOOST_TEST((behind == std::vector<TicketId>{TicketId("b")}));
}

BOOST_AUTO_TEST_CASE(a_rating_counts_for_the_service_at_its_window) {
  Hall hall;
  hall.open(0).issue(0, "a").act<room::Called>(1, "a").act<room::Started>(1, "a");
  hall.transfer(5, "a", passport).serve(6, 9, "a", two);
  auto visit = hall.visit("a");
  visit.steps.push_back({99, Hall::at(60), StepKind::evaluated, {}, one, li, 4, "", false});
  BOOST_TEST(course_of(visit).episodes.front().level.value() == 4);
}

BOOST_AUTO_TEST_CASE(quantiles_are_of_the_nearest_rank) {
  std::vector<Duration> values;
  for (int i = 1; i <= 10; ++i) values.push_back(std::chrono::seconds{10 * i});
  BOOST_TEST(quantile_s(values, 0.5) == 50);
  BOOST_TEST(quantile_s(values, 0.9) == 90);
  BOOST_TEST(quantile_s(values, 1) == 100);
  BOOST_TEST(quantile_s({}, 0.5) == 0);
}

BOOST_AUTO_TEST_CASE(every_figure_is_named_and_explained_in_both_languages_once) {
  std::set<std::string_view> keys;
  for (const auto& one_of : definitions()) {
    BOOST_TEST(keys.insert(one_of.key).second);
    BOOST_TEST(!one_of.name.empty());
    BOOST_TEST(!one_of.name_en.empty());
    BOOST_TEST(!one_of.meaning.empty());
    BOOST_TEST(!one_of.meaning_en.empty());
    const auto nothing = one_of.read(Figures{});
    BOOST_TEST((!nothing || *nothing == 0));  // Never a division by zero.
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace atrium::statistics
