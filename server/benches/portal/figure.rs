//! One line of the table, and the table.

/// Whether a figure keeps to what was promised.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    Met,
    Missed,
    /// There is no budget: the figure is only told.
    Told,
}

/// A measured value beside its budget.
pub(crate) struct Figure {
    name: String,
    value: String,
    budget: String,
    verdict: Verdict,
}

impl Figure {
    /// A figure without a budget.
    pub(crate) fn told(name: impl Into<String>, value: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            value: value.into(),
            budget: String::new(),
            verdict: Verdict::Told,
        }
    }

    /// A figure that has to stay within its budget.
    pub(crate) fn held(
        name: impl Into<String>,
        value: impl Into<String>,
        budget: impl Into<String>,
        met: bool,
    ) -> Self {
        Self {
            name: name.into(),
            value: value.into(),
            budget: budget.into(),
            verdict: if met { Verdict::Met } else { Verdict::Missed },
        }
    }
}

/// Prints all figures as one table, and says whether every budget is met.
pub(crate) fn print(figures: &[Figure]) -> bool {
    let width = |cell: fn(&Figure) -> &str| {
        figures
            .iter()
            .map(|f| cell(f).chars().count())
            .max()
            .unwrap_or_default()
    };
    let (names, values, budgets) = (
        width(|f| &f.name),
        width(|f| &f.value),
        width(|f| &f.budget).max(6),
    );
    println!(
        "\n{:names$}  {:values$}  {:budgets$}  met",
        "figure", "value", "budget"
    );
    for Figure {
        name,
        value,
        budget,
        verdict,
    } in figures
    {
        let met = match verdict {
            Verdict::Met => "yes",
            Verdict::Missed => "NO",
            Verdict::Told => "",
        };
        println!(
            "{}",
            format!("{name:names$}  {value:values$}  {budget:budgets$}  {met}").trim_end()
        );
    }
    let missed = figures
        .iter()
        .filter(|figure| figure.verdict == Verdict::Missed)
        .count();
    println!(
        "{}",
        if missed == 0 {
            "every budget is met".to_owned()
        } else {
            format!("missed budgets: {missed}")
        }
    );
    missed == 0
}

/// Bytes in units of a thousand.
pub(crate) fn kilobytes(bytes: usize) -> String {
    format!("{}.{} kB", bytes / 1000, bytes % 1000 / 100)
}

/// Bytes in units of a million.
pub(crate) fn megabytes(bytes: usize) -> String {
    format!("{}.{} MB", bytes / 1_000_000, bytes % 1_000_000 / 100_000)
}

pub(crate) fn milliseconds(seconds: f64) -> String {
    format!("{:.2} ms", seconds * 1000.0)
}
