// One line is one append; a line that a power cut tore is cut off before the next.
#include "persistence/outbox/outbox.hpp"

#include "actors/identity/identity.hpp"
#include "persistence/codec/json.hpp"
#include "persistence/files/durable_files.hpp"

#include <boost/describe.hpp>

#include <string_view>

namespace atrium::persistence {
namespace {

constexpr std::string_view id_opens = "{\"id\":\"";  // Every line begins so.
constexpr std::size_t date_length = 10;

struct Line {
  std::string id;
  Instant at;
  std::string channel;
  std::string to;
  std::string key;
  std::map<std::string, std::string> fields;
  std::string text_zh;
  std::string text_en;
};
BOOST_DESCRIBE_STRUCT(Line, (), (id, at, channel, to, key, fields, text_zh, text_en))

std::string line_of(const Message& message) {
  std::string line;
  write_json(line,
             Line{message.id, message.at, message.channel, identity::mask_phone(message.to.value),
                  message.key, message.fields, message.text_zh, message.text_en});
  return line + "\n";
}

// The id as it stands in the file, escaped.
std::string written_id(const std::string& id) {
  std::string quoted;
  write_json(quoted, std::string_view(id));
  return quoted.substr(1, quoted.size() - 2);
}

}  // namespace

void Outbox::send(const Message& message, std::function<void(Result<void>)> taken) {
  auto written = [&] {
    const std::lock_guard lock(mutex_);
    return write(message);
  }();
  taken(std::move(written));
}

Result<void> Outbox::turn_to(const std::string& day) {
  if (day == day_) return {};
  if (auto made = make_directory(directory_, Readers::owner_only); !made) return made;
  sent_.clear();
  day_.clear();
  const auto path = directory_ / (day + ".jsonl");
  const auto read = read_file(path);
  if (!read && read.error().code != FailureCode::not_found) return tl::unexpected(read.error());
  const std::string_view text = read ? std::string_view(*read) : std::string_view();
  std::size_t begin = 0;
  for (auto end = text.find('\n'); end != text.npos; end = text.find('\n', begin)) {
    auto line = text.substr(begin, end - begin);
    begin = end + 1;
    if (!line.starts_with(id_opens)) continue;
    line.remove_prefix(id_opens.size());
    sent_.emplace(line.substr(0, line.find('"')));
  }
  if (begin < text.size()) {
    const auto mended = replace_file(path, text.substr(0, begin), Readers::owner_only);
    if (!mended) return mended;
  }
  day_ = day;
  return {};
}

Result<void> Outbox::write(const Message& message) {
  const auto day = to_iso8601(message.at).substr(0, date_length);
  if (auto turned = turn_to(day); !turned) return turned;
  const auto id = written_id(message.id);
  if (sent_.contains(id)) return {};
  auto written = append_file(directory_ / (day + ".jsonl"), line_of(message), Readers::owner_only);
  if (!written) day_.clear();  // Half a line may stand there: to be looked at again.
  if (written) sent_.insert(id);
  return written;
}

}  // namespace atrium::persistence
