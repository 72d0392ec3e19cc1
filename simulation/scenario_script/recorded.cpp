// Clauses on what the hall has recorded, numbers issued and lapsed and reminders, read from its
// events as any outsider reads them; and on what went out to phones.
#include "runtime/core/time/zone.hpp"
#include "simulation/json_fields.hpp"
#include "simulation/scenario_script/stage.hpp"
#include "simulation/statistics/happening.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <functional>
#include <set>

namespace atrium::simulation::script {
namespace {

using Words = std::vector<std::string>;

// Every event of the hall's lines so far.
void read_all(Stage& stage, const std::function<void(const Happening&)>& each) {
  auto& hall = stage.hall();
  const auto read = read_on(hall.runtime(), hall.halls().front().hall, 0, {"waiting_room"}, each);
  ATRIUM_ASSERT(read.has_value(), "what a hall wrote can be read");
}

std::string number_of(Stage& stage, const std::string& series, std::int64_t value) {
  const auto& all = stage.hall().halls().front().series;
  const auto found = std::ranges::find(all, SeriesId{series}, &halls::Series::prefix);
  const int digits = found == all.end() ? 3 : found->digits;
  return fmt::format("{}{:0{}}", series, value, digits);
}

Words lapsed_of(Stage& stage, const Happening& happening) {
  Words numbers;
  const auto* lapsed = array_at(happening.data, "lapsed");
  for (std::size_t i = 0; lapsed != nullptr && i < lapsed->size(); ++i) {
    numbers.push_back(
        number_of(stage, text_at(happening.data, "series"), lapsed->at(i).to_number<int>()));
  }
  return numbers;
}

}  // namespace

// lapsed of LEASE A002 A004|nothing: as recorded, once.
Finding examine_lapsed(Stage& stage, const Words& words) {
  if (words.size() < 4 || words[1] != "of") return {false, "write: lapsed of L1 A002 A004"};
  Words lapsed{"lapsed", "of", words[2]};
  const auto lease = lease_name(stage, words[2]);
  read_all(stage, [&](const Happening& happening) {
    if (happening.type != "waiting_room.lease_ended") return;
    if (text_at(happening.data, "lease") != lease) return;
    const auto more = lapsed_of(stage, happening);
    lapsed.insert(lapsed.end(), more.begin(), more.end());
  });
  if (lapsed.size() == 3) lapsed.emplace_back("nothing");
  return {lapsed == words, fmt::format("{}", fmt::join(lapsed, " "))};
}

// accounted for [DAY] A001-A006: the numbers of its series that were issued or have lapsed on that
// day, or today, are these, each once.
Finding examine_accounted(Stage& stage, const Words& words) {
  const auto range = words.back();
  const auto dash = range.find('-');
  const auto digits = range.find_first_of("0123456789");
  const auto end = dash == std::string::npos ? dash : range.find_first_of("0123456789", dash);
  if (words.size() < 3 || words.size() > 4 || words[1] != "for" || digits >= dash ||
      end == std::string::npos) {
    return {false, "write: accounted for [20261123] A001-A006"};
  }
  const auto& hall = stage.hall().halls().front();
  const auto today = to_compact(business_day(hall.time_zone, hall.reset, stage.hall().now()));
  const auto day = words.size() == 4 ? words[2] : today;
  const auto series = range.substr(0, digits);
  Words numbers;
  read_all(stage, [&](const Happening& happening) {
    if (text_at(happening.data, "series") != series) return;
    if (happening.type == "waiting_room.issued") {
      const auto id = text_at(happening.data, "ticket");
      if (id.starts_with(day + "-")) numbers.push_back(id.substr(day.size() + 1));
    } else if (happening.type == "waiting_room.lease_ended" &&
               text_at(happening.data, "lease").starts_with(day + "-")) {
      std::ranges::copy(lapsed_of(stage, happening), std::back_inserter(numbers));
    }
  });
  std::ranges::sort(numbers);
  Words expected;
  const auto first = integer(range.substr(digits, dash - digits)).value_or(0);
  const auto last = integer(range.substr(end)).value_or(0);
  for (int value = first; value <= last; ++value) {
    expected.push_back(number_of(stage, series, value));
  }
  return {numbers == expected, fmt::format("{}", fmt::join(numbers, " "))};
}

// messages of A005 reminder call|nothing: what was sent to its holder's phone, in order.
Finding examine_messages(Stage& stage, const Words& words) {
  if (words.size() < 4 || words[1] != "of") return {false, "write: messages of A005 reminder call"};
  Words sent{"messages", "of", words[2]};
  for (const auto& message : stage.messages()) {
    const auto number = message.fields.find("number");
    if (number != message.fields.end() && number->second == words[2]) sent.push_back(message.key);
  }
  if (sent.size() == 3) sent.emplace_back("nothing");
  return {sent == words, fmt::format("{}", fmt::join(sent, " "))};
}

int reminders_of(Stage& stage, const std::string& ticket) {
  int times = 0;
  read_all(stage, [&](const Happening& happening) {
    times +=
        happening.type == "waiting_room.reminded" && text_at(happening.data, "ticket") == ticket
            ? 1
            : 0;
  });
  return times;
}

}  // namespace atrium::simulation::script
