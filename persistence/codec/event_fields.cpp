// The part of the codec that is the same for every entity.
#include "persistence/codec/entity_codec.hpp"

#include <algorithm>

namespace atrium::persistence {

std::vector<capnp::StructSchema::Field> event_fields(capnp::StructSchema schema,
                                                     const std::string& kind,
                                                     const std::vector<std::string>& wanted) {
  std::vector<capnp::StructSchema::Field> fields;
  for (const auto field : schema.getUnionFields()) fields.push_back(field);
  for (std::size_t i = 0; i < std::max(fields.size(), wanted.size()); ++i) {
    const std::string there = i < fields.size() ? fields[i].getProto().getName().cStr() : "nothing";
    const std::string here = i < wanted.size() ? wanted[i] : "nothing";
    if (there != here || fields[i].getProto().getDiscriminantValue() != i) {
      schema_mismatch(kind + ".Event",
                      fmt::format("number {} is {} there, {} in the variant", i, there, here));
    }
  }
  return fields;
}

}  // namespace atrium::persistence
