// Messages of integrators as anybody may send them: read as a request or refused with what can be
// known of it; an act that is in form goes to the entities, and its answer becomes a message.
#include "adapters/front/form.hpp"
#include "adapters/front/front.hpp"
#include "adapters/zeromq/messages.hpp"
#include "tests/fuzz/fuzz.hpp"
#include "tests/fuzz/house.hpp"

using namespace atrium;
using namespace atrium::fuzz;

namespace {

void carry_out(const zeromq::Request& request, const front::Act& act) {
  static_cast<void>(front::fingerprint(request.hall, act));
  if (front::check_form(act)) return;
  House house;
  front::Front front(house);
  int answers = 0;
  front.act(PartitionId(request.hall), act, {WhoKind::integrator, "city"}, {},
            host::Reply([&](const host::Outcome& outcome) {
              ++answers;
              const auto* trouble = std::get_if<host::Trouble>(&outcome);
              must(trouble == nullptr, "no message is a defect");
              const auto form = zeromq::AnswerForm::window;
              must(!zeromq::write_response(request.id, outcome, form).empty(), "it is answered");
            }));
  must(answers == 1, "a message is answered once");
  const auto* taken = std::get_if<front::TakeTicket>(&act);
  plant(taken != nullptr && taken->priority == 7);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const auto read = zeromq::read_request(text_of(bytes, size));
  if (const auto* unreadable = std::get_if<zeromq::Unreadable>(&read)) {
    must(!unreadable->refusal.code.empty(), "what cannot be read has a reason");
    const auto outcome = host::Refused{0, unreadable->refusal};
    must(!zeromq::write_response(unreadable->id, outcome, zeromq::AnswerForm::window).empty(),
         "what cannot be read is answered");
    return 0;
  }
  const auto& request = std::get<zeromq::Request>(read);
  if (const auto* act = std::get_if<front::Act>(&request.what)) carry_out(request, *act);
  return 0;
}
