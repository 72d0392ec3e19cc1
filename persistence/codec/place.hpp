// Where values stand in a Cap'n Proto struct: its data section and its pointers, by offsets that
// were looked up by name once. Cap'n Proto checks every pointer; data that an older, shorter struct
// has not is zero.
#pragma once

#include "persistence/vault/vault.hpp"

#include <capnp/any.h>
#include <capnp/schema.h>

#include <cstdint>
#include <cstring>
#include <string>

namespace atrium::persistence {

// Thrown while reading, caught by message.cpp: the bytes are not what was written.
struct Damaged {
  std::string why;
};

// What every mapper is made from.
struct Mapping {
  capnp::Type type;
  std::string path;  // For messages: "waiting_room.issued.holder".
  Vault& vault;

  [[nodiscard]] Mapping at(capnp::Type inner, const std::string& name) const {
    return {inner, path + "." + name, vault};
  }
};

// Each throws Defect with the path when the schema is not what the C++ type needs.
[[noreturn]] void schema_mismatch(const std::string& path, const std::string& why);
void require_type(bool fits, const std::string& path, const char* wanted);
capnp::StructSchema as_struct(capnp::Type type, const std::string& path);
capnp::Type element_type(const Mapping& list);
capnp::StructSchema::Field field_of(capnp::StructSchema schema, const std::string& name,
                                    const std::string& path);

// Offset of a field in units of its own size (bits for Bool, pointers for what is pointed to); 0
// for a group.
std::uint32_t offset_of(capnp::StructSchema::Field field, const std::string& path);

// Of a struct as this release writes it.
struct Extent {
  std::uint16_t words = 0;
  std::uint16_t pointers = 0;
};
Extent extent_of(capnp::StructSchema schema);

// Offset of the number that says which member of the schema's union is set, in units of 16 bits.
std::uint32_t discriminant_offset(capnp::StructSchema schema);

class Place {
 public:
  explicit Place(capnp::AnyStruct::Builder to)
      : data_(to.getDataSection().begin()), pointers_(to.getPointerSection()) {}

  template <class Raw>
  void put(std::uint32_t offset, Raw value) {
    std::memcpy(data_ + offset * sizeof value, &value, sizeof value);
  }
  void put(std::uint32_t bit, bool value) {
    if (value) data_[bit / 8] = static_cast<kj::byte>(data_[bit / 8] | 1u << bit % 8);
  }
  capnp::AnyPointer::Builder pointer(std::uint32_t offset) { return pointers_[offset]; }

 private:
  kj::byte* data_;
  capnp::List<capnp::AnyPointer>::Builder pointers_;
};

class View {
 public:
  explicit View(capnp::AnyStruct::Reader from)
      : data_(from.getDataSection()), pointers_(from.getPointerSection()) {}

  template <class Raw>
  [[nodiscard]] Raw get(std::uint32_t offset) const {
    Raw value{};
    if ((offset + std::size_t{1}) * sizeof value <= data_.size()) {
      std::memcpy(&value, data_.begin() + offset * sizeof value, sizeof value);
    }
    return value;
  }
  [[nodiscard]] bool bit(std::uint32_t offset) const {
    return offset / 8 < data_.size() && (data_[offset / 8] >> offset % 8 & 1) != 0;
  }
  // A pointer that is not there reads as an empty value.
  [[nodiscard]] capnp::AnyPointer::Reader pointer(std::uint32_t offset) const {
    return offset < pointers_.size() ? pointers_[offset] : capnp::AnyPointer::Reader();
  }

 private:
  kj::ArrayPtr<const kj::byte> data_;
  capnp::List<capnp::AnyPointer>::Reader pointers_;
};

// Lists of the one form that is ever written; any other is damage.
capnp::List<capnp::AnyStruct>::Reader structs_at(capnp::AnyPointer::Reader from);
capnp::List<capnp::AnyPointer>::Reader pointers_at(capnp::AnyPointer::Reader from);

}  // namespace atrium::persistence
