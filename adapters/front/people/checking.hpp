// Who stands behind an act or a question: numbers checked, phone codes resolved, before any entity
// is asked. Shared by the front's own files only.
#pragma once

#include "adapters/front/people/codes.hpp"
#include "adapters/front/people/holders.hpp"
#include "runtime/host/runtime.hpp"

#include <memory>
#include <optional>
#include <string_view>
#include <utility>
#include <variant>

namespace atrium::front {

// What a command of this id was answered, when it was accepted before.
std::optional<host::Outcome> first_reply(const host::Runtime& runtime, const PartitionId& hall,
                                         const host::Asker& asker);

struct Asking {
  PartitionId hall;
  host::Asker asker;
  bool nested = true;  // The person is an object `holder` of the body; else its own fields.
};

// Resolved, or why not, to what is right; refusals name the field as the asker wrote it.
std::variant<CheckedHolder, Refusal> checked(std::variant<HolderFields, Refusal> found, bool nested,
                                             Instant now);

// Checks a person's numbers, or asks whose code it is, and hands them to `then`. A command that was
// accepted before is answered so again, also when its code has run out meanwhile.
template <class Then>
void with_person(host::Runtime& runtime, CodeReader& codes, Asking asking,
                 const HolderFields& person, host::Reply reply, Then then) {
  auto asker = std::make_shared<host::Reply>(std::move(reply));
  const auto told = [&runtime, asking = std::move(asking), asker,
                     then](std::variant<HolderFields, Refusal> found) mutable {
    auto holder = checked(std::move(found), asking.nested, runtime.clock().now());
    if (auto* refusal = std::get_if<Refusal>(&holder)) {
      auto first = first_reply(runtime, asking.hall, asking.asker);
      return (*asker)(first ? std::move(*first) : host::Refused{0, std::move(*refusal)});
    }
    then(std::get<CheckedHolder>(std::move(holder)), std::move(*asker));
  };
  if (person.code.empty()) return CodeReader::Told(told)(person);
  codes.read(person.code, runtime.clock().now(), told);
}

// Of a ticket that a terminal gave out: the paper is out, so nothing is refused. A code is read as
// of then; one that tells nobody leaves what was typed beside it, and a warning.
CheckedHolder looked_over(HolderFields typed, std::variant<HolderFields, Refusal> found,
                          Instant then);

template <class Then>
void with_holder(CodeReader& codes, const HolderFields& typed, Instant given, host::Reply reply,
                 Then then) {
  if (typed.code.empty()) return then(looked_over(typed, typed, given), std::move(reply));
  auto asker = std::make_shared<host::Reply>(std::move(reply));
  codes.read(typed.code, given,
             [typed, given, asker, then](std::variant<HolderFields, Refusal> found) mutable {
               then(looked_over(typed, std::move(found), given), std::move(*asker));
             });
}

}  // namespace atrium::front
