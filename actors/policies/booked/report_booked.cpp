// One record for each step of a booking; the book's other events are the hall's own.
#include "actors/policies/booked/report_booked.hpp"

#include "actors/appointment_book/slots.hpp"

#include <utility>

namespace atrium::policies {
namespace {

namespace book = appointment_book;
using book::Status;
using Fields = std::map<std::string, std::string>;

Outgoing record(const book::BookingId& booking, std::string_view step, Instant at,
                Fields more = {}) {
  Message message;
  message.channel = "platform";
  message.key = "booking." + std::string(step);
  message.fields = std::move(more);
  message.fields["booking"] = booking.value;
  message.fields["at"] = to_iso8601(at);
  return {std::move(message)};
}

Fields slot_of(Day day, int minute) {
  return {{"day", to_text(day)}, {"begins", book::clock_text(minute)}};
}

Fields made_of(const book::Booking& booking) {
  auto fields = slot_of(booking.day, booking.minute);
  fields["service"] = booking.service.value;
  fields["channel"] = booking.channel;
  fields["reference"] = booking.reference;
  return fields;
}

}  // namespace

Effects ReportBooked::react(const Source::Event& event, Instant) const {
  if (const auto* fact = std::get_if<book::Booked>(&event)) {
    return {record(fact->booking.booking, "booked", fact->at, made_of(fact->booking))};
  }
  if (const auto* fact = std::get_if<book::Changed>(&event)) {
    return {record(fact->booking, "changed", fact->at, slot_of(fact->day, fact->minute))};
  }
  if (const auto* fact = std::get_if<book::Cancelled>(&event)) {
    return {record(fact->booking, "cancelled", fact->at)};
  }
  if (const auto* fact = std::get_if<book::CheckedIn>(&event)) {
    return {record(fact->booking, "arrived", fact->at)};
  }
  if (const auto* fact = std::get_if<book::TicketLinked>(&event)) {
    return {record(fact->booking, "ticket", fact->at, {{"number", fact->number}})};
  }
  if (const auto* fact = std::get_if<book::OutcomeRecorded>(&event)) {
    return {record(fact->booking, boost::describe::enum_to_string(fact->status, ""), fact->at)};
  }
  const auto* ended = std::get_if<book::DayEnded>(&event);
  if (ended == nullptr) return {};
  Effects effects;
  for (const auto& one : ended->no_shows) effects.push_back(record(one, "no_show", ended->at));
  for (const auto& one : ended->unserved) effects.push_back(record(one, "unserved", ended->at));
  return effects;
}

}  // namespace atrium::policies
