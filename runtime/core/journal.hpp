// The journal port: the ordered, durable log of one partition, which is the only truth that Atrium
// keeps. Two implementations pass one contract suite: persistence/rocksdb (production) and
// persistence/memory (tests, simulation). This header is deliberately free of encoding: payloads
// and replies are bytes here.
//
// Fail-stop: an append is never refused. A write or sync that fails ends the process (production)
// or raises the fault that the simulator asked for; restart and replay is the only recovery.
#pragma once

#include "runtime/core/context.hpp"
#include "runtime/core/failure.hpp"
#include "runtime/core/ids.hpp"
#include "runtime/core/time/instant.hpp"

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace atrium {

using Bytes = std::string;
using Hash = std::array<std::uint8_t, 32>;  // SHA-256 or SM3.

struct NewEvent {
  std::uint16_t number = 0;  // Ordinal in the entity's schema union; append-only.
  std::uint16_t schema = 1;  // Version of the payload's schema.
  Bytes payload;             // Cap'n Proto, one event.
};

// A stream's durable timer moves: when its entity is to be woken next. A stream has one timer at
// most; `from` is where it stood (nothing: it had none), `to` where it stands from now on.
struct TimerMove {
  std::optional<Instant> from;
  std::optional<Instant> to;
};

struct Timer {
  Instant due;
  StreamId stream;
  friend auto operator<=>(const Timer&, const Timer&) = default;
};

// What one command made true: all of it is stored, or nothing.
struct Commit {
  StreamId stream;
  Version after = 0;  // The stream's version before; the first event becomes after + 1. Anything
                      // else is a defect.
  Instant at;         // Recorded time; never less than the stream's previous one.
  CommandId command;
  std::uint64_t fingerprint =
      0;               // Of the command as it was asked; tells a repeat from a reused id.
  Position cause = 0;  // The event that a policy reacted to; 0 = somebody asked.
  Who who;
  std::vector<NewEvent> events;  // At least one.
  Bytes reply;  // The answer in JSON, kept with the last event so that a restore rebuilds it.
  std::optional<TimerMove> timer = std::nullopt;  // Written with the events, or not at all.
};

// One stored event.
struct Envelope {
  std::uint64_t epoch = 0;
  Position position = 0;
  StreamId stream;
  Version version = 0;
  std::uint16_t event = 0;
  std::uint16_t schema = 1;
  Instant at;
  CommandId command;
  std::uint64_t fingerprint = 0;
  Position cause = 0;
  Who who;
  Bytes payload;
  Bytes reply;       // Only on the last event of a commit.
  bool last = true;  // Last event of its commit.
  Hash previous{};
  Hash hash{};  // H(previous ‖ stored body), see persistence/journal/chain.hpp.
};

using Envelopes = std::shared_ptr<const std::vector<Envelope>>;

struct StoredReply {
  Position position = 0;
  std::uint64_t fingerprint = 0;
  Bytes reply;
};

struct Snapshot {
  StreamId stream;
  Version version = 0;    // The state after this version's event.
  Position position = 0;  // Of that event.
  std::uint16_t schema =
      1;       // Version of the state's schema; an older one is skipped and the stream replayed.
  Instant at;  // Recorded time of that event.
  Bytes state;
};

// Whoever appends hears when its commits are durable. Called on the journal's thread (or inside
// append, for the memory journal), in commit order, once for each commit, with the position and
// version of the commit's last event. Must not block: hand over to your own thread or actor.
class CommitListener {
 public:
  virtual ~CommitListener() = default;
  virtual void committed(Position position, Version version) noexcept = 0;
};

// Hears every group of committed events, in position order, before the appenders of that group do.
using GroupListener = std::function<void(const Envelopes&)>;

struct Head {
  std::uint64_t epoch = 1;
  Position position = 0;
  Instant at;  // Recorded time of the last event.
  Hash hash{};
};

// An epoch begins behind `after`: positions up to it are the same in the epochs before.
struct EpochStart {
  std::uint64_t epoch = 1;
  Position after = 0;
};

class Journal {
 public:
  virtual ~Journal() = default;

  [[nodiscard]] virtual const PartitionId& partition() const = 0;
  [[nodiscard]] virtual Head head() const = 0;  // Last durable event. Thread-safe, cheap.

  // Never blocks for long, never refuses; commits of one stream keep their order. Thread-safe.
  virtual void append(Commit commit, std::shared_ptr<CommitListener> listener) = 0;

  // One listener per partition (the feed). Set before the first append.
  virtual void on_group(GroupListener listener) = 0;

  // Durable events after `after`, ascending, at most `limit`. Thread-safe, may read the disk.
  [[nodiscard]] virtual Result<std::vector<Envelope>> read(Position after,
                                                           std::size_t limit) const = 0;

  // Durable events of one stream after a version, in order. Stops early when `each` returns false.
  virtual Result<void> replay(const StreamId& stream, Version after,
                              const std::function<bool(const Envelope&)>& each) const = 0;

  // The first reply to a client's command id, if a command of that id was accepted.
  [[nodiscard]] virtual Result<std::optional<StoredReply>> find_reply(
      const CommandId& id) const = 0;

  // Snapshots ride along with a later group; two are kept per stream. Newest first; broken ones are
  // left out.
  virtual void put_snapshot(Snapshot snapshot) = 0;
  [[nodiscard]] virtual Result<std::vector<Snapshot>> snapshots(const StreamId& stream) const = 0;

  // A subscriber's durable place. A cursor may lag what the subscriber has done, never lead it; it
  // rides along with a later group and is flushed on a clean stop. Unknown name: 0.
  virtual void move_cursor(const std::string& name, Position position) = 0;
  [[nodiscard]] virtual Result<Position> cursor(const std::string& name) const = 0;
  // Who of a family (all names that begin with `family`) follows from now on: a new name begins at
  // the head, one that is not named loses its place. Durable when it returns; never from a
  // listener.
  virtual Result<void> keep_followers(const std::string& family,
                                      const std::vector<std::string>& names) = 0;

  // Durable timers with due ≤ until, ascending by (due, stream), those after `after` only; at most
  // `limit`.
  [[nodiscard]] virtual Result<std::vector<Timer>> timers(const std::optional<Timer>& after,
                                                          Instant until,
                                                          std::size_t limit) const = 0;
  // Mends a timer outside of a commit (a row that no longer holds, or is missing). Written in order
  // with the commits that were appended; timers() shows it then.
  virtual void set_timer(const StreamId& stream, TimerMove move) = 0;
  // False for a partition whose timers were never written (an older release, a restore): the host
  // then asks every stream once, sets what is missing, and says so.
  [[nodiscard]] virtual bool timers_known() const = 0;
  virtual void timers_are_known() = 0;
  // Every stream that has events, in the order of their keys (short names first), after `after`; at
  // most `limit`.
  [[nodiscard]] virtual Result<std::vector<StreamId>> streams(const std::optional<StreamId>& after,
                                                              std::size_t limit) const = 0;

  // Forgets clients' command ids whose commit was recorded before `before` and lies behind every
  // durable cursor, oldest first; looks at `limit` events at most and goes on there the next time.
  // Answers how many it looked at: less than `limit` = nothing more to forget for now.
  virtual Result<std::size_t> forget_replies(Instant before, std::size_t limit) = 0;

  // Ascending; the last one is head().epoch. A reader that was told position P in epoch E may go on
  // there if no later epoch starts before P.
  [[nodiscard]] virtual std::vector<EpochStart> epochs() const = 0;
};

// All partitions of one node: one database, one group commit, one sync.
class Store {
 public:
  virtual ~Store() = default;
  // Opens, or creates, a partition under its current epoch. The store owns it.
  virtual Result<std::shared_ptr<Journal>> open(const PartitionId& partition) = 0;
  [[nodiscard]] virtual std::vector<PartitionId> partitions() const = 0;
  // Writes what is queued, calls the listeners, stops the thread. Idempotent.
  virtual void close() = 0;
};

}  // namespace atrium
