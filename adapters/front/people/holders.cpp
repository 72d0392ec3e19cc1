// Numbers of people at the edge (holders.hpp).
#include "adapters/front/people/holders.hpp"

#include "actors/identity/identity.hpp"

#include <memory>
#include <optional>
#include <utility>

namespace atrium::front {
namespace {

namespace json = boost::json;
using identity::Verdict;

// In normal form from here on. What cannot be right stands in `wrong`, the first of all.
void take_number(std::string& number, const identity::Finding& found, const char* refusal,
                 const char* field, json::array& warnings, std::optional<Refusal>& wrong) {
  number = found.normal;
  if (found.verdict == Verdict::valid) return;
  warnings.push_back(json::object{{"code", found.code}, {"field", field}, {"detail", found.why}});
  if (found.verdict == Verdict::warn || wrong) return;
  wrong = refuse(RefusalKind::invalid, refusal, found.code + ": " + found.why, field);
}

CheckedHolder checked_numbers(HolderFields fields, Day today, std::optional<Refusal>& wrong) {
  CheckedHolder holder{std::move(fields)};
  auto& own = holder.fields;
  if (!own.id_number.empty()) {
    const auto found = identity::check_document(own.id_type, own.id_number, today);
    if (own.id_type.empty()) own.id_type = identity::kind_of(own.id_number);
    take_number(own.id_number, found, "holder.bad_id_number", "holder.id_number", holder.warnings,
                wrong);
  }
  if (!own.phone.empty()) {
    take_number(own.phone, identity::check_phone(own.phone), "holder.bad_phone", "holder.phone",
                holder.warnings, wrong);
  }
  return holder;
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
  std::optional<Refusal> wrong;
  auto holder = checked_numbers(std::move(fields), today, wrong);
  if (wrong) return std::move(*wrong);
  return holder;
}

CheckedHolder look_over(HolderFields fields, Day today) {
  std::optional<Refusal> wrong;
  return checked_numbers(std::move(fields), today, wrong);
}

json::object masked(const HolderFields& fields) {
  json::object out;
  if (!fields.name.empty()) out["name"] = identity::mask_name(fields.name);
  if (!fields.id_number.empty()) out["id_number"] = identity::mask_number(fields.id_number);
  if (!fields.phone.empty()) out["phone"] = identity::mask_phone(fields.phone);
  return out;
}

json::object warning_of(const Refusal& refusal) {
  return {{"code", refusal.code}, {"field", refusal.field}, {"detail", refusal.detail}};
}

host::Reply telling(host::Reply reply, CheckedHolder holder) {
  auto asker = std::make_shared<host::Reply>(std::move(reply));
  json::object members;
  if (auto shown = masked(holder.fields); !shown.empty()) members["holder_shown"] = shown;
  if (!holder.warnings.empty()) members["warnings"] = std::move(holder.warnings);
  return host::Reply([asker, members = std::move(members)](host::Outcome outcome) {
    (*asker)(with_members(std::move(outcome), members));
  });
}

}  // namespace atrium::front
