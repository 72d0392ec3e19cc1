// See group.hpp.
#include "persistence/journal/group.hpp"

namespace atrium::persistence {

void spread(Commit&& commit, Head& head, std::vector<Envelope>& to) {
  const auto count = commit.events.size();
  for (std::size_t i = 0; i < count; ++i) {
    const bool last = i + 1 == count;
    auto& event = to.emplace_back();
    event.epoch = head.epoch;
    event.position = ++head.position;
    event.version = commit.after + i + 1;
    event.event = commit.events[i].number;
    event.schema = commit.events[i].schema;
    event.at = commit.at;
    event.fingerprint = commit.fingerprint;
    event.cause = commit.cause;
    event.payload = std::move(commit.events[i].payload);
    event.last = last;
    if (last) {
      event.stream = std::move(commit.stream);
      event.command = std::move(commit.command);
      event.who = std::move(commit.who);
      event.reply = std::move(commit.reply);
    } else {
      event.stream = commit.stream;
      event.command = commit.command;
      event.who = commit.who;
    }
  }
  head.at = commit.at;
}

void Listeners::add(std::shared_ptr<CommitListener> listener, Position position, Version version) {
  if (listener) entries_.push_back({std::move(listener), position, version});
}

void Listeners::tell() {
  for (const auto& entry : entries_) entry.listener->committed(entry.position, entry.version);
  entries_.clear();
}

}  // namespace atrium::persistence
