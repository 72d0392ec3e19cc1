// See recorded_hall.hpp.
#include "persistence/bench/recorded_hall.hpp"

#include "persistence/codec/entities/codecs.hpp"
#include "runtime/core/assert.hpp"

#include <fmt/format.h>

#include <chrono>
#include <map>
#include <string>
#include <utility>

namespace atrium::persistence {
namespace {

using namespace std::chrono_literals;

constexpr int windows = 20, services = 8, waiting = 40, visits_a_day = 2000;
const Instant nine{Duration{1'795'222'800'000'000}};  // In Shanghai, 21 November 2026.

// One entity that decides, folds and records.
template <class E>
class Recorder {
 public:
  Recorder(std::string id, const Codec<E>& codec) : id_(std::move(id)), codec_(codec) {}

  std::vector<typename E::Event> carry_out(Journal& journal, typename E::Command command,
                                           Instant now) {
    const Context context{now, {WhoKind::staff, "clerk01"}, {}};
    auto outcome = decide(state_, command, context);
    const auto* refusal = std::get_if<Refusal>(&outcome);
    ATRIUM_ASSERT(refusal == nullptr, refusal->code);
    auto& events = std::get<std::vector<typename E::Event>>(outcome);
    if (events.empty()) return {};
    Commit commit;
    commit.stream = {std::string(E::kind), id_};
    commit.after = version_;
    commit.at = now;
    commit.who = context.who;
    for (const auto& event : events) {
      evolve(state_, event);
      commit.events.push_back(codec_.encode(event));
    }
    version_ += events.size();
    commit.reply = codec_.to_json(reply(state_, command, events, context));
    journal.append(std::move(commit), nullptr);
    return std::move(events);
  }

 private:
  std::string id_;
  const Codec<E>& codec_;
  typename E::State state_{};
  Version version_ = 0;
};

waiting_room::Configuration configuration() {
  waiting_room::Configuration hall;
  hall.version = "bench";
  for (int i = 0; i < services; ++i) {
    const SeriesId series{fmt::format("{}", static_cast<char>('a' + i))};
    hall.series.push_back({series, fmt::format("{}", static_cast<char>('A' + i)), 3, 1, 0});
    hall.services.push_back({ServiceId{fmt::format("service-{}", i)}, series, true, 300});
  }
  for (int i = 0; i < windows; ++i) {
    const ServiceId own{fmt::format("service-{}", i % services)};
    hall.windows.push_back({WindowId{std::to_string(i + 1)}, {own}, {}, true});
  }
  return hall;
}

class Hall {
 public:
  Hall(Journal& journal, Vault& vault)
      : journal_(journal),
        room_codec_(make_waiting_room_codec(vault)),
        machine_codec_(make_ticket_machine_codec(vault)),
        display_codec_(make_display_codec(vault)),
        evaluation_codec_(make_evaluation_codec(vault)),
        room_("main", *room_codec_),
        machine_("machine-1", *machine_codec_) {
    room_.carry_out(journal_, waiting_room::Configure{configuration()}, now_);
    for (int i = 1; i <= windows; ++i) {
      const std::string id = std::to_string(i);
      displays_.emplace(id, Recorder<display::Entity>{"display-" + id, *display_codec_});
      room_.carry_out(journal_, waiting_room::OpenWindow{WindowId{id}, StaffId{"clerk" + id}},
                      now_);
    }
  }

  void arrive(std::size_t visit) {
    now_ += 7s;
    waiting_room::Issue issue;
    issue.service = ServiceId{fmt::format("service-{}", visit % services)};
    issue.channel = "ticket_machine";
    issue.machine = DeviceId{"machine-1"};
    if (visit % 10 == 0) {
      issue.holder = waiting_room::Holder{"id_card",
                                          {{}, "11010519491231002X", false},
                                          {{}, "张三", false},
                                          {{}, "13800138000", false}};
    }
    const auto events = room_.carry_out(journal_, issue, now_);
    const auto& issued = std::get<waiting_room::Issued>(events.back());
    machine_.carry_out(journal_,
                       ticket_machine::Print{issued.ticket, issued.number, issued.service,
                                             issued.ahead, issued.at},
                       now_);
    machine_.carry_out(journal_, ticket_machine::Report{{++slips_}, {}, {}}, now_ + 1s);
  }

  // Somebody of the least busy kind of window is served there from call to rating.
  void serve(std::size_t visit) {
    const std::string id = std::to_string(visit % services + 1);
    const WindowId window{id};
    now_ += 1s;
    const auto called = room_.carry_out(journal_, waiting_room::CallNext{window}, now_);
    if (called.empty()) return;
    const auto fact = std::get<waiting_room::Called>(called.back());
    show(id, {window, fact.number, display::Face::called, "", fact.call});
    room_.carry_out(journal_, waiting_room::Start{window}, now_ + 1s);
    show(id, {window, fact.number, display::Face::serving, "", fact.call});
    room_.carry_out(journal_, waiting_room::Finish{window}, now_ + 2s);
    show(id, {window, "", display::Face::idle, "", 0});
    evaluation::Give give;
    give.level = 5;
    give.tags = {"510", "512"};
    if (visit % 10 == 0) give.text = "很满意";
    give.served = evaluation::Served{fact.ticket, window, fact.staff};
    Recorder<evaluation::Entity>{fact.ticket.value, *evaluation_codec_}.carry_out(journal_, give,
                                                                                  now_ + 2s);
  }

  void begin_day(std::size_t day) { now_ = nine + day * 24h; }

 private:
  void show(const std::string& window, display::Show what) {
    displays_.at(window).carry_out(journal_, std::move(what), now_);
  }

  Journal& journal_;
  std::unique_ptr<Codec<waiting_room::Entity>> room_codec_;
  std::unique_ptr<Codec<ticket_machine::Entity>> machine_codec_;
  std::unique_ptr<Codec<display::Entity>> display_codec_;
  std::unique_ptr<Codec<evaluation::Entity>> evaluation_codec_;
  Recorder<waiting_room::Entity> room_;
  Recorder<ticket_machine::Entity> machine_;
  std::map<std::string, Recorder<display::Entity>> displays_;
  Instant now_ = nine;
  int slips_ = 0;
};

}  // namespace

void record_visits(Journal& journal, Vault& vault, std::size_t visits) {
  Hall hall(journal, vault);
  for (std::size_t visit = 0; visit < visits; ++visit) {
    const auto of_day = visit % visits_a_day;
    if (of_day == 0) hall.begin_day(visit / visits_a_day);
    hall.arrive(visit);
    if (of_day >= waiting) hall.serve(visit);
  }
}

}  // namespace atrium::persistence
