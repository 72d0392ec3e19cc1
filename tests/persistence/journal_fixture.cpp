// See journal_fixture.hpp.
#include "tests/persistence/journal_fixture.hpp"

#include <boost/test/unit_test.hpp>

#include <chrono>

namespace atrium::persistence::test {

std::unique_ptr<Restorable> DiskStorage::open() {
  auto store = open_disk_store({.directory = folder_.path()});
  must(store);
  return std::move(*store);
}

void Heard::committed(Position position, Version version) noexcept {
  {
    const std::lock_guard lock(mutex_);
    told_.push_back({position, version});
    events_at_commit_ = events_.size();
  }
  changed_.notify_all();
}

void Heard::hear(const Envelopes& group) {
  const std::lock_guard lock(mutex_);
  events_.insert(events_.end(), group->begin(), group->end());
}

void Heard::await(Position position) {
  std::unique_lock lock(mutex_);
  const bool came = changed_.wait_for(lock, std::chrono::seconds(30), [&] {
    return !told_.empty() && told_.back().position >= position;
  });
  BOOST_REQUIRE_MESSAGE(came, "nobody told of position " << position);
}

std::vector<Heard::Told> Heard::told() const {
  const std::lock_guard lock(mutex_);
  return told_;
}

std::vector<Envelope> Heard::events() const {
  const std::lock_guard lock(mutex_);
  return events_;
}

std::size_t Heard::events_at_commit() const {
  const std::lock_guard lock(mutex_);
  return events_at_commit_;
}

Commit commit(const StreamId& stream, Version after, std::vector<std::string> payloads,
              std::string id, std::string reply) {
  Commit made;
  made.stream = stream;
  made.after = after;
  made.at = Instant{Duration{1'795'222'800'000'000 + static_cast<std::int64_t>(after) * 1'000'000}};
  made.command = {std::move(id)};
  made.fingerprint = 0xfeedfacecafebeef;
  made.who = {WhoKind::staff, "clerk03"};
  made.reply = std::move(reply);
  std::uint16_t number = 0;
  for (auto& payload : payloads) made.events.push_back({number++, 1, std::move(payload)});
  return made;
}

Position append(Journal& journal, Commit what) {
  const auto heard = std::make_shared<Heard>();
  journal.append(std::move(what), heard);
  heard->await(1);
  return heard->told().back().position;
}

std::shared_ptr<Journal> open(Store& store, const PartitionId& partition) {
  auto journal = store.open(partition);
  must(journal);
  return *journal;
}

std::vector<Envelope> all(const Journal& journal) {
  auto events = journal.read(0, 1'000'000);
  must(events);
  return std::move(*events);
}

std::vector<std::string> replayed(const Journal& journal, const StreamId& stream, Version after) {
  std::vector<std::string> payloads;
  const auto done = journal.replay(stream, after, [&](const Envelope& event) {
    payloads.push_back(event.payload);
    return true;
  });
  must(done);
  return payloads;
}

bool same(const Envelope& one, const Envelope& other) {
  return one.epoch == other.epoch && one.position == other.position && one.stream == other.stream &&
         one.version == other.version && one.event == other.event && one.schema == other.schema &&
         one.at == other.at && one.command == other.command &&
         one.fingerprint == other.fingerprint && one.cause == other.cause && one.who == other.who &&
         one.payload == other.payload && one.reply == other.reply && one.last == other.last &&
         one.previous == other.previous && one.hash == other.hash;
}

}  // namespace atrium::persistence::test
