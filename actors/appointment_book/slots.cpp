// See slots.hpp.
#include "actors/appointment_book/slots.hpp"

#include "runtime/core/plant.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace atrium::appointment_book {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;

int weekday_of(Day day) {
  const std::chrono::weekday weekday{std::chrono::sys_days{std::chrono::days{day.days}}};
  return static_cast<int>(weekday.iso_encoding()) - 1;
}

bool has_service(const Block& block, const ServiceId& service) {
  return std::ranges::find(block.services, service) != block.services.end();
}

Reckoned<bool> runs_on(const Configuration& configuration, const Block& block, Day day) {
  if (std::ranges::find(configuration.closed, day) != configuration.closed.end()) return false;
  if (block.working_days) return configuration.calendar.is_working(day);
  return std::ranges::find(block.weekdays, weekday_of(day)) != block.weekdays.end();
}

Refusal too_early(const Configuration& configuration, Day day) {
  const Day release{day.days - configuration.days_ahead};
  return refuse(RefusalKind::wrong_phase, "appointment.not_released",
                fmt::format("{} can be booked from {} {} on", to_text(day), to_text(release),
                            clock_text(configuration.release_minute)),
                "day");
}

}  // namespace

Day today(const Configuration& configuration, Instant now) {
  return business_day(configuration.zone, minutes{configuration.reset_minute}, now);
}

Instant instant_of(const Configuration& configuration, Day day, int minute) {
  const int date = minute < configuration.reset_minute ? day.days + 1 : day.days;
  return day_end(configuration.zone, minutes{minute}, {date - 1});
}

std::string clock_text(int minute) {
  return fmt::format("{:02}:{:02}", minute / 60 % 24, minute % 60);
}

Reckoned<std::vector<Slot>> slots_of(const Configuration& configuration, Day day,
                                     const std::optional<ServiceId>& service) {
  std::vector<Slot> slots;
  for (const auto& block : configuration.blocks) {
    if (service && !has_service(block, *service)) continue;
    const auto runs = runs_on(configuration, block, day);
    if (!runs) return tl::unexpected(runs.error());
    if (!*runs) continue;
    for (const auto& period : block.periods) {
      for (int at = period.begins; at + block.slot_min <= period.ends; at += block.slot_min) {
        const auto begins = instant_of(configuration, day, at);
        slots.push_back({&block, day, at, begins, begins + minutes{block.slot_min}});
      }
    }
  }
  std::ranges::stable_sort(slots, {}, &Slot::at);
  return slots;
}

bool is_bookable(const Configuration& configuration, const ServiceId& service) {
  return std::ranges::any_of(configuration.blocks,
                             [&](const Block& block) { return has_service(block, service); });
}

int taken(const State& book, const Slot& slot, Instant now) {
  int count = 0;
  for (const auto& service : slot.block->services) {
    const auto seats = book.index.seats.find({service, slot.at});
    if (seats != book.index.seats.end()) count += seats->second;
  }
  for (const auto& held : book.facts.held) {
    if (held.at == slot.at && held.until > now && has_service(*slot.block, held.service)) ++count;
  }
  return count;
}

std::optional<Refusal> refuse_day(const Configuration& configuration, Day day, Instant now) {
  if (day < today(configuration, now)) {
    return refuse(RefusalKind::wrong_phase, "appointment.of_a_past_day", "that day is over", "day");
  }
  const Day release{day.days - configuration.days_ahead};
  if (now < instant_of(configuration, release, configuration.release_minute)) {
    return too_early(configuration, day);
  }
  return std::nullopt;
}

std::optional<Refusal> refuse_slot(const State& book, const Slot& slot, Instant now) {
  const auto& configuration = *book.facts.configuration;
  if (now > slot.at - seconds{configuration.close_before_s}) {
    return refuse(RefusalKind::wrong_phase, "appointment.booking_closed",
                  "this slot is too near; choose a later one", "begins");
  }
  const int seats = slot.block->capacity + (ATRIUM_PLANTED("seat_given_twice") ? 1 : 0);
  if (taken(book, slot, now) >= seats) {
    return refuse(RefusalKind::exhausted, "appointment.slot_full",
                  "every seat of this slot is taken; choose another one", "begins");
  }
  return std::nullopt;
}

}  // namespace atrium::appointment_book
