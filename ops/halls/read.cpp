// Opens the file, lets toml++ read the text, then reads part by part. The only place where toml++
// may throw.
#include "ops/halls/read.hpp"

#include "ops/halls/toml/draft.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>
#include <string>
#include <system_error>

namespace atrium::halls {
namespace {

constexpr Place top{};

Reading only(Place place, std::string what, std::string mend) {
  return std::vector{Fault{place, std::move(what), std::move(mend)}};
}

void read_parts(Section& file, Draft& draft) {
  read_head(file, draft);
  read_hours(file, draft);
  read_strategies(file, draft);
  read_calling(file, draft);
  read_ratings(file, draft);
  read_statistics(file, draft);
  read_texts(file, draft);
  read_speech(file, draft);
  read_tickets(file, draft);
  read_messages(file, draft);
  read_classes(file, draft);
  read_zones(file, draft);
  read_series(file, draft);
  read_services(file, draft);
  read_journeys(file, draft);
  read_windows(file, draft);
  read_ticket_machines(file, draft);
  read_calendar(file, draft);
  read_appointments(file, draft);
  refuse_unreadable(draft);
  file.refuse_unknown_keys();
}

}  // namespace

Reading parse(std::string_view text) {
  try {
    const auto document = toml::parse(text);
    Faults faults;
    Draft draft{faults};
    Section file{document, "the file", faults};
    read_parts(file, draft);
    if (!faults.empty()) return faults.in_order();
    return std::move(draft.hall);
  } catch (const toml::parse_error& error) {
    const auto& at = error.source().begin;
    return only({static_cast<int>(at.line), static_cast<int>(at.column)},
                fmt::format("not TOML: {}", error.description()),
                "correct the text here; what follows it was not read");
  }
}

Reading read(const std::filesystem::path& path) {
  std::error_code error;
  const auto status = std::filesystem::status(path, error);
  if (!std::filesystem::exists(status)) {
    return only(top, "there is no such file", "check the path");
  }
  if (!std::filesystem::is_regular_file(status)) {
    return only(top, "this is not a file", "name the hall's .toml file itself");
  }
  const auto size = std::filesystem::file_size(path, error);
  if (!error && size > file_bytes_max) {
    return only(top, fmt::format("the file has {} bytes", size),
                fmt::format("a hall's file has at most {}", file_bytes_max));
  }
  std::ifstream stream(path, std::ios::binary);
  std::string text{std::istreambuf_iterator<char>(stream), {}};
  if (!stream.good() && !stream.eof()) {
    return only(top, fmt::format("the file cannot be read: {}", std::strerror(errno)),
                "make it readable for the user that runs this command");
  }
  return parse(text);
}

}  // namespace atrium::halls
