// An entity as its record makes it: state, version and what the shell remembers beside it, rebuilt
// from the newest usable snapshot and the events after it, and turned into snapshots. The one place
// that folds stored bytes; it decides nothing and appends nothing.
#pragma once

#include "runtime/core/codec.hpp"
#include "runtime/core/plant.hpp"
#include "runtime/host/shell/notes.hpp"

#include <algorithm>
#include <cstddef>
#include <exception>
#include <string>
#include <utility>
#include <vector>

namespace atrium::host {

template <class E>
class Recorded {
 public:
  using Event = typename E::Event;

  // Starts over. After a failure it holds what came before the fault; the position is kept.
  Result<void> recover(const StreamId& stream, const Journal& journal, const Codec<E>& codec) {
    *this = Recorded{};
    if (const auto stored = journal.snapshots(stream)) {
      for (const auto& snapshot : *stored) {
        if (restore(snapshot, codec)) break;
      }
    }
    std::string fault;
    auto done = journal.replay(stream, version, [&](const Envelope& envelope) {
      fault = replay(envelope, codec);
      return fault.empty();
    });
    if (done && !fault.empty()) return fail(FailureCode::damaged, fault);
    return done;
  }

  // Counts the events in that were just evolved; says whether a snapshot is to be taken.
  bool grow(const std::vector<Event>& events, std::size_t bytes, Instant now) {
    version += events.size();
    at = now;
    events_since_snapshot += events.size();
    event_bytes += bytes;
    if constexpr (requires { wants_snapshot(events.front()); }) {
      for (const auto& event : events) {
        if (wants_snapshot(event)) return true;
      }
    }
    return events_since_snapshot >= std::max(snapshot_events_min, snapshot_bytes / 32);
  }

  // Its position is to be filled in once it is durable.
  Snapshot snapshot(const StreamId& stream, const Codec<E>& codec) {
    auto stored = (ATRIUM_PLANTED("high_water_forgotten") ? ShellNotes{} : notes).packed() +
                  codec.encode_state(save(state));
    events_since_snapshot = event_bytes = 0;
    snapshot_bytes = stored.size();
    const auto of = version - (ATRIUM_PLANTED("snapshot_of_another_version") ? 1 : 0);
    return {stream, of, 0, saved_schema_of<E>(), at, std::move(stored)};
  }

  [[nodiscard]] std::size_t bytes() const {  // Of memory, estimated.
    return sizeof *this + 2 * (snapshot_bytes + event_bytes);
  }

  typename E::State state{};
  Version version = 0;
  Position position = 0;  // Of the last durable event.
  Instant at{};           // Recorded time of the last event.
  ShellNotes notes;
  std::size_t events_since_snapshot = 0;

 private:
  static constexpr std::size_t snapshot_events_min = 10'000;

  // A snapshot that cannot be read is left out: the stream itself tells everything.
  bool restore(const Snapshot& snapshot, const Codec<E>& codec) {
    if (snapshot.schema != saved_schema_of<E>()) return false;
    ShellNotes noted;
    const auto rest = noted.unpack(snapshot.state);
    if (!rest) return false;
    const auto saved = codec.decode_state(snapshot.schema, *rest);
    if (!saved) return false;
    state = load(*saved);
    notes = std::move(noted);
    version = snapshot.version;
    position = snapshot.position;
    at = snapshot.at;
    snapshot_bytes = snapshot.state.size();
    return true;
  }

  std::string replay(const Envelope& envelope, const Codec<E>& codec) {
    const auto place = [&] {
      return envelope.stream.kind + "/" + envelope.stream.id + " at position " +
             std::to_string(envelope.position);
    };
    if (envelope.version != version + 1) return "version out of order in " + place();
    auto event = codec.decode(envelope.event, envelope.schema, envelope.payload);
    if (!event) return place() + ": " + event.error().what;
    try {
      evolve(state, *event);
    } catch (const std::exception& error) {
      return place() + " cannot be replayed: " + error.what();
    }
    version = envelope.version;
    position = envelope.position;
    at = std::max(at, envelope.at);
    notes.heard(envelope.command);
    ++events_since_snapshot;
    event_bytes += envelope.payload.size();
    return {};
  }

  std::size_t snapshot_bytes = 0;
  std::size_t event_bytes = 0;  // Of the payloads since the snapshot.
};

}  // namespace atrium::host
