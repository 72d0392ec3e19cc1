// How well people were told their wait: the forecast's own account, beside the average rule's.
#include "adapters/http/api/api.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace atrium::http {
namespace {

namespace json = boost::json;
using waiting_room::forecast::HorizonScore;

constexpr double nominal = 0.8;  // The share that an interval is meant to hold.

double coverage(const HorizonScore& score) {
  return score.called == 0 ? 0 : static_cast<double>(score.inside) / score.called;
}

json::array scores_json(const std::vector<HorizonScore>& scores) {
  json::array out;
  for (const auto& score : scores) {
    json::object line;
    using Members = boost::describe::describe_members<HorizonScore, boost::describe::mod_public>;
    boost::mp11::mp_for_each<Members>(
        [&](auto member) { line[member.name] = score.*member.pointer; });
    line["coverage"] = coverage(score);
    out.push_back(std::move(line));
  }
  return out;
}

struct Row {
  std::string_view name;
  std::string_view help;
  double (*of)(const HorizonScore&);
};

constexpr std::array rows{
    Row{"atrium_wait_called", "Called today of those who were told their wait.",
        [](const HorizonScore& score) { return static_cast<double>(score.called); }},
    Row{"atrium_wait_inside_ratio", "Share of these called within the interval they were told.",
        coverage},
    Row{"atrium_wait_error_seconds", "Mean absolute error of the likely wait they were told.",
        [](const HorizonScore& score) { return score.error_s; }},
    Row{"atrium_wait_average_rule_error_seconds",
        "The same of average service time x ahead / windows.",
        [](const HorizonScore& score) { return score.average_error_s; }},
};

}  // namespace

void Api::add_calibration_routes() {
  on_question("/api/v1/halls/{hall}/calibration", [this](const Hall& hall, Call call) {
    const auto view = options_.forecast == nullptr ? front::CalibrationView{}
                                                   : options_.forecast->calibration(hall.id);
    call.respond({200,
                  "application/json",
                  json::serialize(json::object{{"hall", hall.id.value},
                                               {"nominal", nominal},
                                               {"today", scores_json(view.today)},
                                               {"lately", scores_json(view.lately)}}),
                  {},
                  {}});
  });
}

std::string Api::calibration_text() const {
  std::string out;
  if (options_.forecast == nullptr) return out;
  for (const auto& row : rows) {
    fmt::format_to(std::back_inserter(out), "# HELP {0} {1}\n# TYPE {0} gauge\n", row.name,
                   row.help);
    for (const auto& [name, hall] : halls_) {
      for (const auto& score : options_.forecast->calibration(hall.id).today) {
        fmt::format_to(std::back_inserter(out), "{}{{hall=\"{}\",minutes=\"{}\"}} {:.6g}\n",
                       row.name, name, score.horizon, row.of(score));
      }
    }
  }
  return out;
}

}  // namespace atrium::http
