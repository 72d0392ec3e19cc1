// What golden files are made from: one event of every kind with every field filled, each after
// others that make it possible. An event that is new gets its sample here; then
// `test_golden -- --write-new` writes its file, once.
#pragma once

#include "actors/appointment_book/appointment_book.hpp"
#include "actors/evaluation/evaluation.hpp"
#include "actors/hall/hall.hpp"
#include "actors/label/label.hpp"
#include "actors/waiting_room/waiting_room.hpp"
#include "actors/window/window.hpp"
#include "devices/display/display.hpp"
#include "devices/evaluator/evaluator.hpp"
#include "devices/speaker/speaker.hpp"
#include "devices/ticket_machine/ticket_machine.hpp"

#include <string>
#include <vector>

namespace atrium::golden {

template <class E>
struct Sample {
  std::string name;                // Of the golden file; that of the event, as a rule.
  std::vector<std::string> after;  // Names of samples before it, in the order of folding.
  typename E::Event event;
};

template <class E>
std::vector<Sample<E>> samples();

template <>
std::vector<Sample<waiting_room::Entity>> samples();
template <>
std::vector<Sample<hall::Entity>> samples();
template <>
std::vector<Sample<window::Entity>> samples();
template <>
std::vector<Sample<evaluation::Entity>> samples();
template <>
std::vector<Sample<appointment_book::Entity>> samples();
template <>
std::vector<Sample<label::Entity>> samples();
template <>
std::vector<Sample<display::Entity>> samples();
template <>
std::vector<Sample<evaluator::Entity>> samples();
template <>
std::vector<Sample<speaker::Entity>> samples();
template <>
std::vector<Sample<ticket_machine::Entity>> samples();

}  // namespace atrium::golden
