// The smallest entity there is, for tests of the shell: it adds numbers up, and breaks when told
// to.
#pragma once

#include "runtime/core/assert.hpp"
#include "runtime/core/codec.hpp"
#include "runtime/core/context.hpp"
#include "runtime/core/decision.hpp"

#include <fmt/format.h>

#include <optional>
#include <set>
#include <sstream>
#include <string>
#include <variant>
#include <vector>

namespace atrium::tally {

struct Add {
  int n = 0;
};
struct Refuse {};
struct Nothing {};
struct BreakDecision {};
struct BreakEvolve {};
struct Remind {
  Instant at;
};
struct Ring {
  Instant at;
};
// Breaks a rule as long as its subject has not been set aside.
struct Stumble {
  std::string subject;
};
struct SetAside {
  std::string subject;
};
struct Release {
  std::string subject;
};
using Command = std::variant<Add, Refuse, Nothing, BreakDecision, BreakEvolve, Remind, Ring,
                             Stumble, SetAside, Release>;

struct Total {};
using Query = std::variant<Total>;

struct Added {
  int n = 0;
};
struct Broken {};
struct Reminded {
  Instant at;
};
struct Rung {};
struct Aside {
  std::string subject;
  bool aside = true;
};
using Event = std::variant<Added, Broken, Reminded, Rung, Aside>;

struct State {
  int total = 0;
  int rung = 0;
  std::optional<Instant> remind;
  std::set<std::string> aside;
};
using Saved = State;

struct Sum {
  int total = 0;
};
using Answer = std::variant<Sum>;

struct Due {
  Instant at;
  Command command;
};

inline Decision<Event> decide(const State& state, const Command& command, const Context&) {
  if (const auto* add = std::get_if<Add>(&command)) return accept<Event>(Added{add->n});
  if (std::holds_alternative<Refuse>(command)) return refuse(RefusalKind::conflict, "tally.no");
  if (std::holds_alternative<Nothing>(command)) return accept<Event>();
  if (std::holds_alternative<BreakDecision>(command)) ATRIUM_ASSERT(false, "told to");
  if (const auto* remind = std::get_if<Remind>(&command)) {
    return accept<Event>(Reminded{remind->at});
  }
  if (std::holds_alternative<Ring>(command)) return accept<Event>(Rung{});
  if (const auto* stumble = std::get_if<Stumble>(&command)) {
    if (state.aside.contains(stumble->subject))
      return refuse(RefusalKind::wrong_phase, "tally.aside");
    ATRIUM_ASSERT(false, "stumbled");
  }
  if (const auto* set = std::get_if<SetAside>(&command)) return accept<Event>(Aside{set->subject});
  if (const auto* free = std::get_if<Release>(&command)) {
    return accept<Event>(Aside{free->subject, false});
  }
  return accept<Event>(Added{1000}, Broken{});
}

inline void evolve(State& state, const Event& event) {
  if (const auto* added = std::get_if<Added>(&event)) state.total += added->n;
  if (const auto* reminded = std::get_if<Reminded>(&event)) state.remind = reminded->at;
  if (std::holds_alternative<Rung>(event)) {
    ++state.rung;
    state.remind.reset();
  }
  if (const auto* moved = std::get_if<Aside>(&event)) {
    if (moved->aside) {
      state.aside.insert(moved->subject);
    } else {
      state.aside.erase(moved->subject);
    }
  }
  ATRIUM_ASSERT(!std::holds_alternative<Broken>(event), "told to");
}

inline std::optional<std::string> suspect(const State&, const Command& command, Instant) {
  const auto* stumble = std::get_if<Stumble>(&command);
  return stumble == nullptr ? std::nullopt : std::optional(stumble->subject);
}

inline Answer reply(const State& state, const Command&, const std::vector<Event>&, const Context&) {
  return Sum{state.total};
}
inline std::variant<Answer, Refusal> look(const State& state, const Query&, Instant) {
  return Answer{Sum{state.total}};
}
inline std::optional<Due> due(const State& state) {
  if (!state.remind) return std::nullopt;
  return Due{*state.remind, Ring{*state.remind}};
}
inline const Saved& save(const State& state) { return state; }
inline State load(const Saved& saved) { return saved; }

struct Entity {
  using State = tally::State;
  using Command = tally::Command;
  using Query = tally::Query;
  using Event = tally::Event;
  using Answer = tally::Answer;
  using Saved = tally::Saved;
  static constexpr std::string_view kind = "tally";
  static tally::Command set_aside(const std::string& subject, const std::string&) {
    return SetAside{subject};
  }
};

class TallyCodec final : public Codec<Entity> {
 public:
  using Codec<Entity>::to_json;

  [[nodiscard]] NewEvent encode(const Event& event) const override {
    std::int64_t number = 0;
    if (const auto* added = std::get_if<Added>(&event)) number = added->n;
    if (const auto* reminded = std::get_if<Reminded>(&event)) {
      number = reminded->at.time_since_epoch().count();
    }
    if (const auto* moved = std::get_if<Aside>(&event)) {
      return {4, 1, (moved->aside ? "+" : "-") + moved->subject};
    }
    return {static_cast<std::uint16_t>(event.index()), 1, std::to_string(number)};
  }
  [[nodiscard]] Result<Event> decode(std::uint16_t number, std::uint16_t,
                                     std::string_view payload) const override {
    if (number == 4) return Aside{std::string(payload.substr(1)), payload.front() == '+'};
    const auto n = std::stoll(std::string(payload));
    if (number == 0) return Added{static_cast<int>(n)};
    if (number == 1) return Broken{};
    if (number == 2) return Reminded{Instant{Duration{n}}};
    if (number == 3) return Rung{};
    return fail(FailureCode::damaged, fmt::format("event {} of a tally is unknown", number));
  }
  [[nodiscard]] Bytes encode_state(const State& state) const override {
    return std::to_string(state.total) + " " + std::to_string(state.rung) + " " +
           (state.remind ? std::to_string(state.remind->time_since_epoch().count()) : "-");
  }
  [[nodiscard]] Result<State> decode_state(std::uint16_t, std::string_view bytes) const override {
    std::istringstream in{std::string(bytes)};
    State state;
    std::string remind;
    in >> state.total >> state.rung >> remind;
    if (remind != "-") state.remind = Instant{Duration{std::stoll(remind)}};
    return state;
  }
  [[nodiscard]] Bytes to_json(const Answer& answer) const override {
    return fmt::format(R"({{"total":{}}})", std::get<Sum>(answer).total);
  }
  [[nodiscard]] Result<Text> to_json(const Envelope& envelope) const override {
    return Text{"tally." + std::to_string(envelope.event), "{}"};
  }
};

}  // namespace atrium::tally
