// See raw_rocksdb.hpp.
#include "persistence/bench/raw_rocksdb.hpp"

#include "persistence/bench/command_ids.hpp"
#include "persistence/rocksdb/directory.hpp"
#include "persistence/rocksdb/tables/database.hpp"
#include "persistence/rocksdb/tables/keys.hpp"

#include <rocksdb/write_batch.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <vector>

namespace atrium::persistence {
namespace {

using Steady = std::chrono::steady_clock;

constexpr std::uint32_t partition = 1;
constexpr std::size_t streams = 64;
// What a row costs in a batch beside its value: type, column family, lengths, key.
constexpr double ent_row = 4 + 31 + 8, cmd_row = 4 + 40 + 8, log_row = 5 + 12;

class Raw final : public RawRocksdb {
 public:
  explicit Raw(std::unique_ptr<Database> database)
      : database_(std::move(database)), versions_(streams) {}

  double per_s(const WriterFigures& like, double seconds) override {
    const auto commits = static_cast<double>(std::max<std::uint64_t>(like.commits, 1));
    const auto batch_commits =
        std::max(1.0, commits / static_cast<double>(std::max<std::uint64_t>(like.groups, 1)));
    const auto events = std::max(1.0, static_cast<double>(like.events) / commits);
    const auto bytes = static_cast<double>(like.bytes) / commits;
    const auto value = std::max(64.0, (bytes - cmd_row) / events - log_row - ent_row);
    row_.assign(static_cast<std::size_t>(value), 'x');
    const auto begin = Steady::now();
    const auto end = begin + std::chrono::duration<double>(seconds);
    double owed_commits = 0, owed_events = 0;  // Fractions of the mean are carried on.
    std::size_t written = 0;
    while (Steady::now() < end) {
      batch_.Clear();
      for (owed_commits += batch_commits; owed_commits >= 1; owed_commits -= 1) {
        for (owed_events += events; owed_events >= 1; owed_events -= 1) add_event();
        name_key(key_, partition, ids_.next());
        batch_.Put(database_->column(Column::cmd), key_, fixed(position_));
        ++written;
      }
      rocksdb::WriteOptions options;
      options.sync = true;
      if (!(*database_)->Write(options, &batch_).ok()) return 0;
    }
    return static_cast<double>(written) /
           std::chrono::duration<double>(Steady::now() - begin).count();
  }

 private:
  void add_event() {
    log_key(key_, partition, ++position_);
    std::copy_n(reinterpret_cast<const char*>(&position_), sizeof position_, row_.data());
    batch_.Put(database_->column(Column::log), key_, row_);
    const auto stream = position_ % streams;
    stream_key(key_, partition, {"waiting_room", std::to_string(stream + 1000)},
               ++versions_[stream]);
    batch_.Put(database_->column(Column::ent), key_, fixed(position_));
  }

  std::unique_ptr<Database> database_;
  CommandIds ids_;
  Position position_ = 0;
  std::vector<Version> versions_;
  rocksdb::WriteBatch batch_;
  std::string key_, row_;
};

}  // namespace

Result<std::unique_ptr<RawRocksdb>> open_raw_rocksdb(const std::string& directory) {
  if (auto claim = claim_directory(directory); !claim) return tl::unexpected(claim.error());
  auto database = Database::open({directory, true, nullptr});
  if (!database) return tl::unexpected(database.error());
  return std::make_unique<Raw>(std::move(*database));
}

Result<double> raw_per_s(const std::string& directory, const WriterFigures& like, double seconds) {
  const auto place = (std::filesystem::path(directory) / "raw").string();
  double measured = 0;
  {
    auto raw = open_raw_rocksdb(place);
    if (!raw) return tl::unexpected(raw.error());
    measured = (*raw)->per_s(like, seconds);
  }
  std::error_code ignored;
  std::filesystem::remove_all(place, ignored);
  return measured;
}

}  // namespace atrium::persistence
