// Formats with fixed digits, so that no double's last bit reaches the output.
#include "simulation/statistics/figures.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <ostream>

namespace atrium::simulation {
namespace {

ServiceRecord total_of(const Ledger& ledger) {
  ServiceRecord total;
  for (const auto& [name, service] : ledger.services()) {
    total.arrived += service.arrived;
    total.served += service.served;
    total.no_show += service.no_show;
    total.voided += service.voided;
    total.unserved += service.unserved;
    total.recalls += service.recalls;
    total.waits_s.insert(total.waits_s.end(), service.waits_s.begin(), service.waits_s.end());
    total.services_s.insert(total.services_s.end(), service.services_s.begin(),
                            service.services_s.end());
    for (std::size_t i = 0; i < total.ratings.size(); ++i) total.ratings[i] += service.ratings[i];
  }
  total.queue = ledger.queue();
  return total;
}

double rating_mean(const std::array<int, 5>& ratings) {
  int count = 0;
  int sum = 0;
  for (int level = 1; level <= 5; ++level) {
    count += ratings[static_cast<std::size_t>(level - 1)];
    sum += level * ratings[static_cast<std::size_t>(level - 1)];
  }
  return count == 0 ? 0 : static_cast<double>(sum) / count;
}

std::string json_of(const ServiceRecord& record) {
  return fmt::format(
      R"("arrived":{},"served":{},"no_show":{},"void":{},"unserved":{},"recalls":{},)"
      R"("wait_mean_s":{:.1f},"wait_p50_s":{:.1f},"wait_p90_s":{:.1f},"wait_max_s":{:.1f},)"
      R"("service_mean_s":{:.1f},"queue_mean":{:.2f},"queue_max":{},)"
      R"("ratings":[{}],"rating_mean":{:.2f})",
      record.arrived, record.served, record.no_show, record.voided, record.unserved, record.recalls,
      mean_of(record.waits_s), quantile_of(record.waits_s, 0.5), quantile_of(record.waits_s, 0.9),
      quantile_of(record.waits_s, 1), mean_of(record.services_s), record.queue.mean(),
      record.queue.highest(), fmt::join(record.ratings, ","), rating_mean(record.ratings));
}

double utilisation(const WindowRecord& window) {
  return window.open_s > 0 ? window.serving_s / window.open_s : 0;
}

// "3" before "12".
std::vector<std::pair<std::string, WindowRecord>> by_number(
    const std::map<std::string, WindowRecord>& windows) {
  std::vector<std::pair<std::string, WindowRecord>> sorted(windows.begin(), windows.end());
  std::ranges::stable_sort(sorted, {}, [](const auto& one) { return one.first.size(); });
  return sorted;
}

std::string row(const std::string& name, const ServiceRecord& r) {
  return fmt::format(
      "  {:<26} {:>7} {:>6} {:>7} {:>8} {:>7.1f} {:>7.1f} {:>7.1f} {:>7.1f} {:>7.1f} {:>6.2f} "
      "{:>5} {:>6.2f}\n",
      name, r.arrived, r.served, r.no_show, r.unserved, mean_of(r.waits_s) / 60,
      quantile_of(r.waits_s, 0.5) / 60, quantile_of(r.waits_s, 0.9) / 60,
      quantile_of(r.waits_s, 1) / 60, mean_of(r.services_s) / 60, r.queue.mean(), r.queue.highest(),
      rating_mean(r.ratings));
}

}  // namespace

double mean_of(std::span<const double> values) {
  if (values.empty()) return 0;
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

double quantile_of(std::span<const double> values, double share) {
  if (values.empty()) return 0;
  std::vector<double> sorted(values.begin(), values.end());
  const auto rank = std::ceil(share * static_cast<double>(sorted.size()));
  const auto place = std::min(sorted.size() - 1, static_cast<std::size_t>(std::max(1.0, rank)) - 1);
  std::nth_element(sorted.begin(), sorted.begin() + static_cast<std::ptrdiff_t>(place),
                   sorted.end());
  return sorted[place];
}

void write_json(std::ostream& out, const std::string& hall, const Ledger& ledger) {
  out << fmt::format(R"({{"hall":"{}","days":{},{}}})", hall, ledger.days(),
                     json_of(total_of(ledger)))
      << '\n';
  for (const auto& [name, service] : ledger.services()) {
    out << fmt::format(R"({{"hall":"{}","service":"{}",{}}})", hall, name, json_of(service))
        << '\n';
  }
  for (const auto& [number, window] : by_number(ledger.windows())) {
    out << fmt::format(R"({{"hall":"{}","window":"{}","served":{},"no_show":{},)"
                       R"("open_s":{:.1f},"serving_s":{:.1f},"utilisation":{:.3f},)"
                       R"("ratings":[{}],"rating_mean":{:.2f}}})",
                       hall, number, window.served, window.no_show, window.open_s, window.serving_s,
                       utilisation(window), fmt::join(window.ratings, ","),
                       rating_mean(window.ratings))
        << '\n';
  }
}

void write_table(std::ostream& out, const std::string& hall, const Ledger& ledger) {
  out << fmt::format("{}: {} day{}\n", hall, ledger.days(), ledger.days() == 1 ? "" : "s");
  out << fmt::format("  {:<26} {:>7} {:>6} {:>7} {:>8} {:>31} {:>7} {:>12} {:>6}\n", "", "", "", "",
                     "", "wait, minutes", "service", "queue length", "rating");
  out << fmt::format(
      "  {:<26} {:>7} {:>6} {:>7} {:>8} {:>7} {:>7} {:>7} {:>7} {:>7} {:>6} {:>5} {:>6}\n",
      "service", "arrived", "served", "no-show", "unserved", "mean", "p50", "p90", "max", "mean",
      "mean", "max", "mean");
  for (const auto& [name, service] : ledger.services()) out << row(name, service);
  out << row("all services", total_of(ledger));
  out << "  utilisation of windows:";
  for (const auto& [number, window] : by_number(ledger.windows())) {
    out << fmt::format(" {}:{:.0f}%", number, 100 * utilisation(window));
  }
  out << "\n\n";
}

}  // namespace atrium::simulation
