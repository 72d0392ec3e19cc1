// The codec of devices/display.
#include "persistence/codec/entities/codecs.hpp"
#include "persistence/codec/entity_codec.hpp"
#include "persistence/schema/display.capnp.h"

namespace atrium::persistence {

std::unique_ptr<Codec<display::Entity>> make_display_codec(Vault& vault) {
  return make_codec<display::Entity, schema::display::Event, schema::display::State>(vault);
}

}  // namespace atrium::persistence
