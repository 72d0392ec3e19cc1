// See configuration.hpp: one function per reader of the definition.
#include "runtime/node/configuration.hpp"

#include "persistence/codec/json.hpp"

#include <fmt/format.h>
#include <openssl/evp.h>

#include <algorithm>

namespace atrium::node {
namespace {

waiting_room::Configuration configuration_of(const halls::Definition& hall) {
  using waiting_room::NoShowPlace;
  waiting_room::Configuration to;
  to.zone = hall.time_zone;
  to.reset_minute = static_cast<int>(hall.reset.count());
  to.calls_max = hall.calling.calls_max;
  to.appointment_order = hall.appointments.order == halls::Order::by_time
                             ? waiting_room::AppointmentOrder::by_time
                             : waiting_room::AppointmentOrder::booked_first;
  to.due_before_s = static_cast<int>(hall.appointments.due_before.count());
  to.grace_s = static_cast<int>(std::chrono::seconds(hall.appointments.grace).count());
  to.transfer_to_front = hall.calling.transfer_to_front;
  to.undo_s = static_cast<int>(hall.calling.undo.count());
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
    to.services.push_back({service.id, service.series, true, static_cast<int>(expected)});
  }
  for (const auto& window : hall.windows) {
    waiting_room::WindowSetup setup{window.number, window.prefers, {}, true};
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

// The text that two equal definitions share, whatever their comments and order of keys: every
// field.
std::string canonical(const halls::Definition& hall) {
  std::string text;
  persistence::write_json(text, configuration_of(hall));
  return text;
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

hall::Configure configure_hall(const halls::Definition& definition) {
  return {version_of(definition), definition.time_zone, static_cast<int>(definition.reset.count())};
}

hall::SetMode mode_of(const halls::Definition& definition) {
  switch (definition.mode) {
    case halls::Mode::silent:
      return {hall::Mode::silent};
    case halls::Mode::voiced:
      return {hall::Mode::voiced};
    case halls::Mode::both:
      break;
  }
  return {hall::Mode::both};
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
  return rules;
}

http::HallFace face_of(const halls::Definition& definition) {
  http::HallFace face{names(definition.name)};
  face.hall = definition.hall.value;
  face.time_zone = definition.time_zone.name;
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
  for (const auto& machine : definition.ticket_machines) {
    face.devices.push_back({"ticket_machine", machine.id.value, machine.zone.value});
  }
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
