// Described values ⇄ Cap'n Proto by name. A Mapper is made once from a schema type, looks every
// member of the value's type up in it, and afterwards only moves values. A schema that does not fit
// is a Defect that names the place.
#pragma once

#include "persistence/codec/names.hpp"
#include "persistence/codec/place.hpp"
#include "runtime/core/assert.hpp"
#include "runtime/core/personal.hpp"
#include "runtime/core/time/instant.hpp"

#include <concepts>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

// A mapper with `Raw` is a number in the data section: to_raw, from_raw.
// A mapper with `is_group` is an optional: write(Place), read(View), in the struct around it.
// Any other is pointed to: write(PointerTo), read(PointerFrom); one with `is_struct` can fill a
// list's elements too.

namespace atrium::persistence {

using PointerTo = capnp::AnyPointer::Builder;
using PointerFrom = capnp::AnyPointer::Reader;

template <class T>
class Mapper;

template <class T>
concept Inline = requires {
  typename Mapper<T>::Raw;
};
template <class T>
concept Group = requires {
  Mapper<T>::is_group;
};
template <class T>
concept Structural = requires {
  Mapper<T>::is_struct;
};

template <class T>
requires std::same_as<T, bool> || std::same_as<T, double> || std::integral<T>
class Mapper<T> {
 public:
  using Raw = T;
  explicit Mapper(const Mapping& on) {
    require_type(on.type == capnp::Type::from<T>(), on.path, "the same number type as in C++");
  }
  static Raw to_raw(T value) { return value; }
  static T from_raw(Raw value) { return value; }
};

template <>
class Mapper<Duration> {
 public:
  using Raw = std::int64_t;
  explicit Mapper(const Mapping& on) { require_type(on.type.isInt64(), on.path, "Int64"); }
  static Raw to_raw(Duration value) { return value.count(); }
  static Duration from_raw(Raw value) { return Duration{value}; }
};

template <>
class Mapper<Instant> {
 public:
  using Raw = std::int64_t;
  explicit Mapper(const Mapping& on) { require_type(on.type.isInt64(), on.path, "Int64"); }
  static Raw to_raw(Instant at) { return at.time_since_epoch().count(); }
  static Instant from_raw(Raw value) { return Instant{Duration{value}}; }
};

// By name both ways, since C++ and the schema may count differently.
template <class E>
requires std::is_enum_v<E>
class Mapper<E> {
 public:
  using Raw = std::uint16_t;
  explicit Mapper(const Mapping& on) {
    require_type(on.type.isEnum(), on.path, "an enum");
    const auto enumerants = on.type.asEnum().getEnumerants();
    for (const auto enumerant : enumerants) {
      boost::mp11::mp_for_each<Enumerators>([&](auto described) {
        if (to_camel(described.name) != enumerant.getProto().getName().cStr()) return;
        values_.push_back(described.value);
      });
    }
    const bool all = values_.size() == enumerants.size();
    if (!all || values_.size() != boost::mp11::mp_size<Enumerators>::value) {
      schema_mismatch(on.path, "the enumerants differ");
    }
  }
  [[nodiscard]] Raw to_raw(E value) const {
    for (std::size_t i = 0; i < values_.size(); ++i) {
      if (values_[i] == value) return static_cast<Raw>(i);
    }
    ATRIUM_ASSERT(false, "a value that is no enumerator");
    return 0;
  }
  [[nodiscard]] E from_raw(Raw value) const {
    if (value >= values_.size()) throw Damaged{"an unknown enumerant"};
    return values_[value];
  }

 private:
  using Enumerators = boost::describe::describe_enumerators<E>;
  std::vector<E> values_;  // By ordinal in the schema.
};

template <>
class Mapper<std::string> {
 public:
  explicit Mapper(const Mapping& on) { require_type(on.type.isText(), on.path, "Text"); }
  static void write(PointerTo to, const std::string& value) {
    if (!value.empty()) to.setAs<capnp::Text>({value.c_str(), value.size()});
  }
  static void read(PointerFrom from, std::string& value) {
    const auto text = from.getAs<capnp::Text>();
    value.assign(text.begin(), text.size());
  }
};

template <class Tag>
class Mapper<Id<Tag>> : public Mapper<std::string> {
 public:
  using Mapper<std::string>::Mapper;
  static void write(PointerTo to, const Id<Tag>& id) { Mapper<std::string>::write(to, id.value); }
  static void read(PointerFrom from, Id<Tag>& id) { Mapper<std::string>::read(from, id.value); }
};

// STORED: sealed = nothing for an empty value, one byte 0 for an erased one, else the vault's
// bytes.
template <>
class Mapper<Personal<std::string>> {
 public:
  static constexpr bool is_struct = true;
  explicit Mapper(const Mapping& on);
  [[nodiscard]] Extent extent() const { return extent_; }
  void write(PointerTo to, const Personal<std::string>& value) const;
  void read(PointerFrom from, Personal<std::string>& value) const;
  void write_members(Place to, const Personal<std::string>& value) const;
  void read_members(View from, Personal<std::string>& value) const;

 private:
  Vault& vault_;
  Extent extent_;
  std::uint32_t subject_, sealed_;
};

// One member of a struct: what moves it, and where it stands.
template <class M>
class Located {
 public:
  Located(const Mapping& on, const std::string& name)
      : Located(on, field_of(as_struct(on.type, on.path), name, on.path), name) {}

  void write(Place& to, const M& value) const {
    if constexpr (Inline<M>) {
      to.put(offset_, mapper_.to_raw(value));
    } else if constexpr (Group<M>) {
      mapper_.write(to, value);
    } else {
      mapper_.write(to.pointer(offset_), value);
    }
  }
  void read(const View& from, M& value) const {
    if constexpr (std::same_as<M, bool>) {
      value = from.bit(offset_);
    } else if constexpr (Inline<M>) {
      value = mapper_.from_raw(from.get<typename Mapper<M>::Raw>(offset_));
    } else if constexpr (Group<M>) {
      mapper_.read(from, value);
    } else {
      mapper_.read(from.pointer(offset_), value);
    }
  }

 private:
  Located(const Mapping& on, capnp::StructSchema::Field field, const std::string& name)
      : mapper_(on.at(field.getType(), name)), offset_(offset_of(field, on.path + "." + name)) {}

  Mapper<M> mapper_;
  std::uint32_t offset_;
};

template <class T>
class Mapper<std::optional<T>> {
 public:
  static constexpr bool is_group = true;
  explicit Mapper(const Mapping& on)
      : some_(on, "some"), which_(discriminant_offset(as_struct(on.type, on.path))) {
    const auto group = as_struct(on.type, on.path);
    const auto none = field_of(group, "none", on.path), some = field_of(group, "some", on.path);
    const bool fits =
        group.getProto().getStruct().getIsGroup() && group.getUnionFields().size() == 2 &&
        none.getProto().getDiscriminantValue() == 0 && some.getProto().getDiscriminantValue() == 1;
    require_type(fits, on.path, "a group with union {none, some}");
  }
  void write(Place& to, const std::optional<T>& value) const {
    if (!value) return;
    to.put(which_, std::uint16_t{1});
    some_.write(to, *value);
  }
  void read(const View& from, std::optional<T>& value) const {
    switch (from.get<std::uint16_t>(which_)) {
      case 0:
        return value.reset();
      case 1:
        return some_.read(from, value.emplace());
      default:
        throw Damaged{"neither none nor some"};
    }
  }

 private:
  Located<T> some_;
  std::uint32_t which_;
};

template <class T>
class Mapper<std::vector<T>> {
 public:
  static_assert(!Group<T>, "a list of optionals has no form in the schema");
  explicit Mapper(const Mapping& on) : inner_(on.at(element_type(on), "[]")) {}

  void write(PointerTo to, const std::vector<T>& values) const {
    if (values.empty()) return;
    const auto size = static_cast<capnp::uint>(values.size());
    if constexpr (Structural<T>) {
      auto list = to.initAsListOfAnyStruct(inner_.extent().words, inner_.extent().pointers, size);
      for (capnp::uint i = 0; i < size; ++i) inner_.write_members(Place(list[i]), values[i]);
    } else if constexpr (Inline<T>) {
      auto list = to.initAs<capnp::List<typename Mapper<T>::Raw>>(size);
      for (capnp::uint i = 0; i < size; ++i) list.set(i, inner_.to_raw(values[i]));
    } else {
      auto list =
          to.initAsAnyList(capnp::ElementSize::POINTER, size).as<capnp::List<capnp::AnyPointer>>();
      for (capnp::uint i = 0; i < size; ++i) inner_.write(list[i], values[i]);
    }
  }
  void read(PointerFrom from, std::vector<T>& values) const {
    values.clear();
    if constexpr (Structural<T>) {
      const auto list = structs_at(from);
      values.reserve(list.size());
      for (capnp::uint i = 0; i < list.size(); ++i)
        inner_.read_members(View(list[i]), values.emplace_back());
    } else if constexpr (Inline<T>) {
      const auto list = from.getAs<capnp::List<typename Mapper<T>::Raw>>();
      values.reserve(list.size());
      for (const auto raw : list) values.push_back(inner_.from_raw(raw));
    } else {
      const auto list = pointers_at(from);
      values.reserve(list.size());
      for (capnp::uint i = 0; i < list.size(); ++i) inner_.read(list[i], values.emplace_back());
    }
  }

 private:
  Mapper<T> inner_;
};

// A list of {key, value}, sorted by key.
template <class K, class V>
class Mapper<std::map<K, V>> {
 public:
  explicit Mapper(const Mapping& on)
      : extent_(extent_of(as_struct(element_type(on), on.path))),
        key_(on.at(element_type(on), "[]"), "key"),
        value_(on.at(element_type(on), "[]"), "value") {}

  void write(PointerTo to, const std::map<K, V>& entries) const {
    if (entries.empty()) return;
    auto list = to.initAsListOfAnyStruct(extent_.words, extent_.pointers,
                                         static_cast<capnp::uint>(entries.size()));
    capnp::uint i = 0;
    for (const auto& [key, value] : entries) {
      Place entry(list[i++]);
      key_.write(entry, key);
      value_.write(entry, value);
    }
  }
  void read(PointerFrom from, std::map<K, V>& entries) const {
    entries.clear();
    const auto list = structs_at(from);
    for (capnp::uint i = 0; i < list.size(); ++i) {
      const View entry(list[i]);
      K key{};
      key_.read(entry, key);
      value_.read(entry, entries[std::move(key)]);
    }
  }

 private:
  Extent extent_;
  Located<K> key_;
  Located<V> value_;
};

template <class T, class D>
struct Member : Located<std::remove_cvref_t<decltype(std::declval<T&>().*D::pointer)>> {
  explicit Member(const Mapping& on)
      : Located<std::remove_cvref_t<decltype(std::declval<T&>().*D::pointer)>>(on,
                                                                               to_camel(D::name)) {}
};

template <Described T>
class Mapper<T> {
 public:
  static constexpr bool is_struct = true;
  static_assert(members_are_distinct<T>(), "two members would be one field of the schema");

  explicit Mapper(const Mapping& on)
      : extent_(extent_of(as_struct(on.type, on.path))), members_(make(on, Listed{})) {
    if (as_struct(on.type, on.path).getFields().size() != boost::mp11::mp_size<Listed>::value) {
      schema_mismatch(on.path, "the schema has fields that the struct has not");
    }
  }
  [[nodiscard]] Extent extent() const { return extent_; }

  void write(PointerTo to, const T& value) const {
    write_members(Place(to.initAsAnyStruct(extent_.words, extent_.pointers)), value);
  }
  void read(PointerFrom from, T& value) const {
    read_members(View(from.getAs<capnp::AnyStruct>()), value);
  }

  void write_members(Place to, const T& value) const {
    std::apply([&](const auto&... member) { (write_one(to, value, member), ...); }, members_);
  }
  void read_members(View from, T& value) const {
    std::apply([&](const auto&... member) { (read_one(from, value, member), ...); }, members_);
  }

 private:
  using Listed = boost::mp11::mp_rename<Members<T>, boost::mp11::mp_list>;
  template <class D>
  using MemberOf = Member<T, D>;
  using Tuple = boost::mp11::mp_rename<boost::mp11::mp_transform<MemberOf, Listed>, std::tuple>;

  template <class... D>
  static Tuple make(const Mapping& on, boost::mp11::mp_list<D...>) {
    return Tuple{Member<T, D>(on)...};
  }
  template <class D>
  static void write_one(Place& to, const T& value, const Member<T, D>& member) {
    member.write(to, value.*D::pointer);
  }
  template <class D>
  static void read_one(const View& from, T& value, const Member<T, D>& member) {
    member.read(from, value.*D::pointer);
  }

  Extent extent_;
  Tuple members_;
};

}  // namespace atrium::persistence
