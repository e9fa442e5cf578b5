//! Every page of both servers in every language, as its samples show it: compared with what was
//! looked at and found good. After a change that is meant:
//! `INSTA_UPDATE=always cargo test -p tests --test pages`, then read the difference.

mod completeness;
mod mails;
mod normal;
mod snapshots;
mod words;
