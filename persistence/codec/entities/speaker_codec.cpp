// The codec of devices/speaker.
#include "persistence/codec/entities/codecs.hpp"
#include "persistence/codec/entity_codec.hpp"
#include "persistence/schema/speaker.capnp.h"

namespace atrium::persistence {

std::unique_ptr<Codec<speaker::Entity>> make_speaker_codec(Vault& vault) {
  return make_codec<speaker::Entity, schema::speaker::Event, schema::speaker::State>(vault);
}

}  // namespace atrium::persistence
