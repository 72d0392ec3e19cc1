// The codec of actors/hall.
#include "persistence/codec/entities/codecs.hpp"
#include "persistence/codec/entity_codec.hpp"
#include "persistence/schema/hall.capnp.h"

namespace atrium::persistence {

std::unique_ptr<Codec<hall::Entity>> make_hall_codec(Vault& vault) {
  return make_codec<hall::Entity, schema::hall::Event, schema::hall::State>(vault);
}

}  // namespace atrium::persistence
