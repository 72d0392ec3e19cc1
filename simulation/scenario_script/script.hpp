// A scenario in plain text: a small hall, then lines of what somebody does and what must come of
// it. The language is described in tests/scenarios/README.md. This header is what a text means;
// run.hpp carries it out.
#pragma once

#include "adapters/front/acts.hpp"
#include "ops/halls/definition.hpp"
#include "runtime/core/failure.hpp"
#include "runtime/core/time/zone.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace atrium::simulation::script {

struct Check {};    // Nothing is done; only looked at.
struct Again {};    // The last act under the same command id.
struct Restart {};  // The hall ends without warning and starts again.

// A call of one number: a repeat where the window has called it already, else a special call.
struct CallOf {
  std::string window;
  std::string number;
  std::string reason;
};

// What the house does by itself when a rule broke over a ticket twice.
struct SetAside {
  std::string number;
  std::string why;
};

// An appointment's ticket; its time is so long after the check-in.
struct CheckIn {
  std::string service;
  std::chrono::seconds in{};
};

// The machine's wall clock is set; what is recorded does not run back with it.
struct Jump {
  Duration by{};
};

struct Deed {
  std::variant<Check, Again, Restart, CallOf, SetAside, CheckIn, Jump, front::Act> act;
  std::string window;   // That it happens at, if any.
  std::string number;   // That `issue NUMBER for …` or `take in NUMBER …` must give.
  std::string staff{};  // Who does it, where that matters.
};

struct Line {
  int number = 0;  // In the file, from 1.
  std::string text;
  std::optional<Instant> at;  // As the wall clock shows it; none: at once.
  Deed deed;
  std::vector<std::string> expected;  // One clause each.
};

struct Script {
  std::string name;
  halls::Definition hall;
  Instant start;
  std::vector<Line> lines;
};

// Every fault says file, line, what it found and what it knows.
Result<Script> parse(const std::string& name, std::string_view text);

// --- Parts, each in a file of its own
// ---------------------------------------------------------------------------

// Words between blanks; a text in double quotes is one word, without its quotes.
std::vector<std::string> words_of(std::string_view text);

// The lines that describe the hall, as a hall file. A line that is none of them is a Failure.
class HallText {
 public:
  static bool describes(const std::vector<std::string>& words);  // Whether this is such a line.
  Result<void> take(const std::vector<std::string>& words);
  [[nodiscard]] const std::string& zone() const { return zone_; }
  [[nodiscard]] std::string toml() const;  // The default hall where nothing was said.

 private:
  struct Window {
    std::string number;
    std::vector<std::string> serves;
    std::vector<std::string> prefers;
    std::string display;
    bool enabled = true;
  };
  Result<void> take_strategy(const std::vector<std::string>& words);
  struct Series {
    std::string prefix;
    std::string start = "1";
    std::string limit = "999";
  };
  struct Service {
    std::string id;
    std::string series;
    bool offered = true;
  };
  std::string zone_ = "Asia/Shanghai";
  std::string calls_ = "3";
  std::string reset_ = "04:00";
  std::string undo_s_ = "30";
  std::string transfer_ = "seniority";
  std::string bound_min_ = "30";
  std::string strategy_ = "booked_first";
  std::string per_person_ = "0";
  std::string strategies_;  // As sections.
  std::string no_show_ = "none";
  std::string no_show_after_ = "3";
  std::string remind_ = "3";
  bool carries_over_ = false;
  std::vector<Series> series_;
  std::vector<Service> services_;
  std::vector<Window> windows_;
  std::string bookings_;  // Rules, then slots.
  std::string ratings_;   // Rules.
};

// bookings.cpp: a line of slots as its part of a hall file; an act about bookings, if it is one.
Result<std::string> slots_toml(const std::vector<std::string>& words);
std::optional<Deed> booking_deed(const std::vector<std::string>& words);

// ratings.cpp: an act about ratings, if it is one.
std::optional<Deed> rating_deed(const std::vector<std::string>& words);

// leases.cpp: an act about leased numbers, if it is one.
std::optional<Deed> lease_deed(const std::vector<std::string>& words);

// times.cpp
std::optional<Deed> clock_deed(const std::vector<std::string>& words);
std::optional<int> integer(std::string_view text);  // All of it.
std::optional<Duration> time_of(std::string_view text);                 // "09:05", "09:05:30"
std::optional<std::chrono::local_days> date_of(std::string_view text);  // "2026-11-24"
// When clocks show that time; nothing where they are set forward over it. Of the two instants in
// the hour that comes twice, the first that is not before `not_before`.
std::optional<Instant> instant_of(const Zone& zone, std::chrono::local_time<Duration> local,
                                  Instant not_before);

// What somebody does; a text that is no act is a Failure that lists the acts.
Result<Deed> deed_of(const std::vector<std::string>& words);

}  // namespace atrium::simulation::script
