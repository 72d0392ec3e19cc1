// How what is about a person is stored: sealed by the vault (mapper.hpp says in which form).
#include "persistence/codec/mapper.hpp"

namespace atrium::persistence {
namespace {

constexpr kj::byte erased_mark = 0;

capnp::StructSchema::Field personal_field(const Mapping& on, const char* name) {
  return field_of(as_struct(on.type, on.path), name, on.path);
}

}  // namespace

Mapper<Personal<std::string>>::Mapper(const Mapping& on)
    : vault_(on.vault),
      extent_(extent_of(as_struct(on.type, on.path))),
      subject_(offset_of(personal_field(on, "subject"), on.path)),
      sealed_(offset_of(personal_field(on, "sealed"), on.path)) {
  const bool fits = personal_field(on, "subject").getType().isText() &&
                    personal_field(on, "sealed").getType().isData();
  require_type(fits, on.path, "Personal {subject :Text, sealed :Data}");
}

void Mapper<Personal<std::string>>::write(PointerTo to, const Personal<std::string>& value) const {
  if (value.subject.empty() && value.value.empty() && !value.erased) return;
  write_members(Place(to.initAsAnyStruct(extent_.words, extent_.pointers)), value);
}

void Mapper<Personal<std::string>>::read(PointerFrom from, Personal<std::string>& value) const {
  read_members(View(from.getAs<capnp::AnyStruct>()), value);
}

void Mapper<Personal<std::string>>::write_members(Place to,
                                                  const Personal<std::string>& value) const {
  Mapper<std::string>::write(to.pointer(subject_), value.subject.value);
  if (value.erased) {
    to.pointer(sealed_).setAs<capnp::Data>({&erased_mark, 1});
  } else if (!value.value.empty()) {
    ATRIUM_ASSERT(!value.subject.empty(), "personal data without a subject cannot be sealed");
    const auto sealed = vault_.seal(value.subject, value.value);
    to.pointer(sealed_).setAs<capnp::Data>(
        {reinterpret_cast<const kj::byte*>(sealed.data()), sealed.size()});
  }
}

void Mapper<Personal<std::string>>::read_members(View from, Personal<std::string>& value) const {
  Mapper<std::string>::read(from.pointer(subject_), value.subject.value);
  const auto sealed = from.pointer(sealed_).getAs<capnp::Data>();
  value.value.clear();
  value.erased = sealed.size() == 1 && sealed[0] == erased_mark;
  if (sealed.size() == 0 || value.erased) return;
  const auto opened =
      vault_.open(value.subject, {reinterpret_cast<const char*>(sealed.begin()), sealed.size()});
  if (!opened) throw Damaged{opened.error().what};
  value.erased = !*opened;
  if (*opened) value.value = **opened;
}

}  // namespace atrium::persistence
