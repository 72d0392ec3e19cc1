// The waiting room's last definition against the one of the file.
#include "runtime/node/compare.hpp"

#include "ops/halls/difference.hpp"
#include "ops/halls/read.hpp"
#include "persistence/codec/json.hpp"
#include "persistence/journal_tools/journal_tools.hpp"
#include "runtime/node/configuration.hpp"

#include <ostream>

namespace atrium::node {
namespace {

namespace json = boost::json;

// Without its version, which stands for all the rest.
json::value rules_of(json::value configuration) {
  configuration.as_object().erase("version");
  return configuration;
}

json::value rules_of(const halls::Definition& hall) {
  std::string text;
  persistence::write_json(text, configure_waiting_room(hall).configuration);
  return rules_of(json::parse(text));
}

}  // namespace

int compare_hall(const std::string& file, const std::string& directory,
                 const persistence::EventReadersView& readers, std::ostream& out,
                 std::ostream& err) {
  const auto read = halls::read(file);
  const auto* hall = std::get_if<halls::Definition>(&read);
  if (hall == nullptr) return 0;  // The check has said what is wrong.
  const auto last = persistence::last_event({directory, hall->hall}, {"waiting_room", "main"},
                                            "waiting_room.configured", readers);
  if (!last && last.error().code == FailureCode::not_found) {
    err << directory << ": holds nothing of this hall yet\n";
    return 0;
  }
  if (!last) {
    err << "atrium hall check: " << last.error().what << '\n';
    return last.error().code == FailureCode::invalid_input ? 2 : 1;
  }
  const auto before = rules_of(json::parse(*last).at("configuration"));
  const auto found = halls::differences(before, rules_of(*hall));
  for (const auto& one : found) {
    out << json::object{{"change", one.at}, {"before", one.before}, {"after", one.after}} << '\n';
    err << file << ": " << to_text(one) << '\n';
  }
  err << file << ": " << found.size() << (found.size() == 1 ? " change\n" : " changes\n");
  return 0;
}

}  // namespace atrium::node
