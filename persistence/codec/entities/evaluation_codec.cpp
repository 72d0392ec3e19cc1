// The codec of actors/evaluation.
#include "persistence/codec/entities/codecs.hpp"
#include "persistence/codec/entity_codec.hpp"
#include "persistence/schema/evaluation.capnp.h"

namespace atrium::persistence {

std::unique_ptr<Codec<evaluation::Entity>> make_evaluation_codec(Vault& vault) {
  return make_codec<evaluation::Entity, schema::evaluation::Event, schema::evaluation::State>(
      vault);
}

}  // namespace atrium::persistence
