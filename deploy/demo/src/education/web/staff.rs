//! The staff's side: customers, reports, courses, invitations. Everything belongs to the
//! organisation for which the person acts.

use axum::Router;
use axum::body::Body;
use axum::extract::{Path, Query, Request};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use jiff::civil::Date;
use serde::Deserialize;
use shared::forms::{FormState, Visitor};
use shared::pages::NavLink;

use super::back::send;
use super::{STAFF, Shown, Visit};
use crate::education::app::App;
use crate::education::book::{Course, Customer, INVITED, Invitation, Organisation};
use crate::education::pages::{
    CourseRow, CoursesPage, CustomerPage, CustomerRow, Customers, InvitationRow, InvitationsPage,
};
use crate::education::problem::Problem;
use crate::education::sessions::{Purpose, Staff};

/// What can be wrong with each field of a course.
pub(in crate::education) const COURSE_FAULTS: [(&str, &str); 3] = [
    ("title", "education-course-title-wrong"),
    ("starts_on", "education-course-start-wrong"),
    ("ends_on", "education-course-end-wrong"),
];
/// No name is longer.
const LONGEST: usize = 100;

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/personal", get(customers))
        .route("/personal/anmelden", post(sign_in))
        .route("/personal/abmelden", post(sign_out))
        .route("/personal/teilnehmende/{id}", get(customer))
        .route("/personal/teilnehmende/{id}/melden", post(report))
        .route("/personal/kurse", get(courses).post(add_course))
        .route("/personal/einladungen", get(invitations).post(invite))
        .route("/personal/einladungen/{code}/zurueckziehen", post(withdraw))
}

#[derive(Debug, Deserialize)]
struct SignIn {
    /// Whether the provider is to ask again who it is.
    #[serde(default)]
    neu: String,
}

async fn sign_in(visit: Visit, visitor: Visitor, request: Request<Body>) -> Shown {
    let form: SignIn = visit.form(request).await?;
    send(&visit, &visitor, Purpose::Staff, !form.neu.is_empty()).await
}

#[derive(Debug, Deserialize)]
struct Empty {}

/// Out of both: here at once, then there.
async fn sign_out(visit: Visit, request: Request<Body>) -> Shown {
    let _: Empty = visit.form(request).await?;
    let Ok(staff) = visit.staff() else {
        return Ok(Redirect::to("/abgemeldet").into_response());
    };
    let back = format!("{}/abgemeldet", visit.app.origin);
    let there = visit
        .app
        .provider
        .sign_out_url(&staff.id_token, &back)
        .await;
    let to = there.map_or(back, String::from);
    Ok(visit.end(STAFF, &to))
}

/// The staff's pages have their areas above.
fn in_area(mut visit: Visit) -> Visit {
    let links = [
        ("education-customers-title", "/personal"),
        ("education-invitations-title", "/personal/einladungen"),
        ("education-courses-title", "/personal/kurse"),
    ];
    let links = links.map(|(label, href)| NavLink::new(label, href));
    visit.frame = visit.frame.with_areas(links.into());
    visit
}

fn look<T>(visit: &Visit, staff: &Staff, look: impl FnOnce(&Organisation) -> T) -> Option<T> {
    let id = &staff.acting.organisation_id;
    let own = |kept: &crate::education::book::Kept| kept.organisations.get(id).map(look);
    visit.app.book.read(own)
}

fn change(
    visit: &Visit,
    staff: &Staff,
    change: impl FnOnce(&mut Organisation),
) -> Result<(), super::Stop> {
    let id = staff.acting.organisation_id.clone();
    let done = visit.app.book.change(|kept| {
        change(kept.organisations.entry(id).or_default());
    });
    done.map_err(|error| visit.problem(&error.into(), "/personal"))
}

fn row(customer: &Customer) -> CustomerRow {
    CustomerRow {
        id: customer.id.clone(),
        name: customer.name.clone(),
        number: customer.number.clone(),
        since: customer.connected_at.unix(),
    }
}

async fn customers(visit: Visit) -> Shown {
    let staff = visit.staff()?;
    let visit = in_area(visit);
    let rows = look(&visit, &staff, |it| it.customers.iter().map(row).collect());
    Ok(visit.show(&Customers {
        staff: (&staff).into(),
        customers: rows.unwrap_or_default(),
    }))
}

#[derive(Debug, Default, Deserialize)]
struct News {
    #[serde(default)]
    neu: String,
}

async fn customer(visit: Visit, Path(id): Path<String>, Query(news): Query<News>) -> Shown {
    let staff = visit.staff()?;
    show_customer(
        &in_area(visit),
        &staff,
        &id,
        (!news.neu.is_empty(), FormState::new()),
    )
}

fn show_customer(visit: &Visit, staff: &Staff, id: &str, (done, form): (bool, FormState)) -> Shown {
    let page = look(visit, staff, |organisation| {
        let customer = organisation.customers.iter().find(|it| it.id == id)?;
        let told = |course: &&Course| customer.reports.iter().any(|it| it.course == **course);
        let open = organisation.courses.iter().filter(|it| !told(it));
        Some(CustomerPage {
            staff: staff.into(),
            customer: row(customer),
            reports: customer
                .reports
                .iter()
                .map(|it| (&it.course).into())
                .collect(),
            courses: open.map(CourseRow::from).collect(),
            done,
            form,
        })
    });
    match page.flatten() {
        Some(page) => Ok(visit.show(&page)),
        None => Err(visit.problem(&Problem::Unknown, "/personal")),
    }
}

#[derive(Debug, Deserialize)]
struct Wanted {
    #[serde(default)]
    course: String,
}

async fn report(visit: Visit, Path(id): Path<String>, request: Request<Body>) -> Shown {
    let staff = visit.staff()?;
    let form: Wanted = visit.form(request).await?;
    let page = format!("/personal/teilnehmende/{id}");
    if form.course.is_empty() {
        let wrong = FormState::new().with_error("course", "education-report-choose");
        let mut visit = in_area(visit);
        visit.frame = visit.frame.at(&page);
        return show_customer(&visit, &staff, &id, (false, wrong));
    }
    let organisation = &staff.acting.organisation_id;
    let told = visit.app.report(organisation, &id, &form.course).await;
    told.map_err(|problem| match problem {
        Problem::Ended { .. } | Problem::Unknown => visit.problem(&problem, "/personal"),
        other => visit.problem(&other, &page),
    })?;
    Ok(Redirect::to(&format!("{page}?neu=gemeldet")).into_response())
}

async fn courses(visit: Visit) -> Shown {
    let staff = visit.staff()?;
    Ok(show_courses(&in_area(visit), &staff, FormState::new()))
}

fn show_courses(visit: &Visit, staff: &Staff, form: FormState) -> Response {
    let rows = look(visit, staff, |it| {
        it.courses.iter().map(CourseRow::from).collect()
    });
    visit.show(&CoursesPage {
        staff: staff.into(),
        courses: rows.unwrap_or_default(),
        form,
    })
}

#[derive(Debug, Deserialize)]
struct NewCourse {
    title: String,
    starts_on: String,
    ends_on: String,
}

impl NewCourse {
    /// The course, or the form as it was with what is wrong.
    fn read(&self, id: String) -> Result<Course, FormState> {
        let title = self.title.split_whitespace().collect::<Vec<_>>().join(" ");
        let day = |text: &str| text.trim().parse::<Date>().ok();
        let (from, to) = (day(&self.starts_on), day(&self.ends_on));
        let mut form = FormState::new()
            .keep("title", &self.title)
            .keep("starts_on", &self.starts_on)
            .keep("ends_on", &self.ends_on);
        let fits = (1..=LONGEST).contains(&title.chars().count());
        let wrong = [!fits, from.is_none(), to.is_none()];
        for ((field, key), wrong) in COURSE_FAULTS.into_iter().zip(wrong) {
            if wrong {
                form.wrong(field, key);
            }
        }
        if from > to && to.is_some() {
            form.wrong("ends_on", "education-course-order");
        }
        match (from, to) {
            (Some(from), Some(to)) if form.is_fine() => Ok(Course {
                id,
                title,
                starts_on: from.to_string(),
                ends_on: to.to_string(),
            }),
            _ => Err(form),
        }
    }
}

async fn add_course(visit: Visit, request: Request<Body>) -> Shown {
    let staff = visit.staff()?;
    let form: NewCourse = visit.form(request).await?;
    match form.read(visit.app.new_id()) {
        Ok(course) => {
            change(&visit, &staff, |it| it.courses.push(course))?;
            Ok(Redirect::to("/personal/kurse").into_response())
        }
        Err(form) => Ok(show_courses(&in_area(visit), &staff, form)),
    }
}

async fn invitations(visit: Visit) -> Shown {
    let staff = visit.staff()?;
    Ok(show_invitations(&in_area(visit), &staff, FormState::new()))
}

fn show_invitations(visit: &Visit, staff: &Staff, form: FormState) -> Response {
    let now = visit.app.now();
    let row = |it: &Invitation| InvitationRow {
        code: it.code.clone(),
        for_whom: it.for_whom.clone(),
        link: format!("{}/teilnehmen/{}", visit.app.origin, it.code),
        until: (it.made_at + INVITED).unix(),
    };
    let rows = look(visit, staff, |it| {
        let good = it.invitations.iter().filter(|it| it.is_good(now));
        good.rev().map(row).collect()
    });
    visit.show(&InvitationsPage {
        staff: staff.into(),
        invitations: rows.unwrap_or_default(),
        form,
    })
}

#[derive(Debug, Deserialize)]
struct NewInvitation {
    for_whom: String,
}

async fn invite(visit: Visit, request: Request<Body>) -> Shown {
    let staff = visit.staff()?;
    let form: NewInvitation = visit.form(request).await?;
    let for_whom = form
        .for_whom
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    if !(1..=LONGEST).contains(&for_whom.chars().count()) {
        let wrong = FormState::new()
            .keep("for_whom", form.for_whom)
            .with_error("for_whom", "education-invitation-for-wrong");
        return Ok(show_invitations(&in_area(visit), &staff, wrong));
    }
    let (code, now) = (visit.app.new_code(), visit.app.now());
    change(&visit, &staff, |it| {
        it.invitations.retain(|it| it.is_good(now));
        it.invitations.push(Invitation {
            code,
            for_whom,
            made_at: now,
        });
    })?;
    Ok(Redirect::to("/personal/einladungen").into_response())
}

async fn withdraw(visit: Visit, Path(code): Path<String>, request: Request<Body>) -> Shown {
    let staff = visit.staff()?;
    let _: Empty = visit.form(request).await?;
    change(&visit, &staff, |it| {
        it.invitations.retain(|it| it.code != code);
    })?;
    Ok(Redirect::to("/personal/einladungen").into_response())
}
