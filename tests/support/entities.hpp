// Every entity that there is, and its codec by type: for tests that hold for all of them.
#pragma once

#include "persistence/codec/entities/codecs.hpp"

#include <boost/mp11.hpp>

#include <concepts>
#include <memory>

namespace atrium {

using Entities =
    boost::mp11::mp_list<waiting_room::Entity, hall::Entity, window::Entity, evaluation::Entity,
                         ticket_machine::Entity, display::Entity, evaluator::Entity,
                         speaker::Entity, appointment_book::Entity, label::Entity>;

template <class E>
std::unique_ptr<Codec<E>> codec_of(persistence::Vault& vault) {
  using namespace persistence;
  if constexpr (std::same_as<E, waiting_room::Entity>) return make_waiting_room_codec(vault);
  if constexpr (std::same_as<E, hall::Entity>) return make_hall_codec(vault);
  if constexpr (std::same_as<E, window::Entity>) return make_window_codec(vault);
  if constexpr (std::same_as<E, evaluation::Entity>) return make_evaluation_codec(vault);
  if constexpr (std::same_as<E, label::Entity>) return make_label_codec(vault);
  if constexpr (std::same_as<E, ticket_machine::Entity>) return make_ticket_machine_codec(vault);
  if constexpr (std::same_as<E, display::Entity>) return make_display_codec(vault);
  if constexpr (std::same_as<E, evaluator::Entity>) return make_evaluator_codec(vault);
  if constexpr (std::same_as<E, speaker::Entity>) return make_speaker_codec(vault);
  if constexpr (std::same_as<E, appointment_book::Entity>) {
    return make_appointment_book_codec(vault);
  }
}

}  // namespace atrium
