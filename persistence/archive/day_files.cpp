// See day_files.hpp.
#include "persistence/archive/day_files.hpp"

#include "persistence/anchors/anchor.hpp"
#include "persistence/files/durable_files.hpp"
#include "runtime/core/time/zone.hpp"

#include <chrono>
#include <utility>

namespace atrium::persistence {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t waiting_max = std::size_t{4} << 20;
constexpr std::chrono::hours east{8};  // Days are China's, wherever the machine thinks it is.

std::string day_of(Instant at) {
  const auto days = std::chrono::floor<std::chrono::days>(at + east);
  return to_text(Day{static_cast<int>(days.time_since_epoch().count())});
}

}  // namespace

DayFiles::DayFiles(const fs::path& archive, const PartitionId& partition,
                   const EventReadersView& readers, std::map<std::string, DayEntry>& days)
    : archive_(archive), partition_(partition), readers_(readers), days_(days) {}

Result<void> DayFiles::add(const Envelope& event) {
  auto& day = waiting_[day_of(event.at)];
  const auto before = day.lines.size();
  append_event_line(day.lines, partition_, event, readers_);
  ++day.events;
  waiting_bytes_ += day.lines.size() - before;
  return waiting_bytes_ < waiting_max ? Result<void>{} : finish();
}

Result<void> DayFiles::finish() {
  const auto folder = fs::path("general") / file_name_of(partition_);
  if (auto made = make_directory(archive_ / folder); !made) return made;
  for (auto& [name, waiting] : std::exchange(waiting_, {})) {
    auto& day = days_[name];
    day.file = (folder / (name + ".jsonl")).string();
    const auto file = archive_ / day.file;
    std::error_code error;
    if (fs::exists(file, error)) fs::resize_file(file, day.bytes, error);
    if (error) {
      return fail(FailureCode::unavailable,
                  "cannot go on writing " + file.string() + ": " + error.message());
    }
    if (auto kept = append_file(file, waiting.lines); !kept) return kept;
    day.events += waiting.events;
    day.bytes += waiting.lines.size();
  }
  waiting_bytes_ = 0;
  return {};
}

}  // namespace atrium::persistence
