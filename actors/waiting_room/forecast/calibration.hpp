// Whether what people were told of their wait came true: the share called within their interval and
// the mean error, by how long they were told to wait, beside what "average ÷ windows" would have
// said. From events alone. Only who was told and called counts.
#pragma once

#include "actors/waiting_room/events.hpp"

#include <boost/describe.hpp>

#include <array>
#include <string>
#include <unordered_map>
#include <vector>

namespace atrium::waiting_room::forecast {

struct HorizonScore {
  std::string horizon;  // What was told as likely: "0-10", "10-30" or "30+" minutes; "all".
  int called = 0;
  int inside = 0;
  int sooner = 0;  // Than the interval.
  int later = 0;
  double error_s = 0;          // Mean absolute error of what was told as likely, …
  double average_error_s = 0;  // … and of the average rule.
  double width_s = 0;          // Mean, of the interval.
  double waited_s = 0;         // Mean.
};
BOOST_DESCRIBE_STRUCT(HorizonScore, (),
                      (horizon, called, inside, sooner, later, error_s, average_error_s, width_s,
                       waited_s))

inline constexpr std::size_t horizons = 3;
std::size_t horizon_of(int likely_s);

// How much wider or narrower than the run's own the interval is told, learned from what came true.
struct Stretch {
  double below = 1;
  double above = 1;
};

class Calibration {
 public:
  void see(const Event& event);

  // Since the beginning, or of the day that is going on.
  [[nodiscard]] std::vector<HorizonScore> scores() const { return listed(whole_); }
  [[nodiscard]] std::vector<HorizonScore> today() const { return listed(today_); }
  [[nodiscard]] const Stretch& stretch(std::size_t horizon) const { return stretches_[horizon]; }

 private:
  struct Sum {
    int called = 0, sooner = 0, later = 0;
    double error_s = 0, average_error_s = 0, width_s = 0, waited_s = 0;
  };
  using Sums = std::array<Sum, horizons>;
  static std::vector<HorizonScore> listed(const Sums& sums);

  struct Awaited {
    Told told;
    Instant since;
  };
  void called(const Awaited& awaited, Instant at);

  std::unordered_map<TicketId, Awaited> open_;
  Sums whole_{};
  Sums today_{};
  std::array<Stretch, horizons> stretches_{};
};

}  // namespace atrium::waiting_room::forecast
