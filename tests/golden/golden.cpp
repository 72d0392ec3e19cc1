// See golden.hpp.
#include "tests/golden/golden.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace atrium::golden {
namespace {

constexpr std::size_t bytes_per_line = 32;
constexpr std::string_view suffix = ".golden";

[[noreturn]] void not_golden(const std::string& path, const std::string& why) {
  throw std::runtime_error(path + " is no golden file: " + why + "; take it from the history");
}

std::string to_hex(std::string_view bytes) {
  std::string text;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    text += fmt::format("{:02x}", static_cast<unsigned char>(bytes[i]));
    if ((i + 1) % bytes_per_line == 0 || i + 1 == bytes.size()) text += '\n';
  }
  return text;
}

class Reader {
 public:
  explicit Reader(const std::string& path) : path_(path), file_(path, std::ios::binary) {
    if (!file_) not_golden(path, "it cannot be read");
  }

  std::string line() {
    std::string text;
    if (!std::getline(file_, text)) not_golden(path_, "it ends early");
    return text;
  }
  std::string value(const std::string& key) {
    const auto text = line();
    if (!text.starts_with(key)) not_golden(path_, "'" + key + "' is missing");
    return text.size() > key.size() ? text.substr(key.size() + 1) : "";
  }
  Bytes bytes() {
    Bytes bytes;
    for (auto text = line(); !text.empty(); text = line()) {
      for (std::size_t i = 0; i + 1 < text.size(); i += 2) {
        bytes += static_cast<char>(std::stoi(text.substr(i, 2), nullptr, 16));
      }
    }
    return bytes;
  }
  std::string rest() {
    std::ostringstream text;
    text << file_.rdbuf();
    return text.str();
  }

 private:
  std::string path_;
  std::ifstream file_;
};

std::vector<std::string> words(const std::string& text) {
  std::istringstream from(text);
  std::vector<std::string> found;
  for (std::string word; from >> word;) found.push_back(word);
  return found;
}

Golden read(const std::string& path, const std::string& name) {
  Reader from(path);
  Golden golden;
  golden.name = name;
  golden.type = from.line();
  if (!golden.is_state())
    golden.number = static_cast<std::uint16_t>(std::stoi(from.value("number")));
  golden.schema = static_cast<std::uint16_t>(std::stoi(from.value("schema")));
  golden.after = words(from.value("after"));
  from.value("bytes");
  golden.bytes = from.bytes();
  from.value("folds to");
  golden.state = from.rest();
  return golden;
}

}  // namespace

std::unique_ptr<persistence::Vault> vault_of_the_person() {
  auto vault = persistence::make_memory_vault();
  static_cast<void>(vault->seal(person, "known"));
  return vault;
}

std::string folder_of(std::string_view kind) { return "tests/golden/" + std::string(kind); }

std::map<std::string, Golden> read_all(std::string_view kind) {
  std::map<std::string, Golden> found;
  if (!std::filesystem::exists(folder_of(kind))) return found;
  for (const auto& entry : std::filesystem::directory_iterator(folder_of(kind))) {
    const auto path = entry.path().string();
    auto name = entry.path().filename().string();
    if (!name.ends_with(suffix)) not_golden(path, "its name ends otherwise");
    name.resize(name.size() - suffix.size());
    found.emplace(name, read(path, name.substr(0, name.rfind('.'))));
  }
  return found;
}

void write(std::string_view kind, const Golden& golden) {
  std::filesystem::create_directories(folder_of(kind));
  const auto path = fmt::format("{}/{}.v{}{}", folder_of(kind), golden.name, golden.schema, suffix);
  std::ofstream to(path, std::ios::binary);
  to << golden.type << '\n';
  if (!golden.is_state()) to << "number " << golden.number << '\n';
  to << "schema " << golden.schema << "\nafter";
  for (const auto& name : golden.after) to << ' ' << name;
  to << "\nbytes\n" << to_hex(golden.bytes) << "\nfolds to\n" << golden.state;
  if (!to.flush()) throw std::runtime_error("cannot write " + path);
}

}  // namespace atrium::golden
