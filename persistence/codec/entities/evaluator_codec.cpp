// The codec of devices/evaluator.
#include "persistence/codec/entities/codecs.hpp"
#include "persistence/codec/entity_codec.hpp"
#include "persistence/schema/evaluator.capnp.h"

namespace atrium::persistence {

std::unique_ptr<Codec<evaluator::Entity>> make_evaluator_codec(Vault& vault) {
  return make_codec<evaluator::Entity, schema::evaluator::Event, schema::evaluator::State>(vault);
}

}  // namespace atrium::persistence
