//! `/sachbearbeitung/konten`, `/sachbearbeitung/team`.

mod account;
mod change;
mod done;
mod invitation;
mod invite;
mod member;
mod recover;
mod roles;
mod search;
mod submit;
mod team;
mod view;

use axum::extract::Path;
use shared::claims::Action;
use shared::pages::{Pages, PagesError};

use self::change::Change;
use self::invitation::Fate;
use crate::preview::{Preview, samples};
use crate::request::{Nothing, Protected, Staff};
use crate::routes::{Access, Route};

const ACCOUNTS: &str = "/sachbearbeitung/konten";
const TEAM: &str = "/sachbearbeitung/team";

pub(crate) fn routes() -> Vec<Route> {
    let mut routes = accounts();
    routes.extend(team());
    routes
}

fn accounts() -> Vec<Route> {
    let find = Access::Staff(Action::FindAccount);
    let mut routes = vec![
        Route::get("/sachbearbeitung/konten", find, search::show),
        Route::post("/sachbearbeitung/konten", find, search::find),
        Route::get("/sachbearbeitung/konten/{id}", find, account::show),
    ];
    let recover = Access::Staff(Action::RecoverAccount);
    let path = "/sachbearbeitung/konten/{id}/wiederherstellen";
    routes.push(Route::get(path, recover, recover::show));
    routes.push(Route::post(path, recover, recover::send));
    routes.extend(changes(
        "/sachbearbeitung/konten/{id}/deaktivieren",
        Action::DeactivateAccount,
        Change::Deactivate,
    ));
    routes.extend(changes(
        "/sachbearbeitung/konten/{id}/reaktivieren",
        Action::ReactivateAccount,
        Change::Reactivate,
    ));
    routes
}

fn team() -> Vec<Route> {
    let (see, invite) = (Action::SeeStaff, Action::InviteStaff);
    let [see, invite, change] = [see, invite, Action::ChangeRoles].map(Access::Staff);
    let mut routes = vec![
        Route::get("/sachbearbeitung/team", see, team::show),
        Route::get("/sachbearbeitung/team/einladen", invite, invite::show),
        Route::post("/sachbearbeitung/team/einladen", invite, invite::send),
        Route::get("/sachbearbeitung/team/{id}", see, member::show),
        Route::get("/sachbearbeitung/team/{id}/rollen", change, roles::show),
        Route::post("/sachbearbeitung/team/{id}/rollen", change, roles::send),
        Route::get(
            "/sachbearbeitung/team/{id}/rollen-entziehen",
            change,
            roles::ask,
        ),
        Route::post(
            "/sachbearbeitung/team/{id}/rollen-entziehen",
            change,
            roles::withdraw_all,
        ),
    ];
    routes.extend(changes(
        "/sachbearbeitung/team/{id}/deaktivieren",
        Action::DeactivateStaff,
        Change::DeactivateStaff,
    ));
    routes.extend(changes(
        "/sachbearbeitung/team/{id}/reaktivieren",
        Action::DeactivateStaff,
        Change::ReactivateStaff,
    ));
    for (path, fate) in [
        (
            "/sachbearbeitung/team/einladungen/{id}/erneut",
            Fate::SendAgain,
        ),
        (
            "/sachbearbeitung/team/einladungen/{id}/zurueckziehen",
            Fate::Withdraw,
        ),
    ] {
        let ask = move |staff: Staff, Path(id): Path<String>| invitation::ask(staff, id, fate);
        let act = move |staff: Staff, Path(id): Path<String>, _: Protected<Nothing>| {
            invitation::act(staff, id, fate)
        };
        routes.push(Route::get(path, invite, ask));
        routes.push(Route::post(path, invite, act));
    }
    routes
}

/// The page that asks first, and the deed.
fn changes(path: &'static str, action: Action, change: Change) -> [Route; 2] {
    let access = Access::Staff(action);
    let show = move |staff: Staff, Path(id): Path<String>| change::show(staff, id, change);
    let send = move |staff: Staff, Path(id): Path<String>, Protected(sent): Protected<_>| {
        change::send(staff, id, sent, change)
    };
    [
        Route::get(path, access, show),
        Route::post(path, access, send),
    ]
}

/// Samples of every page here.
pub(crate) fn previews(pages: &Pages) -> Result<Vec<Preview>, PagesError> {
    let pages = [
        samples::<search::SearchPage>(pages),
        samples::<account::AccountPage>(pages),
        samples::<change::DeactivatePage>(pages),
        samples::<change::ReactivatePage>(pages),
        samples::<recover::RecoverPage>(pages),
        samples::<team::TeamPage>(pages),
        samples::<member::MemberPage>(pages),
        samples::<invite::InvitePage>(pages),
        samples::<invitation::InvitationPage>(pages),
        samples::<roles::RolesPage>(pages),
        samples::<roles::WithdrawPage>(pages),
    ];
    Ok(pages.into_iter().collect::<Result<Vec<_>, _>>()?.concat())
}
