// A step at a time.
#include "simulation/trial/trial.hpp"

#include "simulation/link/courier.hpp"
#include "simulation/trial/hall.hpp"
#include "simulation/trial/watched.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <deque>
#include <ostream>

namespace atrium::simulation::trial {
namespace {

using namespace std::chrono_literals;

// A Monday morning in the hall's local time.
constexpr Instant begins = std::chrono::sys_days{std::chrono::year{2026} / 11 / 23};

enum class Kind { deed, burst, again, reuse, late, jump, crash, change, pause, night, cut };

// What was asked once and may be asked again.
struct Asked {
  std::size_t house = 0;
  Deed deed;
  CommandId id;
  bool elsewhere = false;  // The id was used at another entity since.
};

struct Late {
  std::size_t step = 0;
  Asked asked;
};

class Trial {
 public:
  Trial(std::uint64_t seed, std::ostream* trace)
      : seed_(seed), trace_(trace), courier_(annex, main, seed) {}

  TrialResult run(const Steps& steps) {
    if (!begin()) return result(0);
    const auto forced = forced_crash();
    std::size_t last = 0;
    for (const auto step : steps.list()) {
      Random chance(seed_, fmt::format("step/{}", step));
      if (trace_ != nullptr) *trace_ << "step " << step << '\n';
      deliver_late(step);
      take(step == forced ? Kind::crash : draw_kind(chance), step, chance);
      pump(chance);
      last = step;
      if (is_broken()) return result(step);
    }
    end();
    return result(last + 1);
  }

 private:
  static inline const PartitionId main{"main"};
  static inline const PartitionId annex{"annex"};

  bool begin();
  void end();
  TrialResult result(std::size_t step);
  bool is_broken();

  [[nodiscard]] std::size_t forced_crash() const {
    Random chance(seed_, "crash");
    return steps_of_a_trial / 4 + chance.bits() % (steps_of_a_trial / 2);
  }
  static Kind draw_kind(Random& chance) {
    static constexpr double weights[] = {70, 8, 9, 2, 2, 0.4, 0.25, 0.3, 0.6, 0.12, 0.4};
    return static_cast<Kind>(chance.pick(weights));
  }
  // Mostly the main house.
  static std::size_t draw_house(Random& chance) { return chance.happens(0.12) ? 1 : 0; }

  void take(Kind kind, std::size_t step, Random& chance);
  void ask(Asked asked);
  void deed(std::size_t step, unsigned number, Random& chance);
  void again(std::size_t step, Random& chance, bool another);
  void change(std::size_t step, Random& chance);
  void jump(Random& chance);
  void crash(Random& chance);
  void night(Random& chance);
  void pump(Random& chance);
  void pass(Duration time);
  void carry();
  void deliver_late(std::size_t step);

  std::uint64_t seed_;
  std::ostream* trace_;
  Courier courier_;
  std::vector<std::unique_ptr<WatchedHouse>> houses_;
  std::deque<Asked> asked_;  // The latest.
  std::vector<Late> late_;
  TrialResult result_;
};

bool Trial::begin() {
  Random chance(seed_, "halls");
  const auto add = [&](const PartitionId& name, const std::string& mark, WatchedHouse::Also also) {
    House::Options options{
        begins + std::chrono::minutes{chance.bits() % 600}, seed_ * 2 + houses_.size(), {}, {}};
    if (chance.happens(0.6)) options.host.idle_after = std::chrono::seconds{chance.bits() % 120};
    if (chance.happens(0.4)) options.host.memory_budget = 16 << 10;
    auto made = WatchedHouse::make(draw_hall(name.value, mark, chance), std::move(options),
                                   std::move(also), trace_);
    if (!made) return result_.broken.push_back(made.error().what);
    houses_.push_back(std::move(*made));
  };
  add(main, "", [this](const Happening& happening) {
    if (!Courier::is_taken(annex, happening.stream)) return true;
    courier_.see_taken(happening);
    return false;
  });
  add(annex, "x", [this](const Happening& happening) {
    courier_.see_sent(happening);
    return true;
  });
  return result_.broken.empty();
}

void Trial::take(Kind kind, std::size_t step, Random& chance) {
  switch (kind) {
    case Kind::deed:
      return deed(step, 0, chance);
    case Kind::burst:  // Several at once, before any is handled.
      for (unsigned i = 0; i < 2 + chance.bits() % 5; ++i) deed(step, i, chance);
      return;
    case Kind::again:
      return again(step, chance, false);
    case Kind::reuse:
      return again(step, chance, true);
    case Kind::late: {
      const auto house = draw_house(chance);
      Asked asked{house, draw_deed(houses_[house]->scene(), chance), {fmt::format("t-{}", step)}};
      late_.push_back({step + 1 + chance.bits() % 60, std::move(asked)});
      return;
    }
    case Kind::jump:
      return jump(chance);
    case Kind::crash:
      return crash(chance);
    case Kind::change:
      return change(step, chance);
    case Kind::pause:
      return pass(std::chrono::seconds{60 + chance.bits() % 1800});
    case Kind::night:
      return night(chance);
    case Kind::cut:
      return courier_.cut(chance.happens(0.4));
  }
}

void Trial::ask(Asked asked) {
  auto& house = *houses_[asked.house];
  if (asked.deed.command) ++result_.commands;
  house.ask(asked.deed, asked.id);
  if (!asked.deed.command) return;
  asked_.push_back(std::move(asked));
  if (asked_.size() > 300) asked_.pop_front();
}

void Trial::deed(std::size_t step, unsigned number, Random& chance) {
  const auto house = draw_house(chance);
  auto id = number == 0 ? fmt::format("t-{}", step) : fmt::format("t-{}-{}", step, number);
  ask({house, draw_deed(houses_[house]->scene(), chance), {std::move(id)}});
}

// The same id again, mostly a recent one: in flight, answered, or lost in a crash.
void Trial::again(std::size_t step, Random& chance, bool another) {
  if (asked_.empty()) return deed(step, 0, chance);
  const auto back = static_cast<std::size_t>(chance.exponential(chance.happens(0.7) ? 3 : 60));
  auto& first = asked_[asked_.size() - 1 - std::min(back, asked_.size() - 1)];
  auto asked = first;
  auto& house = *houses_[asked.house];
  if (!house.replies().is_fresh(asked.id, house.house().latest())) return;
  if (another) {
    const auto deed = draw_deed(house.scene(), chance);
    // An id that is in flight at one entity is not yet known to the others.
    const bool here = deed.target == asked.deed.target;
    const bool known = !house.replies().waits(asked.id) || (here && !asked.elsewhere);
    if (!deed.command || !known) return;
    first.elsewhere = first.elsewhere || !here;
    asked.deed = deed;
  }
  ++result_.repeats;
  ++result_.commands;
  house.ask(asked.deed, asked.id);
}

void Trial::change(std::size_t step, Random& chance) {
  const auto house = draw_house(chance);
  auto hall = draw_change(houses_[house]->house().hall(), chance);
  ask({house, configure(hall), {fmt::format("t-{}", step)}});
  if (chance.happens(0.6)) ask({house, configure_bookings(hall), {fmt::format("t-{}-b", step)}});
  // Policies follow the devices of the file that the house starts with: those stay.
  const bool same_windows = hall.windows.size() == houses_[house]->house().hall().windows.size();
  if (same_windows && chance.happens(0.5)) houses_[house]->house().change(std::move(hall));
}

// The wall clock is wrong from now on, or right again.
void Trial::jump(Random& chance) {
  auto& house = houses_[draw_house(chance)]->house();
  const auto by =
      chance.happens(0.5) ? Duration(-10min) : Duration(std::chrono::seconds{chance.bits() % 7200});
  house.jump(by);
}

void Trial::crash(Random& chance) {
  const auto which = draw_house(chance);
  auto& house = *houses_[which];
  if (chance.happens(0.3)) house.house().flush();  // Durable, and nobody was told.
  if (chance.happens(0.3)) house.run_some(chance.bits() % 20);
  House::Crash cut{0, chance.happens(0.5), {}};
  if (chance.happens(0.6)) cut.kept = chance.bits() % (house.house().held() + 1);
  const auto streams = house.shadow().streams();
  const bool room_too = chance.happens(0.3);
  if (chance.happens(0.3) && !streams.empty())
    cut.damaged = streams[chance.bits() % streams.size()];
  if (room_too) cut.damaged = StreamId{"waiting_room", "main"};
  house.crash(cut);
  ++result_.crashes;
  which == 0 ? courier_.to_was_killed() : courier_.from_was_killed(house.house().runtime());
  if (chance.happens(0.5)) house.settle();
}

// To about the turn of the main house's day, half of the time past it.
void Trial::night(Random& chance) {
  auto& house = houses_[0]->house();
  const auto& hall = house.hall();
  const auto today = business_day(hall.time_zone, hall.reset, house.now());
  const auto left = day_end(hall.time_zone, hall.reset, today) - house.now();
  pass(left + std::chrono::seconds{static_cast<int>(chance.bits() % 40) - 20});
}

// Lets some of what is to be done be done, and some of what is held become durable.
void Trial::pump(Random& chance) {
  for (auto& house : houses_) {
    if (chance.happens(0.5)) house->run_some(chance.bits() % 40);
    if (chance.happens(0.02)) house->house().lag_cursors(chance.happens(0.6));
    const auto held = house->house().held();
    if (chance.happens(0.5)) house->house().flush(held);
    if (chance.happens(0.2)) house->house().flush(chance.bits() % (held + 1));
    if (chance.happens(0.3)) house->run_some(chance.bits() % 40);
  }
  carry();
  if (chance.happens(0.6)) {
    const auto us = static_cast<std::int64_t>(chance.exponential(6e6));
    pass(Duration{us});
  }
  for (auto& house : houses_) {
    if (chance.happens(0.6)) house->house().flush(house->house().held());
  }
}

void Trial::pass(Duration time) {
  if (time <= Duration{0}) return;
  for (auto& house : houses_) house->run_for(time);
}

void Trial::carry() {
  courier_.step(houses_[0]->house().steady(), houses_[1]->house().runtime(),
                houses_[0]->house().runtime());
}

void Trial::deliver_late(std::size_t step) {
  for (auto& late : late_) {
    if (late.step <= step) ask(std::move(late.asked));
  }
  std::erase_if(late_, [&](const Late& late) { return late.step <= step; });
}

bool Trial::is_broken() {
  for (auto& house : houses_) {
    if (!house->broken().empty()) return true;
  }
  return !courier_.broken().empty();
}

// Everything is delivered and done, then looked at as a whole.
void Trial::end() {
  deliver_late(~std::size_t{0});
  courier_.heal();
  for (int i = 0; i < 2000; ++i) {
    for (auto& house : houses_) house->settle();
    carry();
    if (i > 20 && courier_.idle(houses_[1]->house().runtime())) break;
    pass(200ms);
  }
  courier_.close();
  for (auto& house : houses_) house->close();
}

TrialResult Trial::result(std::size_t step) {
  result_.broken_at = step;
  for (auto& house : houses_) {
    for (const auto& one : house->broken()) {
      result_.broken.push_back(house->house().partition().value + ": " + one);
    }
    const auto head = house->house().journal()->head();
    result_.events += head.position;
    result_.slept += house->slept();
    result_.accepted += house->replies().accepted();
    result_.compared += house->shadow().compared();
    for (std::size_t i = 0; i < 8; ++i) result_.digest += fmt::format("{:02x}", head.hash[i]);
    result_.digest += fmt::format("{:016x}", house->replies().digest());
  }
  for (const auto& one : courier_.broken()) result_.broken.push_back(one);
  return result_;
}

}  // namespace

TrialResult run_trial(std::uint64_t seed, const Steps& steps, std::ostream* trace) {
  return Trial(seed, trace).run(steps);
}

}  // namespace atrium::simulation::trial
