// See assembly.hpp.
#include "runtime/node/assembly.hpp"

#include "actors/policies/ask_rating.hpp"
#include "actors/policies/booked/follow_booked.hpp"
#include "actors/policies/booked/issue_booked.hpp"
#include "actors/policies/booked/report_booked.hpp"
#include "actors/policies/close_rating.hpp"
#include "actors/policies/follow_hall.hpp"
#include "actors/policies/follow_intake.hpp"
#include "actors/policies/messages/remind_near.hpp"
#include "actors/policies/messages/send_messages.hpp"
#include "actors/policies/outside/prefill_forms.hpp"
#include "actors/policies/outside/upload_records.hpp"
#include "actors/policies/print_slips.hpp"
#include "actors/policies/rating_link/plan_rating_link.hpp"
#include "actors/policies/rating_link/send_rating_link.hpp"
#include "actors/policies/show_calls.hpp"
#include "actors/policies/speaking/speak_calls.hpp"
#include "persistence/codec/entities/codecs.hpp"
#include "runtime/node/configuration.hpp"
#include "runtime/node/definition/rules.hpp"

#include <fmt/format.h>

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <utility>

namespace atrium::node {
namespace {

template <class E>
void add(host::Host& host, std::unique_ptr<Codec<E>> codec, host::EntityOptions options = {}) {
  host.add_kind<E>(std::shared_ptr<const Codec<E>>(std::move(codec)), options);
}

void add_kinds(host::Host& host, persistence::Vault& vault) {
  add<hall::Entity>(host, persistence::make_hall_codec(vault));
  add<waiting_room::Entity>(host, persistence::make_waiting_room_codec(vault));
  add<window::Entity>(host, persistence::make_window_codec(vault));
  add<display::Entity>(host, persistence::make_display_codec(vault));
  add<evaluator::Entity>(host, persistence::make_evaluator_codec(vault));
  add<speaker::Entity>(host, persistence::make_speaker_codec(vault));
  add<ticket_machine::Entity>(host, persistence::make_ticket_machine_codec(vault));
  add<appointment_book::Entity>(host, persistence::make_appointment_book_codec(vault));
  // One per visit and hardly ever asked again: it sleeps as soon as it has answered.
  add<evaluation::Entity>(host, persistence::make_evaluation_codec(vault),
                          {.leaves_when_idle = true});
  add<label::Entity>(host, persistence::make_label_codec(vault), {.leaves_when_idle = true});
}

void add_rating_link(host::Host& host, const halls::Definition& hall, const LinkOf& link_of) {
  if (!hall.ratings.link) return;
  const auto& link = *hall.ratings.link;
  host.add_policy(hall.hall, policies::PlanRatingLink{link.after, link.valid});
  if (!link_of) return;
  const auto make = [link_of, id = hall.hall](const TicketId& ticket, Instant expires) {
    return link_of(id, ticket, expires);
  };
  host.add_policy(
      hall.hall,
      policies::SendRatingLink{
          {{hall.name.zh, hall.name.en}, {link.text.zh, link.text.en}, link.address, make}});
}

void add_speaking(host::Host& host, const halls::Definition& hall,
                  const MakeSoundAhead& make_sound) {
  auto speech = speech_of(hall);
  host.add_policy(hall.hall, policies::FollowMode{speech.speakers});
  host.add_policy(hall.hall, policies::SpeakCalls{std::move(speech)});
  if (!make_sound) return;
  const auto make = [make_sound, id = hall.hall](const Saying& saying) { make_sound(id, saying); };
  host.add_policy(hall.hall, policies::PrepareSound{make});
}

void add_policies(host::Host& host, const halls::Definition& hall, const MakeSoundAhead& make_sound,
                  const LinkOf& link_of) {
  const auto topology = topology_of(hall);
  host.add_policy(hall.hall, policies::ShowCalls{topology});
  host.add_policy(hall.hall, policies::AskRating{topology});
  host.add_policy(hall.hall, policies::CloseRating{topology});
  host.add_policy(hall.hall, policies::FollowHall{});
  host.add_policy(hall.hall, policies::PrintSlips{topology});
  host.add_policy(hall.hall, policies::FollowIntake{});
  add_speaking(host, hall, make_sound);
  if (!hall.appointments.blocks.empty()) {
    host.add_policy(hall.hall, policies::IssueBooked{});
    host.add_policy(hall.hall, policies::FollowBooked{});
    if (hall.uploads) host.add_policy(hall.hall, policies::ReportBooked{});
  }
  if (hall.uploads) host.add_policy(hall.hall, policies::UploadRecords{directory_of(hall)});
  if (auto forms = forms_of(hall); !forms.empty()) {
    host.add_policy(hall.hall, policies::PrefillForms{std::move(forms)});
  }
  host.add_policy(hall.hall, policies::RemindNear{});
  host.add_policy(hall.hall, policies::SendMessages{topology});
  add_rating_link(host, hall, link_of);
}

// What an entity answers; nothing where it refuses or does not answer.
host::Reply json_of(std::function<void(std::string)> then) {
  return host::Reply([then = std::move(then)](const host::Outcome& outcome) {
    const auto* accepted = std::get_if<host::Accepted>(&outcome);
    then(accepted == nullptr ? std::string() : accepted->json);
  });
}

}  // namespace

// What the halls said to their definitions; written by the runtime's threads.
struct Assembly::Answers : std::enable_shared_from_this<Assembly::Answers> {
  std::mutex mutex;
  std::condition_variable arrived;
  std::size_t expected = 0;
  std::size_t answered = 0;
  std::vector<std::string> warnings;

  // One answer for each hall: of its last question, or of the first that was not accepted.
  host::Reply reply(std::string what, std::function<void()> then = {}) {
    return host::Reply([self = shared_from_this(), what = std::move(what),
                        then = std::move(then)](const host::Outcome& outcome) {
      if (then && std::holds_alternative<host::Accepted>(outcome)) return then();
      std::scoped_lock lock(self->mutex);
      ++self->answered;
      if (const auto* refused = std::get_if<host::Refused>(&outcome)) {
        self->warnings.push_back(fmt::format("{} goes on as before: {} {}", what,
                                             refused->refusal.code, refused->refusal.detail));
      } else if (const auto* trouble = std::get_if<host::Trouble>(&outcome)) {
        self->warnings.push_back(fmt::format("{} did not answer: {}", what, trouble->detail));
      }
      self->arrived.notify_all();
    });
  }
};

Assembly::Assembly(std::vector<halls::Definition> halls, std::unique_ptr<host::Host> host)
    : halls_(std::move(halls)), host_(std::move(host)), answers_(std::make_shared<Answers>()) {}

Assembly::~Assembly() { stop(); }

Result<std::unique_ptr<Assembly>> Assembly::make(Store& store, const Clock& clock,
                                                 persistence::Vault& vault,
                                                 std::vector<halls::Definition> halls,
                                                 host::HostOptions options,
                                                 const MakeSoundAhead& make_sound,
                                                 const LinkOf& link_of) {
  auto host = std::make_unique<host::Host>(clock, options);
  add_kinds(*host, vault);
  std::vector<PartitionId> partitions{org};
  for (const auto& hall : halls) partitions.push_back(hall.hall);
  for (const auto& partition : partitions) {
    auto journal = store.open(partition);
    if (!journal) return tl::unexpected(journal.error());
    host->add_partition(*journal);
  }
  for (const auto& hall : halls) add_policies(*host, hall, make_sound, link_of);
  return std::unique_ptr<Assembly>(new Assembly(std::move(halls), std::move(host)));
}

void Assembly::start() {
  answers_->expected = halls_.size();
  host_->start();
  for (const auto& hall : halls_) ask_for_rules(hall);
}

// Those that it ran by, so that the record can say what its definition changes.
void Assembly::ask_for_rules(const halls::Definition& hall) {
  host_->look<waiting_room::Entity>(
      hall.hall, "main", waiting_room::Rules{}, json_of([this, &hall](std::string lines) {
        host_->look<appointment_book::Entity>(
            hall.hall, "main", appointment_book::Rules{},
            json_of([this, &hall, lines = std::move(lines)](const std::string& bookings) {
              auto configure = configure_hall(hall);
              record_changes({lines, bookings}, hall, configure);
              configure_all(hall, std::move(configure));
            }));
      }));
}

// The waiting room first: it knows whether the change would leave people stranded. Only what it
// takes is the hall's.
void Assembly::configure_all(const halls::Definition& hall, hall::Configure configure) {
  const auto name = "hall " + hall.hall.value;
  auto open_book = [this, &hall, name] {
    host_->ask<appointment_book::Entity>(hall.hall, "main", configure_appointment_book(hall), {},
                                         answers_->reply("appointment book of " + name));
  };
  auto take = [this, &hall, name, open_book, configure = std::move(configure)] {
    host_->ask<hall::Entity>(hall.hall, "main", configure, {}, answers_->reply(name, open_book));
  };
  host_->ask<waiting_room::Entity>(hall.hall, "main", configure_waiting_room(hall), {},
                                   answers_->reply("waiting room of " + name, std::move(take)));
}

std::vector<std::string> Assembly::await_configured() {
  std::unique_lock lock(answers_->mutex);
  answers_->arrived.wait(lock, [&] { return answers_->answered == answers_->expected; });
  return answers_->warnings;
}

void Assembly::stop() { host_->stop(); }

}  // namespace atrium::node
