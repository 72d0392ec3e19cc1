// See restore.hpp. First all that is needed is read and checked; then the directory is marked, the
// events are admitted, the epoch is raised, and the mark is taken away.
#include "persistence/archive/restore.hpp"

#include "persistence/archive/followed_files.hpp"
#include "persistence/archive/stored/archived_events.hpp"
#include "persistence/archive/stored/key_chunks.hpp"
#include "persistence/rocksdb/store.hpp"
#include "persistence/vault/vault.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace atrium::persistence {
namespace {

namespace fs = std::filesystem;

// Where the history of one partition is to end.
struct End {
  Position position = 0;
  Position rounded_from = 0;
  Position archived = 0;
};

// Reads the archive as far as it is needed, and finds the last whole commit not beyond the end.
Result<End> find_end(const RestoreRequest& request, const Manifest& manifest,
                     const PartitionId& partition) {
  End end;
  Position asked = 0;
  const auto read = each_segment(request.from, manifest, partition, [&](auto events) {
    for (const auto& event : events) {
      const bool is_beyond = (request.until_position && event.position > *request.until_position) ||
                             (request.until_time && event.at > *request.until_time);
      if (is_beyond) return Result<bool>(false);
      asked = event.position;
      if (event.last) end.position = event.position;
    }
    return Result<bool>(true);
  });
  if (!read) return tl::unexpected(read.error());
  if (asked != end.position) end.rounded_from = asked;
  end.archived = manifest.partitions.at(partition).last();
  if (request.until_position && *request.until_position > end.archived) {
    return fail(
        FailureCode::invalid_input,
        fmt::format("{} has events of {} up to position {}, not up to {}; ask for one of "
                    "them",
                    request.from.string(), partition.value, end.archived, *request.until_position));
  }
  return end;
}

Result<std::vector<PartitionId>> wanted(const RestoreRequest& request, const Manifest& manifest) {
  if (request.until_position && !request.partition) {
    return fail(FailureCode::invalid_input,
                "positions are counted for each partition; name one with --partition, or give "
                "--until a time");
  }
  std::vector<PartitionId> ids;
  for (const auto& [id, entry] : manifest.partitions) {
    if (!request.partition || *request.partition == id) ids.push_back(id);
  }
  if (!ids.empty()) return ids;
  return fail(FailureCode::not_found,
              request.partition ? fmt::format("no partition {} in {}", request.partition->value,
                                              request.from.string())
                                : request.from.string() + " holds no history");
}

// A directory that holds halls is not overwritten as a whole, but an unfinished restore goes on.
Result<void> check_target(const RestoreRequest& request, const DiskStore& store,
                          const std::string& restoring) {
  const auto mark = store.mark(std::string(restoring_mark));
  if (!mark) return tl::unexpected(mark.error());
  const bool is_unfinished = *mark && !(*mark)->empty();
  if (is_unfinished && **mark == restoring) return {};
  if (is_unfinished) {
    return fail(
        FailureCode::invalid_input,
        fmt::format("an earlier restore into {} (of {}) was not finished; finish that first",
                    request.directory, **mark));
  }
  if (request.partition || store.partitions().empty()) return {};
  return fail(FailureCode::invalid_input,
              request.directory +
                  " holds history already; restore into an empty directory, or one partition of it "
                  "with --partition");
}

class Restore {
 public:
  Restore(const RestoreRequest& request, const Manifest& manifest, DiskStore& store)
      : request_(request), manifest_(manifest), store_(store) {}

  Result<PartitionRestore> partition(const PartitionId& id, const End& end) {
    if (auto gone = store_.forget_partition(id); !gone) return tl::unexpected(gone.error());
    const auto admitted = each_segment(request_.from, manifest_, id, [&](auto events) {
      return admit(id, end, std::move(events));
    });
    if (!admitted) return tl::unexpected(admitted.error());
    const auto epoch = begin_epoch(id);
    if (!epoch) return tl::unexpected(epoch.error());
    if (auto set = put_cursors(id, end); !set) return tl::unexpected(set.error());
    return PartitionRestore{id, end.position, end.archived, *epoch, end.rounded_from};
  }

 private:
  static constexpr std::size_t admitted_max = 2000;  // And the rest of the commit.

  Result<bool> admit(const PartitionId& id, const End& end, std::vector<Envelope> events) {
    std::vector<Envelope> some;
    for (auto& event : events) {
      if (event.position > end.position) break;
      const bool is_last = event.last;
      some.push_back(std::move(event));
      if (!is_last || some.size() < admitted_max) continue;
      if (auto done = admit_some(id, end, some); !done) return tl::unexpected(done.error());
    }
    if (auto done = admit_some(id, end, some); !done) return tl::unexpected(done.error());
    return events.empty() || events.back().position < end.position;
  }

  Result<void> admit_some(const PartitionId& id, const End& end, std::vector<Envelope>& some) {
    if (some.empty()) return {};
    const auto last = some.back().position;
    auto done = store_.admit(id, std::exchange(some, {}));
    if (done && request_.progress) request_.progress(id, last, end.position);
    return done;
  }

  // Higher than any that the archive knows, also of history that is given up now.
  Result<std::uint64_t> begin_epoch(const PartitionId& id) {
    std::uint64_t known = 0;
    for (const auto& start : manifest_.partitions.at(id).epochs)
      known = std::max(known, start.epoch);
    for (;;) {
      if (auto raised = store_.raise_epoch(id); !raised) return tl::unexpected(raised.error());
      const auto journal = store_.open(id);
      if (!journal) return tl::unexpected(journal.error());
      if (const auto epoch = (*journal)->head().epoch; epoch > known) return epoch;
    }
  }

  // Of a partition that was here before, its own cursors stay.
  Result<void> put_cursors(const PartitionId& id, const End& end) {
    const auto journal = store_.open(id);
    if (!journal) return tl::unexpected(journal.error());
    for (const auto& [name, position] : manifest_.partitions.at(id).cursors) {
      const auto known = (*journal)->cursor(name);
      if (!known) return tl::unexpected(known.error());
      if (*known == 0) (*journal)->move_cursor(name, std::min(position, end.position));
    }
    return {};
  }

  const RestoreRequest& request_;
  const Manifest& manifest_;
  DiskStore& store_;
};

// What a whole directory has beside its history.
Result<std::uint64_t> put_the_rest(const RestoreRequest& request, const Manifest& manifest,
                                   DiskStore& store) {
  for (const auto& [name, mark] : manifest.marks) {
    if (name == restoring_mark || name == "chain") continue;
    if (auto set = store.set_mark(name, mark); !set) return tl::unexpected(set.error());
  }
  const fs::path directory(request.directory);
  for (const auto* folder : {"anchors", "evidence"}) {
    if (auto copied = follow_files(request.from / folder, directory / folder); !copied)
      return tl::unexpected(copied.error());
  }
  // Opened once by itself, so that the vault is made as it always is, readable by its owner only.
  if (auto vault = open_disk_vault(request.directory); !vault) return tl::unexpected(vault.error());
  std::uint64_t subjects = 0;
  for (const auto& file : manifest.keys) {
    const auto keys = read_key_chunk(request.from / file);
    if (!keys) return tl::unexpected(keys.error());
    if (auto put = put_keys(request.directory, *keys); !put) return tl::unexpected(put.error());
    subjects += keys->size();
  }
  return subjects;
}

Result<std::vector<PartitionRestore>> restore_all(const RestoreRequest& request,
                                                  const Manifest& manifest, DiskStore& store,
                                                  const std::vector<PartitionId>& ids,
                                                  const std::vector<End>& ends) {
  std::vector<PartitionRestore> done;
  Restore work(request, manifest, store);
  for (std::size_t i = 0; i < ids.size(); ++i) {
    auto restored = work.partition(ids[i], ends[i]);
    if (!restored) return tl::unexpected(restored.error());
    done.push_back(std::move(*restored));
  }
  if (request.partition) return done;
  const auto subjects = put_the_rest(request, manifest, store);
  if (!subjects) return tl::unexpected(subjects.error());
  done.front().subjects = *subjects;
  return done;
}

}  // namespace

Result<std::vector<PartitionRestore>> restore(const RestoreRequest& request) {
  const auto manifest = read_manifest(request.from);
  if (!manifest) return tl::unexpected(manifest.error());
  const auto ids = wanted(request, *manifest);
  if (!ids) return tl::unexpected(ids.error());
  std::vector<End> ends;
  for (const auto& id : *ids) {
    const auto end = find_end(request, *manifest, id);
    if (!end) return tl::unexpected(end.error());
    ends.push_back(*end);
  }
  DiskOptions options;
  options.directory = request.directory;
  options.chain = manifest->chain;
  const auto store = open_disk_store(std::move(options));
  if (!store) return tl::unexpected(store.error());
  const auto restoring = request.partition ? "partition " + request.partition->value : "all";
  if (auto fit = check_target(request, **store, restoring); !fit)
    return tl::unexpected(fit.error());
  if (auto set = (*store)->set_mark(std::string(restoring_mark), restoring); !set)
    return tl::unexpected(set.error());
  auto done = restore_all(request, *manifest, **store, *ids, ends);
  if (!done) return done;
  if (auto set = (*store)->set_mark(std::string(restoring_mark), ""); !set)
    return tl::unexpected(set.error());
  (*store)->close();
  return done;
}

}  // namespace atrium::persistence
