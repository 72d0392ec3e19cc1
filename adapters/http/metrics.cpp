// Prometheus text exposition of the door's figures (metrics.hpp).
#include "adapters/http/metrics.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace atrium::http {
namespace {

struct Figure {
  std::string_view name;
  std::string_view type;
  std::string_view help;
  std::uint64_t value;
};

using host::PartitionVitals;

struct VitalRow {
  std::string_view name;
  std::string_view type;
  std::string_view help;
  double (*of)(const PartitionVitals&);
};

template <auto member>
double figure_of(const PartitionVitals& vitals) {
  return static_cast<double>(vitals.*member);
}
double oldest_wait_s(const PartitionVitals& vitals) {
  return static_cast<double>(vitals.waiting_ms) / 1000;
}

constexpr std::array vital_rows{
    VitalRow{"atrium_entities_awake", "gauge", "Entities in memory.",
             figure_of<&PartitionVitals::awake>},
    VitalRow{"atrium_entities_awake_bytes", "gauge", "Memory of these, estimated.",
             figure_of<&PartitionVitals::awake_bytes>},
    VitalRow{"atrium_entities_recovering", "gauge", "Entities being read from the journal.",
             figure_of<&PartitionVitals::recovering>},
    VitalRow{"atrium_entities_quarantined", "gauge", "Entities whose replay failed.",
             figure_of<&PartitionVitals::quarantined>},
    VitalRow{"atrium_entity_activations_total", "counter", "Entities woken.",
             figure_of<&PartitionVitals::activations>},
    VitalRow{"atrium_entity_departures_total", "counter", "Entities put to sleep.",
             figure_of<&PartitionVitals::departures>},
    VitalRow{"atrium_entity_restarts_total", "counter", "Entities started again after they died.",
             figure_of<&PartitionVitals::restarts>},
    VitalRow{"atrium_entity_defects_total", "counter", "Broken invariants met.",
             figure_of<&PartitionVitals::defects>},
    VitalRow{"atrium_mailbox_waiting", "gauge", "Questions not yet answered.",
             figure_of<&PartitionVitals::waiting>},
    VitalRow{"atrium_mailbox_oldest_seconds", "gauge", "How long the oldest of them has waited.",
             oldest_wait_s},
    VitalRow{"atrium_turned_away_total", "counter", "Questions answered overloaded.",
             figure_of<&PartitionVitals::turned_away>},
    VitalRow{"atrium_timers_fired_total", "counter", "Durable timers fired.",
             figure_of<&PartitionVitals::timers_fired>},
    VitalRow{"atrium_timers_due", "gauge", "Durable timers that are due and have not fired.",
             figure_of<&PartitionVitals::timers_waiting>},
};

}  // namespace

void Metrics::answered(int status, double seconds) {
  ++answers[static_cast<std::size_t>(std::clamp(status / 100, 0, 5))];
  const auto bound = std::ranges::lower_bound(bounds, seconds);
  ++seconds_buckets[static_cast<std::size_t>(std::distance(bounds.begin(), bound))];
  seconds_sum += seconds;
}

std::string Metrics::text(const std::vector<std::pair<std::string, std::uint64_t>>& heads) const {
  std::string out;
  const auto to = std::back_inserter(out);
  fmt::format_to(to,
                 "# HELP atrium_http_answers_total Answers by status class.\n"
                 "# TYPE atrium_http_answers_total counter\n");
  for (std::size_t i = 1; i < answers.size(); ++i) {
    fmt::format_to(to, "atrium_http_answers_total{{class=\"{}xx\"}} {}\n", i, answers[i]);
  }
  fmt::format_to(
      to,
      "# HELP atrium_http_answer_seconds Time from a request read to its answer handed over.\n"
      "# TYPE atrium_http_answer_seconds histogram\n");
  std::uint64_t count = 0;
  for (std::size_t i = 0; i < seconds_buckets.size(); ++i) {
    count += seconds_buckets[i];
    const auto bound = i < bounds.size() ? fmt::format("{}", bounds[i]) : "+Inf";
    fmt::format_to(to, "atrium_http_answer_seconds_bucket{{le=\"{}\"}} {}\n", bound, count);
  }
  fmt::format_to(to, "atrium_http_answer_seconds_sum {}\natrium_http_answer_seconds_count {}\n",
                 seconds_sum, count);
  const std::array figures{
      Figure{"atrium_http_in_flight", "gauge", "Requests not yet answered.", in_flight},
      Figure{"atrium_live_clients", "gauge", "Open live feeds.", live_clients},
      Figure{"atrium_live_opened_total", "counter", "Live feeds opened.", live_opened},
      Figure{"atrium_live_frames_total", "counter", "Events sent to live feeds.", live_frames},
      Figure{"atrium_live_paused_total", "counter", "Times a live client was slower than the feed.",
             live_paused},
  };
  for (const auto& f : figures) {
    fmt::format_to(to, "# HELP {0} {1}\n# TYPE {0} {2}\n{0} {3}\n", f.name, f.help, f.type,
                   f.value);
  }
  fmt::format_to(to,
                 "# HELP atrium_http_shed_total Requests refused because too many were in flight, "
                 "by urgency.\n# TYPE atrium_http_shed_total counter\n");
  constexpr std::array<std::string_view, 3> urgencies{"question", "report", "act"};
  for (std::size_t i = 0; i < shed.size(); ++i) {
    fmt::format_to(to, "atrium_http_shed_total{{urgency=\"{}\"}} {}\n", urgencies[i], shed[i]);
  }
  fmt::format_to(to,
                 "# HELP atrium_feed_position Last committed event of a hall.\n# TYPE "
                 "atrium_feed_position gauge\n");
  for (const auto& [hall, head] : heads)
    fmt::format_to(to, "atrium_feed_position{{hall=\"{}\"}} {}\n", hall, head);
  return out;
}

std::string vitals_text(const std::vector<host::PartitionVitals>& partitions) {
  std::string out;
  for (const auto& row : vital_rows) {
    fmt::format_to(std::back_inserter(out), "# HELP {0} {1}\n# TYPE {0} {2}\n", row.name, row.help,
                   row.type);
    for (const auto& vitals : partitions) {
      fmt::format_to(std::back_inserter(out), "{}{{partition=\"{}\"}} {}\n", row.name,
                     vitals.partition.value, row.of(vitals));
    }
  }
  return out;
}

}  // namespace atrium::http
