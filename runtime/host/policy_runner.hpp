// Runs policies over one partition's feed: each committed event of a policy's source kind becomes
// commands with derived ids, so that every effect happens exactly once however often the event is
// read again. One command in flight per target; a policy's cursor moves behind the oldest event
// whose commands are not all answered. A refused command is done (the target knows better by now);
// only trouble is tried again.
#pragma once

#include "runtime/core/codec.hpp"
#include "runtime/core/outbound.hpp"
#include "runtime/core/plant.hpp"
#include "runtime/host/runtime.hpp"
#include "runtime/host/shell/notes.hpp"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <deque>
#include <exception>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <variant>

namespace atrium::host {

// A policy's `react` returns variants of values with members `id` and `command`, and a type
// `Entity`, or with a member `message`; actors/policies/effect.hpp is the one model:
// variant<To<display::Entity>, …, Outgoing>.
template <class P>
struct PolicyPlace {
  P policy;
  std::string name;  // Of the cursor: "policy/show_calls".
  std::shared_ptr<Feed> feed;
  std::shared_ptr<const Codec<typename P::Source>> codec;
  Runtime* runtime = nullptr;
  PartitionId partition;
  Outbound* outbound = nullptr;
};

// One event, decoded once for all policies of its kind.
struct DecodedOnce {
  const Envelope& envelope;
  std::shared_ptr<const void> event{};
};

// A policy at work, as its actor sees it. Single-threaded.
class AnyPolicyRun {
 public:
  virtual ~AnyPolicyRun() = default;
  [[nodiscard]] virtual Position read() const = 0;  // The last event that it has taken.
  [[nodiscard]] virtual bool full() const = 0;      // Takes nothing until a job is done.
  virtual void take(DecodedOnce& event) = 0;        // The next event.
  virtual void move_cursor() = 0;
  virtual void done(std::uint64_t job) = 0;
  virtual Duration failed(std::uint64_t job) = 0;  // How long to wait before `retry`.
  virtual void retry(std::uint64_t job) = 0;
};

// Makes the reply of a job; it comes back through the actor's mailbox as `done` or `retry`.
using JobReply = std::function<Reply(std::uint64_t job)>;

template <class P>
class PolicyRun final : public AnyPolicyRun {
 public:
  using Event = typename P::Source::Event;
  using Effect = typename decltype(std::declval<const P&>().react(
      std::declval<const typename P::Source::Event&>(), Instant{}))::value_type;
  static constexpr std::size_t open_max = 1024;   // Commands not yet answered.
  static constexpr std::size_t open_again = 512;  // Taking one event reads a batch: not for each.
  static constexpr unsigned tries_quiet = 8;      // Then the operator is told, once a command.
  static constexpr Duration first_wait = std::chrono::milliseconds{100};
  static constexpr Duration longest_wait = std::chrono::seconds{30};

  PolicyRun(PolicyPlace<P> place, JobReply answered)
      : place_(std::move(place)), answered_(std::move(answered)) {
    const auto cursor = place_.feed->journal().cursor(place_.name);
    read_ = cursor ? *cursor : 0;
  }

  [[nodiscard]] Position read() const override { return read_; }
  [[nodiscard]] bool full() const override { return full_; }

  void take(DecodedOnce& event) override {
    read_ = event.envelope.position;
    if (event.envelope.stream.kind != P::Source::kind) return;
    if (!event.event) {
      auto decoded =
          place_.codec->decode(event.envelope.event, event.envelope.schema, event.envelope.payload);
      if (!decoded) return report_defect({"policy", place_.name}, decoded.error().what.c_str());
      event.event = std::make_shared<const Event>(std::move(*decoded));
    }
    try {
      react(event.envelope, *static_cast<const Event*>(event.event.get()));
    } catch (const std::exception& error) {  // A defect of one event: the policy goes on behind it.
      const auto what = "position " + std::to_string(read_) + ": " + error.what();
      report_defect({"policy", place_.name}, what.c_str());
    }
  }

  void move_cursor() override {
    const bool ahead = ATRIUM_PLANTED("cursor_ahead");
    const auto behind = jobs_.empty() || ahead ? read_ : jobs_.begin()->second.position - 1;
    if (behind <= moved_) return;
    moved_ = behind;
    place_.feed->journal().move_cursor(place_.name, behind);
  }

  void done(std::uint64_t job) override {
    const auto found = jobs_.find(job);
    if (found == jobs_.end()) return;
    auto& line = lines_[found->second.target];
    line.pop_front();
    if (line.empty()) {
      lines_.erase(found->second.target);
    } else {
      send(line.front());
    }
    jobs_.erase(found);
    if (jobs_.size() <= open_again) full_ = false;
    move_cursor();
  }

  Duration failed(std::uint64_t job) override {
    const auto found = jobs_.find(job);
    if (found == jobs_.end()) return first_wait;
    const auto tries = found->second.tries++;
    if (tries + 1 == tries_quiet) {
      report_defect(found->second.target, "answers no command of a policy; it is tried on and on");
    }
    return std::min(longest_wait, first_wait * (1 << std::min(tries, 10U)));
  }

  void retry(std::uint64_t job) override {
    if (jobs_.contains(job)) send(job);
  }

 private:
  struct Job {
    Position position = 0;
    Instant at;
    unsigned index = 0;
    Effect effect;
    StreamId target;
    unsigned tries = 0;
  };

  void react(const Envelope& envelope, const Event& event) {
    unsigned index = 0;
    for (auto& effect : place_.policy.react(event, envelope.at)) {
      const auto target = std::visit([](const auto& to) { return target_of(to); }, effect);
      const auto job = ++last_job_;
      jobs_.emplace(job,
                    Job{envelope.position, envelope.at, index++, std::move(effect), target, 0});
      auto& line = lines_[target];
      line.push_back(job);
      if (line.size() == 1) send(job);
    }
    full_ = jobs_.size() >= open_max;
  }

  void send(std::uint64_t number) {
    const auto& job = jobs_.at(number);
    std::visit([&](const auto& to) { send(to, job, answered_(number)); }, job.effect);
  }

  template <class To>
  static StreamId target_of(const To& to) {
    if constexpr (requires { to.message; }) {
      return {"outbound", to.message.channel};
    } else {
      return {std::string(To::Entity::kind), to.id};
    }
  }

  template <class To>
  void send(const To& to, const Job& job, Reply answered) {
    const auto id = derive(place_.name, job.position, job.index);
    if constexpr (requires { to.message; }) {
      send_message(to.message, job, id, std::move(answered));
    } else {
      Asker asker{{WhoKind::policy, std::string(P::name)}, id, 0, job.position};
      place_.runtime->template ask<typename To::Entity>(place_.partition, to.id, to.command,
                                                        std::move(asker), std::move(answered));
    }
  }

  // What no platform will ever take, and what comes too late, is done, like a refused command; the
  // operator is told, of those that are too late in a row once.
  void send_message(Message message, const Job& job, const CommandId& id, Reply answered) {
    if (place_.outbound == nullptr) return answered(Accepted{});
    if (message.expires && place_.runtime->clock().now() >= *message.expires) {
      if (late_.insert(job.target).second) {
        report_defect(job.target, "messages came too late to be sent; they are left out");
      }
      return answered(Accepted{});
    }
    late_.erase(job.target);
    message.id = place_.partition.value + id.text;
    message.at = job.at;
    const auto shared = std::make_shared<Reply>(std::move(answered));
    place_.outbound->send(message, [shared, target = job.target](const Result<void>& taken) {
      if (taken) return (*shared)(Accepted{});
      if (taken.error().code != FailureCode::invalid_input) {
        return (*shared)(Trouble{Trouble::Kind::failure, taken.error().what});
      }
      report_defect(target, taken.error().what.c_str());
      (*shared)(Accepted{});
    });
  }

  PolicyPlace<P> place_;
  JobReply answered_;
  Position read_ = 0;
  Position moved_ = 0;
  bool full_ = false;
  std::uint64_t last_job_ = 0;
  std::map<std::uint64_t, Job> jobs_;                    // Ascending by job, hence by position.
  std::map<StreamId, std::deque<std::uint64_t>> lines_;  // Per target; the front one is in flight.
  std::set<StreamId> late_;  // Channels whose last message came too late.
};

}  // namespace atrium::host
