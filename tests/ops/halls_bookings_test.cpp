// What may be wrong about bookings and the calendar in a hall's file.
#include "tests/ops/small_hall.hpp"

#include <boost/test/unit_test.hpp>

namespace atrium::halls {
namespace {

constexpr std::string_view order = "order = \"booked_first\"";

// The small hall that can be booked, with these lines in its block of slots.
std::string booked(const std::string& lines) {
  return with(order, std::string(order) + "\n[[appointments.slots]]\n" + lines);
}

const std::string sound_block =
    "services = [\"passport\"]\ntimes = [\"09:00-11:00\"]\nminutes = 30\ncapacity = 2";

}  // namespace

BOOST_AUTO_TEST_SUITE(bookings_in_a_hall_file)

BOOST_AUTO_TEST_CASE(slots_are_on_working_days_unless_weekdays_are_named,
                     *boost::unit_test::description("[AP-02]")) {
  const auto blocks = sound(booked(sound_block)).appointments.blocks;
  BOOST_TEST(blocks.at(0).working_days);
  BOOST_TEST(blocks.at(0).capacity == 2);
  const auto named = sound(booked(sound_block + "\nweekdays = [\"monday\"]")).appointments.blocks;
  BOOST_TEST(!named.at(0).working_days);
}

BOOST_AUTO_TEST_CASE(a_service_has_one_slot_at_a_time) {
  const auto twice = booked(sound_block + "\n[[appointments.slots]]\n" + sound_block);
  BOOST_TEST_REQUIRE(faults_of(twice).size() == 1U);
  BOOST_TEST(faults_of(twice)[0].what.find("at these times already") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_year_can_be_added_and_not_told_twice) {
  const std::string year = "\n[[calendar.years]]\nyear = 2027\noff = [\"2027-01-01..2027-01-03\"]";
  const auto hall = sound(booked(sound_block + year));
  BOOST_TEST(!hall.calendar.is_working(day_from("2027-01-01").value()).value());
  BOOST_TEST(hall.calendar.is_working(day_from("2027-01-04").value()).value());
  check_only_fault(booked(sound_block + "\n[[calendar.years]]\nyear = 2026"), "year = 2026",
                   "known already", "remove");
}

BOOST_AUTO_TEST_CASE(what_is_no_date_no_weekday_and_no_service_is_named) {
  check_only_fault(with(order, std::string(order) + "\nclosed = [\"tomorrow\"]"), "closed",
                   "not a date", "2026-10-01");
  check_only_fault(booked(sound_block + "\nweekdays = [\"Mo\"]"), "weekdays", "no weekday",
                   "\"monday\"");
  check_only_fault(with(order, std::string(order) + "\nrelease = \"8\""), "release",
                   "not a time of day", "08:00");
  check_only_fault(with(order, std::string(order) + "\nno_shows = 1\nkeep_days = 10"), "keep_days",
                   "forgotten before", "90");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace atrium::halls
