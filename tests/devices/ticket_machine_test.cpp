// Slips that are to be printed, and what the machine says about itself.
#include "devices/ticket_machine/ticket_machine.hpp"
#include "tests/support/story.hpp"

using namespace atrium;
using namespace atrium::ticket_machine;
using boost::unit_test::description;

namespace {

const Instant nine = from_iso8601("2026-11-21T01:00:00Z").value();
const ServiceId passport{"passport"};

Print print(int number) {
  const auto text = "A" + std::to_string(number);
  return {TicketId{"20261121-" + text}, text, passport, 4, nine};
}
Reprint reprint(int number) {
  const auto slip = print(number);
  return {slip.ticket, slip.number, slip.service, slip.ahead, slip.issued_at};
}

Story<Entity> story() {
  Story<Entity> story;
  story.at(nine).given(PresenceReported{true, nine});
  return story;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(ticket_machine)

BOOST_AUTO_TEST_CASE(a_slip_waits_until_the_machine_says_it_is_out, *description("[Q-11]")) {
  auto machine = story();
  machine.did(print(1), print(2)).when(Report{{1}, {}, {}});
  machine.then(SlipPrinted{1, TicketId{"20261121-A1"}, nine});
  const auto view = machine.told<DeviceView>();
  BOOST_TEST_REQUIRE(view.desired.slips.size() == 1U);
  BOOST_TEST(view.desired.slips[0].number == "A2");
  BOOST_TEST(view.desired.slips[0].sequence == 2);
  BOOST_TEST(view.reported.printed == std::vector<int>{1});
  BOOST_TEST(!view.in_step);
}

BOOST_AUTO_TEST_CASE(a_print_reported_twice_is_one_print) {
  auto machine = story();
  machine.did(print(1), Report{{1}, {}, {}}).when(Report{{1}, {}, {}}).then_nothing();
}

BOOST_AUTO_TEST_CASE(a_ticket_is_not_printed_twice_at_once) {
  auto machine = story();
  machine.did(print(1)).when(print(1));
  machine.then_refused(RefusalKind::conflict, "ticket_machine.slip_waiting");
  machine.when(reprint(1)).then_refused(RefusalKind::conflict, "ticket_machine.slip_waiting");
}

BOOST_AUTO_TEST_CASE(a_reprint_keeps_the_number) {
  auto machine = story();
  machine.did(print(1), Report{{1}, {}, {}}).when(reprint(1));
  const auto ordered = machine.fact<SlipOrdered>();
  BOOST_TEST(ordered.again);
  BOOST_TEST(ordered.slip.number == "A1");
  BOOST_TEST(ordered.slip.sequence == 2);
}

BOOST_AUTO_TEST_CASE(a_slip_never_ordered_cannot_be_printed) {
  auto machine = story();
  machine.did(print(1));
  for (const int sequence : {0, 2, -1}) {
    machine.when(Report{{sequence}, {}, {}})
        .then_refused(RefusalKind::invalid, "ticket_machine.unknown_slip");
  }
}

BOOST_AUTO_TEST_CASE(low_paper_is_told_when_it_changes, *description("[DV-03]")) {
  auto machine = story();
  machine.when(Report{{}, Paper::low, {}}).then(PaperReported{Paper::low, nine});
  machine.when(Report{{}, Paper::low, {}}).then_nothing();
  BOOST_TEST((machine.answer<DeviceView>(Overview{}).reported.paper == Paper::low));
}

BOOST_AUTO_TEST_CASE(a_machine_that_reports_is_there) {
  Story<Entity> machine;
  machine.at(nine).when(Report{{}, {}, {}}).then(PresenceReported{true, nine});
  machine.when(Report{{}, {}, false}).then(PresenceReported{false, nine});
}

BOOST_AUTO_TEST_CASE(a_machine_that_does_not_print_takes_no_more_than_a_hundred_slips) {
  auto machine = story();
  for (int i = 1; i <= 100; ++i) machine.did(print(i));
  machine.when(print(101)).then_refused(RefusalKind::exhausted, "ticket_machine.too_many_slips");
}

BOOST_AUTO_TEST_CASE(the_end_of_the_day_clears_what_was_not_printed) {
  auto machine = story();
  machine.when(ClearSlips{}).then_nothing();
  machine.did(print(1)).when(ClearSlips{}).then(SlipsCleared{nine});
  BOOST_TEST(machine.told<DeviceView>().in_step);
  BOOST_TEST(machine.when(print(2)).fact<SlipOrdered>().slip.sequence == 2);
}

BOOST_AUTO_TEST_CASE(the_last_twenty_prints_are_remembered) {
  auto machine = story();
  for (int i = 1; i <= 25; ++i) machine.did(print(i), Report{{i}, {}, {}});
  BOOST_TEST(machine.state().reported.printed.size() == printed_listed);
  BOOST_TEST(machine.state().reported.printed.back() == 25);
}

BOOST_AUTO_TEST_CASE(a_number_that_is_too_long_is_refused) {
  auto slip = print(1);
  slip.number = std::string(65, 'A');
  story().when(slip).then_refused(RefusalKind::invalid, "request.too_long");
}

BOOST_AUTO_TEST_SUITE_END()
