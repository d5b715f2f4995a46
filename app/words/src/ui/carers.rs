//! People who act for a patient.

use domain::carers::{CarerRelation, CarerScope, CarerState};

section! {
    /// People who act for a patient.
    Carers {
        texts {
            title,
            lead,
            none,
            past,
            offer_title,
            offer_lead,
            name,
            email,
            relation,
            own_relation,
            scopes,
            scopes_hint,
            booking,
            profile,
            care_team,
            access,
            only_visits,
            ends_on,
            ends_on_hint,
            no_end,
            offer_button,
            partner,
            parent,
            child,
            relative,
            friend,
            guardian,
            professional,
            is_offered,
            is_active,
            is_active_own,
            is_ended,
            link_over,
            by_clinic,
            preview,
            change_lead,
            end,
            withdraw,
            done_offered,
            done_changed,
            done_ended,
            caring_title,
            caring_lead,
            caring_none,
            caring_none_hint,
            caring_merged,
            caring_merged_hint,
            leave,
            now,
            over,
            done_accepted,
            done_joined,
            done_left,
            stop,
            stop_preview,
            accept_title,
            accept_lead,
            accept_birth,
            accept_sign_in,
            accept_button,
        }
        phrases {
            acting_for(name),
            previewing(name),
            act_for(name),
            preview_of(name),
            change_of(name),
            end_of(name),
            withdraw_of(name),
            leave_of(name),
            asked_on(date),
            ended_on(date),
        }
    }
}

impl Carers {
    /// What the carer is to the patient.
    #[must_use]
    pub const fn relation(&self, relation: CarerRelation) -> &'static str {
        match relation {
            CarerRelation::Partner => self.partner,
            CarerRelation::Parent => self.parent,
            CarerRelation::Child => self.child,
            CarerRelation::Relative => self.relative,
            CarerRelation::Friend => self.friend,
            CarerRelation::Guardian => self.guardian,
            CarerRelation::Professional => self.professional,
        }
    }

    /// What the carer may do.
    #[must_use]
    pub const fn scope(&self, scope: CarerScope) -> &'static str {
        match scope {
            CarerScope::Booking => self.booking,
            CarerScope::Profile => self.profile,
            CarerScope::CareTeam => self.care_team,
            CarerScope::Access => self.access,
        }
    }

    /// Where it stands.
    #[must_use]
    pub const fn state(&self, state: CarerState) -> &'static str {
        match state {
            CarerState::Offered => self.is_offered,
            CarerState::Active => self.is_active,
            CarerState::Ended => self.is_ended,
        }
    }
}
