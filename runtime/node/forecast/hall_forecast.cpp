// Following a hall's feed.
#include "runtime/node/forecast/hall_forecast.hpp"

#include <algorithm>
#include <optional>

namespace atrium::node {
namespace {

using waiting_room::Entity;

constexpr auto remembered = std::chrono::days{10};
constexpr std::size_t read_at_once = 1024;

}  // namespace

waiting_room::forecast::Hours hours_of(const halls::Definition& hall) {
  waiting_room::forecast::Hours hours{hall.time_zone, {}};
  for (std::size_t day = 0; day < hall.hours.size(); ++day) {
    for (const auto& period : hall.hours[day]) {
      hours.week[day].emplace_back(period.begins, period.ends);
    }
  }
  return hours;
}

HallForecast::HallForecast(const halls::Definition& hall, std::shared_ptr<host::Feed> feed,
                           RoomCodec codec)
    : feed_(std::move(feed)), codec_(std::move(codec)), forecaster_(hours_of(hall)) {}

// The last position before `at`, by halving.
Result<Position> HallForecast::position_at(Instant at, Position until) const {
  Position low = 0;
  Position high = until;
  while (low < high) {
    const auto middle = low + (high - low) / 2;
    const auto one = feed_->read(middle, 1);
    if (!one) return tl::unexpected(one.error());
    if (one->empty() || one->front().at >= at) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  return low;
}

Result<void> HallForecast::begin() {
  const auto snapshots = feed_->journal().snapshots({std::string(Entity::kind), "main"});
  if (!snapshots) return tl::unexpected(snapshots.error());
  for (const auto& snapshot : *snapshots) {
    if (snapshot.schema != Entity::saved_schema) continue;
    const auto saved = codec_->decode_state(snapshot.schema, snapshot.state);
    if (!saved) continue;
    const auto from = position_at(snapshot.at - remembered, snapshot.position);
    if (!from) return tl::unexpected(from.error());
    read_ = *from;
    forecaster_.begin(*saved);
    if (auto done = read(snapshot.position, true); !done) return done;
    break;
  }
  begun_ = true;
  return {};
}

Result<void> HallForecast::read(Position until, bool learn_only) {
  Result<void> done;
  while (done && read_ < until) {
    const auto limit = static_cast<std::size_t>(std::min<Position>(read_at_once, until - read_));
    const auto place = feed_->visit(read_, limit, [&](const Envelope& envelope) {
      if (!done || envelope.stream.kind != Entity::kind) return;
      const auto event = codec_->decode(envelope.event, envelope.schema, envelope.payload);
      if (!event) {
        done = tl::unexpected(event.error());
      } else {
        learn_only ? forecaster_.learn(*event) : forecaster_.see(*event);
      }
    });
    if (!place) return tl::unexpected(place.error());
    if (*place == read_) break;
    read_ = *place;
  }
  return done;
}

Result<bool> HallForecast::catch_up() {
  if (!begun_) {
    if (auto done = begin(); !done) return tl::unexpected(done.error());
  }
  const auto before = read_;
  if (auto done = read(feed_->head(), false); !done) return tl::unexpected(done.error());
  return read_ != before;
}

}  // namespace atrium::node
