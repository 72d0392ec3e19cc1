// See configuration.hpp: one function per reader of the definition.
#include "runtime/node/configuration.hpp"

#include "persistence/codec/json.hpp"

#include <fmt/format.h>
#include <openssl/evp.h>

#include <algorithm>

namespace atrium::node {
namespace {

waiting_room::AppointmentOrder order_of(halls::Order order) {
  return order == halls::Order::by_time ? waiting_room::AppointmentOrder::by_time
                                        : waiting_room::AppointmentOrder::booked_first;
}

waiting_room::Weighing weighing_of(halls::Weighing weighing) {
  switch (weighing) {
    case halls::Weighing::ageing:
      return waiting_room::Weighing::ageing;
    case halls::Weighing::ratio:
      return waiting_room::Weighing::ratio;
    case halls::Weighing::strict:
      break;
  }
  return waiting_room::Weighing::strict;
}

waiting_room::Strategy strategy_of(const halls::Strategy& from) {
  return {from.name,
          order_of(from.order),
          weighing_of(from.weighing),
          from.weights,
          from.booked_weight,
          from.higher,
          from.lower,
          from.per_window,
          from.overtaken_max,
          static_cast<int>(from.overtaken.count()),
          from.own_first};
}

waiting_room::Configuration configuration_of(const halls::Definition& hall) {
  using waiting_room::NoShowPlace;
  waiting_room::Configuration to;
  to.zone = hall.time_zone;
  to.reset_minute = static_cast<int>(hall.reset.count());
  to.calls_max = hall.calling.calls_max;
  to.appointment_order = order_of(hall.appointments.order);
  to.due_before_s = static_cast<int>(hall.appointments.due_before.count());
  to.grace_s = static_cast<int>(std::chrono::seconds(hall.appointments.grace).count());
  to.transfer_to_front = hall.calling.transfer_to_front;
  to.one_per_person = hall.tickets.one_per_person;
  to.bound_s = static_cast<int>(std::chrono::seconds(hall.calling.bound).count());
  to.undo_s = static_cast<int>(hall.calling.undo.count());
  for (const auto& strategy : hall.calling.strategies) {
    to.strategies.push_back(strategy_of(strategy));
  }
  to.strategy = hall.calling.strategy;
  to.remind_ahead = hall.messages.remind_ahead;
  to.no_show_place = hall.calling.no_show == halls::NoShow::end       ? NoShowPlace::end
                     : hall.calling.no_show == halls::NoShow::after_n ? NoShowPlace::after_n
                     : hall.calling.no_show == halls::NoShow::front   ? NoShowPlace::front
                                                                      : NoShowPlace::none;
  to.no_show_after = hall.calling.no_show_after;
  to.no_show_returns = hall.calling.no_show_returns;
  to.carry_over = hall.carry_over;
  for (const auto& journey : hall.journeys) to.journeys.push_back({journey.id, journey.services});
  for (const auto& series : hall.series) {
    to.series.push_back(
        {series.prefix, series.prefix.value, series.digits, series.start, series.daily_limit});
  }
  for (const auto& service : hall.services) {
    const auto expected = std::chrono::seconds(service.expected).count();
    to.services.push_back(
        {service.id, service.series, service.offered, static_cast<int>(expected)});
  }
  for (const auto& window : hall.windows) {
    waiting_room::WindowSetup setup{
        window.number, window.prefers, {}, window.enabled, window.strategy};
    for (const auto& service : window.serves) {
      const bool own = setup.services.empty() || std::ranges::count(window.prefers, service) > 0;
      if (window.prefers.empty()) {
        setup.services = window.serves;
      } else if (!own) {
        setup.also.push_back(service);
      }
    }
    to.windows.push_back(std::move(setup));
  }
  return to;
}

int seconds_of(std::chrono::minutes minutes) {
  return static_cast<int>(std::chrono::seconds(minutes).count());
}

// The text that two equal definitions share, whatever their comments and order of keys: every
// field.
std::string canonical(const halls::Definition& hall) {
  std::string text;
  persistence::write_json(text, configuration_of(hall));
  return text;
}

hall::Mode mode_of(const halls::Definition& hall) {
  if (hall.mode == halls::Mode::silent) return hall::Mode::silent;
  return hall.mode == halls::Mode::voiced ? hall::Mode::voiced : hall::Mode::both;
}

http::FaceNames names(const halls::Name& name) { return {name.zh, name.en}; }

}  // namespace

std::string version_of(const halls::Definition& definition) {
  const auto text = canonical(definition);
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned length = 0;
  EVP_Digest(text.data(), text.size(), digest, &length, EVP_sha256(), nullptr);
  std::string version;
  for (unsigned i = 0; i < 8; ++i) version += fmt::format("{:02x}", digest[i]);
  return version;
}

waiting_room::Configure configure_waiting_room(const halls::Definition& definition) {
  auto configuration = configuration_of(definition);
  configuration.version = version_of(definition);
  return {std::move(configuration)};
}

appointment_book::Configure configure_appointment_book(const halls::Definition& hall) {
  const auto& rules = hall.appointments;
  appointment_book::Configuration to;
  to.version = version_of(hall);
  to.zone = hall.time_zone;
  to.reset_minute = static_cast<int>(hall.reset.count());
  to.days_ahead = rules.days_ahead;
  to.release_minute = static_cast<int>(rules.release.count());
  to.close_before_s = seconds_of(rules.close_before);
  to.cancel_before_s = seconds_of(rules.cancel_before);
  to.freed_after_s = seconds_of(rules.freed_after);
  to.per_day = rules.per_day;
  to.early_s = seconds_of(rules.early);
  to.late_s = seconds_of(rules.late);
  to.penalty_no_shows = rules.penalty_no_shows;
  to.penalty_within_days = rules.penalty_within_days;
  to.penalty_days = rules.penalty_days;
  to.keep_days = rules.keep_days;
  to.closed = rules.closed;
  to.calendar = hall.calendar;
  for (const auto& block : rules.blocks) {
    appointment_book::Block slots{block.services,
                                  block.working_days,
                                  block.weekdays,
                                  {},
                                  static_cast<int>(block.slot.count()),
                                  block.capacity};
    for (const auto& period : block.periods) {
      slots.periods.push_back(
          {static_cast<int>(period.begins.count()), static_cast<int>(period.ends.count())});
    }
    to.blocks.push_back(std::move(slots));
  }
  return {std::move(to)};
}

hall::Configure configure_hall(const halls::Definition& definition) {
  return {version_of(definition), definition.time_zone, static_cast<int>(definition.reset.count()),
          mode_of(definition)};
}

policies::Topology topology_of(const halls::Definition& definition) {
  policies::Topology to;
  for (const auto& window : definition.windows) {
    to.windows[window.number] = {window.displays, window.evaluator};
  }
  for (const auto& machine : definition.ticket_machines) to.machines.push_back(machine.id);
  const auto& messages = definition.messages;
  const auto text = [](const halls::Name& name) { return policies::MessageText{name.zh, name.en}; };
  to.messages = {messages.channel, text(definition.name), text(messages.call),
                 text(messages.reminder)};
  return to;
}

evaluation::Terms rating_terms_of(const halls::Definition& definition) {
  auto rules = std::make_shared<evaluation::Rules>();
  const auto& said = definition.ratings;
  rules->rate_days = said.rate_days;
  rules->accept_days = said.accept_days;
  rules->close_days = said.close_days;
  rules->three_stars_followed = said.three_stars_followed;
  rules->zone = definition.time_zone;
  rules->calendar = definition.calendar;
  return rules;
}

policies::Speech speech_of(const halls::Definition& definition) {
  policies::Speech to;
  const auto& speech = definition.speech;
  const auto said = [&](const halls::Name& text) {
    return Saying{speech.zh ? text.zh : "", speech.en ? text.en : ""};
  };
  to.call = said(speech.call);
  to.recall = said(speech.recall);
  to.rounds = speech.rounds;
  std::map<ZoneId, Saying> zones;
  for (const auto& zone : definition.zones) {
    zones[zone.id] = {zone.name.zh, zone.name.en};
    to.speakers.insert(zone.id.value);
  }
  for (const auto& window : definition.windows) {
    const auto zone = zones.find(window.zone);
    if (zone == zones.end()) continue;  // Where there is no speaker, nothing is announced.
    to.windows[window.number] = {
        window.zone.value, {window.name.zh, window.name.en}, zone->second};
  }
  return to;
}

policies::Directory directory_of(const halls::Definition& definition) {
  policies::Directory to{definition.hall.value, definition.name.zh, {}};
  for (const auto& window : definition.windows) {
    policies::DirectoryEntry entry{window.number.value, window.name.zh, window.zone.value, {}};
    for (const auto& service : definition.services) {
      if (std::ranges::count(window.serves, service.id) == 0) continue;
      entry.services += (entry.services.empty() ? "" : "、") + service.name.zh;
    }
    to.windows.push_back(std::move(entry));
  }
  return to;
}

std::set<ServiceId> forms_of(const halls::Definition& definition) {
  std::set<ServiceId> forms;
  for (const auto& service : definition.services) {
    if (service.guidance.form) forms.insert(service.id);
  }
  return forms;
}

std::shared_ptr<front::Catalogue> catalogue_of(const std::vector<halls::Definition>& definitions) {
  std::map<std::string, std::vector<front::Item>> by_hall;
  for (const auto& hall : definitions) {
    auto& items = by_hall[hall.hall.value];
    for (const auto& service : hall.services) {
      const auto& told = service.guidance;
      const auto& slip = told.slip.lines.empty() ? hall.slip : told.slip;
      items.push_back({service.id.value, service.name.zh, service.name.en, told.directions.zh,
                       told.directions.en, told.notice.zh, told.notice.en, told.materials,
                       told.materials_en, slip.lines, slip.lines_en, told.label});
    }
  }
  return front::make_fixed_catalogue(std::move(by_hall));
}

http::HallFace face_of(const halls::Definition& definition) {
  http::HallFace face{names(definition.name)};
  face.hall = definition.hall.value;
  face.time_zone = definition.time_zone.name;
  face.remind_ahead = definition.messages.remind_ahead;
  face.wait_target_s =
      static_cast<int>(std::chrono::seconds(definition.statistics.wait_target).count());
  for (const auto& window : definition.windows) {
    http::FaceWindow to{names(window.name)};
    to.window = window.number.value;
    to.zone = window.zone.value;
    to.x = window.at.x;
    to.y = window.at.y;
    to.window_class = window.window_class.value;
    for (const auto& display : window.displays) to.displays.push_back(display.value);
    if (window.evaluator) to.evaluator = window.evaluator->value;
    face.windows.push_back(std::move(to));
  }
  for (const auto& service : definition.services) {
    face.services.push_back(
        {names(service.name), service.id.value, service.series.value, service.window_class.value});
  }
  for (const auto& zone : definition.zones) face.zones.push_back({names(zone.name), zone.id.value});
  for (const auto& kind : definition.classes)
    face.classes.push_back({names(kind.name), kind.id.value});
  for (const auto& journey : definition.journeys) {
    face.journeys.push_back({names(journey.name), journey.id, {}});
    for (const auto& service : journey.services)
      face.journeys.back().services.push_back(service.value);
  }
  for (const auto& machine : definition.ticket_machines) {
    face.devices.push_back({"ticket_machine", machine.id.value, machine.zone.value});
  }
  for (const auto& zone : definition.zones) {
    face.devices.push_back({"speaker", zone.id.value, zone.id.value});
  }
  using By = halls::Speech::By;
  const auto by = definition.speech.by;
  face.speakers = by == By::displays ? "displays" : by == By::board ? "board" : "every_board";
  face.staff_password_hash = definition.tickets.staff_password;
  const auto& texts = definition.texts;
  face.texts = {{"welcome", texts.welcome.zh},
                {"pause", texts.pause.zh},
                {"staff_away", texts.staff_away.zh},
                {"closed", texts.closed.zh}};
  face.texts_en = {{"welcome", texts.welcome.en},
                   {"pause", texts.pause.en},
                   {"staff_away", texts.staff_away.en},
                   {"closed", texts.closed.en}};
  return face;
}

}  // namespace atrium::node
