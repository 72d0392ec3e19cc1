// From a hall definition (a file that people edit) to what each part of the house needs of it:
// commands that configure the hall's entities, the topology for policies, the face for edges. Pure
// functions.
#pragma once

#include "actors/appointment_book/appointment_book.hpp"
#include "actors/evaluation/evaluation.hpp"
#include "actors/hall/hall.hpp"
#include "actors/policies/outside/upload_records.hpp"
#include "actors/policies/speaking/speak_calls.hpp"
#include "actors/policies/topology.hpp"
#include "actors/waiting_room/waiting_room.hpp"
#include "adapters/front/outside/catalogue.hpp"
#include "adapters/http/hall_face.hpp"
#include "ops/halls/definition.hpp"

#include <memory>
#include <set>
#include <string>
#include <vector>

namespace atrium::node {

// `version` names the content: two definitions with the same one configure nothing anew.
std::string version_of(const halls::Definition& definition);

waiting_room::Configure configure_waiting_room(const halls::Definition& definition);
appointment_book::Configure configure_appointment_book(const halls::Definition& definition);
hall::Configure configure_hall(const halls::Definition& definition);
policies::Topology topology_of(const halls::Definition& definition);
evaluation::Terms rating_terms_of(const halls::Definition& definition);
policies::Speech speech_of(const halls::Definition& definition);
// For other systems: the hall's windows by name, and the services whose items have a form.
policies::Directory directory_of(const halls::Definition& definition);
std::set<ServiceId> forms_of(const halls::Definition& definition);
// The halls' offers as their files say them, until a real catalogue is joined.
std::shared_ptr<front::Catalogue> catalogue_of(const std::vector<halls::Definition>& definitions);
http::HallFace face_of(const halls::Definition& definition);

}  // namespace atrium::node
