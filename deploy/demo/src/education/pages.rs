//! What the pages show.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::Serialize;
use shared::forms::FormState;
use shared::pages::Page;

use super::book::Course;
use super::problem::Problem;
use super::sessions::Staff;

/// Who is signed in, above the page.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Bar {
    organisation: String,
    person: String,
}

impl From<&Staff> for Bar {
    fn from(staff: &Staff) -> Self {
        Self {
            organisation: staff.acting.organisation.clone(),
            person: staff.acting.person.clone(),
        }
    }
}

fn bar() -> Bar {
    Bar {
        organisation: "Lernwerk Musterstadt gGmbH".into(),
        person: "Leyla Lernfeld".into(),
    }
}

/// A course as people read it; days as instants in their middle.
#[derive(Debug, Clone, Serialize)]
pub(super) struct CourseRow {
    id: String,
    title: String,
    from: i64,
    to: i64,
}

impl From<&Course> for CourseRow {
    fn from(course: &Course) -> Self {
        Self {
            id: course.id.clone(),
            title: course.title.clone(),
            from: noon(&course.starts_on),
            to: noon(&course.ends_on),
        }
    }
}

fn noon(day: &str) -> i64 {
    let day = day.parse::<Date>().unwrap_or_default();
    let noon = day.at(12, 0, 0, 0).to_zoned(TimeZone::UTC);
    noon.map_or(0, |noon| noon.timestamp().as_second())
}

fn course() -> CourseRow {
    CourseRow {
        id: "k1".into(),
        title: "Lager und Logistik".into(),
        from: 1_796_126_400,
        to: 1_803_816_000,
    }
}

/// What this is, and where to begin.
#[derive(Debug, Serialize)]
pub(super) struct Start {
    /// Whether somebody of the staff is signed in.
    pub(super) signed_in: bool,
}

impl Page for Start {
    const TEMPLATE: &'static str = "education/start.html";

    fn samples() -> Vec<Self> {
        [false, true].map(|signed_in| Self { signed_in }).into()
    }
}

/// A connected customer in the list.
#[derive(Debug, Serialize)]
pub(super) struct CustomerRow {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) number: String,
    pub(super) since: i64,
}

/// „Verbundene Teilnehmende“.
#[derive(Debug, Serialize)]
pub(super) struct Customers {
    pub(super) staff: Bar,
    pub(super) customers: Vec<CustomerRow>,
}

impl Page for Customers {
    const TEMPLATE: &'static str = "education/customers.html";

    fn samples() -> Vec<Self> {
        let kim = CustomerRow {
            id: "c1".into(),
            name: "Kim Klicker".into(),
            number: "123A456789".into(),
            since: 1_795_424_400,
        };
        let sample = |customers| Self {
            staff: bar(),
            customers,
        };
        vec![sample(vec![kim]), sample(Vec::new())]
    }
}

/// A customer, what was reported, and the form for the next report.
#[derive(Debug, Serialize)]
pub(super) struct CustomerPage {
    pub(super) staff: Bar,
    pub(super) customer: CustomerRow,
    pub(super) reports: Vec<CourseRow>,
    /// Those that were not reported yet.
    pub(super) courses: Vec<CourseRow>,
    /// A report was just taken.
    pub(super) done: bool,
    pub(super) form: FormState,
}

impl Page for CustomerPage {
    const TEMPLATE: &'static str = "education/customer.html";

    fn samples() -> Vec<Self> {
        let sample = |reports, courses, done| Self {
            staff: bar(),
            customer: CustomerRow {
                id: "c1".into(),
                name: "Kim Klicker".into(),
                number: "123A456789".into(),
                since: 1_795_424_400,
            },
            reports,
            courses,
            done,
            form: FormState::new(),
        };
        let wrong = Self {
            form: FormState::new().with_error("course", "education-report-choose"),
            ..sample(Vec::new(), vec![course()], false)
        };
        vec![
            sample(Vec::new(), vec![course()], false),
            sample(vec![course()], Vec::new(), true),
            wrong,
        ]
    }
}

/// „Kurse“.
#[derive(Debug, Serialize)]
pub(super) struct CoursesPage {
    pub(super) staff: Bar,
    pub(super) courses: Vec<CourseRow>,
    pub(super) form: FormState,
}

impl Page for CoursesPage {
    const TEMPLATE: &'static str = "education/courses.html";

    fn samples() -> Vec<Self> {
        let sample = |courses, form| Self {
            staff: bar(),
            courses,
            form,
        };
        let mut wrong = FormState::new().keep("title", "Deutsch B2");
        for (field, key) in super::web::COURSE_FAULTS {
            wrong.wrong(field, key);
        }
        wrong.wrong("ends_on", "education-course-order");
        vec![
            sample(vec![course()], FormState::new()),
            sample(Vec::new(), wrong),
        ]
    }
}

/// An invitation that nobody followed yet.
#[derive(Debug, Serialize)]
pub(super) struct InvitationRow {
    pub(super) code: String,
    pub(super) for_whom: String,
    pub(super) link: String,
    pub(super) until: i64,
}

/// „Einladungen“.
#[derive(Debug, Serialize)]
pub(super) struct InvitationsPage {
    pub(super) staff: Bar,
    pub(super) invitations: Vec<InvitationRow>,
    pub(super) form: FormState,
}

impl Page for InvitationsPage {
    const TEMPLATE: &'static str = "education/invitations.html";

    fn samples() -> Vec<Self> {
        let sample = |invitations, form| Self {
            staff: bar(),
            invitations,
            form,
        };
        let row = InvitationRow {
            code: "7K2M-9QXA-41TZ".into(),
            for_whom: "Kim aus dem Vorkurs".into(),
            link: "http://localhost:8085/teilnehmen/7K2M-9QXA-41TZ".into(),
            until: 1_798_016_400,
        };
        let wrong = FormState::new().with_error("for_whom", "education-invitation-for-wrong");
        vec![
            sample(vec![row], FormState::new()),
            sample(Vec::new(), wrong),
        ]
    }
}

/// „Teilnehmen“: with an invitation, or to see one's connections.
#[derive(Debug, Serialize)]
pub(super) struct Join {
    pub(super) form: FormState,
}

impl Page for Join {
    const TEMPLATE: &'static str = "education/join.html";

    fn samples() -> Vec<Self> {
        let wrong = FormState::new()
            .keep("code", "1234")
            .with_error("code", "education-join-wrong");
        vec![
            Self {
                form: FormState::new(),
            },
            Self { form: wrong },
        ]
    }
}

/// What an invited customer reads before they are asked for consent.
#[derive(Debug, Serialize)]
pub(super) struct Invited {
    pub(super) code: String,
    pub(super) organisation: String,
}

impl Page for Invited {
    const TEMPLATE: &'static str = "education/invited.html";

    fn samples() -> Vec<Self> {
        vec![Self {
            code: "7K2M-9QXA-41TZ".into(),
            organisation: "Lernwerk Musterstadt gGmbH".into(),
        }]
    }
}

/// A customer's connection.
#[derive(Debug, Serialize)]
pub(super) struct ConnectionRow {
    pub(super) id: String,
    pub(super) organisation: String,
    pub(super) name: String,
    pub(super) since: i64,
    pub(super) courses: Vec<CourseRow>,
}

/// „Ihre Verbindungen“.
#[derive(Debug, Serialize)]
pub(super) struct ConnectionsPage {
    pub(super) connections: Vec<ConnectionRow>,
    /// `connected`, `ended`, `ended-untold` or nothing: what just happened.
    pub(super) news: &'static str,
    /// Where the consents are.
    pub(super) consents: String,
}

impl Page for ConnectionsPage {
    const TEMPLATE: &'static str = "education/connections.html";

    fn samples() -> Vec<Self> {
        let row = |courses| ConnectionRow {
            id: "c1".into(),
            organisation: "Lernwerk Musterstadt gGmbH".into(),
            name: "Kim Klicker".into(),
            since: 1_795_424_400,
            courses,
        };
        let sample = |connections, news| Self {
            connections,
            news,
            consents: "http://localhost:8080/konto/dienste".into(),
        };
        vec![
            sample(vec![row(Vec::new())], "connected"),
            sample(vec![row(vec![course()])], ""),
            sample(Vec::new(), "ended"),
            sample(Vec::new(), "ended-untold"),
        ]
    }
}

/// A page that is only text.
macro_rules! text_page {
    ($name:ident, $template:literal) => {
        #[derive(Debug, Serialize)]
        pub(super) struct $name {}

        impl Page for $name {
            const TEMPLATE: &'static str = $template;

            fn samples() -> Vec<Self> {
                vec![Self {}]
            }
        }
    };
}

text_page!(Imprint, "education/imprint.html");
text_page!(Privacy, "education/privacy.html");
text_page!(SignedOut, "education/signed_out.html");

/// What went wrong, and the way on.
#[derive(Debug, Serialize)]
pub(super) struct ProblemPage {
    what: &'static str,
    kind: &'static str,
    name: String,
    seconds: u32,
    detail: String,
    unlock_url: String,
    /// Where it goes on.
    pub(super) back: String,
}

impl ProblemPage {
    pub(super) fn new(problem: &Problem, back: &str) -> Self {
        let mut page = Self {
            what: problem.what(),
            kind: "warning",
            name: String::new(),
            seconds: 0,
            detail: String::new(),
            unlock_url: String::new(),
            back: back.to_owned(),
        };
        match problem {
            Problem::Ended { name } => page.name.clone_from(name),
            Problem::Locked { unlock_url } if is_web(unlock_url) => {
                page.unlock_url.clone_from(unlock_url);
            }
            Problem::Busy(seconds) => page.seconds = *seconds,
            Problem::Invalid(detail) => page.detail.clone_from(detail),
            Problem::Cancelled | Problem::Duplicate => page.kind = "info",
            _ => {}
        }
        page
    }
}

/// An address that another server named: never `javascript:`.
fn is_web(address: &str) -> bool {
    url::Url::parse(address).is_ok_and(|url| matches!(url.scheme(), "http" | "https"))
}

impl Page for ProblemPage {
    const TEMPLATE: &'static str = "education/problem.html";

    fn samples() -> Vec<Self> {
        let text = String::new;
        let problems = [
            Problem::NoOrganisation,
            Problem::Cancelled,
            Problem::Lost,
            Problem::Away,
            Problem::PortalAway,
            Problem::Ended {
                name: "Kim Klicker".into(),
            },
            Problem::Locked {
                unlock_url: "http://localhost:8081/freischaltcode".into(),
            },
            Problem::Company,
            Problem::Duplicate,
            Problem::Scope,
            Problem::Busy(10),
            Problem::Invalid("ends_on must not be before starts_on".into()),
            Problem::Invitation,
            Problem::Form,
            Problem::Missing,
            Problem::Unknown,
            Problem::Refused(text()),
            Problem::Storage(text()),
        ];
        let sample = |problem| Self::new(&problem, "/personal");
        problems.map(sample).into()
    }

    fn title(&self) -> Option<String> {
        Some(format!("education-problem-{}", self.what))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_shown_as_itself_and_no_address_runs_a_script() {
        assert_eq!(noon("2026-12-01"), 1_796_126_400);
        assert!(is_web("https://portal.example/freischaltcode"));
        assert!(!is_web("javascript:alert(1)"));
    }
}
