// A hall's definition while its file is being read: what is known so far, part by part in this
// order.
#pragma once

#include "ops/halls/definition.hpp"
#include "ops/halls/toml/known.hpp"
#include "ops/halls/toml/section.hpp"

namespace atrium::halls {

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
};

// head.cpp: what holds for the whole hall.
void read_head(Section& file, Draft& draft);
void read_hours(Section& file, Draft& draft);
void read_calling(Section& file, Draft& draft);
void read_appointments(Section& file, Draft& draft);
void read_ratings(Section& file, Draft& draft);
void read_texts(Section& file, Draft& draft);
void read_messages(Section& file, Draft& draft);

// floor.cpp: what stands in it.
void read_classes(Section& file, Draft& draft);
void read_zones(Section& file, Draft& draft);
void read_series(Section& file, Draft& draft);
void read_services(Section& file, Draft& draft);
void read_windows(Section& file, Draft& draft);
void read_ticket_machines(Section& file, Draft& draft);
void read_journeys(Section& file, Draft& draft);

// `name` in Chinese, which every hall needs, and `name_en`, which defaults to it.
Name read_name(Section& section);

}  // namespace atrium::halls
