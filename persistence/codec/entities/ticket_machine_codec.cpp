// The codec of devices/ticket_machine.
#include "persistence/codec/entities/codecs.hpp"
#include "persistence/codec/entity_codec.hpp"
#include "persistence/schema/ticket_machine.capnp.h"

namespace atrium::persistence {

std::unique_ptr<Codec<ticket_machine::Entity>> make_ticket_machine_codec(Vault& vault) {
  return make_codec<ticket_machine::Entity, schema::ticket_machine::Event,
                    schema::ticket_machine::State>(vault);
}

}  // namespace atrium::persistence
