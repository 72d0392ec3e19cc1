// Generators for what an appointment book is asked: few people, days and codes, so that they meet.
#pragma once

#include "actors/appointment_book/appointment_book.hpp"
#include "tests/properties/any.hpp"

namespace atrium::properties {

namespace book = appointment_book;

// Slots on every day from 08:00 to 10:00, two seats each; some hours on, another definition.
inline book::Configuration a_booking_hall(int variant = 0) {
  book::Configuration rules;
  rules.version = std::to_string(variant);
  rules.reset_minute = 240;
  rules.days_ahead = 3;
  rules.per_day = variant == 1 ? 2 : 1;
  rules.freed_after_s = variant == 2 ? 300 : 0;
  rules.early_s = 7200;
  rules.late_s = variant == 3 ? 600 : 0;
  rules.penalty_no_shows = variant == 3 ? 2 : 0;
  rules.keep_days = variant == 1 ? 1 : 90;
  rules.calendar = published_working_days();
  rules.blocks = {{{ServiceId{"passport"}, ServiceId{"tax"}},
                   false,
                   {0, 1, 2, 3, 4, 5, 6},
                   {{480, 600}},
                   30,
                   2},
                  {{ServiceId{"land"}}, true, {}, {{480, 600}}, 60, 1}};
  if (variant == 4) rules.blocks.clear();
  return rules;
}

template <>
struct Any<book::Configuration> {
  static rc::Gen<book::Configuration> gen() {
    return rc::gen::map(rc::gen::inRange(0, 5), a_booking_hall);
  }
};
template <>
struct Any<Day> {
  static rc::Gen<Day> gen() {
    const int saturday = day_from("2026-11-21").value().days;
    return rc::gen::map(rc::gen::inRange(-1, 5), [=](int ahead) { return Day{saturday + ahead}; });
  }
};
template <>
struct Any<SubjectId> {
  static rc::Gen<SubjectId> gen() {
    return mostly<SubjectId>({SubjectId{"p-1"}, SubjectId{"p-2"}, SubjectId{"p-3"},
                              SubjectId{"p-4"}, SubjectId{"p-5"}, SubjectId{"p-6"}},
                             {SubjectId{}});
  }
};
template <>
struct Any<book::BookingId> {
  static rc::Gen<book::BookingId> gen() {
    return mostly_named<book::BookingId>(
        {"B20261121-0001", "B20261121-0002", "B20261121-0003", "B20261121-0004", "B20261121-0005"});
  }
};

inline rc::Gen<std::string> any_code() {
  return rc::gen::map(rc::gen::inRange(0, 20), [](int n) { return std::to_string(n); });
}
inline rc::Gen<int> any_slot() { return rc::gen::element(480, 510, 540, 570, 481); }

template <>
struct Any<book::Book> {
  static rc::Gen<book::Book> gen() {
    return rc::gen::build<book::Book>(
        rc::gen::set(&book::Book::service, any<ServiceId>()),
        rc::gen::set(&book::Book::day, any<Day>()), rc::gen::set(&book::Book::minute, any_slot()),
        rc::gen::set(&book::Book::code, any_code()),
        rc::gen::set(&book::Book::person, any<SubjectId>()),
        rc::gen::set(&book::Book::contact, any<SubjectId>()),
        rc::gen::set(&book::Book::holder, any<book::Holder>()),
        rc::gen::set(&book::Book::channel, rc::gen::element<std::string>("platform", "web")),
        rc::gen::set(&book::Book::reference,
                     rc::gen::weightedElement<std::string>({{8, ""}, {1, "HN-1"}})));
  }
};
template <>
struct Any<book::Change> {
  static rc::Gen<book::Change> gen() {
    return rc::gen::build<book::Change>(rc::gen::set(&book::Change::code, any_code()),
                                        rc::gen::set(&book::Change::day, any<Day>()),
                                        rc::gen::set(&book::Change::minute, any_slot()));
  }
};
template <>
struct Any<book::Cancel> {
  static rc::Gen<book::Cancel> gen() {
    return rc::gen::build<book::Cancel>(rc::gen::set(&book::Cancel::code, any_code()),
                                        rc::gen::set(&book::Cancel::reason, any<std::string>()));
  }
};
template <>
struct Any<book::CheckIn> {
  static rc::Gen<book::CheckIn> gen() {
    return rc::gen::build<book::CheckIn>(
        rc::gen::set(&book::CheckIn::code,
                     rc::gen::oneOf(any_code(), rc::gen::just(std::string()))),
        rc::gen::set(&book::CheckIn::person, any<SubjectId>()),
        rc::gen::set(&book::CheckIn::machine, any<std::optional<DeviceId>>()));
  }
};
template <>
inline constexpr std::size_t weight<book::Book> = 16;
template <>
inline constexpr std::size_t weight<book::Configure> = 1;

}  // namespace atrium::properties
