// A hall's definition while its file is being read: what is known so far, part by part in this
// order.
#pragma once

#include "ops/halls/definition.hpp"
#include "ops/halls/toml/known.hpp"
#include "ops/halls/toml/section.hpp"

#include <string>
#include <vector>

namespace atrium::halls {

// What a hall may say aloud, and where its file says so.
struct Said {
  std::string text;
  Place place;
  std::string by;  // Only where a template names this place: "{zone}"; empty: always.
};

struct Draft {
  explicit Draft(Faults& collected) : faults(collected) {}

  Faults& faults;
  Definition hall;
  Known classes{"class", "classes", faults};
  Known zones{"zone", "zones", faults};
  Known series{"series", "series", faults};
  Known services{"service", "services", faults};
  Known journeys{"journey", "journeys", faults};
  Known windows{"window", "windows", faults};
  Known devices{"device", "devices", faults};
  Known strategies{"strategy", "strategies", faults};
  std::vector<Said> texts_said;
};

// head.cpp: what holds for the whole hall.
void read_head(Section& file, Draft& draft);
void read_hours(Section& file, Draft& draft);
void read_calling(Section& file, Draft& draft);
void read_strategies(Section& file, Draft& draft);  // strategies.cpp
void read_ratings(Section& file, Draft& draft);
void read_statistics(Section& file, Draft& draft);
void read_texts(Section& file, Draft& draft);
void read_messages(Section& file, Draft& draft);

// speech.cpp: how it speaks; the second when all names are known.
void read_speech(Section& file, Draft& draft);
void refuse_unreadable(Draft& draft);

// floor.cpp: what stands in it.
void read_classes(Section& file, Draft& draft);
void read_zones(Section& file, Draft& draft);
void read_series(Section& file, Draft& draft);
void read_services(Section& file, Draft& draft);
void read_windows(Section& file, Draft& draft);
void read_ticket_machines(Section& file, Draft& draft);
void read_journeys(Section& file, Draft& draft);

// The name of a strategy in `strategy`; empty when there is none.
std::string read_strategy_name(Section& section, Draft& draft);

// appointments.cpp: what may be booked. Services are known by then.
void read_calendar(Section& file, Draft& draft);
void read_appointments(Section& file, Draft& draft);

// A list of "08:30-12:00": in order, without overlap, none across the day's turn.
std::vector<Period> read_periods(Section& section, std::string_view key, Draft& draft);
// tickets.cpp: who gets one, and what its slip says.
void read_tickets(Section& file, Draft& draft);
void read_guidance(Section& service, Guidance& guidance, Draft& draft);

// `name` in Chinese, which every hall needs, and `name_en`, which defaults to it.
Name read_name(Section& section);

}  // namespace atrium::halls
