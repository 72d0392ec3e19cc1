// Leased numbers in scenarios: blocks, what a machine that was cut off tells of afterwards, what is
// left of them. A lease of the day is named L1, L2, …; one of an earlier day with it,
// 20261123-L1.
#include "runtime/core/time/zone.hpp"
#include "simulation/json_fields.hpp"
#include "simulation/scenario_script/stage.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace atrium::simulation::script {
namespace {

using Words = std::vector<std::string>;

// The 3 of "A003".
std::optional<int> value_of(const std::string& number) {
  const auto digits = number.find_first_of("0123456789");
  return digits == std::string::npos ? std::nullopt : integer(number.substr(digits));
}

// lease N of SERVICE to MACHINE [for M minutes]
std::optional<Deed> lease(const Words& words) {
  const auto size = words.size();
  if ((size != 6 && size != 9) || words[2] != "of" || words[4] != "to") return std::nullopt;
  const auto count = integer(words[1]);
  std::optional<int> minutes = 0;
  if (size == 9) {
    minutes = words[6] == "for" && words[8] == "minutes" ? integer(words[7]) : std::nullopt;
  }
  if (!count || !minutes) return std::nullopt;
  return Deed{front::Act{front::LeaseNumbers{words[5], 1, words[3], *count, *minutes}}, {}, {}};
}

// take in NUMBER of LEASE as POSITION for SERVICE [at HH:MM] [priority N]
std::optional<Deed> take_in(Words words) {
  front::TakeInTicket act;
  if (words.size() > 2 && words[words.size() - 2] == "priority") {
    const auto priority = integer(words.back());
    if (!priority) return std::nullopt;
    act.priority = *priority;
    words.resize(words.size() - 2);
  }
  if (words.size() == 11 && words[9] == "at" && time_of(words[10])) {
    act.at = words[10];  // Until it is acted on: a time of the hall's day.
    words.resize(9);
  }
  const bool whole = words.size() == 9 && words[3] == "of" && words[5] == "as" && words[7] == "for";
  const auto value = whole ? value_of(words[2]) : std::nullopt;
  const auto position = whole ? integer(words[6]) : std::nullopt;
  if (!value || !position) return std::nullopt;
  act.lease = words[4];
  act.position = *position;
  act.value = *value;
  act.service = words[8];
  Deed deed{front::Act{std::move(act)}, {}, words[2]};
  return deed;
}

std::string number_of(const boost::json::object& lease, std::string_view which) {
  return fmt::format("{}{:0{}}", text_at(lease, "prefix"), number_at(lease, which),
                     number_at(lease, "digits"));
}

}  // namespace

std::string lease_name(Stage& stage, const std::string& lease) {
  if (!lease.starts_with('L')) return lease;
  const auto& hall = stage.hall().halls().front();
  return to_compact(business_day(hall.time_zone, hall.reset, stage.hall().now())) + "-" + lease;
}

std::optional<Deed> lease_deed(const Words& words) {
  if (words[0] == "lease") return lease(words);
  if (words[0] == "take" && words.size() > 1 && words[1] == "in") return take_in(words);
  if (words[0] == "end" && words.size() == 3 && words[1] == "lease") {
    return Deed{front::Act{front::EndLease{words[2]}}, {}, {}};
  }
  return std::nullopt;
}

front::Act of_the_lease(Stage& stage, const front::Act& act) {
  if (const auto* ended = std::get_if<front::EndLease>(&act)) {
    return front::EndLease{lease_name(stage, ended->lease)};
  }
  if (const auto* told = std::get_if<front::TakeInTicket>(&act)) {
    auto full = *told;
    full.lease = lease_name(stage, full.lease);
    auto at = stage.hall().now();
    if (const auto time = time_of(full.at)) {
      const auto& zone = stage.hall().halls().front().time_zone;
      at = instant_of(zone, std::chrono::floor<std::chrono::days>(local_time(zone, at)) + *time, {})
               .value_or(at);
    }
    full.at = to_iso8601(at);
    return full;
  }
  return act;
}

// lease L1 A002-A004, until 10:00, 1 taken in, open|ended; lease L1 none
Finding examine_lease(Stage& stage, const Words& words) {
  constexpr auto form = "write: lease L1 A002-A004[, until HH:MM][, N taken in][, open|ended]";
  if (words.size() < 3) return {false, form};
  const auto name = lease_name(stage, words[1]);
  const auto lease = stage.lease(name);
  if (lease.empty()) return {words[2] == "none", "no lease " + name};
  const auto until = instant_at(lease, "until").value_or(Instant{});
  const auto local = local_time(stage.hall().halls().front().time_zone, until);
  const std::chrono::hh_mm_ss time{local - std::chrono::floor<std::chrono::days>(local)};
  const auto* ended = value_at(lease, "ended");
  const auto block = number_of(lease, "first") + "-" + number_of(lease, "last");
  const auto until_text = fmt::format("{:02}:{:02}", time.hours().count(), time.minutes().count());
  const auto taken = std::to_string(number_at(lease, "taken_in"));
  const std::string standing =
      ended != nullptr && ended->is_bool() && ended->get_bool() ? "ended" : "open";
  const auto is = fmt::format("lease {} {}, until {}, {} taken in, {}", words[1], block, until_text,
                              taken, standing);
  auto rest = words;
  for (auto& word : rest) {
    if (word.ends_with(',')) word.pop_back();
  }
  bool holds = rest[2] == block;
  for (std::size_t i = 3; i < rest.size(); ++i) {
    if (rest[i] == "until" && i + 1 < rest.size()) {
      holds = holds && rest[++i] == until_text;
    } else if (i + 2 < rest.size() && rest[i + 1] == "taken" && rest[i + 2] == "in") {
      holds = holds && rest[i] == taken;
      i += 2;
    } else if (rest[i] == "open" || rest[i] == "ended") {
      holds = holds && rest[i] == standing;
    } else {
      return {false, form};
    }
  }
  return {holds, is};
}

// As the day's list of leases shows it.
boost::json::object Stage::lease(const std::string& name) {
  const auto body = ask([](front::Front& front, const PartitionId& hall, host::Reply reply) {
                      front.leases(hall, std::move(reply));
                    }).told.body;
  const auto* leases = array_at(body, "leases");
  for (std::size_t i = 0; leases != nullptr && i < leases->size(); ++i) {
    const auto& one = leases->at(i).get_object();
    if (text_at(one, "lease") == name) return one;
  }
  return {};
}

}  // namespace atrium::simulation::script
