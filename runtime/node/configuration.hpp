// From a hall definition (a file that people edit) to what each part of the house needs of it:
// commands that configure the hall's entities, the topology for policies, the face for edges. Pure
// functions.
#pragma once

#include "actors/appointment_book/appointment_book.hpp"
#include "actors/evaluation/evaluation.hpp"
#include "actors/hall/hall.hpp"
#include "actors/policies/speaking/speak_calls.hpp"
#include "actors/policies/topology.hpp"
#include "actors/waiting_room/waiting_room.hpp"
#include "adapters/http/hall_face.hpp"
#include "ops/halls/definition.hpp"

namespace atrium::node {

// `version` names the content: two definitions with the same one configure nothing anew.
std::string version_of(const halls::Definition& definition);

waiting_room::Configure configure_waiting_room(const halls::Definition& definition);
appointment_book::Configure configure_appointment_book(const halls::Definition& definition);
hall::Configure configure_hall(const halls::Definition& definition);
policies::Topology topology_of(const halls::Definition& definition);
evaluation::Terms rating_terms_of(const halls::Definition& definition);
policies::Speech speech_of(const halls::Definition& definition);
http::HallFace face_of(const halls::Definition& definition);

}  // namespace atrium::node
