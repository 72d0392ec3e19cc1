// What mappers of every type say about a schema that does not fit.
#include "persistence/codec/mapper.hpp"

namespace atrium::persistence {

void schema_mismatch(const std::string& path, const std::string& why) {
  throw Defect("the schema does not fit " + path + ": " + why);
}

capnp::StructSchema as_struct(capnp::Type type, const std::string& path) {
  require_type(type.isStruct(), path, "a struct");
  return type.asStruct();
}

capnp::StructSchema::Field field_of(capnp::StructSchema schema, const std::string& name,
                                    const std::string& path) {
  KJ_IF_MAYBE (field, schema.findFieldByName(name)) return *field;
  schema_mismatch(path, "there is no field " + name);
}

void require_type(bool fits, const std::string& path, const char* wanted) {
  if (!fits) schema_mismatch(path, std::string("it must be ") + wanted);
}

}  // namespace atrium::persistence
