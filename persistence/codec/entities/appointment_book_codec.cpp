// The codec of actors/appointment_book.
#include "persistence/codec/entities/codecs.hpp"
#include "persistence/codec/entity_codec.hpp"
#include "persistence/schema/appointment_book.capnp.h"

namespace atrium::persistence {

std::unique_ptr<Codec<appointment_book::Entity>> make_appointment_book_codec(Vault& vault) {
  return make_codec<appointment_book::Entity, schema::appointment_book::Event,
                    schema::appointment_book::State>(vault);
}

}  // namespace atrium::persistence
