//! `portal codes`: issues, lists and takes back unlock codes, until the staff side does.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use secrecy::ExposeSecret as _;
use shared::clock::Outside;
use shared::db::Db;

use super::{Failure, settings};
use crate::audit;
use crate::cases::{
    self, Address, BirthDate, CommunityNumber, CustomerNumber, Kind, Name, Record, Register,
    RegisterNumber, Whom,
};
use crate::codes::{self, CodeId};
use crate::settings::Settings;
use crate::unlock::{self, Office, Sent};

type Failed = Box<dyn std::error::Error + Send + Sync>;

/// What to do with unlock codes.
#[derive(Debug, Subcommand)]
pub(crate) enum Codes {
    /// Issue a code for a person or an organisation and lay its letter into the outbox. Earlier
    /// open codes of the same case die.
    Issue(Box<IssueArgs>),
    /// List the codes of a case.
    List {
        #[arg(long)]
        customer_number: CustomerNumber,
    },
    /// Take a code back.
    Revoke {
        /// The first five characters of the code.
        id: String,
    },
}

/// Who gets the code. A person needs a birth date, an organisation a name and a register number.
#[derive(Debug, Args)]
pub(crate) struct IssueArgs {
    /// Kundennummer: 3 digits, a letter, 6 digits.
    #[arg(long)]
    customer_number: CustomerNumber,
    #[arg(
        long,
        requires = "birth_date",
        requires = "family_name",
        conflicts_with = "organisation"
    )]
    given_name: Option<Name>,
    #[arg(long, requires = "given_name")]
    family_name: Option<Name>,
    /// YYYY-MM-DD.
    #[arg(long, requires = "given_name")]
    birth_date: Option<BirthDate>,
    /// Number of the Bedarfsgemeinschaft, like 97122//0000004.
    #[arg(long, requires = "given_name")]
    community: Option<CommunityNumber>,
    /// Name of a company or institution.
    #[arg(
        long,
        required_unless_present = "given_name",
        requires = "register_number",
        requires = "register_court"
    )]
    organisation: Option<Name>,
    #[arg(long, value_enum, default_value = "company")]
    kind: OrganisationKind,
    /// Number in the public register, like HRB 12345.
    #[arg(long, requires = "organisation")]
    register_number: Option<RegisterNumber>,
    /// The court that keeps the register.
    #[arg(long, requires = "organisation")]
    register_court: Option<Name>,
    /// A line of the address under the name; give it once for each line.
    #[arg(long, required = true)]
    address_line: Vec<String>,
    /// The language of the letter.
    #[arg(long, default_value = "de", value_parser = language)]
    language: String,
    /// Show the code itself. Whoever sees it has half of what it takes.
    #[arg(long)]
    show: bool,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum OrganisationKind {
    Company,
    Institution,
}

fn language(text: &str) -> Result<String, &'static str> {
    let fits = (2..=12).contains(&text.len())
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    let text = fits.then(|| text.to_owned());
    text.ok_or("a language is a tag like de or en")
}

/// Does it and tells what became of it.
pub(super) async fn codes(wish: Codes, files: &[PathBuf]) -> Result<(), Failure> {
    let settings = settings(files)?;
    let told = run(wish, &settings, Outside::system()).await;
    let told = told.map_err(|error| Failure::failed(&*error))?;
    let written = std::io::stdout().write_all(told.as_bytes());
    written.map_err(|error| Failure::failed(&error))
}

/// `portal codes` in this process, for tests: the arguments after `codes`; what it tells.
///
/// # Errors
/// One line that says why not.
pub async fn in_process(
    args: &[&str],
    settings: &Settings,
    outside: Outside,
) -> Result<String, String> {
    let wish = Alone::try_parse_from([&["codes"], args].concat());
    let wish = wish.map_err(|error| error.to_string())?;
    let told = run(wish.codes, settings, outside).await;
    told.map_err(|error| error.to_string())
}

/// The subcommand as a program of its own.
#[derive(Debug, Parser)]
struct Alone {
    #[command(subcommand)]
    codes: Codes,
}

async fn run(codes: Codes, settings: &Settings, outside: Outside) -> Result<String, Failed> {
    let db = Db::open(settings.database.url.expose_secret(), 2).await?;
    db.migrate(&crate::MIGRATIONS).await?;
    let done = match codes {
        Codes::Issue(args) => issue_one(*args, settings, &outside, &db).await,
        Codes::List { customer_number } => list(&customer_number, settings, &outside, &db).await,
        Codes::Revoke { id } => revoke(&id, &outside, &db).await,
    };
    db.close().await;
    done
}

async fn issue_one(
    args: IssueArgs,
    settings: &Settings,
    outside: &Outside,
    db: &Db,
) -> Result<String, Failed> {
    let show = args.show;
    let record = record(args)?;
    let post_room = crate::app::post_room(settings, db, outside)?;
    let office = Office {
        settings,
        db,
        hasher: &crate::app::hasher(settings)?,
        post_room: &post_room,
        entropy: &*outside.entropy,
        now: outside.clock.now(),
        by: audit::By::Operator,
        asked: None,
    };
    let sent = office.send(record).await?;
    Ok(tell(&sent, show)?)
}

fn tell(sent: &Sent, show: bool) -> Result<String, std::fmt::Error> {
    let issued = &sent.issued;
    let mut out = String::new();
    writeln!(out, "code     {}", issued.id)?;
    writeln!(out, "for      {}", issued.case.record.customer_number)?;
    writeln!(out, "until    {}", moment(issued.expires_at.unix()))?;
    writeln!(out, "letter   {}", sent.letter.display())?;
    if show {
        writeln!(out, "in full  {}", sent.reveal().as_str())?;
    }
    Ok(out)
}

fn record(args: IssueArgs) -> Result<Record, Failed> {
    let whom = match (
        args.given_name,
        args.family_name,
        args.birth_date,
        args.organisation,
    ) {
        (Some(given_name), Some(family_name), Some(birth_date), _) => Whom::Person {
            given_name,
            family_name,
            birth_date,
            community: args.community,
        },
        (_, _, _, Some(name)) => Whom::Organisation {
            kind: match args.kind {
                OrganisationKind::Company => Kind::Company,
                OrganisationKind::Institution => Kind::Institution,
            },
            name,
            register: Register {
                number: args.register_number.ok_or("--register-number is missing")?,
                court: args.register_court.ok_or("--register-court is missing")?,
            },
        },
        _ => return Err("--given-name, --family-name and --birth-date belong together".into()),
    };
    Ok(Record {
        customer_number: args.customer_number,
        whom,
        address: Address::new(&args.address_line)?,
        language: args.language,
    })
}

async fn list(
    number: &CustomerNumber,
    settings: &Settings,
    outside: &Outside,
    db: &Db,
) -> Result<String, Failed> {
    let mut tx = db.read().await?;
    let case = cases::find_by_customer_number(&mut tx, number).await?;
    let case = case.ok_or("there is no case of this customer number")?;
    let all = codes::list(&mut tx, &case.id).await?;
    tx.commit().await?;
    let (now, most) = (outside.clock.now(), settings.unlock.tries.get());
    let mut out = String::new();
    for code in all {
        let (issued, until) = (code.issued_at.unix(), code.expires_at.unix());
        let state = code.state(now, most).word();
        writeln!(
            out,
            "{}  {state:<8} {}  {}",
            code.id,
            moment(issued),
            moment(until)
        )?;
    }
    Ok(out)
}

async fn revoke(id: &str, outside: &Outside, db: &Db) -> Result<String, Failed> {
    let id = CodeId::new(id.trim().to_ascii_uppercase());
    let now = outside.clock.now();
    let mut tx = db.write().await?;
    let chance = (&*outside.entropy, now);
    if !unlock::revoke(&mut tx, chance, audit::By::Operator, &id).await? {
        return Err("there is no open code of this name".into());
    }
    tx.commit().await?;
    Ok(format!("revoked  {id}\n"))
}

fn moment(unix: i64) -> String {
    jiff::Timestamp::from_second(unix)
        .unwrap_or_default()
        .to_string()
}
