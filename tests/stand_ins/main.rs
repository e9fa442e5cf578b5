//! The stand-ins for BundID and Mein Unternehmenskonto, over HTTP as a service meets them.

mod bundid;
mod education;
mod library;
mod muk;
mod protocol;
mod service;
