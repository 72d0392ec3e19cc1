// Whom a window may call before whom: a strategy as events tell it, read anew without a look at the
// waiting room's code, and the bound on how often anybody is overtaken.
#pragma once

#include "runtime/core/time/instant.hpp"

#include <boost/json.hpp>

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace atrium::simulation {

// Instants in JSON are cut to milliseconds, and sums of them are off.
inline constexpr auto exact = std::chrono::milliseconds{3};

struct Standing {
  std::string status = "waiting";
  std::string service{};
  std::string bound{};        // To a window …
  std::string bound_staff{};  // … or to a member of staff.
  [[nodiscard]] bool is_bound() const { return !bound.empty() || !bound_staff.empty(); }
  bool front = false;
  Instant effective{};
  Instant parked{};
  std::int64_t calls = 0;
};

struct Visit {
  std::int64_t priority = 0;
  bool booked = false;
  Instant due{};
  int order = 0;
  Standing now{};
  bool aside = false;  // Parked because a rule broke over it.
  // How often it was overtaken in this wait: for certain, and with those too near in time to tell.
  int overtaken = 0;
  int overtaken_perhaps = 0;
  std::optional<Instant> overtaken_since{};
};
using Visits = std::map<std::string, Visit>;

class Order {
 public:
  void configure(const boost::json::object& configuration);
  void set(const boost::json::object& data);                       // "strategy_set"
  void work(const std::string& window, const std::string& staff);  // Nobody: the window is closed.
  // Whom the window lets go when it closes: bound to it, or to whoever works nowhere else.
  [[nodiscard]] bool lets_go(const std::string& window, const Visit& visit) const;

  // What is wrong with calling `called`, which still waits in `visits`; empty when nothing is.
  [[nodiscard]] std::vector<std::string> judge(const Visits& visits, const std::string& called,
                                               const std::string& window, Instant at) const;
  void note_overtaken(Visits& visits, const std::string& called, const std::string& window,
                      Instant at) const;

 private:
  struct Rules {
    bool booked_first = true;
    std::string weighing = "strict";
    std::vector<std::int64_t> weights;
    std::int64_t booked_weight = 0;
    std::int64_t overtaken_max = 5;
    std::int64_t overtaken_s = 1800;
    bool own_first = true;
    bool operator==(const Rules&) const = default;
  };
  struct Setup {
    std::vector<std::string> services;
    std::vector<std::string> also;
    Rules defined;
    Rules in_force;
    std::string staff{};
  };

  static Rules rules_in(const boost::json::object& strategy);
  static bool is_own(const Setup&, const std::string& window, const Visit&);
  static bool may_call(const Setup&, const std::string& window, const Visit&);
  static bool surely_at_bound(const Rules&, const Visit&, Instant at);
  static bool perhaps_at_bound(const Rules&, const Visit&, Instant at);
  static bool goes_before(const Rules&, const Visit& one, const Visit& other, Instant at);

  std::map<std::string, Setup> setups_;  // By window.
};

}  // namespace atrium::simulation
