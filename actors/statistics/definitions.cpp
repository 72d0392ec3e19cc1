// The definitions of scenarios, "Statistics", in the words of the console.
#include "actors/statistics/definitions.hpp"

#include <algorithm>

namespace atrium::statistics {
namespace {

using Value = std::optional<double>;

template <Count one>
Value counted(const Figures& f) {
  return f[one];
}

template <Count one>
Value of_line(const Figures& f) {
  return f.of_lines ? Value(f[one]) : std::nullopt;
}

Value unserved(const Figures& f) {
  if (!f.of_lines) return std::nullopt;
  return f[Count::arrived] - f[Count::served] + f[Count::carried_over];
}

Value ratio(double part, double whole) { return whole > 0 ? Value(part / whole) : std::nullopt; }

Value mean_or_none(const std::vector<Duration>& values) {
  return values.empty() ? std::nullopt : Value(mean_s(values));
}

template <int percent>
Value wait_quantile(const Figures& f) {
  return f.waits.empty() ? std::nullopt : Value(quantile_s(f.waits, percent / 100.0));
}

Value post_seconds(const Figures& f, Duration duration) {
  return f.of_posts ? Value(std::chrono::duration<double>(duration).count()) : std::nullopt;
}

Value rating_mean(const Figures& f) {
  double sum = 0;
  for (std::size_t i = 0; i < f.ratings.size(); ++i) {
    sum += static_cast<double>(i + 1) * f.ratings[i];
  }
  return ratio(sum, f[Count::rated]);
}

Value came_or_not(const Figures& f, Count part) {
  return ratio(f[part], f[Count::services] + f[Count::no_show]);
}

using enum Count;
using enum Unit;

const std::vector<Definition> all{
    {"arrived",
     tickets,
     "到达",
     "Arrived",
     "本时段取号（含预约签到）的票数；按业务统计时，转入也算到达",
     "Tickets issued in the period, check-ins included; for a service, also those transferred to "
     "it",
     of_line<arrived>,
     {arrived}},
    {"carried_over",
     tickets,
     "期初结转",
     "Carried over",
     "时段开始前已到达、当时尚未结束的票数",
     "Tickets that had arrived before the period and were not settled when it began",
     of_line<carried_over>,
     {carried_over}},
    {"served",
     tickets,
     "办结",
     "Served",
     "本时段办理结束的票数（按业务、窗口、人员统计时，转出前已办理的也算）",
     "Tickets whose service ended in the period; by service, window or staff also those served "
     "and then handed on",
     counted<served>,
     {served}},
    {"unserved",
     tickets,
     "未办",
     "Unserved",
     "到达 − 办结 + 期初结转",
     "Arrived − served + carried over",
     unserved,
     {passed_on, no_show, voided, closed_unserved, still_open}},
    {"passed_on",
     tickets,
     "未办转出",
     "Handed on unserved",
     "未开始办理即转往其他业务或窗口的次数",
     "Handed on to another service or window before the service began",
     counted<passed_on>,
     {passed_on}},
    {"no_show",
     tickets,
     "过号",
     "No-show",
     "叫号后未到、以过号告终的票数",
     "Called, did not come, and ended so",
     counted<no_show>,
     {no_show}},
    {"voided",
     tickets,
     "作废",
     "Void",
     "作废的票数",
     "Taken out for good",
     counted<voided>,
     {voided}},
    {"closed_unserved",
     tickets,
     "日终未办",
     "Unserved at day's end",
     "营业日结束时仍未办理的票数",
     "Still open when the business day ended",
     of_line<closed_unserved>,
     {closed_unserved}},
    {"still_open",
     tickets,
     "期末在厅",
     "Open at the end",
     "时段结束（或此刻）仍在等候、叫号、办理或挂起的票数",
     "Waiting, called, being served or parked at the end of the period, or now",
     of_line<still_open>,
     {still_open}},
    {"services",
     tickets,
     "办理次数",
     "Services",
     "办理结束的业务次数：一次来访办两项业务计两次",
     "Services that ended: a visit with two services counts twice",
     counted<services>,
     {services}},
    {"wait_mean_s",
     seconds,
     "平均等候",
     "Mean wait",
     "等候 = 促成办理的最后一次叫号 − 取号、签到、转入中最晚者，扣除挂起和已办理时间；"
     "按开始办理的时刻归入时段",
     "Waiting = last call that led to service − the latest of check-in, issue and transfer, less "
     "parked and service time; counted when the service began",
     [](const Figures& f) { return mean_or_none(f.waits); },
     {waited}},
    {"wait_p50_s",
     seconds,
     "等候中位数",
     "Median wait",
     "半数的等候不超过此值",
     "Half of the waits were no longer",
     wait_quantile<50>,
     {waited}},
    {"wait_p90_s",
     seconds,
     "等候九成值",
     "90 % wait",
     "九成的等候不超过此值（最近秩）",
     "Nine of ten waits were no longer (nearest rank)",
     wait_quantile<90>,
     {waited}},
    {"wait_max_s",
     seconds,
     "最长等候",
     "Longest wait",
     "本时段开始办理者的最长等候",
     "The longest of those whose service began",
     wait_quantile<100>,
     {waited}},
    {"within_target",
     share,
     "等候达标率",
     "Waited within target",
     "等候不超过本厅目标的占比；目标由本厅设定",
     "Share of waits up to the target that this hall set",
     [](const Figures& f) {
       return ratio(f[Count::within_target], static_cast<double>(f.waits.size()));
     },
     {within_target}},
    {"service_mean_s",
     seconds,
     "平均办理",
     "Mean service",
     "开始办理到结束，不含挂起；按结束时刻归入时段",
     "From start to finish without parked time; counted when it ended",
     [](const Figures& f) { return mean_or_none(f.services); },
     {services}},
    {"no_show_rate",
     share,
     "过号率",
     "No-show rate",
     "过号 ÷（办理次数 + 过号）",
     "No-shows ÷ (services + no-shows)",
     [](const Figures& f) { return came_or_not(f, Count::no_show); },
     {no_show}},
    {"recall_rate",
     share,
     "重呼率",
     "Recall rate",
     "重呼过的 ÷（办理次数 + 过号）",
     "Called more than once ÷ (services + no-shows)",
     [](const Figures& f) { return came_or_not(f, Count::recalled); },
     {recalled}},
    {"open_s", seconds, "开放时间", "Open", "窗口开放接件或有当前号的时间之和",
     "Time in which windows took people or had a current ticket",
     [](const Figures& f) { return post_seconds(f, f.open); }},
    {"serving_s", seconds, "办理时间", "Serving", "窗口正在办理的时间之和",
     "Time in which windows were serving",
     [](const Figures& f) { return post_seconds(f, f.serving); }},
    {"paused_s", seconds, "暂停时间", "Paused", "窗口暂停且无当前号的时间之和",
     "Time in which windows were paused without a current ticket",
     [](const Figures& f) { return post_seconds(f, f.paused); }},
    {"utilisation", share, "窗口利用率", "Utilisation", "办理时间 ÷ 开放时间",
     "Serving time ÷ open time",
     [](const Figures& f) {
       return f.of_posts ? ratio(static_cast<double>(f.serving.count()),
                                 static_cast<double>(f.open.count()))
                         : std::nullopt;
     }},
    {"queue_mean", people, "平均队长", "Mean queue", "有窗口开放的时间内，等候人数的时间平均",
     "People waiting, averaged over the time in which a window was open",
     [](const Figures& f) { return f.of_lines ? f.queue_mean : std::nullopt; }},
    {"queue_max", people, "最大队长", "Longest queue", "同时等候的最多人数",
     "Most people waiting at once",
     [](const Figures& f) { return f.of_lines ? Value(f.queue_max) : std::nullopt; }},
    {"rated",
     tickets,
     "评价数",
     "Rated",
     "已评价的办理次数（按办理结束时刻归入时段）",
     "Services that were rated, counted when they ended",
     counted<rated>,
     {rated}},
    {"rating_mean",
     level,
     "平均评价",
     "Mean rating",
     "评价等级的平均，5 为非常满意",
     "Mean level, 5 is best",
     rating_mean,
     {rated}},
};

}  // namespace

std::span<const Definition> definitions() { return all; }

const Definition* find_definition(std::string_view key) {
  const auto found = std::ranges::find(all, key, &Definition::key);
  return found == all.end() ? nullptr : &*found;
}

}  // namespace atrium::statistics
