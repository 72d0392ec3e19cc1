// From texts to the book's own words (bookings.hpp).
#include "adapters/front/booking/bookings.hpp"

#include "adapters/front/values.hpp"
#include "runtime/core/time/working_days.hpp"

#include <optional>

namespace atrium::front {
namespace {

namespace book = appointment_book;

Refusal wrong(std::string field, std::string_view why) {
  return refuse(RefusalKind::invalid, "request.invalid", field + ": " + std::string(why), field);
}

Refusal bad_day() { return wrong("day", "must be a date such as 2026-11-21"); }

// "09:00"
std::optional<int> minute_of(std::string_view text) {
  const auto digit = [&](std::size_t at) { return text[at] >= '0' && text[at] <= '9'; };
  if (text.size() != 5 || text[2] != ':' || !digit(0) || !digit(1) || !digit(3) || !digit(4)) {
    return std::nullopt;
  }
  const int hour = (text[0] - '0') * 10 + (text[1] - '0');
  const int minute = (text[3] - '0') * 10 + (text[4] - '0');
  if (hour > 23 || minute > 59) return std::nullopt;
  return hour * 60 + minute;
}

Refusal bad_time() { return wrong("begins", "must be a time of day such as 09:00"); }

book::Holder holder_of(const HolderFields& fields) {
  book::Holder holder;
  holder.id_type = fields.id_type;
  holder.id_number.value = fields.id_number;
  holder.name.value = fields.name;
  holder.phone.value = fields.phone;
  return holder;
}

}  // namespace

Read<book::Command> to_command(const BookVisit& act, const People& people) {
  const auto day = day_from(act.day);
  if (!day) return bad_day();
  const auto minute = minute_of(act.begins);
  if (!minute) return bad_time();
  const auto person = act.holder.value_or(HolderFields{});
  return book::Book{ServiceId(act.service),
                    *day,
                    *minute,
                    people.make_code(),
                    people.person(person),
                    people.contact(person),
                    holder_of(person),
                    act.channel,
                    act.reference};
}

Read<book::Command> to_command(const ChangeBooking& act) {
  const auto day = day_from(act.day);
  if (!day) return bad_day();
  const auto minute = minute_of(act.begins);
  if (!minute) return bad_time();
  return book::Change{act.code, book::BookingId(act.booking), *day, *minute};
}

Read<book::Command> to_command(const CancelBooking& act) {
  return book::Cancel{act.code, book::BookingId(act.booking), act.reason};
}

Read<book::Command> to_command(const CheckIn& act, const People& people) {
  book::CheckIn ask;
  ask.code = act.code;
  if (act.holder) {
    if (!act.holder->id_number.empty()) ask.person = people.person(*act.holder);
    ask.contact = people.contact(*act.holder);
  }
  if (ask.code.empty() && ask.person.empty() && ask.contact.empty()) {
    return wrong("code", "give the booking's code, an identity number or a phone");
  }
  ask.channel = act.channel;
  if (act.machine) ask.machine = DeviceId(*act.machine);
  for (const auto& service : act.next) ask.next.emplace_back(service);
  return ask;
}

Read<book::Command> to_command(const RecordOutcome& act) {
  const auto outcome = enumerator_of<book::Status>(act.outcome);
  if (!outcome) return wrong("outcome", "is not one of the values allowed");
  return book::RecordOutcome{book::BookingId(act.booking), *outcome, act.reason};
}

Read<book::Query> slots_query(std::string_view service, std::string_view day) {
  const auto that = day_from(day);
  if (!that) return bad_day();
  return book::Slots{ServiceId(std::string(service)), *that};
}

Read<book::Query> use_query(std::string_view day) {
  const auto that = day_from(day);
  if (!that) return bad_day();
  return book::Use{*that};
}

Read<book::Query> search_query(const BookingFilter& filter) {
  book::Search query;
  if (!filter.status.empty()) {
    query.status = enumerator_of<book::Status>(filter.status);
    if (!query.status) return wrong("status", "is not one of the values allowed");
  }
  if (!filter.day.empty()) {
    query.day = day_from(filter.day);
    if (!query.day) return bad_day();
  }
  if (!filter.service.empty()) query.service = ServiceId(filter.service);
  query.booking = filter.booking;
  query.limit = filter.limit;
  return query;
}

}  // namespace atrium::front
