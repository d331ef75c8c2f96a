//! `regain person import FILE.csv`

use std::collections::HashSet;
use std::path::Path;

use domain::audit::Act;

use super::details::{Details, Parsed, parsed};
use super::fault::CliFault;
use super::person::{add, complete};
use super::say;
use crate::services::Services;
use crate::store::AuditEntry;

/// At most this many faults are told at once.
const TOLD: usize = 20;
const PROGRESS_EVERY: usize = 500;

/// Imports all rows or none: every row is checked before the first is stored. Gives the user names.
pub(super) async fn import(services: &Services, file: &Path) -> Result<Vec<String>, CliFault> {
    let rows = read(file)?;
    let add = async |entry: &AuditEntry| add_all(services, &rows, entry).await;
    let added = services.commanded(Act::PersonImport, add).await?;
    say(&format!("Added {} people.", added.len()));
    Ok(added.into_iter().map(|person| person.user_name).collect())
}

async fn add_all(
    services: &Services,
    rows: &[(u64, Details)],
    entry: &AuditEntry,
) -> Result<Vec<Parsed>, CliFault> {
    say(&format!("Checking {} people …", rows.len()));
    let checked = check(services, rows).await?;
    let total = checked.len();
    let mut change = services.store.begin().await?;
    for (i, person) in checked.iter().enumerate() {
        add(services, &mut change, person, None).await?;
        if (i + 1) % PROGRESS_EVERY == 0 {
            say(&format!("{} of {total} added …", i + 1));
        }
    }
    let tenant = checked
        .first()
        .map_or("", |person| person.tenant.id.as_str());
    let count = u32::try_from(total).unwrap_or(u32::MAX);
    complete(services, &mut change, entry, tenant, count).await?;
    change.commit().await?;
    Ok(checked)
}

fn read(file: &Path) -> Result<Vec<(u64, Details)>, CliFault> {
    let fault = |e: csv::Error| CliFault::Input(format!("{}: {e}", file.display()));
    let mut reader = csv::ReaderBuilder::new()
        .trim(csv::Trim::All)
        .from_path(file)
        .map_err(fault)?;
    let headers = reader.headers().map_err(fault)?.clone();
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(fault)?;
        let line = record.position().map_or(0, csv::Position::line);
        rows.push((line, record.deserialize(Some(&headers)).map_err(fault)?));
    }
    Ok(rows)
}

async fn check(services: &Services, rows: &[(u64, Details)]) -> Result<Vec<Parsed>, CliFault> {
    let mut people = Vec::new();
    let mut faults = Vec::new();
    let mut seen = HashSet::new();
    for (line, details) in rows {
        match parsed(services, details).await {
            Ok(person) if !seen.insert(person.user_name.clone()) => {
                faults.push(format!("line {line}: user_name: stands in the file twice"));
            }
            Ok(person) if person.exists(services).await? => {
                faults.push(format!(
                    "line {line}: user_name: there is already a person with this user name"
                ));
            }
            Ok(person) => people.push(person),
            Err(CliFault::Input(why)) => faults.push(format!("line {line}: {why}")),
            Err(other) => return Err(other),
        }
    }
    if faults.is_empty() {
        return Ok(people);
    }
    let more = faults.len().saturating_sub(TOLD);
    faults.truncate(TOLD);
    if more > 0 {
        faults.push(format!("… and {more} more"));
    }
    Err(CliFault::Input(format!(
        "nothing was imported:\n  {}",
        faults.join("\n  ")
    )))
}
