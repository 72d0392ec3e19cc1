// The checkers of bookings can fail: each finds the wrong events that are planted for it, and is
// silent about right ones.
#include "simulation/checkers/checker.hpp"

#include <fmt/format.h>
#include <boost/test/unit_test.hpp>

#include <string>
#include <vector>

namespace atrium::simulation {
namespace {

struct Planted {
  std::string type;
  std::string data;
  Position cause = 0;
};

// What the checker says of events at positions 1, 2, …, and of their end.
std::string said(std::unique_ptr<Checker> checker, const std::vector<Planted>& events) {
  Position position = 0;
  for (const auto& planted : events) {
    Happening one;
    one.position = ++position;
    one.type = planted.type;
    one.cause = planted.cause;
    one.data = boost::json::parse(planted.data).as_object();
    checker->see(one);
  }
  checker->close({});
  std::string all;
  for (const auto& broken : checker->broken()) all += broken.what + "\n";
  return all;
}

std::string of_seats(const std::vector<Planted>& events) { return said(check_bookings(), events); }
std::string of_arrivals(const std::vector<Planted>& events) {
  return said(check_arrivals(), events);
}

bool finds(const std::string& words, const std::string& said) {
  return said.find(words) != std::string::npos;
}

std::string instant(int minute) {
  return fmt::format("2026-11-23T{:02}:{:02}:00Z", minute / 60, minute % 60);
}

// Two seats for a quarter of an hour, from midnight to noon, for two services together.
const Planted rules{"appointment_book.configured",
                    R"({"configuration":{"per_day":2,"close_before_s":60,"blocks":[
                       {"services":["tax","land"],"periods":[{"begins":0,"ends":720}],
                        "slot_min":15,"capacity":2}]}})"};

Planted booked(const std::string& id, int minute, const std::string& person,
               const std::string& service = "tax", int made = 0) {
  return {"appointment_book.booked",
          fmt::format(R"({{"booking":{{"booking":"{}","service":"{}","person":"{}","minute":{},)"
                      R"("day":"2026-11-23","at":"{}"}},"at":"{}"}})",
                      id, service, person, minute, instant(minute), instant(made))};
}
Planted moved(const std::string& id, int minute, int frees = 0) {
  return {"appointment_book.changed",
          fmt::format(R"({{"booking":"{}","day":"2026-11-23","minute":{},"to":"{}",)"
                      R"("frees_at":"{}","at":"{}"}})",
                      id, minute, instant(minute), instant(frees), instant(0))};
}
Planted cancelled(const std::string& id, int frees = 0) {
  return {"appointment_book.cancelled",
          fmt::format(R"({{"booking":"{}","frees_at":"{}"}})", id, instant(frees))};
}

Planted of_booking(const std::string& what, const std::string& more = "") {
  return {"appointment_book." + what, R"({"booking":"B1")" + more + "}"};
}
Planted of_ticket(const std::string& what, const std::string& more = "") {
  return {"waiting_room." + what, R"({"ticket":"A001")" + more + "}"};
}
Planted issued(const std::string& ticket, Position cause, const std::string& booking = "B1") {
  return {"waiting_room.issued",
          fmt::format(R"({{"ticket":"{}","service":"tax","appointment":"{}"}})", ticket, booking),
          cause};
}
Planted outcome(const std::string& status, Position cause, const std::string& staff = "null") {
  return {"appointment_book.outcome_recorded",
          fmt::format(R"({{"booking":"B1","status":"{}","staff":{}}})", status, staff), cause};
}
Planted day_ended(const std::string& no_shows, const std::string& unserved) {
  return {"appointment_book.day_ended",
          fmt::format(R"({{"next":"2026-11-24","no_shows":[{}],"unserved":[{}],)"
                      R"("kept_from":"2026-11-01","at":"2026-11-24T00:00:00Z"}})",
                      no_shows, unserved)};
}

const Planted check_in = of_booking("checked_in", R"(,"next":[])");
const Planted linked = of_booking("ticket_linked", R"(,"ticket":"A001")");
const Planted finished = of_ticket("finished");

// B1 was checked in, and its ticket A001 is known to the book: positions 1 to 4.
std::string of_visit(std::vector<Planted> events) {
  std::vector<Planted> all{booked("B1", 540, "li"), check_in, issued("A001", 2), linked};
  all.insert(all.end(), events.begin(), events.end());
  return of_arrivals(all);
}

BOOST_AUTO_TEST_SUITE(booked_checkers)

BOOST_AUTO_TEST_CASE(seats_taken_moved_and_given_back_break_nothing) {
  BOOST_TEST(of_seats({rules, booked("B1", 540, "li"), booked("B2", 540, "wu", "land"),
                       booked("B3", 555, "li"), cancelled("B1"), booked("B4", 540, "an"),
                       moved("B4", 570), moved("B3", 540)}) == "");
}

BOOST_AUTO_TEST_CASE(a_slot_with_more_people_than_seats_is_found) {
  BOOST_TEST(finds("B3 is number 3 in a slot of 2",
                   of_seats({rules, booked("B1", 540, "li"), booked("B2", 540, "wu", "land"),
                             booked("B3", 540, "an")})));
  BOOST_TEST(finds("B3 is number 3 in a slot of 2",
                   of_seats({rules, booked("B1", 540, "li"), booked("B2", 540, "wu"),
                             booked("B3", 555, "an"), moved("B3", 540)})));
}

BOOST_AUTO_TEST_CASE(a_seat_that_is_given_again_before_it_is_free_is_found) {
  const std::vector<Planted> full{rules, booked("B1", 540, "li"), booked("B2", 540, "wu")};
  for (const auto& leaves : {cancelled("B1", 10), moved("B1", 555, 10)}) {
    for (const auto& [at, found] : {std::pair{9, true}, {10, false}}) {
      auto events = full;
      events.push_back(leaves);
      events.push_back(booked("B3", 540, "an", "tax", at));
      BOOST_TEST(finds("number 3 in a slot", of_seats(events)) == found);
    }
  }
}

BOOST_AUTO_TEST_CASE(a_third_booking_of_one_person_and_day_is_found) {
  BOOST_TEST(finds(
      "B3 is number 3 of one person on 2026-11-23",
      of_seats({rules, booked("B1", 0, "li"), booked("B2", 15, "li"), booked("B3", 30, "li")})));
}

BOOST_AUTO_TEST_CASE(a_seat_where_there_is_none_or_that_is_closed_is_found) {
  BOOST_TEST(finds("when no slot begins", of_seats({rules, booked("B1", 541, "li")})));
  BOOST_TEST(finds("when no slot begins", of_seats({rules, booked("B1", 720, "li")})));
  BOOST_TEST(finds("when no slot begins", of_seats({rules, booked("B1", 540, "li", "quick")})));
  BOOST_TEST(finds("is closed", of_seats({rules, booked("B1", 540, "li", "tax", 540)})));
  BOOST_TEST(!finds("is closed", of_seats({rules, booked("B1", 540, "li", "tax", 539)})));
  BOOST_TEST(finds("made twice", of_seats({rules, booked("B1", 0, "li"), booked("B1", 15, "li")})));
  BOOST_TEST(finds("gives back no seat",
                   of_seats({rules, booked("B1", 0, "li"), cancelled("B1"), cancelled("B1")})));
}

BOOST_AUTO_TEST_CASE(a_visit_from_check_in_to_its_end_breaks_nothing) {
  BOOST_TEST(of_visit({finished, outcome("honoured", 5), day_ended("", "")}) == "");
  BOOST_TEST(of_visit({day_ended("", R"("B1")")}) == "");
  BOOST_TEST(of_visit({of_ticket("no_show"), outcome("no_show", 5),
                       of_ticket("called", R"(,"special":true)"), outcome("arrived", 7)}) == "");
  BOOST_TEST(of_visit({finished, outcome("honoured", 5), outcome("refused", 0, R"("clerk")")}) ==
             "");
}

BOOST_AUTO_TEST_CASE(a_second_ticket_of_a_booking_is_found) {
  BOOST_TEST(finds("A002 is a second ticket of B1", of_visit({issued("A002", 2)})));
  BOOST_TEST(finds("by no check-in", of_visit({issued("A002", 2)})));
  BOOST_TEST(finds("by no check-in", of_arrivals({booked("B1", 540, "li"), issued("A001", 1)})));
  BOOST_TEST(!finds(
      "A002",
      of_visit({of_ticket("voided"), outcome("refused", 5), outcome("booked", 0, R"("clerk")"),
                check_in, issued("A002", 8), of_booking("ticket_linked", R"(,"ticket":"A002")")})));
}

BOOST_AUTO_TEST_CASE(a_ticket_that_comes_back_beside_another_of_its_booking_is_found) {
  const auto link = of_booking("ticket_linked", R"(,"ticket":"A002")");
  const std::vector<Planted> anew{of_ticket("no_show"),
                                  outcome("no_show", 5),
                                  outcome("booked", 0, R"("clerk")"),
                                  check_in,
                                  issued("A002", 8),
                                  link};
  BOOST_TEST(!finds("beside", of_visit(anew)));
  for (const auto& back :
       {of_ticket("called", R"(,"special":true)"), of_ticket("undone", R"(,"act":"no_show",
        "back":{"status":"called"})")}) {
    auto events = anew;
    events.push_back(back);
    BOOST_TEST(finds("A001 comes back beside another ticket of B1", of_visit(events)));
  }
}

BOOST_AUTO_TEST_CASE(a_check_in_that_is_forgotten_is_found_where_the_hall_gives_tickets) {
  const Planted other{"waiting_room.issued", R"({"ticket":"A000","service":"tax"})"};
  const Planted closed{"waiting_room.doors_closed", "{}"};
  const auto made = booked("B1", 540, "li");
  BOOST_TEST(finds("never gets a ticket", of_arrivals({other, made, check_in})));
  const Planted offline{"waiting_room.issued", R"({"ticket":"A0","service":"tax","offline":{}})"};
  BOOST_TEST(of_arrivals({offline, made, check_in}) == "");
  const Planted next{"appointment_book.checked_in", R"({"booking":"B2","next":[]})"};
  BOOST_TEST(finds("B1 is checked in and passed over",
                   of_arrivals({other, made, booked("B2", 555, "wu"), check_in, next,
                                issued("A002", 5, "B2"), closed})));
  BOOST_TEST(of_arrivals({made, check_in}) == "");
  BOOST_TEST(of_arrivals({other, made, closed, check_in}) == "");
  BOOST_TEST(of_arrivals({other, made, check_in, closed}) == "");
}

BOOST_AUTO_TEST_CASE(a_book_that_does_not_know_the_ticket_or_knows_a_wrong_one_is_found) {
  const auto made = booked("B1", 540, "li");
  BOOST_TEST(finds("never knows ticket A001", of_arrivals({made, check_in, issued("A001", 2)})));
  BOOST_TEST(finds("is not its ticket", of_arrivals({made, check_in, linked})));
  BOOST_TEST(finds("twice", of_visit({linked})));
}

BOOST_AUTO_TEST_CASE(a_booking_that_does_not_end_as_its_ticket_is_found) {
  BOOST_TEST(finds("B1 is arrived and its ticket A001 made it honoured", of_visit({finished})));
  BOOST_TEST(finds("made it refused", of_visit({of_ticket("voided")})));
  BOOST_TEST(finds("made it arrived",
                   of_visit({of_ticket("no_show"), outcome("no_show", 5), of_ticket("returned")})));
  BOOST_TEST(finds("which its ticket did not say", of_visit({finished, outcome("no_show", 5)})));
  BOOST_TEST(finds("which its ticket did not say", of_visit({outcome("honoured", 4)})));
}

BOOST_AUTO_TEST_CASE(a_day_that_ends_without_a_booking_or_settles_it_wrongly_is_found) {
  BOOST_TEST(finds("unserved?", of_visit({day_ended("", "")})));
  BOOST_TEST(finds("no-show?", of_visit({day_ended(R"("B1")", "")})));
  BOOST_TEST(finds("no-show?", of_arrivals({booked("B1", 540, "li"), day_ended("", "")})));
}

BOOST_AUTO_TEST_CASE(what_happens_to_a_booking_that_was_given_back_is_found) {
  const auto made = booked("B1", 540, "li");
  for (const auto& after : {moved("B1", 555), cancelled("B1"), check_in, outcome("honoured", 0)}) {
    BOOST_TEST(finds("which is cancelled", of_arrivals({made, cancelled("B1"), after})));
  }
  BOOST_TEST(finds("which is arrived", of_arrivals({made, check_in, moved("B1", 555)})));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace atrium::simulation
