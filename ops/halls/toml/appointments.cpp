// What may be booked and by which rules; the years of the calendar that the file adds.
#include "ops/halls/toml/draft.hpp"
#include "ops/halls/toml/time_of_day.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace atrium::halls {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;

constexpr int day_minutes = 1440;
constexpr int blocks_max = 200;
constexpr int dates_max = 366;
constexpr std::array<std::string_view, 7> weekday_names = {
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"};

// "2026-10-01" or "2026-10-01..2026-10-07".
std::vector<Day> read_dates(Section& section, std::string_view key, Draft& draft) {
  std::vector<Day> days;
  for (const auto& word : section.words(key, word_form)) {
    const auto gap = word.text.find("..");
    const auto first = day_from(std::string_view(word.text).substr(0, gap));
    const auto last =
        gap == std::string::npos ? first : day_from(std::string_view(word.text).substr(gap + 2));
    if (!first || !last || *last < *first || last->days - first->days > dates_max) {
      draft.faults.add(word.place, fmt::format("\"{}\" is not a date", word.text),
                       "write it like \"2026-10-01\" or \"2026-10-01..2026-10-07\"");
      continue;
    }
    for (Day day = *first; day <= *last; ++day.days) days.push_back(day);
  }
  return days;
}

void read_order(Section& section, Appointments& policy) {
  const auto order = section.optional_text("order", word_form).value_or("booked_first");
  if (order == "by_time") {
    policy.order = Order::by_time;
  } else if (order != "booked_first") {
    section.fault("order", fmt::format("there is no order \"{}\"", order),
                  "use \"booked_first\" or \"by_time\"");
  }
  policy.due_before = seconds{section.integer("due_before_s", {0, 3600}, 120)};
  policy.grace = minutes{section.integer("grace_min", {0, 240}, 15)};
}

void read_release(Section& section, Appointments& policy) {
  const auto text = section.optional_text("release", word_form).value_or("00:00");
  const auto time = time_of_day(text);
  if (!time || *time == minutes{day_minutes}) {
    section.fault("release", fmt::format("\"{}\" is not a time of day", text),
                  "write it like \"08:00\", from 00:00 to 23:59");
    return;
  }
  policy.release = *time;
}

void read_rules(Section& section, Appointments& policy, Draft& draft) {
  policy.days_ahead = section.integer("days_ahead", {0, 365}, policy.days_ahead);
  read_release(section, policy);
  policy.close_before = minutes{section.integer("close_min", {0, day_minutes}, 0)};
  policy.cancel_before = minutes{section.integer("cancel_min", {0, 7 * day_minutes}, 0)};
  policy.freed_after = minutes{section.integer("freed_after_min", {0, day_minutes}, 0)};
  policy.per_day = section.integer("per_day", {0, 100}, policy.per_day);
  policy.early = minutes{section.integer("early_min", {0, day_minutes}, 60)};
  policy.late = minutes{section.integer("late_min", {0, day_minutes}, 0)};
  policy.penalty_no_shows = section.integer("no_shows", {0, 100}, 0);
  policy.penalty_within_days = section.integer("no_shows_within_days", {1, 365}, 90);
  policy.penalty_days = section.integer("blocked_days", {1, 365}, 30);
  policy.keep_days = section.integer("keep_days", {1, 730}, 90);
  const int needed = std::max(policy.penalty_within_days, policy.penalty_days);
  if (policy.penalty_no_shows > 0 && policy.keep_days < needed) {
    section.fault("keep_days", "bookings are forgotten before their no-shows stop counting",
                  fmt::format("keep them {} days at least", needed));
  }
  policy.closed = read_dates(section, "closed", draft);
}

void read_weekdays(Section& section, SlotBlock& block, Draft& draft) {
  for (const auto& word : section.words("weekdays", word_form)) {
    const auto found = std::ranges::find(weekday_names, word.text);
    if (found == weekday_names.end()) {
      draft.faults.add(word.place, fmt::format("there is no weekday \"{}\"", word.text),
                       "use \"monday\" to \"sunday\"; leave weekdays out for working days");
      continue;
    }
    block.working_days = false;
    block.weekdays.push_back(static_cast<int>(found - weekday_names.begin()));
  }
}

SlotBlock read_block(Section& section, Draft& draft) {
  SlotBlock block;
  const auto by = fmt::format("\"services\" in {}", section.title());
  for (const auto& word : section.words("services", id_form)) {
    if (draft.services.require(word, by)) block.services.emplace_back(word.text);
  }
  if (section.words("services", id_form).empty()) {
    section.fault("services", "these slots are for no service",
                  "list those that share them: services = [\"passport\"]");
  }
  read_weekdays(section, block, draft);
  block.periods = read_periods(section, "times", draft);
  if (!section.has("times")) {
    section.fault("times", "these slots are at no time", "add times = [\"09:00-12:00\"]");
  }
  block.slot = minutes{section.integer("minutes", {5, 480}, 30)};
  block.capacity = section.integer("capacity", {1, 1000}).value_or(1);
  for (const auto& period : block.periods) {
    if (period.ends - period.begins >= block.slot) continue;
    section.fault("minutes", "a slot is longer than one of the times", "shorten it");
  }
  section.refuse_unknown_keys();
  return block;
}

bool meet(const std::vector<Period>& some, const std::vector<Period>& others) {
  return std::ranges::any_of(some, [&](const Period& one) {
    return std::ranges::any_of(others, [&](const Period& other) {
      return one.begins < other.ends && other.begins < one.ends;
    });
  });
}

// A service has one slot at a time, so that a day and a time name it.
bool clash(const SlotBlock& one, const SlotBlock& other) {
  const bool one_day =
      one.working_days || other.working_days || std::ranges::any_of(one.weekdays, [&](int day) {
        return std::ranges::count(other.weekdays, day) > 0;
      });
  const bool one_service = std::ranges::any_of(one.services, [&](const ServiceId& service) {
    return std::ranges::count(other.services, service) > 0;
  });
  return one_day && one_service && meet(one.periods, other.periods);
}

}  // namespace

void read_calendar(Section& file, Draft& draft) {
  draft.hall.calendar = published_working_days();
  if (!file.has("calendar")) return;
  auto section = file.child("calendar");
  if (!section) return;
  auto& years = draft.hall.calendar.years;
  for (auto& entry : section->children("years", {1, 50})) {
    PublishedYear notice;
    notice.year = entry.integer("year", {2000, 2100}).value_or(0);
    notice.off = read_dates(entry, "off", draft);
    notice.work = read_dates(entry, "work", draft);
    entry.refuse_unknown_keys();
    if (std::ranges::count(years, notice.year, &PublishedYear::year) > 0) {
      entry.fault("year", fmt::format("the working days of {} are known already", notice.year),
                  "remove this entry; a hall's own closed days stand under [appointments]");
      continue;
    }
    years.push_back(std::move(notice));
  }
  section->refuse_unknown_keys();
}

void read_appointments(Section& file, Draft& draft) {
  if (!file.has("appointments")) return;
  auto section = file.child("appointments");
  if (!section) return;
  auto& policy = draft.hall.appointments;
  read_order(*section, policy);
  read_rules(*section, policy, draft);
  if (section->has("slots")) {
    for (auto& entry : section->children("slots", {1, blocks_max})) {
      auto block = read_block(entry, draft);
      const bool clashes = std::ranges::any_of(
          policy.blocks, [&](const SlotBlock& other) { return clash(other, block); });
      if (clashes) {
        entry.fault("times", "one of these services has slots at these times already",
                    "give a service one block for each time");
      }
      policy.blocks.push_back(std::move(block));
    }
  }
  section->refuse_unknown_keys();
}

}  // namespace atrium::halls
