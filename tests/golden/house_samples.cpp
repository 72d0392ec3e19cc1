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
      {"configured_with_mode",
       {},
       hall::Configured{"2026-11-21 晚", zone, 241, nine, hall::Mode::silent}},
      {"closed", {"configured"}, hall::Closed{Day{20'778}, nine + 8h}},
      {"opened", {"configured", "closed"}, hall::Opened{Day{20'779}, nine + 24h}},
      {"mode_set", {"configured"}, hall::ModeSet{hall::Mode::both, nine + 1s}},
      {"rules_changed",
       {"configured"},
       hall::RulesChanged{"2026-11-22",
                          {{"services/tax/offered", "true", "false"},
                           {"windows/5", R"({"window":"5"})", ""},
                           {"journeys/开公司", "", R"({"journey":"开公司"})"}},
                          2,
                          nine + 2s}},
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
  auto captured = given;
  captured.number = "A001";
  captured.service = ServiceId{"passport"};
  captured.finished_at = nine - 60s;
  captured.channel = "evaluator";
  captured.capture = evaluation::Capture{"evaluator-3", 2, 17, nine - 30s};
  const StaffId chief{"chief01"};
  const evaluation::FollowUpTakenUp taken_up{a001, chief, nine + 1h};
  const Personal<std::string> phone{person, "13800000001", false};
  const evaluation::LinkPlanned planned{a001,         three,       "A001", phone,
                                        nine + 10min, nine + 168h, nine};
  return {
      {"given", {}, given},
      {"follow_up_opened", {"given"}, evaluation::FollowUpOpened{a001, three, 1, nine}},
      {"given_offline", {}, captured},
      {"follow_up_opened_dated",
       {"given"},
       evaluation::FollowUpOpened{a001, three, 1, nine, nine + 24h, nine + 120h, ""}},
      {"follow_up_opened_undated",
       {"given"},
       evaluation::FollowUpOpened{a001, three, 1, nine, {}, {}, "calendar.year_not_published"}},
      {"follow_up_taken_up", {"given", "follow_up_opened_dated"}, taken_up},
      {"follow_up_verified",
       {"given", "follow_up_opened_dated", "follow_up_taken_up"},
       evaluation::FollowUpVerified{
           a001, chief, true, {person, "确实等了一个小时", false}, nine + 2h}},
      {"follow_up_appealed",
       {"given", "follow_up_opened_dated", "follow_up_taken_up", "follow_up_verified"},
       evaluation::FollowUpAppealed{
           a001, StaffId{"clerk03"}, {person, "系统故障", false}, nine + 3h}},
      {"appeal_decided",
       {"given", "follow_up_opened_dated", "follow_up_taken_up", "follow_up_verified",
        "follow_up_appealed"},
       evaluation::AppealDecided{a001, chief, true, {person, "情况属实", false}, nine + 4h}},
      {"follow_up_closed",
       {"given", "follow_up_opened_dated", "follow_up_taken_up", "follow_up_verified"},
       evaluation::FollowUpClosed{a001, chief, {person, "已增开窗口", false}, nine + 5h}},
      {"follow_up_reminded",
       {"given", "follow_up_opened_dated"},
       evaluation::FollowUpReminded{a001, three, true, nine + 24h, nine + 24h}},
      {"link_planned", {}, planned},
      {"link_dropped", {"link_planned"}, evaluation::LinkDropped{a001, nine + 60s}},
      {"link_sent",
       {"link_planned"},
       evaluation::LinkSent{a001, three, "A001", phone, nine + 168h, nine + 10min}},
  };
}

template <>
std::vector<Sample<label::Entity>> samples() {
  const TicketId a001{"20261121-A001"};
  return {
      {"stamped", {}, label::Stamped{a001, label::Step::receipt, WindowId{"3"}, nine}},
      {"stamp_withdrawn",
       {"stamped"},
       label::StampWithdrawn{a001, label::Step::receipt, nine + 60s}},
  };
}

}  // namespace atrium::golden
