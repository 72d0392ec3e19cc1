// See followed_files.hpp.
#include "persistence/archive/followed_files.hpp"

#include "persistence/files/durable_files.hpp"

#include <algorithm>
#include <string>

namespace atrium::persistence {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t compared = 4096;  // Of the end of what is archived: it holds a signature.

Result<void> follow_lines(const fs::path& from, const fs::path& to) {
  std::error_code missing;
  const auto archived = fs::exists(to, missing) ? fs::file_size(to, missing) : 0;
  const auto begin = archived - std::min<std::uintmax_t>(archived, compared);
  auto lines = read_part(from, begin);
  if (!lines) return tl::unexpected(lines.error());
  const auto known = archived == 0 ? Result<std::string>{} : read_part(to, begin);
  if (!known) return tl::unexpected(known.error());
  if (!lines->starts_with(*known)) {
    return fail(FailureCode::damaged,
                from.string() + " does not hold what " + to.string() +
                    " has of it: it was changed, or is another node's; keep the archive, and find "
                    "out before a backup goes to another directory");
  }
  lines->erase(0, known->size());
  lines->resize(lines->rfind('\n') + 1);
  return lines->empty() ? Result<void>{} : append_file(to, *lines);
}

Result<void> follow_key(const fs::path& from, const fs::path& to) {
  const auto pem = read_file(from);
  if (!pem) return tl::unexpected(pem.error());
  const auto archived = read_file(to);
  if (archived && *archived == *pem) return {};
  return replace_file(to, *pem);
}

}  // namespace

Result<void> follow_files(const fs::path& from, const fs::path& to) {
  std::error_code error;
  if (!fs::is_directory(from, error)) return {};
  if (auto made = make_directory(to); !made) return made;
  for (const auto& entry : fs::directory_iterator(from, error)) {
    const auto name = entry.path().filename();
    Result<void> done;
    if (name.extension() == ".jsonl") done = follow_lines(entry.path(), to / name);
    if (name.extension() == ".pem") done = follow_key(entry.path(), to / name);
    if (!done) return done;
  }
  return {};
}

}  // namespace atrium::persistence
