// A rule told as a story: given what happened, when somebody asks, then these facts, or a refusal
// with its code. Works for every entity; pure, no actor, no journal.
#pragma once

#include "runtime/core/context.hpp"
#include "runtime/core/decision.hpp"

#include <boost/test/unit_test.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace atrium {

template <class Entity>
class Story {
 public:
  using Event = typename Entity::Event;
  using Command = typename Entity::Command;

  // From now on it is `now`, and this is who asks.
  Story& at(Instant now) {
    context_.now = now;
    return *this;
  }
  Story& by(WhoKind kind, std::string id) {
    context_.who = {kind, std::move(id)};
    return *this;
  }

  template <class... Facts>
  Story& given(Facts&&... facts) {
    (evolve(state_, Event(std::forward<Facts>(facts))), ...);
    return *this;
  }

  // Given the facts that these commands led to; each must be accepted.
  template <class... Commands>
  Story& did(Commands&&... commands) {
    (when(Command(std::forward<Commands>(commands))).then_accepted(), ...);
    return *this;
  }

  Story& when(Command command) {
    settle();
    command_ = std::move(command);
    outcome_ = decide(state_, *command_, context_);
    settled_ = false;
    return *this;
  }

  template <class... Facts>
  Story& then(Facts&&... facts) {
    const std::vector<Event> expected{Event(std::forward<Facts>(facts))...};
    const auto& events = accepted();
    BOOST_TEST_REQUIRE(events.size() == expected.size());
    for (std::size_t i = 0; i < expected.size(); ++i) {
      BOOST_TEST((events[i] == expected[i]), "event " << i << " is not the expected one");
    }
    return *this;
  }

  Story& then_accepted() {
    static_cast<void>(accepted());
    return *this;
  }
  Story& then_nothing() {
    BOOST_TEST(accepted().empty(), "something changed");
    return *this;
  }
  Story& then_refused(RefusalKind kind, const std::string& code) {
    const auto* refusal = std::get_if<Refusal>(&outcome_);
    BOOST_TEST_REQUIRE((refusal != nullptr), "accepted, where " << code << " was expected");
    BOOST_TEST(refusal->code == code);
    BOOST_TEST((refusal->kind == kind), code << " is of another kind");
    return *this;
  }

  // The event of this type among those that were decided.
  template <class Fact>
  Fact fact() const {
    for (const auto& event : accepted()) {
      if (const auto* found = std::get_if<Fact>(&event)) return *found;
    }
    BOOST_TEST_REQUIRE(false, "no such event was decided");
    return {};
  }
  [[nodiscard]] Refusal refusal() const {
    const auto* refused = std::get_if<Refusal>(&outcome_);
    BOOST_TEST_REQUIRE((refused != nullptr), "accepted, where a refusal was expected");
    return *refused;
  }
  [[nodiscard]] const std::vector<Event>& accepted() const {
    if (const auto* refused = std::get_if<Refusal>(&outcome_)) {
      BOOST_TEST_REQUIRE(false, "refused " << refused->code << ": " << refused->detail);
    }
    return std::get<std::vector<Event>>(outcome_);
  }

  // As it stands with what was decided last.
  const typename Entity::State& state() {
    settle();
    return state_;
  }
  // What a question is answered; it must not be refused.
  template <class View, class Query>
  View answer(Query query) {
    const auto answer = look(state(), typename Entity::Query(std::move(query)), context_.now);
    if (const auto* refused = std::get_if<Refusal>(&answer)) {
      BOOST_TEST_REQUIRE(false, "refused " << refused->code);
    }
    return std::get<View>(std::get<0>(answer));
  }
  template <class Query>
  std::string refused_answer(Query query) {
    const auto answer = look(state(), typename Entity::Query(std::move(query)), context_.now);
    const auto* refused = std::get_if<Refusal>(&answer);
    return refused == nullptr ? "answered" : refused->code;
  }
  // What the asker of the last command is told.
  template <class View>
  View told() {
    settle();
    return std::get<View>(reply(state_, *command_, accepted(), context_));
  }
  // Everything that became true by commands, in order.
  [[nodiscard]] const std::vector<Event>& history() {
    settle();
    return history_;
  }

 private:
  // What was decided becomes true once the story goes on.
  void settle() {
    if (settled_) return;
    settled_ = true;
    const auto* events = std::get_if<std::vector<Event>>(&outcome_);
    if (events == nullptr) return;
    for (const auto& event : *events) {
      evolve(state_, event);
      history_.push_back(event);
    }
  }

  typename Entity::State state_;
  Context context_;
  std::optional<Command> command_;
  Decision<Event> outcome_;
  bool settled_ = true;
  std::vector<Event> history_;
};

}  // namespace atrium
