// Described values ⇄ Cap'n Proto by name. A Mapper is built once from a schema type, resolves every
// field of the value's type in it, and afterwards only moves values. A schema that does not fit is
// a Defect that names the place.
#pragma once

#include "persistence/codec/names.hpp"
#include "persistence/vault/vault.hpp"
#include "runtime/core/assert.hpp"
#include "runtime/core/instant.hpp"
#include "runtime/core/personal.hpp"

#include <capnp/dynamic.h>
#include <capnp/schema.h>

#include <concepts>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

namespace atrium::persistence {

// Thrown while reading, caught by the codec: the bytes are not what was written.
struct Damaged {
  std::string why;
};

[[noreturn]] void schema_mismatch(const std::string& path, const std::string& why);
capnp::StructSchema as_struct(capnp::Type type, const std::string& path);
capnp::StructSchema::Field field_of(capnp::StructSchema schema, const std::string& name,
                                    const std::string& path);
void require_type(bool fits, const std::string& path, const char* wanted);

// Where a value is written to: a field of a struct, or an element of a list.
struct FieldSlot {
  capnp::DynamicStruct::Builder at;
  capnp::StructSchema::Field field;
  void set(const capnp::DynamicValue::Reader& value) { at.set(field, value); }
  capnp::DynamicStruct::Builder init_struct() { return at.init(field).as<capnp::DynamicStruct>(); }
  capnp::DynamicList::Builder init_list(std::size_t size) {
    return at.init(field, static_cast<capnp::uint>(size)).as<capnp::DynamicList>();
  }
};
struct ElementSlot {
  capnp::DynamicList::Builder at;
  capnp::uint index;
  void set(const capnp::DynamicValue::Reader& value) { at.set(index, value); }
  capnp::DynamicStruct::Builder init_struct() { return at[index].as<capnp::DynamicStruct>(); }
  capnp::DynamicList::Builder init_list(std::size_t size) {
    return at.init(index, static_cast<capnp::uint>(size)).as<capnp::DynamicList>();
  }
};

inline capnp::Text::Reader text_of(const std::string& text) { return {text.c_str(), text.size()}; }
inline std::string to_string(capnp::Text::Reader text) { return {text.begin(), text.size()}; }

// What every mapper is given to work with.
struct Mapping {
  capnp::Type type;
  std::string path;  // For messages: "waiting_room.issued.holder".
  Vault& vault;

  [[nodiscard]] Mapping at(capnp::Type inner, const std::string& name) const {
    return {inner, path + "." + name, vault};
  }
};

template <class T>
class Mapper;

template <>
class Mapper<bool> {
 public:
  explicit Mapper(const Mapping& on) { require_type(on.type.isBool(), on.path, "Bool"); }
  void write(auto slot, bool value) const { slot.set(value); }
  void read(const capnp::DynamicValue::Reader& from, bool& value) const { value = from.as<bool>(); }
};

template <std::integral T>
requires(!std::same_as<T, bool>) class Mapper<T> {
 public:
  explicit Mapper(const Mapping& on) {
    require_type(on.type == capnp::Type::from<T>(), on.path,
                 "an integer of the same width and sign");
  }
  void write(auto slot, T value) const { slot.set(value); }
  void read(const capnp::DynamicValue::Reader& from, T& value) const { value = from.as<T>(); }
};

template <>
class Mapper<double> {
 public:
  explicit Mapper(const Mapping& on) { require_type(on.type.isFloat64(), on.path, "Float64"); }
  void write(auto slot, double value) const { slot.set(value); }
  void read(const capnp::DynamicValue::Reader& from, double& value) const {
    value = from.as<double>();
  }
};

template <>
class Mapper<std::string> {
 public:
  explicit Mapper(const Mapping& on) { require_type(on.type.isText(), on.path, "Text"); }
  void write(auto slot, const std::string& value) const {
    if (!value.empty()) slot.set(text_of(value));
  }
  void read(const capnp::DynamicValue::Reader& from, std::string& value) const {
    const auto text = from.as<capnp::Text>();
    value.assign(text.begin(), text.size());
  }
};

template <class Tag>
class Mapper<Id<Tag>> : public Mapper<std::string> {
 public:
  using Mapper<std::string>::Mapper;
  void write(auto slot, const Id<Tag>& id) const { Mapper<std::string>::write(slot, id.value); }
  void read(const capnp::DynamicValue::Reader& from, Id<Tag>& id) const {
    Mapper<std::string>::read(from, id.value);
  }
};

template <>
class Mapper<Instant> {
 public:
  explicit Mapper(const Mapping& on) { require_type(on.type.isInt64(), on.path, "Int64"); }
  void write(auto slot, Instant at) const { slot.set(std::int64_t{at.time_since_epoch().count()}); }
  void read(const capnp::DynamicValue::Reader& from, Instant& at) const {
    at = Instant{Duration{from.as<std::int64_t>()}};
  }
};

template <>
class Mapper<Duration> {
 public:
  explicit Mapper(const Mapping& on) { require_type(on.type.isInt64(), on.path, "Int64"); }
  void write(auto slot, Duration value) const { slot.set(std::int64_t{value.count()}); }
  void read(const capnp::DynamicValue::Reader& from, Duration& value) const {
    value = Duration{from.as<std::int64_t>()};
  }
};

// By name both ways, since C++ and the schema may count differently.
template <class E>
requires std::is_enum_v<E>
class Mapper<E> {
 public:
  explicit Mapper(const Mapping& on) {
    require_type(on.type.isEnum(), on.path, "an enum");
    schema_ = on.type.asEnum();
    std::size_t known = 0;
    const auto enumerants = schema_->getEnumerants();
    for (const auto enumerant : enumerants) {
      boost::mp11::mp_for_each<boost::describe::describe_enumerators<E>>([&](auto described) {
        if (to_camel(described.name) != enumerant.getProto().getName().cStr()) return;
        numbers_[described.value] = enumerant.getOrdinal();
        values_.push_back(described.value);
        ++known;
      });
    }
    const auto described = boost::mp11::mp_size<boost::describe::describe_enumerators<E>>::value;
    if (known != described || known != enumerants.size())
      schema_mismatch(on.path, "the enumerants differ");
  }
  void write(auto slot, E value) const {
    const auto found = numbers_.find(value);
    ATRIUM_ASSERT(found != numbers_.end(), "a value that is no enumerator");
    slot.set(capnp::DynamicEnum(*schema_, found->second));
  }
  void read(const capnp::DynamicValue::Reader& from, E& value) const {
    const auto number = from.as<capnp::DynamicEnum>().getRaw();
    if (number >= values_.size()) throw Damaged{"an unknown enumerant"};
    value = values_[number];
  }

 private:
  std::optional<capnp::EnumSchema> schema_;
  std::map<E, std::uint16_t> numbers_;
  std::vector<E> values_;
};

// STORED: sealed = nothing for an empty value, one byte 0 for an erased one, else the vault's
// bytes.
template <>
class Mapper<Personal<std::string>> {
 public:
  explicit Mapper(const Mapping& on)
      : vault_(on.vault),
        subject_(field_of(as_struct(on.type, on.path), "subject", on.path)),
        sealed_(field_of(as_struct(on.type, on.path), "sealed", on.path)) {
    require_type(subject_.getType().isText() && sealed_.getType().isData(), on.path, "Personal");
  }
  void write(auto slot, const Personal<std::string>& value) const {
    if (value.subject.empty() && value.value.empty() && !value.erased) return;
    auto to = slot.init_struct();
    to.set(subject_, text_of(value.subject.value));
    if (value.erased) {
      to.set(sealed_, capnp::Data::Reader(&erased_mark, 1));
    } else if (!value.value.empty()) {
      ATRIUM_ASSERT(!value.subject.empty(), "personal data without a subject cannot be sealed");
      const auto sealed = vault_.seal(value.subject, value.value);
      to.set(sealed_,
             capnp::Data::Reader(reinterpret_cast<const kj::byte*>(sealed.data()), sealed.size()));
    }
  }
  void read(const capnp::DynamicValue::Reader& from, Personal<std::string>& value) const {
    const auto personal = from.as<capnp::DynamicStruct>();
    value.subject.value = to_string(personal.get(subject_).as<capnp::Text>());
    const auto sealed = personal.get(sealed_).as<capnp::Data>();
    value.value.clear();
    value.erased = sealed.size() == 1 && sealed[0] == erased_mark;
    if (sealed.size() == 0 || value.erased) return;
    const auto opened =
        vault_.open(value.subject, {reinterpret_cast<const char*>(sealed.begin()), sealed.size()});
    if (!opened) throw Damaged{opened.error().what};
    value.erased = !*opened;
    if (*opened) value.value = **opened;
  }

 private:
  static constexpr kj::byte erased_mark = 0;
  Vault& vault_;
  capnp::StructSchema::Field subject_, sealed_;
};

template <class T>
class Mapper<std::optional<T>> {
 public:
  explicit Mapper(const Mapping& on)
      : none_(field_of(as_struct(on.type, on.path), "none", on.path)),
        some_(field_of(as_struct(on.type, on.path), "some", on.path)),
        inner_(on.at(some_.getType(), "some")) {
    if (none_.getProto().getDiscriminantValue() != 0)
      schema_mismatch(on.path, "none must come before some");
  }
  void write(auto slot, const std::optional<T>& value) const {
    if (value) inner_.write(FieldSlot{slot.init_struct(), some_}, *value);
  }
  void read(const capnp::DynamicValue::Reader& from, std::optional<T>& value) const {
    const auto group = from.as<capnp::DynamicStruct>();
    KJ_IF_MAYBE (which, group.which()) {
      if (*which == none_) return value.reset();
      inner_.read(group.get(some_), value.emplace());
    } else {
      throw Damaged{"neither none nor some"};
    }
  }

 private:
  capnp::StructSchema::Field none_, some_;
  Mapper<T> inner_;
};

template <class T>
class Mapper<std::vector<T>> {
 public:
  explicit Mapper(const Mapping& on) : inner_(on.at(element(on), "[]")) {}
  void write(auto slot, const std::vector<T>& values) const {
    if (values.empty()) return;
    const auto list = slot.init_list(values.size());
    for (std::size_t i = 0; i < values.size(); ++i) {
      inner_.write(ElementSlot{list, static_cast<capnp::uint>(i)}, values[i]);
    }
  }
  void read(const capnp::DynamicValue::Reader& from, std::vector<T>& values) const {
    const auto list = from.as<capnp::DynamicList>();
    values.clear();
    values.reserve(list.size());
    for (const auto element : list) inner_.read(element, values.emplace_back());
  }

 private:
  static capnp::Type element(const Mapping& on) {
    require_type(on.type.isList(), on.path, "a List");
    return on.type.asList().getElementType();
  }
  Mapper<T> inner_;
};

template <class K, class V>
class Mapper<std::map<K, V>> {
 public:
  explicit Mapper(const Mapping& on)
      : key_field_(field_of(entry(on), "key", on.path)),
        value_field_(field_of(entry(on), "value", on.path)),
        key_(on.at(key_field_.getType(), "key")),
        value_(on.at(value_field_.getType(), "value")) {}
  void write(auto slot, const std::map<K, V>& entries) const {
    if (entries.empty()) return;
    auto list = slot.init_list(entries.size());
    capnp::uint i = 0;
    for (const auto& [key, value] : entries) {
      const auto to = list[i++].template as<capnp::DynamicStruct>();
      key_.write(FieldSlot{to, key_field_}, key);
      value_.write(FieldSlot{to, value_field_}, value);
    }
  }
  void read(const capnp::DynamicValue::Reader& from, std::map<K, V>& entries) const {
    entries.clear();
    for (const auto element : from.as<capnp::DynamicList>()) {
      const auto entry = element.as<capnp::DynamicStruct>();
      K key{};
      key_.read(entry.get(key_field_), key);
      value_.read(entry.get(value_field_), entries[std::move(key)]);
    }
  }

 private:
  static capnp::StructSchema entry(const Mapping& on) {
    require_type(on.type.isList(), on.path, "a List of {key, value}");
    return as_struct(on.type.asList().getElementType(), on.path);
  }
  capnp::StructSchema::Field key_field_, value_field_;
  Mapper<K> key_;
  Mapper<V> value_;
};

// One member of T: where it is in the schema, and how it is moved.
template <class T, class D>
struct MappedMember {
  using M = std::remove_cvref_t<decltype(std::declval<T&>().*D::pointer)>;
  explicit MappedMember(const Mapping& on)
      : field(field_of(as_struct(on.type, on.path), to_camel(D::name), on.path)),
        mapper(on.at(field.getType(), D::name)) {}
  capnp::StructSchema::Field field;
  Mapper<M> mapper;
};

template <Described T>
class Mapper<T> {
 public:
  static_assert(members_are_distinct<T>(), "two members would be one field of the schema");

  explicit Mapper(const Mapping& on) : members_(make(on, Listed{})) {
    if (as_struct(on.type, on.path).getFields().size() != boost::mp11::mp_size<Listed>::value) {
      schema_mismatch(on.path, "the schema has fields that the struct has not");
    }
  }
  void write(auto slot, const T& value) const { write_members(slot.init_struct(), value); }
  void read(const capnp::DynamicValue::Reader& from, T& value) const {
    read_members(from.as<capnp::DynamicStruct>(), value);
  }
  void write_members(capnp::DynamicStruct::Builder to, const T& value) const {
    std::apply([&](const auto&... member) { (write_one(to, value, member), ...); }, members_);
  }
  void read_members(capnp::DynamicStruct::Reader from, T& value) const {
    std::apply([&](const auto&... member) { (read_one(from, value, member), ...); }, members_);
  }

 private:
  using Listed = boost::mp11::mp_rename<Members<T>, boost::mp11::mp_list>;
  template <class D>
  using Mapped = MappedMember<T, D>;
  using Tuple = boost::mp11::mp_rename<boost::mp11::mp_transform<Mapped, Listed>, std::tuple>;

  template <class... D>
  static Tuple make(const Mapping& on, boost::mp11::mp_list<D...>) {
    return Tuple{MappedMember<T, D>(on)...};
  }
  template <class D>
  static void write_one(capnp::DynamicStruct::Builder to, const T& value,
                        const MappedMember<T, D>& member) {
    member.mapper.write(FieldSlot{to, member.field}, value.*D::pointer);
  }
  template <class D>
  static void read_one(capnp::DynamicStruct::Reader from, T& value,
                       const MappedMember<T, D>& member) {
    member.mapper.read(from.get(member.field), value.*D::pointer);
  }

  Tuple members_;
};

}  // namespace atrium::persistence
