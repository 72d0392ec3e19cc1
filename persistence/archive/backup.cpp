// See backup.hpp. Order: events, then keys (an event's key is older than the event), then the
// manifest, then what no longer belongs to the archive goes.
#include "persistence/archive/backup.hpp"

#include "persistence/anchors/anchor.hpp"
#include "persistence/archive/day_files.hpp"
#include "persistence/archive/followed_files.hpp"
#include "persistence/archive/stored/key_chunks.hpp"
#include "persistence/archive/stored/segment.hpp"
#include "persistence/files/durable_files.hpp"
#include "persistence/rocksdb/store.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

namespace atrium::persistence {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t page = 500;
constexpr std::string_view marker_name = "ATRIUM-ARCHIVE";
constexpr std::string_view marker_text = "atrium archive, format 1\n";

Result<void> claim_archive(const fs::path& archive) {
  if (auto made = make_directory(archive); !made) return made;
  const auto marker = archive / marker_name;
  std::error_code error;
  if (fs::exists(marker, error) && fs::file_size(marker, error) > 0) {
    const auto text = read_file(marker);
    if (!text) return tl::unexpected(text.error());
    if (*text == marker_text) return {};
    return fail(FailureCode::invalid_input,
                marker.string() + " was not written by this atrium; choose another directory");
  }
  for (const auto& entry : fs::directory_iterator(archive, error)) {
    const auto name = entry.path().filename();
    if (name == "lost+found" || name == marker_name) continue;
    return fail(FailureCode::invalid_input,
                fmt::format("{} is not an archive and not empty (it holds {}); choose an empty one",
                            archive.string(), name.string()));
  }
  return replace_file(marker, marker_text);
}

// One partition of one run.
class PartitionRun {
 public:
  PartitionRun(const BackupSource& source, const fs::path& archive, const BackupOptions& options,
               PartitionId id, PartitionEntry& entry)
      : source_(source), archive_(archive), options_(options), id_(std::move(id)), entry_(entry) {}

  Result<PartitionBackup> run();

 private:
  Result<void> give_up(Position after);
  Result<void> join(const Journal& journal);
  Result<void> copy(const Journal& journal, Position until);
  Result<void> add(const Envelope& event, Position until);
  Result<void> finish_segment();

  [[nodiscard]] fs::path folder() const { return fs::path("segments") / file_name_of(id_); }
  [[nodiscard]] tl::unexpected<Failure> other_history(Position position) const {
    return fail(FailureCode::damaged,
                fmt::format("partition {}: {} holds another history than the journal from position "
                            "{} on; keep it, and give another directory for this journal",
                            id_.value, archive_.string(), position));
  }

  const BackupSource& source_;
  const fs::path& archive_;
  const BackupOptions& options_;
  PartitionId id_;
  PartitionEntry& entry_;
  PartitionBackup report_;
  std::uint64_t epoch_ = 1;
  Hash head_{};
  Instant from_, to_;
  std::optional<SegmentBuilder> builder_;
};

// A restore began a new epoch behind `after`: what the archive has beyond is kept aside.
Result<void> PartitionRun::give_up(Position after) {
  report_.superseded_at = after;
  auto& segments = entry_.segments;
  while (!segments.empty() && segments.back().first > after) {
    entry_.superseded.push_back(segments.back());
    segments.pop_back();
  }
  if (segments.empty() || segments.back().until <= after) return {};
  const auto bytes = read_file(archive_ / segments.back().file);
  if (!bytes) return tl::unexpected(bytes.error());
  const auto segment = read_segment(*bytes);
  if (!segment) {
    return fail(FailureCode::damaged,
                (archive_ / segments.back().file).string() + " is damaged " + segment.error().what);
  }
  segments.back().until = after;
  segments.back().head = segment->events.at(after - segment->first).hash;
  return {};
}

// Does the journal go on where the archive ends?
Result<void> PartitionRun::join(const Journal& journal) {
  const auto known = entry_.epochs.empty() ? 0 : entry_.epochs.back().epoch;
  for (const auto& start : journal.epochs()) {
    if (start.epoch <= known || start.after >= entry_.last()) continue;
    if (auto done = give_up(start.after); !done) return done;
  }
  entry_.epochs = journal.epochs();
  epoch_ = journal.head().epoch;
  report_.from = entry_.last();
  head_ = entry_.segments.empty() ? chain_start(id_, source_.chain) : entry_.segments.back().head;
  if (journal.head().position < report_.from) return other_history(journal.head().position + 1);
  if (report_.from == 0) return {};
  const auto event = journal.read(report_.from - 1, 1);
  if (!event) return tl::unexpected(event.error());
  if (event->empty() || event->front().hash != head_)
    return other_history(entry_.segments.back().first);
  return {};
}

Result<void> PartitionRun::finish_segment() {
  auto builder = std::exchange(builder_, std::nullopt);
  if (!builder) return {};
  SegmentEntry entry;
  entry.first = builder->first();
  entry.last = entry.until = builder->last();
  entry.file = (folder() / fmt::format("e{:04}-{:012}-{:012}.seg", epoch_, entry.first, entry.last))
                   .string();
  entry.previous = head_;
  entry.head = builder->head();
  entry.from = from_;
  entry.to = to_;
  const auto bytes = builder->finish();
  entry.bytes = bytes.size();
  const auto file = archive_ / entry.file;
  if (auto written = write_once(file, bytes); !written) return written;
  const auto stored = read_file(file);
  if (!stored) return tl::unexpected(stored.error());
  const auto segment = read_segment(*stored);
  if (!segment || segment->head != entry.head || segment->last != entry.last) {
    return fail(FailureCode::damaged, file.string() +
                                          " does not read back as it was written; "
                                          "check the disk or the network under it");
  }
  head_ = entry.head;
  ++report_.segments;
  report_.bytes += entry.bytes;
  entry_.segments.push_back(std::move(entry));
  return {};
}

Result<void> PartitionRun::add(const Envelope& event, Position until) {
  if (!builder_) {
    builder_.emplace(id_, source_.chain, event.position, head_);
    from_ = event.at;
  }
  to_ = event.at;
  if (auto added = builder_->add(event); !added) return added;
  const bool is_full = builder_->size() >= options_.segment_bytes && event.last;
  return is_full || event.position == until ? finish_segment() : Result<void>{};
}

Result<void> PartitionRun::copy(const Journal& journal, Position until) {
  if (auto made = make_directory(archive_ / folder()); !made) return made;
  DayFiles days(archive_, id_, source_.readers, entry_.days);
  auto after = report_.from;
  while (after < until) {
    if (options_.stop.stop_requested())
      return fail(FailureCode::unavailable, "the backup was asked to stop");
    const auto events = journal.read(after, std::min<std::size_t>(page, until - after));
    if (!events) return tl::unexpected(events.error());
    for (const auto& event : *events) {
      if (auto added = add(event, until); !added) return added;
      if (!options_.general) continue;
      if (auto added = days.add(event); !added) return added;
    }
    after = events->back().position;
    if (options_.progress) options_.progress(id_, after, until);
  }
  return options_.general ? days.finish() : Result<void>{};
}

Result<PartitionBackup> PartitionRun::run() {
  report_.partition = id_;
  auto cursors = source_.store->cursors(id_);  // Before the events: a cursor may lag, never lead.
  if (!cursors) return tl::unexpected(cursors.error());
  const auto journal = source_.store->open(id_);
  if (!journal) return tl::unexpected(journal.error());
  if (auto joined = join(**journal); !joined) return tl::unexpected(joined.error());
  report_.to = (*journal)->head().position;
  if (report_.to > report_.from) {
    if (auto copied = copy(**journal, report_.to); !copied) return tl::unexpected(copied.error());
  }
  for (auto& [name, position] : *cursors) position = std::min(position, report_.to);
  entry_.cursors = std::move(*cursors);
  return report_;
}

Result<Manifest> manifest_of(const BackupSource& source, const fs::path& archive) {
  auto manifest = read_manifest(archive);
  if (!manifest && manifest.error().code != FailureCode::not_found) return manifest;
  if (!manifest) {
    manifest = Manifest{};
    manifest->chain = source.chain;
  }
  if (manifest->chain != source.chain) {
    return fail(FailureCode::invalid_input,
                fmt::format("{} is the archive of a {} chain, the journal has {}; give another "
                            "directory for this journal",
                            archive.string(), name_of(manifest->chain), name_of(source.chain)));
  }
  manifest->marks = source.marks;
  return manifest;
}

// Everything beside the events.
Result<KeyChunks> copy_the_rest(const BackupSource& source, const fs::path& archive,
                                const BackupOptions& options) {
  KeyChunks keys;
  if (options.keys) {
    auto written = write_key_chunks(source.data_directory, archive);
    if (!written) return written;
    keys = std::move(*written);
  }
  const fs::path from(source.data_directory);
  for (const auto* folder : {"anchors", "evidence"}) {
    if (auto followed = follow_files(from / folder, archive / folder); !followed)
      return tl::unexpected(followed.error());
  }
  if (!options.general) return keys;
  if (auto made = make_directory(archive / "general"); !made) return tl::unexpected(made.error());
  const auto schema = replace_file(archive / "general" / "schema.json", event_line_schema());
  if (!schema) return tl::unexpected(schema.error());
  return keys;
}

}  // namespace

Result<BackupSource> backup_source(DiskStore& store, const std::string& data_directory,
                                   EventReadersView readers) {
  BackupSource source{&store, store.chain(), {}, data_directory, std::move(readers)};
  for (const auto* name : {"clock", "chain"}) {
    auto mark = store.mark(name);
    if (!mark) return tl::unexpected(mark.error());
    if (*mark) source.marks[name] = std::move(**mark);
  }
  return source;
}

Result<BackupReport> back_up(const BackupSource& source, const fs::path& archive,
                             const BackupOptions& options) {
  if (auto claimed = claim_archive(archive); !claimed) return tl::unexpected(claimed.error());
  const auto lock = FileLock::take(archive / marker_name);
  if (!lock) return tl::unexpected(lock.error());
  auto manifest = manifest_of(source, archive);
  if (!manifest) return tl::unexpected(manifest.error());
  BackupReport report;
  for (const auto& id : source.store->partitions()) {
    auto& entry = manifest->partitions[id];
    const auto done = PartitionRun(source, archive, options, id, entry).run();
    if (!done) return tl::unexpected(done.error());
    if (!entry.segments.empty())
      manifest->written_at = std::max(manifest->written_at, entry.segments.back().to);
    report.partitions.push_back(*done);
  }
  const auto keys = copy_the_rest(source, archive, options);
  if (!keys) return tl::unexpected(keys.error());
  manifest->keys = keys->files;
  report.subjects = keys->subjects;
  if (auto written = replace_file(archive / "manifest.json", to_json(*manifest)); !written)
    return tl::unexpected(written.error());
  if (options.keys) {
    if (auto ended = end_other_chunks(*keys, archive); !ended) return tl::unexpected(ended.error());
  }
  return report;
}

}  // namespace atrium::persistence
