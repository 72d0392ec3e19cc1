// Every codec as a reader of events.
#include "persistence/codec/entities/codecs.hpp"

namespace atrium::persistence {
namespace {

template <class E>
void add(EventReaders& readers, std::unique_ptr<Codec<E>> codec) {
  readers.emplace(E::kind, std::move(codec));
}

}  // namespace

EventReaders make_event_readers(Vault& vault) {
  EventReaders readers;
  add(readers, make_waiting_room_codec(vault));
  add(readers, make_hall_codec(vault));
  add(readers, make_window_codec(vault));
  add(readers, make_evaluation_codec(vault));
  add(readers, make_label_codec(vault));
  add(readers, make_ticket_machine_codec(vault));
  add(readers, make_display_codec(vault));
  add(readers, make_evaluator_codec(vault));
  add(readers, make_speaker_codec(vault));
  add(readers, make_appointment_book_codec(vault));
  return readers;
}

}  // namespace atrium::persistence
