// The events of what stands in the hall.
#include "tests/golden/samples.hpp"

namespace atrium::golden {
namespace {

using namespace std::chrono_literals;

const Instant nine{Duration{1'795'222'800'000'001}};
const TicketId a001{"20261121-A001"};

}  // namespace

template <>
std::vector<Sample<display::Entity>> samples() {
  const display::Content content{WindowId{"3"}, "A001", display::Face::serving, "请稍候", 2, 1};
  return {
      {"directed", {}, display::Directed{content, nine}},
      {"shown", {"directed"}, display::Shown{1, nine + 1s}},
  };
}

template <>
std::vector<Sample<evaluator::Entity>> samples() {
  const evaluator::Question question{WindowId{"3"}, a001, "A001", StaffId{"clerk03"}, 1};
  return {
      {"asked", {}, evaluator::Asked{question, nine}},
      {"shown", {"asked"}, evaluator::Shown{1, nine + 1s}},
      {"timed_out", {"asked", "shown"}, evaluator::TimedOut{a001, 2, nine + 60s}},
      {"withdrawn", {"asked", "shown"}, evaluator::Withdrawn{a001, 2, nine + 30s}},
  };
}

template <>
std::vector<Sample<speaker::Entity>> samples() {
  const speaker::Announcement call{
      1, a001, "A001", WindowId{"3"}, 2, "请A001号到3号窗口", "To 3, A001", 4321, 2};
  return {
      {"queued", {}, speaker::Queued{call, nine}},
      {"begun", {"queued"}, speaker::Begun{1, 1, nine + 6s, nine + 1s}},
      {"heard", {"queued", "begun"}, speaker::Heard{"board-1", 1, nine + 2s}},
      {"ended", {"queued", "begun", "heard"}, speaker::Ended{1, true, nine + 5s}},
      {"dropped", {"queued"}, speaker::Dropped{1, speaker::Why::replaced, nine + 3s}},
      {"voice_set", {"queued", "begun"}, speaker::VoiceSet{false, nine + 4s}},
      {"claimed", {}, speaker::Claimed{"board-1", nine}},
      {"released", {"claimed"}, speaker::Released{"board-1", nine + 60s}},
  };
}

template <>
std::vector<Sample<ticket_machine::Entity>> samples() {
  const ticket_machine::Slip slip{a001, "A001", ServiceId{"passport"}, 3, nine, 1};
  return {
      {"slip_ordered", {}, ticket_machine::SlipOrdered{slip, true, nine + 1s}},
      {"slip_printed", {"slip_ordered"}, ticket_machine::SlipPrinted{1, a001, nine + 2s}},
      {"slips_cleared", {"slip_ordered"}, ticket_machine::SlipsCleared{nine + 24h}},
      {"paper_reported", {}, ticket_machine::PaperReported{ticket_machine::Paper::out, nine}},
      {"presence_reported", {}, ticket_machine::PresenceReported{true, nine}},
  };
}

}  // namespace atrium::golden
