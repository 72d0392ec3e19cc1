// An entity that strikes by itself, for tests of timers: once or again and again, with each way of
// taking times that were missed.
#pragma once

#include "runtime/core/codec.hpp"
#include "runtime/core/context.hpp"
#include "runtime/core/decision.hpp"
#include "runtime/core/time/due.hpp"

#include <optional>
#include <sstream>
#include <string>
#include <variant>
#include <vector>

namespace atrium::clockwork {

struct Wind {
  Instant first;
  Duration every{0};
  Missed missed = Missed::late;
};
struct Strike {};
using Command = std::variant<Wind, Strike>;
struct Strikes {};
using Query = std::variant<Strikes>;

struct Wound {
  Wind how;
};
struct Struck {
  Instant at;
};
using Event = std::variant<Wound, Struck>;

struct State {
  Wind how;
  std::optional<Instant> next;
  int strikes = 0;
};
using Saved = State;
struct Count {
  int strikes = 0;
};
using Answer = std::variant<Count>;
struct Due {
  Instant at;
  Command command;
  Missed missed = Missed::late;
  Duration every{0};
};

inline Decision<Event> decide(const State&, const Command& command, const Context& context) {
  if (const auto* wind = std::get_if<Wind>(&command)) return accept<Event>(Wound{*wind});
  return accept<Event>(Struck{context.now});
}

inline void evolve(State& state, const Event& event) {
  if (const auto* wound = std::get_if<Wound>(&event)) {
    state.how = wound->how;
    state.next = wound->how.first;
    return;
  }
  ++state.strikes;
  if (state.how.every == Duration{0}) {
    state.next.reset();
  } else if (state.how.missed == Missed::late) {
    *state.next += state.how.every;
  } else {
    const auto passed = std::get<Struck>(event).at - state.how.first;
    state.next = state.how.first + (passed / state.how.every + 1) * state.how.every;
  }
}

inline Answer reply(const State& state, const Command&, const std::vector<Event>&, const Context&) {
  return Count{state.strikes};
}
inline std::variant<Answer, Refusal> look(const State& state, const Query&, Instant) {
  return Answer{Count{state.strikes}};
}
inline std::optional<Due> due(const State& state) {
  if (!state.next) return std::nullopt;
  return Due{*state.next, Strike{}, state.how.missed, state.how.every};
}
inline const Saved& save(const State& state) { return state; }
inline State load(const Saved& saved) { return saved; }

struct Entity {
  using State = clockwork::State;
  using Command = clockwork::Command;
  using Query = clockwork::Query;
  using Event = clockwork::Event;
  using Answer = clockwork::Answer;
  using Saved = clockwork::Saved;
  static constexpr std::string_view kind = "clockwork";
};

class ClockworkCodec final : public Codec<Entity> {
 public:
  using Codec<Entity>::to_json;

  [[nodiscard]] NewEvent encode(const Event& event) const override {
    std::ostringstream out;
    if (const auto* wound = std::get_if<Wound>(&event)) {
      out << wound->how.first.time_since_epoch().count() << ' ' << wound->how.every.count() << ' '
          << static_cast<int>(wound->how.missed);
    } else {
      out << std::get<Struck>(event).at.time_since_epoch().count();
    }
    return {static_cast<std::uint16_t>(event.index()), 1, out.str()};
  }
  [[nodiscard]] Result<Event> decode(std::uint16_t number, std::uint16_t,
                                     std::string_view payload) const override {
    std::istringstream in{std::string(payload)};
    Duration::rep at = 0, every = 0;
    int missed = 0;
    in >> at;
    if (number == 1) return Struck{Instant{Duration{at}}};
    in >> every >> missed;
    return Wound{{Instant{Duration{at}}, Duration{every}, static_cast<Missed>(missed)}};
  }
  [[nodiscard]] Bytes encode_state(const State& state) const override {
    std::ostringstream out;
    out << state.how.first.time_since_epoch().count() << ' ' << state.how.every.count() << ' '
        << static_cast<int>(state.how.missed) << ' ' << state.strikes << ' '
        << (state.next ? state.next->time_since_epoch().count() : -1);
    return out.str();
  }
  [[nodiscard]] Result<State> decode_state(std::uint16_t, std::string_view bytes) const override {
    std::istringstream in{std::string(bytes)};
    Duration::rep first = 0, every = 0, next = 0;
    int missed = 0;
    State state;
    in >> first >> every >> missed >> state.strikes >> next;
    state.how = {Instant{Duration{first}}, Duration{every}, static_cast<Missed>(missed)};
    if (next >= 0) state.next = Instant{Duration{next}};
    return state;
  }
  [[nodiscard]] Bytes to_json(const Answer& answer) const override {
    return "{\"strikes\":" + std::to_string(std::get<Count>(answer).strikes) + "}";
  }
  [[nodiscard]] Result<Text> to_json(const Envelope& envelope) const override {
    return Text{"clockwork." + std::to_string(envelope.event), "{}"};
  }
};

}  // namespace atrium::clockwork
