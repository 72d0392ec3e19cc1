// A book to tell stories in: two services share the morning's seats, one is on Saturdays.
#pragma once

#include "actors/appointment_book/appointment_book.hpp"
#include "tests/support/story.hpp"

namespace atrium::appointment_book::test {

inline Instant at(const char* text) { return from_iso8601(text).value(); }

// Friday.
inline const Instant friday = at("2026-11-20T10:00:00+08:00");
inline const Day friday_day = day_from("2026-11-20").value();
inline const Day monday = day_from("2026-11-23").value();
inline const Day tuesday = day_from("2026-11-24").value();
inline const ServiceId passport{"passport"};
inline const ServiceId residence{"residence"};
inline const ServiceId general{"general"};
inline const SubjectId zhang{"p-zhang"};
inline const SubjectId li{"p-li"};
inline constexpr int nine = 9 * 60;
inline constexpr int half_past_nine = nine + 30;

inline Configuration configuration() {
  Configuration rules;
  rules.version = "1";
  rules.reset_minute = 240;
  rules.days_ahead = 7;
  rules.release_minute = 480;
  rules.close_before_s = 1800;
  rules.cancel_before_s = 3600;
  rules.early_s = 3600;
  rules.calendar = published_working_days();
  rules.blocks = {{{passport, residence}, true, {}, {{540, 720}}, 30, 2},
                  {{general}, false, {5}, {{540, 600}}, 30, 1}};
  return rules;
}

inline Story<Entity> book(const Configuration& rules = configuration()) {
  Story<Entity> story;
  story.at(friday).by(WhoKind::citizen, "");
  story.did(Configure{rules});
  return story;
}

inline Holder holder(const char* name = "张三") {
  Holder one;
  one.id_type = "id_card";
  one.id_number.value = "11010519491231002X";
  one.name.value = name;
  one.phone.value = "13812345678";
  return one;
}

// Each with a code of its own: "code-" and the person.
inline Book booking(const SubjectId& person, Day day = monday, int minute = nine,
                    const ServiceId& service = passport) {
  Book ask;
  ask.service = service;
  ask.day = day;
  ask.minute = minute;
  ask.code = "code-" + person.value;
  ask.person = person;
  ask.contact = SubjectId{"phone-" + person.value};
  ask.holder = holder();
  ask.channel = "web";
  return ask;
}

inline std::string code_of(const SubjectId& person) { return "code-" + person.value; }

inline CheckIn check_in(const SubjectId& person) { return {code_of(person), {}, {}, "kiosk", {}}; }

}  // namespace atrium::appointment_book::test
