// The codec of actors/window.
#include "persistence/codec/entities/codecs.hpp"
#include "persistence/codec/entity_codec.hpp"
#include "persistence/schema/window.capnp.h"

namespace atrium::persistence {

std::unique_ptr<Codec<window::Entity>> make_window_codec(Vault& vault) {
  return make_codec<window::Entity, schema::window::Event, schema::window::State>(vault);
}

}  // namespace atrium::persistence
