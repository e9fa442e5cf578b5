//! What both servers stand on. Each module is a noun for one job and knows no business word;
//! a module enters only when both servers use it today.
//!
//! A module may use [`clock`] and [`secret`]; otherwise not one another
//! (`pages` uses `forms`: a page with a form carries its CSRF token; a section of `settings` names
//! the types of the module that it configures; `articles` tells mistakes as `settings` does).

pub mod articles;
pub mod audit;
pub mod claims;
pub mod clock;
pub mod db;
pub mod forms;
pub mod mail;
pub mod own_data;
pub mod pages;
pub mod provider;
pub mod secret;
pub mod serve;
pub mod settings;
pub mod telemetry;
