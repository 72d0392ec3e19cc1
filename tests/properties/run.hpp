// Carries out a random course of commands on one entity and checks after each what every entity
// owes: rules that change nothing, facts that fold, one state however it was come by. Pure: no
// actor, no journal; the codec and a memory vault stand for the disk.
#pragma once

#include "persistence/codec/entity_codec.hpp"
#include "tests/golden/golden.hpp"
#include "tests/properties/any.hpp"
#include "tests/properties/any_booking.hpp"
#include "tests/support/entities.hpp"
#include "tests/support/show.hpp"

#include <rapidcheck.h>

#include <ostream>
#include <utility>
#include <vector>

namespace atrium::properties {

template <class E>
struct Step {
  Duration later{};  // Since the step before.
  Who who;
  typename E::Command command;
  typename E::Query query;  // Asked afterwards.
  bool restart = false;     // The other one sleeps and wakes from its snapshot before this.
};

template <class E>
std::ostream& operator<<(std::ostream& out, const Step<E>& step) {
  return out << "+" << step.later.count() / 1'000'000 << " s " << show(step.command) << " by "
             << show(step.who) << (step.restart ? " after a restart" : "") << "; asks "
             << show(step.query) << "\n ";
}

template <class E>
struct Any<Step<E>> {
  static rc::Gen<Step<E>> gen() {
    const auto seconds = [](int from, int to) {
      return rc::gen::map(rc::gen::inRange(from, to), [](int s) { return Duration(s * 1s); });
    };
    return rc::gen::build<Step<E>>(
        rc::gen::set(&Step<E>::later,
                     rc::gen::weightedOneOf<Duration>(
                         {{40, seconds(0, 90)}, {4, seconds(90, 3600)}, {1, seconds(0, 172'800)}})),
        rc::gen::set(&Step<E>::who, any<Who>()),
        rc::gen::set(&Step<E>::command, any<typename E::Command>()),
        rc::gen::set(&Step<E>::query, any<typename E::Query>()),
        rc::gen::set(&Step<E>::restart, rc::gen::weightedElement<bool>({{1, true}, {6, false}})));
  }
};

// The live entity, and another that only ever heard of its stored bytes.
template <class E>
class Run {
 public:
  using Event = typename E::Event;
  using State = typename E::State;

  // `check(run, step, events)` after each accepted command.
  template <class Check>
  void go(const std::vector<Step<E>>& steps, Check&& check) {
    for (const auto& step : steps) {
      context_.now += step.later;
      context_.who = step.who;
      if (step.restart) sleep_and_wake();
      if (const auto events = decided(step)) {
        absorb(step, *events);
        check(*this, step, *events);
      }
      check_questions(step);
    }
    check_replay();
  }
  void go(const std::vector<Step<E>>& steps) {
    go(steps, [](const Run&, const Step<E>&, const std::vector<Event>&) {});
  }

  [[nodiscard]] const State& state() const { return live_; }
  [[nodiscard]] const State& state_before() const { return before_; }
  [[nodiscard]] Instant now() const { return context_.now; }
  [[nodiscard]] const std::vector<Event>& history() const { return history_; }
  [[nodiscard]] std::size_t refused() const { return refused_; }

 private:
  std::optional<std::vector<Event>> decided(const Step<E>& step) {
    const auto before = save(live_);
    auto outcome = decide(live_, step.command, context_);
    RC_ASSERT(save(live_) == before);
    RC_ASSERT(decide(live_, step.command, context_) == outcome);
    RC_ASSERT(decide(stored_, step.command, context_) == outcome);
    if (const auto* refusal = std::get_if<Refusal>(&outcome)) {
      ++refused_;
      RC_ASSERT(refusal->code.find('.') != std::string::npos);
      return std::nullopt;
    }
    return std::move(std::get<std::vector<Event>>(outcome));
  }

  void absorb(const Step<E>& step, const std::vector<Event>& events) {
    before_ = live_;
    for (const auto& event : events) {
      evolve(live_, event);
      evolve(stored_, as_read(event));
      history_.push_back(event);
    }
    RC_ASSERT(save(stored_) == save(live_));
    RC_ASSERT(told(live_, step, events) == told(stored_, step, events));
    if (!events.empty()) return;
    RC_ASSERT(save(live_) == save(before_));
  }

  // As it comes back from the disk, which must be as it went there.
  Event as_read(const Event& event) {
    const auto bytes = codec_->encode(event);
    auto read = codec_->decode(bytes.number, bytes.schema, bytes.payload);
    RC_ASSERT(read.has_value());
    RC_ASSERT(*read == event);
    return std::move(*read);
  }

  void sleep_and_wake() {
    const auto bytes = codec_->encode_state(save(stored_));
    const auto saved = codec_->decode_state(saved_schema_of<E>(), bytes);
    RC_ASSERT(saved.has_value());
    stored_ = load(*saved);
    RC_ASSERT(save(stored_) == save(live_));
  }

  std::string told(const State& state, const Step<E>& step, const std::vector<Event>& events) {
    return show(reply(state, step.command, events, context_));
  }

  void check_questions(const Step<E>& step) {
    const auto one = look(live_, step.query, context_.now);
    const auto other = look(stored_, step.query, context_.now);
    RC_ASSERT(show(one) == show(other));
    if constexpr (requires { due(live_); }) {
      const auto timer = due(live_), same_timer = due(stored_);
      RC_ASSERT(timer.has_value() == same_timer.has_value());
      if (timer) RC_ASSERT(timer->at == same_timer->at);
    }
  }

  void check_replay() {
    State replayed{};
    for (const auto& event : history_) evolve(replayed, as_read(event));
    RC_ASSERT(bytes_of(replayed) == bytes_of(live_));
  }
  std::string bytes_of(const State& state) {
    const auto vault = golden::vault_of_the_person();
    return codec_of<E>(*vault)->encode_state(save(state));
  }

  Context context_{half_past_eight, {}, {}};
  State live_{}, stored_{}, before_{};
  std::vector<Event> history_;
  std::size_t refused_ = 0;
  std::unique_ptr<persistence::Vault> vault_ = persistence::make_memory_vault();
  std::unique_ptr<Codec<E>> codec_ = codec_of<E>(*vault_);
};

// What makes most commands possible, and comes first in most courses.
template <class E>
std::vector<typename E::Command> opening() {
  if constexpr (std::same_as<E, waiting_room::Entity>) {
    using namespace waiting_room;
    return {Configure{a_hall()}, OpenWindow{WindowId{"1"}, StaffId{"clerk01"}},
            OpenWindow{WindowId{"2"}, StaffId{"clerk02"}}, OpenWindow{WindowId{"3"}, {}}};
  } else if constexpr (std::same_as<E, evaluation::Entity>) {
    using namespace evaluation;
    return {Give{1, {}, "", Served{TicketId{"20261121-A001"}, WindowId{"1"}, {}}}};
  } else if constexpr (std::same_as<E, appointment_book::Entity>) {
    return {appointment_book::Configure{a_booking_hall()}};
  } else {
    return {};
  }
}

// As many steps as rapidcheck's size, which grows from 0 to 100, times `factor`, at most.
template <class E>
rc::Gen<std::vector<Step<E>>> courses(int factor = 1) {
  return rc::gen::withSize([factor](int size) {
    auto course =
        rc::gen::resize(size * factor, rc::gen::container<std::vector<Step<E>>>(sized<Step<E>>()));
    return rc::gen::weightedOneOf<std::vector<Step<E>>>(
        {{1, course}, {5, rc::gen::map(course, [](std::vector<Step<E>> steps) {
                         auto opened = opening<E>();
                         for (std::size_t i = 0; i < opened.size(); ++i) {
                           Step<E> first;
                           first.command = std::move(opened[i]);
                           steps.insert(steps.begin() + static_cast<std::ptrdiff_t>(i), first);
                         }
                         return steps;
                       })}});
  });
}

}  // namespace atrium::properties
