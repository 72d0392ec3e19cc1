// What the hall's entities were last told, against what the file would tell them.
#include "runtime/node/definition/compare.hpp"

#include "ops/halls/difference.hpp"
#include "ops/halls/read.hpp"
#include "persistence/journal_tools/journal_tools.hpp"
#include "runtime/node/configuration.hpp"
#include "runtime/node/definition/rules.hpp"

#include <boost/describe.hpp>
#include <boost/json.hpp>

#include <ostream>
#include <utility>
#include <vector>

namespace atrium::node {
namespace {

namespace json = boost::json;

struct Before {
  std::string lines;  // Empty: it holds nothing of this hall yet.
  std::string bookings;
  std::string mode;
};

Result<Before> before_of(const persistence::JournalTool& tool,
                         const persistence::EventReadersView& readers) {
  const auto last = persistence::last_of_each(tool, {"waiting_room", "appointment_book", "hall"},
                                              "configured", readers);
  if (!last) return tl::unexpected(last.error());
  const auto configuration = [&](const char* kind) {
    const auto found = last->find(kind);
    return found == last->end()
               ? std::string()
               : json::serialize(json::parse(found->second).at("configuration"));
  };
  Before before{configuration("waiting_room"), configuration("appointment_book"), {}};
  if (const auto hall = last->find("hall"); hall != last->end()) {
    before.mode = json::value_to<std::string>(json::parse(hall->second).at("mode"));
  }
  return before;
}

// With the mode, which a hall compares by itself when the definition reaches it.
std::vector<halls::Difference> differences(const Before& before, const halls::Definition& hall) {
  auto was = rules_of(RulesInForce{before.lines, before.bookings});
  auto is = rules_of(hall);
  was["mode"] = before.mode;
  is["mode"] = boost::describe::enum_to_string(configure_hall(hall).mode, "");
  return halls::differences(was, is);
}

}  // namespace

int compare_hall(const std::string& file, const std::string& directory,
                 const persistence::EventReadersView& readers, std::ostream& out,
                 std::ostream& err) {
  const auto read = halls::read(file);
  const auto* hall = std::get_if<halls::Definition>(&read);
  if (hall == nullptr) return 0;  // The check has said what is wrong.
  const auto before = before_of({directory, hall->hall}, readers);
  if (!before) {
    err << "atrium hall check: " << before.error().what << '\n';
    return before.error().code == FailureCode::invalid_input ? 2 : 1;
  }
  if (before->lines.empty()) {
    err << directory << ": holds nothing of this hall yet\n";
    return 0;
  }
  const auto found = differences(*before, *hall);
  for (const auto& one : found) {
    out << json::object{{"change", one.at}, {"before", one.before}, {"after", one.after}} << '\n';
    err << file << ": " << to_text(one) << '\n';
  }
  err << file << ": " << found.size() << (found.size() == 1 ? " change\n" : " changes\n");
  return 0;
}

}  // namespace atrium::node
