// The codecs of all entities, one factory each. A schema that does not fit its entity throws Defect
// in the factory. The vault outlives what is made here.
#pragma once

#include "actors/appointment_book/appointment_book.hpp"
#include "actors/evaluation/evaluation.hpp"
#include "actors/hall/hall.hpp"
#include "actors/label/label.hpp"
#include "actors/waiting_room/waiting_room.hpp"
#include "actors/window/window.hpp"
#include "devices/display/display.hpp"
#include "devices/evaluator/evaluator.hpp"
#include "devices/speaker/speaker.hpp"
#include "devices/ticket_machine/ticket_machine.hpp"
#include "persistence/vault/vault.hpp"
#include "runtime/core/codec.hpp"

#include <functional>
#include <map>
#include <memory>
#include <string>

namespace atrium::persistence {

std::unique_ptr<Codec<waiting_room::Entity>> make_waiting_room_codec(Vault& vault);
std::unique_ptr<Codec<hall::Entity>> make_hall_codec(Vault& vault);
std::unique_ptr<Codec<window::Entity>> make_window_codec(Vault& vault);
std::unique_ptr<Codec<evaluation::Entity>> make_evaluation_codec(Vault& vault);
std::unique_ptr<Codec<label::Entity>> make_label_codec(Vault& vault);
std::unique_ptr<Codec<ticket_machine::Entity>> make_ticket_machine_codec(Vault& vault);
std::unique_ptr<Codec<display::Entity>> make_display_codec(Vault& vault);
std::unique_ptr<Codec<evaluator::Entity>> make_evaluator_codec(Vault& vault);
std::unique_ptr<Codec<speaker::Entity>> make_speaker_codec(Vault& vault);
std::unique_ptr<Codec<appointment_book::Entity>> make_appointment_book_codec(Vault& vault);

// By the stream's kind: what tools need to show any event.
using EventReaders = std::map<std::string, std::shared_ptr<const EventReader>, std::less<>>;
EventReaders make_event_readers(Vault& vault);

}  // namespace atrium::persistence
