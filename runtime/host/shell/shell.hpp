// The one shell around every pure entity: decide → evolve → append → (synced) → answer, in that
// order. It goes on deciding while earlier events are being synced, and holds every answer,
// refusals and queries included, until the version that it was decided on is durable.
// Deliberately free of CAF: entity_actor.cpp lends it a mailbox, virtual or real.
#pragma once

#include "runtime/core/assert.hpp"
#include "runtime/core/clock.hpp"
#include "runtime/core/codec.hpp"
#include "runtime/host/ask.hpp"
#include "runtime/host/shell/any_shell.hpp"
#include "runtime/host/shell/notes.hpp"

#include <algorithm>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>

namespace atrium::host {

// The version of the entity's stored state; 1 unless the entity says otherwise.
template <class E>
constexpr std::uint16_t saved_schema_of() {
  if constexpr (requires { E::saved_schema; }) {
    return E::saved_schema;
  } else {
    return 1;
  }
}

template <class E>
class Shell final : public AnyShell {
 public:
  using Command = typename E::Command;
  using Query = typename E::Query;
  using Event = typename E::Event;
  using State = typename E::State;

  Shell(StreamId stream, Journal& journal, const Codec<E>& codec, const Clock& clock)
      : stream_(std::move(stream)), journal_(journal), codec_(codec), clock_(clock) {}

  void recover() override {
    if (auto done = try_recover(); !done) quarantine_ = done.error().what;
  }

  void take(AnyAsk& any, const std::shared_ptr<CommitListener>& listener) override {
    auto& ask = static_cast<Ask<E>&>(any);
    if (quarantine_) return ask.reply(Trouble{Trouble::Kind::failure, *quarantine_});
    if (const auto* query = std::get_if<Query>(&ask.what)) {
      answer(ask.reply, on_guard([&] { return look_up(*query); }));
    } else {
      carry_out(std::get<Command>(ask.what), ask.asker, ask.reply, listener);
    }
  }

  void committed(Position position, Version version) override {
    durable_ = std::max(durable_, version);
    while (!pending_.empty() && pending_.front().version <= durable_) {
      auto entry = std::move(pending_.front());
      pending_.pop_front();
      // Every commit reports itself, so an entry that appended is released by its own report.
      if (entry.appended) position_ = position;
      release(entry);
    }
  }

  [[nodiscard]] std::optional<Instant> due_at() const override {
    if (quarantine_) return std::nullopt;
    const auto next = due(state_);
    if (!next || next->at == spent_) return std::nullopt;
    return next->at;
  }

  void fire_due(const std::shared_ptr<CommitListener>& listener) override {
    const auto next = quarantine_ ? std::nullopt : due(state_);
    if (!next || next->at > now() || next->at == spent_) return;
    const auto version = version_;
    Reply nobody;
    carry_out(next->command, {{WhoKind::timer, stream_.kind}, derive("timer", version, 0), 0, 0},
              nobody, listener);
    if (version_ == version) spent_ = next->at;
  }

  [[nodiscard]] bool idle() const override { return pending_.empty(); }
  [[nodiscard]] const State& state() const { return state_; }
  [[nodiscard]] Version version() const { return version_; }
  [[nodiscard]] const std::optional<std::string>& quarantine() const { return quarantine_; }

 private:
  // An answer on its way: released when `version` is durable.
  struct Pending {
    Version version = 0;
    bool appended = false;
    Outcome outcome;
    std::vector<Reply>
        replies;  // Repeats of the same command that came while it was in flight join here.
    CommandId id;
    std::uint64_t fingerprint = 0;
    std::vector<Event> events;  // Kept until durable: a rebuild after a defect needs them.
    std::optional<Snapshot> snapshot;
  };

  [[nodiscard]] Instant now() const { return std::max(last_at_, clock_.now()); }

  Outcome look_up(const Query& query) {
    auto found = look(state_, query, now());
    if (auto* refusal = std::get_if<Refusal>(&found)) return Refused{0, std::move(*refusal)};
    return Accepted{0, false, codec_.to_json(std::get<typename E::Answer>(found))};
  }

  void carry_out(const Command& command, const Asker& asker, Reply& reply,
                 const std::shared_ptr<CommitListener>& listener) {
    if (answered_before(asker, reply)) return;
    const Context context{now(), asker.who, asker.id};
    std::vector<Event> events;
    auto refused = on_guard([&]() -> Outcome {
      auto decision = decide(state_, command, context);
      if (auto* refusal = std::get_if<Refusal>(&decision)) return Refused{0, std::move(*refusal)};
      events = std::get<std::vector<Event>>(std::move(decision));
      if (!events.empty()) return Accepted{};
      return Accepted{0, false, codec_.to_json(told(command, events, context))};
    });
    if (events.empty() || std::holds_alternative<Trouble>(refused)) {
      return answer(reply, std::move(refused));
    }
    absorb(command, std::move(events), context, asker, reply, listener);
  }

  typename E::Answer told(const Command& command, const std::vector<Event>& events,
                          const Context& context) {
    return reply(state_, command, events, context);
  }

  // Evolves, encodes and appends. A defect here rebuilds the state from the journal and drops the
  // events.
  void absorb(const Command& command, std::vector<Event> events, const Context& context,
              const Asker& asker, Reply& reply, const std::shared_ptr<CommitListener>& listener) {
    Commit commit{stream_,     version_,  context.now, asker.id, asker.fingerprint,
                  asker.cause, asker.who, {},          {}};
    Pending entry;
    auto outcome = on_guard([&]() -> Outcome {
      commit.events.reserve(events.size());
      for (const auto& event : events) commit.events.push_back(codec_.encode(event));
      for (const auto& event : events) evolve(state_, event);
      commit.reply = codec_.to_json(told(command, events, context));
      return Accepted{0, false, commit.reply};
    });
    if (std::holds_alternative<Trouble>(outcome)) {
      rebuild();
      return answer(reply, std::move(outcome));
    }
    version_ += events.size();
    last_at_ = context.now;
    notes_.heard(asker.id);
    entry.version = version_;
    entry.appended = true;
    entry.outcome = std::move(outcome);
    entry.replies.push_back(std::move(reply));
    entry.id = asker.id;
    entry.fingerprint = asker.fingerprint;
    if (snapshot_due(events)) entry.snapshot = take_snapshot();
    entry.events = std::move(events);
    if (is_client_command_id(entry.id.text)) in_flight_[entry.id.text] = version_;
    pending_.push_back(std::move(entry));
    journal_.append(std::move(commit), listener);
  }

  // The same command id is answered with the first reply, from what is in flight, or from the
  // journal.
  bool answered_before(const Asker& asker, Reply& reply) {
    if (const auto house = derived(asker.id)) {
      if (!notes_.already(*house)) return false;
      answer(reply, Accepted{0, true, "{}"});
      return true;
    }
    if (asker.id.text.empty()) return false;
    if (const auto found = in_flight_.find(asker.id.text); found != in_flight_.end()) {
      const auto entry = std::ranges::lower_bound(pending_, found->second, {}, &Pending::version);
      // Queries and refusals share the version; the one that appended comes first among equals.
      ATRIUM_ASSERT(entry != pending_.end() && entry->appended,
                    "a command in flight is not pending");
      if (entry->fingerprint != asker.fingerprint) return refuse_reuse(reply);
      entry->replies.push_back(std::move(reply));
      return true;
    }
    auto stored = journal_.find_reply(asker.id);
    if (!stored) {
      answer(reply, Trouble{Trouble::Kind::failure, stored.error().what});
      return true;
    }
    if (!*stored) return false;
    if ((*stored)->fingerprint != asker.fingerprint) return refuse_reuse(reply);
    reply(Accepted{(*stored)->position, true, std::move((*stored)->reply)});
    return true;
  }

  bool refuse_reuse(Reply& reply) {
    answer(reply,
           Refused{0, refuse(RefusalKind::conflict, "request.id_reused",
                             "This command id was used for another command; make a new id.")});
    return true;
  }

  // Holds the answer until what it rests on is durable.
  void answer(Reply& reply, Outcome outcome) {
    Pending entry;
    entry.version = version_;
    entry.outcome = std::move(outcome);
    entry.replies.push_back(std::move(reply));
    if (pending_.empty()) return release(entry);
    pending_.push_back(std::move(entry));
  }

  void release(Pending& entry) {
    if (auto* accepted = std::get_if<Accepted>(&entry.outcome)) accepted->position = position_;
    if (auto* refused = std::get_if<Refused>(&entry.outcome)) refused->position = position_;
    if (entry.appended) in_flight_.erase(entry.id.text);
    if (entry.snapshot) {
      entry.snapshot->position = position_;
      journal_.put_snapshot(std::move(*entry.snapshot));
    }
    const auto last = entry.replies.size() - 1;
    for (std::size_t i = 0; i < last; ++i) entry.replies[i](as_told(entry.outcome, i > 0));
    entry.replies[last](as_told(std::move(entry.outcome), last > 0));
  }

  static Outcome as_told(Outcome outcome, bool repeated) {
    if (auto* accepted = std::get_if<Accepted>(&outcome)) accepted->repeated |= repeated;
    return outcome;
  }

  bool snapshot_due(const std::vector<Event>& events) {
    for (const auto& event : events) {
      events_since_snapshot_ += 1;
      if constexpr (requires { wants_snapshot(event); }) {
        if (wants_snapshot(event)) return true;
      }
    }
    return events_since_snapshot_ >= std::max(snapshot_events_min, snapshot_bytes_ / 32);
  }

  Snapshot take_snapshot() {
    auto bytes = notes_.packed() + codec_.encode_state(save(state_));
    events_since_snapshot_ = 0;
    snapshot_bytes_ = bytes.size();
    return {stream_, version_, 0, saved_schema_of<E>(), last_at_, std::move(bytes)};
  }

  Result<void> try_recover() {
    state_ = {};
    version_ = 0;
    notes_ = {};
    if (auto stored = journal_.snapshots(stream_)) {
      for (const auto& snapshot : *stored) {
        if (restore(snapshot)) break;
      }
    }
    std::string fault;
    auto done = journal_.replay(stream_, version_, [&](const Envelope& envelope) {
      fault = replay_one(envelope);
      return fault.empty();
    });
    if (!done) return done;
    if (!fault.empty()) return fail(FailureCode::damaged, fault);
    durable_ = version_;
    return {};
  }

  // A snapshot that cannot be read is left out: the stream itself tells everything.
  bool restore(const Snapshot& snapshot) {
    if (snapshot.schema != saved_schema_of<E>()) return false;
    ShellNotes notes;
    const auto rest = notes.unpack(snapshot.state);
    if (!rest) return false;
    auto saved = codec_.decode_state(snapshot.schema, *rest);
    if (!saved) return false;
    state_ = load(*saved);
    notes_ = std::move(notes);
    version_ = snapshot.version;
    position_ = std::max(position_, snapshot.position);
    last_at_ = std::max(last_at_, snapshot.at);
    return true;
  }

  std::string replay_one(const Envelope& envelope) {
    const auto place =
        stream_.kind + "/" + stream_.id + " at position " + std::to_string(envelope.position);
    if (envelope.version != version_ + 1) return "version out of order in " + place;
    auto event = codec_.decode(envelope.event, envelope.schema, envelope.payload);
    if (!event) return place + ": " + event.error().what;
    try {
      evolve(state_, *event);
    } catch (const std::exception& error) {
      return place + " cannot be replayed: " + error.what();
    }
    version_ = envelope.version;
    position_ = std::max(position_, envelope.position);
    last_at_ = std::max(last_at_, envelope.at);
    notes_.heard(envelope.command);
    ++events_since_snapshot_;
    return {};
  }

  // After a defect in the middle of evolve: what the journal holds, then what is still being
  // synced.
  void rebuild() {
    const auto version = version_;
    const auto position = position_;
    const auto durable = durable_;
    if (auto done = try_recover(); !done) {
      quarantine_ = done.error().what;
      return;
    }
    const auto recovered = version_;
    for (const auto& entry : pending_) {
      if (!entry.appended || entry.version <= recovered) continue;
      for (const auto& event : entry.events) evolve(state_, event);
      version_ = entry.version;
      notes_.heard(entry.id);
    }
    ATRIUM_ASSERT(version_ >= version, "a rebuild lost events");
    durable_ = durable;
    position_ = position;
  }

  template <class F>
  Outcome on_guard(F&& act) {
    try {
      return act();
    } catch (const std::exception& error) {
      report_defect(stream_, error.what());
      return Trouble{Trouble::Kind::defect, error.what()};
    }
  }

  static constexpr std::size_t snapshot_events_min = 10'000;

  StreamId stream_;
  Journal& journal_;
  const Codec<E>& codec_;
  const Clock& clock_;

  State state_{};
  Version version_ = 0;    // Of the state: decided.
  Version durable_ = 0;    // Of the journal: spoken about.
  Position position_ = 0;  // Of the last durable event of this stream.
  Instant last_at_{};
  ShellNotes notes_;
  std::deque<Pending> pending_;
  std::unordered_map<std::string, Version> in_flight_;
  std::optional<std::string> quarantine_;
  std::optional<Instant> spent_;
  std::size_t events_since_snapshot_ = 0;
  std::size_t snapshot_bytes_ = 0;
};

}  // namespace atrium::host
