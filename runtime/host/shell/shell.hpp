// The one shell around every pure entity: decide → evolve → append → (synced) → answer, in that
// order. It goes on deciding while earlier events are being synced, and holds every answer,
// refusals and queries included, until the version that it was decided on is durable.
// Deliberately free of CAF: entity_actor.cpp lends it a mailbox, virtual or real.
#pragma once

#include "runtime/core/assert.hpp"
#include "runtime/core/codec.hpp"
#include "runtime/core/name_of.hpp"
#include "runtime/core/plant.hpp"
#include "runtime/core/time/clock.hpp"
#include "runtime/core/time/due.hpp"
#include "runtime/host/ask.hpp"
#include "runtime/host/shell/answers.hpp"
#include "runtime/host/shell/any_shell.hpp"
#include "runtime/host/shell/defects.hpp"
#include "runtime/host/shell/recorded.hpp"

#include <algorithm>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace atrium::host {

// An entity without `due` does nothing by itself.
template <class E>
concept has_timers = requires(const typename E::State& state) {
  due(state);
};

template <class E>
class Shell final : public AnyShell {
 public:
  using Command = typename E::Command;
  using Query = typename E::Query;
  using Event = typename E::Event;
  using State = typename E::State;

  // Everything that is handed in by reference outlives the shell.
  Shell(StreamId stream, Journal& journal, const Codec<E>& codec, const Clock& clock,
        const ShellHooks& hooks)
      : stream_(std::move(stream)),
        journal_(journal),
        codec_(codec),
        clock_(clock),
        hooks_(hooks) {}

  void recover() override {
    quarantine_.reset();
    if (auto done = self_.recover(stream_, journal_, codec_); !done) {
      quarantine_ = done.error().what;
      return;
    }
    durable_ = self_.version;
    timer_ = next_due();
    note_timer();
  }

  void take(AnyAsk& any, const std::shared_ptr<CommitListener>& listener) override {
    auto& ask = static_cast<Ask<E>&>(any);
    if (quarantine_) return ask.reply(Trouble{Trouble::Kind::failure, *quarantine_});
    if (const auto* query = std::get_if<Query>(&ask.what)) {
      say(ask.reply, on_guard({}, [&] { return look_up(*query); }));
    } else {
      carry_out(std::get<Command>(ask.what), ask.asker, ask.reply, listener);
    }
  }

  void committed(Position position, Version version) override {
    durable_ = std::max(durable_, version);
    self_.position = std::max(self_.position, position);
    for (; !undurable_.empty() && undurable_.front().version <= durable_; undurable_.pop_front()) {
      if (auto& snapshot = undurable_.front().snapshot) {
        snapshot->position = position;
        journal_.put_snapshot(std::move(*snapshot));
      }
      if (undurable_.front().timer_moved) note_timer();
    }
    answers_.release(durable_, self_.position);
    if (hooks_.witness && undurable_.empty() && !quarantine_) {
      hooks_.witness(stream_, self_.version, &self_.state);
    }
  }

  void fire(Instant at, Reply& reply, const std::shared_ptr<CommitListener>& listener) override {
    if (quarantine_) return reply(Trouble{Trouble::Kind::failure, *quarantine_});
    if (at != timer_) journal_.set_timer(stream_, {at, timer_});  // A row that no longer holds.
    if constexpr (has_timers<E>) {
      if (const auto next = due(self_.state)) {
        const auto fires = fires_at(occurrence_of(*next), now());
        if (!fires) {
          spent_ = timer_;
        } else if (*fires > now()) {
          move_timer(*fires);
        } else if (timer_ != spent_) {
          return fire(next->command, reply, listener);
        }
      }
    }
    if (timer_ && timer_ == spent_) drop_timer(*timer_);
    say(reply, Accepted{});
  }

  void restate_timer() override {
    if (timer_) journal_.set_timer(stream_, {std::nullopt, timer_});
    timer_written_ = true;
    note_timer();
  }

  [[nodiscard]] bool idle() const override { return answers_.empty() && undurable_.empty(); }
  void rest() override {
    if (timer_ && !timer_written_ && timer_ != spent_) restate_timer();
    if (!quarantine_ && self_.events_since_snapshot >= snapshot_worth) leave_snapshot();
  }
  // When idle: what is said to be true must be durable.
  void leave_snapshot() {
    auto snapshot = self_.snapshot(stream_, codec_);
    snapshot.position = self_.position;
    journal_.put_snapshot(std::move(snapshot));
  }
  [[nodiscard]] ShellVitals vitals() const override {
    return {answers_.size(), self_.bytes(), defects_.total(), quarantine_.has_value()};
  }

  [[nodiscard]] const State& state() const { return self_.state; }
  [[nodiscard]] Version version() const { return self_.version; }
  [[nodiscard]] const std::optional<std::string>& quarantine() const override {
    return quarantine_;
  }

 private:
  // A commit on its way: a rebuild after a defect needs its events.
  struct Undurable {
    Version version = 0;
    std::vector<Event> events;
    CommandId id;
    Instant at;
    std::optional<Snapshot> snapshot;
    bool timer_moved = false;
  };

  [[nodiscard]] Instant now() const {
    return ATRIUM_PLANTED("time_runs_back") ? clock_.now() : std::max(self_.at, clock_.now());
  }
  void say(Reply& reply, Outcome outcome) {
    answers_.say(reply, std::move(outcome), self_.version, self_.position);
  }

  Outcome look_up(const Query& query) {
    auto found = look(self_.state, query, now());
    if (auto* refusal = std::get_if<Refusal>(&found)) return Refused{0, std::move(*refusal)};
    return Accepted{0, false, codec_.to_json(std::get<typename E::Answer>(found))};
  }

  void carry_out(const Command& command, const Asker& asker, Reply& reply,
                 const std::shared_ptr<CommitListener>& listener) {
    if (answered_before(asker, reply)) return;
    const Context context{now(), asker.who, asker.id};
    if (defects_.resting(context.now)) {
      return say(reply, Trouble{Trouble::Kind::overloaded, "rests after too many rebuilds"});
    }
    std::vector<Event> events;
    auto outcome = on_guard(&command, [&]() -> Outcome {
      auto decision = decide(self_.state, command, context);
      if (auto* refusal = std::get_if<Refusal>(&decision)) return Refused{0, std::move(*refusal)};
      events = std::get<std::vector<Event>>(std::move(decision));
      if (!events.empty()) return Accepted{};
      return Accepted{0, false, codec_.to_json(told(command, events, context))};
    });
    if (events.empty() || std::holds_alternative<Trouble>(outcome)) {
      say(reply, std::move(outcome));
    } else {
      absorb(command, std::move(events), context, asker, reply, listener);
    }
    set_suspect_aside(listener);
  }

  typename E::Answer told(const Command& command, const std::vector<Event>& events,
                          const Context& context) {
    return reply(self_.state, command, events, context);
  }

  // Evolves, encodes and appends. A defect here rebuilds the state from the journal and drops the
  // events.
  void absorb(const Command& command, std::vector<Event> events, const Context& context,
              const Asker& asker, Reply& reply, const std::shared_ptr<CommitListener>& listener) {
    Commit commit{stream_,     self_.version, context.now, asker.id, asker.fingerprint,
                  asker.cause, asker.who,     {},          {}};
    const auto record = [&]() -> Outcome {
      commit.events.reserve(events.size());
      for (const auto& event : events) commit.events.push_back(codec_.encode(event));
      for (const auto& event : events) {
        if (&event != &events.front() && ATRIUM_PLANTED("evolve_unlike_replay")) break;
        evolve(self_.state, event);
      }
      commit.reply = codec_.to_json(told(command, events, context));
      return Accepted{0, false, commit.reply};
    };
    auto outcome = on_guard(&command, record, true);
    if (std::holds_alternative<Trouble>(outcome)) return say(reply, std::move(outcome));
    std::size_t bytes = 0;
    for (const auto& event : commit.events) bytes += event.payload.size();
    const bool snapshot_due = self_.grow(events, bytes, context.now);
    self_.notes.heard(asker.id);
    auto& entry = undurable_.emplace_back();
    entry.version = self_.version;
    entry.id = asker.id;
    entry.at = context.now;
    if (const auto next = next_due(); next != timer_) {
      commit.timer = TimerMove{timer_, next};
      timer_ = next;
      timer_written_ = entry.timer_moved = true;
    }
    if (snapshot_due) entry.snapshot = self_.snapshot(stream_, codec_);
    entry.events = std::move(events);
    answers_.appended(std::move(reply), std::move(outcome), self_.version, asker);
    journal_.append(std::move(commit), listener);
  }

  // The same command id is answered with the first reply, from what is in flight, or from the
  // journal.
  bool answered_before(const Asker& asker, Reply& reply) {
    if (const auto house = derived(asker.id)) {
      if (!self_.notes.already(*house)) return false;
      say(reply, Accepted{0, true, "{}"});
      return true;
    }
    if (asker.id.text.empty()) return false;
    const auto joined = answers_.join(asker, reply);
    if (joined == Answers::Joined::other_command) return refuse_reuse(reply);
    if (joined == Answers::Joined::yes) return true;
    auto stored = journal_.find_reply(asker.id);
    if (!stored) {
      say(reply, Trouble{Trouble::Kind::failure, stored.error().what});
      return true;
    }
    if (!*stored || ATRIUM_PLANTED("dedupe_ignored")) return false;
    if ((*stored)->fingerprint != asker.fingerprint) return refuse_reuse(reply);
    reply(Accepted{(*stored)->position, true, std::move((*stored)->reply)});
    return true;
  }

  bool refuse_reuse(Reply& reply) {
    say(reply, Refused{0, refuse(RefusalKind::conflict, "request.id_reused",
                                 "This command id was used for another command; make a new id.")});
    return true;
  }

  // Where the durable timer belongs. What may be skipped stands at its next time that still counts.
  std::optional<Instant> next_due() const {
    if constexpr (has_timers<E>) {
      if (const auto next = due(self_.state)) {
        const auto occurrence = occurrence_of(*next);
        return occurrence.missed == Missed::skip ? fires_at(occurrence, now()) : next->at;
      }
    }
    return std::nullopt;
  }
  void note_timer() {
    if (timer_ && timer_ != spent_ && hooks_.timer_set) hooks_.timer_set({*timer_, stream_});
  }
  void drop_timer(Instant at) { journal_.set_timer(stream_, {at, std::nullopt}); }

  // To a later time of a repeating one; or a clock was set back, and it stays.
  void move_timer(Instant to) {
    if (timer_ != to) journal_.set_timer(stream_, {timer_, to});
    timer_ = to;
    timer_written_ = true;
    note_timer();
  }

  void fire(const Command& command, Reply& reply, const std::shared_ptr<CommitListener>& listener) {
    const auto version = self_.version;
    const auto defects = defects_.total();
    carry_out(command, {{WhoKind::timer, stream_.kind}, derive("timer", version, 0), 0, 0}, reply,
              listener);
    if (self_.version != version || defects_.total() != defects) return;
    spent_ = timer_;
    if (timer_) drop_timer(*timer_);
  }

  // After a defect in the middle of evolve: what the journal holds, then what is still being
  // synced.
  void rebuild() {
    const auto version = self_.version;
    const auto position = self_.position;
    defects_.rebuilt(now());
    if (hooks_.on_rebuild) hooks_.on_rebuild();
    if (auto done = self_.recover(stream_, journal_, codec_); !done) {
      quarantine_ = done.error().what;
      return;
    }
    const auto recovered = self_.version;
    for (const auto& entry : undurable_) {
      if (entry.version <= recovered) continue;
      for (const auto& event : entry.events) evolve(self_.state, event);
      self_.version = entry.version;
      self_.at = std::max(self_.at, entry.at);
      self_.notes.heard(entry.id);
    }
    ATRIUM_ASSERT(self_.version >= version, "a rebuild lost events");
    self_.position = position;
  }

  // `evolves`: the state may be left half changed, and is made whole before it is asked whom the
  // defect is about.
  template <class F>
  Outcome on_guard(const Command* command, F&& act, bool evolves = false) {
    std::string what;
    try {
      return act();
    } catch (const std::exception& error) {
      what = error.what();
    }
    if (evolves) rebuild();
    report(command, what.c_str());
    return Trouble{Trouble::Kind::defect, std::move(what)};
  }

  void report(const Command* command, const char* what) {
    DefectReport report{{}, stream_, {}, {}, what, 1, now()};
    if (command != nullptr) {
      report.command = std::string(name_of(*command));
      report.subject = suspected(*command);
    }
    report.times = defects_.met(report.subject);
    if (report.times > 1 && !report.subject.empty() && !setting_aside_) {
      suspect_ = {report.subject, what};
    }
    if (hooks_.on_defect) hooks_.on_defect(std::move(report));
  }

  // The rules are asked although they have just broken, so they may break again.
  std::string suspected(const Command& command) const {
    if constexpr (requires { suspect(self_.state, command, now()); }) {
      try {
        return suspect(self_.state, command, now()).value_or(std::string{});
      } catch (const std::exception&) {
        return {};
      }
    }
    return {};
  }

  // A ticket or case that keeps breaking rules is taken out of everybody's way, by the entity's own
  // command.
  void set_suspect_aside(const std::shared_ptr<CommitListener>& listener) {
    if (setting_aside_ || suspect_.first.empty()) return;
    const auto [subject, why] = std::exchange(suspect_, {});
    if constexpr (requires { E::set_aside(subject, why); }) {
      setting_aside_ = true;
      Reply nobody;
      carry_out(E::set_aside(subject, why), {{WhoKind::house, "supervision"}, {}, 0, 0}, nobody,
                listener);
      setting_aside_ = false;
    }
  }

  static constexpr std::size_t snapshot_worth = 64;  // Events; fewer are replayed as fast.

  StreamId stream_;
  Journal& journal_;
  const Codec<E>& codec_;
  const Clock& clock_;
  const ShellHooks& hooks_;

  Recorded<E> self_;     // Decided.
  Version durable_ = 0;  // Spoken about.
  Answers answers_;
  std::deque<Undurable> undurable_;
  std::optional<std::string> quarantine_;
  std::optional<Instant> timer_;  // Where the durable timer stands, or will.
  std::optional<Instant> spent_;  // It changed nothing; not asked again.
  bool timer_written_ = false;    // In this life.
  Defects defects_;
  std::pair<std::string, std::string> suspect_;  // To be set aside, and why.
  bool setting_aside_ = false;
};

}  // namespace atrium::host
