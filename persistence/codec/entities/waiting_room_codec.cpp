// The codec of actors/waiting_room.
#include "persistence/codec/entities/codecs.hpp"
#include "persistence/codec/entity_codec.hpp"
#include "persistence/schema/waiting_room.capnp.h"

namespace atrium::persistence {

std::unique_ptr<Codec<waiting_room::Entity>> make_waiting_room_codec(Vault& vault) {
  return make_codec<waiting_room::Entity, schema::waiting_room::Event, schema::waiting_room::State>(
      vault);
}

}  // namespace atrium::persistence
