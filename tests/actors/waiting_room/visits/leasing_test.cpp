// Leased blocks of numbers: never overlapping, taken in once, lapsed where unused.
#include "tests/actors/waiting_room/room.hpp"

using namespace atrium;
using namespace atrium::waiting_room;
using boost::unit_test::description;

namespace {

const std::string first_lease = "20261121-L1";

LeaseBlock lease(int count, const ServiceId& service = passport) {
  return {"kiosk-1", 3, service, count, 60};
}

TakeIn given_out(std::uint64_t position, int value, Instant at = nine + 1min) {
  return {first_lease, position, value, passport, at, 0, {}};
}

// A001 is out, A002 to A004 are leased.
Room three_leased() {
  auto room = open_room();
  room.did(take(passport), lease(3));
  return room;
}

using Values = std::vector<int>;

}  // namespace

BOOST_AUTO_TEST_SUITE(leasing)

BOOST_AUTO_TEST_CASE(a_block_follows_the_numbers_that_are_out, *description("[Q-01]")) {
  auto room = open_room();
  room.did(take(passport));
  room.when(lease(3)).then(
      BlockLeased{first_lease, "kiosk-1", 3, SeriesId{"a"}, 2, 4, nine + 60min, nine});
  room.did(take(passport), lease(2), lease(1, tax), take(tax));
  BOOST_TEST(ticket(room, "A005").status == Status::waiting);
  BOOST_TEST(ticket(room, "B002").status == Status::waiting);
  const auto leases = room.answer<LeasesView>(Leases{}).leases;
  BOOST_TEST_REQUIRE(leases.size() == 3U);
  BOOST_TEST(leases[1].first == 6);
  BOOST_TEST(leases[1].prefix == "A");
}

BOOST_AUTO_TEST_CASE(a_ticket_given_out_offline_is_taken_in_with_its_own_time,
                     *description("[Q-01]")) {
  auto room = three_leased();
  room.at(nine + 10min).did(take(passport)).at(nine + 20min);
  const auto fact = room.when(given_out(7, 3)).fact<Issued>();
  BOOST_TEST(fact.number == "A003");
  BOOST_TEST((fact.offline == Offline{first_lease, 7, nine + 1min}));
  BOOST_TEST((fact.effective == nine + 1min));
  BOOST_TEST(room.told<TicketView>().number == "A003");
  BOOST_TEST((ticket(room, "A003").issued_at == nine + 1min));
  BOOST_TEST(serves_next(room, window_1) == "A001");
  BOOST_TEST(serves_next(room, window_1) == "A003");
  BOOST_TEST(serves_next(room, window_1) == "A005");
}

BOOST_AUTO_TEST_CASE(a_position_is_taken_in_once, *description("[Q-01]")) {
  auto room = three_leased();
  room.did(given_out(7, 3));
  room.when(given_out(7, 3)).then_nothing();
  BOOST_TEST(room.told<TicketView>().number == "A003");
  room.when(given_out(7, 4)).then_refused(RefusalKind::conflict, "lease.position_used");
  room.when(given_out(8, 3)).then_refused(RefusalKind::conflict, "lease.number_taken");
}

BOOST_AUTO_TEST_CASE(what_a_lease_left_unused_is_recorded_as_lapsed, *description("[Q-01]")) {
  auto room = three_leased();
  room.did(given_out(7, 3));
  room.when(EndLease{first_lease}).then(LeaseEnded{first_lease, SeriesId{"a"}, {2, 4}, nine});
  room.when(EndLease{first_lease}).then_nothing();
  room.when(given_out(8, 2)).then_refused(RefusalKind::exhausted, "lease.ended");
  room.when(given_out(7, 3)).then_nothing();
}

BOOST_AUTO_TEST_CASE(the_days_end_ends_its_leases, *description("[Q-01]")) {
  auto room = three_leased();
  room.at(turn).when(EndDay{});
  BOOST_TEST((room.fact<LeaseEnded>().lapsed == Values{2, 3, 4}));
  room.when(given_out(7, 3)).then_refused(RefusalKind::not_found, "lease.unknown");
  room.when(EndLease{first_lease}).then_refused(RefusalKind::not_found, "lease.unknown");
  room.did(take(passport));
  BOOST_TEST(room.answer<FloorView>(Floor{}).lines.at(0).number == "A001");
}

BOOST_AUTO_TEST_CASE(a_command_after_midnight_meets_the_leases_lapsed, *description("[Q-01]")) {
  auto room = three_leased();
  room.at(turn + 1h).when(take(passport));
  BOOST_TEST((room.fact<LeaseEnded>().lapsed == Values{2, 3, 4}));
  BOOST_TEST(room.fact<Issued>().ticket.value == "20261122-A001");
}

BOOST_AUTO_TEST_CASE(what_cannot_be_taken_in_says_why, *description("[Q-01]")) {
  auto room = three_leased();
  room.when(given_out(7, 5)).then_refused(RefusalKind::invalid, "lease.number_outside");
  room.when(given_out(7, 1)).then_refused(RefusalKind::invalid, "lease.number_outside");
  room.when(given_out(7, 3, nine + 60min))
      .then_refused(RefusalKind::exhausted, "lease.issued_too_late");
  auto other = given_out(7, 3);
  other.service = tax;
  room.when(other).then_refused(RefusalKind::invalid, "lease.other_series");
  other.service = ServiceId{"fishing"};
  room.when(other).then_refused(RefusalKind::not_found, "service.unknown");
  other = given_out(7, 3);
  other.priority = 10;
  room.when(other).then_refused(RefusalKind::invalid, "ticket.bad_priority");
  other = given_out(7, 3);
  other.holder.emplace().phone.value = std::string(21, '1');
  room.when(other).then_refused(RefusalKind::invalid, "request.too_long");
}

BOOST_AUTO_TEST_CASE(a_lease_counts_against_the_days_limit, *description("[Q-01] [Q-34]")) {
  auto configuration = hall();
  configuration.series[0].daily_limit = 3;
  auto room = open_room(configuration);
  room.did(take(passport));
  BOOST_TEST(room.when(lease(5)).fact<BlockLeased>().last == 3);
  room.when(take(passport)).then_refused(RefusalKind::exhausted, "service.limit_reached");
  room.when(lease(1)).then_refused(RefusalKind::exhausted, "service.limit_reached");
  room.did(EndLease{first_lease}, take(passport));
  BOOST_TEST(ticket(room, "A004").status == Status::waiting);
}

BOOST_AUTO_TEST_CASE(a_lease_is_of_some_numbers_for_some_time) {
  auto room = open_room();
  const auto refused = [&](LeaseBlock ask) {
    room.when(ask).then_refused(RefusalKind::invalid, "lease.out_of_range");
  };
  refused({"kiosk-1", 1, passport, 0, 60});
  refused({"kiosk-1", 1, passport, 501, 60});
  refused({"kiosk-1", 1, passport, 5, 24 * 60 + 1});
  refused({"", 1, passport, 5, 60});
  room.when(lease(1, ServiceId{"fishing"})).then_refused(RefusalKind::not_found, "service.unknown");
}

BOOST_AUTO_TEST_SUITE_END()
