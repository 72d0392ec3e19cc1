// Formats with fixed digits, so that no double's last bit reaches the output.
#include "simulation/statistics/figures.hpp"

#include "actors/statistics/definitions.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <ostream>

namespace atrium::simulation {
namespace {

using namespace statistics;

// 0 where there is nothing to take it of.
double value(const Figures& figures, std::string_view key) {
  return find_definition(key)->read(figures).value_or(0);
}

std::string json_of(const Figures& f) {
  return fmt::format(
      R"("arrived":{},"served":{},"no_show":{},"void":{},"unserved":{},"recalled":{},)"
      R"("wait_mean_s":{:.1f},"wait_p50_s":{:.1f},"wait_p90_s":{:.1f},"wait_max_s":{:.1f},)"
      R"("service_mean_s":{:.1f},"queue_mean":{:.2f},"queue_max":{},)"
      R"("ratings":[{}],"rating_mean":{:.2f})",
      f[Count::arrived], f[Count::served], f[Count::no_show], f[Count::voided],
      f[Count::closed_unserved], f[Count::recalled], mean_s(f.waits), quantile_s(f.waits, 0.5),
      quantile_s(f.waits, 0.9), quantile_s(f.waits, 1), mean_s(f.services),
      f.queue_mean.value_or(0), f.queue_max, fmt::join(f.ratings, ","), value(f, "rating_mean"));
}

double seconds(Duration duration) { return std::chrono::duration<double>(duration).count(); }

std::string row(const std::string& name, const Figures& f) {
  return fmt::format(
      "  {:<26} {:>7} {:>6} {:>7} {:>8} {:>7.1f} {:>7.1f} {:>7.1f} {:>7.1f} {:>7.1f} {:>6.2f} "
      "{:>5} {:>6.2f}\n",
      name, f[Count::arrived], f[Count::served], f[Count::no_show], f[Count::closed_unserved],
      mean_s(f.waits) / 60, quantile_s(f.waits, 0.5) / 60, quantile_s(f.waits, 0.9) / 60,
      quantile_s(f.waits, 1) / 60, mean_s(f.services) / 60, f.queue_mean.value_or(0), f.queue_max,
      value(f, "rating_mean"));
}

}  // namespace

void write_json(std::ostream& out, const std::string& hall, const Ledger& ledger) {
  const auto services = ledger.table(By::service);
  out << fmt::format(R"({{"hall":"{}","days":{},{}}})", hall, ledger.days(),
                     json_of(services.total))
      << '\n';
  for (const auto& [name, figures] : services.groups) {
    out << fmt::format(R"({{"hall":"{}","service":"{}",{}}})", hall, name, json_of(figures))
        << '\n';
  }
  for (const auto& [number, window] : ledger.table(By::window).groups) {
    out << fmt::format(R"({{"hall":"{}","window":"{}","served":{},"no_show":{},)"
                       R"("open_s":{:.1f},"serving_s":{:.1f},"utilisation":{:.3f},)"
                       R"("ratings":[{}],"rating_mean":{:.2f}}})",
                       hall, number, window[Count::served], window[Count::no_show],
                       seconds(window.open), seconds(window.serving), value(window, "utilisation"),
                       fmt::join(window.ratings, ","), value(window, "rating_mean"))
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
  const auto services = ledger.table(By::service);
  for (const auto& [name, figures] : services.groups) out << row(name, figures);
  out << row("whole hall", services.total);
  out << "  utilisation of windows:";
  for (const auto& [number, window] : ledger.table(By::window).groups) {
    out << fmt::format(" {}:{:.0f}%", number, 100 * value(window, "utilisation"));
  }
  out << "\n\n";
}

}  // namespace atrium::simulation
