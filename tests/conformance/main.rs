//! What the certification plans of the OpenID Foundation ask of a provider, asked by our own code:
//! one file a plan, one test a module, called as the module is. docs/conformance-modules.md lists
//! them all.

mod back_channel_logout;
mod basic;
mod config;
mod dynamic;
mod form_post;
mod front_channel_logout;
mod rp;
mod rp_initiated_logout;
mod table;
mod third_party_init;
