// Looks names up in schemas, and says what does not fit.
#include "persistence/codec/place.hpp"

#include "runtime/core/assert.hpp"

namespace atrium::persistence {
namespace {

capnp::AnyList::Reader list_at(capnp::AnyPointer::Reader from, capnp::ElementSize form) {
  const auto list = from.getAs<capnp::AnyList>();
  if (!from.isNull() && list.getElementSize() != form) throw Damaged{"a list of another form"};
  return list;
}

}  // namespace

void schema_mismatch(const std::string& path, const std::string& why) {
  throw Defect("the schema does not fit " + path + ": " + why);
}

void require_type(bool fits, const std::string& path, const char* wanted) {
  if (!fits) schema_mismatch(path, std::string("it must be ") + wanted);
}

capnp::StructSchema as_struct(capnp::Type type, const std::string& path) {
  require_type(type.isStruct(), path, "a struct");
  return type.asStruct();
}

capnp::Type element_type(const Mapping& list) {
  require_type(list.type.isList(), list.path, "a List");
  return list.type.asList().getElementType();
}

capnp::StructSchema::Field field_of(capnp::StructSchema schema, const std::string& name,
                                    const std::string& path) {
  KJ_IF_MAYBE (field, schema.findFieldByName(name)) return *field;
  schema_mismatch(path, "there is no field " + name);
}

std::uint32_t offset_of(capnp::StructSchema::Field field, const std::string& path) {
  const auto proto = field.getProto();
  if (!proto.isSlot()) return 0;
  if (proto.getSlot().getHadExplicitDefault()) schema_mismatch(path, "a field has a default value");
  return proto.getSlot().getOffset();
}

Extent extent_of(capnp::StructSchema schema) {
  const auto node = schema.getProto().getStruct();
  return {node.getDataWordCount(), node.getPointerCount()};
}

std::uint32_t discriminant_offset(capnp::StructSchema schema) {
  return schema.getProto().getStruct().getDiscriminantOffset();
}

capnp::List<capnp::AnyStruct>::Reader structs_at(capnp::AnyPointer::Reader from) {
  return list_at(from, capnp::ElementSize::INLINE_COMPOSITE).as<capnp::List<capnp::AnyStruct>>();
}

capnp::List<capnp::AnyPointer>::Reader pointers_at(capnp::AnyPointer::Reader from) {
  return list_at(from, capnp::ElementSize::POINTER).as<capnp::List<capnp::AnyPointer>>();
}

}  // namespace atrium::persistence
