// Numbers of people at the edge (holders.hpp).
#include "adapters/front/people/holders.hpp"

#include "actors/identity/identity.hpp"

#include <memory>
#include <utility>

namespace atrium::front {
namespace {

namespace json = boost::json;
using identity::Verdict;

void note(json::array& warnings, std::string_view field, const identity::Finding& found) {
  if (found.verdict != Verdict::warn) return;
  warnings.push_back(json::object{{"code", found.code}, {"field", field}, {"detail", found.why}});
}

// An accepted answer with these members behind its own.
host::Outcome with_members(host::Outcome outcome, const json::object& members) {
  auto* accepted = std::get_if<host::Accepted>(&outcome);
  const auto end = accepted == nullptr ? Bytes::npos : accepted->json.rfind('}');
  if (members.empty() || end == Bytes::npos) return outcome;
  auto text = json::serialize(members).substr(1);
  const auto last = accepted->json.find_last_not_of(" \n\t", end - 1);
  if (last != Bytes::npos && accepted->json[last] != '{') text.insert(text.begin(), ',');
  accepted->json.replace(end, Bytes::npos, text);
  return outcome;
}

}  // namespace

std::variant<CheckedHolder, Refusal> check_holder(HolderFields fields, Day today) {
  CheckedHolder checked{std::move(fields)};
  auto& own = checked.fields;
  if (!own.id_number.empty()) {
    const auto found = identity::check_document(own.id_type, own.id_number, today);
    if (found.verdict == Verdict::invalid) {
      return refuse(RefusalKind::invalid, "holder.bad_id_number", found.code + ": " + found.why,
                    "holder.id_number");
    }
    note(checked.warnings, "holder.id_number", found);
    if (own.id_type.empty()) own.id_type = identity::kind_of(own.id_number);
    own.id_number = found.normal;
  }
  if (!own.phone.empty()) {
    const auto found = identity::check_phone(own.phone);
    if (found.verdict == Verdict::invalid) {
      return refuse(RefusalKind::invalid, "holder.bad_phone", found.code + ": " + found.why,
                    "holder.phone");
    }
    note(checked.warnings, "holder.phone", found);
    own.phone = found.normal;
  }
  return checked;
}

json::object masked(const HolderFields& fields) {
  json::object out;
  if (!fields.name.empty()) out["name"] = identity::mask_name(fields.name);
  if (!fields.id_number.empty()) out["id_number"] = identity::mask_number(fields.id_number);
  if (!fields.phone.empty()) out["phone"] = identity::mask_phone(fields.phone);
  return out;
}

host::Reply telling(host::Reply reply, CheckedHolder holder) {
  auto asker = std::make_shared<host::Reply>(std::move(reply));
  json::object members{{"holder_shown", masked(holder.fields)}};
  if (!holder.warnings.empty()) members["warnings"] = std::move(holder.warnings);
  return host::Reply([asker, members = std::move(members)](host::Outcome outcome) {
    (*asker)(with_members(std::move(outcome), members));
  });
}

}  // namespace atrium::front
