// In which order a window calls, as a value: it stands in the hall's definition, and is changed
// while the hall runs. What the values do is in rules/order/. Stored for ever.
#pragma once

#include <boost/describe.hpp>

#include <string>
#include <vector>

namespace atrium::waiting_room {

// Whether a booked visitor who is due goes before all walk-ins, or stands among them by time.
enum class AppointmentOrder { booked_first, by_time };
BOOST_DESCRIBE_ENUM(AppointmentOrder, booked_first, by_time)

// strict: class by class. ageing: the highest score of waited seconds x (weight + 1). ratio: after
// `higher` calls of a class, `lower` of the next class below that waits.
enum class Weighing { strict, ageing, ratio };
BOOST_DESCRIBE_ENUM(Weighing, strict, ageing, ratio)

struct Strategy {
  std::string name;
  AppointmentOrder order = AppointmentOrder::booked_first;
  Weighing weighing = Weighing::strict;
  std::vector<int> weights{};  // Of the priority classes 0, 1, …; a class beyond weighs its number.
  int booked_weight = 0;       // Added for who is booked.
  int higher = 2;
  int lower = 1;
  bool per_window = false;  // Whether each window alternates for itself, or the hall as a whole.
  int overtaken_max = 5;    // Nobody is overtaken more often; 0 = no such bound.
  int overtaken_s = 1800;   // Nor waits longer since overtaken first; 0 = no such bound.
  bool own_first = true;    // A window's `also` only when nobody waits for its own.
  bool operator==(const Strategy&) const = default;
};
BOOST_DESCRIBE_STRUCT(Strategy, (),
                      (name, order, weighing, weights, booked_weight, higher, lower, per_window,
                       overtaken_max, overtaken_s, own_first))

// How far an alternation has come with one class.
struct Turn {
  int tier = 0;   // Of the class: the higher goes first.
  int taken = 0;  // Calls of it in a row, as far as they count.
  int given = 0;  // Calls of lower classes since those were its due.
  bool operator==(const Turn&) const = default;
};
BOOST_DESCRIBE_STRUCT(Turn, (), (tier, taken, given))

}  // namespace atrium::waiting_room
