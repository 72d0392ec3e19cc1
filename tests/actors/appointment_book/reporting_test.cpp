// What a booking platform is told of bookings.
#include "actors/policies/booked/report_booked.hpp"
#include "tests/actors/appointment_book/book.hpp"

using boost::unit_test::description;

namespace atrium::appointment_book::test {
namespace {

std::vector<Message> records(const Event& event) {
  std::vector<Message> all;
  for (const auto& effect : policies::ReportBooked{}.react(event, friday)) {
    all.push_back(std::get<policies::Outgoing>(effect).message);
  }
  return all;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(reporting_bookings)

BOOST_AUTO_TEST_CASE(a_platform_learns_its_reference_and_no_personal_data,
                     *description("[AP-04] [AP-05]")) {
  auto story = book();
  auto ask = booking(zhang);
  ask.channel = "platform";
  ask.reference = "HN-1";
  const auto made = records(story.when(ask).fact<Booked>()).at(0);
  BOOST_TEST(made.channel == "platform");
  BOOST_TEST(made.key == "booking.booked");
  BOOST_TEST(made.fields.at("reference") == "HN-1");
  BOOST_TEST(made.fields.at("begins") == "09:00");
  BOOST_TEST(made.to.value.empty());
  for (const auto& [name, value] : made.fields) {
    for (const auto* secret : {"13812345678", "11010519491231002X", "张三", "code-"}) {
      BOOST_TEST(value.find(secret) == value.npos, name << " shows " << secret);
    }
  }
}

BOOST_AUTO_TEST_CASE(a_platform_learns_every_step_and_the_outcome_of_each_booking,
                     *description("[AP-05]")) {
  auto story = book();
  const auto id = story.when(booking(zhang)).fact<Booked>().booking.booking;
  const auto moved = records(story.when(Change{"", id, tuesday, nine}).fact<Changed>()).at(0);
  BOOST_TEST(moved.key == "booking.changed");
  BOOST_TEST(moved.fields.at("booking") == id.value);
  BOOST_TEST(moved.fields.at("day") == "2026-11-24");
  BOOST_TEST(records(story.when(Cancel{"", id, ""}).fact<Cancelled>()).at(0).key ==
             "booking.cancelled");
  CheckedIn arrived;
  arrived.booking = id;
  BOOST_TEST(records(arrived).at(0).key == "booking.arrived");
  TicketLinked linked{id, TicketId{"20261123-A001"}, "A001", friday};
  BOOST_TEST(records(linked).at(0).fields.at("number") == "A001");
  OutcomeRecorded settled;
  settled.status = Status::honoured;
  BOOST_TEST(records(settled).at(0).key == "booking.honoured");
  const auto ended = records(DayEnded{tuesday, {id}, {id}, monday, friday});
  BOOST_TEST_REQUIRE(ended.size() == 2U);
  BOOST_TEST(ended.at(0).key == "booking.no_show");
  BOOST_TEST(ended.at(1).key == "booking.unserved");
  BOOST_TEST(records(Configured{}).empty());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace atrium::appointment_book::test
