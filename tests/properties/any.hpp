// A generator for every type that commands and questions are made of: values from small pools, so
// that they meet each other, and now and then one that is nobody's, too long or out of range.
#pragma once

#include "actors/waiting_room/waiting_room.hpp"
#include "devices/speaker/speaker.hpp"
#include "persistence/codec/names.hpp"
#include "runtime/core/context.hpp"
#include "runtime/core/personal.hpp"

#include <rapidcheck.h>

#include <chrono>
#include <concepts>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace atrium::properties {

using namespace std::chrono_literals;

// 21 November 2026, 08:30 in Shanghai, half an hour before most things that are asked for.
inline const Instant half_past_eight{Duration{1'795'221'000'000'000}};

template <class T>
struct Any;
template <class T>
rc::Gen<T> any() {
  return Any<T>::gen();
}

// Whatever the size of what it is a part of: rapidcheck narrows every range to begin with.
template <class T>
rc::Gen<T> sized() {
  return rc::gen::resize(rc::kNominalSize, any<T>());
}

// How often a command comes, beside the others of its entity.
template <class Command>
inline constexpr std::size_t weight = 4;
template <>
inline constexpr std::size_t weight<waiting_room::Issue> = 16;
template <>
inline constexpr std::size_t weight<waiting_room::CallNext> = 14;
template <>
inline constexpr std::size_t weight<waiting_room::Start> = 10;
template <>
inline constexpr std::size_t weight<waiting_room::OpenWindow> = 8;
template <>
inline constexpr std::size_t weight<waiting_room::CloseDoors> = 1;
template <>
inline constexpr std::size_t weight<waiting_room::EndDay> = 1;
template <>
inline constexpr std::size_t weight<waiting_room::SetMessages> = 1;
template <>
inline constexpr std::size_t weight<waiting_room::LeaseBlock> = 2;
template <>
inline constexpr std::size_t weight<waiting_room::EndLease> = 1;
template <>
inline constexpr std::size_t weight<waiting_room::Undo> = 6;
template <>
inline constexpr std::size_t weight<waiting_room::PauseWindow> = 6;
template <>
inline constexpr std::size_t weight<waiting_room::ResumeWindow> = 6;
template <>
inline constexpr std::size_t weight<waiting_room::SetStrategy> = 2;
template <>
inline constexpr std::size_t weight<waiting_room::TakeIn> = 2;
template <>
inline constexpr std::size_t weight<waiting_room::PlanVisit> = 2;
template <>
inline constexpr std::size_t weight<waiting_room::Park> = 6;
template <>
inline constexpr std::size_t weight<waiting_room::Unpark> = 6;
template <>
inline constexpr std::size_t weight<waiting_room::Unbind> = 3;
template <>
inline constexpr std::size_t weight<waiting_room::Transfer> = 8;
template <>
inline constexpr std::size_t weight<waiting_room::Configure> = 2;
template <>
inline constexpr std::size_t weight<speaker::Announce> = 12;
template <>
inline constexpr std::size_t weight<speaker::SetVoiced> = 1;

// Mostly one of the pool; one in so many is strange.
template <class T>
rc::Gen<T> mostly(std::vector<T> pool, std::vector<T> strange) {
  return rc::gen::weightedOneOf<T>(
      {{12, rc::gen::elementOf(std::move(pool))}, {1, rc::gen::elementOf(std::move(strange))}});
}
template <class I>
rc::Gen<I> mostly_named(const std::vector<std::string>& pool) {
  std::vector<I> ids;
  for (const auto& text : pool) ids.emplace_back(text);
  return mostly<I>(ids, {I{}, I{"nobody"}, I{std::string(65, 'x')}});
}

template <>
struct Any<bool> {
  static rc::Gen<bool> gen() { return rc::gen::arbitrary<bool>(); }
};
template <>
struct Any<int> {
  static rc::Gen<int> gen() {
    return rc::gen::weightedOneOf<int>(
        {{12, rc::gen::inRange(0, 6)},
         {1, rc::gen::element(-1, 7, 9, 10, 1'000'000, std::numeric_limits<int>::max(),
                              std::numeric_limits<int>::min())}});
  }
};
template <>
struct Any<std::string> {
  static rc::Gen<std::string> gen() {
    return mostly<std::string>({"A001", "A002", "A003", "A004", "B001", "B002", "20261121-A001",
                                "20261121-B001", "20261122-A001", "申请人", ""},
                               {"20261120-A001", "A0001", "\xe5\x8c", std::string(201, 'x'),
                                std::string(501, 'y'), std::string(2, '\0')});
  }
};
template <>
struct Any<WindowId> {
  static rc::Gen<WindowId> gen() { return mostly_named<WindowId>({"1", "2", "3"}); }
};
template <>
struct Any<ServiceId> {
  static rc::Gen<ServiceId> gen() { return mostly_named<ServiceId>({"passport", "tax", "land"}); }
};
template <>
struct Any<TicketId> {
  static rc::Gen<TicketId> gen() {
    return mostly_named<TicketId>({"20261121-A001", "20261121-A002", "20261121-A003",
                                   "20261121-B001", "20261121-B002", "20261122-A001"});
  }
};
template <>
struct Any<StaffId> {
  static rc::Gen<StaffId> gen() { return mostly_named<StaffId>({"clerk01", "clerk02"}); }
};
template <>
struct Any<DeviceId> {
  static rc::Gen<DeviceId> gen() { return mostly_named<DeviceId>({"machine-1", "machine-2"}); }
};
template <>
struct Any<Instant> {
  static rc::Gen<Instant> gen() {
    return rc::gen::map(rc::gen::inRange(-120, 24 * 60),
                        [](int minutes) { return half_past_eight + minutes * 1min; });
  }
};
template <>
struct Any<Zone> {
  static rc::Gen<Zone> gen() {
    const Zone changing{"Somewhere", {{Instant{}, 7 * 3600}, {half_past_eight + 6h, 8 * 3600}}};
    return rc::gen::element(Zone{}, changing);
  }
};
template <>
struct Any<std::uint64_t> {
  static rc::Gen<std::uint64_t> gen() { return rc::gen::inRange<std::uint64_t>(0, 6); }
};
// Of one visit: mostly none, seldom one that stands twice.
template <>
struct Any<std::vector<ServiceId>> {
  static rc::Gen<std::vector<ServiceId>> gen() {
    using Services = std::vector<ServiceId>;
    const ServiceId passport{"passport"}, tax{"tax"}, land{"land"};
    return rc::gen::weightedElement<Services>({{6, {}},
                                               {2, {tax}},
                                               {2, {land}},
                                               {1, {land, passport}},
                                               {1, {tax, tax}},
                                               {1, Services(9, land)},
                                               {1, {ServiceId{"nobody"}}}});
  }
};
waiting_room::Configuration a_hall();
template <>
struct Any<waiting_room::Configuration> {
  static rc::Gen<waiting_room::Configuration> gen();
};
// Without a subject the ticket's own is taken.
template <>
struct Any<Personal<std::string>> {
  static rc::Gen<Personal<std::string>> gen() {
    return rc::gen::map(rc::gen::element<std::string>("", "张三", "x"), [](std::string value) {
      return Personal<std::string>{SubjectId{}, std::move(value), false};
    });
  }
};
template <class E>
requires std::is_enum_v<E>
struct Any<E> {
  static rc::Gen<E> gen() {
    std::vector<E> all;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<E>>(
        [&](auto one) { all.push_back(one.value); });
    return rc::gen::elementOf(all);
  }
};
template <class T>
struct Any<std::optional<T>> {
  static rc::Gen<std::optional<T>> gen() {
    return rc::gen::oneOf(rc::gen::just(std::optional<T>{}),
                          rc::gen::map(any<T>(), [](T value) { return std::optional<T>(value); }));
  }
};
template <class T>
struct Any<std::vector<T>> {
  static rc::Gen<std::vector<T>> gen() {
    return rc::gen::resize(4, rc::gen::container<std::vector<T>>(sized<T>()));
  }
};
template <persistence::Described T>
struct Any<T> {
  static rc::Gen<T> gen() { return build(persistence::Members<T>{}); }

 private:
  template <template <class...> class List, class... D>
  static rc::Gen<T> build(List<D...>) {
    if constexpr (sizeof...(D) == 0) {
      return rc::gen::just(T{});
    } else {
      return rc::gen::build<T>(rc::gen::set(
          D::pointer, any<std::remove_cvref_t<decltype(std::declval<T&>().*D::pointer)>>())...);
    }
  }
};
template <>
struct Any<waiting_room::SetStrategy> {
  static rc::Gen<waiting_room::SetStrategy> gen() {
    using waiting_room::SetStrategy;
    const auto names =
        rc::gen::element<std::string>("booked_first", "by_time", "ageing", "ratio", "", "unknown");
    return rc::gen::build<SetStrategy>(
        rc::gen::set(&SetStrategy::windows, any<std::vector<WindowId>>()),
        rc::gen::set(&SetStrategy::strategy, names),
        rc::gen::set(&SetStrategy::value, any<std::optional<waiting_room::Strategy>>()));
  }
};
// Many ids: a second ticket of one is refused.
template <>
struct Any<waiting_room::Appointment> {
  static rc::Gen<waiting_room::Appointment> gen() {
    using waiting_room::Appointment;
    const auto id = rc::gen::map(rc::gen::inRange(0, 200), [](int n) { return std::to_string(n); });
    return rc::gen::build<Appointment>(rc::gen::set(&Appointment::id, id),
                                       rc::gen::set(&Appointment::at, any<Instant>()));
  }
};
template <class T>
rc::Gen<std::optional<T>> seldom() {
  return rc::gen::weightedOneOf<std::optional<T>>(
      {{5, rc::gen::just(std::optional<T>{})},
       {1, rc::gen::map(any<T>(), [](T value) { return std::optional<T>(value); })}});
}
template <>
struct Any<waiting_room::Issue> {
  static rc::Gen<waiting_room::Issue> gen() {
    using waiting_room::Issue;
    const auto journey =
        rc::gen::weightedElement<std::string>({{16, ""}, {1, "new_firm"}, {1, "nobody"}});
    return rc::gen::build<Issue>(
        rc::gen::set(&Issue::service, any<ServiceId>()),
        rc::gen::set(&Issue::channel, rc::gen::element<std::string>("machine", "virtual")),
        rc::gen::set(&Issue::machine, any<std::optional<DeviceId>>()),
        rc::gen::set(&Issue::priority, any<int>()),
        rc::gen::set(&Issue::holder, any<std::optional<waiting_room::Holder>>()),
        rc::gen::set(&Issue::appointment, any<std::optional<waiting_room::Appointment>>()),
        rc::gen::set(&Issue::next, any<std::vector<ServiceId>>()),
        rc::gen::set(&Issue::journey, journey), rc::gen::set(&Issue::to_window, seldom<WindowId>()),
        rc::gen::set(&Issue::to_staff, seldom<StaffId>()));
  }
};
inline rc::Gen<std::string> any_lease() {
  return mostly<std::string>({"20261121-L1", "20261121-L2", "20261122-L1"},
                             {"", "nobody", std::string(65, 'x')});
}
template <>
struct Any<waiting_room::TakeIn> {
  static rc::Gen<waiting_room::TakeIn> gen() {
    using waiting_room::TakeIn;
    return rc::gen::build<TakeIn>(
        rc::gen::set(&TakeIn::lease, any_lease()),
        rc::gen::set(&TakeIn::position, any<std::uint64_t>()),
        rc::gen::set(&TakeIn::value, any<int>()), rc::gen::set(&TakeIn::service, any<ServiceId>()),
        rc::gen::set(&TakeIn::at, rc::gen::just(half_past_eight)),
        rc::gen::set(&TakeIn::priority, any<int>()),
        rc::gen::set(&TakeIn::holder, any<std::optional<waiting_room::Holder>>()));
  }
};
template <>
struct Any<waiting_room::EndLease> {
  static rc::Gen<waiting_room::EndLease> gen() {
    using waiting_room::EndLease;
    return rc::gen::build<EndLease>(rc::gen::set(&EndLease::lease, any_lease()));
  }
};
template <class... Cases>
struct Any<std::variant<Cases...>> {
  using Variant = std::variant<Cases...>;
  static rc::Gen<Variant> gen() {
    return rc::gen::weightedOneOf<Variant>(
        {{weight<Cases>,
          rc::gen::map(any<Cases>(), [](Cases one) { return Variant(std::move(one)); })}...});
  }
};

}  // namespace atrium::properties
