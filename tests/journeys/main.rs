//! What people do, in a real browser. One file for one journey or a few that belong together;
//! `docs/testing.md` tells how to write one.

mod address;
mod bundid;
mod business;
mod clicks;
mod company;
mod deactivation;
mod devices;
mod education;
mod email_change;
mod every_page;
mod form_post;
mod four_eyes;
mod help;
mod hosts;
mod invitation;
mod kit_itself;
mod letter;
mod lost_factor;
mod office;
mod office_codes;
mod own_data;
mod passkeys;
mod registered;
mod registration;
mod second_factor;
mod securing;
mod session;
mod settings;
mod stand_ins;
mod unlocking;
mod way;

use std::process::ExitCode;

fn main() -> ExitCode {
    kit::journeys::main(kit::journeys![
        every_page::of_the_provider,
        every_page::of_the_portal,
        every_page::of_the_education_provider,
        kit_itself::words_and_forms,
        kit_itself::without_scripts,
        kit_itself::passkeys,
        kit_itself::the_watcher_sees,
        kit_itself::dim_colours_are_seen,
        kit_itself::everybody_can_use_it,
        unlocking::with_a_passkey,
        unlocking::with_a_passkey_on_postgres,
        unlocking::by_the_letters_qr_code,
        unlocking::one_case_one_account,
        address::changed_after_a_proof,
        address::given_up_at_bundid,
        bundid::a_private_person,
        bundid::a_private_person_on_postgres,
        bundid::given_up_there,
        bundid::in_english,
        business::by_mein_unternehmenskonto,
        clicks::in_a_frame,
        clicks::the_second_of_two,
        company::an_admin_brings_a_colleague_in,
        help::the_right_account,
        help::the_right_account_without_scripts,
        help::nothing_typed_is_lost_without_scripts,
        hosts::of_two_sites,
        hosts::with_an_answer_by_form,
        education::connected_reported_withdrawn,
        education::connected_reported_withdrawn_on_postgres,
        form_post::sent_by_itself_or_by_a_button,
        four_eyes::a_code_for_an_organisation,
        office::a_case_is_recorded_found_and_closed,
        office_codes::requested_answered_redeemed,
        deactivation::staff_deactivates_and_the_customer_is_out,
        devices::ended_from_the_list,
        devices::it_was_not_me,
        devices::it_was_not_me_without_scripts,
        invitation::of_the_first_lead,
        invitation::of_who_has_an_account,
        second_factor::in_english,
        second_factor::in_english_without_scripts,
        lost_factor::replaced,
        lost_factor::replaced_without_scripts,
        lost_factor::replaced_by_letter,
        registered::signs_somebody_in_by_a_form,
        registration::confirmed_in_another_browser,
        registration::a_known_address,
        registration::a_forgotten_password,
        own_data::portal_taken_deleted_kept,
        own_data::taken_deleted_kept,
        passkeys::managed,
        passkeys::a_password_left_behind,
        settings::another_password_without_scripts,
        settings::a_way_in_less,
        email_change::confirmed_and_taken_back,
        session::counted_down,
        session::in_another_language,
        session::by_keyboard,
        session::across_a_restart,
        securing::with_a_second_factor,
        securing::with_a_passkey,
        stand_ins::bundid,
        stand_ins::mein_unternehmenskonto,
    ])
}
