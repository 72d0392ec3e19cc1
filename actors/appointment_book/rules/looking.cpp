// What the book shows: slots, days, bookings, how the day's capacity is used. Personal data leave
// masked only.
#include "actors/appointment_book/rules/rules.hpp"
#include "actors/limits.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <ranges>
#include <set>

namespace atrium::appointment_book {
namespace {

std::optional<std::string> masked_name(const Personal<std::string>& name) {
  if (name.value.empty()) return std::nullopt;
  return limits::first_character(name.value) + "*";
}

std::optional<std::string> masked_phone(const Personal<std::string>& phone) {
  constexpr std::size_t shown = 4;
  const auto& digits = phone.value;
  if (digits.size() <= shown) return std::nullopt;
  return "****" + digits.substr(digits.size() - shown);
}

Refusal not_bookable() {
  return refuse(RefusalKind::not_found, "appointment.service_not_bookable",
                "this service cannot be booked here", "service");
}

SlotView view_of(const State& book, const Slot& slot, Instant now) {
  SlotView view;
  view.begins = clock_text(slot.minute);
  view.ends = clock_text(slot.minute + slot.block->slot_min);
  view.at = slot.at;
  view.capacity = slot.block->capacity;
  view.free = std::max(0, slot.block->capacity - taken(book, slot, now));
  const auto refusal = refuse_slot(book, slot, now);
  view.bookable = !refusal;
  if (refusal) view.refusal = refusal->code;
  return view;
}

DayView day_view(const State& book, const ServiceId& service, Day day, Instant now) {
  DayView view;
  view.day = to_text(day);
  const auto& configuration = configuration_of(book);
  if (const auto refusal = refuse_day(configuration, day, now)) {
    view.refusal = refusal->code;
    return view;
  }
  const auto slots = slots_of(configuration, day, service);
  if (!slots) {
    view.refusal = slots.error().code;
    return view;
  }
  view.refusal = slots->empty() ? "appointment.not_a_working_day" : "appointment.booking_closed";
  for (const auto& slot : *slots) {
    const auto one = view_of(book, slot, now);
    view.capacity += one.capacity;
    if (one.bookable) view.free += one.free;
    if (one.refusal == "appointment.slot_full") view.refusal = one.refusal;
  }
  view.bookable = view.free > 0;
  if (view.bookable) view.refusal.clear();
  return view;
}

bool is_named(const Booking& booking, const std::string& text) {
  return booking.booking.value == text ||
         (!booking.reference.empty() && booking.reference == text) || booking.code.value == text ||
         booking.number == text;
}

bool fits(const Booking& booking, const Search& query) {
  return (!query.status || booking.status == *query.status) &&
         (!query.day || booking.day == *query.day) &&
         (!query.service || booking.service == *query.service) &&
         (query.booking.empty() || is_named(booking, query.booking));
}

}  // namespace

BookingView view_of(const Booking& booking, bool with_code) {
  BookingView view;
  view.booking = booking.booking;
  if (with_code) view.code = booking.code.value;
  view.status = booking.status;
  view.service = booking.service;
  view.day = to_text(booking.day);
  view.begins = clock_text(booking.minute);
  const auto length = std::chrono::duration_cast<std::chrono::minutes>(booking.ends - booking.at);
  view.ends = clock_text(booking.minute + static_cast<int>(length.count()));
  view.at = booking.at;
  view.name = masked_name(booking.holder.name);
  view.phone = masked_phone(booking.holder.phone);
  view.channel = booking.channel;
  view.reference = booking.reference;
  view.reason = booking.reason;
  view.ticket = booking.ticket;
  view.number = booking.number;
  view.made_at = booking.made_at;
  view.arrived_at = booking.arrived_at;
  view.settled_at = booking.settled_at;
  return view;
}

Looked look_one(const State& book, const Slots& query, Instant now) {
  const auto& configuration = configuration_of(book);
  if (!is_bookable(configuration, query.service)) return not_bookable();
  if (const auto refusal = refuse_day(configuration, query.day, now)) return *refusal;
  const auto slots = slots_of(configuration, query.day, query.service);
  if (!slots) return slots.error();
  SlotsView view{query.service, to_text(query.day), {}};
  for (const auto& slot : *slots) view.slots.push_back(view_of(book, slot, now));
  return view;
}

Looked look_one(const State& book, const Days& query, Instant now) {
  const auto& configuration = configuration_of(book);
  if (!is_bookable(configuration, query.service)) return not_bookable();
  DaysView view{query.service, {}};
  const Day first = today(configuration, now);
  for (int ahead = 0; ahead <= configuration.days_ahead; ++ahead) {
    view.days.push_back(day_view(book, query.service, {first.days + ahead}, now));
  }
  return view;
}

Looked look_one(const State& book, const Find& query, Instant) {
  const auto meant = booking_meant(book, {}, query.booking);
  if (!meant) return meant.error();
  return view_of(**meant, false);
}

Looked look_one(const State& book, const Mine& query, Instant now) {
  BookingsView view;
  const Day day = today(configuration_of(book), now);
  const auto add = [&](const Booking& booking) {
    const bool open = booking.status == Status::booked || booking.status == Status::arrived;
    const bool known = std::ranges::any_of(
        view.bookings, [&](const BookingView& one) { return one.booking == booking.booking; });
    if (query.code.empty() && (!open || booking.day < day || known)) return;
    view.bookings.push_back(view_of(booking, !query.code.empty()));
  };
  if (!query.code.empty()) {
    const auto meant = booking_meant(book, query.code, {});
    if (!meant) return meant.error();
    add(**meant);
  }
  for (const auto& [index, who] : {std::pair{&book.index.persons, &query.person},
                                   std::pair{&book.index.contacts, &query.contact}}) {
    if (who->empty()) continue;
    const auto [begin, end] = index->equal_range(*who);
    for (auto at = begin; at != end; ++at) add(book.facts.bookings[at->second]);
  }
  std::ranges::sort(view.bookings, {}, &BookingView::at);
  view.found = static_cast<int>(view.bookings.size());
  return view;
}

Looked look_one(const State& book, const Search& query, Instant) {
  if (query.limit < 1 || query.limit > bookings_listed_max) {
    return refuse(RefusalKind::invalid, "appointment.bad_limit",
                  fmt::format("limit is 1 to {}", bookings_listed_max), "limit");
  }
  std::vector<const Booking*> found;
  for (const auto& booking : book.facts.bookings) {
    if (fits(booking, query)) found.push_back(&booking);
  }
  std::ranges::stable_sort(found, {}, &Booking::at);
  BookingsView view;
  view.found = static_cast<int>(found.size());
  for (const auto* booking : found | std::views::take(query.limit)) {
    view.bookings.push_back(view_of(*booking, false));
  }
  return view;
}

Looked look_one(const State& book, const Use& query, Instant now) {
  const auto& configuration = configuration_of(book);
  UseView view;
  view.day = to_text(query.day);
  for (const auto& block : configuration.blocks) {
    for (const auto& service : block.services) {
      if (std::ranges::find(view.services, service) == view.services.end()) {
        view.services.push_back(service);
      }
    }
  }
  const auto slots = slots_of(configuration, query.day);
  if (!slots) return slots.error();
  for (const auto& slot : *slots) {
    UseSlotView use{slot.block->services,
                    clock_text(slot.minute),
                    clock_text(slot.minute + slot.block->slot_min),
                    slot.block->capacity,
                    taken(book, slot, now),
                    0};
    view.slots.push_back(std::move(use));
  }
  for (const auto& booking : book.facts.bookings) {
    if (booking.day != query.day || !booking.arrived_at) continue;
    for (auto& use : view.slots) {
      const bool here = use.begins == clock_text(booking.minute) &&
                        std::ranges::find(use.services, booking.service) != use.services.end();
      if (here) ++use.arrived;
    }
  }
  return view;
}

Looked look_one(const State& book, const Rules&, Instant) { return *book.facts.configuration; }

}  // namespace atrium::appointment_book
