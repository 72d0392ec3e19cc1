// The events of the hall, its windows and its evaluations.
#include "tests/golden/golden.hpp"
#include "tests/golden/samples.hpp"

namespace atrium::golden {
namespace {

using namespace std::chrono_literals;

const Instant nine{Duration{1'795'222'800'000'001}};

}  // namespace

template <>
std::vector<Sample<hall::Entity>> samples() {
  const Zone zone{"Asia/Urumqi", {{Instant{Duration{-1}}, 21'600}, {nine + 1000h, 28'800}}};
  return {
      {"configured", {}, hall::Configured{"2026-11-21 晨", zone, 241, nine}},
      {"closed", {"configured"}, hall::Closed{Day{20'778}, nine + 8h}},
      {"opened", {"configured", "closed"}, hall::Opened{Day{20'779}, nine + 24h}},
      {"mode_set", {"configured"}, hall::ModeSet{hall::Mode::both, nine + 1s}},
  };
}

template <>
std::vector<Sample<window::Entity>> samples() {
  return {
      {"staffed", {}, window::Staffed{StaffId{"clerk01"}, nine}},
      {"left", {"staffed"}, window::Left{StaffId{"clerk01"}, nine + 1h}},
      {"paused", {"staffed"}, window::Paused{"系统故障", nine + 60s}},
      {"resumed", {"staffed", "paused"}, window::Resumed{nine + 120s}},
      {"text_set", {"staffed"}, window::TextSet{"工作人员暂时离开", nine + 30s}},
  };
}

template <>
std::vector<Sample<evaluation::Entity>> samples() {
  const TicketId a001{"20261121-A001"};
  const WindowId three{"3"};
  const evaluation::Given given{
      a001, three, StaffId{"clerk03"}, 1, {"110", "112"}, {person, "等了太久", false}, nine};
  return {
      {"given", {}, given},
      {"follow_up_opened", {"given"}, evaluation::FollowUpOpened{a001, three, 1, nine}},
  };
}

}  // namespace atrium::golden
