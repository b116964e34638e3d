//! Whether the tables can hold what is needed, with every problem at once.

use crate::adapter::{ColumnKind, UserColumn};

use super::dialect::{Dialect, Found, FoundTable, Need};
use super::statement::{Column, qualified};
use super::{Moments, Tables};

/// The columns of one table, taken one by one, and what is wrong with them.
pub(super) struct Check<'a> {
    table: &'a str,
    schema: Option<&'a str>,
    found: Option<FoundTable>,
    moments: Moments,
    /// The columns that something is written to.
    taken: Vec<String>,
    problems: &'a mut Vec<String>,
}

/// Who needs a column, for messages.
#[derive(Clone, Copy)]
enum Who<'a> {
    Us,
    Field(&'a UserColumn),
}

impl<'a> Check<'a> {
    /// Begins with a table; that it is not there is the only problem that it has then.
    pub(super) fn new(
        tables: &'a Tables,
        table: &'a str,
        found: Option<FoundTable>,
        problems: &'a mut Vec<String>,
    ) -> Self {
        if found.is_none() {
            let default = Tables::default();
            let hint = if *tables == default {
                "; run the migrations, with `migrate` or `migrate_on_build(true)`"
            } else {
                "; create it, or say with `tables` what it is called"
            };
            problems.push(format!("there is no table `{table}`{hint}"));
        }
        Self {
            table,
            schema: tables.schema.as_deref(),
            found,
            moments: tables.moments,
            taken: Vec::new(),
            problems,
        }
    }

    /// A column that has to be there and have a value in each row.
    pub(super) fn column<DB: Dialect>(&mut self, name: &str, need: Need) -> Option<Column> {
        self.take::<DB>(name, need, Who::Us)
    }

    /// A column that has to be there and to take `NULL`.
    pub(super) fn nullable<DB: Dialect>(&mut self, name: &str, need: Need) -> Option<Column> {
        let column = self.take::<DB>(name, need, Who::Us)?;
        if self.found(name).is_some_and(|found| !found.is_nullable) {
            self.problems.push(format!(
                "the column `{name}` of the table `{}` is `NOT NULL`, and there is not always a value for it",
                self.table
            ));
        }
        Some(column)
    }

    /// A column that is written if it is there.
    pub(super) fn if_there<DB: Dialect>(
        &mut self,
        name: Option<&str>,
        need: Need,
    ) -> Option<Column> {
        let name = name?;
        self.found(name)?;
        self.take::<DB>(name, need, Who::Us)
    }

    /// The column of the row's own id, if there is one that gets no value from the database.
    pub(super) fn row_id<DB: Dialect>(&mut self, name: Option<&str>) -> Option<String> {
        let found = self.found(name?)?;
        let is_filled = found.is_nullable || found.has_default;
        if is_filled || DB::storage(found, Need::Text, self.moments).is_none() {
            return None;
        }
        let (name, quoted) = (found.name.clone(), DB::quote(&found.name));
        self.taken.push(name);
        Some(quoted)
    }

    /// The column of a field of the application.
    pub(super) fn field<DB: Dialect>(&mut self, field: &UserColumn) -> Option<Column> {
        let column = self.take::<DB>(field.name, need(field.kind), Who::Field(field))?;
        let is_nullable = self.found(field.name).is_none_or(|found| found.is_nullable);
        if field.is_nullable && !is_nullable {
            self.problems.push(format!(
                "the column `{}` of the table `{}` is `NOT NULL`, and the field of type `{}` can be empty; {}",
                field.name,
                self.table,
                field.rust_type,
                "drop the `NOT NULL`, or make the field's type one that is no `Option`",
            ));
        }
        Some(column)
    }

    /// The columns of one unique index, in which the database keeps two rows apart.
    pub(super) fn is_unique(&self, columns: &[&str]) -> bool {
        let found = self.found.as_ref();
        found.is_some_and(|found| found.is_unique(columns))
    }

    pub(super) fn problem(&mut self, problem: impl FnOnce(&str) -> String) {
        let problem = problem(self.table);
        self.problems.push(problem);
    }

    /// Ends with the columns that nobody fills.
    pub(super) fn finish(self) {
        let Some(found) = &self.found else { return };
        for column in &found.columns {
            let is_taken = self.taken.contains(&column.name);
            if !is_taken && !column.is_nullable && !column.has_default {
                self.problems.push(format!(
                    "the column `{}` of the table `{}` is `NOT NULL` and has no default, and nothing here fills it; give it a default, or a field of the user",
                    column.name, self.table
                ));
            }
        }
    }

    fn found(&self, name: &str) -> Option<&Found> {
        let columns = self.found.as_ref()?.columns.iter();
        columns.into_iter().find(|column| column.name == name)
    }

    fn take<DB: Dialect>(&mut self, name: &str, need: Need, who: Who<'_>) -> Option<Column> {
        // A table that is not there is one problem, and not one for each column.
        self.found.as_ref()?;
        self.taken.push(name.to_owned());
        let Some(found) = self.found(name) else {
            let problem = self.missing::<DB>(name, need, who);
            self.problems.push(problem);
            return None;
        };
        let Some(storage) = DB::storage(found, need, self.moments) else {
            let user = match who {
                Who::Us => "this library".to_owned(),
                Who::Field(field) => format!("the field is `{}`, which", field.rust_type),
            };
            self.problems.push(format!(
                "the column `{name}` of the table `{}` is `{}`, and {user} needs {}",
                self.table,
                found.declared,
                in_words(need),
            ));
            return None;
        };
        Some(Column::new::<DB>(found, storage))
    }

    fn missing<DB: Dialect>(&self, name: &str, need: Need, who: Who<'_>) -> String {
        let table = self.table;
        match who {
            Who::Us => format!(
                "the table `{table}` has no column `{name}`, which holds {}",
                in_words(need)
            ),
            Who::Field(field) => format!(
                "the table `{table}` has no column `{name}` for the field of type `{}`; add it with `{}`",
                field.rust_type,
                add_column::<DB>(&qualified::<DB>(self.schema, table), field, true),
            ),
        }
    }
}

/// The statement that adds the column of a field.
pub(super) fn add_column<DB: Dialect>(
    table: &str,
    field: &UserColumn,
    has_default: bool,
) -> String {
    let (kind, default) = DB::column_type(need(field.kind));
    let name = DB::quote(field.name);
    let rest = match (field.is_nullable, has_default) {
        (true, _) => String::new(),
        (false, true) => format!(" NOT NULL DEFAULT {default}"),
        (false, false) => " NOT NULL".to_owned(),
    };
    format!("ALTER TABLE {table} ADD COLUMN {name} {kind}{rest}")
}

pub(super) fn need(kind: ColumnKind) -> Need {
    match kind {
        ColumnKind::Boolean => Need::Boolean,
        ColumnKind::Integer => Need::Integer,
        ColumnKind::Real => Need::Real,
        ColumnKind::Text => Need::Text,
        ColumnKind::Time => Need::Moment,
        ColumnKind::Json => Need::Json,
    }
}

fn in_words(need: Need) -> &'static str {
    match need {
        Need::Id => "text, a number or a UUID",
        Need::Text => "text",
        Need::Integer => "an integer",
        Need::Real => "a number",
        Need::Boolean => "a boolean",
        Need::Moment | Need::Seconds => "a moment",
        Need::Json => "JSON",
    }
}

#[cfg(all(test, feature = "mysql", feature = "postgres", feature = "sqlite"))]
mod tests;
