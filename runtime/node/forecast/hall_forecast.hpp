// One hall's forecaster, kept up from the hall's feed: a follower without a cursor, because what it
// knows can always be read again.
#pragma once

#include "actors/waiting_room/forecast/forecaster.hpp"
#include "ops/halls/definition.hpp"
#include "runtime/core/codec.hpp"
#include "runtime/host/feed.hpp"

#include <memory>

namespace atrium::node {

using RoomCodec = std::shared_ptr<const Codec<waiting_room::Entity>>;

waiting_room::forecast::Hours hours_of(const halls::Definition& hall);

class HallForecast {
 public:
  HallForecast(const halls::Definition& hall, std::shared_ptr<host::Feed> feed, RoomCodec codec);

  // Reads what is new; the first time the room's last snapshot, and the days before it to learn
  // from. Answers whether anything was.
  Result<bool> catch_up();

  [[nodiscard]] const waiting_room::forecast::Forecaster& forecaster() const { return forecaster_; }

 private:
  Result<void> begin();
  [[nodiscard]] Result<Position> position_at(Instant at, Position until) const;
  Result<void> read(Position until, bool learn_only);

  std::shared_ptr<host::Feed> feed_;
  RoomCodec codec_;
  waiting_room::forecast::Forecaster forecaster_;
  bool begun_ = false;
  Position read_ = 0;
};

}  // namespace atrium::node
