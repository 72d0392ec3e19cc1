// Drawing a hall and its changes.
#include "simulation/trial/hall.hpp"

#include <fmt/format.h>

#include <chrono>
#include <initializer_list>
#include <utility>
#include <vector>

namespace atrium::simulation::trial {
namespace {

using namespace std::chrono_literals;

const char* const services[] = {"passport", "tax", "land", "health", "quick"};
const char* const series_of[] = {"A", "A", "B", "C", "C"};

template <class T>
T one_of(std::initializer_list<T> all, Random& chance) {
  return all.begin()[chance.bits() % all.size()];
}

// Close enough to break each: slots that fill, days that are released late, people who are blocked.
void draw_booking_rules(halls::Appointments& rules, Random& chance) {
  rules.days_ahead = 1 + static_cast<int>(chance.bits() % 3);
  rules.release = one_of({0min, 0min, 600min}, chance);
  rules.close_before = one_of({0min, 0min, 5min}, chance);
  rules.cancel_before = one_of({0min, 10min}, chance);
  rules.freed_after = one_of({0min, 10min, 45min}, chance);
  rules.per_day = one_of({1, 1, 2, 0}, chance);
  rules.early = one_of({30min, 60min, 240min}, chance);
  rules.late = one_of({0min, 0min, 20min}, chance);
  rules.penalty_no_shows = one_of({0, 1, 2}, chance);
  rules.penalty_days = one_of({1, 30}, chance);
  rules.keep_days = one_of({1, 90}, chance);
}

// The two first services share their seats; the third has other slots before noon than after.
void draw_slots(halls::Definition& hall, Random& chance) {
  auto& blocks = hall.appointments.blocks;
  blocks.clear();
  const auto add = [&](std::vector<ServiceId> for_all, std::vector<halls::Period> periods) {
    halls::SlotBlock block;
    block.services = std::move(for_all);
    block.working_days = chance.happens(0.5);
    if (!block.working_days) block.weekdays = {0, 1, 2, 3, 4, 5, 6};
    block.periods = std::move(periods);
    block.slot = one_of({10min, 15min, 30min}, chance);
    block.capacity = 1 + static_cast<int>(chance.bits() % 3);
    blocks.push_back(std::move(block));
  };
  add({hall.services[0].id, hall.services[1].id}, {{0min, 720min}, {750min, 1440min}});
  add({hall.services[2].id}, {{0min, 720min}});
  add({hall.services[2].id}, {{720min, 1440min}});
}

void draw_rules(halls::Definition& hall, Random& chance) {
  draw_booking_rules(hall.appointments, chance);
  hall.calling.calls_max = 1 + static_cast<int>(chance.bits() % 4);
  hall.calling.undo = chance.happens(0.5) ? 60s : 600s;
  hall.calling.transfer_to_front = chance.happens(0.3);
  hall.calling.no_show = one_of({halls::NoShow::none, halls::NoShow::none, halls::NoShow::end,
                                 halls::NoShow::after_n, halls::NoShow::front},
                                chance);
  hall.carry_over = chance.happens(0.2);
  hall.calling.no_show_after = 1 + static_cast<int>(chance.bits() % 3);
  hall.calling.bound = chance.happens(0.7) ? 2min : 0min;
  hall.appointments.order =
      chance.happens(0.5) ? halls::Order::booked_first : halls::Order::by_time;
  hall.appointments.due_before = chance.happens(0.5) ? 120s : 0s;
  for (auto& series : hall.series) {
    series.daily_limit = chance.happens(0.2) ? 60 : 999;
  }
}

// Each window serves some of the services and prefers some of those.
void draw_services(halls::Definition& hall, Random& chance) {
  for (auto& window : hall.windows) {
    window.serves.clear();
    window.prefers.clear();
    for (const auto& service : hall.services) {
      if (!chance.happens(0.7)) continue;
      window.serves.push_back(service.id);
      if (chance.happens(0.4)) window.prefers.push_back(service.id);
    }
    if (window.serves.empty()) window.serves.push_back(hall.services.front().id);
  }
}

}  // namespace

halls::Definition draw_hall(const std::string& name, const std::string& mark, Random& chance) {
  halls::Definition hall;
  hall.hall = PartitionId{name};
  hall.reset = chance.happens(0.5) ? 0min : 240min;
  for (const auto* prefix : {"A", "B", "C"}) {
    hall.series.push_back({SeriesId{prefix}, 3, *prefix == 'B' ? 101 : 1, 999});
  }
  for (std::size_t i = 0; i < std::size(services); ++i) {
    hall.services.push_back(
        {ServiceId{services[i]}, {}, SeriesId{series_of[i]}, halls::ClassId{"general"}, 5min});
  }
  for (const auto* zone : {"a", "b"}) hall.zones.push_back({ZoneId{mark + zone}, {}, {}});
  const auto windows = 3 + chance.bits() % 3;
  for (std::uint64_t i = 1; i <= windows; ++i) {
    halls::Window window;
    window.number = WindowId{fmt::format("{}{}", mark, i)};
    window.zone = hall.zones[i % 2].id;
    window.displays.push_back(DeviceId{fmt::format("{}display-{}", mark, i)});
    if (i <= 2) window.displays.push_back(DeviceId{mark + "display-shared"});
    if (i != windows) window.evaluator = DeviceId{fmt::format("{}evaluator-{}", mark, i)};
    hall.windows.push_back(std::move(window));
  }
  for (const auto* machine : {"machine-1", "machine-2"}) {
    hall.ticket_machines.push_back({DeviceId{mark + machine}, {}, {}});
  }
  draw_rules(hall, chance);
  draw_services(hall, chance);
  hall.calendar = published_working_days();
  draw_slots(hall, chance);
  return hall;
}

halls::Definition draw_change(halls::Definition hall, Random& chance) {
  switch (chance.bits() % 5) {
    case 0:
      draw_rules(hall, chance);
      break;
    case 1:
      draw_services(hall, chance);
      break;
    case 2:  // A window goes, or a service.
      if (chance.happens(0.5) && hall.windows.size() > 2) hall.windows.pop_back();
      if (chance.happens(0.5) && hall.services.size() > 3) {
        const auto gone = hall.services.back().id;
        hall.services.pop_back();
        for (auto& window : hall.windows) {
          std::erase(window.serves, gone);
          std::erase(window.prefers, gone);
          if (window.serves.empty()) window.serves.push_back(hall.services.front().id);
        }
      }
      break;
    case 3:  // Slots at other times, while people have booked those of now.
      draw_slots(hall, chance);
      draw_booking_rules(hall.appointments, chance);
      break;
    default:  // Another prefix for the numbers.
      hall.series.back() = {SeriesId{chance.happens(0.5) ? "D" : "C"}, 3, 1, 999};
      for (auto& service : hall.services) {
        if (service.series != SeriesId{"A"} && service.series != SeriesId{"B"}) {
          service.series = hall.series.back().prefix;
        }
      }
      draw_rules(hall, chance);
  }
  return hall;
}

}  // namespace atrium::simulation::trial
