// The forecasts of a node: made beside the engine, the same after a restart.
#include "runtime/node/forecast/forecasts.hpp"
#include "ops/halls/read.hpp"
#include "persistence/codec/entities/codecs.hpp"
#include "simulation/built_in.hpp"
#include "simulation/model/arrivals.hpp"
#include "simulation/virtual_forecast.hpp"
#include "simulation/virtual_hall.hpp"

#include <boost/test/unit_test.hpp>

namespace atrium::simulation {
namespace {

using namespace std::chrono_literals;
using boost::unit_test::description;

const Instant six = at_local({}, std::chrono::local_days{std::chrono::year{2026} / 11 / 23} + 6h);
const PartitionId laocheng{"chengmai-laocheng"};
const ServiceId tax{"tax"};

halls::Definition small_hall() {
  return std::get<halls::Definition>(halls::parse(built_in_halls().back().second));
}

// A hall in the middle of a morning, whose visitors were told their waits.
struct Morning {
  explicit Morning(Duration length) {
    hall = std::move(*VirtualHall::make({small_hall()}, {six, {}}));
    const auto profile = load_profile("rush").value();
    const VirtualForecast forecast(hall->runtime(), hall->halls(), 24);
    Crowd crowd(hall->runtime(), hall->halls(), profile, {5, "one", &forecast});
    crowd.begin(six);
    hall->run_until(six + length, &crowd);
    told = forecast.calibration(laocheng);
  }

  std::unique_ptr<VirtualHall> hall;
  front::CalibrationView told;
};

struct Beside {
  explicit Beside(Morning& morning)
      : vault(persistence::make_memory_vault()),
        forecasts(morning.hall->runtime(), morning.hall->halls(),
                  persistence::make_waiting_room_codec(*vault)) {}
  std::unique_ptr<persistence::Vault> vault;
  node::Forecasts forecasts;
};

BOOST_AUTO_TEST_SUITE(forecasts)

BOOST_AUTO_TEST_CASE(nothing_is_told_before_the_first_look, *description("[Q-28]")) {
  Morning morning(4h);
  Beside beside(morning);
  BOOST_TEST(!beside.forecasts.newcomer(laocheng, tax));
  beside.forecasts.look_again();
  BOOST_TEST(beside.forecasts.newcomer(laocheng, tax).has_value());
  BOOST_TEST(!beside.forecasts.estimates(laocheng)->tickets.empty());
  BOOST_TEST(beside.forecasts.estimates(PartitionId("elsewhere")) == nullptr);
}

BOOST_AUTO_TEST_CASE(figures_are_made_anew_only_where_something_changed, *description("[Q-28]")) {
  Morning morning(4h);
  Beside beside(morning);
  beside.forecasts.look_again();
  const auto first = beside.forecasts.estimates(laocheng);
  beside.forecasts.look_again();
  BOOST_TEST(beside.forecasts.estimates(laocheng) == first);
  morning.hall->run_until(morning.hall->now() + 6s);  // Nothing happens, but people wait.
  beside.forecasts.look_again();
  BOOST_TEST(beside.forecasts.estimates(laocheng) != first);
}

BOOST_AUTO_TEST_CASE(looking_takes_no_more_than_its_share_of_the_time, *description("[Q-28]")) {
  using node::Forecasts;
  BOOST_TEST((Forecasts::pause_after(0s) == 1s));
  BOOST_TEST((Forecasts::pause_after(Forecasts::work_at_most) <= 1s));
  for (const auto took : {200ms, 500ms, 2000ms}) {
    const auto pause = Forecasts::pause_after(took);
    BOOST_TEST((pause >= 1s));
    BOOST_TEST(took * 1.0 / (took + pause) <= Forecasts::work_at_most * 1.0 / 1s);
  }
}

BOOST_AUTO_TEST_CASE(a_restart_forgets_nothing_of_what_was_told, *description("[Q-28]")) {
  Morning morning(std::chrono::days{1} + 4h);  // Behind the snapshot of a day's end.
  BOOST_TEST_REQUIRE(morning.told.lately.back().called > 200);
  BOOST_TEST_REQUIRE(morning.hall->restart().has_value());
  Beside beside(morning);
  beside.forecasts.look_again();
  const auto again = beside.forecasts.calibration(laocheng);
  for (std::size_t at = 0; at < again.lately.size(); ++at) {
    BOOST_TEST(again.lately[at].called == morning.told.lately[at].called);
    BOOST_TEST(again.lately[at].inside == morning.told.lately[at].inside);
    BOOST_TEST(again.today[at].error_s == morning.told.today[at].error_s);
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace atrium::simulation
