// The codec of actors/label.
#include "persistence/codec/entities/codecs.hpp"
#include "persistence/codec/entity_codec.hpp"
#include "persistence/schema/label.capnp.h"

namespace atrium::persistence {

std::unique_ptr<Codec<label::Entity>> make_label_codec(Vault& vault) {
  return make_codec<label::Entity, schema::label::Event, schema::label::State>(vault);
}

}  // namespace atrium::persistence
