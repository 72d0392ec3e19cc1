// What stands in the hall and how it fits together: every name that is used must be declared, and
// the other way round.
#include "ops/halls/toml/draft.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <utility>

namespace atrium::halls {
namespace {

constexpr int sections_max = 200;
constexpr std::size_t journey_services_max = 8;
constexpr Bounds some{1, sections_max};
constexpr int displays_max = 4;

constexpr std::array<int, 5> powers_of_ten = {1, 10, 100, 1'000, 10'000};

// A reference to something declared above; empty when it is missing, malformed or unknown.
std::string declared(Section& section, std::string_view key, const Form& form, Known& known) {
  auto text = section.text(key, form);
  const auto by = fmt::format("\"{}\" in {}", key, section.title());
  if (!known.require({text, section.place(key)}, by)) return {};
  known.use(text);
  return text;
}

Spot read_spot(Section& section, const Definition& hall) {
  return {section.integer("x", {0, hall.width}).value_or(0),
          section.integer("y", {0, hall.depth}).value_or(0)};
}

std::optional<DeviceId> own_device(Section& window, std::string_view key, Draft& draft) {
  const auto id = window.optional_text(key, id_form);
  if (!id) return std::nullopt;
  draft.devices.declare(*id, window.place(key));
  return DeviceId{*id};
}

std::vector<ServiceId> read_services_of(Section& window, std::string_view key, Draft& draft) {
  std::vector<ServiceId> services;
  const auto by = fmt::format("\"{}\" in {}", key, window.title());
  for (const auto& word : window.words(key, id_form)) {
    if (!draft.services.require(word, by)) continue;
    if (std::ranges::count(services, ServiceId{word.text}) > 0) {
      draft.faults.add(word.place, fmt::format("{} lists \"{}\" twice", by, word.text),
                       "remove one of them");
      continue;
    }
    services.emplace_back(word.text);
  }
  return services;
}

void read_serving(Section& section, Window& window, Draft& draft) {
  window.serves = read_services_of(section, "serves", draft);
  for (const auto& service : window.serves) draft.services.use(service.value);
  if (section.words("serves", id_form).empty()) {
    section.fault("serves", fmt::format("window \"{}\" serves nothing", window.number.value),
                  "list the services it may call: serves = [\"passport\"]");
  }
  window.prefers = read_services_of(section, "prefers", draft);
  for (const auto& service : window.prefers) {
    if (std::ranges::count(window.serves, service) > 0) continue;
    section.fault("prefers",
                  fmt::format("window \"{}\" prefers \"{}\", which it does not serve",
                              window.number.value, service.value),
                  "add it to serves, or take it out of prefers");
  }
}

// Displays may be shared by windows, so they are checked against each other only once all windows
// are read.
using Displays = std::map<std::string, Place>;

void read_displays(Section& section, Window& window, Displays& displays) {
  const auto words = section.words("displays", id_form);
  if (static_cast<int>(words.size()) > displays_max) {
    section.fault("displays",
                  fmt::format("window \"{}\" has {} displays", window.number.value, words.size()),
                  fmt::format("list at most {}", displays_max));
  }
  for (const auto& word : words) {
    window.displays.emplace_back(word.text);
    displays.emplace(word.text, word.place);
  }
}

Window read_window(Section& section, Draft& draft, Displays& displays) {
  Window window;
  window.number = WindowId{section.text("window", window_number_form)};
  draft.windows.declare(window.number.value, section.place("window"));
  window.name = read_name(section);
  draft.texts_said.push_back({window.name.zh, section.place("name"), "{name}"});
  window.zone = ZoneId{declared(section, "zone", id_form, draft.zones)};
  window.at = read_spot(section, draft.hall);
  window.window_class = ClassId{declared(section, "class", id_form, draft.classes)};
  read_serving(section, window, draft);
  read_displays(section, window, displays);
  window.evaluator = own_device(section, "evaluator", draft);
  window.tablet = own_device(section, "tablet", draft);
  window.strategy = read_strategy_name(section, draft);
  window.enabled = section.flag("enabled", true);
  section.refuse_unknown_keys();
  return window;
}

void refuse_windows_in_one_place(const Window& window, const Section& section, Draft& draft) {
  if (!section.has("x") || !section.has("y")) return;
  for (const auto& other : draft.hall.windows) {
    if (other.at != window.at) continue;
    draft.faults.add(section.place("x"),
                     fmt::format("windows \"{}\" and \"{}\" stand in one place", other.number.value,
                                 window.number.value),
                     "give each its own x and y");
    return;
  }
}

void refuse_alike_prefixes(const Series& series, const Section& section, Draft& draft) {
  const auto& prefix = series.prefix.value;
  for (const auto& other : draft.hall.series) {
    const auto& theirs = other.prefix.value;
    const bool is_alike = prefix.starts_with(theirs) || theirs.starts_with(prefix);
    if (prefix.empty() || theirs.empty() || prefix == theirs || !is_alike) continue;
    draft.faults.add(section.place("prefix"),
                     fmt::format("the prefixes \"{}\" and \"{}\" begin alike", theirs, prefix),
                     "choose prefixes that cannot be mistaken for each other when spoken");
  }
}

}  // namespace

void read_classes(Section& file, Draft& draft) {
  for (auto& section : file.children("classes", some)) {
    WindowClass entry{ClassId{section.text("class", id_form)}, read_name(section)};
    draft.classes.declare(entry.id.value, section.place("class"));
    section.refuse_unknown_keys();
    draft.hall.classes.push_back(std::move(entry));
  }
}

void read_zones(Section& file, Draft& draft) {
  for (auto& section : file.children("zones", some)) {
    FloorZone zone{ZoneId{section.text("zone", id_form)}, read_name(section),
                   own_device(section, "board", draft)};
    draft.zones.declare(zone.id.value, section.place("zone"));
    draft.texts_said.push_back({zone.name.zh, section.place("name"), "{zone}"});
    section.refuse_unknown_keys();
    draft.hall.zones.push_back(std::move(zone));
  }
}

void read_series(Section& file, Draft& draft) {
  for (auto& section : file.children("series", some)) {
    Series series;
    series.prefix = SeriesId{section.text("prefix", prefix_form)};
    draft.series.declare(series.prefix.value, section.place("prefix"));
    refuse_alike_prefixes(series, section, draft);
    series.digits = section.integer("digits", {2, 4}, 3);
    const int largest = powers_of_ten.at(static_cast<std::size_t>(series.digits)) - 1;
    series.start = section.integer("start", {1, largest}, 1);
    series.daily_limit = section.integer("daily_limit", {1, 9999}, largest - series.start + 1);
    if (series.start + series.daily_limit - 1 > largest) {
      section.fault(
          "daily_limit",
          fmt::format("series \"{}\" would reach {}, which has more than {} digits",
                      series.prefix.value, series.start + series.daily_limit - 1, series.digits),
          fmt::format("lower daily_limit to {} or raise digits", largest - series.start + 1));
    }
    section.refuse_unknown_keys();
    draft.hall.series.push_back(std::move(series));
  }
}

void read_services(Section& file, Draft& draft) {
  for (auto& section : file.children("services", some)) {
    Service service;
    service.id = ServiceId{section.text("service", id_form)};
    draft.services.declare(service.id.value, section.place("service"));
    service.name = read_name(section);
    service.series = SeriesId{declared(section, "series", prefix_form, draft.series)};
    service.window_class = ClassId{declared(section, "class", id_form, draft.classes)};
    service.expected = std::chrono::minutes{section.integer("minutes", {1, 240}).value_or(1)};
    read_guidance(section, service.guidance, draft);
    service.offered = section.flag("offered", true);
    section.refuse_unknown_keys();
    draft.hall.services.push_back(std::move(service));
  }
}

void read_windows(Section& file, Draft& draft) {
  Displays displays;
  for (auto& section : file.children("windows", some)) {
    auto window = read_window(section, draft, displays);
    refuse_windows_in_one_place(window, section, draft);
    draft.hall.windows.push_back(std::move(window));
  }
  for (const auto& [display, place] : displays) draft.devices.declare(display, place);
  draft.services.each_unused([&](const std::string& service, Place place) {
    draft.faults.add(place, fmt::format("no window serves \"{}\"", service),
                     "add it to serves of a window, or remove the service");
  });
}

void read_ticket_machines(Section& file, Draft& draft) {
  for (auto& section : file.children("ticket_machines", {0, sections_max})) {
    TicketMachine machine;
    machine.id = DeviceId{section.text("machine", id_form)};
    draft.devices.declare(machine.id.value, section.place("machine"));
    machine.zone = ZoneId{declared(section, "zone", id_form, draft.zones)};
    machine.at = read_spot(section, draft.hall);
    section.refuse_unknown_keys();
    draft.hall.ticket_machines.push_back(std::move(machine));
  }
}

void read_journeys(Section& file, Draft& draft) {
  if (!file.has("journeys")) return;
  for (auto& section : file.children("journeys", {0, sections_max})) {
    Journey journey;
    journey.id = section.text("journey", id_form);
    draft.journeys.declare(journey.id, section.place("journey"));
    journey.name = read_name(section);
    journey.services = read_services_of(section, "services", draft);
    if (journey.services.size() < 2 || journey.services.size() > journey_services_max) {
      section.fault(
          "services",
          fmt::format("journey \"{}\" has {} services", journey.id, journey.services.size()),
          fmt::format("list 2 to {} services, in order", journey_services_max));
    }
    section.refuse_unknown_keys();
    draft.hall.journeys.push_back(std::move(journey));
  }
}

}  // namespace atrium::halls
